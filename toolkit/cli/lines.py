"""`toolkit translate -`: a draft for each line of standard input, as other translators on a pipe give them."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from toolkit.cli import printing
from toolkit.cli.call import Call, doubt_text
from toolkit.errors import DocumentError, UsageError

WINDOW = 512
"""Lines that are drafted in one go where a program writes them; a person gets an answer to every line."""


def translate(call: Call, engine: str, *, fast: bool) -> int:
    """Prints a draft for each line, empty ones for empty ones; with --json a JSON line with score, flags, signature.

    Raises UsageError where not exactly one target language is named, DocumentError, PackageError.
    """
    from toolkit.units import plain
    from toolkit.workflow import pipeline

    if len(call.named) != 1:
        raise UsageError("say one language for the lines of standard input, such as --to ky")
    source, target = call.settings.source_language, call.named[0]
    made = pipeline.make_engine(call.settings, target, engine, fast=fast)
    for window in _windows(sys.stdin.buffer, call.encoding or call.settings.encoding):
        texts = [line for line in window if line.strip()]
        drafts = iter(made.translate([plain(text) for text in texts], source, target))
        for line in window:
            draft = next(drafts) if line.strip() else None
            if not call.json:
                printing.echo("" if draft is None else " ".join(draft.text.splitlines()), data=True)
                continue
            facts = {} if draft is None else {"score": draft.score, "flags": list(draft.flags)}
            row = {"source": line, "target": draft.text if draft else "", **facts, "signature": made.signature}
            printing.echo(printing.json_text(row))
        sys.stdout.flush()
    if not call.quiet:
        printing.echo(printing.style(f"note: machine drafts, by {made.signature}", fg="yellow"), err=True)
    return 0


def _windows(stream: BinaryIO, encoding: str) -> Iterator[list[str]]:
    size = 1 if stream.isatty() else WINDOW
    number = 0
    while lines := list(islice(iter(stream.readline, b""), size)):
        read = []
        if not number:
            doubt_text(b"".join(lines), lines=True)
        for line in lines:
            number += 1
            try:
                read.append(line.decode(encoding).removeprefix("\ufeff").rstrip("\r\n"))
            except (UnicodeDecodeError, LookupError) as error:
                raise DocumentError(f"this is not {encoding}; name its encoding with --encoding", path="standard input",
                                    line=number) from error  # fmt: skip
        yield read
