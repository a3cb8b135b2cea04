"""TSV, one line a segment: id, kind, source, then text and status of each target language, and what was exported.

UTF-8, LF, no quoting; backslash, tab, LF and CR inside a text are written `\\\\`, `\\t`, `\\n`, `\\r`, and
other characters at which some readers break lines `\\uXXXX`. A table that a spreadsheet program saved again, with its
quotes, line ends and UTF-16, is read too, also with semicolons or commas between the cells and line breaks in them.
"""

import csv
import io
import re

from toolkit.errors import BundleError
from toolkit.exchange import table
from toolkit.exchange.rows import Row
from toolkit.units import Bundle

ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
UNESCAPES = {escaped[1]: character for character, escaped in ESCAPES.items()}


def write(bundle: Bundle, generator: str = "") -> bytes:  # noqa: ARG001 - a table has no place for its maker
    """The whole bundle as one table."""
    text = "".join("\t".join(map(escape, line)) + "\n" for line in table.cells(bundle))
    if _saved_by_spreadsheet(_split(text)):  # by chance every quote stands as such a program would set it
        text = text.replace('"', "\\u0022")
    return text.encode("utf-8", "surrogatepass")


def read(data: bytes) -> list[Row]:
    """The rows of such a table. Raises BundleError with the line."""
    return table.rows([list(map(unescape, line)) for line in _cells(_decoded(data))])


def escape(text: str) -> str:
    """One cell."""
    return re.sub(
        "[\\\\\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]",
        lambda match: ESCAPES.get(match.group()) or f"\\u{ord(match.group()):04x}",
        text,
    )


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return re.sub(
        r"\\(?:u([0-9a-f]{4})|(.))",
        lambda match: chr(int(match[1], 16)) if match[1] else UNESCAPES.get(match[2], match.group()),
        text,
    )


SIGN_TOLD = re.compile(r"\Asep=[^\r\n]\r?\n", re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        raise BundleError(f"{where} is not {error.encoding.upper()}; save the table as UTF-8") from error


def _cells(text: str) -> list[list[str]]:
    text = SIGN_TOLD.sub("", text)
    delimiter = _delimiter(text)
    lines = _split(text, delimiter)
    if delimiter != "\t" or _saved_by_spreadsheet(lines):
        return _quoted_cells(text, delimiter)
    return _mended(lines)


def _delimiter(text: str) -> str:
    """What stands between the cells: a tab, or what spreadsheet programs use in some countries."""
    head = text.split("\n", 1)[0]
    return next((sign for sign in "\t;," if sign in head), "\t")


def _mended(lines: list[list[str]]) -> list[list[str]]:
    """The lines with those put together again that a line break within a cell, or within its quotes, cut."""
    made: list[list[str]] = []
    width = len(lines[0]) if lines else 0
    for cells in lines:
        before = made[-1] if made else cells
        if 1 <= len(before) < width and len(before) + len(cells) - 1 <= width and any(before) and made:
            made[-1] = [*before[:-1], f"{before[-1]}\n{cells[0]}", *cells[1:]]
        else:
            made.append(cells)
    if made and len(made[-1]) < width and made[-1][-1].endswith("\n"):
        made[-1][-1] = made[-1][-1][:-1]
    return made


def _quoted_cells(text: str, delimiter: str) -> list[list[str]]:
    """The cells of a table in which quotes stand around what holds a delimiter or a line break."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # a cell may be as long as the file
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BundleError(f"this is no table: {error}") from error


def _split(text: str, delimiter: str = "\t") -> list[list[str]]:
    return [line.removesuffix("\r").split(delimiter) for line in text.split("\n")]


def _saved_by_spreadsheet(lines: list[list[str]]) -> bool:
    """Whether the cells with quotes are those that such a program sets: around whole cells, inner ones doubled."""
    marked = [cell for cells in lines for cell in cells if '"' in cell]
    if not marked:
        return False
    if '"id"' in lines[0] or all(map(_quoted_again, marked)):
        return True
    # With line breaks within a cell, its quotes stand on different lines.
    width = len(lines[0])
    broken = any(len(cells) < width and any(cells) for cells in lines)
    return broken and _closed(lines)


def _closed(lines: list[list[str]]) -> bool:
    """Whether reading the quotes gives every line the columns of the first."""
    text = "\n".join("\t".join(cells) for cells in lines)
    found = [cells for cells in _quoted_cells(text, "\t") if any(cells)]
    return all(len(cells) == len(found[0]) for cells in found)


def _wrapped(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def _quoted_again(cell: str) -> bool:
    """Whether a spreadsheet program put quotes around a cell that has quotes: all inner ones are doubled."""
    inner = cell[1:-1]
    return _wrapped(cell) and '""' in inner and '"' not in inner.replace('""', "")
