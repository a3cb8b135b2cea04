"""Texts whose figures need not be compared: the same plain numbers on both sides, and nothing that makes more of them.

Most sentences that have a number are such: `in 2023 (7)` beside `в 2023 году (7)`.
"""

import functools

from toolkit import signs
from toolkit.quantities.dates import MAY_BE_DAY
from toolkit.quantities.fractions import MAY_SAY
from toolkit.quantities.numerals import FRACTION, HAS_DIGIT, SPACED, WHOLE
from toolkit.quantities.spelled import MAY_SPELL
from toolkit.quantities.spoken import MAY_SPEAK
from toolkit.quantities.units import may_name
from toolkit.quantities.worded import MAY_COUNT, MAY_MEASURE, MAY_PAY
from toolkit.quantities.words import words_of
from toolkit.signs import Sign

MAY_BE_PART = Sign(f"[{''.join(FRACTION)}]")
HALF_OF_DAY = Sign(r"\b[ap]?m\b", "Latn", "en")
"""What may make an hour of a number: a.m., pm."""
MAY_BE_PERCENT = Sign(r"%|cent\b")
TARGETS = ("ru", "ky")
"""Languages that these rules are for; the source is English."""


def reasons_of(source_language: str) -> tuple[Sign, ...]:
    """The words of a source without which texts whose figures are the same never differ; () where nobody knows.

    For translations into languages that have spaces between words.
    """
    months = words_of(source_language).any_month
    if source_language != "en" or months is None:
        return ()
    return months, MAY_BE_DAY["en"], MAY_SAY, MAY_SPEAK, MAY_BE_PERCENT, MAY_COUNT, MAY_MEASURE, MAY_PAY


@functools.cache
def _masks(language: str) -> tuple[int, int, int]:
    """The bits of a digit, and of what makes more of figures in an English source and in its translation."""
    english, own = words_of("en"), words_of(language)
    assert english.any_month is not None
    words = (MAY_SPEAK, MAY_COUNT, MAY_SPELL["en"], english.any_month, MAY_BE_DAY["en"], may_name("en"))
    source = (MAY_BE_PART, HALF_OF_DAY, english.signed, *words)
    target = (MAY_BE_PART, MAY_SPELL[language], own.signed)
    return HAS_DIGIT.bit, signs.any_of(source), signs.any_of(target)


def same(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether there are no figures on either side, or the same plain ones; False for what these rules are not for."""
    if not signs.asked():
        return False
    if source_language != "en" or target_language not in TARGETS:
        return not HAS_DIGIT(source) and not HAS_DIGIT(target)
    digit, more, of_target = _masks(target_language)
    said, made = signs.bits(source), signs.bits(target)
    if not (said | made) & digit:
        return True
    if said & more or made & of_target:
        return False
    words = HAS_DIGIT.words(source)
    return (
        words == HAS_DIGIT.words(target)
        and all(map(WHOLE.fullmatch, words))
        and (len(words) == 1 or not (SPACED.search(source) or SPACED.search(target)))
    )
