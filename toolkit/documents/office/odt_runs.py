"""The text of one OpenDocument paragraph: read with few codes, and made again around a translation."""

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.documents.office.runs import Anchor, Format, Group, Item, Mark, Text, plain_spaces
from toolkit.documents.office.xml_tree import Element, attribute, child, full, legal, make, name_of, set_attribute
from toolkit.storage.given import whole_number

SPACE = re.compile(r"[ \t\r\n]+")
"""What OpenDocument takes for one space (ODF 1.3, 6.1.2)."""
GROUPS = frozenset(
    {
        "text:a",
        "text:meta",
        "text:bookmark-ref",
        "text:reference-ref",
        "text:sequence-ref",
        "text:text-input",
        "text:placeholder",
        "loext:content-control",
    }
)
"""Text with something around it; of references only those whose text has a letter."""
ANCHOR = re.compile(
    r"text:(?:bookmark|reference-mark|toc-mark|alphabetical-index-mark|user-index-mark)(?:-start|-end)?|"
    r"text:change(?:-start|-end)?|office:annotation(?:-end)?|text:hidden-.*"
)
"""What has no width: bookmarks, places of tracked changes, comments."""
TEMPLATE_LINK = re.compile(r"(?:relatorio|py3o|python):/")
"""Addresses of links that are statements of a template (relatorio, py3o); their text says what they do."""
INVISIBLE = re.compile(
    r".*\}(?:rsid|paragraph-rsid|language|country|rfc-language-tag|script|language-asian|country-asian|"
    r"language-complex|country-complex)"
)
"""Attributes of an automatic style that no reader sees; LibreOffice makes a style for every saved edit."""
INLINE_CODE = frozenset({"Source_20_Text", "Teletype"})
"""LibreOffice's and Pandoc's styles of program text within a sentence: what HTML has as code and tt."""
VISIBLE_SPACE = ("text-underline-style", "text-line-through-style", "background-color", "text-line-through-type")


@dataclass(slots=True)
class SpanStyles:
    """The automatic text styles of one part."""

    noise: frozenset[str] = frozenset()
    """Names of styles that change nothing a reader sees."""
    on_spaces: frozenset[str] = frozenset()
    """Names of styles that are seen on a space."""
    hidden: frozenset[str] = frozenset()
    """Names of styles whose text nobody sees."""
    code: frozenset[str] = INLINE_CODE
    """Names of styles whose text is a program's."""

    @classmethod
    def of(cls, root: Element) -> "SpanStyles":
        """Reads the automatic styles of a part."""
        noise, on_spaces, hidden, code = set(), set(), set(), set(INLINE_CODE)
        automatic = child(root, "office:automatic-styles")
        for style in () if automatic is None else automatic:
            if attribute(style, "style:family") != "text":
                continue
            properties = child(style, "style:text-properties")
            keys = [] if properties is None else list(properties.attrib)
            if properties is not None and attribute(properties, "text:display") == "none":
                hidden.add(attribute(style, "style:name"))
            if not attribute(style, "style:parent-style-name") and all(INVISIBLE.fullmatch(key) for key in keys):
                noise.add(attribute(style, "style:name"))
            if attribute(style, "style:parent-style-name") in INLINE_CODE:
                code.add(attribute(style, "style:name"))
            if any(key.endswith(VISIBLE_SPACE) for key in keys):
                on_spaces.add(attribute(style, "style:name"))
        return cls(frozenset(noise), frozenset(on_spaces), frozenset(hidden), frozenset(code))


@dataclass(slots=True, eq=False)
class Piece:
    """An element of a paragraph, and the styles of the spans that it stands in."""

    element: Element
    styles: tuple[str, ...]


def items(paragraph: Element, styles: SpanStyles) -> list[Item]:
    """What a paragraph holds."""
    made = _Reader(styles).items(paragraph, ())
    seen = frozenset(
        item.format
        for item in made
        if isinstance(item, Text) and isinstance(item.format, tuple) and styles.on_spaces.intersection(item.format)
    )
    return plain_spaces(made, seen)


@dataclass(slots=True)
class _Reader:
    styles: SpanStyles
    after_space: bool = True
    """White space here is none: it follows other white space or begins the paragraph."""

    def items(self, element: Element, spans: tuple[str, ...]) -> list[Item]:
        made: list[Item] = []
        self._add(made, element.text, spans)
        for one in element:
            self._element(made, one, name_of(one), spans)
            self._add(made, one.tail, spans)
        return made

    def _element(self, made: list[Item], one: Element, name: str, spans: tuple[str, ...]) -> None:
        if name == "text:span":
            style = attribute(one, "text:style-name")
            if style in self.styles.hidden:
                made.append(Anchor(Piece(one, spans)))
                return
            if style in self.styles.code and _words(one).strip():
                made.append(Mark(Piece(one, spans), _words(one)))
                self.after_space = False
                return
            for item in self.items(one, spans if not style or style in self.styles.noise else (*spans, style)):
                if isinstance(item, Text):
                    _append_text(made, item.text, item.format)
                else:
                    made.append(item)
        elif name == "text:ruby":  # the words; how they sound goes where they are translated
            base = child(one, "text:ruby-base")
            for item in () if base is None else self.items(base, spans):
                if isinstance(item, Text):
                    _append_text(made, item.text, item.format)
                else:
                    made.append(item)
        elif name == "text:s":
            count = attribute(one, "text:c", "1")
            _append_text(made, " " * max(0, min(whole_number(count, 1), 1000)), spans)
            self.after_space = False
        elif _is_chosen(one) if name == "loext:content-control" else name == "text:a" and _leads_to_code(one):
            made.append(Mark(Piece(one, spans), _words(one)))
            self.after_space = False
        elif name in GROUPS and (name in ("text:a", "text:meta") or any(map(str.isalpha, _words(one)))):
            made.append(Group(one, self.items(one, spans)))
        elif ANCHOR.fullmatch(name):
            made.append(Anchor(Piece(one, spans)))
        elif name and name not in ("text:soft-page-break", "office:event-listeners"):
            made.append(Mark(Piece(one, spans), _shown(one, name)))
            self.after_space = False

    def _add(self, made: list[Item], text: str | None, spans: Format) -> None:
        """Adds text with white space collapsed."""
        if not text:
            return
        text = SPACE.sub(" ", text)
        if self.after_space:
            text = text.removeprefix(" ")
        if text:
            self.after_space = text.endswith(" ")
            _append_text(made, text, spans)


