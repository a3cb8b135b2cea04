"""Why a document is cut where it is: which rule decided, at every place where one could have cut."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.segmentation.rules import STANDARD, Segmentation
from toolkit.segmentation.segments import BREAK, WHOLE
from toolkit.units import Document, visible

CONTEXT = 24
"""Characters shown to either side of a place."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One place where a break rule fits, and what was decided there."""

    block: int
    """Index into Document.blocks."""
    line: int
    """Of the source file, counted from 1."""
    offset: int
    """In the text of the block, in characters."""
    cut: bool
    before: str
    """The text up to the place, as far as it is shown."""
    after: str
    rule: str
    """What the deciding rule is about."""
    place: str
    """Where it stands: `toolkit.srx:236`, or what its list is called."""


def explain(document: Document, segmentation: Segmentation = STANDARD) -> Iterator[Explanation]:
    """Every place in the document at which some break rule fits, in order. Raises SegmentationError."""
    splitter = segmentation.splitter(document.language)
    for index, block in enumerate(document.blocks):
        text, line, counted = visible(block.content), block.line, 0
        for decision in splitter.explain(text):
            at = decision.position
            line += len(BREAK.findall(text, counted, at))
            counted = at
            whole = block.kind in WHOLE
            yield Explanation(
                block=index,
                line=line,
                offset=at,
                cut=decision.breaks and not whole,
                before=text[max(0, at - CONTEXT) : at],
                after=text[at : at + CONTEXT],
                rule=f"a {block.kind.value} is one segment" if whole else decision.rule.name,
                place="layout" if whole else decision.rule.place,
            )
