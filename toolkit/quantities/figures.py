"""Texts whose figures need not be compared: the same plain numbers on both sides, and nothing that makes more of them.

Most sentences that have a number are such: `in 2023 (7)` beside `в 2023 году (7)`.
"""

import functools
import re
from typing import NamedTuple

from toolkit import late, signs
from toolkit.quantities.bounds import MAY_BOUND
from toolkit.quantities.dates import MAY_BE_DAY
from toolkit.quantities.fractional import MAY_HALVE
from toolkit.quantities.numerals import FRACTION, HAS_DIGIT, SPACED, WHOLE, WHOLE_AND_CLOSED
from toolkit.quantities.scales import SIGNS_BESIDE_FIGURES
from toolkit.quantities.spelled import MAY_SPELL
from toolkit.quantities.spoken import MAY_SPEAK
from toolkit.quantities.units import may_name
from toolkit.quantities.worded import MAY_COUNT, REASONS
from toolkit.quantities.words import words_of
from toolkit.signs import Sign

MAY_BE_PART = Sign(f"[{''.join(FRACTION)}]")
HALF_OF_DAY = Sign(r"\b[ap]?m\b", "Latn", "en")
"""What may make an hour of a number: a.m., pm."""
MAY_BE_PERCENT = Sign({"Zyyy": "%", "Latn": r"cent\b"})
BESIDE = late.compile(
    r"\b(?:than|over|under|above|below|least|most|exceed\w*|of|before|after|since|until|till) (?:\w+ )?[$€£¥]?\d",
    re.IGNORECASE,
)
"""What says of figures more than they do, right before them."""
TARGETS = ("ru", "ky")
"""Languages that these rules are for; the source is English."""


def reasons_of(source_language: str) -> tuple[Sign, ...]:
    """The words of a source without which texts whose figures are the same never differ; () where nobody knows.

    For translations into languages that have spaces between words.
    """
    months = words_of(source_language).any_month
    if source_language != "en" or months is None:
        return ()
    return months, MAY_BE_DAY["en"], MAY_SPEAK, MAY_BE_PERCENT, *REASONS


SAME, CLOSED, DIFFERENT = "same", "closed", "different"


class _Masks(NamedTuple):
    """Bits of signs of an English source and of its translation."""

    digit: int
    source_marks: int
    """What makes more of figures."""
    target_marks: int
    source_words: int
    """What may be another number, a date, or what a number counts."""
    target_words: int
    beside: int
    """What may make the least or the most of a number, or say that something is before a year."""


@functools.cache
def _masks(language: str) -> _Masks:
    english, own = words_of("en"), words_of(language)
    assert english.any_month is not None
    words = (MAY_SPEAK, MAY_COUNT, MAY_SPELL["en"], english.any_month, MAY_BE_DAY["en"], may_name("en"), MAY_HALVE)
    return _Masks(
        HAS_DIGIT.bit,
        signs.any_of((MAY_BE_PART, HALF_OF_DAY, english.signed)),
        signs.any_of((MAY_BE_PART, own.signed)),
        signs.any_of(words),
        MAY_SPELL[language].bit,
        signs.any_of((MAY_BOUND, *SIGNS_BESIDE_FIGURES)),
    )


def same(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether there are no figures on either side, or the same plain ones; False for what these rules are not for."""
    return signs.asked() and _agreement(source, target, source_language, target_language) == SAME


def agree(source: str, target: str, source_language: str, target_language: str) -> bool:
    """The same, or whether there are the same whole numbers, each with a mark behind it, of which no word makes more.

    What else they say of numbers in words may differ, where there are the words that `reasons_of` has.
    """
    return signs.asked() and _agreement(source, target, source_language, target_language) != DIFFERENT


@functools.lru_cache(64)
def _agreement(source: str, target: str, source_language: str, target_language: str) -> str:
    """SAME, CLOSED or DIFFERENT."""
    if source_language != "en" or target_language not in TARGETS:
        return DIFFERENT if HAS_DIGIT(source) or HAS_DIGIT(target) else SAME
    masks = _masks(target_language)
    said, made = signs.bits(source), signs.bits(target)
    if not (said | made) & masks.digit:
        return SAME
    if said & masks.source_marks or made & masks.target_marks or (said & masks.beside and BESIDE.search(source)):
        return DIFFERENT
    words = HAS_DIGIT.words(source)
    if words != HAS_DIGIT.words(target):
        return DIFFERENT
    if not said & masks.source_words and not made & masks.target_words:
        spaced = len(words) > 1 and (SPACED.search(source) or SPACED.search(target))
        return SAME if all(map(WHOLE.fullmatch, words)) and not spaced else DIFFERENT
    return CLOSED if all(map(WHOLE_AND_CLOSED.fullmatch, words)) else DIFFERENT
