"""A segment of the index of grams: for each bucket the numbers of the texts that have one of its grams.

Numbers of rare buckets stand as they are, two bytes each. Those of common ones stand as gaps of one byte, so that a
million sentences take some 160 MB: the first number, then how much each is higher than the one before; 255 means that
much higher and no number yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from toolkit.memory.likeness import all_folded

BITS, NUMBER = 17, 15
"""Of a bucket, and of a text in its segment: together a key of 32 bits, which numpy sorts twice as fast as 64."""
GRAM = 4
COMMON = 256
"""Numbers from which a bucket has gaps."""
FAR = 255
FACTORS = (0x01000193, 0x85EBCA6B, 0x9E3779B1, 0x7FEB352D)
"""Odd numbers that mix the characters of a gram: of the first, of the first two, of the whole, of two Han."""
TYPES = {
    "ids": "<i8",
    "offsets": "<u4",
    "common": "<u4",
    "places": "<u4",
    "postings": "<u2",
    "lengths": "<u2",
    "grams": "<u2",
    "gaps": "<u1",
}
"""Arrays of a file, in their order: the widest first, so that each begins where it may."""


@dataclass(frozen=True, slots=True)
class Block:
    """One segment, its arrays memory-mapped."""

    ids: Any
    """int64 [texts]: their ids in the memory."""
    offsets: Any
    """uint32 [2^17 + 1]: where the numbers of each bucket begin in `postings`; common ones have none there."""
    common: Any
    """uint32 [n]: the common buckets, in order."""
    places: Any
    """uint32 [n + 1]: where the gaps of each begin in `gaps`."""
    postings: Any
    """uint16: numbers of texts in this segment."""
    lengths: Any
    """uint16 [texts]: characters, at most 65,535."""
    grams: Any
    """uint16 [texts]: different buckets of each."""
    gaps: Any
    """uint8."""

    @classmethod
    def mapped(cls, path: Path, lengths: Mapping[str, int]) -> "Block":
        """The block in a file. Raises OSError, and ValueError where it is not as long as it should be."""
        import numpy

        data = numpy.memmap(path, numpy.uint8, mode="r").view(numpy.ndarray)
        arrays, place = {}, 0
        for name, kind in TYPES.items():
            end = place + lengths[name] * numpy.dtype(kind).itemsize
            arrays[name] = data[place:end].view(kind)
            place = end
        if place != len(data):
            raise ValueError(f"{len(data)} bytes where {place} should be")
        return cls(**arrays)

    def data(self) -> bytes:
        """What `mapped` reads."""
        return b"".join(getattr(self, name).astype(kind).tobytes() for name, kind in TYPES.items())

    def lengths_of_arrays(self) -> dict[str, int]:
        """What `mapped` wants to know."""
        return {field.name: len(getattr(self, field.name)) for field in fields(self)}

    def count(self, sizes: Any) -> None:
        """Adds to an int64 [2^17] how many numbers each bucket has; those of common ones are a little too many."""
        import numpy

        sizes += numpy.diff(self.offsets)
        sizes[self.common] += numpy.diff(self.places)

    def having(self, buckets: Any) -> Any:
        """The numbers of the texts in these buckets, in order within each, the common ones last: uint16 [n]."""
        import numpy

        starts, ends = self.offsets[buckets], self.offsets[buckets + 1]
        parts = [self.postings[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True) if b > a]
        place = numpy.searchsorted(self.common, buckets)
        place = place[place < len(self.common)]
        place = place[self.common[place] == buckets[: len(place)]]
        return numpy.concatenate([*parts, self._of_gaps(place)])

    def _of_gaps(self, place: Any) -> Any:
        import numpy

        starts, ends = self.places[place].tolist(), self.places[place + 1].tolist()
        if not starts:
            return numpy.zeros(0, numpy.uint16)
        gaps = numpy.concatenate([self.gaps[a:b] for a, b in zip(starts, ends, strict=True)])
        sums = numpy.cumsum(gaps, dtype=numpy.uint16)
        lengths = numpy.subtract(ends, starts)
        before = numpy.concatenate([numpy.zeros(1, numpy.uint16), sums[numpy.cumsum(lengths)[:-1] - 1]])
        sums -= numpy.repeat(before, lengths)  # what overflows comes back
        return sums[gaps != FAR]


def hashes(text: str, *, inside: bool = False) -> Any:
    """The buckets of a folded text's grams, a uint32 array, repeats included; `inside`, of a part of some text."""
    import numpy

    points = numpy.frombuffer((text if inside else f"\0{text}\0").encode("utf-32-le", "surrogatepass"), numpy.uint32)
    return numpy.concatenate([values for values, _ in _hashed(points)]) >> numpy.uint32(32 - BITS)


