"""Units: what a number in figures counts, where one unit cannot stand for another, from units.tsv."""

import functools
import re
from pathlib import Path

from toolkit.quantities.words import words_of

TABLE = Path(__file__).parent / "units.tsv"
REACH = 48
"""Characters behind a number in which its unit is looked for."""
SPACE = r"[\s\u00a0\u202f-]*"


@functools.cache
def _units(language: str) -> tuple["re.Pattern[str]", dict[str, "re.Pattern[str]"]] | None:
    """(the first unit of a text from a place on, each in a group; unit -> where it stands anywhere), or None."""
    language = "zh" if language == "zt" else language
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    each = {unit: _any_of(words.split(), language) for unit, code, words in rows if code == language}
    if not each:
        return None
    groups = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in each.items())
    if language == "zh":
        between = "[多余来几]?[十百千万亿]*[多余]?(?:平方|立方)?"
    else:
        larger = "|".join(sorted(map(re.escape, words_of(language).magnitudes), key=len, reverse=True))
        between = rf"{SPACE}(?:(?:{larger})\.?{SPACE})*"
    return (
        re.compile(f"{between}(?:{groups})", re.IGNORECASE),
        {unit: re.compile(pattern, re.IGNORECASE) for unit, pattern in each.items()},
    )


def _any_of(words: list[str], language: str) -> str:
    if language == "zh":
        return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"
    each = (re.escape(word.rstrip("*")) + (r"[^\W\d_]*" if word.endswith("*") else "") for word in words)
    return rf"(?<![^\W\d_])(?:{'|'.join(each)})(?![^\W\d_])"


def unit_after(text: str, end: int, language: str) -> tuple[str, int, int] | None:
    """(unit, where it begins, where it ends) of the number that ends at `end`; None for none that is known."""
    units = _units(language)
    match = units[0].match(text, end, end + REACH) if units else None
    if match is None or match.lastgroup is None:
        return None
    return match.lastgroup, match.start(match.lastgroup), match.end(match.lastgroup)


def mentions(unit: str, text: str, language: str) -> int:
    """How often a text names a unit, whether beside a number or not."""
    units = _units(language)
    return len(units[1][unit].findall(text)) if units and unit in units[1] else 0
