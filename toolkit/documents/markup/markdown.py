"""Markdown (CommonMark with tables, strikethrough, footnotes and front matter), in place.

Blocks are headings, paragraphs, list items, cells, notes, and the texts of pictures, titles and front matter; inline
markup is codes. Code blocks and everything between blocks stay to the byte.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from toolkit.documents.markup import html, html_writing
from toolkit.documents.markup import markdown_writing as writing
from toolkit.documents.markup.edits import Edit, EditedText, Shift, unified
from toolkit.documents.markup.lined import Frame, Sheet
from toolkit.documents.markup.markdown_guests import Guest
from toolkit.documents.markup.markdown_page import MarkdownReader
from toolkit.documents.markup.markdown_place import Place
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain import charsets
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Block, Code, Content, Document, flatten

LARGEST = 16_000_000
"""Bytes of a text; four times the Bible."""
ESCAPED = re.compile(r"\\(.)|\|", re.DOTALL)
IN_CELL = "\\", "&#92;"
"""No backslash makes one in a cell harmless: before a bar, whatever stands before it, it belongs to the bar."""
IN_TABLE = "|", "&#124;"
"""A line with a bar above a row of hyphens is a table, whatever stands before the bar."""
INDENT = re.compile(r"[ \t>]*")
BELOW = re.compile(r"[ \t]*(\n[^\n]*)")
DELIMITERS = re.compile(r"\n[ \t>]*[-:|][-:| \t]*")
"""A line that makes a table of one with bars, or with columns of spaces, above it."""
HEADER_BEHIND = re.compile(r"[^\n]*\n[ \t>]*[-:|][-:| \t]*(?=\n|\Z)")
"""What stands behind a cell in the first row of a table."""
MARKED = re.compile(r"[:~|]")
"""Stands before words that would begin another block than a paragraph without it."""
SPACES = " \t\n\r\f\v"
"""What a text cannot begin or end with; a no-break space it can, and may keep a tag from beginning a line."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for wrong bytes, and for blocks nested as in no text."""
    text, _, _ = charsets.decode(data, name, options, most=LARGEST, declared=False)
    reader, found = _parsed(unified(text), options, name)
    return options.document(name, "markdown", (block for block, _ in found), reader.kept, reader.unknown)


def rewrite(
    data: bytes, name: str, replacements: Mapping[int, Content], options: ReadOptions, target: Language | None = None
) -> bytes:
    """The text with blocks replaced, by index; everything else is kept to the byte.

    `lang` or `language` in the front matter, and `lang` in HTML, become the target's. Raises DocumentError.
    """
    if not replacements and target is None:
        return data
    where = options.path or name
    text, mark, encoding = charsets.decode(data, name, options, most=LARGEST, declared=False)
    source = unified(text)
    reader, found = _parsed(source, options, name)
    shift = Shift(text)
    edits: dict[Sheet | None, list[Edit]] = defaultdict(list)
    made: dict[Sheet | None, EditedText] = {None: EditedText(text, ())}

    def render(cell: Sheet | None, start: int, end: int) -> str:
        return made[cell].render(start, end) if cell is not None else made[None].render(shift(start), shift(end))

    guests: dict[Guest, dict[int, Content]] = defaultdict(dict)
    for index, content in replacements.items():
        block, place = found[index]
        if content == block.content:
            continue
        if place.guest is not None:
            guests[place.guest][place.number] = content
            continue
        cell = place.cell
        own, ending = (source, shift.ending) if cell is None else (cell.source, "\n")
        show = partial(render, cell)
        write = partial(_written, content, block, place, own, show, reader.environment, ending, where)
        edits[cell].append(_edit(place.start, place.end, write, None if cell else shift))
        if place.wrap is not None:  # the label of a picture was its text
            label = " ".join(own[place.start : place.end].split())
            edits[cell].append(_edit(*place.wrap, partial(str, f"[{label}]"), None if cell else shift))
    for guest, own_texts in guests.items():
        make = partial(_ended, partial(guest.rewritten, own_texts), shift.ending)
        edits[None].append(_edit(guest.start, guest.start + len(guest.text), make, shift))
    if target is not None:
        for start, end, form in reader.languages:
            edits[None].append(_edit(start, end, partial(html.language_value, target, form), shift))
    tables: dict[int, tuple[Frame, dict[Sheet, str]]] = {}
    for cell, own_edits in [pair for pair in edits.items() if pair[0] is not None]:
        assert cell is not None
        assert cell.frame is not None
        made[cell] = EditedText(cell.source, own_edits)
        tables.setdefault(id(cell.frame), (cell.frame, {}))[1][cell] = made[cell].render(0, len(cell.source))
    for table, texts in tables.values():
        edits[None].append(
            _edit(table.start, table.end, partial(_ended, partial(table.drawn, texts), shift.ending), shift)
        )
    made[None] = EditedText(text, edits[None])
    return charsets.encode(made[None].render(0, len(text)), text, data, mark, encoding, where)


def _edit(start: int, end: int, make: Callable[[], str], shift: Shift | None) -> Edit:
    """An edit of a cell, whose lines end in LF, or of the text as it is."""
    return Edit(start, end, make) if shift is None else Edit(shift(start), shift(end), make)


