"""Running text of AsciiDoc, written: as constrained markup or, in and beside words, as unconstrained.

What must not be markup is a character reference (`&#42;`); what must not touch has an attribute between that is
nothing (`{empty}`).
"""

import re
from collections.abc import Callable, Iterator

from toolkit.documents.markup.adoc_inline import MACROS, NAMES, SCHEME, meaning, pieces
from toolkit.documents.markup.running import Piece, RunningText, assembled
from toolkit.units import Code, Content

PAIRS = frozenset(NAMES.values())
SINGLE = frozenset(("code", "passthrough", "url", "link"))
"""What besides has a form that neighbours do not hinder."""
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
SIGNS = re.compile(r"[*_`#^~+{<\[\\&\"'(]|:(?=//)|(?<=[a-z]):(?=\[|\S)|@")
BEGINS = re.compile(rf"(?:{MACROS}):")
"""What must not touch a word before it."""

Part = tuple[str, Code | None]
"""A piece of the new text, and the code that it stands for."""


def attempts(content: Content, text: RunningText, form: str) -> Iterator[list[Part]]:
    """Ways of writing a content, the most readable first."""
    for escape in (_bare, _light, _full):
        for doubled in (frozenset[str](), PAIRS, PAIRS | SINGLE):
            yield _written(content, text, form, escape, doubled)


def is_meant(source: str, content: Content, text: RunningText, *, called: bool = True) -> bool:
    """Whether Asciidoctor would read this source as this content; `called`: with the same names in references."""
    found = assembled(source, pieces(source), lambda _, __: True)
    return meaning(found, found.content, called=called) == meaning(text, content, called=called)


def _written(
    content: Content, text: RunningText, form: str, escape: Callable[[str], str], doubled: frozenset[str]
) -> list[Part]:
    made: list[Part] = []
    within: list[str] = []
    for part in content:
        if isinstance(part, str):
            words = escape(part)
            if "link" in within or "xref" in within:
                words = re.sub(r"[\]=\"^>]", _reference, words)
            if form == "cell":
                words = words.replace("|", "&#124;")
            made.append((words, None))
            continue
        piece = text.codes[part.id, part.kind]
        if part.kind == "open":
            within.append(piece.name)
        elif part.kind == "close" and within:
            within.pop()
        raw = _doubled(part.raw, piece) if piece.name in doubled else part.raw
        if raw.endswith("]") and part.kind == "placeholder" and ("link" in within or "xref" in within):
            raw = part.raw  # its bracket would end the words of the link
        if doubled and part.kind != "close" and BEGINS.match(raw) and made and re.search(r"[A-Za-z0-9]\Z", made[-1][0]):
            made.append(("{empty}", None))
        made.append((raw, part))
    return made


def _doubled(raw: str, piece: Piece) -> str:
    """The form of markup that neighbours do not hinder."""
    if piece.name in ("strong", "em", "mark"):
        sign = raw[-1]
        return raw if raw.endswith(sign * 2) else raw + sign
    if piece.name in ("code", "passthrough"):
        sign = raw[-1]
        role, tick, rest = raw.partition(sign)
        return raw if raw.startswith(sign * 2, len(role)) else f"{role}{sign}{tick}{rest}{sign}"
    if piece.name == "url" and re.fullmatch(r"[\w.+-]+@[\w.-]+", raw):
        return f"mailto:{raw}[]"
    if piece.name == "url" and re.match(SCHEME, raw):
        return f"link:{raw}" if raw.endswith("]") else f"link:{raw}[]"
    if piece.name == "link" and re.match(rf"{SCHEME}|\{{", raw):
        return f"link:{raw}"
    return raw


def _bare(text: str) -> str:
    return text


def _light(text: str) -> str:
    return SIGNS.sub(_reference, text)


def _full(text: str) -> str:
    return PUNCTUATION.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


INNER_TEXT = re.compile(r"(?s)\A((?:image|footnote):[^\[]*\[).*\]\Z")


def without_texts(raw: str) -> str:
    """A code without what is a text of its own in it, and in one of the ways of writing the same."""
    raw = INNER_TEXT.sub(r"\1]", raw)
    if re.fullmatch(r"(\[[^\]]*\])?(\*\*|__|##)", raw):
        return raw[:-1]
    if match := re.fullmatch(r"(?s)(\[[^\]]*\])?(``|\+\+)(?!\+)(.+)\2", raw):
        return f"{match[1] or ''}{match[2][0]}{match[3]}{match[2][0]}"
    raw = re.sub(rf"\Alink:(?={SCHEME}|\{{)", "", raw)
    if (
        raw.startswith("<<") and "<" not in raw[2:]
    ):  # a title that it calls by its words has other words now, and is called by its id
        return "<<>>" if raw.endswith(">>") else "<<,"
    if raw.startswith("mailto:") and raw.endswith("[]"):
        return raw[7:-2]
    return raw.removesuffix("[]") if re.match(SCHEME, raw) else raw
