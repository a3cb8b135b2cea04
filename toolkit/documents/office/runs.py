"""Formatted text of a paragraph <-> Content with few codes, for formats that cut text into runs.

Word processors cut a sentence wherever somebody edited it. What a translator needs is where the formatting changes:
neighbours of equal formatting are one text, the formatting of most of a paragraph is no code at all, and anchors that
mean nothing to a reader (bookmarks, ranges of comments) are no code either: they keep their place by proportion.
"""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from toolkit.units import Code, Content, content_of

CLOSING = ".,;:!?…)]}»”’。，、；：！？）】》」』"
"""Marks that stay with what stands before them."""
NUMBER = re.compile(r"\s*(?:[\d.]+|[ivxlc]+|[IVXLC]+\.?)\s*")
"""Of a page or a heading."""
Format = Hashable
"""What makes two runs look alike; None where a group holds no text."""


@dataclass(slots=True)
class Text:
    """Characters of one formatting."""

    text: str
    format: Format


@dataclass(slots=True)
class Mark:
    """Something that stands in the text and is kept whole: a tab, an image, a reference to a footnote, a field."""

    payload: Any
    """A Text is written as such."""
    shown: str = ""
    """As Code.shown."""


@dataclass(slots=True)
class Anchor:
    """Something without width that no reader sees."""

    payload: Any


@dataclass(slots=True)
class Group:
    """Text with something around it: a link, an insertion, the result of a field."""

    payload: Any
    items: list["Item"] = field(default_factory=list)
    needed: bool = False
    """Must not be lost: where a translation leaves it out, it stands around the whole paragraph."""


Item = Text | Mark | Anchor | Group


class Builder(Protocol):
    """Makes the elements of a paragraph again, in order."""

    def text(self, text: str, format: Format) -> None:  # noqa: A002 - the word of the field
        """Adds text to what is open."""

    def mark(self, payload: Any) -> None:
        """Adds a mark to what is open."""

    def anchor(self, payload: Any) -> None:
        """Adds an anchor to what is open."""

    def open(self, payload: Any) -> None:
        """Begins a group."""

    def close(self, payload: Any) -> None:
        """Ends the group begun last."""


@dataclass(slots=True)
class Paragraph:
    """What a paragraph holds: its content, and what its codes and anchors stand for."""

    content: Content
    base: Format
    codes: Mapping[str, Mark | Group | Text]
    """Code id -> what it stands for; a Text stands for its formatting."""
    anchors: Sequence[tuple[float, Anchor]]
    """Share of the visible text that stands before it, and the anchor; in order."""
    bases: Mapping[str, Format]
    """Code id of a group -> the formatting of its text."""
    length: int
    """Characters of text."""


def paragraph(items: Sequence[Item]) -> Paragraph:
    """The content of a paragraph, with as few codes as its formatting needs."""
    return _Reader(items).made


class _Reader:
    def __init__(self, items: Sequence[Item]) -> None:
        self._parts: list[str | Code] = []
        self._codes: dict[str, Mark | Group | Text] = {}
        self._bases: dict[str, Format] = {}
        self._anchors: list[tuple[int, Anchor]] = []
        self._length = 0
        base = _base(items, None)
        self._read(items, base)
        length = max(1, self._length)
        anchors = [(place / length, anchor) for place, anchor in self._anchors]
        self.made = Paragraph(content_of(self._parts), base, self._codes, anchors, self._bases, self._length)

    def _code(self, kind: str, number: str, meaning: Mark | Group | Text, shown: str = "") -> None:
        self._codes[number] = meaning
        slash = {"open": f"<{number}>", "close": f"</{number}>"}.get(kind, f"<{number}/>")
        self._parts.append(Code(number, kind, slash, shown, short=False))

    def _read(self, items: Sequence[Item], base: Format) -> None:
        current: Text | None = None  # whose formatting is open
        number = ""
        for index, item in enumerate(items):
            if isinstance(item, Text):
                wanted = item if item.format != base else None
                if (current and current.format) != (wanted and wanted.format) or (current is None) != (wanted is None):
                    if current is not None:
                        self._code("close", number, current)
                    current = wanted
                    if current is not None:
                        number = str(len(self._codes) + 1)
                        self._code("open", number, current)
                self._parts.append(item.text)
                self._length += len(item.text)
                continue
            if isinstance(item, Anchor):
                self._anchors.append((self._length, item))
                continue
            if current is not None and (isinstance(item, Group) or _next_format(items, index, base) != current.format):
                self._code("close", number, current)
                current = None
            own = str(len(self._codes) + 1)
            if isinstance(item, Mark):
                self._code("placeholder", own, item, item.shown)
            else:
                self._bases[own] = _base(item.items, base)
                self._code("open", own, item)
                self._read(item.items, self._bases[own])
                self._code("close", own, item)
        if current is not None:
            self._code("close", number, current)


def _base(items: Sequence[Item], default: Format) -> Format:
    """The formatting of most characters that lie in no group."""
    counts: Counter[Format] = Counter()
    for item in items:
        if isinstance(item, Text):
            # Without spaces, so that it does not matter where the text is cut into runs.
            counts[item.format] += len("".join(item.text.split())) * 1000 + len(item.text)
    return counts.most_common(1)[0][0] if counts else default


