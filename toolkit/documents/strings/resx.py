"""Resources of .NET (`.resx`, `.resw`): the `value` of each `data` that is a string; comments are notes.

Data of other types, files, and what a designer keeps about forms (`>>button.Name`) stay as they are.
"""

from collections.abc import Iterator, Mapping

from toolkit.documents.markup.tags import decoded
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import applied
from toolkit.documents.strings.files import changes, document, opened
from toolkit.documents.strings.values import Value
from toolkit.documents.strings.xml_strings import Node, elements
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Content, Document

TEXT_PROPERTIES = frozenset({"Text", "ToolTip", "ToolTipText", "HeaderText", "Caption", "Title", "Content", "Items"})
"""What a name behind its last stop is called, of the properties of a form that are for readers."""
FORM_PROPERTIES = frozenset({"Name", "Type", "Parent", "ZOrder", "Font", "ImeMode", "AccessibleRole"})


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for XML that is not well-formed or no resources of .NET."""
    return document("resx", list(_values(opened(data, name, options), name, options)), name, options)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The file with messages replaced, by block index."""
    if not replacements:
        return data
    text = opened(data, name, options)
    made = list(changes(text, list(_values(text, name, options)), replacements, target))
    return applied(text, made, name, options) if made else data


def _values(text: str, name: str, options: ReadOptions) -> Iterator[Value]:
    root = elements(text, options.path or name)
    if root.name != "root":
        raise DocumentError(
            f"the root element is <{root.name}>, and that of .NET resources is <root>", path=options.path or name
        )
    for node in root.children:
        value = next((one for one in node.children if one.name == "value"), None)
        if node.name != "data" or value is None or value.stop == value.end:
            continue
        comment = next((one for one in node.children if one.name == "comment"), None)
        yield Value(
            value.inner,
            value.end,
            decoded(text[value.inner : value.end], xml=True).replace("\r\n", "\n"),
            1 + text.count("\n", 0, value.start),
            _encode_crlf if "\r\n" in text[value.inner : value.end] else _encode,
            (node.attributes.get("name", ""),),
            note=" ".join(decoded(text[comment.inner : comment.end], xml=True).split()) if comment else "",
            rule=_rule(node),
        )


def _rule(node: Node) -> str:
    """Why a value is left out: it is an object or a file, or belongs to a designer of forms."""
    name = node.attributes.get("name", "")
    if "type" in node.attributes or "mimetype" in node.attributes or (name.startswith((">>", "$")) and (
        name.rpartition(".")[2] not in TEXT_PROPERTIES
    )):  # fmt: skip
        return "metadata"
    return "metadata" if "." in name and name.rpartition(".")[2] in FORM_PROPERTIES else ""


def _encode(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _encode_crlf(text: str) -> str:
    return _encode(text).replace("\n", "\r\n")
