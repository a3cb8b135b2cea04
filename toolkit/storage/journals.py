"""A journal: lines of JSON that are only ever added to, so that a kill at any instant costs at most the last one."""

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from toolkit.storage.files import beside, make_folder, storage_error, write_atomic
from toolkit.storage.given import json_value
from toolkit.storage.locks import locked


class Journal:
    """One file; threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        """Reads and makes nothing yet."""
        self.path = path
        self._lock = threading.RLock()
        self._file: tuple[int, int] | None = None
        self._read = 0
        """Bytes that `news` has given already."""

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keeps every other thread and process from it within the `with`. Raises StorageError."""
        with self._lock:
            make_folder(self.path.parent)
            with locked(beside(self.path, ".lock"), remove=True):
                yield

    def news(self) -> tuple[bool, list[Any]]:
        """(whether it begins anew, the lines since the last look), also those of other processes.

        A line that was cut off, or that no journal writes, is left out. Raises StorageError.
        """
        with self._lock:
            try:
                with self._opened(os.O_RDONLY) as file:
                    found = os.fstat(file.fileno())
                    anew = (found.st_dev, found.st_ino) != self._file or found.st_size < self._read
                    file.seek(0 if anew else self._read)
                    data = file.read()
            except FileNotFoundError:
                anew, self._file, self._read = self._file is not None, None, 0
                return anew, []
            except OSError as error:
                raise storage_error(self.path, error, "read") from error
            whole = data.rfind(b"\n") + 1
            self._file, self._read = (found.st_dev, found.st_ino), whole + (0 if anew else self._read)
            return anew, list(_values(data[:whole].split(b"\n")))

    def add(self, value: Any) -> None:
        """Puts a line on the disk, whole when this returns. Raises StorageError."""
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
        with self.held():
            try:
                with self._opened(os.O_RDWR | os.O_CREAT | os.O_APPEND) as file:
                    size = file.seek(0, os.SEEK_END)
                    if size and (file.seek(size - 1), file.read(1))[1] != b"\n":
                        line = b"\n" + line  # what a kill or a full disk has cut off stays apart
                    file.write(line)
                    os.fsync(file.fileno())
            except OSError as error:
                raise storage_error(self.path, error) from error

    def rewrite(self, values: Iterable[Any]) -> None:
        """Puts these lines in the place of all others; to be called within `held`. Raises StorageError."""
        text = "".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)
        write_atomic(self.path, text.encode("utf-8", "surrogatepass"))

    @property
    def size(self) -> int:
        """Bytes that were read of it."""
        return self._read

    def _opened(self, flags: int) -> Any:
        more = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self.path, flags | more, 0o600), "rb" if flags == os.O_RDONLY else "r+b", buffering=0)


def _values(lines: Iterable[bytes]) -> Iterator[Any]:
    for line in lines:
        if line:
            with contextlib.suppress(ValueError):
                yield json_value(line.decode("utf-8", "surrogatepass"))
