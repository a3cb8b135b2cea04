"""Which texts go through a model together, so that a draft depends on its own text alone.

CTranslate2 pads the texts of a batch to the length of the longest, and with int8 on a CPU the floating-point sums of
attention change in their last bits with that length: about one text in two hundred comes out differently beside other
neighbours. Nothing else about the neighbours matters, neither their number nor their words. So every text is padded
to the same length always: its own up to 8 tokens, above that the next multiple of 2, 4, 8, … (at most a quarter
more). A run that was killed and one that was not thus write the same text.
"""

from collections.abc import Callable, Iterable, Sequence

from toolkit.units import Draft

FINENESS = 4
"""Texts are padded by less than a quarter of their length."""
LEAST_TOKENS = 256
"""In a batch, however few tokens are left: smaller ones read the weights too often."""
SHARES = 2
"""A batch is at most such a part of what each core still has to do."""


def padded(length: int) -> int:
    """The length in tokens, end token included, that a text of `length` tokens is padded to."""
    width = 1
    while width * 2 * FINENESS <= length:
        width *= 2
    return -(-length // width) * width


def plan(lengths: Sequence[int], limit: int, most: int, parallel: int = 1) -> list[tuple[int, list[int]]]:
    """Batches as (padded length, indexes), longest first; in each at most `limit` tokens or a single text.

    And at most `most` texts, since each is decoded in rows as long as the vocabulary, however short it is itself.

    `parallel` batches are worked on at a time. Large ones are fast; but towards the end they become smaller, as in
    guided self-scheduling (Polychronopoulos and Kuck 1987), so that no core waits long for another one's last batch.
    """
    groups: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        groups.setdefault(padded(length), []).append(index)
    left = sum(length * len(members) for length, members in groups.items())
    batches = []
    for length in sorted(groups, reverse=True):
        members = groups[length]
        while members:
            size = min(limit, max(LEAST_TOKENS, left // (SHARES * parallel))) // length
            # What is left of a length is shared out evenly.
            count = -(-len(members) // min(most, max(1, size)))
            batch, members = members[: -(-len(members) // count)], members[-(-len(members) // count) :]
            batches.append((length, batch))
            left -= length * len(batch)
    return batches


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
