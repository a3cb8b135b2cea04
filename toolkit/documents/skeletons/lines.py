"""Lines in which nothing is for readers: each is there as often as it was, whatever syntax it may be."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.documents.skeletons.encoded import Blocks, Changes, text_of
from toolkit.units import Block, Code, Content, flatten

BREAK = re.compile(r"\r\n|\r|\n")
RULE = re.compile(r"([^\w\s])\1+")
"""Signs in a row, which are as long as the words above or beside them."""
FENCES = "`:"
"""Signs whose number says which of them belong together."""
MOST_SIGNS = 4
EMPTY = re.compile(r"[|>\s]*")
"""What stands in a line of a table or a quotation where no words do."""
KEY = re.compile(r"\s*(?:-\s|[\w\"'.-]+\s*[:=](?:\s|$)|\[)")
"""Begins another value of the front matter than the text above it."""
LANGUAGE = re.compile(
    r"""\s(?:xml:)?(?:lang|dir)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)|(?<=lang:).*|(?<=language:).*|(?<=locale:).*"""
    r"""|(?<=locale"\s)content=.*|(?<=language"\s)content=.*|(?<=lang=)\w+""",
    re.IGNORECASE,
)
LANGUAGE_NAMES = ("lang", "locale", "dir=", "LANG", "Lang")
"""One of them stands in what that finds, which is the translation's own in its page."""


def beside(before: bytes, after: bytes, encoding: str, changes: Changes, *, soft: bool) -> str:
    """One sentence on the first line that stands there more or less often than it did; "" for none.

    `soft`: a break between codes may become a space, as between words.
    """
    old, new = (_split(text_of(data, encoding)) for data in (before, after))
    there, here = (list(_alone(lines, blocks, soft)) for lines, blocks in zip((old, new), changes.blocks, strict=True))
    return ("" if there == here else _missed((old, new), (there, here))) or _repeated(new, changes)


def _split(text: str) -> list[str]:
    return BREAK.split(text) if "\r" in text else text.split("\n")


def _missed(lines: tuple[list[str], list[str]], alone: tuple[list[str], list[str]]) -> str:
    """What is said of the first of those without a text that is lost or doubled."""
    was, is_now = (Counter(map(_told, one)) for one in lines)
    there, here = (Counter(map(_told, one)) for one in alone)
    gone = (line for line in there if here[line] < there[line] and is_now[line] < was[line])
    twice = (line for line in here if there[line] < here[line] and 0 < was[line] < is_now[line])
    one = next(gone, "") or next(twice, "")
    return one and f"the line {one[:60]!r} stands in it {is_now[one]} times, and not {was[one]}"


def _alone(lines: Sequence[str], blocks: Blocks, soft: bool) -> Iterator[str]:
    """The lines in which no text stands; none of the empty ones."""
    texts: set[int] = set()
    front = next((n for n, line in enumerate(lines) if n and line in ("---", "+++", "...")), 0)
    front = front if lines[0] in ("---", "+++") else 0
    for block in blocks:
        if block.translatable:
            first = last = block.line
            if len(block.content) > 1 or "\n" in flatten(block.content):
                first, last = _extent(block, soft)
            last = _joined(lines, first, last)
            while last < front and not KEY.match(lines[last]):
                last += 1
            texts.add(first - 1)
            texts.update(range(first, last))
    return (line for number, line in enumerate(lines) if line and number not in texts and not EMPTY.fullmatch(line))


def _joined(lines: Sequence[str], first: int, last: int) -> int:
    """The last line of a text, of whose lines those that end in a backslash may be one with the next."""
    number, breaks = first, last - first
    while number < len(lines) and ((joins := lines[number - 1].rstrip().endswith("\\")) or breaks):
        breaks -= not joins
        number += 1
    return max(number, last)


def _extent(block: Block, soft: bool) -> tuple[int, int]:
    """The first and the last line of a text, without the codes around it of which nothing is seen."""
    breaks = _breaks(block)
    if not breaks or len(block.content) == 1:
        return block.line, block.line + breaks
    before, behind = (_unseen(parts, soft) for parts in (block.content, block.content[::-1]))
    return block.line + before, block.line + breaks - behind


