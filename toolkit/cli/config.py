"""`toolkit config`: every setting, its value, and where that comes from."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from toolkit.cli import options, printing
from toolkit.errors import UnknownName


@click.command("config")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.project
@options.machine
def command(names: tuple[str, ...], project: Path, form: str, as_json: bool) -> int:
    """Show every setting of the project, its value, and where that comes from; or those that are named.

    Settings stand in [tool.toolkit] of pyproject.toml; `toolkit help settings` says what each is for.

    \b
    Examples:
      toolkit config
      toolkit config targets translator
    """
    from toolkit.project.origins import origins

    settings, _ = options.settings(project)
    found = origins(settings)
    known = {row.name: row for row in found}
    for name in names:
        if name not in known:
            raise UnknownName("setting", name, known)
    chosen = [known[name] for name in names] if names else found
    if form == "json" or as_json:
        printing.print_json({"project": str(settings.root), "settings": [asdict(row) for row in chosen]})
        return 0
    if not names:
        printing.echo(f"project: {settings.root}")
    rows = [(row.name, _shown(row.value), row.source) for row in chosen]
    printing.print_table(("setting", "value", "from"), rows, left=3, styles={"default": "dim"})
    return 0


def _shown(value: object) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
