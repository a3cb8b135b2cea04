"""A drafted row as a line of JSON: what the shards hold, and the output for programs.

    {"id": "18", "origin": "engine", "translation": {"en": "…", "ru": "…"}, "status": {"ru": "drafted"},
     "signature": "…", "confidence": 0.83, "gloss": false, "flags": […], "findings": […], "meta": {…}}

The id comes first and the origin second, so that rows are told and counted without being read; `exchange.jsonl` reads
them. A row whose text came before is `{"id": "19", "origin": "same", "as": 18}` in its shard, and a whole row in the
output. `reason` says why a row has no translation.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring as quote
from typing import Any

from toolkit.errors import StorageError, unexpected

ORIGINS = {
    "engine": "drafted by the engine",
    "memory": "approved before, from the memory",
    "input": "translated in the input",
    "none": "left untranslated by the engine",
    "empty": "empty",
    "filtered": "filtered out",
    "aside": "set aside",
}
"""Where the translation of a row comes from, or why it has none -> what a report says of it."""
SAME = "same"
"""The origin, within a shard, of a row whose text was there before."""
HEAD = re.compile(rb'\{"id": "([0-9]+)", "origin": "([a-z]+)"')
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters at which some readers break lines, or that they refuse."""


@dataclass(slots=True)
class Record:
    """A row of a shard, as it was cut."""

    id: int
    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    """aside, empty, same, given, meta, line, base64: those that there are."""


def parsed(data: bytes) -> list[Record]:
    """The rows of a shard. Raises StorageError for what the toolkit has not written."""
    try:
        made = [Record(*row) for row in json.loads(b"[%b]" % data.rstrip().replace(b"\n", b",\n"))]
        for one in made:
            if type(one.id) is not int or type(one.text) is not str or type(one.facts) is not dict:
                raise TypeError("a row of the wrong kind")
    except (ValueError, TypeError, RecursionError) as error:
        raise StorageError(f"these are no rows of a corpus ({unexpected(error)}); say --restart") from error
    return made


def line(
    record: Record, origin: str, source: str, target: str, text: str, status: str, facts: Sequence[str] = ()
) -> str:
    """One drafted row, with its line end; `facts` are pieces such as `"confidence": 0.83`."""
    known = record.facts
    pair = f'"translation": {{"{source}": {quote(record.text)}'
    if text:
        pair += f', "{target}": {quote(text)}'
    made = f'{{"id": "{record.id}", "origin": "{origin}", {pair}}}, "status": {{"{target}": "{status}"}}'
    if facts:
        made = f"{made}, {', '.join(facts)}"
    for name in ("base64", "line", "meta"):
        if name in known:
            made += f', "{name}": {json.dumps(known[name], ensure_ascii=False)}'
    if not made.isascii():
        made = BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", made)
    return made + "}\n"


def aside(record: Record, source: str, target: str, origin: str, why: str) -> str:
    """The row of a text that is not drafted, and why; the origin is `aside` or `filtered`."""
    return line(
        record, origin, source, target, "", "untranslated", (f'"reason": {json.dumps(why, ensure_ascii=False)}',)
    )


def reference(record: Record) -> str:
    """The row, in its shard, of a text that came before."""
    meta = f', "meta": {json.dumps(record.facts["meta"], ensure_ascii=True)}' if "meta" in record.facts else ""
    return f'{{"id": "{record.id}", "origin": "{SAME}", "as": {record.facts["same"]}{meta}}}\n'


def heads(data: bytes) -> Iterator[tuple[int, str]]:
    """(id, origin) of every line. Raises ValueError for a line that is no row."""
    for row in data.splitlines():
        match = HEAD.match(row)
        if match is None or not row.endswith(b"}"):
            raise ValueError(f"{row[:60]!r} is no row")
        yield int(match[1]), match[2].decode("ascii")
