"""Halves of units: half an hour, an hour and a half, eight and a half years; 半小时, полтора часа, сегиз жарым жыл."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.units import unit_after
from toolkit.signs import Sign

HALF, MORE = Decimal("0.5"), Decimal("1.5")
MAY_HALVE = Sign(r"\bhalf\b", "Latn", "en")
UNITS = (
    "minute|second|hour|day|week|month|year|century|centurie|metre|meter|kilometre|kilometer|mile|litre|liter|kilogram|kilo|tonne|ton|"
    "hectare|acre|teaspoon|tablespoon|spoon|cup|glass|glasse|bottle|degree|(?:percentage )?point|per ?cent|tablet|page"
)
NUMBER = r"(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
SAID = (
    (
        late.compile(
            rf"(?<!\band a )(?<!-a-)\bhalf[ -](?:an? )?({UNITS})s?\b|\bhalf of an? ({UNITS})\b", re.IGNORECASE
        ),
        HALF,
    ),
    (
        late.compile(rf"\b(?:an?|one) ({UNITS}) and a half\b|\b(?:one|an?) and a half ({UNITS})s?\b", re.IGNORECASE),
        MORE,
    ),
    (late.compile(rf"\b{NUMBER}(?:-| )and(?:-| )a(?:-| )half(?:-| )({UNITS})s?\b", re.IGNORECASE), None),
)
"""How English says it, the unit in a group; None for a number before the half."""
HAN = "一两二三四五六七八九十"
WORDS = {
    "zh": {"second": "秒",
           "minute": "分钟|分(?=半)", "hour": "小时|钟头", "day": "天|日", "week": "周|星期", "month": "月",
           "year": "年", "century": "世纪",
           "metre": "米", "kilometre": "公里|千米", "mile": "英里|海里", "litre": "升", "kilogram": "公斤|千克",
           "tonne": "吨", "hectare": "公顷", "acre": "英亩",
           "teaspoon": "茶匙|小勺", "tablespoon": "汤匙|大勺", "spoon": "勺|匙",
           "cup": "杯", "glass": "杯", "bottle": "瓶", "degree": "度", "tablet": "片", "page": "页",
           "point": "百分点|点", "percent": "(?!)"},
    "ru": {"second": "секунд",
           "minute": "минут", "hour": "час", "day": "дня|дней|сут", "week": "недел", "month": "месяц",
           "year": "год|лет", "century": "век|столети",
           "metre": "метр", "kilometre": "километр|км", "mile": "мил", "litre": "литр",
           "kilogram": "килограмм|кило|кг", "tonne": "тонн", "hectare": "гектар|га\\b", "acre": "акр",
           "teaspoon": "чайн|ч\\. ?л",
           "tablespoon": "столов|ст\\. ?л", "spoon": "лож", "cup": "чашк|стакан", "glass": "стакан",
           "bottle": "бутыл", "degree": "градус",
           "tablet": "таблет", "page": "страниц",
           "point": "процентн\\w+ пункт|пункт", "percent": "процент"},
    "ky": {"second": "секунд",
           "minute": "мүнөт", "hour": "саат", "day": "күн|сутка", "week": "жума|апта", "month": "ай", "year": "жыл|жаш",
           "century": "кылым",
           "metre": "метр", "kilometre": "километр|чакырым|км", "mile": "мил", "litre": "литр",
           "kilogram": "килограмм|кило|кг", "tonne": "тонна", "hectare": "гектар|га\\b", "acre": "акр",
           "teaspoon": "чай каш", "tablespoon": "аш каш",
           "spoon": "кашык", "cup": "чыны|кесе|стакан", "glass": "стакан", "bottle": "бөтөлк", "degree": "градус",
           "tablet": "таблет", "page": "бет|барак",
           "point": "пайыздык пункт|пункт", "percent": "пайыз"},
}  # fmt: skip
"""Language -> unit -> the beginnings of its words."""
MADE = {
    "zh": (
        (r"(?<![{han}\d个多])半个?多?(?:平方)?(?:{unit})", HALF),
        (r"(?:([{han}]+|\d+) ?个?(?:{unit})半|([{han}]+|\d+) ?个半(?:{unit}))", None),
    ),
    "ru": (
        (r"\bпол(?:у|-|овин\w+ )?[ ]?(?:{unit})\w*|(?<!\bс )\bполовин\w+ (?:{unit})\w*", HALF),
        (r"\bпол[ту]+ор[аы]\s+(?:{unit})\w*|\bполутора(?:{unit})\w*", MORE),
        (r"(\b[а-яё]+|\d+) с половиной (?:{unit})\w*", None),
    ),
    "ky": ((r"(?:(\b[а-яёөүң]+|\d+) )?\bжарым (?:{unit})\w*", None),),
}
"""How a language says a half of a unit, one and a half, and a number and a half."""
WHOLE_HOUR = {
    "zh": late.compile(r"[一两二三四五六\d] ?个?(?:小时|钟头)(?!半)"),
    "ru": late.compile(r"\b(?:по )?час(?:а|у|ов)?\b(?! ночи| дня| утра)", re.IGNORECASE),
    "ky": late.compile(r"\b(?:бир|эки|үч|төрт|беш|\d+) саат(?!\w*(?:та|да)\b)\w*", re.IGNORECASE),
}
"""An hour, or more of them, without a half."""
VESSELS = ("teaspoon", "tablespoon", "spoon", "cup", "glass", "bottle", "tablet")
"""Of what recipes and leaflets take a half."""
TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
MEASURES = ("metre", "kilometre", "mile", "litre", "kilogram", "tonne", "hectare", "acre")
FIGURES = late.compile(r"(?<![\d.,:])\d+(?![\d.,:])")
THIRTY = late.compile("30|三十|тридцат|отуз|半|пол|половин|жарым", re.IGNORECASE)
HALVES = {
    "zh": late.compile("半|30|三十|[.]5"),
    "ru": late.compile(r"\bпол(?:у|час|тор|год|дн|месяц|недел|минут)|половин|тридцат|30|[.,]5", re.IGNORECASE),
    "ky": late.compile("жарым|отуз|30|[.,]5", re.IGNORECASE),
}
"""Without which a text names no half of any time."""
ANY_HALF = {
    "zh": late.compile("半|[.]5|½|1/2|一分为二"),
    "ru": late.compile(r"\bпол[а-яё]|[.,]5|½|1/2", re.IGNORECASE),
    "ky": late.compile("жарым|[.,]5|½|1/2|теңин", re.IGNORECASE),
}
"""The same of anything."""
SAME = {"meter": "metre", "kilometer": "kilometre", "liter": "litre", "kilo": "kilogram", "ton": "tonne",
        "centurie": "century", "glasse": "glass", "percentage point": "point", "per cent": "percent"}  # fmt: skip


def other_halves(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(what an English source has a half of, where the target has another number and a half of it)."""
    language = "zh" if target_language == "zt" else target_language
    if language not in MADE or not MAY_HALVE(source):
        return
    for said, value, unit in _said(source):
        made = [*_made(target, language, unit)]
        if made and all(one != value for one, _, _ in made):
            yield said, made[0][1], made[0][2]
        elif not made and (others := [*_of_other_units(target, language, unit, value)]):
            yield said, *others[0]
        elif not made and value == HALF and unit in VESSELS and not ANY_HALF[language].search(target):
            if found := re.search(_whole_vessel(language, WORDS[language][unit]), target, re.IGNORECASE):
                yield said, *found.span()
        elif not made and value > MORE and unit in TIMES and not HALVES[language].search(target):
            place = _whole(target, language, unit, value - HALF)
            if place:
                yield said, *place
        elif not made and value == HALF and unit in MEASURES and not HALVES[language].search(target):
            place = next(_several(target, language, unit), None)
            if place:
                yield said, *place
        elif not made and value == HALF and unit == "hour" and not THIRTY.search(target):
            whole = WHOLE_HOUR[language].search(target)
            if whole:
                yield said, *whole.span()


