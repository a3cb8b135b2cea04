"""Months and days of the week that became others: from November to May, ноябрь, 11月; on Thursday, в четверг, 周四."""

import functools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.values import Quantity
from toolkit.quantities.words import words_of
from toolkit.signs import AnySign, Sign

OF_A_DATE = late.compile(
    r"\b(?:in|last|next|since|until|till|of|from|to|and|early|late|during|between)[ -]\Z", re.IGNORECASE
)
"""Before the name of a month that may be another word."""
HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
HAN_MONTH = late.compile(
    r"(?<![\d个])(1[0-2]|[1-9]) ?月(?!份?前|球|光|亮)|"
    r"(?<![零〇一二三四五六七八九十百几个第])(十[一二]?|[一二三四五六七八九])月(?!份?前|球|光|亮|饼|之后|以后|后)"
)
Named = dict[int, tuple[str, tuple[int, int]]]
"""Month or day of the week, counted from 1 -> its name and where it stands."""
HAN_DAYS = late.compile(
    r"(?<![\d一二三四五六七八九十两几数每半上下本])(?:周|星期|礼拜)([一二三四五六日天])(?![次个年期场]|\w?次)"
)
HAN_ROW = "一二三四五六日"
DATE = late.compile(r"(?<![\d.-])(?:\d{1,2}\.(\d{1,2})\.\d{2,4}|\d{4}[.-](\d{1,2})[.-]\d{1,2})(?![\d-])")
DAY_AND_MONTH = late.compile(r"(\d{1,2})\.(\d\d)")
HAN_DAY_AFTER = late.compile(r"(?<=[上下本每])(?:周|星期|礼拜)([一二三四五六日天])(?![次个年期场])")
DAYS = {
    "en": ("mondays?", "tuesdays?", "wednesdays?", "thursdays?", "fridays?", "saturdays?", "sundays?"),
    "ru": (r"понедельник\w*", r"вторник\w*", r"сред[ауые]|средам", r"четверг\w*", r"пятниц\w*", r"суббот\w*",
           r"воскресень[еяюи]\w*|воскресн\w+"),
    "ky": (r"дүйшөмбү\w*", r"шейшемби\w*", r"шаршемби\w*", r"бейшемби\w*", r"жума\w*", r"ишемби\w*", r"жекшемби\w*"),
}  # fmt: skip
"""Language -> the days of the week, from Monday on."""
NO_DAYS = {
    "ky": late.compile(
        r"\b(?:\d+|бир|эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он|жарым|бул|ушул|өткөн|кийинки|келерки|келе(?:р|чу)|акыркы|ар|нече|"
        r"бүткүл|толук|биринчи|экинчи|үчүнчү|төртүнчү|көп|узак)[\s-]+жума(?!\w* (?:күн|намаз))\w*|"
        r"\bжума(?:с[ыи]на|л(?:ык|ап)|лар)\w*(?! күн)",
        re.IGNORECASE,
    ),
    "ru": late.compile(r"(?<!\bв )(?<!\bво )(?<!\bдо )(?<!\bпо )(?<!\bна )(?<!\bсо )(?<!\bс )\bсред\w+", re.IGNORECASE),
}
"""What looks like one: окружающая среда."""
MAY_BE_NO_DAY = {"ky": "жума", "ru": "сред"}
"""What each of those has, in small letters."""
ON_A_DAY = late.compile(
    r"\b(?:on|until|till|by|before|after|from|since|last|next|this|every|each|through|starting) (?:the )?"
    r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b(?! (?:school|prayers?|roast|best)\b| [A-Z])"
)
IN_A_MONTH = late.compile(
    r"\b(?:in|until|till|by|before|after|from|since|last|next|this|every|each|early|late|through|of)[ -]"
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b(?! [A-Z])"
)
"""What is a date, and no part of a name: on Friday, but not Good Friday."""
MONTHS_ALIKE = r"январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|\d[-/.]\d"
"""The beginnings of months that Russian and Kyrgyz have, and dates in figures."""
ANYTHING = {
    "zh": (r"[周期拜][一二三四五六日天末]|[今明后昨前]天", r"月|\d[-/.]\d"),
    "ru": (
        r"понедел|вторник|сред[аыу]|четвер|пятни|суббот|воскрес|выходн|завтра|сегодня|вчера|\b(?:пн|вт|ср|чт|пт|сб|вс)\b",
        rf"\bма[йяюе]|{MONTHS_ALIKE}",
    ),
    "ky": (
        r"ш[еаө]й?мб[иү]|жума|базар|эртең|бүгүн|кечээ|дем алыш|\b(?:дш|шш|шр|бш|жм|иш|жк)\b",
        rf"\bмай|\w айы|{MONTHS_ALIKE}",
    ),
}
"""Language -> how a text may name a day of the week or a month at all."""
NIGHT = late.compile(r"(?P<day>\w+day) nights?\b|\bnight of ", re.IGNORECASE)
"""The night to Friday is that of Thursday."""
NIGHTS = late.compile(r"夜|晨|\bноч|түн", re.IGNORECASE)
"""One day may stand for two there."""
MAY_BE_DAY = {
    code: Sign(rf"\b(?:{'|'.join(days)})\b", "Latn" if code == "en" else "Cyrl", code) for code, days in DAYS.items()
}
_EACH = {
    code: late.compile("|".join(rf"(?P<d{place}>\b(?:{day})\b)" for place, day in enumerate(days, 1)), re.IGNORECASE)
    for code, days in DAYS.items()
}


