"""`toolkit merge`: any gettext catalog follows its template."""

from pathlib import Path
from typing import Any

import click

from toolkit.cli import merging, printing
from toolkit.cli.machine import machine


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
def command(definition: Path, reference: Path, update: bool, **given: Any) -> int:
    """Merge DEF.po with REF.pot, as msgmerge does; works for catalogs of documents and of software.

    Entries that do not change keep their bytes. No translation is ever dropped. One of the files may be - for standard
    input.

    \b
    Example:
      toolkit merge -U --previous po/ky.po po/messages.pot
    """
    if update and str(definition) == "-":
        raise click.UsageError("-U writes to DEF.po, so it cannot be standard input; name the file, or use -o")
    if [str(path) for path in (definition, reference, *given["compendium"])].count("-") > 1:
        raise click.UsageError("standard input is one file; name the others")
    if update and given["out"] is not None:
        raise click.UsageError("-U writes to DEF.po, -o to another file; choose one")
    if not update and str(given["out"] or "-") == "-" and (given["as_json"] or given["form"] == "json"):
        raise click.UsageError("--json and the catalog cannot both go to standard output; use -o or -U")
    return merging.merge(definition, reference, update=update, **given)
