"""Files that look like documents and are exports: a table of translations, or XLIFF of the toolkit, is no source.

Told by what a person's program keeps when it saves the file again: the first cells of the table, the names of notes.
"""

import re
import zipfile
from pathlib import Path

LOOKED_AT = 65_536
"""Bytes of a part, unpacked."""
_CELL = re.compile(rb"<(?:w:|x:)?t(?: [^<>]{0,200})?>([^<]{0,300})</(?:w:|x:)?t>")
_TABLE = re.compile(rb"<w:tbl\b")
_XLIFF = re.compile(rb"""<note [^<>]{0,100}["\']x-base["\']""")
PARTS = {".docx": ("word/document.xml",), ".xlsx": ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")}
"""Ending -> the parts of the archive where the first cells of a table stand, the first that is there."""


def is_export(path: Path) -> bool:
    """Whether a file is what `toolkit export` wrote, also as another program saved it; no more of it is read."""
    ending = path.suffix.lower()
    try:
        if ending in (".xlf", ".xliff"):
            with path.open("rb") as file:
                return _XLIFF.search(file.read(LOOKED_AT)) is not None
        return ending in PARTS and _is_table(path, ending)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return False  # whoever reads it says what is wrong with it


def _is_table(path: Path, ending: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        there = set(archive.namelist())
        name = next((part for part in PARTS[ending] if part in there), "")
        if not name:
            return False
        with archive.open(name) as part:
            head = part.read(LOOKED_AT)
    if ending == ".docx":
        table = _TABLE.search(head)
        if table is None:
            return False
        cells = [cell.strip() for cell in _CELL.findall(head, table.start())]
        return cells[:1] == [b"id"] and b"status" in cells[2:8]
    cells = [cell.strip() for cell in _CELL.findall(head)]
    return cells[:2] == [b"id", b"kind"] and any(cell.endswith(b":status") for cell in cells[2:])
