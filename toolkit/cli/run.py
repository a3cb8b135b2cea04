"""`toolkit run`: the whole way."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options

if TYPE_CHECKING:
    from toolkit.bundles import Order
    from toolkit.pipeline import RunResult


@click.command("run")
@options.documents(formats=True)
@options.out
@options.bundle
@click.option("--fresh", is_flag=True, help="Ignore catalogs and memory; draft everything anew, into the output only.")
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@options.drafting
def command(
    call: options.Call, out: Path | None, order: "Order", fresh: bool, redraft: bool, engine: str, fast: bool
) -> int:
    """Read each SOURCE, bring its catalogs up to date, draft what is missing, and build the parallel bundle.

    SOURCE is a document, a folder of them, or a pattern in quotes; sub-folders are kept in catalogs and bundles.

    \b
    Examples:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt
      toolkit run letter.txt --to ky --out /tmp/letter --fresh
      toolkit run manual/ "subtitles/**/*.srt" config/locales/en.yml --to ru
    """
    from toolkit import pipeline
    from toolkit.coverage import coverage

    rows = []
    for source in call.read():
        found = coverage(source.document, source.segments)
        call.say(f"{source.document.path}: {found if source.segments else 'no text to translate'}")
        with options.ProgressLines(source.file) as lines:
            result = pipeline.run(
                call.settings,
                source,
                call.targets,
                out or call.settings.build,
                encoding=call.encoding,
                fresh=fresh,
                redraft=redraft,
                engine=engine,
                fast=fast,
                progress=lines,
                order=order,
            )
        rows.append({**_as_json(result), "coverage": found.row})
        call.prove(result.folder, result.receipt)
        if not call.json:
            _print(result)
    return call.finish(rows)


def _print(result: "RunResult") -> None:
    from toolkit import bundles, pipeline

    counts = {code: pipeline.count(result.source, done.catalog) for code, done in result.languages.items()}
    options.counts_table(counts, {code: done.seconds for code, done in result.languages.items()})
    for code, done in result.languages.items():
        if done.ledger is not None:
            click.echo(f"{code}: {done.ledger}")
    for note in bundles.notices(result.receipt):
        click.echo(note)
    if result.page.name in result.receipt.files:
        click.echo(f"page: {options.near(result.page)}")
    else:
        click.echo(f"bundle: {options.near(result.folder)}")
    for name in _documents(result):
        click.echo(f"document: {options.near(result.folder / name)}")


def _documents(result: "RunResult") -> list[str]:
    """The translated documents of the bundle."""
    from toolkit.documents import translated_name

    names = [translated_name(result.source.file, code) for code in result.languages]
    return [name for name in names if name in result.receipt.files]


def _as_json(result: "RunResult") -> dict[str, object]:
    from toolkit import pipeline

    return {
        "source": result.source.document.path,
        "page": str(result.page) if result.page.name in result.receipt.files else None,
        "folder": str(result.folder),
        "documents": {name: str(result.folder / name) for name in _documents(result)},
        "segments": len(result.source.segments),
        "languages": {
            code: {
                **pipeline.count(result.source, done.catalog),
                "seconds": round(done.seconds, 3),
                "ledger": done.ledger.row if done.ledger else None,
            }
            for code, done in result.languages.items()
        },
        "signatures": {code: list(names) for code, names in result.receipt.signatures.items()},
    }
