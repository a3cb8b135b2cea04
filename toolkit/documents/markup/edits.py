"""A text with some of its places rewritten; everything else stays to the character."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
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
        self._edits = sorted(edits, key=lambda edit: (edit.start, -edit.end))
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
