"""Tables of reStructuredText drawn with characters, and those in CSV: their cells, and how they are drawn anew.

Columns are counted as docutils counts them: wide characters are two. A table whose cells span others is left whole.
"""

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.documents.markup.edits import Places
from toolkit.documents.markup.lined import Line, Sheet

BORDER = re.compile(r"\+(?:[-=]+\+)+\Z")
SIMPLE = re.compile(r"=+(?: +=+)*\Z")
SPANNED = re.compile(r"-+(?: +-+)*\Z")
CELL = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*|(?P<bare>(?:[^", \t][^",]*)?))(?:,|\Z)')


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
    """Rows of cells, and of the lines between them what they are drawn with: `-`, `=` or nothing."""

    @property
    def cells(self) -> list[Sheet]:
        """All cells in order."""
        return [cell for row in self.rows if not isinstance(row, str) for cell in row]

    def drawn(self, texts: Mapping[Sheet, str]) -> str:
        """The table anew, its columns as wide as its cells ask for, and no narrower than before."""
        new = [
            row if isinstance(row, str) else [texts.get(cell, cell.source).split("\n") for cell in row]
            for row in self.rows
        ]
        pad = 2 if self.is_grid else 0
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

    def _border(self, sign: str, widths: Sequence[int]) -> str:
        if self.is_grid:
            return "+" + "".join(sign * width + "+" for width in widths)
        gaps = self._gaps()
        return "".join(sign * width + gap for width, gap in zip(widths, gaps, strict=True)).rstrip()

    def _row(self, parts: Sequence[str], widths: Sequence[int]) -> str:
        if self.is_grid:
            cells = [
                f" {part}".ljust(width - columns(part) + len(part)) for part, width in zip(parts, widths, strict=True)
            ]
            return "|" + "".join(cell + "|" for cell in cells)
        cells = [part.ljust(width - columns(part) + len(part)) for part, width in zip(parts, widths, strict=True)]
        return "".join(cell + gap for cell, gap in zip(cells, self._gaps(), strict=True)).rstrip()

    def _gaps(self) -> list[str]:
        starts = [start for start, _ in self.spans[1:]]
        return [*(" " * (start - end) for (_, end), start in zip(self.spans, starts, strict=False)), ""]


@dataclass(slots=True, eq=False)
class CsvCell:
    """A cell of a table in CSV."""

    start: int
    end: int
    quoted: bool

    def drawn(self, texts: Mapping[Sheet, str]) -> str:
        """The cell anew, in quotation marks where it needs them."""
        (text,) = texts.values()
        text = " ".join(text.split())
        if self.quoted or "," in text or '"' in text:
            return '"' + text.replace('"', '""') + '"'
        return text


def columns(text: str) -> int:
    """Columns of a text."""
    if text.isascii():
        return len(text)
    return sum(map(_column, text))


def _column(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _offset(text: str, column: int) -> int:
    """The character at a column; -1 where a wide one lies across it."""
    if text.isascii():
        return min(column, len(text))
    reached = 0
    for place, character in enumerate(text):
        if reached >= column and not unicodedata.combining(character):
            return place if reached == column else -1
        reached += _column(character)
    return len(text) if reached <= column else -1


def grid(sheet: Sheet, lines: Sequence[Line], place: int) -> tuple[int, Table | None]:
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
    table = Table(sheet, own[0].start, own[-1].end, _prefix(sheet, own), spans, is_grid=True)
    rows: list[Line] = []
    for line in own:
        text = line.text
        if text[0] == "+":
            if not BORDER.match(text) or [number for number, sign in enumerate(text) if sign == "+"] != bars:
                return end, None
            if rows:
                table.rows.append([_cell(table, rows, span) for span in spans])
                rows = []
            table.rows.append(text[1])
            continue
        offsets = [_offset(text, bar) for bar in bars]
        if any(offset < 0 or text[offset : offset + 1] != "|" for offset in offsets) or offsets[-1] != len(text) - 1:
            return end, None
        rows.append(line)
    return end, table


def simple(sheet: Sheet, lines: Sequence[Line], place: int) -> tuple[int, Table | None]:
    """The same of a simple table."""
    borders = 0
    for end in range(place + 1, len(lines)):
        if SIMPLE.match(lines[end].text):
            borders += 1
            if borders == 2 or end + 1 == len(lines) or not lines[end + 1].text:
                break
    else:
        return place, None
    own = lines[place : end + 1]
    spans = [match.span() for match in re.finditer("=+", own[0].text)]
    table = Table(sheet, own[0].start, own[-1].end, _prefix(sheet, own), spans, is_grid=False)
    rows: list[Line] = []
    blank = 0

    def flush() -> None:
        nonlocal rows, blank
        if rows:
            table.rows.append([_cell(table, rows, span, last=span is spans[-1]) for span in spans])
        rows, blank = [], 0

    for line in own:
        text = line.text
        if SIMPLE.match(text):
            if [match.span() for match in re.finditer("=+", text)] != spans:
                return end + 1, None
            flush()
            table.rows.append("=")
        elif not text:
            blank += 1
        elif SPANNED.match(text) or not _fits(text, spans):
            return end + 1, None
        elif text[0] not in " \t":
            gap = blank
            flush()
            table.rows += [""] * gap
            rows.append(line)
        elif rows:
            rows += [Line("", line.start)] * blank
            blank = 0
            rows.append(line)
        else:
            return end + 1, None
    return end + 1, table


def _fits(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing stands between the columns."""
    for (_, end), (start, _) in itertools.pairwise(spans):
        low, high = _offset(text, end), _offset(text, start)
        if low < 0 or high < 0 or text[low:high].strip():
            return False
    return "\t" not in text


def _cell(table: Table, lines: Sequence[Line], span: tuple[int, int], *, last: bool = False) -> Sheet:
    """The text of a cell, without the white space around it."""
    pieces = []
    for line in lines:
        low, high = _offset(line.text, span[0]), len(line.text) if last else _offset(line.text, span[1])
        pieces.append(Line(line.text[low:high].rstrip(), line.start + low))
    while pieces and not pieces[-1].text:
        pieces.pop()
    least = min((line.indent for line in pieces if line.text), default=0)
    pieces = [line.cut(least) for line in pieces]
    starts, offset = [], 0
    for line in pieces:
        starts.append((offset, line.start))
        offset += len(line.text) + 1
    return Sheet("\n".join([line.text for line in pieces]), Places(starts or [(0, table.start)]), table)


def _prefix(sheet: Sheet, lines: Sequence[Line]) -> str:
    second = lines[1].start
    return sheet.source[sheet.source.rfind("\n", 0, second) + 1 : second]


def csv_cells(lines: Sequence[Line]) -> list[Sheet] | None:
    """The cells of a table in CSV; None where one of them stands on several lines."""
    cells = []
    for line in lines:
        place = 0
        while place < len(line.text):
            match = CELL.match(line.text, place)
            if match is None:
                return None
            is_quoted = match["quoted"] is not None
            start, end = match.span("quoted" if is_quoted else "bare")
            text = line.text[start:end] if is_quoted else line.text[start:end].rstrip()
            outer = line.start + start
            starts, source = [(0, outer)], text
            if is_quoted:
                source = text.replace('""', '"')
                doubled = [found.start() for found in re.finditer('""', text)]
                starts += [(one - number + 1, outer + one + 2) for number, one in enumerate(doubled)]
            frame = CsvCell(outer - is_quoted, outer + len(text) + is_quoted, is_quoted)
            cells.append(Sheet(source, Places(starts), frame))
            place = match.end()
    return cells
