"""Last touches on a draft: the target's own punctuation, and the final mark of the source.

Every rule is idempotent; slots (`{1}`) are left alone.
"""

import re

from toolkit import late
from toolkit.languages import UNSPACED

HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WIDE_MARKS = "，。！？：；（）、《》〈〉「」『』【】"
WIDE = {",": "，", ".": "。", "!": "！", "?": "？", ":": "：", ";": "；"}
"""Half-width mark -> the one that stands between hanzi."""
FULL_WIDTH = {"zh", "zt", "ja"}
"""Languages that write WIDE."""
CLOSERS = "\"'”’»)）」』》]"
SLOT = late.compile(r"\{\d{1,6}\}")
ENDS = frozenset(".!?:;…。！？：；｡،؟")
"""A text that ends in one of these has its final mark."""

SPURIOUS = late.compile(r"^[^.!?…]*[^\W\d_]{4}\.$")
"""A single sentence with a full stop after a whole word: `и т. д.` keeps its own."""

RULES = (
    (late.compile(rf"(?<=[{HAN}])[ ]?\.{{3,}}"), "……"),
    (late.compile(rf"(?<=[{HAN}{WIDE_MARKS}”’]) *(?:--|—|–) *(?=[{HAN}“‘《])"), "——"),
    (late.compile(rf"<<(?=[^<>]*[{HAN}])([^<>]+)>>"), r"《\1》"),
    (late.compile(rf"\((?=[^()]*[{HAN}])([^()]*)\)"), r"（\1）"),
    (late.compile(rf"(?<=[{HAN}{WIDE_MARKS}”’]) *,(?!\d)"), "，"),
    (late.compile(rf"(?<=[{HAN}{WIDE_MARKS}”’]) *([!?:;])"), lambda match: WIDE[match.group(1)]),
    (late.compile(rf"(?<=[{HAN}）》」』”’]) *\.(?=\s*[{HAN}])"), "。"),
    (late.compile(r"(?<!\.)[.!?:;](?=\s*$)"), lambda match: WIDE[match.group()]),
    (late.compile(rf"(?<=[{HAN}{WIDE_MARKS}]) +(?=[{HAN}{WIDE_MARKS}])"), ""),
    (late.compile(rf"(?<=[{WIDE_MARKS}]) +(?=\S)| +(?=[，。！？：；）、》」』】])"), ""),
)
"""For FULL_WIDTH, applied in this order."""


GUILLEMETS = {"ru", "ky", "uk", "be", "kk", "bg"}
"""Languages that write « » and an em dash between words."""
EASTERN_RULES = (
    (late.compile(r'(?<![\w"])"(?=[^\s"])([^"\n]*?[^\s"])"(?!\w)'), r"«\1»"),
    (
        late.compile(r"“(?=[^\s“”])([^“”\n]*?)[”“]|„(?=[^\s„“])([^„“\n]*?)“"),
        lambda match: f"«{match[1] or match[2] or ''}»",
    ),
    (late.compile(r"(?<=[^\W\d_»)!?}]) +(?:--?|–) +(?=[^\W\d_«({])"), " — "),
)
EASTERN = late.compile('["“„–-]')
"""For GUILLEMETS, if there is one of these marks. A hyphen in a range of numbers or in a formula stays."""
QUOTES = (late.compile(rf'"(?=[{HAN}])([^"\n]*?)"|"([^"\n]*?)(?<=[{HAN}{WIDE_MARKS}])"'), r"“\1\2”")
"""Round hanzi."""


def finish(source: str, target: str, language: str) -> str:
    """The draft `target` of `source` with its punctuation put right; `language` is the code of the target."""
    before = None
    # One mark that became wide can make its neighbour wide; every rule goes one way, so that this ends.
    while language in FULL_WIDTH and target != before and re.search(f"[{HAN}]", target):
        before = target
        for pattern, replacement in RULES:
            target = pattern.sub(replacement, target)
        target = QUOTES[0].sub(QUOTES[1], target)
    while language in GUILLEMETS and target != before and EASTERN.search(target):
        before = target
        for pattern, replacement in EASTERN_RULES:
            target = pattern.sub(replacement, target)
    if language not in UNSPACED and SLOT.search(target):
        target = _apart(source, target)
    return _mirror(source, target, language)


def _apart(source: str, target: str) -> str:
    """A slot that stood apart from words in the source stands apart from them again, as scripts with spaces write."""
    sides = (r"(?:\s|^)\{(\d{1,6})\}", r"\{(\d{1,6})\}\s")
    spaced = [{match[1] for match in re.finditer(side, source)} for side in sides]
    target = re.sub(r"(?<=[^\W\d_])\{(\d{1,6})\}", lambda match: " " * (match[1] in spaced[0]) + match[0], target)
    return re.sub(r"\{(\d{1,6})\}(?=[^\W\d_])", lambda match: match[0] + " " * (match[1] in spaced[1]), target)


def _mirror(source: str, target: str, language: str) -> str:
    """The final mark of the source, where the target has none."""
    text, end = target.rstrip(), source.rstrip()[-3:]
    mark = "…" if end.endswith("…") else "..." if end == "..." else end[-1:]
    if not text:
        return target
    space = target[len(text) :]
    full = language in FULL_WIDTH
    if mark in WIDE.values():
        mark = next(narrow for narrow, wide in WIDE.items() if wide == mark)
    if full and text.endswith("。") and mark not in (".", "...", "…") and not _has_end(source):
        bare = text.rstrip("。")
        return (text if _has_end(bare) else bare) + space
    if not full and SPURIOUS.search(text) and not _has_end(source):
        return text[:-1] + space
    if mark not in (*WIDE, "...", "…") or mark == "," or _has_end(text):
        return target
    if full:
        mark = WIDE.get(mark, "……")
    return text + mark + space


def _has_end(text: str) -> bool:
    text = text.rstrip()
    return text[-1:] in ENDS or text.rstrip(CLOSERS)[-1:] in ENDS
