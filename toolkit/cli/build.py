"""`toolkit build`: the bundle from the catalogs as they are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options

if TYPE_CHECKING:
    from toolkit.bundles import Order


@click.command("build")
@options.documents(formats=True)
@options.out
@options.bundle
def command(call: options.Call, out: Path | None, order: "Order") -> int:
    """Assemble <out>/<document>/ from the catalogs as they are, without drafting anything.

    \b
    Examples:
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --to ru --to ky
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --format html,docx,xliff --only reviewed
    """
    from toolkit import pipeline

    rows = []
    for source in call.read():
        loaded = [pipeline.catalog(call.settings, source, target, filled=False) for target in call.targets]
        inputs = call.settings.inputs(source.document.name, source.document.path, source.data, call.targets)
        folder, receipt = pipeline.build(source, loaded, out or call.settings.build, order.of(*inputs))
        call.prove(folder, receipt)
        rows.append({"source": source.document.path, "folder": str(folder), "files": dict(receipt.files)})
        for name in receipt.files:
            call.say(options.near(folder / name))
    return call.finish(rows)
