"""Content -> running text of Markdown that means just that: nothing in a translation can turn into markup.

What is written is read again by markdown-it; where it does not mean what it shall, it is written more carefully.
"""

import re
from collections.abc import Iterator
from typing import Any

from toolkit.documents.markup.markdown_inline import PAIRED, identity, meaning
from toolkit.documents.markup.markdown_source import found_before, inline, parser
from toolkit.documents.markup.running import ESCAPES, Piece, RunningText
from toolkit.units import Code, Content

LIGHT = re.compile(
    r"[\\`\[\]<{]|(?<!\s)[*_]|[*_](?!\s)|~(?=~)|(?<=~)~|&(?=#?\w{1,40};)|\^(?=\[)|!(?=\[)|(?<![\w\s])[*_]"
)
FULL = re.compile(r"[!-/:-@\[-`{-~]")
INTRAWORD = re.compile(r"(?<=\w)\\_(?=\w)")
LINE_START = re.compile(
    r"(?m)^([ \t]*)(?:(?=#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+[ \t]*$|-+[ \t]*$|(?:[-*_][ \t]*){3,}$|~{3}|`{3}|\|"
    r"|:?-|:(?:\s|$)|\[(?:!\w|[^\]\n]+\]:))"
    r"|(\d{1,9})(?=[.)](?:\s|$)))"
)


def attempts(content: Content, text: RunningText, *, mdx: bool = False) -> Iterator[list[str | Code]]:
    """Ways of writing a content, the most readable first: strings are markup, codes stand for themselves.

    In MDX no `<` and `{` is just that.
    """
    outside = _spaces_outside(content, text)
    spaced = _spaced(outside, text)
    for escape in (_for_mdx if mdx else _bare, _light, _full, _numeric):
        for parts in (outside, spaced) if spaced != outside else (outside,):
            for signs in ("", "*", "html"):
                yield [
                    escape(part, text) if isinstance(part, str) else _other(part, text, signs) if signs else part
                    for part in parts
                ]


def is_meant(
    source: str, content: Content, text: RunningText, form: str, environment: dict[str, Any],
    around: tuple[str, str] | None = None,
) -> bool:  # fmt: skip
    """Whether markdown-it reads the source as this content, in an opaque line if that is what stands `around` it."""
    wanted = _wanted(content, text)
    known = found_before(environment)
    known["mdx"] = mdx = bool(environment.get("mdx"))
    language = str(environment.get("language", ""))
    if form == "alt" and around is None:  # a bracket alone would close the picture, or open another
        picture = inline(f"![{source}](x)", known)
        if len(picture) != 1 or picture[0].type != "image" or picture[0].meta["label"] != (2, 2 + len(source)):
            return False
    if form == "cell" and source.endswith("\\"):
        return False  # the bar that ends the cell would be one in it
    if form == "cell" or (form == "alt" and around is None):
        return meaning(source, inline(source, known), language) == wanted
    whole = {"heading": f"# {source}", "underlined": f"{source}\n---", "continued": f"x {source}"}.get(form, source)
    if form == "continued":
        wanted = (
            [("text", "x" + wanted[0][1]), *wanted[1:]]
            if wanted[:1] and wanted[0][0] == "text"
            else [("text", "x"), *wanted]
        )
    if around is not None:
        found = parser(mdx).parse(source.join(around), known)
        label: Any = next((token for token in found if token.type == "inline"), None)
        is_label = label is not None and "label" in label.meta
        return is_label and meaning(label.content, label.children, language) == wanted
    found = parser(mdx).parse(whole, known)
    opening = "paragraph_open" if form in ("paragraph", "continued") else "heading_open"
    if len(found) != 3 or found[0].type != opening or found[1].type != "inline":
        return False
    return meaning(found[1].content, found[1].children, language) == wanted


def _wanted(content: Content, text: RunningText) -> list[tuple[str, ...]]:
    """What a reader shall get from a content."""
    wanted: list[tuple[str, ...]] = []
    for part in content:
        if isinstance(part, str):
            words = "".join(part.split())
            if wanted and wanted[-1][0] == "text" and words:
                wanted[-1] = ("text", wanted[-1][1] + words)
            elif words:
                wanted.append(("text", words))
        else:
            wanted.append(identity(text.codes[part.id, part.kind], part.kind, part.raw))
    return wanted


def is_alike(source: str, old: str, beside: tuple[str, str], environment: dict[str, Any]) -> bool:
    """Whether the source makes the same blocks as the old text, of its lines and those above and below."""
    shapes = [
        [
            (token.type, token.tag, token.info if token.type == "opaque" else "")
            for token in _there(text, beside, environment)
        ]
        for text in (source, old)
    ]
    return shapes[0] == shapes[1]


def is_meant_there(
    source: str, old: str, beside: tuple[str, str], contents: tuple[Content, Content], text: RunningText,
    environment: dict[str, Any],
) -> bool:  # fmt: skip
    """Whether markdown-it reads the source among its lines as the first content, and the old text as the second.

    A code of several lines may be one in a quotation or an item alone, where it is read without the item's indent.
    """
    if beside[0].isspace():
        source, old = (one.replace("\n" + beside[0], "\n") for one in (source, old))
        beside = "", beside[1]
    if not is_alike(source, old, beside, environment):
        return False
    language = str(environment.get("language", ""))
    new, before = (
        [
            meaning(token.content, token.children, language)
            for token in _there(one, beside, environment)
            if token.children
        ]
        for one in (source, old)
    )
    own = _wanted(contents[1], text)
    return own in before and new == [_wanted(contents[0], text) if one == own else one for one in before]


