"""Tables that are drawn with characters, in reStructuredText and in Markdown as Pandoc reads it: their cells, and how
they are drawn anew.

Columns are counted as docutils and Pandoc count them: wide characters are two. A table whose cells span others is left
whole.
"""

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.documents.markup.edits import Places
from toolkit.documents.markup.lined import Line, Sheet

BORDER = re.compile(r"\+(?:[-=]+\+)+\Z")
ALIGNED_BORDER = re.compile(r"\+(?::?[-=]+:?\+)+\Z")
"""The same in Pandoc, where colons say how a column is aligned."""
BEGINS_BLOCK = re.compile(r"[-+*>#=|:~]|\d{1,9}[.)]\Z|\[\^?[^]]*\]:|`{3}|<")
"""A word that could begin a block where it begins a line."""
MARKER = re.compile(r" *(?:(?:[-+*]|\d{1,9}[.)]) +)?")
"""What stands before the words of a line, and below which its others stand."""


@dataclass(slots=True, eq=False)
class Table:
    """A table of rows of cells, with the lines between them."""

    sheet: Sheet
    start: int
    end: int
    prefix: str
    """What stands before its second line."""
    spans: list[tuple[int, int]]
    """Columns where each cell begins and ends, without the bars."""
    is_grid: bool
    rows: list[list[Sheet] | str] = field(default_factory=list)
    """Rows of cells, and of the lines between them what they are drawn with: those of a grid, else `-`, `=` or nothing,
    and UNBROKEN for hyphens all along."""
    aligned: Sequence[str] = ()
    """For each column <, > or ^ as of Python's formats; empty where all begin at the left."""
    wraps: bool = False
    """Whether new texts are broken at spaces to be as wide as the columns were."""

    @property
    def cells(self) -> list[Sheet]:
        """All cells in order."""
        return [cell for row in self.rows if not isinstance(row, str) for cell in row]

    def drawn(self, texts: Mapping[Sheet, str]) -> str:
        """The table anew, its columns as wide as its cells ask for, and no narrower than before."""
        pad = 2 if self.is_grid else 0
        new = [
            row
            if isinstance(row, str)
            else [self._lines(cell, texts, *span, pad) for cell, span in zip(row, self.spans, strict=True)]
            for row in self.rows
        ]
        widths = [
            max(
                [end - start, *(columns(line) + pad for row in new if not isinstance(row, str) for line in row[number])]
            )
            for number, (start, end) in enumerate(self.spans)
        ]
        lines = []
        for row in new:
            if isinstance(row, str):
                lines.append(self._border(row, widths))
                continue
            for number in range(max(map(len, row))):
                parts = [cell[number] if number < len(cell) else "" for cell in row]
                lines.append(self._row(parts, widths))
        return ("\n" + self.prefix).join(lines)

    def _lines(self, cell: Sheet, texts: Mapping[Sheet, str], start: int, end: int, pad: int) -> list[str]:
        lines = texts.get(cell, cell.source).split("\n")
        if not self.wraps or cell not in texts:
            return lines
        return [piece for line in lines for piece in wrapped(line, end - start - pad)]

    def _border(self, sign: str, widths: Sequence[int]) -> str:
        if self.is_grid:
            return "+" + "".join(
                _stretched(sign[start:end], width) + "+" for (start, end), width in zip(self.spans, widths, strict=True)
            )
        gaps = self._gaps()
        if sign == UNBROKEN:
            return "-" * (sum(widths) + sum(map(len, gaps)))
        return "".join(sign * width + gap for width, gap in zip(widths, gaps, strict=True)).rstrip()

    def _row(self, parts: Sequence[str], widths: Sequence[int]) -> str:
        if self.is_grid:
            cells = [" " + _padded(part, width - 1) for part, width in zip(parts, widths, strict=True)]
            return "|" + "".join(cell + "|" for cell in cells)
        signs = self.aligned or "<" * len(widths)
        cells = [_padded(part, width, sign) for part, width, sign in zip(parts, widths, signs, strict=True)]
        return "".join(cell + gap for cell, gap in zip(cells, self._gaps(), strict=True)).rstrip()

    def _gaps(self) -> list[str]:
        starts = [start for start, _ in self.spans[1:]]
        return [*(" " * (start - end) for (_, end), start in zip(self.spans, starts, strict=False)), ""]


