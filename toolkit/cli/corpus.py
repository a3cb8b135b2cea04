"""`toolkit corpus`: millions of sentences, drafted in shards on one machine or many."""

import functools
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from toolkit.cli import corpora, options, printing
from toolkit.cli.call import Call
from toolkit.cli.groups import Group
from toolkit.cli.spoken import language_name, spoken
from toolkit.errors import UsageError
from toolkit.languages import counted

SECONDS_A_LINE = 30.0
"""Between two lines of progress where nobody looks at a terminal."""


@click.group("corpus", cls=Group)
def command() -> None:
    """Millions of sentences: translated in shards that a killed run goes on from, counted, sampled, filtered, split.

    INPUT is a file or a folder: a sentence a line (.txt, .en, none), .tsv, .jsonl, .parquet, .tmx, also
    .gz and .zst, and documents of every format that `toolkit formats` names, cut into sentences.

    \b
    Examples:
      toolkit corpus translate news.en.gz --to ru --to ky --out corpus
      toolkit corpus stats corpus/en-ru.jsonl
    """


def _called(function: Callable[..., int]) -> Callable[..., int]:
    """Makes a function of (Call, own options) a command over the inputs of a corpus."""

    @functools.wraps(function)
    def made(
        source: tuple[Path, ...],
        project: Path,
        origin: str | None,
        to: tuple[str, ...],
        quiet: bool,
        verbose: bool,
        as_json: bool,
        out: Path,
        **own: Any,
    ) -> int:
        settings, chosen = options.settings(project, options.listed(to), None, origin)
        return function(Call(source, settings, chosen, None, chosen, as_json, out, quiet=quiet, verbose=verbose), **own)

    return made