def other_dates(
    source: str, target: str, source_language: str, target_language: str
) -> Iterator[tuple[str, str, str, tuple[int, int] | None]]:
    """(`month` or `weekday`, what the source names, what stands there in the target instead, where).

    A day of several that the target does not name is `undated`, with nothing there instead, and so is the only day or
    month of an English text.
    """
    if source_language == "en" and not _may_date()(source):
        return
    said = _month_names(source, source_language)
    if said:
        made = _month_names(target, target_language)
        for named, other in ((said, target), (made, source)):
            for month in _months_in_figures(other):
                named.pop(month, None)
        yield from _others("month", said, made)
    if source_language == "en":
        yield from (("undated", name, "", None) for name in _undated(source, target, target_language))
    days = _days(source, source_language)
    if not days:
        return
    made = _days(target, target_language)
    night = NIGHT.search(source) or NIGHT.search(target)
    if night is None:
        yield from _others("weekday", days, made)
        lost = min(days.keys() - made.keys(), default=0)
        if made and made.keys() < days.keys() and not NIGHTS.search(target) and not _in_a_row(lost, target):
            yield "undated", days[lost][0], "", None
    elif source_language == "en" and night["day"]:  # the night of Sunday, or that to Monday
        after = [*_days(night["day"], "en")][:1]
        others = {day: one for day, one in made.items() if day in days or [(day - 2) % 7 + 1] != after}
        yield from _others("weekday", days, others)


def _undated(source: str, target: str, language: str) -> Iterator[str]:
    """The days of the week and the months of an English text that are when something is, where a text names none."""
    anything = ANYTHING.get("zh" if language == "zt" else language)
    for when, names in zip((ON_A_DAY, IN_A_MONTH), anything or (), strict=False):
        said = when.search(source)
        if said and re.search(names, target, re.IGNORECASE) is None:
            yield said[1]


@functools.cache
def _may_date() -> AnySign:
    """The English words for months and days of the week."""
    months = words_of("en").any_month
    return AnySign((MAY_BE_DAY["en"], *([months] if months else [])))


def _others(kind: str, said: Named, made: Named) -> Iterator[tuple[str, str, str, tuple[int, int] | None]]:
    """One that is missing, where another one stands that the source has not; where one side has more, nothing."""
    lost, strange = [*said.keys() - made.keys()], [*made.keys() - said.keys()]
    if lost and strange and len(said) == len(made):
        yield kind, said[lost[0]][0], *made[strange[0]]


