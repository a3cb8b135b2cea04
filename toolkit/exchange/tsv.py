"""TSV, one line a segment: id, kind, source, then text and status of each target language, and what was exported.

UTF-8, LF, no quoting; backslash, tab, LF and CR inside a text are written `\\\\`, `\\t`, `\\n`, `\\r`, and
other characters at which some readers break lines `\\uXXXX`. A table that a spreadsheet program saved again, with its
quotes, line ends and UTF-16, is read too.
"""

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


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8", "surrogatepass").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        raise BundleError(f"{where} is not {error.encoding.upper()}; save the table as UTF-8") from error


def _cells(text: str) -> list[list[str]]:
    lines = _split(text)
    if not _saved_by_spreadsheet(lines):
        return lines
    return [[cell[1:-1].replace('""', '"') if _wrapped(cell) else cell for cell in cells] for cells in lines]


def _split(text: str) -> list[list[str]]:
    return [line.removesuffix("\r").split("\t") for line in text.split("\n")]


def _saved_by_spreadsheet(lines: list[list[str]]) -> bool:
    marked = [cell for cells in lines for cell in cells if '"' in cell]
    return bool(marked) and (lines[0][0] == '"id"' or all(map(_quoted_again, marked)))


def _wrapped(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def _quoted_again(cell: str) -> bool:
    """Whether a spreadsheet program put quotes around a cell that has quotes: all inner ones are doubled."""
    inner = cell[1:-1]
    return _wrapped(cell) and '""' in inner and '"' not in inner.replace('""', "")
