"""Which old sentence a changed sentence was: the pairs with the highest similarity, each sentence once."""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

THRESHOLD = 0.6
"""The least similarity of two texts that count as versions of one sentence.

Twice the longest common subsequence over the sum of the lengths, in characters: the measure of `fstrcmp` in gnulib and
its limit in msgmerge (gettext-tools/src/message.h, FUZZY_THRESHOLD).
"""
_GRAM = 3
_RAREST = 16
"""How many of a text's rarest character trigrams look for candidates; comparing all with all would be quadratic."""
_VOTES = 500
"""How many candidates they may name before the commoner ones of them are not asked any more."""
_CANDIDATES = 6
FEW_WORDS = 4
"""A text of no more words, or of a script without spaces, is short."""
CERTAIN = 0.8
"""A short text that is so much like one with the same words is not looked for among all others."""
IN_PLACE = 0.9
"""Of a text whose place in the file is that of one so much like it, others are not looked at."""
MOST_COMPARED = 6_000_000
"""Pairs of a short text and an old one that are compared; each takes some 0.1 microseconds."""


def pairs(old: Sequence[tuple[str, ...]], new: Sequence[str], near: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Index of a new text -> index of the old one that it resembles most.

    An old sentence may have several texts (its own and that which its translation was made for). `near` names old
    sentences that stood in the place of a new one: they are looked at in any case and win a draw.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for position, number in _ranked(old, new, near):
        if position not in found and number not in taken:
            found[position] = number
            taken.add(number)
    return found


def nearest(
    old: Sequence[tuple[str, ...]],
    new: Sequence[str],
    near: Mapping[int, Collection[int]],
    contexts: tuple[Sequence[str], Sequence[str]] | None = None,
) -> dict[int, int]:
    """The same, but an old text may be that of several new ones.

    `contexts` are those of the old and of the new texts: of two that are equally like, the one with the context of the
    new text wins, then one without any.
    """
    found: dict[int, int] = {}
    for position, number in _ranked(old, new, near, contexts):
        found.setdefault(position, number)
    return found


def _ranked(
    old: Sequence[tuple[str, ...]],
    new: Sequence[str],
    near: Mapping[int, Collection[int]],
    contexts: tuple[Sequence[str], Sequence[str]] | None = None,
) -> list[tuple[int, int]]:
    """Pairs that are similar enough, the most similar first."""
    from rapidfuzz.fuzz import ratio

    limit = 100 * THRESHOLD
    ratings: list[tuple[float, int, bool, int, int]] = []

    def rated(position: int, numbers: Collection[int], *, beside: bool) -> bool:
        """Whether one of them, with the same context, is so much alike that nobody looks elsewhere."""
        text, enough = new[position], False
        for number in numbers:
            similarity = max([ratio(candidate, text, score_cutoff=limit) for candidate in old[number]])
            if similarity >= limit:
                told = ("", "") if contexts is None else (contexts[0][number], contexts[1][position])
                other = 0 if told[0] == told[1] else 2 if told[0] else 1
                ratings.append((-similarity, other, not beside, position, number))
                enough = enough or (similarity >= 100 * IN_PLACE and not other)
        return enough

    elsewhere = [position for position in range(len(new)) if not rated(position, near.get(position, ()), beside=True)]
    if elsewhere:
        finder = _Finder(old, [new[position] for position in elsewhere])
        for position in elsewhere:
            rated(position, finder.candidates(new[position]).difference(near.get(position, ())), beside=False)
    return [(position, number) for *_, position, number in sorted(ratings)]


class _Finder:
    """Names the old texts that may be like a new one.

    A text of many words is looked for by its rarest words, a short one, in which an edit touches most of them, by
    comparing it with all that are about as long, or, where that would be too many, by its rarest trigrams.
    """

    def __init__(self, old: Sequence[tuple[str, ...]], new: Sequence[str]) -> None:
        self.texts = [text for texts in old for text in texts]
        self.firsts = [texts[0] for texts in old]
        self.owners = [number for number, texts in enumerate(old) for _ in texts]
        short = [text for text in new if len(text.split(" ", FEW_WORDS)) <= FEW_WORDS]
        # No more of an index than somebody asks for, with numbers in arrays rather than sets of objects.
        self.words = self._index(map(_words, new), map(str.split, map(str.casefold, self.texts)))
        self.grams: dict[str, array[int]] | None = None
        if len(short) * len(self.texts) > MOST_COMPARED:
            self.grams = self._index(map(_grams, short), map(_grams, self.texts))
        else:
            lengths = [len(text) for text in self.texts]
            self.by_length = sorted(range(len(lengths)), key=lengths.__getitem__) if short else []
            self.lengths = [lengths[place] for place in self.by_length]
            self.sorted = [self.texts[place] for place in self.by_length]

    def _index(self, asked: Iterable[Collection[str]], texts: Iterable[Collection[str]]) -> "dict[str, array[int]]":
        """Piece of what is asked for -> the owners of the texts that have it."""
        index: dict[str, array[int]] = {piece: array("l") for pieces in asked for piece in pieces}
        if wanted := frozenset(index):
            for owner, common in zip(self.owners, map(wanted.intersection, texts), strict=True):
                for piece in common:
                    index[piece].append(owner)
        return index

    def candidates(self, text: str) -> set[int]:
        """Numbers of old texts."""
        by_words = _candidates({*_words(text)}, self.words)
        if len(text.split(" ", FEW_WORDS)) > FEW_WORDS:
            return by_words
        if self.grams is not None:
            return _candidates(_grams(text), self.grams)
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        alike = [self.firsts[number] for number in by_words]
        if alike and extract(text, alike, scorer=ratio, score_cutoff=100 * CERTAIN, limit=1):
            return by_words
        # Twice the common part over the sum of the lengths cannot reach the limit beyond these lengths.
        low, high = len(text) * THRESHOLD / (2 - THRESHOLD), len(text) * (2 - THRESHOLD) / THRESHOLD
        start, stop = bisect_left(self.lengths, math.floor(low)), bisect_right(self.lengths, math.ceil(high))
        found = extract(
            text, self.sorted[start:stop], scorer=ratio, score_cutoff=100 * THRESHOLD, limit=2 * _CANDIDATES
        )
        return {self.owners[self.by_length[start + place]] for _, _, place in found}


def _words(text: str) -> list[str]:
    return text.casefold().split()


def _grams(text: str) -> set[str]:
    padded = f" {text.casefold()} "
    return {padded[start : start + _GRAM] for start in range(max(1, len(padded) - _GRAM + 1))}


def _candidates(grams: Collection[str], index: "Mapping[str, array[int]]") -> set[int]:
    known = sorted([(len(index[gram]), gram) for gram in grams if index[gram]])
    asked: list[array[int]] = []
    votes = 0
    for count, gram in known[:_RAREST]:
        votes += count
        if asked and votes > _VOTES:
            break
        asked.append(index[gram])
    named = Counter(chain.from_iterable(asked))
    if len(named) <= _CANDIDATES:
        return set(named)
    # Those named most often; of equals, the first.
    least = sorted(named.values(), reverse=True)[_CANDIDATES - 1]
    best = sorted([(-times, number) for number, times in named.items() if times >= least])
    return {number for _, number in best[:_CANDIDATES]}
