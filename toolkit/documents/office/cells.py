"""Which cells of workbooks are translated: whole sheets, and columns of sheets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.errors import ProjectError

COLUMNS = re.compile(r"([A-Za-z]{1,3})(?::([A-Za-z]{1,3}))?")
LEFT_OUT = "not chosen"
"""The rule by which a cell is left out that the setting does not name."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Sheets and columns; everything where none is named."""

    ranges: tuple[tuple[str, int, int], ...]
    """Name of a sheet in small letters, and its first and last column, counted from 1; 0 and 0 is the whole sheet."""

    def whole(self, sheet: str) -> bool:
        """Whether all of a sheet is translated: its comments, text boxes and page headers too."""
        return not self.ranges or (sheet.casefold(), 0, 0) in self.ranges

    def holds(self, sheet: str, column: int) -> bool:
        """Whether the cells of a column are translated."""
        name = sheet.casefold()
        return self.whole(sheet) or any(name == one and first <= column <= last for one, first, last in self.ranges)


@lru_cache(8)
def selection(names: Sequence[str]) -> Selection:
    """What a setting like `("Texts", "Prices!D:F")` means. Raises ProjectError for columns that are none."""
    ranges = []
    for name in names:
        sheet, mark, columns = name.rpartition("!")
        found = COLUMNS.fullmatch(columns.strip())
        if not mark:
            ranges.append((name.strip().casefold(), 0, 0))
        elif found is None:
            raise ProjectError(f"sheets: {name!r} names no columns; examples: Prices, Prices!B, Prices!D:F")
        else:
            first, last = number(found[1]), number(found[2] or found[1])
            ranges.append((sheet.strip().casefold(), min(first, last), max(first, last)))
    return Selection(tuple(ranges))


def number(letters: str) -> int:
    """The number of a column by its letters: A is 1, AA 27."""
    made = 0
    for letter in letters.upper():
        made = made * 26 + ord(letter) - ord("A") + 1
    return made


def column_of(reference: str) -> int:
    """The column of a cell like `B12`; 0 where it says none."""
    letters = re.match(r"[A-Za-z]{1,3}", reference)
    return number(letters.group()) if letters else 0
