"""What a match loses that is as like as another but less to be trusted, in per cent (docs/memory.md)."""

from collections.abc import Sequence

from toolkit.units import Match, Segment

FOREIGN, BROUGHT_IN, RIVALS, OTHER_CONTEXT = 1.0, 1.0, 1.0, 1.0
"""From a memory that is only read; imported or aligned; the same source is translated otherwise too; other msgctxt."""
BROUGHT = ("imported/", "aligned/")


def penalty(match: Match, segment: Segment, matches: Sequence[Match]) -> float:
    """Per cent that a match for a segment loses among all `matches`."""
    found = match.unit
    lost = FOREIGN * match.document.startswith("memory:")
    lost += BROUGHT_IN * match.document.rpartition(":")[2].partition("/")[2].startswith(BROUGHT) if lost else 0.0
    lost += BROUGHT_IN * match.document.startswith(BROUGHT)
    lost += OTHER_CONTEXT * (found.segment.context != segment.context)
    rivals = any(one.unit.segment.text == found.segment.text and one.unit.text != found.text for one in matches)
    return lost + RIVALS * rivals


def in_context(match: Match, segment: Segment) -> bool:
    """Whether the sentences before and after are the same too, and one of both is there."""
    other = match.unit.segment
    neighbours = (other.previous, other.following)
    return (
        neighbours == (segment.previous, segment.following)
        and any(neighbours)
        and other.context == segment.context
        and other.text == segment.text
    )
