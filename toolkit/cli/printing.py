"""How commands print: tables, JSON, progress."""

import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.spoken import language_name, spoken
from toolkit.errors import UNSAFE, ToolkitError, brief, harmless, one_line
from toolkit.languages import counted

if TYPE_CHECKING:
    from toolkit.catalogs import Ledger


_ESCAPE = f"\x1b{os.urandom(8).hex()}\x1b"
"""Stands for ESC in what `style` gives; no text from outside can know it."""


def echo(
    text: object = "",
    *,
    err: bool = False,
    nl: bool = True,
    data: bool = False,
    theirs: bool = False,
    over: bool = False,
) -> None:
    """The one way to the terminal: whatever came from outside is harmless there; only `style` gives colours.

    `data` is what a pipe gets to the letter: sentences, drafts. `theirs` is somebody's own text: no message of ours,
    though it may read like one. `over` begins at the start of the line that is there.
    """
    if data and not on_terminal():
        click.echo(str(text), nl=nl)
        return
    said = str(text) if data or theirs else spoken(str(text), errors=err)
    shown = "\x1b".join(harmless(part) for part in said.split(_ESCAPE))
    shown = brief(shown) if err else shown
    click.echo("\r" * over + shown, err=err, nl=nl)


def on_terminal() -> bool:
    """Whether a person reads what is printed, rather than a pipe or a file."""
    return sys.stdout.isatty()


def tell(error: BaseException, sentence: str = "") -> None:
    """One sentence on standard error; of a defect, where its traceback was written, or with TOOLKIT_DEBUG itself."""
    defect = not isinstance(error, ToolkitError) or error.defect
    said = sentence or str(error)
    path = getattr(error, "path", None)
    if path is not None and path.is_absolute():
        said = said.replace(one_line(path), near(path), 1)
    said = spoken(said, errors=True)
    if defect:
        from toolkit.project.defects import traceback_of

        said += traceback_of(error)
    echo(f"toolkit: {said}", err=True, theirs=True)


def style(text: str, *, theirs: bool = False, **look: Any) -> str:
    """A text in a colour, for `echo`; the look is that of click.style, and none where NO_COLOR is set."""
    from toolkit.project.settings import colourless

    text = harmless(text if theirs else spoken(text))
    return text if colourless() else click.style(text, **look).replace("\x1b", _ESCAPE)


def near(path: Path) -> str:
    """A path as a person in this folder would write it."""
    from toolkit.storage import places

    return places.near(path)


def short(text: str, most: int = 100) -> str:
    """A text on one line, at most so many characters long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def print_json(value: Any) -> None:
    """One JSON document on standard output, letters as they are."""
    click.echo(json_text(value, indent=2))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON with letters as they are, and what a terminal would obey escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(UNSAFE, lambda match: "".join(f"\\u{ord(one):04x}" for one in match[0]), text)


def print_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    left: int = 1,
    styles: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """A table with the first `left` columns to the left and the others to the right; () as head leaves it away.

    It fits the terminal, where there is one: on one that is too narrow for its columns, each row is a list of them.
    Chinese letters count two columns. `styles` are for cells that say just that (`bad`: `red`), and are left away where
    nobody sees colours or NO_COLOR is set.
    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else 10_000, highlight=False, emoji=False)
    if head and terminal:
        widths = (max(cell_len(one_line(row[place])) for row in (head, *rows)) + 2 for place in range(len(head)))
        if sum(widths) - 2 > console.width:
            _listed(head, rows, left)
            return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=bool(head))
    for index in range(max(map(len, (head, *rows)))):
        title = Text(spoken(head[index]) if head else "", style="bold")
        table.add_column(title, justify="left" if index < left else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell), style=styles.get(cell, "")) for cell in row))
    with console.capture() as shown:
        console.print(table)
    for line in shown.get().splitlines():
        click.echo((click.unstyle(line) if console.no_color else line).rstrip())


def _listed(head: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> None:
    """What is too wide for a table: under each row's name, a line for each of its cells."""
    from rich.cells import cell_len, set_cell_size

    names = [spoken(name) for name in head]
    widest = max(map(cell_len, names[left:]), default=0)
    click.echo("  ".join(name for name in names[:left] if name))
    for row in rows:
        click.echo("  ".join(one_line(cell) for cell in row[:left] if cell))
        for name, cell in zip(names[left:], row[left:], strict=False):
            click.echo(f"  {set_cell_size(name, widest)}  {one_line(cell)}".rstrip())


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
            "language": f"{code} {language_name(code)}",
            "reviewed": str(row["reviewed"]),
            "drafted": str(row["drafted"]),
            "to review": str(waiting[code]),
            "untranslated": str(row["untranslated"]),
            "seconds": f"{(seconds or {}).get(code, 0.0):.1f}",
        }
        rows.append([cells[name] for name in head])
    print_table(head, rows)


def ledgers(found: "Mapping[str, Ledger]", *, everything: bool = False) -> None:
    """Where people's translations are, a line a language; nothing where nobody has translated anything."""
    for code, ledger in found.items():
        if ledger.said or everything:
            echo(f"{code}: {ledger}")


STEPS = 1000
"""Of a bar."""


class ProgressLine:
    """Progress of one language's drafts: a bar on a terminal, a line at the end in a pipe; on standard error."""

    def __init__(self, label: str, quiet: bool = False) -> None:
        self.label, self.quiet = label, quiet
        self.bar: Any = None
        self.done = self.total = self.place = 0
        self.share: float | None = None
        self.first: tuple[float, int] | None = None
        """When the first drafts were there, and how far that was: before, the model was loaded."""

    def weigh(self, share: float) -> None:
        """Shows that so much of the work is done; the segments that come next may be shorter than those before."""
        self.share = share

    def __call__(self, done: int, total: int) -> None:
        """Shows that `done` of `total` segments are drafted."""
        if sys.stderr.isatty() and not self.quiet:
            if self.bar is None:
                self.bar = click.progressbar(length=STEPS, label=self.label, file=sys.stderr)
                self.bar.__enter__()
            place = round(STEPS * (done / max(1, total) if self.share is None else self.share))
            now = time.time()
            since, before = self.first or (self.bar.start, 0)
            if place > before:  # what is left is told by all that was done since the first drafts came
                self.bar.avg = [(now - since) / (place - before)]
                self.bar.last_eta = now
                self.bar.eta_known = True
            if place and self.first is None:
                self.first = now, place
            self.bar.update(place - self.place)
            self.place = place
        self.done, self.total = done, total

    def close(self) -> None:
        """Ends the bar, or says in a pipe how much was done."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
        elif self.total and not self.quiet:
            echo(f"{self.label}: {self.done} of {counted(self.total, 'segment')} drafted", err=True)


class ProgressLines:
    """One ProgressLine a language of one document; leaving the `with` ends the open one, also on an error."""

    def __init__(self, document: str, quiet: bool = False) -> None:
        self.document, self.quiet = document, quiet
        self.line: ProgressLine | None = None

    def __call__(self, target: str) -> ProgressLine:
        """Ends the line of the language before and begins one for `target`."""
        self.close()
        self.line = ProgressLine(f"{self.document} → {target}", self.quiet)
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
