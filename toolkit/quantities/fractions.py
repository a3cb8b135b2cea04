"""Fractions in words that became others: a third of, треть, 三分之一, үчтөн бири."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.words import words_of
from toolkit.signs import Sign

PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
SEVERAL = {"two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
MAY_SAY = Sign(rf"\b(?:(?:{'|'.join(PARTS)})s?|half|one|two|three)\b", "Latn", "en")
SAID = late.compile(
    rf"\b(?:(?:an?|one)[ -]({'|'.join(PARTS)})"
    r"(?= of\b(?! (?:an hour|a century|the year|\d))| (?:more|less|fewer|higher|lower|full|empty|faster|slower|larger|"
    r"smaller|with|if|when|than)\b|[.,;]|$|(?<=\bby a \w{5})|(?<=\bby a \w{6})|(?<=\bby a \w{7}) (?!to\b|past\b)|"
    r"(?<=\b(?:to|by) one \w{5})|(?<=\bthan one \w{5}))|"
    rf"({'|'.join(SEVERAL)})[ -]({'|'.join(PARTS)})s\b(?! of (?:an hour|a century))|"
    r"(?<!and a )\b(half)(?= (?:of )?(?:the|its|his|her|their|our|all)\b(?! (?:hour|year|century|time))|"
    r" of (?:which|whom|them|these|those|this|that|it)\b| an? (?!(?:hour|day|year|month|dozen|century|decade|minute|"
    r"million|billion|hundred|thousand|turn|step)\b)[a-z]{3,}))",
    re.IGNORECASE,
)
"""A fraction, and not the third of several."""
OUT_OF = late.compile(
    r"\b(?:(one)|(two|three)) (?:in|out of) (?:every )?(?!two)(three|four|five|six|seven|eight|nine|ten)\b"
    r"(?! (?:seconds|minutes|hours|days|weeks|months|years|stages|parts|languages)\b)",
    re.IGNORECASE,
)
"""One in five: a fifth."""
COUNTS = "двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти"
MADE_OUT_OF = {
    "zh": late.compile("每([二三四五六七八九十])[人名个位家只例户][中里]?就?有([一两二三])"),
    "ru": late.compile(rf"\b(одн|дв|тр)\w{{1,4}}\s+(?:из|на)\s+(?:каждых\s+)?({COUNTS})\b", re.IGNORECASE),
    "ky": late.compile(
        r"\b(үч|төрт|беш|алты|жети|сегиз|тогуз|он)\s+[а-яөүң]+[дтн][ыиуү]н\s+(бир|эки|үч)(?:и|[ий]с[ий]|ү)\w*",
        re.IGNORECASE,
    ),
}
"""Language -> the same, with two groups."""
PART = late.compile(rf"\b(?:{'|'.join(PARTS)})s?\b|\bhalf\b", re.IGNORECASE)
HALF = late.compile(r"\bhal(?:f|ves)\b|\b50\b|\bfifty\b", re.IGNORECASE)
ANY_HALF = {
    "zh": late.compile("半|两分"),
    "ru": late.compile(
        r"\bпол(?!е[йвмж]?\b|ей|ев|[яю]\b|я[мх]|н|ит|иц|ез|[её]т|ьз|ьск|уч|ож|ос|к[аоуи]?\b|оф|ян|ом)", re.IGNORECASE
    ),
    "ky": late.compile("жары", re.IGNORECASE),
}
"""What may say a half, of whatever."""
HAN = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2}
RUSSIAN = {"трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
           "половин": 2, "четвёрт": 4}  # fmt: skip
RUSSIAN_SEVERAL = {"дв": 2, "тр": 3, "че": 4, "пя": 5, "се": 7, "де": 9}
KYRGYZ = {"үч": 3, "төрт": 4, "беш": 5, "алты": 6, "жети": 7, "сегиз": 8, "тогуз": 9, "он": 10, "жарымы": 2}
KYRGYZ_SEVERAL = {"бир": 1, "эки": 2, "үч": 3, "төрт": 4, "беш": 5, "жети": 7, "тогуз": 9}
MADE = {
    "zh": late.compile("(?<![百千十])([二三四五六七八九十])分之([一二两三四五六七八九])|(一半)(?!以上)"),
    "ru": late.compile(
        r"\b(?:(?:(дв|тр|четыр|пят|сем|девят)\w*\s+)?(?:(трет)(?:ь|и|ей|ях|ям)|(четверт)(?:ь|и|ью|ей|ях|ям))|"
        r"(трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)(?:ь?[яе]й?|ью|ая|ую|ой)\s+(?:част|дол)\w+|"
        r"(дв|тр|четыр|пят|сем|девят)\w*\s+(пят|шест|седьм|восьм|девят|десят)ых|(половин)(?:а|у|ы|ой|е))\b",
        re.IGNORECASE,
    ),
    "ky": late.compile(
        rf"\b(?:({'|'.join(KYRGYZ)})[дт][аеоө]н\s+({'|'.join(KYRGYZ_SEVERAL)})\w{{0,6}}|(жарымы)\w{{0,4}}|"
        r"(?:(үч)\s+)?(чейре[кг])\w{0,4})\b",
        re.IGNORECASE,
    ),
}
"""Language -> fractions in words, with their denominator."""
Fraction = tuple[int, int]
"""Numerator and denominator."""


def other_fractions(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(fraction of an English source, where another one stands in the target instead of it)."""
    language = "zh" if target_language == "zt" else target_language
    if language not in MADE or not MAY_SAY(source):
        return
    said = {_said(one): one[0] for one in SAID.finditer(source)} | {
        (1 if one[1] else SEVERAL[one[2].lower()], int(words_of("en").units[one[3].lower()])): one[0]
        for one in OUT_OF.finditer(source)
        if not PART.search(source)
    }
    if not said:
        return
    made = {_value(one, language): one.span() for one in MADE[language].finditer(target)}
    if not PART.search(source):
        made |= {_out_of(one, language): one.span() for one in MADE_OUT_OF[language].finditer(target)}
    lost = [one for one in said.keys() - made.keys() if one != (1, 2) or not ANY_HALF[language].search(target)]
    strange = [one for one in made.keys() - said.keys() if one != (1, 2) or not HALF.search(source)]
    if lost and strange:
        yield said[lost[0]], *made[strange[0]]


