"""Training of an averaged perceptron (Collins 2002, Freund and Schapire 1999), and the file that the toolkit reads."""

import gzip
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from toolkit.morphology import perceptron


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
                mean = round(mean * perceptron.SCALE) / perceptron.SCALE
                if abs(mean) > least:
                    kept[name] = mean
            if kept:
                result[feature] = kept
        return result


def write(path: Path, weights: perceptron.Weights) -> None:
    """One feature a line: the feature, then class and weight in hundredths in turn, tab-separated; gzip, no date."""
    lines = []
    for feature in sorted(weights):
        cells = [feature]
        for name, weight in sorted(weights[feature].items()):
            cells += [name, str(round(weight * perceptron.SCALE))]
        lines.append("\t".join(cells))
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))