UNBROKEN = "--"


def _padded(text: str, width: int, sign: str = "<") -> str:
    return f"{text:{sign}{max(0, width - columns(text) + len(text))}}"


def _stretched(border: str, width: int) -> str:
    """A piece of a line, as wide as it must be; a colon at its end says how its column is aligned."""
    sign = border.strip(":")[0]
    return border[0] + sign * (width - 2) + border[-1]


def wrapped(text: str, width: int) -> list[str]:
    """A line, broken at spaces into lines of so many columns, as far as that can be."""
    marker = MARKER.match(text)
    assert marker is not None
    lines, indent = [marker.group()], " " * marker.end()
    for number, word in enumerate(text[marker.end() :].split()):
        too_long = number and columns(lines[-1]) + 1 + columns(word) > width
        if too_long and not BEGINS_BLOCK.match(word):
            lines.append(indent + word)
        else:
            lines[-1] += f" {word}" if number else word
    return lines


def columns(text: str) -> int:
    """Columns of a text."""
    if text.isascii():
        return len(text)
    return sum(map(_column, text))


def _column(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def offset_at(text: str, column: int) -> int:
    """The character at a column; -1 where a wide one lies across it."""
    if text.isascii():
        return min(column, len(text))
    reached = 0
    for place, character in enumerate(text):
        if reached >= column and not unicodedata.combining(character):
            return place if reached == column else -1
        reached += _column(character)
    return len(text) if reached <= column else -1


def grid(sheet: Sheet, lines: Sequence[Line], place: int, border: re.Pattern[str] = BORDER) -> tuple[int, Table | None]:
    """The line behind a grid table, and the table; None where its cells are no simple rows and columns."""
    end = place
    while end < len(lines) and lines[end].text[:1] in ("+", "|") and lines[end].text[-1] in "+|":
        end += 1
    while end > place and lines[end - 1].text[0] != "+":
        end -= 1
    if end - place < 3 or (end < len(lines) and lines[end].text):
        return place, None
    own = lines[place:end]
    bars = [number for number, sign in enumerate(own[0].text) if sign == "+"]
    spans = [(start + 1, stop) for start, stop in itertools.pairwise(bars)]
    table = Table(sheet, own[0].start, own[-1].end, prefix_of(sheet, own), spans, is_grid=True)
    rows: list[Line] = []
    for line in own:
        text = line.text
        if text[0] == "+":
            if not border.match(text) or [number for number, sign in enumerate(text) if sign == "+"] != bars:
                return end, None
            if rows:
                table.rows.append([cell_of(table, rows, span) for span in spans])
                rows = []
            table.rows.append(text)
            continue
        offsets = [offset_at(text, bar) for bar in bars]
        if any(offset < 0 or text[offset : offset + 1] != "|" for offset in offsets) or offsets[-1] != len(text) - 1:
            return end, None
        rows.append(line)
    return end, table


def is_between(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing stands between the columns."""
    for (_, end), (start, _) in itertools.pairwise(spans):
        low, high = offset_at(text, end), offset_at(text, start)
        if low < 0 or high < 0 or text[low:high].strip():
            return False
    return "\t" not in text


def cell_of(
    table: Table, lines: Sequence[Line], span: tuple[int, int], *, last: bool = False, even: bool = False
) -> Sheet:
    """The text of a cell, without the white space around it, and `even` where not around any line of it."""
    pieces = []
    for line in lines:
        low, high = offset_at(line.text, span[0]), len(line.text) if last else offset_at(line.text, span[1])
        pieces.append(Line(line.text[low:high].rstrip(), line.start + low))
    while pieces and not pieces[-1].text:
        pieces.pop()
    least = min((line.indent for line in pieces if line.text), default=0)
    pieces = [line.part(0) if even else line.cut(least) for line in pieces]
    starts, offset = [], 0
    for line in pieces:
        starts.append((offset, line.start))
        offset += len(line.text) + 1
    return Sheet("\n".join([line.text for line in pieces]), Places(starts or [(0, table.start)]), table)


def prefix_of(sheet: Sheet, lines: Sequence[Line]) -> str:
    """What stands before the second line in the whole source."""
    second = lines[1].start
    return sheet.source[sheet.source.rfind("\n", 0, second) + 1 : second]
