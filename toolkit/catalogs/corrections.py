"""Corrections that come from outside into a catalog, as a person's words; what was there is kept beside them.

# Was: "…"         what a person had written before a correction took its place
# Imported: "…"    a correction that was not taken, because the catalog had changed meanwhile as well
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalogs.states import agreeing, human, without_draft_comments, without_tool_comments
from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, Part
from toolkit.po.file import read
from toolkit.po.layout import Layout, quoted, with_fuzzy, with_previous, with_target
from toolkit.po.remarks import quotation_lines, quotations

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody wants an entry to say."""

    key: str
    """Of the segment."""
    target: str
    approved: bool = False
    """Reviewed, or else fuzzy."""
    aside: bool = False
    """Only noted in a comment: the catalog's own translation stays."""


def with_corrections(existing: bytes, corrections: Iterable[Correction], *, path: str | Path = "") -> bytes:
    """The catalog with the corrections in it; bytes of every other entry stay.

    Raises CatalogError if `existing` is damaged or a text cannot stand in a catalog, ValueError for a correction of an
    entry that is not there or has plural forms. Whoever writes it proves it (ledger.py).
    """
    file = read(existing, str(path))
    wanted: dict[str, list[Correction]] = {}
    for correction in corrections:
        if _UNWRITABLE.search(correction.target):
            raise CatalogError("a correction holds a NUL or half a surrogate pair, which no catalog can", path=path)
        wanted.setdefault(correction.key, []).append(correction)
    known = {entry.key for entry in file.live if entry.msgid_plural is None}
    if unknown := wanted.keys() - known:
        raise ValueError(f"{path}: {len(unknown)} corrections have no entry")
    entries = []
    for entry in file.entries:
        if not entry.obsolete and not entry.header:
            for correction in wanted.get(entry.key, ()):
                entry = _corrected(entry, correction, file.layout)
        entries.append(entry)
    return file.with_entries(entries).encode()


def _corrected(entry: Entry, correction: Correction, layout: Layout) -> Entry:
    target = agreeing(entry.msgid, correction.target)
    if correction.aside:
        return noted(entry, "Imported", target, layout)
    if human(entry) and entry.msgstr[0] != target:
        entry = noted(entry, "Was", entry.msgstr[0], layout)
    entry = without_tool_comments(entry) if correction.approved else without_draft_comments(entry)
    entry = with_target(entry, target, layout)
    return with_previous(with_fuzzy(entry, not correction.approved, layout), None, layout)


def noted(entry: Entry, word: str, text: str, layout: Layout) -> Entry:
    """The entry with a text kept in a comment: `# Was: "…"`."""
    if (word, quoted(text)) in quotations(entry.comments):
        return entry
    lines = quotation_lines(f"{word}:", text, layout)
    return entry.with_part(Part.COMMENT, (*entry.of(Part.COMMENT), *lines))
