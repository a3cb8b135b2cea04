"""Drafts into a catalog on disk, saved now and then, so that a run which is stopped anywhere keeps what it made."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit import catalogs
from toolkit.engines import Engine, Guided
from toolkit.errors import Interrupted
from toolkit.units import Content, Draft, Origin, Segment, flatten

SAVE_EVERY = 20.0
"""Seconds of drafting after which the catalog is saved in between."""
FIRST_SAVE = 1.0
"""The same for the first time, so that who stops soon, or is stopped, keeps something too; then twice as long each."""
SAVE_SHARE = 10
"""Drafting takes at least so many times as long as saving: however long a catalog is, saving is a tenth at most."""

Progress = Callable[[int, int], None]
"""Called with (segments drafted so far, segments to draft); one that has `weigh` is told before what share of the work
is done, since texts are not equally long."""
A_TEXT = 10
"""Characters of work that a text is beside its own length."""
Made = tuple[Draft, Origin]
"""A draft and where it comes from."""
Texts = tuple[str | Sequence[str], Origin]
"""The text of a draft, or one for each plural form, and where it comes from."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of the drafts for one catalog."""

    saved: int
    """Drafts that were handed to the catalog."""
    ledger: catalogs.Ledger
    """From before the first save to after the last."""


def engine_origin(draft: Draft) -> Origin:
    """Where an engine's draft comes from, as its comment in the catalog says it."""
    return Origin("engine", draft.signature.split(" ")[0], draft.score, draft.signature, draft.flags)


def streamed(engine: Engine, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
    """(number of the text, its draft, signed by what made it), some at a time as they are made."""
    for made in engine.stream(texts, source, target):
        yield [
            (number, draft if draft.signature else replace(draft, signature=engine.signature)) for number, draft in made
        ]


def by_engine(
    segments: Sequence[Segment],
    source: str,
    target: str,
    make: Callable[[], Engine],
    progress: Progress | None,
    document: Sequence[Segment] = (),
    ready: Collection[str] = (),
) -> Iterator[dict[str, Made]]:
    """Segment key -> draft, some at a time as they are made; the engine is made when there is something to do.

    `progress` counts as people see it: the segments of the `document` with their repeats, where it is told, and those
    that are `ready` (keys) without the engine.
    """
    if not segments:
        return
    weights = [len(flatten(segment.source)) + A_TEXT for segment in segments]
    times = Counter(segment.key for segment in document)
    done, worth, whole = sum(times[key] or 1 for key in ready), 0, sum(weights)
    total = done + sum(times[segment.key] or 1 for segment in segments)
    weigh: Callable[[float], None] | None = getattr(progress, "weigh", None)
    if progress:
        progress(done, total)
    engine = make()
    if isinstance(engine, Guided):
        engine.guide({segment.source: segment.note for segment in segments})
    for made in streamed(engine, (segment.source for segment in segments), source, target):
        done += sum(times[segments[number].key] or 1 for number, _ in made)
        worth += sum(weights[number] for number, _ in made)
        if weigh is not None:
            weigh(worth / whole)
        if progress:
            progress(done, total)
        yield {segments[number].key: (draft, engine_origin(draft)) for number, draft in made if draft.target}


class Schedule:
    """When drafts are saved: soon for the first time, then ever more rarely, and never so that saving takes long."""

    def __init__(self, now: float) -> None:
        """`now` is the moment that drafting begins, in seconds of a clock that only goes on."""
        self._last, self._pause = now, min(FIRST_SAVE, SAVE_EVERY)
        self._after = 0.0

    def due(self, now: float) -> bool:
        """Whether what is made by now shall be saved."""
        return now - self._last > max(self._pause, self._after)

    def saved(self, started: float, ended: float) -> None:
        """Saving took from then to then."""
        self._last, self._after = ended, SAVE_SHARE * (ended - started)
        self._pause = min(2 * self._pause, SAVE_EVERY)


def fill(
    path: Path,
    shown: str,
    total: int,
    ready: Mapping[str, Texts],
    batches: Iterable[Mapping[str, Texts]],
    prepare: Callable[[bytes], bytes] = bytes,
    before_save: Callable[[], None] = lambda: None,
) -> Filled:
    """Writes drafts into the catalog `path` as it is now: if a translator saved meanwhile, into what they saved.

    `ready` is there already; `batches` are made while one waits. Whatever stops the work, also a person (Interrupted,
    which names the file as `shown` and says how many of `total` are saved), what was made is saved first. `prepare`
    makes the catalog ready for its first draft; `before_save` writes what must be there before the drafts are.
    """
    made, saved = dict(ready), set[str]()
    ledger: catalogs.Ledger | None = None

    def save() -> None:
        nonlocal ledger
        texts = dict(made)  # they stay in `made` until they are saved: a person may interrupt just here

        def filled(before: bytes | None) -> tuple[bytes, None]:
            present = before or b""
            return catalogs.with_drafts(prepare(present) if texts else present, texts, path=path), None

        before_save()
        later = catalogs.revise(path, filled).ledger
        ledger = later if ledger is None else ledger.then(later)
        saved.update(texts)
        for key in texts:
            made.pop(key, None)

    schedule = Schedule(time.monotonic())
    try:
        for batch in batches:
            made.update(batch)
            if schedule.due(started := time.monotonic()):
                save()
                schedule.saved(started, time.monotonic())
    except KeyboardInterrupt:  # an interrupted run keeps what it drafted
        save()
        raise Interrupted(
            f"interrupted; {len(saved)} of {total} drafts are saved in {shown}; run it again to finish"
        ) from None
    except BaseException:  # so does one that failed
        save()
        raise
    save()
    assert ledger is not None
    return Filled(len(saved), ledger)
