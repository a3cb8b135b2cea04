"""An AsciiDoc source taken apart: its blocks by the rules of Asciidoctor's parser, and where each stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.documents.commands import is_command
from toolkit.documents.markup.adoc_inline import pieces
from toolkit.documents.markup.adoc_signs import (
    ADMONITION,
    ANCHOR,
    ATTRIBUTES,
    ATTRIBUTION,
    BOX,
    BULLET,
    CALLOUT,
    CODE_STYLES,
    CONDITION,
    DELIMITER,
    ENTRY,
    HEADING,
    MACRO,
    NUMBER,
    POSITIONAL,
    QUOTED,
    QUOTES,
    REFERENCE,
    REFTEXT,
    RULE,
    TABLE,
    TERM,
    TEXT_ENTRIES,
    TITLE,
    begins_block,
    is_item,
    style_of,
)
from toolkit.documents.markup.adoc_tables import cells, is_text_table, styles
from toolkit.documents.markup.adoc_titles import EXPLICIT_ID, Heading, level_of, section_id
from toolkit.documents.markup.lined import Line, LinedReader, Sheet, shortened
from toolkit.documents.markup.opaque_lines import line_of
from toolkit.documents.markup.rst_tables import csv_cells
from toolkit.documents.markup.syntax import ATTRIBUTE_TEXT
from toolkit.units import BlockKind


@dataclass(slots=True)
class AdocReader(LinedReader):
    """Reads one source; made anew for each."""

    called: frozenset[str] = frozenset()
    """What references call: ids and words of titles."""
    _ids: Counter[str] = field(default_factory=Counter)
    _attributes: str = ""
    """The lines in brackets before the next block."""
    _listed: bool = False
    """Whether the block before is an item, whose list goes on with the next."""
    _form: tuple[str, str] = ("_", "_")
    """Prefix and separator of ids."""

    def read(self, source: str, head: int = 0) -> None:
        """Finds the blocks behind the front matter, which has `head` lines. Raises DocumentError."""
        self.scan = pieces
        self.root = Sheet(source)
        lines = self.root.lines()
        place = self._header(lines, head)
        self.blocks(self.root, lines[place:], 0)
        self.found.sort(key=lambda pair: pair[1].sheet.outer(pair[1].start))
        self.called = frozenset(self._calls())

    def flow(
        self, sheet: Sheet, lines: Sequence[Line], kind: BlockKind, level: int = 0, form: str = "paragraph",
        extra: Any = None,
    ) -> int:  # fmt: skip
        """Running text, with the texts of pictures and footnotes in it as blocks of their own."""
        number = LinedReader.flow(self, sheet, lines, kind, level, form, extra)
        place = self.found[number][1] if number >= 0 else None
        if place is None or place.text is None:
            return number
        for piece in place.text.codes.values():
            if piece.name in ("image", "note"):
                start, end = place.places.start(piece.start), place.places.end(piece.end)
                begin = sheet.source.index("[", start) + 1
                own = Line(sheet.source[begin : end - 1], begin)
                if piece.name == "note" and "\n" not in own.text:
                    LinedReader.flow(self, sheet, [own.part(0)], BlockKind.FOOTNOTE, 0, "bracketed")
                elif "\n" not in own.text:
                    self._picture(sheet, own)
        return number

    def said(self, text: str) -> str:
        """What a text among the attributes means."""
        return REFERENCE.sub(lambda match: chr(int(match[1])), text)

    def _picture(self, sheet: Sheet, line: Line) -> None:
        """The texts between the brackets of a picture."""
        if alt := POSITIONAL.match(line.text):
            self._named(sheet, line, alt)
        self._quoted(sheet, line, 0)

    def _named(self, sheet: Sheet, line: Line, match: re.Match[str]) -> None:
        """A text among the attributes, in quotation marks or without."""
        start, end = match.span(str(match.lastgroup))
        self.label(sheet, line.part(start, end), "bracketed" if match.lastgroup == "bare" else "quoted")

    def _calls(self) -> Any:
        for _, place in self.found:
            for piece in place.text.codes.values() if place.text else ():
                if piece.name == "xref":
                    yield piece.token[1].strip().removeprefix("#")
                elif piece.name in ("link", "url") and str(piece.token).startswith("xref:"):
                    yield str(piece.token)[5:].removeprefix("#")

    def _header(self, lines: Sequence[Line], place: int) -> int:
        """The title of the document with the lines of its authors; where its body begins."""
        while place < len(lines) and (not lines[place].text or lines[place].text.startswith("//")):
            if lines[place].text.startswith("////"):
                return place
            self._line_comment(lines[place])
            place += 1
        while place < len(lines) and ENTRY.match(lines[place].text):
            place = self._entry(self.root, lines, place)
        if place == len(lines) or not re.match(r"[=#][ \t]+\S", lines[place].text):
            return place
        self._heading(self.root, lines[place], 1, place=None)
        place += 1
        while place < len(lines) and lines[place].text:
            line = lines[place]
            if ENTRY.match(line.text):
                place = self._entry(self.root, lines, place)
                continue
            if line.text.startswith("//"):
                self._line_comment(line)
            elif CONDITION.match(line.text) is None:
                self.keep("metadata", [line])
            place += 1
        return place

    def blocks(self, sheet: Sheet, lines: Sequence[Line], depth: int, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """The blocks on these lines; paragraphs among them are of a kind."""
        if lines:
            self.deep(depth, sheet, lines[0])
        place = 0
        while place < len(lines):
            line = lines[place]
            if not line.text:
                place += 1
                continue
            attributes, self._attributes = self._attributes, ""
            place = self._block(sheet, lines, place, depth, kind, attributes)

    def _block(
        self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int, kind: BlockKind, attributes: str
    ) -> int:
        line = lines[place]
        text = line.text
        listed, self._listed = self._listed, False
        if text[0] == "/" and text.startswith("//") and not DELIMITER.match(text):
            self._line_comment(line)
            self._attributes, self._listed = attributes, listed
            return place + 1
        if text[0] == "[" and (ATTRIBUTES.match(text) or ANCHOR.match(text)):
            self._attributes = attributes + text
            self._attribute_line(sheet, line)
            return place + 1
        if text[0] == "." and TITLE.match(text) and not DELIMITER.match(text):
            self._attributes = attributes
            self.flow(sheet, [shortened(line, 1)], BlockKind.CAPTION, 0, "title")
            return place + 1
        if TABLE.match(text):
            return self._table(sheet, lines, place, depth, attributes)
        if not (listed and is_item(text)) and (end := self._setext(sheet, lines, place, attributes)) > place:
            return end
        if DELIMITER.match(text):
            return self._delimited(sheet, lines, place, depth, attributes)
        if text[0] == ":" and ENTRY.match(text):
            self._attributes = attributes
            return self._entry(sheet, lines, place)
        if text == "+" or RULE.match(text):
            return place + 1
        if match := CONDITION.match(text):
            self._attributes = attributes
            if match["text"]:
                self.blocks(sheet, [line.part(match.start("text"), match.end("text"))], depth + 1, kind)
            return place + 1
        if match := HEADING.match(text):
            self._heading(sheet, shortened(line, match.end()), len(match["sign"]), place=line, attributes=attributes)
            return place + 1
        if match := MACRO.match(text):
            self._block_macro(sheet, line, match)
            return place + 1
        if text[0] in "{<" and (known := line_of(text)) and known[0].name in ("tag", "long tag", "code tag"):
            return place + 1
        for marker in (BULLET, NUMBER, CALLOUT):
            if match := marker.match(text):
                box = BOX.match(text, match.end())
                begin = (box or match).end()
                level = len(match["sign"]) if marker is not CALLOUT and match["sign"][0] in "*." else 1
                end = self._text_end(lines, place + 1, in_list=True)
                own = [shortened(line, begin), *(one.part(0) for one in lines[place + 1 : end])]
                self._running(sheet, own, BlockKind.ITEM, level, attributes)
                self._listed = True
                return end
        if match := TERM.match(text):
            self._listed = True
            return self._definition(sheet, lines, place, match)
        return self._paragraph(sheet, lines, place, kind, attributes, depth)

    def _setext(self, sheet: Sheet, lines: Sequence[Line], place: int, attributes: str) -> int:
        """A title with a line under it that is as long, but for one character."""
        if place + 1 == len(lines):
            return place
        line, below = lines[place], lines[place + 1]
        if not (level := level_of(line.text, below.text)):
            return place
        self._heading(sheet, line, level, place=line, underline=below, attributes=attributes)
        return place + 2

    def _heading(
        self, sheet: Sheet, line: Line, level: int, *, place: Line | None, underline: Line | None = None,
        attributes: str = "",
    ) -> None:  # fmt: skip
        if place is None:
            match = HEADING.match(line.text)
            assert match is not None
            line = shortened(line, match.end())
        given = EXPLICIT_ID.search(attributes + line.text)
        made = next(filter(None, given.groups()), "") if given else ""
        if place is not None and sheet is self.root and not given:
            made = section_id(line.text, *self._form)
            self._ids[made] += 1
            made = made if self._ids[made] == 1 else f"{made}{self._form[1]}{self._ids[made]}"
        begin = place.start if place is not None else line.start
        extra = Heading(underline, begin, made, given is not None, line.text)
        self.flow(sheet, [line], BlockKind.HEADING, level, "heading", extra)

    def _attribute_line(self, sheet: Sheet, line: Line) -> None:
        if match := ANCHOR.match(line.text):
            if match["text"]:
                self.flow(sheet, [line.part(match.start("text"), match.end("text"))], BlockKind.LABEL, 0, "bracketed")
            return
        for match in ATTRIBUTION.finditer(line.text) if QUOTES.match(line.text) else ():
            self._named(sheet, line, match)
        self._quoted(sheet, line, 0)

    def _quoted(self, sheet: Sheet, line: Line, begin: int) -> None:
        """The texts in quotation marks that are attributes for readers."""
        for pattern in (ATTRIBUTE_TEXT, REFTEXT):
            for match in pattern.finditer(line.text, begin):
                start, end = match.span("quoted")
                if line.text[max(0, match.start() - 1)] != "%":
                    self.label(sheet, Line(line.text[start + 1 : end - 1], line.start + start + 1), "quoted")

    def _block_macro(self, sheet: Sheet, line: Line, match: re.Match[str]) -> None:
        if match["name"] in ("video", "audio"):  # the first of its attributes is an address, or whose it is
            self._quoted(sheet, line, match.start("text"))
        elif match["name"] == "image":
            self._picture(sheet, line.part(match.start("text"), match.end("text")))
        elif match["name"] not in ("toc", "include", "ifdef"):
            self.unknown.setdefault(f"{match['name']}::", self.line(sheet, line.start))

    def _entry(self, sheet: Sheet, lines: Sequence[Line], place: int) -> int:
        """An attribute of the document; its value may go on over lines."""
        match = ENTRY.match(lines[place].text)
        assert match is not None
        end = place + 1
        while lines[end - 1].text.endswith(" \\") and end < len(lines):
            end += 1
        name, value = match["name"], lines[place].text[match.end() :]
        if name == "idprefix":
            self._form = value.strip(), self._form[1]
        elif name == "idseparator":
            self._form = self._form[0], value.strip()
        if end == place + 1 and TEXT_ENTRIES.match(name):
            self.flow(sheet, [shortened(lines[place], match.end())], BlockKind.LABEL, 0, "argument")
        else:
            self.keep("metadata", lines[place:end])
        return end

    def _line_comment(self, line: Line) -> None:
        text = line.text.lstrip("/").strip()
        self.skipping = text.startswith("toolkit:skip") or (self.skipping and not text.startswith("toolkit:end"))
        if text.startswith("toolkit:note"):
            self.note = text.removeprefix("toolkit:note").strip()

    def _delimited(self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int, attributes: str) -> int:
        """A block between two lines of signs; the number of the line behind it."""
        opening = lines[place].text
        fence = re.match(r"`{3,}", opening)
        closing = fence.group() if fence else opening
        end = place + 1
        while end < len(lines) and lines[end].text != closing:
            end += 1
        inner = lines[place + 1 : end]
        style = style_of(attributes)
        if style == "verse":
            self._running(sheet, [one.part(0) for one in inner], BlockKind.PARAGRAPH, 0, "[verse]")
        elif style in CODE_STYLES or (opening[0] in "-.+`/" and opening != "--"):
            if style != "comment" and opening[0] != "/":
                self.keep("code", inner)
        else:
            self.blocks(sheet, inner, depth + 1)
            self._attributes = ""
        return min(end + 1, len(lines))

    def _running(
        self, sheet: Sheet, lines: Sequence[Line], kind: BlockKind, level: int, attributes: str, form: str = "paragraph"
    ) -> None:
        """Running text; each line a block of its own where breaks of lines count."""
        verse = style_of(attributes) == "verse"
        if verse and any(is_command(re.sub("[*_`]", "", line.text)) for line in lines):  # how a command is called
            self.keep("code", lines)
        elif verse or "hardbreaks" in attributes:
            for line in lines:
                self.flow(sheet, [line], kind, level, form)
        else:
            self.flow(sheet, lines, kind, level, form)

    def _definition(self, sheet: Sheet, lines: Sequence[Line], place: int, match: re.Match[str]) -> int:
        line = lines[place]
        self.flow(sheet, [line.part(match.start("term"), match.end("term"))], BlockKind.PARAGRAPH, 0, "term")
        begin = match.end()
        first = place + 1
        if begin == len(line.text):
            while first < len(lines) and not lines[first].text:
                first += 1
            if first == len(lines) or begins_block(lines[first].text, in_list=True):
                return place + 1
            end = self._text_end(lines, first + 1, in_list=True)
            self.flow(sheet, [one.part(0) for one in lines[first:end]], BlockKind.PARAGRAPH, 0, "paragraph")
            return end
        end = self._text_end(lines, first, in_list=True)
        more = (one.part(0) for one in lines[first:end])
        self.flow(sheet, [shortened(line, begin), *more], BlockKind.PARAGRAPH, 0, "item")
        return end

    def _paragraph(
        self, sheet: Sheet, lines: Sequence[Line], place: int, kind: BlockKind, attributes: str, depth: int
    ) -> int:
        line = lines[place]
        end = self._text_end(lines, place + 1, in_list=False)
        style = style_of(attributes)
        if line.text[0] in " \t" or style in CODE_STYLES:
            end = next((n for n in range(place + 1, len(lines)) if lines[n].text in ("", "+")), len(lines))
            if style != "comment":
                self.keep("code", lines[place:end])
            return end
        own = list(lines[place:end])
        form = "paragraph"
        if match := ADMONITION.match(line.text):
            own[0] = shortened(line, match.end())
            form = "item"
        elif line.text.startswith("> "):
            signs = [len(match.group()) if (match := QUOTED.match(one.text)) else 0 for one in own]
            self.blocks(sheet, [shortened(*one) for one in zip(own, signs, strict=True)], depth + 1)
            return end
        self._running(sheet, own, kind, 0, attributes, form)
        return end

    def _text_end(self, lines: Sequence[Line], place: int, *, in_list: bool) -> int:
        """The line behind a running text."""
        while place < len(lines) and lines[place].text and not begins_block(lines[place].text, in_list=in_list):
            place += 1
        return place

    def _table(self, sheet: Sheet, lines: Sequence[Line], place: int, depth: int, attributes: str) -> int:
        opening = lines[place].text
        end = next((n for n in range(place + 1, len(lines)) if lines[n].text == opening), len(lines))
        inner = lines[place + 1 : end]
        if opening[0] == "," or "format=csv" in attributes.replace('"', ""):
            made = csv_cells(inner) if sheet.frame is None else None
            for cell in made or ():
                self.blocks(cell, cell.lines(), depth + 1, BlockKind.CELL)
            if made is None:
                self.keep("tables that cannot be drawn anew", inner)
        elif not is_text_table(opening, attributes):
            self.keep("tables that cannot be drawn anew", inner)
        else:
            for style, own in cells(inner, opening[0], styles(attributes)):
                self._cell(sheet, own, style, depth)
        self._attributes = ""
        return min(end + 1, len(lines))

    def _cell(self, sheet: Sheet, lines: Sequence[Line], style: str, depth: int) -> None:
        if style == "a":
            self.blocks(sheet, lines, depth + 1, BlockKind.CELL)
            self._attributes = ""
        elif style in ("l", "m"):
            self.keep("code", lines)
        else:
            own: list[Line] = []
            for line in [*lines, Line("", 0)]:
                if line.text:
                    own.append(line.part(0))
                elif own:
                    self.flow(sheet, own, BlockKind.CELL, 0, "cell")
                    own = []
