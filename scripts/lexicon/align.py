"""Word alignment: IBM model 1, then a model 2 with a diagonal prior (Dyer, Chahuneau and Smith 2013), both ways.

Sentences are lists of strings. Rows may weigh less than one, so that text of another kind gives words and no habits.
"""

from collections.abc import Sequence

import numpy as np

NULL = "∅"
TENSION = 4.0
NULL_SHARE = 0.08

Links = set[tuple[int, int]]


class Aligner:
    """P(target word | source word), learned by expectation maximisation over all pairs of words of all rows."""

    def __init__(
        self, source: Sequence[Sequence[str]], target: Sequence[Sequence[str]], weights: Sequence[float] | None = None
    ) -> None:
        self.sources: dict[str, int] = {NULL: 0}
        self.targets: dict[str, int] = {}
        rows, cells, places = [], [], []
        s_ids, t_ids, prior, row_weight = [], [], [], []
        cell = 0
        self.shapes = []
        for number, (left, right) in enumerate(zip(source, target, strict=True)):
            s = [0] + [self.sources.setdefault(word, len(self.sources)) for word in left]
            t = [self.targets.setdefault(word, len(self.targets)) for word in right]
            self.shapes.append((len(s), len(t)))
            if not t:
                continue
            n, m = len(left), len(right)
            at = np.arange(m)[:, None] / max(m, 1)
            to = np.arange(n)[None, :] / max(n, 1)
            near = np.exp(-TENSION * np.abs(at - to))
            near = (1 - NULL_SHARE) * near / np.maximum(near.sum(1, keepdims=True), 1e-9)
            near = np.concatenate([np.full((m, 1), NULL_SHARE), near], 1)
            s_ids.append(np.tile(s, m))
            t_ids.append(np.repeat(t, n + 1))
            prior.append(near.ravel())
            rows.append(np.repeat(np.arange(cell, cell + m), n + 1))
            row_weight.append(np.full(m * (n + 1), 1.0 if weights is None else weights[number]))
            cell += m
            del cells[:], places[:]
        self.s, self.t = np.concatenate(s_ids), np.concatenate(t_ids)
        self.prior, self.cell = np.concatenate(prior), np.concatenate(rows)
        self.weight, self.cells = np.concatenate(row_weight), cell
        keys = self.s.astype(np.int64) * len(self.targets) + self.t
        self.pairs, self.pair = np.unique(keys, return_inverse=True)
        self.p = np.full(len(self.pairs), 1.0)

    def learn(self, first: int = 5, second: int = 6, smooth: float = 0.01) -> "Aligner":
        """`first` rounds of model 1, then `second` with the prior of the diagonal."""
        owner = (self.pairs // len(self.targets)).astype(np.int64)
        for turn in range(first + second):
            posterior = self._posterior(diagonal=turn >= first)
            counts = np.bincount(self.pair, posterior * self.weight, len(self.pairs))
            totals = np.bincount(owner, counts, len(self.sources))
            self.p = (counts + 1e-12) / (totals[owner] + smooth)
        return self

    def _posterior(self, *, diagonal: bool) -> np.ndarray:
        score = self.p[self.pair] * (self.prior if diagonal else 1.0)
        sums = np.bincount(self.cell, score, self.cells)
        return score / np.maximum(sums[self.cell], 1e-300)

    def links(self) -> list[Links]:
        """For each row the most probable (source index, target index) of each target word."""
        score = self.p[self.pair] * self.prior
        result, place = [], 0
        for n, m in self.shapes:
            if not m:
                result.append(set())
                continue
            block = score[place : place + n * m].reshape(m, n)
            place += n * m
            best = block.argmax(1)
            result.append({(int(i) - 1, j) for j, i in enumerate(best) if i})
        return result

    def probability(self) -> dict[tuple[str, str], float]:
        """(source word, target word) -> P(target | source)."""
        sources, targets = list(self.sources), list(self.targets)
        left, right = np.divmod(self.pairs, len(targets))
        return {(sources[i], targets[j]): float(p) for i, j, p in zip(left, right, self.p, strict=True) if p > 1e-4}


def symmetrize(forward: Links, backward: Links) -> Links:
    """Grow-diag-final-and (Koehn, Och and Marcu 2003): `forward` and `backward` as (source, target)."""
    union, links = forward | backward, forward & backward
    grown = True
    while grown:
        grown = False
        for i, j in sorted(links):
            for di, dj in ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)):
                new = i + di, j + dj
                if new in union and new not in links:
                    free_i = all(a != new[0] for a, _ in links)
                    free_j = all(b != new[1] for _, b in links)
                    if free_i or free_j:
                        links.add(new)
                        grown = True
    for one in (forward, backward):
        for i, j in sorted(one):
            if all(a != i for a, _ in links) and all(b != j for _, b in links):
                links.add((i, j))
    return links


def align(
    source: Sequence[Sequence[str]], target: Sequence[Sequence[str]], weights: Sequence[float] | None = None
) -> tuple[list[Links], Aligner, Aligner]:
    """Links of every row, and the two models."""
    forward = Aligner(source, target, weights).learn()
    backward = Aligner(target, source, weights).learn()
    links = [
        symmetrize(one, {(i, j) for j, i in other})
        for one, other in zip(forward.links(), backward.links(), strict=True)
    ]
    return links, forward, backward
