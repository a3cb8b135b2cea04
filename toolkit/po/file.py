"""Bytes <-> CatalogFile: a run of entries with the blank lines between them, and what follows the last.

The text of the file is kept as it is; what comes out is what went in, but for the entries that somebody exchanged.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, Part
from toolkit.po.layout import Layout
from toolkit.po.linebreaks import COLUMNS, display_width
from toolkit.po.syntax import Reader, shortened

LONGEST_LINE = 1 << 24
"""Characters; a translation of that length would be a shelf of books."""
_BOM = "\ufeff"
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |\s*$)|={7}\s*$")
_CONFLICT_MARKS = ("<<<<<<<", "|||||||", ">>>>>>>", "=======")
_CHARSET = re.compile(rb"charset=([^\s\\\"]+)")


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A .po or .pot file: its entries in file order, and how it is written."""

    entries: tuple[Entry, ...]
    """Header, live and obsolete entries; no two have the same context and source."""
    layout: Layout = field(default_factory=Layout)
    tail: str = ""
    """Everything after the last entry."""
    bom: bool = False
    path: str = ""
    """How errors name the file."""

    @property
    def header(self) -> Entry | None:
        """The header entry, if the file has one."""
        return next((entry for entry in self.entries if entry.header), None)

    def checked(self) -> "CatalogFile":
        """The file itself. Raises CatalogError if it has messages but no header, which says how they are to be read."""
        if self.entries and self.header is None:
            raise CatalogError(
                'the file has no header, the message with msgid ""; it is cut off at its beginning or needs one',
                path=self.path, line=self.entries[0].line,
            )  # fmt: skip
        return self

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries that are in use, without the header."""
        return tuple(entry for entry in self.entries if not entry.obsolete and not entry.header)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that are kept although their text is not in the source any more."""
        return tuple(entry for entry in self.entries if entry.obsolete)

    def with_entries(self, entries: Iterable[Entry]) -> "CatalogFile":
        """The file with other entries; an entry that keeps its neighbour keeps the blank lines between them."""
        before = {entry.line: previous for previous, entry in zip((None, *self.entries), self.entries, strict=False)}
        spaced: list[Entry] = []
        for entry in entries:
            neighbour = spaced[-1] if spaced else None
            known = before.get(entry.line) if entry.line else None
            stays = entry.line and (
                (neighbour is None and known is None)
                or (neighbour is not None and known is not None and neighbour.line == known.line)
            )
            if not stays:
                gap = "" if neighbour is None else entry.gap if "\n" in entry.gap else self.layout.newline
                entry = replace(entry, gap=gap)
            spaced.append(entry)
        return replace(self, entries=tuple(spaced))

    def encode(self) -> bytes:
        """The file as bytes; a file that was read and not changed comes out as it was."""
        text = ""
        parts = []
        for entry in self.entries:
            if text and not text.endswith("\n"):
                parts.append(self.layout.newline)  # the last entry of the file as it was had no line end
            text = entry.text
            parts += (entry.gap, text)
        if self.tail and text and not text.endswith("\n"):
            parts.append(self.layout.newline)
        return ((_BOM if self.bom else "") + "".join(parts) + self.tail).encode()


@functools.lru_cache(maxsize=2)  # a run looks at the same bytes several times, and the result is frozen
def read(data: bytes, path: str = "") -> CatalogFile:
    """Reads a .po or .pot file; `path` is only for messages. Raises CatalogError with the line, whatever the bytes."""
    text = _decoded(data, path)
    bom = text.startswith(_BOM)
    lines = _lines(text.removeprefix(_BOM))
    if any(mark in text for mark in ("\0", *_CONFLICT_MARKS)):
        _refuse_damage(lines, path)
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE:
        raise CatalogError(
            f"the line has {longest:,} characters, which no catalog has; the file is damaged or is none",
            path=path, line=next(number for number, line in enumerate(lines, 1) if len(line) == longest),
        )  # fmt: skip
    entries, tail = Reader(path).read(lines)
    _refuse_duplicates(entries, path)
    crlf = text.count("\r\n")
    layout = Layout(newline="\r\n" if 2 * crlf > len(lines) else "\n", wrap=_wraps(entries))
    file = CatalogFile(entries=entries, layout=layout, tail=tail, bom=bom, path=path)
    if file.header is not None:
        _refuse_charset(file.header, path)
    return file


def _refuse_damage(lines: Iterable[str], path: str) -> None:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise CatalogError(
                "the line holds NUL bytes, so the file was cut or overwritten; restore it from a copy",
                path=path, line=number,
            )  # fmt: skip
        if _CONFLICT.match(line):
            raise CatalogError(
                "the file holds an unresolved merge conflict; choose one side and delete the marker lines",
                path=path, line=number,
            )  # fmt: skip


def _lines(text: str) -> list[str]:
    # Not splitlines(), which also splits at every line separator of Unicode.
    *whole, rest = text.split("\n")
    lines = [line + "\n" for line in whole]
    return [*lines, rest] if rest else lines


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        named = _CHARSET.search(data)
        charset = named[1].decode("ascii", "replace") if named else ""
        if charset and charset.upper() not in ("UTF-8", "UTF8", "CHARSET", "ASCII", "US-ASCII"):
            raise _other_charset(charset, path, line) from error
        raise CatalogError(
            f"byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8; save the file as UTF-8",
            path=path, line=line,
        ) from error  # fmt: skip


def _other_charset(charset: str, path: str, line: int) -> CatalogError:
    return CatalogError(
        f"the file is in {charset}, not in UTF-8; convert it with `msgconv -t UTF-8`", path=path, line=line
    )


def _refuse_charset(header: Entry, path: str) -> None:
    named = _CHARSET.search(header.msgstr[0].encode())
    charset = named[1].decode("ascii", "replace") if named else "UTF-8"
    if charset.upper() not in ("UTF-8", "UTF8", "CHARSET", "ASCII", "US-ASCII"):
        raise _other_charset(charset, path, header.line)


def _refuse_duplicates(entries: Iterable[Entry], path: str) -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.msgctxt or "", entry.msgid), entry)
        if first is not entry:
            raise CatalogError(
                f"the message {shortened(entry.msgid)} stands here again, after line {first.line}; delete one of them",
                path=path, line=entry.line,
            )  # fmt: skip


def _wraps(entries: Iterable[Entry]) -> bool:
    """Whether the file breaks long strings: not if some string is too wide and none goes on in the middle of a line."""
    wide = False
    for entry in entries:
        texts = [text.strip() for part, text in entry.lines if part >= Part.CONTEXT]
        for before, after in pairwise(texts):
            if after.lstrip("#~ ").startswith('"') and not before.endswith(('\\n"', ' ""')):
                return True
        wide = wide or any(" " in text[60:] and display_width(text) > COLUMNS + 1 for text in texts)
    return not wide
