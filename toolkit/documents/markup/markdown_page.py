"""A Markdown text taken apart: its blocks, and where each stands in the source."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.documents.markup import html
from toolkit.documents.markup.edits import Places
from toolkit.documents.markup.html_elements import END, NOTE, SKIP, TAGS
from toolkit.documents.markup.html_run import Page
from toolkit.documents.markup.inline_codes import has_words
from toolkit.documents.markup.lined import Line, Sheet
from toolkit.documents.markup.markdown_guests import Guest
from toolkit.documents.markup.markdown_inline import TITLE, running_text
from toolkit.documents.markup.markdown_place import Place
from toolkit.documents.markup.markdown_source import inline, tokens
from toolkit.documents.markup.markdown_tables import drawn
from toolkit.documents.markup.running import Piece
from toolkit.documents.markup.syntax import ATTRIBUTE_TEXT, TAG_TITLE, UNKNOWN
from toolkit.documents.markup.tags import decoded
from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.front_matter import front_matter, moved
from toolkit.documents.strings.no_text import is_no_text
from toolkit.units import Block, BlockKind, plain, visible

TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
"""The box of a task, that stands before the words of a paragraph."""
STATE = re.compile(r"\[[^\[\]\w\n]\][ \t]+(?=\S)")
"""The same with another state in it, as Obsidian has them: of an item alone."""
EMOJI = re.compile(r":[\w+-]+:")
QUOTED = re.compile(r"""(?<=[ \t])(?P<quoted>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""")
UNESCAPED = re.compile(r"\\(.)")
NO_WORD = re.compile(r"[./\\:_^=()]")
"""Stands in names of files, addresses and versions, which are no titles."""
PICTURE_STYLE = re.compile(
    r"(?:bg|(?:w|h|width|height):[\w.%]+)(?:\s+(?:bg|fit|cover|contain|auto|vertical|\d+%|(?:left|right|blur|brightness|"
    r"contrast|grayscale|opacity|saturate|sepia|invert|hue-rotate|drop-shadow|w|h|width|height)(?::[\w.%,()\#-]+)?))*"
)
"""What Marp has in the place of an alternative text: `![bg left:40%](a.svg)`."""
CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class MarkdownReader:
    """Reads one source, whose lines end in LF; made anew for each."""

    source: str
    options: ReadOptions
    where: str = ""
    mdx: bool = False
    environment: dict[str, Any] = field(default_factory=dict)
    languages: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end, form) of each attribute value of HTML that names the language of the text, as in a Page."""
    kept: Counter[str] = field(default_factory=Counter)
    """Rule -> letters that are in no block."""
    unknown: dict[str, int] = field(default_factory=dict)
    """What looks like syntax in a text -> the first line that has it."""
    language: str = ""
    _found: list[tuple[Block, Place]] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _row: tuple[int, list[tuple[int, int]]] = (-1, [])
    """Where a row of a table begins, and where in it its cells stand."""
    _note: str = ""
    _skipping: bool = False

    def read(self, known: dict[str, Any] | None = None) -> list[tuple[Block, Place]]:
        """The blocks in order; of a cell within a text, `known` is what that has found. Raises DocumentError."""
        self.language = self.options.language
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.source))]
        head = self._front_matter() if known is None else 0
        found, self.environment = tokens(self.source, self.where, mdx=self.mdx, head=head, known=known)
        self.environment["language"] = self.language
        opened: list[tuple[BlockKind, int]] = []
        lists = cell = 0
        underlined = False
        row = -1
        for token in found:
            kind = token.type
            if kind == "drawn table":
                self._drawn(token)
            elif kind == "fence" and token.info == "eval-rst" and not token.markup and not self._skipping:
                self._guest(token)
            elif kind == "fence" and token.info == "metadata" and not token.markup and not self._skipping:
                first, last = token.map
                self._front_matter(self._lines[first], self._lines[last] if last < len(self._lines) else None)
            elif kind in ("fence", "code_block"):
                self._keep("skip" if self._skipping else "code", token.content)
                if kind == "fence" and token.markup and "=" in token.info and not self._skipping:
                    low = self._lines[token.map[0]]
                    end = self.source.find("\n", low)
                    self._quoted(low, end if end >= 0 else len(self.source), attributes=True)
            elif kind == "html_block":
                self._html(token)
            elif kind in ("bullet_list_open", "ordered_list_open"):
                lists += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                lists -= 1
            elif kind == "list_item_open":
                opened.append((BlockKind.ITEM, lists))
            elif kind == "footnote_reference_open":
                opened.append((BlockKind.FOOTNOTE, 0))
            elif kind == "heading_open":
                underlined = token.markup in ("=", "-")
                opened.append((BlockKind.HEADING, int(token.tag[1])))
            elif kind in ("th_open", "td_open"):
                opened.append((BlockKind.CELL, 0))
            elif kind in ("list_item_close", "footnote_reference_close", "heading_close", "th_close", "td_close"):
                opened.pop()
            elif kind == "tr_open":
                cell, row = 0, row + 1
            elif kind == "opaque":
                self._opaque(token)
            elif kind == "inline" and "label" in token.meta:
                self._line_text(token)
            elif kind == "inline":
                block_kind, level = opened[-1] if opened else (BlockKind.PARAGRAPH, 0)
                form = {BlockKind.HEADING: "heading", BlockKind.CELL: "cell"}.get(block_kind, "paragraph")
                self._inline(token, block_kind, level, cell, "underlined" if underlined else form)
                underlined = False
                cell += 1
        if known is None:
            self._references()
        return sorted(self._found, key=lambda pair: pair[1].order)

    def _drawn(self, token: Any) -> None:
        """The cells of a table that is drawn with characters: each is read as a text of its own."""
        lines = [Line(self.source[low:high].rstrip(), low) for low, high in token.meta["lines"]]
        table = None if self._skipping else drawn(Sheet(self.source), lines)
        if table is None:
            self._keep("skip" if self._skipping else "tables that cannot be drawn anew", token.content)
            return
        for cell in table.cells:
            inner = MarkdownReader(cell.source, self.options, self.where, self.mdx)
            for block, place in inner.read(self.environment):
                at = cell.outer(place.start)
                kind = BlockKind.CELL if block.kind is BlockKind.PARAGRAPH else block.kind
                made = replace(block, kind=kind, line=self._line(at), start=at, note=block.note or self._note)
                self._note = ""
                self._found.append((made, replace(place, cell=cell)))
            self.kept.update(inner.kept)
            for sign in inner.unknown:
                self.unknown.setdefault(sign, self._line(cell.outer(0)))

    def _guest(self, token: Any) -> None:
        """A text in another format."""
        start, end = (self._lines[line] if line < len(self._lines) else len(self.source) for line in token.map)
        guest = Guest(self.source[start:end], start, token.map[0] + 1, replace(self.options, path=self.where))
        for number, block in enumerate(guest.blocks(self.kept, self.unknown)):
            self._found.append((block, Place(start, end, "guest", guest=guest, number=number)))

    def _inline(self, token: Any, kind: BlockKind, level: int, cell: int, form: str) -> None:
        if self._skipping:
            self._keep("skip", token.content)
        if self._skipping or not token.content.strip() or "lines" not in token.meta:
            return
        content, children = token.content, token.children or []
        lines: list[tuple[int, int]] = token.meta["lines"]
        if kind is BlockKind.CELL:
            placed = self._cell(lines[0], cell, content)
            if placed is None:
                return
            start, end, places = placed
        else:
            start, end, places = self._paragraph(content, lines)
        head = TASK.match(content) if form == "paragraph" else None
        if head or (head := STATE.match(content) if kind is BlockKind.ITEM else None):
            form = "continued"
            content = content[head.end() :]
            children = inline(content, self.environment)
            places = places.shifted(head.end())
            start = places.start(0)
        self._running(content, children, kind, level, (start, end, places), form)

    def _opaque(self, token: Any) -> None:
        """Texts in the lines of a site generator: titles in quotation marks, attributes that people read."""
        if self._skipping:
            self._keep("skip", token.content)
            return
        if token.info not in ("comment", "code tag", "code container", "math", "module"):
            for low, high in token.meta["lines"]:
                self._quoted(low, high, attributes=token.meta["attributes"], title=token.meta["quoted"])
        elif token.info != "comment":
            self._keep("code", token.content)

    def _quoted(self, low: int, high: int, *, attributes: bool, title: bool = False) -> None:
        """The texts in quotation marks between two offsets: all of them, or those of attributes."""
        escaped = self.source.startswith("{{", low)
        for pattern in (QUOTED,) if title else (ATTRIBUTE_TEXT, TAG_TITLE) if attributes else ():
            for match in pattern.finditer(self.source, low, high):
                start, end = match.span("quoted")
                inner = self.source[start + 1 : end - 1]
                text = UNESCAPED.sub(r"\1", inner) if escaped else decoded(inner)
                if has_words(text) and not (NO_WORD.search(text) and is_no_text(text)):
                    self._label(text, start, end, "escaped" if escaped else "quoted")

    def _line_text(self, token: Any) -> None:
        """Running text in the line of a site generator."""
        low, high = token.meta["lines"][0]
        if self._skipping:
            self._keep("skip", token.content)
            return
        before, behind = token.meta["label"]
        around = ("> " if token.meta["quoted"] else "") + before, behind
        at = low, high, Places([(0, low)])
        self._running(token.content, token.children or [], BlockKind.LABEL, 0, at, "alt", around=around)

    def _running(
        self, content: str, children: list[Any], kind: BlockKind, level: int, at: tuple[int, int, Places], form: str,
        wrap: tuple[int, int] | None = None, around: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        start, end, places = at
        text = running_text(content, children, self.language)
        for piece in text.codes.values():
            self._inner(content, piece, places, form)
            if note := NOTE.fullmatch(content[piece.start : piece.end]):
                self._note = " ".join(note[1].split())
        if not any(isinstance(part, str) and any(map(str.isalnum, part)) for part in text.content):
            self._keep("markup", visible(text.content))
            return
        for part in text.content:
            if isinstance(part, str) and (sign := UNKNOWN.search(part)):
                self.unknown.setdefault(sign.group().strip(), self._line(start))
        block = Block(kind, text.content, level, self._line(start), start=start, note=self._note)
        self._note = ""
        self._found.append((block, Place(start, end, form, text, places, wrap=wrap, around=around)))

    def _inner(self, content: str, piece: Piece, places: Places, form: str) -> None:
        """Texts inside of a code: what a picture shows, titles of pictures and links, notes, attributes of HTML."""
        raw = content[piece.start : piece.end]
        if piece.name.startswith("html ") and piece.kind != "close" and "=" in raw:
            tag = html.page(raw, self.language, fragment=True)
            self._page(tag, places.shifted(piece.start), "cell" if form == "cell" else "tag")
        if piece.token is not None and piece.token.type == "syntax" and piece.token.meta.get("attributes"):
            self._quoted(places.start(piece.start), places.end(piece.end), attributes=True)
        ends_link = piece.token is not None and (piece.token.type, piece.token.info) == (
            "syntax_close",
            "template link",
        )
        if ends_link and (match := TITLE.search(content[: piece.end], piece.start)):
            title = decoded(match[1][1:-1])
            self._label(title, places.start(match.start(1)), places.end(match.end(1)), "title")
        if piece.name == "image":
            low, high = piece.token.meta["label"]
            label = content[low:high]
            if PICTURE_STYLE.fullmatch(label):
                return
            children = inline(label, self.environment)
            wrap = None
            if content[high : piece.end] in ("]", "][]"):
                wrap = places.end(high) + 1, places.end(piece.end)
            where = places.start(low), places.end(high) if high > low else places.start(low), places.shifted(low)
            self._running(label, children, BlockKind.LABEL, 0, where, "alt", wrap)
        elif piece.name == "footnote" and raw.startswith("^["):
            low, high = piece.start + 2, piece.end - 1
            children = inline(content[low:high], self.environment)
            where = places.start(low), places.end(high), places.shifted(low)
            self._running(content[low:high], children, BlockKind.FOOTNOTE, 0, where, "alt")
        if piece.name == "image" or (piece.name == "link" and piece.kind == "close"):
            low = piece.token.meta["label"][1] if piece.name == "image" else piece.start
            if raw.endswith(")") and piece.token.attrs.get("title"):
                self._title(content, piece, low, places)

    def _title(self, content: str, piece: Piece, low: int, places: Places) -> None:
        match = TITLE.search(content[: piece.end], low)
        if match:
            self._label(
                str(piece.token.attrs["title"]), places.start(match.start(1)), places.end(match.end(1)), "title"
            )

    def _references(self) -> None:
        """Titles of link references."""
        for reference in self.environment.get("references", {}).values():
            first, last = reference["map"]
            low, high = self._lines[first], self._lines[last] if last < len(self._lines) else len(self.source)
            match = TITLE.search(self.source[low:high].rstrip())
            if reference.get("title") and match and reference.get("href") not in ("", "#"):  # those are comments
                self._label(reference["title"], low + match.start(1), low + match.end(1), "title")

    def _label(self, text: str, start: int, end: int, form: str) -> None:
        if any(map(str.isalnum, EMOJI.sub("", text))):
            block = Block(BlockKind.LABEL, plain(text), line=self._line(start), start=start)
            self._found.append((block, Place(start, end, form)))

    def _front_matter(self, start: int = 0, end: int | None = None) -> int:
        """Reads the front matter, or metadata from one offset to another; how many lines it has."""
        found = front_matter(self.source[start:end], self.options)
        for value in moved(found.values, start, self.source.count("\n", 0, start)):
            kind = BlockKind.TITLE if value.path == ("title",) and not start else BlockKind.LABEL
            note = ".".join(value.path)
            block = Block(
                kind, plain(value.text), line=value.line, start=value.start, note="" if note == "title" else note
            )
            self._found.append((block, Place(value.start, value.end, "value", value=value)))
        self.languages += [(low + start, high + start, "tag") for low, high, _ in found.names]
        self.kept.update({"metadata": found.letters} if found.letters else {})
        return self.source.count("\n", 0, found.end) if found.end < len(self.source) else len(self._lines)

    def _html(self, token: Any) -> None:
        spans: list[tuple[int, int]] = token.meta.get("lines", [])
        text, places = self._lines_of(spans)
        if note := NOTE.fullmatch(text.strip()):
            self._note = " ".join(note[1].split())
            return
        skips = [match.end() for match in SKIP.finditer(text)]
        ends = [match.end() for match in END.finditer(text)]
        was_skipping = self._skipping
        if skips or ends:
            self._skipping = max(skips, default=-1) > max(ends, default=-1)
        if was_skipping and not ends:
            self._keep("skip", TAGS.sub("", text))
            return
        if was_skipping:
            text, places = text[ends[0] :], places.shifted(ends[0])
        page = html.page(text, self.language, where=self.where, fragment=True)
        second = self._lines[token.map[0] + 1] if len(spans) > 1 else 0
        self._page(page, places, "html", self.source[second : spans[1][0]] if second else "")

    def _lines_of(self, spans: list[tuple[int, int]]) -> tuple[str, Places]:
        """Lines of the source, without what stands before them, as one text with its places."""
        starts, offset = [], 0
        for low, high in spans:
            starts.append((offset, low))
            offset += high - low + 1
        return "\n".join([self.source[low:high] for low, high in spans]), Places(starts or [(0, 0)])

    def _page(self, page: Page, places: Places, form: str, prefix: str | None = None) -> None:
        """The blocks of a piece of HTML, and what names their language."""
        self.kept.update(page.kept)
        for block, site in zip(page.blocks, page.sites, strict=True):
            codes = {key: (places.start(start), places.end(end)) for key, (start, end) in site.codes.items()}
            end = places.end(site.end) if site.end > site.start else places.start(site.end)
            moved = replace(site, start=places.start(site.start), end=end, codes=codes)
            said = block.note or (self._note if form == "html" else "")
            self._note = "" if form == "html" else self._note
            made = replace(block, start=moved.start, line=self._line(moved.start), note=said)
            self._found.append((made, Place(moved.start, moved.end, form, html=moved, prefix=prefix)))
        named = [one for one in page.languages if one[1] > one[0]]
        self.languages += [(places.start(start), places.end(end), form) for start, end, form in named]

    def _paragraph(self, content: str, lines: list[tuple[int, int]]) -> tuple[int, int, Places]:
        """Start, end and places of the content of a paragraph or heading, line by line."""
        starts = []
        offset = 0
        said = content.split("\n")
        while len(lines) > len(said) and not self.source[slice(*lines[0])].strip():
            lines = lines[1:]  # of a form feed, markdown-it makes nothing
        for number, line in enumerate(said):
            blank = len(line) - len(line.lstrip(" \t"))
            low, high = lines[number]
            if number == 0:
                low = self._heading(low, high, line)
            starts.append((offset + (blank if number else 0), low))
            offset += len(line) + 1
        places = Places(starts)
        return places.start(0), places.end(len(content)), places

    def _heading(self, low: int, high: int, line: str) -> int:
        """Where the words of a line begin that may be a heading's: behind its signs."""
        if self.source.startswith(line, low):
            return low
        signs = re.compile(r"#{1,6}[ \t]+").match(self.source, low, high)
        return signs.end() if signs else self.source.index(line, low, high)

    def _cell(self, line: tuple[int, int], number: int, content: str) -> tuple[int, int, Places] | None:
        """The same of the cell with a number in its row; a bar with a backslash is a bar in the content."""
        low = line[0]
        if self._row[0] != low:
            text = self.source[slice(*line)]
            edges = [-1, *(match.start() for match in CELL_END.finditer(text)), len(text)]
            cells = [(edges[place] + 1, edges[place + 1]) for place in range(len(edges) - 1)]
            if cells and not text[slice(*cells[0])].strip():
                cells.pop(0)
            self._row = low, cells
        cells = self._row[1]
        if number >= len(cells):
            return None
        start, end = cells[number]
        raw = self.source[low + start : low + end]
        start += len(raw) - len(raw.lstrip())
        raw = raw.strip()
        if raw.replace("\\|", "|") != content:
            return None
        starts = [(0, low + start)]
        for count, match in enumerate(re.finditer(r"\\\|", raw)):
            starts.append((match.start() - count, low + start + match.start() + 1))
        return low + start, low + start + len(raw), Places(starts)

    def _keep(self, rule: str, text: str) -> None:
        if count := sum(map(str.isalpha, text)):
            self.kept[rule] += count

    def _line(self, offset: int) -> int:
        return bisect_right(self._lines, offset)
