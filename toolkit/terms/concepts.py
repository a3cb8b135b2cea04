"""What the words of a text may mean, as names that languages share, by which it and its translation are compared.

A name is an English word or phrase of the lexicon, the value of a number, a placeable as it stands, a mark, or the
sound of the beginning of a word: `bshk` of Bishkek and of Бишкек.
"""

import functools
import re
from collections.abc import Iterator

from toolkit.placeables import NUMBER, find
from toolkit.quantities import quantities
from toolkit.terms.lexicon import LANGUAGES, LONGEST, load, words
from toolkit.terms.matching import UNSPACED, WORD, forms

MARKS = {
    sign: name
    for name, signs in {
        "?": "?？",
        "!": "!！",
        ":": ":：",
        ";": ";；",
        "(": "(（",
        '"': '“”"«»„《》',
        "%": "%",
        "$": "$",
    }.items()
    for sign in signs
}
"""Mark -> its name; the forms of one mark in different languages share it."""
EMPTY = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "and", "or", "is", "are", "was", "were", "be", "been",
    "it", "its", "that", "this", "as", "with", "from", "will", "have", "has", "had", "not", "but", "do", "does", "'s",
    "s", "his", "her", "their",
))  # fmt: skip
"""English words that no translation can be told by."""
SOUNDS = {
    "а": "", "б": "b", "в": "v", "г": "g", "д": "d", "е": "", "ё": "", "ж": "g", "з": "s", "и": "", "й": "", "к": "k",
    "л": "l", "м": "m", "н": "n", "ң": "n", "о": "", "ө": "", "п": "p", "р": "r", "с": "s", "т": "t", "у": "", "ү": "",
    "ф": "f", "х": "h", "ц": "s", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "", "ь": "", "э": "", "ю": "", "я": "",
    "c": "k", "q": "k", "w": "v", "z": "s", "j": "g", "x": "ks", "a": "", "e": "", "i": "", "o": "", "u": "", "y": "",
}  # fmt: skip
"""Letter -> consonant that it sounds like; vowels have none."""
LATIN = (("tion", "sn"), ("sh", "s"), ("ch", "c"), ("ph", "f"), ("th", "t"), ("kh", "h"), ("zh", "g"), ("ce", "s"),
         ("ci", "s"))  # fmt: skip
SOUND = 3
"""Consonants of a sound."""
LONGEST_HAN = 8
BEGINNING = 3
"""Letters that every form of a word has, nearly always."""


def concepts(text: str, language: str) -> tuple[frozenset[str], ...]:
    """What may stand for each word, number, placeable and mark of a text in another language; () where nothing does."""
    return tuple(slot for slot in _slots(text, language) if slot)


def _slots(text: str, language: str) -> Iterator[frozenset[str]]:
    for quantity in quantities(text, language):
        yield frozenset(f"={value.normalize():f}" for value in quantity.values)
    for found in find(text):
        if found.kind.group != NUMBER and not found.text.isdigit():
            yield frozenset({f"^{found.text.casefold()}"})
    for sign in text:
        if sign in MARKS:
            yield frozenset({MARKS[sign]})
    if language == "en":
        yield from _english(text)
    elif language in UNSPACED:
        yield from _unspaced(text, language)
    else:
        for match in WORD.finditer(text):
            yield _word(match[0], language)


@functools.lru_cache(65536)
def _word(word: str, language: str) -> frozenset[str]:
    """The names of a word of Russian, Kyrgyz, or a language without a lexicon."""
    found = set[str]()
    if language in LANGUAGES:
        small = word.casefold()
        table = _forms_of(small[:BEGINNING], language)
        found = {name for form in forms(small, language) for name in table.get(form, ())}
    return frozenset(found | _sound(word))


@functools.lru_cache(65536)
def _english_word(word: str) -> frozenset[str]:
    if word.lower() in EMPTY:
        return frozenset()
    return frozenset(forms(word.casefold(), "en") | _sound(word)) if word[0].isalpha() else frozenset()


def _english(text: str) -> Iterator[frozenset[str]]:
    for word in WORD.findall(text):
        yield _english_word(word)
    small = words(text)
    known, starts = _phrases()
    for place, word in enumerate(small):
        for length in range(min(starts.get(word, 0), len(small) - place), 1, -1):
            if small[place : place + length] in known:
                yield frozenset({" ".join(small[place : place + length])})
                break


def _unspaced(text: str, language: str) -> Iterator[frozenset[str]]:
    """Every word of the lexicon that stands in the text, but for one letter inside a longer word."""
    for match in re.finditer(r"[A-Za-z][\w.-]+", text, re.ASCII):
        yield _english_word(match[0])
    if language not in LANGUAGES:
        return
    table = _backwards(language)
    covered = 0
    for place in range(len(text)):
        for length in range(min(LONGEST_HAN, len(text) - place), 0, -1):
            if length == 1 and place < covered:
                break
            if names := table.get(text[place : place + length]):
                yield names
                covered = max(covered, place + length)
                break


def _sound(word: str) -> set[str]:
    """The beginning of a word as it sounds, where it has letters enough."""
    if len(word) < 4:
        return set()
    small = word.casefold()
    if small[0] < "\u0250":
        for letters, sound in LATIN:
            small = small.replace(letters, sound)
    made = "".join(SOUNDS.get(letter, letter) for letter in small)
    made = re.sub(r"(.)\1+", r"\1", made)
    return {f"~{made[:SOUND]}"} if len(made) >= SOUND else set()


@functools.cache
def _phrases() -> tuple[frozenset[tuple[str, ...]], dict[str, int]]:
    """(the English phrases of the lexicon, first word -> words of the longest)."""
    known = frozenset(key for language in LANGUAGES for key in load(language).entries if len(key) > 1)
    starts: dict[str, int] = {}
    for key in known:
        starts[key[0]] = max(starts.get(key[0], 0), min(len(key), LONGEST))
    return known, starts


@functools.cache
def _backwards(language: str) -> dict[str, frozenset[str]]:
    """Word as the lexicon has it, in small letters -> English words and phrases that it translates.

    The words of a phrase stand each for the phrase and for its words.
    """
    made: dict[str, set[str]] = {}
    for key, entries in load(language).entries.items():
        content = [word for word in key if word not in EMPTY and word[0].isalpha()]
        names = {" ".join(key), *(content if len(content) <= 3 else ())}
        for entry in entries:
            if language in UNSPACED:
                made.setdefault(entry.target, set()).update(names)
                continue
            own = [word.casefold() for word in WORD.findall(entry.target)]
            for word in own if len(own) <= 3 else ():
                if len(word) > 2 or len(own) == 1:
                    made.setdefault(word, set()).update(names)
    return {word: frozenset(names) for word, names in made.items()}


@functools.cache
def _beginnings(language: str) -> dict[str, list[str]]:
    """First letters -> the words of the lexicon that begin so: only those that a text may have are ever analysed."""
    made: dict[str, list[str]] = {}
    for word in _backwards(language):
        made.setdefault(word[:BEGINNING], []).append(word)
    return made


@functools.cache
def _forms_of(beginning: str, language: str) -> dict[str, set[str]]:
    """Form -> names, for the words of the lexicon that begin so."""
    made: dict[str, set[str]] = {}
    for word in _beginnings(language).get(beginning, ()):
        for form in forms(word, language):
            made.setdefault(form, set()).update(_backwards(language)[word])
    return made
