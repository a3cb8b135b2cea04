"""Confidence: what a model's probability for its own draft is worth.

The length-normalised probability of a draft (the geometric mean of its tokens' probabilities) is the best single sign
of its quality that needs no reference (Guerreiro et al. 2023), but it means another thing in every model. A logistic
curve in its logarithm, fitted for each starter package to the chrF of drafts against references, turns it into what it
is worth: the chrF, as a share of 1, that such drafts had. docs/confidence.md shows how well it foretells.
"""

import math

CURVES: dict[str, tuple[float, float] | None] = {"zh": (1.43, 3.18), "ru": (2.13, 3.55), "ky": (2.07, 3.29)}
"""Target language of a starter package -> (a, b), from scripts/calibrate.py. Others keep the bare probability."""


def calibrated(probability: float, target: str, *, starter: bool) -> float:
    """A confidence from 0 to 1, never falling while the probability rises."""
    curve = CURVES.get(target) if starter else None
    if curve is None:
        return probability
    a, b = curve
    return 1 / (1 + math.exp(-(a + b * math.log(max(probability, 1e-9)))))
