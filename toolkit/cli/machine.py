"""The options for programs, apart from all others, so that a command which needs no project loads none."""

from collections.abc import Callable, Sequence

import click


def machine(command: Callable[..., int], forms: Sequence[str] = ("text", "json")) -> Callable[..., int]:
    """--format json, and --json for short."""
    command = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(command)
    return click.option(
        "--format", "form", type=click.Choice(list(forms)), default="text", help="All but text are for programs."
    )(command)
