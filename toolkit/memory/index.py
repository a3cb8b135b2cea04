"""An index of letter grams beside the memory, by which similar texts are found among a million in milliseconds.

Segments of 65,536 texts; every 4-gram of a folded text (and every 2-gram of Han characters) is hashed to one of 2^18
buckets, and a segment keeps for each bucket the numbers of its texts that have it. A query takes its rarest grams until
they bring `POSTINGS` numbers, counts, and gives the texts that share most. All is memory-mapped and can be thrown away:
what it names is read again from the memory and compared there, so that a wrong index can hide a match but make none.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.memory.likeness import folded
from toolkit.storage.files import make_folder, read_bytes, remove, write_atomic
from toolkit.storage.given import json_value

SEGMENT = 65_536
"""Texts of a segment: their numbers fit into 16 bits."""
BITS = 18
GRAM, HAN_GRAM = 4, 2
POSTINGS = 100_000
"""Numbers of texts that a query looks at, at the most of its rarest grams."""
UNLIKE = 4
"""A text that shares less than a fourth of what the best of its segment shares is no candidate."""
MOST = 100
"""Candidates of a query."""
FORM = 2
"""Of the files; another one is made anew."""
ARRAYS = ("offsets", "postings", "ids", "lengths", "grams")


@dataclass(frozen=True, slots=True)
class Block:
    """One segment, its arrays memory-mapped."""

    offsets: Any
    """uint32 [2^18 + 1]: where the texts of each bucket begin in `postings`."""
    postings: Any
    """uint16 [n]: numbers of texts in this segment."""
    ids: Any
    """int64 [texts]: their ids in the memory."""
    lengths: Any
    """uint16 [texts]: characters, at most 65,535."""
    grams: Any
    """uint16 [texts]: different buckets of each."""


class GramIndex:
    """The index of one memory file; `refresh` brings it up to date."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the files of the index and nothing else."""
        self.folder = folder
        self.blocks: list[Block] = []
        self.names: list[dict[str, Any]] = []
        self.last = 0
        """The highest id that is indexed."""

    def load(self) -> bool:
        """Opens what lies in the folder; False, and empty, where it is damaged, of another form or not there."""
        import numpy

        self.blocks, self.names, self.last = [], [], 0
        try:
            manifest = json_value(read_bytes(self.folder / "index.json"))
            if manifest["form"] != FORM:
                return False
            blocks = []
            for row in manifest["segments"]:
                arrays = {}
                for name in ARRAYS:
                    path = self.folder / f"{row['name']}.{name}.npy"
                    if zlib.crc32(read_bytes(path)) != row[name]:
                        return False
                    arrays[name] = numpy.load(path, mmap_mode="r", allow_pickle=False)
                blocks.append(Block(**arrays))
            self.blocks, self.names, self.last = blocks, list(manifest["segments"]), int(manifest["last"])
        except Exception:
            return False
        return True

    @property
    def texts(self) -> int:
        """How many are indexed, those that the memory has no longer included."""
        return sum(len(block.ids) for block in self.blocks)

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Indexes (id, text) rows in the order of their ids, into segments of their own."""
        rows = iter(rows)
        while part := list(islice(rows, SEGMENT)):
            self._write(part)
        self._save()

    def clear(self) -> None:
        """Forgets everything."""
        self.blocks, self.names, self.last = [], [], 0
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.suffix in (".npy", ".json"):
                    remove(path)

    def _write(self, part: Sequence[tuple[int, str]]) -> None:
        import io

        import numpy

        make_folder(self.folder)
        arrays = block_of([text for _, text in part])
        arrays["ids"] = numpy.array([number for number, _ in part], dtype=numpy.int64)
        row: dict[str, Any] = {"name": f"{len(self.names):05d}-{part[-1][0]}"}
        for name in ARRAYS:
            file = io.BytesIO()
            numpy.save(file, arrays[name], allow_pickle=False)
            data = file.getvalue()
            write_atomic(self.folder / f"{row['name']}.{name}.npy", data)
            row[name] = zlib.crc32(data)
        self.names.append(row)
        self.blocks.append(Block(**arrays))
        self.last = max(self.last, part[-1][0])

    def _save(self) -> None:
        make_folder(self.folder)
        manifest = {"form": FORM, "last": self.last, "segments": self.names}
        write_atomic(self.folder / "index.json", json.dumps(manifest).encode())

    def candidates(self, text: str, least: float, most: int = MOST) -> list[int]:
        """Ids of the texts that share most with this one, best first.

        `least`, 0 to 1, is the likeness that is wanted: it bounds how unlike in length they may be.
        """
        import numpy

        text = folded(text)
        buckets = numpy.unique(hashes(text))
        if not len(buckets) or not self.blocks:
            return []
        counts = numpy.array([block.offsets[buckets + 1] - block.offsets[buckets] for block in self.blocks])
        total = counts.sum(axis=0)
        order = numpy.argsort(total, kind="stable")
        reach = max(1, int(numpy.searchsorted(numpy.cumsum(total[order]), POSTINGS, "right")))
        used = buckets[order[:reach]]
        shortest, longest = len(text) * least / (2 - least), len(text) * (2 - least) / least
        ids, scores = [], []
        for block in self.blocks:
            starts, ends = block.offsets[used], block.offsets[used + 1]
            parts = [block.postings[a:b] for a, b in zip(starts, ends, strict=True) if b > a]
            if not parts:
                continue
            shared = numpy.bincount(numpy.concatenate(parts), minlength=0)
            found = numpy.flatnonzero(shared >= max(1, int(shared.max()) // UNLIKE))
            length = block.lengths[found]
            found = found[(length >= shortest) & (length <= longest)]
            if len(found):
                ids.append(block.ids[found])
                scores.append(shared[found] / numpy.sqrt(numpy.maximum(block.grams[found], 1)))
        if not ids:
            return []
        every, score = numpy.concatenate(ids), numpy.concatenate(scores)
        if len(every) > most:
            best = numpy.argpartition(-score, most - 1)[:most]
            every, score = every[best], score[best]
        return [int(number) for number in every[numpy.argsort(-score, kind="stable")]]

    def containing(self, parts: Sequence[str]) -> list[int] | None:
        """Ids of the texts that have all grams of all these parts, the newest first; None where they have no gram."""
        import numpy

        grams = [numpy.zeros(0, numpy.uint32), *(hashes(folded(part), inside=True) for part in parts)]
        buckets = numpy.unique(numpy.concatenate(grams))
        if not len(buckets):
            return None
        found: list[int] = []
        for block in reversed(self.blocks):
            starts, ends = block.offsets[buckets], block.offsets[buckets + 1]
            if (ends == starts).any():
                continue
            order = numpy.argsort(ends - starts)
            own = block.postings[starts[order[0]] : ends[order[0]]]
            for place in order[1:]:
                own = numpy.intersect1d(own, block.postings[starts[place] : ends[place]], assume_unique=True)
            found += block.ids[own].tolist()[::-1]
        return found


def hashes(text: str, *, inside: bool = False) -> Any:
    """The buckets of a folded text's grams, a uint32 array, repeats included; `inside`, of a part of some text."""
    import numpy

    whole = text if inside else f"\0{text}\0"
    return _hashes(numpy.frombuffer(whole.encode("utf-32-le", "surrogatepass"), numpy.uint32))[0]


