"""In this process: one engine, on as many threads as it likes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from toolkit.corpus.drafter import Drafter, Order
from toolkit.corpus.runners.pieces import Task
from toolkit.engines import Engine

AHEAD = {"argos": 2}
"""Engine -> shards that are drafted at a time, where its model works while Python waits: while the last batches of one
shard leave a core idle, the first of the next take it. Engines written in Python gain nothing, servers have limits."""


class Inline:
    """Drafts shards one after the other, a little ahead where that keeps the cores busy."""

    def __init__(self, engines: Mapping[str, Engine] | None = None) -> None:
        """`engines`, by target language, are there already."""
        self._engines = engines or {}

    def run(self, order: Order, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        """(task, the drafted rows), in order. Raises ToolkitError."""
        drafter = Drafter(order, self._engines.get(order.target))
        most = AHEAD.get(order.engine, 1)
        if most == 1:
            for task in tasks:
                yield task, drafter.draft(task.data, task.remembered)
            return
        waiting: deque[tuple[Task, Future[bytes]]] = deque()
        pool = ThreadPoolExecutor(most, "shard")
        try:
            for task in tasks:
                waiting.append((task, pool.submit(drafter.draft, task.data, task.remembered)))
                if len(waiting) > most:
                    yield waiting[0][0], waiting.popleft()[1].result()
            while waiting:
                yield waiting[0][0], waiting.popleft()[1].result()
        finally:
            if waiting:  # interrupted, failed, or nobody wants the rest
                drafter.stop()
            pool.shutdown(wait=False, cancel_futures=True)
