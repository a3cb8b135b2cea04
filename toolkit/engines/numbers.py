"""Whether the numbers of a text are in its draft, compared as values (quantities/)."""

import re

from toolkit.quantities import compare

NUMBER = re.compile(r"\d+(?:[.,'’ \u00a0\u202f]\d{3}(?!\d))*(?:[.,:]\d+)*")
"""`1,000.5`, `1 000,5`, `12:30` and `3.5.1` are one number each."""


def wrong(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether a number, date or amount is missing in the target, changed, doubled or invented."""
    return bool(compare(source, target, source_language, target_language))
