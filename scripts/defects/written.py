"""Defects that were written one by one: kind, beginning of the source, and in each language what stands for what."""

from collections.abc import Iterator
from pathlib import Path

from toolkit.checks import Pair

FOLDER = Path(__file__).parent
CHECKS = {
    "number": "number", "numeral": "number", "date": "number", "weekday": "number", "money": "number",
    "unit": "number", "magnitude": "number", "percent": "number", "place": "name", "person": "name",
    "dropped": "negation", "added": "negation",
}  # fmt: skip
"""Kind -> the check that is meant to find it."""
TARGETS = ("zh", "ru", "ky")


def written(table: str, rows: list[tuple[list[str], bool]]) -> Iterator[tuple[str, Pair, Pair]]:
    """(kind, right translation, wrong one) of each line and language; `rows` are right ones, and whether prose.

    Raises ValueError for a line whose source or text is in none of the rows.
    """
    for line in (FOLDER / table).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, begins, *changes = line.split("\t")
        found = [(cells, prose) for cells, prose in rows if cells[0].startswith(begins)]
        if len(found) != 1:
            raise ValueError(f"{table}: {begins}: {len(found)} sources begin so")
        (cells, prose), *_ = found
        for language, right, change in zip(TARGETS, cells[1:], changes, strict=True):
            before, after = change.split(">")
            if before not in right:
                raise ValueError(f"{table}: {begins}: no {before} in {right}")
            wrong = right.replace(before, after)
            one, other = (Pair(cells[0], text, "en", language, prose=prose) for text in (right, wrong))
            yield kind, one, other
