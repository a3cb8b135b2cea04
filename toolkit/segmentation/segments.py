"""Blocks of a document -> Segments and back.

The law: `join(document, split(document))` is the text of the document. Between two segments of a block stands nothing
but white space and codes, and segments are never made across blocks.
"""

import re
from collections.abc import Sequence

from toolkit.segmentation.inline import numbered, sliced, spread
from toolkit.segmentation.rules import STANDARD, Segmentation
from toolkit.segmentation.splitter import Splitter
from toolkit.units import Block, BlockKind, Code, Content, Document, Place, Segment, flatten, segment_key, visible

WHOLE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.METADATA, BlockKind.FURNITURE, BlockKind.MESSAGE})
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
            context=segment.context,
            note=segment.note,
            place=segment.place,
            previous=segments[number - 1].text if number else "",
            following=segments[number + 1].text if number + 1 < len(segments) else "",
        )
        for number, segment in enumerate(segments)
    )


def join(document: Document, segments: Sequence[Segment]) -> str:
    """The text of all blocks, one after the other, rebuilt from segments and what stands between them.

    Raises ValueError if a character that is neither white space nor a code lies outside every segment of its block, or
    if a segment does not stand where its place says.
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
            gap, own = sliced(block.content, end, place.start), sliced(block.content, place.start, place.end)
            if _words(gap) or numbered(own) != segment.source:
                raise ValueError(f"{place.id}: {flatten(gap + own)!r} is not what segment {segment.key} holds")
            parts += [flatten(gap), flatten(own)]
            end = place.end
        if _words(sliced(block.content, end, len(text))):
            raise ValueError(f"block {index}: {text[end:]!r} belongs to no segment")
        parts.append(text[end:])
    return "".join(parts)


def _words(content: Content) -> bool:
    return any(isinstance(part, str) and part.strip() for part in content)


def _split_block(index: int, block: Block, splitter: Splitter) -> list[Segment]:
    text = visible(block.content)
    if block.kind in WHOLE:
        stripped = text.strip()
        start = text.find(stripped)
        spans = [(start, start + len(stripped))] if stripped else []
    else:
        spans = splitter.spans(text)
    flat = text
    if any(isinstance(part, Code) for part in block.content):
        spans, flat = spread(block.content, spans), flatten(block.content)
        spans = [(start, end) for start, end in spans if _words(sliced(block.content, start, end))]
    made = []
    line, counted = block.line, 0
    for number, (start, end) in enumerate(spans, start=1):
        source = numbered(sliced(block.content, start, end))
        line += sum(1 for _ in BREAK.finditer(flat, counted, start))
        counted = start
        place = Place(index, block.kind, number, len(spans), start, end, line)
        key = segment_key(source, block.context)
        made.append(Segment(key, source, block.context, _note(block, place), place))
    return made


def _note(block: Block, place: Place) -> str:
    kind = block.kind.value
    note = f"{kind}, sentence {place.sentence} of {place.count}" if place.count > 1 else kind
    return f"{note}: {block.note}" if block.note else note
