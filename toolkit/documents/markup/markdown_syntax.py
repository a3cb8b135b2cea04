"""Rules for markdown-it by which it knows the opaque lines and inline codes of `syntax.py`, and what they open.

Tokens: `opaque` is a line, or several, that are kept; the texts in it that readers read are inline tokens of kind
`label`. Within a sentence, `syntax` is a code, `syntax_open` and `syntax_close` are a pair around a text.
"""

import re
from typing import Any

from toolkit.documents.markup.inline_codes import Inline, inline_at
from toolkit.documents.markup.markdown_blocks import (
    BODY,
    drawn_table,
    kept_body,
    line_text,
    markdown_in_html,
    marked,
    metadata,
    push_code,
    push_label,
    push_opaque,
    tokenize_body,
)
from toolkit.documents.markup.opaque_lines import (
    CELL_TEXT,
    DIRECTIVE,
    MOST_LINES,
    OPTION,
    OPTION_TEXTS,
    SETTINGS,
    TEXT_DIRECTIVES,
    TITLED_DIRECTIVES,
    YAML_OPTION,
    Line,
    last_line,
    line_of,
)

ENTRY = re.compile(r"([^<>\n]*[^<>\s])[ \t]+<[^<>\n]+>[ \t]*")
BRACKETED = re.compile(r"\[([^\[\]\n\\]{1,200})\]")


def add_syntax(parser: Any) -> None:
    """Teaches a parser the rules of this module."""
    alternatives = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "head", head)
    parser.block.ruler.before("fence", "directive", directive, alternatives)
    parser.block.ruler.before("directive", "opaque", opaque, alternatives)
    parser.block.ruler.before("fence", "drawn table", drawn_table)
    parser.block.ruler.before("hr", "metadata", metadata)
    parser.block.ruler.before("html_block", "Markdown in HTML", markdown_in_html, alternatives)
    parser.block.ruler.before("lheading", "marked", marked, {"alt": ["paragraph"]})
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
    if line.name == "slot" and not state.env.get("components"):
        return False
    last = start + 1
    if line.end:
        last = _last(state, line, match, start, end)
        if not last:
            return False
    if silent:
        return True
    push_opaque(state, start, last, line)
    if line.name == "leaf" and not match.group().endswith("::"):
        state.env["components"] = True
        last = _properties(state, last, end)
    if line.name == "directive":
        if match["argument"] and match["directive"] in TITLED_DIRECTIVES:
            push_label(state, start, low + match.start("argument"), low + match.end("argument"))
        last = _options(state, last, end)
    elif match.groupdict().get("text") and (line.name != "page title" or _is_page_title(state, start)):
        push_label(state, start, low + match.start("text"), low + match.end("text"))
    if line.verbatim or (line.name == "container" and _has_settings(state, last, end)):
        last = kept_body(state, last, end, state.sCount[start] + BODY)
    state.line = last
    if line.body:
        tokenize_body(state, start, end, state.sCount[start] + BODY)
    return True


def _properties(state: Any, start: int, end: int) -> int:
    """The metadata that a component of Nuxt Content begins with; the line behind it."""
    if start < end and line_text(state, start).rstrip() == "---":
        for line in range(start + 1, min(end, start + MOST_LINES)):
            if line_text(state, line).rstrip() == "---":
                push_code(state, start, line + 1, "metadata")
                return line + 1
    return start


def _has_settings(state: Any, line: int, end: int) -> bool:
    return line < end and state.sCount[line] >= state.blkIndent + BODY and bool(SETTINGS.match(line_text(state, line)))


def _is_page_title(state: Any, line: int) -> bool:
    """Whether Pandoc takes a line with a per cent sign for the title or the authors, and not MyST for a comment."""
    return line < 9 and all(line_text(state, number).startswith("%") for number in range(line))


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
    while close < end and not fence.fullmatch(line_text(state, close)):
        if state.sCount[close] < state.blkIndent and not state.isEmpty(close):
            break
        close += 1
    name = match["name"]
    push_opaque(state, start, start + 1, None)
    if match["argument"] and name in TITLED_DIRECTIVES:
        push_label(state, start, low + match.start("argument"), low + match.end("argument"))
    line = _options(state, start + 1, close)
    closed = close < end and fence.fullmatch(line_text(state, close)) is not None
    if name in TEXT_DIRECTIVES:
        before = state.lineMax, state.parentType
        state.lineMax, state.parentType = close, "root"
        state.level += 1
        state.md.block.tokenize(state, line, close)
        state.level -= 1
        state.lineMax, state.parentType = before
    elif name == "glossary":
        _glossary(state, line, close)
    elif name == "toctree":
        _entries(state, line, close)
    elif line < close:
        push_code(state, line, close, name if name == "eval-rst" and not state.level else "")
        for number in range(line, close):
            if CELL_TEXT.fullmatch(line_text(state, number)):
                push_opaque(state, number, number + 1, None)
                state.tokens[-1].meta["quoted"] = True
    if closed:
        push_opaque(state, close, close + 1, None)
    state.line = close + 1 if closed else close
    return True


