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
from functools import cache
from typing import Any

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
    for part, given in ((plain, plain), (others, normal)):
        joined = "\0".join(given)
        if part and joined.count("\0") == len(part) - 1:
            made.update(zip(part, _joined_folded(joined).split("\0"), strict=True))
        else:
            made.update((text, folded(text)) for text in part)
    return [made[text] for text in texts]


def _joined_folded(joined: str) -> str:
    """Folds texts in NFKC, joined by NUL: no letter is looked at in Python."""
    import numpy

    joined = joined.casefold()
    if ascii_only := joined.isascii():
        points = numpy.frombuffer(joined.translate(ASCII).encode(), numpy.uint8)
    else:
        points = _alike(numpy.frombuffer(joined.encode("utf-32-le", "surrogatepass"), numpy.uint32))
    digit, space = points == ord("0"), points == ord(" ")
    number = (points == ord(",")) | (points == ord("."))
    number[1:-1] &= digit[:-2] & digit[2:]
    number[:1] = number[-1:] = False
    number |= digit
    gone = numpy.zeros(len(points), bool)
    gone[1:] = number[1:] & number[:-1] | space[1:] & (space | (points == 0))[:-1]
    gone[:1] = space[:1]
    data = points[~gone].tobytes()
    text = data.decode() if ascii_only else data.decode("utf-32-le", "surrogatepass")
    return text.replace(" \0", "\0").rstrip(" ")


def _alike(points: Any) -> Any:
    """Code points with one form of each mark and space, and every digit as 0."""
    if points.max() < len(alike := _table()):
        return alike[points]
    import numpy

    made = points.copy()
    low = points < len(alike)
    made[low] = alike[points[low]]
    for point in numpy.unique(points[~low]).tolist():
        if chr(point).isdecimal():
            made[points == point] = ord("0")
    return made


@cache
def _table() -> Any:
    """uint32 [65,536]: what `_alike` takes each for."""
    import numpy

    made = numpy.arange(1 << 16, dtype=numpy.uint32)
    made[[point for point in range(1 << 16) if chr(point).isdecimal()]] = ord("0")
    made[[*map(ord, SPACES)]] = ord(" ")
    made[[*FORMS]] = [ord(form) for form in FORMS.values()]
    return made


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
