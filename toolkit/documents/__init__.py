"""Bytes <-> Document; one file a format, one table.

Every format module has `read(data, name, options) -> Document` and
`rewrite(data, name, replacements, options) -> bytes`, where `replacements` is block index -> the block's new content,
made of text and of the codes that the block has.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import ModuleType

from toolkit.documents import text
from toolkit.documents.layout import layout
from toolkit.documents.options import ReadOptions
from toolkit.errors import UnknownName
from toolkit.languages import code_of
from toolkit.segmentation import STANDARD, WHOLE, Segmentation, restored, sliced, split, unwrap
from toolkit.units import BlockKind, Code, Content, Document, Segment, content_of, flatten

FORMATS: dict[str, tuple[ModuleType, tuple[str, ...]]] = {
    "text": (text, (".txt", ".text", "")),
}
"""Format name -> (module, file name endings)."""

__all__ = ["FORMATS", "ReadOptions", "format_of", "read", "rewrite", "segment", "translate_block"]


def format_of(name: str) -> str:
    """The format of a file by the ending of its name. Raises UnknownName with the endings that are known."""
    ending = PurePath(name).suffix.lower()
    for format_name, (_, endings) in FORMATS.items():
        if ending in endings:
            return format_name
    known = [ending for _, endings in FORMATS.values() for ending in endings if ending]
    raise UnknownName("document format", ending, known)


def read(data: bytes, name: str, options: ReadOptions | None = None) -> Document:
    """Reads a document; `name` is its file name, whose ending says the format.

    Raises DocumentError for bytes that are not what the format asks for, UnknownName for an unknown ending.
    """
    module, _ = FORMATS[format_of(name)]
    document: Document = module.read(data, name, options or ReadOptions())
    return document


def rewrite(
    data: bytes,
    name: str,
    translations: Mapping[str, Content],
    options: ReadOptions | None = None,
    *,
    joiner: str | None = None,
) -> bytes:
    """The document with its sentences replaced: segment key -> Content; without translations, `data` itself.

    `joiner` stands between two sentences of a paragraph where the source has a space (None keeps the source's own).
    Raises DocumentError, also where the document's encoding lacks a character of a translation.
    """
    options = options or ReadOptions()
    module, _ = FORMATS[format_of(name)]
    document: Document = module.read(data, name, options)
    by_block: dict[int, list[Segment]] = {}
    for segment in split(document, options.segmentation):
        assert segment.place is not None
        by_block.setdefault(segment.place.block, []).append(segment)
    replacements = {
        index: translate_block(document.blocks[index].content, segments, translations, joiner)
        for index, segments in by_block.items()
        if any(segment.key in translations for segment in segments)
    }
    rewritten: bytes = module.rewrite(data, name, replacements, options)
    return rewritten


def translate_block(
    content: Content, segments: Sequence[Segment], translations: Mapping[str, Content], joiner: str | None
) -> Content:
    """The content of one block with its segments replaced; white space and codes around and between them stay."""
    parts: list[str | Code] = []
    end = 0
    for segment in segments:
        place = segment.place
        assert place is not None
        gap, own = sliced(content, end, place.start), sliced(content, place.start, place.end)
        target = translations.get(segment.key)
        if joiner is not None and end and target is not None:
            gap = _rejoined(gap, joiner)
        parts += [*gap, *(own if target is None else restored(own, segment.source, target))]
        end = place.end
    parts += sliced(content, end, len(flatten(content)))
    return content_of(parts)


def _rejoined(gap: Content, joiner: str) -> Content:
    """The gap between two sentences with `joiner` where it had spaces; line breaks stay."""
    if any(isinstance(part, str) and part.strip(" ") for part in gap):
        return gap
    codes = [part for part in gap if not isinstance(part, str)]
    place = next((place for place, part in enumerate(gap) if isinstance(part, str)), len(gap))
    return (*codes[:place], joiner, *codes[place:])


def segment(text: str, language: str = "en", *, segmentation: Segmentation = STANDARD) -> list[str]:
    """The sentences of a plain text, in order, without the white space around them.

    Nothing but white space is left out, and no sentence crosses a blank line. `language` is a code or BCP 47 tag.
    Raises TypeError for anything but text, SegmentationError for rules that cannot be used.
    """
    if not isinstance(text, str):
        raise TypeError(f"toolkit.segment takes a str, not {type(text).__name__}")
    options = ReadOptions(code_of(language), segmentation=segmentation)
    splitter = segmentation.splitter(options.language)
    found: list[str] = []
    for span in layout(text, options.sentences):
        block = text[span.start : span.end]
        is_prose = span.kind is BlockKind.PARAGRAPH or span.kind not in WHOLE
        pieces = splitter.sentences(block) if is_prose else [block]
        found += map(unwrap, pieces) if "\n" in block or "\r" in block else pieces
    return found
