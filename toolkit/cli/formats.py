"""`toolkit formats`: the formats of documents, what is read of each and written back, and what stays as it is."""

from pathlib import Path

import click

from toolkit.cli import options, printing


@click.command("formats")
@click.argument("names", metavar="[FORMAT|ENDING|FILE]...", nargs=-1)
@options.machine
def command(names: tuple[str, ...], form: str, as_json: bool) -> int:
    """List the formats of documents: their endings, what is read and written back, what stays, and where to read on.

    A format, an ending or the name of a file lists that one alone.

    \b
    Examples:
      toolkit formats
      toolkit formats .pptx strings.xml
    """
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
    for row in rows:
        printing.echo(f"{row['format']}: {' '.join(row['endings'])}")
        printing.echo(f"  translated  {row['read']}")
        printing.echo(f"  written     {row['written']}")
        printing.echo(f"  kept        {row['kept']}")
        printing.echo(f"  more        {row['page']}")
    return 0
