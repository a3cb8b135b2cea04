#!/usr/bin/env python3
"""How far a draft's model probability tells its quality: `python scripts/calibrate.py dev.tsv.gz`.

Drafts the strings of a parallel file (tab-separated, a head with the language codes) with the starter packages, takes
the chrF of each against its reference as its quality, and fits quality = 1 / (1 + exp(-(a + b * log p))) where p is the
length-normalised probability. Prints the curves for engines/confidence.py and, for half of the strings that the curve
was not fitted on, what was foretold beside what was seen.
"""

import argparse
import csv
import gzip
import math
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def measured(file: Path, target: str) -> list[tuple[float, float]]:
    """(log p, chrF as a share of 1) of each string."""
    from sacrebleu.metrics import CHRF

    from toolkit import engines
    from toolkit.engines import confidence
    from toolkit.units import plain

    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row[target]]
    confidence.CURVES.clear()  # the bare probability
    engine = engines.make("argos", source="en", target=target)
    drafts = engine.translate([plain(row["en"]) for row in rows], "en", target)
    metric = CHRF()
    return [
        (math.log(max(draft.score, 1e-9)), metric.sentence_score(draft.text, [row[target]]).score / 100)
        for row, draft in zip(rows, drafts, strict=True)
        if "copied" not in draft.flags and draft.target
    ]


def fitted(points: np.ndarray) -> tuple[float, float]:
    """Least squares by Gauss-Newton steps."""
    a, b = 1.0, 1.0
    for _ in range(100):
        said = 1 / (1 + np.exp(-(a + b * points[:, 0])))
        slope = said * (1 - said)
        jacobian = np.column_stack([slope, slope * points[:, 0]])
        step, *_ = np.linalg.lstsq(jacobian, points[:, 1] - said, rcond=None)
        a, b = a + 0.5 * step[0], b + 0.5 * step[1]
    return float(a), float(b)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--to", nargs="+", default=["zh", "ru", "ky"])
    given = parser.parse_args()
    for target in given.to:
        points = np.array(measured(given.file, target))
        a, b = fitted(points[::2])
        held = points[1::2]
        said = 1 / (1 + np.exp(-(a + b * held[:, 0])))
        order = np.argsort(said)
        print(f"{target}: curve from half of {len(points)}: a {a:.2f}, b {b:.2f}; correlation on the other half: "
              f"{np.corrcoef(said, held[:, 1])[0, 1]:.2f}")  # fmt: skip
        for part in np.array_split(order, 5):
            print(f"| {target} | {said[part].min():.2f} to {said[part].max():.2f} | {said[part].mean():.2f} "
                  f"| {held[part, 1].mean():.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
