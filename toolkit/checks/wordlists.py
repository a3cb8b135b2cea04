"""Lists of words for checks, from words.txt."""

import functools
from pathlib import Path


@functools.cache
def listed(kind: str, language: str) -> frozenset[str]:
    """The words of a kind in words.txt.

    `doubled` may stand twice in a row, `common` are in no name, `kept` stay in Latin letters in any translation,
    `brand` are names that do, `seldom` are words of English that look like denials and that translations into the
    language seldom deny by, `beside` those beside whose own translation they deny all the same,
    `heard` are the Chinese characters that names are written in by their sounds, `surname` those of a language in Latin
    letters, `title` what stands before a person's name.
    """
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line.startswith(f"{kind} {language}: ") for word in line.split()[2:])
