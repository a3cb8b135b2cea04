"""A text with some of its places rewritten; everything else stays to the character."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """A place of the source, and what makes its new text; it is asked only when it is written."""

    start: int
    """Offset in characters."""
    end: int
    make: Callable[[], str]


class EditedText:
    """A source text and its edits, of which one may lie inside another: the outer one asks for what is in it."""

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        self._source = source
        self._edits = sorted(edits, key=lambda edit: (edit.start, edit.end > edit.start, -edit.end))
        self._starts = [edit.start for edit in self._edits]

    def render(self, start: int, end: int) -> str:
        """The new text of a span of the source; edits that are not wholly inside it are left out."""
        parts = []
        place = bisect_left(self._starts, start)
        while place < len(self._edits) and self._edits[place].start < end:
            edit = self._edits[place]
            place += 1
            if edit.start < start or edit.end > end:
                continue
            parts += [self._source[start : edit.start], edit.make()]
            start = edit.end
        parts.append(self._source[start:end])
        return "".join(parts)


class Places:
    """Offsets in the content of an inline token -> offsets in the source."""

    def __init__(self, starts: Sequence[tuple[int, int]]) -> None:
        self._inner = [inner for inner, _ in starts]
        self._outer = [outer for _, outer in starts]

    def start(self, offset: int) -> int:
        """Where a character stands."""
        number = max(0, bisect_right(self._inner, offset) - 1)
        return self._outer[number] + max(0, offset - self._inner[number])

    def end(self, offset: int) -> int:
        """Behind the character before an offset."""
        return self.start(offset - 1) + 1 if offset else self.start(0)

    def first_from(self, outer: int) -> int | None:
        """Where in the source the words of the first line begin that does not begin before an offset of it."""
        return next((one for one in self._outer if one >= outer), None)

    def shifted(self, by: int) -> "Places":
        """The same for a part of the content that begins at an offset."""
        inner = [max(0, one - by) for one in self._inner]
        first = max(0, bisect_right(self._inner, by) - 1)
        outer = self._outer[first] + max(0, by - self._inner[first])
        rest = list(zip(inner, self._outer, strict=True))[first + 1 :]
        return Places([(0, outer), *rest])


class Shift:
    """Offsets in the text with LF -> offsets in the text as it is."""

    def __init__(self, text: str) -> None:
        self._pairs = [match.start() - number for number, match in enumerate(re.finditer("\r\n", text))]
        self.ending = "\r\n" if self._pairs else "\r" if "\r" in text and "\n" not in text else "\n"

    def __call__(self, offset: int) -> int:
        """Where a character stands."""
        return offset + bisect_left(self._pairs, offset)


def unified(text: str) -> str:
    """The text with LF at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
