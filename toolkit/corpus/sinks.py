"""Where rows go that were chosen: a file of the kind that its ending says, lines of the same kind as they stood."""

import contextlib
import gzip
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from toolkit.corpus import streams
from toolkit.corpus.rows import Row, Wish, head_of
from toolkit.corpus.sources import Source, format_of
from toolkit.errors import UnknownName
from toolkit.exchange.tsv import escape

SHOWN = 4096
"""Bytes of a row that cannot be read that are kept beside its place."""
FORMATS = ("jsonl", "tsv", "lines")
"""What chosen rows can be written as."""


class Sink:
    """Takes rows, each with the file that it is from."""

    def __init__(self, file: BinaryIO, kind: str, wish: Wish) -> None:
        self._file, self._kind, self._wish = file, kind, wish
        self._headed = False

    def add(self, row: Row, origin: Source) -> None:
        """One row: as it stood where the file that it is from is of the same kind."""
        if row.raw and origin.format == self._kind:
            if not self._headed and self._kind == "tsv":
                self._head("\t".join(head_of(origin, self._wish)).encode())
            self._file.write(row.raw + b"\n")
        elif self._kind == "jsonl":
            self._file.write(as_json(row, self._wish.source))
        elif self._kind == "tsv":
            self._head("\t".join([self._wish.source, *self._wish.targets]).encode())
            cells = [row.text, *(row.targets.get(code, "") for code in self._wish.targets)]
            self._file.write("\t".join(map(escape, cells)).encode("utf-8", "surrogatepass") + b"\n")
        else:
            self._file.write(" ".join(row.text.splitlines()).encode("utf-8", "surrogatepass") + b"\n")

    def reject(self, row: Row, origin: Source, why: str) -> None:
        """A row that was not chosen, with its place and why, as a line of JSON whatever the file is."""
        more = {"base64": b64encode(row.raw[:SHOWN]).decode("ascii")} if row.fault and row.raw else {}
        self._file.write(as_json(row, self._wish.source, reason=why, place=f"{origin.path}:{row.line}", **more))

    def _head(self, line: bytes) -> None:
        if not self._headed and line:
            self._file.write(line + b"\n")
        self._headed = True


def as_json(row: Row, source: str, **more: Any) -> bytes:
    """A row as a line of JSON, with what is known of it."""
    value = {"translation": {source: row.text, **row.targets}, **row.facts, **row.meta, **more}
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass") + b"\n"


@contextlib.contextmanager
def opened(path: Path, wish: Wish) -> Iterator[Sink]:
    """A file for chosen rows, there when all of it is on the disk. Raises UnknownName, StorageError."""
    kind, compression = format_of(path)
    if kind not in FORMATS:
        raise UnknownName("ending of a file of chosen rows", path.suffix, (".jsonl", ".tsv", ".txt"))
    with streams.written(path) as file:
        if compression:
            with _packed(file, compression, path) as packed:
                yield Sink(packed, kind, wish)
        else:
            yield Sink(file, kind, wish)


def _packed(file: BinaryIO, compression: str, path: Path) -> Any:
    pack: Callable[[], Any] = {
        "gzip": lambda: gzip.GzipFile("", "wb", 6, file, mtime=0),
        "zstd": lambda: streams.zstd(path).ZstdCompressor().stream_writer(file, closefd=False),
    }[compression]
    return cast(Any, pack())
