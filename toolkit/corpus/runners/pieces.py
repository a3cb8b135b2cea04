"""Shards on their way through workers that may die: tried again, then halved down to the row that kills.

A row that is set aside like this has killed a worker each time that it was drafted, alone at last.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.corpus import records
from toolkit.corpus.drafter import Order, Remembered
from toolkit.corpus.manifest import Shard
from toolkit.engines import Engine
from toolkit.errors import EngineError
from toolkit.packages import Package

SPARED = 1
"""Times that a piece may lose its worker before it is suspected: a machine may go for reasons of its own."""
HOPELESS = 64
"""Losses in a row, without a piece that is done in between, after which it is not the rows."""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to draft."""

    shard: Shard
    data: bytes
    """Its rows."""
    remembered: Remembered = field(default_factory=dict)


class Runner(Protocol):
    """Drafts shards by one order."""

    def run(self, order: Order, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        """(task, the drafted rows) as they are done, not in order; `tasks` is read as far ahead as is worked on.

        Raises ToolkitError where it is not the fault of a row.
        """
        ...


@dataclass(slots=True, eq=False)
class Piece:
    """Some rows of a shard, all of them at first."""

    task: Task
    lines: list[bytes]
    place: int
    """Of its first row in the shard."""
    losses: int = 0

    @property
    def data(self) -> bytes:
        """The rows."""
        return b"".join(self.lines)


class Board:
    """What is to be done, and what has come back of shards that were halved."""

    def __init__(self, order: Order, tasks: Iterable[Task]) -> None:
        self._order = order
        self._tasks = iter(tasks)
        self._again: deque[Piece] = deque()
        self._parts: dict[int, dict[int, bytes]] = {}
        self._in_a_row = 0

    def next(self) -> Piece | None:
        """A piece to work on; None where there is no more at present."""
        if self._again:
            return self._again.popleft()
        task = next(self._tasks, None)
        return None if task is None else Piece(task, task.data.splitlines(keepends=True), 0)

    def put_back(self, piece: Piece) -> None:
        """It was not begun, or not through its own fault left."""
        self._again.appendleft(piece)

    def done(self, piece: Piece, data: bytes) -> tuple[Task, bytes] | None:
        """Takes the drafts of a piece; gives those of its shard where it was the last one."""
        self._in_a_row = 0
        return self._collected(piece, data)

    def lost(self, piece: Piece, why: str) -> tuple[Task, bytes] | None:
        """The worker died over a piece: it is tried again, halved, or set aside. Raises EngineError where all die."""
        piece.losses += 1
        self._in_a_row += 1
        if self._in_a_row > HOPELESS:
            raise EngineError(f"workers die one after the other ({why}); what is done is kept")
        if piece.losses <= SPARED:
            self._again.append(piece)
        elif len(piece.lines) > 1:
            middle = len(piece.lines) // 2
            for lines, place in ((piece.lines[:middle], 0), (piece.lines[middle:], middle)):
                self._again.append(Piece(piece.task, lines, piece.place + place, SPARED))
        else:
            record, order = records.parsed(piece.data)[0], self._order
            made = records.aside(record, order.source, order.target, "aside", f"the worker died over it: {why}")
            return self._collected(piece, made.encode("utf-8"))
        return None

    def _collected(self, piece: Piece, data: bytes) -> tuple[Task, bytes] | None:
        task = piece.task
        if len(piece.lines) == task.shard.rows:
            return task, data
        parts = self._parts.setdefault(task.shard.number, {})
        parts[piece.place] = data
        if sum(part.count(b"\n") for part in parts.values()) < task.shard.rows:
            return None
        del self._parts[task.shard.number]
        return task, b"".join(parts[place] for place in sorted(parts))


def packages_of(engine: Engine) -> tuple[Package, ...]:
    """Those that an engine drafts with, also one that stands behind another."""
    return tuple(getattr(engine, "packages", ()) or getattr(getattr(engine, "engine", None), "packages", ()))
