"""TOML string files, as go-i18n and front matter have them: values are translated, keys are not.

A scanner of its own, since no library says where a value stands (TOML 1.0, https://toml.io/en/v1.0.0). It does not
recurse. A value keeps its quotation marks where they can hold the translation; everything else stays to the byte.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import LANGUAGE_KEYS, MOST_DEPTH, is_language, string_file
from toolkit.documents.strings.plural_keys import marked
from toolkit.documents.strings.values import Change, Value
from toolkit.errors import DocumentError

STRING = r"""\"\"\"(?:[^\\]|\\.)*?\"\"\"(?!\"{1})\"{0,2}|'''.*?'''(?!')'{0,2}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
KEY_PART = r"""[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
KEY = re.compile(rf"(?:{KEY_PART})(?:[ \t]*\.[ \t]*(?:{KEY_PART}))*")
TOKEN = re.compile(
    rf"""(?P<space>[ \t\r]+|\#[^\n]*) | (?P<newline>\n)
    | (?P<string>{STRING})
    | (?P<mark>[\[\]{{}}=,])
    | (?P<scalar>[^\s\[\]{{}},=\#"']+(?:[ ]\d\d:[^\s,\]}}]*)?)""",
    re.VERBOSE | re.DOTALL,
)
HEADER = re.compile(rf"\[(?P<double>\[)?[ \t]*(?P<key>{KEY.pattern})[ \t]*(?(double)\]\])\]?")
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfre\"\\])|[ \t]*\r?\n\s*)", re.DOTALL)
MEANINGS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


@dataclass(slots=True)
class _Level:
    """An array or inline table that is open."""

    table: bool
    start: int
    key: str | None = None
    path: tuple[str, ...] = field(default=())


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """The string values in order, and the strings that name the language of the file, with what they say."""
    values: list[Value] = []
    names: list[Change] = []
    for value in _scan(text, options.path or name):
        if len(value.path) == 1 and value.path[0] in LANGUAGE_KEYS and is_language(value.text, options):
            names.append((value.start + 1, value.end - 1, value.text))
        else:
            values.append(value)
    return marked(values, options.targets), names


read, rewrite = string_file("toml", values_of)


def _scan(text: str, where: str) -> Iterator[Value]:
    def wrong(place: int, message: str) -> DocumentError:
        return DocumentError(f"this is no TOML: {message}", path=where, line=text.count("\n", 0, place) + 1)

    table: tuple[str, ...] = ()
    parent = -1
    levels: list[_Level] = []
    key: tuple[str, ...] | None = None
    span = (0, 0)
    waiting = False
    """Whether a key and its sign have been, but no value."""
    place = 1 if text.startswith("\ufeff") else 0
    line, counted = 1, 0
    fresh = True
    while place < len(text):
        inside = levels[-1] if levels else None
        if fresh and not levels and (header := HEADER.match(text, place)) and not waiting:
            table, parent, place, fresh = _parts(header["key"]), header.start(), header.end(), False
            continue
        if not waiting and (inside is None or inside.table) and (found := KEY.match(text, place)):
            key, span, place, fresh = _parts(found.group()), found.span(), found.end(), False
            gap = re.compile(r"[ \t]*=[ \t]*").match(text, place)
            if gap is None:
                raise wrong(place, f"no = behind the key {found.group()[:30]!r}")
            place, waiting = gap.end(), True
            continue
        match = TOKEN.match(text, place)
        if match is None:
            raise wrong(place, f"{text[place : place + 20].splitlines()[0]!r} stands where it cannot")
        kind, raw, place = match.lastgroup, match.group(), match.end()
        if kind == "space":
            continue
        if kind == "newline":
            if waiting:
                raise wrong(match.start(), "a key without a value")
            fresh = fresh or not levels
            continue
        fresh = False
        value_expected = waiting or (inside is not None and not inside.table)
        if raw in ("]", "}") and inside is not None and not waiting:
            if inside.table != (raw == "}"):
                raise wrong(match.start(), f"{raw!r} closes nothing that is open here")
            levels.pop()
        elif raw == "," and inside is not None and not waiting:
            continue
        elif not value_expected or raw in ("]", "}", ",", "="):
            raise wrong(match.start(), f"{raw[:20]!r} stands where it cannot")
        else:
            path = (*(inside.path if inside else table), *((key or ()) if waiting else ()))
            if raw in ("[", "{"):
                if len(levels) >= MOST_DEPTH:
                    raise wrong(match.start(), f"more than {MOST_DEPTH} levels of nesting")
                levels.append(_Level(raw == "{", match.start(), path=path))
            elif kind == "string":
                line += text.count("\n", counted, match.start())
                counted = match.start()
                own = span if waiting and len(key or ()) == 1 else None
                yield Value(
                    match.start(),
                    match.end(),
                    _meant(raw),
                    line,
                    _encoder(raw),
                    path,
                    key=own,
                    parent=inside.start if inside else parent,
                    flow=inside is not None,
                )
            waiting = False
    if levels or waiting:
        raise wrong(len(text), "the file ends before its last value does")


def _parts(key: str) -> tuple[str, ...]:
    return tuple(_meant(part) if part[0] in "\"'" else part for part in re.findall(KEY_PART, key))


def _meant(raw: str) -> str:
    """What a string in its quotation marks means."""
    inner = re.sub(r"\A\r?\n", "", raw[3:-3]) if raw.startswith(('"""', "'''")) else raw[1:-1]
    inner = inner.replace("\r\n", "\n")
    if raw[0] == "'":
        return inner
    return ESCAPE.sub(_unescaped, inner)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match.group()
    return MEANINGS.get(match[3] or "", "")


def _encoder(raw: str) -> Callable[[str], str]:
    """Writes a text in the quotation marks that the value had, if they can hold it."""
    lines = raw.startswith(('"""', "'''"))
    newline = "\r\n" if "\r\n" in raw else "\n"

    def encode(text: str) -> str:
        bare = "'''" if lines else "'"
        head = re.sub(r"\A...(\r?\n)?.*", r"\1", raw, flags=re.DOTALL) if lines else ""
        unsafe = "'" if not lines else "'''"
        if raw[0] == "'" and unsafe not in text and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            if lines and not text.endswith("'"):
                return bare + head + text.replace("\n", newline) + bare
            if not lines and "\n" not in text:
                return bare + text + bare
        if lines and raw[0] == '"':
            return '"""' + head + "".join(newline if one == "\n" else _escaped(one) for one in text) + '"""'
        return '"' + "".join(map(_escaped, text)) + '"'

    return encode


def _escaped(character: str) -> str:
    if not SPECIAL.match(character):
        return character
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
    return short.get(character, f"\\u{ord(character):04x}")
