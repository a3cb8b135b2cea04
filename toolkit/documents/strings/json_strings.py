"""JSON string files: i18next, Rails-like, Flutter's .arb, Chrome's messages.json, and any other JSON with texts in it.

Values are translated, keys are not. Replaced are the characters of a string and nothing else: order, indentation,
comments, escapes, a BOM and line ends stay. The reader is a scanner of its own since no library says where a value
stands; it makes no objects, does not recurse, and takes comments and trailing commas as many programs do.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import applied
from toolkit.documents.strings.files import (
    LANGUAGE_KEYS,
    MOST_DEPTH,
    changes,
    document,
    is_language,
    opened,
    tag_like,
)
from toolkit.documents.strings.plural_keys import marked
from toolkit.documents.strings.values import Value
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Content, Document

STRING = r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*"'
TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)
    | (?P<string>{STRING})
    | (?P<mark>[{{}}\[\]:,])
    | (?P<scalar>-?\d[\d.eE+-]*|true|false|null)""",
    re.VERBOSE | re.DOTALL,
)
MEMBER = re.compile(rf"[ \t\r\n]*({STRING})[ \t\r\n]*:[ \t\r\n]*({STRING})[ \t\r\n]*(?:,|(?=\}}))")
"""A key with a string, of which most files consist, and what ends it: read in one step rather than in eight tokens."""
ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|(["\\/bfnrt]))')
WIDE_ESCAPE = re.compile(r"\\u(?!00[0-7])")
"""Of a character beyond ASCII: in a file that has these and nothing else beyond ASCII, all are written so."""
MEANINGS = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
SHORT = {meaning: "\\" + mark for mark, meaning in MEANINGS.items() if mark != "/"}
SPECIAL = re.compile(r'["\\\x00-\x1f\u2028\u2029\ud800-\udfff]')
COMMENT_KEY = re.compile(r"//.*|(?:_{1,2}|\$|\#)comments?\d*_{0,2}|_comment\w*", re.IGNORECASE)
"""Keys of what is said to those who read the file."""
FORMATS_OF_INTL = frozenset({"datetimeFormats", "numberFormats", "dateTimeFormats"})
"""Keys under which vue-i18n has options of Intl."""
NOTED = (("defaultMessage", "description"), ("message", "comment"), ("string", "developer_comment"))
"""(key of a text, key of what is said of it to translators) of FormatJS, of VS Code's extensions, where an object has
no more than these two, and of Transifex's structured JSON."""


@dataclass(slots=True)
class _Level:
    """An object or array that is open."""

    object: bool
    start: int
    above: tuple[str, ...] = ()
    """The keys that lead to it."""
    key: str | None = None
    expects: str = "key or end"


class _Found(NamedTuple):
    """What the scanner saw: a key or a string value."""

    start: int
    end: int
    raw: str
    path: tuple[str, ...]
    key: bool
    parent: int
    """Offset of the object or array that it stands in."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for what is no JSON."""
    values, _ = values_of(opened(data, name, options), name, options)
    return document("json", values, name, options)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The file with messages replaced, by block index; with `target`, it says which language it is in.

    That is ARB's `@@locale`, `locale`, `language` or `lang` at the top, and a single key at the top that is the source
    language's code.
    """
    if not replacements and target is None:
        return data
    text = opened(data, name, options)
    values, names = values_of(text, name, options)
    made = list(changes(text, values, replacements, target))
    if target is not None:
        places = {(found.start, found.end) for found in names}
        made += [(found.start, found.end, f'"{tag_like(found.raw, target)}"') for found in names]
        if name.lower().endswith(".arb"):  # Flutter knows no hyphens
            made = [(start, end, new.replace("-", "_") if (start, end) in places else new) for start, end, new in made]
    return applied(text, made, name, options) if made else data


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[_Found]]:
    """The string values in order, and the strings that name the language of the file."""
    found = list(_scan(text, options.path or name))
    tops = [one for one in found if one.key and len(one.path) == 1]
    arb = name.lower().endswith(".arb")
    notes = _descriptions(found, arb)
    noted = _noted(text, found)
    chrome = _is_chrome(found, tops)
    encode_all = text.removeprefix("\ufeff").isascii() and WIDE_ESCAPE.search(text) is not None
    values: list[Value] = []
    names = [one for one in tops if len(tops) == 1 and is_language(_meant(one.raw), options)]
    line, counted = 1, 0
    before: _Found | None = None
    for one in found:
        start, end, raw, path, is_key, parent = one
        if is_key:
            before = one
            continue
        line += text.count("\n", counted, start)
        counted = start
        meant = _meant(raw)
        if len(path) == 1 and path[0] in LANGUAGE_KEYS and is_language(meant, options):
            names.append(one)
            continue
        rule = ""
        if (arb and "".join(path[:1]).startswith("@")) or (chrome and path[1:] != ("message",)):
            rule = "metadata"
        if path and (COMMENT_KEY.fullmatch(path[-1]) or not FORMATS_OF_INTL.isdisjoint(path)):
            rule = "metadata"  # JSON has no comments of its own
        note = notes.get(path[0], "") if path and (arb or chrome) else ""
        if noted and path[:-1] in noted:
            message, aside, said = noted[path[:-1]]
            rule = "metadata" if path[-1] == aside else rule
            note = said if path[-1] == message else note
        own = before is not None and before.parent == parent and before.path == path
        key = (before.start, before.end) if own and before is not None else None
        if chrome and not rule:
            path = path[:1]
        encode = functools.partial(_encoded, raw, encode_all)
        values.append(Value(start, end, meant, line, encode, path, note, rule, key=key, parent=parent))
    return marked(values, options.targets), names


def _is_chrome(found: list[_Found], tops: list[_Found]) -> bool:
    """Whether every name at the top has a message, and besides nothing but what Chrome knows."""
    with_message = {one.path[0] for one in found if one.path[1:] == ("message",) and not one.key}
    known = {"message", "description", "placeholders"}
    return (
        bool(tops)
        and {one.path[0] for one in tops} == with_message
        and all(one.path[1] in known for one in found if len(one.path) > 1)
    )


def _descriptions(found: list[_Found], arb: bool) -> dict[str, str]:
    """Name of a message -> what its author says of it, in .arb (`@name`) and messages.json."""
    return {
        one.path[0].removeprefix("@") if arb else one.path[0]: " ".join(_meant(one.raw).split())
        for one in found
        if not one.key and one.path[1:] == ("description",) and (not arb or one.path[0][:1] == "@")
    }


def _noted(text: str, found: list[_Found]) -> dict[tuple[str, ...], tuple[str, str, str]]:
    """The keys that lead to an object of a message -> (key of its text, key of what is said of it, and that)."""
    pairs = [(message, aside) for message, aside in NOTED if f'"{message}"' in text and f'"{aside}"' in text]
    if not pairs:
        return {}
    keys: dict[tuple[str, ...], set[str]] = {}
    said: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        if one.key:
            keys.setdefault(one.path[:-1], set()).add(one.path[-1])
        elif one.path:
            said.setdefault(one.path, []).append(_meant(one.raw))
    return {
        path: (message, aside, " ".join(" ".join(said.get((*path, aside), [])).split()))
        for path, own in keys.items()
        for message, aside in pairs
        if {message, aside} <= own and (message != "message" or len(own) == 2)
    }


def _scan(text: str, where: str) -> Iterator[_Found]:
    """Keys and string values with their places. Raises DocumentError."""

    def wrong(place: int, message: str) -> DocumentError:
        return DocumentError(message, path=where, line=text.count("\n", 0, place) + 1)

    levels: list[_Level] = []
    place = 1 if text.startswith("\ufeff") else 0
    done = False
    while place < len(text):
        if levels and levels[-1].expects == "key or end" and (member := MEMBER.match(text, place)):
            holder, place = levels[-1], member.end()
            key, value = member.groups()
            path = (*holder.above, _meant(key))
            yield _Found(member.start(1), member.end(1), key, path, True, holder.start)
            yield _Found(member.start(2), member.end(2), value, path, False, holder.start)
            if text[place - 1] != ",":
                holder.expects = "comma or end"
            continue
        match = TOKEN.match(text, place)
        if match is None:
            shown = text[place : place + 20].split("\n")[0]
            if shown[:1] == '"':
                raise wrong(place, f"{shown!r} is a string that is not closed, or a wrong escape in it")
            raise wrong(place, f"{shown!r} is no JSON")
        place, raw, kind = match.end(), match.group(), match.lastgroup
        if kind == "space":
            continue
        if done:
            raise wrong(match.start(), f"{raw[:20]!r} stands behind the end of the JSON")
        level = levels[-1] if levels else None
        if raw in ("}", "]"):
            if level is None or level.object != (raw == "}") or level.expects == "value":
                raise wrong(match.start(), f"{raw!r} closes nothing that is open here")
            levels.pop()
            level = levels[-1] if levels else None
        elif level is not None and level.expects in (":", "comma or end"):
            if raw != (":" if level.expects == ":" else ","):
                raise wrong(match.start(), f"{raw[:20]!r} stands where {level.expects} is expected")
            level.expects = "value" if level.expects == ":" else "key or end" if level.object else "value or end"
            continue
        elif level is not None and level.expects == "key or end":
            if kind != "string":
                raise wrong(match.start(), f"{raw[:20]!r} stands where a key in quotation marks is expected")
            level.key, level.expects = _meant(raw), ":"
            yield _Found(match.start(), place, raw, _path(level), True, level.start)
            continue
        elif raw in ("{", "["):
            if len(levels) >= MOST_DEPTH:
                raise wrong(match.start(), f"more than {MOST_DEPTH} levels of nesting; this is no file of strings")
            levels.append(
                _Level(raw == "{", match.start(), _path(level), expects="key or end" if raw == "{" else "value or end")
            )
            continue
        elif kind == "mark":
            raise wrong(match.start(), f"{raw!r} stands where a value is expected")
        elif kind == "string":
            yield _Found(match.start(), place, raw, _path(level), False, level.start if level else -1)
        if level is None:
            done = True
        else:
            level.expects = "comma or end"
    if levels:
        raise wrong(len(text), "the file ends before its JSON does; it seems to be cut off")


def _path(level: _Level | None) -> tuple[str, ...]:
    """The keys that lead to what stands in an object or array."""
    return () if level is None else level.above if level.key is None else (*level.above, level.key)


def _meant(raw: str) -> str:
    """What a string in its quotation marks means; halves of a surrogate pair are joined where they are a pair."""
    inner = raw[1:-1]
    if "\\" not in inner:
        return inner
    text = ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else MEANINGS[match[2]], inner)
    if "\\u" in inner and re.search("[\ud800-\udbff][\udc00-\udfff]", text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return text


def _encoded(raw: str, ascii_only: bool, text: str) -> str:
    """A text in quotation marks, with the escapes that the value had before."""
    own = {
        _meant(f'"{match.group()}"'): match.group() for match in ESCAPE.finditer(raw) if "d8" not in match[0].lower()
    }
    digits = re.search(r"\\u\w*?([A-Fa-f])", raw)
    form = "04X" if digits and digits[1].isupper() else "04x"

    def escape(character: str) -> str:
        if character in own and (ord(character) < 0x80 or character in "\u2028\u2029"):
            return own[character]
        if character in SHORT:
            return SHORT[character]
        if SPECIAL.match(character) or (ascii_only and ord(character) > 0x7E):
            code = character.encode("utf-16-be", "surrogatepass")
            return "".join(f"\\u{code[at] << 8 | code[at + 1]:{form}}" for at in range(0, len(code), 2))
        return character

    if not own and not ascii_only and not SPECIAL.search(text):
        return f'"{text}"'
    return '"' + "".join(map(escape, text)) + '"'
