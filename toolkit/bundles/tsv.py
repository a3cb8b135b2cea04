"""parallel.tsv: one line a segment: id, kind, source, then text and status of each target language.

UTF-8, LF, no quoting; backslash, tab, LF and CR inside a text are written `\\\\`, `\\t`, `\\n`, `\\r`, and
other characters at which some readers break lines `\\uXXXX`.
"""

import re

from toolkit.bundles.rows import Row, units_of
from toolkit.errors import BundleError
from toolkit.units import Bundle

NAME = "parallel.tsv"
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
UNESCAPES = {escaped[1]: character for character, escaped in ESCAPES.items()}


def write(bundle: Bundle) -> bytes:
    """The whole bundle as one table."""
    units = units_of(bundle)
    source, *targets = bundle.languages
    lines = [["id", "kind", source, *(name for code in targets for name in (code, f"{code}:status"))]]
    for segment in bundle.segments:
        assert segment.place is not None
        cells = [segment.place.id, segment.place.kind.value, segment.text]
        for code in targets:
            unit = units[code].get(segment.key)
            cells += [unit.text, unit.status] if unit else ["", "untranslated"]
        lines.append(cells)
    return "".join("\t".join(_escape(cell) for cell in cells) + "\n" for cells in lines).encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of such a table. Raises BundleError with the line."""
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise BundleError(f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8", path=NAME) from error
    head = lines[0].split("\t")
    if head[:2] != ["id", "kind"] or len(head) % 2 == 0:
        raise BundleError("the header is not id, kind, source, then two columns a language", path=NAME, line=1)
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = [_unescape(cell) for cell in line.split("\t")]
        if len(cells) != len(head):
            raise BundleError(f"{len(cells)} columns, the header has {len(head)}", path=NAME, line=number)
        found += [
            Row(cells[0], head[column], cells[2], cells[column], cells[column + 1]) for column in range(3, len(head), 2)
        ]
    return found


def _escape(text: str) -> str:
    return re.sub(
        "[\\\\\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]",
        lambda match: ESCAPES.get(match.group()) or f"\\u{ord(match.group()):04x}",
        text,
    )


def _unescape(text: str) -> str:
    return re.sub(
        r"\\(?:u([0-9a-f]{4})|(.))",
        lambda match: chr(int(match[1], 16)) if match[1] else UNESCAPES.get(match[2], match.group()),
        text,
    )
