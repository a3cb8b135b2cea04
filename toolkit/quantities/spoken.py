"""Numbers that a source says in words, and what is left of a number whose figures went: `eleven`, 将于月前, %的耕地."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.places import MAY_PLACE, SMALL, lost_place, lost_times
from toolkit.quantities.spelled import after_figures, spelled
from toolkit.signs import Sign

TARGETS = frozenset(("zh", "zt", "ru", "ky"))
"""Languages whose number words are known well enough to miss one; the source is English."""
LEAST = 11
"""Smaller numbers are often said in another way: one, both, a couple."""
QUICK = late.compile(
    r"(?:eleven|twelve|teen|(?:thir|twen|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion)",
    re.IGNORECASE,
)
MAY_SPEAK = Sign(rf"{QUICK.pattern}|\b(?:times|twice|thrice|{'|'.join([*SMALL][2:])})\b", "Latn", "en")
VAGUE = late.compile(r"(?:hundreds|thousands|[mbtr]+illions|dozen|score)", re.IGNORECASE)
LONE = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
"""Without a number before them they are no number: `a million reasons`."""
ORDINAL = late.compile(r"-?(?:first|second|third|\w+th|\w*-?year-old|thousanders?)\b|\s?-fifty", re.IGNORECASE)
COMPOUND = {
    "ru": late.compile(
        r"(?:одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|дцати|сорока|ста|сот|тысяче|миллионн?о?)"
        r"(?:летн|метр|тысяч|миллион|дневн|часов|километр|страничн|местн|этажн|процентн|кратн|градусн)|миллионн|"
        r"полу?тор|полумиллион|полуторатысяч|с половиной|полвека|сотн|десятк|половин",
        re.IGNORECASE,
    ),
    "zh": late.compile(r"半|百|千|万|亿"),
    "ky": late.compile(r"жарым|он экидей|ондогон|жүздөгөн|миңдеген|миллиондогон"),
}  # fmt: skip
"""Words of the target by which a number is said otherwise."""
MAY_BE_COMPOUND = {
    "ru": Sign(COMPOUND["ru"].pattern.replace("с половиной|", ""), "Cyrl", "ru"),  # половин is among them
    "ky": Sign(COMPOUND["ky"].pattern.replace("он экидей", "экидей"), "Cyrl", "ky"),
}
"""The single words of those."""
MONTH = late.compile(
    r"\b(?:January|February|April|June|July|September|October|November|December)\b|"
    r"\b(?:in|by|since|until|till|from|of|every|each|last|next|this|early|late|mid|before|after|during)"
    r"[ -](?:May|March|August)\b"
)
HAN_MONTH = late.compile(r"(?:\d ?|[一二三四五六七八九十正腊元冬])月")
BARE_PERCENT = late.compile(r"(?<![\d零一二三四五六七八九十百半几两%％A-Za-z_.）)：:])\s?[%％](?![A-Za-z0-9_(%$<{-])")
PERCENT = late.compile(r"%|per ?cent", re.IGNORECASE)
BARE_MONTHS = late.compile(
    r"(?:(?<=[\u4e00-\u9fff])|^)(?<![\d零〇一二三四五六七八九十百千万两几数多半这那上下本每各整前后头近余来第好个若])个月"
)


def unanswered(
    source: str, values: Callable[[], set[Decimal]], target: str, source_language: str, target_language: str
) -> Iterator[str]:
    """The numbers in words of an English source that are not among the `values` which the target may express."""
    if source_language != "en" or target_language not in TARGETS or not MAY_SPEAK(source):
        return
    target_language = "zh" if target_language == "zt" else target_language
    if MAY_PLACE(source):
        lost = lost_times(source, target, target_language) or lost_place(source, values, target, target_language)
        yield from filter(None, (lost,))
    in_words = {one.value for one in spelled(target, target_language)}
    for one in spelled(source, "en"):
        if one.value in in_words:
            continue  # what the target says in words as well is among the values, which take longer to find
        said = source[one.start : one.end]
        if one.value < LEAST or said.lower() in LONE or VAGUE.search(said):
            continue
        if after_figures(source, one.start, hyphens=True) or ORDINAL.match(source, one.end):
            continue
        if _otherwise(target, target_language) or one.value in values():
            continue
        yield said


def _otherwise(target: str, language: str) -> bool:
    """Whether the target has a word that may say any number."""
    if language in MAY_BE_COMPOUND and not MAY_BE_COMPOUND[language](target):
        return False
    return COMPOUND[language].search(target) is not None


def torn(source: str, target: str, source_language: str, target_language: str) -> Iterator[tuple[int, int]]:
    """Where a Chinese target has the unit of a number that is gone: 月 of a month that the source names, %, 个月."""
    if source_language != "en" or target_language not in ("zh", "zt"):
        return
    if "月" in target and MONTH.search(source) and not HAN_MONTH.search(target):
        place = target.index("月")
        yield place, place + 1
    found = BARE_PERCENT.search(target) if "%" in target or "％" in target else None
    if found and PERCENT.search(source) and not BARE_PERCENT.search(source):
        yield found.span()
    bare = BARE_MONTHS.search(target) if "个月" in target else None
    if bare:
        yield bare.span()
