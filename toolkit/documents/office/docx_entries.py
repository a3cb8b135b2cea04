"""Entries for an index or a table of contents in a Word document: the texts within the instructions of XE and TC.

Instructions stand in ECMA-376 part 1, 17.16.5: `XE "main entry:sub-entry" \\t "See there" \\b`, `TC "text" \\l 2`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.documents.office.xml_tree import Element, attribute, legal, set_attribute

TEXTS = re.compile(
    r"""\s*(?P<name>XE|TC)\s+ (?:["“”](?P<entry>(?:\\.|[^"“”\\])*)["“”] | (?P<word>[^\s"“”\\]+))
    (?P<rest>.*)\Z""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
INSTEAD = re.compile(r"""\\t\s*["“”]((?:\\.|[^"“”\\])*)["“”]""", re.IGNORECASE)
"""What stands in the place of a page number: See …"""
LEVEL = re.compile(r"(?:\\.|[^:\\])+")
WHOLE = re.compile(r"(?s:.+)")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
SPECIAL = {True: re.compile(r'[\\":]'), False: re.compile(r'[\\"]')}
"""What has a backslash in a text: a colon where it would part levels."""


@dataclass(slots=True, eq=False)
class Entry:
    """An instruction, cut at its texts."""

    elements: Sequence[Element]
    """Those that hold it, of which the first gets what is written."""
    attribute: str
    """The attribute of them that does, or nothing."""
    parts: list[str]
    """What stands between the texts, and each of them as it is written, in turn."""
    levels: bool
    """Whether a colon parts levels."""

    def texts(self) -> Iterator[tuple[int, str]]:
        """(number, text) of all that readers of the index see."""
        for number in range(1, len(self.parts), 2):
            yield number, ESCAPED.sub(r"\1", self.parts[number])

    def put(self, number: int, text: str) -> None:
        """Gives the text of a number other words."""
        written = SPECIAL[self.levels].sub(r"\\\g<0>", legal(" ".join(text.split())))
        self.parts[number] = written
        code = "".join(self.parts)
        if self.attribute:
            set_attribute(self.elements[0], self.attribute, code)
            return
        self.elements[0].text = code
        self.elements[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for one in self.elements[1:]:
            one.text = ""


def entry_of(elements: Sequence[Element], name: str) -> Entry | None:
    """The entry whose instruction these elements hold, in their attribute of a name where there is one."""
    code = attribute(elements[0], name) if name else "".join(one.text or "" for one in elements)
    match = TEXTS.match(code)
    if match is None:
        return None
    levels = match["name"].upper() == "XE"
    group = "entry" if match["entry"] is not None else "word"
    low, high = match.span(group)
    spans = [(low + one.start(), low + one.end()) for one in (LEVEL if levels else WHOLE).finditer(code[low:high])]
    behind = 2 * len(spans)
    if levels and (found := INSTEAD.search(code, high)):
        spans.append(found.span(1))
    parts, end = [], 0
    for start, stop in spans:
        parts += [code[end:start], code[start:stop]]
        end = stop
    parts.append(code[end:])
    if group == "word" and spans:  # other words may need quotation marks
        parts[0], parts[behind] = f'{parts[0]}"', f'"{parts[behind]}'
    return Entry(elements, name, parts, levels)
