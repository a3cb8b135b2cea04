"""`toolkit memory`: what people approved, looked up, counted, brought in and taken out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.errors import UsageError
from toolkit.languages import language

if TYPE_CHECKING:
    from toolkit.exchange import Row
    from toolkit.units import Match, TranslationUnit

IMPORTED = "imported/"
"""What the documents of foreign files are called by, so that none is a document of the project."""


@click.group("memory")
def command() -> None:
    """The translation memory of the project: approved translations are found again for equal and for like sentences.

    \b
    Examples:
      toolkit memory search "strategic partnership" --to ru
      toolkit memory import old-project.tmx
      toolkit memory stats
    """


@command.command("search")
@options.project
@options.machine
@click.option("--to", "to", required=True, metavar="LANG", help="Target language.")
@click.option("--most", type=click.IntRange(1), default=20, metavar="N", help="Translations to show. Default: 20.")
@click.argument("text")
def search(text: str, to: str, most: int, project: Path, form: str, as_json: bool) -> int:
    """Find TEXT in approved sources and translations, and then sentences that are like it.

    \b
    Example:
      toolkit memory search "friendly province" --to ky
    """
    from toolkit.memory import TranslationMemory
    from toolkit.units import Segment, plain, segment_key
    from toolkit.workflow import leverage

    settings, _ = options.settings(project)
    target = language(to).code
    if not text.strip():
        raise UsageError("an empty text is everywhere; say what to search for")
    with TranslationMemory.open(settings.memory_path) as memory:
        leverage.remember(memory, settings, target)
        segment = Segment(segment_key(plain(text)), plain(text))
        source = settings.source_language
        found = [*memory.search(text, source, target, most=most)]
        like = memory.similar([segment], source, target, most=most)[segment.key]
        found += [match for match in like if match.unit not in [one.unit for one in found]]
    rows = [_row(match) for match in found[:most]]
    if form == "json" or as_json:
        printing.print_json(rows)
        return 0
    for row in rows:
        percent = "" if row["score"] >= 1 else f" ({100 * row['score']:.0f} %)"
        printing.echo(f"{row['document']}{percent}")
        printing.echo(f"  {printing.short(row['source'])}\n  {printing.short(row['target'])}", theirs=True)
    printing.echo(f"{len(rows)} found" if rows else "nothing like it was approved here")
    return 0


@command.command("stats")
@options.project
@options.machine
def stats(project: Path, form: str, as_json: bool) -> int:
    """Count what the memory has, by document and language.

    \b
    Example:
      toolkit memory stats --format json
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import leverage

    settings, _ = options.settings(project)
    with TranslationMemory.open(settings.memory_path) as memory:
        for target in settings.targets:
            leverage.remember(memory, settings, target)
        rows = memory.statistics()
    if form == "json" or as_json:
        names = ("document", "source", "target", "translations")
        printing.print_json([dict(zip(names, row, strict=True)) for row in rows])
        return 0
    printing.print_table(
        ("document", "from", "into", "translations"),
        [(name, one, other, str(count)) for name, one, other, count in rows],
    )
    return 0


@command.command("import")
@options.project
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
def import_(files: tuple[Path, ...], project: Path) -> int:
    """Take approved translations of FILE (TMX, XLIFF, TSV, JSONL, XLSX) into the memory; drafts are left out.

    It serves as drafts for equal and like sentences, marked as such; `toolkit memory forget` takes it out again.

    \b
    Example:
      toolkit memory import old-project.tmx
    """
    from toolkit import exchange
    from toolkit.memory import TranslationMemory
    from toolkit.storage.files import read_bytes

    settings, _ = options.settings(project)
    with TranslationMemory.open(settings.memory_path) as memory:
        for path in files:
            by_language: dict[str, dict[str, TranslationUnit]] = {}
            for row in exchange.read(read_bytes(path), path.name):
                if row.target and row.status == "reviewed":
                    unit = _unit(row)
                    by_language.setdefault(row.language, {})[unit.segment.key + unit.text] = unit
            total = sum(
                memory.add(f"{IMPORTED}{path.name}", settings.source_language, target, units.values())
                for target, units in by_language.items()
            )
            printing.echo(f"{printing.near(path)}: {total} translations in {len(by_language)} languages")
    return 0


@command.command("forget")
@options.project
@click.argument("document")
def forget(document: str, project: Path) -> int:
    """Take DOCUMENT, as `toolkit memory stats` names it, out of the memory; its catalogs stay as they are.

    \b
    Example:
      toolkit memory forget imported/old-project.tmx
    """
    from toolkit.memory import TranslationMemory

    settings, _ = options.settings(project)
    with TranslationMemory.open(settings.memory_path) as memory:
        gone = memory.forget(document)
    if not gone:
        raise UsageError(f"the memory has no document {document!r}; `toolkit memory stats` names them")
    printing.echo(f"{document}: {gone} translations forgotten")
    return 0


def _row(match: "Match") -> dict[str, Any]:
    unit = match.unit
    return {"document": match.document, "score": match.score, "source": unit.segment.text, "target": unit.text,
            "key": unit.segment.key}  # fmt: skip


def _unit(row: "Row") -> "TranslationUnit":
    from toolkit.units import PERSON, Segment, State, TranslationUnit, plain, segment_key

    source = plain(row.source)
    return TranslationUnit(Segment(segment_key(source), source), plain(row.target), State.REVIEWED, PERSON)