def _unseen(parts: Content, soft: bool) -> int:
    """How many lines end in what stands before the first thing that is seen, or a soft break, which may be a space."""
    lines = 0
    for part in parts:
        if (
            part.strip() or (soft and "\n" in part)
            if isinstance(part, str)
            else part.kind != "placeholder" or part.shown.strip()
        ):
            break
        lines += (part.raw if isinstance(part, Code) else part).count("\n")
    return lines


def _breaks(block: Block) -> int:
    count = 0
    for part in block.content:
        count += (part if isinstance(part, str) else part.raw).count("\n")
    return count


def _told(line: str) -> str:
    """The line, whatever white space is in it; of one without words, which signs there are."""
    bare = " ".join(line.split())
    if not any(map(str.isalnum, bare)):
        return RULE.sub(_sign, bare)
    return LANGUAGE.sub("", bare) if any(name in bare for name in LANGUAGE_NAMES) else bare


def _sign(match: re.Match[str]) -> str:
    return match[1] * (min(len(match.group()), MOST_SIGNS) if match[1] in FENCES else 1)


def _repeated(lines: Sequence[str], changes: Changes) -> str:
    """A line with a text of its own that stands twice, one below the other, where it was meant once; "" for none."""
    twice = {number: one for number, (one, other) in enumerate(pairwise(lines), 1)
             if one == other and not EMPTY.fullmatch(one)}  # fmt: skip
    if not twice:
        return ""
    meant = Counter(" ".join(new.split()) for _, new in changes.pairs)
    texts = [(block.line, " ".join(flatten(block.content).split())) for block in changes.blocks[1]]
    found = Counter(text for _, text in texts)
    there = {line for block in changes.blocks[1] for line in range(block.line, block.line + 1 + _breaks(block))}
    one = next((twice[line] for line, text in texts if line in twice
                and (0 < meant[text] < found[text] or line + 1 not in there)), "")  # fmt: skip
    return one and f"the line {' '.join(one.split())[:60]!r} stands in it twice"


COMMENTS = {
    "yaml": re.compile(r"^[ \t]*#.*", re.MULTILINE),
    "toml": re.compile(r"^[ \t]*#.*", re.MULTILINE),
    "fluent": re.compile(r"^#.*", re.MULTILINE),
    "properties": re.compile(r"^[ \t]*[#!].*", re.MULTILINE),
    "android": re.compile(r"<!--.*?-->", re.DOTALL),
    "resx": re.compile(r"<!--.*?-->", re.DOTALL),
    "strings": re.compile(r"/\*[\s\S]*?\*/|^[ \t]*//.*", re.MULTILINE),
}
"""What authors tell each other in files of strings, by format."""


LAID_OUT = frozenset({"yaml", "toml"})
"""Of which a value may have several lines."""
MARKS = " \t\"',-"
"""Around a value of a list."""


def _again(old: Sequence[str], new: Sequence[str], changes: Changes) -> str:
    """A line that stands twice, one below the other, and did not, nor does its text in the translations."""
    before, after = (
        Counter(one for one, other in pairwise(lines) if one == other and one.strip()) for lines in (old, new)
    )
    said = "\n".join(text for _, text in changes.pairs) if after - before else ""
    one = next((line for line in after - before if _shows(said, line) <= after[line]), "")
    return one and f"the line {one.strip()[:60]!r} stands in it twice"


def _shows(texts: str, line: str) -> int:
    """How often the words of a line stand in the texts; none does of one without."""
    words = line.strip(MARKS)
    return texts.count(words) if any(map(str.isalnum, words)) else 0


def comments(form: str, before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """The comments of a file of strings are those that it had."""
    old, new = ([one.strip() for one in COMMENTS[form].findall(text_of(data, encoding))] for data in (before, after))
    one = changes.unmeant(old, new)
    if not one and form in LAID_OUT:
        lines = [BREAK.split(text_of(data, encoding)) for data in (before, after)]
        return _again(lines[0], lines[1], changes)
    return one and f"the comment {one[:60]!r} does not stand in it as it did"
