"""Units: what a number in figures counts, where one unit cannot stand for another, from units.tsv."""

import functools
import re
from pathlib import Path

from toolkit.quantities.words import LETTERS, WORD_BEGINS, words_of
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

TABLE = Path(__file__).parent / "units.tsv"
REACH = 48
"""Characters behind a number in which its unit is looked for."""
KYRGYZ_ENDINGS = (
    r"(?:[лдт][ыиуү]к|[дт][аеоө](?:й|н|г[ыиуү])?|[гк][аеоө]|[нтд][ыиуү]н?|ч[аеоө]|[ыиуү](?:н[аеоө]?|нд[аеоө])?|"
    r"л[аеоө]р){0,3}"
)
"""The cases and such of a Kyrgyz unit: граммдай, жумада, айлык."""
VOWEL = re.compile("[аоуыэеёиөү]")
"""A word has one; short forms (км, г) have none."""
POWERS = {"en": r"square|cubic|sq\.?|cu\.?", "ru": r"квадратн\w+|кубическ\w+|кв\.?|куб\.?", "ky": r"чарчы|куб|кв\.?"}
"""What makes an area or a volume of the unit behind it."""
SPACE = r"[\s\u00a0\u202f-]*"


@functools.cache
def _units(language: str) -> tuple["re.Pattern[str]", "re.Pattern[str]", dict[str, "re.Pattern[str]"]] | None:
    """(how one begins; the first of a text from a place on, each in a group; unit -> where it stands), or None."""
    language = "zh" if language == "zt" else language
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    known = [word for _, code, words in rows if code == language for word in words.split()]
    each = {unit: _any_of(words.split(), language, known) for unit, code, words in rows if code == language}
    if not each:
        return None
    groups = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in each.items())
    if language == "zh":
        between = " ?[多余来几]?[十百千万亿]*[多余]?个?(?:平方|立方)?"
        begins = ""
    else:
        first = {word[0] for _, code, words in rows if code == language for word in words.split()}
        first |= {word[0] for word in (*words_of(language).magnitudes, *POWERS.get(language, "").split("|"))}
        begins = f"{SPACE}[{re.escape(''.join(sorted(first)))}]"
        larger = "|".join(sorted(map(re.escape, words_of(language).magnitudes), key=len, reverse=True))
        between = rf"{SPACE}(?:(?:{larger})\.?{SPACE})*"
        between += rf"(?:(?:{POWERS[language]}){SPACE})?" if language in POWERS else ""
    return (
        re.compile(begins, re.IGNORECASE),
        re.compile(f"{between}(?:{groups})", re.IGNORECASE),
        {unit: re.compile(pattern, re.IGNORECASE) for unit, pattern in each.items()},
    )


def _any_of(words: list[str], language: str, known: list[str]) -> str:
    """Of all known words, since in Chinese one is often the end of another: 厘米 is no 米."""
    if language == "zh":
        begins = {
            word: [one.removesuffix(word) for one in known if one != word and one.endswith(word)] for word in words
        }
        return "|".join(
            "".join(f"(?<!{one})" for one in begins[word]) + _SHORT.get(word, word)
            for word in sorted(words, key=len, reverse=True)
        ).join(("(?:", ")"))
    each = (
        _SHORT.get(word, re.escape(word.rstrip("*")))
        + (r"[^\W\d_]*" if word.endswith("*") else KYRGYZ_ENDINGS if language == "ky" and _takes_endings(word) else "")
        for word in words
    )
    return rf"(?<![^\W\d_])(?:{'|'.join(each)})(?![^\W\d_])"


_SHORT = {
    "г": r"г(?!\.)", "га": r"(?<!\d)га", "m": r"(?<![ap]\.)m",
    "周": "周(?![年岁])", "саат": r"саат(?!\w*[ \u00a0]\d[\d:.]*(?:[дтгк][аеоө]|ч[ае]))",
}  # fmt: skip
"""`2013 г.` and `40周年` are years, `11:30га` is a case of Kyrgyz, `6 a.m.` an hour, `саат 6да` is at six o'clock."""


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
    return match.lastgroup, match.start(match.lastgroup), match.end(match.lastgroup)


def mentions(unit: str, text: str, language: str) -> int:
    """How often a text names a unit, whether beside a number or not."""
    units = _units(language)
    return len(units[2][unit].findall(text)) if units and unit in units[2] else 0


def places(unit: str, text: str, language: str) -> list[int]:
    """Where a text names a unit, whether beside a number or not."""
    units = _units(language)
    return [one.start() for one in units[2][unit].finditer(text)] if units and unit in units[2] else []


@functools.cache
def _anywhere(language: str, among: frozenset[str]) -> "re.Pattern[str] | None":
    units = _units(language)
    if units is None:
        return None
    each = (f"(?P<{unit}>{one.pattern})" for unit, one in units[2].items() if unit in among)
    return re.compile("|".join(each), re.IGNORECASE)


def named(text: str, language: str, among: frozenset[str]) -> frozenset[str]:
    """Those units of some that a text names, beside a number or not."""
    if language == "zh":
        return _named(text, language, among)
    return frozenset().union(*map(_named_by(language, among).__getitem__, may_name(language).words(text)))


def _named(text: str, language: str, among: frozenset[str]) -> frozenset[str]:
    pattern = _anywhere(language, among)
    return frozenset(one.lastgroup for one in pattern.finditer(text) if one.lastgroup) if pattern else frozenset()


@functools.cache
def _named_by(language: str, among: frozenset[str]) -> OfWords[frozenset[str]]:
    return OfWords(functools.partial(_named, language=language, among=among))


@functools.cache
def may_name(language: str) -> Sign:
    """The words that may be units, in a language that has spaces between them."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    known = [word for _, code, words in rows if code == language for word in words.casefold().split()]
    whole = frozenset(word for word in known if not word.endswith("*"))
    begins = "|".join(re.escape(word.rstrip("*")) for word in known if word.endswith("*"))
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
