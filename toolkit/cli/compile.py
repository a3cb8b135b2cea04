"""`toolkit compile`: .mo files, which programs load."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing
from toolkit.cli.machine import machine

if TYPE_CHECKING:
    from toolkit.catalogs import CatalogFile


@click.command("compile")
@click.argument("files", nargs=-1, metavar="FILE.po...", type=options.Named(path_type=Path))
@click.option("-i", "--input-file", type=click.Path(path_type=Path), help="The same as FILE.po.")
@click.option("-d", "--directory", type=click.Path(path_type=Path), help="Every LANG/LC_MESSAGES/*.po in it.")
@click.option("-D", "--domain", multiple=True, help="With -d: only DOMAIN.po; may be given again.")
@click.option("-l", "--locale", help="With -d: only this language.")
@click.option(
    "-o", "--out", "--output-file", "out", type=click.Path(path_type=Path), help="Default: FILE.mo beside FILE.po."
)
@click.option("-f", "--use-fuzzy", is_flag=True, help="Compile fuzzy translations too.")
@click.option("-c", "--check", is_flag=True, help="Refuse what msgfmt --check refuses: header, placeholders.")
@click.option("--check-header", is_flag=True, help="Only the header of it.")
@click.option("--check-format", is_flag=True, help="Only the placeholders of it.")
@click.option(
    "--check-accelerators", is_flag=False, flag_value="&", metavar="[CHAR]",
    help="Refuse translations without the mark of their key, & by default.",
)  # fmt: skip
@click.option("--endianness", type=click.Choice(["little", "big"]), default="little", help="Order of bytes in numbers.")
@click.option("--statistics", is_flag=True, help="Count translations on standard error, in the words of msgfmt.")
@machine
def command(
    files: tuple[Path, ...],
    input_file: Path | None,
    directory: Path | None,
    domain: tuple[str, ...],
    locale: str | None,
    out: Path | None,
    use_fuzzy: bool,
    check: bool,
    check_header: bool,
    check_format: bool,
    check_accelerators: str | None,
    endianness: str,
    statistics: bool,
    form: str,
    as_json: bool,
) -> int:
    """Compile FILE.po to .mo, byte for byte as msgfmt does. Nothing is written if one of the files is damaged.

    With -o, several files become one.

    \b
    Example:
      toolkit compile -d locales --statistics
    """
    from toolkit import catalogs
    from toolkit.storage.files import read_bytes, write_atomic

    paths = [*files, *([input_file] if input_file else []), *_found(directory, domain, locale)]
    if not paths:
        raise click.UsageError("name a .po file, or a folder of catalogs with -d")
    read = [(path, catalogs.read(read_bytes(path), str(path))) for path in paths]
    if out is not None and len(read) > 1:
        read = [(paths[0], _together([file for _, file in read]))]
    fatal = False
    if check or check_header or check_format or check_accelerators:
        for path, file in read:
            for fault in catalogs.faults(
                file, header=check or check_header, formats=check or check_format,
                accelerator=check_accelerators or "", use_fuzzy=use_fuzzy,
            ):  # fmt: skip
                kind = "" if fault.fatal else "warning: "
                printing.echo(f"{path}:{fault.line}: {kind}{fault.message}", err=True)
                fatal = fatal or fault.fatal
    if fatal:
        return 1
    made = [(path, catalogs.compiled(file, use_fuzzy=use_fuzzy, big_endian=endianness == "big")) for path, file in read]
    rows = []
    for path, result in made:
        target = out or path.with_suffix(".mo")
        write_atomic(target, result.data, follow=out is not None)
        counts = {name: getattr(result, name) for name in ("translated", "fuzzy", "untranslated")}
        rows.append({"catalog": str(path), "compiled": str(target), **counts})
        if statistics:
            before = f"{path}: " if len(made) > 1 or as_json or form == "json" else ""
            printing.echo(f"{before}{_told(**counts)}", err=True)
    if as_json or form == "json":
        printing.print_json(rows)
    return 0


def _told(translated: int, fuzzy: int, untranslated: int) -> str:
    """The counts in the words of `msgfmt --statistics`, which scripts read."""
    parts = [(translated, "translated message"), (fuzzy, "fuzzy translation"), (untranslated, "untranslated message")]
    shown = [f"{number} {name}{'' if number == 1 else 's'}" for number, name in parts if number or name == parts[0][1]]
    return f"{', '.join(shown)}."


def _together(files: "list[CatalogFile]") -> "CatalogFile":
    """Several catalogs as one, with the header of the first. Raises CatalogError for a message that stands in two."""
    from toolkit.errors import CatalogError

    seen: dict[tuple[str, str], str] = {}
    entries = []
    for number, file in enumerate(files):
        for entry in file.entries:
            if (entry.header and number) or entry.obsolete:
                continue
            if seen.setdefault(entry.identity, file.path) != file.path:
                raise CatalogError(
                    f"the message {entry.msgid[:40]!r} stands in {seen[entry.identity]} too; delete one of them",
                    path=file.path, line=entry.line,
                )  # fmt: skip
            entries.append(entry)
    return files[0]._replace(entries=tuple(entries))


def _found(directory: Path | None, domain: tuple[str, ...], locale: str | None) -> list[Path]:
    if directory is None:
        if domain or locale:
            raise click.UsageError("-D and -l choose among the catalogs of a folder; name it with -d")
        return []
    found = sorted(directory.glob(f"{locale or '*'}/LC_MESSAGES/*.po"))
    chosen = [path for path in found if not domain or path.stem in domain]
    if not chosen:
        raise click.UsageError(f"no such catalog in {directory}")
    return chosen
