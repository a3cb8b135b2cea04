"""What a corpus holds: rows, lengths, repeats, languages, where translations come from and how sure they are."""

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from toolkit.corpus.rows import Row
from toolkit.recognition import recognised

SAMPLED = 4000
"""Texts of which the language is looked at."""
REMEMBERED = 4_000_000
"""Different texts that are kept in mind to count those that come again."""
SHARES = (0.01, 0.1, 0.5, 0.9, 0.99)
"""Of the rows, that are at most as long as what is told."""


@dataclass(slots=True)
class Statistics:
    """Counts of one corpus; memory does not grow with it but for the texts that are kept in mind."""

    rows: int = 0
    empty: int = 0
    faulty: Counter[str] = field(default_factory=Counter)
    """Why a row cannot be read -> how many."""
    repeated: int = 0
    """Rows whose text came before."""
    characters: int = 0
    words: int = 0
    lengths: Counter[int] = field(default_factory=Counter)
    """Characters of a text -> rows; above a thousand in steps of a tenth."""
    targets: Counter[str] = field(default_factory=Counter)
    """Language -> rows with a translation into it."""
    origins: Counter[str] = field(default_factory=Counter)
    confidences: Counter[int] = field(default_factory=Counter)
    """Tenths of confidence -> drafts."""
    glosses: int = 0
    _seen: set[bytes] = field(default_factory=set)
    _sample: list[str] = field(default_factory=list)
    _chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - a sample

    def add(self, row: Row) -> None:
        """Counts a row."""
        self.rows += 1
        if row.fault:
            self.faulty[row.fault.partition(":")[0].partition(" at offset")[0]] += 1
            return
        text = row.text
        if not text.strip():
            self.empty += 1
            return
        self.characters += len(text)
        self.words += len(text.split())
        self.lengths[_class(len(text))] += 1
        self.targets.update(row.targets.keys())
        if origin := row.facts.get("origin"):
            self.origins[str(origin)] += 1
        score = row.facts.get("confidence")
        if isinstance(score, (int, float)):
            self.confidences[min(9, int(score * 10))] += 1
        self.glosses += row.facts.get("gloss") in (True, "true")
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._seen:
            self.repeated += 1
        elif len(self._seen) < REMEMBERED:
            self._seen.add(key)
        texts = self.rows - self.empty - self.faulty.total()
        if len(self._sample) < SAMPLED:  # Vitter's algorithm R (1985): every text has the same chance
            self._sample.append(text[:1000])
        elif (place := self._chance.randrange(texts)) < SAMPLED:
            self._sample[place] = text[:1000]

    @property
    def texts(self) -> int:
        """Rows with a text that can be read."""
        return self.rows - self.empty - self.faulty.total()

    def languages(self) -> dict[str, float]:
        """Language -> its share of the texts, by a sample; "" is those that do not say."""
        found = Counter(recognised(text) for text in self._sample)
        return {code: count / len(self._sample) for code, count in found.most_common()}

    def length_at(self, share: float) -> int:
        """The length, in characters, that such a share of the texts does not exceed; above 1,000 to a tenth."""
        wanted, sum_ = math.ceil(share * self.texts), 0
        for length, count in sorted(self.lengths.items()):
            sum_ += count
            if sum_ >= wanted:
                return length
        return 0

    def facts(self) -> dict[str, Any]:
        """All of it, for programs."""
        return {
            "rows": self.rows,
            "texts": self.texts,
            "empty": self.empty,
            "faulty": dict(self.faulty.most_common()),
            "repeated": self.repeated,
            "characters": self.characters,
            "words": self.words,
            "lengths": {str(share): self.length_at(share) for share in SHARES} if self.texts else {},
            "languages": {code or "unknown": round(share, 4) for code, share in self.languages().items()},
            "translated": dict(self.targets),
            "origins": dict(self.origins.most_common()),
            "confidence": {f"{tenth / 10:.1f}": self.confidences[tenth] for tenth in sorted(self.confidences)},
            "glosses": self.glosses,
        }


def _class(length: int) -> int:
    if length <= 1000:
        return length
    step: int = 10 ** (len(str(length)) - 2)
    return -(-length // step) * step


def counted(rows: Iterable[Row]) -> Statistics:
    """The counts of all rows."""
    made = Statistics()
    for row in rows:
        made.add(row)
    return made
