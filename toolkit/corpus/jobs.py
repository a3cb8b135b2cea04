"""`toolkit corpus translate` as a function: plan, draft what has no `.done`, join, report."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from toolkit.corpus import joins, manifest, outputs, plan, records, store
from toolkit.corpus.drafter import Order, Remembered
from toolkit.corpus.manifest import Manifest, Workplace
from toolkit.corpus.plan import Cut
from toolkit.corpus.rows import Wish
from toolkit.corpus.runners import Runner, Task
from toolkit.corpus.sources import Source
from toolkit.engines import Engine
from toolkit.errors import EngineError, Interrupted
from toolkit.languages import counted
from toolkit.memory import TranslationMemory
from toolkit.storage.files import make_folder, remove, sha256_of
from toolkit.storage.locks import locked
from toolkit.units import Segment, plain, segment_key

REPAIRS = 3
"""Times that damaged drafts of a language are made again before it is the disk."""


class Listener(Protocol):
    """Hears how far a run is."""

    def note(self, text: str) -> None:
        """Something to know, in one sentence."""
        ...

    def read(self, rows: int) -> None:
        """So many rows of the inputs have been read."""
        ...

    def drafted(self, target: str, done: int, fresh: int, total: int, seconds: float) -> None:
        """`done` of `total` rows into a language are there, `fresh` of them of this run, in so many seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """What is wanted."""

    out: Path
    sources: tuple[Source, ...]
    orders: tuple[Order, ...]
    """One a target language."""
    formats: tuple[str, ...] = ("jsonl",)
    cut: Cut = field(default_factory=Cut)
    column: str = ""
    memory: Path | None = None
    drop: bool = False
    unique: bool = False
    restart: bool = False
    redo: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one language. The origins add up to the rows."""

    target: str
    rows: int
    written: int
    origins: Mapping[str, int]
    repeated: int
    glossed: int
    shards: int
    drafted_shards: int
    """Of these, those of this run."""
    seconds: float
    """Of drafting, in this run."""
    signature: str
    files: Mapping[str, str]
    """Path -> SHA-256."""


def translate(job: Job, runner: Runner, engines: Mapping[str, Engine], listener: Listener) -> list[Report]:
    """Does the job, or what is left of it; `engines` say by what each language is drafted.

    Raises ToolkitError: what is done is kept, and the same call goes on from there.
    """
    place = Workplace(job.out)
    make_folder(place.folder)
    with locked(place.folder / ".lock", lambda: listener.note(f"another run is at work in {job.out}; waiting for it")):
        store.sweep(job.out)
        known = _planned(job, place, listener)
        for one in known.inputs:
            if one.damage:
                listener.note(f"of {one.path} the first {one.rows} rows are taken: {one.damage}")
        orders = [replace(order, memory=_memory(job, order.target)) for order in job.orders]
        for order in orders:  # all of them before the first is worked on
            _begin(job, place, order, engines[order.target].signature)
        reports = [
            _language(job, place, known, order, runner, engines[order.target].signature, listener) for order in orders
        ]
        manifest.write_json(job.out / "report.json", _facts(known, reports))
        return reports


def _language(
    job: Job, place: Workplace, known: Manifest, order: Order, runner: Runner, signature: str, listener: Listener
) -> Report:
    target, drafted, started = order.target, 0, time.monotonic()
    for attempt in range(REPAIRS):
        drafted += _drafted(job, place, known, order, runner, listener)
        seconds = time.monotonic() - started
        try:
            told = joins.joined(place, known, target, job.formats, drop=job.drop, unique=job.unique)
            break
        except joins.Damaged as error:
            if attempt + 1 == REPAIRS:
                raise
            listener.note(f"{error}; they are drafted again")
    if told.rows != known.rows or sum(told.origins.values()) != known.rows:
        raise EngineError(f"{known.rows} rows went in and {told.rows} came out; nothing of it is to be trusted")
    files = [path for name in job.formats for path in outputs.paths(job.out, name, known.source, target)]
    return Report(
        target, told.rows, told.written, {name: told.origins[name] for name in records.ORIGINS if told.origins[name]},
        told.repeated, told.glossed, len(known.shards), drafted, seconds, signature,
        {str(path): sha256_of(path) for path in files},
    )  # fmt: skip


def _drafted(job: Job, place: Workplace, known: Manifest, order: Order, runner: Runner, listener: Listener) -> int:
    """Drafts the shards that have no `.done`; how many there were."""
    todo = list(store.undone(place, order.target, known))
    left = sum(shard.rows for shard in todo)
    done, fresh, started = known.rows - left, 0, time.monotonic()
    listener.drafted(order.target, done, 0, known.rows, 0.0)

    def tasks() -> Iterator[Task]:
        for shard in todo:
            data = plan.rows_of(place, shard)
            yield Task(shard, data, _remembered(job.memory, order, data))

    try:
        for task, data in runner.run(order, tasks()) if todo else ():
            store.finish(place, order.target, task.shard, data)
            fresh += task.shard.rows
            listener.drafted(order.target, done + fresh, fresh, known.rows, time.monotonic() - started)
    except KeyboardInterrupt:
        raise Interrupted(
            f"interrupted; {done + fresh:,} of {known.rows:,} rows into {order.target} are done in {job.out}; "
            "the same command again goes on from there"
        ) from None
    return len(todo)


def _planned(job: Job, place: Workplace, listener: Listener) -> Manifest:
    """The plan; of other inputs than are there, only where that was asked for."""
    manifest.judge(place)
    wish = Wish(job.orders[0].source, tuple(order.target for order in job.orders), job.column)
    try:
        return plan.planned(place, job.sources, wish, job.cut, listener.read)
    except manifest.OtherWork:
        if not job.restart:
            raise
    _restart(place)
    return plan.planned(place, job.sources, wish, job.cut, listener.read)


def _begin(job: Job, place: Workplace, order: Order, signature: str) -> None:
    """Drafts of another kind give way only where that was asked for; of this kind they stay, whatever was asked."""
    try:
        store.begin(place, order.target, order.facts(signature))
    except manifest.OtherWork:
        if not job.redo:
            raise
        store.forget(place, order.target)
        store.begin(place, order.target, order.facts(signature))


def _restart(place: Workplace) -> None:
    """Takes away what a run would go on from: the plan first, so that a kill leaves none that is half there."""
    remove(place.manifest)
    for folder in sorted(path for path in place.folder.iterdir() if path.is_dir()):
        store.forget(place, folder.name)


def _memory(job: Job, target: str) -> str:
    """What the memory holds, as a short text: another one would give other drafts."""
    if job.memory is None:
        return ""
    with TranslationMemory.open(job.memory) as memory:
        entries, digest = memory.fingerprint(target)
    return f"{counted(entries, 'translation')} ({digest[:8]})"


def _remembered(path: Path | None, order: Order, data: bytes) -> Remembered:
    """What people approved for texts of a shard."""
    if path is None:
        return {}
    wanted = [record.text for record in records.parsed(data) if record.text and "same" not in record.facts]
    segments = [Segment(segment_key(plain(text)), plain(text)) for text in dict.fromkeys(wanted)]
    with TranslationMemory.open(path) as memory:
        found = memory.lookup_all(segments, order.source, order.target)
    by_key = {segment.key: segment.text for segment in segments}
    return {by_key[key]: (matches[0].unit.text, matches[0].document) for key, matches in found.items() if matches}


def _facts(known: Manifest, reports: Sequence[Report]) -> dict[str, Any]:
    return {
        "source": known.source,
        "rows": known.rows,
        "inputs": [asdict(one) for one in known.inputs],
        "languages": {report.target: {**asdict(report), "origins": dict(report.origins)} for report in reports},
    }
