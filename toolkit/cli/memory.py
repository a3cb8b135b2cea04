"""`toolkit memory`: what people approved, looked up, counted, brought in and taken out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.cli.groups import Group
from toolkit.cli.spoken import spoken
from toolkit.errors import UnknownName, UsageError
from toolkit.languages import counted

if TYPE_CHECKING:
    from toolkit.units import Match


MOST_NAMED = 12
"""Documents that an error names."""


@click.group("memory", cls=Group)
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
@click.option("--to", "to", metavar="LANG", help="Target language. Default: that of the project, if it has only one.")
@click.option("--most", type=click.IntRange(1), default=20, metavar="N", help="Translations to show. Default: 20.")
@click.argument("text")
def search(text: str, to: str | None, most: int, project: Path, form: str, as_json: bool) -> int:
    """Find TEXT, its words in any inflected form, in approved sources and translations, and then like sentences.

    \b
    Example:
      toolkit memory search "friendly province" --to ky
    """
    from toolkit.units import Segment, plain, segment_key
    from toolkit.workflow import leverage, memories

    settings, _ = options.settings(project)
    if to is None and len(settings.targets) != 1:
        raise UsageError("say one language to search in, such as --to ky")
    target = options.spoken_of(to) if to else settings.targets[0]
    if not text.strip():
        raise UsageError("an empty text is everywhere; say what to search for")
    with memories.opened(settings) as memory:
        leverage.remember(memory.own, settings, target)
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
    """Count what the memory has, by document and language, look through all of it, and mend what is damaged.

    \b
    Example:
      toolkit memory stats --format json
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import leverage, memories

    settings, _ = options.settings(project)
    if memories.mended(settings.memory_path, thorough=True):
        printing.echo("the translation memory was damaged and is made anew from the catalogs", err=True)
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
@click.option("--to", multiple=True, metavar="LANG,...", help="Languages to take. Default: those of the project.")
@click.option("--all", "every", is_flag=True, help="Take every language that FILE has.")
@click.option("--from", "origin", metavar="LANG", help="Source language. Default: as the project has it, or en.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=options.Named(path_type=Path))
def import_(files: tuple[Path, ...], to: tuple[str, ...], every: bool, origin: str | None, project: Path) -> int:
    """Take the approved translations of FILE into the memory; machine drafts and what is not approved are left out.

    FILE is TMX (OmegaT, Trados, memoQ, Weblate, Okapi), XLIFF, TSV or CSV with languages in its first line, JSON lines,
    two files of Moses or a zip of OPUS, XCES, .po, .mo, or a folder of .po files; `.gz` is unpacked. A TMX of any size
    is read in bounded memory. It serves as drafts, marked as such; `toolkit memory forget` takes it out again.

    \b
    Examples:
      toolkit memory import old-project.tmx
      toolkit memory import OpenSubtitles.en-ru.en --to ru
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import remembering

    settings, named = options.settings(project, options.listed(to), None, origin)
    with TranslationMemory.open(settings.memory_path) as memory:
        for path in files:
            if path.suffix.lower() == ".tbx":
                raise UsageError(f"{path}: terms are no sentences; `toolkit terms import` takes them")
            counts, skipped = remembering.imported(memory, settings, path, () if every else named)
            told = ", ".join(f"{number} {code}" for code, number in sorted(counts.items()))
            left = ", ".join(f"{number} {why}" for why, number in sorted(skipped.items()))
            total = spoken(counted(counts.total(), "translation"))
            beside = spoken(f"; left out: {left}") if left else ""
            printing.echo(f"{printing.near(path)}: {total}{f' ({told})' if told else ''}{beside}", theirs=True)
    return 0


@command.command("export")
@options.project
@click.option("--to", metavar="LANG", help="One target language. Default: all.")
@click.option("--document", default="", metavar="NAME", help="One document, as `toolkit memory stats` names it.")
@click.argument("file", type=options.Named(path_type=Path))
def export(file: Path, to: str | None, document: str, project: Path) -> int:
    """Write the memory into FILE: .tmx, .tsv or .jsonl.

    \b
    Example:
      toolkit memory export all.tmx --to ru
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import leverage, remembering

    settings, _ = options.settings(project)
    with TranslationMemory.open(settings.memory_path) as memory:
        for target in settings.targets:
            leverage.remember(memory, settings, target)
        target = options.spoken_of(to) if to else ""
        count = remembering.exported(memory, settings.source_language, file, target, document)
    printing.echo(f"{printing.near(file)}: {counted(count, 'translation')}")
    return 0


@command.command("share")
@options.project
@click.argument("file", type=options.Named(path_type=Path))
def share(file: Path, project: Path) -> int:
    """Write a copy of the memory into FILE (.sqlite), which other projects name in their setting `memories`.

    \b
    Example:
      toolkit memory share ../shared/handbook.sqlite
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import leverage

    settings, _ = options.settings(project)
    if file.resolve() == settings.memory_path.resolve():
        raise UsageError("this is the memory itself; name another file")
    with TranslationMemory.open(settings.memory_path) as memory:
        for target in settings.targets:
            leverage.remember(memory, settings, target)
        memory.share(file)
        count = len(memory)
    printing.echo(f'{printing.near(file)}: {counted(count, "translation")}; memories = ["{file}"] reads them')
    return 0


@command.command("prune")
@options.project
@click.option("--duplicates", is_flag=True, help="What says the same of the same text in several documents, but one.")
@click.option(
    "--conflicts", is_flag=True, help="Of several translations of one text in one context, all but the newest."
)
@click.option("--gone", is_flag=True, help="Documents whose catalog is not there any more.")
@click.option("--dry-run", is_flag=True, help="Count, and take nothing out.")
def prune(duplicates: bool, conflicts: bool, gone: bool, dry_run: bool, project: Path) -> int:
    """Take out of the memory what nobody needs; what catalogs have comes back from them, catalogs stay as they are.

    \b
    Example:
      toolkit memory prune --duplicates --gone --dry-run
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import remembering

    settings, _ = options.settings(project)
    if not (duplicates or conflicts or gone):
        raise UsageError("say what to take out: --duplicates, --conflicts, --gone")
    with TranslationMemory.open(settings.memory_path) as memory:
        vanished = remembering.vanished(memory, settings) if gone else ()
        counts = memory.prune(vanished, duplicates=duplicates, conflicts=conflicts, dry_run=dry_run)
    told = ", ".join(f"{number} {what}" for what, number in counts.items())
    printing.echo(f"taken out: {told}" + (" (dry run: nothing changed)" if dry_run else ""))
    return 0


@command.command("forget")
@options.project
@click.argument("document")
def forget(document: str, project: Path) -> int:
    """Take DOCUMENT out of the memory, named as `toolkit memory stats` names it.

    What was imported is called imported/ and the name of its file, which will do alone. What came from a catalog of the
    project comes back with the next run, since the catalog stays as it is: this is for what was brought in.

    \b
    Example:
      toolkit memory forget imported/old-project.tmx
    """
    from toolkit.memory import TranslationMemory
    from toolkit.workflow import remembering

    settings, _ = options.settings(project)
    with TranslationMemory.open(settings.memory_path) as memory:
        gone = memory.forget(document)
        if not gone:  # as people call it: by the name of the file that they imported, wherever it lay
            known = sorted({row[0] for row in memory.statistics()})
            brought = f"{remembering.IMPORTED}{Path(document).name}"
            if brought not in known:
                advice = "`toolkit memory stats` names them" if len(known) > MOST_NAMED else ""
                raise UnknownName("document of the memory", document, known, advice=advice)
            document, gone = brought, memory.forget(brought)
    printing.echo(f"{document}: {counted(gone, 'translation')} forgotten")
    return 0


def _row(match: "Match") -> dict[str, Any]:
    unit = match.unit
    return {"document": match.document, "score": match.score, "source": unit.segment.text, "target": unit.text,
            "key": unit.segment.key}  # fmt: skip
