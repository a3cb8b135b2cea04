"""An entry of a .po file as its lines stand there, and what they mean."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from toolkit.units import plain, segment_key


class Part(enum.IntEnum):
    """What a line of an entry is; the order is that in which gettext writes them."""

    COMMENT = 0
    """`# …`, the translator's"""
    EXTRACTED = 1
    """`#. …`"""
    REFERENCE = 2
    """`#: …`"""
    FLAGS = 3
    """`#, …`"""
    STICKY = 4
    """`#= …`, the second flag line of the coming format"""
    PREVIOUS = 5
    """`#| …`, and `#~| …` of an obsolete entry"""
    CONTEXT = 6
    ID = 7
    PLURAL = 8
    STRING = 9


FLAG_PARTS = (Part.FLAGS, Part.STICKY)


class Line(NamedTuple):
    """One line, with its line end."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Previous:
    """What `#|` says: the source that the translation was made for."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with its comments."""

    lines: tuple[Line, ...]
    """Joined, they are the exact text of the entry in the file, without the blank lines around it."""
    msgid: str
    msgstr: tuple[str, ...]
    """One string, or with a plural one for each form; never empty."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    previous: Previous | None = None
    obsolete: bool = False
    gap: str = ""
    """The blank lines before it in the file."""
    line: int = 0
    """Line of the file where it begins, counted from 1; 0 for an entry that was never in a file."""

    @property
    def key(self) -> str:
        """The identity, equal to that of the segment."""
        return segment_key(plain(self.msgid), self.msgctxt or "")

    @property
    def identity(self) -> tuple[str, str]:
        """Context and source: what the key is made of, where no digest is wanted."""
        return self.msgctxt or "", self.msgid

    @property
    def header(self) -> bool:
        """Whether it is the header of the file."""
        return self.msgid == "" and self.msgctxt is None and not self.obsolete

    @property
    def text(self) -> str:
        """The exact text in the file."""
        return "".join([text for _, text in self.lines])

    @property
    def translated(self) -> bool:
        """Whether there are any words of a translation."""
        return any(self.msgstr)

    @property
    def flags(self) -> tuple[str, ...]:
        """Every flag of `#,` and `#=`, as they come."""
        return tuple([flag for part, text in self.lines if part in FLAG_PARTS for flag in flags_of(text)])

    @property
    def fuzzy(self) -> bool:
        """Whether the translation still wants a person."""
        # Asked so often that the lines are not taken apart unless there is something in them.
        marked = [text for part, text in self.lines if "fuzzy" in text and part in FLAG_PARTS]
        return bool(marked) and any("fuzzy" in flags_of(text) for text in marked)

    @property
    def comments(self) -> tuple[str, ...]:
        """The translator's comment lines, `#` included, without line ends."""
        return tuple(line.strip() for line in self.of(Part.COMMENT))

    def of(self, part: Part) -> tuple[str, ...]:
        """The lines of one part, with their line ends."""
        return tuple([text for own, text in self.lines if own is part])

    def with_part(self, part: Part, texts: Iterable[str]) -> "Entry":
        """The entry with other lines for `part`; every other line stays where it is, to the byte."""
        new, lines = tuple(texts), self.lines
        present = [place for place, line in enumerate(lines) if line[0] is part]
        if new == tuple([lines[place][1] for place in present]):
            return self
        place = present[0] if present else next(
            (index for index, line in enumerate(lines) if line[0] > part), len(lines)
        )  # fmt: skip
        made = tuple([Line(part, text) for text in new])
        rest = lines[place:] if not present else tuple([line for line in lines[place:] if line[0] is not part])
        return replace(self, lines=(*lines[:place], *made, *rest))


def flags_of(line: str) -> list[str]:
    """The flags of a `#,` or `#=` line."""
    return [flag for flag in (word.strip() for word in line.strip()[2:].split(",")) if flag]


def words_of(lines: Sequence[str], part: Part) -> list[str]:
    """What the lines of one part say: where references are wrapped makes no difference, where comments are does."""
    if part is Part.REFERENCE:
        return [word for line in lines for word in line.strip()[2:].split()]
    return [line.strip() for line in lines]
