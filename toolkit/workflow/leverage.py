"""Drafts that need no engine: dates by rule, and sentences that people approved in another document."""

import contextlib
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from toolkit import catalogs
from toolkit.errors import CatalogError
from toolkit.memory import TranslationMemory
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.units import PERSON, BlockKind, Draft, Origin, Segment, TranslationUnit
from toolkit.workflow.dates import localise
from toolkit.workflow.drafting import Made


def by_rule(segments: Iterable[Segment], target: str) -> Iterable[tuple[str, Made]]:
    """Segment key -> draft of what is no prose: dates are localised, no model sees them."""
    for segment in segments:
        if segment.place is not None and segment.place.kind is BlockKind.METADATA:
            draft = localise(segment.text, target)
            yield segment.key, (draft, Origin("rule", "dates", draft.score, draft.signature))


def from_memory(project: ProjectSettings, document: str, target: str, segments: Sequence[Segment]) -> dict[str, Made]:
    """Exact hits among what people approved in the project's other catalogs; they stay drafts until approved here."""
    folder = project.catalog_path("x", target).parent
    own = project.catalog_path(document, target)
    others = sorted(path for path in folder.rglob("*.po") if path != own)
    if not others:
        return {}
    made: dict[str, Made] = {}
    with TranslationMemory.open(project.memory_path) as memory:
        for path in others:
            data = read_bytes(path)
            approved = functools.partial(_approved, project, target, path)
            with contextlib.suppress(CatalogError):  # a damaged neighbour is reported when its own turn comes
                memory.add_catalog(
                    path.relative_to(folder).with_suffix("").as_posix(), project.source_language, target, data, approved
                )
        for key, matches in memory.lookup_all(segments, project.source_language, target).items():
            if matches:
                best = matches[0]
                signature = f"memory {best.document}"
                made[key] = (
                    Draft(best.unit.target, best.score, signature=signature),
                    Origin("memory", best.document, best.score, signature),
                )
    return made


def _approved(project: ProjectSettings, target: str, path: Path, data: bytes) -> tuple[TranslationUnit, ...]:
    loaded = catalogs.load(data, path.stem, project.source_language, target, None, path=path)
    return tuple(unit for unit in loaded.units if unit.status == "reviewed" and unit.origin == PERSON)
