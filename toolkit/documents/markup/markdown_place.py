"""Where a block of Markdown stands in the source, and how it is written there."""

from dataclasses import dataclass

from toolkit.documents.markup.edits import Places
from toolkit.documents.markup.html_run import Site
from toolkit.documents.markup.lined import Sheet
from toolkit.documents.markup.markdown_guests import Guest
from toolkit.documents.markup.running import RunningText
from toolkit.documents.strings.values import Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in the source, and how it is written there."""

    start: int
    end: int
    form: str
    """paragraph, continued (behind a box), heading, underlined (a heading too), cell, alt, title, quoted, escaped,
    value, html, tag or guest"""
    text: RunningText | None = None
    """Of running text."""
    places: Places | None = None
    html: Site | None = None
    prefix: str | None = None
    """What stands before the lines of HTML: the signs of quotations, indents; None where the second line tells it."""
    wrap: tuple[int, int] | None = None
    """Of a picture whose text is its label too: the end of the picture."""
    value: Value | None = None
    """Of front matter."""
    around: tuple[str, str] | None = None
    """Of the text in an opaque line: what stands before and behind it there."""
    cell: Sheet | None = None
    """Of what stands in a drawn table its cell, in which offsets are those of the text."""

    guest: Guest | None = None
    """The text of another format that it stands in."""
    number: int = 0
    """Of the block, in that text."""

    @property
    def order(self) -> tuple[int, int, int]:
        """By which blocks are sorted."""
        if self.cell is None:
            return self.start, self.number, -self.end
        return self.cell.outer(0), self.start, -self.end
