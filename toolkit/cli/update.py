"""`toolkit update`: catalogs follow their document."""

from pathlib import Path

import click

from toolkit.cli import options


@click.command("update", short_help="Bring catalogs up to date.")
@options.sources
@options.targets
@options.project
@options.machine
def command(
    source: tuple[Path, ...], to: tuple[str, ...], project: Path, encoding: str | None, form: str, as_json: bool
) -> int:
    """Merge a changed SOURCE into its .po files, as msgmerge does; what a person translated is never lost.

    \b
    Example:
      toolkit update source/lin-wu-visits-kyrgyzstan.txt --to ky
    """
    from toolkit import pipeline

    settings, targets = options.settings(project, to)
    pipeline.refuse_same_names(source)
    rows = []
    for path in source:
        read = pipeline.read(settings, path, encoding)
        pipeline.extract(settings, read)
        for target in targets:
            report = pipeline.update(settings, read, target)
            file = settings.catalog_path(read.document.name, target)
            rows.append({"catalog": str(file), "language": target, **report.counts})
            if form != "json" and not as_json:
                counts = ", ".join(f"{number} {name}" for name, number in report.counts.items())
                click.echo(f"{options.near(file)}: {counts}")
    if form == "json" or as_json:
        options.print_json(rows)
    return 0
