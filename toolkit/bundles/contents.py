"""What pages say of a bundle besides its sentences: title, paragraphs, what is kept verbatim, who drafted."""

from collections.abc import Iterator
from html import escape

from toolkit.bundles.ink import CONTROL, attribute, shown
from toolkit.exchange import units_of
from toolkit.languages import language
from toolkit.units import Bundle, Segment, flatten


def blocks(bundle: Bundle) -> list[list[Segment]]:
    """The segments of each block that has some, in document order."""
    grouped: dict[int, list[Segment]] = {}
    for segment in bundle.segments:
        assert segment.place is not None
        grouped.setdefault(segment.place.block, []).append(segment)
    return [grouped[block] for block in sorted(grouped)]


def title(bundle: Bundle) -> str:
    """The first paragraph as a reader sees it, at most 200 characters; the document's name where there is none."""
    first = next(iter(blocks(bundle)), [])
    return CONTROL.sub(" ", " ".join(shown(segment.source) for segment in first)[:200]).strip() or bundle.document.name


def furniture(bundle: Bundle) -> list[str]:
    """Everything that is kept verbatim, whatever its kind: nothing that a reader could read is left out."""
    return [CONTROL.sub(" ", flatten(block.content)) for block in bundle.document.blocks if not block.translatable]


def engines(bundle: Bundle) -> Iterator[str]:
    """What made the machine drafts, one line a language and signature."""
    for code, units in units_of(bundle).items():
        drafted = {unit.origin.signature for unit in units.values() if unit.status == "drafted" and unit.origin}
        for signature in sorted(drafted - {""}):
            name = f'<span lang="{language(code).tag}">{escape(language(code).own_name)}</span>'
            yield f"<li>{name}: {attribute(signature)}</li>"
