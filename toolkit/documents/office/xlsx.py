"""Workbooks (XLSX, ECMA-376 / ISO 29500): the words of cells, comments, text boxes, charts, headers and footers.

Formulas, numbers, dates, names of sheets (formulas use them) and all the rest stay. A column of a table is called what
its head says, so both change together; a head that formulas or pivot tables name stays as it is.
"""

import copy
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.cells import LEFT_OUT, Selection, choices, column_of, literals, selection
from toolkit.documents.office.drawing import drawing_paragraph
from toolkit.documents.office.package import Package, Place
from toolkit.documents.office.xml_tree import Element, attribute, child, full, legal, name_of
from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.no_text import is_no_text
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.storage.given import whole_number
from toolkit.units import BlockKind, Code, Content, Document, content_of, flatten, plain, visible

HEADERS = ("x:oddHeader", "x:oddFooter", "x:evenHeader", "x:evenFooter", "x:firstHeader", "x:firstFooter")
HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z&])')
"""Parts, fonts and fields of a header (ECMA-376 part 1, 18.3.1.46)."""
ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_\n?")
"""A character that XML lacks, or a carriage return, as Excel writes it (ECMA-376 part 1, 22.9.2.19)."""
THREADED = "[Threaded comment]"
"""How the copy of a conversation begins that older programs read."""
MESSAGES = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 255}
"""What a cell says when it is chosen, or given a wrong value; characters that Excel takes of each."""
COLUMN = re.compile(r"\[\[?@?'?([^\[\]]+?)\]")
"""The name of a column in a formula."""


