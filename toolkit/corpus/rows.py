"""The rows of a file: one sentence each, with the translations and the facts that stand beside it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit import documents, exchange
from toolkit.corpus import streams
from toolkit.corpus.sources import Source
from toolkit.errors import BundleError, DocumentError, MissingLibrary, UsageError, net, quoted
from toolkit.exchange.tsv import unescape
from toolkit.languages import code_of
from toolkit.segmentation import split
from toolkit.storage.files import read_bytes
from toolkit.storage.given import json_value

NAMES = ("source", "text", "sentence", "src", "content")
"""Columns that hold the text, where none is named after the source language."""
UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What no text has: NUL, halves of characters."""
BATCH = 4096
"""Rows of a Parquet file that are held at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a corpus."""

    text: str
    """Empty where it is set aside because it cannot be read."""
    line: int
    """Of its file, from 1; of a Parquet file the row, of a document the segment, of TMX the unit."""
    fault: str = ""
    """Why it is set aside; empty where nothing is wrong."""
    raw: bytes = b""
    """What stands there, in a file of lines; else only where that is no text."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """Translations that it brings along, by language."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The other columns, as they are."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the toolkit wrote beside a translation: origin, confidence, gloss, …"""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the rows of files are to be understood."""

    source: str
    """Code of the source language."""
    targets: tuple[str, ...] = ()
    column: str = ""
    """Name of the column with the text, or its number from 1; empty: by its name."""


def read(source: Source, wish: Wish) -> Iterator[Row]:
    """The rows of a file, in order. Raises DocumentError with file and line, StorageError, UsageError."""
    reader = READERS[source.format]
    try:
        with net(DocumentError, source.path):
            yield from reader(source, wish)
    except BundleError as error:
        raise DocumentError(str(error).removeprefix(": "), path=source.path) from error


def _texts(source: Source) -> Iterator[tuple[int, str, str, bytes]]:
    """(line, text, fault, raw) of every line."""
    for number, data in streams.lines(source.path, source.compression):
        if isinstance(data, int):
            yield number, "", f"a line of {data:,} bytes", b""
            continue
        if number == 1:
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise DocumentError("this is UTF-16; save it as UTF-8", path=source.path, line=1)
            data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            yield number, "", f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8", data
        else:
            yield number, text, "", data


def _lines(source: Source, wish: Wish) -> Iterator[Row]:  # noqa: ARG001 - every reader is called alike
    for number, text, fault, raw in _texts(source):
        yield Row(text, number, fault, raw)


def _jsonl(source: Source, wish: Wish) -> Iterator[Row]:
    for number, text, fault, raw in _texts(source):
        if fault:
            yield Row("", number, fault, raw)
        elif text.strip():
            try:
                value = json_value(text)
            except ValueError as error:
                yield Row("", number, f"no JSON: {error}", raw)
            else:
                yield replace(_from_mapping(value, number, wish), raw=raw)


def _from_mapping(value: Any, number: int, wish: Wish) -> Row:
    """A row out of names and values: `{"translation": {"en": …}}`, `{"en": …, "ru": …}`, `{"text": …}`, or a string."""
    if isinstance(value, str):
        return Row(value, number)
    if not isinstance(value, dict):
        return Row("", number, "neither an object nor a text", str(value).encode("utf-8", "surrogatepass"))
    inner = value.get("translation")
    texts = inner if isinstance(inner, dict) and not wish.column else value
    name = _named(list(texts), wish)
    text = texts.get(name) if name else None
    if not isinstance(text, str):
        what = f"no text in {quoted(wish.column)}" if wish.column else f"no text in {wish.source}"
        return Row("", number, what, str(value).encode("utf-8", "surrogatepass"))
    targets = {code: texts[code] for code in wish.targets if isinstance(texts.get(code), str) and texts[code].strip()}
    used = {name, *targets} if texts is value else {"translation"}
    own = OURS if value.keys() >= OURS_SURELY else frozenset()
    meta = {key: other for key, other in value.items() if key not in used and key not in own}
    if texts is not value and (rest := {code: other for code, other in texts.items() if code not in (name, *targets)}):
        meta["translation"] = rest
    return Row(
        text, number, targets=targets, meta=meta, facts={key: value[key] for key in OURS if key in own and key in value}
    )


OURS = frozenset({"id", "origin", "status", "base", "reason", "signature", "confidence", "gloss", "flags", "findings"})
"""What the toolkit itself writes beside a translation, and makes anew."""
OURS_SURELY = frozenset({"id", "origin", "status"})
"""A row that has all of these was written by it; the `id` of any other is its own, and stays."""


