"""Two texts in two languages: which quantities of the one the other lacks, has changed, or has invented."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit import late
from toolkit.quantities import singles, worded
from toolkit.quantities.amounts import without_the_same
from toolkit.quantities.bindings import exchanged, may_be_exchanged
from toolkit.quantities.bounds import MAY_BOUND, other_bounds
from toolkit.quantities.clocks import hours, without_nights
from toolkit.quantities.counted import other_counts
from toolkit.quantities.currencies import MAY_PAY, other_currencies
from toolkit.quantities.dates import months_of, other_dates, without_dates, without_days
from toolkit.quantities.figures import MAY_BE_PERCENT, agree, same
from toolkit.quantities.fractions import parts_of_magnitudes, small_parts
from toolkit.quantities.halves import swapped
from toolkit.quantities.leftovers import answering, values_of, without_answers, without_repeats, without_splits
from toolkit.quantities.measured import other_measures, units_of_figures
from toolkit.quantities.numerals import HAS_DIGIT, roman
from toolkit.quantities.orders import swapped_places
from toolkit.quantities.places import MAY_PLACE, other_places
from toolkit.quantities.readings import has, is_other_age, readings, says, without_millions
from toolkit.quantities.spelled import MAY_SPELL, Spelled, compounds, han_values, spelled, without_long
from toolkit.quantities.spoken import MAY_SPEAK, torn, unanswered
from toolkit.quantities.unnumbered import swapped_units
from toolkit.quantities.values import Quantity, is_decade, quantities
from toolkit.quantities.words import CURRENCY_SIGNS, MINUS, words_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One quantity that is not the same on both sides."""

    kind: str
    """changed, missing, added, percent, minus, currency, unit, month, weekday, undated (no day or month is there), torn
    (a unit without its number)."""
    source: str
    """What the source has; empty for `added`."""
    target: str
    """What the target has; empty for `missing`."""
    span: tuple[int, int] | None = None
    """Offsets in the target, in characters."""


def compare(source: str, target: str, source_language: str, target_language: str) -> list[Difference]:
    """The differences between the quantities of a text and of its translation; [] where they agree.

    Numbers in words count where the other side has figures; a number in words on both sides is nobody's business here.
    """
    if same(source, target, source_language, target_language) or not (_DIGIT.search(source) or _DIGIT.search(target)):
        return _in_words(source, target, source_language, target_language)
    if agree(source, target, source_language, target_language):
        return _beside_the_same(source, target, source_language, target_language)
    said, made = quantities(source, source_language), quantities(target, target_language)
    found: list[Difference] = []
    alike = False
    pairs, lost, added = _matched(said, made, source, target, source_language, target_language)
    rest = without_dates(source, target, target_language)[1] if lost and source_language == "en" else target
    # No figure is answered by October.
    written = _optional(rest, target_language, made, decades=False) if lost else None
    answers = written - answering(source, target, source_language, target_language) if lost and written else set()
    lost = [one for one in lost if not has(one, answers, source)]
    spoken = _optional(source, source_language, said, decades=False) if added else set()
    added = [one for one in added if not has(one, spoken, target)]
    if lost or added:
        known = len(lost) + len(added)
        lost, added = without_the_same((source, source_language, said), (target, target_language, made), lost, added)
        alike = len(lost) + len(added) < known
        lost, added = without_nights(lost, added, source, target)
        lost, added = without_splits(lost, added)
        if "egapixel" in source or "MP" in source:
            lost, added = without_millions(lost, added, source)
        if lost and added:
            named = months_of(source, source_language), months_of(target, target_language)
            lost, added = without_days(lost, added, named)
        lost, added = without_repeats(lost, added, said, made)
    months = [Difference(*one) for one in other_dates(source, target, source_language, target_language)]
    for month in months:
        added = [one for one in added if month.span is None or not month.span[0] <= one.start < month.span[1]]
    while lost and added:
        one, other = lost.pop(0), added.pop(0)
        found.append(Difference("changed", one.text, other.text, (other.start, other.end)))
    found += [Difference("missing", one.text, "") for one in lost]
    found += [Difference("added", "", one.text, (one.start, one.end)) for one in added]
    if not found and (MAY_SPEAK(source) or target_language in ("zh", "zt")):

        def there() -> set[Decimal]:
            return _optional(target, target_language, made) | values_of(made)

        found += _spoken(source, there, target, source_language, target_language)
    if target_language in ("zh", "zt") and not found:
        date = TORN_DATE.search(target)
        if date and not TORN_DATE.search(source):
            found.append(Difference("torn", date[0], date[0], date.span()))
    for one, other in swapped(pairs, source, target, source_language, target_language):
        found.append(Difference("changed", one.text, other.text, (other.start, other.end)))
    signs = list(_signs(pairs, source, target, source_language, target_language))
    if not found and all(one.kind != "percent" for one in signs):
        found += _percents(source, target, source_language, target_language)
    found += signs
    turned = (
        swapped_places(source, target, said, made, target_language) if source_language == "en" and not found else ()
    )
    units = other_measures(pairs, source, target, source_language, target_language)
    found += [*_became("unit", units, target), *_became("changed", turned, target)]
    more = _worded(source, target, source_language, target_language, found, lambda: said, lambda: made)
    if alike:  # of an amount that is said in other units
        more = [one for one in more if one.kind not in ("unit", "currency")]
    return _with(found, more) + months


