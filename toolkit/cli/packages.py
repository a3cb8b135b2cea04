"""`toolkit packages`: which Argos packages there are, and how to get and lose them."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import installing, making, options, printing
from toolkit.cli.groups import Group
from toolkit.cli.spoken import language_name
from toolkit.cli.transfer import megabytes
from toolkit.errors import PackageError, UnknownName
from toolkit.languages import language

if TYPE_CHECKING:
    from toolkit.packages.measured import Score

KINDS = {
    "installed": "installed",
    "starter": "starter: embedded, good at short software strings, weak at news",
    "file": "not installed",
}


@click.group("packages", cls=Group)
def command() -> None:
    """The Argos packages that drafts can be made with: see, get, remove and check them.

    Only `install NAME` and `search` use the network, and only for what they were asked for.

    \b
    Example:
      toolkit packages install en-ky
    """


@command.command("list", short_help="List installed and embedded packages, and damaged ones.")
@options.project
@options.machine
def list_packages(project: Path, form: str, as_json: bool) -> int:
    """List installed and embedded packages, and folders that look like packages but are damaged.

    \b
    Example:
      toolkit packages list
    """
    from toolkit import packages

    settings, _ = options.settings(project)
    found = packages.discover(settings.package_folders)
    used = {package.direction: package for package in reversed(found.packages)}
    if form == "json" or as_json:
        rows = [
            {**installing.package_json(package), "used": used[package.direction] is package}
            for package in found.packages
        ]
        printing.print_json({"packages": rows, "problems": list(found.problems)})
        return 0
    table = [
        (f"{p.source}→{p.target}", p.version, p.kind, "yes" if used[p.direction] is p else "") for p in found.packages
    ]
    printing.print_table(("direction", "version", "kind", "used"), table)
    for problem in found.problems:
        printing.echo(f"problem: {problem}", err=True)
    printing.echo(f"installed ones lie in {found.folders[0]}")
    if any(package.kind == "starter" for package in found.packages):
        printing.echo(
            "starter: embedded, good at short software strings, weak at news; an installed package comes first"
        )
    return 0


@command.command("info", short_help="Show what a package says of itself.")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@options.project
@options.machine
def info(names: tuple[str, ...], project: Path, form: str, as_json: bool) -> int:
    """Show what a package says of itself: languages, size, licence, model card. NAME may be an .argosmodel file.

    \b
    Examples:
      toolkit packages info en-ky
      toolkit packages info translate-en_ru-1_9.argosmodel
    """
    from toolkit.packages.details import details

    settings, _ = options.settings(project)
    chosen = [(package, details(package)) for package in installing.named(names, settings)]
    if form == "json" or as_json:
        printing.print_json(
            [
                {
                    **installing.package_json(package),
                    "argos_version": package.argos_version,
                    "tokenizer": package.tokenizer,
                    "target_prefix": package.target_prefix,
                    "size": more.size,
                    "files": more.files,
                    "fingerprint": package.fingerprint(),
                    "unused": list(more.unused),
                    "origin": more.origin,
                    "floor": dict(package.floors),
                    "scores": [asdict(score) for score in package.scores],
                    "licences": dict(more.licences),
                    "readme": more.readme,
                }
                for package, more in chosen
            ]
        )
        return 0
    for package, more in chosen:
        floors = ", ".join(f"{kind} {floor:.2f}" for kind, floor in package.floors)
        rows = {
            package.name: KINDS[package.kind],
            "translates": f"{_described(package.source)} → {_described(package.target)}",
            "size": f"{megabytes(more.size)} in {more.files} files",
            "fingerprint": f"{package.fingerprint()}, as drafts and receipts name it",
            "tokenizer": package.tokenizer
            + (f", target prefix {package.target_prefix}" if package.target_prefix else ""),
            "made for": f"Argos Translate {package.argos_version}" if package.argos_version else "",
            "not used": ", ".join(more.unused) and f"{', '.join(more.unused)} (the toolkit splits sentences itself)",
            "licence": ", ".join(more.licences) or ("see below" if "licen" in more.readme.casefold() else "not said"),
            "from": more.origin,
            "chrF": "; ".join(map(_score, package.scores)),
            "floor": floors and f"{floors} (drafts of less confidence are worth less than a gloss)",
            "path": str(package.path),
        }
        width = max(map(len, rows))
        for name, value in rows.items():
            if value:
                printing.echo(f"{name.ljust(width)}  {value}")
        for text in (*more.licences.values(), more.readme):
            if text:
                printing.echo(f"\n{text}")
        printing.echo()
    return 0


@command.command("search", short_help="Read the index and list what it has.")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@click.option("--cached", is_flag=True, help="The index as it was read last; no network.")
@installing.timeout
@options.project
@options.machine
def search(words: tuple[str, ...], cached: bool, timeout: float, project: Path, form: str, as_json: bool) -> int:
    """Read the package index and list what it has; WORD is a code or a name of a language.

    \b
    Examples:
      toolkit packages search kyrgyz
      toolkit packages search en zh-Hant --cached
    """
    from toolkit import packages
    from toolkit.packages import index

    settings, _ = options.settings(project)
    if cached:
        entries = index.load_index(settings.package_index_copy, settings.package_index)
    else:
        entries = installing.fetched_index(settings, timeout)
    found = [entry for entry in entries if all(index.matches(entry, word) for word in words)]
    here: dict[tuple[str, str], str] = {}
    for package in packages.discover(settings.package_folders, starter=False).packages:
        here.setdefault(package.direction, package.version)
    if form == "json" or as_json:
        printing.print_json(
            [
                {
                    "source": entry.source,
                    "target": entry.target,
                    "source_name": entry.source_name,
                    "target_name": entry.target_name,
                    "version": entry.version,
                    "installed": here.get((entry.source, entry.target)),
                    "links": list(entry.links),
                }
                for entry in found
            ]
        )
        return 0 if found else 1
    if not found:
        raise PackageError(f"nothing in the index of {len(entries)} packages matches {' '.join(words)}")
    table = [
        (
            f"{entry.source}-{entry.target}",
            entry.source_name,
            entry.target_name,
            entry.version,
            here.get((entry.source, entry.target), ""),
        )
        for entry in found
    ]
    printing.print_table(("name", "from", "into", "version", "installed"), table)
    return 0


command.add_command(installing.command)
command.add_command(making.command)


@command.command("remove", short_help="Remove installed packages.")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@options.project
@options.machine
def remove(names: tuple[str, ...], project: Path, form: str, as_json: bool) -> int:
    """Remove installed packages: all versions of a direction, or the one named.

    \b
    Example:
      toolkit packages remove en-ky==1.4
    """
    from toolkit import packages
    from toolkit.packages import installation
    from toolkit.packages.workplace import clear_up

    settings, _ = options.settings(project)
    for folder in settings.package_folders:
        clear_up(folder)  # a removal that was killed has left the package aside, and nothing to remove
    found = packages.discover(settings.package_folders)
    paths = dict.fromkeys(
        path for name in names for path in installation.removable(name, found, settings.source_language)
    )
    installation.remove(list(paths))
    if form == "json" or as_json:
        printing.print_json([str(path) for path in paths])
        return 0
    for path in paths:
        printing.echo(f"removed {path}")
    return 0


@command.command("verify", short_help="Check files, tokenizer and model of packages.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.project
@options.machine
def verify(names: tuple[str, ...], project: Path, form: str, as_json: bool) -> int:
    """Check packages: files as they were installed, metadata, and whether tokenizer and model load and run.

    \b
    Example:
      toolkit packages verify
    """
    from toolkit import packages
    from toolkit.packages.verification import problems

    settings, _ = options.settings(project)
    found = packages.discover(settings.package_folders)
    chosen = installing.named(names, settings) if names else found.packages
    damaged = [] if names else list(found.problems)
    rows = []
    for package in chosen:
        wrong = problems(package)
        rows.append({**installing.package_json(package), "problems": wrong})
        if not (as_json or form == "json"):
            printing.echo(f"{package.name} ({package.kind}): {'damaged' if wrong else 'sound'}")
            for problem in wrong:
                printing.echo(f"problem: {problem}", err=True)
    if as_json or form == "json":
        printing.print_json({"packages": rows, "problems": damaged})
    else:
        for problem in damaged:
            printing.echo(f"problem: {problem}", err=True)
    return 1 if damaged or any(row["problems"] for row in rows) else 0


def _score(score: "Score") -> str:
    """`software strings 57.4 (gloss 24.9)`."""
    gloss = "" if score.gloss is None else f" (gloss {score.gloss:.1f})"
    return f"{score.text} {score.chrf:.1f}{gloss}"


def _described(code: str) -> str:
    """`Chinese (zh-Hant)`, or the code alone for a language that nobody knows."""
    try:
        known = language(code)
    except UnknownName:
        return code
    return f"{language_name(code)} ({known.tag})"
