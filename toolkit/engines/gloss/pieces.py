"""What a realiser makes, and the plainest way to make it: word for word."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.engines.gloss.analysis import Sentence
from toolkit.languages import UNSPACED
from toolkit.terms.lexicon import LONGEST, Lexicon

UNSPOKEN = frozenset({"a", "an", "the"})
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


def word_for_word(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """Each longest phrase that the lexicon has, each word's commonest translation; what it lacks stays English."""
    tokens = sentence.tokens
    small = [token.text.lower().replace("’", "'") for token in tokens]
    pieces: list[Piece] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        length = next(
            (n for n in range(min(LONGEST, len(tokens) - index), 1, -1) if lexicon.find(small[index : index + n])), 1
        )
        found = lexicon.find(small[index : index + length], token.tag)
        if length == 1 and token.kind == "word":
            found = tuple(one for one in found if not one.tag or one.tag == token.tag) or lexicon.find(
                [token.lemma.lower()], token.tag
            )
        sources = tuple(range(index, index + length))
        if length == 1 and (token.kind != "word" or not found):
            tight = not token.space and token.kind == "mark" and index > 0
            pieces.append(Piece(token.text, sources, tight or (index > 0 and not token.space)))
        elif not (length == 1 and small[index] in UNSPOKEN):
            pieces.append(Piece(found[0].target, sources, index > 0 and not token.space))
        index += length
    return pieces


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