def _said(source: str) -> Iterator[tuple[str, Decimal, str]]:
    for pattern, value in SAID:
        for match in pattern.finditer(source):
            unit = next(one for one in reversed(match.groups()) if one).lower()
            number = value if value is not None else _number(match[1], "en")
            if number is not None:
                yield match[0], number, SAME.get(unit, unit)


def _made(target: str, language: str, unit: str) -> Iterator[tuple[Decimal, int, int]]:
    """Every half of a unit that a text names, with a number in figures or words before it or none."""
    words = WORDS[language].get(unit)
    for pattern, value in MADE[language] if words else ():
        for match in re.finditer(pattern.format(unit=words, han=HAN), target, re.IGNORECASE):
            number = value if value is not None else _number(next(filter(None, match.groups()), ""), language)
            if number is not None or language == "ky":  # күнүнө жарым саат
                yield number or HALF, *match.span()


def _of_other_units(target: str, language: str, unit: str, value: Decimal) -> Iterator[tuple[int, int]]:
    """Where a target has the same number and a half of another unit of its kind."""
    for other in next((units for units in (TIMES, MEASURES) if unit in units), ()):
        if other != unit:
            yield from ((start, end) for one, start, end in _made(target, language, other) if one == value)


def _whole_vessel(language: str, words: str) -> str:
    """How a language says one or more of a unit, whose words are given by their beginnings."""
    if language == "zh":
        return rf"(?:[一两二三四五六七八九十]|(?<![.\d])\d+) ?个?(?:{words})"
    if language == "ru":
        return rf"\b(?:{words})\w*(?: ложк\w*)?"
    return rf"\b(?:бир|эки|үч|төрт|беш|\d+) (?:{words})\w*"


def _several(target: str, language: str, unit: str) -> Iterator[tuple[int, int]]:
    """Where a target has two or more of a unit."""
    for one in spelled(target, language):
        found = unit_after(target, one.end, language) if one.value > 1 else None
        if found and found[0] == unit:
            yield one.start, found[2]


def _whole(target: str, language: str, unit: str, value: Decimal) -> tuple[int, int] | None:
    """Where a target has so many of a unit, in words or figures."""
    numbers = [(one.value, one.start, one.end) for one in spelled(target, language)]
    numbers += [(Decimal(one[0]), *one.span()) for one in FIGURES.finditer(target)]
    for number, start, end in numbers:
        found = unit_after(target, end, language) if number == value else None
        if found and found[0] == unit:
            return start, found[2]
    return None


def _number(text: str, language: str) -> Decimal | None:
    """A number and a half; None for no number."""
    if text.isdecimal():
        return int(text) + HALF
    if text == "一":
        return MORE
    found = spelled(text, language)
    return found[0].value + HALF if found else None
