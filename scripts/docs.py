#!/usr/bin/env python3
"""Writes docs/cli.md from the commands' own --help, and docs/settings.md from the table of settings:

python scripts/docs.py [--check]
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from click.testing import CliRunner

from toolkit.cli import COMMANDS, toolkit
from toolkit.project import table

DOCS = Path(__file__).resolve().parent.parent / "docs"


def helps() -> str:
    """Every command's help, as the terminal shows it at 100 columns."""
    parts = ["# The command line\n\nWritten by `make docs` from `--help`; do not edit.\n"]
    calls: list[list[str]] = [[]]
    for name in COMMANDS:
        command = toolkit.get_command(click.Context(toolkit), name)
        parts_of_it = command.commands if isinstance(command, click.Group) else ()
        calls += [[name], *([name, part] for part in parts_of_it)]
    for call in calls:
        shown = CliRunner().invoke(toolkit, [*call, "--help"], prog_name="toolkit", terminal_width=100).output
        parts.append(f"## toolkit {' '.join(call)}".rstrip() + f"\n\n```text\n{shown.rstrip()}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """What may stand in pyproject.toml, and the environment variables that count."""
    parts = [
        "# Settings\n\nWritten by `make docs` from `toolkit/project/table.py`; do not edit.\n",
        OPENING,
        "## [tool.toolkit]\n",
        _table(("setting", "default", "what for"), ((s.name, f"`{s.default}`", s.text) for s in table.GENERAL)),
        "## [tool.toolkit.segmentation]\n",
        _table(("setting", "default", "what for"), ((s.name, f"`{s.default}`", s.text) for s in table.SEGMENTATION)),
        "## The environment\n",
        _table(("variable", "what it does"), ((f"`{name}`", text) for name, text in table.VARIABLES.items())),
        "## An example\n",
        "```toml\n" + EXAMPLE + "```\n",
    ]
    return "\n".join(parts)


OPENING = """\
A project is a folder with a `pyproject.toml` that has a table `[tool.toolkit]`, or with a folder `locales/`. All
settings have defaults. `toolkit init` writes the table, `toolkit config` shows what counts and where it comes from;
options of commands come first. A key that is not listed here is an error.
"""
EXAMPLE = """\
[tool.toolkit]
source-language = "en"
targets = ["ky", "ru"]
formats = ["html", "epub", "tmx"]
translator = "A. Translator <translator@example.org>"

[tool.toolkit.segmentation]
abbreviations = ["Ave.", "Oblast."]

[tool.toolkit.licences]
"*" = "CC BY 4.0, example.org"
"""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def main() -> None:
    for name, text in {"cli.md": helps(), "settings.md": settings()}.items():
        target = DOCS / name
        if "--check" in sys.argv:
            if not target.exists() or target.read_text(encoding="utf-8") != text:
                raise SystemExit(f"docs/{name} is not what the commands say; run `make docs`")
            continue
        target.write_text(text, encoding="utf-8")
        click.echo(f"{name} written")


if __name__ == "__main__":
    main()
