"""Presentations (PPTX, ECMA-376 / ISO 29500): slides in their order with tables, charts, diagrams, alt texts and notes.

Masters, layouts and comments are left alone, and so are numbers and dates of slides; what a slide shows is replaced in
place.
"""

from collections.abc import Iterator, Mapping

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.drawing import drawing_paragraph
from toolkit.documents.office.package import Package, Place
from toolkit.documents.office.xml_tree import Element, attribute, child, full, name_of
from toolkit.documents.options import ReadOptions
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.storage.given import whole_number
from toolkit.units import BlockKind, Content, Document, plain, visible

TITLES = frozenset({"title", "ctrTitle"})
COMPUTED = frozenset({"sldNum", "dt", "sldImg"})
"""Placeholders that PowerPoint fills by itself."""
LABELS = {
    "p:cNvPr": {"descr": "alternative text", "title": "alternative text"},
    "a:hlinkClick": {"tooltip": "tooltip"},
}
"""Element -> its attributes for readers, and what they are."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no presentation, damaged, locked or hostile; lines number its blocks."""
    found = found_in(data, options.path or name)
    return options.document(name, "pptx", found.blocks)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The presentation with blocks replaced; parts in which nothing changes keep their bytes.

    With a `target`, texts that are said to be in the source's language are said to be in it. Raises DocumentError.
    """
    if not replacements and target is None:
        return data
    found = found_in(data, options.path or name)
    changed: set[str] = set()
    # Attributes first: a paragraph is made again from what its runs are then.
    for index, content in sorted(replacements.items(), key=lambda item: not found.places[item[0]].attribute):
        found.replace(found.places[index], content)
        changed.add(found.places[index].part)
    if target is not None:
        for part in {place.part for place in found.places} - {found.core()}:
            if found.speak(part, options.language, target):
                changed.add(part)
    return found.rewritten(changed)


def found_in(data: bytes, path: str) -> Package:
    """Everything that is read of a presentation; raises DocumentError as `read` does."""
    found = Package(Archive(data, path))
    root = found.open_main("presentation")
    if name_of(root) != "p:presentation":
        raise DocumentError("this is an Office file, but no presentation", path=path)
    found.add_properties()
    known = {number: part for number, kind, part in found.relations(found.main) if kind == "slide"}
    order = child(root, "p:sldIdLst")
    for entry in () if order is None else order:
        if part := known.get(attribute(entry, "r:id")):
            _slide(found, part)
    return found


def _slide(found: Package, part: str) -> None:
    root = found.tree(part)
    hidden = "hidden slide" if attribute(root, "show") in ("0", "false") else ""
    _shapes(found, root, part, hidden)
    found.add_drawings(part)
    for _, notes in found.related(part, ("notesSlide",)):
        _shapes(found, found.tree(notes), notes, "speaker notes")


def _shapes(found: Package, root: Element, part: str, note: str) -> None:
    """The texts of the shapes of a slide, in the order in which they lie on one another."""
    for element in _elements(root):
        if name_of(element) in ("p:cNvPr", "a:hlinkClick"):
            for key, label in LABELS[name_of(element)].items():
                text = attribute(element, key)
                place = Place(element, part, key)
                found.add(BlockKind.LABEL, plain(text), place, note=label, translatable=any(map(str.isalpha, text)))
            continue
        role = _role(element)
        if role in COMPUTED:
            continue
        cell = next(element.iterancestors(full("a:tc", element)), None) is not None
        kind = BlockKind.HEADING if role in TITLES else BlockKind.CELL if cell else BlockKind.PARAGRAPH
        properties = child(element, "a:pPr")
        level = 1 if role in TITLES else 0
        if kind is BlockKind.PARAGRAPH and properties is not None and attribute(properties, "lvl", "0") != "0":
            kind, level = BlockKind.ITEM, 1 + max(0, whole_number(attribute(properties, "lvl"), 0))
        own = drawing_paragraph(element)
        words = any(map(str.isalpha, visible(own.content)))
        place = Place(element, part, own=own, drawing=True)
        found.add(kind, own.content, place, level=level, note=note, translatable=words)


def _elements(root: Element) -> Iterator[Element]:
    """Paragraphs, names of shapes and links in order, without the copies that older programs read."""
    wanted = {full("a:p", root), *(full(name, root) for name in LABELS)}
    fallback = full("mc:Fallback", root)
    for element in root.iter(*wanted):
        if next(element.iterancestors(fallback), None) is None:
            yield element


def _role(paragraph: Element) -> str:
    """The type of the placeholder that a paragraph stands in."""
    for shape in paragraph.iterancestors(full("p:sp", paragraph)):
        holder = next(shape.iter(full("p:ph", shape)), None)
        return "" if holder is None else attribute(holder, "type", "body")
    return ""
