"""Drafts that need no engine: dates by rule, and sentences that people approved in another document.

A sentence that only has other numbers than an approved one takes its translation with the numbers put right, marked
`numbers-adapted`; one that is like it takes the translation as it is, marked `fuzzy-match`. All of them stay drafts.
"""

import contextlib
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from toolkit import catalogs
from toolkit.errors import CatalogError
from toolkit.memory import TranslationMemory
from toolkit.memory.adaptation import adapted
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.units import PERSON, BlockKind, Code, Content, Draft, Match, Origin, Segment, TranslationUnit, content_of
from toolkit.workflow.dates import localise
from toolkit.workflow.drafting import Made

FUZZY = 0.75
"""Likeness of a text from which its approved translation is offered."""
PLACE = "\ue000"
"""Stands for an inline code while numbers are put right."""


def by_rule(segments: Iterable[Segment], target: str) -> Iterable[tuple[str, Made]]:
    """Segment key -> draft of what is no prose: dates are localised, no model sees them."""
    for segment in segments:
        if segment.place is not None and segment.place.kind is BlockKind.METADATA:
            draft = localise(segment.text, target)
            yield segment.key, (draft, Origin("rule", "dates", draft.score, draft.signature))


def from_memory(project: ProjectSettings, document: str, target: str, segments: Sequence[Segment]) -> dict[str, Made]:
    """Exact hits among what people approved in the project's other catalogs; they stay drafts until approved here."""
    folder = project.catalog_path("x", target).parent
    if not project.memory_path.exists() and all(
        path == project.catalog_path(document, target) for path in folder.rglob("*.po")
    ):
        return {}
    made: dict[str, Made] = {}
    with TranslationMemory.open(project.memory_path) as memory:
        remember(memory, project, target, but=document)
        for key, matches in memory.lookup_all(segments, project.source_language, target).items():
            if matches:
                made[key] = _remembered(matches[0], matches[0].unit.target)
        rest = {segment.key: segment for segment in segments if segment.key not in made}
        like = memory.similar(list(rest.values()), project.source_language, target, least=FUZZY)
        for key, matches in like.items():
            if matches:
                made[key] = fitted(rest[key], matches, project.source_language, target)
    return made


def remember(memory: TranslationMemory, project: ProjectSettings, target: str, *, but: str = "") -> None:
    """Brings the memory up to date with the project's catalogs of one language, without the document `but`.

    Raises MemoryStoreError, StorageError.
    """
    folder = project.catalog_path("x", target).parent
    own = project.catalog_path(but, target) if but else None
    for path in sorted(path for path in folder.rglob("*.po") if path != own):
        data = read_bytes(path)
        approved = functools.partial(_approved, project, target, path)
        with contextlib.suppress(CatalogError):  # a damaged neighbour is reported when its own turn comes
            name = path.relative_to(folder).with_suffix("").as_posix()
            memory.add_catalog(name, project.source_language, target, data, approved)


def fitted(segment: Segment, matches: Sequence[Match], source: str, target: str) -> Made:
    """The best of the matches of like texts as a draft of a segment, its numbers put right if that is certain."""
    for match in matches:
        made = _with_numbers(segment, match, source, target)
        if made is not None:
            return _remembered(match, made, "numbers-adapted")
    return _remembered(matches[0], matches[0].unit.target, "fuzzy-match")


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


def _remembered(match: Match, target: Content, flag: str = "") -> Made:
    signature = f"memory {match.document}" + (f", {100 * match.score:.0f} % alike" if flag else "")
    flags = (flag,) if flag else ()
    draft = Draft(target, match.score, signature=signature, flags=flags)
    return draft, Origin("memory", match.document, match.score, signature, flags)


def _approved(project: ProjectSettings, target: str, path: Path, data: bytes) -> tuple[TranslationUnit, ...]:
    loaded = catalogs.load(data, path.stem, project.source_language, target, None, path=path)
    return tuple(unit for unit in loaded.units if unit.status == "reviewed" and unit.origin == PERSON)
