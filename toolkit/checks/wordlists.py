"""Lists of words for checks, from words.txt, and the tables of words beside it."""

import functools
from pathlib import Path

from toolkit.morphology import english


@functools.cache
def listed(kind: str, language: str) -> frozenset[str]:
    """The words of a kind in words.txt.

    `doubled` may stand twice in a row, `common` are in no name, `kept` stay in Latin letters in any translation,
    `brand` are names that do, `firm` those that are no places though one may be “in” them, `software` what programs
    call their parts, with capital letters in titles, `calendar` the months and the days of the week, `seldom` are words
    of English that look like denials and that translations into the language seldom deny by, `beside` those beside
    whose own translation they deny all the same, `heard` are the Chinese characters that names are written in by their
    sounds, `borrowed` words of Russian that Kyrgyz has too, `surname` those of a language in Latin letters, `title`
    what stands before a person's name.
    """
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line.startswith(f"{kind} {language}: ") for word in line.split()[2:])


def table_rows(*tables: Path) -> list[list[str]]:
    """The cells of each row of some tables, without the lines that explain them."""
    lines = (line for table in tables for line in table.read_text(encoding="utf-8").splitlines())
    return [line.split("\t") for line in lines if not line.startswith("#")]


def is_ordinary(word: str) -> bool:
    """Whether a word of English (in small letters) is no name, though titles may have it with a capital letter."""
    if any(word in listed(kind, "en") for kind in ("common", "software", "calendar", "title")):
        return True
    return english.is_common(word) or english.is_formed(word)
