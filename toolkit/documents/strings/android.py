r"""Android's string resources (`strings.xml`): strings, arrays and plurals; names, comments and everything else stay.

`translatable="false"` is respected, a comment before a string is a note for its translators, `xliff:g` and tags are
codes. Escapes are Android's (https://developer.android.com/guide/topics/resources/string-resource): `\'`, `\n`,
`\u00a0`, quotation marks around what keeps its spaces. A book of DAISY (DTBook), which is `.xml` too, is a page.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from toolkit.documents.markup import html
from toolkit.documents.markup.tags import decoded
from toolkit.documents.options import ReadOptions
from toolkit.documents.strings.files import string_file
from toolkit.documents.strings.plural_keys import marked
from toolkit.documents.strings.values import Change, Value
from toolkit.documents.strings.xml_strings import CALLED, Node, elements
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Content, Document

ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))|[ \t\r\n]+", re.DOTALL)
MEANINGS = {"n": "\n", "t": "\t"}
TAG = re.compile(r"</?[A-Za-z][\w.:-]*(?:\s[^<>]*)?/?>")
REFERENCE = re.compile(r"[@?](?:[\w.]+:)?(?:\w+/)?[\w.]+")
"""To another resource."""
BOOK = re.compile(rb"<dtbook[\s>]")
SECTION = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """Raises DocumentError, with the line, for XML that is not well-formed or holds no resources of Android."""
    root = elements(text, options.path or name, names=True)
    if root.name != "resources":
        raise DocumentError(
            f"the root element is <{root.name}>; of .xml files, string resources of Android (<resources>) and books of "
            "DAISY (<dtbook>) are read",
            path=options.path or name,
        )
    return marked(list(_strings(text, root)), options.targets), []


_read, _rewrite = string_file("android", values_of)


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """The strings of Android, or the pages of DAISY. Raises DocumentError."""
    return html.read(data, _page(name), options) if _is_book(data) else _read(data, name, options)


def rewrite(
    data: bytes, name: str, replacements: Mapping[int, Content], options: ReadOptions, target: Language | None = None
) -> bytes:
    """`read` says which of the two it is. Raises DocumentError."""
    if _is_book(data):
        return html.rewrite(data, _page(name), replacements, options, target)
    return _rewrite(data, name, replacements, options, target)


def _is_book(data: bytes) -> bool:
    return BOOK.search(data[:4096]) is not None


def _page(name: str) -> str:
    """The name under which the reader of pages knows that this is XML."""
    return f"{name.removesuffix('.xml')}.xhtml"


def _strings(text: str, root: Node) -> Iterator[Value]:
    for node in root.children:
        name = node.attributes.get("name", "")
        rule = "skip" if node.attributes.get("translatable") == "false" else ""
        if node.name == "string" or (node.name == "item" and node.attributes.get("type") == "string"):
            yield _value(text, node, (name,), node.before, rule)
        elif node.name in ("string-array", "plurals"):
            number = count(1)
            for item in node.children:
                if item.name == "item":
                    key = item.attributes.get("quantity") if node.name == "plurals" else str(next(number))
                    yield _value(text, item, (name, key or ""), item.before or node.before, rule, node)


def _value(text: str, node: Node, path: tuple[str, ...], note: str, rule: str, group: Node | None = None) -> Value:
    raw = text[node.inner : node.end]
    if "<![CDATA[" in raw and not CDATA.fullmatch(raw):  # beside other words: the same in references
        raw = SECTION.sub(lambda match: match[1].replace("&", "&amp;").replace("<", "&lt;"), raw)
    if REFERENCE.fullmatch(raw.strip()):
        rule = "code"
    plural = group is not None and group.name == "plurals"
    return Value(
        node.inner,
        node.end,
        meant(raw),
        node.line,
        encoder(raw),
        path,
        note=note,
        rule=rule or ("" if node.inner <= node.end and node.stop > node.end else "empty"),
        key=(node.start, node.inner) if plural else None,
        parent=group.start if group is not None else -1,
        flow=False,
        entry=("", text[node.end : node.stop]) if plural else None,
        plural=plural,
    )


def meant(raw: str) -> str:
    """What a string means; where it has both tags and a `<` that is text, that one stays a reference."""
    found = CDATA.fullmatch(raw)
    quoted = len(raw) > 1 and raw[0] == raw[-1] == '"'
    inner = found[1] if found else raw[1:-1] if quoted else raw.strip()
    mixed = not found and "<" in inner and "&lt;" in inner
    parts = []
    end = 0
    for tag in [*TAG.finditer(inner), None]:
        said = ESCAPE.sub(_kept if quoted else _unescaped, inner[end : tag.start() if tag else len(inner)])
        parts.append(said if found else decoded(said.replace("&lt;", "&amp;lt;") if mixed else said, xml=True))
        if tag:
            parts.append(tag.group())
            end = tag.end()
    return "".join(parts)


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return " " if match[2] is None else MEANINGS.get(match[2], match[2])


def _kept(match: re.Match[str]) -> str:
    return match.group() if match[1] is None and match[2] is None else _unescaped(match)


def encoder(raw: str) -> Callable[[str], str]:
    """Writes a text as the string was written: quoted, in CDATA, with tags or with references for them."""
    cdata = CDATA.fullmatch(raw)
    quoted = len(raw) > 1 and raw[0] == raw[-1] == '"'
    tagged = "<" in raw
    kept = "|".join({*CALLED.findall(raw), *(["lt"] if tagged else [])})
    ampersand = re.compile(rf"&(?!(?:{kept});)" if kept else "&")
    lead, tail = ("", "") if quoted else (raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :])

    def escape(text: str) -> str:
        made = text if cdata else ampersand.sub("&amp;", text).replace("<", "&lt;")
        if "&gt;" in raw:
            made = made.replace(">", "&gt;")
        made = made.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace('"', '\\"')
        return made if quoted else made.replace("'", "\\'")

    def encode(text: str) -> str:
        parts = []
        end = 0
        for tag in TAG.finditer(text) if tagged else ():
            parts += [escape(text[end : tag.start()]), tag.group()]
            end = tag.end()
        made = "".join([*parts, escape(text[end:])])
        if cdata:
            return raw[: cdata.start(1)] + made.replace("]]>", "]]]]><![CDATA[>") + raw[cdata.end(1) :]
        if quoted:
            return f'"{made}"'
        made = re.sub(r"(?<= ) |^ | $", r"\\u0020", made)
        return lead + ("\\" if made[:1] in ("@", "?") else "") + made + tail

    return encode
