"""XML parts of documents through lxml: no entity is expanded, nothing is fetched, depth and size are limited.

The only importer of lxml in this part, and only when a document asks for it. Names are written with the usual prefix
of their namespace (`w:p`), whatever prefix a document gives it.
"""

import functools
import re
from typing import Any

from toolkit.errors import DocumentError
from toolkit.languages import Language

Element = Any
"""lxml.etree._Element: lxml ships no types."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""Prefix -> namespace. Those of Office are those of ECMA-376; ISO 29500 Strict has others for the same names."""
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": "xdr",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()} | STRICT
ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
"""What may stand in an XML declaration here; others could hide a DTD from the check for one."""
DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def parse(data: bytes, part: str, path: str, *, doctype: bool = False) -> Element:
    """The root element of an XML part; `doctype` allows a document type declaration without entities of its own.

    Raises DocumentError for what is not well-formed, nested too deep, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    refuse_entities(data, part, path, doctype)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        at = f"line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) and error.lineno else error
        raise DocumentError(f"{part} in it is no sound XML ({at}); get the document again", path=path) from error


def refuse_entities(data: bytes, part: str, path: str, doctype: bool) -> None:
    """Raises DocumentError for a part that declares entities or, without `doctype`, a document type."""
    text = data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        text = data.replace(b"\0", b"")  # UTF-16, as far as ASCII goes
    found = DECLARATION.match(text.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff"))
    if found and (name := found.group(1).decode("ascii", "replace").lower()) not in ENCODINGS:
        raise DocumentError(f"{part} in it is in {name}; such documents are UTF-8 or UTF-16", path=path)
    if b"<!DOCTYPE" in text and (not doctype or b"<!ENTITY" in text):
        raise DocumentError(
            f"{part} in it declares entities or a document type, which no honest document does; do not trust it",
            path=path,
        )


def serialised(root: Element, original: bytes) -> bytes:
    """The part as bytes, with a declaration like the one that it had."""
    from lxml import etree

    tree = root.getroottree()
    body: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    head = original.removeprefix(b"\xef\xbb\xbf")[:200]
    standalone = b' standalone="yes"' if re.match(rb"""<\?xml[^>]*standalone\s*=\s*["']yes""", head) else b""
    line = b"\r\n" if b"?>\r\n" in head else b"\n" if b"?>\n" in head else b""
    return b'<?xml version="1.0" encoding="UTF-8"' + standalone + b"?>" + line + body


@functools.lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    uri, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    return f"{PREFIXES.get(uri, '?')}:{local}" if uri else local


def name_of(element: Element) -> str:
    """`w:p`; `?:local` in an unknown namespace, "" for comments and processing instructions."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """The value of an attribute by its prefixed name, in whichever namespace the document has for it."""
    value = element.get(full(name, element))
    return default if value is None else str(value)


def set_attribute(element: Element, name: str, value: str) -> None:
    """Sets an attribute by its prefixed name; characters that XML lacks are left out."""
    element.set(full(name, element), legal(value))


@functools.lru_cache(maxsize=4096)
def _full(name: str, *, strict: bool) -> str:
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    uri = next((uri for uri, known in STRICT.items() if known == prefix), "") if strict else ""
    return f"{{{uri or NAMESPACES[prefix]}}}{local}"


def full(name: str, near: Element) -> str:
    """`w:p` -> `{namespace}p`, in the Strict namespace where the element nearby is of a strict document."""
    tag = near.tag
    return _full(name, strict=isinstance(tag, str) and "purl.oclc.org/ooxml" in tag)


@functools.lru_cache(maxsize=64)
def _fulls(names: tuple[str, ...], *, strict: bool) -> tuple[str, ...]:
    return tuple(_full(name, strict=strict) for name in names)


def fulls(names: tuple[str, ...], near: Element) -> tuple[str, ...]:
    """The same of several names at once."""
    tag = near.tag
    return _fulls(names, strict=isinstance(tag, str) and "purl.oclc.org/ooxml" in tag)


def make(name: str, near: Element) -> Element:
    """A new element that stands alone until it is put beside or into `near`."""
    tag = full(name, near)
    return near.makeelement(tag, nsmap={name.partition(":")[0]: tag[1:].partition("}")[0]})


def child(element: Element, name: str) -> Element | None:
    """The first child of a name."""
    return element.find(full(name, element))


def legal(text: str) -> str:
    """The text without the characters that XML has no way to write."""
    return ILLEGAL.sub("", text)


def say_language(metadata: Element, target: Language) -> bool:
    """Puts the tag of the language into the `dc:language` of a document's metadata; whether that is new."""
    element = child(metadata, "dc:language")
    if element is None:
        element = make("dc:language", metadata)
        metadata.append(element)
    changed = element.text != target.tag
    element.text = target.tag
    return bool(changed)
