"""Which runner: as many processes as cores and memory allow, unless somebody says."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from toolkit.corpus.drafter import Order
from toolkit.corpus.runners.inline import Inline
from toolkit.corpus.runners.pieces import Runner, packages_of
from toolkit.corpus.runners.processes import Processes
from toolkit.engines import SERVED, Engine
from toolkit.engines.server import is_here
from toolkit.errors import MissingLibrary, UsageError
from toolkit.storage.cores import cores

LEAST = 150_000_000
"""Bytes of a worker without any model."""
SHARE = 0.8
"""Of the memory that is free, what the workers may take together."""
GROWTH = 2.5
"""Memory of a loaded model with its batches, beside the size of its files."""


def chosen(
    orders: Sequence[Order],
    engines: Mapping[str, Engine],
    workers: int | None,
    scheduler: str,
    note: Callable[[str], None],
    *,
    send: bool = False,
) -> Runner:
    """The runner for these orders; `send` packages to the workers of a cluster. Raises UsageError, MissingLibrary."""
    if scheduler:
        if workers is not None:
            raise UsageError("--workers is for this machine; a cluster has as many as have joined --scheduler")
        try:
            from toolkit.corpus.runners.cluster import Cluster
        except ImportError as error:
            raise MissingLibrary("a cluster needs distributed", "cluster") from error
        host = (urlsplit(scheduler).hostname or scheduler).casefold()
        if not is_here(host):
            note(f"what is drafted leaves this machine: its text goes to {host} and the workers that have joined it")
        return Cluster(scheduler, note, engines, send=send)
    if send:
        raise UsageError("--send-packages is for a cluster; name its --scheduler")
    if orders[0].settings.device == "gpu" or orders[0].engine in SERVED:
        count = workers or 1  # one process a card, and a server has limits of its own
    else:
        count = workers or fitting(max(map(weight, engines.values())))
    return Inline(engines) if count == 1 else Processes(count)


def weight(engine: Engine) -> int:
    """Bytes of memory that a worker with this engine needs, about."""
    size = sum(path.stat().st_size for package in packages_of(engine) for path in _files(package.path))
    return LEAST + round(GROWTH * size)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]


def fitting(bytes_each: int) -> int:
    """How many workers cores and free memory allow, at least one."""
    free, most = free_memory(), cores()
    return max(1, most if free is None else min(most, int(free * SHARE / bytes_each)))


def free_memory() -> int | None:
    """Bytes that this process and its children may still take, limits of a container counted; None: nobody knows."""
    readers: tuple[tuple[Callable[[Path], int | None], Path], ...] = (
        (_available, Path("/proc/meminfo")),
        (_of_group, Path("/sys/fs/cgroup")),
    )
    found = []
    for read, path in readers:
        with contextlib.suppress(OSError, ValueError, IndexError):
            found.append(read(path))
    return min((value for value in found if value is not None), default=None)


def _available(path: Path) -> int | None:
    for row in path.read_text(encoding="ascii").splitlines():
        if row.startswith("MemAvailable:"):
            return int(row.split()[1]) * 1024
    return None


def _of_group(path: Path) -> int | None:
    most = (path / "memory.max").read_text(encoding="ascii").strip()
    if most == "max":
        return None
    return int(most) - int((path / "memory.current").read_text(encoding="ascii"))
