"""`toolkit evaluate`: machine drafts against what people approved."""

from pathlib import Path

import click

from toolkit.cli import options


@click.command("evaluate", short_help="chrF of drafts against reviewed text.")
@options.sources
@click.option(
    "--drafts", type=click.Path(path_type=Path), required=True, help="Output folder of `toolkit run --fresh`."
)
@options.targets
@options.project
@options.machine
def command(
    source: tuple[Path, ...],
    drafts: Path,
    to: tuple[str, ...],
    project: Path,
    encoding: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Compare the drafts of a `--fresh` run with the reviewed catalogs: chrF, 0 to 100 (needs sacrebleu).

    \b
    Example:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt --fresh --out build/fresh
      toolkit evaluate source/lin-wu-visits-kyrgyzstan.txt --drafts build/fresh
    """
    from toolkit import evaluation, pipeline

    settings, targets = options.settings(project, to)
    rows = []
    for path in source:
        read = pipeline.read(settings, path, encoding)
        file = drafts / read.document.name / "parallel.tsv"
        for target in targets:
            result = evaluation.compare(file, pipeline.catalog(settings, read, target))
            rows.append({"source": read.document.path, "language": target, "chrf": result.chrf, **result.counts})
            if form != "json" and not as_json:
                click.echo(f"{target}: chrF {result.chrf:.1f} over {result.counts['compared']} drafted sentences")
    if form == "json" or as_json:
        options.print_json(rows)
    return 0
