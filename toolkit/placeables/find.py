"""Where the placeables of a text are: the leftmost first, and of those that begin at one place the longest."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.placeables.table import KINDS, Kind

MARKED = "\u00c0-\u024f"
"""Latin letters with marks."""
FLAGS = re.VERBOSE | re.ASCII
SUSPECT = re.compile(
    r"[^\w\s.,;!?'’\"“”«»()—–\u3001-\u301b\uff00-\uffef-]|[\d_]|--|(?<!\w)-[A-Za-z]|\(\)|\.\w|[a-z][A-Z]"
)
"""A text without one of these has no placeable: looked for first, for it is many times as fast."""


@dataclass(frozen=True, slots=True)
class Found:
    """One placeable in a text."""

    kind: Kind
    start: int
    end: int
    text: str


@functools.cache
def _compiled() -> tuple[re.Pattern[str], tuple[tuple[Kind, re.Pattern[str]], ...]]:
    """A pattern for the beginning of any placeable, and the pattern of each kind."""
    each = tuple((kind, re.compile(_beside_letters(kind.pattern), FLAGS)) for kind in KINDS)
    # A group that is referred to has another number among all of them, and its text is no condition for a beginning.
    starts = "|".join(
        f"(?:{_beside_letters(kind.pattern)})".replace(r"(`{1,3})", "`{1,3}").replace(r"\1", "`{1,3}") for kind in KINDS
    )
    return re.compile(starts, FLAGS), each


def _beside_letters(pattern: str) -> str:
    """The pattern, in whose looks to both sides Latin letters with marks are letters too: no `%1` in `%1ã`."""
    for look in ("(?<!", "(?!"):
        pattern = pattern.replace(rf"{look}\w)", rf"{look}[\w{MARKED}])").replace(rf"{look}[\w", rf"{look}[\w{MARKED}")
    return pattern


@functools.lru_cache(maxsize=8192)
def find(text: str) -> tuple[Found, ...]:
    """Every placeable of a text, in order; none overlaps another."""
    return tuple(_find(text)) if SUSPECT.search(text) else ()


def _find(text: str) -> Iterator[Found]:
    beginning, kinds = _compiled()
    place = 0
    while match := beginning.search(text, place):
        start = match.start()
        best: tuple[int, Kind] | None = None
        for kind, pattern in kinds:
            own = pattern.match(text, start)
            if own is not None and (best is None or own.end() > best[0]):
                best = own.end(), kind
        if best is None or best[0] == start:
            place = start + 1
            continue
        place = best[0]
        yield Found(best[1], start, place, text[start:place])
