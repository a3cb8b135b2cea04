"""From inputs to shards: every row gets its number, texts that were there before are noted, files are cut."""

import json
from array import array
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from json.encoder import encode_basestring as quote
from pathlib import Path
from typing import Any

from toolkit.corpus import manifest, streams
from toolkit.corpus.manifest import DIGITS, Input, Manifest, OtherWork, Shard, Workplace
from toolkit.corpus.rows import UNFIT, Row, Wish, read
from toolkit.corpus.sources import Source
from toolkit.errors import DocumentError, StorageError, UsageError
from toolkit.storage.files import read_bytes, remove, sha256_of

ROWS, CHARACTERS = 1024, 1_000_000
"""Of a shard, at most: enough that the batches of an engine are full, and little enough that a kill costs a minute."""
LONGEST = 100_000
"""Characters of a row; a longer one is no sentence."""
SHOWN = 4096
"""Bytes of a row that is set aside that are kept beside its place."""
REMEMBERED = 4_000_000
"""Different texts that are kept in mind to find those that come again, at some 170 bytes each; what is new beyond
these is drafted each time."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How inputs become shards."""

    rows: int = ROWS
    longest: int = LONGEST
    repeats: bool = False
    """Whether texts that come again are drafted again."""
    keep_damaged: bool = False
    """Whether what comes before the damage of a file is taken."""


def planned(
    place: Workplace,
    sources: Sequence[Source],
    wish: Wish,
    cut: Cut,
    told: Callable[[int], None] = lambda _: None,
) -> Manifest:
    """The plan that lies there, if it is of these inputs, else a new one where there is none.

    `told` hears how many rows have been read. Raises OtherWork for a plan of other inputs,
    DocumentError, StorageError, UsageError.
    """
    known = manifest.load(place)
    if known is not None:
        _refuse_other(place, known, sources, wish, cut)
        return known
    made = _Cutter(place, cut)
    inputs = []
    for source in sources:
        first, damage = made.number + 1, ""
        digest, size = sha256_of(source.path), source.path.stat().st_size
        try:
            for row in read(source, wish):
                made.add(row)
                if made.number % 50_000 == 0:
                    told(made.number)
        except DocumentError as error:
            if not cut.keep_damaged:
                raise
            damage = str(error)
        if sha256_of(source.path) != digest:
            raise StorageError(
                "this file changed while it was read; run it again when nobody writes to it", path=source.path
            )
        inputs.append(Input(str(source.path), source.format, digest, size, first, made.number + 1 - first, damage))
    told(made.number)
    if not made.number:
        raise UsageError(
            next((one.damage for one in inputs if one.damage), f"{sources[0].path}: there is no row in it")
        )
    result = Manifest(wish.source, _settings(wish, cut), tuple(inputs), tuple(made.shards()))
    made.save_again()
    streams.settle(place.rows(result.shards[0]).parent)
    manifest.save(place, result)
    return result


def _settings(wish: Wish, cut: Cut) -> dict[str, Any]:
    return {
        "rows": cut.rows, "longest": cut.longest, "repeats": cut.repeats, "column": wish.column,
        "keep_damaged": cut.keep_damaged, "targets": sorted(wish.targets),
    }  # fmt: skip


def _refuse_other(place: Workplace, known: Manifest, sources: Sequence[Source], wish: Wish, cut: Cut) -> None:
    """Raises OtherWork where the plan is not of these inputs, read and cut like this."""
    advice = "translate it into another folder with --out, or say --restart to begin anew there"
    if known.source != wish.source:
        raise OtherWork(f"this corpus is in {known.source}, and {wish.source} was asked for; {advice}", path=place.out)
    now, before = _settings(wish, cut), known.cut
    # Another language may be added as long as no input brings its translations along.
    now["targets"] = before.get("targets")
    for name, value in now.items():
        if before.get(name) != value:
            raise OtherWork(
                f"this corpus was cut with {name} {before.get(name)!r}, not {value!r}; {advice}", path=place.out
            )
    here = [(source.path.stat().st_size, sha256_of(source.path)) for source in sources]
    if here == [(one.bytes, one.sha256) for one in known.inputs]:
        return  # whatever they are called now
    were = {Path(one.path).name: (one.bytes, one.sha256) for one in known.inputs}
    for source, is_now in zip(sources, here, strict=True):
        if source.path.name not in were:
            raise OtherWork(f"it was not part of the work in {place.out}; {advice}", path=source.path)
        if were[source.path.name] != is_now:
            raise OtherWork(f"this input changed since the work in {place.out} began; {advice}", path=source.path)
    gone = [name for name in were if name not in {source.path.name for source in sources}]
    what = f"{gone[0]} was part of it" if gone else "their order or number was another"
    raise OtherWork(f"this is the work of other inputs: {what}; {advice}", path=place.out)


