"""Numerals in a text: the digits of a number and what they may stand for, times, dates, versions.

`1.000` is one or a thousand, and only the other language tells which; so a numeral has readings, and two numerals agree
where they share one.
"""

import functools
import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from toolkit import late
from toolkit.signs import Sign

NUMERAL = late.compile(
    r"(?=\d)(?:(?P<date>(?<![\d.])\d{4}-\d{2}-\d{2}(?![\d-])"
    r"|(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/\d{2}(?![\d/]))"
    r"|(?P<clock>(?<!\d)\d{1,2}[时点](?:\d{1,2}分|半(?![个年天月数])|[一三]刻)?(?![\d间]))"
    r"|(?P<time>(?<![\d:])(?!\d{1,2}:\d{1,3}[,.’' \u00a0\u202f]000(?!\d))"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d{1,3}|,\d{2,3})?(?!\d|[:：]\d))"
    r"|(?P<parts>(?<![\d.])\d+(?:\.\d+){2,}(?!\d))"
    r"|(?P<number>\d+(?:[.,'’ \u00a0\u202f\u2009]\d{3}(?!\d))*(?:[.,]\d+)?))"
)
PLAIN = late.compile(r"[0-9]+(?![0-9]|[-/.,:：'’ \u00a0\u202f\u2009][0-9]|[时点])")
"""Figures that can be nothing but a whole number; most are."""
ESCAPE = late.compile(r"\\u[0-9A-Fa-f]{4}")
"""A character that is written out as in a program."""
DIGIT = late.compile("[0-9]")
HAS_DIGIT = Sign(r"\d")
WHOLE = late.compile(r"[(«“\"]*([0-9]{1,15})[)»”\"]*[.,;:!?…]*")
"""A whole number with the marks of a sentence around it; no letter makes more of it."""
WHOLE_AND_CLOSED = late.compile(r"[(«“\"]*[0-9]{1,15}(?:\)[)»”\"]*|[,;:!?])[.,;:!?…]*")
"""The same with a mark right behind the figures, after which no word makes more of them either."""
SPACED = late.compile(r"\d\s\d")
"""Figures with nothing but a space between them, which may be one number or two."""
OTHER_DIGIT = late.compile(r"(?![0-9])\d")
"""A digit of another script."""
MAY_BE_OTHER = Sign(OTHER_DIGIT.pattern, "Zyyy")
MOST_NUMERALS = 512
"""Numerals whose values are remembered: small and round ones and years come again, most others never do."""
DAY_AND_MONTH = late.compile(r"\d{1,2}\.\d{1,2}")
DATE_BEHIND = late.compile(r"\s?[-–—~]\s?\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)")
DATE_BEFORE = late.compile(r"(?<!\d)\d{4}\.\d{1,2}\.\d{1,2}\s?[-–—~至]+\s?\Z")
MONTH_BEHIND = late.compile(r"年\d{1,2}月")
"""Behind a year, which may be without its century: 24年4月."""
DATE_REACH = 14
"""Characters of a date and of what stands between two."""
CENTURIES = (Decimal(1900), Decimal(2000))
LONGEST = 60
"""Characters of a number that has a value."""
SPACES = " \u00a0\u202f\u2009'’"
FRACTION = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3"}
ROMAN = late.compile(r"(?<![A-Za-z0-9_])(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z0-9_])")
ROMAN_LETTER = late.compile("[IVXLC]")
QUARTERS = {"半": "30", "一刻": "15", "三刻": "45"}
"""Minutes as they are said behind an hour in Chinese: 9点半."""
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Numeral(NamedTuple):
    """One number in figures."""

    text: str
    start: int
    end: int
    readings: frozenset[Decimal]
    """What it may stand for; empty for what is no value (a version)."""
    kind: str = "number"
    """number, time, or date (three numbers of their own)."""


def numerals(text: str) -> list[Numeral]:
    """Every number in figures, in order, whatever digits it is written in."""
    if "\\u" in text:
        text = ESCAPE.sub("      ", text)
    if MAY_BE_OTHER(text):
        text = OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), text)
    found: list[Numeral] = []
    end = 0
    while digit := DIGIT.search(text, end):
        plain = PLAIN.match(text, digit.start())
        match = plain or NUMERAL.match(text, digit.start())
        assert match is not None  # a digit is a number at least
        start, end = match.span()
        figures, kind = match[0], match.lastgroup
        if end - start > LONGEST:
            found.append(Numeral(figures, start, end, frozenset({_unlike(figures)})))
        elif plain:
            values = whole(figures)
            if text[end : end + 1] == "年" and end - start == 2 and MONTH_BEHIND.match(text, end):
                values |= {century + value for century in CENTURIES for value in values}
            found.append(Numeral(figures, start, end, values))
        elif kind == "number" and _is_half_of_dates(text, start, end):
            found += _parts(figures, start, date=True)
        elif kind == "number":
            found += _grouped(figures, start)
        elif kind in ("date", "parts"):
            found += _parts(figures, start, kind == "date" or _is_date(figures))
        else:
            clock = figures.rstrip("分").replace(",", ".")
            for spoken, minutes in QUARTERS.items():
                clock = clock.replace(spoken, minutes)
            parts = [part or "0" for part in re.split("[:：时点]", clock)]
            hours = Decimal(int(parts[0])) + Decimal(int(Decimal(parts[1]))) / 100
            found.append(Numeral(figures, start, end, frozenset({hours}), "time"))
    return found


