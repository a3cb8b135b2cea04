"""`toolkit build`: the bundle from the catalogs as they are."""

from pathlib import Path

import click

from toolkit.cli import options


@click.command("build")
@options.documents()
@options.out
def command(call: options.Call, out: Path | None) -> int:
    """Assemble <out>/<document>/ from the catalogs as they are, without drafting anything.

    \b
    Example:
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --to ru --to ky
    """
    from toolkit import pipeline

    rows = []
    for source in call.read():
        loaded = [pipeline.catalog(call.settings, source, target) for target in call.targets]
        folder, receipt = pipeline.build(source, loaded, out or call.settings.build)
        call.prove(folder, receipt)
        rows.append({"source": source.document.path, "folder": str(folder), "files": dict(receipt.files)})
        for name in receipt.files:
            call.say(options.near(folder / name))
    return call.finish(rows)
