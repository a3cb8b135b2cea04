"""The syntax of PO files: lines -> entries. Every rule that is broken is named with its line.

The only importer of polib, which says what the escapes of a string mean. Its own reader is not used: it takes a
multiple of the time, and raises on the coming flag lines (`#=`).
"""

import re
from collections.abc import Callable, Sequence

from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, Line, Part, Previous

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?)\s*(".*)?')
_PLAIN = re.compile(r'"(?:[^"\\]|\\[ntrvbf"\\])*"')
"""A string whose escapes are those that polib knows."""
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|.)")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a", '"': '"', "\\": "\\",
}  # fmt: skip
_COMMENTS = {"#.": Part.EXTRACTED, "#:": Part.REFERENCE, "#,": Part.FLAGS, "#=": Part.STICKY}
_FIELDS = {"msgctxt": Part.CONTEXT, "msgid": Part.ID, "msgid_plural": Part.PLURAL}
_COMMON_COMMENTS = {"# ": Part.COMMENT, "#\n": Part.COMMENT, **_COMMENTS}
_COMMON = ((Part.CONTEXT, 'msgctxt "'), (Part.ID, 'msgid "'), (Part.STRING, 'msgstr "'))
_BLANKS = " \t\r\n\f\v"


def shortened(text: str) -> str:
    """A text as errors show it."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


class Reader:
    """Splits a file into entries, line by line."""

    def __init__(self, path: str) -> None:
        import polib

        self.path = path
        self.unescape: Callable[[str], str] = polib.unescape
        self.done: list[Entry] = []
        self._begin()

    def _begin(self) -> None:
        self.lines: list[Line] = []
        self.gap = ""
        self.blank = ""
        self.start = 0
        self.texts: dict[Part, list[str]] = {}
        """Field -> the pieces of its text."""
        self.forms: list[list[str]] = []
        """The pieces of each msgstr."""
        self.previous: dict[str, list[str]] = {}
        self.open: list[str] = []
        """The field that a further string belongs to."""
        self.open_previous: list[str] | None = None
        self.obsolete: bool | None = None
        self.part: Part | None = None

    def read(self, lines: Sequence[str]) -> tuple[tuple[Entry, ...], str]:
        """The entries, and the text after the last one. Raises CatalogError."""
        number, taken = 0, 0
        while (number := number + taken) < len(lines):
            line = lines[number]
            number, taken = number + 1, 0
            if line == "\n":
                self.blank += line
                continue
            if (
                line[0] in "#m"
                and (self.part is Part.STRING or not self.lines)
                and (taken := self._take(number, lines))
            ):
                taken -= 1
                continue
            body = line.strip(_BLANKS)
            if not body:
                self.blank += line
                continue
            first = body[0]
            if first == '"':
                self._string(number, line, body, False)
                continue
            if first != "#":
                self._keyword(number, line, body, False)
                continue
            mark = body[:2]
            if mark != "#~" or body in ("#~", "#~|"):
                self._comment(number, line, body, mark)
                continue
            inner = body[2:].lstrip()
            if inner[0] == "|":
                self._comment(number, line, "#|" + inner[1:], "#|")
            elif inner[0] == '"':
                self._string(number, line, inner, True)
            else:
                self._keyword(number, line, inner, True)
        if self.part is not None:
            self._finish(len(lines))
        tail = self.gap + "".join([text for _, text in self.lines]) + self.blank
        return tuple(self.done), tail

    def _error(self, number: int, message: str) -> CatalogError:
        return CatalogError(message, path=self.path, line=number)

    def _take(self, number: int, lines: Sequence[str]) -> int:
        """Reads a whole message of the common shape and returns how many lines it has; 0 for any other shape.

        That is: comments, then msgctxt, msgid and msgstr as gettext writes them, then a blank line. It is what `read`
        does line by line, in two thirds of the time.
        """
        start, place, end = number - 1, number - 1, len(lines)
        taken = []
        while place < end and (line := lines[place])[0] == "#":
            part = _COMMON_COMMENTS.get(line[:2])
            if part is None:
                return 0
            taken.append(Line(part, line))
            place += 1
        said: list[str | None] = []
        for part, mark in _COMMON:
            if place >= end:
                return 0
            line = lines[place]
            if not line.startswith(mark):
                if part is not Part.CONTEXT:
                    return 0
                said.append(None)
                continue
            string = line[len(mark) - 1 :]
            text = ""
            while True:
                if string[-2:] != '"\n':
                    return 0
                text += self._decoded(place + 1, string[:-1])
                taken.append(Line(part, line))
                place += 1
                line = string = lines[place] if place < end else "\n"
                if line[0] != '"':
                    break
            said.append(text)
        if place < end and lines[place] != "\n":
            return 0
        if self.part is not None:
            self._finish(number)
        context, msgid, msgstr = said
        assert msgid is not None
        assert msgstr is not None
        gap = self.gap + self.blank
        self.done.append(Entry(tuple(taken), msgid, (msgstr,), context, gap=gap, line=number))
        self.gap = self.blank = ""
        return place - start

    def _add(self, number: int, part: Part, line: str) -> None:
        if not self.lines:
            self.gap, self.blank, self.start = self.gap + self.blank, "", number
        elif self.blank:
            # Blank lines within an entry belong to the line after them.
            line, self.blank = self.blank + line, ""
        self.lines.append(Line(part, line))

    def _comment(self, number: int, line: str, body: str, mark: str) -> None:
        if self.part is not None:
            if self.part is not Part.STRING:
                raise self._error(
                    number, "a comment stands between msgid and msgstr; the message has no msgstr before it"
                )
            self._finish(number)
        if mark != "#|":
            self.open_previous = None
            self._add(number, _COMMENTS.get(mark, Part.COMMENT), line)
            return
        self._add(number, Part.PREVIOUS, line)
        rest = body[2:].lstrip()
        match = _KEYWORD.fullmatch(rest)
        if match and match[1] in _FIELDS:
            self.open_previous = self.previous[match[1]] = [self._decoded(number, match[3] or '""')]
        elif rest.startswith('"') and self.open_previous is not None:
            self.open_previous.append(self._decoded(number, rest))
        elif rest:
            raise self._error(number, "after #| stands neither msgctxt, msgid nor a quoted string")

    def _string(self, number: int, line: str, inner: str, obsolete: bool) -> None:
        if self.part is None:
            raise self._error(number, "a quoted string stands without msgid or msgstr before it")
        if obsolete != self.obsolete:
            raise self._error(number, "one message is partly obsolete (#~) and partly not")
        self._add(number, self.part, line)
        self.open.append(self._decoded(number, inner))

    def _keyword(self, number: int, line: str, inner: str, obsolete: bool) -> None:
        match = _KEYWORD.fullmatch(inner)
        if match is None:
            shown = shortened(inner)
            raise self._error(number, f"{shown} is no comment, keyword or quoted string; correct or delete the line")
        name, form, string = match.groups()
        part = _FIELDS.get(name, Part.STRING)
        before = self.part
        if before is Part.STRING and part < Part.PLURAL:
            self._finish(number)
            before = None
        if part is Part.STRING:
            if before is None or before < Part.ID:
                raise self._error(number, "msgstr stands without a msgid before it")
            if (form is not None) != (Part.PLURAL in self.texts):
                raise self._error(number, "msgstr[0] and msgid_plural go together; one of them is missing")
            if before is Part.STRING and form is None:
                raise self._error(number, "the message has a second msgstr")
            if form is not None and int(form) != len(self.forms):
                expected = f"msgstr[{len(self.forms)}]"
                raise self._error(number, f"the plural forms are out of order; {expected} is expected here")
        elif before is not None and part <= before:
            raise self._error(number, f"{name} stands where msgstr is expected; the message before it has none")
        elif part is Part.PLURAL and before is not Part.ID:
            raise self._error(number, "msgid_plural stands without a msgid before it")
        if self.obsolete is not None and obsolete != self.obsolete:
            raise self._error(number, "one message is partly obsolete (#~) and partly not")
        self.obsolete, self.part = obsolete, part
        self._add(number, part, line)
        self.open = [self._decoded(number, string or '""')]
        if part is Part.STRING:
            self.forms.append(self.open)
        else:
            self.texts[part] = self.open

    def _decoded(self, number: int, string: str) -> str:
        """What a quoted string says."""
        if "\\" not in string:
            if string.find('"', 1) != len(string) - 1 or string == '"':
                raise self._error(number, 'a string is not closed, or a quote inside it is not written as \\"')
            return string[1:-1]
        if _PLAIN.fullmatch(string):
            return self.unescape(string[1:-1])
        if _STRING.fullmatch(string) is None:
            raise self._error(number, 'a string is not closed, or a quote inside it is not written as \\"')

        def meant(match: re.Match[str]) -> str:
            code = match[1]
            if code in _ESCAPES:
                return _ESCAPES[code]
            value = int(code[1:], 16) if code[0] == "x" and code[1:] else int(code, 8) if code[0] in "01234567" else 0
            if not 0 < value < 0x80:
                raise self._error(number, f"the escape sequence {match[0]} is unknown; write a backslash as \\\\")
            return chr(value)

        return _ESCAPE.sub(meant, string[1:-1])

    def _finish(self, number: int) -> None:
        if self.part is not Part.STRING:
            raise self._error(number, "the last message has no msgstr; the file seems to be cut off")
        texts, previous = self.texts, None
        if "msgid" in self.previous:
            said = {name: "".join(pieces) for name, pieces in self.previous.items()}
            previous = Previous(said["msgid"], said.get("msgctxt"), said.get("msgid_plural"))
        entry = Entry(
            tuple(self.lines),
            "".join(texts[Part.ID]),
            tuple(["".join(pieces) for pieces in self.forms]),
            "".join(texts[Part.CONTEXT]) if Part.CONTEXT in texts else None,
            "".join(texts[Part.PLURAL]) if Part.PLURAL in texts else None,
            previous,
            bool(self.obsolete),
            self.gap,
            self.start,
        )
        self.done.append(entry)
        blank = self.blank
        self._begin()
        self.gap = blank
