"""`toolkit update`: catalogs follow their document."""

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call


@click.command("update")
@options.documents()
@click.option(
    "--trivial", is_flag=True, help="Approved stays approved where only typography changed: quotes, dashes, spaces."
)
def command(call: Call, trivial: bool) -> int:
    """Merge a changed SOURCE into its .po files, as msgmerge does; what a person translated is never lost.

    Sentences that were edited, split, joined or moved are recognised; what changed in them stands in their comments.

    \b
    Example:
      toolkit update source/lin-wu-visits-kyrgyzstan.txt --to ky
    """
    from toolkit.workflow import messages, pipeline

    rows = []
    for source in call.read():
        if not call.named:
            messages.refuse_translated(source)
        pipeline.extract(call.settings, source)
        for target in call.targets:
            report = pipeline.update(call.settings, source, target, trivial=trivial)
            file = call.settings.catalog_path(source.document.name, target)
            rows.append({"catalog": str(file), "language": target, **report.counts, "ledger": report.ledger.row})
            counts = ", ".join(f"{number} {name}" for name, number in report.counts.items() if number) or "0 new"
            call.say(f"{printing.near(file)}: {counts}{report.ledger.said}")
    return call.finish(rows)
