"""Occasions: what has to stand in a pair for a check to find anything, asked once for all checks together.

Most texts give occasion to few checks: where there is no placeable none is lost, and without a bracket none is left
open. An occasion is only a reason to look: what is found is the same without it (tests/checks/test_quick.py).
"""

import operator
from typing import NamedTuple

from toolkit import signs
from toolkit.checks.codes import EDGES, may_be_hidden
from toolkit.checks.pair import Pair
from toolkit.checks.typography import end
from toolkit.engines.degeneration import LETTERS, again, tokens
from toolkit.engines.scripts import SCRIPTS
from toolkit.engines.tails import sentences
from toolkit.placeables.find import MAY_BE_ONE, find
from toolkit.quantities import figures
from toolkit.signs import Sign


class Occasion(NamedTuple):
    """What a check waits for, any of it; the default waits for nothing, so that the check looks at every pair."""

    source: tuple[Sign, ...] = ()
    """Signs of a word of the source."""
    target: tuple[Sign, ...] = ()
    """Signs of a word of the target."""
    traits: int = 0
    """Of both together: some of the following."""
    asks: tuple[Sign, ...] = ()
    """Signs that the check asks for once it looks: begun with the others, since words are asked anew then."""


EVER = 1 << 0
"""What every pair has."""
PLACEABLE = 1 << 1
"""A placeable on either side."""
FORMAT = 1 << 2
MARKUP = 1 << 3
"""A tag in the source that ends another or itself."""
LINE_BREAK = 1 << 4
BACKSLASH = 1 << 5
HIDDEN = 1 << 6
"""A character in the target that nobody sees."""
LIMIT = 1 << 7
EDGE = 1 << 8
"""White space at an end of either side."""
SHORTCUT = 1 << 9
SCORE = 1 << 10
TWO_SPACES = 1 << 11
OTHER_END = 1 << 12
"""Another kind of final mark than the source."""
SMALL_START = 1 << 13
"""A target that may begin with a small letter where the source begins with a capital one."""
NO_LETTER = 1 << 14
"""No letter of the target's script."""
AGAIN = 1 << 15
"""Two tokens in a row in the target that stand there twice, or a token beside itself."""
SENTENCES = 1 << 16
"""Another number of sentences on either side, roughly."""
FIGURES = 1 << 17
"""Figures on either side that have to be compared."""


def occasions(pair: Pair) -> tuple[int, int, int]:
    """The signs of the source, those of the target, and the traits of a pair; all of them while no sign is asked."""
    if not signs.asked():
        return signs.ALL, signs.ALL, signs.ALL
    source, target = pair.source, pair.target
    placeable = MAY_BE_ONE.bit  # first, since it may begin signs
    said, made = signs.bits(source), signs.bits(target)
    traits = EVER
    if (said | made) & placeable and (find(source) or find(target)):
        bare = pair.bare()  # what stands there is asked for too, and compared in any case
        said |= signs.bits(bare.source)
        made |= signs.bits(bare.target)
        traits |= PLACEABLE | NO_LETTER | AGAIN | SENTENCES | FIGURES
    elif not pair.prose and (bare := pair.bare()) is not pair:  # the mark of a key stands in a word
        said |= signs.bits(bare.source)
        made |= signs.bits(bare.target)
        traits |= FIGURES | PLACEABLE | AGAIN
    elif not figures.agree(source, target, pair.source_language, pair.target_language):
        traits |= FIGURES
    if pair.format:
        traits |= FORMAT
    if "</" in source or "/>" in source:
        traits |= MARKUP
    if "\n" in source or "\n" in target:
        traits |= LINE_BREAK
    if "\\" in source or "\\" in target:
        traits |= BACKSLASH
    if may_be_hidden(target):
        traits |= HIDDEN
    if pair.limit is not None:
        traits |= LIMIT
    if not EDGES.isdisjoint((source[:1], source[-1:], target[:1], target[-1:])):
        traits |= EDGE
    if "&" in source or "_" in source:
        traits |= SHORTCUT
    if pair.score is not None:
        traits |= SCORE
    if "  " in target:
        traits |= TWO_SPACES
    if end(source) != end(target):
        traits |= OTHER_END
    if target[:1].islower() or not source[:1].isalpha():
        traits |= SMALL_START
    if LETTERS[SCRIPTS.get(pair.target_language, "Latn")].search(target) is None:
        traits |= NO_LETTER
    made_of = tokens(target)
    if len(set(made_of)) < len(made_of) and (again(target) or any(map(operator.eq, made_of, made_of[1:]))):
        traits |= AGAIN
    if sentences(source) != sentences(target):
        traits |= SENTENCES
    return said, made, traits
