"""`toolkit translate`: drafts for what nobody has translated."""

import click

from toolkit.cli import options


@click.command("translate")
@options.documents()
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@options.drafting
def command(call: options.Call, redraft: bool, engine: str, fast: bool) -> int:
    """Draft the untranslated entries of SOURCE's catalogs, marked fuzzy; what a person wrote is never touched.

    \b
    Example:
      toolkit translate source/lin-wu-visits-kyrgyzstan.txt --to ru
    """
    from toolkit import pipeline

    rows = []
    for source in call.read():
        counts = {}
        with options.ProgressLines(source.document.name) as lines:
            for target in call.targets:
                pipeline.update(call.settings, source, target)
                done = pipeline.translate(
                    call.settings,
                    source,
                    target,
                    lambda target=target: pipeline.make_engine(call.settings, target, engine, fast=fast),  # type: ignore[misc]
                    redraft=redraft,
                    progress=lines(target),
                )
                counts[target] = pipeline.count(source, done)
        rows.append({"source": source.document.path, "languages": counts})
        if not call.json:
            options.counts_table(counts)
    return call.finish(rows)
