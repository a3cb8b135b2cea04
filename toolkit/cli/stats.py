"""`toolkit stats`: how far each catalog is."""

import click

from toolkit.cli import options


@click.command("stats")
@options.documents()
def command(call: options.Call) -> int:
    """Count the segments of SOURCE that are reviewed, drafted, waiting for review or untranslated.

    \b
    Example:
      toolkit stats source/lin-wu-visits-kyrgyzstan.txt --json
    """
    from toolkit import pipeline

    rows = []
    for source in call.read():
        counts = {
            target: pipeline.count(source, pipeline.catalog(call.settings, source, target)) for target in call.targets
        }
        rows.append({"source": source.document.path, "segments": len(source.segments), "languages": counts})
        call.say(f"{source.document.path}: {len(source.segments)} segments")
        if not call.json:
            options.counts_table(counts)
    return call.finish(rows)
