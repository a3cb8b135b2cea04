"""Numbers in words, and words that multiply one in figures: two hundred, полтора миллиона, 三千二百万."""

import functools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit import late
from toolkit.quantities.numerals import LONGEST
from toolkit.quantities.words import words_of
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

WORD = late.compile(r"[^\W\d_]+")
SPACE = late.compile(r"[\s-]")
OF_CLOCK = late.compile(r"\bбез \Z", re.IGNORECASE)
BETWEEN = late.compile(r"[\s\u00a0-]*(?:(?:and|an?|of an?|of)\b[\s-]*)?", re.IGNORECASE)
AND_ONE = late.compile(r"тысяч[аиуе]\s+и\s+", re.IGNORECASE)
"""Of the nights and the like: тысяча и одна."""
KYRGYZ_ENDING = late.compile(
    r"(?:с?[ыиуү](?:н(?:[ыиуү]н|[аеоө]н?|д[аеоө])?)?|[дт][аеоө]н?|[гк][аеоө]|[ндт][ыиуү]н?|[дт][аеоө]й)$"
)
"""What stands behind a number word in a case or with a possessive: жүздөн, экисинде, онго."""
KYRGYZ_ORDINAL = late.compile(rf"{KYRGYZ_ENDING.pattern}|[ыиуү]?нч[ыиуү]$|[бп][ыиуү]$")
"""The same, or the ordinal of a longer number, or a question: он тогузунчу, үч миңби."""
OF_WHICH = late.compile(r"\w{2}(?:[ндт][ыиуү]н|[дт][аеоө]н)\Z")
"""Behind a Kyrgyz number of which the next one is a part: онунун бири, one in ten."""
QUARTER = Decimal("0.25")
"""Behind which another number begins: чейректе он бир күн."""
HALF = Decimal("0.5")
"""бир жарым миллиард are one and a half."""
NO_NUMBERS = frozenset(("үчүн",))
"""Words that are none, though they look like the case of one."""
MAGNITUDE = late.compile(r"[\s\u00a0-]?([^\W\d_]+)\.?")
ONE, MOST = Decimal(1), Decimal(10) ** 40
"""What no further word of magnitude makes larger: thousands of them in a row are no number."""
NOTHING = (None, None)
"""What a word means that is of no number."""
HAN_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
    "俩": 2,
}
TWO = frozenset("两兩")
HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
HAN_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000, "兆": 1_000_000_000_000}
HAN_ABOUT = ("多", "余", "来", "几")
HAN_UNIT = late.compile(
    "[千兆](?:伏|米|克|瓦|字节|卡|帕|赫|比特|位|焦|吨|升)|兆(?![零〇一二三四五六七八九万亿余多个名人])"
)
"""A prefix of a unit: `千伏`, `兆瓦`; `5千` alone is five thousand, `84兆` alone are megabits."""
HAN_ONE = frozenset("个名位家次项条座天人号月日")
"""What 一 counts; before anything else it is more often a word than a number."""
HAN_ROUND = late.compile(
    "(?:十[万萬亿億]|百[万萬亿億]|千[亿億]|[万萬][亿億])(?![个火富雄]).?|千[万萬][人元美名吨户家公英欧]"
)
HAN_VAGUE = frozenset("数數几幾成")
"""A number without a digit, 十万 for a hundred thousand, and what makes it any of that size; 千万 is also an adverb."""
HAN_IDIOM = late.compile(
    "四舍五入|五花八门|七嘴八舌|乱七八糟|三三两两|四面八方|千方百计|四通八达|三番五次|[一二三四五六七八九]旬|三八[节妇]|五一(?=劳动|国际)|"
    "一二|二三(?!年)|三四|四五|五六|六七|七八|八九"
)
"""Numbers that count nothing, and those of which two stand for about so many: 五六只 are five or six."""
HAN_NUMBER = late.compile(
    "(?:(?<=周)|(?<=星期)|(?<=礼拜))[一二三四五六](?=两|[一二三四五六七八九十]{1,3}[点时])|"
    "(?:[零〇一二三四五六七八九十百万萬亿億两兩]|(?<![十百万萬亿億])千|千(?!伏|米|克|瓦|字节|卡|帕|赫|比特|位|焦|吨))+"
)
"""In `五十千米` 千 belongs to the kilometre; `星期二两点` has two numbers, a day and an hour."""


class Spelled(NamedTuple):
    """A number in words."""

    start: int
    end: int
    value: Decimal


class _Word(NamedTuple):
    """A word that may be of a number, within a piece of text without white space."""

    start: int
    end: int
    unit: Decimal | None
    """What it adds to a number that it begins."""
    magnitude: Decimal | None
    """By what it multiplies one that it begins."""
    inside: tuple[Decimal | None, Decimal | None]
    """Both within a longer number."""