def _hashes(points: Any) -> tuple[Any, Any]:
    """(buckets, place of the first character) of every gram in an array of code points."""
    import numpy

    han = (points >= 0x3400) & (points <= 0x9FFF)
    made, places = [], []
    for size, wanted in ((GRAM, None), (HAN_GRAM, han)):
        if len(points) < size:
            continue
        number = len(points) - size + 1
        value = numpy.full(number, size, numpy.uint32)
        for offset in range(size):
            value *= numpy.uint32(1_000_003)
            value ^= points[offset : number + offset]
        value *= numpy.uint32(0x9E3779B1)
        value >>= numpy.uint32(32 - BITS)
        bucket, place = value, numpy.arange(number, dtype=numpy.int32)
        if wanted is not None:
            keep = wanted[:number] & wanted[1 : number + 1]
            bucket, place = bucket[keep], place[keep]
        made.append(bucket)
        places.append(place)
    if not made:
        return numpy.zeros(0, numpy.uint32), numpy.zeros(0, numpy.int32)
    return numpy.concatenate(made), numpy.concatenate(places)


def block_of(texts: Sequence[str]) -> dict[str, Any]:
    """The arrays of a segment but for its ids."""
    import numpy

    parts = [folded(text) for text in texts]
    points = numpy.frombuffer(("\0" + "\0".join(parts) + "\0").encode("utf-32-le", "surrogatepass"), numpy.uint32)
    lengths = numpy.fromiter(map(len, parts), numpy.int64, len(parts))
    starts = numpy.concatenate([[0], numpy.cumsum(lengths + 1)]).astype(numpy.int32)
    owner = numpy.repeat(numpy.arange(len(parts), dtype=numpy.int32), lengths + 1)
    owner = numpy.concatenate([owner, owner[-1:]])
    buckets, places = _hashes(points)
    size = numpy.full(len(places), HAN_GRAM, numpy.int32)
    size[: max(0, len(points) - GRAM + 1)] = GRAM
    own = owner[places]
    inside = places + size - 1 <= starts[own + 1]
    key = (buckets[inside].astype(numpy.uint64) << numpy.uint64(16)) | own[inside].astype(numpy.uint64)
    key.sort()  # numpy.unique on 64 bits is many times as slow
    key = key[numpy.concatenate([[True], key[1:] != key[:-1]])] if len(key) else key
    postings = (key & numpy.uint64(0xFFFF)).astype(numpy.uint16)
    offsets = numpy.zeros((1 << BITS) + 1, numpy.uint32)
    numpy.cumsum(numpy.bincount((key >> numpy.uint64(16)).astype(numpy.int64), minlength=1 << BITS), out=offsets[1:])
    grams = numpy.bincount(postings, minlength=len(parts))
    return {
        "offsets": offsets,
        "postings": postings,
        "lengths": numpy.minimum(lengths, 65_535).astype(numpy.uint16),
        "grams": numpy.minimum(grams, 65_535).astype(numpy.uint16),
    }
