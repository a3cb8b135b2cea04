"""`toolkit extract`: the catalog template."""

from pathlib import Path

import click

from toolkit.cli import options


@click.command("extract", short_help="Write the catalog template.")
@options.sources
@options.project
@options.machine
def command(source: tuple[Path, ...], project: Path, encoding: str | None, form: str, as_json: bool) -> int:
    """Write locales/<document>.pot, the template that catalogs are made from.

    \b
    Example:
      toolkit extract source/lin-wu-visits-kyrgyzstan.txt
    """
    from toolkit import pipeline

    settings, _ = options.settings(project)
    pipeline.refuse_same_names(source)
    rows = []
    for path in source:
        read = pipeline.read(settings, path, encoding)
        written = pipeline.extract(settings, read)
        rows.append({"source": read.document.path, "template": str(written), "segments": len(read.unique)})
        if form != "json" and not as_json:
            click.echo(f"{options.near(written)}: {len(read.unique)} segments")
    if form == "json" or as_json:
        options.print_json(rows)
    return 0
