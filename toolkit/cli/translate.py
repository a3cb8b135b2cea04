"""`toolkit translate`: drafts for what nobody has translated."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.cli import lines, options, printing, routes
from toolkit.cli.call import Call
from toolkit.errors import UsageError


@click.command("translate")
@options.documents()
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@options.drafting
def command(call: Call, redraft: bool, engine: str, fast: bool) -> int:
    """Draft the untranslated entries of SOURCE's catalogs, marked fuzzy; what a person wrote is never touched.

    SOURCE is a document, or the catalog of a program: any .po file is drafted in place, all of a folder, or those that
    a pattern in quotes names. Their language is that of their header or path. With - the lines of standard input are
    drafted, a line for a line, and no catalog is touched.

    \b
    Examples:
      toolkit translate source/lin-wu-visits-kyrgyzstan.txt --to ru
      toolkit translate path/to/ky/LC_MESSAGES/django.po
      toolkit translate locale/ --to ky --to ru
      echo "Manage settings" | toolkit translate - --to ky
    """
    from toolkit.workflow import pipeline

    if call.piped:
        return lines.translate(call, engine, fast=fast)
    rows: list[dict[str, Any]] = []
    files, documents = call.catalogs_and_documents()
    if files:
        rows += _catalogs(call, files, redraft, engine, fast)
    for source in documents.read() if documents.sources else ():
        counts, ledgers = {}, {}
        settings = pipeline.for_source(call.settings, source)
        targets = [target for target in call.targets if target != settings.source_language]
        pipeline.refuse_unserved(settings, source, targets, engine)
        routes.tell(call, settings, targets, engine)
        with printing.ProgressLines(source.document.name, call.quiet) as bars:
            for target in targets:
                before = pipeline.update(call.settings, source, target).ledger
                done = pipeline.translate(
                    call.settings,
                    source,
                    target,
                    lambda target=target, settings=settings: pipeline.make_engine(  # type: ignore[misc]
                        settings, target, engine, fast=fast
                    ),
                    redraft=redraft,
                    progress=bars(target),
                )
                counts[target] = pipeline.count(source, done.catalog)
                ledgers[target] = before.then(done.ledger) if done.ledger else before
        languages = {code: {**row, "ledger": ledgers[code].row} for code, row in counts.items()}
        rows.append({"source": source.document.path, "languages": languages})
        if call.told:
            printing.counts_table(counts)
            printing.ledgers(ledgers)
    return call.finish(rows)


def _catalogs(call: Call, paths: Sequence[Path], redraft: bool, engine: str, fast: bool) -> list[dict[str, Any]]:
    from toolkit import catalogs
    from toolkit.workflow import pipeline, software

    languages = {}
    for path in paths:  # all of them are read before the first is written
        file = catalogs.opened(path)
        languages[path] = software.language_of(file, path, call.named)
    chosen = [path for path in paths if not call.named or languages[path].code in call.named]
    if not chosen:
        there = ", ".join(sorted({found.code for found in languages.values()}))
        raise UsageError(f"{paths[0]}: no catalog into {', '.join(call.named)} there, but into {there}")
    rows = []
    for path in chosen:
        with printing.ProgressLines(path.name, call.quiet) as bars:
            done = software.translate(
                call.settings,
                path,
                languages[path],
                lambda settings, target: pipeline.make_engine(settings, target, engine, fast=fast),
                redraft=redraft,
                progress=bars(languages[path].code),
            )
        rows.append(
            {
                "catalog": str(path),
                "language": done.language,
                "drafted": done.drafted,
                "left": done.left,
                "ledger": done.ledger.row,
            }
        )
        left = f", {done.left} left untranslated because their placeholders did not come out right" if done.left else ""
        call.say(f"{printing.near(path)}: {done.drafted} of {done.open} open messages drafted{left}{done.ledger.said}")
    return rows
