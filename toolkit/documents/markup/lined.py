"""Formats whose markup is in their lines (reStructuredText, AsciiDoc): places of blocks, and how they are written back.

A reader finds blocks in a *sheet*: the whole source, or the text of one cell of a table that is drawn with characters
and must be drawn anew when a cell changes; then its *frame* draws it.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol

from toolkit.documents.markup.edits import Edit, EditedText, Places, Shift
from toolkit.documents.markup.running import Piece, RunningText, assembled, has_letters
from toolkit.documents.markup.syntax import LONGEST_SHORT
from toolkit.errors import DocumentError
from toolkit.units import Block, BlockKind, Code, Content, apart, content_of, flatten, plain, visible

DEEPEST = 60
"""Blocks in blocks; what is deeper is no text."""
TAB = 8
"""Columns between the stops of tabs."""
BREAKS = re.compile(r"[ \t]*(?:\n[ \t]*)+")
SHORT_NAMES = frozenset(
    {"em", "strong", "code", "url", "substitution", "syntax", "footnote", "mark", "script", "macro"}
)


class Line(NamedTuple):
    """A line of a sheet, without the indentation of what it stands in and without white space at its end."""

    text: str
    start: int
    """Offset of the text in the sheet."""

    @property
    def end(self) -> int:
        """Offset behind the text."""
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        """Columns of white space before its words."""
        blank = self.text[: len(self.text) - len(self.text.lstrip(" \t"))]
        return len(blank.expandtabs(TAB))

    def cut(self, columns: int) -> "Line":
        """The line without that many columns of white space before it, as far as it has them."""
        place = reached = 0
        while place < len(self.text) and reached < columns and self.text[place] in " \t":
            reached += 1 if self.text[place] == " " else TAB - reached % TAB
            place += 1
        return Line(self.text[place:], self.start + place)

    def part(self, start: int, end: int | None = None) -> "Line":
        """A part of the line, without white space around it."""
        text = self.text[start:end]
        return Line(text.strip(), self.start + start + len(text) - len(text.lstrip()))


class Frame(Protocol):
    """What is drawn around sheets."""

    start: int
    end: int

    def drawn(self, texts: Mapping["Sheet", str]) -> str:
        """The whole frame with new texts in some of its sheets. Raises DocumentError where that cannot be."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A text in which blocks stand."""

    source: str
    """Lines end in LF."""
    places: Places | None = None
    """Offsets in it -> offsets in the whole source; None where it is that."""
    frame: Frame | None = None

    def outer(self, offset: int) -> int:
        """The offset in the whole source."""
        return offset if self.places is None else self.places.start(offset)

    def lines(self) -> list[Line]:
        """All of its lines."""
        made, start = [], 0
        for text in self.source.split("\n"):
            made.append(Line(text.rstrip(), start))
            start += len(text) + 1
        return made


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its sheet, and how it is written there."""

    start: int
    end: int
    form: str
    sheet: Sheet
    places: Places
    text: RunningText | None = None
    """Of running text; None for plain text."""
    prefix: str = ""
    """What stands before the second line and those behind it."""
    extra: Any = None
    """What else its format must know to write it."""


@dataclass(slots=True)
class LinedReader:
    """What the readers of both formats note; made anew for each document."""

    scan: Callable[[str], list[Piece]]
    """The pieces of a running text."""
    where: str = ""
    root: Sheet = field(default_factory=lambda: Sheet(""))
    found: list[tuple[Block, Place]] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    """Rule -> letters that are in no block."""
    unknown: dict[str, int] = field(default_factory=dict)
    """What looks like syntax and is not known -> the first line that has it."""
    note: str = ""
    skipping: bool = False
    _lines: list[int] = field(default_factory=list)

    def line(self, sheet: Sheet, offset: int) -> int:
        """The line of the source, counted from 1."""
        if not self._lines:
            self._lines = [0]
            for text in self.root.source.split("\n"):
                self._lines.append(self._lines[-1] + len(text) + 1)
        return bisect_right(self._lines, sheet.outer(offset))

    def keep(self, rule: str, lines: Iterable[Line]) -> None:
        """Counts the letters of lines that are in no block."""
        rule = "skip" if self.skipping else rule
        if count := sum(sum(map(str.isalpha, line.text)) for line in lines):
            self.kept[rule] += count

    def deep(self, depth: int, sheet: Sheet, line: Line) -> None:
        """Raises DocumentError for blocks that are nested as in no text."""
        if depth > DEEPEST:
            message = f"blocks are nested more than {DEEPEST} deep here; no text is, repair the file"
            raise DocumentError(message, path=self.where or None, line=self.line(sheet, line.start))

    def flow(
        self, sheet: Sheet, lines: Sequence[Line], kind: BlockKind, level: int = 0, form: str = "paragraph",
        extra: Any = None,
    ) -> int:  # fmt: skip
        """Running text on these lines becomes a block; its number, or -1 where it has no words."""
        lines = [line for line in lines if line.text]
        if not lines:
            return -1
        if self.skipping:
            self.keep("skip", lines)
            return -1
        source = "\n".join([line.text for line in lines])
        starts, offset = [], 0
        for line in lines:
            starts.append((offset, line.start))
            offset += len(line.text) + 1
        places = Places(starts)
        found = self.scan(source)
        for piece in found:
            if piece.kind == "placeholder" and piece.name != "break":  # a code that is broken over lines shows no break
                piece.text = piece.text.replace("\n", " ")
        text = assembled(source, found, _is_short)
        if not has_letters(text.content):
            if count := sum(map(str.isalpha, visible(text.content))):
                self.kept["markup"] += count
            return -1
        prefix = sheet.source[sheet.source.rfind("\n", 0, lines[1].start) + 1 : lines[1].start] if lines[1:] else ""
        place = Place(lines[0].start, lines[-1].end, form, sheet, places, text, prefix, extra)
        return self._add(kind, text.content, level, place)

    def label(self, sheet: Sheet, line: Line, form: str = "plain", kind: BlockKind = BlockKind.LABEL) -> None:
        """A text without markup."""
        if self.skipping:
            self.keep("skip", [line])
        elif any(map(str.isalnum, line.text)):
            place = Place(line.start, line.end, form, sheet, Places([(0, line.start)]))
            self._add(kind, plain(self.said(line.text)), 0, place)

    def said(self, text: str) -> str:
        """What a text without markup means."""
        return text

    def _add(self, kind: BlockKind, content: Content, level: int, place: Place) -> int:
        at = place.sheet.outer(place.start)
        block = Block(kind, content, level, self.line(place.sheet, place.start), start=at, note=self.note)
        self.note = ""
        self.found.append((block, place))
        return len(self.found) - 1


def _is_short(piece: Piece, raw: str) -> bool:
    return piece.name in SHORT_NAMES and len(raw) <= LONGEST_SHORT and "\n" not in raw and "<" not in raw


def shortened(line: Line, by: int) -> Line:
    """The line without so many characters at its beginning."""
    return Line(line.text[by:], line.start + by)


def reach(lines: Sequence[Line], place: int, fits: Callable[[Line], bool], *, blank: bool = True) -> int:
    """The line behind those that fit, blank ones between them included."""
    end = place
    while place < len(lines) and (fits(lines[place]) if lines[place].text else blank):
        place += 1
        if lines[place - 1].text:
            end = place
    return end


def dedented(lines: Sequence[Line]) -> list[Line]:
    """The lines without the white space that all of them begin with."""
    least = min((line.indent for line in lines if line.text), default=0)
    return [line.cut(least) for line in lines]


Write = Callable[[Content, Block, Place, Callable[[Place, Piece], str]], str]
"""Writes a new content of a block: (content, block, place, what stands for a code) -> text whose lines end in LF."""


def rewritten(
    text: str,
    root: Sheet,
    found: Sequence[tuple[Block, Place]],
    replacements: Mapping[int, Content],
    write: Write,
    more: Callable[[int, str], Iterable[tuple[Sheet, Edit]]],
    besides: Iterable[Edit] = (),
) -> str:
    """The text with blocks replaced; `more` gives what a new text of a heading changes with it, as its underline.

    `besides` are places of the whole source that change too.

    Raises DocumentError.
    """
    shift = Shift(text)
    rendered = {place.sheet: EditedText(place.sheet.source, ()) for _, place in found}
    edits: dict[Sheet, list[Edit]] = defaultdict(list)

    def code(place: Place, piece: Piece) -> str:
        return rendered[place.sheet].render(place.places.start(piece.start), place.places.end(piece.end))

    titles: list[int] = []
    for index, content in replacements.items():
        block, place = found[index]
        if content == block.content:
            continue
        if place.form == "heading":
            titles.append(index)
        else:
            make = partial(_line_broken, write, content, block, place, code)
            edits[place.sheet].append(Edit(place.start, place.end, make))
    rendered.update((sheet, EditedText(sheet.source, own)) for sheet, own in edits.items())
    for index in titles:  # how long they are is known only with the texts of the codes in them
        block, place = found[index]
        new = write(replacements[index], block, place, code)
        edits[place.sheet].append(Edit(place.start, place.end, partial(str, new)))
        for sheet, edit in more(index, new):
            edits[sheet].append(edit)
    framed: dict[int, tuple[Frame, dict[Sheet, str]]] = {}
    for sheet, own in edits.items():
        rendered[sheet] = EditedText(sheet.source, own)
        if sheet.frame is not None:
            new = rendered[sheet].render(0, len(sheet.source))
            framed.setdefault(id(sheet.frame), (sheet.frame, {}))[1][sheet] = new
    own = [*besides, *edits[root]] + [
        Edit(frame.start, frame.end, partial(frame.drawn, texts)) for frame, texts in framed.values()
    ]
    own = [Edit(shift(edit.start), shift(edit.end), partial(_with_ending, edit.make, shift.ending)) for edit in own]
    return EditedText(text, own).render(0, len(text))


def _with_ending(make: Callable[[], str], ending: str) -> str:
    return make().replace("\n", ending)


def _line_broken(
    write: Write, content: Content, block: Block, place: Place, code: Callable[[Place, Piece], str]
) -> str:
    return write(content, block, place, code).replace("\n", "\n" + place.prefix)


def tidy(content: Content, *, one_line: bool) -> Content:
    """Without blank lines and, where `one_line`, without lines, and without white space at both ends."""
    parts: list[str | Code] = []
    for part in content:
        if isinstance(part, str):
            part = BREAKS.sub(" " if one_line else "\n", part)
        parts.append(part)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" \t\n")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" \t\n")
    return tuple(part for part in parts if part != "")


def readings(content: Content) -> Iterator[Content]:
    """What a new text may be: as it is or, where that cannot be written, with a space where codes touch each other
    or a word, or without its pairs, which the verdict tells.
    """
    yield content
    yield from (one for one in (apart(content, words=False), apart(content)) if one != content)
    if any(isinstance(part, Code) and part.kind != "placeholder" for part in content):
        yield content_of(part for part in content if isinstance(part, str) or part.kind == "placeholder")


def one_line(content: Content) -> str:
    """A text without markup, on one line."""
    return " ".join(flatten(content).split())


def unnested(content: Content) -> Content:
    """A content in which no pair stands within another, nor around nothing: what formats without nesting can have."""
    parts: list[str | Code] = []
    held: list[Code] = []
    """Single codes that stood in a pair, and come behind it."""
    waiting: Code | None = None
    for part in content:
        if isinstance(part, str):
            parts.append(part)
        elif part.kind == "placeholder":
            (parts if waiting is None else held).append(part)
        elif part.kind == "open":
            if waiting is not None:
                parts += [_partner(content, waiting), *held]
                held = []
            waiting = part
            parts.append(part)
        elif waiting is not None and waiting.id == part.id:
            waiting = None
            parts += [part, *held]
            held = []
    return _spaces_outside(_without_empty(parts))


def _partner(content: Content, code: Code) -> Code:
    return next(part for part in content if isinstance(part, Code) and part.id == code.id and part.kind == "close")


def _without_empty(parts: list[str | Code]) -> list[str | Code]:
    made: list[str | Code] = []
    for part in parts:
        if isinstance(part, Code) and part.kind == "close":
            place = next(n for n in range(len(made) - 1, -1, -1) if getattr(made[n], "kind", "") == "open")
            inner = made[place + 1 :]
            if not any(isinstance(one, Code) or one.strip() for one in inner):
                made[place:] = inner
                continue
        made.append(part)
    return made


def _spaces_outside(parts: list[str | Code]) -> Content:
    """White space just inside of a pair, moved outside."""
    made: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and made and isinstance(made[-1], Code) and made[-1].kind == "open":
            inner = part.lstrip()
            if part != inner and inner:
                made.insert(len(made) - 1, part[: len(part) - len(inner)])
            made.append(inner)
        elif isinstance(part, Code) and part.kind == "close" and isinstance(made[-1], str):
            inner = made[-1].rstrip()
            space = made[-1][len(inner) :]
            made[-1:] = [inner, part, space]
        else:
            made.append(part)
    return content_of(made)
