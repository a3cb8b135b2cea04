"""OpenDocument texts (ODT, ISO 26300): what readers read in them, and the same document with it replaced.

Paragraphs, headings, lists, tables, text boxes, notes, headers and footers, tables of contents, captions, titles and
descriptions of pictures, and the document's own title, subject, description and keywords. Deleted text and comments
are no reader's; styles, pictures and every part without text stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.cells import LEFT_OUT, Selection, selection
from toolkit.documents.office.odt_language import set_language
from toolkit.documents.office.odt_runs import SpanBuilder, SpanStyles, items, nested
from toolkit.documents.office.runs import Paragraph, contents_entry, paragraph, rebuild
from toolkit.documents.office.xml_tree import (
    Element,
    attribute,
    child,
    full,
    legal,
    name_of,
    parse,
    serialised,
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
INNER = {
    "svg:title": "title of a picture",
    "svg:desc": "alternative text",
    "text:note-body": "",
    "draw:text-box": "",
    "text:label": "item of a list to choose from",
}
ITEM = "text:value"
"""The attribute with the words of such an item."""
"""What lies in a paragraph and is read by itself."""
SKIPPED = frozenset({"text:tracked-changes", "office:forms", "text:sequence-decls", "text:variable-decls",
                     "text:user-field-decls", "office:annotation", "text:table-of-content-source",
                     "text:alphabetical-index-source", "text:illustration-index-source", "text:table-index-source",
                     "text:object-index-source", "text:user-index-source", "text:bibliography-source",
                     "text:list-header-source"})  # fmt: skip
CODE = frozenset({"Preformatted_20_Text", "Source_20_Text", "Source_20_Code"})
DEPTH = 12
"""Styles that are based on one another."""
DRESSES = True
"""A text gets the fonts and the direction of its language, so that a copy in another one is written too."""


@dataclass(slots=True)
class Found:
    """What was read of a document: the blocks, and for each its part, its element and, of paragraphs, its content."""

    archive: Archive
    trees: dict[str, tuple[Element, bytes]] = field(default_factory=dict)
    spans: dict[str, SpanStyles] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    """Name of a paragraph style -> the one it is based on."""
    chosen: Selection = field(default_factory=lambda: selection(()))
    """Of a spreadsheet, which sheets and columns are translated."""
    is_table: bool = False
    """Whether it is a spreadsheet or a presentation, in which numbers and addresses stand alone."""
    blocks: list[Block] = field(default_factory=list)
    places: list[tuple[str, Element, Paragraph | str | None]] = field(default_factory=list)
    """Part and element of each block, and of a paragraph its content, of an attribute its name."""

    def tree(self, part: str) -> Element:
        """The root of a part; parsed once."""
        if part not in self.trees:
            data = self.archive.read(part)
            self.trees[part] = parse(data, part, self.archive.path), data
        return self.trees[part][0]

    def add(self, block: Block, part: str, element: Element, own: Paragraph | str | None = None) -> None:
        """A block, unless there is nothing in it to read."""
        if any(isinstance(one, str) and one.strip() for one in block.content):
            self.blocks.append(replace(block, line=len(self.blocks) + 1))
            self.places.append((part, element, own))


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no OpenDocument text, damaged, locked or hostile; lines number its blocks."""
    found = _find(data, options.path or name, options)
    return Document(PurePath(name).stem, "odt", options.language, tuple(found.blocks), path=options.path or name)


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
    found = _find(data, options.path or name, options)
    changed: set[str] = set()
    # Attributes first: a paragraph is made again from copies of what stands in it then.
    for index, content in sorted(replacements.items(), key=lambda item: not isinstance(found.places[item[0]][2], str)):
        part, element, own = found.places[index]
        changed.add(part)
        if isinstance(own, str):
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
    return found.archive.rewritten({part: serialised(*found.trees[part]) for part in changed})


