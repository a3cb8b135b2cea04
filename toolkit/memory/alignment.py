"""Which sentences of a text and of its old translation belong together: dynamic programming within a band.

The method is that of Gale & Church (1993), "A Program for Aligning Sentences in Bilingual Corpora": beads of few
sentences, each with a prior, and lengths that differ by a normal law. To it come the likelihoods of what the sentences
say (likelihood.py). All ways through the band are summed forwards and backwards, so that every bead has a
probability; what is chosen is the way whose beads are right most often.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.memory.likelihood import Band, Sentence, band

PRIORS = {
    (1, 1): 0.80, (1, 0): 0.03, (0, 1): 0.03, (2, 1): 0.055, (1, 2): 0.055, (2, 2): 0.002, (3, 1): 0.01, (1, 3): 0.01,
}  # fmt: skip
"""(sources, targets) of a bead -> how often it is met."""
VARIANCE = 6.8
"""Of the length of a translation, a character of the source: Gale & Church (1993), section 3.2."""
LENGTH_SHARE, LEXICAL_SHARE = 1.0, 0.25
"""What both likelihoods count for: words of a sentence are not independent, as the models have them."""
MOST_LENGTH = 12.0
DOUBTFUL = 0.7
"""A bead of less probability is one for a person to look at."""
LEAST_EVIDENCE = 0.0
NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together."""

    source: range
    target: range
    margin: float
    """Probability of exactly this bead, 0 to 1."""
    evidence: float = 0.0
    """Log likelihood ratio of what its sentences say, lengths and neighbours left out."""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it: it is not probable, or stands where it does by its length alone."""
        return self.margin < DOUBTFUL or self.evidence <= LEAST_EVIDENCE


def align(
    sources: Sequence[Sentence], targets: Sequence[Sentence], walls: Sequence[tuple[int, int]] = ()
) -> list[Bead]:
    """The beads of two texts in order, every sentence in exactly one.

    `walls` are (sources, targets), rising, which every way goes through: no bead reaches over one.
    """
    if not sources or not targets:
        whole = [Bead(range(n, n + 1), range(0), 1.0) for n in range(len(sources))]
        return whole + [Bead(range(0), range(n, n + 1), 1.0) for n in range(len(targets))]
    return _Lattice(sources, targets, walls).beads()


class _Lattice:
    """All ways through the band; a state (i, j) is that i sources and j targets are done.

    Row i has the states of j from `first[i]` to `first[i]` + width, both included.
    """

    def __init__(
        self, sources: Sequence[Sentence], targets: Sequence[Sentence], walls: Sequence[tuple[int, int]]
    ) -> None:
        import numpy

        self.found: Band = band(sources, targets, walls)
        self.walls = self.found.walls
        self.n, self.m, self.states = len(sources), len(targets), self.found.width + 1
        self.first = numpy.concatenate([self.found.low, self.found.low[-1:]])
        self.first[0], self.first[-1] = 0, self.m - self.found.width  # where all ways begin and end
        self.first = numpy.maximum.accumulate(self.first)
        self.source_ends = numpy.concatenate([[0.0], numpy.cumsum([one.length for one in sources])])
        self.target_ends = numpy.concatenate([[0.0], numpy.cumsum([one.length for one in targets])])
        self.ratio = float(self.target_ends[-1] / max(1.0, self.source_ends[-1])) or 1.0
        self.target_losses = numpy.concatenate([[0.0], numpy.cumsum(self.found.target_losses)])
        self.target_chances = numpy.concatenate([[0.0], numpy.cumsum(self.found.target_chances)])

    def beads(self) -> list[Bead]:
        """The way whose beads are right most often."""
        import numpy

        scores = [[self._scores(x, y, i) for i in range(self.n + 1)] for x, y in PRIORS]
        ahead = self._summed(scores)
        behind = self._summed_back(scores)
        total = float(ahead[0, -self.first[0]] + behind[0, -self.first[0]])
        # The best way by expected right beads; a pair counts its probability, a gap half of it.
        best = numpy.full((self.n + 1, self.states), NEVER)
        kinds = numpy.zeros((self.n + 1, self.states), numpy.int8)
        chances = numpy.zeros((self.n + 1, self.states), numpy.float32)
        best[0, -self.first[0]] = 0.0
        for i in range(self.n + 1):
            gap = None
            for kind, (x, y) in enumerate(PRIORS):
                if i < x:
                    continue
                chance = numpy.exp(
                    numpy.minimum(0.0, self._moved(ahead[i - x], i, x, y) + scores[kind][i] + behind[i] - total)
                )
                worth = chance if x and y else 0.5 * chance
                if not x:
                    gap = kind, chance, worth
                    continue
                value = self._moved(best[i - x], i, x, y) + worth
                better = value > best[i]
                best[i][better], kinds[i][better], chances[i][better] = value[better], kind, chance[better]
            if gap is not None:  # (0, 1) leads along the row itself
                kind, chance, worth = gap
                sums = numpy.cumsum(worth)
                reached = numpy.maximum.accumulate(best[i] - sums) + sums
                along = reached > best[i] + 1e-12
                best[i][along], kinds[i][along], chances[i][along] = reached[along], kind, chance[along]
        return list(self._way(kinds, chances))[::-1]

    def _way(self, kinds: Any, chances: Any) -> Iterator[Bead]:
        import numpy

        steps = list(PRIORS)
        i, j = self.n, self.m
        while i or j:
            place = j - int(self.first[i])
            x, y = steps[int(kinds[i, place])]
            evidence = float(self._evidence(x, y, i, numpy.array([j]))[0]) if x and y else 0.0
            yield Bead(range(i - x, i), range(j - y, j), min(1.0, float(chances[i, place])), evidence)
            i, j = i - x, j - y

    def _moved(self, row: Any, i: int, x: int, y: int) -> Any:
        """A row of states of i - x as seen from row i, y targets further on; NEVER outside."""
        import numpy

        shift = int(self.first[i] - self.first[i - x]) - y
        moved = numpy.full(self.states, NEVER)
        start, end = max(0, -shift), min(self.states, self.states - shift)
        if start < end:
            moved[start:end] = row[start + shift : end + shift]
        return moved

    def _scores(self, x: int, y: int, i: int) -> Any:
        """float [states]: log of what the bead of x sources and y targets counts that ends at each state of row i."""
        import numpy

        if i < x:
            return None
        prior = math.log(PRIORS[x, y])
        ends = self.first[i] + numpy.arange(self.states)
        inside = (ends >= y) & (ends <= self.m) & self._within(x, y, i, ends)
        if not x or not y:
            return numpy.where(inside, prior, NEVER).astype(numpy.float32)
        ends = numpy.clip(ends, y, self.m)
        length = float(self.source_ends[i] - self.source_ends[i - x])
        other = self.target_ends[ends] - self.target_ends[ends - y]
        spread = VARIANCE * self.ratio * (length + other / self.ratio) / 2 + 1
        far = numpy.minimum((other - length * self.ratio) ** 2 / spread / 2, MOST_LENGTH)
        made = prior + LEXICAL_SHARE * self._evidence(x, y, i, ends) + LENGTH_SHARE * (1.5 - far)
        return numpy.where(inside, made, NEVER).astype(numpy.float32)

    def _evidence(self, x: int, y: int, i: int, ends: Any) -> Any:
        """float, one for each end: log likelihood ratio of the words of the bead that ends there."""
        import numpy

        gains = numpy.zeros(len(ends))
        for row in range(i - x, i):
            own, low = self.found.gains[row], int(self.found.low[row])
            for back in range(1, y + 1):
                places = ends - back - low
                known = (places >= 0) & (places < len(own))
                gains[known] += own[places[known]]
        losses = float(self.found.source_losses[i - x : i].sum())
        losses = losses + self.target_losses[ends] - self.target_losses[ends - y]
        # Two sentences answer by chance what one would not: that is no gain.
        losses = losses - (y - 1) * float(self.found.source_chances[i - x : i].sum())
        losses = losses - (x - 1) * (self.target_chances[ends] - self.target_chances[ends - y])
        return gains + losses

    def _within(self, x: int, y: int, i: int, ends: Any) -> Any:
        """bool [states], or one for all: whether a bead that ends there reaches over no wall."""
        if not self.walls or not x:
            return True
        if any(row in self.walls for row in range(i - x + 1, i)):
            return False
        return (ends <= self.walls.get(i, self.m)) & (ends - y >= self.walls.get(i - x, 0))

    def _summed(self, scores: Sequence[Sequence[Any]]) -> Any:
        """float [n + 1, states]: log of the sum of all ways from the beginning to each state."""
        import numpy

        ahead = numpy.full((self.n + 1, self.states), NEVER)
        for i in range(self.n + 1):
            row = numpy.full(self.states, NEVER)
            if not i:
                row[-int(self.first[0])] = 0.0
            gap = math.log(PRIORS[0, 1])
            for kind, (x, y) in enumerate(PRIORS):
                if x and i >= x:
                    row = numpy.logaddexp(row, self._moved(ahead[i - x], i, x, y) + scores[kind][i])
            steps = gap * numpy.arange(self.states)
            ahead[i] = numpy.logaddexp.accumulate(row - steps) + steps
        return ahead

    def _summed_back(self, scores: Sequence[Sequence[Any]]) -> Any:
        """The same from each state to the end."""
        import numpy

        behind = numpy.full((self.n + 1, self.states), NEVER)
        behind[self.n, self.m - int(self.first[self.n])] = 0.0
        steps = math.log(PRIORS[0, 1]) * numpy.arange(self.states)
        for i in range(self.n, -1, -1):
            row = behind[i]
            # What came from the rows after this one is all there; (0, 1) leads along the row, backwards.
            row[:] = numpy.logaddexp.accumulate((row + steps)[::-1])[::-1] - steps
            for kind, (x, y) in enumerate(PRIORS):
                if x and i >= x:
                    value = row + scores[kind][i]
                    shift = int(self.first[i] - self.first[i - x]) - y
                    start, end = max(0, -shift), min(self.states, self.states - shift)
                    if start < end:
                        part = slice(start + shift, end + shift)
                        behind[i - x][part] = numpy.logaddexp(behind[i - x][part], value[start:end])
        return behind
