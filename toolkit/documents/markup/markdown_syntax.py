"""Rules for markdown-it by which it knows the opaque lines and inline codes of `syntax.py`, and what they open.

Tokens: `opaque` is a line, or several, that are kept; the texts in it that readers read are inline tokens of kind
`label`. Within a sentence, `syntax` is a code, `syntax_open` and `syntax_close` are a pair around a text.
"""

import re
from collections.abc import Callable
from typing import Any

from toolkit.documents.markup.syntax import (
    DEFINITION,
    DIRECTIVE,
    OPTION,
    OPTION_TEXTS,
    TEXT_DIRECTIVES,
    TITLED_DIRECTIVES,
    Inline,
    Line,
    inline_at,
    last_line,
    line_of,
)

BODY = 4
"""Columns that the body of an admonition, a tab or a definition stands farther in."""


def add_syntax(parser: Any) -> None:
    """Teaches a parser the rules of this module."""
    alternatives = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "head", head)
    parser.block.ruler.before("fence", "directive", directive, alternatives)
    parser.block.ruler.before("directive", "opaque", opaque, alternatives)
    parser.block.ruler.before("paragraph", "definition", definition, {"alt": ["paragraph"]})
    parser.inline.ruler.before("escape", "syntax", inline_code)


def head(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - it begins no block but the first
    """The front matter, which others have read."""
    lines = state.env.get("head", 0)
    if start or silent or not lines or state.level:
        return False
    state.line = lines
    return True


def opaque(state: Any, start: int, end: int, silent: bool) -> bool:
    """An opaque line, with its body where it has one."""
    if state.is_code_block(start):
        return False
    low, high = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    found = line_of(state.src[low:high].rstrip(" \t"), first=not silent)
    if found is None:
        return False
    line, match = found
    if line.name == "callout" and state.parentType != "blockquote":
        return False
    last = start + 1
    if line.end:
        last = _last(state, line, match, start, end)
        if not last:
            return False
    if silent:
        return True
    _push_opaque(state, start, last, line)
    if match.groupdict().get("text") and (line.name != "page title" or _is_page_title(state, start)):
        _push_label(state, start, low + match.start("text"), low + match.end("text"))
    state.line = last
    if line.body:
        _tokenize_body(state, start, end, state.sCount[start] + BODY)
    return True


def _is_page_title(state: Any, line: int) -> bool:
    """Whether Pandoc takes a line with a per cent sign for the title or the authors, and not MyST for a comment."""
    return line < 9 and all(_text(state, number).startswith("%") for number in range(line))


def directive(state: Any, start: int, end: int, silent: bool) -> bool:
    """A MyST directive whose body is text, or that has an option which is."""
    if state.is_code_block(start):
        return False
    low, high = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.src[low : low + 3] not in ("```", "~~~"):
        return False
    match = DIRECTIVE.fullmatch(state.src[low:high])
    if match is None:
        return False
    if silent:
        return True
    close = start + 1
    fence = re.compile(re.escape(match["fence"]) + match["fence"][0] + r"*[ \t]*")
    while close < end and not fence.fullmatch(_text(state, close)):
        if state.sCount[close] < state.blkIndent and not state.isEmpty(close):
            break
        close += 1
    name = match["name"]
    _push_opaque(state, start, start + 1, None)
    if match["argument"] and name in TITLED_DIRECTIVES:
        _push_label(state, start, low + match.start("argument"), low + match.end("argument"))
    line = _options(state, start + 1, close)
    closed = close < end and fence.fullmatch(_text(state, close)) is not None
    if name in TEXT_DIRECTIVES:
        before = state.lineMax, state.parentType
        state.lineMax, state.parentType = close, "root"
        state.level += 1
        state.md.block.tokenize(state, line, close)
        state.level -= 1
        state.lineMax, state.parentType = before
    elif line < close:
        token = state.push("fence", "code", 0)
        token.content = state.getLines(line, close, 0, False)
        token.map = [line, close]
    if closed:
        _push_opaque(state, close, close + 1, None)
    state.line = close + 1 if closed else close
    return True


def definition(state: Any, start: int, end: int, silent: bool) -> bool:
    """What a line with a colon says of the term on the line before it: a block of its own, like a list item."""
    if state.is_code_block(start):
        return False
    low = state.bMarks[start] + state.tShift[start]
    match = DEFINITION.match(state.src, low, state.eMarks[start])
    before = start - 1 if start and not state.isEmpty(start - 1) else start - 2
    if match is None or before < 0 or state.isEmpty(before):
        return False
    if silent:
        return True
    width = match.end() - low
    shift, columns = state.tShift[start], state.sCount[start]
    state.tShift[start], state.sCount[start] = shift + width, columns + width
    _push_opaque(state, start, start, None)
    _tokenize_body(state, start - 1, end, columns + min(width, BODY), first=start)
    state.tShift[start], state.sCount[start] = shift, columns
    return True


def inline_code(state: Any, silent: bool) -> bool:
    """A code, or a pair of them, within a sentence."""
    found = inline_at(state.src, state.pos, state.posMax, expressions=bool(state.env.get("mdx")))
    if found is None:
        return False
    one, match = found
    if one.name == "wiki link" and normalized(match.group()[2:-2]) in state.env.get("references", {}):
        return False
    if not silent:
        _push_inline(state, one, match)
    state.pos = match.end()
    return True


def normalized(label: str) -> str:
    """The name by which markdown-it knows a reference."""
    from markdown_it.common.utils import normalizeReference

    return str(normalizeReference(label))


def _push_inline(state: Any, one: Inline, match: re.Match[str]) -> None:
    if "label" not in match.groupdict() or match["label"] is None:
        token = state.push("syntax", "", 0)
        token.content, token.info = match.group(), one.name
        token.meta = {"span": match.span(), "seen": one.seen, "attributes": one.attributes}
        return
    most = state.posMax
    for kind, nesting, span in (
        ("syntax_open", 1, (match.start(), match.start("label"))),
        ("syntax_close", -1, (match.end("label"), match.end())),
    ):
        token = state.push(kind, "", nesting)
        token.content, token.info, token.meta = state.src[slice(*span)], one.name, {"span": span}
        if nesting > 0:
            state.pos, state.posMax = match.span("label")
            state.md.inline.tokenize(state)
            state.posMax = most


def _push_opaque(state: Any, first: int, last: int, line: Line | None) -> None:
    token = state.push("opaque", "", 0)
    token.map = [first, last]
    token.info = line.name if line else "directive"
    token.content = "\n".join(_text(state, number) for number in range(first, last))
    token.meta = {
        "lines": [(state.bMarks[number] + state.tShift[number], state.eMarks[number]) for number in range(first, last)],
        "attributes": line is not None and line.attributes,
        "quoted": line is not None and "(?P<quoted>" in line.begin,
    }


def _push_label(state: Any, line: int, start: int, end: int, before: str = "") -> None:
    token = state.push("inline", "", 0)
    token.content, token.children = state.src[start:end], []
    token.map = [line, line + 1]
    low, high = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    around = before + state.src[low:start], state.src[end:high]
    token.meta = {"lines": [(start, end)], "label": around, "quoted": state.parentType == "blockquote"}


def _text(state: Any, line: int) -> str:
    return str(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])


