"""Running text of Markdown: what stands in one paragraph, heading or cell -> Content, and where its codes stand."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from toolkit.documents.markup.html import page
from toolkit.documents.markup.html_elements import END, KINDS, OBJECTS, SKIP, TAGS
from toolkit.documents.markup.running import Piece, RunningText, assembled
from toolkit.documents.markup.syntax import LONGEST_SHORT
from toolkit.documents.markup.tags import decoded

TITLE = re.compile(r"""(?<=[ \t\n])("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))[ \t\n]*\)?$""", re.DOTALL)
"""The title at the end of a link, an image or a reference."""
PAIRED = {"em": "em", "strong": "strong", "s": "del"}
"""Tag of a pair that has signs of its own -> the element of HTML that means the same."""
SHORT = re.compile(r"<(code|kbd|samp|var)>[^<\n]{1,48}</\1>")
"""What translators may see as it is."""
VOID_TAG = re.compile(r"<(?:br|img|wbr|hr|input)\b|<!|<\?|.*/>$", re.IGNORECASE | re.DOTALL)


def running_text(source: str, tokens: Sequence[Any], language: str) -> RunningText:
    """The content of `source`, whose inline tokens these are, in a text in `language`."""
    pieces = _merged(source, sorted(_pieces(source, tokens), key=lambda piece: (piece.start, piece.end)), language)
    return assembled(source, pieces, _is_short)


def _is_short(piece: Piece, raw: str) -> bool:
    """Whether translators may see a code as it is."""
    if piece.name in ("em", "strong", "s"):
        return True
    if piece.name in ("code", "autolink"):
        return "\n" not in raw
    if piece.name == "verbatim":
        return bool(SHORT.fullmatch(raw))
    return piece.name == "syntax" and len(raw) <= LONGEST_SHORT and "\n" not in raw and "<" not in raw


def _pieces(source: str, tokens: Sequence[Any]) -> list[Piece]:
    found: list[Piece] = []
    links: list[Any] = []
    components: list[str] = []
    """Names of elements that are open and taken for components."""
    said = False
    for token in tokens:
        kind = token.type
        if kind == "text" or "span" not in token.meta:
            said = said or token.content.strip() != ""
            continue
        start, end = token.meta["span"]
        if kind in ("em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close"):
            if token.tag == "strong":
                start, end = (start - 1, end) if token.nesting > 0 else (start, end + 1)
            found.append(Piece(start, end, "open" if token.nesting > 0 else "close", "", token.tag, token))
        elif kind == "text_special":
            found.append(Piece(start, end, "text", token.content, token.info))
        elif kind == "softbreak":
            found.append(Piece(start, end, "text", "\n", "newline"))
        elif kind == "hardbreak":
            while start and source[start - 1] == " ":
                start -= 1
            found.append(Piece(start, end, "placeholder", "\n", "break", token))
        elif kind == "code_inline":
            found.append(Piece(start, end, "placeholder", token.content, "code", token))
        elif kind == "image":
            found.append(Piece(start, end, "placeholder", "\ufffc", "image", token))
        elif kind == "footnote_ref":
            found.append(Piece(start, end, "placeholder", "", "footnote", token))
        elif kind == "html_inline":
            tag = source[start:end]
            opening = "close" if tag.startswith("</") else "placeholder" if VOID_TAG.match(tag) else "open"
            shown = "\n" if re.match(r"<br\b", tag, re.IGNORECASE) else ""
            name = tag.strip("</ >").split()[0].lower()
            if opening == "close" and name in components:
                components.remove(name)
                name = f"component {name}"
            else:  # an item of a list in a cell, say, stands apart from what is before it
                shown = " " if said and opening == "open" and name in KINDS else shown
                name = f"html {name}"
            found.append(Piece(start, end, opening, shown, name, token))
        elif kind == "syntax" and token.info == "component":
            closing = "close" if token.content[1] == "/" else "placeholder" if token.content[-2] == "/" else "open"
            names = re.sub(r"[</>]", " ", token.content).split()
            components += names[:1] if closing == "open" else ()
            found.append(Piece(start, end, closing, "", f"component {''.join(names[:1])}", token))
        elif kind == "syntax":
            seen = token.content if token.meta["seen"] else ""
            found.append(Piece(start, end, "placeholder", seen, "syntax", token))
        elif kind in ("syntax_open", "syntax_close"):
            written = token.meta.get("written", "")
            side = "open" if token.nesting > 0 else "close"
            found.append(Piece(start, end, side, "", "syntax", token, written=written, raw=written))
        elif kind == "link_open" and token.markup == "autolink":
            found.append(Piece(start, end, "placeholder", source[start + 1 : end - 1], "autolink", token))
        elif kind == "link_open":
            links.append(token)
            found.append(Piece(start, end, "open", "", "link", token))
        elif kind == "link_close" and token.markup != "autolink":
            opening_token = links.pop()
            piece = Piece(start, end, "close", "", "link", opening_token)
            if source[start:end] in ("]", "][]"):  # its text is its label
                label = source[opening_token.meta["span"][1] : start]
                piece.written = f"][{' '.join(label.split())}]"
            found.append(piece)
    return found


