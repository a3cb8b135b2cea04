"""Shards put together again: by their ids, never by their names, each row in its place and once."""

import bisect
import contextlib
import json
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.corpus import outputs, plan, records, store, streams
from toolkit.corpus.manifest import Manifest, Shard, Workplace
from toolkit.errors import StorageError, unexpected

SHARDS_HELD, ROWS_HELD = 8, 400_000
"""What is kept at hand for texts that come again: the rows that are known to, and whole shards for those beyond."""


class Damaged(StorageError):
    """A shard whose drafts are not what its `.done` says; it wants drafting again."""


@dataclass(slots=True)
class Joined:
    """What the output into one language holds."""

    rows: int = 0
    """Of the corpus."""
    written: int = 0
    """Of the output."""
    origins: Counter[str] = field(default_factory=Counter)
    """Origin -> rows, repeats counted where they have theirs from; they add up to `rows`."""
    repeated: int = 0
    """Rows whose text came before and that took its translation."""
    glossed: int = 0
    """Rows that are a gloss, word by word."""


def joined(
    place: Workplace,
    manifest: Manifest,
    target: str,
    formats: Sequence[str],
    *,
    drop: bool = False,
    unique: bool = False,
) -> Joined:
    """Writes the outputs into one language, and what is in none: `aside-<target>.jsonl`.

    With `drop`, rows without a translation are left out, with `unique` texts that came before. Raises StorageError,
    Damaged.
    """
    told = Joined()
    try:
        _join(told, place, manifest, target, formats, drop=drop, unique=unique)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        folder = place.order(target).parent
        raise StorageError(
            f"these drafts are not what the toolkit writes ({unexpected(error)}); say --redo", path=folder
        ) from error
    return told


def _join(
    told: Joined, place: Workplace, manifest: Manifest, target: str, formats: Sequence[str], *, drop: bool, unique: bool
) -> None:
    rows = _Rows(place, manifest, target)
    source = manifest.source
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(outputs.opened(place.out, name, source, target)) for name in formats]
        aside = stack.enter_context(streams.written(place.out / f"aside-{target}.jsonl"))
        for row, origin, repeated in rows:
            told.rows += 1
            told.origins[origin] += 1
            told.repeated += repeated
            if origin == "engine" and b', "gloss": true' in row.partition(b', "meta": ')[0]:
                told.glossed += 1
            if origin in ("aside", "filtered"):
                aside.write(_aside(manifest, row))
            if (drop and origin not in ("engine", "memory", "input")) or (unique and repeated):
                continue
            told.written += 1
            for output in opened:
                output.add(row)


class _Rows:
    """(row, origin, whether its text came before) of every row of the corpus, in order."""

    def __init__(self, place: Workplace, manifest: Manifest, target: str) -> None:
        self._place, self._manifest, self._target = place, manifest, target
        self._firsts = [shard.first for shard in manifest.shards]
        self._shards: OrderedDict[int, list[bytes]] = OrderedDict()
        self._again = plan.again(place)
        self._kept: dict[int, bytes] = {}

    def __iter__(self) -> Iterator[tuple[bytes, str, bool]]:
        expected = 1
        for shard in self._manifest.shards:
            for row in self._of(shard):
                match = records.HEAD.match(row)
                if match is None or int(match[1]) != expected:
                    raise self._damaged(shard, f"row {expected} is not where it belongs")
                origin = match[2].decode("ascii")
                if origin == records.SAME:
                    whole, origin = self._repeated(row)
                    yield whole, origin, True
                else:
                    if expected in self._again and len(self._kept) < ROWS_HELD:
                        self._kept[expected] = _bare(row)
                    yield row, origin, False
                expected += 1
            if expected != shard.first + shard.rows:
                raise self._damaged(shard, f"it ends at row {expected - 1}")

    def _of(self, shard: Shard) -> list[bytes]:
        if shard.number in self._shards:
            self._shards.move_to_end(shard.number)
            return self._shards[shard.number]
        data = store.read(self._place, self._target, shard)
        if data is None:
            raise self._damaged(shard, "they are damaged")
        self._shards[shard.number] = data.splitlines(keepends=True)
        if len(self._shards) > SHARDS_HELD:
            self._shards.popitem(last=False)
        return self._shards[shard.number]

    def _damaged(self, shard: Shard, why: str) -> Damaged:
        path = self._place.drafts(self._target, shard)
        store.discard(self._place, self._target, shard)
        return Damaged(f"these drafts are not what they were when they were written ({why})", path=path)

    def _repeated(self, row: bytes) -> tuple[bytes, str]:
        """The row whose text came before, with its own id and facts."""
        value: dict[str, Any] = json.loads(row)
        rest = self._first(value["as"])
        origin = records.HEAD.match(rest)
        assert origin is not None
        made = f'{{"id": "{value["id"]}", "origin": '.encode() + rest[origin.start(2) - 1 :]
        if "meta" in value:
            made = made[:-2] + f', "meta": {json.dumps(value["meta"], ensure_ascii=False)}}}\n'.encode()
        return made, origin[2].decode("ascii")

    def _first(self, id: int) -> bytes:  # noqa: A002 - as rows have it
        """The row of that id without what is its own."""
        if id in self._kept:
            return self._kept[id]
        shard = self._manifest.shards[bisect.bisect_right(self._firsts, id) - 1]
        return _bare(self._of(shard)[id - shard.first])


def _bare(row: bytes) -> bytes:
    """A row without line and meta."""
    if b', "meta": ' not in row and b', "line": ' not in row:
        return row
    value = json.loads(row)
    value.pop("meta", None)
    value.pop("line", None)
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _aside(manifest: Manifest, row: bytes) -> bytes:
    """What a person reads of a row that is set aside: where it stands, why, and what it is."""
    value = json.loads(row)
    number = int(value["id"])
    firsts = [one.first for one in manifest.inputs]
    source = manifest.inputs[bisect.bisect_right(firsts, number) - 1]
    place = f"{source.path}:{value['line']}" if "line" in value else f"{source.path}, row {number - source.first + 1}"
    told = {
        "id": value["id"],
        "place": place,
        "reason": value.get("reason", ""),
        "text": value["translation"][manifest.source],
        **({"base64": value["base64"]} if "base64" in value else {}),
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
