"""Given names of persons that became others: Thomas, Тимоти; Oliver, 亨利.

A language has several ways to write a name, so that nobody can say of one alone that it is missing; but where one of
the source is there in no way that is known, and another one is that the source has not, they were exchanged.
"""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.checks.pair import Pair
from toolkit.checks.wordlists import table_rows
from toolkit.engines.scripts import SCRIPTS
from toolkit.signs import Sign

TABLE = Path(__file__).parent / "given.tsv"
ENDING = late.compile(r"(?:[аеиуыюяь]|о[йм]|е[йм]|ью|ём|[дтн][ыиуү]н?|[дт][аеоө]н?|[гк][аеоө]|[ыиуү]н)?")
"""Of a case, in Russian and Kyrgyz, behind what a name begins with."""
LONGEST = 3
"""Letters of one."""
LEAST = 2
"""Hanzi of a name that can be told."""
WORD = late.compile(r"[A-Z][a-zç]+")
CYRILLIC = late.compile(r"(?<![\w-])[А-ЯЁ][а-яёөүң]+(?![\w-])")


class Given(NamedTuple):
    """One name."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    cyrillic: tuple[str, ...]
    """How it begins, in Kyrgyz with Ж as well for Дж."""


@functools.cache
def _table() -> tuple[Given, ...]:
    rows = (tuple(tuple(cell.split()) for cell in row) for row in table_rows(TABLE))
    return tuple(Given(one, two, (*three, *(way.replace("Дж", "Ж") for way in three if way.startswith("Дж"))))
                 for one, two, three in rows)  # fmt: skip


@functools.cache
def _by(column: int) -> dict[str, list[Given]]:
    """What stands in a column of the table -> the names."""
    found: dict[str, list[Given]] = {}
    for given in _table():
        for name in given[column]:
            found.setdefault(name, []).append(given)
    return found


_by_english, _by_chinese, _by_cyrillic = (functools.partial(_by, column) for column in range(3))


def _is_given(word: str) -> bool:
    return not _by_english().keys().isdisjoint(WORD.findall(word))


MAY_BE_GIVEN = Sign(_is_given, "Latn", "names", capital=True)


def stranger(pair: Pair) -> tuple[int, str] | None:
    """Where the other one stands, and what it is."""
    chinese = pair.target_language in ("zh", "zt")
    if (not chinese and SCRIPTS.get(pair.target_language) != "Cyrl") or not MAY_BE_GIVEN(pair.source):
        return None
    said = [name for name in WORD.findall(pair.source) if name in _by_english()]
    column = 1 if chinese else 2
    if not any(_is_lost(name, column, pair.target) for name in said):
        return None
    own = {given for name in said for given in _by_english()[name]}
    made = _in_chinese(pair.target) if chinese else _in_cyrillic(pair.target)
    return next(((place, text) for place, text, every in made if len(text) >= LEAST and own.isdisjoint(every)), None)


def _is_lost(name: str, column: int, target: str) -> bool:
    """Whether a text has a name in no way."""
    return name not in target and not any(way in target for given in _by_english()[name] for way in given[column])


def _in_chinese(text: str) -> Iterator[tuple[int, str, list[Given]]]:
    """(place, name, what it may be) of each name of a Chinese text that is no part of a longer one."""
    found = [(place, name) for name in _by_chinese() if (place := text.find(name)) >= 0]
    for place, name in found:
        if not any(other != name and start <= place < start + len(other) for start, other in found if name in other):
            yield place, name, _by_chinese()[name]


def _in_cyrillic(text: str) -> Iterator[tuple[int, str, list[Given]]]:
    """The same of a Cyrillic one."""
    for match in CYRILLIC.finditer(text):
        word = match[0]
        cuts = range(max(1, len(word) - LONGEST), len(word) + 1)
        ways = (word[:cut] for cut in cuts if ENDING.fullmatch(word, cut))
        if every := [given for way in ways for given in _by_cyrillic().get(way, ())]:
            yield match.start(), word, every
