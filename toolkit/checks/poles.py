"""Words of which one cannot stand for another, rise and fall: the rows of their tables that two texts have.

poles.tsv has groups of words of which one cannot stand for another, and the tables whose names begin so have more:
actions, qualities, things, words with a prefix that denies, ministries.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from toolkit import late, signs
from toolkit.checks.wordlists import table_rows
from toolkit.engines.support import FUNCTION
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

TABLES = tuple(sorted(Path(__file__).parent.glob("poles*.tsv")))
COLUMNS = {"zh": 2, "ru": 3, "ky": 4}
LANGUAGES = frozenset(COLUMNS)
DOUBTFUL = "?"
WHATEVER = "any"
"""Of a group whose words are used with and without a denial: at least, не менее."""
SIDES = "sides"
"""Of a group that programs tell from either side: you will receive a message, we send you one."""
HALF_OF_DAY = late.compile(r"\b[ap]\.m\b", re.IGNORECASE)
LETTERS = late.compile("[a-z]+")
WORD = late.compile(rf"{HALF_OF_DAY.pattern}|[a-z]+(?:-[a-z]+)?")
PARTS = late.compile(r"[\w-]+")
END = r"(?![\w-])"
"""What a space behind the last word stands for."""
BEGINNING = late.compile(r"(?<![^_])[^\W\d_]+(?![?*{])")
"""The letters that a word of a pattern of the table begins with, which every word has that matches it."""
HEAD = 2
"""Letters by which those of a translation are looked up first."""
MANY = 5
"""Rows that have a word which tells little: ministry."""
AHEAD = late.compile(r"\(.*|\\")
"""What of the words that are asked for is more than words."""
BETWEEN = late.compile("[_~]")
REGULAR = late.compile(r"(?<!\S)([a-z]+)\+(?!\S)")
"""A verb of which all forms are asked for."""
OPTIONAL = late.compile(r"(?<!\S)([a-z_-]+)([a-z])\?((?:\(\S+)?)(?!\S)")
"""One that is asked for with and without its last letter: buyers?"""
VERB = late.compile(r"(?<=[^\W_]{3})[аеоө]$")
"""The last vowel of a verb of Kyrgyz, which changes before a suffix: кайтала, кайталоо."""
GAP = r"(?: [^\s.,;:!?]+){0,4} "
DEGREES = (
    "{0}(?:(?<=[很更太挺越较变得]{0})|(?<=(?:非常|十分|相当|特别|有点){0})|(?<=是{0})(?=的))(?![赛例重子])|"
    "比[^，。]{{1,8}}{0}(?![赛例较重])"
)
"""A Chinese quality of one character, part of many words, where it has a degree: 很高, 变高, 是高的, 比首都高."""


class Pole:
    """One of the meanings of a group; its expressions are made when they are asked for, which few are."""

    def __init__(self, cells: Sequence[str], language: str) -> None:
        """A row of the tables."""
        _, *marks = cells[0].split()
        self.whatever = WHATEVER in marks
        """Whether a denial on either side does not matter."""
        self.sides = SIDES in marks
        """Whether sentences of programs may tell it from the other side."""
        self._english = cells[1]
        self._words = _words(cells, language)
        self._before = "" if language == "zh" else r"(?<![\w-])"

    @functools.cached_property
    def said(self) -> "re.Pattern[str] | None":
        """The English words that are asked for; None for one that only stands beside its opposite."""
        return _english(self._english, sure=True)

    @functools.cached_property
    def may_be_said(self) -> "re.Pattern[str] | None":
        """Those and others by which English may mean the same."""
        return _english(self._english, sure=False)

    @functools.cached_property
    def made(self) -> "re.Pattern[str] | None":
        """The words of the translation that mean it and nothing else; None where a language has none."""
        return _any_of([one for one in self._words if not one.startswith(DOUBTFUL)], self._before)

    @functools.cached_property
    def may_be_made(self) -> "re.Pattern[str] | None":
        """Those and others by which it may be said."""
        return _any_of(self._words, self._before)


def _any_of(words: list[str], before: str, after: str = "") -> "re.Pattern[str] | None":
    bare = (word.lstrip(DOUBTFUL) for word in words)
    ended = (f"{word[:-1]}{END}" if word.endswith("_") else word for word in bare)
    each = sorted((word.replace("_", " ") for word in ended), key=len, reverse=True)
    return re.compile(f"{before}(?:{'|'.join(each)}){after}", re.IGNORECASE) if words else None


def _forms(verb: str) -> str:
    """The forms of a regular verb of English that doubles no letter: carry carries carried carrying."""
    if verb.endswith("e"):
        return f"{verb} {verb}s {verb}d {verb[:-1]}ing"
    if re.search("[^aeiou]y$", verb):
        return f"{verb} {verb[:-1]}ies {verb[:-1]}ied {verb}ing"
    return f"{verb} {verb}{'es' if re.search('(?:[sxz]|[cs]h)$', verb) else 's'} {verb}ed {verb}ing"


@functools.cache
def _lines() -> tuple[list[str], ...]:
    return tuple([[group, _whole(english), *made] for group, english, *made in table_rows(*TABLES)])


def _whole(english: str) -> str:
    """The English words of a row with all the forms that stand for them there."""
    return OPTIONAL.sub(r"\1\3 \1\2\3", REGULAR.sub(lambda verb: _forms(verb[1]), english))


def _english(cell: str, *, sure: bool) -> "re.Pattern[str] | None":
    words = [one for one in cell.split() if not (sure and one.startswith(DOUBTFUL))]
    made = [one.replace("*", r"\w*").replace("~", GAP) for one in words]
    return _any_of(made, r"(?<![\w-])", r"(?![\w-])")


def _words(cells: Sequence[str], language: str) -> list[str]:
    """The words of a row in a language."""
    words = [one for one in cells[COLUMNS[language]].split() if one != "-"]
    if language == "zh":
        return [DEGREES.format(one[:-1]) if one.endswith("+") else one for one in words]
    return [VERB.sub("[аеоө]", one) for one in words] if language == "ky" else words


@functools.cache
def _pole(number: int, language: str) -> Pole:
    """One row."""
    return Pole(_lines()[number], language)


def _asked_for(words: str) -> list[str]:
    """The words of some that are asked for together: at, least."""
    return [words] if words.isalpha() else [one for one in BETWEEN.split(AHEAD.sub("", words)) if one]


@functools.cache
def _by_word() -> dict[str, dict[int, list[list[str]]]]:
    """A word of what is asked for -> the rows, with the words beside it in each way to ask: of several words it is one
    that says something and that few rows have.
    """
    found: dict[str, dict[int, list[list[str]]]] = {}
    said = [{word for one in cells[1].split() for word in _asked_for(one)} for cells in _lines()]
    rows = Counter(itertools.chain.from_iterable(said))
    for number, cells in enumerate(_lines()):
        for one in cells[1].split():
            if one.startswith(DOUBTFUL):
                continue
            words = _asked_for(one)
            first = max(words, key=lambda word: (word not in FUNCTION, -max(rows[word], MANY), len(word)))
            asked = cast("re.Match[str]", WORD.match(first))[0]  # of up-to-date the first two, of men's one
            beside = [word for word in words if word != first and word.isalpha()]
            found.setdefault(asked, {}).setdefault(number, []).append(beside)
    return found


@functools.cache
def _others() -> tuple[tuple[int, ...], ...]:
    """Of each row the others of its group."""
    groups: dict[str, list[int]] = {}
    for number, cells in enumerate(_lines()):
        groups.setdefault(cells[0], []).append(number)
    return tuple(tuple(one for one in groups[cells[0]] if one != number) for number, cells in enumerate(_lines()))


def _telling_words() -> set[str]:
    """The words of letters alone of which each of those has one."""
    return {max(LETTERS.findall(word), key=len) for word in _by_word() if not HALF_OF_DAY.fullmatch(word)}


MAY_SAY = Sign(HALF_OF_DAY.pattern, "Latn", "en", words=_telling_words)


Meant = tuple[frozenset[int], frozenset[int], frozenset[int]]
"""The poles that words are of for certain; of these, those of which they may be a part of several words; those that
they may mean by themselves."""
NONE: frozenset[int] = frozenset()
NOTHING = NONE, NONE, NONE


@functools.cache
def _beginnings(language: str) -> tuple[dict[str, list[tuple[int, bool, bool]]], dict[str, list[int]]]:
    """(the beginning of words, or before a space a whole word -> the poles, whether for certain, whether by itself; the
    first two letters of such beginnings -> how many letters they have)."""
    found: dict[str, list[tuple[int, bool, bool]]] = {}
    rows = Counter(
        word
        for cells in _lines()
        for word in set(BEGINNING.findall(" ".join(_words(cells, language)).replace("?", "")))
    )
    for number, cells in enumerate(_lines()):
        for one in _words(cells, language):
            sure, word = not one.startswith(DOUBTFUL), one.lstrip(DOUBTFUL)
            alone = word.removesuffix("_").isalpha()
            if alone:
                key = word.replace("_", " ")
            elif sure and (parts := list(BEGINNING.finditer(word))):
                first = max(parts, key=lambda part: (-max(rows[part[0]], MANY), len(part[0])))
                key = first[0] + " " * word[first.end() :].startswith("_")
            else:
                continue
            found.setdefault(key, []).append((number, sure, alone))
    lengths: dict[str, set[int]] = {}
    for key in found:
        lengths.setdefault(key[:HEAD], set()).add(len(key))
    return found, {head: sorted(each | lengths.get(head[:1], set())) for head, each in lengths.items()}


def _meant(piece: str, language: str) -> Meant:
    """The poles of the words of a piece of text without white space."""
    index, lengths = _beginnings(language)
    poles = [
        pole
        for word in map("{} ".format, PARTS.findall(piece.lower()))
        for length in lengths.get(word[:HEAD], lengths.get(word[:1], ()))
        for pole in index.get(word[:length], ())
    ]
    if not poles:
        return NOTHING
    return (
        _once(number for number, sure, _ in poles if sure),
        _once(number for number, _, alone in poles if not alone),
        _once(number for number, _, alone in poles if alone),
    )


_same: dict[frozenset[int], frozenset[int]] = {}
"""What words mean, each once: few differ, and are found within the processor's cache."""


