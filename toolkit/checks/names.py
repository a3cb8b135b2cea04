"""Whether the names of the source are in the translation: as they were written, or as their sounds are in Cyrillic.

Names are compared by the consonants that they begin with, since vowels and endings differ by practice and case. What
languages call by a word of their own (countries, peoples, months) is never asked for: a name counts only where it is in
no list of English words and where, in Chinese, the translation keeps Latin names at all.
"""

import functools
import re
from collections.abc import Iterator

from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.engines.degeneration import SCRIPTS

NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?![\w'’-])")
"""A capitalised word in the middle of a sentence."""
SOUNDS = (
    ("sch", "ш"), ("tsch", "ч"), ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ph", "ф"),
    ("th", "т"), ("ck", "к"), ("ts", "ц"), ("gh", "г"), ("qu", "кв"), ("x", "кс"), ("j", "дж"), ("w", "в"),
    ("b", "б"), ("c", "к"), ("d", "д"), ("f", "ф"), ("g", "г"), ("h", "х"), ("k", "к"), ("l", "л"), ("m", "м"),
    ("n", "н"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("v", "в"), ("z", "з"),
)  # fmt: skip
"""Latin letters -> the Cyrillic consonant that stands for their sound."""
ALIKE = {"ж": "з", "ц": "с", "ч": "с", "ш": "с", "щ": "с", "дз": "з", "г": "к", "х": "к", "б": "п", "в": "ф", "д": "т",
         "з": "с", "й": "", "қ": "к", "ң": "н"}  # fmt: skip
CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщң]")
CYRILLIC_WORD = re.compile(r"[\u0400-\u052f]{2,}")
LEAST = 3
"""Consonants of the shortest name that can be recognised."""


@functools.lru_cache(4096)
def skeleton(name: str) -> str:
    """The consonants of a Latin name, each as the one that stands for its family in Cyrillic."""
    text, made, place = name.casefold(), "", 0
    while place < len(text):
        for latin, cyrillic in SOUNDS:
            if text.startswith(latin, place):
                made += cyrillic
                place += len(latin)
                break
        else:
            place += 1
    return _folded(made)


def _folded(consonants: str) -> str:
    folded = ""
    for letter in consonants:
        while letter in ALIKE and ALIKE[letter] != letter:
            letter = ALIKE[letter]
        if not folded.endswith(letter) or not letter:
            folded += letter
    return folded


def name(pair: Pair) -> Iterator[Fault]:
    """A name of the source is not in the translation."""
    if pair.source_language != "en" or SCRIPTS.get(pair.target_language) != "Cyrl":
        return
    wanted = [match[0] for match in NAME.finditer(pair.source)]
    if not wanted:
        return
    found = {_folded("".join(CONSONANT.findall(word.casefold()))) for word in CYRILLIC_WORD.findall(pair.target)}
    joined = " ".join(found)
    for one in wanted:
        consonants = skeleton(one)
        if len(consonants) < LEAST or one in pair.target or _is_word(one):
            continue
        if not any(other.startswith(consonants[:LEAST]) for other in found) and consonants[:LEAST] not in joined:
            yield Fault(f"The name {quoted(one)} is not in the translation.")


def _is_word(name: str) -> bool:
    """Whether languages have words of their own for it."""
    from toolkit.catalogs.wordlists import wordlists

    lists = wordlists("en")
    return name.casefold() in lists.function or name in lists.values or name.casefold() in lists.values
