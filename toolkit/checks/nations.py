"""Nations of which one became another: the Kazakh ambassador, туркменский посол; a Danish architect, 荷兰建筑师.

Told where the translation has nothing of one that the source names, and instead of it one that the source does not.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from toolkit import late
from toolkit.checks.gazetteer import DOUBTFUL
from toolkit.checks.wordlists import table_rows
from toolkit.languages import code_of
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

TABLE = Path(__file__).parent / "nations.tsv"
COLUMNS = {"en": 1, "zh": 2, "ru": 3, "ky": 4}
LONGEST = 24
"""Letters of the longest word of the table, and more."""
WORD = late.compile(r"\w(?:[\w’'.]*\w)?")
NO_NATION = late.compile(
    r"\b(?:(?:Latin|South|North|Central|Native|African|Pan)[ -]Americ|American Indian|New (?:England|Mexic)|"
    r"English Channel|East Ind|West Ind|Indian Ocean|Inner Mongol|French fr|Turkish delight|Swiss cheese|Danish pastr)|"
    r"\(in [A-Z]"
)
"""What is named like a nation, and is none; the language that a translation is in (in Russian: …)."""
Nations = frozenset[str]
NONE: Nations = frozenset()


@functools.cache
def _words(language: str) -> dict[str, list[tuple[str, bool, bool]]]:
    """A word or the beginning of one -> the nations, whether for certain, whether it is the whole word."""
    found: dict[str, list[tuple[str, bool, bool]]] = {}
    for row in table_rows(TABLE):
        for way in row[COLUMNS[language]].split():
            sure, word = not way.startswith(DOUBTFUL), way.lstrip(DOUBTFUL)
            whole = not word.endswith("*") if language == "en" else word.endswith("_")
            found.setdefault(word.rstrip("*_"), []).append((row[0], sure, whole))
    return found


def _of_word(word: str, language: str) -> tuple[Nations, Nations]:
    """(the nations that a word names for certain, those that it may name), by the longest beginning that is known."""
    index = _words(language)
    for length in range(min(len(word), LONGEST), 1, -1):
        known = [
            (nation, sure) for nation, sure, whole in index.get(word[:length], ()) if not whole or length == len(word)
        ]
        if known:
            return frozenset(one for one, sure in known if sure), frozenset(one for one, _ in known)
    return NONE, NONE


def _of_piece(piece: str, language: str) -> tuple[Nations, Nations]:
    """The same of a piece of text without white space."""
    found = [_of_word(word, language) for word in WORD.findall(piece.lower())]
    return NONE.union(*(sure for sure, _ in found)), NONE.union(*(maybe for _, maybe in found))


def _named(piece: str, language: str) -> bool:
    return bool(_of[language][piece][1])


_of = {code: OfWords(functools.partial(_of_piece, language=code)) for code in ("en", "ru", "ky")}
MAY_NAME = {
    "en": Sign(functools.partial(_named, language="en"), "Latn", "en", capital=True),
    "ru": Sign(functools.partial(_named, language="ru"), "Cyrl", "ru"),
    "ky": Sign(functools.partial(_named, language="ky"), "Cyrl", "ky"),
}


@functools.cache
def _chinese() -> "re.Pattern[str]":
    """What names a nation for certain, the longest first."""
    sure = [word for word, ways in _words("zh").items() if any(certain for _, certain, _ in ways)]
    return re.compile("|".join(map(re.escape, sorted(sure, key=len, reverse=True))))


def _in(text: str, language: str) -> tuple[Nations, Nations]:
    """(the nations that a text names for certain, those that it may name)."""
    if language == "zh":
        index = _words("zh")
        sure = frozenset(one for found in _chinese().findall(text) for one, certain, _ in index[found] if certain)
        rest = _chinese().sub(" ", text)  # 伊 of 伊拉克 is not that of 伊朗
        return sure, sure.union(one for way, ways in index.items() if way in rest for one, _, _ in ways)
    found = [*map(_of[language].__getitem__, MAY_NAME[language].words(text))]
    return NONE.union(*(sure for sure, _ in found)), NONE.union(*(maybe for _, maybe in found))


def stranger(source: str, target: str, target_language: str) -> tuple[int, str] | None:
    """(place, word) of the nation that a translation names instead of one of its English source; None for none."""
    language = code_of(target_language)
    if language not in COLUMNS or not MAY_NAME["en"](source):
        return None
    said, may_be_said = _in(source, "en")
    if not said:
        return None
    made, may_be_made = _in(target, language)
    lost, strange = said - may_be_made, made - may_be_said
    if len(lost) != 1 or len(strange) != 1 or NO_NATION.search(source):
        return None
    return next(((place, word) for name, place, word in _places(target, language) if name in strange), None)


def _places(text: str, language: str) -> Iterator[tuple[str, int, str]]:
    """Each nation that a text names for certain, where and by which word."""
    index = _words(language)
    if language == "zh":
        found = _chinese().finditer(text)
        yield from ((name, one.start(), one[0]) for one in found for name, sure, _ in index[one[0]] if sure)
        return
    for word in WORD.finditer(text):
        yield from ((name, word.start(), word[0]) for name in _of_word(word[0].lower(), language)[0])
