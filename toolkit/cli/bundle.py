"""`toolkit bundle`: what `toolkit build` makes, and one zip file of it."""

import dataclasses
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing
from toolkit.cli.build import built, told
from toolkit.cli.call import Call

if TYPE_CHECKING:
    from toolkit.cli.wanted import Wanted


@click.command("bundle")
@options.documents(formats=True)
@options.out
@click.option("--zip", "zipped", is_flag=True, help="Pack each bundle into <out>/<document>.zip, beside its folder.")
@click.option(
    "-o", "--output-file", "target", type=click.Path(allow_dash=True),
    help="Where the zip goes, instead of folder and zip in <out>: a file, a folder/ for many documents, or -.",
)  # fmt: skip
@options.bundle
def command(call: Call, wanted: "Wanted", zipped: bool, target: str | None) -> int:
    """Assemble bundles as `toolkit build` does and, with --zip or -o, pack each into one file to send.

    The same inputs give the same zip: names are sorted, and the date of every file in it is SOURCE_DATE_EPOCH, or
    1980-01-01 where the environment does not say.

    \b
    Examples:
      toolkit bundle source/lin-wu-visits-kyrgyzstan.txt --zip
      toolkit bundle source/ --format html,epub,pdf --to ky -o /media/stick/
    """
    from toolkit.bundles.packing import pack
    from toolkit.project.settings import source_date
    from toolkit.storage.files import make_folder, write_atomic

    date = source_date()
    if target is None:
        rows = []
        for source, folder, receipt, unchanged in built(call, wanted):
            rows.append(told(call, source, folder, receipt, unchanged))
            if zipped:
                path = folder.with_name(f"{folder.name}.zip")
                write_atomic(path, pack(folder, receipt, date))
                rows[-1]["zip"] = str(path)
                call.say(printing.near(path))
        return call.finish(rows)
    if call.out is not None:
        raise click.UsageError("-o writes zip files and no folder; leave --out away, or -o")
    if target == "-" and call.json:
        raise click.UsageError("-o - is the zip on standard output, where --json is, too; give one of them")
    many = target.endswith("/") or Path(target).is_dir()
    packed: list[tuple[str, str, bytes]] = []
    with tempfile.TemporaryDirectory() as temporary:
        there = dataclasses.replace(wanted, out=Path(temporary), again=True)
        for source, folder, receipt, _ in built(call, there, passing=True):
            name = folder.relative_to(temporary).as_posix()
            packed.append((call.settings.shown(source), name, pack(folder, receipt, date)))
            if len(packed) > 1 and not many:
                raise click.UsageError("several documents do not go into one zip; give a folder with -o FOLDER/")
            if many:
                path = Path(target, f"{name}.zip")
                make_folder(path.parent)
                write_atomic(path, packed[-1][2])
                call.say(printing.near(path))
                packed[-1] = (*packed[-1][:2], b"")
    if target == "-":
        sys.stdout.buffer.write(b"".join(data for _, _, data in packed))
        return call.finish([])
    if packed and not many:
        make_folder(Path(target).parent)
        write_atomic(Path(target), packed[0][2], follow=True)
        call.say(printing.near(Path(target)))
    return call.finish(
        [{"source": path, "zip": str(Path(target, f"{name}.zip") if many else target)} for path, name, _ in packed]
    )
