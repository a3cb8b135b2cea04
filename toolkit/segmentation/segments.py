"""Blocks of a document -> Segments and back.

The law: `join(document, split(document))` is the text of the document. Between two segments of a block stands nothing
but white space, and segments are never made across blocks.
"""

import re
from collections.abc import Sequence

from toolkit.segmentation.rules import STANDARD, Segmentation
from toolkit.segmentation.splitter import Splitter
from toolkit.segmentation.wrapping import unwrap
from toolkit.units import Block, BlockKind, Document, Place, Segment, flatten, plain, segment_key

WHOLE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.METADATA, BlockKind.FURNITURE})
"""Kinds that are one segment, whatever stops they hold."""
BREAK = re.compile(r"\r\n|\r|\n")


def split(document: Document, segmentation: Segmentation = STANDARD, *, verbatim: bool = False) -> tuple[Segment, ...]:
    """Every segment of the document in order; with `verbatim`, also blocks that are not for translation.

    Raises SegmentationError for rules that cannot be used.
    """
    splitter = segmentation.splitter(document.language)
    segments: list[Segment] = []
    for index, block in enumerate(document.blocks):
        if block.translatable or verbatim:
            segments.extend(_split_block(index, block, splitter))
    return tuple(
        Segment(
            key=segment.key,
            source=segment.source,
            note=segment.note,
            place=segment.place,
            previous=segments[number - 1].text if number else "",
            following=segments[number + 1].text if number + 1 < len(segments) else "",
        )
        for number, segment in enumerate(segments)
    )


def join(document: Document, segments: Sequence[Segment]) -> str:
    """The text of all blocks, one after the other, rebuilt from segments and the white space between them.

    Raises ValueError if a character that is not white space lies outside every segment of its block, or if a segment
    does not stand where its place says.
    """
    places: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.place is None:
            raise ValueError(f"segment {segment.key} has no place")
        places.setdefault(segment.place.block, []).append(segment)
    parts: list[str] = []
    for index, block in enumerate(document.blocks):
        text, end = flatten(block.content), 0
        if index not in places and not block.translatable:
            parts.append(text)
            continue
        for segment in places.get(index, ()):
            place = segment.place
            assert place is not None
            gap, raw = text[end : place.start], text[place.start : place.end]
            if gap.strip() or unwrap(raw) != segment.text:
                raise ValueError(f"{place.id}: {gap + raw!r} is not what segment {segment.key} holds")
            parts += [gap, raw]
            end = place.end
        if text[end:].strip():
            raise ValueError(f"block {index}: {text[end:]!r} belongs to no segment")
        parts.append(text[end:])
    return "".join(parts)


def _split_block(index: int, block: Block, splitter: Splitter) -> list[Segment]:
    text = flatten(block.content)
    if block.kind in WHOLE:
        stripped = text.strip()
        start = text.find(stripped)
        spans = [(start, start + len(stripped))] if stripped else []
    else:
        spans = splitter.spans(text)
    made = []
    line, counted = block.line, 0
    for number, (start, end) in enumerate(spans, start=1):
        source = plain(unwrap(text[start:end]))
        line += sum(1 for _ in BREAK.finditer(text, counted, start))
        counted = start
        place = Place(index, block.kind, number, len(spans), start, end, line)
        made.append(Segment(segment_key(source), source, note=_note(block, place), place=place))
    return made


def _note(block: Block, place: Place) -> str:
    kind = block.kind.value
    return f"{kind}, sentence {place.sentence} of {place.count}" if place.count > 1 else kind
