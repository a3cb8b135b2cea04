"""Catalog files for the rest of the toolkit: load, fill in drafts, count, and the one door for whatever is written."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from toolkit.catalogs.garbage import without_collection
from toolkit.catalogs.ledger import Forms, Ledger, account
from toolkit.catalogs.states import agreeing, human, unit, with_draft
from toolkit.errors import CatalogError
from toolkit.languages import Language
from toolkit.po.entries import Entry, Part
from toolkit.po.file import CatalogFile, read
from toolkit.po.header import new_header, usable
from toolkit.storage.files import beside, make_folder, read_bytes, replace_known
from toolkit.storage.locks import locked
from toolkit.units import STATUSES, Catalog, Origin, Segment, plain

ATTEMPTS = 12
"""How often a catalog is read anew that another program has saved in the meantime."""
PAUSE = 0.1
"""Seconds after which a file that cannot be read is looked at again: an editor may be in the middle of saving it."""
T = TypeVar("T")
Drafts = Mapping[str, tuple[str | Sequence[str], Origin]]
"""Segment key -> the target text, or one for each plural form, and where it comes from."""


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


@without_collection()
def opened(path: Path) -> CatalogFile:
    """The catalog file at `path`, which has a header. Raises CatalogError, StorageError."""
    return read(read_bytes(path), str(path))


def with_drafts(existing: bytes, drafts: Drafts, *, path: str | Path = "") -> bytes:
    """Fills drafts into a catalog; returns its new bytes.

    Only entries that are untranslated or hold a machine's draft take one; what a person wrote is never touched, nor
    is the header. A plural message takes a draft with all of its forms or none. Keys that the file does not have, and
    drafts without any text, are left out.
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


def _drafted(entry: Entry, draft: tuple[str | Sequence[str], Origin] | None, file: CatalogFile) -> Entry:
    if draft is None or human(entry):
        return entry
    texts, origin = draft
    if isinstance(texts, str) != (entry.msgid_plural is None):
        return entry
    forms = [
        agreeing(entry.msgid, text.replace("\0", "").encode("utf-8", "replace").decode())
        for text in ([texts] if isinstance(texts, str) else texts)
    ]
    return with_draft(entry, forms, origin, file.layout) if forms and all(map(str.strip, forms)) else entry


def with_usable_header(existing: bytes, target: Language, *, path: str | Path = "") -> bytes:
    """A software catalog whose header says what a reader of its translations must know; others stay as they are.

    One without a header gets one, since programs could not tell in which character set it is.
    """
    file = read(existing, str(path))
    plural = any(entry.msgid_plural is not None for entry in file.live)
    if file.header is not None:
        header = usable(file.header, target, file.layout, plural=plural)
        return file.with_entries([header if entry.header else entry for entry in file.entries]).encode()
    if not file.entries:
        return existing
    header = usable(
        new_header({"Language": "", "MIME-Version": "", "Content-Type": ""}, file.layout),
        target,
        file.layout,
        plural=plural,
    )
    return file.with_entries([header, *file.entries]).encode()


def statistics(loaded: Catalog, segments: Sequence[Segment] | None = None) -> Mapping[str, int]:
    """Status -> number of units, every status named; with `segments`, each counts as often as it stands in them."""
    weights = None if segments is None else Counter(segment.key for segment in segments)
    counts = dict.fromkeys(STATUSES, 0)
    for found in loaded.units:
        counts[found.status] += 1 if weights is None else weights[found.segment.key]
    return counts


def save(path: Path, before: bytes | None, after: bytes) -> bool:
    """Writes a catalog, unless the file is no longer as it was read (`before`; None: it was not there).

    Returns whether the file changed. Raises ChangedOnDisk, a CatalogError, and StorageError.
    """
    if not replace_known(path, before, after):
        raise ChangedOnDisk("somebody saved the file in the meantime, so nothing was written; run again", path=path)
    return before != after


@dataclass(frozen=True, slots=True)
class Revision(Generic[T]):
    """A catalog that was read, changed, proved and written."""

    result: T
    """What the step that changed it has to say."""
    ledger: Ledger
    changed: bool
    """Whether the file is another than before."""


def revise(
    path: Path,
    change: Callable[[bytes | None], tuple[bytes, T]],
    *,
    approved: Callable[[T], Collection[Forms]] = lambda _: (),
    given: Collection[Forms] = (),
    write: bool = True,
    proved: bool = False,
) -> Revision[T]:
    """Reads a catalog, changes it and writes it: the one way in which a catalog that exists is written.

    `change` gets the bytes of the file (None: there is none) and returns those that it shall have. The ledger is
    proved from both before anything is written. A lock beside the file keeps other runs of the toolkit out. Where
    another program saves meanwhile, what it saved is read and changed instead, so `change` may be called again.
    `approved` says of the result which translations a person has approved, `given` are those from other catalogs.
    Without `write` everything is done but the writing. With `proved`, `change` has read and proved its bytes itself,
    which may be no .po file, and the ledger says nothing. Raises CatalogError, StorageError, and what `change` raises.
    """
    with contextlib.ExitStack() as held:
        if write:
            make_folder(path.parent)
            real = path.resolve()  # two links to one catalog are one catalog
            held.enter_context(locked(beside(real, ".lock"), remove=True))
        for attempt in range(1, ATTEMPTS + 1):
            before = read_bytes(path) if path.exists() else None
            try:
                if before is not None and not proved:
                    read(before, str(path))
                after, result = change(before)
                told = approved(result)
                ledger = Ledger() if proved else account(before, after, path, approved=told, given=given)
            except CatalogError:
                if attempt < ATTEMPTS and _settles_differently(path, before):
                    continue
                raise
            if not write:
                return Revision(result, ledger, before != after)
            with contextlib.suppress(ChangedOnDisk):
                return Revision(result, ledger, save(path, before, after))
    raise CatalogError("another program keeps changing this file; close it there and run again", path=path)


def _settles_differently(path: Path, before: bytes | None) -> bool:
    time.sleep(PAUSE)
    return before is not None and path.exists() and read_bytes(path) != before
