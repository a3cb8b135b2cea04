"""Runs of characters on a page, and its columns in reading order.

A page is cut along white space (recursive XY-cut; Nagy, Seth: Hierarchical Representation of Optically Scanned
Documents, 1984): columns of text are read one after the other, rows of a table row by row.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

DEEPEST = 40
MOST_GAPS = 50
"""Gaps that are looked at in a row, or on a page; a table has fewer columns."""
SMALL, RAISED = 0.85, 0.15
"""Sizes of the characters beside it that a raised one has at most, and by which it is raised at least."""
NOTE_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPTS = str.maketrans("0123456789", NOTE_SIGNS)


@dataclass(slots=True)
class Run:
    """Characters of one line without a gap between them."""

    text: str
    left: float
    right: float
    base: float
    """Height of the baseline; pages grow upwards."""
    size: float
    """Height of the characters, in points."""
    count: int = 1
    bold: bool = False
    """From the first character to the last."""

    def add(self, character: str, right: float, base: float, size: float) -> None:
        """One character more; raised and small ones do not change the line, and digits among them are written so."""
        if size < SMALL * self.size and base > self.base + RAISED * self.size:
            character = character.translate(SUPERSCRIPTS)
        elif self.size < SMALL * size and self.base > base + RAISED * size:
            self.text = self.text.translate(SUPERSCRIPTS)
        self.text += character
        self.right = max(self.right, right)
        if size > self.size:
            self.base, self.size = base, size
        self.count += 1


@dataclass(slots=True)
class Page:
    """What stands on one page."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    runs: list[Run]


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by their baselines, from the top, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - run.base) < 0.5 * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def regions(runs: Sequence[Run], depth: int) -> Iterator[list[Run]]:
    """The columns of a page in reading order."""
    if not runs:
        return
    if depth < DEEPEST:
        cut = _column_gap(runs)
        if cut is not None:
            yield from regions([run for run in runs if run.right <= cut], depth + 1)
            yield from regions([run for run in runs if run.right > cut], depth + 1)
            return
        bands = _bands(runs)
        if len(bands) > 1:
            whole: list[Run] = []
            for band in bands:
                parts = list(regions(band, depth + 1))
                if len(parts) == 1:  # no columns: the last line of a paragraph may end before the middle
                    whole += band
                    continue
                yield from ([whole] if whole else [])
                yield from parts
                whole = []
            yield from ([whole] if whole else [])
            return
    yield list(runs)


def _column_gap(runs: Sequence[Run]) -> float | None:
    """Where white space parts two columns of running text from top to bottom."""
    size = median(run.size for run in runs)
    reach, best, tried = None, None, 0
    for run in sorted(runs, key=lambda one: one.left):
        if reach is not None and run.left - reach > 0.5 * size:
            tried += 1
            if tried > MOST_GAPS:
                return None
            left = [one for one in runs if one.right <= reach]
            right = [one for one in runs if one.right > reach]
            if _is_column(left, size) and _is_column(right, size):
                best = reach + 0.01
                break
        reach = run.right if reach is None else max(reach, run.right)
    return best


def _is_column(runs: Sequence[Run], size: float) -> bool:
    """Whether this is running text over several lines, and no column of a table."""
    rows = rows_of(runs)
    widths = [row[-1].right - row[0].left for row in rows]
    return len(rows) >= 3 and max(widths) > 9 * size and sum(run.count for run in runs) > 12 * len(rows)


def _bands(runs: Sequence[Run]) -> list[list[Run]]:
    """Parts of a page one above the other: what crosses its middle, and what may be columns."""
    rows = rows_of(runs)
    size = median(run.size for run in runs)
    if not any(gaps_of(row, 0.5 * size) for row in rows):
        return [list(runs)]
    middle = (min(run.left for run in runs) + max(run.right for run in runs)) / 2
    bands: list[list[Run]] = []
    last: bool | None = None
    for row in rows:
        crosses = any(run.left < middle - size and run.right > middle + size for run in row)
        if last is None or crosses != last:
            bands.append([])
        bands[-1] += row
        last = crosses
    return bands


def gaps_of(row: Sequence[Run], least: float) -> list[tuple[float, float]]:
    """Start and end of the white spaces in a row that are wider than `least` points; not all of very many."""
    found = [
        (before.right, after.left) for before, after in itertools.pairwise(row) if after.left - before.right > least
    ]
    return found[:MOST_GAPS]
