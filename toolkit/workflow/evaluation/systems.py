"""What is compared: engines by name, and packages."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from toolkit.engines import Engine
from toolkit.units import Content, plain
from toolkit.workflow.evaluation.results import Made

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class System(Protocol):
    """Something that drafts."""

    @property
    def name(self) -> str:
        """How it is called in tables."""
        ...

    def draft(self, sources: Sequence[Content], target: str) -> Made:
        """Drafts them all. Raises ToolkitError."""
        ...


class EngineSystem:
    """An engine, made when it is needed and forgotten afterwards."""

    def __init__(self, name: str, source: str, make: Callable[[], Engine]) -> None:
        self.name, self._source, self._make = name, source, make

    def draft(self, sources: Sequence[Content], target: str) -> Made:
        """Loads it with a text of one word, then drafts against the clock."""
        _forget_peak()
        engine = self._make()
        engine.translate([plain("word")], self._source, target)
        started = time.perf_counter()
        drafts = engine.translate(sources, self._source, target)
        seconds = time.perf_counter() - started
        return Made(self.name, engine.signature, tuple(drafts), seconds, _peak())


def _forget_peak() -> None:
    """From here on the peak is counted anew, where Linux lets one."""
    try:
        RESET.write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> int:
    """Bytes that this process held at most since the peak was forgotten, 0 where the system does not tell."""
    try:
        lines = STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
