"""Placeables in running text: what must come out of a translation as it went in, exactly once each.

A text with codes becomes a masked text, in which every placeable is a numbered slot (`{1}`), and back. What is one,
`toolkit.placeables` knows.
"""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import late
from toolkit.engines.scripts import RANGES, SCRIPTS
from toolkit.placeables import MARKUP, NUMBER, Found, Kind, find
from toolkit.units import Code, Content, content_of

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements of HTML that have no end tag."""
SLOT = late.compile(r"\{([0-9]{1,6})\}")
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd"
    "\u0a00-\u0dff\u0e31-\u0e4e"
)
"""Marks that stand with letters, by script: Hebrew, Arabic, the scripts of India, Thai."""
WHITE = late.compile(r"\s+")
TAG = late.compile(r"</?([A-Za-z0-9][\w.:-]*)[^<>]*>\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose placeables are slots."""

    text: str
    """Slot number n, counted from 1, stands for `placeables[n - 1]`; there is nothing else that looks like a slot."""
    placeables: tuple[str | Code, ...]
    """In the order of the source; a str is a placeable that was found by its pattern."""

    @property
    def words(self) -> str:
        """The text without its slots: what there is to translate."""
        return SLOT.sub(" ", self.text) if self.placeables else self.text


@functools.lru_cache(1024)
def mask(
    content: Content,
    *,
    numbers: bool = False,
    copied: bool = True,
    loose: bool = True,
    foreign: re.Pattern[str] | None = None,
) -> Masked:
    """Replaces codes, and what looks like a placeable in the text between them, by slots.

    With `numbers` also numbers with their signs (`€18.10`, `12:30`); without `copied` not what models mostly copy;
    without `loose` only what people keep letter for letter too; with `foreign` words of another script (foreign_to).
    Remembered, since every step of a draft asks it of the same few texts.
    """

    def wanted(kind: Kind) -> bool:
        if kind.name == "line escape":
            return False  # a written-out line break is one: models see the lines on both sides (sentences.py)
        return (numbers or kind.group != NUMBER) and (copied or not kind.copied) and (loose or kind.strict)

    placeables: list[str | Code] = []

    def slot(placeable: str | Code) -> str:
        placeables.append(placeable)
        return f"{{{len(placeables)}}}"

    pieces = []
    for part in content:
        if isinstance(part, Code):
            pieces.append(slot(part))
            continue
        end = 0
        spans = [(found.start, found.end) for found in find(part) if wanted(found.kind)]
        if foreign is not None and not part.isascii():
            spans = sorted([*spans, *(match.span() for match in foreign.finditer(part))])
        for start, stop in spans:
            if start >= end:
                pieces += [part[end:start], slot(part[start:stop])]
                end = stop
        pieces.append(part[end:])
    return Masked("".join(pieces), tuple(placeables))


@functools.cache
def foreign_to(language: str) -> re.Pattern[str]:
    """Words in letters that are neither Latin nor of the script of a language: a model cannot read them."""
    ranges = RANGES["Latn"] + RANGES[SCRIPTS.get(language, "Latn")]
    letters = rf"[^\W\d_{ranges}\u00aa\u00ba\u00b5][{MARKS}]*(?:[^\W\d_{ranges}][{MARKS}]*)*"
    return re.compile(rf"(?<![^\W\d_]){letters}(?:[ '’-]{letters})*(?![^\W\d_])")


def unmask(text: str, placeables: Sequence[str | Code]) -> Content:
    """The content with the placeables in their slots; slots that no placeable has stay as text."""
    parts: list[str | Code] = []
    end = 0

    def add(part: str | Code) -> None:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part:
            parts.append(part)

    for match in SLOT.finditer(text):
        number = int(match.group(1))
        if 1 <= number <= len(placeables):
            add(text[end : match.start()])
            add(placeables[number - 1])
            end = match.end()
    add(text[end:])
    return tuple(parts)


def placeables(content: Content) -> tuple[str | Code, ...]:
    """Every placeable of a content that stays letter for letter whoever translates it, in order."""
    return mask(content, loose=False).placeables


def kept(source: Content, target: Content) -> bool:
    """Whether `target` has every placeable of `source` exactly once and no other, and the same pairs of them."""
    before, after = mask(source).placeables, mask(target).placeables
    return before == after or (Counter(before) == Counter(after) and _partners(before) == _partners(after))


def with_tags(content: Content) -> Content:
    """The content with the tags that stand in its text as codes, so that they are treated as formatting."""
    if not any(isinstance(part, str) and "<" in part for part in content):
        return content
    parts: list[str | Code] = []
    for part in content:
        end = 0
        for found in find(part) if isinstance(part, str) else ():
            if _is_tag(found) and isinstance(part, str):
                parts += [part[end : found.start], Code(f"tag {len(parts)}", kind_of(found.text), found.text)]
                end = found.end
        parts.append(part[end:] if isinstance(part, str) else part)
    return content_of(parts)


def without_tags(content: Content) -> Content:
    """The content with the codes that `with_tags` made as text again."""
    return content_of(part.raw if isinstance(part, Code) and part.id.startswith("tag ") else part for part in content)


def _is_tag(found: Found) -> bool:
    return found.kind.group == MARKUP and found.kind.name == "tag"


def pairs(sequence: Sequence[str | Code]) -> list[tuple[int, int]]:
    """Indexes of the openings and closings that belong together; what has no partner is left out."""
    found = []
    waiting: list[int] = []
    for index, placeable in enumerate(sequence):
        kind = kind_of(placeable)
        if kind == "open":
            waiting.append(index)
        elif kind == "close" and waiting:
            found.append((waiting.pop(), index))
    return found


def kind_of(placeable: str | Code) -> str:
    """open, close or placeholder, as Code.kind."""
    if isinstance(placeable, Code):
        return placeable.kind
    name = TAG.match(placeable)
    if name is None or placeable.endswith("/>") or name[1].lower() in VOID:
        return "placeholder"
    return "close" if placeable.startswith("</") else "open"


def _partners(sequence: Sequence[str | Code]) -> Counter[tuple[str | Code, str | Code]]:
    return Counter((sequence[first], sequence[last]) for first, last in pairs(sequence))
