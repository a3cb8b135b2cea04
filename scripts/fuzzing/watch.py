"""The watch over one input: time of the processor, memory, and what may be said of a refusal."""

import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from toolkit.errors import ToolkitError

SECONDS = 5.0
"""Of the processor, for one input."""
BYTES = 1 << 30
"""Of memory, more than the process had before."""
ADDRESSES = 6 << 30
HARD = 4 * SECONDS
"""Where no bytecode runs for so long, within a library in C, the system ends the process."""

Reader = Callable[[bytes], None]


class TooSlow(BaseException):
    """An input took longer than SECONDS."""


class Differs(Exception):
    """A law does not hold."""


def limited() -> None:
    """Limits the memory of this process, and gets ready to be told of the time.

    Threads and libraries take addresses that they never use, so that the limit of the system is a wider one.
    """
    used = _pages(0) if Path("/proc/self/statm").is_file() else 0
    resource.setrlimit(resource.RLIMIT_AS, (used + ADDRESSES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _ready()


def _pages(field: int) -> int:
    return int(Path("/proc/self/statm").read_text().split()[field]) * os.sysconf("SC_PAGE_SIZE")


def _ready() -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    signal.signal(signal.SIGVTALRM, stop)


def judged(reader: Reader, data: bytes) -> str:
    """`read` or `refused` where all is well; else what went wrong."""
    _ready()
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    signal.setitimer(signal.ITIMER_PROF, HARD)
    try:
        reader(data)
    except ToolkitError as error:
        if isinstance(error.__cause__, MemoryError):
            return "more than a gigabyte"
        return f"defect: {error.__cause__!r}"[:300] if error.defect else "refused"
    except TooSlow:
        return f"more than {SECONDS} seconds"
    except MemoryError:
        return "more than a gigabyte"
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "read"


def finding(reader: Reader, data: bytes) -> str:
    """What went wrong; "" where it was read, or refused as it should be."""
    said = judged(reader, data)
    return "" if said in ("read", "refused") else said


def peak() -> int:
    """The most memory, in bytes, since this was asked last; 0 where the system does not say."""
    try:
        text = Path("/proc/self/status").read_text()
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return 0
    line = next((line for line in text.splitlines() if line.startswith("VmHWM")), "")
    return int(line.split()[1]) * 1024 if line else 0


def smaller(reader: Reader, data: bytes, said: str, seconds: float = 10.0) -> bytes:
    """The input with all taken away that the finding does not need, as far as some seconds go."""
    kind, until = said.split(":")[0], time.monotonic() + seconds
    step = len(data) // 2
    while step and time.monotonic() < until:
        place = 0
        while place < len(data) and time.monotonic() < until:
            less = data[:place] + data[place + step :]
            if finding(reader, less).split(":")[0] == kind:
                data = less
            else:
                place += step
        step //= 2
    return data
