"""Units: what a number in figures counts, where one unit cannot stand for another, from units.tsv."""

import functools
import re
from pathlib import Path

from toolkit import late
from toolkit.quantities.words import LETTERS, WORD_BEGINS, words_of
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

TABLE = Path(__file__).parent / "units.tsv"
REACH = 48
"""Characters behind a number in which its unit is looked for."""
KYRGYZ_ENDINGS = (
    r"(?:[лдт][ыиуү]к|[дт][аеоө](?:й|н|г[ыиуү])?|[гк][аеоө]|[нтд][ыиуү]н?|ч[аеоө]|с?[ыиуү](?:н[аеоө]?|нд[аеоө])?|"
    r"л[аеоө]р|[ыиуү]?ң[ыиуү]з|[ыиуү]б[ыиуү]з){0,3}"
)
"""The cases and such of a Kyrgyz unit: граммдай, жумада, айлык, күнүңүз."""
VOWEL = late.compile("[аоуыэеёиөү]")
"""A word has one; short forms (км, г) have none."""
POWERS = {"en": r"square|cubic|sq\.?|cu\.?", "ru": r"квадратн\w+|кубическ\w+|кв\.?|куб\.?", "ky": r"чарчы|куб|кв\.?"}
"""What makes an area or a volume of the unit behind it."""
WHOLE = "consecutive|full|whole|working|business|calendar|further|more|additional"
"""What may stand between an English number and its unit."""
SPACE = r"[\s\u00a0\u202f-]*"


@functools.cache
def _units(language: str) -> tuple["re.Pattern[str]", "re.Pattern[str]"] | None:
    """(how one begins; the first of a text from a place on, each in a group), or None."""
    if not _rows(language):
        return None
    if language in ("zh", "zt"):
        between = " ?[多余来几]?[十百千万亿]*[多余]?个?(?:平方|立方)?"
        begins = ""
    else:
        first = {word[0] for words in _rows(language).values() for word in words}
        first |= {word[0] for word in (*words_of(language).magnitudes, *POWERS.get(language, "").split("|"))}
        begins = f"{SPACE}[{re.escape(''.join(sorted(first)))}]"
        larger = "|".join(sorted(map(re.escape, words_of(language).magnitudes), key=len, reverse=True))
        between = rf"{SPACE}(?:(?:{larger})\.?{SPACE})*"
        between += rf"(?:(?:{POWERS[language]}){SPACE})?" if language in POWERS else ""
        between += rf"(?:(?:{WHOLE}){SPACE})?" if language == "en" else ""
    return (
        re.compile(begins, re.IGNORECASE),
        re.compile(f"{between}(?:{_groups(language, frozenset(_rows(language)))})", re.IGNORECASE),
    )


