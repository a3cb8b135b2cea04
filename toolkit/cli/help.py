"""`toolkit help TOPIC`: a command's help, or what several commands have in common."""

import click

from toolkit.cli import printing, topics
from toolkit.cli.spoken import spoken
from toolkit.errors import UnknownName


@click.command("help")
@click.argument("words", nargs=-1, metavar="[TOPIC|COMMAND...]")
@click.pass_context
def command(context: click.Context, words: tuple[str, ...]) -> int:
    """Show the help of a command, or a page about something that many commands have in common.

    \b
    Examples:
      toolkit help run
      toolkit help memory import
      toolkit help formats
    """
    from toolkit.cli import COMMANDS, toolkit

    topic = words[0] if words else None
    if topic in COMMANDS:
        found: click.Command = toolkit
        for place, word in enumerate(words):
            known = found.list_commands(context) if isinstance(found, click.Group) else []
            inner = found.get_command(context, word) if isinstance(found, click.Group) and word in known else None
            if inner is None:
                raise UnknownName(f"command of toolkit {' '.join(words[:place])}", word, known)
            found = inner
        with click.Context(found, info_name=f"toolkit {' '.join(words)}", max_content_width=100) as its_own:
            printing.echo(found.get_help(its_own), theirs=True)
        if words == (topic,) and topic in topics.TOPICS:  # a command and a page of one name: both are shown
            printing.echo("\n" + topics.TOPICS[topic][1](), theirs=True)
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
    printing.echo(topics.TOPICS[topic][1](), theirs=True)
    return 0
