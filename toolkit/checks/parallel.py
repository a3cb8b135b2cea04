"""Large catalogs on all cores: the entries are looked at in processes that share the catalog's memory."""

import contextlib
import functools
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from toolkit import signs
from toolkit.storage.cores import cores
from toolkit.units import Finding

LEAST = 5_000
"""Entries below which the processes cost more than they bring."""
EACH = 1_000
"""Entries of a process at least."""
CHUNK = 500
"""Entries of one piece of work: what is found in them waits in memory until it is their turn."""
AHEAD = 2
"""Pieces that a process has: one at work, and one so that it need not wait."""
SELDOM = 200_000
"""New objects of a process until a search for cycles: checks make hardly any, and looking for them costs a tenth."""
WARM = 100
"""Entries that are looked at before the processes are made."""
_Entry = TypeVar("_Entry")
_Look = Callable[[_Entry], list[Finding]]


def each(entries: Sequence[_Entry], look: _Look[_Entry]) -> Iterator[tuple[_Entry, list[Finding]]]:
    """Each entry with what `look` finds in it, in order, whatever number of processes looks.

    One process alone where there are few entries, one core, other threads, or no Linux (elsewhere a process cannot be
    split without harm).
    """
    most = min(cores(), len(entries) // EACH) if len(entries) >= LEAST else 1
    if most < 2 or sys.platform != "linux" or threading.active_count() > 1:
        for entry in entries:
            yield entry, look(entry)
        return
    warm = [(entry, look(entry)) for entry in entries[:WARM]]  # what is loaded for them, the processes share
    team = _Team(entries, look, most)
    try:
        yield from warm  # the processes are at work meanwhile
        for start in range(WARM, len(entries), CHUNK):
            found = team.found(start)
            for place in range(start, min(start + CHUNK, len(entries))):
                yield entries[place], found.get(place, [])
    finally:
        team.stop()


class _Worker:
    """A process that looks at pieces of the entries, told where each begins."""

    def __init__(self, entries: Sequence[_Entry], look: _Look[_Entry], exchange: "signs.Exchange | None") -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.starts: deque[int] = deque()
        """Where the pieces begin that it has."""
        self._process = context.Process(target=_serve, args=(self.pipe, theirs, entries, look, exchange), daemon=True)
        with _uninterrupted():  # until the process ignores it, it would print where it was interrupted
            self._process.start()
        theirs.close()

    def give(self, start: int) -> None:
        """Hands a piece over. Raises OSError where it has died."""
        self.pipe.send(start)
        self.starts.append(start)

    def stop(self) -> None:
        """Ends it at once."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits meanwhile; a process that is begun within never hears it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Team:
    """The processes, and what they have found so far. Who dies is not replaced: its pieces are looked at here."""

    def __init__(self, entries: Sequence[_Entry], look: _Look[_Entry], most: int) -> None:
        self._look_here = functools.partial(_piece, entries, look)
        self._waiting = deque(range(WARM, len(entries), CHUNK))
        self._done: dict[int, dict[int, list[Finding]]] = {}
        self._workers: list[_Worker] = []
        gc.freeze()  # a search for cycles would write to every object, and so copy it
        # There may be no memory for another one, or none is allowed.
        with contextlib.suppress(OSError, AssertionError), _files(most) as files:
            for place in range(most):
                exchange = signs.Exchange(files, place) if files else None
                self._workers.append(_Worker(entries, look, exchange))
        for worker in [*self._workers] * AHEAD:
            self._hand(worker)

    def found(self, start: int) -> dict[int, list[Finding]]:
        """Place -> findings, of the entries of the piece that begins there and that have any."""
        while start not in self._done:
            if not any(start in worker.starts for worker in self._workers):
                with contextlib.suppress(ValueError):
                    self._waiting.remove(start)
                return self._look_here(start)
            ready = wait([worker.pipe for worker in self._workers])
            for worker in [one for one in self._workers if one.pipe in ready]:
                self._hear(worker)
        return self._done.pop(start)

    def _hear(self, worker: _Worker) -> None:
        try:
            start, found = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.starts.remove(start)
        self._done[start] = found
        self._hand(worker)

    def _hand(self, worker: _Worker) -> None:
        if self._waiting and worker in self._workers:
            try:
                worker.give(self._waiting[0])
            except OSError:
                self._bury(worker)
            else:
                self._waiting.popleft()

    def _bury(self, worker: _Worker) -> None:
        worker.stop()
        self._workers.remove(worker)

    def stop(self) -> None:
        """Ends all of them at once."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()
        gc.unfreeze()


@contextlib.contextmanager
def _files(count: int) -> Iterator[list[int]]:
    """So many files in memory, for processes that are begun within; none where the system has no such."""
    files: list[int] = []
    try:
        with contextlib.suppress(OSError, AttributeError):
            files.extend(os.memfd_create("words") for _ in range(count))
        yield files if len(files) == count else []
    finally:
        for file in files:
            os.close(file)


def _serve(
    theirs: "Connection[Any, Any]",
    pipe: "Connection[Any, Any]",
    entries: Sequence[_Entry],
    look: _Look[_Entry],
    exchange: "signs.Exchange | None",
) -> None:
    """What a process does: looks at the pieces that it is told until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one, which ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    theirs.close()
    gc.set_threshold(SELDOM)
    try:
        while True:
            start = pipe.recv()
            if exchange is not None:
                exchange.hear()
            found = _piece(entries, look, start)
            if exchange is not None:
                exchange.tell()
            pipe.send((start, found))
    except Exception:
        os._exit(1)  # the process that started this one looks at the piece again, and says what is wrong


def _piece(entries: Sequence[_Entry], look: _Look[_Entry], start: int) -> dict[int, list[Finding]]:
    places = range(start, min(start + CHUNK, len(entries)))
    return {place: found for place in places if (found := look(entries[place]))}
