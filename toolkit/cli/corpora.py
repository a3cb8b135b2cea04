"""`toolkit corpus stats`, `sample`, `filter`, `split`: what a corpus holds, and parts of it."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.cli.spoken import spoken
from toolkit.errors import UsageError
from toolkit.languages import counted

if TYPE_CHECKING:
    from toolkit.corpus.rows import Wish
    from toolkit.corpus.sources import Source


def over_inputs(function: Callable[..., int]) -> Callable[..., int]:
    """Makes a function of (sources, wish, own options) a command over the inputs of a corpus."""

    @functools.wraps(function)
    def made(
        source: tuple[Path, ...],
        project: Path,
        origin: str | None,
        to: tuple[str, ...],
        column: str,
        as_documents: bool,
        **own: Any,
    ) -> int:
        from toolkit.corpus import sources
        from toolkit.corpus.rows import Wish

        settings, targets = options.settings(project, options.listed(to), None, origin)
        found, strange = sources.found(source, as_documents=as_documents)
        for path in strange:
            printing.echo(f"left out: {printing.near(path)}: its ending says nothing; name it to read it", err=True)
        return function(found, Wish(settings.source_language, targets, column), **own)

    decorated: Callable[..., int] = made
    for option in (
        click.option("--documents", "as_documents", is_flag=True, help="Take .txt as documents, cut into sentences."),
        click.option("--column", default="", metavar="NAME", help="Column with the text. Default: by its name."),
        click.option("--to", "to", multiple=True, metavar="LANG,...", help="Languages of the translations in INPUT."),
        click.option("--from", "origin", metavar="LANG", help="Language of the text. Default: as the project has it."),
        options.project,
        click.argument("source", nargs=-1, required=True, metavar="INPUT...", type=options.Named(path_type=Path)),
    ):
        decorated = option(decorated)
    return decorated


@click.command("stats")
@options.machine
@over_inputs
def stats(found: "Sequence[Source]", wish: "Wish", form: str, as_json: bool) -> int:
    """Count the rows of INPUT: lengths, repeats, languages, where translations come from and how sure they are.

    \b
    Examples:
      toolkit corpus stats news.en.gz
      toolkit corpus stats corpus/en-ru.jsonl --to ru --format json
    """
    from toolkit.corpus import selections, statistics

    made = statistics.counted(row for row, _ in selections.rows_of(found, wish))
    if form == "json" or as_json:
        printing.print_json(made.facts())
        return 0
    facts = made.facts()
    rows = [("rows", f"{made.rows:,}"), ("texts", f"{made.texts:,}"), ("empty", f"{made.empty:,}")]
    rows += [(f"unreadable: {why}", f"{count:,}") for why, count in facts["faulty"].items()]
    rows += [("that came before", f"{made.repeated:,}"), ("words", f"{made.words:,}")]
    rows += [("characters", f"{made.characters:,}")]
    rows += [
        (f"{100 * float(share):.0f} % have at most, characters", f"{most:,}")
        for share, most in facts["lengths"].items()
    ]
    rows += [(f"in {code}, by a sample", f"{100 * share:.1f} %") for code, share in facts["languages"].items()]
    rows += [(f"with a translation into {code}", f"{count:,}") for code, count in facts["translated"].items()]
    rows += [(f"origin {name}", f"{count:,}") for name, count in facts["origins"].items()]
    rows += [(f"confidence from {tenth}", f"{count:,}") for tenth, count in facts["confidence"].items()]
    if made.glosses:
        rows.append(("gloss, word by word", f"{made.glosses:,}"))
    printing.print_table((), [(spoken(name), number) for name, number in rows])
    return 0


@click.command("sample")
@click.option("--rows", "count", type=click.IntRange(1), default=100, metavar="N", help="How many. Default: 100.")
@click.option("--seed", type=int, default=0, metavar="N", help="Another number is another sample. Default: 0.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write: .jsonl, .tsv, .txt. Default: printed.")
@over_inputs
def sample(found: "Sequence[Source]", wish: "Wish", count: int, seed: int, out: Path | None) -> int:
    """Take rows of INPUT at random, each with the same chance, in the order in which they stand there.

    \b
    Examples:
      toolkit corpus sample corpus/en-ru.jsonl --to ru --rows 20
      toolkit corpus sample news.en.gz --rows 1000 --out sample.txt
    """
    from toolkit.corpus import selections, sinks

    chosen = selections.sample(selections.rows_of(found, wish), count, seed)
    if out is None:
        for row, _ in chosen:
            printing.echo(row.text, data=True)
            for code, text in row.targets.items():
                printing.echo(f"  {code}: {text}", data=True)
        return 0
    refuse_input(found, [out])
    with sinks.opened(out, wish) as sink:
        for row, origin in chosen:
            sink.add(row, origin)
    printing.echo(f"{printing.near(out)}: {counted(len(chosen), 'row')}")
    return 0


@click.command("filter")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write: .jsonl, .tsv, .txt.")
@click.option("--filter", "names", multiple=True, metavar="NAME,...",
              help="language, junk (letters, words, repeats, encoding, markup); of pairs copy, target-language, "
              "length, numbers, errors. Default: language,junk,copy,target-language,length.")  # fmt: skip
@click.option("--unique", is_flag=True, help="Keep the first of equal rows.")
@click.option("--translated", is_flag=True, help="Keep rows with a translation only.")
@click.option(
    "--least-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="N", help="Keep surer drafts only."
)
@click.option("--no-gloss", is_flag=True, help="Leave out what is a gloss, word by word.")
@click.option("--shortest", type=click.IntRange(1), default=1, metavar="N", help="Characters at least.")
@click.option("--longest", type=click.IntRange(1), default=1_000_000, metavar="N", help="Characters at most.")
@over_inputs
def filter_(
    found: "Sequence[Source]",
    wish: "Wish",
    out: Path,
    names: tuple[str, ...],
    unique: bool,
    translated: bool,
    least_confidence: float,
    no_gloss: bool,
    shortest: int,
    longest: int,
) -> int:
    """Keep the rows of INPUT that are worth having; the others go to a file beside it, each with its place and reason.

    \b
    Examples:
      toolkit corpus filter crawl.en.gz --out clean.txt
      toolkit corpus filter corpus/en-ru.jsonl --to ru --out good.jsonl --unique --least-confidence 0.6 --no-gloss
    """
    from toolkit.corpus import filters, selections

    chosen = filters.chosen(options.listed(names) or DEFAULT, pairs=True)
    sieve = selections.Sieve(chosen, unique, least_confidence, not no_gloss, translated, shortest, longest)
    rejected = out.with_name(f"{out.name.partition('.')[0]}.rejected.jsonl")
    refuse_input(found, [out, rejected])
    counts = selections.filtered(selections.rows_of(found, wish), sieve, wish, out, rejected)
    kept, total = counts.pop("", 0), counts.total()
    printing.echo(f"{printing.near(out)}: {kept:,} of {counted(kept + total, 'row')}")
    for name, count in counts.most_common():
        printing.echo(f"  {count:>12,}  {name}")
    printing.echo(f"  what was left out, and why: {printing.near(rejected)}")
    return 0


DEFAULT = ["language", "junk", "copy", "target-language", "length"]
"""The filters of which nobody has to think."""


@click.command("split")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the parts.")
@click.option("--parts", default="", metavar="NAME=SHARE,...", help="Such as train=0.98,dev=0.01,test=0.01.")
@click.option("--rows", "size", type=click.IntRange(1), metavar="N", help="Instead: files of so many rows each.")
@click.option("--seed", type=int, default=0, metavar="N", help="Another number puts rows into other parts. Default: 0.")
@click.option(
    "--ending", default="", metavar="NAME", help="Of the parts: .jsonl, .tsv, .txt, also .gz. Default: as INPUT."
)
@over_inputs
def split(
    found: "Sequence[Source]", wish: "Wish", out: Path, parts: str, size: int | None, seed: int, ending: str
) -> int:
    """Divide INPUT into parts that share no text: equal texts are in one part, today and in the next version of INPUT.

    \b
    Examples:
      toolkit corpus split good.jsonl --out parts --parts train=0.98,dev=0.01,test=0.01
      toolkit corpus split news.en.gz --out pieces --rows 1000000
    """
    from toolkit.corpus import selections

    if bool(parts) == (size is not None):
        raise UsageError("say --parts train=0.98,dev=0.01,test=0.01 or --rows 1000000, one of them")
    ending = ending or {"lines": ".txt", "tsv": ".tsv"}.get(found[0].format, ".jsonl")
    rows = selections.rows_of(found, wish)
    if size is not None:
        made = selections.in_pieces(rows, size, wish, out, ending)
        printing.echo(f"{printing.near(out)}: {len(made):,} files")
        return 0
    shares = selections.shares(parts)
    refuse_input(found, [out / f"{name}{ending}" for name in shares])
    counts = selections.in_parts(rows, shares, wish, out, ending, seed)
    for name in shares:
        printing.echo(f"{printing.near(out / f'{name}{ending}')}: {counted(counts[name], 'row')}")
    if counts[""]:
        printing.echo(f"{counts['']:,} rows are no text and in no part")
    return 0


def refuse_input(found: "Sequence[Source]", outs: Sequence[Path]) -> None:
    """Raises UsageError where an output would take the place of an input."""
    for source in found:
        if source.path.resolve() in [path.resolve() for path in outs]:
            raise UsageError(f"{source.path} is an input; name another file with --out")


COMMANDS: tuple[click.Command, ...] = (stats, sample, filter_, split)
"""What `toolkit corpus` has beside translate."""
