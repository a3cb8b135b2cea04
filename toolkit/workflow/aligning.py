"""An old translation of a document brought in: paragraphs are aligned first, then sentences; into catalog or memory.

article.txt ─▶ segments ┐
                        ├─▶ paragraphs ─walls─▶ sentences ─▶ pairs, each with its probability ─▶ catalog, memory, file
article.ru.docx ─▶ segments ┘
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit import catalogs
from toolkit.catalogs.inherited import Inherited, with_inherited
from toolkit.catalogs.states import with_codes
from toolkit.errors import DocumentError, UsageError
from toolkit.languages import language
from toolkit.memory import TranslationMemory
from toolkit.memory.alignment import DOUBTFUL, align
from toolkit.memory.likelihood import Sentence
from toolkit.project.settings import ProjectSettings
from toolkit.segmentation import is_unspaced
from toolkit.storage.files import read_bytes
from toolkit.terms.concepts import concepts
from toolkit.units import (
    PERSON,
    Bundle,
    Catalog,
    Code,
    Document,
    Segment,
    State,
    TranslationUnit,
    content_of,
    flatten,
    segment_key,
)
from toolkit.workflow import checking, pipeline, prose
from toolkit.workflow.kinds import Source

CODES_DIFFER = "codes differ"
LENGTH_ALONE = "by place and length alone"
SURE = 0.9
"""Probability from which the end of a pair of paragraphs is one that no sentence reaches over."""
MOST_UNLIKE = 2.0
"""Times as many paragraphs as the other text has: then paragraphs were cut otherwise, and only sentences count."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of the source and what the old translation has for them; one of both may be empty."""

    sources: tuple[Segment, ...]
    targets: tuple[Segment, ...]
    margin: float
    """Probability of exactly this pair, 0 to 1."""
    doubtful: bool
    """Whether a person should look at it."""
    why: str = ""
    """What makes it doubtful: one of `CODES_DIFFER`, `LENGTH_ALONE`; empty where the probability is low."""

    @property
    def source(self) -> str:
        """The sentences of the source as one text."""
        return _joined([segment.text for segment in self.sources])

    @property
    def target(self) -> str:
        """The sentences of the translation as one text."""
        return _joined([segment.text for segment in self.targets])