def _glossary(state: Any, line: int, close: int) -> None:
    """The terms of a glossary, by which others call them, are kept; what defines them is text."""
    while line < close:
        if state.isEmpty(line):
            line += 1
        elif state.sCount[line] > state.blkIndent:
            tokenize_body(state, line - 1, close, state.sCount[line])
            line = max(state.line, line + 1)
        elif not (line_text(state, line).startswith((": ", ":\t")) and marked(state, line, close, False)):
            push_code(state, line, line + 1, "glossary")
            line += 1
        else:
            line = max(state.line, line + 1)


def _entries(state: Any, line: int, close: int) -> None:
    """The entries of a table of contents: `Title <page>` has a text."""
    for number in range(line, close):
        if match := ENTRY.fullmatch(line_text(state, number)):
            low = state.bMarks[number] + state.tShift[number]
            push_opaque(state, number, number + 1, None)
            push_label(state, number, low, low + match.end(1), ("```{toctree}\n", "\n```"))
        elif not state.isEmpty(number):
            push_code(state, number, number + 1)


def inline_code(state: Any, silent: bool) -> bool:
    """A code, or a pair of them, within a sentence.

    Whoever looks for the end of a label counts brackets: a pair in it that the page itself does not answer is no link.
    """
    if silent and state.src[state.pos] == "[":
        return False
    found = inline_at(state.src, state.pos, state.posMax, expressions=bool(state.env.get("mdx")))
    if found is None:
        return False
    one, match = found
    known = state.env.get("references", {})
    if one.name == "wiki link" and normalized(match.group()[2:-2]) in known:
        return False
    if one.name in ("shortcode", "intra-doc link") and normalized(match.group()[1:-1]) in known:
        return False
    if one.name == "reference" and known:
        behind = BRACKETED.match(state.src, match.end())
        labels = [match["target"], match["label"], *(behind.groups() if behind else ())]
        if known.keys() & set(map(normalized, labels)):
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
        if token.content == "][]":  # the label, whatever it becomes, is what it leads to
            token.meta["written"] = f"][{match['label']}]"
        if nesting > 0:
            state.pos, state.posMax = match.span("label")
            state.md.inline.tokenize(state)
            state.posMax = most


def _last(state: Any, line: Line, match: re.Match[str], start: int, end: int) -> int:
    """The line behind the last of several opaque ones; 0 where it does not come."""
    pattern = last_line(line, match)
    unclosed = state.env.setdefault("unclosed", {})
    key = pattern.pattern, end, state.blkIndent
    if start < unclosed.get(key, 0):  # it was looked for before, from a line above
        return 0
    number = start
    for number in range(start + 1, min(end, start + 2) if line.name == "list of headings" else end):
        empty = state.isEmpty(number)
        if state.sCount[number] < state.blkIndent and not empty:
            break
        if pattern.fullmatch(line_text(state, number).rstrip(" \t")):
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
    if line < end and line_text(state, line).rstrip() == "---":
        close = line + 1
        while close < end and line_text(state, close).rstrip() != "---":
            close += 1
        if close < end:
            push_opaque(state, line, close + 1, None)
            for number in range(line + 1, close):
                match = YAML_OPTION.fullmatch(line_text(state, number))
                _push_option(state, number, match, ("```{figure}\n---\n", "\n---\n```"))
            return close + 1
    while line < end and (match := OPTION.fullmatch(line_text(state, line))):
        push_opaque(state, line, line + 1, None)
        _push_option(state, line, match, ("```{figure}\n", ""))
        line += 1
    return line


def _push_option(state: Any, line: int, match: re.Match[str] | None, around: tuple[str, str]) -> None:
    """The value of an option of a directive, where it is a text."""
    if match is not None and match["value"] and match["key"] in OPTION_TEXTS and match["value"][0] not in "\"'|>":
        low = state.bMarks[line] + state.tShift[line]
        push_label(state, line, low + match.start("value"), low + match.end("value"), around)
