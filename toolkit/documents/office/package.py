"""A package of Office (ECMA-376 part 2): its parts as trees, what they refer to, and the blocks found in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.documents.office.archive import joined
from toolkit.documents.office.drawing import (
    chart_names,
    drawing_paragraphs,
    rebuild_drawing,
    without_readings,
)
from toolkit.documents.office.runs import Paragraph
from toolkit.documents.office.xml_parts import Parts
from toolkit.documents.office.xml_tree import (
    Element,
    attribute,
    child,
    full,
    legal,
    set_attribute,
)
from toolkit.errors import DocumentError
from toolkit.languages import Language, code_of
from toolkit.units import Block, BlockKind, Content, flatten, plain

DRAWINGS = ("chart", "chartEx", "diagramData", "diagramDrawing")
"""Relations whose targets hold paragraphs of DrawingML."""
DRAWING_NOTES = {
    "chart": "in a chart",
    "chartEx": "in a chart",
    "diagramData": "in a diagram",
    "diagramDrawing": "in a diagram",
}
PROPERTIES = ("dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category")
"""Core properties that readers see in the window of the program or in a library."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Holder(Protocol):
    """What holds texts by number: the instruction of a field, a formula."""

    def texts(self) -> Iterator[tuple[int, str]]:
        """(number, text) of all that readers see."""

    def put(self, number: int, text: str) -> None:
        """Gives a text other words."""


@dataclass(slots=True, eq=False)
class Place:
    """Where the content of a block stands."""

    element: Element
    part: str
    attribute: str = ""
    """Empty where the element itself holds the text."""
    own: Paragraph | None = None
    drawing: bool = False
    cap: Element | None = None
    """Of a paragraph of Word, the text of the frame before it with its first letter."""
    inner: tuple[Holder, int] | None = None
    """Of a text within the instruction of a field or a formula, that, and the text's number in it."""
    prefix: str = "a"
    """Of the runs of a paragraph: those of DrawingML, or `x` of a spreadsheet."""


@dataclass(slots=True)
class Package(Parts):
    """Everything that was read of a document."""

    drawings: set[str] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    main: str = ""

    def add(self, kind: BlockKind, content: Content, place: Place, *, level: int = 0, note: str = "",
            translatable: bool = True) -> None:  # fmt: skip
        """A block, unless there is nothing in it to read."""
        if any(isinstance(part, str) and part.strip() for part in content):
            self.blocks.append(Block(kind, content, level, len(self.blocks) + 1, note=note, translatable=translatable))
            self.places.append(place)

    def open_main(self, what: str) -> Element:
        """The root of the main part; `what` the document should be. Raises DocumentError."""
        path = self.archive.path
        if "[Content_Types].xml" not in self.archive:
            raise DocumentError(f"this is a zip archive, but no {what}", path=path)
        self.main = next((part for _, part in self.related("", ("officeDocument",))), "")
        if not self.main:
            raise DocumentError("no main part is in it; the file is damaged: get it again", path=path)
        return self.tree(self.main)

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """(id, kind, name) of the parts that a part refers to, where they are in the archive."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if relations not in self.archive:
            return
        for relation in self.tree(relations):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = joined(part, relation.get("Target") or "")
            if target in self.archive:
                yield relation.get("Id") or "", (relation.get("Type") or "").rpartition("/")[2], target

    def related(self, part: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """(kind, name) of the parts of some kinds that a part refers to, each once."""
        seen: set[str] = set()
        for _, kind, target in self.relations(part):
            if kind in kinds and target not in seen:
                seen.add(target)
                yield kind, target

    def core(self) -> str:
        """The name of the part with the core properties, or nothing."""
        return next((part for _, part in self.related("", ("core-properties",))), "")

    def add_properties(self) -> None:
        """The core properties that readers see."""
        if core := self.core():
            for name in PROPERTIES:
                element = child(self.tree(core), name)
                if element is not None:
                    place = Place(element, core)
                    self.add(BlockKind.LABEL, plain(element.text or ""), place, note="document property")

    def add_texts(self, holder: Holder, element: Element, part: str, note: str, kept: Collection[str] = ()) -> None:
        """The texts that something holds by number; those in `kept` are for programs."""
        for number, text in holder.texts():
            place = Place(element, part, inner=(holder, number))
            self.add(BlockKind.LABEL, plain(text), place, note=note,
                     translatable=any(map(str.isalpha, text)) and text not in kept)  # fmt: skip

    def add_drawings(self, part: str) -> None:
        """The texts of the charts and diagrams of a part."""
        related = list(self.related(part, DRAWINGS))
        for wanted in DRAWINGS:
            for kind, name in related:
                if kind != wanted or name in self.drawings:
                    continue
                self.drawings.add(name)
                root = self.tree(name)
                for element, own in drawing_paragraphs(root):
                    place = Place(element, name, own=own, drawing=True)
                    self.add(BlockKind.LABEL, own.content, place, note=DRAWING_NOTES[wanted])
                for element in chart_names(root) if wanted == "chart" else ():
                    text = element.text or ""
                    self.add(BlockKind.LABEL, plain(text), Place(element, name), note="name in a chart",
                             translatable=any(map(str.isalpha, text)))  # fmt: skip

    def replace(self, place: Place, content: Content) -> None:
        """Gives a place that is no paragraph of Word new content."""
        if place.inner is not None:
            holder, number = place.inner
            holder.put(number, flatten(content))
        elif place.attribute:
            set_attribute(place.element, place.attribute, flatten(content))
        elif place.own is None:
            text = legal(flatten(content))
            place.element.text = text
            if place.prefix == "x":
                without_readings(place.element.getparent())
            if text != text.strip() and place.prefix == "x":
                place.element.set(SPACE, "preserve")
        else:
            rebuild_drawing(place.element, place.own, content, place.prefix)

    def speak(self, part: str, source: str, target: Language) -> bool:
        """Marks runs of DrawingML that are said to be in the source's language with the target's; whether any is."""
        found = False
        root = self.tree(part)
        for one in root.iter(*(full(name, root) for name in ("a:rPr", "a:endParaRPr", "a:defRPr"))):
            said = attribute(one, "lang")
            if said and code_of(said).partition("-")[0] == source.partition("-")[0]:
                one.set("lang", target.tag)
                found = True
        return found

    def rewritten(self, changed: set[str]) -> bytes:
        """The archive with the parts that changed written anew."""
        return self.archive.rewritten(self.written(changed))
