"""How much of a document is in its segments, and what is left out by which rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.languages import counted
from toolkit.units import Document, Segment, visible


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a reader found in a document."""

    blocks: int
    segments: int
    distinct: int
    """Segments that share no translation: repeats are left out."""
    words: int
    letters: int
    """Of all blocks."""
    covered: int
    """Letters that are in segments."""
    left_out: Mapping[str, int]
    """Rule -> blocks that it keeps as they are: skip, furniture, …"""
    kept: Mapping[str, int] = field(default_factory=dict)
    """Rule -> letters of what is not even a block: code, another language, …"""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """What looks like syntax that nobody knows, in a text -> the first line that has it."""
    pictures: tuple[int, ...] = ()
    """Pages without text, which are pictures."""

    def __str__(self) -> str:
        parts = [f"{counted(self.blocks, 'block')}, {told(self.segments, self.distinct, self.words)}"]
        if self.left_out or self.kept:
            rows = [f"{count} {rule}" for rule, count in self.left_out.items()]
            rows += [f"{counted(count, 'letter')} of {rule}" for rule, count in self.kept.items()]
            rules = ", ".join(rows)
            parts.append(f"{100 * self.covered // self.letters if self.letters else 100} % of the letters")
            parts.append(f"left out: {rules}")
        if self.unknown:
            signs = ", ".join(f"{sign!r} on line {line}" for sign, line in self.unknown.items())
            parts.append(f"taken for text, though it looks like syntax: {signs}")
        if self.pictures:
            parts.append(f"pages without text, only pictures of it: {spans(self.pictures)}")
        return "; ".join(parts)

    @property
    def row(self) -> dict[str, object]:
        """For programs."""
        return {
            "blocks": self.blocks,
            "segments": self.segments,
            "distinct segments": self.distinct,
            "words": self.words,
            "letters": self.letters,
            "letters in segments": self.covered,
            "left out": dict(self.left_out),
            "letters left out": dict(self.kept),
            "unknown syntax": dict(self.unknown),
            "pages without text": list(self.pictures),
        }


def spans(numbers: Sequence[int]) -> str:
    """Rising numbers as people write them: `2, 5–7`."""
    made: list[list[int]] = []
    for number in numbers:
        if made and number == made[-1][-1] + 1:
            made[-1][1:] = [number]
        else:
            made.append([number])
    return ", ".join("–".join(map(str, one)) for one in made)


def told(segments: int, distinct: int, words: int | None = None) -> str:
    """How every command says how much there is: `27 segments, 25 distinct segments, 727 words`, repeats where any are.

    Catalogs have a message for each distinct segment; documents, bundles and receipts count each time that one occurs.
    """
    parts = [counted(segments, "segment")]
    if distinct != segments:
        parts.append(counted(distinct, "distinct segment"))
    if words is not None:
        parts.append(counted(words, "word"))
    return ", ".join(parts)


def coverage(document: Document, segments: Sequence[Segment]) -> Coverage:
    """Counts the document; the rule of a block that is left out is its note, or its kind where it has none."""
    letters = covered = 0
    left_out: Counter[str] = Counter()
    for block in document.blocks:
        count = sum(map(str.isalpha, visible(block.content)))
        letters += count
        if block.translatable:
            covered += count
        else:
            left_out[block.note or block.kind.value] += 1
    from toolkit.catalogs import count_words  # here, since who only tells numbers needs no catalogs

    words = sum(count_words(segment.text) for segment in segments)
    letters += sum(document.kept.values())
    covered = covered if segments else 0
    kept, unknown = dict(document.kept), dict(document.unknown)
    distinct = len({segment.key for segment in segments})
    return Coverage(
        len(document.blocks), len(segments), distinct, words, letters, covered, dict(left_out), kept, unknown,
        document.pictures,
    )  # fmt: skip
