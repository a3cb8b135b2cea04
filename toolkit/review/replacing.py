"""Finding sentences, and replacing words in many of them: looked at first, then saved like any other edit."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit import catalogs
from toolkit.catalogs import Entry
from toolkit.catalogs.desk import Change
from toolkit.errors import UsageError
from toolkit.po.layout import Layout
from toolkit.review import sentences
from toolkit.review.session import Session, Step
from toolkit.review.works import Work

MOST_SHOWN = 500
"""Places that a preview lists."""


def found(work: Work, targets: Sequence[str], text: str) -> list[str]:
    """Ids of the rows whose source, or translation into one of the targets, has the text, in either letter case."""
    wanted = text.casefold()
    entries = [work.desk(target).entries() for target in targets]

    def has(key: str) -> Iterator[bool]:
        for known in entries:
            if entry := known.get(key):
                yield any(wanted in part.casefold() for part in (entry.msgid, entry.msgid_plural or "", *entry.msgstr))

    return [row.id for row in work.rows if (row.segment and wanted in row.segment.text.casefold()) or any(has(row.key))]


def pattern(find: str, *, case: bool, words: bool, expression: bool) -> "re.Pattern[str]":
    """What is looked for. Raises UsageError for an expression that is none."""
    if not find:
        raise UsageError("say what to look for")
    text = find if expression else re.escape(find)
    if words:
        text = rf"(?<!\w)(?:{text})(?!\w)"
    try:
        return re.compile(text, 0 if case else re.IGNORECASE)
    except re.error as error:
        raise UsageError(f"this is no regular expression: {error}") from None


def replaced(entry: Entry, find: "re.Pattern[str]", put: str, *, expression: bool) -> tuple[str, ...]:
    """The forms with every place replaced; a regular expression may give its groups as `\\1`."""
    try:
        return tuple(find.sub(put if expression else lambda _: put, form) for form in entry.msgstr)
    except (re.error, IndexError) as error:
        raise UsageError(f"the replacement names a group that is not there: {error}") from None


def preview(work: Work, target: str, find: "re.Pattern[str]", put: str, *, expression: bool) -> list[dict[str, Any]]:
    """What would change: key, version, the text marked word by word. Nothing is written."""
    made = []
    for key, entry in work.desk(target).entries().items():
        forms = replaced(entry, find, put, expression=expression)
        if forms != entry.msgstr:
            row = work.first.get(key)
            diff = [part for was, now in zip(entry.msgstr, forms, strict=True) for part in catalogs.marked(was, now)]
            made.append(
                {
                    "key": key,
                    "id": row.id if row else key,
                    "status": catalogs.status(entry),
                    "version": catalogs.entry_version(entry),
                    "diff": diff,
                }
            )
    return made[:MOST_SHOWN]


def replace_all(
    session: Session,
    work: Work,
    target: str,
    chosen: Mapping[str, str],
    find: "re.Pattern[str]",
    put: str,
    *,
    expression: bool,
    window: str = "",
    by: str = "",
) -> dict[str, Any]:
    """Replaces in the entries that were chosen (key -> version that was shown), in one write; how many changed.

    What was approved waits for a person again; an entry that has changed since is left. Raises UsageError,
    CatalogError, StorageError.
    """
    desk = work.desk(target)
    steps: dict[str, tuple[Entry, Entry]] = {}
    given: set[tuple[str, ...]] = set()
    withdrawn: set[tuple[str, ...]] = set()

    def change(entry: Entry, layout: Layout) -> Entry:
        forms = catalogs.forms_of(entry, replaced(entry, find, put, expression=expression))
        if catalogs.entry_version(entry) != chosen[entry.key] or forms == entry.msgstr:
            return entry
        own = session.own(work, target, entry)
        made = catalogs.with_typed(entry, catalogs.Typed(forms, approved=False, own=own), layout)
        given.add(forms)
        if own:
            withdrawn.add(entry.msgstr)
        steps[entry.key] = entry, made
        return made

    changes: dict[str, Change] = dict.fromkeys(chosen, change)
    desk.change(changes, given=given, withdrawn=withdrawn)
    for key, (before, after) in steps.items():
        session.add(Step(work.id, target, key, window, "", by, "replaced", before, after, time.time()))
        cell = sentences.cell(work, target, desk.entry(key), work.first.get(key))
        session.hub.tell("cell", work=work.id, target=target, key=key, cell=cell, window="")
    return {"changed": len(steps), "left": len(chosen) - len(steps)}
