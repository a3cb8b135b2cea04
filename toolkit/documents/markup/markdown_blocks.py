"""Blocks that CommonMark does not know and that are no opaque lines: what stands behind marks, drawn tables.

Rules for markdown-it; and what these and those of `markdown_syntax.py` push.
"""

import re
from typing import Any

from toolkit.documents.markup.opaque_lines import (
    COLUMNS,
    DASHES,
    GRID,
    KEY,
    MARKDOWN_TAG,
    MARKERS,
    METADATA,
    METADATA_KEYS,
    MOST_LINES,
    RULED,
    Line,
)

UNDERLINE = re.compile(r"=+[ \t]*|[|: \t]*-[-|: \t]*")
"""Makes a heading or a table of the words above it."""
MARKS_BEFORE = re.compile(r"\A[:~>*+-][ \t]+")
"""Of a definition, a quotation or an item: the spaces behind it part no columns."""
BODY = 4
"""Columns that the body of an admonition, a tab or a definition stands farther in."""


def drawn_table(state: Any, start: int, end: int, silent: bool) -> bool:
    """A table of Pandoc that is drawn with spaces and hyphens, or a grid."""
    if silent or (state.is_code_block(start) and not RULED.fullmatch(line_text(state, start))):
        return False
    first = line_text(state, start).rstrip()
    second = line_text(state, start + 1).rstrip() if start + 1 < end else ""
    stop = start
    headed = RULED.fullmatch(second) and COLUMNS.search(MARKS_BEFORE.sub("", first))
    if GRID.fullmatch(first) or headed or RULED.fullmatch(first):
        while stop < end and not state.isEmpty(stop):
            stop += 1
        if RULED.fullmatch(first) and not RULED.fullmatch(
            line_text(state, stop - 1).rstrip() if stop > start + 1 else ""
        ):
            stop = _ruled_end(state, stop, end)
    elif DASHES.fullmatch(first) and second:
        while stop < end and not (
            stop > start and state.isEmpty(stop) and DASHES.fullmatch(line_text(state, stop - 1))
        ):
            stop += 1
        lines = [line_text(state, number) for number in range(start, stop)]
        if len(lines) < 4 or not DASHES.fullmatch(lines[-1]) or not any(map(RULED.fullmatch, lines)):
            return False
    if stop - start < 2:
        return False
    least = min(state.sCount[line] for line in range(start, stop) if not state.isEmpty(line))
    token = state.push("drawn table", "", 0)
    token.content, token.map, token.info = state.getLines(start, stop, 0, False), [start, stop], "drawn table"
    token.meta = {
        "lines": [
            (min(state.bMarks[line] + min(state.tShift[line], least), state.eMarks[line]), state.eMarks[line])
            for line in range(start, stop)
        ]
    }
    state.line = stop
    return True


def _ruled_end(state: Any, stop: int, end: int) -> int:
    """The line behind a table without heads whose rows blank lines part: it ends as it begins."""
    for line in range(stop, min(end, stop + MOST_LINES)):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        if RULED.fullmatch(line_text(state, line).rstrip()) and (line + 1 == end or state.isEmpty(line + 1)):
            return line + 1
    return stop


def metadata(state: Any, start: int, end: int, silent: bool) -> bool:
    """A block of YAML between the others, as Pandoc has for its metadata and Slidev for a slide's."""
    if (
        silent
        or start + 1 >= end
        or line_text(state, start).rstrip() != "---"
        or (start and not state.isEmpty(start - 1))
    ):
        return False
    if METADATA.match(line_text(state, start + 1)) is None or line_text(state, start + 1)[0] in "-#":
        return False
    keys: list[str] = []
    for line in range(start + 1, min(end, start + 60)):
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if text and state.sCount[line] < state.blkIndent:
            return False
        if text in ("---", "..."):
            if not _is_metadata(keys):
                return False
            push_code(state, start, line + 1, "metadata")
            state.line = line + 1
            return True
        if key := KEY.match(text):
            keys.append(key[1])
        if not METADATA.fullmatch(text) and (text or not _goes_on(state, line + 1, end)):
            return False
    return False