def _beside_the_same(source: str, target: str, source_language: str, target_language: str) -> list[Difference]:
    """The differences of texts whose figures are the same numbers, of which nothing makes more."""
    months = [Difference(*one) for one in other_dates(source, target, source_language, target_language)]
    found: list[Difference] = []
    said = functools.partial(quantities, source, source_language)
    made = functools.partial(quantities, target, target_language)
    if MAY_SPEAK(source):
        found += _spoken(source, lambda: numbers_of(target, target_language), target, source_language, target_language)
    if not found:
        found += _percents(source, target, source_language, target_language)
    return _with(found, _worded(source, target, source_language, target_language, found, said, made)) + months


def _in_words(source: str, target: str, source_language: str, target_language: str) -> list[Difference]:
    """The differences of texts without figures."""
    found = [Difference(*one) for one in other_dates(source, target, source_language, target_language)]
    if MAY_SPEAK(source) or not found:
        there = functools.partial(_optional, target, target_language, ())
        found += _spoken(source, there, target, source_language, target_language)
    if not found:
        found += _percents(source, target, source_language, target_language)
    return _with(found, _worded(source, target, source_language, target_language, found, list, list))


def _became(kind: str, others: Iterable[tuple[str, int, int]], target: str) -> list[Difference]:
    """The differences of a kind: what the source has, and where another stands in the target."""
    return [Difference(kind, text, target[start:end], (start, end)) for text, start, end in others]


def _with(found: Sequence[Difference], more: Sequence[Difference]) -> list[Difference]:
    """All of them; of a number in words that became another one it is not said too that it is missing."""
    became = {one.source for one in more if one.kind == "changed"}
    return [*(one for one in found if not (_is_lost_word(one) and one.source in became)), *more]


def _is_other(one: Difference) -> bool:
    return one.kind in ("changed", "missing", "added", "torn") and not _is_lost_word(one)


def _is_lost_word(one: Difference) -> bool:
    return one.kind == "missing" and _DIGIT.search(one.source) is None