def _choose(item: Element, name: str, new: str) -> None:
    """Gives an item of a list other words; what the list shows, behind its items, is the one that was chosen."""
    before = attribute(item, name)
    set_attribute(item, name, new)
    for shown in (item, *item.itersiblings()):
        if (shown.tail or "").strip() == before:
            shown.tail = legal(new)


def _find(data: bytes, path: str, options: ReadOptions) -> Found:
    archive = Archive(data, path)
    if "mimetype" not in archive or not archive.read("mimetype").strip().startswith(MEDIA_TYPES):
        raise DocumentError(
            "this is a zip archive, but no OpenDocument text (its `mimetype` says otherwise)", path=path
        )
    found = Found(archive, chosen=selection(options.sheets))
    manifest = "META-INF/manifest.xml"
    if manifest in archive:
        root = found.tree(manifest)
        if next(root.iter(full("manifest:encryption-data", root)), None) is not None:
            raise DocumentError("this document is locked with a password; save it without one", path=path)
    body = child(found.tree(CONTENT), "office:body")
    bodies = [] if body is None else [one for one in body if name_of(one) in BODIES]
    text = bodies[0] if bodies else None
    if text is None:
        raise DocumentError("it has no text body; the file is damaged: get it again", path=path)
    found.is_table = name_of(text) != "office:text"
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


def _blocks(found: Found, container: Element, part: str, like: Block) -> None:
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
        elif name == "table:table-cell" and _is_computed(element):
            continue
        elif name == "presentation:notes":
            _blocks(found, element, part, replace(like, note="speaker notes"))
        elif name == "table:table-cell":
            kind = like.kind if like.kind is BlockKind.LABEL else BlockKind.CELL
            _blocks(found, element, part, replace(like, kind=kind, level=0))
        elif name in ("svg:title", "svg:desc"):
            _label(found, element, part)
        elif name == "text:note-body":
            _blocks(found, element, part, replace(like, kind=BlockKind.FOOTNOTE, level=0))
        elif name not in ("text:note-citation", "table:table-columns", "table:table-column"):
            _blocks(found, element, part, like)


def _row(found: Found, row: Element, part: str, like: Block) -> None:
    """The cells of a row, of which only some columns are translated."""
    table = next(row.iterancestors(full("table:table", row)), None)
    sheet = "" if table is None else attribute(table, "table:name")
    column = 1
    for cell in row:
        chosen = found.chosen.holds(sheet, column)
        column += max(1, whole_number(attribute(cell, "table:number-columns-repeated", "1"), 1))
        if name_of(cell) == "table:table-cell" and not _is_computed(cell):
            own = replace(
                like, kind=BlockKind.CELL, level=0, translatable=chosen, note=like.note if chosen else LEFT_OUT
            )
            _blocks(found, cell, part, own)


def _is_computed(cell: Element) -> bool:
    """Whether a cell of a spreadsheet holds a formula, a number or a date."""
    sheet = next(cell.iterancestors(full("office:spreadsheet", cell)), None)
    if sheet is None:
        return False
    said = attribute(cell, "office:value-type", "string")
    return said != "string" or attribute(cell, "table:formula") != ""


def _label(found: Found, element: Element, part: str) -> None:
    block = Block(BlockKind.LABEL, plain(element.text or ""), note=INNER[name_of(element)])
    found.add(block, part, element)


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
    found.add(Block(kind, own.content, level, translatable=is_text, note=like.note), part, element, own)
    for inner in nested(element, INNER):
        name = name_of(inner)
        if name in ("svg:title", "svg:desc"):
            _label(found, inner, part)
        elif name == "text:label":
            text = attribute(inner, ITEM)
            found.add(Block(BlockKind.LABEL, plain(text), note=INNER[name], translatable=any(map(str.isalpha, text))),
                      part, inner, ITEM)  # fmt: skip
        else:
            base = BlockKind.FOOTNOTE if name == "text:note-body" else BlockKind.PARAGRAPH
            _blocks(found, inner, part, replace(like, kind=base, level=0))


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
