"""Whether persons have their own names in Chinese, where names are written by their sounds: Smith, 史密斯.

A name on both sides of · is looked for in the source, a person of the source in the translation. Names from Japan,
Korea and Vietnam have characters of their own, which sound in no way like what English writes: nobody asks for them.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit import late
from toolkit.checks import gazetteer, mandarin
from toolkit.checks.wordlists import is_ordinary, listed
from toolkit.morphology import english
from toolkit.signs import Sign
from toolkit.terms.lexicon import load

DOT = "·"
DOTTED = late.compile(r"(?<!·)[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+(?!·)")
OTHERS = str.maketrans(dict(zip("ıłøđðŁØĐÆæœþ", "iwoddWODEeet", strict=True)) | {"ß": "ss"})
LONGEST, SHOWN = 7, 4
"""Characters beside · that may be of a name, and that are shown where nothing says where it begins or ends."""
WORD = late.compile(r"(?<![\w'’-])[A-Z][a-z]+(?:['’][a-z]{2,})?(?![\w-])")
RUN = late.compile(rf"{WORD.pattern}(?: {WORD.pattern})*")
OWNED = late.compile("['’]s?$")
CAPITALISED = late.compile(r"[A-Z][A-Za-z]+|\b(?:uulu|kyzy|ogl[uy]|bin|ibn|al|el|v[ao]n|d[aeiu]|la|del)\b")
MOST, NEAR = 3, 2
PLURALS = ("s", "es")
ARTICLES = frozenset({"the", "a", "an"})
NO_PERSON = late.compile("(?:s|[ie]an|ese|ish|ic|ist)$")
"""What a single word ends in that is a people or a thing."""
THING = late.compile(r"\b(?:the|an?) $", re.IGNORECASE)
SHORT_TITLE = late.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Capt|Sgt|Lt|Col|Gen|Rev|Sr|Sra|Hon)\. $")
"""What stands before a person, with a full stop."""
PLACED = late.compile(
    r"(?:^|\b(?:in|at|to|from|of|near|outside|around|through|across|the|a|an|for|over|on|into|and|or)"
    r"|[“”\"«(:.!?—–-]) ?$",
    re.IGNORECASE,
)
"""What stands before a single word that may be a place or a thing as well as a person."""
ROMAJI = late.compile(
    r"(?:(?:[kgsztdnhbpmyrjw]|[kgnhbpmr]y|sh|ch|ts|f)?[aeiou]{1,2}|n(?![aeiou])|(?:kk|pp|ss|tt)[aeiou])+"
)
"""Japanese in Latin letters."""
BESIDE, BOTH, WITHIN = 0.76, 1.72, 0.74
"""How much a name has to sound like the characters beside ·, its two parts together, and a name like any others."""
OTHERWISE = 0.8
"""Of that, where the first sound is another one: Vogel, 凯勒."""
LEAST, LEAST_SOUNDS = 4, 2.0
"""Letters, and weight of the sounds, of the shortest name that is looked for."""


def bare(text: str) -> str:
    """A text without marks on its letters, and without letters that English has not."""
    return text if text.isascii() else gazetteer.without_marks(text).translate(OTHERS)


def missing(source: str, target: str) -> str:
    """A person of an English text whose name is not heard in Chinese; empty for none."""
    if not MAY_BE_PERSON(source):
        return ""
    plain = bare(target)
    for person in persons(source):
        if any(word in plain for word in person):
            continue
        if spelled := chinese(person):
            if not any(mandarin.is_read(one, target) for one in spelled):
                return " ".join(person)
        elif not is_elsewhere(person) and _unheard(person[-1], target):
            return person[-1]
    return ""


PLACE = late.compile(
    r"\b(?:(in|near|outside)|from|to|at|of|around|on(?= (?:La|El|Las|Los|San|Santa) )) "
    r"(?:(?:La|El|Las|Los|San|Santa) |(?P<the>the ))?([A-Z][a-z]{3,}|[A-Z][a-z]+-[A-Z][a-z]+)(?:['’]s)?(?![\w'’-])"
    r"(?! [A-Z]|, [A-Z])"
    r"(?(the)(?=[.,;:!?)]|$| (?:in|on|at|from|to|by|for|with|until|and|or|is|was|has|were|who|where)\b))"
)
"""A single word that is a place, more often than not, behind one of these; behind the first ones also one in -s."""
PARTS = late.compile(r"[A-Z][a-z]+(?=-[A-Z][a-z])")
PEOPLE = late.compile("(?:[ie]ans?|ese|ish|ic|ists?)$")


def missing_place(source: str, target: str) -> str:
    """A place of an English text that nobody knows and whose sounds are not heard in Chinese; empty for none."""
    if not MAY_BE_PERSON(source):
        return ""
    for match in PLACE.finditer(bare(source)):
        one = match[3]
        parts = one.split("-")
        if match["the"] and _translations(one):
            continue
        if one in target or any(is_elsewhere((part,)) for part in parts) or one.casefold() in listed("title", "en"):
            continue
        if (PEOPLE if match[1] else NO_PERSON).search(one) or not all(map(may_be_one, parts)) or gazetteer.called(one):
            continue
        if _unheard("".join((parts[0], *map(str.casefold, parts[1:]))), target):
            return one
    return ""


class Stranger(NamedTuple):
    """A name beside · that no word of the source sounds like."""

    place: int
    text: str
    instead_of: str
    """The word of the source that stands beside the one which the other side of the dot sounds like."""


def stranger(source: str, target: str) -> Stranger | None:
    """The first one of a Chinese text."""
    if DOT not in target or DOT in source:
        return None
    said = CAPITALISED.findall(bare(source))
    said = [
        one for one in said if len(one) > 1 and one.casefold() not in listed("title", "en") | listed("common", "en")
    ]
    for match in DOTTED.finditer(target) if said else ():
        if any(name in match[0] and any(one in source for one in english) for name, english in _by_custom()):
            continue
        parts, place = match[0].split(DOT), match.start()
        for one, other in itertools.pairwise(parts):
            first = [_heard(word, one, before=True) for word in said]
            second = [_heard(word, other, before=False) for word in said]
            dot = place + len(one)
            if len(one) == len(other) == 1:  # a newton metre
                place = dot + 1
                continue
            if not any(
                min(here, there) >= BESIDE and here + there >= BOTH
                for number_here, here in enumerate(first)
                for number_there, there in enumerate(second)
                if 0 < abs(number_here - number_there) <= NEAR
            ):
                if max(first) >= max(second):
                    beside = first.index(max(first)) + 1
                    return Stranger(dot + 1, other[:SHOWN], said[beside] if beside < len(said) else "")
                short = one[-SHOWN:]
                beside = second.index(max(second)) - 1
                return Stranger(dot - len(short), short, said[beside] if beside >= 0 else "")
            place = dot + 1
    return None


@functools.cache
def _by_custom() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names with a dot that custom has for another one: 伊本·西那, Avicenna."""
    return tuple(
        (bare, known.en) for known in gazetteer.table() for name in known.zh
        if DOT in (bare := name.lstrip(gazetteer.DOUBTFUL))
    )  # fmt: skip


