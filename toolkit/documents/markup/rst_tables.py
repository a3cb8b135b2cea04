"""Simple tables of reStructuredText, and those in CSV: their cells, and how those are written anew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.documents.markup.drawn_tables import Table, cell_of, is_between, prefix_of
from toolkit.documents.markup.edits import Places
from toolkit.documents.markup.lined import Line, Sheet

SIMPLE = re.compile(r"=+(?: +=+)*\Z")
SPANNED = re.compile(r"-+(?: +-+)*\Z")
CELL = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*|(?P<bare>(?:[^", \t][^",]*)?))(?:,|\Z)')


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
    table = Table(sheet, own[0].start, own[-1].end, prefix_of(sheet, own), spans, is_grid=False)
    rows: list[Line] = []
    blank = 0

    def flush() -> None:
        nonlocal rows, blank
        if rows:
            table.rows.append([cell_of(table, rows, span, last=span is spans[-1]) for span in spans])
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
        elif SPANNED.match(text) or not is_between(text, spans):
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
