"""Words of which one stands for another by a slip, beside any number: °C and °F, a teaspoon, a second, noon.

Only where the source names one of a group, and the translation none but another of it.
"""

import re
from collections.abc import Iterator, Mapping

from toolkit import late
from toolkit.signs import AnySign, Sign

TIMES = ("second", "minute", "hour", "day", "week", "month", "year")


OFTEN = {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "year": "(?:yearly|annual(?:ly)?)"}
"""What happens once in so long."""


NO_NUMBER = r"(?<![\d-])(?<!\d )"
"""Before a Kyrgyz word for what is of a year, where it is not of several."""
GROUPS: tuple[Mapping[str, Mapping[str, str]], ...] = (
    {
        "en": {"Celsius": r"(?:[°º]\s?C|℃)\b|\bCelsius\b|\bcentigrade\b",
               "Fahrenheit": r"(?:[°º]\s?F|℉)\b|\bFahrenheit\b"},
        "zh": {"Celsius": r"[°º] ?C|℃|摄氏", "Fahrenheit": r"[°º] ?F|℉|华氏"},
        "ru": {"Celsius": r"[°º]\s?[CС]|℃|Цельси", "Fahrenheit": r"[°º]\s?F|℉|Фаренгейт"},
        "ky": {"Celsius": r"[°º]\s?[CС]|℃|Цельси", "Fahrenheit": r"[°º]\s?F|℉|Фаренгейт"},
    },
    {
        "en": {"teaspoon": r"\bteaspoon\w*|\btsp\b", "tablespoon": r"\btablespoon\w*|\btbsp\b"},
        "zh": {"teaspoon": "茶匙|小勺|小匙", "tablespoon": "汤匙|大勺|大匙"},
        "ru": {"teaspoon": r"\bчайн\w+ лож|\bч\. ?л", "tablespoon": r"\bстолов\w+ лож|\bст\. ?л"},
        "ky": {"teaspoon": r"\bчай каш", "tablespoon": r"\bаш каш"},
    },
    {
        "en": {f"per {unit}": rf"\b(?:per{'' if unit == 'second' else '|each|every'})[ -]{unit}\b|"
               rf"(?:\b(?:once|twice|thrice|times)|\d[\d,.]*(?: \w+){{0,4}}) an? {unit}\b"
               r"(?! (?:ago|later|earlier|before|after|old))" + (rf"|\b{OFTEN[unit]}\b" if unit in OFTEN else "")
               for unit in TIMES},
        "zh": {
            f"per {unit}": rf"每(?:[^，。；]{{0,4}}一)?(?:{word})|{short}(?=[租薪费])|按(?!时){short}"
            for unit, word, short in zip(
                TIMES,
                ("秒", "分钟?", "个?小时", "[天日]", "周|星期", "个?月", "年"),
                ("(?!)", "(?!)", "时", "日", "周", "月", "年"),
                strict=True,
            )
        },
        "ru": {
            f"per {unit}": rf"\b(?:(?:в|за|кажд\w+(?: \w+[ыои]й)?) (?:{word})(?! (?:дня|ночи|утра|пик|выбор))\b|"
            rf"{often})"
            for unit, word, often in zip(
                TIMES,
                ("секунду", "минуту", "час", "день|сутки", "неделю", "месяц", "год"),
                ("ежесекундн", "ежеминутн", "почасов", "ежедневн", "еженедельн", r"(?:еже)?месячн",
                 r"ежегодн|годов(?:ой|ая|ое|ую|ого|ому|ым|ом|ые|ых)\b"),
                strict=True,
            )
        },
        "ky": {f"per {unit}": rf"\b(?:ар (?:бир (?:\w+[гк][аеоө]н )?)?{bare}\w*|{bare} сайын\w*|{own})\b"
               for unit, bare, own in zip(
            TIMES, ("секунд", "мүнөт", "саат", "күн", "(?:апта|жума)", "ай", "жыл"),
            ("секундасына", "мүнөтүнө", "саатына", "(?:күнүнө|суткасына)", "(?:апта|жума)сына|(?:апта|жума)лык",
             rf"айына|{NO_NUMBER}айлык(?! акы)", rf"жылына|{NO_NUMBER}жылдык"),
            strict=True)},
    },
    {
        "en": {"noon": r"\b(?:noon|midday)\b", "midnight": r"\bmidnight\b"},
        "zh": {"noon": "中午|正午|午间", "midnight": "午夜|半夜|子夜|夜半"},
        "ru": {"noon": r"\bпол(?:день|удн|дня)", "midnight": r"\bпол(?:ночь|уноч|ночи)"},
        "ky": {"noon": r"\bтүш(?:кө|тө|төн|кү|тү|түн)?\b", "midnight": r"\bтүн (?:орто|жары)"},
    },
    {
        "en": {"morning": r"\bmornings?\b", "evening": r"\bevenings?\b"},
        "zh": {"morning": "早上|早晨|清晨|上午|凌晨|[今明昨次当]早|早间",
               "evening": "晚上|傍晚|晚间|[今明昨次当]晚|夜晚"},
        "ru": {"morning": r"\bутр(?:о|а|ом|у|ам)\b|\bутренн", "evening": r"\bвечер"},
        "ky": {"morning": r"\bэртең мен|\bтаң(?:кы|га|да)\b|\bтаң эрте|\bэртеңки",
               "evening": r"\bкеч(?:ки|инде|курун|ке|и|те)?\b"},
    },
    {
        "en": {"half-year": r"\b(?:first|second|last|latter) half of (?:(?:the|this|last|next) (?:\w+ )?year|\d{4})\b",
               "quarter": r"\b(?:first|second|third|fourth|last|next|previous|per|each) quarter\b"},
        "zh": {"half-year": "半年|半", "quarter": "季度"},
        "ru": {"half-year": r"\bпол", "quarter": r"\bквартал"},
        "ky": {"half-year": r"\bжар[ыт]", "quarter": r"\bчейре|\bквартал"},
    },
)  # fmt: skip
"""Language -> what is meant -> how it is said."""
MAY_SCALE = Sign(
    {
        "": "[°º℃℉]",
        "Latn": r"\b(?:celsius|centigrade|fahrenheit|teaspoon\w*|tsp|tablespoon\w*|tbsp|noon|midday|midnight|half|"
        r"mornings?|evenings?|per|each|every|once|twice|thrice|times|second|minute|hour|day|week|month|year|hourly|daily|"
        r"weekly|monthly|yearly|annual(?:ly)?)\b",
    },
    language="en",
)
UNIT = Sign(rf"\b(?:{'|'.join((*TIMES, *OFTEN.values()))})\b", "Latn", "en")
RATE = late.compile(
    rf"\b(?:per|each|every)[ -](?:{'|'.join(TIMES)})\b|"
    rf"(?:\b(?:once|twice|thrice|times)|\d[\d,.]*(?: \w+){{0,4}}) an? (?:{'|'.join(TIMES)})\b|"
    rf"\b(?:{'|'.join(OFTEN.values())})\b",
    re.IGNORECASE,
)
"""Without which an English text names no rate."""
MAY_RATE = late.compile(
    rf"(?:\A|\W)(?:per|each|every|an?)[ -](?:{'|'.join(TIMES)})|(?:hour|dai|week|month|year)ly|annual"
)
"""What each of those has, asked first, in a fifth of the time."""
MAY_NAME: tuple[AnySign | Sign, ...] = (
    AnySign((Sign("[°º℃℉]"), Sign(r"\b(?:celsius|centigrade|fahrenheit)\b", "Latn", "en"))),
    Sign(r"\b(?:teaspoon\w*|tsp|tablespoon\w*|tbsp)\b", "Latn", "en"),
    UNIT,
    Sign(r"\b(?:noon|midday|midnight)\b", "Latn", "en"),
    Sign(r"\b(?:mornings?|evenings?)\b", "Latn", "en"),
    Sign(r"\bhalf\b", "Latn", "en"),
)
"""Of each group, whether an English text may name any of it."""
_COMPILED = tuple(
    {code: {name: late.compile(one, re.IGNORECASE) for name, one in words.items()} for code, words in group.items()}
    for group in GROUPS
)


