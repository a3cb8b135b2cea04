"""The sounds of names: Latin and Cyrillic words by their consonants, since vowels and endings differ by practice."""

import functools
import re

SOUNDS = (
    ("sch", "ш"), ("tsch", "ч"), ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ph", "ф"),
    ("th", "т"), ("ck", "к"), ("ts", "ц"), ("gh", "г"), ("gn", "н"), ("qu", "кв"), ("x", "кс"), ("j", "ж"), ("w", "в"),
    ("b", "б"), ("c", "к"), ("d", "д"), ("f", "ф"), ("g", "г"), ("h", "х"), ("k", "к"), ("l", "л"), ("m", "м"),
    ("n", "н"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("v", "в"), ("z", "з"),
)  # fmt: skip
"""Latin letters -> the Cyrillic consonant that stands for their sound."""
NASAL = re.compile(r"ng(?![aeiou])")
"""One sound in Chinese names: Yangzhou, Янчжоу."""
HARD = re.compile(r"(?<=[a-z])qu(?=[ei])")
"""A k alone within names: Marquez, Маркес."""
ALIKE = {"ж": "з", "ц": "с", "ч": "с", "ш": "с", "щ": "с", "дз": "з", "г": "к", "х": "к", "б": "п", "в": "ф", "д": "т",
         "з": "с", "дж": "ж", "й": "", "қ": "к", "ң": "н"}  # fmt: skip
LEAST_SHARED = 2
CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщң]")


SOUND = re.compile("|".join(latin for latin, _ in SOUNDS))
CYRILLIC = dict(SOUNDS)


@functools.lru_cache(1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a Latin name, each as the one that stands for its family in Cyrillic."""
    return _folded("".join(map(CYRILLIC.__getitem__, SOUND.findall(HARD.sub("k", NASAL.sub("n", name.casefold()))))))


@functools.lru_cache(65536)
def cyrillic(word: str) -> str:
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


@functools.lru_cache(1 << 16)
def alike(one: str, other: str, share: float) -> bool:
    """Whether two skeletons have such a share of their consonants in one order; what an ending adds is cut."""
    other = other[: len(one) + 1]
    row = [0] * (len(other) + 1)
    for letter in one:
        before = 0
        for place, against in enumerate(other, 1):
            here = row[place]
            row[place] = before + 1 if letter == against else max(here, row[place - 1])
            before = here
    return row[-1] >= max(LEAST_SHARED, share * max(len(one), len(other)))
