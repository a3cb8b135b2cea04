"""How long the translation of an English text is wont to be, word by word: `the` becomes nothing in Russian.

extent.tsv has the characters that each of the commonest words and marks comes to, and by how many letters any other
word does; it is made by scripts/extent.py, by least squares on the relative error. What translations differ from it
is a tenth to a fifth less than from a length measured in letters alone.
"""

import functools
import math
from collections.abc import Iterator
from pathlib import Path

from toolkit import late, signs
from toolkit.languages import code_of
from toolkit.signs.words import OfWords

TABLE = Path(__file__).parent / "extent.tsv"
PART = late.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")
"""A word, a number or a mark."""
OTHERS = late.compile("[A-Za-z0-9]")
ANY, LETTER, CAPITAL, LETTER_OF_CAPITAL = "*", "*letter", "*capital", "*letter of a capital"
"""Names of rows: what any other word comes to, each of its letters, and both once more in a word with a capital."""
LANGUAGES = ("zh", "ru", "ky")


def expected(said: str, language: str) -> float:
    """Characters that a translation of an English text into a language of LANGUAGES is wont to have."""
    return sum(map(_of_piece[language].__getitem__, signs.pieces(said)))


def parts(said: str, language: str) -> Iterator[tuple[int, float]]:
    """(where it begins, the characters of its translation) of each word, number and mark of an English text."""
    return ((match.start(), _of_part(match[0], language)) for match in PART.finditer(said))


def surplus(said: str, made: str, target_language: str) -> float:
    """Logarithm of the characters of a translation for one that is expected; below 0 for one that is short."""
    language = code_of(target_language)
    return math.log(max(1, characters(made, language)) / max(1.0, expected(said, language)))


def characters(made: str, language: str) -> int:
    """Characters of a translation; of Chinese without white space, and of others than its own a third."""
    if language != "zh":
        return len(made)
    every = "".join(made.split())
    return len(every) - 2 * len(OTHERS.findall(every)) // 3


def features(word: str) -> Iterator[tuple[str, int]]:
    """(name of a row, how often it counts) for a word that has none of its own."""
    yield ANY, 1
    yield LETTER, len(word)
    if word[0].isupper():
        yield CAPITAL, 1
        yield LETTER_OF_CAPITAL, len(word)


@functools.lru_cache(1 << 14)
def _of_part(part: str, language: str) -> float:
    rows = _rows()[language]
    own = rows.get(part.lower())
    return max(0.0, sum(rows[name] * count for name, count in features(part)) if own is None else own)


def _of_parts(piece: str, language: str) -> float:
    """Of a piece of text without white space."""
    return sum(_of_part(part, language) for part in PART.findall(piece))


_of_piece = {language: OfWords(functools.partial(_of_parts, language=language)) for language in LANGUAGES}


@functools.cache
def _rows() -> dict[str, dict[str, float]]:
    """Language -> name of a row -> characters."""
    lines = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("# "))
    cells = [(name, [float(one) for one in numbers]) for name, *numbers in lines]
    return {language: {name: numbers[place] for name, numbers in cells} for place, language in enumerate(LANGUAGES)}
