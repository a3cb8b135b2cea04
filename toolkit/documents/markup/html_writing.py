"""Content -> running text or attribute value of a page: nothing in a translation can turn into markup or into code.

What is written is read again where codes of template engines or their signs stand in it; where it does not mean what it
shall, more of it is written as references.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.documents.markup import drop_caps
from toolkit.documents.markup.html_choices import Choice, choices
from toolkit.documents.markup.html_run import Mark, Site, coded
from toolkit.documents.markup.inline_codes import BEGINS, LONE_BRACE, inline_at
from toolkit.documents.markup.tags import Token, tokenize
from toolkit.units import Code, Content

OPENED = re.compile(r"\{(?=[^{}]{0,200}&lt;)")
"""A brace before a `<` that is a reference now, and began a tag before: with it, it would be a code."""
NEEDED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ENGINES = re.compile(r"([{}\[\]()$#@\\%!*:]+|\r?\n)")
"""Signs of template engines; some know the beginning of a line."""
AROUND = re.compile(r"[{}$#@\\\[]|<[%?]")
"""Before a text, what may reach into it."""
TAG = re.compile(r"</?[A-Za-z!][^<>]*>|<!--.*?-->", re.DOTALL)
CHOICE = re.compile(r"\{[^{},<>]{1,80},\s*(?:plural|select(?:ordinal)?)\s*,")
"""Begins an ICU choice, which html_choices.py reads."""
BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}
NEAR = 200
"""Characters before and behind a text that a code may begin or end in."""


def written(text: str, site: Site, *, xml: bool) -> str:
    """A text as the page writes it: markup characters as references, others where the block itself does so."""
    made = re.sub(LONE_BRACE, "&#125;", _referenced(text, site, xml=xml))
    return OPENED.sub("&#123;", made) if "&lt;" in made else made


def composed(content: Content, site: Site, page: str, render: Callable[[int, int], str], *, xml: bool) -> str:
    """A content as it stands in the page: its texts written, its codes as `render` gives what stands there."""
    parts = [part if isinstance(part, str) else render(*site.codes[part.id, part.kind]) for part in content]
    if site.branch:  # of a choice, in which no engine looks for its codes
        pairs = zip(content, parts, strict=True)
        return site.branch % "".join(
            _referenced(one, site, xml=xml).translate(BRACES) if isinstance(one, str) else part for one, part in pairs
        )
    own = [isinstance(part, str) for part in content]
    made = next(_ways(parts, own, site, xml=xml))
    if not _is_sure(made, own, site, page):
        ways = list(_ways(parts, own, site, xml=xml))
        read = (way for near in (False, True) for way in ways if _is_read(way, content, site, page, xml=xml, near=near))
        made = next(read, made)
    whole = "".join(made)
    if site.cap[0]:
        place = drop_caps.leading(content)
        whole = "".join(made[:place]) + drop_caps.given("".join(made[place:]), site.cap)
    return f'"{whole}"' if site.quote == "bare" else whole


def _ways(parts: Sequence[str], own: Sequence[bool], site: Site, *, xml: bool) -> Iterator[list[str]]:
    """The parts as they are written, the most readable first."""
    pairs = list(zip(parts, own, strict=True))
    plain = [written(part, site, xml=xml) if text else part for part, text in pairs]
    yield plain
    yield [_beside(part, place, parts) if own[place] else part for place, part in enumerate(plain)]
    yield [_apart(part, place, parts, own, words=True) for place, part in enumerate(plain)]
    signs = [_without_signs(part, site, xml=xml) if text else part for part, text in pairs]
    yield signs
    yield [_beside(part, place, parts) if own[place] else part for place, part in enumerate(signs)]
    for words in (True, False):
        yield [_apart(part, place, parts, own, words=words) for place, part in enumerate(signs)]


def _beside(part: str, place: int, parts: Sequence[str]) -> str:
    """A text with references for what would be part of a code that it touches."""
    if place and part and not TAG.match(parts[place - 1]) and not part[0].isspace() and part[0] != "&":
        part = f"&#{ord(part[0])};{part[1:]}"
    last = part[-1:]
    if place + 1 < len(parts) and not TAG.match(parts[place + 1]) and last and not last.isspace() and last != ";":
        part = f"{part[:-1]}&#{ord(last)};"
    return part


def _apart(part: str, place: int, parts: Sequence[str], own: Sequence[bool], *, words: bool) -> str:
    """A part with a space between it and the codes that it touches, with `words` only where a letter does."""
    if not own[place]:
        touches = place and not own[place - 1] and not TAG.match(part) and not TAG.match(parts[place - 1])
        return f" {part}" if touches else part
    touched = str.isalnum if words else lambda sign: bool(sign.strip())
    before = place and not TAG.match(parts[place - 1]) and touched(part[:1])
    behind = place + 1 < len(parts) and not TAG.match(parts[place + 1]) and touched(part[-1:])
    return f"{' ' if before else ''}{part}{' ' if behind else ''}"


def _is_sure(made: Sequence[str], own: Sequence[bool], site: Site, page: str) -> bool:
    """Whether no sign in the texts begins a code, and each code of an engine ends where it should: most are so."""
    low = max(0, site.start - NEAR)
    if not site.quote and AROUND.search(page, max(low, page.rfind(">", low, site.start)), site.start):
        return False
    before = "" if site.quote else page[max(0, site.start - 1) : site.start]
    whole = "".join((before, *made, "" if site.quote else page[site.end : site.end + NEAR]))
    place = len(before)
    for part, text in zip(made, own, strict=True):
        end = place + len(part)
        for sign in BEGINS.finditer(whole, place, end) if text else ():
            if inline_at(whole, sign.start(), len(whole), html=True) is not None:
                return False
        if not text and not TAG.match(part) and not CHOICE.match(part):
            found = inline_at(whole, place, len(whole), html=True)
            if found is None or found[1].end() != end:
                return False
        place = end
    return True


def _is_read(made: Sequence[str], content: Content, site: Site, page: str, *, xml: bool, near: bool) -> bool:
    """Whether the texts are read as texts, and codes of template engines as codes, where they stand in the page.

    `near`: behind no more than one character, for a tag before may stand in a comment.
    """
    before = page[max(0, site.start - NEAR) : site.start]
    behind = page[site.end : site.end + NEAR]
    if site.quote:
        before = behind = ""
    elif tags := list(TAG.finditer(before)):
        before = before[tags[-1].end() - 1 :]
    elif site.start > NEAR:
        before = before[-1:]
    before = before[-1:] if near else before
    whole = "".join((before, *made, behind))
    texts = bytearray(len(whole))
    tokens = [Token("text", 0, len(whole))] if site.quote else tokenize(whole, xml=xml)
    for piece in _read(whole, tokens, [] if site.quote else list(choices(whole, 0, len(whole)))):
        if not isinstance(piece, Mark):
            texts[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    place = len(before)
    for part, said in zip(content, made, strict=True):
        seen = texts[place + len(said) - len(said.lstrip()) : place + len(said)]
        place += len(said)
        if isinstance(part, str) and not all(seen):
            return False
        if isinstance(part, Code) and any(seen) and not TAG.match(part.raw) and not CHOICE.match(part.raw):
            return False
    return True


def _read(whole: str, tokens: Iterable[Token], chosen: Sequence[Choice]) -> Iterator[Token | Mark]:
    """The texts and the codes of template engines outside of choices, which are codes as wholes."""
    for token in tokens:
        place = token.start
        for choice in chosen if token.kind == "text" else ():
            if place < choice.end and choice.start < token.end:
                yield from (one for one, _ in coded(whole, Token("text", place, max(place, choice.start))))
                place = choice.end
        if token.kind == "text" and place < token.end:
            yield from (one for one, _ in coded(whole, Token("text", place, token.end)))


def _referenced(text: str, site: Site, *, xml: bool) -> str:
    usual: dict[str, str] = {**NEEDED, **site.references}
    if site.quote:
        del usual[">"]
        if site.quote in ("'", "bare"):
            usual["'"] = "&#39;"
        if site.quote in ('"', "bare"):
            usual['"'] = "&quot;"
    elif site.references.get(">") == ">" and not (xml and "]]>" in text):
        usual[">"] = ">"
    return text.translate({ord(one): form for one, form in usual.items()})


def _without_signs(text: str, site: Site, *, xml: bool) -> str:
    """A text without a sign of template engines, and with no line that may begin a statement."""
    return "".join(
        _referenced(piece, site, xml=xml)
        if number % 2 == 0
        else " "
        if piece.endswith("\n")
        else "".join(f"&#{ord(sign)};" for sign in piece)
        for number, piece in enumerate(ENGINES.split(text))
    )
