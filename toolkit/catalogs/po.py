"""Bytes <-> CatalogFile. The only importer of polib, which decodes the strings; the text of the file is kept as it is.

A file is a run of entries with the blank lines between them, and what follows the last. polib's own saving wraps,
orders and loses lines in its own way, so nothing here is ever written by it.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.catalogs.entries import Entry, Line, Part, Previous
from toolkit.catalogs.layout import Layout
from toolkit.catalogs.linebreaks import COLUMNS, display_width
from toolkit.errors import CatalogError

if TYPE_CHECKING:
    import polib

_BOM = "\ufeff"
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?)\s*(".*)?')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)")
_CONFLICT = re.compile(r"(<{7}|\|{7}|>{7})( |$)|={7}$")
_CHARSET = re.compile(rb"charset=([^\s\\\"]+)")
_COMMENTS = {"#.": Part.EXTRACTED, "#:": Part.REFERENCE, "#,": Part.FLAGS, "#=": Part.STICKY}
_FIELDS = {"msgctxt": Part.CONTEXT, "msgid": Part.ID, "msgid_plural": Part.PLURAL}
_PLAIN_ESCAPES = 'ntrvbf"\\'


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
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise CatalogError(
                "the line holds NUL bytes, so the file was cut or overwritten; restore it from a copy",
                path=path, line=number,
            )  # fmt: skip
        if _CONFLICT.match(line.rstrip()):
            raise CatalogError(
                "the file holds an unresolved merge conflict; choose one side and delete the marker lines",
                path=path, line=number,
            )  # fmt: skip
    entries, tail = _Reader(path).read(lines)
    _refuse_duplicates(entries, path)
    crlf = sum(line.endswith("\r\n") for line in lines)
    layout = Layout(newline="\r\n" if 2 * crlf > len(lines) else "\n", wrap=_wraps(entries))
    file = CatalogFile(entries=entries, layout=layout, tail=tail, bom=bom, path=path)
    if file.header is not None:
        _refuse_charset(file.header, path)
    return file


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


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
                f"the message {_shortened(entry.msgid)} stands here again, after line {first.line}; delete one of them",
                path=path, line=entry.line,
            )  # fmt: skip


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _wraps(entries: Iterable[Entry]) -> bool:
    """Whether the file breaks long strings: not if some string is too wide and none goes on in the middle of a line."""
    wide = False
    for entry in entries:
        texts = [line.text.strip() for line in entry.lines if line.part >= Part.CONTEXT]
        for before, after in pairwise(texts):
            if after.lstrip("#~ ").startswith('"') and not before.endswith(('\\n"', ' ""')):
                return True
        wide = wide or any(" " in text[60:] and display_width(text) > COLUMNS + 1 for text in texts)
    return not wide


class _Reader:
    """Splits a file into entries, line by line; every rule of the syntax that is broken is named with its line."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.done: list[tuple[Entry, list[str]]] = []
        self._begin()

    def _begin(self) -> None:
        self.lines: list[Line] = []
        self.gap = ""
        self.blank = ""
        self.start = 0
        self.decodable: list[str] = []
        """The lines that polib decodes, brought into one shape."""
        self.obsolete: bool | None = None
        self.part: Part | None = None
        self.previous = False
        self.forms = 0

    def read(self, lines: Sequence[str]) -> tuple[tuple[Entry, ...], str]:
        """The entries, and the text after the last one."""
        for number, line in enumerate(lines, 1):
            self._take(number, line)
        if self.part is not None:
            self._finish(len(lines))
        tail = self.gap + "".join(line.text for line in self.lines) + self.blank
        decoded = _decode([decodable for _, decodable in self.done])
        if decoded is None:
            raise CatalogError("polib cannot read the file; run `msgfmt --check` on it", path=self.path)
        entries = tuple(
            replace(
                entry,
                msgid=found.msgid,
                msgstr=found.msgstr,
                msgctxt=found.msgctxt,
                msgid_plural=found.msgid_plural,
                previous=found.previous,
            )
            for (entry, _), found in zip(self.done, decoded, strict=True)
        )
        return entries, tail

    def _error(self, number: int, message: str) -> CatalogError:
        return CatalogError(message, path=self.path, line=number)

    def _take(self, number: int, line: str) -> None:
        body = line.strip(" \t\r\n\f\v")
        if not body:
            self.blank += line
            return
        obsolete = body.startswith("#~") and body not in ("#~", "#~|")
        inner = body[2:].lstrip() if obsolete else body
        if obsolete and inner.startswith("|"):
            body, inner, obsolete = "#|" + inner[1:], "", False
        if not obsolete and body.startswith("#"):
            self._comment(number, line, body)
        elif inner.startswith('"'):
            self._string(number, line, inner, obsolete)
        else:
            self._keyword(number, line, inner, obsolete)

    def _add(self, number: int, part: Part, line: str) -> None:
        if not self.lines:
            self.gap, self.blank, self.start = self.gap + self.blank, "", number
        # Blank lines within an entry belong to the line after them.
        self.lines.append(Line(part, self.blank + line))
        self.blank = ""

    def _comment(self, number: int, line: str, body: str) -> None:
        if self.part is not None:
            if self.part != Part.STRING:
                raise self._error(
                    number, "a comment stands between msgid and msgstr; the message has no msgstr before it"
                )
            self._finish(number)
        if body.startswith("#|"):
            self._add(number, Part.PREVIOUS, line)
            rest = body[2:].lstrip()
            match = _KEYWORD.fullmatch(rest)
            if match and match[1] in _FIELDS:
                rest = match[3] or '""'
                self.decodable.append(f"#| {match[1]} {self._checked(number, rest)}")
                self.previous = True
            elif rest.startswith('"') and self.previous:
                self.decodable.append(f"#| {self._checked(number, rest)}")
            elif rest:
                raise self._error(number, "after #| stands neither msgctxt, msgid nor a quoted string")
            return
        self.previous = False
        self._add(number, _COMMENTS.get(body[:2], Part.COMMENT), line)

    def _string(self, number: int, line: str, inner: str, obsolete: bool) -> None:
        if self.part is None:
            raise self._error(number, "a quoted string stands without msgid or msgstr before it")
        if obsolete != self.obsolete:
            raise self._error(number, "one message is partly obsolete (#~) and partly not")
        self._add(number, self.part, line)
        self.decodable.append(self._checked(number, inner))

    def _keyword(self, number: int, line: str, inner: str, obsolete: bool) -> None:
        match = _KEYWORD.fullmatch(inner)
        if match is None:
            shown = _shortened(inner)
            raise self._error(number, f"{shown} is no comment, keyword or quoted string; correct or delete the line")
        name, form, string = match[1], match[2], match[3]
        part = _FIELDS.get(name, Part.STRING)
        if self.part == Part.STRING and (part in (Part.CONTEXT, Part.ID)):
            self._finish(number)
        plural = any(line.part == Part.PLURAL for line in self.lines)
        if part == Part.STRING:
            if self.part is None or self.part < Part.ID:
                raise self._error(number, "msgstr stands without a msgid before it")
            if (form is not None) != plural:
                raise self._error(number, "msgstr[0] and msgid_plural go together; one of them is missing")
            if self.part == Part.STRING and form is None:
                raise self._error(number, "the message has a second msgstr")
            if form is not None and int(form) != self.forms:
                raise self._error(number, f"the plural forms are out of order; msgstr[{self.forms}] is expected here")
            self.forms += 1
        elif self.part is not None and part <= self.part:
            raise self._error(number, f"{name} stands where msgstr is expected; the message before it has none")
        elif part == Part.PLURAL and self.part != Part.ID:
            raise self._error(number, "msgid_plural stands without a msgid before it")
        if self.obsolete is not None and obsolete != self.obsolete:
            raise self._error(number, "one message is partly obsolete (#~) and partly not")
        self.obsolete, self.part = obsolete, part
        self._add(number, part, line)
        checked = self._checked(number, string or '""')
        self.decodable.append(f"{name} {checked}")

    def _checked(self, number: int, string: str) -> str:
        """The quoted string with every escape in the few forms that polib knows."""
        if _STRING.fullmatch(string) is None:
            raise self._error(number, 'a string is not closed, or a quote inside it is not written as \\"')

        def known(match: re.Match[str]) -> str:
            code = match[1]
            if code in _PLAIN_ESCAPES:
                return match[0]
            value = 7 if code == "a" else int(code[1:], 16) if code[0] == "x" and code[1:] else None
            if value is None and code[0] in "01234567":
                value = int(code, 8)
            if value is None or not 0 < value < 0x80:
                raise self._error(number, f"the escape sequence {match[0]} is unknown; write a backslash as \\\\")
            char = chr(value)
            return {"\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}.get(char, char)

        return _ESCAPE.sub(known, string)

    def _finish(self, number: int) -> None:
        if self.part != Part.STRING:
            raise self._error(number, "the last message has no msgstr; the file seems to be cut off")
        entry = Entry(
            lines=tuple(self.lines), msgid="", msgstr=("",), obsolete=bool(self.obsolete), gap=self.gap, line=self.start
        )
        self.done.append((entry, self.decodable))
        blank = self.blank
        self._begin()
        self.gap = blank


class _Text(str):
    """Text that is split where PO files are: at line feeds, not at every line separator of Unicode."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - the signature of str
        return self.split("\n")


@dataclass(frozen=True, slots=True)
class _Message:
    """What the lines of an entry say."""

    msgid: str
    msgstr: tuple[str, ...]
    msgctxt: str | None
    msgid_plural: str | None
    previous: Previous | None


def _decode(messages: Sequence[Sequence[str]]) -> list[_Message] | None:
    """What polib makes of messages whose syntax has been checked; None where it disagrees with the check."""
    import polib

    # polib takes the last message with an empty msgid out of the list as the header: it gets one to take. The
    # leading comment makes sure that it can never take the text for the name of a file.
    text = "\n".join(["#", *(line for message in messages for line in ("", *message)), 'msgid ""', 'msgstr ""'])
    try:
        parsed = list(polib.pofile(_Text(text + "\n"), encoding="utf-8"))
    except (OSError, ValueError, IndexError):
        return None
    return [_message(entry) for entry in parsed] if len(parsed) == len(messages) else None


def _message(entry: "polib.POEntry") -> _Message:
    plural = bool(entry.msgstr_plural)
    forms = tuple(entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural))
    previous = None
    if entry.previous_msgid is not None:
        previous = Previous(entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural)
    return _Message(
        msgid=entry.msgid,
        msgstr=forms if plural else (entry.msgstr,),
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural if plural else None,
        previous=previous,
    )
