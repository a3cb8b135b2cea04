"""`toolkit terms`: the glossary, kept, checked, suggested and exchanged."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call
from toolkit.cli.groups import Group
from toolkit.cli.meant import meant
from toolkit.errors import UsageError
from toolkit.languages import counted

if TYPE_CHECKING:
    from toolkit.terms.glossary import Glossary

FORMS = ("csv", "tbx")


@click.group("terms", cls=Group)
def command() -> None:
    """Keep locales/glossary.csv, the terms that translations must keep to; they are matched in any inflected form.

    \b
    Examples:
      toolkit terms check source/lin-wu-visits-kyrgyzstan.txt
      toolkit terms suggest source/lin-wu-visits-kyrgyzstan.txt
      toolkit terms export terms.tbx
    """


@command.command("check")
@options.documents(required=False)
def check(call: Call) -> int:
    """Check that the translations of SOURCE keep to the glossary; without one, of the whole project.

    \b
    Example:
      toolkit terms check locales/ru
    """
    from toolkit.checks.terms import CHECKS
    from toolkit.workflow import checking

    if checking.glossary(call.settings) is None:
        raise UsageError("this project has no locales/glossary.csv; `toolkit terms import` or a spreadsheet makes one")
    rows = []
    for path, places in meant(call, proved=False):
        ids = {key: place for place, key in reversed(places.items())}
        report = checking.check_file(call.settings, path, call.named, ids)
        for one in report.found if report else ():
            if one.finding.check in CHECKS:
                rows.append(one.row)
                call.say(f"{printing.near(path)}:{one.line} {one.finding.message}")
                call.say(f"  {printing.short(one.entry.msgid)}")
                call.say(f"  {printing.short(' | '.join(one.entry.msgstr))}")
    call.say(
        f"{len(rows)} translations do not keep to the glossary" if rows else "every translation keeps to the glossary"
    )
    code = call.finish(rows)
    return 1 if rows else code


@command.command("suggest")
@options.documents(targets=False)
@click.option(
    "--least", type=click.IntRange(1), default=2, metavar="N", help="Times a phrase stands there. Default: 2."
)
def suggest(call: Call, least: int) -> int:
    """Name terms that SOURCE might deserve: its names, and phrases of nouns that come again.

    \b
    Example:
      toolkit terms suggest source/lin-wu-visits-kyrgyzstan.txt --format json
    """
    from toolkit.terms.lexicon import LANGUAGES, load
    from toolkit.terms.lexicon import words as lexicon_words
    from toolkit.terms.suggestions import suggestions
    from toolkit.units import visible
    from toolkit.workflow import checking

    known = checking.glossary(call.settings)
    have = {entry.texts.get("en", "").casefold() for entry in known.entries} if known else set()
    texts = [visible(segment.source) for source in call.read() for segment in source.segments]
    rows = []
    for one in suggestions(texts, least=least):
        if one.text.casefold() in have:
            continue
        ways = {code: load(code).find(lexicon_words(one.text)) for code in LANGUAGES if code in call.settings.targets}
        row: dict[str, Any] = {"term": one.text, "count": one.count, "kind": one.kind}
        row["translations"] = {code: found[0].target for code, found in ways.items() if found}
        rows.append(row)
        said = ", ".join(f"{code} {text}" for code, text in row["translations"].items())
        call.say(f"{one.count:4} {one.kind:6} {one.text}{f'  ({said})' if said else ''}")
    return call.finish(rows)


@command.command("import")
@options.project
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=options.Named(path_type=Path))
def import_(files: tuple[Path, ...], project: Path) -> int:
    """Add the terms of FILE, CSV or TBX, to locales/glossary.csv; rows that it has already are left alone.

    \b
    Example:
      toolkit terms import termbase.tbx
    """
    from toolkit.storage.files import read_bytes, write_atomic
    from toolkit.terms import glossary as table
    from toolkit.workflow import checking

    settings, _ = options.settings(project)
    before = checking.glossary(settings) or table.Glossary()
    after = before
    for path in files:
        after = after.with_entries(_read(path, read_bytes(path)).entries)
    target = settings.locales / "glossary.csv"
    if after != before:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target, table.write_csv(after))
    added = len(after.entries) - len(before.entries)
    printing.echo(f"{printing.near(target)}: {counted(added, 'term')} added, {len(after.entries)} in all")
    return 0


@command.command("export")
@options.project
@click.argument("file", type=options.Named(path_type=Path))
def export(file: Path, project: Path) -> int:
    """Write the glossary to FILE, as TBX (.tbx) or CSV (.csv).

    \b
    Example:
      toolkit terms export terms.tbx
    """
    from toolkit.storage.files import write_atomic
    from toolkit.terms import glossary as table
    from toolkit.terms import tbx
    from toolkit.workflow import checking

    settings, _ = options.settings(project)
    terms = checking.glossary(settings)
    if terms is None:
        raise UsageError("this project has no locales/glossary.csv")
    form = _form(file)
    write_atomic(
        file, tbx.write(terms, settings.source_language) if form == "tbx" else table.write_csv(terms), follow=True
    )
    printing.echo(f"{printing.near(file)}: {len(terms.entries)} terms")
    return 0


def _form(path: Path) -> str:
    form = path.suffix.lower().lstrip(".")
    if form not in FORMS:
        raise UsageError(f"{path}: glossaries are read and written as {' and '.join(f'.{form}' for form in FORMS)}")
    return form


def _read(path: Path, data: bytes) -> "Glossary":
    from toolkit.terms import glossary as table
    from toolkit.terms import tbx

    return tbx.read(data, path) if _form(path) == "tbx" else table.read_csv(data, path)
