"""New source into an existing catalog, as msgmerge does it, without losing a word that a person wrote."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.catalogs.carrying import Carrier
from toolkit.catalogs.garbage import without_collection
from toolkit.catalogs.ledger import Ledger, account
from toolkit.catalogs.regrouping import Words
from toolkit.catalogs.states import copied, human, tidied, without_draft_comments, without_tool_comments
from toolkit.catalogs.succession import Move, succession
from toolkit.catalogs.templates import Message, messages
from toolkit.languages import Language, language
from toolkit.po.entries import Entry
from toolkit.po.file import CatalogFile, read
from toolkit.po.header import completed, fields_for, moment, new_header, with_field
from toolkit.po.layout import as_live, as_obsolete
from toolkit.units import Document, Segment

COUNTED = ("new", "kept", "changed", "trivial", "split", "joined", "revived", "obsolete", "dropped")
"""What a merge counts, in the order that it is told."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, in entries."""

    new: int = 0
    """Texts that the catalog did not have."""
    kept: int = 0
    changed: int = 0
    """Texts that carry the translation of an earlier version, fuzzy."""
    trivial: int = 0
    """Texts that differ from an earlier version in typography alone and keep its approval."""
    split: int = 0
    """Texts that are part of an earlier one and carry a copy of its translation, fuzzy."""
    joined: int = 0
    """Texts that carry the translations of several earlier ones together."""
    revived: int = 0
    """Obsolete entries whose text returned."""
    obsolete: int = 0
    """Entries that became obsolete."""
    dropped: int = 0
    """Entries that vanished with nothing of a person's own: untranslated, a machine's draft, or an untouched copy."""
    ledger: Ledger = field(default_factory=Ledger)
    """Where the translations that people wrote are now, copies of split and joined ones included."""
    moves: tuple[Move, ...] = ()
    """Which sentences were split and joined."""

    @property
    def counts(self) -> dict[str, int]:
        """Everything but the ledger, by name."""
        return {name: getattr(self, name) for name in COUNTED}


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The catalog as it shall be, and the report."""

    data: bytes
    """The very bytes that went in where nothing changed."""
    report: MergeReport


@without_collection()
def merge(
    existing: bytes | None,
    document: Document,
    segments: Sequence[Segment],
    target_language: Language,
    created: datetime.datetime,
    *,
    generator: str,
    path: str | Path = "",
    trivial: bool = False,
    notes: Mapping[str, tuple[str, ...]] | None = None,
) -> MergeResult:
    """Brings a catalog up to date with its document; merging twice gives identical bytes.

    Entries come in document order. One that stays keeps its text to the byte but for `#.` and `#:` lines that say
    something new. A changed sentence carries the translation a person made of it as fuzzy, with `#| msgid`. What
    vanished becomes obsolete if a person translated it. A sentence that was split gives its translation to all of its
    parts, and sentences that were joined give theirs to the whole; the originals are kept as obsolete entries. With
    `trivial`, an approved translation stays approved where nothing but typography changed in its source.
    POT-Creation-Date changes only if something else does. `notes` are more lines for the translator, by key.
    Raises CatalogError if `existing` is damaged, a text cannot stand in a catalog, or a translation would be lost.
    """
    old = read(existing or b"", str(path))
    fields = fields_for(document.name, document.language, target_language, created, generator)
    source = language(document.language)
    carrier = Carrier(old.layout, source.code, source.joiner, target_language.joiner, trivial)
    entries, report = _Merge(old, messages(document, segments, notes), carrier).result()
    header = new_header(fields, old.layout) if old.header is None else completed(old.header, fields, old.layout)
    data = old.with_entries([header, *entries]).encode()
    if data != existing:
        header = with_field(header, "POT-Creation-Date", moment(created), old.layout)
        data = old.with_entries([header, *entries]).encode()
    del entries  # the proof reads the whole file again, and needs the room
    return MergeResult(data, replace(report, ledger=account(existing, data, path)))


class _Merge:
    """One merge: the entries as they shall be, and what was done to them."""

    def __init__(self, old: CatalogFile, wanted: Sequence[Message], carrier: Carrier) -> None:
        self.wanted, self.carrier, self.layout = wanted, carrier, old.layout
        self.counts: Counter[str] = Counter()
        self.present = (*old.obsolete, *old.live)
        self.known = {entry.identity: entry for entry in self.present}
        self.keys = {message.identity for message in wanted}
        self.succession = succession(old, wanted, self.keys - self.known.keys(), carrier.joiner)

    def entries(self) -> list[Entry]:
        """Live ones in document order, then the obsolete."""
        made = [message.update(self._of(message), self.layout) for message in self.wanted]
        carried = {entry.identity for entry in self.succession.versions.values()}
        left: list[Entry] = []
        copies: list[Entry] = []
        for entry in self.present:
            if entry.identity in self.keys or entry.identity in carried:
                continue
            if entry.obsolete:
                left.append(entry)
            elif not human(entry):
                self.counts["dropped"] += 1
            elif copied(entry) and not without_tool_comments(entry).comments:
                copies.append(entry)
            else:
                self.counts["obsolete"] += 1
                left.append(self._obsolete(entry))
        words = Words((*made, *left)) if copies else None
        for entry in copies:
            # A copy that nobody worked on goes with its text, if its words are still to be found.
            if words and words.found(entry.msgstr[0]):
                self.counts["dropped"] += 1
            else:
                self.counts["obsolete"] += 1
                left.append(self._obsolete(entry))
        return [*made, *left]

    def _of(self, message: Message) -> Entry:
        identity = message.identity
        entry = self.known.get(identity)
        if entry is not None:
            self.counts["revived" if entry.obsolete else "kept"] += 1
            return tidied(as_live(entry, self.layout) if entry.obsolete else entry, self.layout)
        if identity in self.succession.versions:
            entry = self.carrier.version(self.succession.versions[identity], message)
            self.counts["changed" if entry.fuzzy else "trivial"] += 1
            return entry
        if identity in self.succession.pieces:
            self.counts["split"] += 1
            return self.carrier.piece(self.succession.pieces[identity], message)
        if identity in self.succession.unions:
            self.counts["joined"] += 1
            return self.carrier.union(self.succession.unions[identity], message)
        self.counts["new"] += 1
        return message.entry(self.layout)

    def _obsolete(self, entry: Entry) -> Entry:
        return as_obsolete(without_draft_comments(entry), self.layout)

    def result(self) -> tuple[list[Entry], MergeReport]:
        """The entries, and what was done; without the ledger."""
        entries = self.entries()
        counts: dict[str, Any] = {name: self.counts[name] for name in COUNTED}
        return entries, MergeReport(**counts, moves=tuple(self.succession.moves))
