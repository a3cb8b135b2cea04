"""A row of the memory <-> a unit; what its checksum does not fit is no translation that somebody approved."""

import json
import zlib
from collections.abc import Sequence
from typing import Any

from toolkit.errors import MemoryStoreError
from toolkit.units import Code, Content, Origin, Segment, State, TranslationUnit

FIELDS = "name, key, text, context, previous, following, note, source, target, state, target_text, checksum"
"""What `unit_of` takes, of entries joined with documents."""
INSERT = "INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
Row = tuple[int, str, str, str, str, str, str, str, str, str, str, int]


class DamagedMemory(MemoryStoreError):
    """The file is no memory any more, or an entry is not what was written; it can be rebuilt."""


def checksum(*fields: str) -> int:
    """CRC-32 of the languages and the fields of an entry."""
    return zlib.crc32("\0".join(fields).encode("utf-8", "surrogatepass"))


def row_of(unit: TranslationUnit, document: int, source: str, target: str) -> Row:
    """What `INSERT` takes."""
    one = unit.segment
    texts = (one.key, one.text, one.context, one.previous, one.following, one.note, _json(one.source),
             _json(unit.target), unit.state.value, unit.text)  # fmt: skip
    return (document, *texts, checksum(source, target, *texts))


def unit_of(languages: tuple[str, str], name: str, *fields: Any) -> TranslationUnit:
    """The unit of `FIELDS`. Raises DamagedMemory where it is not what was written."""
    key, _, context, previous, following, note, source, target, state, _, written = fields
    if checksum(*languages, *map(str, fields[:-1])) != written:
        raise DamagedMemory(f"an entry of {name} is damaged; `toolkit memory stats` mends the memory")
    segment = Segment(key, content_of_row(source), context, note, None, previous, following)
    return TranslationUnit(segment, content_of_row(target), State(state), Origin("memory", name, 1.0))


def content_of_row(data: str) -> Content:
    """The content that a column of the memory holds as JSON."""
    return tuple(part if isinstance(part, str) else Code(*part) for part in json.loads(data))


def _json(content: Sequence[str | Code]) -> str:
    parts: list[Any] = [part if isinstance(part, str) else [part.id, part.kind, part.raw] for part in content]
    return json.dumps(parts, ensure_ascii=True)
