"""`toolkit export`: translations as files of other programs."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing
from toolkit.languages import counted

if TYPE_CHECKING:
    from toolkit.exchange import Format
    from toolkit.units import Bundle


@click.command("export")
@click.argument("paths", metavar="CATALOG|SOURCE...", nargs=-1, required=True, type=options.Named(path_type=Path))
@click.option(
    "--format", "name", required=True, metavar="NAME",
    help="tmx, xliff (2.1), xliff12, tsv, jsonl, moses, xlsx or docx.",
)  # fmt: skip
@click.option(
    "-o", "--out", "--output-file", "out", default="-", type=click.Path(allow_dash=True),
    help="A file, or a folder for one file a document and language. Default: standard output.",
)  # fmt: skip
@click.option(
    "--to", "--languages", "to", multiple=True, metavar="LANG,...",
    help="Target languages, in this order; may be given again. Default: all there are.",
)  # fmt: skip
@options.layout
@options.only_option
@options.project
@options.encoding
def command(
    paths: tuple[Path, ...],
    name: str,
    out: str,
    to: tuple[str, ...],
    layout: str,
    only: tuple[str, ...],
    project: Path,
    encoding: str | None,
) -> int:
    """Write the translations of documents, or of .po catalogs, in the format of another program.

    A document brings the catalogs of all its languages; several .po files of one name become one file of several
    languages. What comes back corrected is read by `toolkit import`.

    \b
    Examples:
      toolkit export source/lin-wu-visits-kyrgyzstan.txt --format tmx --only reviewed -o memory.tmx
      toolkit export locales/ky/LC_MESSAGES/lin-wu-visits-kyrgyzstan.po --format xlsx -o for-the-editor.xlsx
    """
    from toolkit import exchange
    from toolkit.workflow import GENERATOR, interchange

    form = exchange.format_named(name, layout)
    asked = options.listed(to)
    settings, targets = options.settings(project, asked)
    bundles = []
    catalogs: dict[str, list[Path]] = {}
    for path in paths:
        if path.suffix == ".po":
            catalogs.setdefault(path.stem, []).append(path)
        else:
            bundles.append(interchange.of_document(settings, path, targets, encoding))
    for group in catalogs.values():
        found, plurals = interchange.of_catalogs(settings, group)
        if plurals:
            left = counted(plurals, "message")
            printing.echo(f"{group[0]}: left out: {left} with plural forms", err=True)
        bundles.append(found)
    bundles = [exchange.selected(found, languages=targets if asked else (), only=only) for found in bundles]
    for path, data in _files(bundles, form, out, GENERATOR):
        _write(path, data, form)
    return 0


def _files(bundles: Sequence["Bundle"], form: "Format", out: str, generator: str) -> list[tuple[Path, bytes]]:
    from toolkit import exchange

    folder = Path(out)
    if not (folder.is_dir() or out.endswith("/")):
        if len(bundles) > 1:
            raise click.UsageError("several documents do not go into one file; give a folder with -o FOLDER/")
        return [(folder, form.write(bundles[0], generator))]
    made = []
    for found in bundles:
        codes = found.languages[1:]
        single = form.most and len(codes) > form.most
        parts = [exchange.selected(found, languages=[code]) for code in codes] if single else [found]
        for part in parts:
            language = f".{part.languages[1]}" if single else ""
            made.append((folder / f"{part.document.name}{language}{form.suffix}", form.write(part, generator)))
    return made


def _write(path: Path, data: bytes, form: "Format") -> None:
    from toolkit.exchange.archives import unpack
    from toolkit.storage.files import write_atomic

    if str(path) == "-":
        sys.stdout.buffer.write(data)
        return
    if form.pairs and path.suffix != ".zip":  # Moses pairs as plain files beside each other
        for name, lines in unpack(data, "zip").items():
            _, pair, ending = name.rsplit(".", 2)
            beside = path.with_name(f"{path.name}.{pair}.{ending}")
            write_atomic(beside, lines)
            printing.echo(printing.near(beside))
        return
    write_atomic(path, data, follow=True)
    printing.echo(printing.near(path))