def _last(state: Any, line: Line, match: re.Match[str], start: int, end: int) -> int:
    """The line behind the last of several opaque ones; 0 where it does not come."""
    pattern = last_line(line, match)
    unclosed = state.env.setdefault("unclosed", {})
    key = pattern.pattern, end, state.blkIndent
    if start < unclosed.get(key, 0):  # it was looked for before, from a line above
        return 0
    number = start
    for number in range(start + 1, end):
        empty = state.isEmpty(number)
        if state.sCount[number] < state.blkIndent and not empty:
            break
        if pattern.fullmatch(_text(state, number).rstrip(" \t")):
            return number if empty else number + 1
        if empty and line.name in ("component", "long tag"):
            break
    if line.name == "module":
        return end
    unclosed[key] = number
    return 0


def _options(state: Any, start: int, end: int) -> int:
    """The options of a directive; the line behind them."""
    line = start
    if line < end and _text(state, line).rstrip() == "---":
        close = line + 1
        while close < end and _text(state, close).rstrip() != "---":
            close += 1
        if close < end:
            _push_opaque(state, line, close + 1, None)
            return close + 1
    while line < end and (match := OPTION.fullmatch(_text(state, line))):
        _push_opaque(state, line, line + 1, None)
        if match["value"] and match["key"] in OPTION_TEXTS:
            low = state.bMarks[line] + state.tShift[line]
            _push_label(state, line, low + match.start("value"), low + match.end("value"), "```{figure}\n")
        line += 1
    return line


def _tokenize_body(state: Any, opening: int, end: int, indent: int, first: int | None = None) -> None:
    """The blocks on the lines that stand at least `indent` columns in, from `first` or the line behind `opening`."""
    begin = opening + 1 if first is None else first
    stop = begin if first is None else begin + 1
    if first is not None:  # words that follow at once are the same paragraph's, wherever they stand
        while stop < end and not state.isEmpty(stop) and not any(map(_is_definition(state), (stop, stop + 1))):
            stop += 1
    while stop < end and (state.isEmpty(stop) or state.sCount[stop] >= indent):
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


def _is_definition(state: Any) -> Callable[[int], bool]:
    return lambda line: line < state.lineMax and DEFINITION.match(_text(state, line)) is not None
