"""New source into an existing catalog, as msgmerge does it, without losing a word that a person wrote."""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.catalogs.entries import Entry, Part, Previous
from toolkit.catalogs.header import completed, fields_for, moment, new_header, with_field
from toolkit.catalogs.layout import Layout, as_live, as_obsolete, with_fuzzy, with_previous
from toolkit.catalogs.layout import field as laid_out
from toolkit.catalogs.neighbours import Identity, beside
from toolkit.catalogs.po import CatalogFile, read
from toolkit.catalogs.similar import pairs
from toolkit.catalogs.states import human, without_draft_comments
from toolkit.catalogs.template import Message, messages
from toolkit.errors import CatalogError
from toolkit.languages import Language
from toolkit.units import Document, Segment

COUNTED = ("new", "kept", "changed", "revived", "obsolete", "dropped")
"""What a merge counts, in the order that it is told."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, in entries."""

    new: int = 0
    """Texts that the catalog did not have."""
    kept: int = 0
    changed: int = 0
    """Texts that carry the translation of an earlier version, fuzzy."""
    revived: int = 0
    """Obsolete entries whose text returned."""
    obsolete: int = 0
    """Entries that became obsolete."""
    dropped: int = 0
    """Entries that vanished with nothing of a person's in them: untranslated, or a machine's draft."""
    ledger: Mapping[str, int] = field(default_factory=dict)
    """Where the translations that people wrote are now: live, fuzzy, or obsolete -> how many."""

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


def merge(
    existing: bytes | None,
    document: Document,
    segments: Sequence[Segment],
    target_language: Language,
    created: datetime.datetime,
    *,
    generator: str,
    path: str | Path = "",
) -> MergeResult:
    """Brings a catalog up to date with its document; merging twice gives identical bytes.

    Entries come in document order. One that stays keeps its text to the byte but for `#.` and `#:` lines that say
    something new. A changed sentence carries the translation a person made of it as fuzzy, with `#| msgid`. What
    vanished becomes obsolete if a person translated it. POT-Creation-Date changes only if something else does.
    Raises CatalogError if `existing` is damaged, a text cannot stand in a catalog, or a translation would be lost.
    """
    old = read(existing or b"", str(path))
    fields = fields_for(document.name, document.language, target_language, created, generator)
    entries, report = _merged(old, messages(document, segments))
    header = new_header(fields, old.layout) if old.header is None else completed(old.header, fields, old.layout)
    data = old.with_entries([header, *entries]).encode()
    if data != existing:
        header = with_field(header, "POT-Creation-Date", moment(created), old.layout)
        data = old.with_entries([header, *entries]).encode()
    return MergeResult(data, replace(report, ledger=_accounted(old, data, str(path))))


def _merged(old: CatalogFile, wanted: Sequence[Message]) -> tuple[list[Entry], MergeReport]:
    layout = old.layout
    live, obsolete = old.live, old.obsolete
    known = {entry.identity: entry for entry in (*obsolete, *live)}
    keys = {message.identity for message in wanted}
    gone = [entry for entry in (*live, *obsolete) if entry.identity not in keys]
    carried = _carried(live, wanted, keys - known.keys(), gone)

    entries: list[Entry] = []
    counts: Counter[str] = Counter()
    for message in wanted:
        identity = message.identity
        entry = known.get(identity)
        if entry is None and identity in carried:
            counts["changed"] += 1
            entry = _carry(carried[identity], message, layout)
        elif entry is None:
            counts["new"] += 1
            entry = message.entry(layout)
        elif entry.obsolete:
            counts["revived"] += 1
            entry = _tidied(as_live(entry, layout), layout)
        else:
            counts["kept"] += 1
            entry = _tidied(entry, layout)
        entries.append(message.update(entry, layout))

    used = {entry.identity for entry in carried.values()}
    for entry in (*obsolete, *live):
        if entry.identity in keys or entry.identity in used:
            continue
        if entry.obsolete:
            entries.append(entry)
        elif human(entry):
            counts["obsolete"] += 1
            entries.append(as_obsolete(without_draft_comments(entry), layout))
        else:
            counts["dropped"] += 1
    return entries, MergeReport(
        new=counts["new"],
        kept=counts["kept"],
        changed=counts["changed"],
        revived=counts["revived"],
        obsolete=counts["obsolete"],
        dropped=counts["dropped"],
    )


def _tidied(entry: Entry, layout: Layout) -> Entry:
    """Approving is removing `fuzzy`; what the tool said of a draft or of an older source goes then."""
    if entry.fuzzy or not entry.translated:
        return entry
    return with_previous(without_draft_comments(entry), None, layout)


def _carried(
    live: Sequence[Entry], wanted: Sequence[Message], unknown: Collection[Identity], gone: Sequence[Entry]
) -> dict[Identity, Entry]:
    """A new text -> the entry of its earlier version. Only what a person translated is worth carrying."""
    candidates = [entry for entry in gone if entry.msgid_plural is None and human(entry)]
    if not candidates or not unknown:
        return {}
    texts = [
        (entry.msgid, entry.previous.msgid) if entry.fuzzy and entry.previous else (entry.msgid,)
        for entry in candidates
    ]
    numbers = {entry.identity: number for number, entry in enumerate(candidates)}
    near = beside([entry.identity for entry in live], [message.identity for message in wanted], numbers, unknown)
    new = list(near)
    found = pairs(texts, [msgid for _, msgid in new], {n: near[identity] for n, identity in enumerate(new)})
    return {new[position]: candidates[number] for position, number in found.items()}


def _carry(entry: Entry, message: Message, layout: Layout) -> Entry:
    """The translation of an earlier version under the new text."""
    previous: Previous | None = entry.previous if entry.fuzzy else None
    previous = previous or Previous(entry.msgid, entry.msgctxt)
    if (previous.msgid, previous.msgctxt or "") == (message.msgid, message.msgctxt or ""):
        previous = None  # the text is again what the translation was made for
    # Without its draft comment: an approved draft must not look like a draft again because it is fuzzy.
    entry = without_draft_comments(as_live(entry, layout) if entry.obsolete else entry)
    entry = with_previous(with_fuzzy(entry, True, layout), previous, layout)
    context = [] if message.msgctxt is None else laid_out("msgctxt", message.msgctxt, layout)
    entry = entry.with_part(Part.CONTEXT, context).with_part(Part.ID, laid_out("msgid", message.msgid, layout))
    return replace(entry, msgid=message.msgid, msgctxt=message.msgctxt)


def _accounted(old: CatalogFile, data: bytes, path: str) -> dict[str, int]:
    """The ledger, from the bytes that would be written. Raises CatalogError if a person's translation is not there."""
    after, ledger = Counter[tuple[str, ...]](), Counter[str]()
    for entry in read(data, path).entries:
        if not entry.header and human(entry):
            after[entry.msgstr] += 1
            ledger["obsolete" if entry.obsolete else "fuzzy" if entry.fuzzy else "live"] += 1
    before = Counter([entry.msgstr for entry in old.entries if not entry.header and human(entry)])
    lost = before - after
    if lost:
        shown = next(iter(lost))[0]
        raise CatalogError(
            f"the update would lose {lost.total()} translation(s), the first is {shown!r}; nothing was written",
            path=path,
        )
    return {fate: ledger[fate] for fate in ("live", "fuzzy", "obsolete")}
