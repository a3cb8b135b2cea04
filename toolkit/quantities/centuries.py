"""Centuries in words that became others: the third century, IV век, 二世纪."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.numerals import roman
from toolkit.quantities.places import FIRST, ORDINALS
from toolkit.quantities.spelled import spelled

CENTURIES = FIRST | {"twenty-first": 21}
SAID = late.compile(r"[Cc]entur(?:y|ies)\b")
BEFORE = late.compile(r"([A-Za-z]+(?:-first)?)[- ]\Z")
MADE = {
    "zh": late.compile("([一二三四五六七八九十]{1,3}|\\d{1,2}) ?世纪"),
    "ru": late.compile(
        r"\b([IVXХІ]{1,6}|\d{1,2}|[а-яё]{5,14})(?:-?(?:й|го|м|ом|ый|ого|е))?"
        r"(?:[ \u00a0]вв?\.|[ \u00a0](?:век|столети))",
        re.IGNORECASE,
    ),
    "ky": late.compile(r"\b([IVXХІ]{1,6}|\d{1,2}|(?:он )?[а-яөүң]+нч[ыиуү])[- ]кылым", re.IGNORECASE),
}
ONE = {"I": 1, "V": 5, "X": 10}
"""Of one letter."""


def other_centuries(source: str, target: str, language: str) -> Iterator[tuple[str, int, int]]:
    """(century in words of an English source, where another one stands in the target)."""
    every = [*SAID.finditer(source)]
    before = BEFORE.search(source, 0, every[0].start()) if len(every) == 1 else None
    value = CENTURIES.get(before[1].lower()) if before else None
    if before is None or value is None:
        return
    made = [(number, one.span()) for one in MADE[language].finditer(target) if (number := _value(one[1], language))]
    if len(made) == 1 and made[0][0] != value and not AND.search(source, 0, before.start()):
        yield source[before.start() : every[0].end()], *made[0][1]


AND = late.compile(r"\b(?:and|or|to)(?: the)? \Z")
"""Behind another one."""


def _value(text: str, language: str) -> Decimal | None:
    """The number of a century, in figures of either kind or in words."""
    if text.isdecimal():
        return Decimal(text)
    if language == "zh":
        return next((one.value for one in spelled(text, "zh")), None)
    latin = text.upper().replace("Х", "X").replace("І", "I")
    if latin.isascii():
        return next((value for _, _, value in roman(f"{latin} век")), Decimal(ONE.get(latin, 0)) or None)
    return next(iter(ORDINALS[language].found(text)), None)
