"""The sounds of names in Chinese: Smith, 史密斯; Thompson, 汤普森; Zhou Meiling, 周美玲.

A name is a row of consonants on either side, each of a few families, since Mandarin tells no r from l at the end of a
syllable and no b from p as others do. hanzi.tsv is made by scripts/hanzi_sounds.py.
"""

import functools
import operator
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.checks.gazetteer import without_marks
from toolkit.checks.wordlists import listed, table_rows

TABLE = Path(__file__).parent / "hanzi.tsv"


class Sound(NamedTuple):
    """One consonant or vowel."""

    families: int
    """Those that it may be of, a bit each."""
    weight: float
    """How much it counts: what other languages leave out or write in many ways counts less."""


VOWEL = 0.25
"""What a vowel weighs."""
FAMILIES = "pmfnltkysaeiou"
LATIN = (
    (r"\bk(?=n)", "k", 0.2),
    (r"dj", "sty", 1.0),
    (r"t?sch|shch|sh|[cs]z|ts|tz|zz|zh|dzh|sc(?=[eiy])|c(?=[eiy])", "s", 1.0),
    (r"ch", "sk", 1.0),
    (r"kh|ck", "k", 1.0),
    (r"ph", "f", 1.0),
    (r"th", "ts", 1.0),
    (r"gh", "kf", 0.3),
    (r"g(?=n)", "k", 0.4),
    (r"ng(?![aeiouy])|n", "nm", 1.0),
    (r"qu|q", "ks", 1.0),
    (r"x", "sk", 1.0),
    (r"j", "syk", 1.0),
    (r"y", "y", 0.3),
    (r"w", "f", 0.5),
    (r"v", "fp", 1.0),
    (r"b|p", "p", 1.0),
    (r"d|t", "t", 1.0),
    (r"f", "f", 1.0),
    (r"g(?=[eiy])", "ks", 1.0),
    (r"h", "k", 0.4),
    (r"c|k|g", "k", 1.0),
    (r"l|r(?=[aeiouy])", "l", 1.0),
    (r"r", "l", 0.4),
    (r"m", "mn", 1.0),
    (r"s|z", "s", 1.0),
    (r"a", "a", VOWEL),
    (r"e\b", "aie", 0.05),
    (r"e", "aie", VOWEL),
    (r"i", "i", VOWEL),
    (r"o", "ao", VOWEL),
    (r"u", "ou", VOWEL),
)
"""How English writes it, its families, its weight; what stands first is tried first."""
INITIALS = {
    "b": ("p", 1.0), "p": ("p", 1.0), "m": ("m", 1.0), "f": ("f", 1.0), "d": ("t", 1.0), "t": ("t", 1.0),
    "n": ("n", 1.0), "l": ("l", 1.0), "g": ("k", 1.0), "k": ("k", 1.0), "h": ("kf", 0.7), "j": ("skt", 1.0),
    "q": ("skt", 1.0), "x": ("sk", 1.0), "zh": ("s", 1.0), "ch": ("s", 1.0), "sh": ("s", 1.0), "r": ("ls", 1.0),
    "z": ("s", 1.0), "c": ("s", 1.0), "s": ("s", 1.0), "w": ("f", 0.5), "y": ("y", 0.3),
}  # fmt: skip
"""The same of what a syllable begins with in Mandarin."""
ALONE = frozenset("斯特德克姆夫布格什兹普伯勒弗赫茨茲")
"""Characters for a consonant without a vowel behind it."""
NASAL, ER = ("nm", 0.6), ("l", 0.5)
"""What it may end in."""
SIBILANTS = {"zh", "ch", "sh", "z", "c", "s"}
"""Syllables in -i that have no vowel there."""
VOWELS = {"a": "a", "o": "oa", "e": "eao", "i": "i", "u": "uo", "v": "ui"}
SYLLABLE = late.compile(r"([zcs]h|[bpmfdtnlgkhjqxrzcswy]|)([a-z]*?)(n?g?)")
DOUBLE = late.compile(r"([b-df-hj-np-tv-z])\1")
ENOUGH = 0.9
"""Likeness from which no better one is looked for."""
LONGEST = 8
"""Characters of the longest word of a name."""
CASTLE, CASTLES = late.compile("(?:b[ue]rgh?|bourg)$"), "堡"
"""A part of names that Chinese mostly has a word for, which sounds like its beginning: Heidelberg, 海德堡."""
HAN = late.compile("[\u4e00-\u9fff]+")
_latin = late.compile("|".join(f"({pattern})" for pattern, _, _ in LATIN))


@functools.cache
def readings() -> dict[str, tuple[str, ...]]:
    """Character -> the syllables that it is read as, the usual one first."""
    lines = table_rows(TABLE)
    found: dict[str, tuple[str, ...]] = {}
    for column in (1, 2):
        for line in lines:
            for one in line[column]:
                found[one] = (*found.get(one, ()), line[0])
    return found


@functools.cache
def _bits(families: str) -> int:
    return sum(1 << FAMILIES.index(one) for one in set(families))


@functools.lru_cache(1 << 14)
def latin(name: str) -> tuple[Sound, ...]:
    """The consonants of a word of an English name."""
    word = DOUBLE.sub(r"\1", without_marks(name).casefold())
    found = (LATIN[match.lastindex - 1] for match in _latin.finditer(word) if match.lastindex)
    return tuple(Sound(_bits(families), weight) for _, families, weight in found)


