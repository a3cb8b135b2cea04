"""HTML and XHTML as a stream of tokens that keep their places: the tokenizer of the HTML standard, section 13.2.5.

Nothing is repaired here and nothing is lost: the tokens cover the text but for what the standard drops.
"""

import functools
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from toolkit.documents.markup.inline_codes import BEGINS, inline_at
from toolkit.storage.given import unescaped

SPACE = "\t\n\f\r "
MARKUP = re.compile(r"<(?=[A-Za-z/!?]|[%#@][^\s<>])")
"""A `<` before anything else is text."""
CODE = re.compile(
    r"<\#--(?:[^-<]|-(?!->)|<(?!\#--))*-->|<%(?:[^%<]|%(?!>)|<(?!%))*%>|<\?(?!xml\b)(?:[^?<]|\?(?!>)|<(?!\?))*\?>"
    r"|</?[#@][A-Za-z][^<>]*>"
)
"""Code of ERB, JSP and EJS, of PHP, of FreeMarker."""
LONGEST_CODE = 400
"""Characters of a tag or value of a template engine that has tags of HTML in it; what is longer was never closed."""
IN_QUOTES = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
CODE_IN_TAG = re.compile(r"[\t\n\f\r /]*(?:<%[^%<>]*%>|<\?(?:php\b|=)[^?<>]*\?>|\{\{[^{}]*\}\}|\{%[^{}]*%\})")
NAME = re.compile(r"[A-Za-z][^\t\n\f\r />]*")
QUOTING = r"""\{\{[^{}"]*"[^{}]*\}\}|<%[^%"]*"[^%]*%>|<\?[^?"]*"[^?]*\?>|@\w[\w.]*(?:\["[^"\]]*"\]|\("[^"()]*"\))"""
"""Code of a template that has quotation marks of its own, in an attribute with the same."""
ATTRIBUTE = re.compile(
    rf"""[\t\n\f\r /]*(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)
        (?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"(?P<double>(?:{QUOTING}|[^"])*)"
        |'(?P<single>[^']*)'|(?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*)
        |(?=>)|(?P<endless>["'])))?""",
    re.VERBOSE,
)
TAG_END = re.compile(r"[\t\n\f\r ]*(/?)[\t\n\f\r /]*>")
COMMENT_END = re.compile(r"--!?>")
RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no markup and no text."""
ESCAPABLE = frozenset({"title", "textarea"})
"""Elements whose content is text without markup."""
BREAKOUT = frozenset(
    ("body", "br", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "img", "li", "ol", "p",
     "pre", "ruby", "table", "ul")
)  # fmt: skip
"""Start tags that end an unclosed svg or math."""
INTEGRATION = frozenset({"foreignobject", "desc", "title", "annotation-xml"})
REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")


class Attribute(NamedTuple):
    """Of a start tag."""

    name: str
    """In lower case, but for XML."""
    start: int
    """Offset of the value in the text, behind its quotation mark; of the end of the name where there is no value."""
    end: int
    quote: str
    """What stands around the value: a quotation mark or nothing; `=` where there is no value at all."""


class Token(NamedTuple):
    """A piece of the text."""

    kind: str
    """text, start, end, comment (the toolkit's own are among them), raw (of script and the like), cdata, code (of a
    template)."""
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case but for XML."""
    attributes: tuple[Attribute, ...] = ()
    empty: bool = False
    """A start tag that closes itself, as XML and foreign elements do."""


