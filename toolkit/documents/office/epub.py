"""E-books (EPUB 2 and 3): chapters, navigation, table of contents and metadata, and the same book with them replaced.

Chapters and navigation are pages of XHTML; `toc.ncx` and the package document are XML of their own. Everything else in
the archive keeps its bytes.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from toolkit.documents.markup import html
from toolkit.documents.markup.html_run import Page
from toolkit.documents.office.archive import Archive, joined
from toolkit.documents.office.xml_parts import Parts
from toolkit.documents.office.xml_tree import (
    Element,
    attribute,
    child,
    full,
    legal,
    name_of,
    parse,
    refuse_entities,
    set_attribute,
)
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain import charsets
from toolkit.documents.strings.no_text import is_no_text
from toolkit.errors import DocumentError
from toolkit.languages import Language, code_of
from toolkit.units import Block, BlockKind, Content, Document, flatten, plain, visible

MEDIA_TYPE = b"application/epub+zip"
XHTML, SVG, NCX = "application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml"
DTBOOK = "application/x-dtbook+xml"
"""Chapters as the library standard DAISY (ANSI/NISO Z39.86) has them, which EPUB 2 takes too."""
PAGES = frozenset({XHTML, SVG, DTBOOK})
"""What can be a page of a book; an SVG may also be its cover or a picture, with words in it and a title."""
NAMED_PAGES = (".xhtml", ".html", ".htm")
"""Endings of pages, which some books declare as `text/html` or as nothing that is known."""
METADATA = {
    "dc:title": "title of the book", "dc:description": "description of the book", "dc:subject": "subject of the book",
    "dc:rights": "rights of the book",
}  # fmt: skip
PROPERTIES = {
    "schema:accessibilitySummary": "what readers are told of the book's accessibility",
    "belongs-to-collection": "series of the book",
}  # fmt: skip
"""Properties of opf:meta that are written for people."""
SERIES = "calibre:series"
"""The name of opf:meta that shelves of EPUB 2 take a series from."""
PAGE_NUMBER = re.compile(r"\d*|[ivxlcdm]+|[IVXLCDM]+")
"""What lists of pages consist of."""
MARKUP = re.compile(r"<(?:p|br|div|span|h[1-6]|b|i|em|strong|a|ul|ol)\b[^<>]*>", re.IGNORECASE)
"""In a description: shops and libraries take HTML there, written as text."""
OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Encryption of fonts that every reading system can undo; any other locks the text."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an element, or of one of its attributes."""

    element: Element
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A block of the HTML that the text of an element is."""

    element: Element
    page: Page
    index: int


@dataclass(slots=True)
class Book(Parts):
    """What was read of an e-book: the blocks, and for each its part and what in the part it is."""

    packages: list[str] = field(default_factory=list)
    """Names of the package documents, of which most books have one."""
    navigation: set[str] = field(default_factory=set)
    """Names of the navigation documents of EPUB 3."""
    pages: dict[str, tuple[Page, bytes, bytes, str]] = field(default_factory=dict)
    """Part -> the page, the bytes of the part, its byte order mark and encoding."""
    blocks: list[Block] = field(default_factory=list)
    places: list[tuple[str, "int | Text | Fragment"]] = field(default_factory=list)
    """Part, and the index of the block in its page, or where in its XML the text stands."""

    def add_text(self, part: str, element: Element, note: str, attribute: str = "") -> None:
        """A block of an element that holds nothing but text, or of one of its attributes."""
        text = (element.get(attribute) if attribute else element.text) or ""
        if text.strip():
            readable = not PAGE_NUMBER.fullmatch(text.strip()) and not is_no_text(text.strip())
            block = Block(BlockKind.LABEL, plain(text), line=len(self.blocks) + 1, note=note, translatable=readable)
            self.blocks.append(block)
            self.places.append((part, Text(element, attribute)))

    def add_html(self, part: str, element: Element, note: str, language: str) -> None:
        """The blocks of a text that is HTML."""
        page = html.page(element.text or "", language, where=f"{self.archive.path}, {part}", fragment=True)
        for index, block in enumerate(page.blocks):
            self.blocks.append(replace(block, line=len(self.blocks) + 1, note=note, start=0))
            self.places.append((part, Fragment(element, page, index)))

    def add_page(self, part: str, options: ReadOptions) -> None:
        """The blocks of a chapter."""
        if part in self.pages or part not in self.archive:
            return
        data = self.archive.read(part)
        where = f"{self.archive.path}, {part}"
        refuse_entities(data, part, self.archive.path, doctype=True)
        reading = ReadOptions(options.language, path=where)
        text, mark, encoding = charsets.decode(data, part, reading, most=html.LARGEST)
        page = html.page(text, options.language, xml=True, where=where)
        self.pages[part] = page, data, mark, encoding
        for index, block in enumerate(page.blocks):
            number = part in self.navigation and PAGE_NUMBER.fullmatch(visible(block.content).strip())
            readable = block.translatable and not number
            self.blocks.append(
                Block(block.kind, block.content, block.level, len(self.blocks) + 1, readable, note=block.note)
            )
            self.places.append((part, index))


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no e-book, damaged, locked or hostile; lines number its blocks."""
    book = opened(data, name, options)
    kept: Counter[str] = Counter()
    for page, *_ in book.pages.values():
        kept.update(page.kept)
    return options.document(name, "epub", book.blocks, kept)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The e-book with blocks replaced; with a `target`, its language and direction are said everywhere.

    Raises DocumentError as `read` does.
    """
    if not replacements and target is None:
        return data
    book = opened(data, name, options)
    by_page: dict[str, dict[int, Content]] = {}
    by_text: dict[Element, tuple[Page, dict[int, Content]]] = {}
    changed: set[str] = set()
    for index, content in replacements.items():
        part, place = book.places[index]
        if isinstance(place, int):
            by_page.setdefault(part, {})[place] = content
        elif isinstance(place, Fragment):
            by_text.setdefault(place.element, (place.page, {}))[1][place.index] = content
            changed.add(part)
        else:
            if place.attribute:
                set_attribute(place.element, place.attribute, flatten(content))
            else:
                place.element.text = legal(flatten(content))
            changed.add(part)
    for element, (fragment, contents) in by_text.items():
        element.text = legal(html.rewritten(fragment, contents))
    if target is not None:
        changed |= {part for part in book.trees if _set_language(book, part, options.language, target)}
    parts = book.written(changed)
    for part, (page, original, mark, encoding) in book.pages.items():
        if part in by_page or target is not None:
            made = html.rewritten(page, by_page.get(part, {}), target, xml=True)
            where = f"{book.archive.path}, {part}"
            parts[part] = charsets.encode(legal(made), page.text, original, mark, encoding, where, references=True)
    return book.archive.rewritten(parts)


def opened(data: bytes, name: str, options: ReadOptions) -> Book:
    """Everything that is read of a book; raises DocumentError as `read` does."""
    path = options.path or name
    archive = Archive(data, path)
    if "mimetype" not in archive or archive.read("mimetype").strip() != MEDIA_TYPE:
        raise DocumentError("this is a zip archive, but no EPUB (its `mimetype` says otherwise)", path=path)
    _refuse_locked(archive)
    book = Book(archive)
    container = parse(archive.read("META-INF/container.xml"), "META-INF/container.xml", path)
    names = [joined("", one.get("full-path") or "") for one in container.iter(full("container:rootfile", container))]
    book.packages = [one for one in names[:1] if one in archive]
    book.packages += [one for one in names[1:] if one in archive and one.lower().endswith(".opf")]  # other renditions
    if not book.packages or names[0] not in archive:
        raise DocumentError("no package document is in it; the file is damaged: get it again", path=path)
    roots = [book.tree(one, doctype=True) for one in book.packages]
    for name, package in zip(book.packages, roots, strict=True):
        _add_metadata(book, name, package, options.language)
    listed = [_listed(book, *pair) for pair in zip(book.packages, roots, strict=True)]
    for part in [one for chapters, _ in listed for one in chapters]:
        book.add_page(part, options)
    for part in dict.fromkeys(one for _, tables in listed for one in tables):
        root = book.tree(part, doctype=True)
        for label in root.iter(full("ncx:text", root)):
            if name_of(label.getparent()) != "ncx:docAuthor":
                book.add_text(part, label, "table of contents")
    return book


def _add_metadata(book: Book, part: str, package: Element, language: str) -> None:
    """What a package document says to readers, and how it names parts of the book."""
    for element in package.iter(*(full(one, package) for one in (*METADATA, "opf:meta"))):
        name, said = name_of(element), _language_of(element)
        note = METADATA.get(name) or PROPERTIES.get(element.get("property") or "", "")
        note = PROPERTIES["belongs-to-collection"] if element.get("name") == SERIES else note
        if not note or (said and not _is_of(said, language)):
            continue
        if element.get("name") == SERIES:
            book.add_text(part, element, note, "content")
        elif name == "dc:description" and MARKUP.search(element.text or ""):
            book.add_html(part, element, note, language)
        else:
            book.add_text(part, element, note)
    for element in package.iter(full("opf:reference", package)):
        book.add_text(part, element, "name of a part of the book", "title")


def _listed(book: Book, name: str, package: Element) -> tuple[list[str], list[str]]:
    """The pages of the book in reading order, those outside of it behind them; and the tables of EPUB 2."""
    items: dict[str, tuple[str, str]] = {}
    for item in package.iter(full("opf:item", package)):
        part = joined(name, unquote(item.get("href") or ""))
        items[item.get("id") or part] = part, item.get("media-type") or ""
        if "nav" in (item.get("properties") or "").split():
            book.navigation.add(part)
    spine = [one.get("idref") or "" for one in package.iter(full("opf:itemref", package))]
    order = [items[one] for one in spine if one in items] + list(items.values())
    pages = [
        part
        for part, kind in order
        if (kind in PAGES or part.lower().endswith(NAMED_PAGES)) and part in book.archive  # whatever it is declared as
    ]
    tables = [part for part, kind in items.values() if kind == NCX and part in book.archive]
    return list(dict.fromkeys(pages)), list(dict.fromkeys(tables))


def _refuse_locked(archive: Archive) -> None:
    part = "META-INF/encryption.xml"
    if part not in archive:
        return
    root = parse(archive.read(part), part, archive.path)
    for element in root.iter("{*}EncryptionMethod"):
        if (element.get("Algorithm") or "") not in OBFUSCATION:
            raise DocumentError(
                "this book is locked (DRM); only its publisher can give you a free copy", path=archive.path
            )


def _set_language(book: Book, part: str, source: str, target: Language) -> bool:
    """Says in the package document or a table of contents which language it is in."""
    root = book.tree(part, doctype=True)
    changed = False
    if name_of(root) == "opf:package":
        languages = list(root.iter(full("dc:language", root)))
        own = [one for one in languages if _is_of(one.text or "", source)] or languages[:1]
        for one in own:
            changed |= one.text != target.tag
            one.text = target.tag
        spine = child(root, "opf:spine")
        if spine is not None and (target.direction == "rtl" or spine.get("page-progression-direction") == "rtl"):
            changed = True
            spine.set("page-progression-direction", target.direction)
    for element in root.iter():
        value = attribute(element, "xml:lang") if name_of(element) else ""
        if value and _is_of(value, source):
            set_attribute(element, "xml:lang", target.tag)
            changed = True
    return changed


def _language_of(element: Element) -> str:
    """The nearest xml:lang below the package itself: a book may have its title in several languages."""
    for one in (element, *element.iterancestors()):
        if name_of(one) == "opf:package":
            break
        if said := attribute(one, "xml:lang"):
            return said
    return ""


def _is_of(tag: str, source: str) -> bool:
    return code_of(tag).partition("-")[0] == source.partition("-")[0]
