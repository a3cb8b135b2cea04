"""An averaged perceptron over named features (Collins 2002, Freund and Schapire 1999): small, fast, deterministic."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
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


class Read(Mapping[str, Mapping[str, float]]):
    """Weights of a file; a feature's line is taken apart when it is asked for, since a text needs few of them."""

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
    """What that script wrote."""
    return Read(gzip.decompress(path.read_bytes()))
