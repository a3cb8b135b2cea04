"""The best row of phrases for a sentence: phrase pairs, a language model of the target, a beam (Koehn 2004).

Monotone over the tokens as they come: what must change places is put into order before, or is an option that
covers both places.
"""

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BEAM = 24
START = "<s>"
END = "</s>"
UNSEEN = -14.0
"""Log probability of a unit that the model has never seen."""
DISCOUNT = 0.6


@dataclass(frozen=True, slots=True)
class Option:
    """One way to say the tokens [start, end)."""

    start: int
    end: int
    units: tuple[str, ...]
    score: float
    """Logarithm, weighted, without the language model."""
    tags: tuple[str, ...] = ()
    """A tag for each unit, as people wrote it; empty where nobody did."""
    places: tuple[tuple[int, ...], ...] = ()
    """For each unit the tokens that it stands for."""


class LanguageModel:
    """Trigrams of units with interpolated absolute discounting (Ney, Essen and Kneser 1994)."""

    def __init__(self, counts: Mapping[str, Mapping[str, float]]) -> None:
        """`counts`: a context of none, one or two units (joined by a space) -> unit -> count."""
        self._counts = counts
        self._totals: dict[str, float] = {}
        self._known: dict[tuple[str, str, str], float] = {}

    def score(self, before: str, last: str, unit: str) -> float:
        """Log probability of a unit after two others."""
        key = before, last, unit
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._score(before, last, unit)
            if len(self._known) > 400_000:
                self._known.clear()
        return found

    def _score(self, before: str, last: str, unit: str) -> float:
        alone = self._counts[""].get(unit, 0.0) / self._total("")
        p = alone if alone > 0 else math.exp(UNSEEN)
        for context in (last, f"{before} {last}"):
            found = self._counts.get(context)
            if found:
                total = self._total(context)
                least = min(DISCOUNT, min(found.values()))
                seen = found.get(unit, 0.0)
                p = max(seen - least, 0.0) / total + least * len(found) / total * p
        return max(math.log(p), UNSEEN)

    def _total(self, context: str) -> float:
        """Of all units after a context; added up when it is asked for, since a text needs few of them."""
        total = self._totals.get(context)
        if total is None:
            total = self._totals[context] = sum(self._counts[context].values())
        return total


def decode(
    length: int, options: Sequence[Sequence[Option]], model: LanguageModel, weight: float, per_unit: float
) -> list[Option]:
    """The best options that cover tokens 0 to `length` in order; `options[n]` begin at token n."""
    # A hypothesis: score, the last two units, the option, the one before it.
    beams: list[dict[tuple[str, str], tuple[float, Option | None, tuple[str, str] | None, int]]] = [
        {} for _ in range(length + 1)
    ]
    beams[0][START, START] = 0.0, None, None, 0
    for place in range(length):
        best = heapq.nlargest(BEAM, beams[place].items(), key=lambda one: one[1][0])
        for state, (score, _, _, _) in best:
            for option in options[place]:
                total, before, last = score + option.score, *state
                for unit in option.units:
                    total += weight * model.score(before, last, unit) + per_unit
                    before, last = last, unit
                known = beams[option.end].get((before, last))
                if known is None or total > known[0]:
                    beams[option.end][before, last] = total, option, state, place
    if not beams[length]:
        return []
    state, entry = max(
        beams[length].items(), key=lambda one: one[1][0] + weight * model.score(one[0][0], one[0][1], END)
    )
    path: list[Option] = []
    while entry[1] is not None and entry[2] is not None:
        path.append(entry[1])
        entry = beams[entry[3]][entry[2]]
    return path[::-1]