def _there(text: str, beside: tuple[str, str], environment: dict[str, Any]) -> list[Any]:
    found: list[Any] = parser(bool(environment.get("mdx"))).parse(text.join(beside), found_before(environment))
    return found


def title(text: str, old: str) -> str:
    """The title of a link, in the quotation marks that the old one has."""
    close = {"(": ")"}.get(old[0], old[0])
    body = re.sub(r"[\\&]|" + re.escape(close) + ("|[(]" if close == ")" else ""), r"\\\g<0>", " ".join(text.split()))
    return f"{old[0]}{body}{close}"


def quoted(text: str, old: str, *, backslash: bool) -> str:
    """A text in the quotation marks that the old one has; in it they have a backslash, or are references."""
    text, mark = " ".join(text.split()), old[0]
    if backslash:
        return mark + text.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark
    return mark + re.sub(r"&(?=#?\w{1,40};)", "&amp;", text).replace(mark, {'"': "&quot;"}.get(mark, "&#39;")) + mark


def _bare(text: str, running: RunningText) -> str:
    return _referenced(_escaped(text, running), running)


def _escaped(text: str, running: RunningText) -> str:
    """The text with each sign of ESCAPES written as the old text wrote it, unless a backslash stands before it."""
    signs = "".join(sign for sign in ESCAPES if sign in running.references)
    if not signs:
        return text
    return re.sub(rf"\\.|[{re.escape(signs)}]", lambda match: running.references.get(match[0], match[0]), text)


def _for_mdx(text: str, running: RunningText) -> str:
    return _referenced(re.sub(r"[<{]", r"\\\g<0>", _escaped(text, running)), running)


def _light(text: str, running: RunningText) -> str:
    return _referenced(_escaped(INTRAWORD.sub("_", LIGHT.sub(r"\\\g<0>", text)), running), running)


def _full(text: str, running: RunningText) -> str:
    return _referenced(FULL.sub(r"\\\g<0>", text), running)


def _numeric(text: str, _running: RunningText) -> str:
    """No sign is left, not even one that a backslash keeps from nothing, such as one behind a lone backtick."""
    return FULL.sub(lambda match: f"&#{ord(match.group())};", text)


def _referenced(text: str, running: RunningText) -> str:
    """Characters that stood as references, such as a no-break space, stand as such again."""
    if not running.references:
        return text
    return text.translate({ord(one): form for one, form in running.references.items() if not FULL.match(one)})


def line_starts(text: str) -> str:
    """The text with a backslash before what would begin a heading, a list, a quotation or a rule."""
    return LINE_START.sub(lambda match: f"{match[1]}{match[2] or ''}\\", text)


def _other(code: Code, text: RunningText, signs: str) -> str | Code:
    """Emphasis with other signs, or as an element of HTML, which any neighbour suffers."""
    piece: Piece = text.codes[code.id, code.kind]
    if piece.name not in PAIRED:
        return code
    if signs == "*" and piece.name != "s":
        return "*" * len(code.raw)
    element = PAIRED[piece.name]
    return f"<{element}>" if code.kind == "open" else f"</{element}>"


def _spaced(parts: list[str | Code], text: RunningText) -> list[str | Code]:
    """With a space between a code and a word or code that it touches, as beside hanzi, where it would be none."""
    made: list[str | Code] = []
    for place, part in enumerate(parts):
        before = made[-1] if made else ""
        if _stands_alone(part, text) and part.kind != "close":  # type: ignore[union-attr]
            touched = (
                before[-1:].isalnum()
                if isinstance(before, str)
                else _stands_alone(before, text) and not _touched_before(before, part, text)
            )
            made += [" "] if touched else []
        made.append(part)
        after = parts[place + 1] if place + 1 < len(parts) else ""
        if _stands_alone(part, text) and part.kind != "open" and isinstance(after, str) and after[:1].isalnum():  # type: ignore[union-attr]
            made.append(" ")
    return made


def _touched_before(one: Code, other: str | Code, text: RunningText) -> bool:
    """Whether two codes stood side by side in the old text too."""
    assert isinstance(other, Code)
    return text.codes[one.id, one.kind].end == text.codes[other.id, other.kind].start


def _stands_alone(part: str | Code, text: RunningText) -> bool:
    """Whether this is a code that may have to stand apart from words."""
    return isinstance(part, Code) and text.codes[part.id, part.kind].name == "syntax" and part.raw[0] not in "~^"


def _spaces_outside(content: Content, text: RunningText) -> list[str | Code]:
    """White space just inside emphasis, which would undo it, moved outside."""
    parts = list(content)
    for place, part in enumerate(parts):
        if not isinstance(part, Code) or text.codes[part.id, part.kind].name not in PAIRED:
            continue
        if part.kind == "open" and place + 1 < len(parts) and isinstance(parts[place + 1], str):
            inside = str(parts[place + 1])
            space = inside[: len(inside) - len(inside.lstrip())]
            if space and inside.strip():
                parts[place + 1] = inside.lstrip()
                parts[place] = part
                before = parts[place - 1] if place else None
                if isinstance(before, str):
                    parts[place - 1] = before if before.endswith(space) else before + space
        elif part.kind == "close" and place and isinstance(parts[place - 1], str):
            inside = str(parts[place - 1])
            space = inside[len(inside.rstrip()) :]
            if space and inside.strip():
                parts[place - 1] = inside.rstrip()
                if place + 1 < len(parts) and isinstance(parts[place + 1], str):
                    after = str(parts[place + 1])
                    parts[place + 1] = after if after[:1].isspace() else space + after
    return parts
