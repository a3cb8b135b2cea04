"""Shards in this process: two at a time where a model works while Python waits, and none pays for another's fault."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from toolkit.corpus.drafter import Drafter, Order
from toolkit.corpus.manifest import Shard
from toolkit.corpus.runners.inline import Inline
from toolkit.corpus.runners.pieces import Task
from toolkit.engines import EngineSettings
from toolkit.engines.pseudo import PseudoEngine
from toolkit.errors import UsageError
from toolkit.project.settings import ProjectSettings
from toolkit.units import Content, Draft

ORDER = Order(ProjectSettings(Path()), "ru")


class Meeting(PseudoEngine):
    """Drafts nothing before two of its callers are there."""

    def __init__(self, together: int) -> None:
        super().__init__(EngineSettings("en", "ru"))
        self._door = threading.Barrier(together, timeout=20)

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        self._door.wait()
        return super().translate(batch, source, target, progress)


class Stopped(PseudoEngine):
    """Was stopped by a neighbour at the first call, and is stopped for good once somebody says so."""

    calls = 0
    stopped = threading.Event()

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        self.calls += 1
        if self.calls == 1 or self.stopped.is_set():
            raise CancelledError
        return super().translate(batch, source, target, progress)

    def stop(self) -> None:
        self.stopped.set()


def tasks(count: int) -> Iterator[Task]:
    for number in range(1, count + 1):
        yield Task(Shard(number, 1, 1, ""), (json.dumps([number, f"Open file {number}.", {}]) + "\n").encode())


def test_two_shards_are_drafted_at_a_time_and_come_back_in_order() -> None:
    alone = [data for _, data in Inline({"ru": Meeting(1)}).run(ORDER, tasks(2))]
    done = [(task.shard.number, data) for task, data in Inline({"ru": Meeting(2)}).run(ORDER, tasks(2))]
    assert done == [(1, alone[0]), (2, alone[1])]
    assert all(b'"origin": "engine"' in data for data in alone)


def test_a_server_gets_one_shard_at_a_time() -> None:
    order = Order(ProjectSettings(Path()), "ru", "local")
    assert len(list(Inline({"ru": Meeting(1)}).run(order, tasks(3)))) == 3


def test_rows_that_were_given_up_for_a_neighbours_fault_are_drafted_and_not_set_aside() -> None:
    engine = Stopped(EngineSettings("en", "ru"))
    (task,) = tasks(1)
    assert b'"origin": "engine"' in Drafter(ORDER, engine).draft(task.data)


def test_who_fails_stops_the_others() -> None:
    engine = Stopped(EngineSettings("en", "ru"))

    def failing() -> Iterator[Task]:
        yield from tasks(1)
        raise UsageError("no more")

    with pytest.raises(UsageError):
        list(Inline({"ru": engine}).run(ORDER, failing()))
    assert engine.stopped.is_set()
