"""Which of many messages msgmerge takes for a new one: all that share four characters in a row are compared.

After msgl-fsearch.c and fuzzy_search_goal_function of gettext-tools, version 0.21.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from toolkit.catalogs.similar import THRESHOLD
from toolkit.po.charsets import codec_of
from toolkit.po.entries import Entry

GRAM = 4
"""Characters of the pieces of texts that msgmerge's index is made of."""
BONUS = 0.00001
"""What a message without a context, or with that of the new one, is worth more."""
FEW = 10
"""A message is compared with so many of the compendia at least: the square root of how many they have."""
_LONGER = 2 / THRESHOLD - 1
"""How many times as long a text may be to reach the threshold."""


class Candidates:
    """The messages of a catalog, or of compendia, that a new message may be a version of."""

    def __init__(self, entries: Sequence[Entry], charset: str, *, few: bool) -> None:
        self.entries = [entry for entry in entries if entry.msgstr[0]]
        self.codec = codec_of(charset) or "utf-8"
        self.bytewise = charset.upper() in ("", "CHARSET", "ASCII")
        """Whether the pieces are made of bytes, as in a file that does not say its character set."""
        self.bytes = [self._bytes(entry.msgid) for entry in self.entries]
        self.few = max(FEW, math.isqrt(len(entries))) if few else 0
        """How many are compared at most, those with the most pieces in common; 0 for all."""
        self.index: dict[str, list[int]] = {}
        if few:
            for number, entry in enumerate(self.entries):
                for piece in dict.fromkeys(self._pieces(entry.msgid)):
                    self.index.setdefault(piece, []).append(number)

    def _bytes(self, text: str) -> str:
        # A character for each byte, which is what msgmerge compares.
        return text if text.isascii() else text.encode(self.codec, "replace").decode("latin-1")

    def _pieces(self, text: str) -> list[str]:
        text = self._bytes(text) if self.bytewise else text
        return [text[start : start + GRAM] for start in range(len(text) - GRAM + 1)]

    def best(self, context: str | None, msgid: str, least: float = THRESHOLD) -> tuple[float, Entry] | None:
        """Weight and message of the one that is most like a message; None where none is worth more than `least`.

        Of equals the one with more pieces in common, then the first, wins.
        """
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        pieces = self._pieces(msgid)
        query = self._bytes(msgid)
        numbers: Sequence[int] = range(len(self.entries))
        if not pieces:
            low, high = math.ceil(len(query) / _LONGER), math.floor(len(query) * _LONGER)
            numbers = [number for number in numbers if low <= len(self.bytes[number]) <= high]
            numbers = sorted(numbers, key=lambda number: len(self.bytes[number]))
        elif self.few:
            shared = Counter(chain.from_iterable(self.index.get(piece, ()) for piece in pieces))
            numbers = sorted(shared, key=lambda number: (-shared[number], number))[: self.few]
        texts = self.bytes if isinstance(numbers, range) else [self.bytes[number] for number in numbers]
        found = extract(query, texts, scorer=ratio, score_cutoff=100 * (least - 2 * BONUS), limit=None)
        weighed = []
        for text, score, place in found:
            entry = self.entries[numbers[place]]
            total = len(query) + len(text)
            bonus = BONUS if entry.msgctxt is None or entry.msgctxt == context else 0.0
            weighed.append((round(score / 100 * total) / total + bonus, place))
        weighed.sort(key=lambda each: (-each[0], each[1]))
        equals: list[tuple[int, int]] = []
        top = 0.0
        for weight, place in weighed:
            if weight <= least or (top and weight < top):
                break
            shared_here = 0
            if pieces and not self.few:
                own = set(self._pieces(self.entries[numbers[place]].msgid))
                shared_here = sum(piece in own for piece in pieces)
                if not shared_here:
                    continue
            top = weight
            equals.append((-shared_here, place))
        return (top, self.entries[numbers[min(equals)[1]]]) if equals else None
