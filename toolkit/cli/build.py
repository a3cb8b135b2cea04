"""`toolkit build`: the bundle from the catalogs as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call
from toolkit.errors import LocatedError

if TYPE_CHECKING:
    from toolkit.cli.wanted import Wanted
    from toolkit.units import Receipt


@click.command("build")
@options.documents(formats=True)
@options.out
@options.bundle
def command(call: Call, wanted: "Wanted") -> int:
    """Assemble <out>/<document>/ from the catalogs as they are, without drafting anything.

    A bundle that was made from the same source, catalogs and settings and is as it was then is left alone.

    \b
    Examples:
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --to ru --to ky
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --format html,docx,xliff --only reviewed
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --format pdf,md --layout interleaved
    """
    return call.finish([told(call, *made) for made in built(call, wanted)])


def built(call: Call, wanted: "Wanted", *, passing: bool = False) -> "Iterator[tuple[Path, Path, Receipt, bool]]":
    """Brings about one bundle after the other: the document, the folder, the receipt, whether it was there already.

    `passing`: they are put into a folder for a moment, and need not be known by the next call.
    """
    from toolkit.project.coverage import coverage
    from toolkit.workflow import builds, pipeline

    for wish, kept, alone in wanted.each():
        if kept:
            yield wish.path, kept.folder, kept.receipt, True
            continue
        source = call.opened(wish.path, wish.within, alone=alone)
        if source is None:
            continue
        try:
            folder, receipt, loaded = pipeline.build_from_catalogs(
                call.settings, source, call.targets, wanted.out, wanted.order, start_page=False
            )
        except LocatedError as error:
            if error.path == Path(source.document.path):
                error.called(call.called(source))
            raise
        wanted.built(folder, receipt)
        if not passing:
            counts = {one.target_language: pipeline.count(source, one) for one in loaded}
            builds.remember(wish, folder, receipt, counts, coverage(source.document, source.segments).row)
        yield wish.path, folder, receipt, False


def told(call: Call, path: Path, folder: Path, receipt: "Receipt", unchanged: bool) -> dict[str, object]:
    """Prints the files of a bundle for a person; for a program, the row that says them."""
    if unchanged:
        call.say(f"{printing.near(folder)}: unchanged")
    for name in () if unchanged else receipt.files:
        call.say(printing.near(folder / name))
    return {
        "source": call.settings.shown(path),
        "folder": str(folder),
        "unchanged": unchanged,
        "files": dict(receipt.files),
    }
