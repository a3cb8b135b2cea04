"""`toolkit extract`: the catalog template."""

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call


@click.command("extract")
@options.documents(targets=False)
def command(call: Call) -> int:
    """Write locales/<document>.pot, the template that catalogs are made from.

    \b
    Example:
      toolkit extract source/lin-wu-visits-kyrgyzstan.txt
    """
    from toolkit.project.coverage import told
    from toolkit.workflow import pipeline

    rows = []
    for source in call.read():
        written = pipeline.extract(call.settings, source)
        rows.append({"source": source.document.path, "template": str(written), "segments": len(source.unique)})
        call.say(f"{printing.near(written)}: {told(len(source.segments), len(source.unique))}")
    return call.finish(rows)
