"""`toolkit segment`: the sentences of a document, and why they are what they are."""

import dataclasses
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing
from toolkit.cli.call import STANDARD_INPUT, Call, doubt_text

if TYPE_CHECKING:
    from toolkit.project.settings import ProjectSettings
    from toolkit.segmentation import Explanation
    from toolkit.units import Document, Segment


@click.command("segment")
@click.argument("source", nargs=-1, type=options.Named(path_type=Path, allow_dash=True))
@click.option(
    "--from", "--language", "language", metavar="LANG", help="Language of the source. Default: that of the project."
)
@options.segment
@click.option("--srx", type=click.Path(path_type=Path), help="SRX file with rules that are tried first.")
@click.option(
    "--builtin-rules/--no-builtin-rules", default=None, help="Whether the toolkit's own rules come after them."
)
@click.option("--explain", is_flag=True, help="Also say which rule cut or kept, wherever one could cut.")
@click.option("--write-srx", type=click.Path(path_type=Path), help="Write all rules of the language as an SRX file.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="jsonl is for programs.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@options.project
@options.encoding
def command(
    source: tuple[Path, ...],
    language: str | None,
    segment: str | None,
    srx: Path | None,
    builtin_rules: bool | None,
    explain: bool,
    write_srx: Path | None,
    form: str,
    as_json: bool,
    project: Path,
    encoding: str | None,
) -> int:
    """Print the segments of SOURCE, one a line; `-` reads plain text from standard input.

    SOURCE is a document, a folder of them, or a pattern in quotes.

    \b
    Examples:
      toolkit segment source/lin-wu-visits-kyrgyzstan.txt --format jsonl
      toolkit segment letter.txt --language ky --explain
      toolkit segment letter.txt --srx omegat.srx --no-builtin-rules
      toolkit segment --language ru --write-srx russian.srx
    """
    settings = _settings(options.settings(project, (), segment)[0], language, srx, builtin_rules)
    if write_srx:
        from toolkit.storage.files import write_atomic

        write_atomic(write_srx, settings.segmentation.export(settings.source_language), follow=True)
        printing.echo(f"rules: {printing.near(write_srx)}", err=True)
    if not source:
        if write_srx is None:
            raise click.UsageError("name a document, or - for standard input")
        return 0
    machine = as_json or form == "jsonl"
    if source == (Path("-"),):
        document, segments = _standard_input(settings, encoding)
        _print(settings, document, segments, explain=explain, machine=machine)
        return 0
    call = Call(source, settings, settings.targets, encoding, (), machine)
    for read in call.read():
        _print(settings, read.document, read.segments, explain=explain, machine=machine, called=call.called(read))
    return 1 if call.failures else 0


def _print(
    settings: "ProjectSettings",
    document: "Document",
    segments: "tuple[Segment, ...]",
    *,
    explain: bool,
    machine: bool,
    called: str = "",
) -> None:
    from toolkit import segmentation

    places = segmentation.explain(document, settings.segmentation) if explain else ()
    if machine:
        for row in _rows(segments, places, with_places=explain):
            printing.echo(printing.json_text({"source": document.path, **row}))
        return
    for made in segments:
        printing.echo(made.text, data=True)
    for place in places:
        mark = "cut " if place.cut else "kept"
        around = f"{place.before}│{place.after}".replace("\n", "⏎").replace("\r", "")
        printing.echo(f"{called or document.path}:{place.line}: {mark} {around}  [{place.rule}; {place.place}]")


def _settings(
    settings: "ProjectSettings", language: str | None, srx: Path | None, builtin_rules: bool | None
) -> "ProjectSettings":
    from toolkit.languages import language as look_up
    from toolkit.storage.files import read_bytes

    chosen = settings.segmentation
    if srx is not None:
        chosen = dataclasses.replace(chosen, srx=read_bytes(srx), srx_path=str(srx))
    if builtin_rules is not None:
        chosen = dataclasses.replace(chosen, builtin=builtin_rules)
    code = look_up(language).code if language else settings.source_language
    return dataclasses.replace(settings, segmentation=chosen, source_language=code)


def _standard_input(settings: "ProjectSettings", encoding: str | None) -> "tuple[Document, tuple[Segment, ...]]":
    from toolkit import documents, segmentation

    reading = documents.ReadOptions(
        settings.source_language, encoding or settings.encoding, "standard input", settings.segmentation
    )
    data = sys.stdin.buffer.read()
    doubt_text(data)
    document = documents.read(data, STANDARD_INPUT, reading)
    return document, segmentation.split(document, settings.segmentation)


def _rows(
    segments: "Iterable[Segment]", places: "Iterable[Explanation]", *, with_places: bool
) -> Iterable[dict[str, object]]:
    by_block: dict[int, list[Explanation]] = {}
    for place in places:
        by_block.setdefault(place.block, []).append(place)
    for made in segments:
        assert made.place is not None
        row: dict[str, object] = {
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
        if with_places:  # those inside of the segment, and the one at its end
            start, end = made.place.start, made.place.end
            row["places"] = [
                {"offset": place.offset - start, "cut": place.cut, "rule": place.rule, "place": place.place}
                for place in by_block.get(made.place.block, ())
                if start < place.offset <= end
            ]
        yield row
