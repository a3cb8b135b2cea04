"""Drafts that need no engine: dates by rule, and sentences that people approved in another document.

A sentence that only has other numbers than an approved one takes its translation with the numbers put right, marked
`numbers-adapted`, and `agreement` where a word may not agree with its new number; one that is like it takes the
translation as it is, marked `fuzzy-match`. All of them stay drafts, but for a match between the same neighbours where
the setting `context-matches` says that those are approved.
"""

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit import catalogs
from toolkit.catalogs.inherited import Inherited
from toolkit.errors import CatalogError
from toolkit.languages import code_of
from toolkit.memory import TranslationMemory
from toolkit.memory.adaptation import adapted
from toolkit.memory.agreement import agrees
from toolkit.memory.entries import DamagedMemory
from toolkit.memory.penalties import BROUGHT, in_context, penalty
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.units import (
    PERSON,
    BlockKind,
    Code,
    Content,
    Draft,
    Match,
    Origin,
    Segment,
    TranslationUnit,
    content_of,
    flatten,
)
from toolkit.workflow import memories
from toolkit.workflow.dates import localise
from toolkit.workflow.drafting import Made

FUZZY = 0.75
"""Likeness of a text from which its approved translation is offered."""
PLACE = "\ue000"
"""Stands for an inline code while numbers are put right."""
CONTEXT = "in context"
"""In the signature of a match whose neighbours are the same too."""
_SOURCE = re.compile(rb'^"X-Source-Language: *([\w-]+) *\\n"', re.MULTILINE)


def by_rule(segments: Iterable[Segment], target: str) -> Iterable[tuple[str, Made]]:
    """Segment key -> draft of what is no prose: dates are localised, no model sees them."""
    for segment in segments:
        if segment.place is not None and segment.place.kind is BlockKind.METADATA:
            draft = localise(segment.text, target)
            yield segment.key, (draft, Origin("rule", "dates", draft.score, draft.signature))


def from_memory(
    project: ProjectSettings, document: str, source: str, target: str, segments: Sequence[Segment]
) -> dict[str, Made]:
    """Segment key -> what people approved for the same text or a like one in another document of the project, or in a
    memory that it reads; drafts until approved here. Raises MemoryStoreError.
    """
    folder = project.catalog_path("x", target).parent
    own = project.catalog_path(document, target)
    if not project.memory_path.exists() and not project.memories and all(path == own for path in folder.rglob("*.po")):
        return {}

    def made() -> dict[str, Made]:
        with memories.opened(project) as memory:
            remember(memory.own, project, target, but=document)
            return drafts(memory, segments, source, target)

    try:
        return made()
    except DamagedMemory:  # met while it was read: of a large one only what is used is looked at
        if not memories.mended(project.memory_path, thorough=True):
            raise
        return made()


def drafts(memory: memories.Memories, segments: Sequence[Segment], source: str, target: str) -> dict[str, Made]:
    """Segment key -> the best that the memories have: in context, exact, then like. Raises MemoryStoreError."""
    made: dict[str, Made] = {}
    asked = {segment.key: segment for segment in segments}
    for key, matches in memory.lookup_all(segments, source, target).items():
        ranked = _ranked(matches, asked[key])
        if ranked:
            words = CONTEXT if in_context(ranked[0], asked[key]) else ""
            made[key] = _remembered(ranked[0], ranked[0].unit.target, words=words)
    rest = [segment for segment in segments if segment.key not in made]
    for key, matches in memory.similar(rest, source, target, least=FUZZY).items():
        if ranked := [match for match in _ranked(matches, asked[key]) if match.score >= FUZZY]:
            made[key] = fitted(asked[key], ranked, source, target)
    return made


def _ranked(matches: Sequence[Match], segment: Segment) -> list[Match]:
    """Matches with their penalties, the best first; one in context is as good as it was."""
    scored = [
        match
        if in_context(match, segment)
        else replace(match, score=match.score - penalty(match, segment, matches) / 100)
        for match in matches
    ]
    return sorted(scored, key=lambda match: (not in_context(match, segment), -match.score))


