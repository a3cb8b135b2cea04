"""What a corpus is written as: one row after the other, whole files or none, one format a class."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from toolkit import __version__
from toolkit.corpus import streams
from toolkit.errors import MissingLibrary, UnknownName
from toolkit.exchange import xml
from toolkit.exchange.tmx import MACHINE
from toolkit.exchange.tsv import escape
from toolkit.languages import language

COLUMNS = (
    "id",
    "source",
    "target",
    "status",
    "origin",
    "confidence",
    "gloss",
    "flags",
    "findings",
    "signature",
    "reason",
)
"""Of a table; the texts are called by the codes of their languages."""
BATCH = 8192
"""Rows of a Parquet file that are written at a time."""


class Output(Protocol):
    """Takes rows."""

    def add(self, row: bytes) -> None:
        """A row as records.py has it, with its line end."""
        ...


class _Jsonl:
    def __init__(self, files: list[BinaryIO], source: str, target: str) -> None:  # noqa: ARG002 - all are made alike
        self.add: Callable[[bytes], Any] = files[0].write


class _Lines:
    """A file a language, line for line; a line break within a text is a space."""

    def __init__(self, files: list[BinaryIO], source: str, target: str) -> None:
        self._files, self._codes = files, (source, target)

    def add(self, row: bytes) -> None:
        texts = json.loads(row)["translation"]
        for file, code in zip(self._files, self._codes, strict=True):
            file.write(" ".join(texts.get(code, "").splitlines()).encode("utf-8") + b"\n")


class _Tsv:
    """A table as toolkit.exchange writes them, escapes included, with more columns."""

    def __init__(self, files: list[BinaryIO], source: str, target: str) -> None:
        self._file, self._codes = files[0], (source, target)
        names = [f"{target}:status" if name == "status" else name for name in _columns(source, target)]
        self._file.write("\t".join(names).encode() + b"\n")

    def add(self, row: bytes) -> None:
        cells = [str(_plain(value)) for value in flat(json.loads(row), *self._codes).values()]
        self._file.write("\t".join(map(escape, cells)).encode("utf-8", "surrogatepass") + b"\n")


class _Tmx:
    """TMX 1.4b; a draft has `changeid="MT!"`, its signature and its confidence, as toolkit.exchange writes them."""

    def __init__(self, files: list[BinaryIO], source: str, target: str) -> None:
        self._file, self._codes = files[0], (source, target)
        self._tags = language(source).tag, language(target).tag
        self._file.write(
            (
                '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
                f'<header creationtool="toolkit" creationtoolversion={xml.quoted(__version__)} segtype="sentence" '
                f'o-tmf="corpus" adminlang="en" srclang={xml.quoted(self._tags[0])} datatype="plaintext">\n'
                f"{_prop('x-languages', self._tags[1])}</header>\n<body>\n"
            ).encode()
        )

    def add(self, row: bytes) -> None:
        known = flat(json.loads(row), *self._codes)
        source, target = (known[code] for code in self._codes)
        made = [f"<tu tuid={xml.quoted(str(known['id']))}>\n", _tuv(self._tags[0], source, "", "")]
        if target:
            props = [("x-status", known["status"]), ("x-origin", known["signature"] or known["origin"])]
            if known["confidence"] is not None:
                props.append(("x-confidence", str(known["confidence"])))
            if known["gloss"]:
                props.append(("x-gloss", "true"))
            props += [("x-flag", flag) for flag in known["flags"]]
            props += [("x-finding", finding) for finding in known["findings"]]
            machine = f' changeid="{MACHINE}"' if known["status"] == "drafted" else ""
            made.append(_tuv(self._tags[1], target, machine, "\n" + "".join(_prop(*prop) for prop in props)))
        self._file.write(("".join(made) + "</tu>\n").encode("utf-8"))

    def close(self) -> None:
        self._file.write(b"</body>\n</tmx>\n")


def _tuv(tag: str, text: str, machine: str, props: str) -> str:
    seg = "".join(
        xml.text(piece) + (f'<ph type="x-char">\\u{ord(sign):04x}</ph>' if sign else "")
        for piece, sign in xml.pieces(text)
    )
    return f"<tuv xml:lang={xml.quoted(tag)}{machine}>{props}<seg>{seg}</seg></tuv>\n"


def _prop(kind: str, value: str) -> str:
    return f"<prop type={xml.quoted(kind)}>{xml.text(xml.visible(value))}</prop>\n"


class _Parquet:
    def __init__(self, files: list[BinaryIO], source: str, target: str) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise MissingLibrary("Parquet needs pyarrow", "corpus") from error
        text, texts = pyarrow.string(), pyarrow.list_(pyarrow.string())
        kinds = {"id": pyarrow.int64(), "confidence": pyarrow.float64(), "gloss": pyarrow.bool_(), "flags": texts}
        names = [*_columns(source, target), "meta"]
        self._schema = pyarrow.schema([(name, {**kinds, "findings": texts}.get(name, text)) for name in names])
        self._table, self._codes = pyarrow.Table, (source, target)
        self._writer = parquet.ParquetWriter(files[0], self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, row: bytes) -> None:
        value = json.loads(row)
        meta = json.dumps(value["meta"], ensure_ascii=False) if "meta" in value else None
        self._rows.append({**flat(value, *self._codes), "meta": meta})
        if len(self._rows) >= BATCH:
            self._write()

    def _write(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        if self._rows:
            self._write()
        self._writer.close()


def flat(row: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    """A row as a table has it, in the order of COLUMNS."""
    texts = row["translation"]
    return {
        "id": int(row["id"]),
        source: texts.get(source, ""),
        target: texts.get(target, ""),
        "status": row["status"][target],
        "origin": row["origin"],
        "confidence": row.get("confidence"),
        "gloss": row.get("gloss", False),
        "flags": row.get("flags", []),
        "findings": row.get("findings", []),
        "signature": row.get("signature", ""),
        "reason": row.get("reason", ""),
    }


def _columns(source: str, target: str) -> list[str]:
    return [{"source": source, "target": target}.get(name, name) for name in COLUMNS]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


WRITERS: dict[str, tuple[Callable[[list[BinaryIO], str, str], Any], str]] = {
    "jsonl": (_Jsonl, "{source}-{target}.jsonl"),
    "tsv": (_Tsv, "{source}-{target}.tsv"),
    "lines": (_Lines, "{source}-{target}.{source} {source}-{target}.{target}"),
    "parquet": (_Parquet, "{source}-{target}.parquet"),
    "tmx": (_Tmx, "{source}-{target}.tmx"),
}
"""Format -> (its writer, the names of its files)."""


def formats(names: list[str]) -> list[str]:
    """The formats, each once. Raises UnknownName."""
    for name in names:
        if name not in WRITERS:
            raise UnknownName("format of a corpus", name, WRITERS)
    return list(dict.fromkeys(names)) or ["jsonl"]


def paths(out: Path, name: str, source: str, target: str) -> list[Path]:
    """The files that a format consists of."""
    return [out / one for one in WRITERS[name][1].format(source=source, target=target).split()]


@contextlib.contextmanager
def opened(out: Path, name: str, source: str, target: str) -> Iterator[Output]:
    """The output of one format, which is there when all of it is on the disk. Raises StorageError, UsageError."""
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(streams.written(path)) for path in paths(out, name, source, target)]
        writer = WRITERS[name][0](files, source, target)
        yield writer
        if hasattr(writer, "close"):
            writer.close()
