"""`toolkit run`: the whole way."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call

if TYPE_CHECKING:
    from toolkit.catalogs import Ledger
    from toolkit.cli.wanted import Wanted
    from toolkit.units import Receipt


@click.command("run")
@options.documents(formats=True)
@options.out
@options.bundle
@click.option("--fresh", is_flag=True, help="Ignore catalogs and memory; draft everything anew, into the output only.")
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@options.drafting
def command(call: Call, wanted: "Wanted", fresh: bool, redraft: bool, engine: str, fast: bool) -> int:
    """Read each SOURCE, bring its catalogs up to date, draft what is missing, and build the parallel bundle.

    SOURCE is a document, a folder of them, or a pattern in quotes; sub-folders are kept in catalogs and bundles. What
    has not changed since the last run is left alone.

    \b
    Examples:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt
      toolkit run letter.txt --to ky --out /tmp/letter --fresh
      toolkit run manual/ "subtitles/**/*.srt" config/locales/en.yml --to ru
    """
    from toolkit.project.coverage import coverage
    from toolkit.workflow import builds, pipeline

    rows = []
    for wish, kept, alone in wanted.each():
        if kept and kept.finished and not fresh and not redraft:
            call.say(f"{call.settings.shown(wish.path)}: unchanged since the last run")
            if alone and not call.json:
                seconds = dict.fromkeys(kept.counts, 0.0)
                _print(wish.path.name, kept.folder, kept.receipt, kept.counts, seconds, kept.ledgers)
            nothing = {code: {"seconds": 0.0, "ledger": ledger.row} for code, ledger in kept.ledgers.items()}
            rows.append(_row(call, wish.path, kept.folder, kept.receipt, kept.counts, nothing, kept.coverage))
            continue
        source = call.opened(wish.path, wish.within, alone=alone)
        if source is None:
            continue
        found = coverage(source.document, source.segments)
        call.say(f"{source.document.path}: {found if source.segments else 'no text to translate'}")
        with printing.ProgressLines(source.file) as lines:
            result = pipeline.run(
                call.settings,
                source,
                call.targets,
                wanted.out,
                encoding=call.encoding,
                fresh=fresh,
                redraft=redraft,
                engine=engine,
                fast=fast,
                progress=lines,
                order=wanted.order,
                start_page=False,
            )
        counts = {code: pipeline.count(source, done.catalog) for code, done in result.languages.items()}
        ledgers = {code: done.ledger for code, done in result.languages.items() if done.ledger}
        wanted.built(result.folder, result.receipt)
        if not fresh:
            builds.remember(wish, result.folder, result.receipt, counts, found.row, ledgers)
        if not call.json:
            seconds = {code: done.seconds for code, done in result.languages.items()}
            _print(source.file, result.folder, result.receipt, counts, seconds, ledgers)
        did = {
            code: {"seconds": round(done.seconds, 3), "ledger": done.ledger.row if done.ledger else None}
            for code, done in result.languages.items()
        }
        rows.append(_row(call, wish.path, result.folder, result.receipt, counts, did, found.row))
    return call.finish(rows)


def _print(
    file: str, folder: Path, receipt: "Receipt", counts: Mapping[str, Mapping[str, int]], seconds: Mapping[str, float],
    ledgers: "Mapping[str, Ledger]",
) -> None:  # fmt: skip
    from toolkit import bundles

    printing.counts_table(counts, seconds)
    for code, ledger in ledgers.items():
        click.echo(f"{code}: {ledger}")
    for note in bundles.notices(receipt):
        click.echo(note)
    page = folder / bundles.PAGE
    if page.name in receipt.files:
        click.echo(f"page: {printing.near(page)}")
    else:
        click.echo(f"bundle: {printing.near(folder)}")
    for name in _documents(file, receipt, counts):
        click.echo(f"document: {printing.near(folder / name)}")


def _documents(file: str, receipt: "Receipt", codes: Mapping[str, object]) -> list[str]:
    """The translated documents of the bundle."""
    from toolkit.documents import translated_name

    names = [translated_name(file, code) for code in codes]
    return [name for name in names if name in receipt.files]


def _row(
    call: Call, path: Path, folder: Path, receipt: "Receipt", counts: Mapping[str, Mapping[str, int]],
    did: Mapping[str, Mapping[str, object]], coverage: Mapping[str, object],
) -> dict[str, Any]:  # fmt: skip
    """What a program is told of a document."""
    from toolkit import bundles

    page = str(folder / bundles.PAGE) if bundles.PAGE in receipt.files else None
    return {
        "source": call.settings.shown(path),
        "page": page,
        "folder": str(folder),
        "documents": {name: str(folder / name) for name in _documents(path.name, receipt, counts)},
        "segments": receipt.segments,
        "languages": {code: {**row, **did[code]} for code, row in counts.items()},
        "signatures": {code: list(names) for code, names in receipt.signatures.items()},
        "coverage": dict(coverage),
    }
