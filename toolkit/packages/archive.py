"""An `.argosmodel` file, taken for an attack until it is shown to be whole and harmless, and unpacked."""

import hashlib
import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import PackageError, StorageError
from toolkit.packages.package import open_archive
from toolkit.storage.archives import ArchiveFault, Judged, chunks
from toolkit.storage.files import storage_error

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
        plan = planned(archive, path)
        if plan.size > shutil.disk_usage(folder).free:
            raise StorageError(f"no space for {plan.size:,} bytes unpacked; make room there", path=folder.parent)
        for info, names in plan.files:
            target = folder.joinpath(*names)
            written["/".join(names)] = _extract(archive.zip, info, target, path)
    for place in sorted({folder, *(folder.joinpath(*names[:-1]) for _, names in plan.files)}):
        sync_folder(place)
    return written


def planned(archive: Judged, path: Path) -> Plan:
    """What lies in the one folder; raises PackageError where the archive has no such."""
    files = [
        (info, archive.names[info.orig_filename]) for info in archive.members if not info.orig_filename.endswith("/")
    ]
    roots = {names[0] for _, names in files}
    if len(roots) != 1 or any(len(names) < 2 for _, names in files):
        raise PackageError("not one folder with everything in it: this is not an Argos package", path=path)
    return Plan(roots.pop(), tuple((info, names[1:]) for info, names in files), archive.size)


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


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, path: Path) -> Stored:
    digest, size = hashlib.sha256(), 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        file = target.open("xb")
    except OSError as error:
        raise storage_error(target, error) from error
    with file:
        try:
            for data in chunks(archive, info):
                digest.update(data)
                size += len(data)
                try:
                    file.write(data)
                except OSError as error:
                    raise storage_error(target, error) from error
        except ArchiveFault as fault:
            raise PackageError(f"{fault}; {WAY_OUT}", path=path) from fault
        try:
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(target, error) from error
    return Stored(size, digest.hexdigest())
