"""Commands that have commands of their own: memory, terms, corpus, packages."""

import sys
from gettext import gettext

import click


class Group(click.Group):
    """Lists its commands as they are written, each with the first sentence of its help whole, as `toolkit` does."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - signature of click
        """The names."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Writes the table; click itself would cut the sentences off."""
        rows = [(name, one.get_short_help_str(sys.maxsize)) for name, one in self.commands.items() if not one.hidden]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)
