"""Large catalogs on all cores: the entries are looked at in processes that share the catalog's memory."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from toolkit.units import Finding

LEAST = 5_000
"""Entries below which the processes cost more than they bring."""
CHUNK = 500
"""Entries of one piece of work: what is found in them waits in memory until it is their turn."""
WARM = 400
"""Entries that are looked at before the processes are made."""
_Entry = TypeVar("_Entry")
_work: tuple[Sequence[object], Callable[..., list[Finding]]] | None = None
"""What the processes are started with, which need not be copied to them."""


def each(entries: Sequence[_Entry], look: Callable[[_Entry], list[Finding]]) -> Iterator[tuple[_Entry, list[Finding]]]:
    """Each entry with what `look` finds in it, in order, whatever number of processes looks.

    One process alone where there are few entries, one core, other threads, or no Linux (elsewhere a process cannot be
    split without harm).
    """
    global _work
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if len(entries) < LEAST or cores < 2 or threading.active_count() > 1:
        for entry in entries:
            yield entry, look(entry)
        return
    for entry in entries[:WARM]:  # what is loaded and remembered meanwhile, the processes share
        yield entry, look(entry)
    _work = entries, look
    gc.freeze()  # a search for cycles would write to every object, and so copy it
    try:
        with multiprocessing.get_context("fork").Pool(cores, _deaf) as pool:
            starts = range(WARM, len(entries), CHUNK)
            for start, found in zip(starts, pool.imap(_part, starts), strict=True):
                for place in range(start, min(start + CHUNK, len(entries))):
                    yield entries[place], found.get(place, [])
    finally:
        _work = None
        gc.unfreeze()


def _deaf() -> None:
    """Ctrl-C is for the process that started this one, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _part(start: int) -> dict[int, list[Finding]]:
    """Place -> findings, of the entries of one piece that have any."""
    assert _work is not None
    entries, look = _work
    places = range(start, min(start + CHUNK, len(entries)))
    return {place: found for place in places if (found := look(entries[place]))}