def _append_text(made: list[Item], text: str, spans: Format) -> None:
    if made and isinstance(made[-1], Text) and made[-1].format == spans:
        made[-1] = Text(made[-1].text + text, spans)
    else:
        made.append(Text(text, spans))


def _leads_to_code(link: Element) -> bool:
    return TEMPLATE_LINK.match(attribute(link, "xlink:href")) is not None


def _is_chosen(control: Element) -> bool:
    """Whether what a control shows is an item of its list, a day or a picture, and no text that somebody wrote."""
    return child(control, "loext:list-item") is not None or any(
        attribute(control, f"loext:{kind}") == "true" for kind in ("checkbox", "date", "picture")
    )


def _words(element: Element) -> str:
    return "".join(element.itertext())


def _shown(element: Element, name: str) -> str:
    if name == "text:tab":
        return "\t"
    if name == "text:line-break":
        return "\n"
    if name.startswith("draw:"):
        return "\ufffc" if attribute(element, "text:anchor-type") == "as-char" else ""
    if name == "text:note":
        return ""
    return _words(element)


@dataclass(slots=True)
class SpanBuilder:
    """Fills an emptied paragraph with the text of a translation."""

    paragraph: Element
    _stack: list[Element] = field(default_factory=list)
    _after_space: bool = True

    def __post_init__(self) -> None:
        for one in list(self.paragraph):
            self.paragraph.remove(one)
        self.paragraph.text = None
        self._stack = [self.paragraph]

    def text(self, text: str, format: Format) -> None:  # noqa: A002 - the word of the field
        """Adds text; tabs, line breaks and runs of spaces become elements, as OpenDocument has them."""
        top = self._spans(format)
        for piece in re.findall(r" +|\t|\r\n|[\n\r]|[^ \t\r\n]+", legal(text)):
            if piece[0] == " ":
                kept = "" if self._after_space else " "
                _append(top, kept)
                if len(piece) > len(kept):
                    spaces = make("text:s", top)
                    if len(piece) - len(kept) > 1:
                        set_attribute(spaces, "text:c", str(len(piece) - len(kept)))
                    top.append(spaces)
                self._after_space = True
                continue
            if piece in ("\t", "\r\n", "\n", "\r"):
                top.append(make("text:tab" if piece == "\t" else "text:line-break", top))
            else:
                _append(top, piece)
            self._after_space = False

    def mark(self, payload: Piece) -> None:
        """Adds what stood there."""
        payload.element.tail = None
        self._spans(payload.styles).append(payload.element)
        self._after_space = False

    def anchor(self, payload: Piece) -> None:
        """Adds something without width."""
        payload.element.tail = None
        self._stack[-1].append(payload.element)

    def open(self, payload: Element) -> None:
        """Begins a link or the like."""
        shell = copy.copy(payload)  # lxml copies deeply
        for one in list(shell):
            if name_of(one) != "office:event-listeners":
                shell.remove(one)
            else:
                one.tail = None
        shell.text = shell.tail = None
        self._stack[-1].append(shell)
        self._stack.append(shell)

    def close(self, payload: Element) -> None:  # noqa: ARG002 - every builder is told what it ends
        """Ends what was begun last."""
        self._stack.pop()

    def _spans(self, styles: Format) -> Element:
        """The element for text of these styles: the last one if it is a span of them."""
        top = self._stack[-1]
        for style in styles if isinstance(styles, tuple) else ():
            last = top[-1] if len(top) else None
            if last is None or name_of(last) != "text:span" or last.tail or attribute(last, "text:style-name") != style:
                last = make("text:span", top)
                set_attribute(last, "text:style-name", str(style))
                top.append(last)
            top = last
        return top


def _append(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def nested(element: Element, names: Sequence[str]) -> list[Element]:
    """The elements of these names in a paragraph that belong to no paragraph inside it."""
    found = []
    for one in element.iter(*(full(name, element) for name in names)):
        for outer in one.iterancestors():
            if outer is element:
                found.append(one)
                break
            if name_of(outer) in ("text:p", "text:h", "office:annotation"):
                break
    return found
