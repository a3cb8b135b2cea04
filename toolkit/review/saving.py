"""What a person decides about one sentence, into the catalog at once; and how it is taken back.

A window says which version of the entry it showed. Where somebody else has saved another translation meanwhile the
window gets it back beside its own (Conflict), and nothing is written; where only other things changed, or both say the
same, both are kept.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit import catalogs
from toolkit.catalogs import Entry
from toolkit.catalogs.desk import Change
from toolkit.checks import Checked
from toolkit.checks.dismissals import dismissed
from toolkit.errors import CatalogError, UsageError
from toolkit.po.entries import Part
from toolkit.po.layout import Layout, comment_lines
from toolkit.project.settings import now
from toolkit.review import findings, sentences
from toolkit.review.session import Session, Step
from toolkit.review.typed import Note
from toolkit.review.works import Work

ACTIONS = {"type": "typed", "approve": "approved", "fuzzy": "fuzzy"}
"""What a window asks for -> how the history calls it."""
LONGEST_NAME = 200


class Conflict(Exception):
    """Somebody else saved another translation; `cell` is what the catalog has now."""

    def __init__(self, cell: dict[str, Any]) -> None:
        super().__init__("somebody else has changed this sentence meanwhile")
        self.cell = cell


class Refused(Exception):
    """The sentence cannot be approved; `anyway` says whether a person may insist."""

    def __init__(self, reason: str, *, anyway: bool) -> None:
        super().__init__(reason)
        self.anyway = anyway


@dataclass(frozen=True, slots=True)
class Wish:
    """What a window asks to save."""

    work: str
    target: str
    key: str
    version: str
    """Of the entry as the window showed it; empty to save whatever is there, after a conflict was looked at."""
    forms: tuple[str, ...]
    action: str = "type"
    """type, approve, or fuzzy."""
    window: str = ""
    visit: str = ""
    by: str = ""
    anyway: bool = False
    """Approve although a check calls something an error."""
    typed_in: str = ""
    """The window that it was typed in, where that is gone and another saves what it left."""
    at: int = 0
    """When it was typed, as typed.Note has it; 0 where nobody noted it."""


def save(session: Session, wish: Wish) -> dict[str, Any]:
    """Writes what a person typed, approved or wants to look at again; the cell as it is now.

    Raises Conflict, Refused, UsageError, CatalogError, StorageError.
    """
    if wish.action not in ACTIONS:
        raise UsageError(f"unknown action {wish.action!r}; known: {', '.join(ACTIONS)}")
    work = session.work(wish.work)
    made = _changed(session, work, wish, lambda entry, layout: _saved(session, work, wish, entry, layout))
    session.notes.settle(_note(wish, made["cell"]["version"], tuple(made["cell"]["forms"])))
    return made


def note(session: Session, wish: Wish) -> dict[str, Any]:
    """Keeps what stands in a field and is not saved yet; without forms, that it is given up.

    Raises UsageError, CatalogError, StorageError.
    """
    desk = session.work(wish.work).desk(wish.target)
    if wish.forms:
        if (entry := desk.entry(wish.key)) is not None:
            catalogs.forms_of(entry, wish.forms)
        session.notes.note(_note(wish, wish.version, wish.forms))
    else:
        session.notes.settle(_note(wish, wish.version, ()))
    return {"at": wish.at}


def _note(wish: Wish, version: str, forms: tuple[str, ...]) -> Note:
    return Note(wish.work, wish.target, wish.key, wish.typed_in or wish.window, wish.at, version, forms)


def _saved(session: Session, work: Work, wish: Wish, entry: Entry, layout: Layout) -> Entry:
    forms = catalogs.forms_of(entry, wish.forms)
    if wish.version and wish.version != catalogs.entry_version(entry) and forms != entry.msgstr:
        raise Conflict(sentences.cell(work, wish.target, entry))
    approve = wish.action == "approve"
    if approve:
        _agree(work, wish, entry, forms)
    typed = catalogs.Typed(forms, approve, own=session.own(work, wish.target, entry))
    if wish.action == "type" and forms == entry.msgstr:
        return entry  # nothing was typed
    return catalogs.with_typed(entry, typed, layout)


def _agree(work: Work, wish: Wish, entry: Entry, forms: Sequence[str]) -> None:
    """Raises Refused where `toolkit approve` would not approve it either."""
    examples = findings.examples(work, wish.target)
    if reason := catalogs.obstacle(entry, forms, examples):
        raise Refused(reason, anyway=False)
    errors = [one for one in findings.of_typed(work, wish.target, entry, forms).findings if one.severity == "error"]
    if errors and not wish.anyway:
        raise Refused(f"{errors[0].check}: {errors[0].message}", anyway=True)


def dismiss(session: Session, wish: Wish, check: str) -> dict[str, Any]:
    """Notes in the catalog that a finding may stand for these texts; the cell as it is now."""
    work = session.work(wish.work)

    def change(entry: Entry, layout: Layout) -> Entry:
        found: Checked = findings.of_entry(work, wish.target, entry)
        if check not in {one.check for one in found.findings}:
            raise UsageError(f"nothing of the check {check!r} was found in this sentence")
        return dismissed(entry, [check], newline=layout.newline)

    return _changed(session, work, wish, change, "dismissed")


def comment(session: Session, wish: Wish, text: str) -> dict[str, Any]:
    """Leaves a comment to the next person in the catalog; the cell as it is now."""
    work = session.work(wish.work)
    said = " ".join(text.split())
    if not said or said[0] in ".:,=|~" or said.partition(":")[0] in sentences.TOOLS:
        raise UsageError("a comment has some words, and does not begin as those of gettext and of the toolkit do")
    line = f"{clean(wish.by)}: {said}" if clean(wish.by) else said

    def change(entry: Entry, layout: Layout) -> Entry:
        return entry.with_part(Part.COMMENT, [*entry.of(Part.COMMENT), *comment_lines("#", [line], layout)])

    return _changed(session, work, wish, change, "commented")


def undo(session: Session, work_id: str, target: str, window: str, key: str = "") -> dict[str, Any]:
    """Takes back the last change that a window made, or the last of one sentence; says which, and the cell.

    Raises Conflict where somebody else has changed the sentence since, UsageError where there is nothing to undo.
    """
    with session.lock:
        steps = [
            step
            for step in session.steps
            if step.window == window and step.work == work_id and step.target == target and key in ("", step.key)
        ]
        if not steps:
            raise UsageError("there is nothing to undo")
        step = steps[-1]
        work = session.work(work_id)
        desk = work.desk(target)

        def change(entry: Entry, _: Layout) -> Entry:
            if catalogs.entry_version(entry) != catalogs.entry_version(step.after):
                raise Conflict(sentences.cell(work, target, entry))
            return step.before._replace(gap=entry.gap, line=entry.line)

        given = {step.before.msgstr} if any(step.before.msgstr) else set()
        desk.change({step.key: change}, given=given, withdrawn={step.after.msgstr})
        session.steps.remove(step)
    return _told(session, work, target, step.key, window)


def clean(name: str) -> str:
    """A person's name as a header of a catalog can hold it."""
    return " ".join(name.split())[:LONGEST_NAME]


