"""What a gloss is worth: the chrF against a person's translation, as a share of 1, that glosses like it had.

A gloss of long phrases that people wrote reads better than one of single words; one with words that stayed English, or
that says what no word of its source supports, reads worse. `scripts/calibrate.py --gloss` fits the curves.
"""

import math
from collections.abc import Sequence

from toolkit import late
from toolkit.engines.gloss.pieces import Piece
from toolkit.engines.support import support
from toolkit.morphology.tokens import Token, tokenize

USUAL = {"zh": 0.21, "ru": 0.50, "ky": 0.47}
"""Target language -> the chrF of glosses of prose in the mean (docs/starter-packages.md)."""
SHORTEST = 5
"""Words of a text that tell enough about its gloss; that of a shorter one is worth what is usual."""
CURVES = {
    "zh": (-2.39, 0.87, -2.97, -0.60, 0.22, 1.72),
    "ru": (-1.01, 0.59, -2.29, -0.14, 0.60, 0.86),
    "ky": (-1.26, 0.73, -3.01, -0.04, 0.77, 1.18),
}
"""Target language -> of `1 / (1 + exp(-x))` the constant of x and a factor for each sign."""
LATIN = late.compile("[A-Za-z]")


def worth(sentence: str, found: Sequence[Piece], text: str, target: str) -> float:
    """Of the gloss `text` of an English sentence, made of the pieces `found`; from 0 to 1."""
    tokens = tokenize(sentence)
    curve = CURVES.get(target)
    if curve is None or _words(tokens) < SHORTEST:
        return USUAL[target]
    constant, *factors = curve
    x = constant + sum(
        factor * sign for factor, sign in zip(factors, signs(tokens, sentence, found, text, target), strict=True)
    )
    return 1 / (1 + math.exp(-x))


def signs(
    tokens: Sequence[Token], sentence: str, found: Sequence[Piece], text: str, target: str
) -> tuple[float, float, float, float, float]:
    """How long the phrases are in which a token of the source stands (logarithm of tokens); pieces with Latin letters,
    to a word of the source; how much a unit of the gloss speaks against the source (`support`); the share of the
    source's words that the gloss says; the share with a capital letter behind the first.
    """
    words = max(1, _words(tokens))
    lengths = [len(sources) for sources in {piece.sources for piece in found} if sources]
    said = support(sentence, text, target)
    return (
        math.log(sum(length * length for length in lengths) / sum(lengths)) if lengths else 0.0,
        sum(LATIN.search(piece.text) is not None for piece in found) / words,
        sum(said.against) / max(1, len(said.against)),
        said.told / max(1, said.asked),
        sum(token.kind == "word" and token.text[:1].isupper() for token in tokens[1:]) / words,
    )


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.kind == "word" for token in tokens)
