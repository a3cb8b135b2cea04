"""Runs of characters on pages -> paragraphs, headings and items in reading order.

A page is cut along white space (recursive XY-cut; Nagy, Seth: Hierarchical Representation of Optically Scanned
Documents, 1984): columns of text are read one after the other, rows of a table row by row.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from toolkit.units import BlockKind

ENDS = re.compile(r"[.!?…。！？:;：；][\"'”’»)\]）」』]*$")
ITEM = re.compile(r"(?:[•‣◦▪●·–*-]|\(?[0-9]{1,3}[.)]|[a-z][.)])\s+\S")
NUMBER = re.compile(
    r"[\s\-–—|.·]{0,9}(?:page|стр\.?|с\.|第)?\s{0,3}(?:[0-9]{1,4}|[ivxlc]{1,7})(?:\s{0,3}(?:/|of|из|页)\s{0,3}[0-9]{0,4})?"
    r"[\s\-–—|.·]{0,9}",
    re.IGNORECASE,
)
"""A line that is but the number of its page."""
HYPHEN = re.compile(r"([^\W\d_]+)-$")
WORD = re.compile(r"[^\W\d_]+-[^\W\d_]+")
DEEPEST = 40
MOST_GAPS = 50
"""Gaps that are looked at in a row, or on a page; a table has fewer columns."""
BIG = 1.15
"""Times the size of the running text, from which a line is a heading."""
LONGEST_HEADING = 250


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

    def add(self, character: str, right: float, base: float, size: float) -> None:
        """One character more; raised and small ones do not change the line."""
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


@dataclass(slots=True)
class Paragraph:
    """What is one block of the document."""

    text: str
    page: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    size: float = 0.0
    region: int = 0
    """Number of the column that it ends in."""
    open: bool = False
    """Whether it may go on in the next column or on the next page."""


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    right: float
    base: float
    size: float
    parts: list[Run] = field(default_factory=list)


def paragraphs(pages: Sequence[Page]) -> tuple[list[Paragraph], int]:
    """The blocks of a document, and how many letters stand in running heads and feet, which are left out."""
    letters = _without_heads(pages)
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[round(run.size * 2) / 2] += run.count
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    compounds = {match.lower() for page in pages for run in page.runs for match in WORD.findall(run.text)}
    found: list[Paragraph] = []
    for page in pages:
        for region in _regions(page.runs, 0):
            made = list(_of_region(region, page.number, body, compounds))
            if found and made and _goes_on(found[-1], made[0]):
                found[-1].text = _joined(found[-1].text, made[0].text, compounds)
                found[-1].open = made[0].open
                made.pop(0)
            found += made
    levels = sorted({round(one.size) for one in found if one.kind is BlockKind.HEADING}, reverse=True)
    for one in found:
        if one.kind is BlockKind.HEADING:
            one.level = min(6, levels.index(round(one.size)) + 1)
    return found, letters


def _without_heads(pages: Sequence[Page]) -> int:
    """Takes lines that are repeated at the edges of pages, and their numbers, from the pages; their letters."""
    edges: list[list[tuple[set[tuple[str, int]], list[Run], bool]]] = []
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        rows = _rows(page.runs)
        own: list[tuple[set[tuple[str, int]], list[Run], bool]] = []
        for lines in (rows, rows[::-1]):
            for place, line in enumerate(lines[:2]):
                height = line[0].base / (page.height or 1)
                if 0.15 < height < 0.85:
                    break
                if place + 1 == len(lines) or abs(line[0].base - lines[place + 1][0].base) > 1.7 * line[0].size:
                    head = [run for one in lines[: place + 1] for run in one]
                    own.append((_names(head, page.number, len(pages)), head, True))
                    break
                if place == 0 and len(line) == 1:  # close to the text: only that it is repeated tells
                    own.append((_names(line, page.number, len(pages)), line, False))
        seen.update(set().union(*(names for names, _, _ in own)))
        edges.append(own)
    enough = 2 if len(pages) < 5 else max(3, len(pages) // 8)
    letters = 0
    for page, own in zip(pages, edges, strict=True):
        for names, line, is_apart in own:
            text = " ".join(run.text.strip() for run in line)
            is_number = len(pages) > 1 and is_apart and NUMBER.fullmatch(text)
            if len(pages) > 1 and (is_number or (len(text) < 200 and any(seen[name] >= enough for name in names))):
                letters += sum(map(str.isalpha, text))
                gone = {id(run) for run in line}
                page.runs = [run for run in page.runs if id(run) not in gone]
    return letters


def _names(head: Sequence[Run], page: int, count: int) -> set[tuple[str, int]]:
    """By what a head is known on other pages: its height, its text, its text with numbers counted from the page's."""
    text = " ".join(run.text.strip() for run in head)
    counted, waiting = "", True
    for piece in re.split("([0-9]{1,9})", text):
        if not piece.isdecimal() or not piece.isascii():
            counted += piece
        elif waiting and int(piece) == page:
            counted, waiting = f"{counted}#", False
        else:
            counted += "of" if int(piece) == count else f"#{int(piece) - page}"
    height = round(head[0].base / 4)
    return {(text, height), (counted, height)}


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by their baselines, from the top, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - run.base) < 0.5 * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _regions(runs: Sequence[Run], depth: int) -> Iterator[list[Run]]:
    """The columns of a page in reading order."""
    if not runs:
        return
    if depth < DEEPEST:
        cut = _column_gap(runs)
        if cut is not None:
            yield from _regions([run for run in runs if run.right <= cut], depth + 1)
            yield from _regions([run for run in runs if run.right > cut], depth + 1)
            return
        bands = _bands(runs)
        if len(bands) > 1:
            for band in bands:
                yield from _regions(band, depth + 1)
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
    rows = _rows(runs)
    widths = [row[-1].right - row[0].left for row in rows]
    return len(rows) >= 3 and max(widths) > 9 * size and sum(run.count for run in runs) > 12 * len(rows)


