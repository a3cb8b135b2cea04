"""Fractions in words that became others: a third of, треть, 三分之一, үчтөн бири."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.quantities.words import words_of
from toolkit.signs import Sign

PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
MAY_SAY = Sign(rf"\b(?:{'|'.join(PARTS)})s?\b", "Latn", "en")
SAID = re.compile(
    rf"\b(?:(?:an?|one)[ -]({'|'.join(PARTS)})"
    r"(?= of\b(?! (?:an hour|a century|the year|\d))| (?:more|less|fewer|higher|lower)\b|[.,;]|$)|"
    rf"(?:two|three|four|five|seven|nine)[ -]({'|'.join(PARTS)})s\b(?! of (?:an hour|a century)))",
    re.IGNORECASE,
)
"""A fraction, and not the third of several."""
HAN = dict(zip("二三四五六七八九十", range(2, 11), strict=True))
RUSSIAN = {"трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10}
KYRGYZ = {"үч": 3, "төрт": 4, "беш": 5, "алты": 6, "жети": 7, "сегиз": 8, "тогуз": 9, "он": 10}
MADE = {
    "zh": re.compile("(?<![百千十])([二三四五六七八九十])分之[一二三四五六七八九]"),
    "ru": re.compile(
        r"\b(?:(трет)(?:ь|и|ей|ях|ям)|(четверт)(?:ь|и|ью|ей|ях|ям)|(пят|шест|седьм|восьм|девят|десят)(?:ая|ую|ой)\s+(?:част|дол)\w+|"
        r"(?:две|двух|три|тр[её]х|четыре|четыр[её]х)\s+(пят|шест|седьм|восьм|девят|десят)ых)\b",
        re.IGNORECASE,
    ),
    "ky": re.compile(rf"\b({'|'.join(KYRGYZ)})[дт][аеоө]н\s+(?:бир|эки|үч|төрт)(?:[ийү]\w*)?\b", re.IGNORECASE),
}
"""Language -> fractions in words, with their denominator."""


def other_fractions(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(fraction of an English source, where another one stands in the target instead of it)."""
    language = "zh" if target_language == "zt" else target_language
    if language not in MADE or not MAY_SAY(source):
        return
    said = {PARTS[(one[1] or one[2]).lower()]: one[0] for one in SAID.finditer(source)}
    if not said:
        return
    parts = {"zh": HAN, "ru": RUSSIAN, "ky": KYRGYZ}[language]
    made = {parts[next(filter(None, one.groups())).lower()]: one.span() for one in MADE[language].finditer(target)}
    lost, strange = [*said.keys() - made.keys()], [*made.keys() - said.keys()]
    if lost and strange:
        yield said[lost[0]], *made[strange[0]]


OF_MAGNITUDE = re.compile(
    rf"\b(миң|миллион|миллиард|триллион)(?:\w*\s+(?:\w+\s+)?)({'|'.join(KYRGYZ)})[дт][аеоө]н\s+(бир|эки|үч|төрт)",
    re.IGNORECASE,
)


def parts_of_magnitudes(text: str) -> Iterator[Decimal]:
    """Of a Kyrgyz text: миллиард доллардын төрттөн бири is a quarter of a billion."""
    for match in OF_MAGNITUDE.finditer(text) if "н " in text else ():
        whole = words_of("ky").magnitudes[match[1].lower()]
        yield whole * words_of("ky").units[match[3].lower()] / KYRGYZ[match[2].lower()]
