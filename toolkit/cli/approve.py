"""`toolkit approve`: a person's yes."""

from typing import Any

import click

from toolkit.cli import options, verdicts
from toolkit.cli.call import Call


@click.command("approve")
@options.documents()
@verdicts.selecting
def command(call: Call, **chosen: Any) -> int:
    """Approve translations in the catalogs of SOURCE, a document, a .po file or a folder of them.

    An approved translation is not fuzzy any more and loses its `# Draft:` comment; the header says who and when. What
    cannot be approved is left and told: missing plural forms, broken placeholders, a source that has changed since.

    \b
    Examples:
      toolkit approve source/lin-wu-visits-kyrgyzstan.txt --to ky --sentence p3s2
      toolkit approve locales/ru --min-confidence 0.9 --dry-run
    """
    from toolkit import catalogs

    return verdicts.decide(call, catalogs.approve, **chosen)
