"""A stretch of a sentence that a translation seems to have left out, wherever it begins and ends.

omissions.py looks at whole clauses and phrases; this at any words in a row for which the lexicon finds nothing, beside
how short the translation is and how many of its own words nothing of the source supports. The weights are those of a
logistic regression, which scripts/coverage.py makes of right translations and of the same without a clause, a third or
three words.
"""

import functools
import itertools
import math
import operator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import signs
from toolkit.checks.omissions import LEAST, POLITE, unsupported
from toolkit.checks.typography import end
from toolkit.engines.relation import Asked, against, asked
from toolkit.engines.tails import USUAL, size
from toolkit.languages import code_of

TABLE = Path(__file__).parent / "coverage.tsv"
CHARACTERS = {"zh": 0.25, "ru": 0.8, "ky": 0.83}
"""Of the source, that hardly any such translation has more of (one of two hundred), and one right one in ten has: asked
first."""
WORDS = 11
"""Of a source, at least: in a shorter one an idiom is much of it."""
KNOWN = 6
"""Words of the source that must be known, at least."""
STRETCH = 2.5
"""What those in a row have to speak against it, at least: three words that it has in no way."""
MARKS = frozenset(".!?。！？…")
BEGUN, KNOWN_OF_IT = 8, 4
"""Words of a source that a translation may break off of, and of those that are known, at least."""
ALL = 0.1
"""Logarithm of the words for one of the usual, above which a translation is whole."""
SHORT = -0.1
"""The same below which a single word that it lacks is enough, where it otherwise takes two."""
SHORTEST = 0.05
"""Of the usual words, a translation is taken to have so many at least."""


class Traits(NamedTuple):
    """What tells that a translation has left something out."""

    constant: float
    """1."""
    share: float
    """Logarithm of its words for one of the usual."""
    stretch: float
    """What the words of the source in a row for which it has least speak against it (a cumulative sum, Page 1954)."""
    untold: float
    """Share of the words of the source that are known for which it has nothing."""
    otherwise: float
    """Words of its own that nothing supports, for each of those that are known; 0 until it is asked for."""


def uncovered(source: str, target: str, target_language: str) -> str:
    """The words of an English source from the first to the last of such a stretch; empty for none."""
    language = code_of(target_language)
    if language not in CHARACTERS or len(source) < LEAST or len(target) > CHARACTERS[language] * len(source):
        return ""
    if len(signs.pieces(source)) < WORDS:
        return ""
    every, share = asked(source, language), share_of(source, target, language)
    words, speaking = looked_up(every, target, len(every) - _least_untold(share, len(every), language))
    if len(speaking) < KNOWN:
        return ""
    limit, weights = _weights()[language]
    found = traits(share, speaking)
    if found.stretch < STRETCH:
        return ""
    if odds(found, weights) <= limit:
        return ""  # which no words of its own make more
    found = found._replace(otherwise=unsupported(source, target, language) / len(speaking))
    if odds(found, weights) <= limit:
        return ""
    plain = POLITE.sub(",", source)
    return _stretch(source, words, speaking) if plain == source else uncovered(plain, target, target_language)


def broken_off(source: str, target: str, target_language: str) -> str:
    """The words of an English sentence that its translation has not come to, which lacks a mark at its end; empty where
    it is whole. Of 156,000 right translations 16 are told, all but one of them strings.
    """
    language = code_of(target_language)
    if target[-1:] in MARKS or language not in USUAL or len(signs.pieces(source)) < BEGUN:
        return ""
    share = share_of(source, target, language)
    if not end(source) or end(target) or share > ALL:
        return ""
    words, speaking = looked_up(asked(source, language), target)
    if len(speaking) < KNOWN_OF_IT:
        return ""
    # What ends a sentence of Kyrgyz, its verb, stands in the middle of one of English.
    last = _sums(speaking) if language == "ky" else [*itertools.accumulate(reversed(speaking), initial=0.0)]
    if max(last) < (1.0 if share < SHORT else 2.0):
        return ""
    return _stretch(source, words, speaking)


def looked_up(every: Sequence[Asked], target: str, most: float = math.inf) -> tuple[list[str], list[float]]:
    """(the words of a source that are known, how much each speaks against the target), in order; none as soon as the
    target has more than so many at `most`.
    """
    made = target.lower()
    words, speaking = [], []
    for one in every:
        speaks = against(one, made)
        if speaks < 0:
            most -= 1
            if most < 0:
                return [], []
        if speaks and not (speaks > 0 and one.other):
            words.append(one.word)
            speaking.append(speaks)
    return words, speaking


def _least_untold(share: float, known: int, language: str) -> float:
    """How many of so many words a target of such a share has to lack, at least, that anything is told."""
    limit, (constant, of_share, stretch, untold, _) = _weights()[language]
    return (limit - constant - of_share * share) / (stretch + untold / max(1, known))


def share_of(source: str, target: str, language: str) -> float:
    """Logarithm of the words of a target for one of the usual."""
    share = size(target, language) / (USUAL[language] * size(source, "en") or 1.0)
    return math.log(max(share, SHORTEST))


def traits(share: float, speaking: Sequence[float]) -> Traits:
    """Of a target of that share and of words that speak so, but for what the target says otherwise."""
    untold = sum(speaks > 0 for speaks in speaking) / len(speaking)
    return Traits(1.0, share, max(_sums(speaking)), untold, 0.0)


def odds(found: Traits, weights: Sequence[float]) -> float:
    """Logarithm of the odds that something is left out."""
    return float(sum(map(operator.mul, found, weights)))


def _sums(speaking: Sequence[float]) -> list[float]:
    """What the words up to each one come to, added up anew whenever it falls below nothing."""
    return [*itertools.accumulate(speaking, lambda before, speaks: max(0.0, before + speaks), initial=0.0)]


def _stretch(source: str, words: Sequence[str], speaking: Sequence[float]) -> str:
    """The text of the source from the first to the last word of that stretch."""
    sums = _sums(speaking)
    end = sums.index(max(sums))
    begin = max(place for place in range(end) if sums[place] == 0.0)
    small, places = source.lower().replace("’", "'"), [(0, 0)]
    for word in words:
        start = max(small.find(word, places[-1][1]), places[-1][1])
        places.append((start, start + len(word)))
    return source[places[begin + 1][0] : places[end][1]]


@functools.cache
def _weights() -> dict[str, tuple[float, tuple[float, ...]]]:
    """Language -> (the logarithm of odds above which something is told, the weights of Traits)."""
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {language: (float(limit), tuple(map(float, weights))) for language, limit, *weights in lines}
