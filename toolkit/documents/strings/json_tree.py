"""A JSON file as a tree whose every value knows where it stands, so that entries are added and all the rest stays."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.documents.strings.files import MOST_DEPTH
from toolkit.documents.strings.values import Change
from toolkit.documents.strings.xml_strings import line_before
from toolkit.errors import DocumentError
from toolkit.storage.given import json_value

TOKEN = re.compile(
    r"""\s+ | (?P<string>"(?:[^"\\\x00-\x1f]|\\.)*") | (?P<mark>[{}\[\],:])
    | (?P<scalar>-?\d[\d.eE+-]*|true|false|null)""",
    re.VERBOSE,
)


DEEP = f"more than {MOST_DEPTH} levels of nesting; this is no file of strings"


@dataclass(slots=True)
class Tree:
    """A value."""

    start: int
    """Offset of what stands for it, in characters."""
    line: int
    end: int = -1
    value: Any = None
    """Of a scalar or a list; None for an object."""
    entries: "dict[str, tuple[int, Tree]]" = field(default_factory=dict)
    """Of an object: key -> offset of the key, and the value."""
    is_object: bool = False

    def at(self, *path: str) -> "Tree | None":
        """The value that keys lead to."""
        found: Tree | None = self
        for key in path:
            found = found.entries[key][1] if found is not None and key in found.entries else None
        return found

    def text(self, *path: str) -> str:
        """The string that keys lead to; empty for anything else."""
        found = self.at(*path)
        return found.value if found is not None and isinstance(found.value, str) else ""


def tree(text: str, where: str) -> Tree:
    """The file. Raises DocumentError, with the line, for what is no JSON."""
    try:
        json_value(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise DocumentError(f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}", path=where,
                            line=error.lineno) from error  # fmt: skip
    except ValueError as error:
        deep = isinstance(error.__context__, RecursionError)
        raise DocumentError(DEEP if deep else f"this is no JSON that can be read: {error}", path=where) from error
    levels: list[tuple[Tree, str, int]] = []
    key, key_start, expects_key, line = "", 0, False, 1
    top = Tree(0, 1)
    for match in TOKEN.finditer(text, 1 if text.startswith("\ufeff") else 0):
        raw, kind = match.group(), match.lastgroup
        if kind is None:
            line += raw.count("\n")
            continue
        if raw in ("}", "]"):
            found, key, key_start = levels.pop()
            found.end, expects_key = match.end(), False
        elif raw in (",", ":"):
            expects_key = raw == "," and bool(levels) and levels[-1][0].is_object
            continue
        elif expects_key:
            key, key_start, expects_key = json.loads(raw), match.start(), False
            continue
        elif raw in ("{", "["):
            found = Tree(match.start(), line, is_object=raw == "{")
            if len(levels) >= MOST_DEPTH:
                raise DocumentError(DEEP, path=where, line=line)
            levels.append((found, key, key_start))
            expects_key = raw == "{"
            continue
        else:
            found = Tree(match.start(), line, match.end(), json.loads(raw))
        if not levels:
            top = found
        elif levels[-1][0].is_object:
            levels[-1][0].entries[key] = (key_start, found)
    return top


def addition(text: str, parent: Tree, key: str, value: Any) -> Change:
    """A new entry of an object, where its key belongs among the others, laid out as the file is."""
    before = next((start for name, (start, _) in parent.entries.items() if name.lower() > key.lower()), -1)
    if not parent.entries:
        indent = _indent(text, parent.start) + _layout(text)[1]
        newline = _layout(text)[0]
        inner = f"{newline}{indent}{_entry(text, key, value, indent)}{newline}{_indent(text, parent.start)}"
        return parent.start + 1, parent.end - 1, inner
    first = next(iter(parent.entries.values()))[0]
    indent = _indent(text, first)
    separator = "," + (f"{_layout(text)[0]}{indent}" if "\n" in text[parent.start : first] else "")
    if before >= 0:
        return before, before, _entry(text, key, value, indent) + separator
    end = max(one.end for _, one in parent.entries.values())
    return end, end, separator + _entry(text, key, value, indent)


def written(text: str, place: int, value: Any) -> str:
    """A value as the file lays such out, where the line of `place` says the indentation."""
    return _dumped(text, value, _indent(text, place))


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Path and value of everything in dictionaries that is none."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from leaves(inner, (*path, key))
        else:
            yield (*path, key), inner


def _entry(text: str, key: str, value: Any, indent: str) -> str:
    return f"{json.dumps(key, ensure_ascii=False)}{_layout(text)[2]}{_dumped(text, value, indent)}"


def _dumped(text: str, value: Any, indent: str) -> str:
    newline, step, colon = _layout(text)
    if not newline:
        return json.dumps(value, ensure_ascii=False, separators=(",", colon))
    made = json.dumps(value, ensure_ascii=False, indent=step, separators=(",", colon))
    return made.replace("\n", f"{newline}{indent}")


@lru_cache(1)
def _layout(text: str) -> tuple[str, str, str]:
    """Line break (empty where all stands on one line), a step of indentation, and what stands behind a key."""
    newline = "" if "\n" not in text.strip() else "\r\n" if "\r\n" in text else "\n"
    step = re.search(r"\n([ \t]+)", text)
    colon = re.search(r'"(\s*:\s*)["{\[]', text)
    return newline, step[1] if step else "", colon[1] if colon else " : "


def _indent(text: str, place: int) -> str:
    if not _layout(text)[0]:
        return ""
    line = line_before(text, place)
    return line[: len(line) - len(line.lstrip())]
