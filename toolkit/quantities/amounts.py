"""Amounts of several units: 9.58 seconds are 9秒58, $5.80 are 5 долларов 80 центов, 1.85 m are 185 см.

A language prefers its own way of saying them, so that the same amount may be one figure here and three there.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.quantities.units import unit_after
from toolkit.quantities.values import Quantity

TABLE = Path(__file__).parent / "amounts.tsv"
BETWEEN = late.compile(r"[\s\u00a0,]*(?:(?:and|и|жана|又)[\s\u00a0]+)?")
"""What stands between the parts of one amount."""
SIGNS = {"USD": "dollar", "EUR": "euro", "RUB": "rouble", "KGS": "som"}
"""Currency whose sign stands beside a figure -> its unit."""
HAN = {"小时": "hour", "时": "hour", "分": "minute", "秒": "second", "米": "metre"}
"""Chinese units behind which the next figures may have none."""
HAN_UNIT = late.compile("|".join(HAN))
CLOCK = late.compile(r"[时点:：]")
MOST = 16
"""Readings of an amount that are compared; more are of no amount."""


class Amount(NamedTuple):
    """Figures of which each counts a smaller unit than the one before it."""

    family: str
    start: int
    end: int
    values: frozenset[Decimal]
    """How many of the smallest unit of the family it may be."""
    first: Decimal = Decimal(0)
    """How many of those the unit is that is said first, where there are several."""


@functools.cache
def _scales() -> dict[str, list[tuple[str, Decimal]]]:
    """Unit -> (family, how many of the smallest unit it is)."""
    found: dict[str, list[tuple[str, Decimal]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            family, unit, factor = line.split("\t")
            found.setdefault(unit, []).append((family, Decimal(factor)))
    return found


def without_the_same(
    source: tuple[str, str, Sequence[Quantity]],
    target: tuple[str, str, Sequence[Quantity]],
    lost: list[Quantity],
    added: list[Quantity],
) -> tuple[list[Quantity], list[Quantity]]:
    """`lost` of the source and `added` of the target, without those of amounts that both sides have.

    Of each side its text, language and figures.
    """
    if not lost and not added:
        return lost, added
    made = list(_amounts(*target))
    for one in _amounts(*source) if made else ():
        if not any(one.start <= figure.start < one.end for figure in lost):
            continue
        other = next((other for other in made if other.family == one.family and other.values & one.values), None)
        if other is not None:
            made.remove(other)
            lost = [figure for figure in lost if not one.start <= figure.start < one.end]
            added = [figure for figure in added if not other.start <= figure.start < other.end]
    for figure in lost:  # the record is 9.58: what is counted is said nowhere
        other = next(
            (one for one in made if any(value and value * one.first in one.values for value in figure.values)), None
        )
        if other is not None:
            made.remove(other)
            lost = [one for one in lost if one is not figure]
            added = [one for one in added if not other.start <= one.start < other.end]
    return lost, added


def _amounts(text: str, language: str, figures: Sequence[Quantity]) -> Iterator[Amount]:
    """Every amount, the longest from each figure on, in each family that its unit is of; a clock may be a duration."""
    for place, first in enumerate(figures):
        if first.kind == "time":
            yield from _duration(first)
        for family, factor, end in _units(text, language, first):
            parts, last, smallest = [_of(first, factor)], end, factor
            for one in figures[place + 1 :]:
                if not BETWEEN.fullmatch(text, last, one.start):
                    break
                smaller = next((row for row in _units(text, language, one) if row[0] == family), None)
                if smaller is None or smaller[1] >= smallest:
                    if language == "zh" and one.start == last and one.kind == "number":  # 2米09, 9秒58, 1小时30
                        parts.append(_below(one, smallest, family))
                        last = one.end
                    break
                parts.append(_of(one, smaller[1]))
                _, smallest, last = smaller
            values = frozenset(sum(one, Decimal(0)) for one in itertools.islice(itertools.product(*parts), MOST))
            yield Amount(family, first.start, last, values, factor if len(parts) > 1 else Decimal(0))


def _of(figure: Quantity, factor: Decimal) -> list[Decimal]:
    return [value * factor for value in figure.values]


def _below(figure: Quantity, unit: Decimal, family: str) -> list[Decimal]:
    """Figures without a unit are decimals of the unit before them, or sixtieths of time."""
    digits = Decimal(figure.text) if figure.text.isdecimal() else Decimal(0)
    made = [digits * unit / 10 ** len(figure.text)]
    return [*made, digits * unit / 60] if family == "time" and unit > 1 else made


def _units(text: str, language: str, figure: Quantity) -> Iterator[tuple[str, Decimal, int]]:
    """(family, how many of its smallest unit, where the unit ends) of what a figure counts."""
    end = text.find(figure.text, figure.start) + len(figure.text)
    found = unit_after(text, end, "zh" if language == "zt" else language)
    unit, end = (found[0], found[2]) if found else (SIGNS.get(figure.currency, ""), end)
    if found is None and language in ("zh", "zt") and (short := HAN_UNIT.match(text, end)):
        unit, end = HAN[short[0]], short.end()
    for family, factor in _scales().get(unit, ()):
        yield family, factor, end


def _duration(figure: Quantity) -> Iterator[Amount]:
    """Of `2:05:30` two hours, five minutes and so on, of `4:32` four minutes or hours."""
    parts = [Decimal(part) for part in CLOCK.split(figure.text.rstrip("分")) if part.replace(".", "", 1).isdecimal()]
    total = sum((part * 60**power for power, part in enumerate(reversed(parts))), Decimal(0))
    values = {total} if len(parts) == 3 else {total, total * 60}
    yield Amount("time", figure.start, figure.end, frozenset(values))
