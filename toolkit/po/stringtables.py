"""NeXTstep's and GNUstep's .strings as catalogs, as gettext's tools read and write them: `"source" = "translation";`.

What else a catalog says stands in comments, `/* Flag: untranslated */` and the like (read-stringtable.c and
write-stringtable.c of gettext-tools). The syntax has no contexts and no plural forms.
"""

import re
from collections.abc import Iterable, Sequence

from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, Line, Part, flags_of, words_of
from toolkit.po.file import CatalogFile, refuse_duplicates
from toolkit.po.layout import Layout, flag_lines, message_lines

_STRING = r'"(?:[^"\\]|\\.)*"'
_TOKEN = re.compile(
    rf"\s+|/\*(?P<block>.*?)\*+/|//(?P<line>[^\n]*)|(?P<text>{_STRING}|[\w.$/:-]+)|(?P<sign>[=;])", re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|[uU]([0-9A-Fa-f]{1,4})|(.))", re.DOTALL)
_ESCAPES = {"a": "\a", "b": "\b", "t": "\t", "r": "\r", "n": "\n", "v": "\v", "f": "\f"}
_WRITTEN = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f", "\\": "\\\\", '"': '\\"'}
_OFFERED = re.compile(rf"= (?P<text>{_STRING});?", re.DOTALL)
"""What a comment behind an unapproved message says: the translation."""
_PLACE = re.compile(r"File: (.*):(\d+)")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FIELDS = ("Flag: untranslated", "Flag: unmatched")


def read(data: bytes, path: str) -> CatalogFile:
    """The messages of a file in UTF-8, UTF-16 or ISO-8859-1. Raises CatalogError with the line."""
    text = _text(data)
    entries: list[Entry] = []
    comments: list[str] = []
    said: list[str] = []
    place, line, first, equals = 0, 1, 0, False
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise CatalogError("here stands no string, comment, = or ;", path=path, line=line)
        if match["block"] is not None or match["line"] is not None:
            told = match["line"] if match["block"] is None else match["block"].lstrip("*")
            comments += [part.strip(" \t") for part in told.split("\n")]
        elif match["text"]:
            first = first or line
            said.append(_said(match["text"]))
        elif match["sign"] == "=":
            equals = True
        elif match["sign"] == ";":
            if not said or len(said) > 2 or (len(said) == 2 and not equals):
                raise CatalogError('before ; stands no "source" = "translation"', path=path, line=line)
            # The translation of an unapproved message follows in a comment on the same line.
            rest = re.compile(rf"[ ]*// = ({_STRING});?[ \t]*(?=\n|\Z)", re.DOTALL).match(text, match.end())
            if rest and _FIELDS[0] in comments:
                comments.append(f"= {rest[1]}")
            entries.append(_entry(said, comments, first))
            comments, said, first, equals = [], [], 0, False
            place = match.end() if not rest else rest.end()
            line = text.count("\n", 0, place) + 1
            continue
        line += match[0].count("\n")
        place = match.end()
    if said:
        raise CatalogError("the last message is not closed with ;", path=path, line=first)
    refuse_duplicates(entries, path)
    return CatalogFile(tuple(entries), Layout(), path=path)


def _text(data: bytes) -> str:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace").replace("\r\n", "\n")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("iso-8859-1").replace("\r\n", "\n")


def _said(token: str) -> str:
    if not token.startswith('"'):
        return token

    def meant(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 8))
        return chr(int(match[2], 16)) if match[2] else _ESCAPES.get(match[3], match[3])

    found = _ESCAPE.sub(meant, token[1:-1])
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _entry(said: Sequence[str], comments: Sequence[str], line: int) -> Entry:
    source, target = said[0], said[1] if len(said) > 1 else ""
    open_one = _FIELDS[0] in comments
    lines, flags = [], ["fuzzy"] if open_one else []
    for text in comments:
        offered = _OFFERED.fullmatch(text)
        place = _PLACE.fullmatch(text)
        if offered and open_one:
            target = _said(offered["text"]) if target == source else target
        elif text in _FIELDS:
            continue
        elif text.startswith("Flag: "):
            flags.append(text[6:])
        elif text.startswith("Comment: "):
            lines.append(Line(Part.EXTRACTED, f"#. {text[9:]}\n"))
        elif place:
            lines.append(Line(Part.REFERENCE, f"#: {place[1]}:{place[2]}\n"))
        else:
            lines.append(Line(Part.COMMENT, f"# {text}".rstrip() + "\n"))
    layout = Layout()
    entry = Entry((), source, (target,), obsolete=_FIELDS[1] in comments, line=line)
    lines += [Line(Part.FLAGS, text) for text in flag_lines(flags, layout)]
    return entry._replace(lines=(*sorted(lines, key=lambda each: each.part), *message_lines(entry, layout)))


def _comment(text: str, before: str = "") -> str:
    text = text.rstrip("\n").removeprefix(" ")
    text = f" {before}{text}" if before or text else ""
    return f"//{text}\n" if "*/" in text else f"/*{text} */\n"


def written(entries: Iterable[Entry]) -> bytes:
    """The file with these messages, as gettext writes it; those with plural forms have no place in it."""
    blocks = []
    for entry in entries:
        if entry.msgid_plural is not None:
            continue
        told = [_comment(text[1:]) for text in entry.of(Part.COMMENT)]
        told += [_comment(text[2:], "Comment: ") for text in entry.of(Part.EXTRACTED)]
        words = words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
        told += [f"/* File: {word if re.search(r':[0-9]+$', word) else f'{word}:-1'} */\n" for word in words]
        if entry.fuzzy or not entry.translated:
            told.append("/* Flag: untranslated */\n")
        if entry.obsolete:
            told.append("/* Flag: unmatched */\n")
        flags = [flag for text in entry.of(Part.FLAGS) for flag in flags_of(text)]
        told += [f"/* Flag: {flag} */\n" for flag in flags if flag not in ("fuzzy", "no-wrap")]
        source, target = _quoted(entry.msgid), _quoted(entry.msgstr[0])
        if not entry.translated:
            ending = f"{source};"
        elif not entry.fuzzy:
            ending = f"{target};"
        elif "*/" not in entry.msgstr[0]:
            ending = f"{source} /* = {target} */;"
        else:
            ending = f"{source}; // = {target};"
        blocks.append(f"{''.join(told)}{source} = {ending}\n")
    text = "\n".join(blocks)
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def _quoted(text: str) -> str:
    return '"' + "".join(_WRITTEN.get(char, char) for char in text) + '"'