def _once(numbers: Iterable[int]) -> frozenset[int]:
    found = frozenset(numbers)
    return _same.setdefault(found, found)


def _sure(piece: str, language: str) -> frozenset[int]:
    """The poles that words of a piece of text are of for certain."""
    return _meant_by[language][piece][0]


_meant_by = {code: OfWords(functools.partial(_meant, language=code)) for code in ("ru", "ky")}
_sure_by = {code: OfWords(functools.partial(_sure, language=code)) for code in _meant_by}
MAY_MEAN = {code: Sign(functools.partial(_sure, language=code), "Cyrl", code) for code in _meant_by}


def _rows_asked(piece: str) -> dict[int, list[list[str]]]:
    """The rows that a piece of an English text without white space may ask for, with the words of which some have to
    stand beside it; none where it asks by itself.
    """
    found: dict[int, list[list[str]]] = {}
    for word in WORD.findall(piece.lower()):
        for number, ways in _by_word().get(word, {}).items():
            found.setdefault(number, []).extend(ways)
    return {number: ways if all(ways) else [] for number, ways in found.items()}


def _against(piece: str) -> frozenset[int]:
    """The others of the groups of those rows."""
    return _once(other for number in _asked[piece] for other in _others()[number])


def _search_against(piece: str) -> Callable[[str], object] | None:
    """Looks in a Chinese text, whose words are not parted, for what means one of those; None where there are none."""
    poles = (_pole(other, "zh") for number in _asked[piece] for other in _others()[number])
    patterns = dict.fromkeys(pole.made.pattern for pole in poles if pole.made)
    return re.compile("|".join(patterns)).search if patterns else None


