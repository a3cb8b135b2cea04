"""One of something that became several: for a week, две недели; one tablet, 四片."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.units import unit_after
from toolkit.quantities.worded import LEAST, MAY_BE_ONE, MAY_MEASURE, figured, is_part, of_a_date, unknown

SINGLE = late.compile(
    r"(?<!no )(?<!each )(?<!any )\bone (?!(?:of|or|in|out|days?|more|another|other|side|hand|things?|is|was|has|and|to|"
    r"by|at|a|the|that|who|which|can|may|must|should|point|time|after|on|for|as|with|half|third|quarter|hundred|thousand)\b)"
    r"[a-z]{3,}(?<!ed)(?<!ing)\b",
    re.IGNORECASE,
)
MOST_SEVERAL = 12
"""Few things of which there is one are many by a slip."""
FAMILY = "семью"
"""Also seven, in the instrumental."""
ONE = late.compile(
    r"\bone(?=[ -][a-z])|\b(?:for|in|than|within|after|about|almost|nearly) an?"
    r"(?= (?!fortnight|hundred|thousand|million|billion)[a-z])",
    re.IGNORECASE,
)
"""One of something, or a week that something takes."""
ONE_UNIT = late.compile(
    r"\ban? (?:hour|minute|second|day|week|month|year|metre|meter|mile|litre|liter|kilo\w*|gram|tonne|ton|glass|cup)\b",
    2,
)
"""What others say with the number one, so that it answers no other one."""
YEARS_OF_AGE = late.compile(r"周?岁|\s*жаш")


def other_ones(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(one of a unit in an English source, where another number of them stands): one year of age, до пяти лет."""
    if not MAY_MEASURE(source):
        return
    for match in ONE.finditer(source):
        unit = unit_after(source, match.end(), "en")
        if unit is None:
            continue
        of_unit = [
            one
            for one in spelled(target, target_language)
            if ((found := unit_after(target, one.end, target_language)) and found[0] == unit[0])
            or (unit[0] == "year" and YEARS_OF_AGE.match(target, one.end))
        ]
        own = {one.value for one in spelled(source, "en")} if of_unit else set()
        strange = (one.value >= LEAST and one.value not in own and not figured(source, one.value) for one in of_unit)
        if of_unit and all(strange):
            yield source[match.start() : unit[2]], of_unit[0].start, of_unit[0].end
            return


def several_for_one(
    source: str, target: str, here: Callable[[str], set[Decimal]], target_language: str
) -> Iterator[tuple[str, int, int]]:
    """(one of something in an English source, where a number stands in the target that the source says in no way)."""
    match = SINGLE.search(source) if MAY_BE_ONE(source) else None
    if match is None:
        return
    chinese = target_language in ("zh", "zt")
    made = [
        one
        for one in spelled(target, target_language)
        if not (chinese and (of_a_date(target, one) or target[one.start - 1 : one.start] == "第"))
    ]
    if sum(one.value == 1 for one in made) > len(ONE_UNIT.findall(source)):
        return
    strange = unknown(
        [
            one
            for one in made
            if LEAST <= one.value <= MOST_SEVERAL and target[one.start : one.end] != FAMILY and not is_part(one, made)
        ],
        source,
        "en",
        here,
    )
    if strange:
        yield match[0], strange[0].start, strange[0].end
