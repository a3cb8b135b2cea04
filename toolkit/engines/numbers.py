"""Whether the numbers of a text are in its draft, compared as values (quantities/)."""

import functools
import re

from toolkit import late
from toolkit.quantities import compare

NUMBER = r"\d+(?:[.,'’ \u00a0\u202f]\d{3}(?!\d)){0,50}(?:[.,:]\d+){0,50}"
"""`1,000.5`, `1 000,5`, `12:30` and `3.5.1` are one number each. None has more than fifty groups; without a bound a row
of thousands could be parted in as many ways."""
ALONE = late.compile(rf"(?<!\w){NUMBER}(?!\w)")
"""One that is no part of a word, such as `20th`."""
PERCENT = late.compile(rf"(?<!\w)({NUMBER})\s+per\s?cent\b", re.IGNORECASE)
COUNTED = late.compile(f"{PERCENT.pattern}|{ALONE.pattern}", re.IGNORECASE)
PERCENT_SIGNS = {
    **dict.fromkeys(("ru", "ky", "uk", "be", "kk", "bg"), "\u00a0%"), **dict.fromkeys(("zh", "zt", "ja"), "%"),
}  # fmt: skip
"""Language -> the sign behind a number, with its space (CLDR, percentFormat)."""


def percentage(text: str, language: str) -> str:
    """`18 percent` as the language writes it; any other text as it is."""
    match = PERCENT.fullmatch(text)
    return f"{match[1]}{PERCENT_SIGNS.get(language, ' %')}" if match else text


@functools.lru_cache(1024)
def wrong(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether a number, date or amount is missing in the target, changed, doubled or invented.

    Remembered: it is asked of what a decoder wrote and of the draft made of it, which is mostly the same text.
    """
    return bool(compare(source, target, source_language, target_language))