def _unlike(text: str) -> Decimal:
    """A value of its own for more digits than anybody counts with, which no number has."""
    return -Decimal("".join(letter for letter in text if letter.isdigit())[-24:]) - Decimal("0.321")


def _is_half_of_dates(text: str, start: int, end: int) -> bool:
    """Whether it is the day and month of one of two dates, of which the other has its year too: 05.05–07.05.2024."""
    if not DAY_AND_MONTH.fullmatch(text, start, end):
        return False
    return (
        DATE_BEHIND.match(text, end) is not None
        or DATE_BEFORE.search(text, max(0, start - DATE_REACH), start) is not None
    )


def _is_date(text: str) -> bool:
    """`07.09.2023`, `07.09.23`, `2023.09.07`"""
    parts = [int(part) for part in text.split(".")]
    if len(parts) == 3 and parts[0] > 1000:
        parts.reverse()
    return len(parts) == 3 and 1 <= parts[0] <= 31 and 1 <= parts[1] <= 12 and (parts[2] > 1000 or len(text) == 8)


def _parts(text: str, start: int, date: bool) -> list[Numeral]:
    if not date:
        return [Numeral(text, start, start + len(text), frozenset({_version(text)}))]
    found: list[Numeral] = []
    for match in re.finditer(r"\d+", text):
        place, value = start + match.start(), Decimal(int(match[0]))
        values = {value}
        if len(found) == 2 and len(match[0]) == 2:  # the year, without its century
            values |= {century + value for century in CENTURIES}
        found.append(Numeral(match[0], place, place + len(match[0]), frozenset(values), "date"))
    return found


def _version(text: str) -> Decimal:
    """A value of its own for `3.5.1`, which no number has."""
    return -Decimal("".join(f"{int(part) % 1000:03d}" for part in text.split("."))[:24]) - Decimal("0.123")


def _grouped(text: str, start: int) -> list[Numeral]:
    """One number, or several where a space stood between numbers of their own: `7 000` but `2023 500`."""
    if text.isdecimal():
        return [Numeral(text, start, start + len(text), whole(text))]
    head = re.match(r"\d+", text)
    assert head is not None
    spaced = next((letter for letter in text if letter in SPACES), "")
    if spaced and len(head[0]) > 3:
        rest = text[len(head[0]) + 1 :]
        first = Numeral(head[0], start, start + len(head[0]), frozenset({Decimal(head[0])}))
        return [first, *_grouped(rest, start + len(head[0]) + 1)]
    return [Numeral(text, start, start + len(text), readings(text))]


@functools.lru_cache(MOST_NUMERALS)
def whole(text: str) -> frozenset[Decimal]:
    """What figures that can be nothing but a whole number stand for."""
    return frozenset({Decimal(text)})


@functools.lru_cache(MOST_NUMERALS)
def readings(text: str) -> frozenset[Decimal]:
    """What a numeral may stand for: `1,000` is 1000 or 1; `24.7` is 24.7; `1 000,5` is 1000.5."""
    bare = "".join(letter for letter in text if letter not in SPACES)
    marks = [letter for letter in bare if letter in ".,"]
    if not marks:
        return frozenset({Decimal(bare)})
    last = marks[-1]
    whole, _, rest = bare.rpartition(last)
    joined = Decimal(re.sub("[.,]", "", bare))
    if len(set(marks)) == 2:
        return frozenset({Decimal(f"{re.sub('[.,]', '', whole)}.{rest}")})
    if len(marks) > 1:
        return frozenset({joined})
    decimal = Decimal(f"{whole}.{rest}")
    if len(rest) == 3 and len(whole) <= 3 and whole != "0":
        return frozenset({joined, decimal})
    return frozenset({decimal})


def roman(text: str) -> list[tuple[int, int, Decimal]]:
    """Roman numbers of two letters and more, and single ones beside a word of time: (start, end, value)."""
    found: list[tuple[int, int, Decimal]] = []
    if ROMAN_LETTER.search(text) is None:
        return found
    for match in ROMAN.finditer(text):
        letters = match[0]
        if not letters or (len(letters) == 1 and letters in "ICL"):
            continue
        total = 0
        for letter, following in zip(letters, [*letters[1:], ""], strict=True):
            value = VALUES[letter]
            total += -value if following and VALUES[following] > value else value
        found.append((match.start(), match.end(), Decimal(total)))
    return found
