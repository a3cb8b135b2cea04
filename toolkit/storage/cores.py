"""The processor cores of this machine, as far as they are given to this process."""

import contextlib
import os
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")


def cores() -> int:
    """The processor cores that this process may use, a container's share of them counted; at least one."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with contextlib.suppress(OSError, ValueError):
        quota, period = QUOTA.read_text(encoding="ascii").split()
        here = min(here, round(int(quota) / int(period)))  # `max` is no number, and no limit
    return max(1, here)
