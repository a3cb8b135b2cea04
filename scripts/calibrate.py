#!/usr/bin/env python3
"""How far a draft's model probability tells its quality: `python scripts/calibrate.py dev.tsv.gz`.

Drafts the strings of a parallel file (tab-separated, a head with the language codes) with the starter packages, takes
the chrF of each against its reference as its quality, and fits quality = 1 / (1 + exp(-(a + b * log p))) where p is the
length-normalised probability. Prints the curves for engines/confidence.py and, for half of the strings that the curve
was not fitted on, what was foretold beside what was seen.

`--gloss own_dev.tsv.gz` does the same for glosses of prose, from what they look like (toolkit/engines/gloss/worth.py):
each half is foretold by the curve of the other one, and the curve of both is printed.
"""

import argparse
import csv
import gzip
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.engines.splitting import sentences  # noqa: E402 - the tree that the script lies in


def rows_of(file: Path, target: str) -> list[dict[str, str]]:
    """The rows of a parallel file that have a translation, by language."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row[target]]


def measured(file: Path, target: str) -> list[tuple[float, float]]:
    """(log p, chrF as a share of 1) of each string."""
    from sacrebleu.metrics import CHRF

    from toolkit import engines
    from toolkit.engines import confidence
    from toolkit.units import plain

    rows = rows_of(file, target)
    confidence.CURVES.clear()  # the bare probability
    engine = engines.make("argos", source="en", target=target)
    drafts = engine.translate([plain(row["en"]) for row in rows], "en", target)
    metric = CHRF()
    return [
        (math.log(max(draft.score, 1e-9)), metric.sentence_score(draft.text, [row[target]]).score / 100)
        for row, draft in zip(rows, drafts, strict=True)
        if "copied" not in draft.flags and draft.target
    ]


def glossed(files: Sequence[Path], target: str) -> np.ndarray:
    """A constant, the signs, and the chrF as a share of 1 of the gloss of each text that is prose: a row each."""
    from sacrebleu.metrics import CHRF

    from toolkit.engines.doubting import PROSE, kind_of
    from toolkit.engines.gloss import gloss, pieces
    from toolkit.engines.gloss.worth import signs
    from toolkit.morphology.tokens import tokenize

    metric, found = CHRF(), []
    for file in files:
        for row in rows_of(file, target):
            said = row["en"]
            if kind_of((said,)) == PROSE and len(sentences(said, "en")) == 1:
                made = gloss(said, target)
                looks = signs(tokenize(said), said, pieces(said, target), made, target)
                found.append((1.0, *looks, metric.sentence_score(made, [row[target]]).score / 100))
    return np.array(found)


def logistic(points: np.ndarray) -> np.ndarray:
    """Factors by which `1 / (1 + exp(-x))` is nearest to the last column, by damped Gauss-Newton steps."""
    shares = points[:, -1]
    signs = points[:, :-1]
    spread = signs.std(axis=0)
    spread[0] = 1.0
    scaled = signs / spread
    factors = np.zeros(signs.shape[1])
    factors[0] = np.log(shares.mean() / (1 - shares.mean()))
    small = 0.06 * np.diag([0.0] + [1.0] * (len(factors) - 1))
    for _ in range(100):
        said = 1 / (1 + np.exp(-(scaled @ factors)))
        slope = scaled * (said * (1 - said))[:, None]
        factors += 0.5 * np.linalg.solve(slope.T @ slope + small, slope.T @ (shares - said) - small @ factors)
    return factors / spread


def worths(files: Sequence[Path], target: str) -> None:
    """Prints the curve of glosses, and how well one of a half foretells the other half."""
    points = glossed(files, target)
    said = np.zeros(len(points))
    for half in (0, 1):
        factors = logistic(points[1 - half :: 2])
        said[half::2] = 1 / (1 + np.exp(-(points[half::2, :-1] @ factors)))
    print(f'    "{target}": ({", ".join(f"{factor:.2f}" for factor in logistic(points))}),')
    print(
        f"{target}: {len(points)} texts, each half by the other: "
        f"correlation {np.corrcoef(said, points[:, -1])[0, 1]:.2f}"
    )
    table(target, said, points[:, -1])


def table(target: str, said: np.ndarray, seen: np.ndarray) -> None:
    """What was foretold beside what was seen, in five parts."""
    for part in np.array_split(np.argsort(said), 5):
        print(f"| {target} | {said[part].min():.2f} to {said[part].max():.2f} | {said[part].mean():.2f} "
              f"| {seen[part].mean():.2f} |")  # fmt: skip


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
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--to", nargs="+", default=["zh", "ru", "ky"])
    parser.add_argument("--gloss", action="store_true", help="what glosses are worth, not drafts")
    given = parser.parse_args()
    for target in given.to:
        if given.gloss:
            worths(given.files, target)
            continue
        points = np.array([one for file in given.files for one in measured(file, target)])
        a, b = fitted(points[::2])
        held = points[1::2]
        said = 1 / (1 + np.exp(-(a + b * held[:, 0])))
        print(f"{target}: curve from half of {len(points)}: a {a:.2f}, b {b:.2f}; correlation on the other half: "
              f"{np.corrcoef(said, held[:, 1])[0, 1]:.2f}")  # fmt: skip
        table(target, said, held[:, 1])


if __name__ == "__main__":
    main()
