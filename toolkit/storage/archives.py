"""Zip archives from strangers: taken for an attack until their list of members is shown to be harmless."""

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator

MAXIMUM_NAME = 255
"""Bytes of one name, the limit of common file systems."""
HARMLESS_BYTES = 64 << 20
"""Below this no ratio is suspicious: made-up weights of a test package are mostly zeros."""
MAXIMUM_RATIO = 200
"""Unpacked to packed. Pictures and weights hardly shrink at all, bombs do a thousandfold and more."""
CHUNK = 1 << 20
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""What Windows takes for a device, whatever follows after a dot."""


class ArchiveFault(Exception):
    """What is wrong with an archive, as a part of a sentence; callers add the file and what to do."""


def judge(members: Iterable[zipfile.ZipInfo]) -> dict[str, tuple[str, ...]]:
    """Raw name of each member -> the folder and file names that lead to it, forward slashes taken away.

    Raises ArchiveFault for a name that could mean another place on any system, for names that mean the same file, for
    links, devices and members locked with a password.
    """
    found: dict[str, tuple[str, ...]] = {}
    kinds: dict[tuple[str, ...], bool] = {}
    for info in members:
        names = names_of(info)
        is_folder = info.orig_filename.endswith("/")
        folded = tuple(unicodedata.normalize("NFC", name).casefold() for name in names)
        if folded in kinds and not (is_folder and kinds[folded]):
            raise ArchiveFault(f"the archive has two members of the name {info.orig_filename!r}")
        kinds[folded] = is_folder
        found[info.orig_filename] = names
    for folded in kinds:
        if any(kinds.get(folded[:length]) is False for length in range(1, len(folded))):
            raise ArchiveFault(f"in the archive a file is also a folder: {'/'.join(folded)!r}")
    return found


def names_of(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """The names that lead to a member. Raises ArchiveFault as `judge` does."""
    name = info.orig_filename
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


def judge_whole(archive: zipfile.ZipFile, packed: int, *, most_members: int, most_bytes: int) -> None:
    """The one judgement of an archive before anything is read: count, sizes, ratio, overlap, names.

    `packed` is its size. Raises ArchiveFault.
    """
    members = archive.infolist()
    if len(members) > most_members:
        raise ArchiveFault(f"the archive has {len(members):,} members, more than the {most_members:,} of an honest one")
    judge(members)
    size = sum(info.file_size for info in members)
    if size > most_bytes or is_bomb(size, packed):
        raise ArchiveFault(f"{packed:,} bytes would unpack to {size:,}: this is a bomb")
    end = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise ArchiveFault(f"{info.orig_filename!r} in the archive lies within another member: this is a bomb")
        end = info.header_offset + info.compress_size


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
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise ArchiveFault(f"{info.filename!r} in the archive is damaged ({error})") from error
    if left:
        raise ArchiveFault(f"{info.filename!r} in the archive has not the size it claims")
