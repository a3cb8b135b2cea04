"""An `.argosmodel` file, taken for an attack until it is shown to be whole and harmless, and unpacked."""

import hashlib
import os
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import PackageError, StorageError
from toolkit.files import storage_error
from toolkit.packages.package import open_archive

MAXIMUM_FILES = 5000
"""An official package with a bundled sentence splitter has about 20."""
MAXIMUM_BYTES = 32 << 30
"""Unpacked; the largest models that CTranslate2 runs on a processor are smaller."""
MAXIMUM_RATIO = 200
"""Unpacked to packed. Weights hardly shrink at all, bombs do a thousandfold and more."""
HARMLESS_BYTES = 64 << 20
"""Below this no ratio is suspicious: made-up weights of a test package are mostly zeros."""
MAXIMUM_NAME = 255
"""Bytes of one name, the limit of common file systems."""
CHUNK = 1 << 20
JUNK = ("__MACOSX",)
"""Folders that macOS adds to archives; they are left out, as are its .DS_Store files."""
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""What Windows takes for a device, whatever follows after a dot."""
WAY_OUT = "do not trust it, and get the package again"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it came out of an archive."""

    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be unpacked: archives are judged as a whole before the first byte is written."""

    root: str
    """The one folder at the top."""
    files: tuple[tuple[zipfile.ZipInfo, tuple[str, ...]], ...]
    """Each file and the names from below the root that lead to it."""
    size: int
    """Bytes unpacked."""


def unpack(path: Path, folder: Path) -> dict[str, Stored]:
    """Writes what lies in the top folder of the archive `path` into the existing, empty `folder`.

    Returns name -> size and hash, names from the top with forward slashes. Every checksum is compared and every file
    is on the disk when it returns. Raises PackageError for an archive that is damaged, unsafe or of another shape (the
    folder may then hold some of it, and nothing is ever written outside), StorageError where the disk refuses.
    """
    written: dict[str, Stored] = {}
    with open_archive(path) as archive:
        plan = inspect(archive, path)
        if plan.size > shutil.disk_usage(folder).free:
            raise StorageError(f"no space for {plan.size:,} bytes unpacked; make room there", path=folder.parent)
        for info, names in plan.files:
            target = folder.joinpath(*names)
            written["/".join(names)] = _extract(archive, info, target, path)
    for place in sorted({folder, *(folder.joinpath(*names[:-1]) for _, names in plan.files)}):
        sync_folder(place)
    return written


def inspect(archive: zipfile.ZipFile, path: Path) -> Plan:
    """Judges the list of members; raises PackageError where the archive is unsafe or no package."""
    members = [info for info in archive.infolist() if not _is_junk(info.orig_filename)]
    if len(members) > MAXIMUM_FILES:
        raise PackageError(f"the archive has {len(members):,} members, a package has a few; {WAY_OUT}", path=path)
    files: list[tuple[zipfile.ZipInfo, tuple[str, ...]]] = []
    kinds: dict[tuple[str, ...], bool] = {}
    for info in members:
        names = _names(info, path)
        is_folder = info.orig_filename.endswith("/")
        folded = tuple(unicodedata.normalize("NFC", name).casefold() for name in names)
        if folded in kinds and not (is_folder and kinds[folded]):
            raise PackageError(f"the archive has two members of the name {info.orig_filename!r}; {WAY_OUT}", path=path)
        kinds[folded] = is_folder
        if not is_folder:
            files.append((info, names))
    for folded in list(kinds):
        if any(kinds.get(folded[:length]) is False for length in range(1, len(folded))):
            raise PackageError(f"in the archive a file is also a folder: {'/'.join(folded)!r}; {WAY_OUT}", path=path)
    roots = {names[0] for _, names in files}
    if len(roots) != 1 or any(len(names) < 2 for _, names in files):
        raise PackageError("not one folder with everything in it: this is not an Argos package", path=path)
    size = sum(info.file_size for info, _ in files)
    packed = max(1, path.stat().st_size)
    if size > MAXIMUM_BYTES or (size > HARMLESS_BYTES and size > MAXIMUM_RATIO * packed):
        raise PackageError(f"{packed:,} bytes would unpack to {size:,}: this is a bomb; {WAY_OUT}", path=path)
    return Plan(roots.pop(), tuple((info, names[1:]) for info, names in files), size)


def sync_folder(folder: Path) -> None:
    """Has the names in a folder written to the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _names(info: zipfile.ZipInfo, path: Path) -> tuple[str, ...]:
    """The names that lead to a member; what could mean another place on any system is refused."""
    name = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or info.external_attr & 0x400:
        raise PackageError(f"the archive has a link or a device: {name!r}; {WAY_OUT}", path=path)
    if info.flag_bits & 1:
        raise PackageError(f"the archive is locked with a password ({name!r}); {WAY_OUT}", path=path)
    names = tuple(name.removesuffix("/").split("/"))
    if not all(map(_is_plain, names)):
        raise PackageError(f"the archive has an unsafe name: {name!r}; {WAY_OUT}", path=path)
    return names


def _is_plain(name: str) -> bool:
    """Whether a name is one file or folder, and the same one, on every system."""
    return (
        name not in ("", ".", "..")
        and not any(character in '\\:*?"<>|' or unicodedata.category(character)[0] == "C" for character in name)
        and not name.endswith((".", " "))
        and name.split(".")[0].rstrip().casefold() not in DEVICES
        and len(name.encode("utf-8", "surrogatepass")) <= MAXIMUM_NAME
    )


def _is_junk(name: str) -> bool:
    names = name.split("/")
    return names[0] in JUNK or names[-1] == ".DS_Store"


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, path: Path) -> Stored:
    digest, size = hashlib.sha256(), 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        file = target.open("xb")
    except OSError as error:
        raise storage_error(target, error) from error
    with file:
        for data in _chunks(archive, info, path):
            digest.update(data)
            size += len(data)
            try:
                file.write(data)
            except OSError as error:
                raise storage_error(target, error) from error
        try:
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(target, error) from error
    return Stored(size, digest.hexdigest())


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> Iterator[bytes]:
    """The bytes of a member; its checksum is compared with the last of them."""
    left = info.file_size
    try:
        with archive.open(info) as member:
            while data := member.read(CHUNK):
                left -= len(data)
                if left < 0:
                    break
                yield data
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise PackageError(f"{info.filename!r} in the archive is damaged ({error}); get it again", path=path) from error
    if left:
        raise PackageError(f"{info.filename!r} in the archive has not the size it claims; {WAY_OUT}", path=path)
