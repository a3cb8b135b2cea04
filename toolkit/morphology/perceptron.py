"""An averaged perceptron over named features (Collins 2002, Freund and Schapire 1999): small, fast, deterministic."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

SCALE = 100
"""Weights are kept as whole hundredths."""

Weights = Mapping[str, Mapping[str, float]]
"""Feature -> class -> weight."""


def scores(weights: Weights, features: Iterable[str]) -> dict[str, float]:
    """The classes that the features speak for or against, and how strongly."""
    total: dict[str, float] = {}
    for feature in features:
        if feature in weights:
            for name, weight in weights[feature].items():
                total[name] = total.get(name, 0.0) + weight
    return total


def best(found: Mapping[str, float], otherwise: str) -> str:
    """The class of the highest score; of equals the first by name."""
    return max(found.items(), key=lambda one: (one[1], one[0]))[0] if found else otherwise


class Learner:
    """Learns weights example by example; `averaged` gives the mean over all steps."""

    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = defaultdict(dict)
        self._totals: dict[tuple[str, str], float] = defaultdict(float)
        self._since: dict[tuple[str, str], int] = defaultdict(int)
        self.step = 0

    def learn(self, right: str, guess: str, features: Sequence[str]) -> None:
        """One step towards `right` and away from `guess`."""
        self.step += 1
        if right == guess:
            return
        for feature in features:
            self._add(feature, right, 1.0)
            self._add(feature, guess, -1.0)

    def _add(self, feature: str, name: str, change: float) -> None:
        weights = self.weights[feature]
        key = feature, name
        old = weights.get(name, 0.0)
        self._totals[key] += (self.step - self._since[key]) * old
        self._since[key] = self.step
        weights[name] = old + change

    def averaged(self, least: float = 0.0) -> dict[str, dict[str, float]]:
        """Feature -> class -> mean weight; what is smaller than `least` is left out."""
        result: dict[str, dict[str, float]] = {}
        for feature, weights in self.weights.items():
            kept = {}
            for name, weight in weights.items():
                key = feature, name
                mean = (self._totals[key] + (self.step - self._since[key]) * weight) / max(self.step, 1)
                mean = round(mean * SCALE) / SCALE
                if abs(mean) > least:
                    kept[name] = mean
            if kept:
                result[feature] = kept
        return result


def write(path: Path, weights: Weights) -> None:
    """One feature a line: the feature, then class and weight in hundredths in turn, tab-separated; gzip, no date."""
    lines = []
    for feature in sorted(weights):
        cells = [feature]
        for name, weight in sorted(weights[feature].items()):
            cells += [name, str(round(weight * SCALE))]
        lines.append("\t".join(cells))
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))


class Read(Mapping[str, Mapping[str, float]]):
    """What `write` wrote; a feature's line is taken apart when it is asked for, since a text needs few of them."""

    def __init__(self, data: bytes) -> None:
        self._lines = dict(line.split("\t", 1) for line in data.decode("utf-8").splitlines())
        self._known: dict[str, dict[str, float]] = {}

    def __getitem__(self, feature: str) -> Mapping[str, float]:
        found = self._known.get(feature)
        if found is None:
            cells = self._lines[feature].split("\t")
            found = {cells[n]: int(cells[n + 1]) / SCALE for n in range(0, len(cells), 2)}
            self._known[feature] = found
        return found

    def __contains__(self, feature: object) -> bool:
        return feature in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def read(path: Path) -> Read:
    """What `write` wrote."""
    return Read(gzip.decompress(path.read_bytes()))
