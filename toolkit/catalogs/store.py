"""Catalog files for the rest of the toolkit: load, fill in drafts, count, save."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.catalogs.entries import Entry, Part
from toolkit.catalogs.po import CatalogFile, read
from toolkit.catalogs.states import agreeing, human, unit, with_draft
from toolkit.errors import CatalogError
from toolkit.files import read_bytes, write_atomic
from toolkit.units import CHANGES, STATUSES, Catalog, Origin, Segment, plain


class ChangedOnDisk(CatalogError):
    """Somebody saved the file since it was read; nothing was written."""


def catalog(
    file: CatalogFile,
    document: str,
    source_language: str,
    target_language: str,
    segments: Sequence[Segment] | None = None,
) -> Catalog:
    """The translations of the given segments, in their order, each key once; what the file lacks is untranslated.

    Without `segments`, of every live entry of the file.
    """
    entries = {entry.key: entry for entry in file.live}
    if segments is None:
        segments = [_segment(entry) for entry in file.live]
    firsts: dict[str, Segment] = {}
    for segment in segments:
        firsts.setdefault(segment.key, segment)
    units = tuple(unit(segment, entries.get(key)) for key, segment in firsts.items())
    return Catalog(document, source_language, target_language, units)


def _segment(entry: Entry) -> Segment:
    note = "\n".join(text.strip()[2:].strip() for text in entry.of(Part.EXTRACTED))
    return Segment(entry.key, plain(entry.msgid), entry.msgctxt or "", note=note)


def load(
    data: bytes,
    document: str,
    source_language: str,
    target_language: str,
    segments: Sequence[Segment] | None = None,
    *,
    path: str | Path = "",
) -> Catalog:
    """`read` and `catalog` in one. Raises CatalogError."""
    return catalog(read(data, str(path)), document, source_language, target_language, segments)


def with_drafts(existing: bytes, drafts: Mapping[str, tuple[str, Origin]], *, path: str | Path = "") -> bytes:
    """Fills drafts (segment key -> target text and its origin) into a catalog; returns its new bytes.

    Only entries that are untranslated or hold a machine's draft take one; what a person wrote is never touched, nor
    are plural messages and the header. Keys that the file does not have, and drafts without any text, are left out.
    Raises CatalogError if `existing` is damaged, ValueError for an origin that is a person's.
    """
    if any(origin.kind == "person" for _, origin in drafts.values()):
        raise ValueError("a draft is a machine's; what a person translates is written by an editor")
    file = read(existing, str(path))
    entries = [
        entry if entry.obsolete or entry.header else _drafted(entry, drafts.get(entry.key), file)
        for entry in file.entries
    ]
    return file.with_entries(entries).encode()


def _drafted(entry: Entry, draft: tuple[str, Origin] | None, file: CatalogFile) -> Entry:
    if draft is None or entry.msgid_plural is not None or human(entry):
        return entry
    text, origin = draft
    target = agreeing(entry.msgid, text.replace("\0", "").encode("utf-8", "replace").decode())
    return with_draft(entry, target, origin, file.layout) if target.strip() else entry


def statistics(loaded: Catalog, segments: Sequence[Segment] | None = None) -> Mapping[str, int]:
    """Status -> number of units, every status named; with `segments`, each counts as often as it stands in them."""
    weights = None if segments is None else Counter(segment.key for segment in segments)
    counts = dict.fromkeys(STATUSES, 0)
    for found in loaded.units:
        counts[found.status] += 1 if weights is None else weights[found.segment.key]
    return counts


def change_statistics(loaded: Catalog, segments: Sequence[Segment] | None = None) -> Mapping[str, int]:
    """What changed in the source -> number of units whose translation waits for that reason, every kind named.

    With `segments`, each unit counts as often as it stands in them.
    """
    weights = None if segments is None else Counter(segment.key for segment in segments)
    counts = dict.fromkeys(CHANGES, 0)
    for found in loaded.units:
        if found.change:
            counts[found.change] += 1 if weights is None else weights[found.segment.key]
    return counts


def save(path: Path, before: bytes | None, after: bytes) -> bool:
    """Writes a catalog, unless the file is no longer as it was read (`before`; None: it was not there).

    Returns whether the file changed. Raises ChangedOnDisk, a CatalogError, and StorageError.
    """
    present = read_bytes(path) if path.exists() else None
    if present != before:
        raise ChangedOnDisk("somebody saved the file in the meantime, so nothing was written; run again", path=path)
    return write_atomic(path, after)
