"""Bytes <-> CatalogFile: a run of entries with the blank lines between them, and what follows the last.

The text of the file is kept as it is; what comes out is what went in, but for the entries that somebody exchanged.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import AnyStr, NamedTuple

from toolkit.errors import CatalogError, DuplicateMessages
from toolkit.po.charsets import UTF_8, codec_of, decoded, encoded
from toolkit.po.entries import Entry, Lines, Part, shortened
from toolkit.po.layout import Layout
from toolkit.po.linebreaks import COLUMNS, wider
from toolkit.po.shape import OBSOLETE_MARK, common, shape

LONGEST_LINE = 1 << 24
"""Characters; a translation of that length would be a shelf of books."""
_AT_ONCE = 512
"""Entries that are encoded together."""
_BOM = "\ufeff"
_CONFLICT = re.compile(r"^(?:(?:<{7}|\|{7}|>{7})(?: |\s*$)|={7}\s*$)", re.MULTILINE)
_GOES_ON = re.compile(r'"(?<!\\n")(?<! ""|~"")\r?\n(?:#~ |#\| |#~\| )?"')
"""Where a string goes on in the middle of a line; that it begins with a sign has it found ten times as fast."""
_LONG = re.compile(r'\n(?=[^\n]{60})[#~| ]*(?:["m][^\n]*)?(?=\n|\Z)')
"""A string, with the line break before it, that may be wider than a page."""


class CatalogFile(NamedTuple):
    """A .po or .pot file: its entries in file order, and how it is written."""

    entries: tuple[Entry, ...]
    """Header, live and obsolete entries; no two have the same context and source."""
    layout: Layout = Layout()
    tail: str = ""
    """Everything after the last entry."""
    bom: bool = False
    path: str = ""
    """How errors name the file."""
    charset: str = UTF_8
    """The name that its header has for its character set."""

    @property
    def header(self) -> Entry | None:
        """The header entry, if the file has one."""
        return next((entry for entry in self.entries if entry.header), None)

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries that are in use, without the header."""
        return tuple([entry for entry in self.entries if not entry.obsolete and (entry.msgid or not entry.header)])

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that are kept although their text is not in the source any more."""
        return tuple(entry for entry in self.entries if entry.obsolete)

    def with_entries(self, entries: Iterable[Entry]) -> "CatalogFile":
        """The file with other entries; an entry that keeps its neighbour keeps the blank lines between them."""
        lines = [entry.line for entry in self.entries]
        before = dict(zip(lines[1:], lines, strict=False))
        spaced: list[Entry] = []
        last: int | None = None
        for entry in entries:
            if not entry.line or before.get(entry.line) != last:
                gap = "" if last is None else entry.gap if "\n" in entry.gap else self.layout.newline
                entry = entry._replace(gap=gap)
            spaced.append(entry)
            last = entry.line
        return self._replace(entries=tuple(spaced))

    def encode(self) -> bytes:
        """The file as bytes; a file that was read and not changed comes out as it was."""
        # A piece at a time, since a large file as one text takes twice the room that it has on the disk.
        plain = codec_of(self.charset) == "utf-8"
        done = io.BytesIO()
        parts, text = [_BOM] if self.bom else [], ""
        for number, entry in enumerate(self.entries, 1):
            if text and not text.endswith("\n") and not _on_the_same_line(entry):
                parts.append(self.layout.newline)  # the last entry of the file as it was had no line end
            lines = entry.lines
            text = lines.text if type(lines) is Lines else entry.text
            parts += (entry.gap, text)
            if plain and number % _AT_ONCE == 0:
                done.write("".join(parts).encode())
                parts = []
        if self.tail and text and not text.endswith("\n"):
            parts.append(self.layout.newline)
        parts.append(self.tail)
        if plain:
            done.write("".join(parts).encode())
            return done.getvalue()
        data = encoded("".join(parts), self.charset)
        return self.in_utf8().encode() if data is None else data

    def in_utf8(self) -> "CatalogFile":
        """The same file in UTF-8, and saying so."""
        from toolkit.po.header import fields_of, with_field

        entries = self.entries
        if self.header is not None:
            said = fields_of(self.header).get("Content-Type", "text/plain")
            value = re.sub(r"\s*;\s*charset=.*", "", said) + f"; charset={UTF_8}"
            header = with_field(self.header, "Content-Type", value, self.layout)
            entries = tuple(header if entry.header else entry for entry in entries)
        return self._replace(entries=entries, charset=UTF_8)


def _on_the_same_line(entry: Entry) -> bool:
    """Whether an entry began where the one before it ended, as gettext allows: `msgstr "a" msgid "b"`."""
    return entry.line > 0 and not entry.gap and entry.lines[0].part >= Part.CONTEXT


_READ: dict[tuple[bytes, str], CatalogFile] = {}
"""The last two files: a run looks at the same bytes several times, and the result is frozen."""


def read(data: bytes, path: str = "", like: CatalogFile | None = None, *, keep: bool = True) -> CatalogFile:
    """Reads a .po or .pot file; `path` is only for messages. Raises CatalogError with the line, whatever the bytes.

    Where an entry stands to the letter in `like`, another version of the file, it is taken from there, with the line
    and the gap that it has there: such a file is for looking at, not for writing. Without `keep` nobody will ask for
    the same bytes again.
    """
    if like is not None:
        return _read(data, path, {entry.text: entry for entry in like.entries})
    if not keep:
        return _read(data, path, {})
    found = _READ.get((data, path))
    if found is None:
        found = _read(data, path, {})
        for key in list(_READ)[:-1]:
            _READ.pop(key, None)
        _READ[data, path] = found
    return found


def _read(data: bytes, path: str, known: Mapping[str, Entry]) -> CatalogFile:
    text, charset = decoded(data, path)
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    # Bytes are looked through in a tenth of the time; these signs are in every character set what they are in ASCII.
    odd = b"\0" in data or b"\r" in data or endless(text, "\n")
    found = None if odd else _common(text, path, known)
    if found is None:
        from toolkit.po.syntax import Reader  # which few catalogs need

        lines = _lines(text)
        _refuse_damage(lines, path)
        found = Reader(path).read(lines)
    entries, tail = found
    refuse_duplicates(entries, path)
    newline = "\n"
    if "\r" in text:
        crlf = text.count("\r\n")
        newline = "\r\n" if 2 * crlf > text.count("\n") else "\n" if "\n" in text else "\r"
    layout = Layout(newline=newline, wrap=_wraps(text))
    return CatalogFile(entries=entries, layout=layout, tail=tail, bom=bom, path=path, charset=charset)


def _common(text: str, path: str, known: Mapping[str, Entry]) -> tuple[tuple[Entry, ...], str] | None:
    """The entries of a file that is a row of blocks between blank lines, and what follows; None for any other.

    It is what the Reader finds, in a tenth of the time.
    """
    entries: list[Entry] = []
    mark, place, number = "", 0, 1
    matched, end = shape(mark).match, len(text)
    while place < end:
        match = matched(text, place)
        if match is None:
            mark = "" if mark else OBSOLETE_MARK  # messages of one kind stand together
            matched = shape(mark).match
            match = matched(text, place)
        if match is not None:
            entry = (known and known.get(match[2])) or common(match, mark, number)
            if entry is not None:
                entries.append(entry)
                stop = match.end()
                number += text.count("\n", place, stop)
                place = stop
                continue
        start = place
        while text.startswith("\n", start):
            start += 1
        if start == end:
            break
        stop = text.find("\n\n", start) + 1 or end
        found = _block(text[start:stop], text[place:start], number, path, known)
        if not found:
            return None
        entries += found
        number += text.count("\n", place, stop)
        place = stop
    return tuple(entries), text[place:]


def _block(body: str, gap: str, number: int, path: str, known: Mapping[str, Entry]) -> list[Entry]:
    """The entries in a block, with the blank lines before it in line `number`; none where only the Reader knows."""
    same = known.get(body)
    if same is not None:
        return [same]
    if body[0] not in "#m":
        return []
    from toolkit.po.syntax import Reader

    try:
        found, tail = Reader(path).read(_lines(body))
    except CatalogError:
        return []
    if tail or not found:
        return []
    number += len(gap) - 1
    first, *others = (entry._replace(line=entry.line + number) for entry in found)
    return [first._replace(gap=gap), *others]


def entries_of(text: str) -> Sequence[Entry]:
    """The entries of a piece of a file that stands between blank lines. Raises CatalogError if it is not whole."""
    found = _common(text, "", {})
    if found is None or not found[0]:
        raise CatalogError("a message goes on behind a blank line")
    return found[0]


def endless(text: AnyStr, newline: AnyStr) -> bool:
    """Whether some line is longer than any catalog has."""
    start = 0
    while start + LONGEST_LINE < len(text):
        found = text.rfind(newline, start, start + LONGEST_LINE + 1)
        if found < 0:
            return True
        start = found + 1
    return False


def _refuse_damage(lines: Iterable[str], path: str) -> None:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise CatalogError(
                f"the line has {len(line):,} characters, which no catalog has; the file is damaged or is none",
                path=path, line=number,
            )  # fmt: skip
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
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\r\n")
        return [line.removesuffix("\n") for line in _lines(text)]
    *whole, rest = text.split("\n")
    lines = [line + "\n" for line in whole]
    return [*lines, rest] if rest else lines


def refuse_duplicates(entries: Iterable[Entry], path: str) -> None:
    """Raises DuplicateMessages if a message stands twice."""
    entries = tuple(entries)
    if len({entry.identity for entry in entries}) == len(entries):
        return
    seen: dict[tuple[str, str], Entry] = {}
    again: list[tuple[Entry, Entry]] = []
    for entry in entries:
        if entry.identity in seen:
            again.append((entry, seen[entry.identity]))
        seen.setdefault(entry.identity, entry)
    if again:
        entry, first = again[0]
        raise DuplicateMessages(
            f"the message {shortened(entry.msgid)} stands here again, after line {first.line}; delete one of them",
            path, [(_line_of(entry, Part.ID), _line_of(first, Part.STRING)) for entry, first in again],
            line=entry.line,
        )  # fmt: skip


def _line_of(entry: Entry, part: Part) -> int:
    """The line of the file where a part of an entry begins."""
    return entry.line + sum(line.text.count("\n") for line in entry.lines if line.part < part)


def _wraps(text: str) -> bool:
    """Whether the file breaks long strings: not if some string is too wide and none goes on in the middle of a line."""
    if _GOES_ON.search(text):
        return True
    first = f"\n{text[: text.find(chr(10)) + 1] or text}"
    strings = (match[0][1:] for match in chain(_LONG.finditer(first), _LONG.finditer(text)))
    return not any(" " in line[60:] and wider(line.strip(), COLUMNS + 1) for line in strings)
