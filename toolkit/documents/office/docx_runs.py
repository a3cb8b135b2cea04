"""The runs of a Word paragraph read as text with few codes."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.documents.office.docx_entries import CHOICE
from toolkit.documents.office.docx_styles import is_on
from toolkit.documents.office.runs import Anchor, Format, Group, Item, Mark, Text, plain_spaces
from toolkit.documents.office.xml_tree import Element, attribute, child, full, name_of
from toolkit.storage.given import whole_number

COMPUTED = re.compile(
    r"=.*|AUTONUM(?:LGL|OUT)?|(?:CREATE|PRINT|SAVE)?DATE|TIME|EDITTIME|EQ|FILE(?:NAME|SIZE)|FORMCHECKBOX|LISTNUM|"
    r"MERGE(?:FIELD|REC)|NEXT(?:IF)?|NUM(?:CHARS|PAGES|WORDS)|PAGE(?:REF)?|REVNUM|SECTION(?:PAGES)?|SEQ|SYMBOL|"
    r"AUTHOR|LASTSAVEDBY|USER(?:NAME|INITIALS|ADDRESS)|RD|ADVANCE|GOTOBUTTON|MACROBUTTON|(?:DISPLAY)?BARCODE|CITATION|BIBLIOGRAPHY",
    re.IGNORECASE,
)
"""Fields whose result Word makes anew from numbers and dates; their text is kept (ECMA-376 part 1, 17.16.5)."""
ENTRY = re.compile(r"\s*(?:XE|TC)\s", re.IGNORECASE)
"""A field that is seen in the index or table of contents; where it stands it has no width, though some programs give it
the words that it is about."""
INVISIBLE = frozenset(
    {"w:lang", "w:rtl", "w:noProof", "w:kern", "w:webHidden", "w:snapToGrid", "w:rPrChange", "w:proofErr", "w:fitText"}
)
"""Run properties that no reader sees; runs that differ in nothing else are one text."""
UNMARKED = frozenset({"w:proofErr", "w:lastRenderedPageBreak", "w:softHyphen", "w:pPr", "w:rPr"})
"""Leftovers of an earlier layout or spelling check: a new text has its own."""
ANCHORS = frozenset(  # deleted text, comments, and ends of ranges
    {"w:del", "w:moveFrom", "w:commentReference", "w:annotationRef"}
    | {"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart", "w:permEnd"}
    | {f"w:{what}Range{end}" for what in ("moveFrom", "moveTo") for end in ("Start", "End")}
    | {f"w:customXml{what}Range{end}" for what in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")}
)
GROUPS = frozenset({"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:dir", "w:bdo"})
PROPERTIES = frozenset({"w:smartTagPr", "w:customXmlPr", "w:sdtPr", "w:sdtEndPr", "w:fldData"})
FORM_CONTROLS = ("checkbox", "dropDownList", "comboBox", "date", "picture", "equation")
SHOWN = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:sym": "\ufffc"}
"""What a reader sees of an element in a run; of others see `_shown`."""
VISIBLE_SPACE = ("w:u", "w:strike", "w:dstrike", "w:highlight", "w:shd", "w:bdr")
ONE_SPACE = str.maketrans("\t\n\r", "   ")
NARROW = 10
"""Letter spacing, in twentieths of a point, that word processors and converters leave behind and nobody sees."""


@dataclass(slots=True, eq=False)
class Atom:
    """One child of a run with the run's properties, or an element that stands beside runs."""

    element: Element
    properties: Element | None = None
    in_run: bool = False


@dataclass(slots=True, eq=False)
class Field:
    """A field whose result is text for readers: what stands before the result and behind it."""

    before: tuple[Atom, ...]
    after: tuple[Atom, ...]


@dataclass(slots=True, eq=False)
class Bookmark:
    """A bookmark that other places quote: its text must stay between its ends."""

    start: Element
    end: Element


