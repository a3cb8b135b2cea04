"""Which texts go through a model together, so that a draft depends on its own text alone.

CTranslate2 pads the texts of a batch to the length of the longest, and with int8 on a CPU the floating-point sums of
attention change in their last bits with that length: about one text in two hundred comes out differently beside other
neighbours. Nothing else about the neighbours matters, neither their number nor their words. So every text is padded
to the same length always: its own up to 16 tokens, above that the next multiple of 2, 4, 8, … (at most an eighth
more). A run that was killed and one that was not thus write the same text.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from toolkit.units import Draft

Item = TypeVar("Item")

FINENESS = 8
"""Texts are padded by less than an eighth of their length."""
LEAST_TOKENS = 256
"""In a batch, however few tokens are left: smaller ones read the weights too often."""


def padded(length: int) -> int:
    """The length in tokens, end token included, that a text of `length` tokens is padded to."""
    width = 1
    while width * 2 * FINENESS <= length:
        width *= 2
    return -(-length // width) * width


class Waiting(Generic[Item]):
    """Texts that wait for a model, of all who wait for it: those of a kind that are padded alike share a batch.

    So the few texts of one window that are drafted a second time fill a batch with those of the others.
    """

    def __init__(self, limit: int, parallel: int, most: Callable[[bool], int]) -> None:
        """In a batch are at most `limit` tokens, or a single text, and at most `most(careful)` texts, since each is
        decoded in rows as long as the vocabulary, however short it is itself. `parallel` are worked on at a time."""
        self._limit, self._parallel, self._most = limit, parallel, most
        self._groups: dict[tuple[bool, int], deque[tuple[int, Item]]] = {}
        self._numbers = itertools.count()
        self._left = 0
        """Tokens."""

    def add(self, careful: bool, length: int, item: Item) -> None:
        """One text of `length` tokens, end token included."""
        length = padded(length)
        self._groups.setdefault((careful, length), deque()).append((next(self._numbers), item))
        self._left += length

    def take(self) -> tuple[bool, int, list[Item]] | None:
        """The next batch: whether it is careful, its padded length, its texts in the order they came; None without any.

        The text that has waited longest goes first, with all that are padded like it: no window is held up by a few
        texts of a length that others lack. Large batches are fast; but towards the end they become smaller, each core's
        share of what is left, as in guided self-scheduling (Polychronopoulos and Kuck 1987), so that no core waits long
        for another one's last batch.
        """
        if not self._groups:
            return None
        group = min(self._groups, key=lambda one: self._groups[one][0][0])
        (careful, length), members = group, self._groups[group]
        size = min(self._limit, max(LEAST_TOKENS, self._left // self._parallel)) // length
        full = min(self._most(careful), max(1, size))
        # The last of a length are shared out evenly.
        count = full if len(members) >= 2 * full else -(-len(members) // -(-len(members) // full))
        batch = [members.popleft()[1] for _ in range(count)]
        if not members:
            del self._groups[group]
        self._left -= length * len(batch)
        return careful, length, batch

    def clear(self) -> list[Item]:
        """Forgets all of them; gives what was forgotten."""
        items = [item for members in self._groups.values() for _, item in members]
        self._groups.clear()
        self._left = 0
        return items


def filler(tokens: Sequence[str], length: int) -> list[str]:
    """A text of exactly `length` tokens, to pad a batch to its length: the tokens, then their beginning again."""
    return [tokens[index % len(tokens)] for index in range(length)]


def in_order(
    stream: Iterable[Iterable[tuple[int, Draft]]], count: int, progress: Callable[[int], None] | None = None
) -> list[Draft]:
    """The drafts of a stream of (number of the text, its draft), in the order of `count` texts.

    `progress` hears after each piece of the stream how many there are.
    """
    drafts: dict[int, Draft] = {}
    for made in stream:
        drafts.update(made)
        if progress:
            progress(len(drafts))
    return [drafts[number] for number in range(count)]
