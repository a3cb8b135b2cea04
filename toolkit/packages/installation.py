"""Installing and removing packages: killed at any instant, there is nothing of a package or all of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from toolkit.errors import PackageError, UnknownName
from toolkit.packages import record
from toolkit.packages.archive import unpack
from toolkit.packages.discovery import Discovery, discover
from toolkit.packages.download import Patience, Progress, discard, download
from toolkit.packages.index import Entry
from toolkit.packages.names import matching
from toolkit.packages.package import ARCHIVE_ENDING, Package, open_package
from toolkit.packages.verification import run_once
from toolkit.packages.versions import rank, same
from toolkit.packages.workplace import fresh_folder, put_away, put_in_place, workplace
from toolkit.storage.files import absent, sha256_of


@dataclass(frozen=True, slots=True)
class Options:
    """How an installation behaves."""

    keep: bool = False
    """Older versions of the same direction stay."""
    again: bool = False
    """Also what is there already is installed, to repair it."""
    patience: Patience = field(default_factory=Patience)
    waiting: Callable[[], None] = lambda: None
    """Called once where another process is installing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one installation."""

    package: Package
    status: Literal["installed", "present"]
    replaced: tuple[Package, ...] = ()
    """Other versions of the direction that it took the place of."""
    newer: tuple[Package, ...] = ()
    """Of the same direction; they stay, and are used unless a version is named."""


def install_entry(entry: Entry, folder: Path, options: Options, *, exact: bool, progress: Progress) -> Outcome:
    """Downloads a package of the index and installs it into `folder`.

    `exact` wants this version and no newer one. A damaged archive that was fetched in pieces is fetched once more, in
    case the pieces did not belong together. Raises PackageError, DownloadError, StorageError.
    """
    with workplace(folder, options.waiting) as work:
        part = work / f"{folder_name(entry.source, entry.target, entry.version)}{ARCHIVE_ENDING}.part"
        present = _present(folder, entry.source, entry.target, entry.version, exact=exact)
        if present and not options.again:
            discard(part)  # of a run that was killed just after the package was in place
            return Outcome(present, "present")
        while True:
            fetched = download(
                entry.links,
                part,
                size=entry.size,
                sha256=entry.sha256,
                progress=progress,
                patience=options.patience,
            )
            try:
                outcome = _place(
                    part, folder, work, options, origin=fetched.link, direction=(entry.source, entry.target)
                )
            except PackageError as error:
                discard(part)
                if fetched.pieces == 1:
                    raise PackageError(str(error).replace(str(part), fetched.link)) from error
            else:
                discard(part)
                return outcome


def install_file(path: Path, folder: Path, options: Options) -> Outcome:
    """Installs an `.argosmodel` file, which stays where it is; needs no network.

    Raises PackageError, StorageError.
    """
    if not path.is_file():
        raise PackageError(absent(path), path=path)
    described = open_package(path)
    with workplace(folder, options.waiting) as work:
        present = described and _present(folder, *described.direction, described.version, exact=True)
        if present and not options.again:
            return Outcome(present, "present")
        return _place(path, folder, work, options, origin=path.name)


def remove(paths: Sequence[Path], waiting: Callable[[], None] = lambda: None) -> None:
    """Removes installed packages, each whole or not at all. Raises StorageError."""
    for path in paths:
        with workplace(path.parent, waiting) as work:
            put_away(path, work)


def removable(name: str, found: Discovery, source: str) -> list[Path]:
    """What lies under a name, all versions where none is named; a damaged package goes by the name of its folder.

    Raises UnknownName, PackageError for an embedded package.
    """
    for folder in found.folders:
        path = folder / name
        if path.parent == folder and not name.startswith(".") and path.is_dir():
            return [path]
    installed = [package for package in found.packages if package.kind == "installed"]
    embedded = [package for package in found.packages if package.kind != "installed"]
    try:
        return [package.path for package in matching(name, installed, source)]
    except (UnknownName, PackageError):
        if not embedded or not _matches(name, embedded, source):
            raise
    raise PackageError(f"{name} is embedded in the toolkit and stays; a package that is installed is used before it")


def archives_in(folder: Path) -> tuple[list[Package], list[str]]:
    """The packages in a folder of `.argosmodel` files, and one sentence for each file that is none.

    Raises PackageError where there is no such file at all.
    """
    if not folder.is_dir():
        raise PackageError("there is no such folder", path=folder)
    packages, problems = [], []
    for path in sorted(folder.glob(f"*{ARCHIVE_ENDING}")):
        try:
            package = open_package(path)
        except PackageError as error:  # noqa: PERF203 - one damaged file must not hide the others
            problems.append(str(error))
        else:
            packages += [package] if package else []
    if not packages and not problems:
        raise PackageError(f"no {ARCHIVE_ENDING} file in this folder", path=folder)
    return packages, problems


def folder_name(source: str, target: str, version: str) -> str:
    """How the official archives call their top folder: `translate-en_ru-1_9`.

    Raises PackageError for codes and versions that are no names.
    """
    if not all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in (source, target)):
        raise PackageError(f"{source!r} and {target!r} are not two language codes")
    if not re.fullmatch(r"[A-Za-z0-9.+_-]{0,40}", version):
        raise PackageError(f"{version!r} is not the version of a package")
    return f"translate-{source}_{target}" + (f"-{version.replace('.', '_')}" if version else "")


def _place(
    archive: Path,
    folder: Path,
    work: Path,
    options: Options,
    *,
    origin: str,
    direction: tuple[str, str] | None = None,
) -> Outcome:
    """Unpacks, judges, tries out and only then puts in place."""
    new = fresh_folder(work)
    try:
        files = unpack(archive, new)
        package = open_package(new)
        if package is None:
            raise PackageError("it holds no translation model: the toolkit splits sentences itself", path=archive)
        if direction and package.direction != direction:
            raise PackageError(
                f"this is {package.name}, not {'→'.join(direction)}; tell the index's owner", path=archive
            )
        name = folder_name(package.source, package.target, package.version)
        run_once(package)
    except PackageError as error:
        raise PackageError(str(error).replace(str(new), str(archive))) from error
    files.pop(record.NAME, None)
    record.write(new, record.Record(origin, sha256_of(archive), files))
    target = folder / name
    others = [
        found
        for found in discover([folder], starter=False).packages
        if found.direction == package.direction and not found.is_archive and found.path != target
    ]
    put_in_place(new, target, work)
    older = [found for found in others if rank(found.version) < rank(package.version) and not options.keep]
    replaced = [*older, *(found for found in others if same(found.version, package.version))]
    for found in replaced:
        put_away(found.path, work)
    installed = open_package(target)
    assert installed is not None
    newer = tuple(found for found in others if rank(found.version) > rank(package.version))
    return Outcome(installed, "installed", tuple(replaced), newer)


def _present(folder: Path, source: str, target: str, version: str, *, exact: bool) -> Package | None:
    for found in discover([folder], starter=False).packages:
        enough = same(found.version, version) or (not exact and rank(found.version) > rank(version))
        if enough and found.direction == (source, target) and not found.is_archive:
            return found
    return None


def _matches(name: str, packages: Sequence[Package], source: str) -> bool:
    try:
        return bool(matching(name, packages, source))
    except (UnknownName, PackageError):
        return False