def without_fractions(source: str, target: str, target_language: str) -> tuple[str, str]:
    """Both with spaces for the fractions that they share, of which no part answers another number: үчтөн бир, three."""
    language = "zh" if target_language == "zt" else target_language
    if language not in MADE or not MAY_SAY(source):
        return source, target
    for found in [*SAID.finditer(source)]:
        value = _said(found)
        same = next((one for one in MADE[language].finditer(target) if _value(one, language) == value), None)
        if same:
            source, target = (
                text[: one.start()] + " " * len(one[0]) + text[one.end() :]
                for text, one in ((source, found), (target, same))
            )
    return source, target


OF_MAGNITUDE = late.compile(
    rf"\b(миң|миллион|миллиард|триллион)(?:\w*\s+(?:\w+\s+)?)({'|'.join(KYRGYZ)})[дт][аеоө]н\s+(бир|эки|үч|төрт)",
    re.IGNORECASE,
)


def parts_of_magnitudes(text: str) -> Iterator[Decimal]:
    """Of a Kyrgyz text: миллиард доллардын төрттөн бири is a quarter of a billion."""
    for match in OF_MAGNITUDE.finditer(text) if "н " in text else ():
        whole = words_of("ky").magnitudes[match[1].lower()]
        yield whole * words_of("ky").units[match[3].lower()] / KYRGYZ[match[2].lower()]


SMALL = {"en": (late.compile(r"([a-z]+(?:-[a-z]+)?) (ten|hundred|thousand)ths?\b", re.IGNORECASE), 1, 2),
         "ru": (late.compile(r"([а-яё]+) (десят|сот|тысячн)(?:ых|ая|ую|ой)\b", re.IGNORECASE), 1, 2),
         "ky": (late.compile(r"\b(он|жүз|миң)д[еө]н (\w+)", re.IGNORECASE), 2, 1)}  # fmt: skip
"""Language -> decimal fractions in words, and the groups of numerator and denominator."""
DENOMINATORS = {"ten": 10, "hundred": 100, "thousand": 1000, "десят": 10, "сот": 100, "тысячн": 1000,
                "он": 10, "жүз": 100, "миң": 1000}  # fmt: skip


def small_parts(text: str, language: str) -> Iterator[Decimal]:
    """The decimal fractions that a text says in words: five hundredths, пять сотых, жүздөн беш."""
    pattern, above, below = SMALL.get(language, (None, 0, 0))
    for match in pattern.finditer(text) if pattern else ():
        for one in spelled(match[above], language)[:1]:
            yield one.value / DENOMINATORS[match[below].lower()]


def _said(found: "re.Match[str]") -> Fraction:
    return (1, 2) if found[4] else (SEVERAL[found[2].lower()] if found[2] else 1, PARTS[(found[1] or found[3]).lower()])


def _out_of(found: "re.Match[str]", language: str) -> Fraction:
    first, last = found[1].lower(), found[2].lower()
    if language == "ru":
        return (1 if first == "одн" else RUSSIAN_SEVERAL[first]), int(spelled(last, "ru")[0].value)
    return (HAN[last], HAN[first]) if language == "zh" else (KYRGYZ_SEVERAL[last], KYRGYZ[first])


def _value(found: "re.Match[str]", language: str) -> Fraction:
    parts = [one.lower() for one in found.groups() if one]
    if language == "zh":
        return (1, 2) if parts[0] == "一半" else (HAN[parts[1]], HAN[parts[0]])
    if language == "ky" and parts[-1].startswith("чейре"):
        return (3 if len(parts) > 1 else 1), 4
    if language == "ky":
        return (KYRGYZ_SEVERAL[parts[1]] if len(parts) > 1 else 1), KYRGYZ[parts[0]]
    return (RUSSIAN_SEVERAL[parts[0][:2]] if len(parts) > 1 else 1), RUSSIAN[parts[-1]]
