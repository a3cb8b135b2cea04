"""`toolkit segment`: the sentences of a document."""

import json
import sys
from pathlib import Path

import click

from toolkit.cli import options


@click.command("segment")
@click.argument("source", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--language", metavar="LANG", help="Language of the source. Default: that of the project.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="jsonl is for programs.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@options.project
@options.encoding
def command(source: Path, language: str | None, form: str, as_json: bool, project: Path, encoding: str | None) -> int:
    """Print the segments of SOURCE, one a line; `-` reads plain text from standard input.

    \b
    Example:
      toolkit segment source/lin-wu-visits-kyrgyzstan.txt --format jsonl
    """
    import dataclasses

    from toolkit import documents, languages, pipeline, segmentation

    settings = options.settings(project)[0]
    if language:
        settings = dataclasses.replace(settings, source_language=languages.language(language).code)
    if str(source) == "-":
        reading = documents.ReadOptions(settings.source_language, encoding or settings.encoding, "standard input")
        segments = segmentation.split(documents.read(sys.stdin.buffer.read(), "standard-input.txt", reading))
    else:
        segments = pipeline.read(settings, source, encoding).segments
    for made in segments:
        assert made.place is not None
        if form == "text" and not as_json:
            click.echo(made.text)
            continue
        row = {
            "id": made.place.id,
            "key": made.key,
            "kind": made.place.kind.value,
            "line": made.place.line,
            "sentence": made.place.sentence,
            "of": made.place.count,
            "text": made.text,
            "previous": made.previous,
            "following": made.following,
        }
        click.echo(json.dumps(row, ensure_ascii=False))
    return 0
