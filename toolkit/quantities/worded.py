"""What texts say of quantities in words on both sides: other numbers, other units, currencies, lost percentages.

A number in words is told only where the translation has another one instead, of which the source knows nothing: small
ones are often left out or said otherwise (both, a pair, двухлетний), and that is right.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from toolkit import late
from toolkit.quantities import scales
from toolkit.quantities.bounds import MAY_BOUND
from toolkit.quantities.clocks import MAY_CLOCK, other_clocks
from toolkit.quantities.currencies import MAY_PAY, may_be_paid
from toolkit.quantities.dates import without_dates
from toolkit.quantities.doubles import other_of_two
from toolkit.quantities.fractional import MAY_HALVE, other_halves
from toolkit.quantities.fractions import MAY_SAY, other_fractions, without_fractions
from toolkit.quantities.moments import MAY_DATE, MAY_RACE, other_days, other_races
from toolkit.quantities.places import EACH, MAY_PLACE, each_of, without_places
from toolkit.quantities.powers import MAY_POWER, lost_powers
from toolkit.quantities.reigns import MAY_REIGN, other_reigns
from toolkit.quantities.scales import MAY_SCALE, TIMES, other_scales
from toolkit.quantities.scores import MAY_SCORE, other_scores
from toolkit.quantities.spans import MAY_SPAN, other_spans
from toolkit.quantities.spelled import Spelled, after_figures, compounds, joined_units, spelled
from toolkit.quantities.units import may_name, mentions, places, unit_after
from toolkit.quantities.values import Quantity
from toolkit.quantities.words import words_of
from toolkit.signs import AnySign, Sign

TARGETS = frozenset(("zh", "zt", "ru", "ky"))
"""Languages whose words are known well enough; the source is English."""
MAY_COUNT = Sign(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundreds?|thousands?|[mb]illions?|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    "Latn",
)
MAY_MEASURE = Sign(
    r"\b(?:km|kg|mm|cm|mg|ml|(?:kilo|centi|milli)?met(?:re|er)s?|kilos?|ounces?|light-years?|(?:kilo|milli|micro)?grams?|mcg|"
    r"µg|µl|µm|μg|μl|μm|ms|micromet(?:re|er)s?|microns?|milliseconds?|"
    r"(?:milli|micro)?lit(?:re|er)s?|"
    r"tonn?es?|tons?|hectares?|acres?|miles?|feet|foot|inch(?:es)?|[kmgt]b|(?:kilo|mega|giga|tera)bytes?|hours?|minutes?|"
    r"seconds?|min|secs?|hrs?|days?|weeks?|months?|years?|[kmg]?wh?|[kmg]?hz|(?:kilo|mega|giga)?hertz|k(?:cal|j)|m?bar|[kh]?pa|(?:milli)?bars)\b",
    "Latn",
)
MAY_BE_ONE = Sign(r"\bone\b", "Latn", "en")
REASONS = (MAY_SAY, MAY_HALVE, MAY_COUNT, MAY_MEASURE, MAY_PAY, *scales.SIGNS, MAY_POWER, MAY_PLACE, MAY_BE_ONE,
           MAY_SCORE, MAY_REIGN, MAY_SPAN)  # fmt: skip
"""What is looked for beside figures that are the same."""
MAY_SAY_MORE = AnySign((*REASONS, MAY_CLOCK, MAY_DATE, MAY_RACE, MAY_BOUND))
OTHERS = (
    (MAY_SAY, "changed", other_fractions),
    (MAY_HALVE, "changed", other_halves),
    (MAY_SCALE, "unit", other_scales),
    (MAY_POWER, "unit", lost_powers),
    (MAY_CLOCK, "changed", other_clocks),
    (MAY_SCORE, "changed", other_scores),
    (MAY_RACE, "changed", other_races),
    (MAY_REIGN, "changed", other_reigns),
    (MAY_SPAN, "changed", other_spans),
)
"""The words that they wait for, the kind of what they find, and what looks for others of that kind."""
ALONE = ((MAY_DATE, "changed", other_days),)
"""Those that look where no figure is told already, of which they would be another telling."""
LEAST = 2
"""One and zero are words of grammar too."""
VAGUE = late.compile(
    r"\s*-?(?:first|second\b|third|\w*(?:f|x|n|r|gh|teen|tie|d)th\b|dozens?|score|fold|thousanders?|o.clock|past|"
    r"to (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?!-?(?: \w+)? [a-z]{2,}(?<!s)s\b))|(?<=dozen)|(?<=dozens)|(?<=hundreds)|"
    r"(?<=thousands)|(?<=illions)",
    re.IGNORECASE,
)
"""Behind a number that others say as another one: quarter to nine is after eight, where three to five years is a range;
or what makes another of it."""
CLOCK = late.compile(r"\b(?:quarter|half|five|ten|twenty|minutes?|\d+) (?:to|past)$", re.IGNORECASE)
AGES = late.compile(r"[\s-](?:(decades?)|centur(?:y|ies))\b", re.IGNORECASE)
NO_NUMBERS = late.compile(
    r"\b(?:may|march|weeks?|weekly|days?|daily|quarters?|second|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
)
"""English words that may stand for a number in figures, and seldom for one in words."""
HAN_MORE = late.compile("[多余来几][百千万亿]|[来几]|[月季]")
SCORES = late.compile(r"\s+(?:сот(?:ен|ня|ни)|сотн|десятк|десяток|дюжин|пар[аы]?\b)")
"""What makes more of a Russian number before it."""
HAN_DAY = late.compile("(?:周|星期|礼拜)[一二三四五六]")
DIMENSIONS = (
    frozenset(("lightyear", "kilometre", "metre", "decimetre", "centimetre", "millimetre", "micrometre",
               "hectare", "mile", "foot", "inch", "acre")),
    frozenset(("ounce", "kilogram", "gram", "tonne", "milligram", "microgram", "litre",
               "millilitre", "microlitre", "gallon")),
    frozenset(("kilobyte", "megabyte", "gigabyte", "terabyte")),
    frozenset(("watt", "kilowatt", "megawatt", "gigawatt", "kilowatthour", "megawatthour")),
    frozenset(("hertz", "kilohertz", "megahertz", "gigahertz")),
    frozenset(("bar", "millibar", "pascal", "hectopascal", "kilopascal")),
    frozenset(("millisecond", "hour", "minute", "second", "day", "week", "month", "year", "century")),
)  # fmt: skip
"""Units that are taken for each other."""
SMALLER = {
    "week": 7,
    "year": 12,
    "day": 24,
    "hour": 60,
    "minute": 60,
    "kilometre": 1000,
    "kilogram": 1000,
    "tonne": 1000,
}
"""Unit -> how many of the next smaller one it is."""
ORDINALS = "second|third|fourth|fifth|sixth|seventh"
GAP = r"(?:\A|[\s:：(（])\s{2,}$"
SOME = {
    "en": late.compile(
        rf"\b(?:an?|one|each|every|per|(?:a )?few|several|many|some|couple of|first|{ORDINALS})\s+$|{GAP}",
        re.IGNORECASE,
    ),
    "zh": late.compile(rf"[一几数每多][几数]?$|第[二三四五六七八九十\d]+个?$|{GAP}"),
    "ru": late.compile(
        rf"\b(?:од(?:ин|на|ну|ного|ной)|кажд(?:ый|ую|ая)|несколько|нескольких|пар[ауы]|много|за|через|почти|около|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм)\w{{2,3}})\s+$|{GAP}",
        re.IGNORECASE,
    ),
    "ky": late.compile(rf"\b(?:бир|ар|бир нече|көп|бир канча|\w+нч[ыиуү])\s+$|{GAP}", re.IGNORECASE),
}
"""What stands before a unit that is counted without a number, or by a placeable, which is a space here."""
AGE = late.compile(r"\b\w+(?:[- ]\w+)?[- ]years?[- ](?:olds?\b|of age\b)", re.IGNORECASE)
"""Which other languages say without the word year, or by a word of its own."""
Place = tuple[Decimal, int, int]
"""A value, and where it stands."""


def other_numbers(
    source: str,
    target: str,
    here: Callable[[str], set[Decimal]],
    there: Callable[[str], set[Decimal]],
    target_language: str,
) -> Iterator[tuple[str, int, int]]:
    """(number in words of an English source, where another stands in the target); the sets are all that a text says."""
    if not MAY_COUNT(source):
        return
    chinese = target_language in ("zh", "zt")
    in_words = {one.value for one in spelled(target, target_language)}
    if not chinese and in_words.issuperset([one.value for one in spelled(source, "en")]):
        return  # as nearly always
    said = [
        one
        for one in spelled(source, "en")
        if one.value >= LEAST
        and not VAGUE.match(source, one.end)
        and not _after_clock(source, one.start)
        and not (one.value >= 100 and after_figures(source, one.start))
    ]
    if not said:
        return
    numbers = [
        one
        for one in (*spelled(target, target_language), *(compounds(target) if target_language == "ru" else ()))
        if not (one.value >= 100 and after_figures(target, one.start))
        and not (chinese and of_a_date(target, one))
        and not SCORES.match(target, one.end)
    ]
    if not numbers and target_language not in EACH:
        return
    made = [one for one in numbers if one.value >= LEAST]
    lost = unknown(said, HAN_DAY.sub(blank, target), target_language, there)
    own = {one.value for one in spelled(source, "en")}
    lost = [one for one in lost if not _in_smaller(one, source, [two for two in made if two.value not in own])]
    if not lost:
        return
    added = unknown([one for one in made if not is_part(one, made)], NO_NUMBERS.sub(blank, source), "en", here)
    if added:
        yield source[lost[0].start : lost[0].end], added[0].start, added[0].end
        return
    for one in lost:
        every = list(each_of(source, one.start, target, target_language))
        if every and all(value != one.value for value, _, _ in every):
            yield source[one.start : one.end], *every[0][1:]
            return
    counted = {(one.value, unit[0]) for one in spelled(source, "en") if (unit := unit_after(source, one.end, "en"))}
    times = Counter(one.value for one in numbers)
    for one in lost:  # three weeks, twice the price: две недели; five years, six weeks: 六年, 六周
        unit = unit_after(source, one.end, "en")
        single = unit and any(SOME["en"].search(source[:place]) for place in places(unit[0], source, "en"))
        for other in numbers if unit else ():
            same = unit_after(target, other.end, target_language)
            if other.value == 0 or (other.value == 1 and single):
                continue
            if unit is None or same is None or same[0] != unit[0] or figured(source, other.value):
                continue
            if other.value not in own or (times[other.value] > 1 and (other.value, unit[0]) not in counted):
                yield source[one.start : one.end], other.start, other.end
                return


def without_named(source: str, target: str, target_language: str) -> tuple[str, str]:
    """Both without the places in a row, fractions and dates that they share, of which none answers a number."""
    bare = without_fractions(*without_places(source, target, target_language), target_language)
    return without_dates(*bare, target_language)


def years(text: str, numbers: Iterable[Spelled]) -> set[Decimal]:
    """How many years those numbers in words are that count decades or centuries."""
    return {one.value * (10 if age[1] else 100) for one in numbers if (age := AGES.match(text, one.end))}


def blank(match: "re.Match[str]") -> str:
    """As many spaces."""
    return " " * len(match[0])


def figured(text: str, value: Decimal) -> bool:
    """Whether a text has a small number in figures."""
    return re.search(rf"(?<!\d){value}(?!\d)", text) is not None


def unknown(
    numbers: Sequence[Spelled], text: str, language: str, values: Callable[[str], set[Decimal]]
) -> Sequence[Spelled]:
    """Those of some numbers that a text says in no way; its numbers in words are looked at first, as most are there."""
    known = {one.value for one in spelled(text, language)}
    left = [one for one in numbers if one.value not in known]
    every = values(text) if left else known
    return [one for one in left if one.value not in every]


def _after_clock(text: str, place: int) -> bool:
    """Whether what ends at a place is the first half of a time of day: quarter past."""
    before = text[:place].rstrip()
    return before.lower().endswith((" to", " past")) and CLOCK.search(before) is not None


def _in_smaller(one: Spelled, source: str, made: Sequence[Spelled]) -> bool:
    """Whether the target counts in a smaller unit: two weeks are fourteen days, four decades forty years."""
    unit, age = unit_after(source, one.end, "en"), AGES.match(source, one.end)
    factor = (10 if age[1] else 100) if age else SMALLER.get(unit[0]) if unit else None
    return factor is not None and any(other.value == one.value * factor for other in made)


def of_a_date(text: str, one: Spelled) -> bool:
    """Whether it is a weekday or month, or only a part of a number that goes on."""
    return bool(HAN_MORE.match(text, one.end)) or text[max(0, one.start - 2) : one.start].endswith(
        ("周", "星期", "礼拜")
    )


def is_part(one: Spelled, made: Sequence[Spelled]) -> bool:
    """Whether another number begins where it ends, or ends where it begins: neither is one by itself."""
    return any(other is not one and (other.start == one.end or other.end == one.start) for other in made)


def other_units(
    source: str,
    target: str,
    figures: Callable[[], Sequence[Quantity]],
    target_language: str,
    unsaid: list[tuple[Spelled, str]],
) -> Iterator[tuple[str, int, int]]:
    """(unit of a number in words, where another stands behind the same number of the target).

    `unsaid` gets the numbers that the target has nowhere with their unit.
    """
    if not MAY_COUNT(source) or not may_name("en")(source):
        return
    numbers = (two for two in spelled(target, target_language) if target_language == "ky" or not of_a_date(target, two))
    in_words = [(two.value, two.start, two.end) for two in numbers]
    joined = [*joined_units(target)] if target_language == "ru" else []
    made: list[Place] | None = None
    for one in spelled(source, "en"):
        unit = unit_after(source, one.end, "en")
        if unit is None:
            continue
        same = [(two, name) for two, name in joined if two.value == one.value]
        if same and unit[0] in TIMES and all(name != unit[0] for _, name in same):
            if not mentions(unit[0], target, target_language):
                yield source[unit[1] : unit[2]], same[0][0].start, same[0][0].end
            continue
        others = [unit_after(target, end, target_language) for value, _, end in in_words if value == one.value]
        if any(other is None or other[0] == unit[0] for other in others):
            if len(others) > 1 and (place := other_of_two(unit[0], one.value, source, others, DIMENSIONS[-1])):
                yield source[unit[1] : unit[2]], *place
            continue  # as nearly always: the figures need not be read
        if made is None:
            made = [*in_words, *((value, two.start, two.end) for two in figures() for value in two.values)]
        others = [unit_after(target, end, target_language) for value, _, end in made if value == one.value]
        if any(other is None or other[0] == unit[0] for other in others):
            continue
        unsaid.append((one, unit[0]))
        if not others:
            continue
        other = others[0]
        assert other is not None
        alone = sum(value == one.value for value, _, _ in made) == 1 and not mentions(other[0], source, "en")
        if (alone and {unit[0], other[0]} <= {*DIMENSIONS[-1], "decade"}) or _changed_place(
            unit[0], other[0], one.value, source, target, made, target_language
        ):
            yield source[unit[1] : unit[2]], other[1], other[2]
            continue
        before, after = mentions(unit[0], source, "en"), mentions(unit[0], target, target_language)
        if after < before and mentions(other[0], target, target_language) > mentions(
            other[0], AGE.sub(" ", source), "en"
        ):
            yield source[unit[1] : unit[2]], other[1], other[2]


def _changed_place(
    said: str, became: str, value: Decimal, source: str, target: str, made: Sequence[Place], language: str
) -> bool:
    """Whether the unit of a number went to another one: eight minutes twenty seconds, eight hours twenty minutes."""
    if not any(said in units and became in units for units in DIMENSIONS):
        return False
    counted = {(one.value, unit[0]) for one in spelled(source, "en") if (unit := unit_after(source, one.end, "en"))}
    return any(
        number != value and found and found[0] == said and (number, said) not in counted
        for number, _, end in made
        for found in [unit_after(target, end, language)]
    )


def signs_of(language: str) -> tuple[Sign, ...]:
    """What words of a text in a language are asked for once numbers are compared."""
    if language not in ("en", "ru", "ky"):
        return ()
    words = words_of(language)
    return (words.signed, may_be_paid(language), may_name(language), *filter(None, (words.any_month,)))
