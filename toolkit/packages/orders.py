"""What a person asked to have installed, carried out one after another: names, files, or a folder of files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from toolkit.errors import PackageError
from toolkit.packages.download import Progress
from toolkit.packages.index import Entry
from toolkit.packages.installation import Options, Outcome, archives_in, install_entry, install_file
from toolkit.packages.names import parse, select
from toolkit.packages.package import Package

ENDINGS = (".argosmodel", ".zip")
"""A name with one of these, or with a slash, is a file."""


def install(
    names: Sequence[str],
    folder: Path,
    *,
    source: str,
    index: Callable[[], Sequence[Entry]],
    transfer: Callable[[str], AbstractContextManager[Progress]],
    options: Options,
) -> Iterator[Outcome]:
    """Installs files as they are and everything else from the index into the packages folder `folder`.

    `source` is the language that a lone language is translated from; `index` is called once, and only where a name is
    no file; `transfer` shows the progress of one download. Names are all understood before the first is installed.
    Raises UnknownName, PackageError, DownloadError, StorageError; what was installed before stays.
    """
    wanted: list[tuple[Entry, bool] | Path] = []
    entries: Sequence[Entry] | None = None
    for name in dict.fromkeys(names):
        if is_file(name):
            wanted.append(Path(name))
            continue
        entries = index() if entries is None else entries
        exact = bool(parse(name, entries, source).version)
        wanted += [(entry, exact) for entry in select(name, entries, source)]
    for each in dict.fromkeys(wanted):
        if isinstance(each, Path):
            yield install_file(each, folder, options)
        else:
            entry, exact = each
            with transfer(entry.name) as progress:
                outcome = install_entry(entry, folder, options, exact=exact, progress=progress)
            yield outcome


def install_from(
    directory: Path, names: Sequence[str], folder: Path, *, source: str, options: Options
) -> Iterator[Outcome]:
    """Installs `.argosmodel` files of a folder, the named ones or the newest of every direction; needs no network.

    A damaged file is reported after the sound ones are installed. Raises as `install` does.
    """
    packages, problems = archives_in(directory)
    wanted = [package for name in names for package in select(name, packages, source)]
    if not names:
        directions = dict.fromkeys(package.direction for package in packages)
        wanted = [package for each in directions for package in select("-".join(each), packages, source)]
    chosen: dict[Path, Package] = {package.path: package for package in wanted}
    for path in chosen:
        yield install_file(path, folder, options)
    if problems and not names:
        raise PackageError("; ".join(problems))


def is_file(name: str) -> bool:
    """Whether a person who writes `name` means a file."""
    return name.endswith(ENDINGS) or "/" in name or "\\" in name
