"""The sounds of names: Latin and Cyrillic words by their consonants, since vowels and endings differ by practice."""

import functools
import unicodedata

from toolkit import late

SOUNDS = (
    ("dzh", "ж"), ("dj", "ж"),
    ("sch", "ш"), ("tsch", "ч"), ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ph", "ф"),
    ("th", "т"), ("ck", "к"), ("ts", "ц"), ("gh", "г"), ("gn", "н"), ("qu", "кв"), ("x", "кс"), ("j", "ж"), ("w", "в"),
    ("b", "б"), ("c", "к"), ("d", "д"), ("f", "ф"), ("g", "г"), ("h", "х"), ("k", "к"), ("l", "л"), ("m", "м"),
    ("n", "н"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("v", "в"), ("z", "з"),
)  # fmt: skip
"""Latin letters -> the Cyrillic consonant that stands for their sound."""
NASAL = late.compile(r"ng(?![aeiou])")
"""One sound in Chinese names: Yangzhou, Янчжоу."""
KS = late.compile("x|c?ks")
"""What counts as one s, as кс does in Cyrillic: Alexei, Алексей."""
HARD = late.compile(r"(?<=[a-z])qu(?=[ei])")
"""A k alone within names: Marquez, Маркес."""
ALIKE = {"ж": "з", "ц": "с", "ч": "с", "ш": "с", "щ": "с", "дз": "з", "г": "к", "х": "к", "б": "п", "в": "ф", "д": "т",
         "з": "с", "дж": "ж", "й": "", "қ": "к", "ң": "н"}  # fmt: skip
LEAST_SHARED = 2
CONSONANT = late.compile(r"[бвгджзклмнпрстфхцчшщң]")


SOUND = late.compile("|".join(latin for latin, _ in SOUNDS))
CYRILLIC = dict(SOUNDS)


@functools.lru_cache(1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a Latin name, each as the one that stands for its family in Cyrillic."""
    return _folded("".join(map(CYRILLIC.__getitem__, SOUND.findall(_plain(name.casefold())))))


def _plain(name: str) -> str:
    """A Latin name in small letters, with one letter for sounds that are written by several or by one of its own."""
    return KS.sub("s", HARD.sub("k", NASAL.sub("n", name)))


MARKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ę": "en", "ą": "on", "ř": "rz", "ð": "d", "þ": "th"})
"""Letters that no decomposition makes plain ones, and nasal vowels."""
OTHERWISE = (
    (late.compile("^w(?=r)|^k(?=n)"), ("",)),  # Wright, Knight
    (late.compile("ght"), ("т", "хт")),
    (late.compile("sch"), ("ш", "ск")),
    (late.compile("ch"), ("ч", "х")),  # Michael: Майкл, Михаэль
    (late.compile("gn"), ("н", "гн")),  # Magnus
    (late.compile("nh"), ("н", "нх")),  # Minh
    (late.compile("^j|^gi(?=[aou])"), ("ж", "х", "")),  # Javier, Jürgen, Giannis
    (late.compile("j"), ("ж", "х")),  # Guadalajara
    (late.compile("gu(?=a)"), ("г", "гв")),
    (late.compile("(?<=ie)r$"), ("р", "")),  # Olivier
    (late.compile("g(?=[eiy])"), ("г", "ж")),  # Roger
    (late.compile("c(?=[eiy])"), ("к", "с", "ч")),
    (late.compile("w"), ("в", "")),  # Walter: Вальтер, Уолтер
    (late.compile("(?<=[aeiou])(?:gh|h)|^h"), ("х", "")),  # Hugo: Хуго, Юго
    (late.compile("(?<=[aeiou])[stxd]$"), None),  # Paris, Пари
)
"""Latin letters, and the Cyrillic ones by which some language says them; None: as it stands, or not at all."""
ANY_OTHERWISE = late.compile("|".join(f"({one.pattern})" for one, _ in OTHERWISE))
MOST_WAYS = 12
"""Ways of saying a name that are tried."""


@functools.lru_cache(1 << 16)
def ways(name: str) -> tuple[str, ...]:
    """The skeletons of a Latin name in the languages that it may be of, the English one first."""
    folded = name.casefold().translate(MARKED)
    if not folded.isascii():
        folded = "".join(one for one in unicodedata.normalize("NFD", folded) if not unicodedata.combining(one))
    made = [""]
    end = 0
    for match in ANY_OTHERWISE.finditer(folded):
        assert match.lastindex is not None  # each of the patterns is a group
        said = OTHERWISE[match.lastindex - 1][1] or (match[0], "")
        before, end = folded[end : match.start()], match.end()
        made = [one + before + sound for sound in said for one in made][:MOST_WAYS]
    made = [one + folded[end:] for one in made]
    known = dict.fromkeys([skeleton(folded), *map(_mixed, made)])
    return tuple(one for one in known if len(one) > 1) or (skeleton(folded),)


def _mixed(name: str) -> str:
    """The skeleton of letters of which some are Cyrillic already."""
    return _folded("".join(CYRILLIC.get(one, one) for one in MIXED.findall(_plain(name))))


MIXED = late.compile(f"{SOUND.pattern}|{CONSONANT.pattern}")


@functools.lru_cache(65536)
def cyrillic(word: str) -> str:
    """The same of a word in Cyrillic."""
    return _folded("".join(CONSONANT.findall(word.casefold().replace("дж", "ж").replace("кс", "с"))))


def _folded(consonants: str) -> str:
    folded = ""
    for letter in consonants:
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
