"""Java's .properties as catalogs, as gettext's tools read and write them: keys are sources, values translations.

What stands behind `!` is a message nobody has translated or approved (read-properties.c, write-properties.c of
gettext-tools). The syntax has no contexts, no plural forms and no obsolete messages.
"""

import re
from collections.abc import Iterable, Iterator

from toolkit.po.entries import COMMENTS, Entry, Line, Part, flags_of
from toolkit.po.file import CatalogFile, refuse_duplicates
from toolkit.po.layout import Layout, flag_lines, new_entry

_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_ESCAPED = re.compile("[\t\n\r\f\\\\#!=:]|[^ -~]")
_KEY = re.compile(r"((?:[^\\=: \t\r\f]|\\.)*)[ \t\r\f]*[=:]?[ \t\r\f]*(.*)", re.DOTALL)
_GOES_ON = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_BLANKS = " \t\r\f"


def read(data: bytes, path: str) -> CatalogFile:
    """The messages of a file in UTF-8 or ISO-8859-1. Raises CatalogError for a key that stands twice."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("iso-8859-1")
    layout = Layout()
    entries: list[Entry] = []
    comments: list[Line] = []
    for number, line in _logical_lines(text):
        if line[0] == "#" or line[:2] in ("!", "! "):
            told = f"#{_said(line[1:], comment=True)}"
            comments.append(Line(COMMENTS.get(told[:2], Part.COMMENT), told + "\n"))
            continue
        hidden = line[0] == "!"
        match = _KEY.fullmatch(line[1:].lstrip(_BLANKS) if hidden else line)
        if match is None or not (match[1] or hidden):
            continue
        key, value = _said(match[1]), _said(match[2])
        entry = new_entry(key, layout, msgstr=value)
        entry = entry._replace(lines=(*sorted(comments, key=lambda line: line.part), *entry.lines), line=number)
        if hidden and key and value and not entry.fuzzy:
            flags = [flag for text in entry.of(Part.FLAGS) for flag in flags_of(text)]
            entry = entry.with_part(Part.FLAGS, flag_lines(("fuzzy", *flags), layout))
        entries.append(entry)
        comments = []
    refuse_duplicates(entries, path)
    return CatalogFile(tuple(entries), layout, path=path)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first line, line) without the blanks before it; a backslash at the end joins the next one."""
    lines = text.replace("\r\n", "\n").split("\n")
    number = 0
    while number < len(lines):
        first, line = number, lines[number].lstrip(_BLANKS)
        comment = lines[number][:1] == "#" or lines[number] == "!" or lines[number].startswith("! ")
        line = lines[number] if comment else line
        while not comment and _GOES_ON.search(line) and number + 1 < len(lines):
            number += 1
            line = line[:-1] + lines[number].lstrip(_BLANKS)
        number += 1
        if line:
            yield first + 1, line


def _said(text: str, *, comment: bool = False) -> str:
    """The text without escapes; in comments only numbers of characters are escapes."""
    if "\\" not in text:
        return text

    def meant(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        return match[0] if comment else _ESCAPES.get(match[2], match[2])

    found = _ESCAPE.sub(meant, text)
    # Two halves are one character; a half alone is none.
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def written(entries: Iterable[Entry]) -> bytes:
    """The file with these messages, as gettext writes it; plural and obsolete ones have no place in it."""
    blocks = []
    for entry in entries:
        if entry.msgid_plural is not None or entry.obsolete:
            continue
        comments = "".join(text for part, text in entry.lines if part < Part.PREVIOUS)
        open_one = entry.header or not entry.translated or entry.fuzzy
        key = _escaped(entry.msgid).replace(" ", "\\ ")
        value = _escaped(entry.msgstr[0])
        value = f"\\{value}" if value.startswith(" ") else value
        blocks.append(f"{_in_numbers(comments)}{'!' if open_one else ''}{key}={value}\n")
    return "\n".join(blocks).encode("ascii")


def _in_numbers(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda match: _number(match[0]), text)


def _escaped(text: str) -> str:
    back = {value: name for name, value in _ESCAPES.items()}

    def shown(match: re.Match[str]) -> str:
        char = match[0]
        return f"\\{back[char]}" if char in back else f"\\{char}" if char in "\\#!=:" else _number(char)

    return _ESCAPED.sub(shown, text)


def _number(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
