"""The habits of a catalog: a hint that most of its texts contradict is this house's style, and is not given.

Correct strings of programs misfire up to 16 % on final marks and 10 % on half-width signs; such a rule is told only
where the catalog itself keeps it.
"""

from collections.abc import Sequence

from toolkit.checks.pair import Pair
from toolkit.checks.table import CHECKS

LEAST = 30
"""Texts below which a catalog has no habits yet."""
SAMPLE = 400
"""Texts that are looked at, evenly over the catalog."""
SHARE = 0.05
"""A hint on more of the texts than this is a style, not a slip."""


def majorities(pairs: Sequence[Pair]) -> frozenset[str]:
    """The ids of the typography checks that this catalog does not keep to."""
    if len(pairs) < LEAST:
        return frozenset()
    pairs = pairs[:: max(1, len(pairs) // SAMPLE)]
    style = [check for check in CHECKS if check.family == "typography"]
    breaking = {
        check.id
        for check in style
        if sum(1 for pair in pairs if any(True for _ in check.find(pair))) > SHARE * len(pairs)
    }
    return frozenset(breaking)
