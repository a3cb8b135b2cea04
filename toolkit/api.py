"""What programs build on: translate() and Project, exported by `toolkit` itself beside documents.segment()."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit import bundles, catalogs
from toolkit.languages import language
from toolkit.project.settings import ProjectSettings, load_settings
from toolkit.units import Catalog, Content, Draft, Receipt, Segment, plain
from toolkit.workflow import pipeline, software


def translate(texts: Sequence[str | Content], source: str = "en", target: str = "ru") -> list[Draft]:
    """Machine drafts of `texts`, one each and in order, made offline by the best installed Argos package.

    A draft's `text` is the translation, `score` the confidence from 0 to 1, `flags` what the engine noticed.
    Raises PackageError where no package serves the direction, UnknownName for an unknown language, TypeError for a
    single str.
    """
    if isinstance(texts, str):
        raise TypeError("toolkit.translate takes a list of texts; for one text write [text]")
    found = load_settings(Path(os.curdir))
    settings = ProjectSettings(
        root=found.root,
        source_language=language(source).code,
        threads=found.threads,
        package_folders=found.package_folders,
    )
    wanted = language(target).code
    batch = [plain(text) if isinstance(text, str) else text for text in texts]
    if not batch:
        return []
    return pipeline.make_engine(settings, wanted).translate(batch, settings.source_language, wanted)


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and the steps of the main job as methods.

    Paths of documents are taken as they are; languages are codes or tags (`zh`, `zh-Hans`). Every method raises
    subclasses of ToolkitError whose text is one sentence for a person.
    """

    settings: ProjectSettings

    @classmethod
    def load(cls, path: str | Path = ".") -> "Project":
        """The project that the folder `path` belongs to. Raises ProjectError."""
        return cls(load_settings(path))

    def segments(self, source: str | Path) -> tuple[Segment, ...]:
        """The segments of a document, with places and neighbours."""
        return pipeline.read(self.settings, Path(source)).segments

    def extract(self, source: str | Path) -> Path:
        """Writes the template (.pot) and returns where it lies."""
        return pipeline.extract(self.settings, pipeline.read(self.settings, Path(source)))

    def update(self, source: str | Path, to: Sequence[str] | None = None) -> dict[str, catalogs.MergeReport]:
        """Brings the catalogs up to date with the document."""
        read = pipeline.read(self.settings, Path(source))
        return {target: pipeline.update(self.settings, read, target) for target in self._targets(to)}

    def translate(
        self, source: str | Path, to: Sequence[str] | None = None, *, redraft: bool = False
    ) -> dict[str, Catalog]:
        """Drafts what nobody has translated into the catalogs."""
        read = pipeline.read(self.settings, Path(source))
        settings = pipeline.for_source(self.settings, read)
        return {
            target: pipeline.translate(
                self.settings,
                read,
                target,
                lambda target=target: pipeline.make_engine(settings, target),  # type: ignore[misc]
                redraft=redraft,
            ).catalog
            for target in self._targets(to)
        }

    def translate_catalog(
        self, path: str | Path, to: str | None = None, *, redraft: bool = False
    ) -> software.Translation:
        """Drafts the untranslated messages of any gettext catalog in place; `to` where nothing says its language."""
        file = catalogs.opened(Path(path))
        target = software.language_of(file, Path(path), self._targets([to]) if to else ())
        return software.translate(self.settings, Path(path), target, pipeline.make_engine, redraft=redraft)

    def build(
        self,
        source: str | Path,
        to: Sequence[str] | None = None,
        out: str | Path | None = None,
        *,
        formats: Sequence[str] = (),
        only: Sequence[str] = (),
        partial: bool = False,
    ) -> tuple[Path, Receipt]:
        """Assembles the bundle from the catalogs as they are; returns its folder and receipt.

        `formats` are those of `toolkit build --format`, `only` the statuses that translations may have. Raises
        BundleError where a catalog lacks segments of the document and `partial` is False.
        """
        chosen = bundles.format_list(formats or self.settings.formats) or bundles.STANDARD
        order = bundles.Order(formats=chosen, only=tuple(only), partial=partial)
        read = pipeline.read(self.settings, Path(source))
        return pipeline.build_from_catalogs(self.settings, read, self._targets(to), self._out(out), order)[:2]

    def run(
        self,
        source: str | Path,
        to: Sequence[str] | None = None,
        out: str | Path | None = None,
        *,
        fresh: bool = False,
        redraft: bool = False,
    ) -> pipeline.RunResult:
        """The whole way for one document."""
        return pipeline.run(
            self.settings, Path(source), self._targets(to), self._out(out), fresh=fresh, redraft=redraft
        )

    def stats(self, source: str | Path, to: Sequence[str] | None = None) -> dict[str, dict[str, int]]:
        """Language -> status -> number of segments."""
        read = pipeline.read(self.settings, Path(source))
        return {
            target: pipeline.count(read, pipeline.catalog(self.settings, read, target)) for target in self._targets(to)
        }

    def _targets(self, to: Sequence[str] | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(language(tag).code for tag in to)) if to else self.settings.targets

    def _out(self, out: str | Path | None) -> Path:
        return self.settings.build if out is None else Path(out)
