"""Zip archives and gzip files from strangers: taken for an attack until they are shown to be harmless.

`opened` is the one judge of documents, packages, exchange files and memories: how many members, how large, how much
larger than packed, whether any lies within another, what they are called; all of that before one of them is read.
"""

import contextlib
import gzip
import io
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

MAXIMUM_NAME = 255
"""Bytes of one name, the limit of common file systems."""
HARMLESS_BYTES = 64 << 20
"""Below this no ratio is suspicious: made-up weights of a test package are mostly zeros."""
MAXIMUM_RATIO = 200
"""Unpacked to packed. Pictures and weights hardly shrink at all, bombs do a thousandfold and more."""
CHUNK = 1 << 20
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""What Windows takes for a device, whatever follows after a dot."""


LOCAL = struct.Struct("<4s5H3I2H")
"""Local file header: signature, version, flags, method, time, date, CRC, packed, unpacked, length of name and extra."""
END = struct.Struct("<4s4H2IH")
"""End of the central directory: signature, disks, members, size and place of the directory, length of the comment."""
LONGEST_END = END.size + 65_535
MOST_RECORD = 400
"""Bytes of a member's record in the directory, on average; a name and the extra fields of common programs take 150."""
DAMAGE = (
    zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, struct.error, EOFError, ValueError, NotImplementedError,
    RuntimeError, OSError,
)  # fmt: skip
"""What Python's modules raise where the bytes are no archive, or damaged."""


class ArchiveFault(Exception):
    """What is wrong with an archive, as a part of a sentence; callers add the file and what to do."""


class NoArchive(ArchiveFault):
    """Nothing that can be read as an archive, so that nothing is known of its members."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an honest archive of a kind stays below."""

    members: int
    bytes: int
    """All members unpacked."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An archive that was found harmless; its members may be read."""

    zip: zipfile.ZipFile
    packed: int
    """Bytes of the file."""
    names: Mapping[str, tuple[str, ...]]
    """Raw name of each member -> the folder and file names that lead to it."""
    ends: Mapping[int, int]
    """Offset of each member -> where its bytes end."""
    members: tuple[zipfile.ZipInfo, ...]
    """Those that count, in the order of the directory."""

    @property
    def size(self) -> int:
        """Bytes of all members unpacked."""
        return sum(info.file_size for info in self.members)

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """One member whole. Raises ArchiveFault."""
        return b"".join(chunks(self.zip, info))


@contextlib.contextmanager
def opened(
    file: Path | bytes,
    limits: Limits,
    *,
    left_out: Callable[[str], bool] = lambda _: False,
    named: bool = True,
    backslashes: bool = False,
) -> Iterator[Judged]:
    """The archive, judged as a whole before anything in it is read; what is `left_out` by its name is never unpacked.

    Without `named` its names do not matter, since nobody makes paths of them. With `backslashes` these part the names
    of folders too, as in archives that old .NET made.
    Raises ArchiveFault for what is unsafe, NoArchive for what is damaged, OSError where the file cannot be opened.
    """
    with io.BytesIO(file) if isinstance(file, bytes) else file.open("rb") as handle:
        packed = handle.seek(0, os.SEEK_END)
        _refuse_long_directory(handle, packed, limits)
        try:
            archive = zipfile.ZipFile(handle)
        except DAMAGE as error:
            raise NoArchive(str(error) or "unreadable") from error
        with archive:
            yield _judged(archive, packed, limits, left_out, named, backslashes)


def _judged(
    archive: zipfile.ZipFile,
    packed: int,
    limits: Limits,
    left_out: Callable[[str], bool],
    named: bool,
    backslashes: bool,
) -> Judged:
    every = archive.infolist()
    members = tuple(info for info in every if not left_out(info.orig_filename))
    if len(members) > limits.members:
        raise ArchiveFault(
            f"the archive has {len(members):,} members, more than the {limits.members:,} of an honest one"
        )
    names = judge(members, backslashes=backslashes) if named else {}
    size = sum(info.file_size for info in members)
    if size > limits.bytes or is_bomb(size, packed):
        raise ArchiveFault(f"{packed:,} bytes would unpack to {size:,}: this is a bomb")
    return Judged(archive, packed, names, _ends(archive, every), members)


def _refuse_long_directory(file: BinaryIO, packed: int, limits: Limits) -> None:
    """Raises ArchiveFault where the directory is longer than that of so many members: it would be read whole."""
    start = max(0, packed - LONGEST_END)
    file.seek(start)
    tail = file.read(LONGEST_END)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or place + END.size > len(tail):
        return
    *_, size, _, _ = END.unpack(tail[place : place + END.size])
    if size == 0xFFFFFFFF:  # ZIP64 says it elsewhere; the directory lies before its end all the same
        size = start + place
    if min(size, start + place) > limits.members * MOST_RECORD:
        raise ArchiveFault(f"the list of its members alone has {size:,} bytes: this is a bomb")