_asked, _opposed, _searches = OfWords(_rows_asked), OfWords(_against), OfWords(_search_against)


def rivals(source: str, target: str, language: str) -> Iterator[tuple[Pole, list[Pole]]]:
    """The poles that an English source may ask for, each with the others of its group, one of which a translation into
    a language of COLUMNS may mean: seldom any.
    """
    for number in _answered_by_another(source, target, language):
        yield _pole(number, language), [_pole(other, language) for other in _others()[number]]


def _answered_by_another(source: str, target: str, language: str) -> Iterable[int]:
    """The rows of those."""
    pieces = MAY_SAY.words(source)
    if language not in _meant_by:
        searches = map(_searches.__getitem__, pieces)
        found = [piece for piece, search in zip(pieces, searches, strict=True) if search and search(target)]
        return _rows(found, source) if found else ()
    made = NONE.union(*map(_sure_by[language].__getitem__, MAY_MEAN[language].words(target)))
    answered = [piece for piece in pieces if not made.isdisjoint(_opposed[piece])]
    if not answered:
        return ()
    others = _others()
    rows = [number for number in _rows(answered, source) if not made.isdisjoint(others[number])]
    if not rows:
        return ()
    words = [*map(_meant_by[language].__getitem__, signs.pieces(target))]
    several, may_be = (NONE.union(*[one[place] for one in words]) for place in (1, 2))
    return [
        number
        for number in rows
        if number not in may_be
        or not several.isdisjoint(others[number])
        or not _is_meant(number, others[number], words)
    ]


def _rows(pieces: Iterable[str], source: str) -> dict[int, None]:
    """The rows that pieces of an English text ask for, as far as it has the words that have to stand beside them."""
    small = source.lower()
    found: dict[int, None] = {}
    for piece in pieces:
        for number, ways in _asked[piece].items():
            if number not in found and (not ways or any(all(map(small.count, way)) for way in ways)):
                found[number] = None
    return found


def _is_meant(number: int, others: Iterable[int], words: Sequence[Meant]) -> bool:
    """Whether a word by itself may mean a row, and is none of the others of its group."""
    return any(number in may_be and sure.isdisjoint(others) for sure, _, may_be in words)
