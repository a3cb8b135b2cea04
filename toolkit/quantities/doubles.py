"""A number that counts two things in both texts: three acts and three months, трёх действиях и три месяца."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from toolkit.quantities.spelled import spelled
from toolkit.quantities.units import unit_after

Unit = tuple[str, int, int]
"""A unit, where it begins and where it ends."""


def other_of_two(
    unit: str, value: Decimal, source: str, made: Sequence[Unit | None], kinds: frozenset[str]
) -> tuple[int, int] | None:
    """Where another unit of its kind stands instead of one that a number of the source counts beside something else.

    `made` is what that number counts in the target, None for no unit.
    """
    said = [unit_after(source, one.end, "en") for one in spelled(source, "en") if one.value == value]
    here, there = (Counter(one and one[0] for one in units) for units in (said, made))
    if [*(here - there).elements()] != [unit] or sum((there - here).values()) != 1:
        return None
    (strange,) = there - here
    return next((one[1:] for one in made if one and one[0] == strange and {unit, strange} <= kinds), None)