@dataclass(frozen=True, slots=True)
class Alignment:
    """A document and its old translation."""

    source: Source
    target: str
    """Language of the translation."""
    place: str
    """The old translation, as messages name it."""
    pairs: tuple[Pair, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs there are, are doubtful, and how many sentences of either text have no partner."""
        both = [pair for pair in self.pairs if pair.sources and pair.targets]
        return {
            "pairs": len(both),
            "doubtful": sum(pair.doubtful for pair in both),
            "source only": sum(len(pair.sources) for pair in self.pairs if not pair.targets),
            "translation only": sum(len(pair.targets) for pair in self.pairs if not pair.sources),
        }


def aligned(
    project: ProjectSettings, source: Path, translation: Path, target: str, *, encoding: str | None = None
) -> Alignment:
    """Reads both documents and aligns them. Raises DocumentError, also for a format whose texts have keys."""
    original = pipeline.read(project, source, encoding)
    other_settings = replace(project, source_language=target, source_languages={})
    other = pipeline.read(other_settings, translation, encoding)
    for read, path in ((original, source), (other, translation)):
        if read.kind is not prose:
            raise DocumentError("a catalog is not aligned, its messages have keys; `toolkit merge` joins it", path=path)
        if not read.segments:
            raise DocumentError("nothing in it is a sentence", path=path)
    pairs = pairs_of(original.segments, other.segments, original.document.language, target)
    return Alignment(original, target, project.shown(translation), tuple(pairs))


def pairs_of(sources: Sequence[Segment], targets: Sequence[Segment], language_: str, target: str) -> list[Pair]:
    """The pairs of two texts that are split, in order; every segment is in exactly one."""
    here = [_sentence(segment, language_) for segment in sources]
    there = [_sentence(segment, target) for segment in targets]
    walls = _walls(sources, targets, here, there)
    made = []
    for bead in align(here, there, walls):
        one, other = (
            tuple(side[n] for n in places) for side, places in ((sources, bead.source), (targets, bead.target))
        )
        codes = _codes_differ(one, other)
        why = CODES_DIFFER if codes else LENGTH_ALONE if bead.margin >= DOUBTFUL else ""
        doubtful = bool(one and other) and (bead.doubtful or codes)
        made.append(Pair(one, other, bead.margin, doubtful, why if doubtful else ""))
    return made


def _codes_differ(sources: Sequence[Segment], targets: Sequence[Segment]) -> bool:
    codes = [
        sorted(part.raw for segment in side for part in segment.source if isinstance(part, Code))
        for side in (sources, targets)
    ]
    return codes[0] != codes[1]


def _sentence(segment: Segment, code: str) -> Sentence:
    text = "".join(part for part in segment.source if isinstance(part, str))
    return Sentence(len(text), concepts(text, code))


def _walls(
    sources: Sequence[Segment], targets: Sequence[Segment], here: Sequence[Sentence], there: Sequence[Sentence]
) -> list[tuple[int, int]]:
    """(sources, targets) where a pair of paragraphs ends and another begins, both beyond doubt."""
    ends, others = _paragraphs(sources), _paragraphs(targets)
    if not 1 / MOST_UNLIKE <= len(ends) / len(others) <= MOST_UNLIKE or min(len(ends), len(others)) < 2:
        return []
    beads = align(_merged(here, ends), _merged(there, others))
    found = []
    for bead, following in itertools.pairwise(beads):
        if all(one.source and one.target and one.margin >= SURE for one in (bead, following)):
            found.append((ends[bead.source[-1]], others[bead.target[-1]]))
    return found


def _paragraphs(segments: Sequence[Segment]) -> list[int]:
    """How many segments are done at the end of each paragraph."""
    blocks = [segment.place.block if segment.place else number for number, segment in enumerate(segments)]
    return [place for place in range(1, len(blocks) + 1) if place == len(blocks) or blocks[place] != blocks[place - 1]]


def _merged(sentences: Sequence[Sentence], ends: Sequence[int]) -> list[Sentence]:
    made = []
    for start, end in zip((0, *ends), ends, strict=False):
        parts = sentences[start:end]
        made.append(Sentence(sum(one.length for one in parts), tuple(slot for one in parts for slot in one.slots)))
    return made


def reviewed(alignment: Alignment, ask: Callable[[Pair], bool | None]) -> Alignment:
    """The alignment with what a person says of each doubtful pair: True it is right, False it is none, None later."""
    made = []
    for pair in alignment.pairs:
        answer = ask(pair) if pair.doubtful else None
        if answer is None:
            made.append(pair)
        elif answer:
            made.append(replace(pair, margin=1.0, doubtful=False, why=""))
        else:
            made += [Pair(pair.sources, (), 1.0, False), Pair((), pair.targets, 1.0, False)]
    return replace(alignment, pairs=tuple(made))


def into_catalog(
    project: ProjectSettings, alignment: Alignment, *, dry_run: bool = False
) -> catalogs.Revision[dict[str, str]]:
    """The old translation in the catalog of the document: approved, fuzzy where it is doubtful, and told in a comment.

    The result is segment key -> what became of it (catalogs.inherited.OUTCOMES). Where one sentence of the
    translation stands for several of the source, it is noted in each. Raises CatalogError, StorageError.
    """
    source = alignment.source
    path = project.catalog_path(source.document.name, alignment.target)
    found = [
        Inherited(segment.key, pair.target, pair.margin, alignment.place, not pair.doubtful, len(pair.sources) > 1)
        for pair in alignment.pairs
        if pair.targets
        for segment in pair.sources
    ]

    def filled(before: bytes | None) -> tuple[bytes, dict[str, str]]:
        data, _ = source.kind.updated(project, source, language(alignment.target), before, path=path)
        objection = checking.objection(project, path, data, (alignment.target,))
        return with_inherited(data, found, path=path, objection=objection)

    given = [(one.target,) for one in found]
    return catalogs.revise(path, filled, given=given, write=not dry_run)


def into_memory(project: ProjectSettings, alignment: Alignment) -> int:
    """The pairs beyond doubt in the memory, as a document of their own; how many. Raises MemoryStoreError."""
    name = f"aligned/{alignment.source.document.name}"
    with TranslationMemory.open(project.memory_path) as memory:
        units = _units(alignment, sure=True).values()
        return memory.add(name, alignment.source.document.language, alignment.target, units)


def bundle(alignment: Alignment) -> Bundle:
    """The pairs as what exchange formats take: doubtful ones are fuzzy."""
    units = _units(alignment)
    document = alignment.source.document
    catalog = Catalog(document.name, document.language, alignment.target, tuple(units.values()))
    bare = Document(document.name, document.format, document.language, ())
    return Bundle(bare, tuple(unit.segment for unit in units.values()), (catalog,))


def _units(alignment: Alignment, *, sure: bool = False) -> dict[str, TranslationUnit]:
    units: dict[str, TranslationUnit] = {}
    for pair in alignment.pairs:
        if not pair.sources or not pair.targets or (sure and pair.doubtful):
            continue
        first, last = pair.sources[0], pair.sources[-1]
        source = _content([segment.source for segment in pair.sources])
        segment = Segment(
            segment_key(source, first.context), source, first.context, previous=first.previous, following=last.following
        )
        target = with_codes(
            _joined([one.text for one in pair.targets]), [part for part in source if isinstance(part, Code)]
        )
        state = State.TRANSLATED if pair.doubtful else State.REVIEWED
        units.setdefault(segment.key, TranslationUnit(segment, target, state, PERSON))
    return units


def _content(contents: Sequence[tuple[str | Code, ...]]) -> tuple[str | Code, ...]:
    parts: list[str | Code] = []
    for content in contents:
        if parts:
            parts.append(_space(flatten(tuple(parts)), flatten(content)))
        parts += content
    return content_of(parts)


def _joined(texts: Sequence[str]) -> str:
    made = ""
    for text in texts:
        made += (_space(made, text) if made else "") + text
    return made


def _space(before: str, after: str) -> str:
    """What stands between two sentences: nothing in Chinese."""
    return "" if is_unspaced(before[-1:] or " ") and is_unspaced(after[:1] or " ") else " "


def partners(sources: Path, translations: Path, target: str) -> list[tuple[Path, Path]]:
    """The documents of two folders that belong together, by name: `a.md` with `a.md`, `a.ru.md`, `a_ru.docx`.

    Raises UsageError where none do.
    """
    tags = {target, language(target).tag.lower(), target.replace("-", "_")}

    def named(path: Path, folder: Path) -> str:
        stem = path.relative_to(folder).with_suffix("").as_posix().casefold()
        for tag in sorted(tags, key=len, reverse=True):
            for sign in "._-":
                stem = stem.removesuffix(f"{sign}{tag}")
        return stem

    def files(folder: Path) -> list[Path]:
        return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]

    known: dict[str, Path] = {}
    for path in files(translations):
        known.setdefault(named(path, translations), path)
    found = [(path, known[name]) for path in files(sources) if (name := named(path, sources)) in known]
    if not found:
        raise UsageError(f"no document of {sources} has one of the same name in {translations}")
    return found


def guessed(path: Path, sources: str, targets: Sequence[str]) -> str:
    """The language of an old translation, by its name, or by its text where that is plain; "" where nothing says it."""
    from toolkit.recognition import recognised

    parts = {part.casefold() for piece in path.parts[-3:] for part in piece.replace("_", ".").split(".")}
    named = [code for code in targets if code in parts or language(code).tag.casefold() in parts]
    if len(named) == 1:
        return named[0]
    text = recognised(read_bytes(path)[:20_000].decode("utf-8", "replace")) if path.is_file() else ""
    return text if text in targets and text != sources else ""
