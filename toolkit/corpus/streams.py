"""Bytes of files that may be compressed, line by line, and files that are written whole or not at all."""

import contextlib
import gzip
import io
import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from toolkit.errors import DocumentError, MissingLibrary, ToolkitError
from toolkit.storage.files import make_folder, storage_error

LONGEST_LINE = 64 << 20
"""Bytes of a line that are held; of a longer one, its length is told and nothing else."""
CHUNK = 1 << 16
"""Bytes of a compressed file that are unpacked at a time."""


@contextlib.contextmanager
def opened(path: Path, compression: str = "") -> Iterator[BinaryIO]:
    """The unpacked bytes of a file. Raises StorageError, UsageError where zstandard is not installed."""
    try:
        with path.open("rb") as file:
            if compression == "gzip":
                with gzip.open(file) as unpacked:
                    yield cast(BinaryIO, unpacked)
            elif compression == "zstd":
                with io.BufferedReader(_Unpacked(file, zstd(path))) as unpacked:
                    yield unpacked
            else:
                yield file
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise DocumentError(f"this is no gzip file ({error})", path=path) from error
        raise storage_error(path, error, "read") from error


def zstd(path: Path) -> Any:
    """The library. Raises MissingLibrary where it is not installed."""
    try:
        import zstandard
    except ImportError as error:
        raise MissingLibrary(f"{path}: .zst needs zstandard", "corpus") from error
    return zstandard


def lines(path: Path, compression: str = "") -> Iterator[tuple[int, bytes | int]]:
    """(number of the line from 1, the line without its end); of a line over LONGEST_LINE, its length in bytes.

    Raises DocumentError with the line where a compressed file is damaged or cut off, StorageError.
    """
    number = 0
    with opened(path, compression) as file:
        try:
            while line := file.readline(LONGEST_LINE):
                number += 1
                if line.endswith(b"\n"):
                    yield number, line[:-2] if line.endswith(b"\r\n") else line[:-1]
                elif len(line) < LONGEST_LINE:
                    yield number, line
                else:
                    length = len(line)
                    while not line.endswith(b"\n") and (line := file.readline(LONGEST_LINE)):
                        length += len(line)
                    yield number, length
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _cut_off(path, number + 1, error) from error
        except OSError as error:
            raise storage_error(path, error, "read") from error
        except ToolkitError:
            raise
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise _cut_off(path, number + 1, error) from error


class _Unpacked(io.RawIOBase):
    """What a .zst file holds, all its frames; EOFError where the last has no end, of which zstandard says nothing."""

    def __init__(self, file: BinaryIO, library: Any) -> None:
        self._file, self._library = file, library
        self._frame = library.ZstdDecompressor().decompressobj()
        self._rest, self._within, self._ready = b"", False, memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As RawIOBase has it."""
        while not self._ready:
            data = self._rest or self._file.read(CHUNK)
            if not data:
                if self._within:
                    raise EOFError("the last frame has no end")
                return 0
            if self._frame.eof:
                self._frame = self._library.ZstdDecompressor().decompressobj()
            self._ready = memoryview(self._frame.decompress(data))
            self._rest, self._within = (self._frame.unused_data, False) if self._frame.eof else (b"", True)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def _cut_off(path: Path, line: int, error: Exception) -> DocumentError:
    return DocumentError(
        f"the compressed file is damaged or cut off here ({error}); get it again, or take what comes before with "
        "--keep-damaged",
        path=path,
        line=line,
    )


@contextlib.contextmanager
def written(path: Path, *, settled: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name when all of it is on the disk: `.part`, fsync, rename.

    Without `settled` its name may be lost with the power, until something else in its folder is settled.
    Raises StorageError; then `path` is as it was and nothing is left beside it.
    """
    make_folder(path.parent)
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb", 1 << 18) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
        name = ""
        if settled:
            settle(path.parent)
    except OSError as error:
        raise storage_error(path, OSError(error.errno, error.strerror, str(path))) from error
    finally:
        if name:
            with contextlib.suppress(OSError):
                os.unlink(name)


def settle(folder: Path) -> None:
    """The names in a folder are on the disk, too; not every system lets one say so."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
