"""`toolkit help TOPIC`: a command's help, or what several commands have in common."""

import click

from toolkit.cli import printing, topics
from toolkit.cli.spoken import spoken
from toolkit.errors import UnknownName


@click.command("help")
@click.argument("topic", required=False, metavar="[TOPIC|COMMAND]")
@click.pass_context
def command(context: click.Context, topic: str | None) -> int:
    """Show the help of a command, or a page about something that many commands have in common.

    \b
    Examples:
      toolkit help run
      toolkit help formats
    """
    from toolkit.cli import COMMANDS, toolkit

    if topic in COMMANDS:
        found = toolkit.get_command(context, topic)
        assert found is not None
        with click.Context(found, info_name=f"toolkit {topic}", max_content_width=100) as its_own:
            printing.echo(found.get_help(its_own), theirs=True)
        return 0
    if topic is None:
        printing.echo("toolkit help TOPIC, of which there are:")
        for name, (summary, _) in topics.TOPICS.items():
            printing.echo(f"  {name.ljust(14)} {spoken(summary)}", theirs=True)
        printing.echo("toolkit help COMMAND, the same as toolkit COMMAND --help:")
        for name, summary in COMMANDS.items():
            printing.echo(f"  {name.ljust(14)} {spoken(summary)}", theirs=True)
        return 0
    if topic not in topics.TOPICS:
        raise UnknownName("topic", topic, (*topics.TOPICS, *COMMANDS))
    printing.echo(topics.TOPICS[topic][1]())
    return 0
