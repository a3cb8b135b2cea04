"""How much likelier two sentences are each other's translation than two that met by chance, as a band of a matrix.

A sentence is its length and its slots: what may answer each of its words in the other language, as ids of things that
both languages share (terms/concepts.py). A slot that the other sentence answers counts log(HIT / p), p being the
share of all sentences that would answer it; one that it does not answer counts log((1 - HIT) / (1 - p)). That is the
likelihood ratio of a naive Bayes model, and it adds up over the sentences of a bead.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

HIT = 0.4
"""How often a word of a sentence is answered in its translation, as measured on the project's own sentences."""
MOST_SHARE = 0.5
"""A slot that more of all sentences than that answer says nothing."""
RARE = 2
"""A slot that so many sentences answer at the most is a landmark: the band goes by it."""
REACH = 60
"""Sentences to each side of where the landmarks lead."""
LANDMARK = 2
"""Landmarks that a pair of sentences must share."""
MOST_CELLS = 4_000_000
"""Of a band that is wider than REACH asks for: some 60 bytes each while the ways through it are summed."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What alignment knows of a sentence, or of a paragraph."""

    length: float
    """In characters."""
    slots: tuple[frozenset[str], ...]
    """One for each word, number, placeable or mark that the other language may answer."""


@dataclass(frozen=True, slots=True)
class Band:
    """The matrix of likelihoods, of which only a band around the landmarks is kept."""

    low: Any
    """int64 [sources]: the first target of each row; never falls, and the next row begins within or right after it."""
    walls: dict[int, int]
    """Sources -> targets that every way goes through; none where the band is too narrow to reach them all."""
    gains: Any
    """float32 [sources, width]: what the answered slots of both sentences count."""
    source_losses: Any
    """float32 [sources]: what all slots of a source count where none is answered; never positive."""
    target_losses: Any
    """float32 [targets]"""
    source_chances: Any
    """float32 [sources]: what a source gains with any sentence by chance."""
    target_chances: Any
    """float32 [targets]"""

    @property
    def width(self) -> int:
        """Targets of a row."""
        return int(self.gains.shape[1])


