"""Spans of time that have names, where another one stands in the translation: every fortnight, 每三周."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.centuries import other_centuries
from toolkit.quantities.spelled import spelled
from toolkit.quantities.units import unit_after
from toolkit.signs import Sign

TIMES = frozenset(("minute", "hour", "day", "week", "month", "year"))
MAY_SPAN = Sign(r"\b(?:fortnight(?:ly|s)?|quarters?|centur(?:y|ies))\b", "Latn", "en")
QUARTERS = r" of an hour\b"
Amount = tuple[Decimal, str]
SPANS: tuple[tuple[str, "re.Pattern[str]", tuple[tuple[int, str], ...], dict[str, str]], ...] = (
    (
        "ortnight",
        late.compile(r"(?<!two )(?<!three )\bfortnight(?:ly)?\b", re.IGNORECASE),
        ((2, "week"), (14, "day"), (15, "day")),
        {
            "zh": "[隔双][周个]|半个?月",
            "ru": "двухнедел|полмесяца|полумесяч",
            "ky": r"жарым ай|(?:жума|апта)\w* (?:алыс|ара)",
        },
    ),
    *(
        (
            "very other",
            late.compile(rf"\bevery other {unit}\b", re.IGNORECASE),
            ((2, unit), *more),
            {
                "zh": f"隔一?个?{han}",
                "ru": rf"через {accusative}|двух|кажд\w+ втор\w+|чередова",
                "ky": rf"{own}\w* (?:алыс|ара)|экинчи|кезек",
            },
        )
        for unit, more, han, accusative, own in (
            ("day", ((48, "hour"),), "[天日]", "(?:день|сутки)", "күн"),
            ("week", ((14, "day"),), "(?:周|星期)", "неделю", "(?:жума|апта)"),
            ("month", (), "月", "месяц", "ай"), ("year", (), "年", "год", "жыл"),
        )
    ),
    (
        "uarter of",
        late.compile(rf"(?<!three )(?<!three-)\bquarter{QUARTERS}", re.IGNORECASE),
        ((15, "minute"),),
        {"zh": "一刻|四分之一", "ru": r"(?<!три )четверт(?:ь|и|ью) часа", "ky": "(?<!үч )чейрек саат"},
    ),
    (
        "uarters of",
        late.compile(rf"\bthree[ -]quarters{QUARTERS}", re.IGNORECASE),
        ((45, "minute"),),
        {"zh": "三刻|四分之三", "ru": "тр(?:и|[её]х|[её]мя) четверт(?:и|ей|ями) часа", "ky": "үч чейрек саат"},
    ),
)  # fmt: skip
"""Some letters of how English says it, all of it, how long it is, and what else says it in each language."""
PARTS = {"zh": late.compile("半个?(?:小时|钟头)|[一三]刻钟"),
         "ru": late.compile(r"\bпол(?:у)?часа?\b|четверт\w+ часа", re.IGNORECASE),
         "ky": late.compile("(?:үч )?(?:жарым|чейрек) саат", re.IGNORECASE)}  # fmt: skip
"""Parts of an hour."""
NUMBER = late.compile(r"(?<![\d.,:])\d{1,3}(?![\d:]|[.,]\d)")


def other_spans(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(span of time that an English source names, where the target has another one that the source has not)."""
    language = "zh" if target_language == "zt" else target_language
    if language not in PARTS:
        return
    if "entur" in source:
        yield from other_centuries(source, target, language)
    for sign, said, amounts, words in SPANS:
        match = said.search(source) if sign in source else None
        if match is None:
            continue
        made = dict(_amounts(target, language))
        long = {(Decimal(value), unit) for value, unit in amounts}
        if not long.isdisjoint(made) or re.search(words[language], target, re.IGNORECASE):
            continue
        own = {amount for amount, _ in _amounts(source, "en")}
        strange = [place for amount, place in made.items() if amount not in own]
        part = PARTS[language].search(target) if "hour" in match[0] and "half" not in source else None
        if strange or part:
            yield match[0], *(part.span() if part else strange[0])


def _amounts(text: str, language: str) -> Iterator[tuple[Amount, tuple[int, int]]]:
    """Each number of a text that counts a unit of time, and where it stands."""
    numbers = [(one.value, one.start, one.end) for one in spelled(text, language)]
    numbers += [(Decimal(one[0]), *one.span()) for one in NUMBER.finditer(text)]
    for value, start, end in numbers:
        unit = unit_after(text, end, language)
        if unit and unit[0] in TIMES:
            yield (value, unit[0]), (start, end)
