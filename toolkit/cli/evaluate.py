"""`toolkit evaluate`: machine drafts against what people wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import installing, options, printing
from toolkit.cli.call import Call
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.engines import Engine
    from toolkit.packages import Package
    from toolkit.workflow.evaluation import Comparison, Reference, Result, System
    from toolkit.workflow.evaluation.results import Score

MEGABYTE = 1_000_000
SHOWN = 200
"""Characters of a text in the list of the worst sentences."""


@click.command("evaluate")
@options.documents()
@click.option(
    "--drafts", type=click.Path(path_type=Path), metavar="FOLDER", help="Drafts of `toolkit run --fresh`, made before."
)
@click.option("--engine", multiple=True, metavar="NAME,...", help="argos (the default), gloss, pseudo, …; several.")
@click.option("--package", multiple=True, metavar="NAME,...", help="Packages side by side: en-ru==1.9, or a file.")
@click.option("--sample", type=click.IntRange(min=0), default=0, metavar="N", help="Only N sentences, always the same.")
@click.option("--worst", type=click.IntRange(min=0), default=3, metavar="N", help="Show the N worst. Default: 3.")
@click.option(
    "--bootstrap", type=click.IntRange(min=0), default=1000, metavar="N", help="Samples for intervals. Default: 1000."
)
@click.option(
    "--page", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write a page with plots."
)
@options.speed
def command(
    call: Call,
    drafts: Path | None,
    engine: tuple[str, ...],
    package: tuple[str, ...],
    sample: int,
    worst: int,
    bootstrap: int,
    page: Path | None,
    fast: bool,
) -> int:
    """Score drafts against what people wrote: chrF, chrF++, BLEU, TER, faults, seconds, memory (needs sacrebleu).

    SOURCE is a document with reviewed catalogs, a program's .po file, or a parallel file: TMX, XLIFF, TSV, JSONL, XLSX,
    Moses, or a table whose columns are languages (en zh ru ky), also as .gz. Everything is drafted anew, or taken from
    --drafts, and never stored. Several engines or packages are compared on the same sentences.

    \b
    Examples:
      toolkit evaluate source/lin-wu-visits-kyrgyzstan.txt --drafts build/fresh
      toolkit evaluate tests.tsv.gz --to ru --package en-ru==1.0 --package en-ru==1.9 --page report.html
      toolkit evaluate locale/ky/LC_MESSAGES/django.po --engine argos,gloss --json
    """
    from toolkit.workflow import evaluation

    if drafts and (engine or package):
        raise UsageError("--drafts are there already; leave --engine and --package out")
    found: list[Comparison] = []
    rows: list[dict[str, Any]] = []
    silent = set(call.named)
    for where, reference, made in _references(call, drafts):
        if not reference.pairs:
            continue
        if made is None:
            systems = _systems(call, reference, options.listed(engine), options.listed(package), fast=fast)
            if not systems:
                continue
            chosen = reference.sampled(sample)
            done = evaluation.measure(chosen, systems, samples=bootstrap)
        else:
            done = evaluation.compared(reference, [made], samples=bootstrap)
        silent.discard(reference.language)
        found.append(done)
        rows.append(_row(where, done, worst, flat=made is not None))
        if not call.json:
            _tell(done, worst, short=made is not None)
    if not found:
        call.failures.append("nothing to compare")
        printing.echo("toolkit: nothing to compare: no sentence has both a draft and a person's translation", err=True)
    elif silent:
        call.failures.append("nothing to compare")
        printing.echo(f"toolkit: nothing to compare in {', '.join(sorted(silent))}", err=True)
    if page is not None and found:
        _write_page(call, page, found, bootstrap)
    return call.finish(rows)


def _references(call: Call, drafts: Path | None) -> "Iterator[tuple[str, Reference, Any]]":
    """(path, what people wrote, the drafts where they are made already) of every file and language that is meant."""
    from toolkit.workflow import evaluation, pipeline
    from toolkit.workflow.evaluation import references

    files = [path for path in call.sources if references.is_parallel(path)]
    catalogs, documents = replace(
        call, sources=tuple(path for path in call.sources if path not in files)
    ).catalogs_and_documents()
    if drafts and (files or catalogs):
        raise UsageError(f"{(files or catalogs)[0]}: --drafts are those of documents")
    for path in files:
        for code, reference in references.of_file(path, call.settings.source_language).items():
            if not call.named or code in call.named:
                yield str(path), reference, None
    for path in catalogs:
        reference = references.of_messages(path, call.settings.source_language, call.named)
        if not call.named or reference.language in call.named:
            yield str(path), reference, None
    for source in documents.read() if documents.sources else ():
        for target in call.targets:
            catalog = pipeline.catalog(call.settings, source, target)
            if drafts is None:
                yield source.document.path, references.of_catalog(catalog), None
            else:
                file = drafts / source.document.name / "parallel.tsv"
                yield (source.document.path, *evaluation.drafts_of_bundle(file, catalog))


def _systems(
    call: Call, reference: "Reference", engines: Sequence[str], packages: Sequence[str], *, fast: bool
) -> "list[System]":
    """The engines and packages that were asked for, those of the direction; `argos` where none were."""
    from toolkit.workflow import pipeline
    from toolkit.workflow.evaluation import systems

    settings, target = (
        replace(call.settings, source_language=reference.source_language, doubtful="keep"),
        reference.language,
    )
    direction = reference.source_language, target
    made: list[System] = [
        systems.EngineSystem(
            package.name if package.kind == "installed" else f"{package.name} ({package.kind})",
            reference.source_language,
            lambda package=package: _of_package(call, package, fast=fast),  # type: ignore[misc]
        )
        for package in (installing.named(packages, settings) if packages else ())
        if package.direction == direction
    ]
    for name in engines or (() if packages else ("argos",)):

        def make(name: str = name) -> "Engine":
            return pipeline.make_engine(settings, target, name, fast=fast)

        made.append(systems.EngineSystem(name, reference.source_language, make))
    return made


def _of_package(call: Call, package: "Package", *, fast: bool) -> "Engine":
    from toolkit.engines import argos

    settings = call.settings
    return argos.ArgosEngine(
        [package],
        threads=settings.threads,
        threads_each=settings.threads_each,
        beam=argos.FAST_BEAM if fast else argos.BEAM,
        device=settings.device,
    )


def _row(where: str, done: "Comparison", worst: int, *, flat: bool) -> dict[str, Any]:
    counts = done.counts if flat else {"compared": len(done.results[0].sentences)}
    row = {"source": where, "language": done.language, **counts, "systems": [one.row(worst) for one in done.results]}
    return {"chrf": done.results[0].scores["chrF"].value, **row} if flat else row


def _tell(done: "Comparison", worst: int, *, short: bool) -> None:
    from toolkit.workflow.evaluation.metrics import METRICS

    first = done.results[0]
    if short:
        chrf = first.scores["chrF"].value
        printing.echo(f"{done.language}: chrF {chrf:.1f} over {len(first.sentences)} drafted sentences")
    else:
        printing.echo(f"\n{done.name}, {done.language}: {len(first.sentences)} sentences")
    head = ("", *METRICS, "faulty", "seconds", "peak MB")
    printing.print_table(
        head,
        [
            (
                one.system,
                *(_cell(one.scores[metric]) for metric in METRICS),
                f"{100 * one.faulty / len(one.sentences):.1f} %",
                f"{one.seconds:.1f}" if one.seconds else "",
                f"{one.memory / MEGABYTE:.0f}" if one.memory else "",
            )
            for one in done.results
        ],
    )
    for one in done.results:
        _tell_faults(one)
    for sentence in first.worst(worst):
        printing.echo(f"  {sentence.chrf:5.1f}  {_cut(sentence.source)}", theirs=True)
        printing.echo(f"         people: {_cut(sentence.reference)}", theirs=True)
        printing.echo(f"         {first.system}: {_cut(sentence.draft)}", theirs=True)


def _tell_faults(one: "Result") -> None:
    told = [
        f"{name} {count}{f' ({silent} unflagged)' if silent else ''}"
        for name, (count, silent) in one.faults.items()
        if count
    ]
    if told:
        printing.echo(f"  {one.system}: {', '.join(told)}")


def _cell(score: "Score") -> str:
    half = "" if score.interval is None else f" ±{score.interval:.1f}"
    return f"{score.value:.1f}{half}{'' if score.p is None or score.p >= 0.05 else '*'}"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"


def _write_page(call: Call, path: Path, found: "Sequence[Comparison]", samples: int) -> None:
    from toolkit import __version__
    from toolkit.storage.files import write_atomic
    from toolkit.workflow.evaluation import page

    write_atomic(path, page.write(found, samples=samples, generator=f"toolkit {__version__}"), follow=True)
    call.say(f"wrote {printing.near(path)}")
