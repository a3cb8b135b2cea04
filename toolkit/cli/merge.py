"""`toolkit merge`: any gettext catalog follows its template."""

import sys
from pathlib import Path

import click

from toolkit.cli import options


@click.command("merge")
@click.argument("definition", metavar="DEF.po", type=click.Path(path_type=Path))
@click.argument("reference", metavar="REF.pot", type=click.Path(path_type=Path))
@click.option("-U", "--update", is_flag=True, help="Write to DEF.po itself, and only if a message changes.")
@click.option(
    "-o", "--output-file", "out", type=click.Path(path_type=Path, allow_dash=True), help="Default: standard output."
)
@click.option(
    "-C", "--compendium", multiple=True, type=click.Path(path_type=Path),
    help="Another catalog that translations are taken from; may be given again.",
)  # fmt: skip
@click.option("-N", "--no-fuzzy-matching", is_flag=True, help="Take over exact matches only.")
@click.option("--previous", is_flag=True, help="Write the source that a fuzzy translation was made for (#| msgid).")
@click.option("--no-wrap", is_flag=True, help="Lay every message out anew, without breaking long lines.")
@click.option(
    "--backup", type=click.Choice(["none", "off", "simple"]), default="none", help="simple: -U keeps DEF.po~."
)
@click.option("-q", "--quiet", "--silent", is_flag=True, help="Do not count what was done on standard error.")
@options.machine
def command(
    definition: Path,
    reference: Path,
    update: bool,
    out: Path | None,
    compendium: tuple[Path, ...],
    no_fuzzy_matching: bool,
    previous: bool,
    no_wrap: bool,
    backup: str,
    quiet: bool,
    form: str,
    as_json: bool,
) -> int:
    """Merge DEF.po with REF.pot, as msgmerge does; works for catalogs of documents and of software.

    Entries that do not change keep their bytes. No translation is ever dropped.

    \b
    Example:
      toolkit merge -U --previous po/ky.po po/messages.pot
    """
    from toolkit import catalogs
    from toolkit.files import read_bytes, write_atomic

    as_json = as_json or form == "json"
    target = definition if update else out if out is not None and str(out) != "-" else None
    if update and out is not None:
        raise click.UsageError("-U writes to DEF.po, -o to another file; choose one")
    if target is None and as_json:
        raise click.UsageError("--json and the catalog cannot both go to standard output; use -o or -U")
    before = read_bytes(definition)
    data, counts = catalogs.with_reference(
        before,
        read_bytes(reference),
        catalogs.ReferenceOptions(
            tuple((read_bytes(path), str(path)) for path in compendium),
            fuzzy_matching=not no_fuzzy_matching,
            previous=previous,
            wrap=not no_wrap,
            update=update,
        ),
        path=str(definition),
        reference_path=str(reference),
    )
    changed = False
    if target is None:
        sys.stdout.buffer.write(data)
    elif target.exists() and definition.is_file() and target.samefile(definition):
        if backup == "simple" and data != before:
            write_atomic(definition.with_name(definition.name + "~"), before)
        changed = catalogs.save(definition, before, data)
    else:
        changed = write_atomic(target, data)
    if as_json:
        options.print_json({"catalog": str(target), "changed": changed, **counts})
    elif not quiet:
        click.echo(f"{definition}: {', '.join(f'{number} {name}' for name, number in counts.items())}", err=True)
    return 0
