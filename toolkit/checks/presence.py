"""Whether a translation has a known name, in any of its forms: 中方 for China; and names of which a part is lost."""

import functools
import re
from collections.abc import Sequence

from toolkit import late
from toolkit.checks import gazetteer, persons
from toolkit.checks.gazetteer import Known
from toolkit.checks.hearing import CYRILLIC_WORD, LEAST, heard
from toolkit.checks.mandarin import is_spelled
from toolkit.checks.pair import Pair
from toolkit.checks.sounds import cyrillic, skeleton, ways
from toolkit.morphology import english

CAPITALISED = late.compile(r"\b[A-Z][^\W\d_]+")


def stems(known: Known, language: str) -> tuple[str, ...]:
    """How a name begins in a language, and in Russian, from which Kyrgyz has many."""
    return known.stems("ru") if language == "ru" else (*known.stems(language), *known.stems("ru"))


folded = functools.lru_cache(16)(str.casefold)
"""A translation in small letters, which each of its names asks for."""


def is_present(known: Known, text: str, language: str) -> bool:
    """Whether a translation has a form of a name; in Chinese one character of it, as in 中方."""
    if language == "zh":
        return any(piece in text and (len(piece) > 1 or _is_called(piece, known, text)) for piece in _pieces(known))
    text = folded(text)
    for stem in stems(known, language):
        if stem in text and (len(stem) >= LEAST or re.search(rf"(?<!\w){stem}", text)):  # ЕС, not интерес
            return True
    return False


SHORTENED = frozenset(
    "美英法德俄日韩朝中印澳加意西葡荷比瑞挪芬丹奥波捷匈罗保塞希土哈吉乌塔蒙越泰缅柬老马新菲埃以伊沙阿巴智秘墨古欧亚非苏阿约叙利黎摩突阿南尼肯坦赞安莫津刚喀孟斯阿白爱冰立拉克斯曼"
)
"""First characters by which countries are called in short; a town of three characters and more is not."""
GENERIC = frozenset("海洋河江湖山岛洲州国市省县湾")
"""Characters of many names."""


BESIDE_SHORT = "中美英法德俄日韩朝印澳加欧哈吉乌塔土以巴伊叙阿两三四五"
"""Characters of other countries, and numbers of them, beside which one is called in short: 中哈, 哈吉乌三国."""


def _is_called(character: str, known: Known, text: str) -> bool:
    """Whether one character stands for a name of which it is the first: 哈 for Kazakhstan in 驻哈大使, not in 奈拉."""
    if any(len(one.lstrip(gazetteer.DOUBTFUL)) < LEAST for one in known.zh) or _is_short(known):
        return True
    pattern = (
        rf"(?:[{BESIDE_SHORT}驻访对赴抵与和同至援离在向来入由从]|\A){character}|"
        rf"{character}[{BESIDE_SHORT}方国國军队总政官媒籍裔企商首央外议代地境语族人共洲部南北东西]|"
        rf"[、，。“（]{character}[、，。”）]"
    )
    return re.search(pattern, text) is not None


@functools.lru_cache(8192)
def _pieces(known: Known) -> frozenset[str]:
    """By what a name may be known in Chinese: its first character (哈 for Kazakhstan), any of two, any two in a row."""
    pieces: set[str] = set()
    for name in (one.lstrip(gazetteer.DOUBTFUL).replace(persons.DOT, "") for one in known.zh):
        pieces |= {name[place : place + 2] for place in range(len(name) - 1)}
        short = name if len(name) < LEAST or _is_short(known) else name[0] if name[0] in SHORTENED else ""
        pieces |= {*short} - GENERIC or {name}
    return frozenset(pieces)


def _is_short(known: Known) -> bool:
    """Whether its English name has too few sounds to be heard: Aida, which is written in many ways."""
    return not any(persons.is_long(name) for name in known.en)


DOTTED = late.compile(r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6}")


def without_persons(name: str, pair: Pair) -> Pair:
    """The pair without words that are other names of the source, of which a place may be heard: Utrecht in Дрост."""
    target = pair.target
    if pair.target_language == "zh":
        alone = "·" in target and re.search(rf"[A-Z][\w'’.-]* {name}\b|\b{name} [A-Z]", pair.source) is None
        return pair._replace(target=DOTTED.sub(" ", target)) if alone else pair
    said = [one for one in CAPITALISED.findall(pair.source) if one not in name and len(skeleton(one)) >= LEAST]
    for word in CYRILLIC_WORD.findall(target):
        own = cyrillic(word)
        if word[0].isupper() and not own.startswith(ways(name)) and any(own.startswith(ways(one)) for one in said):
            target = target.replace(word, word.lower())
    return pair._replace(target=target)


def lost_surname(pair: Pair, said: Sequence[tuple[str, int, Sequence[Known]]]) -> str:
    """The surname of a famous person of whom only the first name is left: Charles Darwin, Чарльз Ламарк."""
    for one, _, _ in said:
        first, _, last = one.partition(" ")
        if not last or " " in last or is_spelled(first.casefold()) or english.is_common(first.casefold()):
            continue
        famous = [known for known in gazetteer.called(last) if last in known.en and any(map(_is_doubtful, known.ru))]
        there = any(is_present(known, pair.target, pair.target_language) for known in famous)
        if famous and not there and not heard(last, pair):
            return last
    return ""


def _is_doubtful(form: str) -> bool:
    """Whether a name is one of the famous, which common words begin like."""
    return form.startswith(gazetteer.DOUBTFUL)
