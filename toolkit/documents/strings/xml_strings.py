"""Strings in XML: elements with their places in the text, so that a value is replaced and all the rest stays.

Android's `strings.xml`, .NET's `.resx`, Apple's `.stringsdict`, Qt's `.ts` and XLIFF share this; the scanner is that of
the HTML reader, which keeps every place.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolkit.documents.markup.tags import Token, decoded, tokenize
from toolkit.errors import DocumentError

DEEPEST = 100
LINE = re.compile(r"\r\n|\r|\n")
WIDEST = 200
"""Columns of indentation."""
DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+[\w:.-]+\s*\[(?:\s|<!--(?:(?!-->).)*-->|<!ENTITY\s+[A-Za-z_][\w.-]*\s+(?:"[^"&%<]*"|'[^'&%<]*')\s*>)*\]\s*>""",
    re.DOTALL,
)
"""A document type with nothing but names for texts, none of them with another in it: what nobody can make a bomb of."""
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
CALLED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_][\w.-]*);")
"""A text that the document type has a name for."""
REFERENCES = ((">", "&gt;"), ("'", "&apos;"), ('"', "&quot;"))
"""What may be written either way."""


@dataclass(slots=True)
class Node:
    """An element."""

    name: str
    start: int
    """Offset of its start tag, in characters."""
    inner: int
    """Offset of what is in it."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    end: int = -1
    """Offset of its end tag; `inner` where it has none."""
    stop: int = -1
    """Behind its end tag."""
    line: int = 1
    """Of its start tag, counted from 1."""
    before: str = ""
    """The comment that stands right before it."""


def elements(text: str, where: str, *, names: bool = False) -> Node:
    """The root element. With `names`, the file may declare names for texts, which stay where they are called.

    Raises DocumentError, with the line, for what is not well-formed.
    """

    def wrong(place: int, message: str) -> DocumentError:
        return DocumentError(message, path=where, line=1 + len(LINE.findall(text, 0, place)))

    if "<!ENTITY" in text and not (names and "<!ENTITY" not in DOCTYPE.sub("", text, count=1)):
        raise wrong(text.index("<!ENTITY"), "declares entities, which no honest file of strings does; do not trust it")
    top = Node("", 0, 0)
    levels = [top]
    comment = ""
    line, counted = 1, 0
    for token in tokenize(text, xml=True):
        if token.kind == "comment":
            raw = text[token.start : token.end]
            comment = " ".join(raw[4:-3].split()) if raw.startswith("<!--") else comment
        elif token.kind == "start":
            line += text.count("\n", counted, token.start)
            counted = token.start
            node = Node(token.name, token.start, token.end, dict(_attributes(text, token)), line=line, before=comment)
            comment = ""
            levels[-1].children.append(node)
            if token.empty:
                node.end = node.stop = token.end
            else:
                levels.append(node)
            if len(levels) > DEEPEST:
                raise wrong(token.start, f"elements are nested more than {DEEPEST} deep; this is no file of strings")
        elif token.kind == "end":
            node = levels.pop()
            if node.name != token.name:
                raise wrong(token.start, f"</{token.name}> closes nothing that is open here")
            node.end, node.stop = token.start, token.end
            comment = ""
        elif (
            token.kind in ("text", "cdata")
            and len(levels) == 1
            and text[token.start : token.end].strip("\ufeff \t\r\n")
        ):
            raise wrong(token.start, "text stands outside of the root element; this is no XML")
    if len(levels) > 1 or len(top.children) != 1:
        raise wrong(len(text), "the file ends before its XML does; it seems to be cut off")
    return top.children[0]


def blank_before(text: str, place: int) -> int:
    """Where the white space before a place begins."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def line_before(text: str, place: int) -> str:
    """What stands before a place in its line, as far as that is indentation."""
    return text[max(text.rfind("\n", max(0, place - WIDEST), place) + 1, place - WIDEST, 0) : place]


def said(raw: str) -> str:
    """What stands between two tags means: references and CDATA sections resolved, line ends as XML has them."""
    parts = [part if number % 2 else decoded(part, xml=True) for number, part in enumerate(CDATA.split(raw))]
    return LINE.sub("\n", "".join(parts))


def writer(raw: str) -> Callable[[str], str]:
    """Writes a text as `raw` was written: in CDATA where it was, with its line ends, with references where it had."""
    whole = CDATA.fullmatch(raw.strip())
    newline = "\r\n" if "\r\n" in raw else "\n"
    references = [(meant, name) for meant, name in REFERENCES if name in raw or (meant == ">" and meant not in raw)]

    def write(text: str) -> str:
        if whole and raw.strip() == f"<![CDATA[{whole[1]}]]>":
            before, _, after = raw.partition(raw.strip())
            made = before + "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>" + after
        else:
            made = text.replace("&", "&amp;").replace("<", "&lt;")
            for meant, name in references:
                made = made.replace(meant, name)
        return made.replace("\n", newline)

    return write


def _attributes(text: str, token: Token) -> Iterator[tuple[str, str]]:
    for one in token.attributes:
        yield one.name, decoded(text[one.start : one.end], attribute=True, xml=True)