@dataclass(slots=True)
class _Cutter:
    place: Workplace
    cut: Cut
    number: int = 0
    """Rows so far."""
    _lines: list[str] = field(default_factory=list)
    _size: int = 0
    _made: list[Shard] = field(default_factory=list)
    _seen: dict[bytes, int] = field(default_factory=dict)
    _again: set[int] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """One row more."""
        self.number += 1
        text, raw = row.text, b""
        facts: dict[str, Any] = {}
        if row.fault:
            facts["aside"], raw = row.fault, row.raw
        elif len(text) > self.cut.longest:
            facts["aside"] = f"{len(text):,} characters, more than the {self.cut.longest:,} of a row"
            raw, text = text[:SHOWN].encode("utf-8", "surrogatepass"), ""
        elif UNFIT.search(text):
            facts["aside"] = "a NUL" if "\x00" in text else "half of a character"
            raw, text = text.encode("utf-8", "surrogatepass"), ""
        elif not text.strip():
            facts["empty"] = True
        elif row.targets:
            facts["given"] = dict(row.targets)
        elif not self.cut.repeats:
            key = blake2b(text.encode(), digest_size=16).digest()
            first = self._seen.get(key)
            if first is not None:
                facts["same"] = first
                self._again.add(first)
            elif len(self._seen) < REMEMBERED:
                self._seen[key] = self.number
        if row.meta:
            facts["meta"] = dict(row.meta)
        if raw:
            facts["base64"] = b64encode(raw[:SHOWN]).decode("ascii")
        if "aside" in facts or row.meta:
            facts["line"] = row.line
        tail = f", {json.dumps(facts, ensure_ascii=True, default=str)}" if facts else ""
        self._lines.append(f"[{self.number}, {quote(text)}{tail}]\n")
        self._size += len(text)
        if len(self._lines) >= self.cut.rows or self._size >= CHARACTERS:
            self._close()

    def shards(self) -> list[Shard]:
        """All of them, the last one closed."""
        if self._lines:
            self._close()
        if len(self._made) > 10**DIGITS:
            raise UsageError(
                f"{len(self._made):,} shards are too many; take more --rows a shard, or parts of the input"
            )
        return self._made

    def save_again(self) -> None:
        """Notes which rows others are the same as."""
        with streams.written(self.place.again) as file:
            file.write(array("Q", sorted(self._again)).tobytes())

    def _close(self) -> None:
        data = "".join(self._lines).encode("utf-8")
        made = Shard(len(self._made), self.number + 1 - len(self._lines), len(self._lines), sha256(data).hexdigest())
        with streams.written(self.place.rows(made), settled=False) as file:
            file.write(data)
        self._made.append(made)
        self._lines, self._size = [], 0


def rows_of(place: Workplace, shard: Shard) -> bytes:
    """The rows of a shard, as they were cut. Raises StorageError where they are not what they were."""
    data = read_bytes(place.rows(shard)) if place.rows(shard).exists() else b""
    if sha256(data).hexdigest() != shard.sha256:
        remove(place.manifest)
        raise StorageError("these rows are damaged; the same command again cuts them anew", path=place.rows(shard))
    return data


def again(place: Workplace) -> frozenset[int]:
    """The ids of the rows whose texts come again. Raises StorageError."""
    found, data = array("Q"), read_bytes(place.again)
    if len(data) % found.itemsize:
        raise StorageError("this file is damaged; say --restart", path=place.again)
    found.frombytes(data)
    return frozenset(found)
