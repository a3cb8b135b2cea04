"""Phrase pairs of aligned rows (Koehn, Och and Marcu 2003), counted by lemma on the English side.

An English key is the lemmas of a span, articles left out, numbers as `#`, slots as `{}`; the target side is units, each
with a tag that is kept beside it (`провинция/N` and `sing nomn`).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_SOURCE, LONGEST_TARGET = 5, 7
DISCOUNT = 0.4


@dataclass(slots=True)
class Row:
    """A pair of sentences, aligned."""

    source: Sequence[str]
    units: Sequence[str]
    tags: Sequence[str]
    links: set[tuple[int, int]]
    weight: float


def extract(row: Row, free: Iterable[int] = ()) -> list[tuple[int, int, int, int]]:
    """Spans (source start, end, target start, end) that no link leaves; `free` target words may be added at an edge."""
    found = []
    free = set(free)
    n, m = len(row.source), len(row.units)
    by_source: dict[int, list[int]] = defaultdict(list)
    by_target: dict[int, list[int]] = defaultdict(list)
    for i, j in row.links:
        by_source[i].append(j)
        by_target[j].append(i)
    for start in range(n):
        for end in range(start + 1, min(n, start + LONGEST_SOURCE) + 1):
            targets = [j for i in range(start, end) for j in by_source[i]]
            if not targets:
                continue
            first, last = min(targets), max(targets) + 1
            if last - first > LONGEST_TARGET:
                continue
            if any(not start <= i < end for j in range(first, last) for i in by_target[j]):
                continue
            low = first
            while low >= 0 and (low == first or (low in free and first - low <= 1)):
                high = last
                while high <= m and (high == last or (high - 1 in free and high - last <= 1)):
                    if high - low <= LONGEST_TARGET:
                        found.append((start, end, low, high))
                    if high == m or by_target[high]:
                        break
                    high += 1
                if low == 0 or by_target[low - 1]:
                    break
                low -= 1
    return found


class Table:
    """Counts of phrase pairs, and their scores."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], float] = defaultdict(float)
        self.sources: dict[str, float] = defaultdict(float)
        self.targets: dict[str, float] = defaultdict(float)
        self.tags: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def add(self, row: Row, spans: Iterable[tuple[int, int, int, int]]) -> None:
        """The phrase pairs of a row."""
        for start, end, low, high in spans:
            source, target = " ".join(row.source[start:end]), " ".join(row.units[low:high])
            if source.count("#") != target.count("#") or source.count("{}") != target.count("{}"):
                continue
            self.pairs[source, target] += row.weight
            self.sources[source] += row.weight
            self.targets[target] += row.weight
            within = [[i for i, at in row.links if at == j and start <= i < end] for j in range(low, high)]
            places = ",".join(str(max(one) - start) if one else "" for one in within)
            self.tags[source, target]["|".join(row.tags[low:high]) + "\t" + places] += row.weight

    def scores(self, source: str, target: str) -> tuple[float, float]:
        """log P(target | source), log P(source | target), both discounted."""
        count = self.pairs[source, target]
        discounted = max(count - DISCOUNT, 0.1 * count)
        return (
            math.log(discounted / (self.sources[source] + 0.3)),
            math.log(discounted / (self.targets[target] + 0.3)),
        )
