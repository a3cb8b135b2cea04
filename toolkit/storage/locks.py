"""One run at a time at one catalog or in one folder: a lock that the system takes back when its holder is killed."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.storage.files import storage_error

LACKING = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""File systems without locks; there one has to take care oneself."""
REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], None] = lambda: None, *, remove: bool = False) -> Iterator[None]:
    """Holds the lock file `path` within the `with`; `waiting` is called once where another process holds it.

    With `remove` no lock file is left behind, not even that of a run that was killed. Threads of one process exclude
    each other too. Raises StorageError where the file cannot be made.
    """
    while True:
        with _opened(path) as file:
            try:
                if not _take(file.fileno(), wait=False):
                    waiting()
                    _take(file.fileno(), wait=True)
            except OSError as error:
                if error.errno not in LACKING:
                    raise storage_error(path, error, "lock") from error
            if remove and not _stands(path, file):
                continue  # its holder has removed it meanwhile, and a third run may hold another one
            try:
                yield
            finally:
                if remove:
                    with contextlib.suppress(OSError):  # before it is let go; Windows keeps what somebody has open
                        path.unlink()
            return


def _opened(path: Path) -> BinaryIO:
    def no_link(name: str, flags: int) -> int:  # one that somebody's project brings would make a file elsewhere
        return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)

    try:
        return open(path, "ab", opener=no_link)
    except OSError as refused:
        if refused.errno not in REFUSALS:
            raise storage_error(path, refused) from refused
        try:  # a lock file in a folder that several people share can be locked without being writable
            return open(path, "rb", opener=no_link)
        except OSError:
            # Nobody asked for a lock; what is refused is to write into its folder.
            folder = OSError(refused.errno, refused.strerror, str(path.parent))
            raise storage_error(path.parent, folder, "write into this folder") from refused


def _stands(path: Path, file: BinaryIO) -> bool:
    """Whether the lock file that was taken is the one that others find."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt
    import time

    def _take(handle: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:  # noqa: PERF203 - it is asked until it is free
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True
else:
    import fcntl

    def _take(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