def _ends(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> dict[int, int]:
    """Offset of each member -> where its bytes end. Raises ArchiveFault where two of them share bytes."""
    ends: dict[int, int] = {}
    ordered = sorted(members, key=lambda info: info.header_offset)
    following = [*(info.header_offset for info in ordered[1:]), archive.start_dir]
    file = archive.fp
    assert file is not None
    for info, after in zip(ordered, following, strict=False):  # of an empty one, the directory alone follows
        try:
            file.seek(info.header_offset)
            header = file.read(LOCAL.size)
        except (OSError, ValueError):
            header = b""
        if len(header) < LOCAL.size or header[:4] != b"PK\x03\x04":
            raise ArchiveFault(f"{info.orig_filename!r} in the archive is damaged")
        *_, name, extra = LOCAL.unpack(header)
        if info.header_offset + LOCAL.size + name + extra + info.compress_size > after:
            raise ArchiveFault(f"{info.orig_filename!r} in the archive overlaps another member: this is a bomb")
        ends[info.header_offset] = after
    return ends


def judge(members: Iterable[zipfile.ZipInfo], *, backslashes: bool = False) -> dict[str, tuple[str, ...]]:
    """Raw name of each member -> the folder and file names that lead to it, slashes taken away.

    Raises ArchiveFault for a name that could mean another place on any system, for names that mean the same file, for
    links, devices and members locked with a password.
    """
    found: dict[str, tuple[str, ...]] = {}
    kinds: dict[tuple[str, ...], bool] = {}
    for info in members:
        names = names_of(info, backslashes=backslashes)
        is_folder = info.orig_filename.endswith(("/", "\\") if backslashes else "/")
        folded = tuple(unicodedata.normalize("NFC", name).casefold() for name in names)
        if folded in kinds and not (is_folder and kinds[folded]):
            raise ArchiveFault(f"the archive has two members of the name {info.orig_filename!r}")
        kinds[folded] = is_folder
        found[info.orig_filename] = names
    for folded in kinds:
        if any(kinds.get(folded[:length]) is False for length in range(1, len(folded))):
            raise ArchiveFault(f"in the archive a file is also a folder: {'/'.join(folded)!r}")
    return found


def names_of(info: zipfile.ZipInfo, *, backslashes: bool = False) -> tuple[str, ...]:
    """The names that lead to a member. Raises ArchiveFault as `judge` does."""
    name = info.orig_filename.replace("\\", "/") if backslashes else info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or info.external_attr & 0x400:
        raise ArchiveFault(f"the archive has a link or a device: {name!r}")
    if info.flag_bits & 1:
        raise ArchiveFault(f"the archive is locked with a password ({name!r})")
    names = tuple(name.removesuffix("/").split("/"))
    if not all(map(is_plain, names)):
        raise ArchiveFault(f"the archive has an unsafe name: {name!r}")
    return names


def is_plain(name: str) -> bool:
    """Whether a name is one file or folder, and the same one, on every system."""
    return (
        name not in ("", ".", "..")
        and not any(character in '\\:*?"<>|' or unicodedata.category(character)[0] == "C" for character in name)
        and not name.endswith((".", " "))
        and name.split(".")[0].rstrip().casefold() not in DEVICES
        and len(name.encode("utf-8", "surrogatepass")) <= MAXIMUM_NAME
    )


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes cannot honestly come out of so few."""
    return unpacked > HARMLESS_BYTES and unpacked > MAXIMUM_RATIO * max(1, packed)


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, never more than it claims; its checksum is compared with the last of them.

    Raises ArchiveFault for a member that is damaged or has another size.
    """
    left = info.file_size
    try:
        with archive.open(info) as member:
            while data := member.read(CHUNK):
                left -= len(data)
                if left < 0:
                    break
                yield data
    except DAMAGE as error:
        raise ArchiveFault(f"{info.filename!r} in the archive is damaged ({error})") from error
    if left:
        raise ArchiveFault(f"{info.filename!r} in the archive has not the size it claims")


class _Watched(io.RawIOBase):
    """What a gzip file holds; ArchiveFault as soon as that is more than honest bytes unpack to."""

    def __init__(self, file: gzip.GzipFile, packed: int) -> None:
        self._file, self._packed, self._given = file, packed, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As RawIOBase has it."""
        try:
            data = self._file.read(len(buffer))
        except DAMAGE as error:
            raise ArchiveFault(f"the compressed file is damaged or cut off ({error})") from error
        self._given += len(data)
        if is_bomb(self._given, self._packed):
            raise ArchiveFault(f"{self._packed:,} bytes unpack to more than {self._given:,}: this is a bomb")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes both."""
        self._file.close()
        super().close()


def unpacked(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where its name ends in .gz; reading raises ArchiveFault for damage and bombs.

    Raises OSError where it cannot be opened.
    """
    if path.suffix.lower() != ".gz":
        return path.open("rb")
    return io.BufferedReader(_Watched(gzip.open(path, "rb"), path.stat().st_size), CHUNK)
