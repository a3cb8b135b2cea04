"""One run of the review page: what is under review, what was changed in it, and who is looking."""

import contextlib
import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.catalogs import Entry
from toolkit.errors import ToolkitError, UsageError
from toolkit.project.settings import ProjectSettings, translator
from toolkit.review import sentences
from toolkit.review.events import Hub
from toolkit.review.people import PEOPLE_FILE, People
from toolkit.review.typed import NAME, Typed
from toolkit.review.works import Work, found
from toolkit.workflow import pipeline

MOST_STEPS = 10_000
"""Changes that can be undone; older ones are forgotten."""


@dataclass(slots=True)
class Step:
    """One change of one sentence, which its window can undo."""

    work: str
    target: str
    key: str
    window: str
    visit: str
    """Number of the stay at the sentence: what is typed within one is one step."""
    by: str
    action: str
    """typed, approved, fuzzy, emptied, dismissed, replaced, drafted, or undone."""
    before: Entry
    after: Entry
    time: float


@dataclass(slots=True)
class Session:
    """Everything that the windows of one server share; threads use it."""

    settings: ProjectSettings
    works: dict[str, Work]
    me: str
    """Who works here unless a window says otherwise."""
    people: People
    notes: Typed
    """What windows have typed and catalogs may not have yet."""
    hub: Hub = field(default_factory=Hub)
    steps: list[Step] = field(default_factory=list)
    typed: dict[tuple[str, str], set[tuple[str, ...]]] = field(default_factory=dict)
    """(catalog, key) -> the texts that were typed here, which may be typed over without a trace."""
    lock: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def of(
        cls, settings: ProjectSettings, given: Sequence[Path], targets: Sequence[str], named: Sequence[str] = ()
    ) -> "Session":
        """The session for these paths. Raises UsageError, DocumentError, CatalogError."""
        works = found(settings, given, targets, named)
        people, notes = People(settings.own_path(PEOPLE_FILE)), Typed(settings.own_path(NAME))
        made = cls(settings, {work.id: work for work in works}, translator(settings), people, notes)
        for note in made.notes.saved():  # by a server that was here before
            if note.work in made.works and note.target in made.works[note.work].catalogs:
                made._own(note.work, note.target, note.key).add(note.forms)
        return made

    def work(self, name: str) -> Work:
        """An opened work by its id; no other file is ever opened. Raises UsageError, and what opening raises."""
        if name not in self.works:
            raise UsageError(f"{name!r} is not under review; known: {', '.join(self.works)}")
        return self.works[name].open()

    def warm(self) -> None:
        """Opens the first work and what its first sentences need before anybody asks; what fails is told then."""
        with contextlib.suppress(ToolkitError):
            work = next(iter(self.works.values())).open()
            target = next(iter(work.desks))
            sentences.index(work, [target])
            sentences.cells(work, [target], work.rows[:1])

    def update(self, name: str, target: str) -> dict[str, int]:
        """Brings a catalog up to date with its document, as `toolkit update` does; how many sentences came and changed.

        Raises UsageError, CatalogError, StorageError.
        """
        work = self.work(name)
        work.desk(target)
        if work.source is None:
            raise UsageError("these are catalogs without a document; `toolkit merge` brings them up to date")
        report = pipeline.update(work.settings, work.source, target)
        work.forget()
        self.hub.tell("reload", work=work.id)
        return {"new": report.new, "changed": report.changed}

    def add(self, step: Step) -> None:
        """Notes a change; what is typed on within one stay at a sentence joins the step before. Raises StorageError."""
        self.people.worked(step.work, step.target, step.key, step.by)
        with self.lock:
            last = self.steps[-1] if self.steps else None
            if (
                last is not None
                and step.visit
                and (last.work, last.target, last.key, last.window, last.visit)
                == (step.work, step.target, step.key, step.window, step.visit)
                and last.action in ("typed", step.action)
            ):
                step.before = last.before
                self.steps.pop()
            self.steps.append(step)
            del self.steps[:-MOST_STEPS]
            self._own(step.work, step.target, step.key).add(step.after.msgstr)

    def _own(self, work: str, target: str, key: str) -> set[tuple[str, ...]]:
        return self.typed.setdefault((str(self.works[work].catalogs[target]), key), set())

    def own(self, work: Work, target: str, entry: Entry) -> bool:
        """Whether what the entry says was typed here."""
        return entry.msgstr in self.typed.get((str(work.catalogs[target]), entry.key), ())


def usual_port(settings: ProjectSettings) -> int:
    """The port that a project is served at where it is free, so that a browser finds what it kept of it."""
    digest = hashlib.sha256(str(settings.root.resolve()).encode("utf-8", "surrogatepass")).digest()
    return 20_000 + int.from_bytes(digest[:4], "big") % 20_000