def _bands(runs: Sequence[Run]) -> list[list[Run]]:
    """Parts of a page one above the other: what crosses its middle, and what may be columns."""
    rows = _rows(runs)
    size = median(run.size for run in runs)
    if not any(_gaps(row, 0.5 * size) for row in rows):
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


def _gaps(row: Sequence[Run], least: float) -> list[tuple[float, float]]:
    found = [
        (before.right, after.left) for before, after in itertools.pairwise(row) if after.left - before.right > least
    ]
    return found[:MOST_GAPS]


def _of_region(runs: Sequence[Run], page: int, body: float, compounds: set[str]) -> Iterator[Paragraph]:
    rows = _rows(runs)
    gaps = [_gaps(row, 1.8 * max(run.size for run in row)) for row in rows]
    lines: list[_Line] = []
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    gaps = [[] if _is_justified(row, found, left, right) else found for row, found in zip(rows, gaps, strict=True)]
    for number, row in enumerate(rows):
        beside = [*(gaps[number - 1] if number else ()), *(gaps[number + 1] if number + 1 < len(rows) else ())]
        size = max(run.size for run in row)
        cuts = [
            start
            for start, end in gaps[number]
            if end - start > 8 * size or any(min(end, stop) - max(start, begin) > size for begin, stop in beside)
        ]
        parts = _cells(row, cuts)
        if len(parts) > 1:
            yield from _lined(lines, page, body, compounds)
            lines = []
            for part in parts:
                yield Paragraph(part.text, page, BlockKind.CELL)
        else:
            lines += parts
    yield from _lined(lines, page, body, compounds)


def _is_justified(row: Sequence[Run], gaps: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    """Whether long words that are set apart fill a line of a narrow column: all spaces of such a line are alike."""
    size = max(run.size for run in row)
    if not gaps or row[0].left - left > 3 * size or right - row[-1].right > 0.6 * size:
        return False
    between = [after.left - before.right for before, after in itertools.pairwise(row)]
    return len(between) > 1 and max(between) < 1.35 * min(between) and not any(" " in run.text.strip() for run in row)


def _cells(row: Sequence[Run], cuts: Sequence[float]) -> list[_Line]:
    """A row as one line, or as the cells that gaps part."""
    made: list[_Line] = []
    for run in row:
        text = " ".join(run.text.split())
        is_marker = bool(made) and len(made[-1].text) <= 3 and ITEM.match(f"{made[-1].text} x") is not None
        if made and (is_marker or made[-1].right not in cuts):
            close = run.left - made[-1].right < 0.15 * run.size and not is_marker
            made[-1].text += text if close and not run.text.startswith(" ") else f" {text}"
            made[-1].right = run.right
            made[-1].size = max(made[-1].size, run.size)
        else:
            made.append(_Line(text, run.left, run.right, run.base, run.size))
    return made


def _lined(lines: Sequence[_Line], page: int, body: float, compounds: set[str]) -> Iterator[Paragraph]:
    """Paragraphs of lines that stand under each other."""
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = [before.base - after.base for before, after in itertools.pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0])
    usual = min([usual, *(step for step in steps if step > 0.8 * lines[0].size)]) if steps else usual
    group: list[_Line] = []
    for line in lines:
        if group and _begins(group, line, left, right, usual):
            yield _paragraph(group, page, body, right, compounds)
            group = []
        group.append(line)
    yield _paragraph(group, page, body, right, compounds)


def _begins(group: Sequence[_Line], line: _Line, left: float, right: float, usual: float) -> bool:
    """Whether a line begins a paragraph, after the lines of another."""
    last = group[-1]
    if abs(line.size - last.size) > 0.12 * last.size:
        return True
    if last.base - line.base > 1.3 * usual + 0.1 * line.size:
        return True
    if ITEM.match(line.text):
        return True
    indent = line.left - left
    if (
        0.6 * line.size < indent < 5 * line.size
        and last.left - left < 0.3 * line.size
        and not ITEM.match(group[0].text)
    ):
        return True
    return right - last.right > 0.25 * (right - left) and bool(ENDS.search(last.text))


def _paragraph(group: Sequence[_Line], page: int, body: float, right: float, compounds: set[str]) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text, compounds)
    size = max(line.size for line in group)
    made = Paragraph(text, page, size=size)
    if size >= BIG * body and len(text) <= LONGEST_HEADING:
        made.kind = BlockKind.HEADING
    elif ITEM.match(text):
        made.kind, made.level = BlockKind.ITEM, 1
    made.open = made.kind is not BlockKind.HEADING and not ENDS.search(text) and right - group[-1].right < 8 * size
    return made


def _joined(text: str, following: str, compounds: set[str]) -> str:
    """Two lines as one text; the hyphen of a word that was broken goes, that of a compound stays."""
    match = HYPHEN.search(text)
    if match and following[:1].islower():
        rest = re.match(r"[^\W\d_]+", following)
        if f"{match[1]}-{rest[0] if rest else ''}".lower() in compounds:
            return text + following
        return text[:-1] + following
    return f"{text}\n{following}"


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if not before.open or after.kind is not BlockKind.PARAGRAPH or abs(before.size - after.size) > 0.12 * before.size:
        return False
    first = after.text[:1]
    return first.islower() or first > "\u2e80" or HYPHEN.search(before.text) is not None or before.text.endswith(",")
