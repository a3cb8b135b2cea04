"""`toolkit translate`: drafts for what nobody has translated."""

from pathlib import Path

import click

from toolkit.cli import options
from toolkit.cli.run import drafting_lines


@click.command("translate", short_help="Draft what is untranslated.")
@options.sources
@options.targets
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@click.option("--engine", default="argos", metavar="NAME", help="argos, or pseudo for a layout test.")
@click.option("--fast", is_flag=True, help="Beam 1 instead of 4: faster, a little worse.")
@options.project
@options.machine
def command(
    source: tuple[Path, ...],
    to: tuple[str, ...],
    redraft: bool,
    engine: str,
    fast: bool,
    project: Path,
    encoding: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Draft the untranslated entries of SOURCE's catalogs, marked fuzzy; what a person wrote is never touched.

    \b
    Example:
      toolkit translate source/lin-wu-visits-kyrgyzstan.txt --to ru
    """
    from toolkit import pipeline

    settings, targets = options.settings(project, to)
    pipeline.refuse_same_names(source)
    rows = []
    for path in source:
        read = pipeline.read(settings, path, encoding)
        counts = {}
        with drafting_lines(path) as line:
            for target in targets:
                pipeline.update(settings, read, target)
                done = pipeline.translate(
                    settings,
                    read,
                    target,
                    lambda target=target: pipeline.make_engine(settings, target, engine, fast=fast),  # type: ignore[misc]
                    redraft=redraft,
                    progress=line(target),
                )
                counts[target] = pipeline.count(read, done)
        rows.append({"source": read.document.path, "languages": counts})
        if form != "json" and not as_json:
            options.counts_table(counts)
    if form == "json" or as_json:
        options.print_json(rows)
    return 0
