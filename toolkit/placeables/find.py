"""Where the placeables of a text are: the leftmost first, and of those that begin at one place the longest."""

import functools
import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from toolkit.placeables.table import KINDS, MODIFIER, STRINGS, Kind
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

MARKED = "\u00c0-\u024f"
"""Latin letters with marks."""
FLAGS = re.VERBOSE | re.ASCII
LETTER = r"(?:[^\W_A-Za-z]|[\u3001-\u301b\uff01-\uff03\uff05-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’«»—–…·])"
"""A letter or figure that is none of programs, or a mark of Chinese."""
ORDINARY = rf"""(?![:;])[(“"«'‘„]*(?:(?!{MODIFIER}-)[A-Z]*[a-z]*(?:(?<=[a-z])['’-](?:[a-z]+|[A-Z][a-z]+))*
    |\d+(?:,\d\d\d)*(?:[.,]\d+)?|{LETTER}+(?:-(?=[^\W\d_A-Za-z]){LETTER}+)*)[)”"»'’.,;:!?…]*"""
"""A word or number with the marks of a sentence around it: no placeable has nothing but such, save `:)`."""
MIXED = re.compile(r"[a-z][A-Z]|[A-Za-z][^\W\d_A-Za-z]|[^\W\d_A-Za-z][A-Za-z]")
"""What a word of letters alone has if it is not ordinary."""


def _is_mixed(word: str) -> bool:
    return not (word.isascii() and word[1:].islower()) and MIXED.search(word) is not None


MAY_BE_ONE = Sign({"Zyyy": rf"\A(?!(?:{ORDINARY})\Z)", "Latn": _is_mixed}, flags=re.VERBOSE)
CODE_BEGINS = re.compile(r"[{$@#`\[§]|<(?=[A-Za-z0-9/%?!])|%(?=\S)|:(?=[A-Za-z_+])|&(?=[#A-Za-z])|__")
"""What every code of a string begins with."""
IN_TEXTS = sum(1 << number for number, kind in enumerate(KINDS) if kind.where != STRINGS)
"""The kinds that occur in texts, a bit each."""


class Found(NamedTuple):
    """One placeable in a text."""

    kind: Kind
    start: int
    end: int
    text: str


@functools.cache
def _needs() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What texts are asked for first, and the kinds that need it: bit n stands for the kind of number n."""
    by_need: dict[str, int] = {}
    for number, kind in enumerate(KINDS):
        by_need[kind.needs] = by_need.get(kind.needs, 0) | 1 << number
    return tuple((re.compile(need, FLAGS), bits) for need, bits in by_need.items())


@functools.cache
def _any_need() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{need.pattern})" for need, _ in _needs()), FLAGS)


def _needed(text: str) -> int:
    """The kinds whose needs the text has, a bit each."""
    if _any_need().search(text) is None:
        return 0
    return functools.reduce(operator.or_, (bits for need, bits in _needs() if need.search(text)), 0)


_needed_by = OfWords(_needed)
SPACED, LIKE_SPACED = re.compile(r"\d \d"), "0 0"
"""The one need with a space in it, that of a time stamp; every other is met within a word."""


@functools.cache  # a pattern is compiled once a text may have its kind: all of them take 50 ms
def _pattern(number: int) -> tuple[Kind, re.Pattern[str]]:
    return KINDS[number], re.compile(_beside_letters(KINDS[number].pattern), FLAGS)


@functools.lru_cache(512)
def _some(numbers: int) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Some kinds, a bit each, with their patterns."""
    return tuple(_pattern(number) for number in range(len(KINDS)) if numbers >> number & 1)


def _beside_letters(pattern: str) -> str:
    """The pattern, in whose looks to both sides Latin letters with marks are letters too: no `%1` in `%1ã`."""
    for look in ("(?<!", "(?!"):
        pattern = pattern.replace(rf"{look}\w)", rf"{look}[\w{MARKED}])").replace(rf"{look}[\w", rf"{look}[\w{MARKED}")
    return pattern


def find(text: str) -> tuple[Found, ...]:
    """Every placeable of a text, in order; none overlaps another."""
    return _found(text) if MAY_BE_ONE(text) else ()


@functools.lru_cache(512)
def _found(text: str) -> tuple[Found, ...]:
    return tuple(_find(text))


def codes(text: str) -> tuple[Found, ...]:
    """The markup and variables of a string of a program, in order; none overlaps another."""
    found: list[Found] = []
    place = 0
    for begin in CODE_BEGINS.finditer(text):
        start = begin.start()
        if start < place:
            continue
        kinds = [_pattern(number) for number, need in _in_strings(text[start]) if need.match(text, start)]
        if longest := _longest(text, start, kinds):
            found.append(longest)
            place = longest.end
    return tuple(found)


@functools.cache
def _in_strings(sign: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The numbers of the kinds of codes in strings of programs that begin with a sign, and what they need there."""
    own = [(number, kind) for number, kind in enumerate(KINDS) if kind.in_strings and sign in begins_with(kind)]
    return tuple((number, re.compile(kind.needs, FLAGS)) for number, kind in own)


def begins_with(kind: Kind) -> str:
    """The signs that a code in a string of a program begins with: the first of what the kind needs."""
    first = re.match(r"\[(?:\\.|[^\]\\])+\]|\\?.", kind.needs)
    return first[0].strip("[]").replace("\\", "") if first and first[0] != "\\[" else "["


def _find(text: str) -> Iterator[Found]:
    numbers = functools.reduce(operator.or_, map(_needed_by.__getitem__, text.split()), 0)
    if SPACED.search(text):
        numbers |= _needed_by[LIKE_SPACED]
    numbers &= IN_TEXTS
    if not numbers:
        return
    kinds = _some(numbers)
    begins = [(pattern, match) for _, pattern in kinds if (match := pattern.search(text))]
    while begins:
        start = min(match.start() for _, match in begins)
        longest = _longest(text, start, kinds)
        place = longest.end if longest else start + 1
        if longest:
            yield longest
        begins = [*_from(text, place, begins)]


def _from(
    text: str, place: int, begins: Iterable[tuple[re.Pattern[str], re.Match[str]]]
) -> Iterator[tuple[re.Pattern[str], re.Match[str]]]:
    """The next of each kind from a place on: a search begins anew only where its last find has been passed by."""
    for pattern, match in begins:
        following = match if match.start() >= place else pattern.search(text, place)
        if following:
            yield pattern, following


def _longest(text: str, start: int, kinds: Sequence[tuple[Kind, re.Pattern[str]]]) -> Found | None:
    """Of what begins at a place the longest, and of those the first of the table."""
    best: tuple[int, Kind] | None = None
    for kind, pattern in kinds:
        own = pattern.match(text, start)
        if own is not None and own.end() > (best[0] if best else start):
            best = own.end(), kind
    return Found(best[1], start, best[0], text[start : best[0]]) if best else None