def _worded(
    source: str,
    target: str,
    source_language: str,
    target_language: str,
    found: Sequence[Difference],
    said: Callable[[], Sequence[Quantity]],
    made: Callable[[], Sequence[Quantity]],
) -> list[Difference]:
    """What became of numbers, units and currencies in words; where a number is wrong already, no more of numbers.

    The figures of both sides, `said` and `made`, are asked for where they matter.
    """
    if source_language != "en" or target_language not in worded.TARGETS or not worded.MAY_SAY_MORE(source):
        return []
    more = [
        one
        for may_say, kind, other in (*worded.OTHERS, *(() if found else worded.ALONE))
        if may_say(source)
        for one in _became(kind, other(source, target, target_language), target)
    ]
    counted = MAY_BOUND(source) and (HAS_DIGIT(source) or worded.MAY_COUNT(source)) and not any(map(_is_other, found))
    bounds = other_bounds(source, target, said, made, target_language) if counted else ()
    more += _became("changed", bounds, target)
    if MAY_PLACE(source) and not any(map(_is_other, (*found, *more))):
        places = other_places(source, target, target_language, lambda: values_of(said()), lambda: values_of(made()))
        more += _became("changed", places, target)

    def here(text: str) -> set[Decimal]:
        figures = said()
        return _optional(text, source_language, figures) | values_of(without_answers(made(), figures))

    def there(text: str) -> set[Decimal]:
        figures = made()
        left = [one for one in without_answers(said(), figures) if text[one.start : one.end].strip()]
        return _optional(text, target_language, figures) | values_of(left)

    counts = worded.MAY_COUNT(source)
    bare = worded.without_named(source, target, target_language) if counts else ("", "")
    if counts and not any(map(_is_other, found)):
        more += _became("changed", worded.other_numbers(*bare, here, there, target_language), target)
    if not found and not more and (not counts or worded.MAY_BE_ONE(source)):
        ones = singles.other_ones(source, target, target_language)
        more += _became("changed", ones, target)
    several = singles.several_for_one(source, target, here, target_language) if not found and not more else ()
    more += _became("changed", several, target)
    unsaid: list[tuple[Spelled, str]] = []
    measured = list(worded.other_units(source, target, made, target_language, unsaid)) if counts else []
    if unsaid and not found and not more:
        changed = other_counts(unsaid, source, target, said, made, target_language)
        more += _became("changed", changed, target)
    measured += units_of_figures(source, target, said, made, target_language)
    more += _became("unit", measured, target)
    if worded.MAY_MEASURE(source) and not any(one.kind in ("unit", "missing", "changed") for one in (*found, *more)):
        more += [Difference("unit", one, other) for one, other in swapped_units(source, target, target_language)]
    if worded.MAY_MEASURE(source) and not found and not more and may_be_exchanged(source):
        turned = exchanged(source, target, said(), made(), target_language)
        more += _became("changed", turned, target)
    if MAY_PAY(source) and not any(one.kind == "currency" for one in found):
        currencies = other_currencies(source, target, target_language)
        more += _became("currency", currencies, target)
    return more


def _spoken(
    source: str, values: Callable[[], set[Decimal]], target: str, source_language: str, target_language: str
) -> Iterator[Difference]:
    """Numbers in words that the target has in no way, and units whose number is gone."""
    for said in unanswered(source, values, target, source_language, target_language):
        yield Difference("missing", said, "")
    for start, end in torn(source, target, source_language, target_language):
        yield Difference("torn", target[start:end], target[start:end], (start, end))


TORN_DATE = late.compile(
    r"(?<![\d一二三四五六七八九十本当上下每个岁明次数半同正腊零])月\d{1,2}日|\d月日|\d年月(?!\w{0,3}间)|年\d{1,2}月日"
)
"""A date that has lost one of its numbers."""
PERCENT = late.compile(r"\d\s?%|(\w+) (per ?cent)\b", re.IGNORECASE)
UNNUMBERED = ("few", "half", "several")
"""What may stand there as well as a number."""
ALL = late.compile(r"(?<![\d.,])100\s?%")
"""Which is said without the number as well: completely, полностью."""
TENTHS = late.compile("[成半折]|之一")
"""How Chinese may say a percentage otherwise."""
RATE_IN_WORDS = late.compile(
    r" ?[倍票名人个度元岁天年月日吨米]|"
    r"[\s\u00a0](?!(?:до|или|про|против|менен|жана|чейин|ден|дан|эмес|жок)\b|болс|проц|пайыз|пункт)[а-яёөүң]{3,}|[\s\u00a0]раз(?!\w)"
)
"""What makes another thing of a number than a percentage, though there are percentages elsewhere in the text."""
CLOCK = late.compile(r"\b[ap]\.?m\b|\bo.clock\b", re.IGNORECASE)
_DIGIT = late.compile(r"\d")


