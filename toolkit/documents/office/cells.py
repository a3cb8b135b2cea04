"""Which cells of workbooks are translated, and the texts that their formulas hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.documents.office.xml_tree import Element, attribute, legal, set_attribute
from toolkit.errors import ProjectError

COLUMNS = re.compile(r"([A-Za-z]{1,3})(?::([A-Za-z]{1,3}))?")
LEFT_OUT = "not chosen"
"""The rule by which a cell is left out that the setting does not name."""

LITERAL = re.compile(r'"((?:[^"]|"")*)"')
LONGEST_LIST = 255
"""Characters that Excel takes of a list of choices, without its quotation marks."""


def literals(formula: str) -> set[str]:
    """The texts that a formula holds: what a cell says that it looks for must not change."""
    return {one.replace('""', '"') for one in LITERAL.findall(formula)} if '"' in formula else set()


@dataclass(slots=True, eq=False)
class Choices:
    """The items of a list to choose from, within the formula that says what a cell may hold."""

    element: Element
    attribute: str
    """The attribute that holds the formula; empty where the element does."""
    parts: list[str]
    """What stands between the items, and each of them as it is written, in turn."""
    sign: str
    """What parts the items, and cannot stand in one; empty where each has quotation marks of its own."""

    def texts(self) -> Iterator[tuple[int, str]]:
        """(number, text) of each item."""
        for number in range(1, len(self.parts), 2):
            yield number, self.parts[number].replace('""', '"').strip()

    def put(self, number: int, text: str) -> None:
        """Gives an item other words, unless the list could not hold them."""
        new = [*self.parts]
        new[number] = legal(" ".join(text.split())).replace('"', '""')
        formula = "".join(new)
        if self.sign and (self.sign in new[number] or len(formula) > LONGEST_LIST + 2):
            return
        self.parts = new
        if self.attribute:
            set_attribute(self.element, self.attribute, formula)
        else:
            self.element.text = formula


def choices(element: Element, name: str = "") -> Choices | None:
    """The items in `"Yes,No"`, or in the `cell-content-is-in-list("Yes";"No")` of an attribute; None of any other."""
    formula = attribute(element, name) if name else element.text or ""
    if name:
        if "cell-content-is-in-list(" not in formula:
            return None
        parts, end = [], 0
        for match in LITERAL.finditer(formula):
            parts += [formula[end : match.start(1)], match[1]]
            end = match.end(1)
        return Choices(element, name, [*parts, formula[end:]], "")
    found = LITERAL.fullmatch(formula.strip())
    if found is None:
        return None
    parts = ['"']
    for number, item in enumerate(found[1].split(",")):
        if number:
            parts[-1] += ","
        blank = len(item) - len(item.lstrip())
        parts[-1] += item[:blank]
        parts += [item.strip(), item[blank:][len(item.strip()) :]]
    parts[-1] += '"'
    return Choices(element, name, parts, ",")


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
