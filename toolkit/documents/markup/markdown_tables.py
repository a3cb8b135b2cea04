"""Tables that Pandoc draws with hyphens and spaces, and its grids: their cells (Pandoc User's Guide, Tables).

---------   -------     a simple table, with a line of heads above or with such a line below; each row is a line
-----------------       a multiline table begins and ends with unbroken hyphens, or has no heads; blank lines part
 Heads    Heads         its rows
-------  --------
"""

import itertools
import re
from collections.abc import Sequence

from toolkit.documents.markup.drawn_tables import (
    ALIGNED_BORDER,
    UNBROKEN,
    Table,
    cell_of,
    columns,
    grid,
    offset_at,
    prefix_of,
)
from toolkit.documents.markup.lined import Line, Sheet
from toolkit.documents.markup.opaque_lines import DASHES, RULED


def drawn(sheet: Sheet, lines: Sequence[Line]) -> Table | None:
    """The table on these lines, the first of which is not indented; None where its cells are no rows and columns."""
    if lines[0].text.startswith("+"):
        end, table = grid(sheet, lines, 0, ALIGNED_BORDER)
        if table is not None:
            table.wraps = True
        return table if end == len(lines) else None
    ruler = next((number for number, line in enumerate(lines) if RULED.fullmatch(line.text)), -1)
    if ruler < 0 or any("\t" in line.text for line in lines):
        return None
    spans = [match.span() for match in re.finditer("-+", lines[ruler].text)]
    table = Table(sheet, lines[0].start, lines[-1].end, prefix_of(sheet, lines), spans, is_grid=False)
    last = (
        len(lines) - 1
        if lines[-1].text and set(lines[-1].text) <= {"-", " "} and len(lines) - 1 > ruler
        else len(lines)
    )
    unbroken = bool(DASHES.fullmatch(lines[0].text)) and ruler > 0
    heads, body = lines[unbroken:ruler], lines[ruler + 1 : last]
    if not any(line.text for line in (*heads, *body)):
        return None
    blank = any(not line.text for line in body)
    table.wraps = unbroken or blank
    if not all(_is_cut(line.text, spans) for line in (*heads, *body)):
        return None
    if len(heads) > 1 and not unbroken:
        return None
    if unbroken:
        table.rows.append(UNBROKEN)
    if heads:
        table.rows.append(_row(table, heads))
    table.rows.append("-")
    rows = [list(own) for full, own in itertools.groupby(body, lambda line: bool(line.text)) if full]
    if not table.wraps:
        rows = [[line] for own in rows for line in own]
    for number, own in enumerate(rows):
        table.rows += [""] * (table.wraps and (number > 0 or not body[0].text))
        table.rows.append(_row(table, own))
    if last < len(lines):
        if body and not body[-1].text:
            table.rows.append("")
        table.rows.append(UNBROKEN if DASHES.fullmatch(lines[-1].text) and len(spans) > 1 else "-")
    table.aligned = [_aligned(next(line.text for line in (*heads, *body) if line.text), *span) for span in spans]
    return table


def _row(table: Table, lines: Sequence[Line]) -> list[Sheet]:
    ends = [start for start, _ in table.spans[1:]]  # words may go on beyond the hyphens
    last = table.spans[-1]
    cells = [cell_of(table, lines, (span[0], end), even=True) for span, end in zip(table.spans, ends, strict=False)]
    return [*cells, cell_of(table, lines, last, last=True, even=True)]


def _is_cut(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether white space stands before each column, and nothing else before the first."""
    offsets = [offset_at(text, start) for start, _ in spans]
    if min(offsets) < 0 or text[: offsets[0]].strip():
        return False
    return all(offset == len(text) or not text[offset - 1].strip() for offset in offsets[1:])


def _aligned(text: str, start: int, end: int) -> str:
    """How a column is aligned: the hyphens go on before the words, behind them, or both."""
    low, high = offset_at(text, start), offset_at(text, end)
    words = text[low:high]
    if not words.strip() or not words.startswith(" "):
        return "<"
    return "^" if columns(words.rstrip()) < end - start else ">"
