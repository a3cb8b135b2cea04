"""Words in a row of an English source that a translation may lack, and how much speaks for it.

A word for which the lexicon finds nothing speaks as much as it is missed seldom in right translations (missed.tsv, made
by scripts/coverage.py), and that of a stretch its length as well: what is gone, the translation is shorter by
(toolkit/engines/extent.py).
"""

import bisect
import functools
import itertools
import math
import operator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.engines import extent
from toolkit.engines.relation import IN_PART, TOLD, Asked, against, asked, laid

MISSED = Path(__file__).parent / "missed.tsv"
SPREAD = {"zh": 0.145, "ru": 0.127, "ky": 0.138}
"""How far the lengths of right translations lie from the one expected: the standard deviation of the logarithm."""
MOST = 0.85
"""Of a source may be gone, at most: more is another check's."""
NEAR = 3
"""Known words before and behind a stretch, one of which must be found to tell what stands between."""
CLOSE, APART = 0.35, 0.7
"""Of what the stretch would come to, the most between them where nothing is of it, and the least where enough is."""


class Word(NamedTuple):
    """A known word of a source."""

    asked: Asked
    found: bool
    lost: float
    """How much speaks for its being lost: the logarithm of how much likelier what the translation has for it is where
    its part is gone."""
    start: int
    end: int
    """Where it stands in the source, in characters."""
    before: float
    behind: float
    """Characters of the translation that are expected up to its start and to its end."""


class Stretch(NamedTuple):
    """Words in a row for which most speaks that they are gone, or were put in (inserted.py)."""

    first: int
    last: int
    """Places among the words."""
    words: float
    """How much the words speak for it."""
    part: float
    """What would be gone of the source, or was put into the translation."""
    worth: float
    """How much the words and the length of the translation speak for it."""


def known(source: str, target: str, language: str, rest: str = "") -> list[Word]:
    """The words of an English source that the lexicon knows, in order, each as a translation has it; names and figures
    only where it has them, and of a sentence none that the `rest` of the translation has.
    """
    made, rest, small = laid(target, language), rest and laid(rest, language), source.lower().replace("’", "'")
    starts, sizes = zip(*extent.parts(source, language), strict=True)
    sums = [*itertools.accumulate(sizes, initial=0.0)]
    words, place = [], 0
    for one in asked(source, language):
        start = max(small.find(one.word, place), place)
        place = start + len(one.word)
        speaks = against(one, made)
        if speaks > 0 and (one.other or (rest and against(one, rest) < 0)):
            continue
        if speaks:
            part = max(0, bisect.bisect_right(starts, start) - 1)
            lost = missed(one.word, speaks, language)
            words.append(Word(one, speaks == -TOLD, lost, start, place, sums[part], sums[part + 1]))
    return words


def most(
    words: Sequence[Word], expected: float, surplus: float, language: str, *, at_end: bool = False
) -> Stretch | None:
    """The stretch for which most speaks, of a translation of so many expected characters (a scan over all of them,
    Kulldorff 1997), or over those that end with the last word; None where nothing speaks for any.
    """
    best: Stretch | None = None
    lack = 1 - math.exp(surplus)
    for first, begin in enumerate(words):
        if begin.lost <= 0:
            continue
        outer = words[first - 1].behind if first else 0.0
        speak = 0.0
        for last in range(first, len(words)):
            end = words[last]
            speak += end.lost
            if end.lost <= 0 or (at_end and last < len(words) - 1):
                continue
            until = words[last + 1].before if last + 1 < len(words) else expected
            least = (end.behind - begin.before) / expected
            part = min(max(lack, least), max((until - outer) / expected, least), MOST)
            worth = speak + likelier(surplus, math.log(1 - part), language)
            if worth > (best.worth if best else 0.0):
                best = Stretch(first, last, speak, part, worth)
    return best


def likelier(surplus: float, by: float, language: str) -> float:
    """How much a length speaks for one that something changed `by` so much (both are logarithms), if lengths are
    log-normal.
    """
    left = surplus - by
    return (surplus * surplus - left * left) / (2 * SPREAD[language] ** 2)


def between(
    stretch: Stretch, words: Sequence[Word], target: str, expected: float, language: str
) -> tuple[float, float]:
    """(1 where nothing stands between what was before a stretch and behind it, 1 where enough does); 0 each where
    nobody can tell.
    """
    found = [place for place, word in enumerate(words) if word.found]
    here = bisect.bisect_left(found, stretch.first)
    left = found[here - 1] if here and found[here - 1] >= stretch.first - NEAR else None
    right = found[here] if here < len(found) and found[here] <= stretch.last + NEAR else None
    begins, ends = stretch.first == 0, stretch.last == len(words) - 1
    if (left is None and not begins) or (right is None and not ends) or left is right:
        return 0.0, 0.0
    made = laid(target, language)
    start = 0 if left is None else _place(words[left], made)[1]
    end = len(made) if right is None else _place(words[right], made)[0]
    if end < start:
        return 0.0, 1.0
    inner = words[stretch.last].behind - words[stretch.first].before
    outer = (expected if right is None else words[right].before) - (0.0 if left is None else words[left].behind)
    free = end - start - (outer - inner)
    return float(free < CLOSE * inner), float(free > APART * inner)


def _place(word: Word, made: str) -> tuple[int, int]:
    """Where the first of what stands for a word that is found begins and ends."""
    return min((place, place + len(way)) for way in word.asked.ways if (place := made.find(way)) >= 0)


def missed(word: str, speaks: float, language: str) -> float:
    """How much it speaks for a loss that a translation speaks so much against a word (relation.py)."""
    usual, own = _missed()[language]
    if speaks > 0:
        return own.get(word, usual[2])
    return usual[speaks == -IN_PART]


@functools.cache
def _missed() -> dict[str, tuple[tuple[float, ...], dict[str, float]]]:
    """Language -> (what it speaks that a word is found, found in part and not found; word -> the last of these)."""
    columns: dict[str, tuple[tuple[float, ...], dict[str, float]]] = {}
    with MISSED.open(encoding="utf-8") as lines:
        for line in lines:
            name, *cells = line.rstrip("\n").split("\t")
            if name == "*":
                columns = {language: (tuple(map(float, cell.split())), {}) for language, cell in
                           zip(extent.LANGUAGES, cells, strict=True)}  # fmt: skip
            elif not name.startswith("#"):
                for (_, own), cell in zip(columns.values(), cells, strict=True):
                    if cell:
                        own[name] = float(cell)
    return columns


@functools.cache
def weights_of(table: Path) -> dict[str, tuple[float, tuple[float, ...]]]:
    """Language -> (the logarithm of odds above which something is told, the weights of what tells it), of a table that
    scripts/coverage.py has made.
    """
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {language: (float(limit), tuple(map(float, weights))) for language, limit, *weights in lines}


def odds(found: Sequence[float], weights: Sequence[float]) -> float:
    """Logarithm of the odds that something is left out, or was put in."""
    return float(sum(map(operator.mul, found, weights)))
