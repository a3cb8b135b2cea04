"""`toolkit packages`: which Argos packages there are."""

from pathlib import Path

import click

from toolkit.cli import options


@click.group("packages")
def command() -> None:
    """The Argos packages that drafts can be made with."""


@command.command("list")
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
    if form == "json" or as_json:
        options.print_json(
            {
                "packages": [
                    {
                        "source": package.source,
                        "target": package.target,
                        "version": package.version,
                        "kind": package.kind,
                        "path": str(package.path),
                    }
                    for package in found.packages
                ],
                "problems": [str(problem) for problem in found.problems],
            }
        )
        return 0
    rows = [(f"{p.source}→{p.target}", p.version, p.kind, str(p.path)) for p in found.packages]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]]))
    for problem in found.problems:
        click.echo(f"problem: {problem}", err=True)
    if any(package.kind == "starter" for package in found.packages):
        click.echo("starter: embedded, good at short software strings, weak at news; an installed package comes first")
    return 0
