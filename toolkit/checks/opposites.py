"""A denial that is the opposite word elsewhere: does not open on Sundays, 周日休息; remained stable, не изменились."""

import functools
import re
from pathlib import Path

from toolkit import late
from toolkit.signs import Sign

TABLE = Path(__file__).parent / "opposites.tsv"
COLUMNS = {"zh": 2, "ru": 3, "ky": 4}
DENIED = late.compile(
    r"(?:\b(?:not|never|cannot|no longer|nobody|nor|neither)\b|n['’]t\b)((?:[ -][^\W\d_]+){1,3})", re.IGNORECASE
)
"""A denial and the words behind it, of which one is denied."""
DENYING = {
    "zh": "(?:不|没有?|别|未|无|勿|莫)[^，。；]{{0,3}}(?:{0})",
    "ru": r"\b(?:не|нет|ничем|никто)\b(?:\s+\w+){{0,2}}\s+(?:{0})|\b(?:{0})\w*(?:\s+\w+){{0,2}}\s+(?:не|нет)\b",
    "ky": (
        r"\b(?:{0})\w*(?:\s+\w+){{0,2}}\s+(?:жок|эмес|элек)\b|\b(?:{0})\w*[бп][аеоө]\w*|"
        r"\b(?:{0})\w*(?:-\w+)?\s+\w+[бп][аеоө]\w*"
    ),
}
"""Language -> how it denies a word."""
_Row = tuple["re.Pattern[str]", "re.Pattern[str]"]


@functools.cache
def _table(language: str, way: str) -> tuple[_Row, ...]:
    """(words of English, what says so in a language) of the rows of one way."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.startswith(way))
    found = []
    for row in rows:
        made = "|".join(map(re.escape, row[COLUMNS[language]].split())).replace("_", " ")
        if way == "denied":
            made = DENYING[language].format(made)
        elif language != "zh":
            made = rf"(?<!\w)(?:{made})"
        found.append((late.compile(_any_of(row[1]), re.IGNORECASE), late.compile(made, re.IGNORECASE)))
    return tuple(found)


def _any_of(words: str) -> str:
    each = (rf"{word[:-1]}\w*" if word.endswith("*") else word for word in words.split())
    return rf"\b(?:{'|'.join(each)})\b"


@functools.cache
def may_be_denied() -> Sign:
    """English words whose opposite a translation may deny."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return Sign(_any_of(" ".join(line.split("\t")[1] for line in lines if line.startswith("denied"))), "Latn", "en")


def said_without_denial(source: str, target: str, language: str) -> bool:
    """Whether what an English source denies is said by the opposite word."""
    if language not in COLUMNS:
        return False
    denied = [match[1] for match in DENIED.finditer(source)]
    return any(
        made.search(target) for said, made in _table(language, "without") for words in denied if said.search(words)
    )


def said_by_denial(source: str, target: str, language: str) -> bool:
    """Whether what a translation denies is the opposite of a word of an English source that denies nothing."""
    if language not in COLUMNS or not may_be_denied()(source):
        return False
    return any(said.search(source) and made.search(target) for said, made in _table(language, "denied"))
