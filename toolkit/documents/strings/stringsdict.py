"""Apple's `.stringsdict`: plurals, and texts by device and by width, in a property list of XML.

What is read (https://developer.apple.com/documentation/xcode/localizing-strings-that-contain-plurals): the format of
each entry, the words of each category of its variables, and those for each device or width. Keys and types stay.
"""

from collections.abc import Iterator

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import string_file
from toolkit.documents.strings.plural_keys import CATEGORIES, marked
from toolkit.documents.strings.values import Change, Value
from toolkit.documents.strings.xml_strings import Node, elements, said, writer
from toolkit.errors import DocumentError

TYPES = frozenset({"NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"})
"""Keys whose values say of what kind a variable is."""
PLURAL = "NSStringPluralRuleType"


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """Raises DocumentError, with the line, for what is no property list of XML with a dictionary in it."""
    where = options.path or name
    root = elements(text, where)
    top = next((one for one in root.children if one.name == "dict"), None)
    if root.name != "plist" or top is None:
        raise DocumentError("this is no property list with a dictionary in it, as .stringsdict files are", path=where)
    return marked(list(_values(text, top, (), top.before, where)), options.targets), []


read, rewrite = string_file("stringsdict", values_of)


def _values(text: str, table: Node, path: tuple[str, ...], note: str, where: str) -> Iterator[Value]:
    """The texts of a dictionary, in order."""
    entries = list(_entries(text, table, where))
    plural = any(key == "NSStringFormatSpecTypeKey" and _text(text, value) == PLURAL for key, _, value in entries)
    for key, node, value in entries:
        if value.name == "dict":
            yield from _values(text, value, (*path, key), node.before or note, where)
        elif value.name == "string" and key not in TYPES and value.stop > value.end:
            raw = text[value.inner : value.end]
            form = plural and key in CATEGORIES
            start = text.index(key, node.inner, node.end) if form else node.inner
            yield Value(
                value.inner,
                value.end,
                said(raw),
                value.line,
                writer(raw),
                (*path, key),
                note=node.before or note,
                rule="markup" if value.children else "",
                key=(node.start, start + len(key)) if form else None,
                parent=table.start,
                flow=False,
                entry=(text[start + len(key) : value.inner], text[value.end : value.stop]) if form else None,
                plural=form,
            )


def _entries(text: str, table: Node, where: str) -> Iterator[tuple[str, Node, Node]]:
    """(key, its element, the element of its value)."""
    key: Node | None = None
    for node in table.children:
        if (node.name == "key") == (key is not None):
            raise DocumentError(f"<{node.name}> stands where a {'value' if key else 'key'} is expected", path=where,
                                line=node.line)  # fmt: skip
        if key is None:
            key = node
        else:
            yield _text(text, key), key, node
            key = None


def _text(text: str, node: Node) -> str:
    return said(text[node.inner : node.end]).strip()