def without_dates(source: str, target: str, target_language: str) -> tuple[str, str]:
    """Both with spaces for the months and weekdays that they share, so that none answers a number: май, five."""
    if not _may_date()(source):
        return source, target
    for named in (_month_names, _days):
        said, made = named(source, "en"), named(target, target_language)
        for one in said.keys() & made.keys():
            source, target = (
                text[:start] + " " * (end - start) + text[end:]
                for text, (start, end) in ((source, said[one][1]), (target, made[one][1]))
            )
    return source, target


def without_days(
    lost: list[Quantity], added: list[Quantity], months: tuple[Iterable[int], Iterable[int]]
) -> tuple[list[Quantity], list[Quantity]]:
    """Without the days of the months that either side names, where the other has both in figures: 11.09."""
    for ours, theirs, named in ((lost, added, months[0]), (added, lost, months[1])):
        for one in [*theirs]:
            date = DAY_AND_MONTH.fullmatch(one.text)
            day = next((each for each in ours if date and Decimal(date[1]) in each.values), None)
            if date and day and int(date[2]) in named:
                ours.remove(day)
                theirs.remove(one)
    return lost, added


def _months_in_figures(text: str) -> set[int]:
    """The months of dates in figures: 25.01.2001, 2001-01-25."""
    return {int(one[1] or one[2]) for one in DATE.finditer(text)}


def months_of(text: str, language: str) -> Iterable[int]:
    """The numbers of the months that a text names."""
    return _month_names(text, language).keys()


def _in_a_row(day: int, text: str) -> bool:
    """Whether a Chinese text has a day as one of a row: 周一至周五, 周一、三."""
    return re.search(f"[周期拜至到和及、]{'[日天]' if day == len(HAN_ROW) else HAN_ROW[day - 1]}", text) is not None


def _days(text: str, language: str) -> Named:
    """The days of the week that a text names."""
    if language in ("zh", "zt"):
        if "周" not in text and "星期" not in text and "礼拜" not in text:
            return {}
        found = [*HAN_DAYS.finditer(text), *HAN_DAY_AFTER.finditer(text)]
        return {
            "一二三四五六日天".index(one[1]) % 7 + 1 if one[1] != "天" else 7: (one[0], one.span()) for one in found
        }
    if language not in DAYS or not MAY_BE_DAY[language](text):
        return {}
    places = MAY_BE_DAY[language].places(text)
    if language in NO_DAYS and MAY_BE_NO_DAY[language] in text.casefold():
        text = NO_DAYS[language].sub(lambda one: " " * len(one[0]), text)
    each = (one for place in places for one in _EACH[language].finditer(text, *place))
    return {int((one.lastgroup or "d0")[1:]): (one[0], one.span()) for one in each}


def _is_month(text: str, match: "re.Match[str]") -> bool:
    """Whether March, May or August is a month there: beside a number, or where a date is and no name goes on."""
    if re.search(r"\d", text[max(0, match.start() - 4) : match.end() + 4]):
        return True
    return bool(OF_A_DATE.search(text, 0, match.start())) and not re.match(r" [A-Z]", text[match.end() :])


def _month_names(text: str, language: str) -> Named:
    """The months that a text names; English names that are common words only beside a number."""
    if language in ("zh", "zt"):
        found = HAN_MONTH.finditer(text) if "月" in text else ()
        return {
            int(match[1]) if match[1] else HAN_MONTHS.index(match[2]) + 1: (match[0], match.span()) for match in found
        }
    names: Named = {}
    words = words_of(language)
    if words.any_month is None or words.months is None or not words.any_month(text):
        return names
    seen: set[int] = set()
    for match in (found for place in words.any_month.places(text) for found in words.months.finditer(text, *place)):
        month = int((match.lastgroup or "m0")[1:])
        if month in seen:
            continue
        seen.add(month)
        if language == "en" and (not match[0][0].isupper() or (month in (3, 5, 8) and not _is_month(text, match))):
            continue
        names[month] = match[0], match.span()
    return names
