"""Numbers that changed places with what they count: two doses in three weeks, три дозы за две недели."""

import operator
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from toolkit.quantities.numerals import HAS_DIGIT
from toolkit.quantities.readings import YEAR
from toolkit.quantities.spelled import spelled
from toolkit.quantities.units import unit_after
from toolkit.quantities.values import Quantity

Place = tuple[Decimal, int, int]
"""A value, and where it stands."""


def _numbers(text: str, language: str, figures: Iterable[Quantity]) -> list[Place]:
    """The numbers of a text in figures, each with one value, and those in words, in order."""
    found = [(next(iter(one.values)), one.start, one.end) for one in figures if len(one.values) == 1]
    found += [(one.value, one.start, one.end) for one in spelled(text, language)]
    return sorted(found, key=operator.itemgetter(1))


def may_be_exchanged(source: str) -> bool:
    """Whether an English text has two numbers in words, or two in figures; one of each is seldom exchanged."""
    return len(spelled(source, "en")) > 1 or len(HAS_DIGIT.numbers(source)) > 1


def exchanged(
    source: str, target: str, said: Sequence[Quantity], made: Sequence[Quantity], target_language: str
) -> Iterator[tuple[str, int, int]]:
    """(a number of an English source, where another of its numbers stands before the same unit in the target).

    Only where both have the same numbers, and of a unit that has one of them on either side.
    """
    here, there = _numbers(source, "en", said), _numbers(target, target_language, made)
    ours, theirs = ([value for value, _, _ in numbers] for numbers in (here, there))
    if ours == theirs or len(set(ours)) < 2 or sorted(ours) != sorted(theirs) or max(ours) >= YEAR:
        return
    again = _counted(target, target_language, there)
    for unit, places in _counted(source, "en", here).items():
        others = again.get(unit, [])
        if len(places) == len(others) == 1 and places[0][0] != others[0][0]:
            yield source[slice(*places[0][1:])], *others[0][1:]
            return


def _counted(text: str, language: str, numbers: Iterable[Place]) -> dict[str, list[Place]]:
    """Unit -> the numbers that count it."""
    found: dict[str, list[Place]] = {}
    for one in numbers:
        unit = unit_after(text, one[2], language)
        if unit:
            found.setdefault(unit[0], []).append(one)
    return found
