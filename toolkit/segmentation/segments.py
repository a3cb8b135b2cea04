"""Blocks of a document -> Segments and back.

The law: `join(document, split(document))` is the text of the document. Between two segments of a block stands nothing
but white space and codes, and segments are never made across blocks.
"""

import re
from collections.abc import Sequence

from toolkit.segmentation.collection import uncollected
from toolkit.segmentation.inline import Ruler, numbered, spread
from toolkit.segmentation.rules import STANDARD, Segmentation
from toolkit.units import Block, BlockKind, Code, Content, Document, Place, Segment, flatten, text_key, visible

WHOLE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.METADATA, BlockKind.FURNITURE, BlockKind.MESSAGE})
"""Kinds that are one segment, whatever stops they hold."""
BREAK = re.compile(r"\r\n|\r|\n")
ENDS = ".!?…。！？"
EACH_END = tuple(ENDS)

_last: tuple[Document, Segmentation, bool, tuple[Segment, ...]] | None = None
"""What was split last: a document that was read and split is rewritten next, in one language after the other."""


def split(document: Document, segmentation: Segmentation = STANDARD, *, verbatim: bool = False) -> tuple[Segment, ...]:
    """Every segment of the document in order; with `verbatim`, also blocks that are not for translation.

    Raises SegmentationError for rules that cannot be used.
    """
    global _last
    known = _last
    if known is not None and known[0] is document and known[1:3] == (segmentation, verbatim):
        return known[3]
    with uncollected():
        made = _segments(document, segmentation, verbatim=verbatim)
    _last = document, segmentation, verbatim, made
    return made


def _segments(document: Document, segmentation: Segmentation, *, verbatim: bool) -> tuple[Segment, ...]:
    found: list[tuple[Content, str, Block, Place]] = []
    for index, block in enumerate(document.blocks):
        if block.translatable or verbatim:
            found += _split_block(index, block, document.language, segmentation)
    following = [text for _, text, _, _ in found[1:]]
    following.append("")
    segments = []
    previous = ""
    for (source, text, block, place), behind in zip(found, following, strict=False):
        context = block.context
        key, note = text_key(text, context), _note(block, place)
        segments.append(Segment(key, source, context, note, place, previous, behind))
        previous = text
    return tuple(segments)


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
        ruler = Ruler(block.content)
        for segment in places.get(index, ()):
            place = segment.place
            assert place is not None
            gap, own = ruler.sliced(end, place.start), ruler.sliced(place.start, place.end)
            if _words(gap) or numbered(own) != segment.source:
                raise ValueError(f"{place.id}: {flatten(gap + own)!r} is not what segment {segment.key} holds")
            parts += [flatten(gap), flatten(own)]
            end = place.end
        if _words(ruler.sliced(end, len(text))):
            raise ValueError(f"block {index}: {text[end:]!r} belongs to no segment")
        parts.append(text[end:])
    return "".join(parts)


def _words(content: Content) -> bool:
    return any(isinstance(part, str) and part.strip() for part in content)


def _seen(part: str | Code) -> bool:
    """Whether a reader sees something of a part."""
    return bool(part if isinstance(part, str) else part.shown)


def _unended(content: Content, text: str) -> str:
    """What a reader sees, without marks at the end of a code: it is the code's name, and ends no sentence."""
    if not any(isinstance(part, Code) and part.shown.endswith(EACH_END) for part in content):
        return text
    return "".join([part if isinstance(part, str) else _named(part.shown) for part in content])


def _named(shown: str) -> str:
    return shown.rstrip(ENDS).ljust(len(shown), "\ufffc")


def _is_as_segments_are(content: Content) -> bool:
    """Whether it begins and ends with what a reader sees, has words, and no code that needs another form."""
    words = False
    for part in content:
        if isinstance(part, str):
            words = words or not part.isspace()
        elif not part.short:
            return False
    return words and _seen(content[0]) and _seen(content[-1])


def _split_block(
    index: int, block: Block, language: str, segmentation: Segmentation
) -> list[tuple[Content, str, Block, Place]]:
    """Source, its flattened text, block and place of every segment of a block."""
    text = visible(block.content)
    if block.kind in WHOLE:
        stripped = text.strip()
        start = text.find(stripped)
        spans = [(start, start + len(stripped))] if stripped else []
    else:
        spans = segmentation.splitter(language).spans(_unended(block.content, text))
    flat = flatten(block.content)
    is_one_line = "\n" not in flat and "\r" not in flat
    if is_one_line and spans == [(0, len(text))] and _is_as_segments_are(block.content):  # as most blocks are
        return [(block.content, flat, block, Place(index, block.kind, 1, 1, 0, len(flat), block.line))]
    pieces: list[tuple[int, int, Content]]
    if all(isinstance(part, str) for part in block.content):
        pieces = [(start, end, (text[start:end],)) for start, end in spans]
    elif spans == [(0, len(text))] and _seen(block.content[0]) and _seen(block.content[-1]):
        # One segment, and no code at an end of it that may not belong to it.
        pieces = [(0, len(flat), block.content)] if _words(block.content) else []
    else:
        spans = spread(block.content, spans)
        ruler = Ruler(block.content)
        pieces = [(start, end, ruler.sliced(start, end)) for start, end in spans]
        pieces = [piece for piece in pieces if _words(piece[2])]
    made = []
    line, counted = block.line, 0
    for number, (start, end, own) in enumerate(pieces, start=1):
        if not is_one_line:
            line += sum(1 for _ in BREAK.finditer(flat, counted, start))
            counted = start
        source = numbered(own)
        place = Place(index, block.kind, number, len(pieces), start, end, line)
        made.append((source, flatten(source), block, place))
    return made


def _note(block: Block, place: Place) -> str:
    kind = block.kind.value
    note = f"{kind}, sentence {place.sentence} of {place.count}" if place.count > 1 else kind
    return f"{note}: {block.note}" if block.note else note