def _heard(word: str, characters: str, *, before: bool) -> float:
    """How much a word sounds like the last of the characters `before` a dot, or like the first behind one."""
    beside = characters.endswith if before else characters.startswith
    if any(len(one) > 1 and beside(one) for one in (*_translations(word), *gazetteer.chinese(word))):
        return 1.0
    if before:
        return mandarin.heard_before(word, characters[-LONGEST:])
    return mandarin.likeness_within(word, characters[:LONGEST]) * (
        1.0 if mandarin.may_begin(word, characters) else OTHERWISE
    )


def persons(source: str) -> Iterator[tuple[str, ...]]:
    """The words of each name that may be a person's, without what stands before it: Professor."""
    source = bare(source)
    for match in RUN.finditer(source):
        words = [OWNED.sub("", one) for one in match[0].split()]
        named = [*map(may_be_one, words)]
        if not any(named):
            continue
        first = named.index(True)
        kept = words[first:]
        if first and words[first - 1].casefold() in listed("surname", "zh") and mandarin.is_spelled(words[first]):
            first -= 1
            kept = words[first:]
        if len(kept) > MOST or any(english.is_common(one.casefold()) for one in kept[1:]):
            continue
        before = words[first - 1].casefold() if first else ""
        titled = before in listed("title", "en") or (not first and bool(SHORT_TITLE.search(source, 0, match.start())))
        if not titled and (before in ARTICLES or THING.search(source, 0, match.start())):
            continue
        if len(kept) == 1 and not titled:
            if first and not _known(words[first - 1]) and (first > 1 or match.start()):
                continue
            if NO_PERSON.search(kept[0]):
                continue
            if not first and PLACED.search(source, 0, match.start()):
                continue
        yield tuple(kept)