@dataclass(slots=True)
class RunReader:
    """Reads the paragraphs of one part."""

    hidden: Collection[str] = ()
    """Ids of the styles whose text nobody sees."""
    code: Collection[str] = ()
    """Ids of the styles whose text is a program's."""
    entries: list[tuple[list[Element], str]] = field(default_factory=list)
    """Of the paragraph read last, the instructions that make entries of an index: their elements, their attribute."""

    choices: list[tuple[list[Element], str]] = field(default_factory=list)
    """Likewise, those that choose between two texts, from behind the last field within them on."""

    formats: dict[Format, Element | None] = field(default_factory=lambda: {(): None})
    """Formatting -> the properties of the first run that has it."""
    runs: dict[Format, Element] = field(default_factory=dict)
    """Formatting -> an empty run of it for what the document is translated into (docx_builder.py)."""
    _showing: set[Format] = field(default_factory=set)
    """Formattings that are seen on a space."""

    def items(self, paragraph: Element) -> list[Item]:
        """What the paragraph holds, fields and bookmarks as groups."""
        self.entries, self.choices = [], []
        return plain_spaces(self._items(list(_atoms(paragraph))), frozenset(self._showing))

    def _items(self, atoms: Sequence[Atom]) -> list[Item]:
        made: list[Item] = []
        bookmarks = _quoted_bookmarks(atoms)
        index = 0
        while index < len(atoms):
            atom = atoms[index]
            if _field_part(atom) == "begin":
                index, more = self._field(atoms, index)
                made += more
                continue
            end = bookmarks.get(index)
            if end is not None:
                inner = self._items(atoms[index + 1 : end])
                made.append(Group(Bookmark(atom.element, atoms[end].element), inner, needed=True))
                index = end + 1
                continue
            item = self._item(atom)
            if item is not None:
                if isinstance(item, Text) and made and isinstance(made[-1], Text) and made[-1].format == item.format:
                    made[-1] = Text(made[-1].text + item.text, item.format)
                elif (
                    isinstance(item, Mark) and made and isinstance(last := made[-1], Mark) and self._goes_on(last, atom)
                ):
                    made[-1] = Mark((*last.payload, atom), last.shown + item.shown)
                else:
                    made.append(item)
            index += 1
        return made

    def _item(self, atom: Atom) -> Item | None:
        element = atom.element
        name = name_of(element)
        if name == "w:t":
            if self._is_hidden(atom.properties):
                return Mark((atom,))
            text = (element.text or "").translate(ONE_SPACE)
            if text and self._is_code(atom.properties):
                return Mark((atom,), text)
            return Text(text, self._format(atom.properties)) if text else None
        if name in UNMARKED:
            return None
        if name in ANCHORS:
            return Anchor(atom)
        if name in GROUPS and not is_control(element):
            return Group(element, self._items(list(_atoms(inner_of(element)))))
        if name == "w:fldSimple":
            inner = list(_atoms(element))
            if ENTRY.match(attribute(element, "w:instr")):
                self.entries.append(([element], "w:instr"))
                if not _text(inner):
                    return Anchor(atom)
            if CHOICE.match(attribute(element, "w:instr")):
                self.choices.append(([element], "w:instr"))
            if _is_computed(attribute(element, "w:instr"), _text(inner)):
                return Mark((atom,), _text(inner))
            return Group(element, self._items(inner))
        return Mark((atom,), _shown(element))

    def _is_hidden(self, properties: Element | None) -> bool:
        if properties is None:
            return False
        own = child(properties, "w:vanish")
        return is_on(own) if own is not None else self._has_style(properties, self.hidden)

    def _is_code(self, properties: Element | None) -> bool:
        return properties is not None and self._has_style(properties, self.code)

    def _has_style(self, properties: Element, styles: Collection[str]) -> bool:
        style = child(properties, "w:rStyle") if styles else None
        return style is not None and attribute(style, "w:val") in styles

    def _goes_on(self, last: Mark, atom: Atom) -> bool:
        """Whether a piece of program text goes on what the last mark ends with: Word cuts it into runs."""
        pieces = (last.payload[-1], atom)
        return all(name_of(one.element) == "w:t" and self._is_code(one.properties) for one in pieces)

    def _field(self, atoms: Sequence[Atom], start: int) -> tuple[int, list[Item]]:
        """The items of the complex field that begins at `start`, and where it ends."""
        depth, separate, end = 0, None, None
        for index in range(start, len(atoms)):
            part = _field_part(atoms[index])
            if part == "begin":
                depth += 1
            elif part == "separate" and depth == 1 and separate is None:
                separate = index
            elif part == "end":
                depth -= 1
                if depth == 0:
                    end = index
                    break
        if end is None:  # it ends in another paragraph, as a table of contents does
            stop = start if separate is None else separate
            return stop + 1, [Mark(tuple(atoms[start : stop + 1]))]
        whole = tuple(atoms[start : end + 1])
        codes = [atom.element for atom in atoms[start : separate or end] if name_of(atom.element) == "w:instrText"]
        code = "".join(one.text or "" for one in codes)
        if ENTRY.match(code):
            self.entries.append((codes, ""))
            if separate is None or not _text(atoms[separate + 1 : end]):
                return end + 1, [Anchor(whole)]
        elif code and sum(_field_part(atom) == "begin" for atom in whole) == 1:
            self.entries.append((codes, ""))
        if CHOICE.match(code) and (tail := _behind_fields(atoms[start + 1 : separate or end])):
            self.choices.append((tail, ""))
        if separate is None:
            return end + 1, [Mark(whole)]
        result = atoms[separate + 1 : end]
        if _is_computed(code, _text(result)):
            return end + 1, [Mark(whole, _text(result))]
        group = Group(Field(tuple(atoms[start : separate + 1]), (atoms[end],)), self._items(result))
        return end + 1, [group]

    def _format(self, properties: Element | None) -> Format:
        if properties is None:
            return ()
        parts = []
        for one in properties:
            name = name_of(one)
            if name in INVISIBLE or (name == "w:spacing" and _is_narrow(one)):
                continue
            attributes = sorted((key, text) for key, text in one.attrib.items() if not key.endswith("}hint"))
            if name == "w:rFonts" and not attributes:
                continue
            parts.append((one.tag, tuple(attributes), _nested(one)))
        made = tuple(parts)
        if made not in self.formats:
            self.formats[made] = properties
            if any(child(properties, name) is not None for name in VISIBLE_SPACE):
                self._showing.add(made)
        return made


