"""How many sentences of a document have drafts of one kind or another."""

from toolkit.units import Catalog
from toolkit.workflow.kinds import Source


def beyond(source: Source, loaded: Catalog) -> int:
    """Sentences of the document, repeats counted, that its package was no match for: those that have a gloss, and
    those without any text.
    """
    left = {
        unit.segment.key
        for unit in loaded.units
        if not unit.target or (unit.origin is not None and unit.origin.name == "gloss" and unit.status == "drafted")
    }
    return sum(segment.key in left for segment in source.segments)


def remembered(source: Source, loaded: Catalog) -> int:
    """Sentences of the document, repeats counted, whose draft is what people approved elsewhere, from the memory."""
    kept = {
        unit.segment.key
        for unit in loaded.units
        if unit.origin is not None and unit.origin.kind == "memory" and unit.status == "drafted"
    }
    return sum(segment.key in kept for segment in source.segments)
