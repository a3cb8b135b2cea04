"""`toolkit compile`: .mo files, which programs load."""

from pathlib import Path

import click

from toolkit.cli import printing
from toolkit.cli.machine import machine


@click.command("compile")
@click.argument("files", nargs=-1, metavar="FILE.po...", type=click.Path(path_type=Path))
@click.option("-i", "--input-file", type=click.Path(path_type=Path), help="The same as FILE.po.")
@click.option("-d", "--directory", type=click.Path(path_type=Path), help="Every LANG/LC_MESSAGES/*.po in it.")
@click.option("-D", "--domain", multiple=True, help="With -d: only DOMAIN.po; may be given again.")
@click.option("-l", "--locale", help="With -d: only this language.")
@click.option(
    "-o", "--out", "--output-file", "out", type=click.Path(path_type=Path), help="Default: FILE.mo beside FILE.po."
)
@click.option("-f", "--use-fuzzy", is_flag=True, help="Compile fuzzy translations too.")
@click.option("--statistics", is_flag=True, help="Count translations on standard error.")
@machine
def command(
    files: tuple[Path, ...],
    input_file: Path | None,
    directory: Path | None,
    domain: tuple[str, ...],
    locale: str | None,
    out: Path | None,
    use_fuzzy: bool,
    statistics: bool,
    form: str,
    as_json: bool,
) -> int:
    """Compile FILE.po to .mo, byte for byte as msgfmt does. Nothing is written if one of the files is damaged.

    \b
    Example:
      toolkit compile -d locales --statistics
    """
    from toolkit import catalogs
    from toolkit.storage.files import read_bytes, write_atomic

    paths = [*files, *([input_file] if input_file else []), *_found(directory, domain, locale)]
    if not paths:
        raise click.UsageError("name a .po file, or a folder of catalogs with -d")
    if out is not None and len(paths) > 1:
        raise click.UsageError("-o names one file, but there are several to compile")
    made = [
        (path, catalogs.compiled(catalogs.read(read_bytes(path), str(path)), use_fuzzy=use_fuzzy)) for path in paths
    ]
    rows = []
    for path, result in made:
        target = out or path.with_suffix(".mo")
        write_atomic(target, result.data, follow=out is not None)
        counts = {name: getattr(result, name) for name in ("translated", "fuzzy", "untranslated")}
        rows.append({"catalog": str(path), "compiled": str(target), **counts})
        if statistics:
            printing.echo(f"{path}: {', '.join(f'{number} {name}' for name, number in counts.items())}", err=True)
    if as_json or form == "json":
        printing.print_json(rows)
    return 0


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
