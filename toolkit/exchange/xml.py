"""XML as exchange formats need it: escaping, what XML cannot hold, and parsing of files that come from anywhere."""

import re
import xml.etree.ElementTree as ET  # external entities are never fetched, and expat bounds what entities grow to
from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from toolkit.errors import BundleError

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters that XML 1.0 cannot hold, not even as a reference."""
MOST_DEPTH = 200
"""Of elements; a text of translations has a dozen, and readers walk through them by recursion."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DELETIONS = ("del", "deleted", "rxt-del")


def text(value: str) -> str:
    """Escaped for element content; the caller has dealt with what XML cannot hold."""
    return escape(value, quote=False).replace("\r", "&#13;")


def quoted(value: str) -> str:
    """An attribute value with its quotes; what XML cannot hold is written visibly, as `\\u001f`."""
    value = escape(visible(value))
    return '"' + value.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;") + '"'


def visible(value: str) -> str:
    """The text with what XML cannot hold as `\\u001f`."""
    return FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", value)


def pieces(value: str) -> Iterator[tuple[str, str]]:
    """(text, forbidden character) by turns: every character of `value`, each side possibly empty."""
    start = 0
    for match in FORBIDDEN.finditer(value):
        yield value[start : match.start()], match.group()
        start = match.end()
    yield value[start:], ""


def escaped_raw(value: str) -> str:
    """A code's raw form where it has characters that XML cannot hold: `\\uXXXX`, and backslashes doubled."""
    return visible(value.replace("\\", "\\\\"))


def unescaped_raw(value: str) -> str:
    """The inverse of `escaped_raw`."""
    return re.sub(r"\\(\\|u([0-9a-f]{4}))", lambda match: chr(int(match[2], 16)) if match[2] else "\\", value)


def parse(data: bytes, what: str) -> ET.Element:
    """The root element. Raises BundleError with the line, saying that this is no `what` file."""
    try:
        root = ET.fromstring(data)  # noqa: S314 - as above
        if _depth(root) > MOST_DEPTH:
            raise BundleError(f"this is no {what} file: it is nested more than {MOST_DEPTH} levels deep")
        return root
    except ET.ParseError as error:
        line, column = error.position
        raise BundleError(f"this is no {what} file: {_said(error)} (line {line}, column {column})") from error
    except (ValueError, LookupError) as error:
        raise BundleError(f"this is no {what} file: {error}") from error


def _said(error: ET.ParseError) -> str:
    """What expat says, without the place that it puts behind."""
    return error.msg.partition(": line ")[0]


def events(file: BinaryIO, what: str) -> Iterator[tuple[str, ET.Element]]:
    """(`start` or `end`, element) through a file of any size. Raises BundleError with the line, as `parse` does."""
    depth = 0
    try:
        for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314 - as above
            depth += 1 if event == "start" else -1
            if depth > MOST_DEPTH:
                raise BundleError(f"this is no {what} file: it is nested more than {MOST_DEPTH} levels deep")
            yield event, element
    except ET.ParseError as error:
        raise BundleError(f"line {error.position[0]}: this is no {what} file: {_said(error)}") from error
    except (ValueError, LookupError) as error:
        raise BundleError(f"this is no {what} file: {error}") from error


def _depth(root: ET.Element) -> int:
    """Levels of nesting, counted without recursion, and not much further than MOST_DEPTH."""
    level, depth = [root], 0
    while level and depth <= MOST_DEPTH:
        level, depth = [child for element in level for child in element], depth + 1
    return depth


def name(element: ET.Element) -> str:
    """The name of an element without its namespace; "" of a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def outdented(value: str, space: str) -> str:
    """The text of an element without the line breaks and indentation that a program set around it.

    Where `space`, its xml:space, is `preserve`, or nothing looks like indentation, it is as it stands there.
    """
    if space == "preserve" or "\n" not in value:
        return value
    return re.sub(r"^[^\S\n]*\n\s*|\s*\n[^\S\n]*$", "", value)


def deleted(element: ET.Element) -> bool:
    """Whether the element is what a tracked change took away: Trados marks it, others name the element so."""
    return (name(element) == "mrk" and element.get("mtype", "") == "x-sdl-deleted") or name(element) in _DELETIONS


def packed(bases: Iterable[tuple[str, str]]) -> str:
    """Bases of many rows as one note: `p1s1=drafted:1f0c5ad27e41 p1s2=…`."""
    return " ".join(f"{key}={base}" for key, base in bases)


def unpacked(note: str) -> dict[str, str]:
    """The inverse of `packed`."""
    found = (part.rpartition("=") for part in note.split())
    return {key: base for key, _, base in found if key and base}
