"""Runs of characters on pages -> paragraphs, headings and items, in the reading order of `pdf_regions.py`."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from toolkit.documents.plain.pdf_regions import NOTE_SIGNS, Page, Run, gaps_of, regions, rows_of
from toolkit.units import BlockKind

ENDS = re.compile(r"[.!?…。！？:;：；][\"'”’»)\]）」』]*$")
ITEM = re.compile(r"(?:[•‣◦▪●·–*-]|\(?[0-9]{1,3}[.)]|[a-z][.)])\s+\S")
NUMBER = re.compile(
    r"[\s\-–—|.·]{0,9}(?:page|стр\.?|с\.|第)?\s{0,3}(?:[0-9]{1,4}|[ivxlc]{1,7})(?:\s{0,3}(?:/|of|из|页)\s{0,3}[0-9]{0,4})?"
    r"[\s\-–—|.·]{0,9}",
    re.IGNORECASE,
)
"""A line that is but the number of its page."""
MOST_NUMBERS = 3
"""That are looked at in a running head: of a chapter, of the page, of all pages."""
HYPHEN = re.compile(r"([^\W\d_]+)-$")
WORD = re.compile(r"[^\W\d_]+-[^\W\d_]+")
LEADER = re.compile(r"(?:\s?[.…·_]){4,}\s*(?:[0-9]{1,4}|[ivxlc]{1,7})?\s*$")
"""Behind an entry of a table of contents."""
ADDRESS = re.compile(r"(?:https?:/|ftp:/|www\.|[\w.+-]+@)\S*$")
ADDRESS_GOES_ON = re.compile(r"[/?&=#%~._:-]*[\w%~+-]+(?:[/?&=#%~.@:_-]+[\w%~+-]+)*/?")
TOP_LEVEL = frozenset(
    (
        "org",
        "com",
        "net",
        "edu",
        "gov",
        "int",
        "io",
        "info",
        "eu",
        "de",
        "uk",
        "ru",
        "kg",
        "cn",
        "html",
        "htm",
        "php",
        "pdf",
    )
)
"""What may stand alone on a line as the end of an address."""
BIG = 1.15
"""Times the size of the running text, from which a line is a heading."""
LONGEST_HEADING = 250


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
    bold: bool


class _Name(NamedTuple):
    """What a running head is known by."""

    text: str
    height: int
    """On its page, in steps of four points."""
    big: bool


def paragraphs(pages: Sequence[Page]) -> tuple[list[Paragraph], int]:
    """The blocks of a document, and how many letters stand in running heads and feet, which are left out."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[round(run.size * 2) / 2] += run.count
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    letters = _without_heads(pages, body)
    compounds = {match.lower() for page in pages for run in page.runs for match in WORD.findall(run.text)}
    found: list[Paragraph] = []
    for page in pages:
        for region in regions(page.runs, 0):
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


def _without_heads(pages: Sequence[Page], body: float) -> int:
    """Takes lines that are repeated at the edges of pages, and their numbers, from the pages; their letters."""
    edges: list[list[tuple[set[_Name], list[Run], bool]]] = []
    seen: dict[_Name, list[int]] = {}
    for page in pages:
        rows = rows_of(page.runs)
        own: list[tuple[set[_Name], list[Run], bool]] = []
        for lines in (rows, rows[::-1]):
            for place, line in enumerate(lines[:2]):
                height = line[0].base / (page.height or 1)
                if 0.15 < height < 0.85:
                    break
                if place + 1 == len(lines) or abs(line[0].base - lines[place + 1][0].base) > 1.7 * line[0].size:
                    head = [run for one in lines[: place + 1] for run in one]
                    own.append((_names(head, page.number, body), head, True))
                    break
                if place == 0 and len(line) == 1:  # close to the text: only that it is repeated tells
                    own.append((_names(line, page.number, body), line, False))
        for name in set().union(*(names for names, _, _ in own)):
            seen.setdefault(name, []).append(page.number)
        edges.append(own)
    repeated = {name for name, places in seen.items() if _is_repeated(name, places, len(pages))}
    letters = 0
    for page, own in zip(pages, edges, strict=True):
        for names, line, is_apart in own:
            text = " ".join(run.text.strip() for run in line)
            is_number = len(pages) > 1 and is_apart and NUMBER.fullmatch(text)
            if len(pages) > 1 and (is_number or (len(text) < 200 and names & repeated)):
                letters += sum(map(str.isalpha, text))
                gone = {id(run) for run in line}
                page.runs = [run for run in page.runs if id(run) not in gone]
    return letters


