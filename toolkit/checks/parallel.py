"""Many pairs on all processor cores: the same findings in the same order as one after the other."""

import multiprocessing
import os
import threading
from collections.abc import Mapping, Sequence

from toolkit.checks.pair import Pair
from toolkit.checks.table import check_pair
from toolkit.units import Finding

LEAST = 20_000
"""Pairs below which the processes cost more than they bring."""
CHUNK = 2_000


def check_pairs(pairs: Sequence[Pair], severities: Mapping[str, str] | None = None) -> list[list[Finding]]:
    """The findings of each pair; on several cores where there are many and the process has no other threads."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    forking = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if len(pairs) < LEAST or cores < 2 or not forking:
        return _checked((pairs, severities))
    parts = [(pairs[place : place + CHUNK], severities) for place in range(0, len(pairs), CHUNK)]
    with multiprocessing.get_context("fork").Pool(cores) as pool:
        return [found for part in pool.map(_checked, parts, chunksize=1) for found in part]


def _checked(work: tuple[Sequence[Pair], Mapping[str, str] | None]) -> list[list[Finding]]:
    pairs, severities = work
    return [check_pair(pair, severities) for pair in pairs]
