"""What the styles of a Word document say of a paragraph: heading, list item, caption, code."""

import re
from dataclasses import dataclass

from toolkit.documents.office.xml_tree import Element, attribute, child, full
from toolkit.storage.given import whole_number
from toolkit.units import BlockKind

HEADING = re.compile(r"heading ([1-9])")
CODE = re.compile(
    r"(?:html )?preformatted(?: text)?|(?:source )?code(?: block| text)?|sourcecode|macro(?: text)?|verbatim|listing"
)
"""Names of styles that stand for program text in Word, LibreOffice, Pandoc and templates."""
INLINE_CODE = re.compile(
    r"(?:verbatim|source text|(?:html |inline |source )?code|html (?:keyboard|sample|typewriter)|teletype|literal)"
    "(?: char)?"
)
"""Names of character styles that stand for program text within a sentence: what HTML has as code, kbd, samp and tt."""
DEPTH = 12
"""Styles that are based on one another; Word allows fewer."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is to a reader."""

    kind: BlockKind
    level: int = 0
    is_contents: bool = False
    """An entry of a table of contents or index."""
    is_code: bool = False


def is_on(switch: Element | None) -> bool:
    """Whether a property that is there or not, or says which, is switched on."""
    return switch is not None and attribute(switch, "w:val", "1") not in ("0", "false", "off")


class Styles:
    """The paragraph styles, by id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, tuple[str, int, bool]] = {}
        self._default = ""
        self.hidden: set[str] = set()
        """Ids of styles whose text nobody sees."""
        self.code: set[str] = set()
        """Ids of character styles whose text is a program's."""
        for style in () if root is None else root.iter(full("w:style", root)):
            identifier, properties = attribute(style, "w:styleId"), child(style, "w:rPr")
            if properties is not None and is_on(child(properties, "w:vanish")):
                self.hidden.add(identifier)
            name = child(style, "w:name")
            if name is not None and INLINE_CODE.fullmatch(attribute(name, "w:val").lower()):
                self.code.add(identifier)
            if attribute(style, "w:type", "paragraph") == "paragraph":
                self._styles[identifier] = style
                if attribute(style, "w:default") in ("1", "true", "on"):
                    self._default = identifier

    def look(self, paragraph: Element, base: BlockKind) -> Look:
        """What the paragraph is, `base` where nothing says otherwise."""
        properties = child(paragraph, "w:pPr")
        style = outline = numbering = None
        if properties is not None:
            style, outline = child(properties, "w:pStyle"), child(properties, "w:outlineLvl")
            numbering = child(properties, "w:numPr")
        name, level, is_list = self._of(self._default if style is None else attribute(style, "w:val"))
        if outline is not None:
            level = (whole_number(attribute(outline, "w:val"), level - 1) + 1) % 10
        if CODE.fullmatch(name):
            return Look(base, is_code=True)
        if name.startswith(("toc ", "contents ", "table of figures", "index ")) and name != "toc heading":
            return Look(BlockKind.ITEM, 1, is_contents=True)
        if name == "title":
            return Look(BlockKind.TITLE)
        if name == "caption":
            return Look(BlockKind.CAPTION)
        if name in ("subtitle", "toc heading", "contents heading"):
            return Look(BlockKind.HEADING, 1)
        if level:
            return Look(BlockKind.HEADING, level)
        if base is not BlockKind.PARAGRAPH:
            return Look(base)
        if numbering is not None:
            depth, number = child(numbering, "w:ilvl"), child(numbering, "w:numId")
            if number is not None and attribute(number, "w:val") == "0":
                return Look(base)
            text = "0" if depth is None else attribute(depth, "w:val", "0")
            return Look(BlockKind.ITEM, max(0, whole_number(text, 0)) + 1)
        return Look(BlockKind.ITEM, 1) if is_list else Look(base)

    def _of(self, identifier: str) -> tuple[str, int, bool]:
        """Name in lower case, level of a heading or 0, whether it numbers its paragraphs; inherited where need be."""
        known = self._looks.get(identifier)
        if known is not None:
            return known
        first, level, is_list = "", 0, False
        style = self._styles.get(identifier)
        for _ in range(DEPTH):
            if style is None:
                break
            element = child(style, "w:name")
            name = "" if element is None else attribute(element, "w:val").lower()
            first = first or name
            if CODE.fullmatch(name) or name in ("title", "caption"):
                first = name
            if found := HEADING.fullmatch(name):
                level = level or whole_number(found.group(1), 0)
            properties = child(style, "w:pPr")
            if properties is not None:
                outline = child(properties, "w:outlineLvl")
                if outline is not None and not level:
                    level = (whole_number(attribute(outline, "w:val"), -1) + 1) % 10
                is_list = is_list or child(properties, "w:numPr") is not None
            based = child(style, "w:basedOn")
            style = None if based is None else self._styles.get(attribute(based, "w:val"))
        self._looks[identifier] = first, level, is_list
        return self._looks[identifier]