def _ended(make: Callable[[], str], ending: str) -> str:
    return make().replace("\n", ending)


@lru_cache(2)  # a text that was read is rewritten next, and its translation read again
def _parsed(source: str, options: ReadOptions, name: str) -> tuple[MarkdownReader, list[tuple[Block, Place]]]:
    """The blocks with their places, and the reader that found them. Raises DocumentError."""
    reader = MarkdownReader(source, options, options.path or name, name.lower().endswith(".mdx"))
    return reader, reader.read()


def _written(
    content: Content,
    block: Block,
    place: Place,
    source: str,
    render: Callable[[int, int], str],
    environment: dict[str, Any],
    ending: str,
    where: str,
) -> str:
    old = source[place.start : place.end]
    if place.form == "title":
        return writing.title(flatten(content), old)
    if place.form in ("quoted", "escaped"):
        return writing.quoted(flatten(content), old, backslash=place.form == "escaped")
    if place.value is not None:
        return place.value.encode(flatten(content)).replace("\n", ending)
    if place.html is not None:
        breaks = _Breaks(source, place, ending)
        made = []
        for part in _first_line_kept(content, block.content):
            if isinstance(part, Code):
                made.append(render(*place.html.codes[part.id, part.kind]))
            else:  # a line more would not be in the quotation or list that the first is in
                text = re.sub(r"\s*\n\s*", "\n" if "\n" in old else " ", part)
                text = html_writing.written(text, place.html, xml=False)
                made.append(breaks(text.replace("|", "\\|") if place.form == "cell" else text))
        return "".join(made)
    assert place.text is not None
    assert place.places is not None
    tidy = _tidy(content, one_line=place.form in ("heading", "cell", "alt") or "\n" not in old)
    breaks = _Breaks(source, place, ending)
    for parts, lines, is_apart, is_bare in _ways(tidy, place, source, mdx=bool(environment.get("mdx"))):
        inner = [part if isinstance(part, str) else _sign(part, place, part.raw) for part in parts]
        if not is_bare and (place.form in ("paragraph", "continued", "underlined") or _begins_line(place, source)):
            inner = _at_line_starts(parts, inner)
        said = "".join(inner)
        if is_apart and not writing.is_meant(said, tidy, place.text, place.form, environment, place.around):
            continue
        there = said.replace("|", "\\|") if place.form == "cell" else said
        if is_apart and any(lines) and not writing.is_alike(there, old, lines, environment):
            continue
        spelled = _spelled(parts, inner, place, render, breaks)
        if is_apart or writing.is_meant_there(
            unified(spelled), old, lines, (tidy, block.content), place.text, environment
        ):
            return spelled
    raise DocumentError(
        "this translation cannot be written as Markdown; simplify its markup", path=where, line=block.line
    )


def _spelled(
    parts: list[str | Code], inner: list[str], place: Place, render: Callable[[int, int], str], breaks: "_Breaks"
) -> str:
    """The parts, with what stands in the source for their codes, as far as that is not written anew."""
    assert place.text is not None
    assert place.places is not None
    out = []
    for part, sign, after in zip(parts, inner, [*parts[1:], ""], strict=True):
        if isinstance(part, str):
            code = after if isinstance(after, Code) and place.form != "cell" else None
            behind = place.places.start(place.text.codes[code.id, code.kind].start) if code is not None else 0
            out.append(breaks(sign.replace("|", "\\|") if place.form == "cell" else sign, behind))
        else:
            piece = place.text.codes[part.id, part.kind]
            start = place.places.start(piece.start)
            # A line break goes as far as the words of the next line, behind an indent or the sign of a quotation.
            end = place.places.start(piece.end) if piece.name == "break" else place.places.end(piece.end)
            written = piece.written.replace("|", "\\|") if place.form == "cell" else piece.written
            out.append(written or render(start, end))
    return "".join(out)


def _ways(
    content: Content, place: Place, source: str, *, mdx: bool
) -> Iterator[tuple[list[str | Code], tuple[str, str], bool, bool]]:
    """Ways of writing a content, also with references for what no backslash makes harmless, and with single spaces.

    With each, the lines beside it that must not make other blocks of it, whether it is to be read apart from them (what
    nobody can is read among them, and at last what makes other blocks is better than nothing), and whether what begins
    a line may look like the beginning of a block.
    """
    assert place.text is not None
    is_whole = place.form in ("paragraph", "continued", "heading", "underlined")
    line = source.rfind("\n", 0, place.start) + 1
    above = source[source.rfind("\n", 0, max(0, line - 1)) + 1 : line].lstrip()
    below = BELOW.match(source, place.end) if is_whole else None
    beside = above + source[line : place.start], below[1] if below else ""
    in_table = below is not None and DELIMITERS.fullmatch(below[1]) is not None
    is_marked = is_whole and MARKED.search(source, line, place.start) is not None
    nothing = "", ""
    cell = partial(_each, change=lambda text: ESCAPED.sub(partial(_as_reference, *IN_CELL), text))
    if place.form == "cell":
        behind = HEADER_BEHIND.match(source, place.end) if _begins_line(place, source) else None
        if behind is not None:  # a sign that begins a block may be what ends the paragraph of a quotation above
            for is_bare in (False, True):
                for parts in writing.attempts(content, place.text, mdx=mdx):
                    yield cell(parts), (beside[0], behind[0]), True, is_bare
        yield from ((cell(parts), nothing, True, False) for parts in writing.attempts(content, place.text, mdx=mdx))
        return
    passes = [(beside if in_table or is_marked else nothing, True)]
    passes += [(beside, False), (nothing, True)] if is_whole else []
    for lines, is_apart in passes:
        for parts in writing.attempts(content, place.text, mdx=mdx):
            yield parts, lines, is_apart, False
            for broken in _broken(parts) if is_whole else ():
                yield broken, lines, is_apart, False
            if in_table:
                parts = _each(parts, lambda text: ESCAPED.sub(partial(_as_reference, *IN_TABLE), text))
                yield parts, lines, is_apart, False
                yield _each(parts, lambda text: re.sub("  +", " ", text)), lines, is_apart, False


