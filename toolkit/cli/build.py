"""`toolkit build`: the bundle from the catalogs as they are."""

from typing import TYPE_CHECKING

import click

from toolkit.cli import options

if TYPE_CHECKING:
    from toolkit.cli.wanted import Wanted


@click.command("build")
@options.documents(formats=True)
@options.out
@options.bundle
def command(call: options.Call, wanted: "Wanted") -> int:
    """Assemble <out>/<document>/ from the catalogs as they are, without drafting anything.

    A bundle that was made from the same source, catalogs and settings and is as it was then is left alone.

    \b
    Examples:
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --to ru --to ky
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --format html,docx,xliff --only reviewed
    """
    from toolkit import builds, pipeline
    from toolkit.coverage import coverage

    rows = []
    for wish, kept, alone in wanted.each():
        if kept:
            folder, receipt = kept.folder, kept.receipt
            call.say(f"{options.near(folder)}: unchanged")
        else:
            source = call.opened(wish.path, wish.within, alone=alone)
            if source is None:
                continue
            folder, receipt, loaded = pipeline.build_from_catalogs(
                call.settings, source, call.targets, wanted.out, wanted.order, start_page=False
            )
            counts = {one.target_language: pipeline.count(source, one) for one in loaded}
            wanted.built(folder, receipt)
            builds.remember(wish, folder, receipt, counts, coverage(source.document, source.segments).row)
            for name in receipt.files:
                call.say(options.near(folder / name))
        rows.append({
            "source": call.settings.shown(wish.path),
            "folder": str(folder),
            "unchanged": kept is not None,
            "files": dict(receipt.files),
        })  # fmt: skip
    return call.finish(rows)
