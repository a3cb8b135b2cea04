"""How long translations are wont to be: ranges for a pair of languages, learned from parallel text.

lengths.tsv is made by scripts/check_rates.py --learn from own_sentences and train: for each pair and each class of
source length, the ratio (characters of the target to the source's) below and above which one in a thousand lies.
"""

import bisect
import functools
from pathlib import Path

TABLE = Path(__file__).parent / "lengths.tsv"
CLASSES = (8, 16, 32, 64, 128, 256, 1 << 30)
"""Characters of a source, at most, in each class."""
FREE, FREE_HANZI = 6, 2
"""Characters that a translation may always have more or fewer; of Chinese, where each says as much as a few letters."""
WIDE = (0.15, 6.0)
"""For pairs that nobody has measured."""


@functools.cache
def _table() -> dict[tuple[str, str, int], tuple[float, float]]:
    rows = [row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    return {(row[0], row[1], int(row[2])): (float(row[3]), float(row[4])) for row in rows}


def length_class(characters: int) -> int:
    """The upper bound of the class that a source of so many characters is in."""
    return CLASSES[bisect.bisect_left(CLASSES, characters)]


@functools.lru_cache(4096)
def bounds(characters: int, source_language: str, target_language: str) -> tuple[float, float]:
    """The fewest and the most characters that a translation of so many is expected to have."""
    least, most = _table().get((source_language, target_language, length_class(characters)), WIDE)
    free = FREE_HANZI if target_language in ("zh", "zt", "ja") else FREE
    return characters * least - free, characters * most + FREE
