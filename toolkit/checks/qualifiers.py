"""What qualifies an office, a rank or an event, and is lost while the rest is there: former president, президент."""

import functools
import re
from pathlib import Path

from toolkit import late
from toolkit.checks.wordlists import table_rows
from toolkit.languages import code_of
from toolkit.signs import Sign

TABLE = Path(__file__).parent / "qualifiers.tsv"
COLUMNS = {"zh": 2, "ru": 3, "ky": 4}
MAY_QUALIFY = Sign(
    r"\b(?:deputy|vice|former|ex-[a-z]|acting|[a-z]+-elect|interim|caretaker|provisional|retired|honorary|second|third|fourth|"
    r"fifth|2nd|3rd|4th|5th|bilateral|trilateral|multilateral|unanimous|posthumous|first|both)",
    "Latn",
    "en",
)


@functools.cache
def _rows(language: str) -> tuple[tuple[tuple[str, ...], "re.Pattern[str]", "re.Pattern[str]"], ...]:
    """(what one of stands in a source, in small letters; words of English; what answers them in a language)."""
    return tuple(
        (
            tuple(row[0].split("|")),
            late.compile(rf"(?<![\w-]){row[1]}(?![\w-])", re.IGNORECASE),
            late.compile(row[COLUMNS[language]], re.IGNORECASE),
        )
        for row in table_rows(TABLE)
    )


def unqualified(source: str, target: str, target_language: str) -> str:
    """The words of an English source that qualify something, of which a translation has nothing; empty for none."""
    language = code_of(target_language)
    if language not in COLUMNS or not MAY_QUALIFY(source):
        return ""
    small = source.lower()
    asked = ((said.search(source), made) for stands, said, made in _rows(language) if any(map(small.count, stands)))
    return next((match[0] for match, made in asked if match and made.search(target) is None), "")
