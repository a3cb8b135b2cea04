"""Which old sentence a changed sentence was: the pairs with the highest similarity, each sentence once."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
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
    alike: Callable[[str, str], bool] | None = None,
) -> dict[int, int]:
    """The same, but an old text may be that of several new ones.

    `contexts` are those of the old and of the new texts: of two that are equally like, the one with the context of the
    new text wins, then one without any. With `alike` only pairs (old, new) of which it says yes are looked at.
    """
    found: dict[int, int] = {}
    for position, number in _ranked(old, new, near, contexts, alike):
        found.setdefault(position, number)
    return found


def _ranked(
    old: Sequence[tuple[str, ...]],
    new: Sequence[str],
    near: Mapping[int, Collection[int]],
    contexts: tuple[Sequence[str], Sequence[str]] | None = None,
    alike: Callable[[str, str], bool] | None = None,
) -> list[tuple[int, int]]:
    """Pairs that are similar enough, the most similar first."""
    from rapidfuzz.fuzz import ratio

    # The index holds no more than the grams that somebody asks for, and numbers in arrays rather than sets of objects.
    asked = [_grams(text) for text in new]
    index: dict[str, array[int]] = {gram: array("l") for gram in set().union(*asked)}
    wanted = set(index)
    for number, texts in enumerate(old):
        grams = _grams(texts[0]) if len(texts) == 1 else set().union(*map(_grams, texts))
        for gram in grams & wanted:
            index[gram].append(number)
    limit = 100 * THRESHOLD
    ratings = []
    for position, text in enumerate(new):
        neighbours = set(near.get(position, ()))
        for number in sorted(neighbours | _candidates(asked[position], index)):
            similarity = max([ratio(candidate, text, score_cutoff=limit) for candidate in old[number]])
            if similarity >= limit:
                told = ("", "") if contexts is None else (contexts[0][number], contexts[1][position])
                other = 0 if told[0] == told[1] else 2 if told[0] else 1
                if alike and (not alike(old[number][0], text) or (similarity == limit and other == 2)):
                    continue
                ratings.append((-similarity, other, number not in neighbours, position, number))
    return [(position, number) for *_, position, number in sorted(ratings)]


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
