"""The best way to say a row of keys: phrases from a table, a trigram model of the target, a beam (Koehn 2004).

Monotone: what must change places was put into order before.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.engines.gloss.tables import SortedTable, table

BEAM = 16
LONGEST = 6
"""Keys of a phrase at most."""
UNSEEN = -13.0
"""Log probability of a unit that the model has never seen."""
START, END = "<s>", "</s>"


@dataclass(frozen=True, slots=True)
class Weights:
    """What a choice costs; found by search on sentences that were held out of training."""

    model: float
    unit: float
    """For each unit written: against a model that likes short texts."""
    suffix: float
    """The same for a suffix, which is a unit of its own in Kyrgyz."""
    phrase: float
    """For each phrase used: against cutting the sentence small."""
    dropped: float
    """For leaving out a word or a marker that may be silent."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to say some keys."""

    length: int
    score: float
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for keys [start, end)."""

    start: int
    end: int
    units: tuple[str, ...]


class Trigrams:
    """The language model of ``scripts/lexicon/ordered.py``: log probabilities with back-off."""

    def __init__(self, rows: SortedTable) -> None:
        self._rows = rows
        self._known: dict[tuple[str, str, str], float] = {}
        self._entries: dict[str, tuple[float, float] | None] = {}

    def score(self, before: str, last: str, unit: str) -> float:
        """Log probability of a unit after two others."""
        key = before, last, unit
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 300_000:
                self._known.clear()
                self._entries.clear()
            found = self._known[key] = self._score(before, last, unit)
        return found

    def _score(self, before: str, last: str, unit: str) -> float:
        rest = 0.0
        for context in (f"{before} {last} ", f"{last} ", ""):
            entry = self._entry(context + unit)
            if entry is not None:
                return rest + entry[0]
            if context:
                known = self._entry(context[:-1])
                rest += known[1] if known else 0.0
        return rest + UNSEEN

    def _entry(self, gram: str) -> tuple[float, float] | None:
        if gram not in self._entries:
            cell = self._rows.get(gram)
            if cell is None:
                self._entries[gram] = None
            else:
                value, weight = cell.split(" ")
                self._entries[gram] = -int(value) / 100, -int(weight) / 100
        return self._entries[gram]


@cache
def model(language: str) -> Trigrams:
    """The model of a language, loaded once."""
    return Trigrams(table(f"{language}.model"))


def listed(language: str, keys: Sequence[str]) -> list[tuple[float, tuple[str, ...]]]:
    """The phrases of the table for some keys, with their scores (logarithms), the best first."""
    cell = table(f"{language}.phrases").get(" ".join(keys))
    if cell is None:
        return []
    found = []
    for entry in cell.split("\t"):
        score, _, units = entry.partition(" ")
        found.append((-int(score) / 10, tuple(units.split(" "))))
    return found


def best(options: Sequence[Sequence[Option]], trigrams: Trigrams, weights: Weights) -> list[Choice]:
    """The best choices that cover all keys; ``options[n]`` begin at key n, and each key has one of length 1."""
    length = len(options)
    # State: the last two units -> score, choice, the state before it and its place.
    beams: list[dict[tuple[str, str], tuple[float, Choice | None, tuple[str, str]]]] = [{} for _ in range(length + 1)]
    beams[0][START, START] = 0.0, None, (START, START)
    for place in range(length):
        for state, (score, _, _) in heapq.nlargest(BEAM, beams[place].items(), key=lambda one: one[1][0]):
            for option in options[place]:
                before, last = state
                total = score + option.score
                for unit in option.units:
                    total += weights.model * trigrams.score(before, last, unit) + (
                        weights.suffix if unit[0] == "+" else weights.unit
                    )
                    before, last = last, unit
                end = place + option.length
                if end == length:
                    total += weights.model * trigrams.score(before, last, END)
                known = beams[end].get((before, last))
                if known is None or total > known[0]:
                    beams[end][before, last] = total, Choice(place, end, option.units), state
    path: list[Choice] = []
    state = max(beams[length], key=lambda one: beams[length][one][0])
    place = length
    while place > 0:
        _, choice, state = beams[place][state]
        assert choice is not None
        path.append(choice)
        place = choice.start
    return path[::-1]