def run_around(source: str, place: int) -> tuple[str, ...]:
    """The capitalised words that stand in a row around a place of an English text."""
    for match in RUN.finditer(source):
        if match.start() <= place < match.end():
            return tuple(OWNED.sub("", one) for one in match[0].split())
    return ()


def _known(word: str) -> bool:
    return word in gazetteer.english_words() and not english.is_common(word.casefold())


@functools.lru_cache(1 << 15)
def may_be_one(word: str) -> bool:
    """Whether a capitalised word is no common one, nor a place or a name that is known."""
    if is_ordinary(word.casefold()) or word in gazetteer.english_words() or word in listed("brand", "en"):
        return False
    if word.casefold() in listed("title", "en"):
        return False
    return not any(word.endswith(end) and english.is_common(word.casefold().removesuffix(end)) for end in PLURALS)


def _may_be_person(word: str) -> bool:
    every = (OWNED.sub("", one) for one in WORD.findall(bare(word)))
    return any(map(may_be_one, every)) or any(map(may_be_one, PARTS.findall(word)))


MAY_BE_PERSON = Sign(_may_be_person, "Latn", "names", capital=True)


@functools.lru_cache(1 << 12)
def chinese(words: tuple[str, ...]) -> tuple[str, ...]:
    """How a Chinese name is read, in either order; nothing for other names."""
    small = [re.sub("[^a-z]", "", one.casefold()) for one in words]
    if not 1 < len(words) <= MOST or not all(map(mandarin.is_spelled, words)):
        return ()
    surnames = listed("surname", "zh")
    orders = (small, [small[-1], *small[:-1]])
    return tuple(map("".join, orders)) if any(one[0] in surnames for one in orders) else ()


@functools.lru_cache(1 << 12)
def is_elsewhere(words: tuple[str, ...]) -> bool:
    """Whether a name may be one that Chinese writes by other characters than those of its sounds."""
    small = [one.casefold() for one in words]
    if all(map(mandarin.is_spelled, words)) or all(map(ROMAJI.fullmatch, small)):
        return True
    return not (listed("surname", "ko") | listed("surname", "vi")).isdisjoint(small)


def _unheard(word: str, target: str) -> bool:
    """Whether a name is long enough to be known by its sounds, and nothing sounds like it."""
    if not may_be_one(word) or len(word) < LEAST:
        return False
    if sum(one.weight for one in mandarin.latin(word)) < LEAST_SOUNDS or is_translated(word, target):
        return False
    return mandarin.heard_within(word, target) < WITHIN


def is_heard(name: str, target: str) -> bool:
    """Whether the last word of a name sounds like some characters of a text, if it is long enough to tell."""
    return is_long(name) and mandarin.heard_within(name.split()[-1], target) >= WITHIN


def is_within(one: str, place: int, source: str, target: str) -> bool:
    """Whether characters at a place of a Chinese text are a part of a longer name of the source: 威克 of 哈威克, 德里
    of 弗里德里希.
    """
    end = place + len(one)
    for run in mandarin.stretches(target):
        if run.start() < place and run.end() >= end:
            return any(mandarin.heard_within(word, run[0]) >= WITHIN for word in CAPITALISED.findall(bare(source)))
    return False


def is_long(name: str) -> bool:
    """Whether the last word of a name has enough sounds to be known by them."""
    return sum(one.weight for one in mandarin.latin(name.split()[-1])) >= LEAST_SOUNDS


def is_translated(word: str, target: str) -> bool:
    """Whether the lexicon has a character of the target for a word."""
    return any(not set(one).isdisjoint(target) for one in _translations(word))


@functools.lru_cache(1 << 13)
def _translations(word: str) -> tuple[str, ...]:
    return tuple(one.target for one in load("zh").find((word.casefold(),)))