def _is_repeated(name: _Name, places: Sequence[int], count: int) -> bool:
    """Whether what stands on these pages, of so many, is a running head: of the document, or of one chapter. In larger
    letters than the text it is one only on every third page: titles of slides go on over some.
    """
    if len(places) >= (2 if count < 5 else max(3, count // (3 if name.big else 8))):
        return True
    return not name.big and any(third - first <= 4 for first, third in zip(places, places[2:], strict=False))


def _names(head: Sequence[Run], page: int, body: float) -> set[_Name]:
    """By what a head is known on other pages: its text with numbers as they are or counted from the page's."""
    pieces = re.split("([0-9]{1,9})", " ".join(run.text.strip() for run in head))
    numbers = [place for place, piece in enumerate(pieces) if place % 2 and piece.isascii()][:MOST_NUMBERS]
    height, big, found = round(head[0].base / 4), max(run.size for run in head) >= BIG * body, set()
    for counted in itertools.product((False, True), repeat=len(numbers)):
        own = list(pieces)
        for place, moves in zip(numbers, counted, strict=True):
            own[place] = f"#{int(pieces[place]) - page}" if moves else pieces[place]
        found.add(_Name("".join(own), height, big))
    return found


def _of_region(runs: Sequence[Run], page: int, body: float, compounds: set[str]) -> Iterator[Paragraph]:
    rows = rows_of(runs)
    gaps = [gaps_of(row, 1.8 * max(run.size for run in row)) for row in rows]
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
            made[-1].bold = made[-1].bold and run.bold
        else:
            made.append(_Line(text, run.left, run.right, run.base, run.size, run.bold))
    return made


def _lined(lines: Sequence[_Line], page: int, body: float, compounds: set[str]) -> Iterator[Paragraph]:
    """Paragraphs of lines that stand under each other."""
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = [before.base - after.base for before, after in itertools.pairwise(lines) if _is_alike(before, after)]
    usual = median([step for step in steps if step > 0] or [0])
    usual = min([usual, *(step for step in steps if step > 0.8 * lines[0].size)]) if steps else usual
    group: list[_Line] = []
    for line in lines:
        if group and _begins(group, line, left, right, usual):
            yield _paragraph(group, page, body, right, compounds)
            group = []
        group.append(line)
    yield _paragraph(group, page, body, right, compounds)


def _is_alike(one: "_Line | Paragraph", other: "_Line | Paragraph") -> bool:
    """Whether both are of one size."""
    return abs(one.size - other.size) <= 0.12 * one.size


def _begins(group: Sequence[_Line], line: _Line, left: float, right: float, usual: float) -> bool:
    """Whether a line begins a paragraph, after the lines of another."""
    last = group[-1]
    if not _is_alike(last, line):
        return True
    if last.base - line.base > 1.3 * usual + 0.1 * line.size:
        return True
    if ITEM.match(line.text) or LEADER.search(last.text) or line.text[0] in NOTE_SIGNS:
        return True
    if line.bold != last.bold and all(one.bold == last.bold for one in group):
        return True
    indent = line.left - left
    if len(group) > 1 and indent < 0.3 * line.size and all(one.left - left > 0.6 * one.size for one in group):
        return True
    if (
        0.6 * line.size < indent < 5 * line.size
        and last.left - left < 0.3 * line.size
        and not ITEM.match(group[0].text)
    ):
        return True
    rest = (right - last.right) / (right - left or 1)
    return (rest > 0.25 and bool(ENDS.search(last.text))) or (rest > 0.4 and line.text[0].isupper())


def _paragraph(group: Sequence[_Line], page: int, body: float, right: float, compounds: set[str]) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text, compounds)
    text = LEADER.sub("", text) or text
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
    if (address := ADDRESS.search(text.rsplit(None, 1)[-1])) and (more := ADDRESS_GOES_ON.match(following)):
        part, last = more[0], address[0][-1]
        if (
            part[0] in "/?&=#._~%"
            or (last == "-" and part[0].islower())
            or (last in "/?&=#._~%" and (part.lower() in TOP_LEVEL or not part.isalpha()))
        ):
            return text + following
    match = HYPHEN.search(text)
    if match and following[:1].islower():
        rest = re.match(r"[^\W\d_]+", following)
        if f"{match[1]}-{rest[0] if rest else ''}".lower() in compounds:
            return text + following
        return text[:-1] + following
    return f"{text}\n{following}"


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if not before.open or after.kind is not BlockKind.PARAGRAPH or not _is_alike(before, after):
        return False
    first = after.text[:1]
    return first.islower() or first > "\u2e80" or HYPHEN.search(before.text) is not None or before.text.endswith(",")
