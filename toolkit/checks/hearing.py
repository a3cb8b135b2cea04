"""Whether a word of a translation sounds like a name of its source: Smith, Смит; Zhou, Чжоу."""

import functools
import re
from collections.abc import Sequence

from toolkit import late
from toolkit.checks import persons
from toolkit.checks.mandarin import is_spelled
from toolkit.checks.pair import Pair
from toolkit.checks.sounds import alike, cyrillic, ways

CYRILLIC_WORD = late.compile(r"[\u0400-\u052f]{2,}(?:-[\u0400-\u052f]{2,})*")
ADJECTIVE = late.compile("ск|[лдт][ыиуү]к")
"""What makes another word of a name, in small letters: тяньцзиньский, бишкектик."""
SIBILANT = late.compile("[QqXxJj]")
"""Of Chinese, what Cyrillic writes in other ways than that of other languages: Qian, Цянь."""
LEAST = 3
"""Consonants of the shortest name that can be recognised."""
LONGEST_SOUNDED = 5
"""Consonants of the longest name whose first one may be another."""
LONGEST_ENDING = 4
"""Consonants that endings add to a short name (Гуглдун); other words begin like one by chance."""
IS = 0.75
"""Share of the consonants of two writings of a name where it must be one."""
FIRST_SURE = late.compile(r"[lmrvf]|n(?!g)|k(?![hn])|p(?![hf])|t(?![hszc])|d(?![jz])", re.IGNORECASE)
"""A first letter that has one sound wherever the name is from: Mendoza is no Бенитес."""


def heard(one: str, pair: Pair, others: tuple[str, ...] = ()) -> bool:
    """Whether a word of the translation sounds like a name, and has none of the stems of other names."""
    if pair.target_language == "zh":
        return persons.is_heard(one, pair.target)
    sure = FIRST_SURE.match(one) is not None
    return any(
        _heard_as(consonants, pair, others, sure=sure) or (not others and _is_small(consonants, pair))
        for consonants in ways(one)
    )


def _is_small(consonants: str, pair: Pair) -> bool:
    """Whether a word in small letters has all of many consonants of a name, and no others: лунцзина."""
    return len(consonants) > LEAST and any(
        cyrillic(word)[: len(consonants)] == consonants for word in CYRILLIC_WORD.findall(pair.target)
    )


def _heard_as(consonants: str, pair: Pair, others: tuple[str, ...], *, sure: bool) -> bool:
    """The same of one way to say it, whose first sound may be `sure`."""
    return len(consonants) > 1 and any(
        _alike(consonants, other, capital=capital and not adjective and not sure)
        or (capital and (not sure or other[:1] == consonants[:1]) and alike(consonants, other, IS))
        for other, capital, adjective in _words(pair.target, others, adjectives=len(consonants) >= LEAST)
        if len(consonants) >= LEAST or len(other) <= len(consonants) + LONGEST_ENDING
    )


@functools.lru_cache(16)
def _words(text: str, others: tuple[str, ...] = (), *, adjectives: bool) -> Sequence[tuple[str, bool, bool]]:
    """(the consonants, whether it has a capital letter, whether it is an adjective) of each word that may be a name."""
    return [
        (cyrillic(part), part[0].isupper(), ADJECTIVE.search(part) is not None)
        for word in CYRILLIC_WORD.findall(text)
        if not (others and word.casefold().startswith(others))
        for part in word.split("-")
        if part[0].isupper() or (adjectives and ADJECTIVE.search(word))
    ]


def short_heard(one: str, pair: Pair) -> bool:
    """The same of a name of two consonants that nobody knows, the first of which Chinese names write in many ways."""
    return any(_short_heard_as(consonants, one, pair) for consonants in ways(one))


def _short_heard_as(consonants: str, one: str, pair: Pair) -> bool:
    if len(consonants) >= LEAST:
        return False
    words = [one for one in _words(pair.target, adjectives=True) if len(one[0]) <= len(consonants) + LONGEST_ENDING]
    if not is_spelled(one):
        return any(other.startswith(consonants) for other, _, _ in words)
    shared = {*consonants, *("с" if SIBILANT.search(one) else "")}
    return any(
        other.startswith(consonants) or (capital and not shared.isdisjoint(other)) for other, capital, _ in words
    )


def _alike(one: str, other: str, *, capital: bool) -> bool:
    """Whether two skeletons begin alike; the first sound of Chinese names is written in many ways (Qing, Цин)."""
    return other.startswith(one[:LEAST]) or (
        capital and LEAST <= len(one) <= LONGEST_SOUNDED and other[1:LEAST] == one[1:LEAST]
    )