@functools.lru_cache(64)
def spelled(text: str, language: str) -> Sequence[Spelled]:
    """The numbers that are written in words, in order."""
    if language in ("zh", "zt"):
        if HAN_IDIOM.search(text):
            text = HAN_IDIOM.sub(_without_about, text)
        return [one for one in map(_han, HAN_NUMBER.finditer(text)) if one is not None]
    if language not in MAY_SPELL:
        return ()
    found: list[Spelled] = []
    run: list[tuple[int, int, Decimal, bool]] = []
    end, known = 0, _known(language)
    for place, last in MAY_SPELL[language].places(text):
        for word in known[text[place:last]]:
            unit, magnitude = word.inside if run else word[2:4]
            if unit is None and magnitude is None:
                continue
            start = place + word.start
            if run and (
                not (BETWEEN.fullmatch(text[end:start]) or (unit == ONE and AND_ONE.fullmatch(text, run[-1][0], start)))
                or (unit is not None and _another(run, unit) and not (language == "ky" and unit == HALF))
                or (
                    language == "ky"
                    and unit is not None
                    and (run[-1][2] == QUARTER or OF_WHICH.search(text, run[-1][0], end))
                )
            ):
                found += _closed(run)
                run = []
            own = place + word.end
            if unit is not None or (
                magnitude is not None and (run or word.end - word.start > 3 or _counts(text, own, language))
            ):
                run.append((start, own, unit or magnitude or Decimal(0), magnitude is not None))
                end = own
    return found + _closed(run)


def without_long(text: str, numbers: Sequence[Spelled]) -> str:
    """Without numbers of several words, of which none is a number by itself: он беш is neither ten nor five.

    Not without those and a half, and not without two that are one time of day: без двадцати три.
    """
    for one in reversed(numbers):
        if one.value % 1 == 0 and SPACE.search(text, one.start, one.end) and not OF_CLOCK.search(text, 0, one.start):
            text = f"{text[: one.start]} {text[one.end :]}"
    return text


@functools.cache
def _known(language: str) -> OfWords[tuple[_Word, ...]]:
    return OfWords(functools.partial(_number_words, language=language))


def _number_words(piece: str, language: str) -> tuple[_Word, ...]:
    """The words of a piece of text without white space that mean anything in a number."""
    found = []
    for match in WORD.finditer(piece):
        folded = match[0].casefold()
        alone, inside = _meanings(folded, language), _meanings(folded, language, inside=True)
        if alone != NOTHING or inside != NOTHING:
            found.append(_Word(match.start(), match.end(), *alone, inside))
    return tuple(found)


def _without_about(match: "re.Match[str]") -> str:
    """As many other characters, where it is no part of a longer number: 一九七八."""
    text, (start, end) = match.string, match.span()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return match[0] if any(one in HAN_DIGITS or one in HAN_SMALL for one in beside) else "＿" * (end - start)


def _meanings(folded: str, language: str, *, inside: bool = False) -> tuple[Decimal | None, Decimal | None]:
    """What a word in small letters adds to a number, and by what it multiplies one; `inside` a longer number."""
    words = words_of(language)
    unit, magnitude = words.units.get(folded), words.magnitudes.get(folded)
    if language == "ky" and unit is None and magnitude is None and folded not in NO_NUMBERS:
        for cut in range(len(folded) - 1, 1, -1):
            bare = folded[:cut]
            if (bare in words.units or bare in words.magnitudes) and _ends(folded[cut:], inside=inside):
                return words.units.get(bare), words.magnitudes.get(bare)
    return unit, magnitude


def _ends(ending: str, *, inside: bool) -> bool:
    """Whether letters are what may stand behind a Kyrgyz number word; `inside` a longer number."""
    return (KYRGYZ_ORDINAL if inside else KYRGYZ_ENDING).match(ending) is not None


TENS_OF_COMPOUND = "двадцати|тридцати|сорока|(?:пяти|шести|семи|восьми)десяти|девяносто"
UNITS_OF_COMPOUND = "одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|[а-я]{2,6}надцати"
COUNTED_OF_COMPOUND = (
    "(?:лет[инье]|днев|недел|месяч|(?:кило|санти)?метр|литров|этаж|процент|час|минут|тысяч|миллион|местн|кратн|стран|значн|сторон|"
    "уголь|разов|сери|томн|дюйм|фактор|этап|уровн|ступен|слойн|цвет|язычн|комнатн|спальн|кол[её]сн|дверн|палубн|мачтов|"
    "стволь|палатн|ъ?ярусн|струнн|гранн|актн|зв[её]здн|главн|створчат|мерн|сложн|кружечн|вёсельн|весельн|масштабн|человечн|очков)"
)
COMPOUND = late.compile(rf"\b({TENS_OF_COMPOUND})?({UNITS_OF_COMPOUND})?{COUNTED_OF_COMPOUND}", re.IGNORECASE)
MAY_JOIN = Sign(
    rf"\b(?:(?:{TENS_OF_COMPOUND})(?:{UNITS_OF_COMPOUND})?|{UNITS_OF_COMPOUND}){COUNTED_OF_COMPOUND}", "Cyrl", "ru"
)
"""A word with a number in it."""


