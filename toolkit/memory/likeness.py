"""How like two texts are: the percentage that translators are told.

    100   the same text, letter for letter
    99    the same but for numbers (September 7, September 9)
    98    the same but for letter case, spaces or the form of punctuation
    75…97 100 × (1 - edits / letters of both), by rapidfuzz's `ratio`, numbers all alike; never above 97

An inline code that only one of the two has costs two per cent.
"""

import re
import unicodedata

DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
FORMS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "."}
)
CODE_PENALTY = 2.0
SAME, NUMBERS, FORM, OTHER = 100.0, 99.0, 98.0, 97.0


def numberless(text: str) -> str:
    """The text with every number as one digit."""
    return DIGITS.sub("0", text)


def folded(text: str) -> str:
    """What texts are compared by: no case, one kind of quotation mark, dash and space, every number alike."""
    if text.isascii():
        return " ".join(numberless(text.casefold()).split())
    text = unicodedata.normalize("NFKC", text).casefold().translate(FORMS)
    return " ".join(numberless(text).split())


def percentage(one: str, other: str, *, codes: int = 0) -> float:
    """How like two texts are, 0 to 100; `codes` is how many inline codes only one of them has."""
    if one == other:
        return SAME - CODE_PENALTY * codes
    if numberless(one) == numberless(other):
        return NUMBERS - CODE_PENALTY * codes
    first, second = folded(one), folded(other)
    if first == second:
        return FORM - CODE_PENALTY * codes
    from rapidfuzz import fuzz

    return min(OTHER, float(fuzz.ratio(first, second))) - CODE_PENALTY * codes
