"""Numbers of one unit, as many on both sides, of which one became another: two kilograms, два года, четыре килограмма.

Whether the source has the other number elsewhere does not matter then, since it counts something else there.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.quantities.measured import unit_of
from toolkit.quantities.readings import YEAR
from toolkit.quantities.spelled import MAY_JOIN, Spelled, compounds, joined_units, spelled
from toolkit.quantities.units import mentions, unit_after
from toolkit.quantities.values import Quantity
from toolkit.quantities.worded import HAN_MORE, VAGUE, of_a_date


class Counted(NamedTuple):
    """A number with its unit, "" for none that is known."""

    values: frozenset[Decimal]
    unit: str
    start: int
    end: int


def other_counts(
    unsaid: Sequence[tuple[Spelled, str]],
    source: str,
    target: str,
    said: Callable[[], Sequence[Quantity]],
    made: Callable[[], Sequence[Quantity]],
    target_language: str,
) -> Iterator[tuple[str, int, int]]:
    """(number in words of an English source, where its unit has another number in the target).

    `unsaid` are the numbers of the source, with their units, that the target has nowhere with theirs.
    """
    asked = [(one, unit) for one, unit in unsaid if one.value % 1 == 0 and not VAGUE.match(source, one.end)]
    asked = [(one, unit) for one, unit in asked if _may_be_counted(unit, one, source, target, target_language)]
    if not asked:
        return
    here = [*_in_words(source, "en"), *_in_figures(source, "en", said())]
    every = [*_in_words(target, target_language), *_in_figures(target, target_language, made())]
    for number, unit in asked:
        own = [two for two in here if two.unit == unit]
        found = [two for two in every if two.unit == unit]
        if len(own) != len(found) or any(max(two.values) >= YEAR for two in (*own, *found)):
            continue
        if mentions(unit, source, "en") != len(own) or mentions(unit, target, target_language) > len(found):
            continue
        lost, strange = _apart(own, found)
        if [one.start for one in lost] != [number.start] or len(strange) != 1:
            continue
        if _whole(strange[0]) and not _exchanged(lost[0], strange[0], here, every):
            yield source[number.start : number.end], strange[0].start, strange[0].end
            return


def _may_be_counted(unit: str, one: Spelled, source: str, target: str, language: str) -> bool:
    """Whether the target names the unit of a number as often, and the source of a single one names it again."""
    said = mentions(unit, source, "en")
    if one.value == 1 and said == 1:
        return False
    made = mentions(unit, target, language)
    return made == said or (made < said and language == "ru" and MAY_JOIN(target))


def _whole(one: Counted) -> bool:
    """Whether nothing of it is a part."""
    return all(value % 1 == 0 and value > 0 for value in one.values)


def _apart(own: Sequence[Counted], found: Sequence[Counted]) -> tuple[list[Counted], list[Counted]]:
    """Those of either side whose number the other has not."""
    lost, free = [], [*found]
    for one in own:
        same = next((two for two in free if one.values & two.values), None)
        if same is None:
            lost.append(one)
        else:
            free.remove(same)
    return lost, free


def _exchanged(one: Counted, other: Counted, here: Sequence[Counted], there: Sequence[Counted]) -> bool:
    """Whether both numbers stand without a unit on the other side: two metres wide and three high."""
    bare, made = ([two for two in every if not two.unit] for every in (here, there))
    return any(two.values & other.values for two in bare) and any(two.values & one.values for two in made)


def _in_words(text: str, language: str) -> list[Counted]:
    chinese = language in ("zh", "zt")
    joined = [*joined_units(text)] if language == "ru" else []
    known = {one.start for one, _ in joined}
    found = [Counted(frozenset((one.value,)), unit, one.start, one.end) for one, unit in joined]
    more = [one for one in compounds(text) if one.start not in known] if language == "ru" else []
    numbers = [
        one
        for one in (*spelled(text, language), *more)
        if not (chinese and (of_a_date(text, one) or HAN_MORE.match(text, one.end)))
    ]
    return [
        *found,
        *(Counted(frozenset((one.value,)), _unit(one, text, language), one.start, one.end) for one in numbers),
    ]


def _unit(one: Spelled, text: str, language: str) -> str:
    unit = unit_after(text, one.end, language)
    return unit[0] if unit else ""


def _in_figures(text: str, language: str, figures: Sequence[Quantity]) -> list[Counted]:
    units = ((one, unit_of(one, text, language)) for one in figures)
    return [Counted(one.values, unit[0] if unit else "", one.start, one.end) for one, unit in units]
