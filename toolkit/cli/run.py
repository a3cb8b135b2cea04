"""`toolkit run`: the whole way."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options

if TYPE_CHECKING:
    from toolkit.pipeline import RunResult


@click.command("run", short_help="The whole way.")
@options.sources
@options.targets
@click.option("--out", type=click.Path(path_type=Path), help="Folder for bundles. Default: build/ in the project.")
@click.option("--fresh", is_flag=True, help="Ignore catalogs and memory; draft everything anew, into the output only.")
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@click.option("--engine", default="argos", metavar="NAME", help="argos, or pseudo for a layout test.")
@options.project
@options.machine
def command(
    source: tuple[Path, ...],
    to: tuple[str, ...],
    out: Path | None,
    fresh: bool,
    redraft: bool,
    engine: str,
    project: Path,
    encoding: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Read each SOURCE, bring its catalogs up to date, draft what is missing, and build the parallel bundle.

    \b
    Examples:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt
      toolkit run letter.txt --to ky --out /tmp/letter --fresh
    """
    from toolkit import pipeline

    settings, targets = options.settings(project, to)
    out = out or settings.build
    pipeline.refuse_same_names(source)
    results = []
    for path in source:
        with drafting_lines(path) as line:
            result = pipeline.run(
                settings,
                path,
                targets,
                out,
                encoding=encoding,
                fresh=fresh,
                redraft=redraft,
                engine=engine,
                progress=line,
            )
        results.append(result)
        if form != "json" and not as_json:
            _print(result)
    if form == "json" or as_json:
        options.print_json([_as_json(result) for result in results])
    return 0


@contextlib.contextmanager
def drafting_lines(path: Path) -> Iterator[options.ProgressLines]:
    """Progress of every language of one document; closes what it opened, also on an error."""
    lines = options.ProgressLines(path.name)
    try:
        yield lines
    finally:
        lines.close()


def _print(result: "RunResult") -> None:
    from toolkit import pipeline

    if not result.source.segments:
        click.echo(f"{result.source.document.path}: no text to translate")
    counts = {code: pipeline.count(result.source, done.catalog) for code, done in result.languages.items()}
    options.counts_table(counts, {code: done.seconds for code, done in result.languages.items()})
    for note in pipeline.notices(result):
        click.echo(note)
    click.echo(f"page: {options.near(result.page)}")


def _as_json(result: "RunResult") -> dict[str, object]:
    from toolkit import pipeline

    return {
        "source": result.source.document.path,
        "page": str(result.page),
        "segments": len(result.source.segments),
        "languages": {
            code: {**pipeline.count(result.source, done.catalog), "seconds": round(done.seconds, 3)}
            for code, done in result.languages.items()
        },
        "signatures": {code: list(names) for code, names in result.receipt.signatures.items()},
    }
