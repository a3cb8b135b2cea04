"""Units that a text names, beside a number or not, where another of their kind stands in the translation instead."""

import re
from collections.abc import Iterable, Iterator

from toolkit import late
from toolkit.quantities.units import mentions, named, places
from toolkit.quantities.worded import DIMENSIONS, MAY_MEASURE, SOME, blank
from toolkit.signs import Sign

PART = Sign(r"\b(?:half|quarters?)\b", "Latn", "en")
MEASURE = (
    r"(?:hour|minute|second|day|week|month|year|centur(?:y|ie)|decade|(?:kilo|centi)?met(?:re|er)|kilo(?:gram)?|pound|ounce|"
    r"lit(?:re|er)|mile|tonn?e?|acre|hectare|inche?)s?"
)
OF_PART = late.compile(
    rf"\b(?:half|quarters?)(?:[ -]\w+){{0,2}}?[ -]{MEASURE}\b|\b{MEASURE} and (?:a (?:half|quarter)|three quarters)\b",
    re.IGNORECASE,
)
"""A unit of which there is a part: half an hour may be thirty minutes."""
BYTES = ("kilobyte", "megabyte", "gigabyte", "terabyte")
MEASURED = frozenset().union(*DIMENSIONS) - {"kilowatthour", "megawatthour", "bar"}  # two words as often as one
SHORT = {
    "zh": frozenset(("metre", "gram", "litre", "day", "week", "year", "second")),
    "ru": frozenset(("metre", "gram", "hour", "day", "year", "second")),
    "ky": frozenset(("metre", "gram", "day", "week", "month", "year", "hour", "foot")),
}
"""Units whose words are short, or words of other things too: told beside a number alone."""


def swapped_units(source: str, target: str, target_language: str) -> Iterator[tuple[str, str]]:
    """(unit that the source names, another of the same kind that the target has in its place), numbers or none."""
    language = "zh" if target_language == "zt" else target_language
    if not MAY_MEASURE(source):
        return
    if PART.matches(source):
        whole, source = source, OF_PART.sub(blank, source)
        if source == whole:  # in the third quarter
            return
    said = named(source, "en", MEASURED)
    if lost_bytes := _lost_bytes(source, target, language, said):
        yield lost_bytes
        return
    if "second" in said and "seconds" not in source and "second(s)" not in source:
        said -= {"second"}  # the second minute
    made = named(target, language, MEASURED) if said else frozenset()
    missing = said - made
    if not missing:
        return
    for units in DIMENSIONS:
        lost = missing & units
        if not lost:
            continue
        strange = (made - said) & units
        if not strange and len(lost) == 1 and (both := said & made & units):
            other = _oftener(min(lost), both, source, target, language)
            if other and (units is not DIMENSIONS[-1] or _some(lost, source, "en")):
                yield min(lost), other
                return
        plain = strange - SHORT[language]
        if plain and not (language == "zh" and lost & SHORT[language]):
            yield min(lost), min(plain)
            return
        if strange and _some(lost, source, "en") and (other := _some(strange, target, language)):
            yield min(lost), other
            return


def _oftener(lost: str, units: frozenset[str], source: str, target: str, language: str) -> str:
    """That of some units which the target names once more instead of another: a kilometre, ten metres."""
    missing = mentions(lost, source, "en")
    more = [one for one in units if mentions(one, target, language) - mentions(one, source, "en") == missing]
    return more[0] if len(more) == 1 and missing == 1 else ""


def _lost_bytes(source: str, target: str, language: str, said: frozenset[str]) -> tuple[str, str] | None:
    """A unit of sizes that the source names more often than the target, which has another one: {n} GB of {m} GB.

    `said` are the units that the source names.
    """
    if "B" not in source and "byte" not in source:
        return None
    for unit in BYTES if not said.isdisjoint(BYTES) else ():
        before, after = mentions(unit, source, "en"), mentions(unit, target, language)
        for other in BYTES if before > after > 0 else ():
            if mentions(other, target, language) > mentions(other, source, "en") == 0:
                return unit, other
    return None


def _some(units: Iterable[str], text: str, language: str) -> str:
    """That of some units which a text counts without a number: a few minutes."""
    return next(
        (
            unit
            for unit in sorted(units)
            if any(SOME[language].search(text[:place]) for place in places(unit, text, language))
        ),
        "",
    )