def tokenize(text: str, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of a page in order."""
    position, end = 0, len(text)
    foreign: list[str] = []
    while position < end:
        found = MARKUP.search(text, position)
        if not found:
            yield Token("text", position, end)
            return
        opening = found.start()
        if opening > position:
            if not xml and (end_of_code := _beyond(text, position, opening)) > opening:
                yield Token("text", position, end_of_code)
                position = end_of_code
                continue
            yield Token("text", position, opening)
        token = _markup(text, opening, xml=xml, foreign=bool(foreign))
        if token is None:  # what was a tag when the text ended
            return
        yield token
        position = token.end
        if xml:
            continue
        if token.kind == "start" and not token.empty:
            if foreign and token.name in BREAKOUT and foreign[-1] not in INTEGRATION:
                foreign.clear()
            if token.name in ("svg", "math") or (foreign and token.name in INTEGRATION):
                foreign.append(token.name)
        elif token.kind == "end" and foreign and token.name in foreign:
            del foreign[len(foreign) - 1 - foreign[::-1].index(token.name) :]
        if token.kind == "start" and (not foreign or foreign[-1] in INTEGRATION) and token.name not in foreign:
            close = _raw_end(text, position, token.name)
            if close > position:
                yield Token("raw" if token.name in RAW or token.name == "plaintext" else "text", position, close)
                position = close


def _beyond(text: str, start: int, end: int) -> int:
    """Where code of a template ends that begins in a text and has tags in it; at most `end` where none has."""
    place = start
    while found := BEGINS.search(text, place, end):
        one = inline_at(text, found.start(), len(text), html=True)
        if one is not None and one[1].end() > end:
            if one[0].name in ("comment", "Razor", "Blade") or _is_of_templates(one[1].group()):
                return one[1].end()
            one = inline_at(text, found.start(), end, html=True)
        place = one[1].end() if one is not None else found.start() + 1
    return end


def _is_of_templates(code: str) -> bool:
    """Whether it is one tag or value of a template engine, which reads a page before anybody sees tags in it."""
    if len(code) > LONGEST_CODE or code[:2] not in ("{%", "{{"):
        return False
    return code[:2] == "{%" or "<" not in IN_QUOTES.sub("", code)


def decoded(text: str, *, attribute: bool = False, xml: bool = False) -> str:
    """A text with its character references resolved; those of an attribute and of XML have rules of their own."""
    if "&" not in text:
        return text

    def resolve(match: re.Match[str]) -> str:
        reference = match.group()
        if not reference.endswith(";"):
            if xml:
                return reference
            if attribute and reference[1] != "#":
                following = text[match.end() : match.end() + 1]
                if following == "=" or reference[1:] not in html5:
                    return reference
        return _resolved(reference)

    return REFERENCE.sub(resolve, text)


@functools.lru_cache(4096)
def _resolved(reference: str) -> str:
    return unescaped(reference)


def _markup(text: str, start: int, *, xml: bool, foreign: bool) -> Token | None:
    """The token that begins with the `<` at `start`; a lone `<` is text."""
    following = text[start + 1 : start + 2]
    if not xml and (code := CODE.match(text, start)):
        return Token("code", start, code.end())
    if following == "/":
        name = NAME.match(text, start + 2)
        if name:
            found = _attributes(text, name.end(), xml=xml)
            tag = name.group() if xml else name.group().lower()
            return found and Token("end", start, found[1], tag)
        if start + 2 == len(text):
            return Token("text", start, start + 2)
        return _until(text, start, ">")
    if following == "!":
        if text.startswith("<!--", start):
            if text.startswith((">", "->"), start + 4) and not xml:
                return _until(text, start, ">")
            close = COMMENT_END.search(text, start + 4)
            return Token("comment", start, close.end() if close else len(text))
        if (xml or foreign) and text.startswith("<![CDATA[", start):
            close_at = text.find("]]>", start)
            return Token("cdata", start, close_at + 3 if close_at >= 0 else len(text))
        if xml and text[start + 2 : start + 9] == "DOCTYPE":
            return Token("comment", start, _doctype_end(text, start))
        return _until(text, start, ">")
    if following == "?":
        return _until(text, start, "?>" if xml else ">")
    name = NAME.match(text, start + 1)
    if not name:
        return Token("text", start, start + 1)
    found = _attributes(text, name.end(), xml=xml)
    if not found:
        return None
    tag = name.group() if xml else name.group().lower()
    return Token("start", start, found[1], tag, found[0], found[2] and (xml or foreign or tag in ("svg", "math")))


def _attributes(text: str, position: int, *, xml: bool) -> tuple[tuple[Attribute, ...], int, bool] | None:
    """Attributes, where the tag ends, and whether it closes itself; None where the text ends in the tag."""
    found: list[Attribute] = []
    while True:
        if not xml and (code := CODE_IN_TAG.match(text, position)):
            position = code.end()
        if close := TAG_END.match(text, position):
            return tuple(found), close.end(), close.group().endswith("/>")
        match = ATTRIBUTE.match(text, position)
        if not match or match["endless"]:
            return None
        position = match.end()
        name = match["name"] if xml else match["name"].lower()
        group = match.lastgroup
        if group is None or group == "name":
            found.append(Attribute(name, match.end("name"), match.end("name"), "="))
        else:
            quote = {"double": '"', "single": "'"}.get(group, "")
            found.append(Attribute(name, match.start(group), match.end(group), quote))


def _until(text: str, start: int, close: str) -> Token:
    found = text.find(close, start)
    return Token("comment", start, found + len(close) if found >= 0 else len(text))


def _doctype_end(text: str, start: int) -> int:
    """Behind a DOCTYPE of XML, its internal subset included."""
    subset, close = text.find("[", start), text.find(">", start)
    if 0 <= subset < close:
        end = text.find("]", subset)
        close = text.find(">", end) if end >= 0 else -1
    return close + 1 if close >= 0 else len(text)


def _raw_end(text: str, start: int, name: str) -> int:
    """Where the content ends that follows a start tag and is no markup; `start` where the content is markup."""
    if name == "plaintext":
        return len(text)
    if name not in RAW and name not in ESCAPABLE:
        return start
    if name == "script":
        return _script_end(text, start)
    close = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, start)
    return close.start() if close else len(text)


SCRIPT = re.compile(r"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


def _script_end(text: str, start: int) -> int:
    """A script ends at its end tag, but `<!-- <script> </script> -->` in it does not end it."""
    comment = double = False
    for match in SCRIPT.finditer(text, start):
        found = match.group().lower()
        if found == "<!--":
            comment = True
        elif found == "-->":
            comment = double = False
        elif found == "<script":
            double = comment
        elif double:
            double = False
        else:
            return match.start()
    return len(text)
