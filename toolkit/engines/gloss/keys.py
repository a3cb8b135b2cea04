"""The symbols of a sentence as phrase tables know them: numbers as №, with their figures kept beside."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from toolkit import late
from toolkit.engines.gloss.ordering import Symbol

NUMBER, YEAR, RANK, DAY = "№", "№y", "№th", "№d"
"""Any number, a year, a rank (``21st``), the day of a month."""
MONTHS = frozenset(
    {"january", "february", "march/m", "april", "may/m", "june", "july", "august", "september", "october", "november",
     "december"}
)  # fmt: skip
FIGURES = late.compile(r"\d+(?:[.,]\d+)*(st|nd|rd|th|s)?$")
MULTIPLES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}


@dataclass(frozen=True, slots=True)
class Key:
    """A symbol as tables know it."""

    text: str
    symbols: tuple[Symbol, ...]
    """What it stands for: one symbol, or a number and its multiple."""
    figures: str = ""
    """Of a number: its figures as English has them, without the ending of a rank."""
    value: Decimal | None = None
    """Of a number: what it amounts to, the multiple included."""


def keys(row: list[Symbol], *, multiples: bool) -> list[Key]:
    """The keys of a row; ``multiples``: ``30 thousand`` is one number, as in languages that count by ten thousands."""
    found: list[Key] = []
    index = 0
    while index < len(row):
        symbol = row[index]
        match = FIGURES.match(symbol.text)
        if match is None:
            found.append(Key(symbol.text, (symbol,)))
            index += 1
            continue
        figures = symbol.text[: match.start(1)] if match.group(1) else symbol.text
        value = amount(figures)
        following = row[index + 1].text if index + 1 < len(row) else ""
        if match.group(1) in {"st", "nd", "rd", "th"}:
            found.append(Key(RANK, (symbol,), figures, value))
        elif multiples and following in MULTIPLES and value is not None:
            found.append(Key(NUMBER, (symbol, row[index + 1]), figures, value * MULTIPLES[following]))
            index += 1
        elif re.fullmatch(r"[1-3]?\d", symbol.text) and dated(found, following):
            found.append(Key(DAY, (symbol,), figures, value))
        elif re.fullmatch(r"1[0-9]\d\d|20\d\d", symbol.text):
            found.append(Key(YEAR, (symbol,), figures, value))
        else:
            found.append(Key(NUMBER, (symbol,), figures, value))
        index += 1
    return found


def take(numbers: list[Key], unit: str) -> Key | None:
    """Takes the number that a unit stands for from the numbers of its phrase: a year for a year, else the first."""
    if not numbers:
        return None
    wanted = next((key for key in numbers if (key.text == YEAR) == (unit == YEAR)), numbers[0])
    numbers.remove(wanted)
    return wanted


def dated(found: list[Key], following: str) -> bool:
    """Whether a number beside these keys is a day: ``7 September``, ``September 7 to 8``."""
    texts = [key.text for key in found[-2:]]
    return (
        following in MONTHS
        or texts[-1:] in [[month] for month in MONTHS]
        or (len(texts) == 2 and texts[0] == DAY and texts[1] in {"to", "and", "-", "–"})
    )


def amount(figures: str) -> Decimal | None:
    """What English figures amount to; None for what is no single number (``7.2.0``)."""
    try:
        return Decimal(re.sub(r",(?=\d{3}(\D|$))", "", figures))
    except InvalidOperation:
        return None
