"""Hours that are said by the next one, and the night to a day: 12:30 is половина первого, 7:45 差一刻八点."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.values import Quantity
from toolkit.signs import Sign

ORDINALS = ("первого", "второго", "третьего", "четвёртого", "пятого", "шестого", "седьмого", "восьмого", "девятого",
            "десятого", "одиннадцатого", "двенадцатого")  # fmt: skip
BEFORE = late.compile(rf"\b(половин|четверт)[аеуыьи] ({'|'.join(ORDINALS)}|четвертого)\b", re.IGNORECASE)
TO = {
    "ru": late.compile(r"\bбез (четверти|двадцати пяти|двадцати|десяти|пяти) ([а-я]{3,11})\b", re.IGNORECASE),
    "zh": late.compile("差(一刻|[五十]分?|二十分?)(?:钟)?(?:到)?([一两二三四五六七八九十]{1,2})点"),
    "ky": late.compile(
        r"\b([а-яөүң]{2,7})[гк][аеоө] (чейрек|беш|он беш|он|жыйырма беш|жыйырма)(?: мүнөт)? кал", re.IGNORECASE
    ),
}
"""So many minutes to an hour; in Kyrgyz the hour is said first."""
QUARTERS = frozenset(("четверти", "一刻", "чейрек"))
NIGHT = late.compile(r"\bnight of\b|\bnight (?=\w+ \d)|[- ]night\b", re.IGNORECASE)
TO_NIGHT = late.compile(r"\bв ночь на\b|караган түн", re.IGNORECASE)
"""The night to a day is that of the day before."""
LAST_OF_MONTH = 28


def hours(text: str, language: str) -> Iterator[Decimal]:
    """The hours that a text says by the next one, as 7.45 and 19.45."""
    for match in BEFORE.finditer(text) if language == "ru" else ():
        hour = ORDINALS.index(match[2].lower().replace("четвертого", "четвёртого"))
        yield from _both(hour, 30 if match[1].lower() == "половин" else 15)
    for match in TO[language].finditer(text) if language in TO else ():
        minutes, name = (match[2], match[1]) if language == "ky" else (match[1], match[2])
        known = [one.value for one in spelled(name, language)] or [Decimal(1)] * (name.lower() == "час")
        less = [Decimal(15)] if minutes.lower() in QUARTERS else [one.value for one in spelled(minutes, language)]
        if known and less and 1 <= known[0] <= 12:
            yield from _both(int(known[0]) - 1, 60 - int(sum(less)))


def _both(hour: int, minutes: int) -> Iterator[Decimal]:
    for full in (hour, hour + 12):
        yield full + Decimal(minutes) / 100


def without_nights(
    lost: list[Quantity], added: list[Quantity], source: str, target: str
) -> tuple[list[Quantity], list[Quantity]]:
    """Without the day of which one side has the night, where the other has the night to the next."""
    if lost and not added and NIGHT_OF_TWO.search(source):  # of May 4-5, в ночь на 5 мая
        days = {int(day) for two in NIGHT_OF_TWO.finditer(source) for day in two.groups()}
        return [one for one in lost if one.values.isdisjoint(days)], added
    if not lost or not added:
        return lost, added
    forth = NIGHT.search(source) and TO_NIGHT.search(target)
    if not forth and not (TO_NIGHT.search(source) and NIGHT.search(target)):
        return lost, added
    for one in lost:
        for other in added:
            if _follows(one.values, other.values) if forth else _follows(other.values, one.values):
                return [day for day in lost if day is not one], [day for day in added if day is not other]
    return lost, added


def _follows(one: frozenset[Decimal], other: frozenset[Decimal]) -> bool:
    return any(1 <= day <= 31 and (day + 1 in other or (day >= LAST_OF_MONTH and 1 in other)) for day in one)


NIGHT_OF_TWO = late.compile(r"\bnight of (?:[A-Z][a-z]+ )?(\d{1,2})(?: ?[-–—/] ?| to )(?:[A-Z][a-z]+ )?(\d{1,2})\b")
MINUTES = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
MAY_CLOCK = Sign(r"\b(?:past|quarter)\b", "Latn", "en")
SAID = late.compile(
    rf"\b({'|'.join(sorted(MINUTES, key=len, reverse=True))})(?: minutes)? (past|to) "
    "(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b",
    re.IGNORECASE,
)
"""A time of day in English words: a quarter past eight."""
PAST = {
    "zh": late.compile(
        "(?:(?<=[周期拜][一二三四五六日天])|(?<![周期拜]))([一两二三四五六七八九十]{1,2})点(?:钟)?(一刻|三刻|半|[一二三四五六七八九十]{1,3}分)"
    ),
    "ky": late.compile(
        r"\b([а-яөүң]{2,8})[дт][аеоө]н (чейрек|он беш|жыйырма беш|жыйырма|беш|он)(?: мүнөт)? өт|"
        r"\bсаат ([а-яөүң]{2,8}) (жарым)[дг]а\b",
        re.IGNORECASE,
    ),
}
"""So many minutes after an hour."""
PART_OF_HOUR = {"一刻": 15, "三刻": 45, "半": 30, "чейрек": 15, "жарым": 30}
FIGURES = late.compile(r"\d ?[:.时点] ?\d")


def other_clocks(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(time of day in words of an English source, where another one in words stands in the target instead of it)."""
    language = "zh" if target_language == "zt" else target_language
    said = list(SAID.finditer(source)) if MAY_CLOCK(source) else []
    if len(said) != 1 or language not in TO or FIGURES.search(target):
        return
    minutes = MINUTES[said[0][1].lower()]
    hour = int(spelled(said[0][3], "en")[0].value)
    time = (hour, minutes) if said[0][2].lower() == "past" else (hour - 1, 60 - minutes)
    made = [*_past(target, language), *((_of(one), match) for match in _said_by_next(target, language)
                                        for one in hours(match[0], language))]  # fmt: skip
    if made and all(((one[0] - time[0]) % 12, one[1]) != (0, time[1]) for one, _ in made):
        yield said[0][0], *made[0][1].span()


def _said_by_next(text: str, language: str) -> Iterator["re.Match[str]"]:
    """Where the hour that comes next is named."""
    yield from (match for pattern in (BEFORE, TO[language]) for match in pattern.finditer(text))


def _of(time: Decimal) -> tuple[int, int]:
    """Hour and minutes of 7.45."""
    return int(time), int(time % 1 * 100)


def _past(text: str, language: str) -> Iterator[tuple[tuple[int, int], "re.Match[str]"]]:
    """Hour and minutes of each time that is said by the hour before, and where."""
    for match in PAST[language].finditer(text) if language in PAST else ():
        hour, part = (one for one in match.groups() if one)
        known = spelled(hour.replace("两", "二"), language)
        less = PART_OF_HOUR.get(part.lower()) or sum(int(one.value) for one in spelled(part.rstrip("分"), language))
        if known and less:
            yield (int(known[0].value), less), match