def compounds(text: str) -> list[Spelled]:
    """The numbers that Russian adjectives begin with: тридцатичетырёхлетняя."""
    units = words_of("ru").units
    found: list[Spelled] = []
    places = MAY_JOIN.places(text)
    if not places or not any(one in text for one in ("ух", "ёх", "ех", "ти", "ми", "одно", "ка")):
        return found
    for match in (one for place in places for one in COMPOUND.finditer(text, *place)):
        parts = [units[one.lower()] for one in match.groups() if one and one.lower() in units]
        if parts:
            factor = 1_000 if match[0].endswith("тысяч") else 1_000_000 if match[0].endswith("миллион") else 1
            found.append(Spelled(*match.span(), sum(parts, Decimal(0)) * factor))
    return found


UNITS_JOINED = {"лет": "year", "днев": "day", "недел": "week", "месяч": "month", "час": "hour", "минут": "minute",
                "километр": "kilometre", "сантиметр": "centimetre", "метр": "metre", "литр": "litre",
                "процент": "percent"}  # fmt: skip


def joined_units(text: str) -> Iterator[tuple[Spelled, str]]:
    """The numbers with a unit that Russian adjectives begin with: двухнедельный."""
    for one in compounds(text):
        unit = next((name for ending, name in UNITS_JOINED.items() if ending in text[one.start : one.end]), "")
        if unit:
            yield one, unit


HAN_WORDS = (
    ("半", "0.5"), ("半", "30"), ("半", "6"), ("周", "7"), ("刻", "15"), ("倍", "2"), ("双", "2"), ("翻番", "2"),
    ("翻了", "2"), ("翻一", "2"), ("翻倍", "2"), ("世纪", "100"), ("首", "1"), ("单", "1"), ("头号", "1"), ("每", "1"),
    ("零", "0"),
    ("正午", "12"), ("午夜", "0"), ("中午", "12"),
    ("昼夜", "24"), ("昼夜", "7"), ("全天候", "24"),
    ("全天候", "7"), ("一级方程式", "1"), ("完全", "100"), ("百年", "100"), ("千年", "1000"),
    ("每千", "1000"), ("每万", "10000"), ("季", "4"), ("三八", "8"), ("打", "12"), ("俩", "2"),
)  # fmt: skip
"""Chinese words that another language may write in figures."""


HAN_DECADES = late.compile("([一二三四五六七八九])[十、和]{0,2}([一二三四五六七八九])十年代")
"""七八十年代 are the seventies and the eighties."""
WEEK = late.compile("周(?![一二三四五六日天末])")
"""A week; 周五 is a Friday."""


def han_values(text: str) -> Iterator[Decimal]:
    """五成, 七折, 三分之一, 半, 翻番, 星期三, 季度."""
    for match in re.finditer("([一二三四五六七八九])成", text):
        yield Decimal(10 * (1 + "一二三四五六七八九".index(match[1])))
    for match in HAN_DECADES.finditer(text):
        yield from (Decimal(10 * HAN_DIGITS[letter]) for letter in match.groups())
    for letter, value in HAN_WORDS:
        if letter in text and (letter != "周" or WEEK.search(text)):
            yield Decimal(value)
    for match in re.finditer("([一二三四五六七八九])([一二三四五六七八九]?)折", text):  # 八五折 is 15 % off
        price = 10 * HAN_DIGITS[match[1]] + (HAN_DIGITS[match[2]] if match[2] else 0)
        yield Decimal(price)
        yield Decimal(100 - price)
    for match in re.finditer(r"([百千万])分之[一二三四五六七八九\d]", text):  # one in a hundred
        yield Decimal({"百": 100, "千": 1000, "万": 10000}[match[1]])
    for match in re.finditer("百分之([零一二三四五六七八九十百]+)", text):
        yield from (one.value for one in spelled(match[1], "zh"))


def after_figures(text: str, place: int, *, hyphens: bool = False) -> bool:
    """Whether a number in figures stands before a place, with nothing but spaces, or `hyphens` too, behind it."""
    before = text[:place].rstrip()
    while hyphens and before.endswith("-"):
        before = before[:-1].rstrip()
    return before[-1:].isdecimal()


@functools.cache
def _single(language: str) -> frozenset[str]:
    """The words of which numbers are made."""
    words = words_of(language)
    return frozenset((*words.units, *words.magnitudes))


