"""`toolkit approve`: a person's yes."""

from typing import Any

import click

from toolkit.cli import options, verdicts
from toolkit.cli.call import Call


@click.command("approve")
@options.documents()
@click.option("--anyway", is_flag=True, help="Approve also what the checks call an error.")
@verdicts.selecting
def command(call: Call, anyway: bool, **chosen: Any) -> int:
    """Approve translations in the catalogs of SOURCE, a document, a .po file or a folder of them.

    An approved translation is not fuzzy any more and loses its `# Draft:` comment; the header says who and when. What
    cannot be approved is left and told: missing plural forms, broken placeholders, a source that has changed since.
    So is what `toolkit check` calls an error, such as a wrong number, but with --anyway or where it is dismissed.

    \b
    Examples:
      toolkit approve source/lin-wu-visits-kyrgyzstan.txt --to ky --sentence p5s2
      toolkit approve locales/ru --min-confidence 0.9 --dry-run
    """
    from toolkit import catalogs
    from toolkit.workflow import checking

    def step(before: bytes, selection: catalogs.Selection, **given: Any) -> tuple[bytes, catalogs.Verdicts]:
        objection = checking.objection(call.settings, given["path"], before, call.named)
        return catalogs.approve(before, selection, objection=objection, **given)

    return verdicts.decide(call, catalogs.approve if anyway else step, {"left": "not approved"}, **chosen)
