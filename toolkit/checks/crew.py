"""A crew: processes that look at pieces of a catalog, begun before it is read and loading meanwhile what they need.

They share no memory with the process that begins them: it tells them what to look at, a piece at a time, in files.
"""

import contextlib
import gc
import marshal
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from toolkit import late, signs
from toolkit.storage.cores import cores

AHEAD = 2
"""Pieces that a process has: one at work, and one so that it need not wait."""
SELDOM = 200_000
"""New objects of a process until a search for cycles: checks make hardly any, and looking for them costs a tenth."""
SECONDS = 2.0
"""Until a process is ended that was asked to end."""
Answer = Callable[[Any], Sequence[Any]]
"""What they are there for: told one thing, in values that `marshal` writes, it says what it finds."""
Pieces = Callable[[int], list[Any]]
"""Where a piece begins -> what is asked in it, one thing after another; None where nothing is."""


def hands(most: int) -> int:
    """How many processes may look, of `most` that would pay; one where no process can be split without harm."""
    return 1 if sys.platform != "linux" or threading.active_count() > 1 else min(cores(), most)


class Crew:
    """The processes, and what they have found so far. Who dies is not replaced: its pieces are looked at here."""

    def __init__(self, count: int, load: Callable[[], object]) -> None:
        """Begins `count` processes, of which the first calls `load` before it is split; faults of it are not told."""
        context = multiprocessing.get_context("fork")
        self._workers: list[_Worker] = []
        self._done: dict[int, dict[int, Sequence[Any]]] = {}
        self._files: list[int] = []
        self._first: multiprocessing.process.BaseProcess | None = None
        try:
            self._files += (_file() for _ in range(count * (AHEAD + 1)))
            words, pieces = self._files[:count], self._files[count:]
            pipes = [context.Pipe() for _ in range(count)]
            first = context.Process(target=_lead, args=(pipes, words, pieces, load), daemon=True)
            with _uninterrupted():  # until the process ignores it, it would print where it was interrupted
                first.start()
        except (OSError, AssertionError):
            return  # there may be no memory for another one, or none is allowed
        self._first = first
        for place, (ours, theirs) in enumerate(pipes):
            theirs.close()
            self._workers.append(_Worker(ours, pieces[place::count]))

    def begin(self, starts: Iterable[int], pieces: Pieces, answer: Answer) -> None:
        """Hands out the first of the pieces, each known by where it begins."""
        self._waiting, self._pieces, self._answer = deque(starts), pieces, answer
        gc.freeze()  # what is there stays, and need not be looked through for cycles
        for worker in [*self._workers]:
            with self._burying(worker):
                worker.pipe.send(answer)
        for worker in [*self._workers] * AHEAD:
            self._hand(worker)

    def found(self, start: int) -> dict[int, Sequence[Any]]:
        """Place in the piece that begins there -> what is found, of those where anything is."""
        while start not in self._done:
            if not any(start in worker.starts for worker in self._workers):
                with contextlib.suppress(ValueError):
                    self._waiting.remove(start)
                return answered(self._pieces(start), self._answer)
            ready = wait([worker.pipe for worker in self._workers])
            for worker in [one for one in self._workers if one.pipe in ready]:
                self._hear(worker)
        return self._done.pop(start)

    def _hear(self, worker: "_Worker") -> None:
        with self._burying(worker):
            self._done[worker.starts[0]] = worker.pipe.recv()
            worker.starts.popleft()
        self._hand(worker)

    def _hand(self, worker: "_Worker") -> None:
        if self._waiting and worker in self._workers:
            with self._burying(worker):
                worker.give(self._waiting[0], self._pieces(self._waiting[0]))
                self._waiting.popleft()

    @contextlib.contextmanager
    def _burying(self, worker: "_Worker") -> Iterator[None]:
        """Whatever goes wrong with a process is its end; what it had is looked at elsewhere."""
        try:
            yield
        except (EOFError, OSError, ValueError):  # the last of what `marshal` does not write
            self._bury(worker)

    def _bury(self, worker: "_Worker") -> None:
        worker.pipe.close()
        self._workers.remove(worker)

    def stop(self) -> None:
        """Ends all of them at once."""
        for worker in [*self._workers]:
            self._bury(worker)
        if self._first is not None:
            self._first.terminate()  # and so the others, which it has begun
            self._first.join(SECONDS)
            self._first.kill()
            self._first.join()
            self._first = None
        while self._files:
            os.close(self._files.pop())
        gc.unfreeze()


