"""What a source can do for the main job; `prose` and `messages` are the kinds that there are.

A kind is a module with the functions of `Kind`. `pipeline.read` chooses it once, and whoever has a source asks the
source's kind, never its format.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from toolkit import catalogs, documents
    from toolkit.engines import Engine
    from toolkit.languages import Language
    from toolkit.project.settings import ProjectSettings
    from toolkit.units import Catalog, Document, Segment
    from toolkit.workflow.drafting import Progress


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read, and its segments in document order."""

    document: Document
    segments: tuple[Segment, ...]
    data: bytes
    """The file."""
    file: str
    """Its name, with the ending."""
    options: documents.ReadOptions
    """How it was read."""
    kind: Kind
    """What its catalogs are made of."""

    @property
    def unique(self) -> dict[str, Segment]:
        """Key -> the first segment that has it."""
        unique: dict[str, Segment] = {}
        for segment in self.segments:
            unique.setdefault(segment.key, segment)
        return unique


class Kind(Protocol):
    """What the main job asks of a source."""

    def template(self, project: ProjectSettings, source: Source, before: bytes | None) -> bytes:
        """The catalog template (.pot); `before` is the one on disk, which is given back where it will do."""

    def updated(
        self,
        project: ProjectSettings,
        source: Source,
        target: Language,
        before: bytes | None,
        *,
        path: Path,
        trivial: bool = False,
    ) -> tuple[bytes, catalogs.MergeReport]:
        """The catalog of one language brought up to date with the source; `before` is the one at `path`.

        `trivial` keeps approvals where only typography changed. Raises CatalogError.
        """

    def catalog(
        self, project: ProjectSettings, source: Source, target: str, file: catalogs.CatalogFile, *, filled: bool
    ) -> Catalog:
        """The units of the segments as the catalog file has them; those it lacks only where it shall be `filled`."""

    def keys(self, source: Source) -> dict[str, str]:
        """Id of each segment (`p3s2`) -> key of its entry in catalogs."""

    def draft(
        self,
        project: ProjectSettings,
        source: Source,
        target: str,
        engine: Callable[[], Engine],
        *,
        redraft: bool = False,
        progress: Progress | None = None,
        only: Collection[str] | None = None,
    ) -> catalogs.Ledger:
        """Drafts what nobody has translated into the catalog on disk, which is there; the proof that no word was lost.

        With `redraft` also what a machine drafted and nobody has touched; `only` are the keys that are meant.
        Raises CatalogError, StorageError, PackageError, Interrupted.
        """
