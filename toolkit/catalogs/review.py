"""What a person decides about translations: approve and reject, by sentence, by confidence, or all of a file."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.catalogs.ledger import Forms
from toolkit.catalogs.states import machine, tidied, without_draft_comments, without_tool_comments
from toolkit.po.entries import Entry
from toolkit.po.file import read
from toolkit.po.formats import FORMATS, all_fit
from toolkit.po.header import moment, plural_examples, plural_rule, with_field
from toolkit.po.layout import Layout, with_fuzzy, with_previous, with_target

_KEY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries a person means."""

    sentences: tuple[str, ...] = ()
    """Ids of sentences, keys, or parts of their text in either letter case; () means all."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Sentence id (`p3s2`) -> key, where the document is known."""
    least: float | None = None
    """Confidence, 0 to 1: only machine drafts that have at least this."""
    most: float | None = None
    """The same, at most this."""
    stale: bool = False
    """Whether translations whose source has changed since are meant too where nobody named them."""

    def matches(self, entry: Entry) -> tuple[str, ...]:
        """Those of `sentences` that mean this entry."""
        return tuple([wanted for wanted in self.sentences if self._means(wanted, entry)])

    def _means(self, wanted: str, entry: Entry) -> bool:
        if wanted in self.places:
            return self.places[wanted] == entry.key
        if _KEY.fullmatch(wanted) and wanted == entry.key:
            return True
        said = " ".join((entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""))
        return " ".join(wanted.casefold().split()) in " ".join(said.casefold().split())

    def confident(self, entry: Entry) -> bool:
        """Whether the confidence of a draft is within the limits; nothing else has one."""
        if self.least is None and self.most is None:
            return True
        origin = machine(entry)
        score = None if origin is None else origin.score
        return (
            score is not None
            and (self.least is None or score >= self.least)
            and (self.most is None or score <= self.most)
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one entry."""

    entry: Entry
    """As it was."""
    outcome: str
    """approved, emptied, marked fuzzy; or `left`, and `reason` says why."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of the entries that were meant, in file order."""

    rows: tuple[Verdict, ...] = ()

    @property
    def approved(self) -> tuple[Forms, ...]:
        """The translations that a person has approved."""
        return tuple(row.entry.msgstr for row in self.rows if row.outcome == "approved")

    @property
    def counts(self) -> dict[str, int]:
        """Outcome -> how many, none that is 0."""
        return dict(Counter(row.outcome for row in self.rows))


def approve(
    existing: bytes,
    selection: Selection,
    *,
    by: str,
    now: datetime.datetime,
    path: str | Path = "",
    objection: Callable[[Entry], str] = lambda _: "",
) -> tuple[bytes, Verdicts]:
    """The catalog with the selected entries approved: not fuzzy any more, and without the tool's comments.

    What cannot be approved is left, with the reason: nothing translated, plural forms missing, placeholders that
    msgfmt would refuse, a changed source that nobody named, or what `objection` says against it. Where something was
    approved, PO-Revision-Date becomes `now` and Last-Translator `by` (empty: it stays). Raises CatalogError.
    """

    examples = plural_examples(plural_rule(read(existing, str(path)).header))

    def decided(entry: Entry, layout: Layout, *, named: bool) -> tuple[Entry, Verdict]:
        reason = _obstacle(entry, examples, stale=named or selection.stale) or objection(entry)
        if reason:
            return entry, Verdict(entry, "left", reason)
        return tidied(with_fuzzy(entry, False, layout), layout), Verdict(entry, "approved")

    return _reviewed(existing, selection, decided, lambda entry: entry.fuzzy and entry.translated, by, now, path)


def reject(
    existing: bytes, selection: Selection, *, by: str, now: datetime.datetime, path: str | Path = ""
) -> tuple[bytes, Verdicts]:
    """The catalog with the selected machine drafts emptied.

    A person's words are never taken away: those that are approved become fuzzy again where they were named, others are
    left. The header changes as with `approve`, but only where a person's translation did. Raises CatalogError.
    """

    def decided(entry: Entry, layout: Layout, *, named: bool) -> tuple[Entry, Verdict]:  # noqa: ARG001 - as above
        if not entry.translated:
            return entry, Verdict(entry, "left", "nothing is translated")
        if machine(entry) is not None:
            bare = without_draft_comments(with_fuzzy(entry, False, layout))
            empty = with_target(with_previous(bare, None, layout), ("",) * len(entry.msgstr), layout)
            return empty, Verdict(entry, "emptied")
        if entry.fuzzy:
            return entry, Verdict(entry, "left", "a person's words, fuzzy already")
        # Without what was said of the draft: it must not look like a draft again because it is fuzzy.
        return with_fuzzy(without_tool_comments(entry), True, layout), Verdict(entry, "marked fuzzy")

    return _reviewed(existing, selection, decided, lambda entry: machine(entry) is not None, by, now, path)


def obstacle(entry: Entry, msgstr: Sequence[str], examples: Sequence[Sequence[int]]) -> str:
    """Why nobody should approve these forms as the entry's translation; empty where nothing speaks against it.

    The one question that everything asks which approves: plural forms, placeholders, line breaks at the ends.
    `examples` are the numbers of each plural form; () where nobody knows them.
    """
    if not any(msgstr):
        return "nothing is translated"
    if not all(msgstr):
        return "plural forms are missing"
    if any(not all_fit(entry, msgstr, form, examples) for form in entry.flags if form in FORMATS):
        return "its placeholders are not those of the source"
    return ""


def _obstacle(entry: Entry, examples: Sequence[Sequence[int]], *, stale: bool) -> str:
    if not entry.translated:
        return "nothing is translated"
    if not entry.fuzzy:
        return "approved already"
    if entry.previous is not None and not stale:
        return "its source has changed since; name the sentence, or add --stale"
    return obstacle(entry, entry.msgstr, examples)


def _reviewed(
    existing: bytes,
    selection: Selection,
    decide: Callable[..., tuple[Entry, Verdict]],
    meant: Callable[[Entry], bool],
    by: str,
    now: datetime.datetime,
    path: str | Path,
) -> tuple[bytes, Verdicts]:
    """`meant` says which entries are meant where none are named."""
    file = read(existing, str(path))
    entries: list[Entry] = []
    rows: list[Verdict] = []
    for entry in file.entries:
        named = () if entry.header or entry.obsolete else selection.matches(entry)
        wanted = bool(named) or (not selection.sentences and not entry.header and not entry.obsolete and meant(entry))
        if not wanted or not selection.confident(entry):
            entries.append(entry)
            continue
        made, verdict = decide(entry, file.layout, named=bool(named))
        entries.append(made)
        rows.append(verdict)
    if any(row.outcome in ("approved", "marked fuzzy") for row in rows):
        entries = [dated(entry, by, now, file.layout) if entry.header else entry for entry in entries]
    return file._replace(entries=tuple(entries)).encode(), Verdicts(tuple(rows))


def dated(header: Entry, by: str, now: datetime.datetime, layout: Layout) -> Entry:
    """The header of a catalog in which a person has just decided something: PO-Revision-Date, and Last-Translator."""
    header = with_field(header, "PO-Revision-Date", moment(now), layout)
    return with_field(header, "Last-Translator", " ".join(by.split()), layout) if by.strip() else header
