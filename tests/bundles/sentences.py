"""A small bundle, sentence by sentence, for tests of the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.units import (
    PERSON,
    Block,
    BlockKind,
    Bundle,
    Catalog,
    Content,
    Document,
    Finding,
    Origin,
    Place,
    Segment,
    State,
    TranslationUnit,
    plain,
    segment_key,
)


def segment(source: str | Content, block: int = 0) -> Segment:
    content = plain(source) if isinstance(source, str) else source
    place = Place(block, BlockKind.PARAGRAPH, 1, 1, 0, 0, 1)
    return Segment(segment_key(content), content, place=place)


def drafted(source: str | Content, target: str | Content, *flags: str, score: float | None = 0.9, block: int = 0,
            alignment: tuple[tuple[int, int], ...] = ()) -> TranslationUnit:  # fmt: skip
    content = plain(target) if isinstance(target, str) else target
    origin = Origin("engine", "argos", score, "argos en→xx", flags)
    return TranslationUnit(segment(source, block), content, State.INITIAL, origin, alignment=alignment)


def reviewed(source: str | Content, target: str | Content, *, block: int = 0) -> TranslationUnit:
    content = plain(target) if isinstance(target, str) else target
    return TranslationUnit(segment(source, block), content, State.REVIEWED, PERSON)


def bundle(
    units: Sequence[TranslationUnit], code: str = "ru", findings: Mapping[str, tuple[Finding, ...]] | None = None
) -> Bundle:
    segments = tuple(unit.segment for unit in units)
    blocks = tuple(Block(BlockKind.PARAGRAPH, one.source) for one in segments)
    catalog = Catalog("made", "en", code, tuple(units))
    return Bundle(Document("made", "text", "en", blocks), segments, (catalog,), findings or {})


def titled(made: Bundle) -> Bundle:
    """The same bundle, its first block a title."""
    assert made.segments[0].place is not None
    place = replace(made.segments[0].place, kind=BlockKind.TITLE)
    first = replace(made.segments[0], place=place)
    return replace(made, segments=(first, *made.segments[1:]))
