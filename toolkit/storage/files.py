"""Reading and writing files so that a kill, a full disk or a second reader never sees half of one.

What a quiet merge needs of it goes without pathlib, which takes 4 ms to load.
"""

import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit.errors import StorageError, nearest, one_line

if TYPE_CHECKING:
    from pathlib import Path

STALE = 300.0
"""Seconds after which a temporary file belongs to nobody."""
LONGEST_NAME = 255
"""Bytes of a name in nearly all file systems."""
RANDOM = 20
"""Bytes that a temporary file has for itself in its name, a dot before it included."""
EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2): two names change places in one step."""
HERE = -100
"""AT_FDCWD of openat(2)."""


def storage_error(path: "str | Path", error: OSError, verb: str = "write") -> StorageError:
    """One sentence for an OSError: what could not be done, where, and the system's reason."""
    reason = error.strerror or str(error)
    return StorageError(f"cannot {verb}: {reason[:1].lower()}{reason[1:]}", path=error.filename or path)


def absent(path: "Path") -> str:
    """What to say of a file that is not there: with the files beside it that are spelled like it."""
    try:
        there = sorted(entry.name for entry in os.scandir(path.parent) if not entry.name.startswith("."))
    except OSError:
        there = []
    near = " or ".join(one_line(path.parent / name) for name in nearest(path.name, there))
    return "there is no such file" + (f"; did you mean {near}?" if near else "")


def read_bytes(path: "str | Path") -> bytes:
    """The whole file. Raises StorageError."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        from pathlib import Path

        raise StorageError(absent(Path(path)), path=path) from error
    except OSError as error:
        raise storage_error(path, error, "read") from error


def make_folder(path: "Path") -> None:
    """Creates a folder and its parents. Raises StorageError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(path, error, "create the folder") from error


def write_atomic(path: "str | Path", data: bytes, *, follow: bool = False) -> bool:
    """Replaces `path` in one step, keeping its permissions and owner; a file that already holds `data` is left alone.

    A link is replaced by the file, since it may have come with somebody's project; where a person named the output,
    `follow` writes where it leads, also into a device or a pipe. Returns whether the file changed.
    Raises StorageError; then `path` is as it was and no temporary file is left.
    """
    place = os.path.realpath(path) if follow else os.fspath(path)
    try:
        if follow and _is_device(place):
            # It is written to, never replaced.
            with open(place, "wb") as device:
                device.write(data)
            return True
        if is_regular(place) and os.stat(place).st_size == len(data) and _present(place) == data:
            return False
        with _beside(place, (data,)) as temporary:
            os.replace(temporary, place)
    except OSError as error:
        raise storage_error(place, OSError(error.errno, error.strerror, place)) from error
    return True


def _is_device(place: str) -> bool:
    """Whether a device or a pipe is there."""
    return os.path.exists(place) and not os.path.isfile(place) and not os.path.isdir(place)


def write_parts(path: "Path", parts: Iterable[bytes]) -> None:
    """As `write_atomic` with `follow`, of parts that need not fit into memory together. Raises StorageError.

    Where making a part raises, `path` is as it was.
    """
    place = os.path.realpath(path)
    try:
        if _is_device(place):
            with open(place, "wb") as device:
                device.writelines(parts)
            return
        with _beside(place, parts) as temporary:
            os.replace(temporary, place)
    except OSError as error:
        raise storage_error(place, OSError(error.errno, error.strerror, place)) from error


def is_regular(path: "str | Path") -> bool:
    """Whether there is a file of that name itself, no link, folder, pipe or device."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def replace_known(path: "Path", before: bytes | None, data: bytes) -> bool:
    """As `write_atomic`, but only if `path` still holds `before` (None: it is not there) at the instant of writing.

    Returns False where it does not; then it is as somebody else has left it. Where the system cannot exchange two
    names in one step, what another program saves in the microseconds between the last look and the renaming is not
    seen. Raises StorageError.
    """
    place = os.path.realpath(path)
    try:
        if _present(place) != before:
            return False
        if before == data:
            return True
        with _beside(place, (data,)) as temporary:
            if before is None:
                try:
                    os.link(temporary, place)
                except FileExistsError:
                    return False
                except OSError:  # a file system without hard links
                    if os.path.exists(place):
                        return False
                    os.replace(temporary, place)
                return True
            if _present(place) != before:
                return False
            if not exchange(temporary, place):
                os.replace(temporary, place)
            elif _present(temporary) != before:
                exchange(temporary, place)  # somebody saved between that look and this step: theirs goes back
                return False
    except OSError as error:
        raise storage_error(place, OSError(error.errno, error.strerror, place)) from error
    return True


def exchange(first: "str | Path", second: "str | Path") -> bool:
    """Lets two names change places in one step; False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(HERE, os.fsencode(first), HERE, os.fsencode(second), EXCHANGE) == 0


def _present(place: str) -> bytes | None:
    try:
        with open(place, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _beside(place: str, parts: Iterable[bytes]) -> Iterator[str]:
    """A temporary file beside `place` with its permissions that holds `parts`; gone afterwards if it is still there."""
    os.makedirs(os.path.dirname(place) or ".", exist_ok=True)
    _sweep(place)
    handle, temporary = _created(place)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        known = os.stat(place) if is_regular(place) else None
        if known is not None and hasattr(os, "chown") and (known.st_uid, known.st_gid) != (os.geteuid(), os.getegid()):
            for owner in ((known.st_uid, known.st_gid), (-1, known.st_gid)):
                with contextlib.suppress(OSError):  # only root gives files away, but a group can be kept by its members
                    os.chown(temporary, *owner)
                    break
        os.chmod(temporary, known.st_mode & 0o7777 if known is not None else 0o666 & ~_umask())
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def beside(path: "Path", ending: str) -> "Path":
    """A hidden file beside `path` that belongs to it: its name and the ending, or a hash where that is too long."""
    return path.with_name(_hidden(path.name, ending))


def _hidden(name: str, ending: str) -> str:
    if len(os.fsencode(name)) + len(ending) > LONGEST_NAME - RANDOM:
        name = sha256(os.fsencode(name))[:32]
    return f".{name}{ending}"


def _created(place: str) -> tuple[int, str]:
    """An open file of its own beside `place`, which nobody else reads. The tempfile module takes longer to import."""
    while True:
        folder, name = os.path.split(place)
        name = os.path.join(folder, _hidden(name, f".{os.urandom(6).hex()}.part"))
        with contextlib.suppress(FileExistsError):
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            return os.open(name, flags, 0o600), name


def remove(path: "Path") -> None:
    """Removes a file if it is there. Raises StorageError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(path, error, "remove") from error


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of `data`."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def sha256_of(path: "Path") -> str:
    """The hexadecimal SHA-256 of a file of any size. Raises StorageError."""
    import hashlib

    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                digest.update(data)
    except OSError as error:
        raise storage_error(path, error, "read") from error
    return digest.hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sweep(place: str) -> None:
    """Removes what a run that was killed left half-written beside `place`; a younger file may be another run's."""
    folder, name = os.path.split(place)
    begin = _hidden(name, ".")
    with contextlib.suppress(OSError), os.scandir(folder or ".") as found:
        for stale in found:
            if stale.name.startswith(begin) and stale.name.endswith(".part"):
                with contextlib.suppress(OSError):
                    if time.time() - stale.stat(follow_symlinks=False).st_mtime > STALE:
                        os.unlink(stale)
