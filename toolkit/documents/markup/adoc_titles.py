"""Titles of AsciiDoc: the lines under them, and the ids by which references find them."""

import re
from dataclasses import dataclass

from toolkit.documents.markup.lined import Line

UNDERLINE = re.compile(r"(?:={2,}|-{2,}|~{2,}|\^{2,}|\+{2,})\Z")
EXPLICIT_ID = re.compile(r"\[\[([\w:.-]+)|\[[^\]#]*#([\w:-]+)|\bid=\"?([\w:.-]+)")
SECTION_ID = re.compile(r"<[^>]*>|&(?:[a-z]+[0-9]{0,2}|#[0-9]{2,6}|#x[0-9a-f]{2,6});|[^ \w.-]")


@dataclass(slots=True)
class Heading:
    """What a new text of a title changes besides."""

    underline: Line | None
    begin: int
    """Offset of its line."""
    id: str
    """By which references find it; "" where it has none."""
    given: bool
    """Whether the id is in the source."""
    words: str


def level_of(line: str, below: str) -> int:
    """The level of the title that a line is by the line of signs below, as long but for one character; 0 for none."""
    if not UNDERLINE.match(below) or abs(len(below) - len(line)) > 1:
        return 0
    return 0 if line[:1] in " \t." or not re.search(r"\w", line) else "=-~^+".index(below[0]) + 1


def section_id(title: str, prefix: str = "_", separator: str = "_") -> str:
    """The id that Asciidoctor makes of a title (Section.generate_id)."""
    made = SECTION_ID.sub("", title.lower())
    made = re.sub(r"[ .-]+" if separator else r"[ .-]*", separator, made)
    if separator:
        made = re.sub(f"{re.escape(separator)}+", separator, made).rstrip(separator).removeprefix(separator)
    return prefix + made