def band(sources: Sequence[Sentence], targets: Sequence[Sentence], walls: Sequence[tuple[int, int]] = ()) -> Band:
    """The likelihoods of two texts; memory grows with the number of sentences.

    `walls` are (sources, targets) after which both texts begin anew, as alignment of their paragraphs found.
    """
    import numpy

    here, there = _Side(sources, targets), _Side(targets, sources)
    centre = _centre(here, len(sources), len(targets), walls)
    width, low = _rows(centre, len(targets))
    held = dict(walls)
    if width * len(sources) > max(MOST_CELLS, (2 * REACH + 1) * len(sources)):
        # Hundreds of thousands of sentences, and somewhere a leap over many: the band goes there by steps of its width.
        width = min(len(targets), max(2 * REACH + 1, MOST_CELLS // len(sources), len(targets) // len(sources) + 1))
        rows, steps = numpy.arange(len(sources)), (len(sources) - numpy.arange(len(sources))) * width
        low = numpy.clip(low, len(targets) - width - steps, rows * width)
        low = numpy.maximum.accumulate((low + steps)[::-1])[::-1] - steps  # never more than a width to the next one
        low, held = numpy.clip(numpy.minimum(low, rows * width), 0, len(targets) - width), {}
    gains = numpy.zeros((len(sources), width), numpy.float32)
    for row, first in enumerate(low.tolist()):
        gains[row] += here.answered(row, first, first + width)
    # A column of the band is the rows from the first whose end is past it to the last whose beginning is not.
    starts = numpy.searchsorted(low, numpy.arange(len(targets)) - width, "right")
    ends = numpy.searchsorted(low, numpy.arange(len(targets)), "right")
    for column, (first, last) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if first < last:
            rows = numpy.arange(first, last)
            gains[rows, column - low[first:last]] += there.answered(column, first, last)
    return Band(low, held, gains, here.losses, there.losses, here.chances, there.chances)


def _rows(centre: Any, targets: int) -> tuple[int, Any]:
    """(width, int64 [sources]: where each row begins), so wide that each row reaches the next one, the last the end."""
    import numpy

    width = min(targets, 2 * REACH + 1)
    while True:
        low = numpy.maximum.accumulate(numpy.clip(centre - REACH, 0, targets - width)).astype(numpy.int64)
        leap = int(numpy.diff(low[1:], prepend=0, append=targets - width).max())
        if leap <= width:
            return width, low
        width = min(targets, leap + REACH)


class _Side:
    """The slots of one text, and which sentences of the other answer them."""

    def __init__(self, own: Sequence[Sentence], other: Sequence[Sentence]) -> None:
        import numpy

        having: dict[str, list[int]] = {}
        for number, sentence in enumerate(other):
            for name in {name for slot in sentence.slots for name in slot}:
                having.setdefault(name, []).append(number)
        self.answers: dict[frozenset[str], tuple[list[int], float]] = {}
        self.slots = [sentence.slots for sentence in own]
        self.losses = numpy.zeros(len(own), numpy.float32)
        self.chances = numpy.zeros(len(own), numpy.float32)
        for number, slots in enumerate(self.slots):
            for slot in slots:
                if slot not in self.answers:
                    found = [having[name] for name in slot if name in having]
                    self.answers[slot] = _counted(found, len(other))
                numbers, gain = self.answers[slot]
                if numbers:
                    share = len(numbers) / len(other)
                    self.losses[number] += _loss(share)
                    self.chances[number] += share * gain

    def answered(self, number: int, first: int, last: int) -> Any:
        """float [last - first]: what the answered slots of a sentence count with each of these of the other text."""
        import numpy

        hits: list[int] = []
        counts: list[float] = []
        for slot in self.slots[number]:
            numbers, gain = self.answers[slot]
            start = bisect_left(numbers, first)
            end = bisect_left(numbers, last, start)
            if end > start:
                hits += numbers[start:end]
                counts += [gain] * (end - start)
        if not hits:
            return 0.0
        return numpy.bincount(numpy.array(hits) - first, counts, last - first)


def _counted(found: Sequence[list[int]], total: int) -> tuple[list[int], float]:
    """(the sentences that answer a slot, what one of them gains); none where too many do."""
    numbers = found[0] if len(found) == 1 else sorted({number for part in found for number in part})
    share = len(numbers) / max(1, total)
    if not numbers or (share > MOST_SHARE and total > 4):
        return [], 0.0
    share = _smoothed(share)
    return numbers, math.log(HIT / share) - _loss(share) if share < HIT else 0.0


def _loss(share: float) -> float:
    return min(0.0, math.log((1 - HIT) / (1 - _smoothed(share))))


def _smoothed(share: float) -> float:
    """A share as it may be in a longer text: what is met once among twenty sentences is no rarity."""
    return min(0.95, share + 0.002)


def _centre(side: _Side, sources: int, targets: int, walls: Sequence[tuple[int, int]]) -> Any:
    """float [sources]: about where the translation of each sentence is, by the longest chain of landmarks."""
    import numpy

    votes: dict[tuple[int, int], int] = {}
    for number, slots in enumerate(side.slots):
        for slot in set(slots):
            numbers, _ = side.answers[slot]
            if len(numbers) <= RARE:
                for other in numbers:
                    votes[number, other] = votes.get((number, other), 0) + 1
    pairs = sorted(pair for pair, count in votes.items() if count >= LANDMARK)
    ends, others = [one for one, _ in walls], [other for _, other in walls]
    pairs = [pair for pair in pairs if bisect_right(ends, pair[0]) == bisect_right(others, pair[1])]
    points = sorted({(-1, -1), *_rising(pairs), *walls, (sources, targets)})
    return numpy.interp(numpy.arange(sources), [one for one, _ in points], [other for _, other in points])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs in which both numbers grow (Fredman 1975)."""
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    # Of pairs with one first number the higher second ones come first, so that a chain has one of them at most.
    order = sorted(range(len(pairs)), key=lambda place: (pairs[place][0], -pairs[place][1]))
    for place in order:
        value = pairs[place][1]
        spot = bisect_left(ends, value)
        before[place] = last[spot - 1] if spot else -1
        if spot == len(ends):
            ends.append(value)
            last.append(place)
        else:
            ends[spot], last[spot] = value, place
    chain = []
    place = last[-1] if last else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]
