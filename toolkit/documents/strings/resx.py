"""Resources of .NET (`.resx`, `.resw`): the `value` of each `data` that is a string; comments are notes.

A comment that begins with `{Locked}`, as of Visual Studio, leaves a string out. Data of other types, files, and what a
designer keeps about forms (`>>button.Name`) stay as they are.
"""

from collections.abc import Iterator

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import string_file
from toolkit.documents.strings.values import Change, Value
from toolkit.documents.strings.xml_strings import Node, elements, said, writer
from toolkit.errors import DocumentError

TEXT_PROPERTIES = frozenset({"Text", "ToolTip", "ToolTipText", "HeaderText", "Caption", "Title", "Content", "Items"})
"""What a name behind its last stop is called, of the properties of a form that are for readers."""
FORM_PROPERTIES = frozenset({"Name", "Type", "Parent", "ZOrder", "Font", "ImeMode", "AccessibleRole"})


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """Raises DocumentError, with the line, for XML that is not well-formed or no resources of .NET."""
    root = elements(text, options.path or name)
    if root.name != "root":
        raise DocumentError(
            f"the root element is <{root.name}>, and that of .NET resources is <root>", path=options.path or name
        )
    return list(_values(text, root)), []


read, rewrite = string_file("resx", values_of)


def _values(text: str, root: Node) -> Iterator[Value]:
    for node in root.children:
        value = next((one for one in node.children if one.name == "value"), None)
        if node.name != "data" or value is None or value.stop == value.end:
            continue
        comment = next((one for one in node.children if one.name == "comment"), None)
        note = " ".join(said(text[comment.inner : comment.end]).split()) if comment else ""
        yield Value(
            value.inner,
            value.end,
            said(text[value.inner : value.end]),
            value.line,
            writer(text[value.inner : value.end]),
            (node.attributes.get("name", ""),),
            note=note,
            rule="skip" if note.startswith("{Locked}") else _rule(node),
        )


def _rule(node: Node) -> str:
    """Why a value is left out: it is an object or a file, or belongs to a designer of forms."""
    name = node.attributes.get("name", "")
    if "type" in node.attributes or "mimetype" in node.attributes or (name.startswith((">>", "$")) and (
        name.rpartition(".")[2] not in TEXT_PROPERTIES
    )):  # fmt: skip
        return "metadata"
    return "metadata" if "." in name and name.rpartition(".")[2] in FORM_PROPERTIES else ""