def _each(parts: list[str | Code], change: Callable[[str], str]) -> list[str | Code]:
    return [change(part) if isinstance(part, str) else part for part in parts]


def _broken(parts: list[str | Code]) -> Iterator[list[str | Code]]:
    """The parts with a new line behind a code with a bar in it, which would make a table of the line with the next."""
    bars = [place for place, part in enumerate(parts) if isinstance(part, Code) and "|" in part.raw]
    for place in range(bars[0] + 1, len(parts)) if bars else ():
        part = parts[place]
        if isinstance(part, str) and " " in part:
            yield [*parts[:place], part.replace(" ", "\n", 1), *parts[place + 1 :]]


def _first_line_kept(content: Content, own: Content) -> Content:
    """The content with the tag that begins a piece of HTML alone on its line, as it was: else it would begin none."""
    tag = own[0]
    breaks = len(own) > 1 and isinstance(own[1], str) and re.match(r"[ \t]*\n", own[1])
    if not breaks or not isinstance(tag, Code) or (content[:1] != (tag,) and tag.kind != "placeholder"):
        return content
    rest = [part for part in content if part != tag]
    if rest and isinstance(rest[0], str):
        rest[0] = rest[0].lstrip(SPACES)
    return (tag, "\n", *rest)


def _begins_line(place: Place, source: str) -> bool:
    """Whether this is the first cell of a row that has no bar before it."""
    return place.form == "cell" and "|" not in source[source.rfind("\n", 0, place.start) + 1 : place.start]


def _sign(code: Code, place: Place, raw: str) -> str:
    assert place.text is not None
    return place.text.codes[code.id, code.kind].written or raw


def _as_reference(character: str, reference: str, match: re.Match[str]) -> str:
    return reference if character in (match[1], match.group()) else match.group()


def _at_line_starts(parts: list[str | Code], inner: list[str]) -> list[str]:
    """Texts that begin a line, with what would begin a block there made harmless."""
    made = []
    at_start = True
    for part, sign in zip(parts, inner, strict=True):
        if isinstance(part, str):
            first, *rest = sign.split("\n")
            first = writing.line_starts(first) if at_start else first
            sign = "\n".join([first, *(writing.line_starts(one) for one in rest)])
            at_start = sign.endswith("\n")
        else:
            at_start = sign.endswith("\n")
        made.append(sign)
    return made


def _tidy(content: Content, *, one_line: bool) -> Content:
    """Without blank lines and, in a heading or cell, without lines; spaces at their ends would mean something."""
    parts: list[str | Code] = []
    for part in content:
        if isinstance(part, str):
            part = re.sub(r"[ \t]*(?:\n[ \t]*)+", " " if one_line else "\n", part.replace("\r", ""))
        elif part.raw.startswith("<") and parts and isinstance(parts[-1], str) and parts[-1].endswith("\n"):
            parts[-1] = parts[-1][:-1] + " "  # at the beginning of a line, it might begin a block of HTML
        parts.append(part)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(SPACES)
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(SPACES)
    return tuple(part for part in parts if part != "")


class _Breaks:
    """Writes line breaks with what stands before the lines of the block: the signs of quotations, indents."""

    def __init__(self, source: str, place: Place, ending: str) -> None:
        second = source.find("\n", place.start, place.end) + 1
        self._source, self._ending = source, ending
        self._prefix = ending + (place.prefix or "")
        if second and place.prefix is None:
            words = place.places.first_from(second) if place.places is not None else None
            if words is None:
                match = INDENT.match(source, second)
                words = match.end() if match else second
            self._prefix += source[second:words]

    def __call__(self, text: str, behind: int = 0) -> str:
        """The text; a code at `behind` begins its line where it did, for further left it might be a block."""
        if text.endswith("\n") and behind:
            before = INDENT.match(self._source, self._source.rfind("\n", 0, behind) + 1)
            if before and before.end() == behind:
                return text[:-1].replace("\n", self._prefix) + self._ending + before.group()
        return text.replace("\n", self._prefix)
