"""What a realiser makes: the pieces of a gloss, and how they are joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.languages import UNSPACED

TIGHT_BEFORE = frozenset(",.;:!?)]}%»”’…，。；：！？）、》")
TIGHT_AFTER = frozenset("([{«“‘（《$€£")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a gloss."""

    text: str
    sources: tuple[int, ...]
    """The tokens of the sentence that it stands for."""
    tight: bool = False
    """No space before it, whatever it is."""


def join(pieces: Sequence[Piece], language: str) -> str:
    """The text of a gloss."""
    return joined_at(pieces, language)[0]


def joined_at(pieces: Sequence[Piece], language: str) -> tuple[str, list[int]]:
    """The text of a gloss, and where in it each piece begins."""
    text = ""
    starts = []
    for piece in pieces:
        space = "" if language in UNSPACED or piece.tight or not text else " "
        if piece.text[:1] in TIGHT_BEFORE or text[-1:] in TIGHT_AFTER:
            space = ""
        if language in UNSPACED and text[-1:].isascii() and text[-1:].isalnum() and piece.text[:1].isascii():
            space = " " if piece.text[:1].isalnum() and not piece.tight else ""
        starts.append(len(text) + len(space))
        text += space + piece.text
    return text, starts