@dataclass(slots=True)
class Book(Package):
    """A workbook."""

    columns: dict[str, list[tuple[str, Element]]] = field(default_factory=dict)
    """Name of a column of a table -> the parts and elements that have it."""
    totals: dict[str, list[tuple[str, Element]]] = field(default_factory=dict)
    """Words under a column of a table -> the parts and elements that have them."""
    named: set[str] = field(default_factory=set)
    """What formulas, filters and pivot tables name or look for: names of columns, words of cells."""
    older: list[tuple[str, Element]] = field(default_factory=list)
    """Parts and elements with what older programs read of conversations."""
    chosen: Selection = field(default_factory=lambda: selection(()))
    sheets: list[tuple[str, str]] = field(default_factory=list)
    """Name and part of each sheet."""
    shared: list[Element] = field(default_factory=list)
    """The strings that cells share."""
    kept: dict[str, int] = field(default_factory=dict)
    """Rule -> letters that it keeps out of all blocks."""

    def cells(self, sheet: str, part: str, *, chosen: bool) -> Iterator[Element]:
        """The cells of a sheet with a shared string that are translated, or those that are not."""
        root = self.tree(part)
        for cell in root.iter(full("x:c", root)):
            if attribute(cell, "t") == "s" and self.chosen.holds(sheet, column_of(attribute(cell, "r"))) == chosen:
                yield cell


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no workbook, damaged, locked or hostile; lines number its blocks."""
    found = _find(data, options.path or name, options)
    return options.document(name, "xlsx", found.blocks, found.kept)


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
    found = _find(data, options.path or name, options)
    changed = _parted(found, {id(found.places[index].element) for index in replacements})
    for index, content in replacements.items():
        place = found.places[index]
        before = visible(found.blocks[index].content)
        if len(flatten(content)) <= MESSAGES.get(place.attribute, sys.maxsize):
            found.replace(place, content)
            changed.add(place.part)
        for part, words in found.older if name_of(place.element) == "?:text" else ():
            if before in (words.text or ""):
                words.text = words.text.replace(before, legal(flatten(content)))
                changed.add(part)
        for names, key in ((found.columns, "name"), (found.totals, "totalsRowLabel")):
            for part, column in names.get(before, ()) if place.prefix == "x" else ():
                column.set(key, legal(visible(content)))
                changed.add(part)
    if target is not None:
        for part in {place.part for place in found.places if place.drawing and place.prefix == "a"}:
            if found.speak(part, options.language, target):
                changed.add(part)
    return found.rewritten(changed)


def _parted(found: Book, replaced: set[int]) -> set[str]:
    """Gives cells that are not translated strings of their own where theirs are; the parts that changed."""
    changed: set[str] = set()
    copies: dict[int, int] = {}
    for sheet, part in found.sheets if found.chosen.ranges else ():
        for cell in found.cells(sheet, part, chosen=False):
            value = child(cell, "x:v")
            index = whole_number(value.text or "" if value is not None else "", -1)
            string = found.shared[index] if 0 <= index < len(found.shared) else None
            if value is None or string is None or replaced.isdisjoint(map(id, string.iter())):
                continue
            if index not in copies:
                copies[index] = len(found.shared)
                found.shared.append(copy.deepcopy(string))
                string.getparent().append(found.shared[-1])
            value.text = str(copies[index])
            changed.add(part)
    for string in found.shared[-1:] if copies else ():
        top = string.getparent()
        if top.get("uniqueCount"):
            top.set("uniqueCount", str(len(found.shared)))
        changed |= {part for _, part in found.related(found.main, ("sharedStrings",))}
    return changed


def _find(data: bytes, path: str, options: ReadOptions) -> Book:
    found = Book(Archive(data, path), chosen=selection(options.sheets))
    root = found.open_main("workbook")
    if name_of(root) != "x:workbook":
        raise DocumentError("this is an Office file, but no workbook", path=path)
    found.add_properties()
    kinds = ("worksheet", "chartsheet")
    known = {number: part for number, kind, part in found.relations(found.main) if kind in kinds}
    sheets = child(root, "x:sheets")
    named = [
        (attribute(one, "name"), known.get(attribute(one, "r:id"), "")) for one in (() if sheets is None else sheets)
    ]
    found.sheets = [(name, part) for name, part in named if part]
    parts = [part for _, part in found.sheets]
    _columns(found, parts)
    for _, strings in found.related(found.main, ("sharedStrings",)):
        found.shared += found.tree(strings).iterfind(full("x:si", found.tree(strings)))
        used = _used(found)
        for index, element in enumerate(found.shared):
            _text(found, element, strings, BlockKind.CELL, "", used is None or index in used)
    for sheet, part in found.sheets:
        _sheet(found, part, sheet)
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
                if label := attribute(column, "totalsRowLabel"):
                    found.totals.setdefault(label, []).append((table, column))
            for formula in root.iter(full("x:calculatedColumnFormula", root), full("x:totalsRowFormula", root)):
                found.named |= set(COLUMN.findall(formula.text or ""))
    for part in parts:
        root = found.tree(part)
        for formula in root.iter(full("x:f", root), full("x:formula", root)):
            text = formula.text or ""
            found.named |= literals(text)
            if found.columns:
                found.named |= set(COLUMN.findall(text))
        for one in root.iter(full("x:filter", root), full("x:customFilter", root)):
            found.named.add(attribute(one, "val"))


def _used(found: Book) -> set[int] | None:
    """Which shared strings stand in a cell that is translated; None where all are."""
    if not found.chosen.ranges:
        return None
    values = [child(cell, "x:v") for sheet, part in found.sheets for cell in found.cells(sheet, part, chosen=True)]
    return {whole_number(value.text or "", -1) for value in values if value is not None}


def _sheet(found: Book, part: str, sheet: str) -> None:
    root = found.tree(part)
    for cell in root.iter(full("x:c", root)):
        inline = child(cell, "x:is")
        if inline is None and attribute(cell, "t") == "str" and child(cell, "x:f") is None:
            inline = child(cell, "x:v")  # as programs write it that share no strings
        if inline is not None:
            chosen = found.chosen.holds(sheet, column_of(attribute(cell, "r")))
            _text(found, inline, part, BlockKind.CELL, "", chosen)
    if not found.chosen.whole(sheet):
        return
    _prompts(found, root, part)
    for element in root.iter(*(full(name, root) for name in HEADERS)):
        content = _parted_text(element.text or "", HEADER_CODE)
        words = any(isinstance(one, str) and any(map(str.isalpha, one)) for one in content)
        found.add(BlockKind.LABEL, content, Place(element, part), note="page header or footer", translatable=words)
    for kind, other in found.related(part, ("comments", "threadedComment", "drawing")):
        tree = found.tree(other)
        if kind == "comments":
            for element in tree.iter(full("x:text", tree)):
                if "".join(element.itertext()).lstrip().startswith(THREADED):
                    found.older += [(other, words) for words in element.iter(full("x:t", tree))]
                else:
                    _text(found, element, other, BlockKind.FOOTNOTE, "comment")
            continue
        if kind == "threadedComment":
            for element in tree.iter("{*}text"):
                found.add(BlockKind.FOOTNOTE, plain(element.text or ""), Place(element, other), note="comment")
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


def _prompts(found: Book, root: Element, part: str) -> None:
    """What cells say of what may stand in them, the items to choose from, and what links say."""
    for element in root.iter("{*}dataValidation"):
        for key in MESSAGES:
            text = attribute(element, key)
            found.add(BlockKind.LABEL, plain(text), Place(element, part, key), note="prompt of a cell",
                      translatable=any(map(str.isalpha, text)))  # fmt: skip
        formula = child(element, "x:formula1") if attribute(element, "type") == "list" else None
        if formula is not None and (items := choices(formula)) is not None:
            found.add_texts(items, formula, part, "item of a list to choose from", found.named)
    for element in root.iter(full("x:hyperlink", root)):
        text = attribute(element, "tooltip")
        found.add(BlockKind.LABEL, plain(text), Place(element, part, "tooltip"), note="tooltip",
                  translatable=any(map(str.isalpha, text)) and not is_no_text(text))  # fmt: skip


def _drawn(root: Element) -> Iterator[Element]:
    fallback = full("mc:Fallback", root)
    for element in root.iter(full("a:p", root), full("xdr:cNvPr", root)):
        if next(element.iterancestors(fallback), None) is None:
            yield element


def _text(found: Book, element: Element, part: str, kind: BlockKind, note: str, chosen: bool = True) -> None:
    """A text of a spreadsheet: in one piece, or in runs."""
    words = element if name_of(element) == "x:v" else child(element, "x:t")
    if words is not None:
        content, place = _parted_text(words.text or "", ESCAPE), Place(words, part, prefix="x")
    else:
        own = drawing_paragraph(element, "x")
        content, place = own.content, Place(element, part, own=own, drawing=True, prefix="x")
    said = visible(content)
    is_text = any(map(str.isalpha, said)) and not is_no_text(said) and said not in found.named
    if chosen:
        found.add(kind, content, place, note=note, translatable=is_text)
    elif is_text:
        found.kept[LEFT_OUT] = found.kept.get(LEFT_OUT, 0) + sum(map(str.isalpha, said))


def _parted_text(text: str, codes: re.Pattern[str]) -> Content:
    """A text with what is no text of it as codes."""
    parts: list[str | Code] = []
    end = 0
    for number, match in enumerate(codes.finditer(text), start=1):
        shown = "\n" if match.group().endswith("\n") else ""
        parts += [text[end : match.start()], Code(str(number), "placeholder", match.group(), shown)]
        end = match.end()
    return content_of([*parts, text[end:]])
