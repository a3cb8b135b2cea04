"""The pseudo engine as a worker of a corpus may meet it: slow, and with texts at which it fails or dies.

It is put in place where an order is unpickled, so in worker processes and never in the process of the tests; a Dask
worker gets it by `--preload tests.corpus.poison`.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from toolkit.corpus.drafter import Order
from toolkit.engines.pseudo import PseudoEngine
from toolkit.units import Content, Draft, flatten

SECONDS = 0.002
"""A text takes so long, however it is cut into batches."""
RAISES, DIES = "a text that raises", "a text that kills"


def drafts(
    self: PseudoEngine,
    batch: Sequence[Content],
    source: str,
    target: str,
    progress: Callable[[int], None] | None = None,
) -> list[Draft]:
    """What takes the place of PseudoEngine.translate."""
    for content in batch:
        if DIES in flatten(content):
            os.kill(os.getpid(), signal.SIGKILL)
        if RAISES in flatten(content):
            raise RuntimeError("such a text I cannot bear")
    time.sleep(SECONDS * len(batch))
    return [made for one in self.stream(batch, source, target) for _, made in one]


def install() -> None:
    PseudoEngine.translate = drafts  # type: ignore[method-assign]


def dask_setup(worker: Any) -> None:
    """Dask calls this of what it preloads."""
    install()


def _unpickled(values: dict[str, Any]) -> Order:
    install()
    return Poisoned(**values)


class Poisoned(Order):
    """An order by the poisoned engine, for whoever unpickles it."""

    def __reduce__(self) -> Any:
        return _unpickled, ({field.name: getattr(self, field.name) for field in fields(self)},)
