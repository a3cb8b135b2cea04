"""The one table at the end of `make bench`: what was measured, beside its peer or ceiling, and what is asked.

A benchmark calls `told` for each figure that is to stand in the table, besides what it prints itself. bench.py collects
the rows of all of them, each of which runs in a process of its own.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

VARIABLE = "TOOLKIT_BENCH_ROWS"
"""Environment variable: the file that rows are added to; without it they are only printed by whoever measured."""
HEAD = ("row", "what", "ours", "peer or ceiling", "ratio", "asked", "held")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    name: str
    """The benchmark."""
    what: str
    ours: float
    beside: float | None
    """Of the peer or ceiling, in the same unit; None where there is none."""
    unit: str
    asked: float | None
    """The most (or the least) that the ratio may be, or `ours` where there is no peer; None where nothing is asked."""
    more: bool
    """Whether more is better."""

    @property
    def ratio(self) -> float | None:
        """Ours to theirs."""
        return self.ours / self.beside if self.beside else None

    @property
    def held(self) -> str:
        """yes or no; empty where nothing was asked."""
        if self.asked is None:
            return ""
        measured = self.ours if self.ratio is None else self.ratio
        return "yes" if (measured >= self.asked if self.more else measured <= self.asked) else "NO"

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table has it."""
        asked = "" if self.asked is None else f"{'≥' if self.more else '≤'} {shown(self.asked)}"
        beside = "" if self.beside is None else f"{shown(self.beside)} {self.unit}".strip()
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return self.name, self.what, f"{shown(self.ours)} {self.unit}".strip(), beside, ratio, asked, self.held


def told(
    name: str,
    what: str,
    ours: float,
    beside: float | None = None,
    *,
    unit: str = "s",
    asked: float | None = None,
    more: bool = False,
) -> None:
    """Adds a row. `asked` bounds the ratio, or `ours` where there is no peer; from below with `more`."""
    if path := os.environ.get(VARIABLE):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(Row(name, what, ours, beside, unit, asked, more))) + "\n")


def read(path: Path) -> list[Row]:
    """The rows that were told."""
    return [Row(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def table(lines: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown, its columns under each other."""
    lines = [HEAD, *lines]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    made = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    made.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(made)


def shown(number: float) -> str:
    """A figure with three digits that count."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
