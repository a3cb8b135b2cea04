r"""Apple's `.strings`: values are translated, keys and comments stay; a comment before a string is a note.

UTF-8, or UTF-16 with a byte order mark. Escapes are `\"`, `\\`, `\n`, `\U00e9`.
"""

import re
from collections.abc import Iterator

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import string_file
from toolkit.documents.strings.values import Change, Value
from toolkit.errors import DocumentError

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|//[^\r\n]*) | (?P<comment>/\*.*?\*/)
    | (?P<string>"(?:[^"\\]|\\.)*") | (?P<name>[\w.$-]+) | (?P<mark>[=;])""",
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:[Uu]([0-9A-Fa-f]{4})|(.))", re.DOTALL)
MEANINGS = {"n": "\n", "t": "\t", "r": "\r"}
NO_COMMENT = re.compile(r"No comment provided by engineer\.?|(?:Class|ObjectID) = .*")


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """Raises DocumentError, with the line, for what is no file of strings."""
    return list(_values(text, options.path or name)), []


read, rewrite = string_file("strings", values_of)


def _values(text: str, where: str) -> Iterator[Value]:
    place, note, key = 1 if text.startswith("\ufeff") else 0, "", ""
    expects = "key"
    line, counted = 1, 0
    while place < len(text):
        match = TOKEN.match(text, place)
        kind, raw = (match.lastgroup, match.group()) if match else ("", text[place : place + 20].split("\n")[0])
        line += text.count("\n", counted, place)
        counted = place
        if match is not None:
            place = match.end()
        if kind == "space":
            continue
        if kind == "comment":
            said = " ".join(raw[2:-2].split())
            note = "" if NO_COMMENT.fullmatch(said) else said
        elif kind in ("string", "name") and expects == "key":
            key, expects = meant(raw) if kind == "string" else raw, "="
        elif kind in ("string", "name") and expects == "value" and match is not None:
            if kind == "string":
                yield Value(match.start(), match.end(), meant(raw), line, _encode, (key,), note=note)
            note, expects = "", ";"
        elif raw == expects and raw in "=;":
            expects = "value" if raw == "=" else "key"
        elif raw == ";" and expects == "=":  # the key is its own value
            expects = "key"
        else:
            raise DocumentError(f"{raw[:20]!r} stands where a {expects} is expected", path=where, line=line)
    if expects != "key":
        raise DocumentError("the file ends in the middle of an entry; it seems to be cut off", path=where, line=line)


def meant(raw: str) -> str:
    """What a string in its quotation marks means."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else MEANINGS.get(match[2], match[2]), raw[1:-1])


def _encode(text: str) -> str:
    made = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return f'"{made}"'
