"""How a download looks: a bar on a terminal, a line in a pipe; on standard error."""

import sys
from typing import Any

import click

from toolkit.cli import printing


def megabytes(size: int) -> str:
    """`7.4 MB`"""
    return f"{size / 1e6:.1f} MB"


class Transfer:
    """Progress of one file, a bar only where its length is known; leaving the `with` ends it, also on an error."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.bar: Any = None
        self.done = 0
        self.first: int | None = None

    def __call__(self, done: int, total: int | None) -> None:
        """Shows that `done` bytes of `total` are here."""
        if self.first is None or done < self.done:
            self.first = done
        if sys.stderr.isatty() and total is None:
            printing.echo(f"{self.label}: {megabytes(done)}", nl=False, err=True, over=True)
        elif sys.stderr.isatty() and total is not None:
            if self.bar is None:
                self.bar = click.progressbar(
                    length=total, label=self.label, file=sys.stderr, item_show_func=lambda size: size
                )
                self.bar.__enter__()
            self.bar.length = max(total, 1)
            self.bar.update(done - self.bar.pos, f"of {megabytes(total)}")
        self.done = done

    def __enter__(self) -> "Transfer":
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
        elif self.first is not None:
            before = f", {megabytes(self.first)} of them earlier" if self.first else ""
            if sys.stderr.isatty():
                printing.echo(err=True)
            printing.echo(f"{self.label}: {megabytes(self.done)} fetched{before}", err=True)
