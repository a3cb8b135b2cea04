"""What `toolkit check` changes in a catalog: safe fixes, and findings that a person dismisses."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from toolkit import catalogs
from toolkit.catalogs import Entry, Part
from toolkit.catalogs.corrections import noted
from toolkit.catalogs.states import TRIAGE, with_draft
from toolkit.checks.catalogs import Checked
from toolkit.checks.dismissals import dismissed
from toolkit.po.layout import Layout, with_target
from toolkit.po.remarks import remark_lines, remarks
from toolkit.units import Finding

SAFE = frozenset(
    ("line-ends", "control", "direction", "edge-space", "invisible", "look-alike", "double-space", "space-before-mark")
)
"""Checks whose fix changes nothing that is said; the fixes of others are only shown."""


def repaired(
    existing: bytes, found: Collection[Checked], *, approved: bool, path: str | Path = ""
) -> tuple[bytes, list[str]]:
    """The catalog with the safe fixes of these findings applied, and the keys of the entries that changed.

    Approved texts are left alone without `approved`. A machine's draft stays one; what a person had written is kept
    beside as `# Was: "…"`. Raises CatalogError.
    """
    fixes = {one.entry.identity: one for one in found}
    changed: list[str] = []

    def repair(entry: Entry, layout: Layout) -> Entry:
        one = fixes.get(entry.identity)
        if one is None or (not entry.fuzzy and not approved):
            return entry
        texts = _fixed(entry, one.findings)
        if texts == entry.msgstr:
            return entry
        changed.append(entry.key)
        machine = catalogs.machine(entry)
        if machine is not None:
            return with_draft(entry, texts, machine, layout)
        if len(texts) > 1:
            changed.pop()
            return entry  # the words of a person in a plural message are theirs to change
        return with_target(noted(entry, "Was", entry.msgstr[0], layout), texts[0], layout)

    return _each(existing, repair, path), changed


def is_safe(finding: Finding) -> bool:
    """Whether a finding has a fix that changes nothing that is said."""
    return finding.fix is not None and finding.check in SAFE


def _fixed(entry: Entry, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The forms with the first fix that each of them has; another run makes the next."""
    texts = list(entry.msgstr)
    for finding in findings:
        if finding.fix is None or not is_safe(finding):
            continue
        nearest = min(range(len(texts)), key=lambda form: _distance(texts[form], finding.fix or ""))
        if texts[nearest] == entry.msgstr[nearest]:
            texts[nearest] = catalogs.agreeing(entry.msgid, finding.fix)
    return tuple(texts)


def _distance(one: str, other: str) -> int:
    """How unlike two texts are by their letters, white space apart: a fix belongs to the form that it was made for."""
    first, second = (re.sub(r"\s+", "", text) for text in (one, other))
    return abs(len(first) - len(second)) + sum(a != b for a, b in zip(first, second, strict=False))


def with_dismissals(
    existing: bytes, wanted: Mapping[tuple[str, str], Sequence[str]], *, reason: str = "", path: str | Path = ""
) -> bytes:
    """The catalog with checks dismissed: (context, msgid) -> ids of checks. Raises CatalogError."""

    def dismiss(entry: Entry, layout: Layout) -> Entry:
        checks = wanted.get(entry.identity)
        return dismissed(entry, checks, reason, layout.newline) if checks else entry

    return _each(existing, dismiss, path)


def with_reviews(existing: bytes, why: Mapping[tuple[str, str], str], *, path: str | Path = "") -> bytes:
    """The catalog with a remark `# Triage: … (toolkit)` in each entry that is in `why`, (context, msgid) -> words.

    No other entry has such a remark afterwards. Raises CatalogError.
    """

    def note(entry: Entry, layout: Layout) -> Entry:
        comments = entry.of(Part.COMMENT)
        gone = {place for found in remarks(entry.comments, (TRIAGE,)) for place in range(found.start, found.stop)}
        words = why.get(entry.identity)
        if not gone and not words:
            return entry
        kept = [text for place, text in enumerate(comments) if place not in gone]
        # The last word tells where the remark ends, on however many lines it stands.
        own = remark_lines(f"Triage: {words} (toolkit)", layout) if words else ()
        return entry.with_part(Part.COMMENT, [*kept, *own])

    return _each(existing, note, path)


def _each(existing: bytes, change: Callable[[Entry, Layout], Entry], path: str | Path) -> bytes:
    file = catalogs.read(existing, str(path))
    entries = [entry if entry.header or entry.obsolete else change(entry, file.layout) for entry in file.entries]
    return file._replace(entries=tuple(entries)).encode()
