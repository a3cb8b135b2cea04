"""Units of numbers in figures that became others, with the number or without it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from toolkit.quantities.numerals import HAS_DIGIT
from toolkit.quantities.units import may_name, mentions, unit_after
from toolkit.quantities.values import SHORT as SHORT_FACTOR
from toolkit.quantities.values import Quantity
from toolkit.quantities.worded import DIMENSIONS, MAY_MEASURE

Measured = tuple[frozenset[Decimal], tuple[str, int, int] | None]
"""What a figure may stand for, and its unit."""


def unit_of(one: Quantity, text: str, language: str) -> tuple[str, int, int] | None:
    """(unit, where it begins, where it ends) of a number in figures; None for none that is known."""
    end = text.find(one.text, one.start) + len(one.text)
    return None if one.currency and SHORT_FACTOR.match(text, end) else unit_after(text, end, language)  # $50m


def other_measures(
    pairs: Iterable[tuple[Quantity, Quantity]], source: str, target: str, source_language: str, target_language: str
) -> Iterator[tuple[str, int, int]]:
    """(unit of a number in figures, where the same number has another one), such as metres instead of kilometres."""
    if source_language == "en" and not may_name("en")(source):
        return
    texts = (source, source_language), (target, target_language)
    for one, other in pairs:
        said = unit_of(one, *texts[0])
        made = unit_of(other, *texts[1]) if said else None
        if said is None or made is None or said[0] == made[0]:
            continue
        before, after = (mentions(said[0], *text) for text in texts)
        if after < before and (
            mentions(made[0], *texts[1]) > mentions(made[0], *texts[0])
            or _counted(made[0], [two for _, two in pairs], *texts[1])
            > _counted(made[0], [two for two, _ in pairs], *texts[0])
        ):
            yield source[said[1] : said[2]], made[1], made[2]


def _counted(unit: str, figures: Iterable[Quantity], text: str, language: str) -> int:
    """How many of some numbers count that unit."""
    units = (unit_of(one, text, language) for one in figures)
    return sum(found is not None and found[0] == unit for found in units)


def units_of_figures(
    source: str,
    target: str,
    said: Callable[[], Sequence[Quantity]],
    made: Callable[[], Sequence[Quantity]],
    target_language: str,
) -> Iterator[tuple[str, int, int]]:
    """(unit of a number in figures, where another of its kind stands wherever the target has that number)."""
    if not MAY_MEASURE(source) or not any(unit_after(source, end, "en") for _, end in HAS_DIGIT.places(source)):
        return
    here, there = (
        [(one.values, unit_of(one, text, code)) for one in figures()]
        for text, code, figures in ((source, "en", said), (target, target_language, made))
    )
    for values, unit in here:
        others = [other for number, other in there if not values.isdisjoint(number)] if unit else []
        own = {one[0] for number, one in here if one and not values.isdisjoint(number)}
        strange = [other for other in others if other and other[0] not in own]
        if unit and strange and len(strange) == len(others):
            units = {unit[0], *(other[0] for other in strange)}
            if any(units <= every for every in DIMENSIONS):
                yield source[unit[1] : unit[2]], strange[0][1], strange[0][2]
                return
    if [unit for _, unit in here].count(None) > [unit for _, unit in there].count(None):
        yield from _unit_of_bare(here, there, source)


def _unit_of_bare(here: Sequence[Measured], there: Sequence[Measured], source: str) -> Iterator[tuple[str, int, int]]:
    """(unit of a number in figures, where another number, which has none in the source, has another in the target): it
    was 9 micrograms and should be 30.
    """
    for values, unit in there:
        own = [one for number, one in here if not values.isdisjoint(number)] if unit else []
        if not unit or own != [None] or mentions(unit[0], source, "en"):
            continue
        kind = next((every for every in DIMENSIONS[:-1] if unit[0] in every), frozenset())
        said = [one for _, one in here if one and one[0] in kind]
        if said and not any(other and other[0] == unit[0] and number != values for number, other in there):
            yield source[said[0][1] : said[0][2]], unit[1], unit[2]
            return