def _changed(session: Session, work: Work, wish: Wish, change: Change, action: str = "") -> dict[str, Any]:
    desk = work.desk(wish.target)
    seen: list[tuple[Entry, Entry]] = []
    withdrawn: set[tuple[str, ...]] = set()

    def noticed(entry: Entry, layout: Layout) -> Entry:
        made = change(entry, layout)
        seen[:] = [(entry, made)]
        if session.own(work, wish.target, entry):
            withdrawn.add(entry.msgstr)
        return made

    present = desk.entry(wish.key)
    if present is None:
        raise CatalogError("the catalog does not have this sentence; bring it up to date first", path=desk.path)
    by = clean(wish.by) or session.me
    decides = wish.action in ("approve", "fuzzy")
    given = {catalogs.forms_of(present, wish.forms)} if wish.forms else set()
    written = desk.change(
        {wish.key: noticed},
        header=(lambda entry, layout: catalogs.dated(entry, by, now().astimezone(), layout)) if decides else _as_is,
        given=given,
        withdrawn=withdrawn,
    )
    if written:
        before, after = seen[0]
        session.add(
            Step(
                work.id, wish.target, wish.key, wish.window, wish.visit, by, action or ACTIONS[wish.action],
                before, after, time.time(),
            )
        )  # fmt: skip
    return _told(session, work, wish.target, wish.key, wish.window if written else None)


def _as_is(entry: Entry, _: Layout) -> Entry:
    return entry


def _told(session: Session, work: Work, target: str, key: str, window: str | None) -> dict[str, Any]:
    """The cell as it is now; other windows are told of it where something was written."""
    cell = sentences.cell(work, target, work.desk(target).entry(key), work.first.get(key))
    if window is not None:
        session.hub.tell("cell", work=work.id, target=target, key=key, cell=cell, window=window)
    return {"key": key, "target": target, "cell": cell}