@command.command("translate")
@click.argument("source", nargs=-1, required=True, metavar="INPUT...", type=options.Named(path_type=Path))
@options.project
@options.loudness
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, for programs.")
@click.option("--from", "origin", metavar="LANG", help="Language of INPUT. Default: as the project has it, or en.")
@click.option(
    "--to", "to", multiple=True, required=True, metavar="LANG,...", help="Target languages; may be given again."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the output and the work on it.")
@click.option("--format", "formats", multiple=True, metavar="NAME,...",
              help="What to write: jsonl (by default), tsv, lines (a file a language), parquet, tmx.")  # fmt: skip
@click.option("--column", default="", metavar="NAME", help="Column with the text, or its number. Default: by its name.")
@click.option("--documents", "as_documents", is_flag=True, help="Take .txt as documents and cut them into sentences.")
@click.option("--workers", type=click.IntRange(0), metavar="N",
              help="Processes that draft. Default: as many cores and memory allow; 1: no other process.")  # fmt: skip
@click.option("--scheduler", default="", metavar="ADDRESS", help="Draft on a Dask cluster: tcp://host:8786.")
@click.option("--send-packages", is_flag=True, help="Send the Argos packages to the workers of the cluster.")
@click.option("--rows", type=click.IntRange(1, 1_000_000), metavar="N", help="Rows of a shard. Default: 1024.")
@click.option("--longest", type=click.IntRange(1), metavar="N", help="Characters of a row at most. Default: 100,000.")
@click.option("--filter", "filters", multiple=True, metavar="NAME,...",
              help="Do not draft: language, junk (= letters, words, repeats, encoding, markup).")  # fmt: skip
@click.option("--memory", is_flag=True, help="Take what people approved from the project's translation memory.")
@click.option("--checks", is_flag=True, help="Check every draft, terms of the glossary too; what is found is a column.")
@click.option("--repeats", is_flag=True, help="Draft a text again each time that it comes.")
@click.option("--unique", is_flag=True, help="Leave out of the output what came before.")
@click.option("--drop", is_flag=True, help="Leave out of the output what has no translation.")
@click.option("--keep-damaged", is_flag=True, help="Of a damaged file, take what comes before the damage.")
@click.option("--redo", is_flag=True, help="Draft again what another engine or other settings drafted there.")
@click.option("--restart", is_flag=True, help="Where the folder has the work on other inputs, begin anew.")
@_called
@options.drafting
def translate(call: Call, engine: str, fast: bool, **wanted: Any) -> int:
    """Draft every row of INPUT into each language; the same call again goes on where a run was stopped.

    Each row has its draft, engine, confidence, whether it is a gloss, and flags; rows that cannot be drafted are set
    aside with their place. Nothing is drafted twice once its shard is done.

    \b
    Examples:
      toolkit corpus translate news.en.gz --to ru --to ky --out corpus
      toolkit corpus translate crawl/ --to ky --out corpus --filter language,junk --format parquet
      toolkit corpus translate news.jsonl --to ru --out corpus --scheduler tcp://10.0.0.5:8786
    """
    from toolkit.corpus import filters, jobs, outputs, sources
    from toolkit.corpus.drafter import Order
    from toolkit.corpus.plan import Cut
    from toolkit.corpus.runners import choice
    from toolkit.storage.files import read_bytes
    from toolkit.workflow import pipeline

    settings, out = call.settings, call.out
    assert out is not None
    found, strange = sources.found(call.sources, as_documents=wanted["as_documents"], out=out)
    for path in strange:
        printing.echo(
            f"left out: {printing.near(path)}: its ending says nothing; name it to read it as lines", err=True
        )
    if any(path.path.resolve().is_relative_to(out.resolve()) for path in found):
        raise UsageError(f"an input lies in {out}, where the output goes; name another folder with --out")
    glossary = settings.locales / "glossary.csv"
    orders = tuple(
        Order(
            settings,
            target,
            engine,
            fast,
            wanted["checks"],
            read_bytes(glossary) if wanted["checks"] and glossary.is_file() else b"",
            filters.chosen(options.listed(wanted["filters"])),
        )
        for target in call.targets
    )
    cut = Cut(
        repeats=wanted["repeats"],
        keep_damaged=wanted["keep_damaged"],
        **{name: wanted[name] for name in ("rows", "longest") if wanted[name]},
    )
    job = jobs.Job(
        out=out,
        sources=tuple(found),
        orders=orders,
        formats=tuple(outputs.formats(options.listed(wanted["formats"]))),
        cut=cut,
        column=wanted["column"],
        memory=settings.memory_path if wanted["memory"] else None,
        **{name: wanted[name] for name in ("drop", "unique", "restart", "redo")},
    )
    engines = {order.target: pipeline.make_engine(settings, order.target, engine, fast=fast) for order in orders}
    with Progress(call) as progress:
        runner = choice.chosen(
            orders, engines, wanted["workers"], wanted["scheduler"], progress.note, send=wanted["send_packages"]
        )
        reports = jobs.translate(job, runner, engines, progress)
    if call.told:
        _tell(reports, out)
    return call.finish([_row(report) for report in reports])


def _row(report: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(report), "origins": dict(report.origins)}


def _tell(reports: Any, out: Path) -> None:
    from toolkit.corpus.records import ORIGINS

    for report in reports:
        printing.echo(f"{report.target} {language_name(report.target)}: {counted(report.rows, 'row')}")
        for name, count in report.origins.items():
            of_it = f", {report.glossed:,} of them a gloss word by word" if name == "engine" and report.glossed else ""
            printing.echo(f"  {count:>12,}  {spoken(ORIGINS[name])}{spoken(of_it)}", theirs=True)
        if report.repeated:
            printing.echo(f"  {report.repeated:>12,}  of these: texts that came before")
        if report.written != report.rows:
            printing.echo(f"  {report.written:>12,}  in the output")
        if report.origins.get("aside") or report.origins.get("filtered"):
            printing.echo(f"  what is set aside or filtered out: {printing.near(out / f'aside-{report.target}.jsonl')}")
        for path in report.files:
            printing.echo(f"  {printing.near(Path(path))}")
        printing.echo(printing.style(f"  note: machine drafts, by {report.signature}", fg="yellow"))


class Progress:
    """How far a run is: one line that changes on a terminal, else a line now and then; on standard error."""

    def __init__(self, call: Call) -> None:
        self._quiet = call.quiet
        self._last = 0.0
        self._open = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def note(self, text: str) -> None:
        """A sentence of its own."""
        self._end()
        if not self._quiet:
            printing.echo(f"toolkit: {text}", err=True)

    def read(self, rows: int) -> None:
        """So many rows of the inputs have been read."""
        self._show(f"{counted(rows, 'row')} read", final=False)

    def drafted(self, target: str, done: int, fresh: int, total: int, seconds: float) -> None:
        """So many rows into a language are there, so many of them by this run in so many seconds."""
        text = f"{target}: " + spoken(f"{done:,} of {total:,} rows")
        if fresh and seconds > 0:
            rate = fresh / seconds
            text += spoken(f", {rate:,.0f} a second, {_span((total - done) / rate)} to go")
        self._show(text, final=done == total)

    def _show(self, text: str, *, final: bool) -> None:
        if self._quiet:
            return
        now = time.monotonic()
        if sys.stderr.isatty():
            if final or now - self._last > 0.2:
                printing.echo(text.ljust(78), err=True, nl=final, over=True)
                self._open, self._last = not final, now
        elif final or now - self._last > SECONDS_A_LINE:
            printing.echo(text, err=True)
            self._last = now

    def _end(self) -> None:
        if self._open:
            printing.echo("", err=True)
            self._open = False


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


for other in corpora.COMMANDS:
    command.add_command(other)
