"""The syntax of PO files: lines -> entries. Every rule that is broken is named with its line.

The only importer of polib, which says what the escapes of a string mean. Its own reader is not used: it takes a
multiple of the time, and raises on the coming flag lines (`#=`).
"""

import re
from collections.abc import Callable, Sequence

from toolkit.errors import CatalogError
from toolkit.po.entries import COMMENTS, Entry, Line, Part, Previous, shortened
from toolkit.po.shape import ESCAPES
from toolkit.storage.given import whole_number

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\s*(\d+)\s*\])?)\s*(".*)?')
_TOKENS = re.compile(r'\s*(?:msgstr\[\s*\d+\s*\]|[a-z_]+|"[^"\\]*(?:\\.[^"\\]*)*")')
_PLAIN = re.compile(r'"(?:[^"\\]|\\[ntrvbf"\\])*"')
"""A string whose escapes are those that polib knows."""
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]+|\\[0-7]{1,3})+)|\\(.)")
_CODE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3}))")
_FIELDS = {"msgctxt": Part.CONTEXT, "msgid": Part.ID, "msgid_plural": Part.PLURAL}
_BLANKS = " \t\r\n\f\v"


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
        self.blank: list[str] = []
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
        for number, line in enumerate(lines, start=1):
            if line == "\n":
                self.blank.append(line)
                continue
            body = line.strip(_BLANKS)
            if not body:
                self.blank.append(line)
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
            elif inner[0] == "#":
                self._comment(number, line, inner, inner[:2])
            elif inner[0] == '"':
                self._string(number, line, inner, True)
            else:
                self._keyword(number, line, inner, True)
        if self.part is not None:
            self._finish(len(lines))
        tail = self.gap + "".join([text for _, text in self.lines]) + "".join(self.blank)
        return tuple(self.done), tail

    def _error(self, number: int, message: str) -> CatalogError:
        return CatalogError(message, path=self.path, line=number)

    def _add(self, number: int, part: Part, line: str) -> None:
        if not self.lines:
            self.gap, self.blank, self.start = self.gap + "".join(self.blank), [], number
        elif self.blank:
            # Blank lines within an entry belong to the line after them.
            line, self.blank = "".join(self.blank) + line, []
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
            self._add(number, COMMENTS.get(mark, Part.COMMENT), line)
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

    def _several(self, number: int, line: str, inner: str, obsolete: bool) -> bool:
        """Whether several keywords and strings stand on the line; each is then taken as a line of its own."""
        if inner.count('"') < 3 and not inner.startswith(("msg", '"')):
            return False
        tokens, place = [], 0
        while place < len(inner):  # one behind the other: a search would look at the rest again and again
            match = _TOKENS.match(inner, place)
            if match is None:
                return False
            tokens.append(match.group())
            place = match.end()
        pieces: list[str] = []
        for token in tokens:
            if pieces and token.lstrip()[0] == '"' and pieces[-1].lstrip()[0] != '"' and not pieces[-1].endswith('"'):
                pieces[-1] += token
            else:
                pieces.append(token)
        if len(pieces) < 2:
            return False
        before, _, after = line.partition(inner)
        for place, piece in enumerate(pieces):
            text = before * (place == 0) + piece + after * (place == len(pieces) - 1)
            take = self._string if piece.lstrip()[0] == '"' else self._keyword
            take(number, text, piece.strip(), obsolete)
        return True

    def _string(self, number: int, line: str, inner: str, obsolete: bool) -> None:
        if inner.count('"') > 2 and self._several(number, line, inner, obsolete):
            return
        if self.part is None:
            raise self._error(number, "a quoted string stands without msgid or msgstr before it")
        if obsolete != self.obsolete:
            raise self._error(number, "one message is partly obsolete (#~) and partly not")
        self._add(number, self.part, line)
        self.open.append(self._decoded(number, inner))

    def _keyword(self, number: int, line: str, inner: str, obsolete: bool) -> None:
        if inner.count('"') > 2 and self._several(number, line, inner, obsolete):
            return
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
            if form is not None and whole_number(form, -1) != len(self.forms):
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
            if match[2] is not None:
                if match[2] not in ESCAPES:
                    raise self._error(number, f"the escape sequence {match[0]} is unknown; write a backslash as \\\\")
                return ESCAPES[match[2]]
            # As in C, a number is one byte; what is beyond it is cut off.
            codes = bytes(
                (int(code[1], 16) if code[1] else int(code[2], 8)) & 0xFF for code in _CODE.finditer(match[1])
            )
            try:
                text = codes.decode("utf-8")
            except UnicodeDecodeError:
                text = "\0"
            if "\0" in text:
                raise self._error(number, f"the escape sequence {match[1]} stands for no text; write the letters")
            return text

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
        blank = "".join(self.blank)
        self._begin()
        self.gap = blank
