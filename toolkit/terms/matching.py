"""Where a term stands in a text, in whatever form its words have there.

English: plurals, possessives and verb forms of each word. Russian: by the lemmas of pymorphy3 where it is installed,
and by stems (endings of nouns and adjectives, as in Porter's Snowball stemmer). Kyrgyz: by its suffixes (morphology/).
Chinese: as it is written.
"""

import functools
import importlib.util
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
BETWEEN = re.compile(r"[\s\u00a0\-‐–—/«»“”\"'‘’()《》,]{0,4}")
"""What may stand between two words of a term: a hyphen, quotation marks, the comma of «Один пояс, один путь»."""
UNSPACED = frozenset(("zh", "zt", "ja"))
RUSSIAN_ENDINGS = (
    "иями", "ями", "ами", "ией", "иям", "ием", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ая", "яя", "ую", "юю",
    "ое", "ее", "ой", "ей", "ый", "ий", "ые", "ие", "ым", "им", "ом", "ем", "ых", "их", "ам", "ям", "ах", "ях", "ов",
    "ев", "ью", "ия", "ии", "ию", "ья", "ьи", "а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й",
)  # fmt: skip
"""Endings of nouns and adjectives, for words that the dictionary does not know."""
LEAST_STEM = 3


class Place(NamedTuple):
    """Where a term stands."""

    start: int
    end: int


@functools.cache
def _dictionary() -> Callable[[str], Iterable[tuple[Any, float]]] | None:
    """The readings of a Russian word by the dictionary; None where pymorphy3 is not installed."""
    if importlib.util.find_spec("pymorphy3") is None:
        return None
    readings: Callable[[str], Iterable[tuple[Any, float]]] = importlib.import_module("toolkit.morphology.russian").forms
    return readings


@functools.lru_cache(65536)
def forms(word: str, language: str) -> frozenset[str]:
    """What a word in small letters is known by: its lemmas or stems; two words with one in common are the same word."""
    if language == "en":
        return frozenset({word, *_english(word)})
    if language == "ru":
        return _russian(word)
    if language == "ky":
        return _kyrgyz(word)
    return frozenset({word})


def _english(word: str) -> set[str]:
    bare = re.sub(r"['’]s?$", "", word)
    found = {bare}
    for ending, instead in (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"),
                            ("ing", ""), ("ing", "e")):  # fmt: skip
        if bare.endswith(ending) and len(bare) - len(ending) >= LEAST_STEM:
            stem = bare[: len(bare) - len(ending)] + instead
            found.add(stem)
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


def _russian(word: str) -> frozenset[str]:
    word = word.replace("ё", "е")
    readings = _dictionary()
    lemmas = {form.lemma.replace("ё", "е") for form, _ in readings(word)} if readings else set()
    stems = {word.removesuffix(ending) for ending in RUSSIAN_ENDINGS}
    return frozenset({word, *lemmas, *("~" + stem for stem in stems if len(stem) >= LEAST_STEM or stem == word)})


def _kyrgyz(word: str) -> frozenset[str]:
    from toolkit.morphology.kyrgyz.stemming import analyses

    found = {word}
    for reading in analyses(word):
        if len(reading.stem) >= 2:
            found |= {reading.stem.casefold(), reading.lemma.casefold()}
    return frozenset(found)


@functools.lru_cache(512)
def _tokens(text: str, language: str) -> tuple[tuple[str, int, int, frozenset[str]], ...]:
    return tuple(
        (match[0], match.start(), match.end(), forms(match[0].casefold(), language)) for match in WORD.finditer(text)
    )


def places(term: str, text: str, language: str, *, case_sensitive: bool = False) -> list[Place]:
    """Where a term stands in a text, from left to right; [] where it does not.

    A term in capitals, such as an abbreviation, is looked for with its capitals; any other word in either case.
    """
    if not term.strip():
        return []
    if language in UNSPACED:
        bare = term.strip("“”《》「」 ")
        return [Place(match.start(), match.end()) for match in re.finditer(re.escape(bare), text)]
    wanted = _tokens(term, language)
    if not wanted:
        return [Place(match.start(), match.end()) for match in re.finditer(re.escape(term.strip()), text)]
    if not _may_hold(term, text, language):
        return []
    words = _tokens(text, language)
    found = []
    place = 0
    while place + len(wanted) <= len(words):
        window = words[place : place + len(wanted)]
        if _is(wanted, window, text, case_sensitive):
            found.append(Place(window[0][1], window[-1][2]))
            place += len(wanted)
        else:
            place += 1
    return found


def _may_hold(term: str, text: str, language: str) -> bool:
    """A quick no: the first letters of the longest word of the term are nowhere in the text."""
    longest = max(WORD.findall(term), key=len).casefold()
    start = longest[: max(2, len(longest) - 4)] if language != "ky" else longest[: max(2, len(longest) - 3)]
    folded = text.casefold()
    return start in folded or start.replace("ё", "е") in folded.replace("ё", "е") or len(longest) < 5


def _is(
    wanted: Sequence[tuple[str, int, int, frozenset[str]]],
    window: Sequence[tuple[str, int, int, frozenset[str]]],
    text: str,
    case_sensitive: bool,
) -> bool:
    end = window[0][1]
    for (term, _, _, own), (word, start, stop, other) in zip(wanted, window, strict=True):
        exact = case_sensitive or (len(term) > 1 and term.isupper())
        if not BETWEEN.fullmatch(text[end:start]) or not own & other:
            return False
        if exact and not word.startswith(term[: max(1, len(term) - 2)]):
            return False
        end = stop
    return True