def _matched(
    said: list[Quantity], made: list[Quantity], source: str, target: str, source_language: str, target_language: str
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """Quantities that stand for the same, each used once; those that are left on either side."""
    if [one.values for one in said] == [one.values for one in made]:
        return list(zip(said, made, strict=True)), [], []
    pairs: list[tuple[Quantity, Quantity]] = []
    free = list(made)
    lost: list[Quantity] = []
    afternoon = says("afternoon", source, source_language) or says("afternoon", target, target_language)
    here, there = (afternoon or CLOCK.search(text) is not None for text in (source, target))
    known = {id(one): readings(one, target, target_language, hours=there) for one in made}
    for one in said:
        ways = readings(one, source, source_language, hours=here)
        best = [other for other in free if not ways.isdisjoint(known[id(other)]) and not is_other_age(one, other)]
        best.sort(key=lambda other: (other.percent != one.percent, other.currency != one.currency))
        if best:
            free.remove(best[0])
            pairs.append((one, best[0]))
        else:
            lost.append(one)
    return pairs, lost, free


def numbers_of(text: str, language: str) -> set[Decimal]:
    """Every value that a text may express in figures or words."""
    figures = quantities(text, language)
    return _optional(text, language, figures) | values_of(figures)


def _optional(text: str, language: str, figures: Iterable[Quantity], *, decades: bool = True) -> set[Decimal]:
    """Every value that the text may express without figures: words, months, Roman numbers, centuries.

    With `decades`, the nineties are what the 1990s may be in words.
    """
    words = words_of(language)
    in_words = spelled(text, language)
    values = {one.value for one in in_words}
    if in_words and language == "en":
        values |= worded.years(text, in_words)
    values |= {value for _, _, value in roman(text)}
    values |= words.optional.values(without_long(text, in_words))
    for one in figures:  # the 20th century is the years from 1900
        values |= {value // 100 + 1 for value in one.values if 1000 <= value < 2100 and is_decade(text, one)}
        values |= {value % 100 for value in one.values if decades and is_decade(text, one)}
        values |= {100 - value for value in one.values if 0 < value < 100 and language in ("zh", "zt")}
    if language in ("zh", "zt"):
        values |= set(han_values(text))
    if language == "ru":
        values |= {one.value for one in compounds(text)}
    if language == "ky":
        values |= set(parts_of_magnitudes(text))
    values |= set(small_parts(text, language))
    values |= set(hours(text, "zh" if language == "zt" else language))
    return values


def _signs(
    pairs: Iterable[tuple[Quantity, Quantity]], source: str, target: str, source_language: str, target_language: str
) -> Iterator[Difference]:
    """Percentages, minus signs and currencies of numbers that are the same otherwise."""
    for one, other in pairs:
        span = (other.start, other.end)
        if (
            one.percent
            and not other.percent
            and (not _mentions("percent", target, target_language, "%％") or RATE_IN_WORDS.match(target, other.end))
        ):
            yield Difference("percent", one.text, other.text, span)
        if other.percent and not one.percent and not _mentions("percent", source, source_language, "%％"):
            yield Difference("percent", one.text, other.text, span)
        if one.minus and not other.minus and not _mentions("minus", target, target_language, ""):
            yield Difference("minus", one.text, other.text, span)
        if other.minus and not one.minus and not _mentions("minus", source, source_language, MINUS):
            yield Difference("minus", one.text, other.text, span)
        if one.currency and other.currency != one.currency and not _currency(one.currency, target, target_language):
            yield Difference("currency", one.text, other.text, span)
        if other.currency and not one.currency and not _currency(other.currency, source, source_language):
            yield Difference("currency", one.text, other.text, span)


def _percents(source: str, target: str, source_language: str, target_language: str) -> Iterator[Difference]:
    """A percentage of which the target has the number, and nowhere the sign or a word for it."""
    said = PERCENT.search(source) if source_language == "en" and MAY_BE_PERCENT(source) else None
    if said is None or _mentions("percent", target, target_language, "%％"):
        return
    if said[1] and not said[1].isdecimal() and not (said[1].lower() in UNNUMBERED or MAY_SPELL["en"](said[1])):
        return  # percent of nothing: the percent format
    if ALL.search(source) and Decimal(100) in _optional(target, target_language, ()):
        return
    if target_language not in ("zh", "zt") or not TENTHS.search(target):
        yield Difference("missing", said[2] or said[0], "")


def _mentions(sign: str, text: str, language: str, marks: str) -> bool:
    if not words_of(language).signs:
        return True  # a language without words: its signs cannot be known
    return any(mark in text for mark in marks) or says(sign, text, language)


def _currency(code: str, text: str, language: str) -> bool:
    if not words_of(language).signs:
        return True
    return (
        code in text.upper()
        or any(sign in text for sign, own in CURRENCY_SIGNS.items() if own == code)
        or says(code, text, language)
    )
