"""Bodies, states and things that are called by their first letters: NATO, 北约, НАТО; and what they are in full."""

import functools
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.checks.gazetteer import DOUBTFUL
from toolkit.checks.pair import Pair
from toolkit.checks.wordlists import table_rows
from toolkit.signs import Sign

TABLE = Path(__file__).parent / "acronyms.tsv"
COLUMNS = {"en": 0, "zh": 1, "ru": 2, "ky": 3}
MISSED = "!"
"""Before a form that is missed even where nothing stands in its place; one that is DOUBTFUL only answers."""
WORD = late.compile(r"[A-ZА-ЯЁӨҮҢ](?:[A-ZА-ЯЁӨҮҢ\d]+|[a-z]+|(?:\.[A-Z])+\.)")
"""A word that is a name, by first letters or not; endings of Kyrgyz are left out."""
EDGES = {
    "en": (r"(?<![\w.$-])(?=[A-Za-z])", r"(?![\w$])"),
    "zh": ("", ""),
    "ru": (r"(?<!\w)", r"(?!\w)"),
    "ky": (r"(?<!\w)", r"(?![А-ЯЁӨҮҢ])"),  # with any of its suffixes: БУУнун
}
"""Language -> what may not stand before a form, and behind it."""


class _Form(NamedTuple):
    """One way to call something."""

    text: str
    """As an expression, in which an asterisk is the rest of a word."""
    doubtful: bool
    missed: bool


@functools.cache
def _rows() -> tuple[tuple[tuple[_Form, ...], ...], ...]:
    """The ways to call each in the languages of COLUMNS."""
    return tuple(tuple(tuple(map(_form, cell.split("|"))) for cell in row) for row in table_rows(TABLE))


def _form(text: str) -> _Form:
    bare = text.lstrip(DOUBTFUL + MISSED)
    return _Form(bare.replace("*", r"\w*"), text.startswith(DOUBTFUL), text.startswith(MISSED))


Rows = dict[int, bool]
"""Which rows a form is of -> whether for certain."""


@functools.cache
def _forms(language: str) -> dict[str, Rows]:
    """All forms, the longer ones first -> their rows."""
    found: dict[str, Rows] = {}
    for number, row in enumerate(_rows()):
        for form in row[COLUMNS[language]]:
            found.setdefault(form.text, {})[number] = not form.doubtful
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


@functools.cache
def _any_form(language: str) -> "re.Pattern[str]":
    before, behind = EDGES[language]
    return re.compile(f"{before}(?:{'|'.join(_forms(language))}){behind}")


@functools.lru_cache(4096)
def _rows_of(text: str, language: str) -> Rows:
    """The rows of what matches that."""
    return next(rows for form, rows in _forms(language).items() if re.fullmatch(form, text))


@functools.cache
def _missed() -> frozenset[str]:
    return frozenset(form.text for row in _rows() for form in row[COLUMNS["en"]] if form.missed)


@functools.cache
def _words(language: str) -> frozenset[str]:
    """The forms that are one word."""
    return frozenset(form.text for row in _rows() for form in row[COLUMNS[language]] if WORD.fullmatch(form.text))


def _may_be_one(word: str, language: str) -> bool:
    return not _words(language).isdisjoint(WORD.findall(word))


MAY_BE_SAID = Sign(functools.partial(_may_be_one, language="en"), "Latn", "names", capital=True)
MAY_BE_MADE = {
    code: Sign(functools.partial(_may_be_one, language=code), "Cyrl", f"names {code}", capital=True)
    for code in ("ru", "ky")
}


class Named(NamedTuple):
    """What a text names by a form."""

    text: str
    start: int
    end: int
    rows: Rows


def _named(text: str, language: str) -> list[Named]:
    found = _any_form(language).finditer(text)
    return [Named(match[0], *match.span(), _rows_of(match[0], language)) for match in found]


def called(pair: Pair) -> "Called | None":
    """What both texts of a pair from English name by forms of the table; None where neither has one."""
    language = pair.target_language
    if not MAY_BE_SAID(pair.source) and not (language in MAY_BE_MADE and MAY_BE_MADE[language](pair.target)):
        return None
    if language not in COLUMNS or pair.source.isupper():
        return None
    return Called(pair, _named(pair.source, "en"), _named(pair.target, language))


class Called:
    """What an English source and its translation name."""

    def __init__(self, pair: Pair, said: Sequence[Named], made: Sequence[Named]) -> None:
        """What each of the two names, in order."""
        self._pair, self._said, self._made = pair, said, made
        self._of_source, self._of_target = ({row for one in every for row in one.rows} for every in (said, made))

    def stranger(self) -> tuple[int, str] | None:
        """(place, form) of what the translation names and its source does not, where what that names is gone."""
        if not any(self._is_lost(one) for one in self._said):
            return None
        made = ((one, [row for row, sure in one.rows.items() if sure]) for one in self._made)
        return next(((one.start, one.text) for one, rows in made if rows and self._of_source.isdisjoint(rows)), None)

    def missing(self) -> str:
        """What the source names by first letters, and the translation in no way; empty for none."""
        return next((one.text for one in self._said if one.text in _missed() and self._is_lost(one)), "")

    def _is_lost(self, said: Named) -> bool:
        """Whether a translation has neither what is said for certain nor any other name of it."""
        rows = [row for row, sure in said.rows.items() if sure]
        return bool(rows) and self._of_target.isdisjoint(rows) and said.text not in self._pair.target

    def others(self) -> Pair:
        """The pair with spaces for what answers each other in it, of which one names it for certain."""
        answered = (self._of_source & _sure(self._made)) | (self._of_target & _sure(self._said))
        texts = ((self._pair.source, self._said), (self._pair.target, self._made))
        source, target = (_without(text, named, answered) for text, named in texts)
        return self._pair._replace(source=source, target=target)


def _sure(named: Iterable[Named]) -> set[int]:
    """The rows that a text names for certain."""
    return {row for one in named for row, sure in one.rows.items() if sure}


def _without(text: str, named: Sequence[Named], rows: Collection[int]) -> str:
    """The text with spaces for the names of some rows: for those that only may be it, where none certainly is."""
    certain = _sure(named)
    for one in named:
        if any(row in rows and (sure or row not in certain) for row, sure in one.rows.items()):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text
