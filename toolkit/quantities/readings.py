"""What a figure may stand for beside its value: the hour of an afternoon, the decade of a year, an hour in words."""

import re
from decimal import Decimal

from toolkit import late
from toolkit.quantities.units import unit_after
from toolkit.quantities.values import Quantity, is_decade
from toolkit.quantities.words import words_of

LAST_HOUR, YEAR = 25, 1000
"""24:30 is half an hour after midnight; a number of four figures may be a year."""
HOURS_OF_DAY = 24
MILLIONS = late.compile(r"[ -]?(?:mega(?=pixel)|MP\b)", re.IGNORECASE)
"""Behind a number of millions: 12 megapixels, 1200 万像素."""
MINUTES = {Decimal(15): ("0.25", "4"), Decimal(30): ("0.5",), Decimal(45): ("15", "0.75")}
"""Minutes -> what says them beside their number: a quarter, 刻, half."""


def says(sign: str, text: str, language: str) -> bool:
    """Whether a text has a word of a kind: afternoon."""
    pattern = words_of(language).signs.get(sign)
    return bool(pattern and pattern.search(text))


def is_other_age(one: Quantity, other: Quantity) -> bool:
    """Whether both may be years of four figures, and are not the same: 1890-е of the 1990s has but the last figures."""
    return one.values.isdisjoint(other.values) and min((*one.values, *other.values), default=0) >= YEAR


def readings(one: Quantity, text: str, language: str, *, hours: bool) -> frozenset[Decimal]:
    """What a quantity may stand for beside its values; with `hours` it may be one of an afternoon."""
    values = set(one.values)
    if one.kind == "time":
        hour = {value for value in one.values if value < LAST_HOUR}
        values |= {value % 12 for value in hour} | {value // 1 for value in hour if value % 1 == 0}
        values |= {(value // 1) % 12 for value in hour if value % 1 == 0}
    elif hours and not _counts(one, text, language):
        values |= {value + 12 for value in one.values if value < 12} | {
            value % 12 for value in one.values if 12 <= value <= HOURS_OF_DAY
        }
    if is_decade(text, one):
        values |= {value % 100 for value in one.values if value >= YEAR}
    return frozenset(values)


def _counts(one: Quantity, text: str, language: str) -> bool:
    """Whether it counts something that is no hour: 12 месяцев со дня покупки."""
    if min(one.values, default=LAST_HOUR) > HOURS_OF_DAY:
        return False
    unit = unit_after(text, text.find(one.text, one.start) + len(one.text), language)
    return unit is not None and unit[0] != "hour"


def has(one: Quantity, values: set[Decimal], text: str) -> bool:
    """Whether some values answer a figure of a text; the hour of a time does where its minutes are said too."""
    ways = set(one.values)
    if one.kind == "time":
        for value in one.values:
            minutes = value % 1 * 100
            said = {minutes, 60 - minutes, *map(Decimal, MINUTES.get(minutes, ()))}
            if not minutes or not said.isdisjoint(values):
                ways |= {value // 1, value // 1 % 12}
    if is_decade(text, one):
        ways |= {value % 100 for value in one.values}
    return bool(ways & values)


def without_millions(lost: list[Quantity], added: list[Quantity], source: str) -> tuple[list[Quantity], list[Quantity]]:
    """Without the numbers of millions of which the target has all figures: 12 megapixels."""
    for one in [one for one in lost if MILLIONS.match(source, one.end)]:
        whole = {value * 1_000_000 for value in one.values}
        other = next((other for other in added if not whole.isdisjoint(other.values)), None)
        if other is not None:
            lost = [two for two in lost if two is not one]
            added = [two for two in added if two is not other]
    return lost, added
