"""`toolkit formats`: the formats of documents, what is read of each and written back, and what stays as it is."""

from pathlib import Path

import click

from toolkit.cli import options, printing
from toolkit.cli.spoken import spoken


@click.command("formats")
@click.argument("names", metavar="[FORMAT|ENDING|FILE]...", nargs=-1)
@options.machine
def command(names: tuple[str, ...], form: str, as_json: bool) -> int:
    """List the formats of documents: their endings, what is read and written back, and what stays.

    A format, an ending or the name of a file lists that one alone.

    \b
    Examples:
      toolkit formats
      toolkit formats .pptx strings.xml
    """
    from rich.cells import cell_len, set_cell_size

    from toolkit.documents import FORMATS, format_of
    from toolkit.documents.summaries import SUMMARIES

    chosen = [name if name in FORMATS else format_of((Path(name).suffix and name) or f"x{name}") for name in names]
    rows = [
        {
            "format": name,
            "endings": [ending for ending in endings if ending],
            "read": SUMMARIES[name].read,
            "written": SUMMARIES[name].written,
            "kept": SUMMARIES[name].kept,
            "page": SUMMARIES[name].page,
        }
        for name, (_, endings) in FORMATS.items()
        if not chosen or name in chosen
    ]
    if form == "json" or as_json:
        printing.print_json(rows)
        return 0
    width = max(cell_len(spoken(head)) for head in ("translated", "written", "kept"))
    for row in rows:
        printing.echo(f"{row['format']}: {' '.join(row['endings'])}")
        for head, text in (("translated", row["read"]), ("written", row["written"]), ("kept", row["kept"])):
            printing.echo(f"  {set_cell_size(spoken(head), width)}  {spoken(str(text))}", theirs=True)
    return 0
