"""An index of letter grams beside the memory, by which similar texts are found among a million in milliseconds.

Segments of 32,768 texts; every 4-gram of a folded text (and every 2-gram of Han characters) is hashed to one of 2^17
buckets, and a segment (segments.py) keeps for each bucket the numbers of its texts that have it. A query takes its
rarest grams until they bring `POSTINGS` numbers, counts, and gives the texts that share most. All is memory-mapped and
can be thrown away: what it names is read again from the memory and compared there, so that a wrong index can hide a
match but make none.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.memory.likeness import folded
from toolkit.memory.segments import BITS, Block, block_of, hashes
from toolkit.storage.files import make_folder, read_bytes, remove, write_atomic
from toolkit.storage.given import json_value

SEGMENT = 32_768
"""Texts of a segment: a number of 15 bits, which with one of 17 bits makes a key of 32 (segments.py)."""
POSTINGS = 100_000
"""Numbers of texts that a query looks at, at the most of its rarest grams."""
UNLIKE = 4
"""A text that shares less than a fourth of what the best of its segment shares is no candidate."""
MOST = 300
"""Candidates of a query. Where texts are made of the same parts, 100 hold nine in ten of the five likest, 300 all."""
FORM = 3
"""Of the files; another one is made anew."""


class GramIndex:
    """The index of one memory file; `refresh` brings it up to date."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the files of the index and nothing else."""
        self.folder = folder
        self.blocks: list[Block] = []
        self.names: list[dict[str, Any]] = []
        self.last = 0
        """The highest id that is indexed."""
        self._sizes: Any = None

    def load(self) -> bool:
        """Opens what lies in the folder; False, and empty, where it is damaged, of another form or not there."""
        self._forget()
        try:
            manifest = json_value(read_bytes(self.folder / "index.json"))
            if manifest["form"] != FORM:
                return False
            blocks = []
            for row in manifest["segments"]:
                path = self.folder / row["name"]
                if zlib.crc32(read_bytes(path)) != row["crc"]:
                    return False
                blocks.append(Block.mapped(path, row["arrays"]))
            self.blocks, self.names, self.last = blocks, list(manifest["segments"]), int(manifest["last"])
        except Exception:
            return False
        return True

    def _forget(self) -> None:
        self.blocks, self.names, self.last, self._sizes = [], [], 0, None

    @property
    def texts(self) -> int:
        """How many are indexed, those that the memory has no longer included."""
        return sum(len(block.ids) for block in self.blocks)

    @property
    def sizes(self) -> Any:
        """int64 [2^17]: how many numbers of texts each bucket brings, in all segments."""
        import numpy

        if self._sizes is None:
            self._sizes = numpy.zeros(1 << BITS, numpy.int64)
            for block in self.blocks:
                block.count(self._sizes)
        return self._sizes

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Indexes (id, text) rows in the order of their ids, into segments of their own."""
        rows = iter(rows)
        while part := list(islice(rows, SEGMENT)):
            self._write(part)
        self._save()

    def clear(self) -> None:
        """Forgets everything."""
        self._forget()
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.suffix in (".npy", ".grams", ".json"):
                    remove(path)

    def _write(self, part: Sequence[tuple[int, str]]) -> None:
        make_folder(self.folder)
        block = block_of([number for number, _ in part], [text for _, text in part])
        data = block.data()
        name = f"{len(self.names):05d}-{part[-1][0]}.grams"
        write_atomic(self.folder / name, data)
        self.names.append({"name": name, "crc": zlib.crc32(data), "arrays": block.lengths_of_arrays()})
        self.blocks.append(Block.mapped(self.folder / name, self.names[-1]["arrays"]))
        self.last, self._sizes = max(self.last, part[-1][0]), None

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
        total = self.sizes[buckets]
        order = numpy.argsort(total, kind="stable")
        reach = max(1, int(numpy.searchsorted(numpy.cumsum(total[order]), POSTINGS, "right")))
        used = numpy.sort(buckets[order[:reach]])
        shortest, longest = len(text) * least / (2 - least), len(text) * (2 - least) / least
        ids, scores = [], []
        for block in self.blocks:
            numbers = block.having(used)
            if not len(numbers):
                continue
            shared = numpy.bincount(numbers)
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
        rarest = buckets[numpy.argsort(self.sizes[buckets], kind="stable")]
        found: list[int] = []
        for block in reversed(self.blocks):
            own = block.having(rarest[:1])
            for place in range(1, len(rarest)):
                if not len(own):
                    break
                own = numpy.intersect1d(own, block.having(rarest[place : place + 1]), assume_unique=True)
            found += block.ids[own].tolist()[::-1]
        return found
