"""Drafts of shards on the disk: written whole or not at all, and never twice."""

import contextlib
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.corpus import records, streams
from toolkit.corpus.manifest import Manifest, OtherWork, Shard, Workplace, read_json, write_json
from toolkit.errors import EngineError, StorageError
from toolkit.storage.files import remove, sha256

LEFT_BEHIND = 300.0
"""Seconds after which a half-written file belongs to a run that was killed."""


def begin(place: Workplace, target: str, facts: Mapping[str, Any]) -> None:
    """Notes what the drafts into a language depend on. Raises OtherWork where drafts of another kind are there."""
    path = place.order(target)
    if not path.exists():
        write_json(path, dict(facts))
        return
    known = read_json(path)
    for name, value in facts.items():
        if known.get(name) != value:
            raise OtherWork(
                f"the drafts that are there were made with {name} {_told(known.get(name))}, and now it is "
                f"{_told(value)}; say --redo to draft {target} again, or name another folder with --out",
                path=place.out,
            )


def _told(value: Any) -> str:
    return f"{value or 'none'}" if isinstance(value, str) else str(value).lower()


def forget(place: Workplace, target: str) -> None:
    """Takes the drafts into a language away, so that they are made again. Raises StorageError."""
    folder = place.order(target).parent
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix == ".done" or path.name == "order.json":
            remove(path)  # first, so that a kill leaves nothing that claims to be whole
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        remove(path)


def is_done(place: Workplace, target: str, shard: Shard) -> bool:
    """Whether the drafts of a shard are there, whole, and of these rows. What is not goes away."""
    done, path = place.done(target, shard), place.drafts(target, shard)
    if not done.exists():
        return False
    try:
        said = read_json(done)
        if said.get("rows_sha256") == shard.sha256 and path.stat().st_size == said.get("bytes"):
            return True
    except (OSError, StorageError):
        pass
    remove(done)
    return False


def finish(place: Workplace, target: str, shard: Shard, data: bytes) -> Counter[str]:
    """Writes the drafts of a shard, then that they are whole; returns how many rows there are of each origin.

    Raises EngineError where these are not the drafts of all of its rows in their order, StorageError.
    """
    counts: Counter[str] = Counter()
    try:
        expected = shard.first
        for number, origin in records.heads(data):
            if number != expected:
                raise ValueError(f"row {number} stands where {expected} belongs")
            counts[origin] += 1
            expected += 1
        if expected != shard.first + shard.rows:
            raise ValueError(f"{expected - shard.first} rows of {shard.rows}")
    except ValueError as error:
        raise EngineError(f"shard {shard.name} came back wrong ({error}); nothing of it is kept") from error
    with streams.written(place.drafts(target, shard), settled=False) as file:  # the .done after it settles both
        file.write(data)
    write_json(
        place.done(target, shard),
        {"rows_sha256": shard.sha256, "sha256": sha256(data), "bytes": len(data), "rows": shard.rows, **counts},
    )
    return counts


def read(place: Workplace, target: str, shard: Shard) -> bytes | None:
    """The drafts of a shard; None where they are damaged, and then they are no longer said to be whole."""
    path, done = place.drafts(target, shard), place.done(target, shard)
    with contextlib.suppress(OSError, StorageError):
        data = path.read_bytes()
        if sha256(data) == read_json(done).get("sha256"):
            return data
    remove(done)
    return None


def discard(place: Workplace, target: str, shard: Shard) -> None:
    """Says no longer that the drafts of a shard are whole, so that they are made again. Raises StorageError."""
    remove(place.done(target, shard))


def undone(place: Workplace, target: str, manifest: Manifest) -> Iterator[Shard]:
    """The shards that want drafting, in order."""
    return (shard for shard in manifest.shards if not is_done(place, target, shard))


def sweep(folder: Path) -> None:
    """Removes what killed runs left half-written."""
    for path in folder.rglob(".*.part") if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT_BEHIND:
                os.unlink(path)
