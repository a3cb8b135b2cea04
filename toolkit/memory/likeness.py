"""How like two texts are: the percentage that translators are told.

    100   the same text, letter for letter
    99    the same but for numbers (September 7, September 9)
    98    the same but for letter case, spaces or the form of punctuation
    75…97 100 × (1 - edits / letters of both), by rapidfuzz's `ratio`, numbers all alike; never above 97

An inline code that only one of the two has costs two per cent.
"""

import re
import unicodedata
from collections.abc import Sequence

DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
FORMS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "."}
)
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"
"""What `str.split` takes for spaces, of what NFKC leaves."""
ASCII = str.maketrans("123456789\t\n\v\f\r\x1c\x1d\x1e\x1f", "0" * 9 + " " * 9)
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


def all_folded(texts: Sequence[str]) -> list[str]:
    """`folded` of each, several times as fast for many."""
    made: dict[str, str] = {}
    plain = [text for text in texts if text.isascii()]
    others = [text for text in texts if not text.isascii()]
    normal = [text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
              for text in others]  # fmt: skip
    for part, given, fold in ((plain, plain, _ascii_folded), (others, normal, _joined_folded)):
        joined = "\0".join(given)
        if part and joined.count("\0") == len(part) - 1:
            made.update(zip(part, fold(joined).split("\0"), strict=True))
        else:
            made.update((text, folded(text)) for text in part)
    return [made[text] for text in texts]


def _ascii_folded(joined: str) -> str:
    """Folds ASCII texts, joined by NUL: no letter is looked at in Python."""
    import numpy

    points = numpy.frombuffer(joined.casefold().translate(ASCII).encode(), numpy.uint8)
    digit, space = points == ord("0"), points == ord(" ")
    number = (points == ord(",")) | (points == ord("."))
    number[1:-1] &= digit[:-2] & digit[2:]
    number[:1] = number[-1:] = False
    number |= digit
    gone = numpy.zeros(len(points), bool)
    gone[1:] = number[1:] & number[:-1] | space[1:] & (space | (points == 0))[:-1]
    gone[:1] = space[:1]
    return points[~gone].tobytes().decode().replace(" \0", "\0").rstrip(" ")


def _joined_folded(joined: str) -> str:
    """Folds texts in NFKC, joined by NUL."""
    joined = joined.casefold()
    for form, plain in FORMS.items():
        joined = joined.replace(chr(form), plain)
    joined = numberless(joined)
    for space in SPACES:
        joined = joined.replace(space, " ")
    while "  " in joined:
        joined = joined.replace("  ", " ")
    return joined.replace(" \0", "\0").replace("\0 ", "\0").strip(" ")


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
