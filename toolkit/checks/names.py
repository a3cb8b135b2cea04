"""Whether the names of the source are in the translation: as they were written, or as their sounds are in Cyrillic.

Names are compared by the consonants that they begin with, since vowels and endings differ by practice and case. What
the lexicon knows as a common word is never asked for (Culture, Governor); what it knows as a name may also be what it
says (Germany, Германия).
"""

import functools
import re
from collections.abc import Iterator

from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.engines.scripts import SCRIPTS
from toolkit.terms.lexicon import LANGUAGES, Entry, load

NAME = re.compile(r" (?<=[a-z,] )([A-Z][a-z]{3,})(?![\w'’-])")
"""A capitalised word in the middle of a sentence."""
SOUNDS = (
    ("sch", "ш"), ("tsch", "ч"), ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ph", "ф"),
    ("th", "т"), ("ck", "к"), ("ts", "ц"), ("gh", "г"), ("qu", "кв"), ("x", "кс"), ("j", "ж"), ("w", "в"),
    ("b", "б"), ("c", "к"), ("d", "д"), ("f", "ф"), ("g", "г"), ("h", "х"), ("k", "к"), ("l", "л"), ("m", "м"),
    ("n", "н"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("v", "в"), ("z", "з"),
)  # fmt: skip
"""Latin letters -> the Cyrillic consonant that stands for their sound."""
NASAL = re.compile(r"ng(?![aeiou])")
"""One sound in Chinese names: Yangzhou, Янчжоу."""
ALIKE = {"ж": "з", "ц": "с", "ч": "с", "ш": "с", "щ": "с", "дз": "з", "г": "к", "х": "к", "б": "п", "в": "ф", "д": "т",
         "з": "с", "дж": "ж", "й": "", "қ": "к", "ң": "н"}  # fmt: skip
CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщң]")
CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]{2,}")
ENDINGS = ("s", "es", "ing", "ed", "er")
"""Of common words that stand with a capital letter in titles."""
LEAST = 3
"""Consonants of the shortest name that can be recognised."""


@functools.lru_cache(4096)
def skeleton(name: str) -> str:
    """The consonants of a Latin name, each as the one that stands for its family in Cyrillic."""
    text, made, place = NASAL.sub("n", name.casefold()), "", 0
    while place < len(text):
        for latin, cyrillic in SOUNDS:
            if text.startswith(latin, place):
                made += cyrillic
                place += len(latin)
                break
        else:
            place += 1
    return _folded(made)


@functools.lru_cache(65536)
def _cyrillic(word: str) -> str:
    """The same of a word in Cyrillic."""
    return _folded("".join(CONSONANT.findall(word.casefold().replace("дж", "ж"))))


def _folded(consonants: str) -> str:
    folded = ""
    for letter in consonants.replace("кс", "с"):
        while letter in ALIKE and ALIKE[letter] != letter:
            letter = ALIKE[letter]
        if not folded.endswith(letter) or not letter:
            folded += letter
    return folded


def name(pair: Pair) -> Iterator[Fault]:
    """A name of the source is not in the translation."""
    if pair.source_language != "en" or SCRIPTS.get(pair.target_language) != "Cyrl":
        return
    wanted = NAME.findall(pair.source)
    if not wanted:
        return
    found: set[tuple[str, bool]] | None = None
    text = pair.target.casefold()
    for one in wanted:
        consonants = skeleton(one)
        if len(consonants) < LEAST or one in pair.target:
            continue
        known = _known(one.casefold(), pair.target_language)
        if known is None or any(stem in text for stem in known):
            continue
        if found is None:
            words = CYRILLIC_WORD.findall(pair.target)
            found = {(_cyrillic(word), word[0].isupper()) for word in words}
        if not any(_alike(consonants, other, capital=capital) for other, capital in found):
            yield Fault(f"The name {quoted(one)} is not in the translation.")


def _alike(one: str, other: str, *, capital: bool) -> bool:
    """Whether two skeletons begin alike; the first sound of Chinese names is written in many ways (Qing, Цин)."""
    return other.startswith(one[:LEAST]) or (capital and len(one) >= LEAST and other[1:LEAST] == one[1:LEAST])


@functools.lru_cache(4096)
def _known(name: str, language: str) -> tuple[str, ...] | None:
    """The beginnings of what the lexicon has for a name; None for what it knows as a common word."""
    lexicon = load(language) if language in LANGUAGES else None
    entries: tuple[Entry, ...] = ()
    for form in (name, *(name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending))):
        entries = entries or (lexicon.find((form,)) if lexicon else ())
    if entries and entries[0].tag != "PROPN" and not entries[0].target[:1].isupper():
        return None
    return tuple(entry.target[: max(4, len(entry.target) - 3)].casefold() for entry in entries)
