"""What stands in the directives of reStructuredText: their arguments, options and bodies."""

from collections.abc import Sequence

from toolkit.documents.markup.lined import Line, LinedReader, Sheet, dedented, reach, shortened
from toolkit.documents.markup.rst_directives import META_TEXTS, OPTION_TEXTS, Directive, directive
from toolkit.documents.markup.rst_signs import DIRECTIVE_OPTION, ENTRY, FIELD, VERSION
from toolkit.documents.markup.rst_tables import csv_cells
from toolkit.units import BlockKind


class DirectiveReader(LinedReader):
    """Reads directives; who reads blocks is its heir."""

    def blocks(
        self, sheet: Sheet, lines: Sequence[Line], depth: int, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0,
        *, top: bool = True,
    ) -> None:  # fmt: skip
        """The blocks on these lines; paragraphs among them are of a kind."""
        raise NotImplementedError

    def directive(self, sheet: Sheet, name: str, lines: list[Line], depth: int) -> None:
        """What is text in a directive, whose first line is what stands behind its colons."""
        known = directive(name)
        at = lines[0]
        if known is None:
            self.unknown.setdefault(f".. {name}::", self.line(sheet, at.start))
            self.keep("unknown directives", lines[1:])
            return
        argument: list[Line] = []
        place = 0
        if not known.optional:
            while place < len(lines) and lines[place].text and (
                not DIRECTIVE_OPTION.match(lines[place].text) or (place == 0 and known.argument)
            ):  # fmt: skip
                argument.append(lines[place])
                place += 1
            place = max(place, 1)
        elif not at.text:
            place = 1
        optional = known.body != "fields"  # which are content there
        while optional and place < len(lines) and (match := DIRECTIVE_OPTION.match(lines[place].text)):
            following = reach(lines, place + 1, lambda one: one.indent > 0, blank=False)
            self._option(
                sheet, match["key"], [shortened(lines[place], match.end()), *dedented(lines[place + 1 : following])]
            )
            place = following
        self._argument(sheet, name, known, argument)
        self._directive_body(sheet, name, known, lines[place:], depth)

    def _argument(self, sheet: Sheet, name: str, known: Directive, lines: list[Line]) -> None:
        if known.argument == "words" and lines:
            version = VERSION.match(lines[0].text)
            lines = [shortened(lines[0], version.end() if version else 0), *lines[1:]]
        if known.argument:
            kind = BlockKind.CAPTION if name.endswith("table") else BlockKind.LABEL
            kind = BlockKind.PARAGRAPH if known.argument == "words" or name == "replace" else kind
            self.flow(sheet, lines, kind, 0, "argument")

    def _option(self, sheet: Sheet, key: str, lines: list[Line]) -> None:
        if key == "header" and lines[0].text:
            self._csv(sheet, lines)
        elif key in OPTION_TEXTS and len(lines) == 1:
            if key == "caption":
                self.flow(sheet, lines, BlockKind.CAPTION, 0, "argument")
            else:
                self.label(sheet, lines[0])
        elif key in OPTION_TEXTS:
            self.flow(sheet, lines, BlockKind.LABEL, 0, "argument")

    def _directive_body(self, sheet: Sheet, name: str, known: Directive, lines: list[Line], depth: int) -> None:
        if known.body == "blocks":
            kind = BlockKind.CAPTION if name == "figure" else BlockKind.PARAGRAPH
            self.blocks(sheet, lines, depth + 1, kind, top=False)
        elif known.body == "csv":
            self._csv(sheet, lines)
        elif known.body == "entries":
            for line in lines:
                if match := ENTRY.match(line.text):
                    self.label(sheet, Line(match["title"], line.start), "entry")
        elif known.body == "fields":
            for line in lines:
                match = FIELD.match(line.text)
                if match and match["name"].split()[0].split("=")[-1].lower() in META_TEXTS:
                    self.label(sheet, shortened(line, match.end()))
        elif known.body == "glossary":
            for start, line in enumerate(lines):
                if line.text and line.indent == 0:
                    self.keep("terms of a glossary", [line])
                    end = reach(lines, start + 1, lambda one: one.indent > 0)
                    self.blocks(sheet, dedented(lines[start + 1 : end]), depth + 1, top=False)
        else:
            self.keep("code", lines)

    def _csv(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        """Cells of a table in CSV, which are texts of their own."""
        cells = csv_cells(lines) if sheet.frame is None else None
        if cells is None:
            self.keep("tables that cannot be drawn anew", lines)
            return
        for cell in cells:
            self.blocks(cell, cell.lines(), 1, BlockKind.CELL, top=False)
