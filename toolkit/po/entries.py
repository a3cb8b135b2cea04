"""An entry of a .po file as its lines stand there, and what they mean."""

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

EMPTY_CONTEXT = "\x04"
"""What stands in an identity for `msgctxt ""`, which is another message than one without a context.

gettext parts context and text in a .mo file with this character, so that no context can hold it.
"""
_OWN_COMMENT = re.compile(r"(?:\A|\n)#(?![.:,=|])")
_FLAGS = re.compile(r"^#[,=][^\n]*", re.MULTILINE)
_FUZZY = re.compile(r"^#[,=](?:[^\n]*,)?[^\S\n]*fuzzy[^\S\n]*(?:,|$)", re.MULTILINE)
_EXTRACTED = re.compile(r"^#\.[^\n]*\n", re.MULTILINE)
_INNER_COMMENT = re.compile(r"#~\s*(?=#)")


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


COMMENTS = {"#.": Part.EXTRACTED, "#:": Part.REFERENCE, "#,": Part.FLAGS, "#=": Part.STICKY, "#|": Part.PREVIOUS}
"""The beginning of a comment line -> what it is; any other comment is the translator's."""
_KEYWORDS = (("msgctxt", Part.CONTEXT), ("msgid_plural", Part.PLURAL), ("msgid", Part.ID), ("msgstr", Part.STRING))


class Line(NamedTuple):
    """One line, with its line end."""

    part: Part
    text: str


class Lines(Sequence[Line]):
    """The lines of an entry of the common shape, taken apart when somebody asks for them.

    That is: comments (blank lines may stand between them), then the message, a keyword or a string a line.
    """

    __slots__ = ("_lines", "flags", "head", "mark", "notes", "references", "text")

    def __init__(
        self, text: str, head: int, mark: int = 0, notes: int = -1, references: int = -1, flags: int = -1
    ) -> None:
        self.text = text
        """Of the whole entry."""
        self.head = head
        """Characters of its comments, the earlier source (`#|`) included."""
        self.mark = mark
        """Characters of the `#~ ` before each line of the message."""
        self.notes = notes
        """Where notes (`#.`) begin, behind which references and flags stand; -1 where they stand in another order."""
        self.references = references
        self.flags = flags
        self._lines: tuple[Line, ...] | None = None

    @property
    def comments(self) -> str:
        """The text of the comments."""
        return self.text[: self.head]

    @property
    def blank(self) -> bool:
        """Whether a blank line stands in the comments."""
        return self.text.startswith("\n") or self.text.find("\n\n", 0, self.head) >= 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines, each with what it is."""
        if self._lines is None:
            self._lines = tuple(self._split())
        return self._lines

    def _split(self) -> Iterator[Line]:
        blank = ""
        for text in _lines_of(self.text[: self.head]):
            if text == "\n":
                blank += text
            else:
                part = Part.PREVIOUS if text.startswith("#~|") else COMMENTS.get(text[:2], Part.COMMENT)
                yield Line(part, blank + text)
                blank = ""
        part = Part.STRING
        for text in _lines_of(self.text[self.head :]):
            if text[self.mark] == "m":
                part = next(part for keyword, part in _KEYWORDS if text.startswith(keyword, self.mark))
            yield Line(part, blank + text)
            blank = ""

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, place: int | slice) -> Line | tuple[Line, ...]:
        return self.lines[place]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __eq__(self, other: object) -> bool:
        return self.lines == (other.lines if isinstance(other, Lines) else other)

    def __hash__(self) -> int:
        return hash(self.lines)


def _lines_of(text: str) -> list[str]:
    # Not splitlines(), which also splits at every line separator of Unicode.
    *whole, rest = text.split("\n")
    lines = [line + "\n" for line in whole]
    return [*lines, rest] if rest else lines


class Previous(NamedTuple):
    """What `#|` says: the source that the translation was made for."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


