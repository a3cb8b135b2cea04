"""`toolkit align`: an old translation brought in."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.errors import DocumentError, ToolkitError, UsageError

if TYPE_CHECKING:
    from toolkit.project.settings import ProjectSettings
    from toolkit.workflow.aligning import Alignment, Pair

ANSWERS = {"y": True, "n": False, "": None}


@click.command("align")
@click.argument("source", type=options.Named(path_type=Path))
@click.argument("translation", metavar="TARGET", type=options.Named(path_type=Path))
@click.option("--to", metavar="LANG", help="Language of TARGET. Default: as its name or its text says.")
@click.option("--from", "origin", metavar="LANG", help="Language of SOURCE. Default: as the project has it, or en.")
@click.option("--into", type=click.Choice(("catalog", "memory")), default="catalog", help="Default: catalog.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the pairs into a file instead: .tsv, .tmx, .jsonl, .xlf, …"
)
@click.option("--review", is_flag=True, help="Ask about each doubtful pair.")
@click.option("--dry-run", is_flag=True, help="Show what would come in, and write nothing.")
@options.segment
@options.encoding
@options.project
@options.machine
def command(
    source: Path,
    translation: Path,
    to: str | None,
    origin: str | None,
    into: str,
    out: Path | None,
    review: bool,
    dry_run: bool,
    segment: str | None,
    encoding: str | None,
    project: Path,
    form: str,
    as_json: bool,
) -> int:
    """Bring in TARGET, an old translation of the document SOURCE: its sentences go where they belong.

    Both may be of any format, and whole folders too, whose documents are matched by name. Paragraphs are aligned
    first, then sentences, by length, numbers, names, placeables and the lexicon. What is sure counts as approved,
    what is doubtful is fuzzy; `# Aligned: …` says where each came from, and how sure it is. What people wrote stays.

    \b
    Examples:
      toolkit align source/article.txt old/article.ru.docx --review
      toolkit align source/ old/ky/ --to ky --into memory
      toolkit align book.epub kniga.epub --to ru --out pairs.tsv
    """
    from toolkit.storage.files import absent
    from toolkit.workflow import aligning

    for path in (source, translation):
        if not path.exists():
            raise DocumentError(absent(path), path=path)
    as_json = as_json or form == "json"
    if source.is_dir() != translation.is_dir():
        raise UsageError("name two documents or two folders, not one of each")
    if review and as_json:
        raise UsageError("--review asks a person, and JSON is for programs; choose one of both")
    settings, _ = options.settings(project, (), segment, origin)
    told, failed = [], False
    if source.is_dir():
        if to is None:
            raise UsageError("say with --to which language the folder of translations is in")
        if out is not None:
            raise UsageError("--out is for one document; folders go into catalogs or the memory")
        couples = aligning.partners(source, translation, options.spoken_of(to))
    else:
        couples = [(source, translation)]
    for one, other in couples:
        try:
            target = _target(settings, one, other, to)
            found = aligning.aligned(settings, one, other, target, encoding=encoding)
        except ToolkitError as error:
            if len(couples) == 1:
                raise
            printing.tell(error)
            failed = True
            continue
        if review:
            found = aligning.reviewed(found, _ask)
        outcome = _bring(settings, found, into, out, dry_run=dry_run)
        told.append({"source": str(one), "translation": str(other), "target": target, **found.counts,
                     "outcome": outcome,
                     "doubtful pairs": [_row(pair) for pair in found.pairs if pair.doubtful]})  # fmt: skip
        if not as_json:
            _tell(found, one, other, outcome, dry_run=dry_run)
    if as_json:
        printing.print_json(told)
    return 1 if failed else 0


def _target(settings: "ProjectSettings", source: Path, translation: Path, to: str | None) -> str:
    from toolkit.workflow import aligning

    own = settings.source_language_of(source)
    target = options.spoken_of(to) if to else aligning.guessed(translation, own, settings.targets)
    if not target:
        raise UsageError(f"{printing.near(translation)}: nothing says which language this is in; name it with --to")
    if target == own:
        raise UsageError(f"{target} is the language of the source; name another with --to, or its own with --from")
    return target


def _bring(
    settings: "ProjectSettings", found: "Alignment", into: str, out: Path | None, *, dry_run: bool
) -> dict[str, int]:
    """Writes where it shall go; what became of it."""
    from toolkit import __version__, exchange
    from toolkit.storage.files import write_atomic
    from toolkit.workflow import aligning

    if out is not None:
        names = {kind.suffix: kind for kind in reversed(exchange.FORMATS.values())}
        if out.suffix.lower() not in names:
            raise UsageError(f"{out}: pairs are written as {', '.join(sorted(names))}")
        data = names[out.suffix.lower()].write(aligning.bundle(found), f"toolkit {__version__}")
        if not dry_run:
            write_atomic(out, data)
        return {"written": found.counts["pairs"]}
    if into == "memory":
        if dry_run:
            return {"remembered": found.counts["pairs"] - found.counts["doubtful"]}
        return {"remembered": aligning.into_memory(settings, found)}
    return dict(Counter(aligning.into_catalog(settings, found, dry_run=dry_run).result.values()))


def _tell(found: "Alignment", source: Path, translation: Path, outcome: dict[str, int], *, dry_run: bool) -> None:
    counts = found.counts
    doubtful = [pair for pair in found.pairs if pair.doubtful]
    for pair in doubtful:
        printing.echo(f"{_doubt(pair)}:\n  {printing.short(pair.source)}\n  {printing.short(pair.target)}")
    lonely = {"source only": "in the source only", "translation only": "in the translation only"}
    alone = ", ".join(f"{counts[name]} {words}" for name, words in lonely.items() if counts[name])
    printing.echo(
        f"{printing.near(source)} – {printing.near(translation)} ({found.target}): {counts['pairs']} pairs, "
        f"{counts['doubtful']} doubtful" + (f"; {alone}" if alone else "")
    )
    if doubtful:
        printing.echo("  doubtful pairs are fuzzy in the catalog; --review asks about each")
    words = ", ".join(f"{number} {word}" for word, number in outcome.items()) or "nothing to take"
    dry = " (dry run: nothing written)" if dry_run else ""
    of_what = "" if {"written", "remembered"} & outcome.keys() else "sentences of the source: "
    printing.echo(f"  {of_what}{words}{dry}")
    if outcome.get("aside"):
        printing.echo(
            "  aside: the translation joins such a sentence with a neighbour; a comment on each of them shows it"
        )


def _doubt(pair: "Pair") -> str:
    """Why a pair is doubtful: what is odd about it, or else how probable it is."""
    return pair.why or f"{100 * pair.margin:.0f} %"


def _ask(pair: "Pair") -> bool | None:
    """A person's answer about a doubtful pair."""
    printing.echo(f"\n{pair.source}\n{printing.style(pair.target, bold=True)}")
    answer = click.prompt(
        f"do these belong together ({_doubt(pair)})? [y]es, [n]o, Enter for later",
        default="", show_default=False, type=click.Choice(list(ANSWERS)), show_choices=False,
    )  # fmt: skip
    return ANSWERS[answer]


def _row(pair: "Pair") -> dict[str, Any]:
    return {
        "source": pair.source,
        "target": pair.target,
        "margin": round(pair.margin, 3),
        "why": pair.why or "unlikely",
    }