def _is_metadata(keys: list[str]) -> bool:
    """Whether these are keys, and no words before a colon in a heading of one line."""
    return len(keys) > 1 or keys[0].islower() or keys[0].lower() in METADATA_KEYS


def _goes_on(state: Any, line: int, end: int) -> bool:
    """Whether a value of several paragraphs goes on behind a blank line: further in, as its first lines are."""
    while line < end and state.isEmpty(line):
        line += 1
    return line < end and state.sCount[line] > state.blkIndent


def markdown_in_html(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - it is one line
    """A tag that says that what follows is Markdown: it stands alone, whatever comes behind it."""
    if state.is_code_block(start) or MARKDOWN_TAG.fullmatch(line_text(state, start)) is None:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content, token.map = line_text(state, start), [start, start + 1]
        state.line = start + 1
    return True


def marked(state: Any, start: int, end: int, silent: bool) -> bool:
    """What stands behind a mark that CommonMark does not know: a block of its own, like a list item."""
    if state.is_code_block(start):
        return False
    found = _mark(state, start, end, behind=state.env.get("behind", {}).get(start, ""))
    if found is None or (silent and found[0] != "definition"):
        return False
    if silent:
        return True
    name, match = found
    begin, shift, columns = state.bMarks[start], state.tShift[start], state.sCount[start]
    width = match.end()
    if width == len(line_text(state, start)):  # an empty line of a line block
        push_opaque(state, start, start + 1, None)
        state.line = start + 1
        return True
    state.bMarks[start], state.tShift[start], state.sCount[start] = begin + shift + width, 0, columns + width
    is_caption = bool(state.tokens) and state.tokens[-1].info == "drawn table"
    push_opaque(state, start, start, None)
    indent = 0 if name == "line" else BODY if is_caption else min(width, BODY)
    tokenize_body(state, start - 1, end, columns + indent, first=start, name=name)
    state.bMarks[start], state.tShift[start], state.sCount[start] = begin, shift, columns
    return True


def _mark(state: Any, line: int, end: int, *, behind: str = "") -> tuple[str, re.Match[str]] | None:
    """The mark that a line begins with, and its name; `behind`: that of the mark behind whose words it stands."""
    text = line_text(state, line)
    for name, pattern in MARKERS.items():
        match = pattern.match(text) if text[:1] in _MARKS[name] or not _MARKS[name] else None
        if match is None:
            continue
        before = line - 1 if line and not state.isEmpty(line - 1) else line - 2
        if name == "definition":  # of the term on the line before it
            if before < 0 or state.isEmpty(before):
                continue
        elif name == "caption":
            if not state.tokens or state.tokens[-1].info != "drawn table":
                continue
        elif name == "line":
            if _is_underlined(state, line + 1, end):
                continue
        elif behind != name and name in ("item", "field") and " " not in match.group().rstrip() and text[0] != "#":
            beside = [number for number in (line - 1, line + 1) if 0 <= number < end]
            if not any(pattern.match(line_text(state, number)) for number in beside):
                continue
        return name, match
    return None


def _is_underlined(state: Any, line: int, end: int) -> bool:
    """Whether behind lines of verse, and what is further in below them, comes what makes a heading or table of them."""
    while line < end and not state.isEmpty(line):
        if UNDERLINE.fullmatch(line_text(state, line)):
            return True
        if state.tShift[line] < 1 and MARKERS["line"].match(line_text(state, line)) is None:
            return False
        line += 1
    return False


_MARKS = {"definition": ":~", "caption": "T", "example": "(", "item": "", "line": "|", "field": ":", "property": ""}


def _ends_words(state: Any, line: int, end: int, name: str) -> bool:
    """Whether a line, or its being a term of the next, ends the words behind a mark with a name."""
    if _mark(state, line, end, behind=name):
        state.env.setdefault("behind", {})[line] = name
        return True
    if any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph")):
        return True
    if name == "line" and state.tShift[line] < 1:  # a line of verse goes on further in
        return True
    found = _mark(state, line + 1, end) if line + 1 < state.lineMax else None
    return found is not None and found[0] == "definition"


def paragraph(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - it begins where no other does
    """A paragraph of MDX, where what stands four columns in is no code: the next block may begin there."""
    end = state.lineMax
    before, state.parentType = state.parentType, "paragraph"
    rules = state.md.block.ruler.getRules("paragraph")
    stop = start + 1
    while stop < end and not state.isEmpty(stop):
        if state.sCount[stop] >= 0 and any(rule(state, stop, end, True) for rule in rules):
            break
        stop += 1
    content = state.getLines(start, stop, state.blkIndent, False).strip()
    state.line = stop
    for kind, tag, nesting in (("paragraph_open", "p", 1), ("inline", "", 0), ("paragraph_close", "p", -1)):
        token = state.push(kind, tag, nesting)
        token.map = [start, stop]
        if kind == "inline":
            token.content, token.children = content, []
    state.parentType = before
    return True


def tokenize_body(
    state: Any, opening: int, end: int, indent: int, first: int | None = None, name: str = ""
) -> None:  # fmt: skip
    """The blocks on the lines that stand at least `indent` columns in, from `first` or the line behind `opening`."""
    begin = opening + 1 if first is None else first
    stop = begin if first is None else begin + 1
    if first is not None:  # words that follow at once are the same paragraph's, wherever they stand
        while stop < end and not state.isEmpty(stop) and not _ends_words(state, stop, end, name):
            stop += 1
    while name != "line" and stop < end and (state.isEmpty(stop) or state.sCount[stop] >= indent):
        stop += 1
    while stop > begin and state.isEmpty(stop - 1):
        stop -= 1
    if stop <= begin:
        return
    before = state.blkIndent, state.lineMax, state.parentType, state.listIndent
    state.blkIndent, state.lineMax, state.parentType, state.listIndent = indent, stop, "root", -1
    state.level += 1
    if first is not None:
        own = state.sCount[first]
        state.sCount[first] = indent
        state.md.block.tokenize(state, begin, stop)
        state.sCount[first] = own
    else:
        state.md.block.tokenize(state, begin, stop)
    state.level -= 1
    state.blkIndent, state.lineMax, state.parentType, state.listIndent = before
    state.line = max(state.line, begin)


def kept_body(state: Any, begin: int, end: int, indent: int) -> int:
    """Keeps the lines that stand at least `indent` columns in; the line behind them."""
    stop = begin
    while stop < end and (state.isEmpty(stop) or state.sCount[stop] >= indent):
        stop += 1
    while stop > begin and state.isEmpty(stop - 1):
        stop -= 1
    if stop > begin:
        push_code(state, begin, stop)
    return stop


def push_code(state: Any, first: int, last: int, info: str = "") -> None:
    """Lines that are kept, and counted."""
    token = state.push("fence", "code", 0)
    token.info = info
    token.content, token.map = state.getLines(first, last, 0, False), [first, last]


def push_opaque(state: Any, first: int, last: int, line: Line | None) -> None:
    """Lines that are kept, and what texts may stand in them."""
    token = state.push("opaque", "", 0)
    token.map = [first, last]
    token.info = line.name if line else "directive"
    token.content = "\n".join(line_text(state, number) for number in range(first, last))
    token.meta = {
        "lines": [(state.bMarks[number] + state.tShift[number], state.eMarks[number]) for number in range(first, last)],
        "attributes": line is not None and line.attributes,
        "quoted": line is not None and "(?P<quoted>" in line.begin,
    }


def push_label(state: Any, line: int, start: int, end: int, around: tuple[str, str] = ("", "")) -> None:
    """Running text within a line; `around`: what must stand before and behind the line for it to be one."""
    token = state.push("inline", "", 0)
    token.content, token.children = state.src[start:end], []
    token.map = [line, line + 1]
    low, high = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    beside = around[0] + state.src[low:start], state.src[end:high] + around[1]
    token.meta = {"lines": [(start, end)], "label": beside, "quoted": state.parentType == "blockquote"}


def line_text(state: Any, line: int) -> str:
    """A line without the white space and the signs before it."""
    return str(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
