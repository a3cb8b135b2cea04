"""Which words of a draft stand for which: kept beside the catalogs, since a .po is for people.

    .toolkit/alignments/<language>/<document>.jsonl     {"key": "<segment>", "draft": "<hash>", "words": [[0, 0], …]}

One line a draft, sorted by key. A line counts for a segment whose translation has that hash, be it a draft or a draft
that a person approved as it was; where somebody has changed a word, nobody knows. The file can be thrown away: then the
words are known again when the sentences are drafted again, and nothing else is lost.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from toolkit.po.drafts import draft_hash
from toolkit.storage.files import read_bytes, write_atomic
from toolkit.storage.given import json_value
from toolkit.units import Catalog, Draft

Pairs = tuple[tuple[int, int], ...]
"""(source word, target word), as in Draft.alignment."""


def aligned(catalog: Catalog, path: Path) -> Catalog:
    """The catalog with the alignments that the file knows. Raises StorageError."""
    known = _read(path)
    if not known:
        return catalog
    units = []
    for unit in catalog.units:
        digest, pairs = known.get(unit.segment.key, ("", ()))
        units.append(replace(unit, alignment=pairs) if unit.target and digest == draft_hash(unit.text) else unit)
    return replace(catalog, units=tuple(units))


def remember(path: Path, drafts: Mapping[str, Draft], keys: Collection[str]) -> None:
    """Adds the alignments of drafts (by segment key) and drops what is of none of `keys`. Raises StorageError."""
    before = _read(path)
    known = {key: value for key, value in before.items() if key in keys}
    for key, draft in drafts.items():
        if draft.alignment:
            known[key] = (draft_hash(draft.text), draft.alignment)
        else:
            known.pop(key, None)
    if known != before:
        write_atomic(path, "".join(_lines(known)).encode("ascii"))


def _lines(known: Mapping[str, tuple[str, Pairs]]) -> Iterator[str]:
    for key, (digest, pairs) in sorted(known.items()):
        yield json.dumps({"key": key, "draft": digest, "words": pairs}, separators=(",", ":")) + "\n"


def _read(path: Path) -> dict[str, tuple[str, Pairs]]:
    """What the file knows; lines that are damaged know nothing."""
    known: dict[str, tuple[str, Pairs]] = {}
    if not path.is_file():
        return known
    for line in read_bytes(path).splitlines():
        try:
            value = json_value(line)
            pairs = tuple((source, target) for source, target in value["words"])
            key, digest = value["key"], value["draft"]
        except (ValueError, KeyError, TypeError):
            continue
        if isinstance(key, str) and all(isinstance(n, int) and n >= 0 for pair in pairs for n in pair):
            known[key] = (digest, pairs)
    return known
