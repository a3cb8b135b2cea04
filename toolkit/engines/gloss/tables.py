"""Tables that ship compressed and are looked up by their sorted lines, so that a hundred thousand rows load at once."""

import gzip
from array import array
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class SortedTable:
    """Lines ``key TAB value``, sorted by the bytes of the key."""

    def __init__(self, data: bytes) -> None:
        """``data``: the lines, each with its line feed."""
        self._data = data
        starts = array("I", [0])
        place = data.find(b"\n")
        while place >= 0:
            starts.append(place + 1)
            place = data.find(b"\n", place + 1)
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def get(self, key: str) -> str | None:
        """What stands behind the key, or None."""
        wanted = key.encode()
        data, starts = self._data, self._starts
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) // 2
            start = starts[middle]
            end = data.find(b"\t", start)
            found = data[start:end]
            if found < wanted:
                low = middle + 1
            elif found > wanted:
                high = middle
            else:
                return data[end + 1 : starts[middle + 1] - 1].decode()
        return None


@cache
def table(name: str) -> SortedTable:
    """A table of toolkit/engines/gloss/data by its name, without the ending .gz."""
    return SortedTable(gzip.decompress((DATA / f"{name}.gz").read_bytes()))