def _named(names: Sequence[str], wish: Wish) -> str:
    """The column with the text; empty where none has a name that says so."""
    if wish.column:
        if wish.column in names:
            return wish.column
        if wish.column.isdecimal() and 1 <= int(wish.column) <= len(names):
            return names[int(wish.column) - 1]
        return ""
    known = {code_of(name): name for name in names if len(name) < 12}
    return known.get(wish.source) or next((name for name in NAMES if name in names), "")


def head_of(source: Source, wish: Wish) -> list[str]:
    """The cells of the first line of a table, where one of them is the name of a column that holds text; else [].

    Raises UsageError for a column that is asked for by name and is not there.
    """
    first = next(_texts(source), (0, "", "", b""))[1].split("\t")
    name = _named(first, replace(wish, column="" if wish.column.isdecimal() else wish.column))
    if not name and wish.column and not wish.column.isdecimal():
        raise UsageError(f"{source.path}: no column {quoted(wish.column)}; it has: {', '.join(first)}")
    return first if name else []


def _tsv(source: Source, wish: Wish) -> Iterator[Row]:
    """The first line is a head where one of its cells is the name of a column that holds text."""
    head = head_of(source, wish)
    ours = {"id", "origin"} <= set(head) and any(name.endswith(":status") for name in head)
    numbered = wish.column.isdecimal()
    place = int(wish.column) - 1 if numbered else head.index(_named(head, wish)) if head else 0
    for number, text, fault, raw in _texts(source):
        if head and number == 1:
            continue
        if fault:
            yield Row("", number, fault, raw)
            continue
        cells = text.split("\t")
        if ours:
            cells = [unescape(cell) for cell in cells]
        if not text:
            yield Row("", number, raw=raw)
        elif place >= len(cells) or (head and len(cells) > len(head)):
            wanted = len(head) or place + 1
            yield Row("", number, f"{len(cells)} cells where {wanted} are expected", raw)
        else:
            others = {head[at] if head else f"column {at + 1}": cell for at, cell in enumerate(cells) if at != place}
            targets = {code: others.pop(code) for code in wish.targets if others.get(code, "").strip()}
            own = OURS if ours else frozenset()
            meta = {
                key: other
                for key, other in others.items()
                if other and key not in own and not (ours and key.endswith(":status"))
            }
            facts = {key: others[key] for key in OURS if key in own and others.get(key)}
            yield Row(cells[place], number, "", raw, targets, meta, facts)


def _parquet(source: Source, wish: Wish) -> Iterator[Row]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingLibrary(f"{source.path}: Parquet needs pyarrow", "corpus") from error
    try:
        with parquet.ParquetFile(source.path) as file:
            number = 0
            for batch in file.iter_batches(batch_size=BATCH):
                for value in batch.to_pylist():
                    number += 1
                    yield _from_mapping(value, number, wish)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"this Parquet file cannot be read ({error})", path=source.path) from error


def _tmx(source: Source, wish: Wish) -> Iterator[Row]:
    with streams.opened(source.path, source.compression) as file:
        for number, found in enumerate(exchange.tmx.stream(file), start=1):
            targets = {row.language: row.target for row in found if row.language in wish.targets and row.target}
            first = found[0]
            meta = {"tuid": first.id} if first.id else {}
            if first.document:
                meta["document"] = first.document
            yield Row(first.source, number, targets=targets, meta=meta)


def _document(source: Source, wish: Wish) -> Iterator[Row]:
    data = read_bytes(source.path)
    name = source.path.name
    if source.compression:
        with streams.opened(source.path, source.compression) as file:
            data = file.read(documents.LARGEST + 1)
        name = source.path.stem
    if len(data) > documents.LARGEST:
        raise DocumentError(f"no document over {documents.LARGEST / 1e6:,.0f} MB is opened; split it", path=source.path)
    read = documents.read(data, name, documents.ReadOptions(language=wish.source))
    for number, segment in enumerate(split(read), start=1):
        place = segment.place.id if segment.place else segment.key
        yield Row(segment.text, number, meta={"document": str(source.path), "place": place})


READERS: dict[str, Callable[[Source, Wish], Iterator[Row]]] = {
    "lines": _lines,
    "tsv": _tsv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "tmx": _tmx,
    "document": _document,
}
"""Format -> its reader."""