def _next_format(items: Sequence[Item], index: int, base: Format) -> Format:
    """The formatting that goes on behind a mark."""
    for item in items[index + 1 :]:
        if isinstance(item, Text):
            return item.format
        if isinstance(item, Group):
            break
    return base


def plain_spaces(items: Sequence[Item], shows_on_space: frozenset[Format] = frozenset()) -> list[Item]:
    """The items with white space taking the formatting of what stands before it, unless a reader could tell."""
    made: list[Item] = []
    before: Text | None = None
    for item in items:
        if isinstance(item, Text):
            invisible = not item.text.strip() and item.format not in shows_on_space
            if invisible and before is not None and before.format not in shows_on_space:
                made.append(Text(item.text, before.format))
                continue
            before = item
        elif isinstance(item, Group):
            item.items = plain_spaces(item.items, shows_on_space)
            before = None
        made.append(item)
    return made


def contents_entry(items: Sequence[Item]) -> list[Item]:
    """An entry of a table of contents without what is no word of the heading: its number, tabs, the page number."""
    made: list[Item] = []
    for index, item in enumerate(items):
        if isinstance(item, Text) and NUMBER.fullmatch(item.text):
            before, after = items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None
            if any(isinstance(one, Mark) and one.shown == "\t" for one in (before, after)):
                made.append(Mark(item))
                continue
        if isinstance(item, Mark) and not any(map(str.isalpha, item.shown)):
            item = Mark(item.payload)
        elif isinstance(item, Group):
            item.items = contents_entry(item.items)
        made.append(item)
    return made


def rebuild(own: Paragraph, content: Content, builder: Builder) -> None:
    """Makes a paragraph again with new content, whose codes are those of its own content.

    Anchors stand where the same share of the text is before them; a needed group that is missing stands around all.
    """
    present = {part.id for part in content if isinstance(part, Code)}
    lost = [
        group for code, group in own.codes.items() if isinstance(group, Group) and group.needed and code not in present
    ]
    for group in lost:
        builder.open(group.payload)
    anchors = _Anchors(own, sum(len(part) for part in content if isinstance(part, str)), builder)
    anchors.before(0)
    stack: list[tuple[str, Group | Text]] = []
    for part in content:
        meaning = None if isinstance(part, str) else own.codes[part.id]
        if isinstance(part, str):
            anchors.text(part, _format(own, stack))
        elif isinstance(meaning, Mark) and isinstance(meaning.payload, Text):
            builder.text(meaning.payload.text, meaning.payload.format)
        elif isinstance(meaning, Mark):
            builder.mark(meaning.payload)
        elif meaning is not None and part.kind == "open":
            stack.append((part.id, meaning))
            if isinstance(meaning, Group):
                builder.open(meaning.payload)
        elif any(code == part.id for code, _ in stack):
            _close(stack, part.id, builder)
    if stack:
        _close(stack, stack[0][0], builder)
    anchors.rest()
    for group in reversed(lost):
        builder.close(group.payload)


class _Anchors:
    """Puts texts into a builder, and the anchors between them."""

    def __init__(self, own: Paragraph, total: int, builder: Builder) -> None:
        self._waiting = [(round(share * total), anchor) for share, anchor in own.anchors]
        self._builder = builder
        self._position = 0
        self._is_new = total != own.length

    def before(self, position: int) -> None:
        while self._waiting and self._waiting[0][0] <= position:
            self._builder.anchor(self._waiting.pop(0)[1].payload)

    def text(self, text: str, format: Format) -> None:  # noqa: A002 - the word of the field
        done, start = 0, self._position
        while self._waiting and self._waiting[0][0] < start + len(text):
            cut = max(done, self._waiting[0][0] - start)
            if self._is_new:
                cut = _between_words(text, done, cut)
            if cut > done:
                self._builder.text(text[done:cut], format)
                done = cut
            self._builder.anchor(self._waiting.pop(0)[1].payload)
        if done < len(text):
            self._builder.text(text[done:], format)
        self._position = start + len(text)

    def rest(self) -> None:
        for _, anchor in self._waiting:
            self._builder.anchor(anchor.payload)
        self._waiting = []


def _between_words(text: str, start: int, wanted: int) -> int:
    """The nearest place that is in no word and before no closing mark: behind a space or mark, or at an end."""
    inner = range(start + 1, len(text))
    free = [place for place in inner if not (text[place - 1].isalnum() or text[place] in CLOSING)]
    return min((start, *free, len(text)), key=lambda place: abs(place - wanted))


def _close(stack: list[tuple[str, Group | Text]], code: str, builder: Builder) -> None:
    """Closes what is open down to and with a code."""
    while stack:
        number, meaning = stack.pop()
        if isinstance(meaning, Group):
            builder.close(meaning.payload)
        if number == code:
            return


def _format(own: Paragraph, stack: Sequence[tuple[str, Group | Text]]) -> Format:
    """The formatting of text where these codes are open."""
    if not stack:
        return own.base
    code, meaning = stack[-1]
    return meaning.format if isinstance(meaning, Text) else own.bases[code]
