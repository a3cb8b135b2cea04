"""OpenDocument texts (ODT, ISO 26300): what readers read in them, and the same document with it replaced.

Paragraphs, headings, lists, tables, text boxes, notes, headers and footers, tables of contents, captions, titles and
descriptions of pictures, and the document's own title, subject, description and keywords. Deleted text and comments
are no reader's; styles, pictures and every part without text stay as they are.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.cells import LEFT_OUT, Choices, Selection, choices, literals, selection
from toolkit.documents.office.odt_language import set_language
from toolkit.documents.office.odt_runs import SpanBuilder, SpanStyles, items, nested
from toolkit.documents.office.package import Place
from toolkit.documents.office.runs import Paragraph, contents_entry, paragraph, rebuild
from toolkit.documents.office.xml_parts import Parts
from toolkit.documents.office.xml_tree import (
    Element,
    attribute,
    child,
    full,
    legal,
    name_of,
    refuse_entities,
    set_attribute,
)
from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.no_text import is_no_text
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.storage.given import whole_number
from toolkit.units import Block, BlockKind, Content, Document, flatten, plain, visible

MEDIA_TYPES = tuple(
    b"application/vnd.oasis.opendocument." + kind for kind in (b"text", b"presentation", b"spreadsheet")
)
BODIES = ("office:text", "office:presentation", "office:spreadsheet")
STYLES, CONTENT, META = "styles.xml", "content.xml", "meta.xml"
PROPERTIES = ("dc:title", "dc:subject", "dc:description", "meta:keyword")
LABELS = {
    "svg:title": "title of a picture",
    "svg:desc": "alternative text",
    "table:title": "title of a table",
    "table:desc": "alternative text",
    "presentation:footer-decl": "footer of slides",
    "presentation:header-decl": "header of slides",
}
"""Elements whose text stands in no paragraph, and what it is."""
KEYS = ("text:string-value", "text:key1", "text:key2")
AFFIXES = ("style:num-prefix", "style:num-suffix")
"""What stands before and behind a number."""
LEVELS = {
    "text:list-level-style-number": "numbering of a list",
    "text:outline-level-style": "numbering of headings",
}
RANGE = re.compile(r"[^\s:]+\.\$?[A-Z]{1,3}\$?\d+(?::[^\s:]+\.\$?[A-Z]{1,3}\$?\d+)?")
"""Where the numbers of a chart stand, which LibreOffice keeps in the description of a cell."""
WORD = re.compile(r"[^\W\d_]{2}")
ATTRIBUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "text:label": ("item of a list to choose from", ("text:value",)),
    "loext:list-item": ("item of a list to choose from", ("loext:display-text",)),
    "text:alphabetical-index-mark": ("entry of the index", KEYS),
    "text:alphabetical-index-mark-start": ("entry of the index", KEYS),
    "text:user-index-mark": ("entry of the index", KEYS[:1]),
    "text:toc-mark": ("entry of the table of contents", KEYS[:1]),
    "text:conditional-text": (
        "one of two texts to choose from",
        ("text:string-value-if-true", "text:string-value-if-false"),
    ),
    "text:hidden-text": ("text that is hidden at times", KEYS[:1]),
    "table:help-message": ("prompt of a cell", ("table:title",)),
    "table:error-message": ("prompt of a cell", ("table:title",)),
}
"""Element -> what it says, and its attributes for readers."""
CONTROL = ("form:label", "form:title")
"""The attributes for readers of a control in a form."""
SHAPES = tuple(
    f"draw:{kind}" for kind in (
        "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon", "regular-polygon", "path",
        "connector", "caption", "measure",
    )
)  # fmt: skip
"""Drawn things that may have words of their own."""
INNER = (*LABELS, *ATTRIBUTES, *SHAPES, "text:note-body", "draw:text-box")
"""What lies in a paragraph and is read by itself."""
SKIPPED = frozenset({"text:tracked-changes", "text:sequence-decls", "text:variable-decls",
                     "text:user-field-decls", "text:table-of-content-source",
                     "text:alphabetical-index-source", "text:illustration-index-source", "text:table-index-source",
                     "text:object-index-source", "text:user-index-source", "text:bibliography-source",
                     "text:list-header-source"})  # fmt: skip
CODE = frozenset({"Preformatted_20_Text", "Source_20_Text", "Source_20_Code"})
DEPTH = 12
"""Styles that are based on one another."""
DRESSES = True
"""A text gets the fonts and the direction of its language, so that a copy in another one is written too."""


@dataclass(slots=True)
class Found(Parts):
    """What was read of a document: the blocks, and for each its part, its element and, of paragraphs, its content."""

    spans: dict[str, SpanStyles] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    """Name of a paragraph style -> the one it is based on."""
    chosen: Selection = field(default_factory=lambda: selection(()))
    """Of a spreadsheet, which sheets and columns are translated."""
    is_table: bool = False
    """Whether it is a spreadsheet or a presentation, in which numbers and addresses stand alone."""
    is_sheet: bool = False
    """Whether it is a spreadsheet."""
    named: set[str] = field(default_factory=set)
    """Texts that formulas and filters of a spreadsheet look for."""
    blocks: list[Block] = field(default_factory=list)
    places: list[tuple[str, Element, Paragraph | Place | str | None]] = field(default_factory=list)
    """Part and element of each block, and of a paragraph its content, of an attribute its name, and of a text within a
    formula where it stands there."""

    def add(self, block: Block, part: str, element: Element, own: Paragraph | Place | str | None = None) -> None:
        """A block, unless there is nothing in it to read."""
        if any(isinstance(one, str) and one.strip() for one in block.content):
            self.blocks.append(replace(block, line=len(self.blocks) + 1))
            self.places.append((part, element, own))

    def add_texts(self, items: Choices, element: Element, part: str) -> None:
        """The items of a list to choose from."""
        for number, text in items.texts():
            is_text = any(map(str.isalpha, text)) and text not in self.named
            block = Block(BlockKind.LABEL, plain(text), note=ATTRIBUTES["text:label"][0], translatable=is_text)
            self.add(block, part, element, Place(element, part, inner=(items, number)))


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no OpenDocument text, damaged, locked or hostile; lines number its blocks."""
    found = found_in(data, options.path or name, options)
    return options.document(name, "odt", found.blocks)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The document with blocks replaced; parts in which nothing changes keep their bytes.

    With a `target`, language, direction and fonts are set for it. Raises DocumentError as `read` does.
    """
    if not replacements and target is None:
        return data
    found = found_in(data, options.path or name, options)
    changed: set[str] = set()
    # Attributes first: a paragraph is made again from copies of what stands in it then.
    for index, content in sorted(replacements.items(), key=lambda item: not isinstance(found.places[item[0]][2], str)):
        part, element, own = found.places[index]
        changed.add(part)
        if isinstance(own, Place):
            assert own.inner is not None
            own.inner[0].put(own.inner[1], flatten(content))
        elif isinstance(own, str):
            _choose(element, own, flatten(content))
        elif own is None:
            element.text = legal(flatten(content))
        else:
            cell = element.getparent()
            if cell is not None and attribute(cell, "office:string-value") == visible(own.content):
                set_attribute(cell, "office:string-value", visible(content))  # what a spreadsheet calculates with
            rebuild(own, content, SpanBuilder(element))
    if target is not None:
        fonts = [found.tree(part) for part in (STYLES, CONTENT) if part in found.archive]
        for part in (STYLES, CONTENT, META):
            if part in found.archive and set_language(found.tree(part), fonts, target):
                changed.add(part)
    return found.archive.rewritten(found.written(changed))


def _choose(item: Element, name: str, new: str) -> None:
    """Gives an item of a list other words; what the list shows, behind its items, is the one that was chosen."""
    before = attribute(item, name)
    set_attribute(item, name, new)
    for key, form in list(item.attrib.items()) if name in AFFIXES and before else ():
        if not str(key).endswith("}num-list-format"):  # what LibreOffice goes by: `Rule %1%.`
            continue
        if name == AFFIXES[0] and form.startswith(before):
            item.set(key, new + form[len(before) :])
        elif name == AFFIXES[1] and form.endswith(before):
            item.set(key, form[: -len(before)] + new)
    if name_of(item) in ("text:conditional-text", "text:hidden-text") and item.text == before:
        item.text = legal(new)
    for shown in (item, *item.itersiblings()) if name_of(item) in ("text:label", "loext:list-item") else ():
        if (shown.tail or "").strip() == before:
            shown.tail = legal(new)


def found_in(data: bytes, path: str, options: ReadOptions) -> Found:
    """Everything that is read of a OpenDocument text; raises DocumentError as `read` does."""
    archive = Archive(data, path)
    if "mimetype" not in archive or not archive.read("mimetype").strip().startswith(MEDIA_TYPES):
        raise DocumentError(
            "this is a zip archive, but no OpenDocument text (its `mimetype` says otherwise)", path=path
        )
    found = Found(archive, chosen=selection(options.sheets))
    manifest = "META-INF/manifest.xml"
    if manifest in archive:  # its document type, which older programs write, has no entities
        refuse_entities(listed := archive.read(manifest), manifest, path, doctype=True)
        if b"encryption-data" in listed:
            raise DocumentError("this document is locked with a password; save it without one", path=path)
    body = child(found.tree(CONTENT), "office:body")
    bodies = [] if body is None else [one for one in body if name_of(one) in BODIES]
    text = bodies[0] if bodies else None
    if text is None:
        raise DocumentError("it has no text body; the file is damaged: get it again", path=path)
    found.is_table, found.is_sheet = name_of(text) != "office:text", name_of(text) == BODIES[2]
    if found.is_sheet:
        for one in text.iter(*(full(name, text) for name in ("table:table-cell", "table:filter-condition"))):
            found.named |= literals(attribute(one, "table:formula")) | {attribute(one, "table:value")}
        for one in found.tree(CONTENT).iter(full("style:map", text)):  # formatting that depends on the cell
            found.named |= literals(attribute(one, "style:condition"))
    parts = [part for part in (CONTENT, STYLES) if part in archive]
    for part in parts:
        root = found.tree(part)
        found.spans[part] = SpanStyles.of(root)
        for style in root.iter(full("style:style", root)):
            found.parents[attribute(style, "style:name")] = attribute(style, "style:parent-style-name")
    if META in archive:
        root = found.tree(META)
        for element in root.iter(*(full(one, root) for one in PROPERTIES)):
            found.add(Block(BlockKind.LABEL, plain(element.text or ""), note="document property"), META, element)
    _blocks(found, text, CONTENT, Block(BlockKind.PARAGRAPH, ()))
    for part in [one for one in archive if one.endswith("/content.xml")]:
        _chart(found, part)
    masters = child(found.tree(STYLES), "office:master-styles") if STYLES in archive else None
    for master in () if masters is None else masters:
        for one in master:
            kind = name_of(one).removeprefix("style:")
            if kind.startswith(("header", "footer")):
                _blocks(found, one, STYLES, Block(BlockKind.PARAGRAPH, (), note=f"page {kind[:6]}"))
    for part in parts:
        root = found.tree(part)
        for element in root.iter(*(full(name, root) for name in LEVELS)):
            for key in AFFIXES:
                said = attribute(element, key)
                if WORD.search(said):
                    found.add(Block(BlockKind.LABEL, plain(said), note=LEVELS[name_of(element)]), part, element, key)
    return found


def _chart(found: Found, part: str) -> None:
    """The titles of an embedded chart, and the names of its series and categories."""
    root = found.tree(part)
    body = child(root, "office:body")
    chart = None if body is None else child(body, "office:chart")
    if chart is not None:
        found.spans[part] = SpanStyles.of(root)
        is_table, found.is_table = found.is_table, True
        _blocks(found, chart, part, Block(BlockKind.LABEL, (), note="in a chart"))
        found.is_table = is_table


def _blocks(found: Found, container: Iterable[Element], part: str, like: Block) -> None:
    """The blocks in a container; `like` says kind, level and note where an element does not."""
    for element in container:
        name = name_of(element)
        if name in ("text:p", "text:h"):
            _paragraph(found, element, part, like)
        elif name in SKIPPED or not name or attribute(element, "text:display") == "none":
            continue
        elif name == "text:list":
            level = like.level + 1 if like.kind is BlockKind.ITEM else 1
            _blocks(found, element, part, replace(like, kind=BlockKind.ITEM, level=level))
        elif name == "table:table-row" and found.chosen.ranges and found.is_table:
            _row(found, element, part, like)
        elif name == "office:forms":
            _form(found, element, part)
        elif name == "office:annotation":
            if found.is_sheet:
                note = like.note or "comment"
                _blocks(found, element, part, replace(like, kind=BlockKind.FOOTNOTE, level=0, note=note))
        elif name == "table:content-validation":
            if (items := choices(element, "table:condition")) is not None:
                found.add_texts(items, element, part)
            _blocks(found, element, part, replace(like, kind=BlockKind.LABEL, note="prompt of a cell"))
        elif name == "table:table-cell" and _is_computed(element):
            _blocks(found, [one for one in element if name_of(one) != "text:p"], part, like)
        elif name == "presentation:notes":
            _blocks(found, element, part, replace(like, note="speaker notes"))
        elif name == "table:table-cell":
            kind = like.kind if like.kind is BlockKind.LABEL else BlockKind.CELL
            _blocks(found, element, part, replace(like, kind=kind, level=0))
        elif name in LABELS:
            _label(found, element, part)
        elif name == "text:note-body":
            _blocks(found, element, part, replace(like, kind=BlockKind.FOOTNOTE, level=0))
        elif name not in ("text:note-citation", "table:table-columns", "table:table-column"):
            if name in ATTRIBUTES:
                _attributes(found, element, part)
            _blocks(found, element, part, like)


def _row(found: Found, row: Element, part: str, like: Block) -> None:
    """The cells of a row, of which only some columns are translated."""
    table = next(row.iterancestors(full("table:table", row)), None)
    sheet = "" if table is None else attribute(table, "table:name")
    column = 1
    for cell in row:
        chosen = found.chosen.holds(sheet, column)
        column += max(1, whole_number(attribute(cell, "table:number-columns-repeated", "1"), 1))
        if name_of(cell) == "table:table-cell":
            note = like.note if chosen else LEFT_OUT
            own = replace(like, kind=BlockKind.CELL, level=0, translatable=chosen, note=note)
            _blocks(found, [one for one in cell if name_of(one) != "text:p" or not _is_computed(cell)], part, own)


def _is_computed(cell: Element) -> bool:
    """Whether a cell of a spreadsheet holds a formula, a number or a date."""
    sheet = next(cell.iterancestors(full("office:spreadsheet", cell)), None)
    if sheet is None:
        return False
    said = attribute(cell, "office:value-type", "string")
    return said != "string" or attribute(cell, "table:formula") != ""


def _label(found: Found, element: Element, part: str) -> None:
    text = element.text or ""
    is_text = any(map(str.isalpha, text)) and RANGE.fullmatch(text.strip()) is None
    found.add(Block(BlockKind.LABEL, plain(text), note=LABELS[name_of(element)], translatable=is_text), part, element)


def _attributes(found: Found, element: Element, part: str) -> None:
    """The attributes of an element that readers read."""
    note, keys = ATTRIBUTES[name_of(element)]
    for key in keys:
        text = attribute(element, key)
        is_text = any(map(str.isalpha, text))
        found.add(Block(BlockKind.LABEL, plain(text), note=note, translatable=is_text), part, element, key)


def _form(found: Found, forms: Element, part: str) -> None:
    """What is written on the controls of forms, and said where one points at them."""
    for element in forms.iter():
        for key in CONTROL if name_of(element) else ():
            text = attribute(element, key)
            is_text = any(map(str.isalpha, text))
            block = Block(BlockKind.LABEL, plain(text), note="words on a control", translatable=is_text)
            found.add(block, part, element, key)


def _paragraph(found: Found, element: Element, part: str, like: Block) -> None:
    names = _style_names(found, attribute(element, "text:style-name"))
    held = items(element, found.spans[part])
    is_entry = any(name.startswith(("Contents_20_", "Index_20_", "Illustration_20_Index")) for name in names)
    own = paragraph(contents_entry(held) if is_entry else held)
    kind, level = _kind(element, names, like)
    said = visible(own.content)
    is_text = any(map(str.isalnum, said)) and not CODE.intersection(names)
    if found.is_table:
        is_text = is_text and any(map(str.isalpha, said)) and not is_no_text(said) and like.translatable
        is_text = is_text and said not in found.named
    found.add(Block(kind, own.content, level, translatable=is_text, note=like.note), part, element, own)
    for inner in nested(element, INNER):
        name = name_of(inner)
        if name in LABELS:
            _label(found, inner, part)
        elif name in ATTRIBUTES:
            _attributes(found, inner, part)
        else:
            base = BlockKind.FOOTNOTE if name == "text:note-body" else BlockKind.PARAGRAPH
            words = [one for one in inner if name_of(one) in ("text:p", "text:list")] if name in SHAPES else inner
            _blocks(found, words, part, replace(like, kind=base, level=0))


def _style_names(found: Found, name: str) -> list[str]:
    """A style and those that it is based on."""
    names: list[str] = []
    while name and name not in names and len(names) < DEPTH:
        names.append(name)
        name = found.parents.get(name, "")
    return names


def _kind(element: Element, names: list[str], like: Block) -> tuple[BlockKind, int]:
    if name_of(element) == "text:h":
        level = attribute(element, "text:outline-level", "1")
        return BlockKind.HEADING, max(1, whole_number(level, 1))
    if "Title" in names:
        return BlockKind.TITLE, 0
    if "Subtitle" in names or "Contents_20_Heading" in names:
        return BlockKind.HEADING, 1
    if "Caption" in names:
        return BlockKind.CAPTION, 0
    if any(name.startswith("Contents_20_") for name in names):
        return BlockKind.ITEM, 1
    return like.kind, like.level