class Entry(NamedTuple):
    """A message with its comments."""

    lines: Sequence[Line]
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
        from toolkit.units import text_key

        return text_key(self.msgid, context_of(self.msgctxt))

    @property
    def identity(self) -> tuple[str, str]:
        """Context and source: what the key is made of, where no digest is wanted."""
        context = self.msgctxt  # asked more often than anything else, hence without a call
        return context or ("" if context is None else EMPTY_CONTEXT), self.msgid

    @property
    def header(self) -> bool:
        """Whether it is the header of the file."""
        return self.msgid == "" and self.msgctxt is None and not self.obsolete

    @property
    def text(self) -> str:
        """The exact text in the file."""
        lines = self.lines
        return lines.text if isinstance(lines, Lines) else "".join([text for _, text in lines])

    @property
    def translated(self) -> bool:
        """Whether there are any words of a translation."""
        return any(self.msgstr)

    @property
    def flags(self) -> tuple[str, ...]:
        """Every flag of `#,` and `#=`, as they come."""
        lines = self.lines
        if isinstance(lines, Lines):
            found = _FLAGS.findall(lines.text, 0, lines.head)
            return tuple([flag for text in found for flag in flags_of(text)]) if found else ()
        return tuple([flag for part, text in lines if part in FLAG_PARTS for flag in flags_of(text)])

    @property
    def fuzzy(self) -> bool:
        """Whether the translation still wants a person."""
        # Asked so often that the lines are not taken apart unless there is something in them.
        lines = self.lines
        if isinstance(lines, Lines):
            return lines.text.find("fuzzy", 0, lines.head) >= 0 and _FUZZY.search(lines.text, 0, lines.head) is not None
        marked = [text for part, text in self.lines if "fuzzy" in text and part in FLAG_PARTS]
        return bool(marked) and any("fuzzy" in flags_of(text) for text in marked)

    @property
    def comments(self) -> tuple[str, ...]:
        """The translator's comment lines, `#` included, without line ends."""
        lines = self.lines
        if isinstance(lines, Lines) and not (lines.head and has_own_comment(lines.text, lines.head)):
            return ()
        return tuple([bare(text).strip() for text in self.of(Part.COMMENT)])

    def of(self, part: Part) -> tuple[str, ...]:
        """The lines of one part, with their line ends."""
        lines = self.lines
        if part is Part.EXTRACTED and isinstance(lines, Lines) and not lines.blank:
            # Asked of every message that is checked; it need not be taken apart for that.
            return tuple(_EXTRACTED.findall(lines.text, 0, lines.head))
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
        return self._replace(lines=(*lines[:place], *made, *rest))


def context_of(msgctxt: str | None) -> str:
    """A context as identities have it: "" of none at all."""
    return EMPTY_CONTEXT if msgctxt == "" else msgctxt or ""


def has_own_comment(text: str, end: int) -> bool:
    """Whether there may be a translator's comment within the first `end` characters of an entry."""
    return _OWN_COMMENT.search(text, 0, end) is not None


def bare(line: str) -> str:
    """A comment line of an obsolete entry without the `#~` that some programs put before it."""
    return _INNER_COMMENT.sub("", line, count=1) if line.startswith("#~") else line


def flags_of(line: str) -> list[str]:
    """The flags of a `#,` or `#=` line."""
    return [flag for flag in (word.strip() for word in bare(line).strip()[2:].split(",")) if flag]


def words_of(lines: Sequence[str], part: Part) -> list[str]:
    """What the lines of one part say: where references are wrapped makes no difference, where comments are does."""
    if part is Part.REFERENCE:
        return [word for line in lines for word in bare(line).strip()[2:].split()]
    return [bare(line).strip() for line in lines]


def place_of(word: str) -> tuple[str, int]:
    """(file, line) of a reference; line -1 where it names none."""
    match = re.search(r":(\d{1,18})$", word)
    return (word[: match.start()], int(match[1])) if match else (word, -1)


def shortened(text: str) -> str:
    """A text as errors show it."""
    return repr(text if len(text) <= 40 else text[:39] + "…")
