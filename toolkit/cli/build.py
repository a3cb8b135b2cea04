"""`toolkit build`: the bundle from the catalogs as they are."""

from pathlib import Path

import click

from toolkit.cli import options


@click.command("build", short_help="Assemble the bundle.")
@options.sources
@options.targets
@click.option("--out", type=click.Path(path_type=Path), help="Folder for bundles. Default: build/ in the project.")
@options.project
@options.machine
def command(
    source: tuple[Path, ...],
    to: tuple[str, ...],
    out: Path | None,
    project: Path,
    encoding: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Assemble <out>/<document>/ from the catalogs as they are, without drafting anything.

    \b
    Example:
      toolkit build source/lin-wu-visits-kyrgyzstan.txt --to ru --to ky
    """
    from toolkit import pipeline

    settings, targets = options.settings(project, to)
    pipeline.refuse_same_names(source)
    rows = []
    for path in source:
        read = pipeline.read(settings, path, encoding)
        loaded = [pipeline.catalog(settings, read, target) for target in targets]
        folder, receipt = pipeline.build(read, loaded, out or settings.build)
        rows.append({"source": read.document.path, "folder": str(folder), "files": dict(receipt.files)})
        if form != "json" and not as_json:
            for name in receipt.files:
                click.echo(options.near(folder / name))
    if form == "json" or as_json:
        options.print_json(rows)
    return 0
