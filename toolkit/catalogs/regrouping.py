"""Sentences that were split or joined: which new texts an old one was cut into, which old ones a new one was made of.

Two ways to know it. Exactly: the texts of the parts, one after the other, are the text of the whole; this is what
other rules of segmentation do, and it is looked for in the whole catalog. Nearly: side by side where the whole
vanished or appeared, the parts together are more like the whole than each of them; this is what an author does who
edits a sentence and cuts it in two.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from toolkit.catalogs.neighbours import Identity, Stretch
from toolkit.po.entries import Entry

THRESHOLD = 0.72
"""The least similarity of the whole and its parts together (similar.py)."""
MARGIN = 0.02
"""By how much the parts together are more like the whole than any of them alone."""
PART = 75.0
"""The least likeness (rapidfuzz, 0 to 100) of a part and that stretch of the whole which is most like it."""
REACH = 3
MOST_PARTS = 3
"""Parts that are looked for where the texts are not the same."""
Item = TypeVar("Item")
_BOUNDARY = re.compile(r"\s+|(?<=[^\w\s])(?=\S)")


class Regrouping(NamedTuple):
    """One whole and its parts, as keys of the caller's."""

    whole: int
    parts: tuple[int, ...]
    exact: bool


def tiling(text: str, parts: Mapping[str, int], longest: int) -> tuple[int, ...]:
    """The fewest parts, two at least, that make up the text but for white space between them; () if none do.

    `longest` is the length of the longest part. A part may end at white space or after punctuation.
    """
    ends = [match.end() for match in _BOUNDARY.finditer(text)]
    ends.append(len(text))
    ways: dict[int, tuple[int, ...]] = {0: ()}
    waiting = [0]
    for start in waiting:
        for place in range(bisect_right(ends, start), len(ends)):
            end = ends[place]
            if end - start > longest + 1:
                break
            number = parts.get(text[start:end].strip())
            if number is None or end in ways or end - start == len(text):
                continue
            ways[end] = (*ways[start], number)
            if end == len(text):
                return ways[end]
            waiting.append(end)
    return ()


def exact(wholes: Mapping[int, str], parts: Mapping[str, int]) -> list[Regrouping]:
    """The wholes that are made up of parts, in the order of `wholes`."""
    longest = max(map(len, parts), default=0)
    found = ((number, tiling(text, parts, longest)) for number, text in wholes.items())
    return [Regrouping(number, tiles, True) for number, tiles in found if tiles]


def near(
    found: Iterable[Stretch],
    olds: Sequence[str],
    news: Mapping[Identity, int],
    together: Callable[[Identity, Identity], bool],
    joiner: str,
) -> tuple[list[Regrouping], list[Regrouping]]:
    """Splits (old whole, new parts) and joins (new whole, old parts); no text is in two of them.

    `together` says whether two new messages stand side by side in one block.
    """
    rated: list[tuple[float, bool, int, tuple[int, ...]]] = []
    for stretch in found:
        if len(stretch.gone) + len(stretch.new) < 3:
            continue
        for position, identity in enumerate(stretch.new):
            around = stretch.beside(position, REACH)
            for run in _runs(stretch.new[position:]):
                if all(together(one, other) for one, other in pairwise(run)):
                    pieces = [text for _, text in run]
                    for whole in around:
                        score = _score(olds[whole], pieces, joiner)
                        if score:
                            rated.append((score, True, whole, tuple(news[one] for one in run)))
            if identity not in news:
                continue
            for place in range(len(around)):
                for old_run in _runs(around[place:]):
                    score = _score(identity[1], [olds[number] for number in old_run], joiner)
                    if score:
                        rated.append((score, False, news[identity], tuple(old_run)))
    splits: list[Regrouping] = []
    joins: list[Regrouping] = []
    taken: set[tuple[bool, int]] = set()
    for _, is_split, whole, parts in sorted(rated, key=lambda rating: (-rating[0], *rating[1:])):
        members = {(is_split, whole), *((not is_split, part) for part in parts)}
        if not members & taken:
            taken |= members
            (splits if is_split else joins).append(Regrouping(whole, parts, False))
    return splits, joins


def _runs(items: Sequence[Item]) -> list[Sequence[Item]]:
    return [items[:length] for length in range(2, min(MOST_PARTS, len(items)) + 1)]


def _score(whole: str, parts: Sequence[str], joiner: str) -> float:
    """How like the whole its parts are together; 0 if one of them alone is, or one has nothing to do with it."""
    from rapidfuzz.fuzz import partial_ratio, ratio

    likeness = ratio(joiner.join(parts), whole, score_cutoff=100 * THRESHOLD)
    if not likeness or max(len(part) for part in parts) >= len(whole):
        return 0.0
    if any(ratio(part, whole) + 100 * MARGIN > likeness or partial_ratio(part, whole) < PART for part in parts):
        return 0.0
    return float(likeness)


class Words:
    """The translations of a catalog, to find a text in them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.texts = {form: 0 for entry in entries if not entry.header for form in entry.msgstr if form}
        self.longest = max(map(len, self.texts), default=0)

    def found(self, text: str) -> bool:
        """Whether the text is one of them, or several one after the other."""
        return text in self.texts or bool(tiling(text, self.texts, self.longest))
