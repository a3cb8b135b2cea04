"""A reStructuredText source taken apart: its blocks by the states of docutils' parser, and where each stands."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from toolkit.documents.markup.drawn_tables import Table, columns, grid
from toolkit.documents.markup.lined import Line, Sheet, dedented, reach, shortened
from toolkit.documents.markup.opaque_lines import line_of
from toolkit.documents.markup.rst_content import DirectiveReader
from toolkit.documents.markup.rst_directives import (
    FIELDS_KEPT,
)
from toolkit.documents.markup.rst_inline import called, normalized, pieces
from toolkit.documents.markup.rst_signs import (
    ADORNMENT,
    BULLET,
    CLASSIFIER,
    DIRECTIVE,
    END,
    ENUMERATOR,
    EXPLICIT,
    FIELD,
    GRID,
    LINE_BLOCK,
    NOTE,
    NOTE_COMMENT,
    OPTION,
    SIMPLE,
    SKIP,
    SUBSTITUTION,
    TARGET,
)
from toolkit.documents.markup.rst_tables import simple
from toolkit.units import BlockKind

Parse = Callable[[Sheet, Sequence[Line], int], tuple[int, Table | None]]
"""Of a table: (sheet, lines, number of its first line) -> the number of the line behind it, and its cells."""


@dataclass(slots=True)
class Heading:
    """What must be drawn anew around a title."""

    adornments: tuple[Line, ...]
    """The lines over and under it."""
    indent: int
    """Columns before its words."""
    name: str
    """By which references may call it."""
    level: int = 0


@dataclass(slots=True)
class RstReader(DirectiveReader):
    """Reads one source; made anew for each."""

    styles: list[str] = field(default_factory=list)
    """The adornments of each level that were seen."""
    numbered: dict[int, bool] = field(default_factory=dict)
    """Where a line begins that looks like an item with a number -> whether it is one."""
    called: frozenset[str] = frozenset()
    """The names that references call."""

    def read(self, source: str) -> None:
        """Finds the blocks. Raises DocumentError."""
        self.scan = pieces
        self.root = Sheet(source)
        self.blocks(self.root, self.root.lines(), 0)
        self.found.sort(key=lambda pair: pair[1].sheet.outer(pair[1].start))
        texts = [place.text for _, place in self.found if place.text]
        self.called = frozenset(filter(None, (called(piece.token) for text in texts for piece in text.codes.values())))

    def blocks(
        self, sheet: Sheet, lines: Sequence[Line], depth: int, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0,
        *, top: bool = True,
    ) -> None:  # fmt: skip
        """The blocks on these lines; paragraphs among them are of a kind."""
        if lines:
            self.deep(depth, sheet, lines[0])
        place = 0
        while place < len(lines):
            line = lines[place]
            if not line.text:
                place += 1
            elif line.text[0] in " \t":
                end = reach(lines, place, lambda one: one.indent > 0)
                self.blocks(sheet, dedented(lines[place:end]), depth + 1, kind, level, top=False)
                place = end
            else:
                place = self._block(sheet, lines, place, depth, kind, level, top=top)

    def _block(
        self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int, kind: BlockKind, level: int, *, top: bool
    ) -> int:
        """The block that begins on a line that is not indented; the number of the line behind it."""
        line = lines[place]
        text = line.text
        if text.startswith((".. ", "__ ", "..\t")) or text in ("..", "__"):
            return self._explicit(sheet, lines, place, depth)
        if text[0] in "-+*•‣⁃" and (match := BULLET.match(text)):
            return self._item(sheet, lines, place, match.end(), depth, level)
        if text.startswith(">>> "):
            end = _until_blank(lines, place)
            self.keep("code", lines[place:end])
            return end
        if (
            (text[0].isalnum() or text[0] in "(#")
            and (match := ENUMERATOR.match(text))
            and self._is_enumerated(lines, place)
        ):
            return self._item(sheet, lines, place, match.end(), depth, level)
        if text[0] == ":" and (match := FIELD.match(text)):
            return self._field(sheet, lines, place, match, depth)
        if (
            text[0] in "-/"
            and (match := OPTION.match(text))
            and (match.end() < len(text) or _goes_on_inside(lines, place))
        ):
            return self._body_of(sheet, lines, place, match.end(), depth)
        if text[0] == "|" and LINE_BLOCK.match(text):
            return self._line_block(sheet, lines, place)
        if text[0] == "+" and GRID.match(text):
            return self._table(sheet, lines, place, depth, grid)
        if text[0] == "=" and SIMPLE.match(text):
            return self._table(sheet, lines, place, depth, simple)
        if (end := self._title(sheet, lines, place, top=top)) > place:
            return end
        if text[0] in "{<" and (known := line_of(text)) and known[0].name in ("tag", "long tag", "code tag"):
            self.keep("code", [line])
            return place + 1
        return self._paragraph(sheet, lines, place, depth, kind, level)

    def _title(self, sheet: Sheet, lines: Sequence[Line], place: int, *, top: bool) -> int:
        """A section title with its lines, or a transition."""
        line = lines[place]
        below = lines[place + 1] if place + 1 < len(lines) else Line("", 0)
        if ADORNMENT.match(line.text):
            under = lines[place + 2] if place + 2 < len(lines) else Line("", 0)
            if not below.text:
                return place + 1 if len(line.text) >= 4 else place
            wide = len(line.text) >= 4 or len(line.text) >= columns(below.text)
            if top and under.text == line.text and wide and not ADORNMENT.match(below.text):
                words = below.part(0)
                indent = len(below.text) - len(words.text)
                self._heading(sheet, words, (line, under), f"{line.text[0]}{line.text[0]}", indent)
                return place + 3
            return place
        if not top or not below.text or not ADORNMENT.match(below.text):
            return place
        if len(below.text) >= 4 or len(below.text) >= columns(line.text):
            self._heading(sheet, line, (below,), below.text[0], 0)
            return place + 2
        return place

    def _heading(self, sheet: Sheet, line: Line, adornments: tuple[Line, ...], style: str, indent: int) -> None:
        if style not in self.styles:
            self.styles.append(style)
        level = self.styles.index(style) + 1
        extra = Heading(adornments, indent, normalized(line.text), level)
        self.flow(sheet, [line], BlockKind.HEADING, level, "heading", extra)

    def _paragraph(
        self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int, kind: BlockKind, level: int
    ) -> int:
        end = place
        while end < len(lines) and lines[end].text and (end == place or lines[end].text[0] not in " \t"):
            if CARD_FOOT.fullmatch(lines[end].text) and depth:
                break
            end += 1
        if end == place:  # what parts the foot of a card from its body (sphinx-design)
            return end + 1
        own = list(lines[place:end])
        inside = end < len(lines) and lines[end].text[:1] in (" ", "\t")
        if inside and len(own) == 1:
            return self._definition(sheet, lines, place, depth)
        if inside:  # docutils complains of this indentation, and would take a single line for a term
            self.keep("unexpected indentation", own)
            return end
        literal = own[-1].text.endswith("::")
        if literal:
            last = own.pop()
            if stripped := last.text[:-2].rstrip():
                own.append(Line(stripped, last.start))
        self.flow(sheet, own, kind, level)
        return self._literal(lines, end) if literal else end

    def _literal(self, lines: Sequence[Line], place: int) -> int:
        """The literal block behind a paragraph that ends with two colons."""
        start = place
        while place < len(lines) and not lines[place].text:
            place += 1
        if place == len(lines):
            return place
        first = lines[place].text[0]
        if first in " \t":
            end = reach(lines, place, lambda one: one.indent > 0)
        elif place > start and ADORNMENT.match(first):
            end = _until_blank(lines, place)
        else:
            return start
        self.keep("code", lines[place:end])
        return end

    def _definition(self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int) -> int:
        term = lines[place]
        if match := CLASSIFIER.search(term.text):
            term = Line(term.text[: match.start()], term.start)
        if term.text.endswith("::"):
            self.keep("code", lines[place : place + 1])
            return self._literal(lines, place + 1)
        self.flow(sheet, [term], BlockKind.PARAGRAPH, 0, "term")
        end = reach(lines, place + 1, lambda one: one.indent > 0)
        self.blocks(sheet, dedented(lines[place + 1 : end]), depth + 1, top=False)
        return end

    def _is_enumerated(self, lines: Sequence[Line], place: int) -> bool:
        """Whether what looks like the number of an item is one: the lines below say it."""
        walked = []
        while (known := self.numbered.get(lines[place].start)) is None:
            walked.append(lines[place].start)
            if place + 1 == len(lines) or not lines[place + 1].text or lines[place + 1].indent:
                known = True
                break
            if not _is_next(lines[place], lines[place + 1]):
                known = False
                break
            place += 1
        self.numbered.update(dict.fromkeys(walked, known))
        return known

    def _item(self, sheet: Sheet, lines: Sequence[Line], place: int, width: int, depth: int, level: int) -> int:
        """An item of a list: what stands as far in as its words."""
        end = place + 1
        while end < len(lines) and (not lines[end].text or lines[end].indent >= width):
            end += 1
        if lines[place].text[0] not in "-+*•‣⁃" and not _is_closed(lines, place, end):
            self.keep("unexpected indentation", lines[place:end])  # docutils complains of it
            return end
        own = [shortened(lines[place], width), *(one.cut(width) for one in lines[place + 1 : end])]
        self.blocks(sheet, own, depth + 1, BlockKind.ITEM, level + 1, top=False)
        return end

    def _field(self, sheet: Sheet, lines: Sequence[Line], place: int, match: re.Match[str], depth: int) -> int:
        name = match["name"].split()[0].lower()
        if name in FIELDS_KEPT:
            end = reach(lines, place + 1, lambda one: one.indent > 0)
            self.keep("metadata", lines[place:end])
            return end
        return self._body_of(sheet, lines, place, match.end(), depth)

    def _body_of(self, sheet: Sheet, lines: Sequence[Line], place: int, begin: int, depth: int) -> int:
        """What stands behind a marker and, farther in, on the lines below it."""
        end = reach(lines, place + 1, lambda one: one.indent > 0)
        own = [shortened(lines[place], begin), *dedented(lines[place + 1 : end])]
        self.blocks(sheet, own, depth + 1, top=False)
        return end

    def _line_block(self, sheet: Sheet, lines: Sequence[Line], place: int) -> int:
        while place < len(lines) and lines[place].text and LINE_BLOCK.match(lines[place].text):
            match = LINE_BLOCK.match(lines[place].text)
            assert match is not None
            own = [lines[place].part(match.end())]
            place += 1
            while place < len(lines) and lines[place].text[:1] in (" ", "\t") and lines[place].text:
                own.append(lines[place].part(0))
                place += 1
            self.flow(sheet, own, BlockKind.PARAGRAPH, 0, "verse")
        return place

    def _table(self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int, parse: Parse,
    ) -> int:  # fmt: skip
        end, table = parse(sheet, lines, place)
        if end == place:
            return self._paragraph(sheet, lines, place, depth, BlockKind.PARAGRAPH, 0)
        if table is None or sheet.frame is not None or self.skipping:
            self.keep("tables that cannot be drawn anew", lines[place:end])
        else:
            for cell in table.cells:
                self.blocks(cell, cell.lines(), depth + 1, BlockKind.CELL, top=False)
        return end

    def _explicit(self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int) -> int:
        """What begins with two dots, or is an anonymous target."""
        line = lines[place]
        match = EXPLICIT.match(line.text)
        end = reach(lines, place + 1, lambda one: one.indent > 0)
        if match is None:
            return end
        rest = shortened(line, match.end())
        inner = dedented(lines[place + 1 : end])
        if found := NOTE.match(rest.text):
            own = [shortened(rest, found.end()), *inner]
            self.blocks(sheet, own, depth + 1, BlockKind.FOOTNOTE, top=False)
        elif TARGET.match(rest.text):
            pass
        elif found := SUBSTITUTION.match(rest.text):
            self.directive(sheet, found["directive"], [shortened(rest, found.end()), *inner], depth)
        elif found := DIRECTIVE.match(rest.text):
            self.directive(sheet, found["name"], [shortened(rest, found.end()), *inner], depth)
        else:
            self._comment([rest, *inner])
            if not rest.text and not (place + 1 < len(lines) and lines[place + 1].text):
                return place + 1  # an empty comment takes nothing behind a blank line
        return end

    def _comment(self, lines: Sequence[Line]) -> None:
        text = lines[0].text
        if SKIP.match(text):
            self.skipping = True
        elif END.match(text):
            self.skipping = False
        elif match := NOTE_COMMENT.match(text):
            self.note = " ".join([text[match.end() :], *(line.text for line in lines[1:])]).strip()


CARD_FOOT = re.compile(r"\+{3,}\s*")


def _until_blank(lines: Sequence[Line], place: int) -> int:
    while place < len(lines) and lines[place].text:
        place += 1
    return place


def _is_next(line: Line, following: Line) -> bool:
    """Whether the number of an item follows on another."""
    own, other = (ENUMERATOR.match(one.text) for one in (line, following))
    if own is None or other is None:
        return False
    number, after = (match[0].strip().strip("().") for match in (own, other))
    if number.isdigit() and after.isdigit():
        return int(after) == int(number) + 1
    return after == "#" or (len(number) == len(after) == 1 and ord(after) == ord(number) + 1) or len(after) > 1


def _is_closed(lines: Sequence[Line], place: int, end: int) -> bool:
    """Whether a blank line, another item or nothing comes behind an item."""
    return end == len(lines) or not lines[end - 1].text or not lines[end].text or _is_next(lines[place], lines[end])


def _goes_on_inside(lines: Sequence[Line], place: int) -> bool:
    return place + 1 < len(lines) and bool(lines[place + 1].text) and lines[place + 1].indent > 0
