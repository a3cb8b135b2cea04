"""In this process: one engine, on as many threads as it likes."""

from collections.abc import Iterable, Iterator, Mapping

from toolkit.corpus.drafter import Drafter, Order
from toolkit.corpus.runners.pieces import Task
from toolkit.engines import Engine


class Inline:
    """Drafts one shard after the other."""

    def __init__(self, engines: Mapping[str, Engine] | None = None) -> None:
        """`engines`, by target language, are there already."""
        self._engines = engines or {}

    def run(self, order: Order, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        """(task, the drafted rows), in order. Raises ToolkitError."""
        drafter = Drafter(order, self._engines.get(order.target))
        for task in tasks:
            yield task, drafter.draft(task.data, task.remembered)
