"""The runs of a Word paragraph made again around a translation."""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from toolkit.documents.office.docx_runs import PROPERTIES, Atom, Bookmark, Field, inner_of
from toolkit.documents.office.runs import Format
from toolkit.documents.office.xml_tree import Element, child, legal, make, name_of, set_attribute
from toolkit.languages import Language

EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
RUN_FOLLOWERS = frozenset({"w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange"})
"""What stands behind w:rtl in w:rPr."""
PARAGRAPH_FOLLOWERS = frozenset({
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
})  # fmt: skip
"""What stands behind w:bidi in w:pPr."""


@dataclass(slots=True)
class RunBuilder:
    """Fills a paragraph, emptied but for its properties, with the runs of a translation."""

    paragraph: Element
    formats: dict[Format, Element | None]
    target: Language | None
    """What the text is in; None leaves direction and fonts as they were."""
    runs: dict[Format, Element]
    """Formatting -> an empty run of it, to be copied: one dict for all that is written of a part."""
    _stack: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in list(self.paragraph):
            if name_of(one) != "w:pPr":
                self.paragraph.remove(one)
        self._stack = [self.paragraph]
        if self.target is not None:
            set_flag(self.paragraph, "w:pPr", "w:bidi", self.target.direction == "rtl", PARAGRAPH_FOLLOWERS)

    def text(self, text: str, format: Format) -> None:  # noqa: A002 - the word of the field
        """Adds a run; tabs and line breaks in the text become Word's own."""
        form = format if format is not None else ()
        if (empty := self.runs.get(form)) is None:
            empty = self.runs[form] = self._empty(self.formats.get(form))
        run = copy.deepcopy(empty)
        self._stack[-1].append(run)
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            if number:
                run.append(make("w:br", run))
            for column, piece in enumerate(line.split("\t")):
                if column:
                    run.append(make("w:tab", run))
                if piece:
                    words = make("w:t", run)
                    words.text = legal(piece)
                    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                    run.append(words)

    def mark(self, payload: Sequence[Atom]) -> None:
        """Adds what stood there, in runs of its own."""
        for atom in payload:
            self.anchor(atom)

    def anchor(self, payload: Atom | tuple[Atom, ...]) -> None:
        """Adds what stood there and has no width: one thing, or a whole field."""
        if isinstance(payload, tuple):
            self.mark(payload)
            return
        payload.element.tail = None
        if payload.in_run:
            run = self._run(payload.properties)
            run.append(payload.element)
            self._stack[-1].append(run)
        else:
            self._stack[-1].append(payload.element)

    def open(self, payload: Element | Field | Bookmark) -> None:
        """Begins a link, an insertion, a field, …"""
        top = self._stack[-1]
        if isinstance(payload, Field):
            self.mark(payload.before)
            self._stack.append(top)
        elif isinstance(payload, Bookmark):
            top.append(payload.start)
            self._stack.append(top)
        else:
            shell = copy.copy(payload)  # lxml copies deeply
            inner = inner_of(shell)
            for one in list(inner):
                if name_of(one) not in PROPERTIES:
                    inner.remove(one)
            shell.tail = None
            top.append(shell)
            self._stack.append(inner)

    def close(self, payload: Element | Field | Bookmark) -> None:
        """Ends what was begun last."""
        self._stack.pop()
        if isinstance(payload, Field):
            self.mark(payload.after)
        elif isinstance(payload, Bookmark):
            self._stack[-1].append(payload.end)

    def _run(self, properties: Element | None) -> Element:
        run = make("w:r", self.paragraph)
        if properties is not None:
            run.append(copy.deepcopy(properties))
        return run

    def _empty(self, properties: Element | None) -> Element:
        """A run for text of the target."""
        run = self._run(properties)
        for own in run:
            for one in list(own):
                if name_of(one) in ("w:lang", "w:rPrChange"):
                    own.remove(one)
        if self.target is not None:
            set_flag(run, "w:rPr", "w:rtl", self.target.direction == "rtl", RUN_FOLLOWERS)
            if self.target.script in EAST_ASIAN:
                _hint(run)
        return run


def set_flag(owner: Element, group: str, name: str, value: bool, followers: Collection[str]) -> None:
    """Sets an empty property in its place among the properties of a run or paragraph, or takes it away."""
    properties = child(owner, group)
    found = None if properties is None else child(properties, name)
    if properties is not None and found is not None:
        properties.remove(found)
    if not value:
        return
    if properties is None:
        properties = make(group, owner)
        owner.insert(0, properties)
    place = next((index for index, one in enumerate(properties) if name_of(one) in followers), len(properties))
    properties.insert(place, make(name, owner))


def _hint(run: Element) -> None:
    """Has quotation marks and dashes, which Latin and Chinese share, taken from the Chinese font."""
    properties = child(run, "w:rPr")
    if properties is None:
        properties = make("w:rPr", run)
        run.insert(0, properties)
    fonts = child(properties, "w:rFonts")
    if fonts is None:
        fonts = make("w:rFonts", run)
        properties.insert(1 if len(properties) and name_of(properties[0]) == "w:rStyle" else 0, fonts)
    set_attribute(fonts, "w:hint", "eastAsia")
