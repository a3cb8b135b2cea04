"""`toolkit stats`: how far each catalog is."""

from pathlib import Path

import click

from toolkit.cli import options


@click.command("stats", short_help="How far each catalog is.")
@options.sources
@options.targets
@options.project
@options.machine
def command(
    source: tuple[Path, ...], to: tuple[str, ...], project: Path, encoding: str | None, form: str, as_json: bool
) -> int:
    """Count the segments of SOURCE that are reviewed, drafted, waiting for review or untranslated.

    \b
    Example:
      toolkit stats source/lin-wu-visits-kyrgyzstan.txt --json
    """
    from toolkit import pipeline

    settings, targets = options.settings(project, to)
    rows = []
    for path in source:
        read = pipeline.read(settings, path, encoding)
        counts = {target: pipeline.count(read, pipeline.catalog(settings, read, target)) for target in targets}
        rows.append({"source": read.document.path, "segments": len(read.segments), "languages": counts})
        if form != "json" and not as_json:
            click.echo(f"{read.document.path}: {len(read.segments)} segments")
            options.counts_table(counts)
    if form == "json" or as_json:
        options.print_json(rows)
    return 0