@functools.cache
def _rows(language: str) -> dict[str, list[str]]:
    """Unit -> its words in a language."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and line[0] != "#")
    return {unit: words.split() for unit, code, words in rows if code == ("zh" if language == "zt" else language)}


@functools.cache
def _pattern(unit: str, language: str) -> "re.Pattern[str] | None":
    return re.compile(_groups(language, frozenset((unit,))), re.IGNORECASE) if unit in _rows(language) else None


def _groups(language: str, among: frozenset[str]) -> str:
    """The words of some units, each unit in a group with its name; of those with endings, behind `_`, without them."""
    rows = _rows(language)
    chosen = {unit: words for unit, words in rows.items() if unit in among}
    if language in ("zh", "zt"):
        known = [word for words in rows.values() for word in words]
        return "|".join(f"(?P<{unit}>{_of_chinese(words, known)})" for unit, words in chosen.items())
    ended = {
        unit: [word for word in words if language == "ky" and not word.endswith("*") and _takes_endings(word)]
        for unit, words in chosen.items()
    }
    ways = [
        f"(?P<{unit}>{'|'.join(map(_way, own))})"
        for unit, words in chosen.items()
        if (own := [word for word in words if word not in ended[unit]])
    ]
    if any(ended.values()):
        stems = "|".join(f"(?P<_{unit}>{'|'.join(map(_way, words))})" for unit, words in ended.items() if words)
        ways.append(f"(?:{stems}){KYRGYZ_ENDINGS}")
    return rf"(?<![^\W\d_])(?:{'|'.join(ways)})(?![^\W\d_])"


def _of_chinese(words: list[str], known: list[str]) -> str:
    """Of all known words, since in Chinese one is often the end of another: 厘米 is no 米."""
    begins = {word: [one.removesuffix(word) for one in known if one != word and one.endswith(word)] for word in words}
    return "|".join(
        "".join(f"(?<!{one})" for one in begins[word]) + _SHORT.get(word, word)
        for word in sorted(words, key=len, reverse=True)
    )


def _way(word: str) -> str:
    bare = word.rstrip("*")
    return _SHORT.get(bare.casefold(), re.escape(bare)) + (r"[^\W\d_]*" if word.endswith("*") else "")


_SHORT = {
    "г": r"г(?!\.)", "га": r"(?<!\d)га", "m": r"(?<![ap]\.)m",
    **{word: rf"{word}(?!\s?[·⋅*.-]?\s?(?:час|саат|[чс](?![а-я])))" for word in ("квт", "мвт", "киловатт", "мегаватт")},
    **{word: word.replace("-", "[ -]") for word in ("kilowatt-hour", "kilowatt-hours", "киловатт-саат")},
    **{word: rf"{word}(?![ -]?h)" for word in ("kw", "mw", "kilowatt", "megawatt")},
    **{word: f"{word}(?!·?时|小时)" for word in ("千瓦", "兆瓦")},
    "周": "周(?![年岁])", "саат": r"саат(?!\w*[ \u00a0]\d[\d:.]*(?:[дтгк][аеоө]|ч[ае]))",
}  # fmt: skip
"""`2013 г.` and `40周年` are years, `11:30га` is a case of Kyrgyz, `6 a.m.` an hour, `саат 6да` is at six o'clock; a
kilowatt-hour is no kilowatt."""


def _takes_endings(word: str) -> bool:
    """Whether Kyrgyz puts a case behind it: метрге, смге."""
    return VOWEL.search(word) is not None or len(word) > 1


def unit_after(text: str, end: int, language: str) -> tuple[str, int, int] | None:
    """(unit, where it begins, where it ends) of the number that ends at `end`; None for none that is known."""
    units = _units(language)
    near = units is not None and units[0].match(text, end) is not None
    match = units[1].match(text, end, end + REACH) if units is not None and near else None
    if match is None or match.lastgroup is None:
        return None
    return match.lastgroup.lstrip("_"), match.start(match.lastgroup), match.end()


def mentions(unit: str, text: str, language: str) -> int:
    """How often a text names a unit, whether beside a number or not."""
    pattern = _pattern(unit, language)
    return 0 if pattern is None else len(pattern.findall(text))


def places(unit: str, text: str, language: str) -> list[int]:
    """Where a text names a unit, whether beside a number or not."""
    pattern = _pattern(unit, language)
    return [] if pattern is None else [one.start() for one in pattern.finditer(text)]


@functools.cache
def _anywhere(language: str, among: frozenset[str]) -> "re.Pattern[str] | None":
    some = among.intersection(_rows(language))
    return re.compile(_groups(language, some), re.IGNORECASE) if some else None


def named(text: str, language: str, among: frozenset[str]) -> frozenset[str]:
    """Those units of some that a text names, beside a number or not."""
    if language == "zh":
        return _named(text, language, among)
    return frozenset().union(*map(_named_by(language, among).__getitem__, may_name(language).words(text)))


def _named(text: str, language: str, among: frozenset[str]) -> frozenset[str]:
    pattern = _anywhere(language, among)
    found = (one.lastgroup for one in pattern.finditer(text)) if pattern else ()
    return frozenset(one.lstrip("_") for one in found if one)


@functools.cache
def _named_by(language: str, among: frozenset[str]) -> OfWords[frozenset[str]]:
    return OfWords(functools.partial(_named, language=language, among=among))


@functools.cache
def may_name(language: str) -> Sign:
    """The words that may be units, in a language that has spaces between them."""
    every = [word for words in _rows(language).values() for word in words]
    known = {form for word in every for form in (word.casefold(), word.lower())}  # µ is folded to another letter
    whole = frozenset(word for word in known if not word.endswith("*"))
    begins = "|".join(re.escape(word.rstrip("*")) for word in sorted(known) if word.endswith("*"))
    script = "Latn" if language == "en" else "Cyrl"
    pattern = rf"{WORD_BEGINS}(?:{begins})" if begins else ""
    if language != "ky":
        return Sign(pattern, script, language, words=lambda: whole)
    endings, begun = re.compile(f"{KYRGYZ_ENDINGS}$"), re.compile(pattern)

    def is_one(word: str) -> bool:
        return any(map(is_whole, LETTERS.findall(word.casefold()))) or begun.search(word.casefold()) is not None

    def is_whole(word: str) -> bool:
        return word in whole or any(
            word[:cut] in whole and endings.match(word, cut)
            for cut in range(2, len(word))
            if _takes_endings(word[:cut])
        )

    return Sign(is_one, script, language)
