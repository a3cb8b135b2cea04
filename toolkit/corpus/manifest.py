"""What a corpus consists of: its inputs and its shards, each with its hash. The file that a run goes on from.

OUT/work/manifest.json             this
OUT/work/source/000000.jsonl       the rows of a shard, `[id, text, {…}]` each
OUT/work/ru/order.json             what the drafts depend on
OUT/work/ru/000000.jsonl           its drafts (records.py)
OUT/work/ru/000000.done            hash and count of that file, and the hash of the rows that it was made from
"""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from toolkit.corpus import streams
from toolkit.errors import StorageError
from toolkit.storage.files import read_bytes
from toolkit.storage.given import json_value

VERSION = 1
"""Of this layout; another one is not gone on from."""
DIGITS = 6
"""Of the number of a shard: names sort as numbers do, up to a million shards."""


class OtherWork(StorageError):
    """What lies there is not the beginning of what is asked for."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the corpus, as it was read."""

    path: str
    format: str
    sha256: str
    bytes: int
    first: int
    """Id of its first row; ids count from 1 through all files."""
    rows: int
    damage: str = ""
    """Why it was not read to its end; empty where it was."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Rows that are drafted in one go."""

    number: int
    first: int
    """Id of its first row."""
    rows: int
    sha256: str
    """Of the file with its rows."""

    @property
    def name(self) -> str:
        """Zero-padded, so that no order of names differs from that of numbers."""
        return f"{self.number:0{DIGITS}}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole plan. It never changes: other inputs or other cuts are another plan."""

    source: str
    """Code of the source language."""
    cut: dict[str, Any]
    """How the inputs were read and cut: every setting that changes the shards."""
    inputs: tuple[Input, ...]
    shards: tuple[Shard, ...]

    @property
    def rows(self) -> int:
        """Of all shards."""
        return sum(shard.rows for shard in self.shards)


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where the files of a run lie."""

    out: Path

    @property
    def folder(self) -> Path:
        """What a run goes on from."""
        return self.out / "work"

    @property
    def manifest(self) -> Path:
        """The plan."""
        return self.folder / "manifest.json"

    @property
    def again(self) -> Path:
        """Ids of rows that others are the same as, eight bytes each."""
        return self.folder / "again.bin"

    def rows(self, shard: Shard) -> Path:
        """The file with the rows of a shard."""
        return self.folder / "source" / f"{shard.name}.jsonl"

    def order(self, target: str) -> Path:
        """What the drafts into one language depend on."""
        return self.folder / target / "order.json"

    def drafts(self, target: str, shard: Shard) -> Path:
        """The drafts of a shard."""
        return self.folder / target / f"{shard.name}.jsonl"

    def done(self, target: str, shard: Shard) -> Path:
        """What says that they are whole."""
        return self.folder / target / f"{shard.name}.done"


def judge(place: Workplace) -> None:
    """Raises StorageError for a folder of the work that is a link: what is written and removed would lie elsewhere."""
    folders = sorted(place.folder.iterdir()) if place.folder.is_dir() else []
    for path in (place.folder, *folders):
        if path.is_symlink():
            raise StorageError("this is a link, and the work on a corpus has folders of its own; remove it", path=path)


def save(place: Workplace, manifest: Manifest) -> None:
    """Writes the plan. Raises StorageError."""
    write_json(place.manifest, {"version": VERSION, **asdict(manifest)})


def load(place: Workplace) -> Manifest | None:
    """The plan that is there; None where there is none. Raises OtherWork for one that cannot be gone on from."""
    if not place.manifest.exists():
        return None
    value = read_json(place.manifest)
    if value.get("version") != VERSION:
        raise OtherWork(
            "another version of the toolkit wrote this; name another folder with --out, or say --restart",
            path=place.manifest,
        )
    try:
        made = Manifest(
            value["source"],
            dict(value["cut"]),
            tuple(Input(**one) for one in value["inputs"]),
            tuple(Shard(**one) for one in value["shards"]),
        )
        parts: tuple[Input | Shard, ...] = (*made.inputs, *made.shards)
        for one in parts:
            if wrong := next((each.name for each in fields(one) if type(getattr(one, each.name)) is not each.type), ""):
                raise TypeError(f"{wrong} of the wrong kind")
        if not isinstance(made.source, str) or not made.inputs or not made.shards:
            raise TypeError("no inputs and shards")
        return made
    except (KeyError, TypeError, ValueError) as error:
        raise OtherWork(f"this is no plan of a corpus ({error}); say --restart", path=place.manifest) from error


def write_json(path: Path, value: Any) -> None:
    """Writes one JSON document, whole or not at all. Raises StorageError."""
    with streams.written(path) as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n")


def read_json(path: Path) -> dict[str, Any]:
    """What a file of the toolkit's own says. Raises OtherWork for one that is damaged."""
    try:
        value = json_value(read_bytes(path))
    except ValueError as error:
        raise OtherWork(f"this file is damaged ({error}); remove it, or say --restart", path=path) from error
    if not isinstance(value, dict):
        raise OtherWork("this is not what the toolkit wrote; remove it, or say --restart", path=path)
    return value
