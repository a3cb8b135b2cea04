"""How commands print: tables, JSON, progress."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.languages import language


def near(path: Path) -> str:
    """A path as a person in this folder would write it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def short(text: str, most: int = 100) -> str:
    """A text on one line, at most so many characters long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def print_json(value: Any) -> None:
    """One JSON document on standard output, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with the first column to the left and the others to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        click.echo("  ".join(cells).rstrip())


def counts_table(counts: Mapping[str, Mapping[str, int]], seconds: Mapping[str, float] | None = None) -> None:
    """language · reviewed · drafted · (to review) · untranslated · (seconds)."""
    waiting = {code: row["fuzzy"] + row["stale"] for code, row in counts.items()}
    head = ["language", "reviewed", "drafted", "untranslated"]
    if any(waiting.values()):
        head.insert(3, "to review")
    if seconds is not None:
        head.append("seconds")
    rows = []
    for code, row in counts.items():
        cells = {
            "language": f"{code} {language(code).english_name}",
            "reviewed": str(row["reviewed"]),
            "drafted": str(row["drafted"]),
            "to review": str(waiting[code]),
            "untranslated": str(row["untranslated"]),
            "seconds": f"{(seconds or {}).get(code, 0.0):.1f}",
        }
        rows.append([cells[name] for name in head])
    print_table(head, rows)


class ProgressLine:
    """Progress of one language's drafts: a bar on a terminal, a line at the end in a pipe; on standard error."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.bar: Any = None
        self.done = self.total = 0

    def __call__(self, done: int, total: int) -> None:
        """Shows that `done` of `total` segments are drafted."""
        if sys.stderr.isatty():
            if self.bar is None:
                self.bar = click.progressbar(length=total, label=self.label, file=sys.stderr)
                self.bar.__enter__()
            self.bar.update(done - self.done)
        self.done, self.total = done, total

    def close(self) -> None:
        """Ends the bar, or says in a pipe how much was done."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
        elif self.total:
            click.echo(f"{self.label}: {self.done} of {self.total} segments drafted", err=True)


class ProgressLines:
    """One ProgressLine a language of one document; leaving the `with` ends the open one, also on an error."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.line: ProgressLine | None = None

    def __call__(self, target: str) -> ProgressLine:
        """Ends the line of the language before and begins one for `target`."""
        self.close()
        self.line = ProgressLine(f"{self.document} → {target}")
        return self.line

    def __enter__(self) -> "ProgressLines":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the line that is open."""
        if self.line is not None:
            self.line.close()
            self.line = None
