"""Numbers in figures take their endings by how they are read aloud: 50дөн (элүүдөн), 9га (тогузга), 2023-жылы."""

import re

from toolkit.morphology.kyrgyz.harmony import attach, harmony_of, realise
from toolkit.morphology.kyrgyz.nouns import CASES, decline

UNITS = ("нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз")
TENS = ("", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон")
POWERS = ((2, "жүз"), (3, "миң"), (6, "миллион"), (9, "миллиард"), (12, "триллион"))
MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


def last_word(figures: str) -> str:
    """The word that a number in figures ends with when it is read: ``2,5`` ends with ``беш``, ``3000`` with ``миң``."""
    digits = re.sub(r"\D", "", re.split(r"[.,](?=\d{1,2}$)", figures)[-1]) or "0"
    stripped = digits.rstrip("0")
    zeros = len(digits) - len(stripped)
    if not stripped:
        return UNITS[0]
    if zeros == 0:
        return UNITS[int(digits[-1])]
    if zeros == 1:
        return TENS[int(stripped[-1])]
    return next(word for power, word in reversed(POWERS) if zeros >= power)


def with_ending(figures: str, template: str) -> str:
    """A number in figures with the ending of its last word: ``with_ending("50", "DAн")`` is ``50дөн``."""
    suffix = realise(harmony_of(last_word(figures)), template)
    return figures + suffix


def ordinal(number: int) -> str:
    """``3`` is ``үчүнчү``; of a number above twenty the last word alone takes the ending."""
    words = spell(number).split(" ")
    last = {"эки": "экинчи", "алты": "алтынчы", "жети": "жетинчи"}.get(words[-1]) or attach(words[-1], "(I)нчI")
    return " ".join([*words[:-1], last])


def spell(number: int) -> str:
    """A number in words, below 10¹⁵.

    Raises:
        ValueError: for a number below zero or too large.
    """
    if not 0 <= number < 10**15:
        raise ValueError(number)
    if number < 10:
        return UNITS[number]
    words: list[str] = []
    for power, word in reversed(POWERS):
        count, number = divmod(number, 10**power)
        if count:
            words += [] if (count == 1 and power <= 3) else [spell(count)]
            words.append(word)
    if number >= 10:
        words.append(TENS[number // 10])
        number %= 10
    if number:
        words.append(UNITS[number])
    return " ".join(words)


def date_in(
    day: str | None, month: int | None, year: str | None, case: str = "locative", *, adjective: bool = False
) -> str:
    """A date in a case: ``2023-жылдын 7-сентябрында``, ``7-сентябрда``, ``2023-жылы``, ``2023-жылдын сентябрында``.

    Args:
        day: the day in figures, or a span (``7–8``), or None.
        month: 1 to 12, or None.
        year: in figures, or None.
        case: a name of CASES; what happens *on* a day stands in the locative (a year alone then reads ``2023-жылы``).
        adjective: whether the date stands before a noun as its attribute (``2023-жылдагы``, ``7-сентябрдагы``).

    Raises:
        ValueError: if there is neither month nor year.
    """
    if case not in CASES:
        raise KeyError(case)
    if month is None:
        if year is None:
            raise ValueError("a date needs a month or a year")
        if adjective:
            return f"{year}-жылдагы"
        return f"{year}-жылы" if case == "locative" else decline(f"{year}-жыл", case)
    name = MONTHS[month - 1]
    dated = f"{day}-{name}" if day else name
    if adjective:
        return (f"{year}-жылдын " if year else "") + attach(
            decline(dated, "locative", person="3" if year else None), "гI"
        )
    if year is None:
        return decline(dated, case)
    return f"{year}-жылдын {decline(dated, case, person='3')}"
