"""What every output must carry: one row a segment and target language. Outputs are proved by reading rows back."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.units import Bundle, TranslationUnit


@dataclass(frozen=True, slots=True)
class Row:
    """One segment at one place in one target language."""

    id: str
    """Place.id, e.g. `p3s2`."""
    language: str
    """The toolkit's code of the target language."""
    source: str
    target: str
    """Empty where nothing is translated."""
    status: str
    """One of units.STATUSES."""


def units_of(bundle: Bundle) -> dict[str, dict[str, TranslationUnit]]:
    """Target language -> segment key -> unit."""
    return {catalog.target_language: {unit.segment.key: unit for unit in catalog.units} for catalog in bundle.catalogs}


def rows(bundle: Bundle) -> Iterator[Row]:
    """Every row of the bundle in document order, languages in the bundle's order within a segment."""
    units = units_of(bundle)
    for segment in bundle.segments:
        assert segment.place is not None
        for code in bundle.languages[1:]:
            unit = units[code].get(segment.key)
            target, status = (unit.text, unit.status) if unit else ("", "untranslated")
            yield Row(segment.place.id, code, segment.text, target, status)
