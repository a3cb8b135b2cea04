"""`toolkit packages install`, and what it shares with its neighbours."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.cli.transfer import Transfer
from toolkit.errors import PackageError, UnknownName, UsageError
from toolkit.languages import language
from toolkit.project.settings import ProjectSettings

if TYPE_CHECKING:
    from toolkit.packages import Package
    from toolkit.packages.index import Entry
    from toolkit.packages.installation import Outcome


def timeout(function: Callable[..., int]) -> Callable[..., int]:
    """--timeout."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=30.0,
        metavar="SECONDS",
        help="Silence after which a connection counts as broken. Default: 30.",
    )(function)


@click.command("install", short_help="Install packages from the index, a file or a folder.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--from",
    "directory",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Take the .argosmodel files of a folder, all or the named ones; no network.",
)
@click.option("--keep", is_flag=True, help="Keep older versions of the same direction.")
@click.option("--again", is_flag=True, help="Install also what is there already, to repair it.")
@timeout
@options.project
@options.machine
def command(
    names: tuple[str, ...],
    directory: Path | None,
    keep: bool,
    again: bool,
    timeout: float,
    project: Path,
    form: str,
    as_json: bool,
) -> int:
    """Install packages into the folder where argostranslate finds them too.

    NAME is a language (into it from the project's), a direction, a direction and a version, or an .argosmodel file,
    which needs no network. An interrupted download goes on where it was.

    \b
    Examples:
      toolkit packages install ky
      toolkit packages install en-ky==1.4 en-ru
      toolkit packages install translate-en_ru-1_9.argosmodel
      toolkit packages install --from /media/stick
    """
    from toolkit.packages import orders
    from toolkit.packages.download import Patience
    from toolkit.packages.installation import Options

    if any(not name.strip() for name in names):
        raise UsageError("an empty name; name a language (ky), a direction (en-ky) or a file")
    settings, _ = options.settings(project)
    folder, source = settings.package_folders[0], settings.source_language
    behaviour = Options(keep=keep, again=again, patience=Patience(timeout=timeout), waiting=_waiting)
    if directory is not None:
        outcomes = orders.install_from(directory, names, folder, source=source, options=behaviour)
    elif names:
        outcomes = orders.install(
            names,
            folder,
            source=source,
            index=lambda: fetched_index(settings, timeout),
            transfer=Transfer,
            options=behaviour,
        )
    else:
        raise UsageError("nothing to install: name a language (ky), a direction (en-ky), a file, or a folder (--from)")
    machine = as_json or form == "json"
    rows: list[dict[str, Any]] = []
    try:
        for outcome in outcomes:
            rows.append(_outcome_json(outcome))
            if not machine:
                _tell(outcome)
    finally:
        if machine:
            printing.print_json(rows)
    return 0


def fetched_index(settings: ProjectSettings, timeout: float) -> "tuple[Entry, ...]":
    """The index, read from the network now; the address is said aloud."""
    from toolkit.packages.download import Patience
    from toolkit.packages.index import fetch_index

    printing.echo(f"reading {settings.package_index}", err=True)
    return fetch_index(settings.package_index, settings.package_index_copy, Patience(timeout=timeout))


def named(names: Sequence[str], settings: ProjectSettings) -> "list[Package]":
    """Installed and embedded packages by name, and archives by path. Raises PackageError, UnknownName."""
    from toolkit import packages
    from toolkit.packages import names as namings
    from toolkit.packages.orders import is_file

    found = packages.discover(settings.package_folders).packages
    chosen: list[Package] = []
    for name in names:
        if not is_file(name):
            chosen += namings.matching(name, found, settings.source_language)
        elif (package := packages.open_package(Path(name), "file")) is not None:
            chosen.append(package)
        else:
            raise PackageError("this package is not for translating", path=name)
    return list({package.path: package for package in chosen}.values())


def package_json(package: "Package") -> dict[str, Any]:
    """A package for programs."""
    return {
        "source": package.source,
        "target": package.target,
        "source_tag": _tag(package.source),
        "target_tag": _tag(package.target),
        "version": package.version,
        "kind": package.kind,
        "path": str(package.path),
    }


def _outcome_json(outcome: "Outcome") -> dict[str, Any]:
    return {
        **package_json(outcome.package),
        "status": outcome.status,
        "replaced": [package.version for package in outcome.replaced],
        "newer": [package.version for package in outcome.newer],
    }


def _tell(outcome: "Outcome") -> None:
    package = outcome.package
    if outcome.status == "present":
        printing.echo(f"{package.name} is installed already; --again installs it once more")
        return
    instead = ", ".join(other.version or "one without a version" for other in outcome.replaced)
    printing.echo(f"installed {package.name} in {package.path}" + (f", instead of {instead}" if instead else ""))
    for newer in outcome.newer:
        printing.echo(
            f"{newer.name} is installed too and is used, being newer; "
            f"`toolkit packages remove {newer.source}-{newer.target}=={newer.version}` changes that"
        )


def _waiting() -> None:
    printing.echo("another installation is at work here; waiting for its end", err=True)


def _tag(code: str) -> str:
    """BCP 47; the code itself for a language that nobody knows."""
    try:
        return language(code).tag
    except UnknownName:
        return code