def _has_number(word: str) -> bool:
    """Whether a piece of Kyrgyz text has a word with a number in it."""
    found = (_meanings(one.casefold(), "ky", inside=True) for one in WORD.findall(word))
    return any(one != NOTHING for one in found)


MAY_SPELL = {
    "en": Sign("", "Latn", "en", words=functools.partial(_single, "en")),
    "ru": Sign("", "Cyrl", "ru", words=functools.partial(_single, "ru")),
    "ky": Sign(_has_number, "Cyrl", "ky"),
}


def _counts(text: str, end: int, language: str) -> bool:
    """Whether the next word is a number too: жүз кырк үч; жүз alone is a face."""
    following = WORD.search(text, end, end + 20)
    if following is None:
        return False
    words = words_of(language)
    return following[0].casefold() in words.units or following[0].casefold() in words.magnitudes


def _another(run: list[tuple[int, int, Decimal, bool]], unit: Decimal) -> bool:
    """Whether a unit begins a number of its own: `fifteen four-wheel`, `sixty and eighty`, `eleven of forty`."""
    _, _, value, magnitude = run[-1]
    return not magnitude and value >= 1 and not (value % 10 == 0 and unit < value)


def _closed(run: list[tuple[int, int, Decimal, bool]]) -> list[Spelled]:
    """The number that a run of words makes: units are added, magnitudes multiply what stands before them."""
    if not run:
        return []
    if len(run) == 1 and not run[0][3]:
        return [Spelled(*run[0][:3])]
    total, part = Decimal(0), Decimal(0)
    for _, _, value, magnitude in run:
        if not magnitude:
            part += value
        elif value == 100:
            part = min(part or Decimal(1), MOST) * 100
        else:
            total += (part or Decimal(1)) * value
            part = Decimal(0)
    return [Spelled(run[0][0], run[-1][1], total + part)]


def magnitude_after(text: str, place: int, language: str) -> tuple[Decimal, int]:
    """The word that multiplies the number that ends at `place`: (factor, where the word ends); (1, place) for none."""
    if language in ("zh", "zt", "ja"):
        factor, end = Decimal(1), place
        if text[place : place + 1] in HAN_ABOUT and text[place + 1 : place + 2] in HAN_LARGE:
            end = place + 1
        while (end < len(text) and factor < MOST) and (
            text[end] in HAN_LARGE or text[end] in HAN_SMALL or (text[end] == " " and end == place)
        ):
            factor *= HAN_LARGE.get(text[end], HAN_SMALL.get(text[end], 1))
            end += 1
        unit = HAN_UNIT.search(text, max(place, end - 1), end + 4)
        if unit and unit.start() == end - 1:  # kilovolts and megawatts are units of their own
            factor /= HAN_LARGE.get(text[unit.start()], HAN_SMALL.get(text[unit.start()], 1))
            end = unit.start()
        return (factor, end) if factor != 1 else (Decimal(1), place)
    factor, end, next_ = ONE, place, MAGNITUDE.match(text, place)
    while next_ and factor < MOST and (found := _meanings(next_[1].casefold(), language)[1]) is not None:
        factor, end = factor * found, next_.end(1)
        next_ = MAGNITUDE.match(text, end)
    return factor, end


def _han(match: "re.Match[str]") -> Spelled | None:
    """A number in hanzi; None for what is only part of a word: 一, 万一, 三 alone in a name."""
    letters = match[0]
    if len(letters) > LONGEST:
        return None
    if not any(letter in HAN_DIGITS for letter in letters):
        before, behind = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        alone = letters == "十" or HAN_ROUND.fullmatch(letters + behind)
        if not alone or before.isdigit() or (letters != "十" and before in HAN_VAGUE):
            return None  # 万 in 10万, 千 in 千方百计, 数十万
    if letters == "一" and match.string[match.end() : match.end() + 1] not in HAN_ONE:
        return None
    if all(letter in HAN_DIGITS for letter in letters) and len(letters) > 1 and TWO.isdisjoint(letters):
        return Spelled(match.start(), match.end(), Decimal("".join(str(HAN_DIGITS[letter]) for letter in letters)))
    total = part = digit = 0
    for letter in letters:
        if letter in HAN_DIGITS:
            digit = HAN_DIGITS[letter]
        elif letter in HAN_SMALL:
            part += (digit or 1) * HAN_SMALL[letter]
            digit = 0
        else:
            total = (
                (total + part + digit or 1) * HAN_LARGE[letter]
                if HAN_LARGE[letter] > 10_000
                else total + (part + digit or 1) * HAN_LARGE[letter]
            )
            part = digit = 0
    return Spelled(match.start(), match.end(), Decimal(total + part + digit))