@functools.lru_cache(1 << 13)
def _syllable(syllable: str) -> tuple[Sound, ...]:
    """The consonants and the vowel of a syllable of Mandarin."""
    match = SYLLABLE.fullmatch(syllable)
    if match is None or syllable == "er":
        return (Sound(_bits(ER[0]), ER[1]),)
    found = [Sound(_bits(INITIALS[match[1]][0]), INITIALS[match[1]][1])] if match[1] else []
    if match[2] and not (match[2] == "i" and match[1] in SIBILANTS):
        found.append(Sound(_bits("".join(map(VOWELS.__getitem__, match[2]))), VOWEL))
    return (*found, Sound(_bits(NASAL[0]), NASAL[1])) if match[3] else tuple(found)


@functools.lru_cache(1 << 13)
def _character(character: str) -> tuple[Sound, ...]:
    """The sounds of a character as it is usually read."""
    sounds = next((_syllable(one) for one in readings().get(character, ())), ())
    return tuple(one for one in sounds if one.weight > VOWEL) if character in ALONE else sounds


@functools.lru_cache(1 << 15)
def likeness(name: str, characters: str) -> float:
    """What share of the sounds of a word and of characters stand in both, in one order: from 0 to 1."""
    return _likeness(name, characters)[-1]


@functools.lru_cache(1 << 15)
def likeness_within(name: str, characters: str) -> float:
    """The same of the first characters, as many of them as are most like the word."""
    return max(_likeness(name, characters))


def _likeness(name: str, characters: str) -> list[float]:
    """The same of the first one, the first two and so on."""
    one = latin(name)
    other: list[Sound] = []
    ends: list[tuple[int, float]] = []
    total = sum(sound.weight for sound in one)
    for character in characters:
        sounds = _character(character)
        other.extend(sounds)
        total += sum(sound.weight for sound in sounds)
        ends.append((len(other), total))
    row = [0.0] * (len(other) + 1)
    for families, weight in one:
        before = 0.0
        for place, (against, its) in enumerate(other, 1):
            here = row[place]
            best = max(row[place - 1], here)
            if before + weight + its > best and families & against:
                best = before + weight + its
            row[place] = best
            before = here
    return [row[end] / total if total else 0.0 for end, total in ends] or [0.0]


def heard_before(name: str, characters: str) -> float:
    """The same of the last characters, as many of them as are most like the word."""
    return max((likeness(name, characters[place:]) for place in range(len(characters))), default=0.0)


@functools.cache
def _runs() -> "re.Pattern[str]":
    return re.compile(f"[{''.join(listed('heard', 'zh'))}]+")


@functools.cache
def _joined_runs() -> "re.Pattern[str]":
    """The same, and 的 between them: 波的尼亚."""
    run = _runs().pattern
    return re.compile(f"{run}(?:的{run})*")


def runs(text: str) -> list[str]:
    """The characters in a row by which the sounds of names are written."""
    return _runs().findall(text)


def stretches(text: str) -> "Iterator[re.Match[str]]":
    """The same, where they stand."""
    return _runs().finditer(text)


def heard_within(name: str, text: str, *, usual: bool = True) -> float:
    """The same of any characters in a row somewhere in a text: of those that names `usual`ly are written in, or any."""
    sounds = latin(name)
    if not sounds:
        return 1.0
    first = _first(sounds)
    best = heard_within(CASTLE.sub("bo", name), text, usual=usual) if CASTLES in text and CASTLE.search(name) else 0.0
    for run in _joined_runs().findall(text) if usual else HAN.findall(text):
        for place, character in enumerate(run):
            if begins(character) & first:
                best = max(best, likeness_within(name, run[place : place + LONGEST]))
                if best >= ENOUGH:
                    return best
    return best


def _first(sounds: tuple[Sound, ...]) -> int:
    """The families that the first sounds of a word are of: those of the first that no language leaves out."""
    found = 0
    for sound in sounds:
        if sound.weight != VOWEL or not found:
            found |= sound.families
        if sound.weight == 1.0:
            break
    return found


def may_begin(name: str, characters: str) -> bool:
    """Whether the first sound of some characters may be that of a word; a weak one may be any."""
    first = _character(characters[0])[:1]
    return not first or first[0].weight < 1.0 or bool(first[0].families & _first(latin(name)))


@functools.lru_cache(1 << 13)
def begins(character: str) -> int:
    """The families that the sounds of a character are of."""
    return functools.reduce(operator.or_, [sound.families for sound in _character(character)], 0)


@functools.lru_cache(1 << 12)
def is_spelled(name: str) -> bool:
    """Whether a word may be Mandarin as it is written in Latin letters: Meiling."""
    return bool(_spelled().fullmatch(without_marks(name).casefold()))


def is_syllable(name: str) -> bool:
    """Whether a word is one syllable of Mandarin: Meng."""
    return name.casefold() in _syllables()


@functools.cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for found in readings().values() for syllable in found)


@functools.cache
def _spelled() -> "re.Pattern[str]":
    every = {syllable for found in readings().values() for syllable in found if len(syllable) > 1 or syllable in "aeo"}
    return re.compile(f"(?:(?:{'|'.join(sorted(every, key=len, reverse=True))})['’-]?){{1,2}}")


def is_read(letters: str, text: str) -> bool:
    """Whether some characters of a text that stand in a row are read as these letters."""
    return any(_reads(letters, text, place) for place in range(len(text)))


def _reads(letters: str, text: str, place: int) -> bool:
    if not letters:
        return True
    return place < len(text) and any(
        _reads(letters[len(one) :], text, place + 1)
        for one in readings().get(text[place], ())
        if letters.startswith(one)
    )