def approvable(made: Mapping[str, Made]) -> dict[str, Inherited]:
    """Segment key -> each match in context that people approved in the project's own catalogs."""
    elsewhere = (memories.FOREIGN, *BROUGHT)
    return {
        key: Inherited(key, draft.text, 1.0, origin.name, approved=True, word="Memory")
        for key, (draft, origin) in made.items()
        if origin.signature.endswith(f", {CONTEXT}") and not origin.name.startswith(elsewhere)
    }


def remember(memory: TranslationMemory, project: ProjectSettings, target: str, *, but: str = "") -> None:
    """Brings the memory up to date with the project's catalogs of one language, without the document `but`.

    Raises MemoryStoreError, StorageError.
    """
    folder = project.catalog_path("x", target).parent
    own = project.catalog_path(but, target) if but else None
    for path in sorted(path for path in folder.rglob("*.po") if path != own):
        remember_catalog(memory, project, path, target, path.relative_to(folder).with_suffix("").as_posix())


def remember_catalog(
    memory: TranslationMemory, project: ProjectSettings, path: Path, target: str, name: str = ""
) -> None:
    """Brings the memory up to date with one catalog, also of a program and outside of locales/.

    Raises MemoryStoreError, StorageError.
    """
    data = read_bytes(path)
    said = _SOURCE.search(data)
    source = code_of(said[1].decode()) if said else project.source_language
    approved = functools.partial(_approved, source, target, path)
    with contextlib.suppress(CatalogError):  # a damaged neighbour is reported when its own turn comes
        memory.add_catalog(name or project.shown(path), source, target, data, approved)


def fitted(segment: Segment, matches: Sequence[Match], source: str, target: str) -> Made:
    """The best of the matches of like texts as a draft of a segment, its numbers put right if that is certain."""
    for match in matches:
        made = _with_numbers(segment, match, source, target)
        if made is not None:
            unsure = () if agrees(match.unit.text, flatten(made), target) else ("agreement",)
            return _remembered(match, made, (*unsure, "numbers-adapted"))
    return _remembered(matches[0], matches[0].unit.target, ("fuzzy-match",))


def _with_numbers(segment: Segment, match: Match, source: str, target: str) -> Content | None:
    """The translation with the numbers of this segment; its codes stay where they are."""
    codes = [part for part in match.unit.target if isinstance(part, Code)]
    if [part.raw for part in segment.source if isinstance(part, Code)] != [
        part.raw for part in match.unit.segment.source if isinstance(part, Code)
    ]:
        return None
    before, after, translation = (
        "".join(part if isinstance(part, str) else PLACE for part in content)
        for content in (match.unit.segment.source, segment.source, match.unit.target)
    )
    made = adapted(before, after, translation, source, target)
    if made is None or made.count(PLACE) != len(codes):
        return None
    texts = made.split(PLACE)
    parts: list[str | Code] = [texts[0]]
    for code, text in zip(codes, texts[1:], strict=True):
        parts += [code, text]
    return content_of(parts)


def _remembered(match: Match, target: Content, flags: tuple[str, ...] = (), words: str = "") -> Made:
    more = f"{100 * match.score:.0f} % alike" if flags else words
    signature = f"memory {match.document}" + (f", {more}" if more else "")
    draft = Draft(target, match.score, signature=signature, flags=flags)
    made_for = match.unit.segment.text if flags else ""
    return draft, Origin("memory", match.document, match.score, signature, flags, made_for)


def _approved(source: str, target: str, path: Path, data: bytes) -> Iterator[TranslationUnit]:
    """What people approved in a catalog, each with its neighbours there; plural messages have no one text."""
    file = catalogs.read(data, str(path))
    plural = {entry.key for entry in file.live if entry.msgid_plural is not None}
    units = [one for one in catalogs.catalog(file, path.stem, source, target).units if one.segment.key not in plural]
    texts = ["", *(unit.segment.text for unit in units), ""]
    for place, unit in enumerate(units):
        if unit.status == "reviewed" and unit.origin == PERSON:
            yield replace(unit, segment=replace(unit.segment, previous=texts[place], following=texts[place + 2]))