def _has_rate(source: str) -> bool:
    return MAY_RATE.search(source) is not None and RATE.search(source) is not None


def _another_rate(
    said: Mapping[str, "re.Match[str]"],
    group: Mapping[str, Mapping[str, "re.Pattern[str]"]],
    source: str,
    target: str,
    language: str,
) -> Iterator[tuple[str, int, int]]:
    """(one of two rates of an English source, where the target has none such, and another one once more instead)."""
    made = {name: [*one.finditer(target)] for name, one in group[language].items()}
    here = {name: len(group["en"][name].findall(source)) for name in made}
    lost = [name for name in said if not made[name]]
    more = [name for name, found in made.items() if len(found) > here[name]]
    if len(lost) == len(more) == 1 and sum(map(len, made.values())) == sum(here.values()):
        yield said[lost[0]][0], *made[more[0]][-1].span()


def other_scales(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(what an English source names, where another of its group stands in the target instead of it)."""
    language = "zh" if target_language == "zt" else target_language
    if not MAY_SCALE(source):
        return
    for group, may_name in zip(_COMPILED, MAY_NAME, strict=True):
        if language not in group or not may_name(source) or (may_name is UNIT and not _has_rate(source)):
            continue
        said = {name: found for name, one in group["en"].items() if (found := one.search(source))}
        if len(said) != 1:
            if may_name is UNIT:
                yield from _another_rate(said, group, source, target, language)
            continue
        made = {name: found for name, one in group[language].items() if (found := one.search(target))}
        if len(made) == 1 and said.keys() != made.keys():
            (one,), (other,) = said.values(), made.values()
            yield one[0], *other.span()
