"""Work that makes very many values which stay: Python's collector of cycles, which finds none, waits meanwhile."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Within it nothing is searched for cycles: a quarter of the time of reading a book was spent on that."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
