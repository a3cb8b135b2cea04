#!/usr/bin/env python3
"""Writes docs/cli.md from the commands' own --help: `python scripts/docs.py [--check]`."""

import sys
from pathlib import Path

import click
from click.testing import CliRunner

from toolkit.cli import COMMANDS, toolkit

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"


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


def main() -> None:
    text = helps()
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            raise SystemExit("docs/cli.md is not what the commands say; run `make docs`")
        return
    TARGET.write_text(text, encoding="utf-8")
    click.echo(f"{TARGET.name} written")


if __name__ == "__main__":
    main()
