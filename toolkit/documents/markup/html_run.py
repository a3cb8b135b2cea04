"""Running text of a page between two block tags: texts and inline tags in a row, and the block that they make."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.documents.markup import drop_caps
from toolkit.documents.markup.html_elements import LINKS
from toolkit.documents.markup.inline_codes import inlines
from toolkit.documents.markup.syntax import LONGEST_SHORT
from toolkit.documents.markup.tags import REFERENCE, Attribute, Token, decoded
from toolkit.units import Block, BlockKind, Code, Content, content_of

SPACES = re.compile(r"[\t\n\f\r ]*")
CONTROL = re.compile(
    r"<%(?![=-])|<\?php(?!\s+echo)|</?\#|\{%|\[%-?\s*(?:IF|ELSE|ELSIF|END|FOR|FOREACH|UNLESS|WHILE|SET|INCLUDE)\b"
)
"""Begins code of a template that writes nothing itself."""

FILLER = re.compile(
    r"(?:&(zwnj|zwj|shy|ZeroWidthSpace|\#(?:847|8203|8204|8205|173|65279|x34[fF]|x200[b-dB-D]));|&(?:nbsp|\#160|\#8199|ensp);|\s)\Z"
)
"""At the end of a text what takes room, and, in the group, what takes none."""
PLACED = re.compile(r"""\s(x|y|dy)\s*=\s*["']\s*([^"']*)""")
"""Where a part of a text of SVG is set."""
NEAR = 20
"""Pieces before a part that are looked at."""

Places = Mapping[tuple[str, str], tuple[int, int]]
"""(id, kind) of a code -> its span in the text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup at a place of the text."""

    start: int
    end: int
    kind: str
    """open, close or placeholder"""
    shown: str = ""
    name: str = ""
    """The element."""
    short: bool = False
    """Translators may see it as it is."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a block stands in the text of the page, and how it is written."""

    start: int
    end: int
    codes: Places = field(default_factory=dict)
    quote: str = ""
    """Of an attribute's value: a quotation mark, or `bare` for a value without; empty for running text."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Characters that this block writes as references, and as which."""
    cap: tuple[str, str] = ("", "")
    """What stands around its first letter, which is a drop cap."""
    branch: str = ""
    """Of a branch of an ICU choice: how it is written; of one that only other languages have, with its braces."""


@dataclass(slots=True)
class Run:
    """Text tokens and marks in order."""

    pieces: list[Token | Mark] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    note: str = ""

    def add(self, piece: Token | Mark) -> None:
        """Puts a piece at the end."""
        self.pieces.append(piece)

    def has_words(self, text: str, *, xml: bool) -> bool:
        """Whether a letter or digit stands in it."""
        return any(
            any(map(str.isalnum, decoded(text[piece.start : piece.end], xml=xml)))
            for piece in self.pieces
            if isinstance(piece, Token)
        )

    def ends_with_break(self, text: str) -> bool:
        """Whether the last thing in it is a line break, white space aside."""
        for piece in reversed(self.pieces):
            if isinstance(piece, Mark):
                return piece.name == "br"
            if text[piece.start : piece.end].strip():
                return False
        return False

    def parts(self, text: str, *, xml: bool) -> Iterator["Run"]:
        """The run itself or, where it is nothing but links in a row, each link by itself."""
        links = [
            place
            for place, piece in enumerate(self.pieces)
            if isinstance(piece, Mark) and piece.name in LINKS and piece.kind in ("open", "close")
        ]
        opened = [place for place in links if self.pieces[place].kind == "open"]
        closed = [place for place in links if self.pieces[place].kind == "close"]
        paired = len(opened) == len(closed) and all(a < b for a, b in zip(opened, closed, strict=True))
        if not (paired and len(opened) > 1 and all(b < a for b, a in zip(closed, opened[1:], strict=False))):
            yield self
            return
        inside = [range(a, b + 1) for a, b in zip(opened, closed, strict=True)]
        covered = {place for span in inside for place in span}
        outside = Run([piece for place, piece in enumerate(self.pieces) if place not in covered])
        if outside.has_words(text, xml=xml) or any(
            isinstance(piece, Mark) and piece.shown.strip() and piece.name != "br" for piece in outside.pieces
        ):
            yield self
            return
        for span in inside:
            yield Run(self.pieces[span.start : span.stop], BlockKind.LABEL, note=self.note)

    def _close_gaps(self) -> None:
        """What lies between two pieces, such as a stray end tag, is markup too."""
        whole: list[Token | Mark] = []
        for piece in self.pieces:
            if whole and piece.start > whole[-1].end:
                whole.append(Mark(whole[-1].end, piece.start, "placeholder"))
            whole.append(piece)
        self.pieces = whole

    def block(self, text: str, *, xml: bool) -> tuple[Content, Site] | None:
        """The content of the run and where it stands; None where there is no word in it."""
        if not self.has_words(text, xml=xml):
            return None
        self._close_gaps()
        start, end = self.pieces[0].start, self.pieces[-1].end
        first, last = self.pieces[0], self.pieces[-1]
        if isinstance(first, Token) and first.kind == "text":
            start = SPACES.match(text, start, first.end).end()  # type: ignore[union-attr]
        if isinstance(last, Token) and last.kind == "text":
            end = last.start + len(text[last.start : last.end].rstrip("\t\n\f\r "))
            end = max(start, _before_filler(text, last.start, end) if text[end - 1 : end] == ";" else end)
        ids, kinds = identified([piece if isinstance(piece, Mark) else None for piece in self.pieces])
        parts: list[str | Code] = []
        codes = {}
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for place, piece in enumerate(self.pieces):
            if isinstance(piece, Mark):
                code = Code(ids[place], kinds[place], text[piece.start : piece.end], piece.shown, piece.short)
                codes[code.id, code.kind] = piece.start, piece.end
                parts.append(code)
                continue
            source = text[max(start, piece.start) : min(end, piece.end)]
            if piece.kind == "cdata":
                parts.append(source[9:].removesuffix("]]>"))
                continue
            parts.append(decoded(source, xml=xml))
            _count(source, written, xml=xml)
        cap = drop_caps.taken(parts)
        content = content_of(parts)
        return (content, Site(start, end, codes, "", _usual(written), cap)) if content else None


@dataclass(slots=True)
class Element:
    """An element that is open."""

    name: str
    kind: BlockKind
    level: int
    skipped: str
    """Why its text is not for translation: markup, lang or nothing."""
    opaque: int = -1
    """Where the object or verbatim matter begins that this element is; -1: it is none."""
    run: Run | None = None
    """The run around an object, while what is in the object is read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, and where they stand."""

    text: str
    blocks: tuple[Block, ...]
    sites: tuple[Site, ...]
    """One a block: where it stands in the text."""
    languages: tuple[tuple[int, int, str], ...]
    """(start, end, form) of each attribute value that names the language of the page or the way in which it is written;
    form: tag, locale (`en_US`) or direction."""
    root: Token | None
    """The start tag of the element `html`, where there is one."""
    kept: Mapping[str, int] = field(default_factory=dict)
    """Rule -> letters that are in no block."""


def coded(text: str, token: Token) -> Iterator[tuple[Token | Mark, str]]:
    """A text as texts and codes of template engines, each with what it shows where it writes something."""
    end = token.start
    for one, match in inlines(text, token.start, token.end) if token.kind == "text" else ():
        if match.start() > end:
            yield Token("text", end, match.start()), ""
        end, raw = match.end(), match.group()
        short = len(raw) <= LONGEST_SHORT and "\n" not in raw
        yield Mark(match.start(), end, "placeholder", "", "", short), raw if one.seen else ""
    if end < token.end:
        yield (token if end == token.start else Token("text", end, token.end)), ""


def coded_value(
    text: str, attribute: Attribute, *, xml: bool
) -> tuple[Content, dict[tuple[str, str], tuple[int, int]]]:
    """The value of an attribute with the codes of template engines in it, and where those stand."""
    parts: list[str | Code] = []
    codes = {}
    for piece, shown in coded(text, Token("text", attribute.start, attribute.end)):
        raw = text[piece.start : piece.end]
        if isinstance(piece, Mark):
            code = Code(str(len(parts)), "placeholder", raw, shown, piece.short)
            codes[code.id, code.kind] = piece.start, piece.end
            parts.append(code)
        else:
            parts.append(decoded(raw, attribute=True, xml=xml))
    return content_of(parts), codes


def gap_before(text: str, token: Token, pieces: Sequence[Token | Mark]) -> str:
    """What a reader sees between the words so far and an inline element, whose start tag the token is.

    That is a space where it is a `tspan` of SVG with a place of its own, as the lines of a label are. Programs for
    drawing cut words so too, to set each letter: what goes on in lower case on the same line is the rest of a word.
    """
    place = dict(PLACED.findall(text, token.start, token.end)) if token.name.endswith("tspan") else {}
    if not place.keys() & {"x", "y"}:
        return ""
    words = next((text[one.start : one.end] for one in reversed(pieces[-NEAR:]) if isinstance(one, Token)), "")
    before, behind = words[-1:], text[token.end : token.end + 1]
    if not before.strip() or not behind.strip() or max(before, behind) > "\u2e80":
        return ""
    spans = (one for one in reversed(pieces[-NEAR:]) if isinstance(one, Mark) and one.name == "tspan")
    known = next((found for one in spans if (found := dict(PLACED.findall(text, one.start, one.end)))), {})
    level = place.get("y") == known.get("y") and not place.get("dy", "").strip("+-.0emptx% ")
    return "" if level and before.isalpha() and behind.islower() else " "


def _before_filler(text: str, start: int, end: int) -> int:
    """Where the words of a text end that is filled up with what nobody sees, as the first line of a mail is, behind
    which programs for mail show nothing more then; `end` where there is none."""
    place, hidden = end, False
    while place > start and (found := FILLER.search(text, max(start, place - 10), place)):
        place, hidden = found.start(), hidden or found[1] is not None
    return place if hidden else end


def _count(source: str, found: dict[str, Counter[str]], *, xml: bool) -> None:
    """Counts how characters that may be written in several ways are written in a text."""
    if ">" in source:
        found[">"][">"] += source.count(">")
    if "&" not in source:
        return
    for match in REFERENCE.finditer(source):
        reference = match.group()
        character = decoded(reference, xml=xml) if reference.endswith(";") else ""
        if len(character) == 1 and character not in "\r\n\t &<":
            found[character][reference] += 1
    plain = REFERENCE.sub("", source)
    for character in found:
        if count := plain.count(character):
            found[character][character] += count


def _usual(found: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {character: forms.most_common(1)[0][0] for character, forms in found.items()}


class _Named(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


def identified(pieces: Sequence[_Named | None]) -> tuple[dict[int, str], dict[int, str]]:
    """Place of a mark -> its id, which partners share, and its kind: what has no partner here is a placeholder."""
    ids: dict[int, str] = {}
    kinds: dict[int, str] = {}
    waiting: list[tuple[int, str]] = []
    """Places and names of opening marks without a partner yet."""
    open_now: Counter[str] = Counter()
    for place, piece in enumerate(pieces):
        if piece is None:
            continue
        ids[place], kinds[place] = str(place), "placeholder"
        if piece.kind == "open":
            waiting.append((place, piece.name))
            open_now[piece.name] += 1
        elif piece.kind == "close" and open_now[piece.name]:
            name = ""
            while name != piece.name:
                opened, name = waiting.pop()
                open_now[name] -= 1
            ids[place], kinds[place], kinds[opened] = ids[opened], "close", "open"
    return ids, kinds


def is_footnote(text: str, attributes: Sequence[Attribute]) -> bool:
    """Whether the attributes of an element call it a note."""
    values = [text[one.start : one.end].split() for one in attributes if one.name in ("role", "epub:type")]
    return any(
        mark in value for value in values for mark in ("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote")
    )
