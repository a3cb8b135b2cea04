"""Running text with its codes, in formats that are markup in lines: what stands in one paragraph, heading or cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.documents.markup.html_run import identified
from toolkit.units import Code, Content, content_of

ESCAPES = "$*_"
"""What stands with a backslash again where it had one: a page may know formulas, and what is a line of its own here and
closes nothing, may be none to another reader."""


@dataclass(slots=True)
class Piece:
    """Markup, or a character written as a reference or with a backslash, at a place of the running text."""

    start: int
    end: int
    kind: str
    """open, close, placeholder, or text: what it says is text."""
    text: str = ""
    """Of a text, or what a reader sees of a placeholder."""
    name: str = ""
    """What it is: em, strong, link, image, code, break, html …"""
    token: Any = None
    written: str = ""
    """How it is to be written in a changed text, where that is not as it stands."""
    raw: str = ""
    """What stands for it in the content where nothing stands in the source."""


@dataclass(slots=True)
class RunningText:
    """The content of a running text, and its codes."""

    content: Content
    codes: dict[tuple[str, str], Piece] = field(default_factory=dict)
    """(id, kind) of a code -> its piece."""
    references: dict[str, str] = field(default_factory=dict)
    """Characters that are written as references, and as which."""


def assembled(source: str, pieces: Sequence[Piece], is_short: Callable[[Piece, str], bool]) -> RunningText:
    """The content of `source`, in which these pieces stand in order; `is_short`: translators see its raw form."""
    ids, kinds = identified(pieces)
    parts: list[str | Code] = []
    made = RunningText(())
    end = 0
    for number, piece in enumerate(pieces):
        gap = source[end : piece.start]
        parts.append(gap.rstrip(" ") if piece.name == "newline" else gap)
        end = max(end, piece.end)
        if piece.kind == "text":
            parts.append(piece.text)
            if piece.name == "entity" and len(piece.text) == 1 and piece.text not in "\n\r\t &<":
                made.references[piece.text] = source[piece.start : piece.end]
            if piece.name == "escape" and piece.text in ESCAPES:
                made.references[piece.text] = source[piece.start : piece.end]
            continue
        raw = piece.raw or source[piece.start : piece.end]
        code = Code(ids[number], kinds[number], raw, piece.text, is_short(piece, raw))
        made.codes[code.id, code.kind] = piece
        parts.append(code)
    parts.append(source[end:])
    long = {part.id for part in parts if isinstance(part, Code) and not part.short and part.kind != "placeholder"}
    made.content = content_of(  # of a pair both are short, or neither
        replace(part, short=False)
        if isinstance(part, Code) and part.kind != "placeholder" and part.id in long
        else part
        for part in parts
    )
    return made


def has_letters(parts: Iterable[str | Code]) -> bool:
    """Whether a letter or digit stands in a content outside of its codes."""
    return any(isinstance(part, str) and any(map(str.isalnum, part)) for part in parts)
