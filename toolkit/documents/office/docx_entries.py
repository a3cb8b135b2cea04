"""Texts within the instructions of fields of a Word document: entries of an index, prompts, tooltips.

Instructions stand in ECMA-376 part 1, 17.16.5: `XE "main entry:sub-entry" \\t "See there" \\b`, `TC "text" \\l 2`,
`MACROBUTTON name text`, `FILLIN "question"`, `ASK bookmark "question"`, `HYPERLINK "address" \\o "tooltip"`.
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
QUOTED = r"""["“”](?P<entry>(?:\\.|[^"“”\\])*)["“”]"""
OTHERS = {
    "prompt": re.compile(r"\s*MACROBUTTON\s+\S+\s+(?P<entry>\S(?:.*\S)?)\s*\Z", re.IGNORECASE | re.DOTALL),
    "question": re.compile(rf"\s*(?:FILLIN|ASK\s+\S+)\s+{QUOTED}", re.IGNORECASE),
    "tooltip": re.compile(rf"\s*HYPERLINK\s.*?\\o\s*{QUOTED}", re.IGNORECASE | re.DOTALL),
}
"""Note -> an instruction with a text of its own."""
CHOICE = re.compile(r"\s*IF\s", re.IGNORECASE)
COMPARED = re.compile(r"""(?:=|<>|<=|>=|<|>)\s*(?:["“”](?:\\.|[^"“”\\])*["“”]|[^\s"“”]+)?""")
"""What a field that chooses between two texts looks at; behind it they stand."""
LEVEL = re.compile(r"(?:\\.|[^:\\])+")
WHOLE = re.compile(r"(?s:.+)")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
NOTHING, MARKS, LEVELS = re.compile("(?!)"), re.compile(r'[\\"]'), re.compile(r'[\\":]')
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
    note: str
    """What its texts are."""
    special: re.Pattern[str]
    """What has a backslash in a text."""

    def texts(self) -> Iterator[tuple[int, str]]:
        """(number, text) of all that readers of the index see."""
        for number in range(1, len(self.parts), 2):
            text = self.parts[number]
            yield number, text if self.special is NOTHING else ESCAPED.sub(r"\1", text)

    def put(self, number: int, text: str) -> None:
        """Gives the text of a number other words."""
        written = self.special.sub(r"\\\g<0>", legal(" ".join(text.split())))
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
        return _other(elements, name, code)
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
    note = f"entry of the {'index' if levels else 'table of contents'}"
    return Entry(elements, name, parts, note, LEVELS if levels else MARKS)


def _other(elements: Sequence[Element], name: str, code: str) -> Entry | None:
    for note, pattern in OTHERS.items():
        if (match := pattern.match(code)) and match["entry"]:
            low, high = match.span("entry")
            parts = [code[:low], code[low:high], code[high:]]
            return Entry(elements, name, parts, note, NOTHING if note == "prompt" else MARKS)
    return None


def choice_of(elements: Sequence[Element], name: str) -> Entry | None:
    """The two texts of an IF field, of which one is seen at a time; `elements` hold what stands behind the last field
    within it. None where fields stand in the texts.
    """
    code = attribute(elements[0], name) if name else "".join(one.text or "" for one in elements)
    compared = COMPARED.search(code)
    spans = [match.span("entry") for match in re.finditer(QUOTED, code[compared.end() :] if compared else code)]
    if not spans or len(re.findall(r"""(?<!\\)["“”]""", code)) % 2:
        return None
    parts, end = [], 0
    for start, stop in spans:
        low, high = (place + (compared.end() if compared else 0) for place in (start, stop))
        parts += [code[end:low], code[low:high]]
        end = high
    return Entry(elements, name, [*parts, code[end:]], "one of two texts to choose from", MARKS)
