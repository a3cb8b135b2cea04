"""Numbers compared as values: dates, times, percentages, money and magnitudes in each language's own form."""

from collections.abc import Iterator

from toolkit.checks.pair import Fault, Pair
from toolkit.engines.numbers import wrong


def number(pair: Pair) -> Iterator[Fault]:
    """A number, date or amount is missing, changed or invented."""
    bare = pair.bare()
    if wrong(bare.source, bare.target, pair.source_language):
        yield Fault("A number of the source is missing or another was added.")
