"""What lies open for review: documents with their sentences, and catalogs of programs, each with a desk a language."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit import catalogs
from toolkit.catalogs import Desk
from toolkit.errors import ToolkitError, UsageError
from toolkit.languages import Language, language
from toolkit.project import sources
from toolkit.project.settings import ProjectSettings
from toolkit.review.overview import Overview
from toolkit.storage.files import read_bytes
from toolkit.units import Segment
from toolkit.workflow import messages, pipeline, software
from toolkit.workflow.kinds import Source


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a document, or a message of a program."""

    id: str
    """`p3s2`; of a message, its key."""
    key: str
    """Of its entry in catalogs."""
    block: int
    """Number of its paragraph, counted from 1; 0 of a message."""
    kind: str
    """What the paragraph is to a reader: title, paragraph, list item, message, …"""
    segment: Segment | None = None
    """None of a message."""


@dataclass(slots=True)
class Work:
    """A document or a program's catalogs; read when somebody first asks."""

    id: str
    """How addresses name it: the path of the document or of the first catalog, as messages show it."""
    title: str
    settings: ProjectSettings
    """With the language of this source."""
    path: Path | None
    """Of the document; None where there are only catalogs."""
    catalogs: Mapping[str, Path]
    """Target language -> .po file."""
    source: Source | None = None
    desks: dict[str, Desk] = field(default_factory=dict)
    overviews: dict[str, Overview] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    first: dict[str, Row] = field(default_factory=dict)
    """Key -> the first row that has it."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What the checks said of entries."""
    alike: Any = None
    """The words of its sentences, for alike.py; None until somebody asks."""
    pictures: Any = None
    """What pictures.py found; None until somebody asks."""
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _stamp: int = -1

    @property
    def prose(self) -> bool:
        """Whether it has paragraphs of sentences; else it has messages."""
        return self.source is not None and self.source.document.format != messages.FORMAT

    @property
    def document(self) -> str:
        """What catalogs and bundles call it."""
        return self.source.document.name if self.source else next(iter(self.catalogs.values())).stem

    def desk(self, target: str) -> Desk:
        """The catalog of one language. Raises UsageError for a language that is not under review."""
        self.open()
        if target not in self.desks:
            raise UsageError(f"{self.title} is not under review in {target!r}; known: {', '.join(self.desks)}")
        return self.desks[target]

    def open(self) -> "Work":
        """Reads the document and its catalogs, again where the document has changed. Raises ToolkitError.

        Catalogs that a document does not have yet are made, untranslated.
        """
        with self._lock:
            stamp = self.path.stat().st_mtime_ns if self.path is not None and self.path.exists() else 0
            if self._stamp == stamp:
                return self
            if self.path is not None:
                self.source = pipeline.read(self.settings, self.path)
                self.settings = pipeline.for_source(self.settings, self.source)
                for target, path in self.catalogs.items():
                    if not path.exists():
                        pipeline.update(self.settings, self.source, target)
            self.desks = {target: self.desks.get(target) or Desk(path) for target, path in self.catalogs.items()}
            self.overviews = {
                target: self.overviews.get(target) or Overview(desk) for target, desk in self.desks.items()
            }
            self.rows = tuple(self._sentences() if self.prose else self._messages())
            self.first = {row.key: row for row in reversed(self.rows)}
            self._stamp, self.alike, self.pictures = stamp, None, None
            return self

    def forget(self) -> None:
        """What was read is read again when somebody asks."""
        self._stamp = -1

    def _sentences(self) -> Iterator[Row]:
        assert self.source is not None
        keys = self.source.kind.keys(self.source)
        for segment in self.source.segments:
            if segment.place is not None:
                place = segment.place
                yield Row(place.id, keys[place.id], place.block + 1, place.kind.value, segment)

    def _messages(self) -> Iterator[Row]:
        """The messages of the first catalog in their order, then those that only others have."""
        keys = dict.fromkeys(key for desk in self.desks.values() for key in desk.entries())
        return (Row(key, key, 0, "message") for key in keys)

    def behind(self, target: str) -> int:
        """How many sentences of the document its catalog does not have yet."""
        return len({row.key for row in self.rows} - self.desk(target).entries().keys()) if self.source else 0


def found(settings: ProjectSettings, given: Sequence[Path], targets: Sequence[str], named: Sequence[str]) -> list[Work]:
    """The works that paths stand for; of none, every document of source/ and every catalog of the project without one.

    Nothing outside of the project is opened. Raises UsageError, DocumentError, CatalogError.
    """
    documents: list[Path] = []
    files: list[Path] = []
    for path in given or _standard(settings):
        _inside(settings, path)
        catalogs_here = software.catalog_paths(path)
        if catalogs_here:
            files += catalogs_here
        else:
            excluded = [settings.locales, settings.build]
            codes = {code for code in targets if code != settings.source_language}
            documents += [file for file, _ in sources.found([path], excluded=excluded, languages=codes).files]
    works = [_of_document(settings, path, targets) for path in documents]
    taken = {path.resolve() for work in works for path in work.catalogs.values()}
    rest = [path for path in files if path.resolve() not in taken]
    works += _of_catalogs(settings, rest, named)
    if not works:
        raise UsageError("there is nothing to review here: no document in source/, no catalog in locales/; name one")
    return works


def _standard(settings: ProjectSettings) -> list[Path]:
    folder = settings.root / "source"
    places = [folder] if folder.is_dir() and any(folder.iterdir()) else []
    return places + ([settings.locales] if settings.locales.is_dir() else [])


def _inside(settings: ProjectSettings, path: Path) -> None:
    if not path.resolve().is_relative_to(settings.root.resolve()):
        raise UsageError(f"{path}: it lies outside of the project {settings.root}; go there, or add --project")


def _of_document(settings: ProjectSettings, path: Path, targets: Sequence[str]) -> Work:
    name = settings.document_name(path)
    origin = settings.source_language_of(path)
    paths = {target: settings.catalog_path(name, target) for target in targets if target != origin}
    return Work(settings.shown(path), name, settings, path, paths)


def _of_catalogs(settings: ProjectSettings, paths: Sequence[Path], named: Sequence[str]) -> list[Work]:
    """Catalogs of one program in several languages are one work."""
    groups: dict[Path, dict[str, Path]] = {}
    for path in paths:
        _inside(settings, path)
        try:
            file = catalogs.read(read_bytes(path), str(path))
            target = software.language_of(file, path, named).code
        except ToolkitError:
            if len(paths) == 1:
                raise
            continue  # a damaged neighbour does not keep one from the others
        if not named or target in named:
            groups.setdefault(_group(path), {}).setdefault(target, path)
    return [
        Work(settings.shown(next(iter(group.values()))), _title(settings, place, group), settings, None, group)
        for place, group in groups.items()
    ]


def _group(path: Path) -> Path:
    """What is the same for the catalogs of one program: `locale/*/LC_MESSAGES/x.po`, or the folder of `ky.po`."""
    parts = path.resolve().parts
    if "LC_MESSAGES" in parts:
        at = parts.index("LC_MESSAGES")
        return Path(*parts[: at - 1], "*", *parts[at:])
    return path.resolve().parent / "*.po"


def _title(settings: ProjectSettings, place: Path, group: Mapping[str, Path]) -> str:
    if "LC_MESSAGES" in place.parts:
        return Path(*place.parts[place.parts.index("LC_MESSAGES") + 1 :]).with_suffix("").as_posix()
    return settings.shown(next(iter(group.values())).parent)


def languages_of(work: Work) -> list[Language]:
    """The target languages, in the order of their columns."""
    return [language(code) for code in work.catalogs]