def _hashed(points: Any) -> Any:
    """[(hashes of 32 bits, where each gram begins)] of the grams of four characters, then of those of two Han."""
    import numpy

    one, two, whole, han = map(numpy.uint32, FACTORS)
    pairs = points[:-1] * one + points[1:]
    count = max(0, len(points) - GRAM + 1)
    fours = pairs[:count] * two
    fours += pairs[GRAM - 2 :]
    fours *= whole
    is_han = (points >= 0x3400) & (points <= 0x9FFF)
    twos = numpy.flatnonzero(is_han[:-1] & is_han[1:])
    return [(fours, numpy.arange(count)), (pairs[twos] * han, twos)]


def block_of(ids: Sequence[int], texts: Sequence[str]) -> Block:
    """The segment of at most 32,768 texts."""
    import numpy

    parts = all_folded(texts)
    whole = "\0" + "\0".join(parts) + "\0"
    points = (
        numpy.frombuffer(whole.encode(), numpy.uint8).astype(numpy.uint32)
        if whole.isascii()
        else numpy.frombuffer(whole.encode("utf-32-le", "surrogatepass"), numpy.uint32)
    )
    lengths = numpy.fromiter(map(len, parts), numpy.int64, len(parts))
    starts = numpy.concatenate([[0], numpy.cumsum(lengths + 1)])
    owner = numpy.repeat(numpy.arange(len(parts), dtype=numpy.uint32), lengths + 1)
    across = numpy.zeros(len(points), bool)  # a gram that begins here would belong to two texts
    for back in range(1, GRAM - 1):
        across[starts[starts >= back] - back] = True
    keys: list[Any] = []
    for values, places in _hashed(points):
        own = values >> numpy.uint32(32 - BITS) << numpy.uint32(NUMBER) | owner[places]
        keys.append(own[~across[places]] if len(keys) == 0 else own)
    key = numpy.concatenate(keys)
    key.sort()
    key = key[numpy.concatenate([[True], key[1:] != key[:-1]])] if len(key) else key
    offsets = numpy.searchsorted(key, numpy.arange(1 << BITS, dtype=numpy.uint32) << numpy.uint32(NUMBER))
    counts = numpy.diff(numpy.append(offsets, len(key)))
    numbers = (key & numpy.uint32((1 << NUMBER) - 1)).astype(numpy.uint16)
    grams = numpy.bincount(numbers, minlength=len(parts))
    common = numpy.flatnonzero(counts >= COMMON)
    gaps, places = _gaps(numbers, counts, common)
    rare = numpy.where(counts >= COMMON, 0, counts)
    return Block(
        ids=numpy.array(ids, dtype=numpy.int64),
        offsets=numpy.concatenate([[0], numpy.cumsum(rare)]),
        common=common,
        places=places,
        postings=numbers[numpy.repeat(counts < COMMON, counts)],
        lengths=numpy.minimum(lengths, 65_535),
        grams=numpy.minimum(grams, 65_535),
        gaps=gaps,
    )


def _gaps(numbers: Any, counts: Any, common: Any) -> tuple[Any, Any]:
    """(gaps of the common buckets, where those of each begin) of all numbers of a segment."""
    import numpy

    own = numbers[numpy.repeat(counts >= COMMON, counts)]
    if not len(own):
        return numpy.zeros(0, numpy.uint8), numpy.zeros(1, numpy.int64)
    ends = numpy.cumsum(counts[common])
    gap = own.copy()
    gap[1:] -= own[:-1]
    gap[ends[:-1]] = own[ends[:-1]]
    far = gap // numpy.uint16(FAR)
    place = numpy.arange(len(own)) + numpy.cumsum(far, dtype=numpy.int64)
    made = numpy.full(place[-1] + 1, FAR, numpy.uint8)
    made[place] = gap - far * numpy.uint16(FAR)
    return made, numpy.concatenate([[0], place[ends - 1] + 1])
