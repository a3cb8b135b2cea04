"""Texts in DrawingML: titles of charts and axes, words in diagrams (`a:p` with its runs), and what a chart keeps of the
names of its series and categories, which it draws without looking into its workbook."""

import copy
from collections.abc import Iterator

from toolkit.documents.office.runs import Format, Item, Mark, Paragraph, Text, paragraph, plain_spaces, rebuild
from toolkit.documents.office.xml_tree import Element, child, full, legal, make, name_of
from toolkit.units import Content

OUTSIDE = frozenset({"a:pPr", "a:endParaRPr", "x:rPh", "x:phoneticPr"})
Properties = dict[Format, Element | None]


def drawing_paragraphs(root: Element) -> Iterator[tuple[Element, Paragraph]]:
    """Every paragraph of a chart or diagram part, in order."""
    for element in root.iter(full("a:p", root)):
        yield element, drawing_paragraph(element)


def drawing_paragraph(element: Element, prefix: str = "a") -> Paragraph:
    """What a paragraph holds; `prefix` is `x` for the texts of a spreadsheet, which has the same runs."""
    return paragraph(_items(element, {}, prefix))


def chart_names(root: Element) -> Iterator[Element]:
    """The elements with the names of series and categories of a chart, in order; figures are none."""
    for kind in ("c:strCache", "c:strLit", "c:lvl"):
        for cache in root.iter(full(kind, root)):
            for point in cache.iterfind(full("c:pt", root)):
                value = child(point, "c:v")
                if value is not None:
                    yield value


def rebuild_drawing(element: Element, own: Paragraph, content: Content, prefix: str = "a") -> None:
    """Gives a paragraph new content; `own` is what it has. How its words are read aloud goes with them."""
    without_readings(element)
    formats: Properties = {}
    _items(element, formats, prefix)
    rebuild(own, content, _Builder(element, formats, prefix))


def without_readings(string: Element) -> None:
    """Takes the phonetic runs from a string of a spreadsheet: they name characters that are there no more."""
    for one in list(string):
        if name_of(one) in ("x:rPh", "x:phoneticPr"):
            string.remove(one)


def _items(element: Element, formats: Properties, prefix: str) -> list[Item]:
    items: list[Item] = []
    for one in element:
        name = name_of(one)
        if name == f"{prefix}:r":
            properties, words = child(one, f"{prefix}:rPr"), child(one, f"{prefix}:t")
            look = _format(properties)
            formats.setdefault(look, properties)
            text = "" if words is None else words.text or ""
            if text and items and isinstance(items[-1], Text) and items[-1].format == look:
                items[-1] = Text(items[-1].text + text, look)
            elif text:
                items.append(Text(text, look))
        elif name and name not in OUTSIDE:
            items.append(Mark(one, "\n" if name == "a:br" else ""))
    return plain_spaces(items)


def _format(properties: Element | None) -> Format:
    if properties is None:
        return ()
    own = sorted(
        (key, text) for key, text in properties.attrib.items() if key not in ("lang", "altLang", "dirty", "err")
    )
    inner = [
        (one.tag, tuple(sorted((key, text) for key, text in one.attrib.items() if key != "tooltip")))
        for one in properties.iterdescendants()
    ]
    return (tuple(own), tuple(inner))


class _Builder:
    def __init__(self, element: Element, formats: Properties, prefix: str) -> None:
        self._element, self._formats, self._prefix = element, formats, prefix
        for one in list(element):
            if name_of(one) not in OUTSIDE:
                element.remove(one)

    def _add(self, one: Element) -> None:
        last = child(self._element, "a:endParaRPr")
        place = len(self._element) if last is None else self._element.index(last)
        self._element.insert(place, one)

    def text(self, text: str, format: Format) -> None:  # noqa: A002 - the word of the field
        run = make(f"{self._prefix}:r", self._element)
        properties = self._formats.get(format)
        if properties is not None:
            own = copy.deepcopy(properties)
            own.attrib.pop("lang", None)
            run.append(own)
        words = make(f"{self._prefix}:t", self._element)
        words.text = legal(text)
        if self._prefix == "x" and text != text.strip():
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        self._add(run)

    def mark(self, payload: Element) -> None:
        payload.tail = None
        self._add(payload)

    anchor = open = close = mark
