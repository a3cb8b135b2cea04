"""Which old sentence a changed sentence was: the pairs with the highest similarity, each sentence once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher

THRESHOLD = 0.6
"""The least difflib ratio of two texts that count as versions of one sentence."""
_GRAM = 3
_RAREST = 16
"""How many of a text's rarest character trigrams look for candidates; comparing all with all would be quadratic."""
_CANDIDATES = 6


def pairs(old: Sequence[tuple[str, ...]], new: Sequence[str], near: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Index of a new text -> index of the old one that it resembles most.

    An old sentence may have several texts (its own and that which its translation was made for). `near` names old
    sentences that stood in the place of a new one: they are looked at in any case and win a draw.
    """
    index: dict[str, set[int]] = defaultdict(set)
    for number, texts in enumerate(old):
        for text in texts:
            for gram in _grams(text):
                index[gram].add(number)
    ratings = []
    for position, text in enumerate(new):
        neighbours = set(near.get(position, ()))
        for number in sorted(neighbours | _candidates(text, index)):
            ratio = max(_ratio(candidate, text) for candidate in old[number])
            if ratio >= THRESHOLD:
                ratings.append((-ratio, number not in neighbours, position, number))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, position, number in sorted(ratings):
        if position not in found and number not in taken:
            found[position] = number
            taken.add(number)
    return found


def _grams(text: str) -> set[str]:
    padded = f" {text.casefold()} "
    return {padded[start : start + _GRAM] for start in range(max(1, len(padded) - _GRAM + 1))}


def _candidates(text: str, index: Mapping[str, set[int]]) -> set[int]:
    known = sorted((gram for gram in _grams(text) if gram in index), key=lambda gram: (len(index[gram]), gram))
    votes = Counter(number for gram in known[:_RAREST] for number in index[gram])
    return {number for number, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_CANDIDATES]}


def _ratio(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < THRESHOLD or matcher.quick_ratio() < THRESHOLD:
        return 0.0
    return matcher.ratio()
