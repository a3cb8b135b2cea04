"""Days of a month and times of races that became others though every figure stands somewhere: 10 October, 10月1日."""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.quantities.words import words_of
from toolkit.signs import Sign

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MAY_DATE = Sign(rf"\b(?:{MONTHS})\b", "Latn", "en", flags=0)
BETWEEN = r"(?:[-–—/~,和、至到]|to\b|and\b|or\b|и\b|или\b|по\b|до\b|жана\b)"
"""Between two days of one month, of which the second or the first has none of its own."""
ALONE = r"(?<![\d.,:–—/-])(?<!\d (?:to|or|по|до) )(?<!\d and )(?<!\d(?: и|, ) )(?<!\d [–—-] )"
SAID = late.compile(
    rf"{ALONE}\b(?P<d1>[12]?\d|3[01])(?:st|nd|rd|th)? (?:of )?(?P<m1>{MONTHS})\b|"
    rf"\b(?P<m2>{MONTHS}) (?P<d2>[12]?\d|3[01])(?:st|nd|rd|th)?\b(?![.:]?\d)"
    rf"(?!\s?{BETWEEN}\s?\d{{1,2}}\b(?! (?:{MONTHS}|\d)))"
)
"""A day of a month in English; one of two that share a month is none."""
MADE = {
    "zh": late.compile(
        r"(?<!\d)(?P<m>1[0-2]|[1-9]) ?月 ?(?P<d>[12]\d|3[01]|[1-9]) ?[日号](?! ?[至到和、–—-]+ ?\d{1,2} ?[日号])"
    ),
    "ru": late.compile(rf"{ALONE}\b(?P<d>[12]?\d|3[01])(?:-?го|-е)? (?P<m>[а-яё]+)"),
    "ky": late.compile(
        rf"{ALONE}\b(?P<d>[12]?\d|3[01])[- ](?P<m>[а-яөүң]+)|"
        r"(?P<m2>\b[а-яөүң]+[дн][ыиуү]н) (?P<d2>[12]?\d|3[01])[ыиуүнд]"
    ),
}  # fmt: skip
NIGHT = late.compile(r"\bnight|夜|\bноч|түн", re.IGNORECASE)
"""The night to a day is that of the day before."""
RACE = late.compile(r"(?<![\d:.])(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?(?![\d:])")
MAY_RACE = Sign(r"\d:\d\d(?:[.:]\d)")
IN_HAN = late.compile(r"(?:(\d{1,2}) ?小时)? ?(\d{1,2}) ?分 ?(\d{1,2}) ?秒 ?(\d{1,3})?")
Place = tuple[int, int]
Row = list[tuple[int, int, Place]]
"""Months and days, and where they stand."""


def other_days(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(day of an English source, where another day of that month, and of no other, stands in the target)."""
    language = "zh" if target_language == "zt" else target_language
    said = [*_said(source)] if language in MADE and MAY_DATE(source) else []
    if not said or NIGHT.search(source) or NIGHT.search(target):
        return
    made = [*_made(target, language)]
    if len(said) != len(made) or sorted(one for one, _, _ in said) != sorted(one for one, _, _ in made):
        return
    days = {(month, day) for month, day, _ in made}
    for month, day, place in said:
        others = [one for one in made if one[0] == month]
        if (month, day) not in days and len(others) == 1:
            yield source[slice(*place)], *others[0][2]
            return


def _said(text: str) -> Iterator[tuple[int, int, Place]]:
    for one in SAID.finditer(text):
        yield MONTHS.split("|").index(one["m1"] or one["m2"]) + 1, int(one["d1"] or one["d2"]), one.span()


def _made(text: str, language: str) -> Iterator[tuple[int, int, Place]]:
    months = words_of(language).months
    for one in MADE[language].finditer(text):
        name, day = (one[key] or one[f"{key}2"] for key in "md") if language == "ky" else (one["m"], one["d"])
        if language == "zh":
            yield int(name), int(day), one.span()
        elif months and (month := months.match(name)):
            yield int((month.lastgroup or "m0")[1:]), int(day), one.span()


def other_races(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(time of an English source in hours, minutes and seconds, where another stands in the target)."""
    if not MAY_RACE(source):
        return
    said = {_time(one): one.span() for one in RACE.finditer(source) if one[1] or one[4]}
    pattern = IN_HAN if target_language in ("zh", "zt") and IN_HAN.search(target) else RACE
    made = {_time(one): one.span() for one in pattern.finditer(target) if one[1] or one[4] or pattern is IN_HAN}
    lost, strange = [*said.keys() - made.keys()], [*made.keys() - said.keys()]
    if lost and strange and len(said) == len(made):
        yield source[slice(*said[lost[0]])], *made[strange[0]]


def _time(found: "re.Match[str]") -> tuple[int, int, int, str]:
    """Hours, minutes, seconds and their part."""
    hours, minutes, seconds, part = found.groups()
    return int(hours or 0), int(minutes), int(seconds), (part or "").rstrip("0")
