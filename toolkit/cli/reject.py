"""`toolkit reject`: a person's no."""

from typing import Any

import click

from toolkit.cli import options, verdicts
from toolkit.cli.call import Call


@click.command("reject")
@options.documents()
@verdicts.selecting
def command(call: Call, **chosen: Any) -> int:
    """Empty machine drafts in the catalogs of SOURCE, a document, a .po file or a folder of them.

    A person's words are never emptied: an approved translation that is named becomes fuzzy again, others are left.

    \b
    Example:
      toolkit reject source/lin-wu-visits-kyrgyzstan.txt --to ky --max-confidence 0.3
    """
    from toolkit import catalogs

    return verdicts.decide(call, catalogs.reject, **chosen)
