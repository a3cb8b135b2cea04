r"""Apple's `.strings`: values are translated, keys and comments stay; a comment before a string is a note.

UTF-8, or UTF-16 with a byte order mark. Escapes are `\"`, `\\`, `\n`, `\U00e9`. What Xcode has compiled is a property
list in XML or in binary: the same strings, read by plistlib where they are binary.
"""

import re
from collections.abc import Iterator, Mapping

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import refuse_large, string_file
from toolkit.documents.strings.values import Change, Value
from toolkit.documents.strings.xml_strings import Node, elements, said, writer
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Content, Document

TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|//[^\r\n]*) | (?P<comment>/\*.*?\*/)
    | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*') | (?P<name>[\w.$-]+) | (?P<mark>[=;])""",
    re.VERBOSE | re.DOTALL,
)
XML = re.compile(r"\ufeff?\s*<(?:\?xml|!DOCTYPE|plist)\b")
BINARY = b"bplist"
ESCAPE = re.compile(r"\\(?:[Uu]([0-9A-Fa-f]{4})|(.))", re.DOTALL)
MEANINGS = {"n": "\n", "t": "\t", "r": "\r"}
NO_COMMENT = re.compile(r"No comment provided by engineer\.?|(?:Class|ObjectID) = .*")


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """Raises DocumentError, with the line, for what is no file of strings."""
    if XML.match(text):
        return list(_listed(text, elements(text, options.path or name))), []
    return list(_values(text, options.path or name)), []


_read, _rewrite = string_file("strings", values_of)


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for what is no file of strings."""
    return _read(_in_xml(data, options.path or name) if data.startswith(BINARY) else data, name, options)


def rewrite(
    data: bytes, name: str, replacements: Mapping[int, Content], options: ReadOptions, target: Language | None = None
) -> bytes:
    """The file with strings replaced, a binary one in binary. Raises DocumentError as `read` does."""
    if not data.startswith(BINARY):
        return _rewrite(data, name, replacements, options, target)
    before = _in_xml(data, options.path or name)
    made = _rewrite(before, name, replacements, options, target)
    if made == before:
        return data
    import plistlib

    return plistlib.dumps(plistlib.loads(made), fmt=plistlib.FMT_BINARY, sort_keys=False)


def _in_xml(data: bytes, where: str) -> bytes:
    """A binary property list in XML. Raises DocumentError where it is damaged, or no list of strings."""
    import plistlib

    refuse_large(data, where)
    try:
        loaded = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
        if not isinstance(loaded, dict) or not all(isinstance(one, str) for one in loaded.values()):
            raise DocumentError("this property list is no list of strings", path=where)
        return plistlib.dumps(loaded, sort_keys=False)
    except DocumentError:
        raise
    except Exception as error:  # plistlib names no errors of its own for what it cannot read
        raise DocumentError(
            "this is a damaged binary property list; on a Mac `plutil -lint FILE` says what is wrong", path=where
        ) from error


def _listed(text: str, root: Node) -> Iterator[Value]:
    """The strings of a property list in XML."""
    nodes = [one for one in root.children if one.name == "dict"][:1]
    children = nodes[0].children if nodes else []
    for key, value in zip(children[::2], children[1::2], strict=False):
        if key.name == "key" and value.name == "string" and value.stop > value.end:
            own = text[value.inner : value.end]
            yield Value(value.inner, value.end, said(own), value.line, writer(own), (said(text[key.inner : key.end]),))


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
