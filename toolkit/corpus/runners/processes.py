"""Worker processes on this machine, one core and one loaded model each; one that dies is replaced."""

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from toolkit.corpus.drafter import Drafter, Order, alone
from toolkit.corpus.runners.pieces import Board, Piece, Task
from toolkit.errors import EngineError, ToolkitError

AHEAD = 2
"""Pieces that a worker has: one at work, and one so that it need not wait."""
STILLBORN = 3
"""Workers in a row that die before they are ready, after which no more are made."""


class Processes:
    """Drafts as many shards at a time as there are workers."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._team: list[_Worker] = []
        self._stillborn = 0

    def run(self, order: Order, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        """(task, the drafted rows) as they are done. Raises ToolkitError."""
        board = Board(order, tasks)
        order = alone(order)
        try:
            while True:
                self._hand_out(order, board)
                if not any(worker.pieces for worker in self._team):
                    return
                for ready in wait([worker.pipe for worker in self._team]):
                    worker = next(one for one in self._team if one.pipe is ready)
                    made = self._heard(worker, board)
                    if made is not None:
                        yield made
        finally:
            for worker in self._team:
                worker.stop()
            self._team.clear()

    def _hand_out(self, order: Order, board: Board) -> None:
        for depth in range(1, AHEAD + 1):
            for place in range(self.workers):
                if place < len(self._team) and len(self._team[place].pieces) >= depth:
                    continue
                piece = board.next()
                if piece is None:
                    return
                if place >= len(self._team):
                    self._team.append(_Worker(order))
                if not self._team[place].give(piece):
                    board.put_back(piece)  # it has died; that is heard next

    def _heard(self, worker: "_Worker", board: Board) -> tuple[Task, bytes] | None:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            return self._buried(worker, board)
        if kind == "failed":
            raise EngineError(value)
        if kind == "ready":
            self._stillborn = 0
            worker.ready = True
            return None
        return board.done(worker.pieces.popleft(), value)

    def _buried(self, worker: "_Worker", board: Board) -> tuple[Task, bytes] | None:
        """A worker died: another one takes its place, and what it was at is suspected."""
        self._team.remove(worker)
        why = worker.stop()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise EngineError(f"the workers die before they have loaded the engine ({why}); try fewer of them")
            suspects, rest = [], list(worker.pieces)
        else:
            suspects, rest = list(worker.pieces)[:1], list(worker.pieces)[1:]
        for piece in reversed(rest):
            board.put_back(piece)
        return board.lost(suspects[0], why) if suspects else None


class _Worker:
    """A process and the pieces that it has, the first of them at work."""

    def __init__(self, order: Order) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.pieces: deque[Piece] = deque()
        self.ready = False
        self._process = context.Process(target=_serve, args=(theirs, order), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, piece: Piece) -> bool:
        """Hands a piece over; whether there was somebody to take it."""
        try:
            self.pipe.send((piece.data, dict(piece.task.remembered)))
        except OSError:
            return False
        self.pieces.append(piece)
        return True

    def stop(self) -> str:
        """Ends it; how it ended."""
        self.pipe.close()
        self._process.join(0.2)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join()
            return "it stopped answering"
        if code < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit code {code}"


def _serve(pipe: "Connection[Any, Any]", order: Order) -> None:
    """What a worker does: drafts what comes until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that leads
    waiting: queue.SimpleQueue[tuple[bytes, dict[str, tuple[str, str]]]] = queue.SimpleQueue()

    def listen() -> None:  # or both sides might wait for the other to read
        try:
            while True:
                waiting.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    try:
        drafter = Drafter(order)
        pipe.send(("ready", drafter.signature))
        while True:
            pipe.send(("done", drafter.draft(*waiting.get())))
    except ToolkitError as error:
        pipe.send(("failed", str(error)))
    except OSError:
        return
