"""Workbooks (XLSX, ECMA-376 / ISO 29500): the words of cells, comments, text boxes, charts, headers and footers.

Formulas, numbers, dates, names of sheets (formulas use them) and all the rest stay. A column of a table is called what
its head says, so both change together; a head that formulas or pivot tables name stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.drawing import drawing_paragraph
from toolkit.documents.office.package import Package, Place
from toolkit.documents.office.xml_tree import Element, attribute, child, full, legal, name_of
from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.no_text import is_no_text
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import BlockKind, Code, Content, Document, content_of, plain, visible

HEADERS = ("x:oddHeader", "x:oddFooter", "x:evenHeader", "x:evenFooter", "x:firstHeader", "x:firstFooter")
HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z&])')
"""Parts, fonts and fields of a header (ECMA-376 part 1, 18.3.1.46)."""
COLUMN = re.compile(r"\[\[?@?'?([^\[\]]+?)\]")
"""The name of a column in a formula."""


@dataclass(slots=True)
class Book(Package):
    """A workbook."""

    columns: dict[str, list[tuple[str, Element]]] = field(default_factory=dict)
    """Name of a column of a table -> the parts and elements that have it."""
    named: set[str] = field(default_factory=set)
    """Names of columns that formulas or pivot tables use."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no workbook, damaged, locked or hostile; lines number its blocks."""
    found = _find(data, options.path or name)
    return Document(PurePath(name).stem, "xlsx", options.language, tuple(found.blocks), path=options.path or name)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The workbook with blocks replaced; parts in which nothing changes keep their bytes. Raises DocumentError."""
    if not replacements and target is None:
        return data
    found = _find(data, options.path or name)
    changed: set[str] = set()
    for index, content in replacements.items():
        place = found.places[index]
        before = visible(found.blocks[index].content)
        found.replace(place, content)
        changed.add(place.part)
        for part, column in found.columns.get(before, ()) if place.prefix == "x" else ():
            column.set("name", legal(visible(content)))
            changed.add(part)
    if target is not None:
        for part in {place.part for place in found.places if place.drawing and place.prefix == "a"}:
            if found.speak(part, options.language, target):
                changed.add(part)
    return found.rewritten(changed)


def _find(data: bytes, path: str) -> Book:
    found = Book(Archive(data, path))
    root = found.open_main("workbook")
    if name_of(root) != "x:workbook":
        raise DocumentError("this is an Office file, but no workbook", path=path)
    found.add_properties()
    known = {number: part for number, kind, part in found.relations(found.main) if kind == "worksheet"}
    sheets = child(root, "x:sheets")
    parts = [known.get(attribute(one, "r:id"), "") for one in (() if sheets is None else sheets)]
    parts = [part for part in parts if part]
    _columns(found, parts)
    for _, strings in found.related(found.main, ("sharedStrings",)):
        for element in found.tree(strings).iterfind(full("x:si", found.tree(strings))):
            _text(found, element, strings, BlockKind.CELL, "")
    for part in parts:
        _sheet(found, part)
    return found


def _columns(found: Book, parts: list[str]) -> None:
    """The names of the columns of tables, and which of them must stay."""
    for part in parts:
        for kind, table in found.related(part, ("table", "pivotTable")):
            if kind == "pivotTable":
                for _, cache in found.related(table, ("pivotCacheDefinition",)):
                    root = found.tree(cache)
                    found.named |= {attribute(one, "name") for one in root.iter(full("x:cacheField", root))}
                continue
            root = found.tree(table)
            for column in root.iter(full("x:tableColumn", root)):
                found.columns.setdefault(attribute(column, "name"), []).append((table, column))
            for formula in root.iter(full("x:calculatedColumnFormula", root), full("x:totalsRowFormula", root)):
                found.named |= set(COLUMN.findall(formula.text or ""))
    if found.columns:
        for part in parts:
            root = found.tree(part)
            for formula in root.iter(full("x:f", root)):
                found.named |= set(COLUMN.findall(formula.text or ""))


def _sheet(found: Book, part: str) -> None:
    root = found.tree(part)
    for element in root.iter(full("x:is", root)):
        _text(found, element, part, BlockKind.CELL, "")
    for element in root.iter(*(full(name, root) for name in HEADERS)):
        content = _header(element.text or "")
        words = any(isinstance(one, str) and any(map(str.isalpha, one)) for one in content)
        found.add(BlockKind.LABEL, content, Place(element, part), note="page header or footer", translatable=words)
    for kind, other in found.related(part, ("comments", "drawing")):
        tree = found.tree(other)
        if kind == "comments":
            for element in tree.iter(full("x:text", tree)):
                _text(found, element, other, BlockKind.FOOTNOTE, "comment")
            continue
        for element in _drawn(tree):
            if name_of(element) == "xdr:cNvPr":
                for key in ("descr", "title"):
                    place = Place(element, other, key)
                    found.add(BlockKind.LABEL, plain(attribute(element, key)), place, note="alternative text")
                continue
            own = drawing_paragraph(element)
            words = any(map(str.isalpha, visible(own.content)))
            place = Place(element, other, own=own, drawing=True)
            found.add(BlockKind.PARAGRAPH, own.content, place, note="in a text box", translatable=words)
        found.add_drawings(other)


def _drawn(root: Element) -> Iterator[Element]:
    fallback = full("mc:Fallback", root)
    for element in root.iter(full("a:p", root), full("xdr:cNvPr", root)):
        if next(element.iterancestors(fallback), None) is None:
            yield element


def _text(found: Book, element: Element, part: str, kind: BlockKind, note: str) -> None:
    """A text of a spreadsheet: in one piece, or in runs."""
    words = child(element, "x:t")
    if words is not None:
        content, place = plain(words.text or ""), Place(words, part, prefix="x")
    else:
        own = drawing_paragraph(element, "x")
        content, place = own.content, Place(element, part, own=own, drawing=True, prefix="x")
    said = visible(content)
    is_text = any(map(str.isalpha, said)) and not is_no_text(said) and said not in found.named
    found.add(kind, content, place, note=note, translatable=is_text)


def _header(text: str) -> Content:
    parts: list[str | Code] = []
    end = 0
    for number, match in enumerate(HEADER_CODE.finditer(text), start=1):
        parts += [text[end : match.start()], Code(str(number), "placeholder", match.group())]
        end = match.end()
    return content_of([*parts, text[end:]])
