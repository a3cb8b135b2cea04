"""Machine drafts in the background: one job at a time, with progress, stoppable, saved as `toolkit translate` does it.

Only what nobody has translated takes a draft in the catalog, and what a machine drafted before where it is named. For a
sentence that a person has worked on a draft is a suggestion in the panel, and never more.
"""

import itertools
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from toolkit import catalogs
from toolkit.engines import ENGINES, Engine
from toolkit.errors import Interrupted, ToolkitError, UnknownName, UsageError
from toolkit.languages import language
from toolkit.review import sentences
from toolkit.review.session import Session
from toolkit.review.works import Work
from toolkit.units import plain
from toolkit.workflow import pipeline, software


@dataclass(slots=True)
class Job:
    """Drafting of some sentences of one catalog."""

    number: int
    work: str
    target: str
    engine: str
    keys: tuple[str, ...]
    """Of the sentences that are meant; () is all that nobody has translated."""
    stopped: threading.Event = field(default_factory=threading.Event)
    done: int = 0
    total: int = 0
    state: str = "waits"
    """waits, drafts, done, stopped, or failed."""
    said: str = ""
    """Of a failure, one sentence."""

    def row(self) -> dict[str, Any]:
        """For a script."""
        return {
            "number": self.number, "work": self.work, "target": self.target, "engine": self.engine,
            "done": self.done, "total": self.total, "state": self.state, "said": self.said,
        }  # fmt: skip


class Drafter:
    """The jobs of a session, worked on by a thread one after the other; engines are kept for the next sentence."""

    def __init__(self, session: Session) -> None:
        """No thread runs until there is a job."""
        self.session = session
        self.jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._engines: dict[tuple[str, str, str], Engine] = {}
        self._working = threading.Lock()

    def start(self, work_id: str, target: str, keys: Collection[str] = (), engine: str = "argos") -> Job:
        """Begins a job. Raises UsageError, UnknownName."""
        work = self.session.work(work_id)
        work.desk(target)
        self._known(engine)
        job = Job(next(self._numbers), work_id, target, engine, tuple(keys))
        self.jobs[job.number] = job
        threading.Thread(target=self._work, args=(job,), daemon=True, name=f"drafting {job.number}").start()
        return job

    def stop(self, number: int) -> Job:
        """Stops a job; what it has drafted is saved. Raises UsageError."""
        if number not in self.jobs:
            raise UsageError(f"there is no drafting {number}")
        job = self.jobs[number]
        job.stopped.set()
        return job

    def stop_all(self) -> None:
        """Stops every job, so that the server can end."""
        for job in self.jobs.values():
            job.stopped.set()

    def suggestion(self, work_id: str, target: str, key: str, engine: str = "argos") -> dict[str, Any]:
        """A draft of one sentence that goes nowhere. Raises UsageError, PackageError, EngineError."""
        work = self.session.work(work_id)
        self._known(engine)
        entry = work.desk(target).entry(key)
        if entry is None:
            raise UsageError("the catalog does not have this sentence")
        row = work.first.get(key)
        form = catalogs.format_of(entry)
        if row and row.segment:
            content = row.segment.source
        else:
            content = catalogs.format_content(entry.msgid, form) if form else plain(entry.msgid)
        with self._working:
            draft = self._engine(work, target, engine).translate([content], self._origin(work), target)[0]
        text = catalogs.format_text(entry.msgid, draft.target, form) if form else draft.text
        return {"text": text, "score": draft.score, "signature": draft.signature, "flags": list(draft.flags)}

    def _work(self, job: Job) -> None:
        with self._working:
            try:
                self._tell(job, "stopped" if job.stopped.is_set() else "drafts")
                if not job.stopped.is_set():
                    self._draft(job)
                    self._tell(job, "done")
            except Interrupted:
                self._tell(job, "stopped")
            except ToolkitError as error:
                job.said = str(error)
                self._tell(job, "failed")
            except Exception as error:  # a thread has nobody else to tell
                job.said = f"this failed unexpectedly ({type(error).__name__}); what was saved before is whole"
                self._tell(job, "failed")
        work = self.session.work(job.work)
        self.session.hub.tell(
            "progress", work=job.work, target=job.target, progress=sentences.progress(work, job.target)
        )

    def _draft(self, job: Job) -> None:
        work = self.session.work(job.work)

        def progress(done: int, total: int) -> None:
            job.done, job.total = done, total
            self._tell(job, "drafts")
            if job.stopped.is_set():
                raise KeyboardInterrupt  # as if a person had stopped the command: what is made is saved

        only = frozenset(job.keys) or None
        if work.prose and work.source is not None:
            work.source.kind.draft(
                work.settings, work.source, job.target, lambda: self._engine(work, job.target, job.engine),
                redraft=only is not None, progress=progress, only=only,
            )  # fmt: skip
        else:
            software.translate(
                work.settings, work.catalogs[job.target], language(job.target),
                lambda *_: self._engine(work, job.target, job.engine),
                redraft=only is not None, progress=progress, only=only,
            )  # fmt: skip

    def _tell(self, job: Job, state: str) -> None:
        job.state = state
        self.session.hub.tell("job", **job.row())

    def _engine(self, work: Work, target: str, name: str) -> Engine:
        known = self._engines.get((self._origin(work), target, name))
        if known is None:
            known = pipeline.make_engine(work.settings, target, name)
            self._engines[self._origin(work), target, name] = known
        return known

    @staticmethod
    def _origin(work: Work) -> str:
        return work.source.document.language if work.source else work.settings.source_language

    @staticmethod
    def _known(engine: str) -> None:
        if engine not in ENGINES:
            raise UnknownName("engine", engine, ENGINES)
