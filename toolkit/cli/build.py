"""`toolkit build`: the bundle from the catalogs as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options

if TYPE_CHECKING:
    from toolkit.bundles import Order
    from toolkit.pipeline import Source
    from toolkit.units import Receipt


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
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --format pdf,md --layout interleaved
    """
    return call.finish([told(call, *made) for made in built(call, out, order)])


def built(call: options.Call, out: Path | None, order: "Order") -> "Iterator[tuple[Source, Path, Receipt]]":
    """Assembles the bundle of one document after the other; what was read, the folder, the receipt."""
    from toolkit import pipeline

    for source in call.read():
        loaded = [pipeline.catalog(call.settings, source, target, filled=False) for target in call.targets]
        inputs = call.settings.inputs(source.document.name, source.document.path, source.data, call.targets)
        folder, receipt = pipeline.build(source, loaded, out or call.settings.build, order.of(*inputs))
        call.prove(folder, receipt)
        yield source, folder, receipt


def told(call: options.Call, source: "Source", folder: Path, receipt: "Receipt") -> dict[str, object]:
    """Prints the files of a bundle for a person; for a program, the row that says them."""
    for name in receipt.files:
        call.say(options.near(folder / name))
    return {"source": source.document.path, "folder": str(folder), "files": dict(receipt.files)}
