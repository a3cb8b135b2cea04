"""The quantities of one text: numbers in figures with their magnitude, sign, percentage and currency."""

import re
from decimal import Decimal
from typing import NamedTuple

from toolkit import late
from toolkit.quantities.numerals import FRACTION, HAS_DIGIT, SPACED, WHOLE, Numeral, numerals, whole
from toolkit.quantities.spelled import ONE, magnitude_after
from toolkit.quantities.words import CURRENCY_SIGNS, MINUS, words_of

CURRENCY_AFTER = late.compile(r"[\s\u00a0]?([$€₽¥£￥])")
PERCENT_AFTER = late.compile(r"\s?[%％‰]")
NEVER_MORE = frozenset(("", *"),;:!?]}%"))
"""Marks behind which no word makes more of a number."""
SHARED = late.compile(r"[\s\u00a0]*(?:[-–—~/]|to|and|or|до|и|или|至|到|和|或|[гк][аеоө]|[дт][аеоө]н)[\s\u00a0]*")
"""Between two numbers of which the magnitude of the second may be the first one's too."""
SHORT = late.compile(r"(?:m|k|b)(?![^\W_])", re.IGNORECASE)
GROUPED = late.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
GROUPING = ("en", "zh", "zt")
"""Languages in which a comma before three figures is of a thousand and never a decimal one."""
EXACT = 28
"""Digits of a number that is the same when it is multiplied by one (decimal's context)."""
MINUS_BEFORE = late.compile(r"(?:\b(?:minus|минус)\s|零下 ?)$", re.IGNORECASE)
BELOW_ZERO = late.compile(
    r"\s?(?:°C?|degrees|градус\w*)?\s(?:Celsius |Цельсия )?(?:below (?:zero|freezing)|"
    r"ниже нуля|мороза|нөлдөн төмөн|суук|аяз)",
    re.IGNORECASE,
)
"""Words by which a number is less than nothing, right before or behind it."""
SHORT_FACTORS = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
DECADE = late.compile(r"['’]?s\b|-?(?:е|х|м|ми|жылдар)\b|年代")


class Quantity(NamedTuple):
    """A number in figures, with what belongs to it."""

    text: str
    start: int
    end: int
    values: frozenset[Decimal]
    """What it may stand for, magnitudes multiplied in."""
    kind: str = "number"
    """number, time or date."""
    percent: bool = False
    minus: bool = False
    currency: str = ""
    """ISO 4217 code; empty where no sign of one stands right beside it."""


def quantities(text: str, language: str) -> list[Quantity]:
    """The numbers in figures, in order, each with its magnitude word and signs."""
    if not text.isascii():
        for sign, value in FRACTION.items():
            if sign in text and "/" not in value:
                text = text.replace(sign, f" {value}"[: len(sign) + 4])
    chinese = language in ("zh", "zt")
    signed = words_of(language).signed(text)
    found = _whole(text, language) if not chinese and not signed else None
    if found is not None:
        return found
    found = []
    waiting = numerals(text)
    for place, numeral in enumerate(waiting):
        if "," in numeral.text and language in GROUPING and GROUPED.fullmatch(numeral.text):
            numeral = numeral._replace(readings=whole(numeral.text.replace(",", "")))
        alone = text[numeral.end : numeral.end + 1] in NEVER_MORE
        factor, end = (ONE, numeral.end) if alone else magnitude_after(text, numeral.end, language)
        if factor == 1 and chinese and numeral.kind == "number":
            end = numeral.end
        same = factor == 1 and len(numeral.text) <= EXACT
        values = numeral.readings if same else frozenset(value * factor for value in numeral.readings)
        short = SHORT.match(text, numeral.end) if factor == 1 and not alone else None
        if short is not None:  # 5m is five metres or five million
            values |= {value * SHORT_FACTORS[short[0].lower()] for value in numeral.readings}
        joined = _chinese_sum(found, numeral, factor, values) if chinese else None
        if joined is not None:
            found[-1] = joined
            continue
        if (
            factor != 1
            and found
            and SHARED.fullmatch(text, found[-1].end, numeral.start)
            and found[-1].text[-1].isdigit()
        ):
            last = found[-1]  # from 12 to 29 million
            found[-1] = last._replace(values=last.values | {value * factor for value in last.values})
        if not signed:
            found.append(Quantity(text[numeral.start : end], numeral.start, end, values, numeral.kind))
            continue
        following = waiting[place + 1].start if place + 1 < len(waiting) else len(text)
        found.append(_signed(text, numeral, values, end, following, language))
    return found


def _whole(text: str, language: str) -> list[Quantity] | None:
    """The numbers of a text in which each is nothing but figures, as in most; None for any other text."""
    found = []
    for place in HAS_DIGIT.places(text):
        match = WHOLE.fullmatch(text, *place)
        if match is None:
            return None
        start, end = match.span(1)
        if text[end : end + 1] not in NEVER_MORE and magnitude_after(text, end, language)[0] != ONE:
            return None
        found.append(Quantity(match[1], start, end, whole(match[1])))
    return found if len(found) < 2 or SPACED.search(text) is None else None


def _chinese_sum(
    found: list[Quantity], numeral: Numeral, factor: Decimal, values: frozenset[Decimal]
) -> Quantity | None:
    """`1亿2000万` is one number."""
    if factor == 1 or not found or found[-1].end != numeral.start:
        return None
    before = found[-1]
    if not all(value >= factor for value in before.values):
        return None
    total = frozenset(one + other for one in before.values for other in values)
    text = before.text + numeral.text
    return before._replace(text=text, end=numeral.end, values=total, kind="number")


def _signed(
    text: str, numeral: Numeral, values: frozenset[Decimal], end: int, following: int, language: str
) -> Quantity:
    words = words_of(language)
    start = numeral.start
    before = text[max(0, start - 14) : start]
    after = text[end : min(following, end + 24)]
    percent = PERCENT_AFTER.match(after) is not None or before.endswith(("%", "％"))
    if not percent and words.percent_after is not None:
        near = after if language not in ("zh", "zt") else after[after.startswith("个百分") :][:4]
        percent = words.percent_after.match(near) is not None or before.rstrip().endswith("百分之")
    minus = (
        bool(before) and before[-1] in MINUS and not re.search(rf"(?![至到为达是约近于在有])[\w)%°][{MINUS}]$", before)
    )
    if minus and re.search(rf"\d\s[{MINUS}]$", before) and before[-1] != "−":  # a range: 7 -8
        minus = False
    minus = minus or MINUS_BEFORE.search(before) is not None or BELOW_ZERO.match(after) is not None
    last = before[-2:-1] if before.endswith(" ") else before[-1:]
    currency = CURRENCY_SIGNS.get(last, "")
    if not currency:
        sign = CURRENCY_AFTER.match(after)
        currency = CURRENCY_SIGNS[sign[1]] if sign else ""
    return Quantity(text[start:end], start, end, values, numeral.kind, percent, minus, currency)


def is_decade(text: str, quantity: Quantity) -> bool:
    """Whether it is the name of ten years: 1990s, 90-е, 90年代."""
    return bool(DECADE.match(text, quantity.end))
