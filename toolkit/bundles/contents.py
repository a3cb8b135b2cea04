"""What pages say of a bundle besides its sentences: title, paragraphs, what is kept verbatim, who drafted."""

from collections.abc import Iterator
from html import escape

from toolkit.bundles import legend
from toolkit.bundles.ink import CONTROL, attribute, shown
from toolkit.bundles.interface import say
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


def states(counts: legend.Counts, code: str) -> Iterator[tuple[str, tuple[str, str], int]]:
    """(status, its name in the language and the tag of that, number of sentences) of each status that occurs."""
    for status in legend.used(counts):
        if status in legend.MEANINGS and counts[code].get(status):
            yield status, say(legend.NAMES[status], code), counts[code][status]


def meanings(counts: legend.Counts, code: str) -> Iterator[tuple[str, str]]:
    """(language tag, HTML of a line) of each status that occurs: its mark, its name, how many, and what it means."""
    for status, (name, tag), number in states(counts, code):
        sign = f"{legend.MARKS[status]} " if status in legend.MARKS else ""
        yield tag, f"{sign}<b>{escape(name)}</b>: {number}. {escape(say(legend.MEANINGS[status], code)[0])}"


def plain_states(counts: legend.Counts, code: str) -> Iterator[tuple[str, str]]:
    """(mark or a space, line) of each status that occurs, for text in which what is not translated stays empty."""
    for status, (name, _), number in states(counts, code):
        meaning = "" if status == "untranslated" else f" {say(legend.MEANINGS[status], code)[0]}"
        yield legend.MARKS.get(status, " "), f"{name}: {number}.{meaning}"


def engines(bundle: Bundle) -> Iterator[str]:
    """What made the machine drafts, one line a language and signature."""
    for code, units in units_of(bundle).items():
        drafted = {unit.origin.signature for unit in units.values() if unit.status == "drafted" and unit.origin}
        for signature in sorted(drafted - {""}):
            name = f'<span lang="{language(code).tag}">{escape(language(code).own_name)}</span>'
            yield f"<li>{name}: {attribute(signature)}</li>"
