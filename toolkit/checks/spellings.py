"""Codes that a translation says in words: units (дБ), 3D, G20, quarters of a year (Q3), names of ordinary words."""

import functools
import re
from pathlib import Path

from toolkit import late
from toolkit.checks.pair import Pair
from toolkit.engines.support import FUNCTION, forms, translations
from toolkit.morphology import english
from toolkit.terms.lexicon import LANGUAGES

TABLE = Path(__file__).parent / "spellings.tsv"
LETTERED = {"a": "аa", "b": "бb", "c": "вcсц", "d": "гdд", "e": "дeе"}
"""Letters that number parts -> the Cyrillic ones that do, by their sound, their place or their looks."""
NUMBERED_WORD, PART = late.compile(r"[A-Za-z]{3,}(\d{1,2})"), late.compile(r"(\d+)([a-e])")


KEYS = late.compile(
    r"(?:[A-Z][a-z]+\+)+(?=(?:Left|Right|Up|Down|Space|Enter|Insert|Delete|Home|End|Tab|Backspace|Page|Arrow)\Z)"
)
"""Keys that are held down, before one that has a name in each language: Ctrl+Left, Ctrl+стрелка влево."""


def is_spelled(code: str, pair: Pair) -> bool:
    """Whether the translation says a code in words."""
    target = pair.target
    if _is_numbered(code, target) or _is_held(code, target) or _is_worded(code, pair) or _is_period(code, pair):
        return True
    return code in _table() and re.search(_table()[code], pair.target) is not None


@functools.cache
def _table() -> dict[str, str]:
    """A code -> how it is written out."""
    rows = (line.partition("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {code: said for code, _, said in rows}


def _is_held(code: str, target: str) -> bool:
    """Whether the last of some keys is called by its name in another language: Ctrl+Left, Ctrl+стрелка влево."""
    held = KEYS.match(code)
    return held is not None and re.search(rf"{re.escape(held[0])}[^\W\da-zA-Z_]", target.replace(" ", "")) is not None


def _is_numbered(code: str, target: str) -> bool:
    """Whether a word with a number is a translated one with the same number: pattern1, шаблон1."""
    numbered = NUMBERED_WORD.fullmatch(code)
    if numbered and re.search(rf"[^\W\d_A-Za-z]{{2}}{numbered[1]}(?!\d)", target):
        return True
    part = PART.fullmatch(code)  # of a figure, or of a house: 2a, 2а
    return bool(part and re.search(rf"(?<!\d){part[1]}-?[{LETTERED[part[2]]}](?!\w)", target))


PARTS = late.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
AUTOMATIC = {"zh": "自动", "ru": "авто", "ky": "авто"}
LEAST_PART = 4


def _is_worded(code: str, pair: Pair) -> bool:
    """Whether a name made of ordinary words is translated: AutoCorrect, 自动更正; StartDate, Начальная дата; Sheet3.

    One of its words has a translation there, and all of its numbers are.
    """
    if pair.target_language not in LANGUAGES:
        return False
    parts = PARTS.findall(code)
    words = [part.lower() for part in parts if part.isalpha()]
    if len(parts) < 2 or "".join(parts) != code or not all(map(_says_something, words)):
        return False
    small = pair.target.lower()
    if not all(part in small for part in parts if part.isdigit()):
        return False
    ways = (translations(word, pair.target_language) for word in words if len(word) >= LEAST_PART)
    automatic = AUTOMATIC[pair.target_language] if "auto" in words else "\n"
    return automatic in small or any(one in small for each in ways for one in each)


PERIOD = late.compile(r"(?P<kind>Q|H|FY)(?P<number>\d{1,4})|(?P<before>\d)(?P<unit>Q|H)")
PERIODS = {"Q": r"квартал|чейрек|季", "H": r"полугод|полов|жарым|半", "FY": r"финансов\w+ год|каржы жыл|财年|财政年度"}
"""A quarter, a half and a year of business -> what they are called."""
NUMBERED = (
    "",
    r"I|1|перв|биринчи|一|首|上",
    r"II|2|втор|экинчи|二|下",
    r"III|3|трет|үчүнчү|三",
    r"IV|4|четв|төртүнчү|四",
)
"""The number of such a period -> how it may be said."""


def _is_period(code: str, pair: Pair) -> bool:
    """Whether a quarter or half of a year is said in words, with its own number: Q3, III квартал, 第三季度."""
    period = PERIOD.fullmatch(code)
    if period is None:
        return False
    kind, number = period["kind"] or period["unit"], int(period["number"] or period["before"])
    said = NUMBERED[number] if number < len(NUMBERED) else str(number)[-2:] if kind == "FY" else ""
    if not said:
        return False
    said, unit = rf"(?<![\dIVXa-zа-я])(?:{said})(?![\dIVX])", f"(?:{PERIODS[kind]})"
    near = rf"{said}[^.;。；\d]{{0,12}}{unit}|{unit}[^.;。；]{{0,12}}{said}"
    return re.search(near, pair.target, re.IGNORECASE) is not None


def _says_something(word: str) -> bool:
    return word == "auto" or (word not in FUNCTION and any(map(english.is_common, forms(word))))
