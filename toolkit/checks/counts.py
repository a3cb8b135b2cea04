"""How many of a thing there are, told by the thing: a bolt, три болта; two teeth, бир тиш; two witnesses, 三名见证人.

A number in words stands for another one where the thing that it counts is a word of the source with a number of its
own, and the source has the other number in no way.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from toolkit import late
from toolkit.checks import tallies
from toolkit.engines.support import forms, translations
from toolkit.languages import code_of
from toolkit.morphology import english
from toolkit.quantities.comparison import numbers_of
from toolkit.quantities.dates import without_dates
from toolkit.quantities.spelled import Spelled, spelled
from toolkit.quantities.units import unit_after
from toolkit.quantities.worded import MAY_COUNT
from toolkit.signs import Sign
from toolkit.terms.lexicon import load

NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
MAY_BE_SEVERAL = {
    "ru": Sign(
        r"\b(?:дв[ае]|дв(?:ух|ум|умя)|тр(?:и|[её]х|[её]м|емя)|четыр(?:е|[её]х|[её]м|ьмя)|пят(?:ь|и|ью)|шест(?:ь|и|ью)|"
        r"семь|сем(?:и|ью)|вос(?:емь|ьми|емью)|девят(?:ь|и|ью)|десят(?:ь|и|ью)|(?:один|две)надцат(?:ь|и|ью))\b",
        "Cyrl",
        "ru",
    ),
    "ky": Sign(r"\b(?:эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он)(?:[дтгк][аеоөи]\w*|нүн|нин|ду|дү)?\b", "Cyrl", "ky"),
}
"""Numbers of which there may be one in the source."""
SAID = late.compile(
    rf"(?<!such )(?<!what )(?<!half )(?<!many )\b(?:(an?|one)|({NUMBERS})) ([a-z]{{3,}})(?: ([a-z]{{3,}}))?",
    re.IGNORECASE,
)
"""A number, and two words of which either may be the thing."""
NO_THING = frozenset(
    re.findall(
        r"\w+",
        "few lot little bit couple pair dozen hundred thousand million billion third quarter half number group team "
        "series row set day week month year hour minute second time century decade night morning evening more less "
        "other another per cent percent and that the which who may must can would should could might shall",
    )
) | frozenset(NUMBERS.split("|"))
"""Words behind a number that are no thing, or are counted in other ways."""
CLASSIFIER = "[个只头条张名位颗辆座本家间枚件匹根支把艘架台幅块片份副棵株扇道]"
HAN_BETWEEN = late.compile(rf"{CLASSIFIER}((?:(?![的、和与在有是被将])[\u4e00-\u9fff]){{2,10}})")
COUNTED_HAN = late.compile(rf"[一二两三四五六七八九十]{CLASSIFIER}")
HAN_ONE = late.compile(rf"(?<![第十百千万\d之一])一(?={CLASSIFIER})")
BETWEEN = {
    "ru": late.compile(r"\s+(?:[а-яё]+(?:[ыи]х|[ыи]е|ого|ый|ой|ая|ую|ое|ым)\s+)?", re.IGNORECASE),
    "ky": late.compile(
        r"\s+(?:даана\s+)?(?:[а-яөүңё]{2,}(?<![дтгк][аеоө])(?<![дт][аеоө]н)(?<![нт][ыиуү]н)\s+)?", re.IGNORECASE
    ),
}
"""What may stand between a number and its thing."""
OWNING = late.compile(r"\s*[а-яөүң]+[лдт](?:уу|үү|[уү]к)(?![а-яөүң])")
"""What a Kyrgyz thing has: эки кабаттуу керебет is one bed."""
ORDINAL = late.compile(r"第|нч[ыиуү]\Z")
MOST = 12
"""Few things are many by a slip."""


class Counted(NamedTuple):
    """A thing of an English source, with how many there are of it."""

    text: str
    value: Decimal
    ways: tuple[str, ...]
    """What the lexicon has for it."""


def other_counts(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(a thing of an English source with its number, where the target has another number of it)."""
    language = code_of(target_language)
    if language in MAY_BE_SEVERAL:
        if not MAY_BE_SEVERAL[language](target) and not MAY_COUNT(source):
            return
    elif language != "zh":
        return
    told = {one.value for one in spelled(source, "en")}
    if language != "zh" and told == {one.value for one in spelled(target, language)}:
        return  # as nearly always
    if found := next(tallies.other_tallies(source, target, language) if told else iter(()), None):
        yield found
        return
    if language == "zh" and COUNTED_HAN.search(target) is None:
        return
    made = [
        one
        for one in spelled(target, language)
        if 1 <= one.value <= MOST and one.value % 1 == 0 and not ORDINAL.search(target[max(0, one.start - 1) : one.end])
    ]
    if language == "zh":
        made = [one for one in made if "一一" not in target[max(0, one.start - 1) : one.end + 1]]
        made += [Spelled(*one.span(), Decimal(1)) for one in HAN_ONE.finditer(target)]
    if not made:
        return
    values = {one.value for one in made}
    said = values - told
    said = said and said - numbers_of(without_dates(source, target, language)[0], "en")
    things = list(_things(source, language)) if said or (1 in values and MAY_COUNT(source)) else []
    for thing in things:
        for one in made:
            if one.value == thing.value or not _counts(thing, target, one.end, language):
                continue
            several = one.value > 1 and one.value in said
            if several or (one.value == 1 < thing.value and thing.value not in numbers_of(target, language)):
                yield thing.text, one.start, one.end
                return


def _things(source: str, language: str) -> Iterator[Counted]:
    small = source.casefold()
    for match in SAID.finditer(source):
        value = spelled(match[2], "en")[0].value if match[2] else Decimal(1)
        for thing in (one.casefold() for one in match.groups()[2:] if one):
            if thing in NO_THING or english.lemma(thing, "NOUN")[0] in NO_THING:
                break
            if (value > 1) != (english.lemma(thing, "NOUN")[0] != thing):
                continue
            if any(spelled(each.target, language) for form in forms(thing) for each in load(language).find((form,))):
                continue  # a fortnight, a triangle
            ways = tuple(way for way in translations(thing, language) if len(way) > 1)
            if ways and not (value == 1 and re.search(rf"\b{re.escape(thing)}(?:s|es)\b", small)):
                yield Counted(match[0], value, ways)


def _counts(thing: Counted, target: str, end: int, language: str) -> bool:
    """Whether a number of the target that ends there counts a thing."""
    if language == "zh":
        found = HAN_BETWEEN.match(target, end)
        return found is not None and any(way in found[1] for way in thing.ways)
    between = BETWEEN[language].match(target, end)
    if between is None or OWNING.match(target, end) or unit_after(target, end, language):
        return False
    start = re.compile(r"\s+").match(target, end)
    places = [one.end() for one in (between, start) if one is not None]
    small = target.casefold()
    return any(small.startswith(thing.ways, place) and not OWNING.match(small, place) for place in places)