def _merged(source: str, pieces: list[Piece], language: str) -> list[Piece]:
    """What the author put between toolkit:skip and toolkit:end is one piece, and so is what no page would translate."""
    merged: list[Piece] = []
    partners = _partners(pieces)
    until = -1
    for number, piece in enumerate(pieces):
        if piece.start < until:
            continue
        if piece.name.startswith("html") and SKIP.fullmatch(source[piece.start : piece.end]):
            following = (pieces[place] for place in range(number, len(pieces)))
            until = next((one.end for one in following if END.fullmatch(source[one.start : one.end])), len(source))
            inner = END.sub("", source[piece.end : until])
            merged.append(Piece(piece.start, until, "placeholder", inner, "skip", piece.token))
        elif (
            piece.name.startswith("html ")
            and piece.kind == "open"
            and is_verbatim(source[piece.start : piece.end], language)
            and number in partners
        ):
            close = pieces[partners[number]]
            until = close.end
            inner = decoded(TAGS.sub("", source[piece.end : close.start]))
            shown = "\ufffc" if piece.name[5:] in OBJECTS else inner
            merged.append(Piece(piece.start, until, "placeholder", shown, "verbatim", piece.token))
        else:
            merged.append(piece)
    return merged


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Place of a start tag -> place of its end tag."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        if piece.kind == "open":
            waiting[piece.name].append(place)
        elif piece.kind == "close" and waiting[piece.name]:
            found[waiting[piece.name].pop()] = place
    return found


@lru_cache(1024)
def is_verbatim(tag: str, language: str) -> bool:
    """Whether a page keeps what follows this start tag as it is: code, another language, `translate="no"`."""
    found = page(f"{tag}x", language, fragment=True)
    return all(site.quote for site in found.sites)


def meaning(source: str, tokens: Sequence[Any], language: str) -> list[tuple[str, ...]]:
    """What a reader gets from running text: its words, and its markup by kind and target, in order."""
    made: list[tuple[str, ...]] = []
    text = running_text(source, tokens, language)
    for part in text.content:
        if isinstance(part, str):
            if words := "".join(part.split()):
                made.append(("text", words))
            continue
        piece = text.codes[part.id, part.kind]
        made.append(identity(piece, part.kind, source[piece.start : piece.end]))
    return made


def identity(piece: Piece, kind: str, raw: str) -> tuple[str, ...]:
    """What markup is, whatever signs it is written with."""
    if piece.name in PAIRED:
        return piece.name, kind
    if piece.name.startswith("html "):
        tag = piece.name[5:]
        pairs = {element: name for name, element in PAIRED.items()}
        if re.fullmatch(r"</?\w+>", raw) and tag in pairs:
            return pairs[tag], kind
        return piece.name, kind, raw
    if piece.name == "link":
        return "link", kind, str(piece.token.attrs.get("href", ""))
    if piece.name == "image":
        return "image", str(piece.token.attrs.get("src", ""))
    if piece.name in ("break", "footnote"):
        return (piece.name,)
    return piece.name, " ".join(raw.split())
