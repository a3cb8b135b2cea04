"""Occasions: what has to stand in a pair for a check to find anything, asked once for all checks together.

Most texts give occasion to few checks: where there is no placeable none is lost, and without a bracket none is left
open. An occasion is only a reason to look: what is found is the same without it (tests/checks/test_quick.py).
"""

import re
from typing import NamedTuple

from toolkit import signs
from toolkit.checks.codes import EDGES, may_be_hidden
from toolkit.checks.content import MAY_BE_LEFT
from toolkit.checks.machine import MAY_BE_JUNK, MAY_BE_STRANGE, MAY_LOOK_ALIKE
from toolkit.checks.pair import Pair
from toolkit.placeables import find

BRACKET = re.compile(r"[()\[\]{}（）【】［］｛｝]")
QUOTE = re.compile('["«»“”《》]')
BEFORE_MARK = re.compile(" [,;.!?，。；！？、]")


class Occasions(NamedTuple):
    """For each kind of check whether it may find something in a pair."""

    placeable: bool = True
    """A placeable on either side."""
    format: bool = True
    markup: bool = True
    """A tag in the source that ends another or itself."""
    line_break: bool = True
    backslash: bool = True
    hidden: bool = True
    """A character in the target that nobody sees."""
    limit: bool = True
    edge: bool = True
    """White space at an end of either side."""
    shortcut: bool = True
    score: bool = True
    junk: bool = True
    latin: bool = True
    """A word in Latin letters in the target."""
    mixed: bool = True
    """A word in the target that has letters of two scripts."""
    bracket: bool = True
    quote: bool = True
    two_spaces: bool = True
    before_mark: bool = True
    """A space in the target before a mark of punctuation."""


EVERY = Occasions()


def occasions(pair: Pair) -> Occasions:
    """What the pair gives occasion to look at; everything while no sign is asked."""
    if not signs.asked():
        return EVERY
    source, target = pair.source, pair.target
    return Occasions(
        bool(find(source) or find(target)),
        pair.format != "",
        "</" in source or "/>" in source,
        "\n" in source or "\n" in target,
        "\\" in source or "\\" in target,
        may_be_hidden(target),
        pair.limit is not None,
        not EDGES.isdisjoint((source[:1], source[-1:], target[:1], target[-1:])),
        "&" in source or "_" in source,
        pair.score is not None,
        MAY_BE_JUNK(target),
        MAY_BE_LEFT.search(target) is not None,
        MAY_LOOK_ALIKE(target) or MAY_BE_STRANGE(target),
        BRACKET.search(target) is not None,
        QUOTE.search(target) is not None,
        "  " in target,
        BEFORE_MARK.search(target) is not None,
    )
