"""Reading and writing files so that a kill, a full disk or a second reader never sees half of one."""

import contextlib
import glob
import hashlib
import os
import tempfile
import time
from pathlib import Path

from toolkit.errors import StorageError

STALE = 300.0
"""Seconds after which a temporary file belongs to nobody."""


def storage_error(path: Path, error: OSError, verb: str = "write") -> StorageError:
    """One sentence for an OSError: what could not be done, where, and the system's reason."""
    reason = error.strerror or str(error)
    return StorageError(f"cannot {verb}: {reason[:1].lower()}{reason[1:]}", path=error.filename or path)


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises StorageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise storage_error(path, error, "read") from error


def make_folder(path: Path) -> None:
    """Creates a folder and its parents. Raises StorageError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(path, error, "create the folder") from error


def write_atomic(path: Path, data: bytes) -> bool:
    """Replaces `path` in one step, keeping its permissions; a file that already holds `data` is left alone.

    Links are followed, so that a linked catalog stays a link. Returns whether the file changed.
    Raises StorageError; then `path` is as it was and no temporary file is left.
    """
    path = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe is written to, never replaced.
            with path.open("wb") as device:
                device.write(data)
            return True
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise storage_error(path, OSError(error.errno, error.strerror, str(path))) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    return True


def remove(path: Path) -> None:
    """Removes a file if it is there. Raises StorageError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(path, error, "remove") from error


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """The hexadecimal SHA-256 of a file of any size. Raises StorageError."""
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


def _sweep(path: Path) -> None:
    """Removes what a run that was killed left half-written beside `path`; a younger file may be another run's."""
    for stale in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - stale.stat().st_mtime > STALE:
                stale.unlink()
