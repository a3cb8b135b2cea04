"""Where packages are made ready before they take their place: on the same file system, and hidden from argostranslate.

argostranslate fails for every language as soon as one folder among the packages has no metadata.json. Nothing
unfinished is therefore ever a folder there: the work is done in a hidden folder beside, and renamed into place.
"""

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.packages.archive import sync_folder
from toolkit.storage.files import exchange, make_folder, storage_error, write_atomic
from toolkit.storage.locks import locked

LOCK = ".toolkit.lock"
OLD = "old-"
"""Begins the name of a package that was put aside for the moment of its replacement."""
ABANDONED = 30 * 24 * 3600.0
"""Seconds after which nobody goes on with a download."""
MARKER = b'{"type": "toolkit"}\n'
"""Metadata that argostranslate reads without complaint and passes over."""


@contextlib.contextmanager
def workplace(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """A folder to work in for the packages folder `folder`, to which this process has the sole right in the `with`.

    What killed runs have left is cleared up, and a package that one of them had put aside comes back; downloads stay,
    to be gone on with. `waiting` is called where another process is at work. Raises StorageError.
    """
    make_folder(folder)
    with locked(folder / LOCK, waiting):
        try:
            work = _beside(folder) or _inside(folder)
            _tidy(work, folder)
        except OSError as error:
            raise storage_error(folder, error) from error
        try:
            yield work
        finally:
            with contextlib.suppress(OSError):
                _tidy(work, folder)
                work.rmdir()  # fails where a download waits to be gone on with


def clear_up(folder: Path) -> None:
    """Clears up what killed runs have left at a packages folder, if they have left anything. Raises StorageError."""
    real = folder.resolve()
    if any(path.is_dir() for path in (real.parent / f".{real.name}.toolkit", real / ".toolkit")):
        with workplace(folder):
            pass


def fresh_folder(work: Path) -> Path:
    """A new, empty folder in the work folder. Raises StorageError."""
    path = work / f"new-{secrets.token_hex(4)}"
    make_folder(path)
    return path


def put_in_place(new: Path, target: Path, work: Path) -> None:
    """Gives the finished folder `new` the name `target`; what had that name before is gone afterwards.

    In one step where the system can exchange two names; else the old one is put aside for an instant, and a process
    killed just then has it brought back by the next. Raises StorageError; then the old one is where it was.
    """
    sync_folder(new)
    try:
        if not os.path.lexists(target):
            os.rename(new, target)
        elif not exchange(new, target):
            old = work / f"{OLD}{target.name}"
            os.rename(target, old)
            try:
                os.rename(new, target)
            except OSError:
                os.rename(old, target)
                raise
            _discard(old)
        else:
            _discard(new)
    except OSError as error:
        raise storage_error(target, OSError(error.errno, error.strerror, str(target)), "install") from error
    sync_folder(target.parent)


def put_away(path: Path, work: Path) -> None:
    """Removes an installed package: whole, or not at all. Raises StorageError."""
    try:
        gone = work / f"gone-{secrets.token_hex(4)}"
        os.rename(path, gone)
        sync_folder(path.parent)
        _discard(gone)
    except OSError as error:
        raise storage_error(path, OSError(error.errno, error.strerror, str(path)), "remove") from error


def _beside(folder: Path) -> Path | None:
    """The hidden folder next to the packages, where that may be made and files can be renamed from there."""
    real = folder.resolve()
    work = real.parent / f".{real.name}.toolkit"
    probe = work / f"probe-{secrets.token_hex(4)}"
    try:
        work.mkdir(exist_ok=True)
        probe.touch()
        arrived = real / f".{probe.name}"
        os.rename(probe, arrived)
        arrived.unlink()
    except OSError:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)
            work.rmdir()
        return None
    return work


def _inside(folder: Path) -> Path:
    """A folder among the packages that says of itself that it is none; it stays, since taking it away has an instant
    without metadata.
    """
    work = folder / ".toolkit"
    work.mkdir(exist_ok=True)
    write_atomic(work / "metadata.json", MARKER)
    return work


def _tidy(work: Path, folder: Path) -> None:
    for path in (*sorted(work.iterdir()), *folder.glob(".probe-*")):
        if path.name.startswith(OLD) and not os.path.lexists(folder / path.name.removeprefix(OLD)):
            os.rename(path, folder / path.name.removeprefix(OLD))
        elif path.is_dir() or path.is_symlink() or path.name.startswith((".", "probe-")):  # downloads have no dot
            _discard(path)
        elif path.name != "metadata.json" and time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink()


def _discard(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
