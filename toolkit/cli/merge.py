"""`toolkit merge`: any gettext catalog follows its template."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.catalogs.garbage import without_collection
from toolkit.cli import printing
from toolkit.cli.machine import machine

if TYPE_CHECKING:
    from toolkit.errors import DuplicateMessages


def _said(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    # The Makefile that gettext gives to packages asks for the number, and uses --lang and --previous by it.
    printing.echo("toolkit merge (as msgmerge of GNU gettext-tools) 0.21")
    context.exit()


@click.command("merge")
@click.argument("definition", metavar="DEF.po", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("reference", metavar="REF.pot", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-D", "--directory", multiple=True, type=click.Path(path_type=Path, file_okay=False),
    help="Look for DEF.po, REF.pot and compendia in this folder; may be given again.",
)  # fmt: skip
@click.option("-U", "--update", is_flag=True, help="Write to DEF.po itself, and only if a message changes.")
@click.option(
    "-o",
    "--out",
    "--output-file",
    "out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Default: standard output.",
)
@click.option(
    "-C", "--compendium", multiple=True, type=click.Path(path_type=Path),
    help="Another catalog that translations are taken from; may be given again.",
)  # fmt: skip
@click.option("-N", "--no-fuzzy-matching", is_flag=True, help="Take over exact matches only.")
@click.option("--previous", is_flag=True, help="Write the source that a fuzzy translation was made for (#| msgid).")
@click.option("--no-wrap", is_flag=True, help="Lay every message out anew, without breaking long lines.")
@click.option(
    "-w", "--width", type=click.IntRange(1), metavar="N", help="Lay every message out anew, in lines of N columns."
)
@click.option("-s", "--sort-output", is_flag=True, help="Order the messages by msgid.")
@click.option("-F", "--sort-by-file", is_flag=True, help="Order the messages by their place in the source.")
@click.option(
    "-n", "--add-location", is_flag=False, flag_value="full", default="full",
    type=click.Choice(["full", "file", "never"]), help="Which references (#:) are written.",
)  # fmt: skip
@click.option("--no-location", is_flag=True, help="The same as --add-location=never.")
@click.option("--for-msgfmt", is_flag=True, help="Write only what is translated and not fuzzy, for a program.")
@click.option("--to-utf8", is_flag=True, help="Write UTF-8, whatever DEF.po is in. Default: as it is.")
@click.option("--canonical", is_flag=True, help="Print the result as msgmerge does: every entry laid out anew.")
@click.option("-m", "--multi-domain", is_flag=True, help="REF.pot is the template of every domain in DEF.po.")
@click.option("-E", "--escape", is_flag=True, help="Write nothing but ASCII, other letters as \\303\\251.")
@click.option("-i", "--indent", is_flag=True, help="Write strings in columns.")
@click.option("--strict", is_flag=True, help="Write the style of Uniforum and Solaris.")
@click.option("-P", "--properties-input", is_flag=True, help="The files are Java's .properties.")
@click.option("--stringtable-input", is_flag=True, help="The files are NeXTstep's .strings.")
@click.option("-p", "--properties-output", is_flag=True, help="Write Java's .properties.")
@click.option("--stringtable-output", is_flag=True, help="Write NeXTstep's .strings.")
@click.option("--color", is_flag=False, flag_value="always", hidden=True)
@click.option("--style", hidden=True)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_said,
    help="Which msgmerge this is like.",
)
@click.option("-e", "--no-escape", is_flag=True, hidden=True)
@click.option("--force-po", is_flag=True, hidden=True)
@click.option("-v", "--verbose", is_flag=True, help="Say what was read and done, as msgmerge does.")
@click.option("--suffix", metavar="SUFFIX", envvar="SIMPLE_BACKUP_SUFFIX", help="Ending of a backup. Default: ~.")
@click.option("--version-control", envvar="VERSION_CONTROL", default="existing", hidden=True)
@click.option("--lang", metavar="NAME", help="Set the field Language of the header.")
@click.option(
    "--backup",
    type=click.Choice(["none", "off", "simple", "never", "existing", "nil", "numbered", "t"]),
    help="simple: -U keeps DEF.po~; numbered: DEF.po.~1~. Default: none; with --canonical, as msgmerge.",
)
@click.option("-q", "--quiet", "--silent", is_flag=True, help="Do not count what was done on standard error.")
@machine
@without_collection()
def command(
    definition: Path,
    reference: Path,
    update: bool,
    out: Path | None,
    compendium: tuple[Path, ...],
    no_fuzzy_matching: bool,
    previous: bool,
    no_wrap: bool,
    width: int | None,
    sort_output: bool,
    lang: str | None,
    directory: tuple[Path, ...],
    backup: str | None,
    sort_by_file: bool,
    add_location: str,
    no_location: bool,
    for_msgfmt: bool,
    to_utf8: bool,
    canonical: bool,
    multi_domain: bool,
    escape: bool,
    indent: bool,
    strict: bool,
    properties_input: bool,
    stringtable_input: bool,
    properties_output: bool,
    stringtable_output: bool,
    color: str | None,  # noqa: ARG001 - what is written is a file
    style: str | None,  # noqa: ARG001 - as above
    no_escape: bool,  # noqa: ARG001 - it is the default
    force_po: bool,
    verbose: bool,
    suffix: str | None,
    version_control: str,
    quiet: bool,
    form: str,
    as_json: bool,
) -> int:
    """Merge DEF.po with REF.pot, as msgmerge does; works for catalogs of documents and of software.

    Entries that do not change keep their bytes. No translation is ever dropped. One of the files may be - for standard
    input.

    \b
    Example:
      toolkit merge -U --previous po/ky.po po/messages.pot
    """
    from toolkit import catalogs
    from toolkit.errors import DuplicateMessages
    from toolkit.storage.files import write_atomic

    as_json = as_json or form == "json"
    given_in = "properties" if properties_input else "stringtable" if stringtable_input else "po"
    made_in = "properties" if properties_output else "stringtable" if stringtable_output else "po"
    if update:
        made_in = given_in
    # What msgmerge alone has is written as msgmerge writes it.
    canonical = canonical or multi_domain or escape or indent or strict or (given_in, made_in) != ("po", "po")
    definition, reference = _found(definition, directory), _found(reference, directory)
    target = definition if update else out if out is not None and str(out) != "-" else None
    if update and str(definition) == "-":
        raise click.UsageError("-U writes to DEF.po, so it cannot be standard input; name the file, or use -o")
    if [str(path) for path in (definition, reference, *compendium)].count("-") > 1:
        raise click.UsageError("standard input is one file; name the others")
    if update and out is not None:
        raise click.UsageError("-U writes to DEF.po, -o to another file; choose one")
    if target is None and as_json:
        raise click.UsageError("--json and the catalog cannot both go to standard output; use -o or -U")
    in_place = target is not None and target.exists() and definition.is_file() and target.samefile(definition)
    given = None if in_place else _read(definition)
    compendia = tuple((_read(path), str(path)) for path in (_found(name, directory) for name in compendium))
    template = _read(reference)

    def merged(before: bytes | None) -> tuple[bytes, dict[str, int]]:
        data, counts = catalogs.with_reference(
            before or b"",
            template,
            catalogs.ReferenceOptions(
                compendia,
                fuzzy_matching=not no_fuzzy_matching,
                previous=previous,
                wrap=not no_wrap,
                width=width or 0,
                sort=sort_output,
                language=lang or "",
                update=update,
                sort_by_file=sort_by_file,
                location="never" if no_location else add_location,
                for_msgfmt=for_msgfmt,
                to_utf8=to_utf8,
                canonical=canonical,
                force_po=force_po,
                multi_domain=multi_domain,
                escape=escape,
                indent=indent,
                strict=strict,
                input=given_in,
                output=made_in,
            ),
            path=_shown(definition),
            reference_path=_shown(reference),
        )
        control = backup or (version_control if canonical else "none")
        kept = _backup(definition, control, suffix or "~") if in_place and data != before else None
        if kept is not None and before is not None:
            write_atomic(kept, before)
        return data, counts

    changed = False
    try:
        if in_place:
            revision = catalogs.revise(definition, merged, proved=True)
            counts, changed = revision.result, revision.changed
        else:
            data, counts = merged(given)
    except DuplicateMessages as error:
        if canonical:
            return _duplicates(error)
        raise
    if not in_place:
        if target is None:
            sys.stdout.buffer.write(data)
        else:
            changed = write_atomic(target, data, follow=True)
    if as_json:
        printing.print_json({"catalog": str(target), "changed": changed, **counts})
    elif verbose:
        more = "" if not compendia else f" + {len(compendia)} compendia"
        told = ", ".join(f"{name} {number}" for name, number in counts.items())
        printing.echo(f"Read 1 old + 1 reference{more}, {told}.", err=True)
    elif not quiet:
        printing.echo(
            f"{_shown(definition)}: {', '.join(f'{number} {name}' for name, number in counts.items())}", err=True
        )
    return 0


def _duplicates(error: "DuplicateMessages") -> int:
    """Each message that stands twice in gettext's words, which editors and build logs know."""
    for line, first in error.lines:
        printing.echo(f"{error.path}:{line}: duplicate message definition...", err=True)
        printing.echo(f"{error.path}:{first}: ...this is the location of the first definition", err=True)
    count = len(error.lines)
    printing.echo(f"msgmerge: found {count} fatal error{'' if count == 1 else 's'}", err=True)
    return 1


def _backup(path: Path, control: str, suffix: str) -> Path | None:
    """Where the file as it was is kept, by the rules of GNU's tools; None for no backup."""
    import glob

    numbers = [
        int(match[1])
        for other in path.parent.glob(f"{glob.escape(path.name)}.~*~")
        if (match := re.search(r"\.~(\d+)~$", other.name))
    ]
    if control in ("none", "off"):
        return None
    if control in ("numbered", "t") or (control in ("existing", "nil") and numbers):
        return path.with_name(f"{path.name}.~{max(numbers, default=0) + 1}~")
    return path.with_name(path.name + suffix)


def _found(path: Path, folders: tuple[Path, ...]) -> Path:
    """The file in the first of the folders that has it, as msgmerge -D looks for it."""
    if not folders or path.is_absolute() or str(path) == "-":
        return path
    return next((folder / path for folder in folders if (folder / path).exists()), folders[0] / path)


def _read(path: Path) -> bytes:
    from toolkit.storage.files import read_bytes

    return sys.stdin.buffer.read() if str(path) == "-" else read_bytes(path)


def _shown(path: Path) -> str:
    return "standard input" if str(path) == "-" else str(path)
