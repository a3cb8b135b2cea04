"""markdown-it-py's tokens with their places: which characters of the source each inline token was made of.

markdown-it knows lines only. Its rules are wrapped here so that each notes where it began and ended.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from toolkit.documents.markup.markdown_blocks import paragraph
from toolkit.documents.markup.markdown_syntax import add_syntax
from toolkit.errors import DocumentError

DEEPEST = 100
"""Blocks in blocks; what is deeper would be passed over in silence by markdown-it, and is refused here."""
DEEPEST_BRACKETS = 300
MOST_SIGNS = {"emphasis": (re.compile(r"[*_~]+"), 24_000), "links": (re.compile(r"\]\("), 8_000)}
"""What one paragraph may have of signs whose partners markdown-it looks for among all others, in squares of time."""
BRACKET = re.compile(r"[\[\]]")
LINED = ("paragraph", "heading", "lheading", "table", "html_block", "Markdown in HTML")


@cache
def parser(mdx: bool = False) -> Any:
    """CommonMark with tables, strikethrough, footnotes, front matter, and the syntax of site generators.

    `mdx`: what stands four columns in is no code, and what stands in braces is.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    made.use(footnote_plugin, move_to_end=False)
    add_syntax(made)
    if mdx:
        made.block.ruler.disable("code")
        made.block.ruler.at("paragraph", paragraph)
    made.core.ruler.disable(["text_join", "linkify", "replacements", "smartquotes"], ignoreInvalid=True)
    made.inline.ruler2.disable("fragments_join", ignoreInvalid=True)  # it would join texts whose places differ
    for rule in list(made.inline.ruler.__rules__):
        if rule.name != "text":  # it makes no tokens, and is asked most often
            made.inline.ruler.at(rule.name, _placed(rule.name, rule.fn))
    for block in list(made.block.ruler.__rules__):
        if block.name in LINED:
            made.block.ruler.at(block.name, _lined(block.fn), {"alt": list(block.alt)})
    return made


def tokens(
    source: str, where: str = "", *, mdx: bool = False, head: int = 0, known: dict[str, Any] | None = None
) -> tuple[list[Any], dict[str, Any]]:
    """The block tokens of a text whose lines end in LF, and what markdown-it found besides: references, footnotes.

    `head` is how many lines its front matter has; `known`, of a text within another, what was found in that.
    Raises DocumentError for blocks nested too deep.
    """
    environment: dict[str, Any] = {**found_before(known or {}), "mdx": mdx, "head": head}
    _refuse_brackets(source, where)
    found = parser(mdx).parse(source, environment)
    for token in found:
        if token.level >= DEEPEST - 2:
            raise DocumentError(
                f"blocks are nested more than {DEEPEST - 2} deep here; no text is, repair the file",
                path=where or None,
                line=token.map[0] + 1 if token.map else None,
            )
    return found, environment


def found_before(environment: dict[str, Any]) -> dict[str, Any]:
    """References and notes that a text has, for another that is read with them and must not change them."""
    notes = environment.get("footnotes")
    made = {
        "references": dict(environment.get("references", {})),
        "footnotes": notes and {"refs": dict.fromkeys(notes.get("refs", {}), -1), "list": {}},
    }
    return {name: value for name, value in made.items() if value}


def _refuse_brackets(source: str, where: str) -> None:
    """Raises DocumentError for brackets nested so deep, or signs so many, that markdown-it needs minutes."""
    line = 1
    for block in source.split("\n\n"):
        for what, (sign, most) in MOST_SIGNS.items() if len(block) > 16_000 else ():
            if len(sign.findall(block)) > most:
                message = f"one paragraph has more than {most:,} signs of {what}; no text has: repair the file"
                raise DocumentError(message, path=where or None, line=line)
        if block.count("[") > DEEPEST_BRACKETS:
            depth = 0
            for bracket in BRACKET.findall(block):
                depth = depth + 1 if bracket == "[" else max(0, depth - 1)
                if depth > DEEPEST_BRACKETS:
                    message = f"brackets are nested more than {DEEPEST_BRACKETS} deep here; no text is, repair the file"
                    raise DocumentError(message, path=where or None, line=line)
        line += block.count("\n") + 2


def inline(source: str, environment: dict[str, Any]) -> list[Any]:
    """The inline tokens of one text, with their places."""
    known = parser(bool(environment.get("mdx")))
    made: list[Any] = known.inline.parse(source, known, environment, [])
    return made


def _placed(name: str, rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    def run(state: Any, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        start, count = state.pos, len(state.tokens)
        if not rule(state, False):
            return False
        made = state.tokens[count:]
        if name in ("emphasis", "strikethrough"):
            end = state.pos
            for token in reversed(made):
                if end > start:
                    token.meta["span"] = end - len(token.content), end
                    end -= len(token.content)
            return True
        for token in made:
            token.meta.setdefault("span", (start, state.pos))
        if name == "link":
            close = state.md.helpers.parseLinkLabel(state, start, True)
            opening = next(token for token in made if token.type == "link_open")
            opening.meta["span"] = start, start + 1
            made[-1].meta["span"] = close, state.pos
        elif name == "image":
            made[-1].meta["label"] = start + 2, state.md.helpers.parseLinkLabel(state, start + 1, False)
        return True

    return run


def _lined(rule: Callable[[Any, int, int, bool], bool]) -> Callable[[Any, int, int, bool], bool]:
    def run(state: Any, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[count:]:
            if token.type in ("inline", "html_block") and token.map and "lines" not in token.meta:
                token.meta["lines"] = [
                    (state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in range(*token.map)
                ]
        return True

    return run
