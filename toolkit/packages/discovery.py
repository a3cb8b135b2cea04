"""Which packages there are, and which of them serve a direction."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import PackageError, UsageError
from toolkit.languages import code_of
from toolkit.packages.locations import starter_folder
from toolkit.packages.package import ARCHIVE_ENDING, Package, open_package
from toolkit.packages.versions import rank, same

PIVOT = "en"
"""Every official package translates from or into English."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found in the package folders."""

    packages: tuple[Package, ...]
    """Sorted by direction; within one, the best first."""
    problems: tuple[str, ...]
    """One sentence for each package that is damaged or incomplete; they never stop the work."""
    folders: tuple[Path, ...] = ()
    """Where was looked for installed packages."""


def discover(folders: Sequence[Path], starter: bool = True) -> Discovery:
    """Looks for packages in `folders` and, with `starter`, among the embedded ones; missing folders are empty ones."""
    packages: list[Package] = []
    problems: list[str] = []
    places = [(folder, "installed") for folder in folders] + [(starter_folder(), "starter")] * starter
    seen: set[Path] = set()
    for folder, kind in places:
        real = folder.resolve()
        if real in seen:
            continue
        seen.add(real)
        try:
            candidates = sorted(path for path in folder.iterdir() if _is_candidate(path)) if folder.is_dir() else []
        except OSError as error:
            problems.append(f"{folder}: cannot be read: {(error.strerror or str(error)).lower()}")
            continue
        for path in candidates:
            try:
                package = open_package(path, kind)
            except (PackageError, OSError) as error:  # noqa: PERF203 - one damaged package must not hide the others
                problems.append(str(error))
            else:
                packages += [package] if package is not None else []
    packages.sort(key=lambda package: package.path.name)
    packages.sort(key=_rank, reverse=True)
    packages.sort(key=lambda package: package.direction)
    return Discovery(tuple(packages), tuple(problems), tuple(folders))


def choose(discovery: Discovery, source: str, target: str, version: str | None = None) -> Package:
    """The package for one direction: installed before embedded, the newest first, or exactly `version`.

    Raises PackageError where there is none.
    """
    wanted = code_of(source), code_of(target)
    found = [package for package in discovery.packages if package.direction == wanted]
    if not found:
        raise _missing(discovery, *wanted)
    if version is None:
        return found[0]
    for package in found:
        if same(package.version, version):
            return package
    raise PackageError(
        f"no package translate-{wanted[0]}_{wanted[1]} of version {version}; "
        f"there are: {', '.join(package.version or 'one without a version' for package in found)}"
    )


def route(discovery: Discovery, source: str, target: str, version: str | None = None) -> tuple[Package, ...]:
    """The packages to go through one after another: one, or two by way of English.

    `version` is that of a direct package. Raises PackageError where no way leads to `target`, UsageError where
    source and target are the same.
    """
    start, end = code_of(source), code_of(target)
    if start == end:
        raise UsageError(f"source and target language are both {start}: there is nothing to translate")
    directions = {package.direction for package in discovery.packages}
    if (start, end) in directions or version is not None:
        return (choose(discovery, start, end, version),)
    if (start, PIVOT) in directions and (PIVOT, end) in directions:
        return choose(discovery, start, PIVOT), choose(discovery, PIVOT, end)
    raise _missing(discovery, start, end)


def _is_candidate(path: Path) -> bool:
    return not path.name.startswith((".", "__")) and (path.is_dir() or path.name.endswith(ARCHIVE_ENDING))


def _rank(package: Package) -> tuple[bool, tuple[bool, object]]:
    """Installed above embedded, then the newer above the older."""
    return package.kind == "installed", rank(package.version)


def _missing(discovery: Discovery, source: str, target: str) -> PackageError:
    known = ", ".join(dict.fromkeys("→".join(package.direction) for package in discovery.packages))
    name = f"translate-{source}_{target}"
    folder = discovery.folders[0] if discovery.folders else "the packages folder of argostranslate"
    damaged = [problem for problem in discovery.problems if name in problem]
    return PackageError(
        f"no package translates {source}→{target} (there are: {known or 'none'}); "
        f"install one with `toolkit packages install {source}-{target}`, or put {name}{ARCHIVE_ENDING} into {folder}"
        + (f"; a damaged one was passed over: {damaged[0]}" if damaged else "")
    )
