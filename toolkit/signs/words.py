"""What a function says of words, remembered, since most words of a text have been seen before."""

from collections.abc import Callable
from typing import TypeVar

MOST_KNOWN, LONGEST_KNOWN = 200_000, 32
"""Words that are remembered until all are forgotten, and characters of the longest of them."""
T = TypeVar("T")


class OfWords(dict[str, T]):
    """Word -> what a function says of it, remembered: `map(words.__getitem__, text.split())` asks it of a text."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> T:
        """Asks the function."""
        found = self._function(word)
        if len(word) <= LONGEST_KNOWN:
            if len(self) >= MOST_KNOWN:
                self.clear()
            self[word] = found
        return found