def _atoms(container: Element) -> Iterator[Atom]:
    for one in container:
        if (name := name_of(one)) != "w:r":
            if name and name not in PROPERTIES:
                yield Atom(one)
            continue
        properties = child(one, "w:rPr")
        for part in one:
            if (name := name_of(part)) == "w:ruby":  # the words; how they sound goes where they are translated
                base = child(part, "w:rubyBase")
                yield from () if base is None else _atoms(base)
            elif name and name != "w:rPr":
                yield Atom(part, properties, in_run=True)


def inner_of(group: Element) -> Element:
    """What holds the runs of a group."""
    content = child(group, "w:sdtContent") if name_of(group) == "w:sdt" else None
    return group if content is None else content


def is_control(element: Element) -> bool:
    """A box to tick, a list to choose from and the like: its text is not free, unless it is a prompt."""
    properties = child(element, "w:sdtPr") if name_of(element) == "w:sdt" else None
    if properties is not None and child(properties, "w:showingPlcHdr") is not None:
        return False
    return properties is not None and any(name_of(one).partition(":")[2] in FORM_CONTROLS for one in properties)


def _field_part(atom: Atom) -> str:
    return attribute(atom.element, "w:fldCharType") if name_of(atom.element) == "w:fldChar" else ""


def _behind_fields(atoms: Sequence[Atom]) -> list[Element]:
    """What holds the instruction of a field behind the last field within it."""
    found: list[Element] = []
    for atom in atoms:
        if _field_part(atom) == "end":
            found = []
        elif name_of(atom.element) == "w:instrText":
            found.append(atom.element)
    return found


CITATION = re.compile(
    r"\s*ADDIN\s+(?:ZOTERO_(?:ITEM|BIBL)|EN\.(?:CITE|REFLIST)|CSL_|Mendeley|RW\.|PAPERS2?_|CitaviPlaceholder)"
)
"""Fields whose result a program for references makes anew: Zotero, EndNote, Mendeley, RefWorks, Papers, Citavi."""


def _is_computed(code: str, result: str) -> bool:
    words = code.split(maxsplit=1)
    return bool((words and COMPUTED.fullmatch(words[0])) or CITATION.match(code)) or not any(map(str.isalpha, result))


def _text(atoms: Sequence[Atom]) -> str:
    """What a reader sees of them."""
    return "".join(
        (one.text or "") if name_of(one) == "w:t" else "\t"
        for atom in atoms
        for one in atom.element.iter(full("w:t", atom.element), full("w:tab", atom.element))
    )


def _shown(element: Element) -> str:
    name = name_of(element)
    if name == "w:br" and attribute(element, "w:type") in ("page", "column"):
        return "\n"
    if name in SHOWN:
        return SHOWN[name]
    if name in ("w:sdt", "w:ruby"):
        return _text([Atom(element)])
    if name == "m:oMath":
        return "\ufffc"
    if name in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
        floats = element.find(f".//{full('wp:anchor', element)}") is not None or any(
            "position:absolute" in (one.get("style") or "") for one in element.iter() if "style" in one.attrib
        )
        return "" if floats else "\ufffc"
    return ""


def _is_narrow(spacing: Element) -> bool:
    return abs(whole_number(attribute(spacing, "w:val", "0"), NARROW + 1)) <= NARROW


def _nested(element: Element) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What lies in a run property: nothing in most."""
    if not len(element):
        return ()
    return tuple((str(one.tag), tuple(sorted(one.attrib.items()))) for one in element.iterdescendants())


def _quoted_bookmarks(atoms: Sequence[Atom]) -> dict[int, int]:
    """Index of the start of each bookmark that cross-references quote -> index of its end, where they nest."""
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for index, atom in enumerate(atoms):
        name = name_of(atom.element)
        if name == "w:bookmarkStart" and attribute(atom.element, "w:name").startswith("_Ref"):
            waiting.append((attribute(atom.element, "w:id"), index))
        elif name == "w:bookmarkEnd" and waiting and waiting[-1][0] == attribute(atom.element, "w:id"):
            start = waiting.pop()[1]
            between = atoms[start + 1 : index]
            if any(name_of(one.element) == "w:t" for one in between) and _balanced(between) and index - start > 1:
                found[start] = index
    return found


def _balanced(atoms: Sequence[Atom]) -> bool:
    depth = 0
    for atom in atoms:
        depth += {"begin": 1, "end": -1}.get(_field_part(atom), 0)
        if depth < 0:
            return False
    return depth == 0