class _Worker:
    """A process as the one that began it knows it."""

    def __init__(self, pipe: "Connection[Any, Any]", files: Sequence[int]) -> None:
        self.pipe = pipe
        self.starts: deque[int] = deque()
        """Where the pieces begin that it has, which it answers in order."""
        self._files = files
        """Each for a piece, in turn; a piece of any size in the pipe would be waited for, by each for the other."""
        self._given = 0

    def give(self, start: int, asked: list[Any]) -> None:
        """Hands a piece over. Raises OSError where it has died or memory is short, ValueError for odd values."""
        data = marshal.dumps(asked)
        turn = self._given % AHEAD
        written = 0
        while written < len(data):
            written += os.pwrite(self._files[turn], data[written:], written)
        self.pipe.send((turn, len(data)))
        self._given += 1
        self.starts.append(start)


def _file() -> int:
    """An open file without a name, in memory where the system has such. Raises OSError."""
    with contextlib.suppress(OSError, AttributeError):
        return os.memfd_create("piece")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits meanwhile; a process that is begun within never hears it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lead(
    pipes: Sequence[tuple["Connection[Any, Any]", "Connection[Any, Any]"]],
    words: Sequence[int],
    pieces: Sequence[int],
    load: Callable[[], object],
) -> None:
    """What the first process does: loads, splits off the others, is one of them, and ends them when it is ended."""
    others: list[int] = []

    def end(*_: object) -> None:
        for other in others:
            os.kill(other, signal.SIGKILL)  # it is there, if only as a dead one, until it is awaited
        _await(others)
        os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one, which ends it
    signal.signal(signal.SIGTERM, end)
    count = len(pipes)
    for ours, _ in pipes:
        ours.close()
    gc.set_threshold(SELDOM)
    with contextlib.suppress(Exception):
        load()
    late.settle()
    gc.freeze()  # a search for cycles would write to every object, and so copy it
    for place in reversed(range(count)):
        own = pipes[place][1]
        try:
            other = os.fork() if place else 0
        except OSError:
            own.close()
            continue
        if other:
            others.append(other)
            own.close()
            continue
        if place:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            for _, theirs in pipes[:place]:
                theirs.close()
        with contextlib.suppress(Exception):  # whoever began this one looks at the piece again, and says what is wrong
            _serve(own, pieces[place::count], signs.Exchange(words, place))
        own.close()
        if place:
            os._exit(0)
    _await(others)


def _await(others: list[int]) -> None:
    while others:
        os.waitid(os.P_PID, others[-1], os.WEXITED | os.WNOWAIT)  # its number is not given to another one meanwhile
        os.waitpid(others.pop(), 0)


def _serve(pipe: "Connection[Any, Any]", files: Sequence[int], exchange: signs.Exchange) -> None:
    """Looks at the pieces that it is told. Raises EOFError when nobody is there any more."""
    answer = pipe.recv()
    begun = False
    while True:
        turn, length = pipe.recv()
        exchange.hear()
        found = answered(marshal.loads(os.pread(files[turn], length, 0)), answer)  # noqa: S302 - of our own
        exchange.tell()
        pipe.send(found)
        if not begun:
            late.settle()
            begun = True


def answered(asked: Sequence[Any], answer: Answer) -> dict[int, Sequence[Any]]:
    """Place in a piece -> what is found, of those where anything is."""
    return {place: found for place, one in enumerate(asked) if one is not None and (found := answer(one))}
