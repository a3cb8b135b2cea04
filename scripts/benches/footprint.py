"""What a process takes of the memory."""

import re
import resource
from pathlib import Path


def peak_memory() -> float:
    """Peak memory of this process in MB.

    Linux carries `ru_maxrss` of a parent over to its children; VmHWM is a process's own.
    """
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
