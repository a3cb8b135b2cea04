"""The main job, readable from top to bottom: read · extract · update · translate · build.

Data goes one way, and the catalog is the only checkpoint: a run that is killed anywhere is finished by running again.
"""

import datetime
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit import __version__, bundles, catalogs, documents, drafting, engines, leverage, messages, software
from toolkit.coverage import coverage
from toolkit.drafting import Made, Progress
from toolkit.errors import DocumentError, UsageError
from toolkit.files import make_folder, read_bytes, write_atomic
from toolkit.languages import language
from toolkit.project import ProjectSettings
from toolkit.segmentation import split
from toolkit.units import (
    Bundle,
    Catalog,
    Document,
    Draft,
    Receipt,
    Segment,
    State,
    TranslationUnit,
)

GENERATOR = f"toolkit {__version__}"


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

    @property
    def unique(self) -> dict[str, Segment]:
        """Key -> the first segment that has it."""
        unique: dict[str, Segment] = {}
        for segment in self.segments:
            unique.setdefault(segment.key, segment)
        return unique


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What one run did for one language."""

    catalog: Catalog
    seconds: float
    """Spent on updating and drafting."""
    ledger: catalogs.Ledger | None = None
    """Where people's translations are now; None where no catalog was touched."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What one run did for one document."""

    source: Source
    languages: Mapping[str, LanguageResult]
    folder: Path
    receipt: Receipt

    @property
    def page(self) -> Path:
        """The reading page."""
        return self.folder / "index.html"


def read(project: ProjectSettings, path: Path, encoding: str | None = None, *, within: Path | None = None) -> Source:
    """Reads a document and splits it; `within` is the folder that it was found in, where one was named.

    Raises DocumentError, also for a document with text of which no segment is made; StorageError, UnknownName.
    """
    if path.is_dir():
        raise DocumentError("this is a folder; name the documents in it", path=path)
    if not path.exists():
        raise DocumentError("there is no such file", path=path)
    options = documents.ReadOptions(
        language=project.source_language,
        encoding=encoding or project.encoding,
        path=project.shown(path),
        segmentation=project.segmentation,
        targets=project.targets,
    )
    data = read_bytes(path)
    document = documents.read(data, path.name, options)
    document = replace(document, name=project.document_name(path, within))
    segments = split(document, project.segmentation)
    if not segments and (letters := coverage(document, ()).letters):
        raise DocumentError(f"{letters} letters of text and nothing to translate: {coverage(document, ())}", path=path)
    return Source(document, segments, data, path.name, options)


def extract(project: ProjectSettings, source: Source) -> Path:
    """Writes the catalog template (.pot); an unchanged one is left alone."""
    path = project.template_path(source.document.name)
    if source.document.format == messages.FORMAT:
        messages.refuse_own(project, source.document.path)
        if not path.exists() or read_bytes(path) != source.data:  # it may be the very file
            write_atomic(path, messages.template(source.data, source.document.path))
        return path
    before = read_bytes(path) if path.exists() else None
    write_atomic(path, catalogs.template(source.document, source.segments, now(), before=before, generator=GENERATOR))
    return path


def update(
    project: ProjectSettings, source: Source, target: str, *, trivial: bool = False, dry_run: bool = False
) -> catalogs.MergeReport:
    """Brings one language's catalog up to date with the document; no person's translation is lost.

    `trivial` keeps approvals where only typography changed, `dry_run` writes nothing.
    """
    path = project.catalog_path(source.document.name, target)

    def merged(before: bytes | None) -> tuple[bytes, catalogs.MergeReport]:
        if source.document.format == messages.FORMAT:
            messages.refuse_own(project, source.document.path)
            return messages.merged(before, source.data, source.document, language(target), path=path)
        result = catalogs.merge(
            before,
            source.document,
            source.segments,
            language(target),
            now(),
            generator=GENERATOR,
            path=path,
            trivial=trivial,
        )
        return result.data, result.report

    if dry_run:
        return merged(read_bytes(path) if path.exists() else None)[1]
    revision = catalogs.revise(path, merged)
    return replace(revision.result, ledger=revision.ledger)


def catalog(project: ProjectSettings, source: Source, target: str, *, filled: bool = True) -> Catalog:
    """The catalog of one language as it is on disk; without a file, all segments are untranslated.

    Segments that the file lacks count as untranslated, or are left out where it shall not be `filled`.
    """
    path = project.catalog_path(source.document.name, target)
    if not path.exists():
        empty = empty_catalog(source, target)
        return empty if filled else replace(empty, units=())
    file = catalogs.read(read_bytes(path), str(path)).checked()
    document = source.document
    if document.format == messages.FORMAT:
        return messages.catalog(file, source.data, document, target, source.segments, filled=filled)
    loaded = catalogs.catalog(file, document.name, document.language, target, source.segments)
    if not filled:
        known = {entry.key for entry in file.live}
        loaded = replace(loaded, units=tuple(unit for unit in loaded.units if unit.segment.key in known))
    return catalogs.aligned(loaded, project.alignment_path(document.name, target))


def keys(source: Source) -> dict[str, str]:
    """Id of each segment (`p3s2`) -> key of its entry in catalogs."""
    if source.document.format == messages.FORMAT:
        return messages.keys(source.data, source.document.path, source.segments)
    return {segment.place.id: segment.key for segment in source.segments if segment.place is not None}


def empty_catalog(source: Source, target: str) -> Catalog:
    """A catalog in which nothing is translated."""
    units = tuple(TranslationUnit(segment, (), State.INITIAL) for segment in source.unique.values())
    return Catalog(source.document.name, source.document.language, target, units)


def make_engine(project: ProjectSettings, target: str, name: str = "argos", *, fast: bool = False) -> engines.Engine:
    """The engine for one direction, on the cores or the GPU that the project names.

    Raises PackageError where no package serves it, UnknownName.
    """
    return engines.make(
        name,
        source=project.source_language,
        target=target,
        folders=project.package_folders,
        threads=project.threads,
        threads_each=project.threads_each,
        device=project.device,
        fast=fast,
    )


def pending(units: Iterable[TranslationUnit], *, redraft: bool = False) -> list[Segment]:
    """The segments that a machine may draft: untranslated ones and, with `redraft`, those it drafted before."""
    wanted = {"untranslated", "drafted"} if redraft else {"untranslated"}
    return [unit.segment for unit in units if unit.status in wanted]


def translate(
    project: ProjectSettings,
    source: Source,
    target: str,
    engine: Callable[[], engines.Engine],
    *,
    redraft: bool = False,
    progress: Progress | None = None,
) -> LanguageResult:
    """Drafts what nobody has translated into the catalog on disk, saving now and then.

    Dates come from a rule, sentences that people approved in another document from the memory, the rest from the
    engine, which is made only when there is something for it to do.
    """
    started = time.monotonic()
    path = project.catalog_path(source.document.name, target)
    if not path.exists():
        update(project, source, target)
    if source.document.format == messages.FORMAT:
        done = software.translate(
            project, path, language(target), lambda *_: engine(), redraft=redraft, progress=progress
        )
        return LanguageResult(catalog(project, source, target), time.monotonic() - started, done.ledger)
    open_segments = pending(catalog(project, source, target).units, redraft=redraft)
    ready = dict(leverage.by_rule(open_segments, target))
    rest = [segment for segment in open_segments if segment.key not in ready]
    if rest:
        ready.update(leverage.from_memory(project, source.document.name, target, rest))
        rest = [segment for segment in rest if segment.key not in ready]
    drafts: dict[str, Draft] = {key: draft for key, (draft, _) in ready.items()}

    def texts(made: Mapping[str, Made]) -> dict[str, drafting.Texts]:
        drafts.update({key: draft for key, (draft, _) in made.items()})
        return {key: (draft.text, origin) for key, (draft, origin) in made.items()}

    def remember() -> None:  # first, so that a kill leaves alignments that nothing uses, never a draft without its own
        catalogs.remember(project.alignment_path(source.document.name, target), drafts, source.unique.keys())
        drafts.clear()

    filled = drafting.fill(
        path,
        project.shown(path),
        len(open_segments),
        texts(ready),
        map(texts, _drafts_by_engine(source, target, rest, engine, progress)),
        before_save=remember,
    )
    return LanguageResult(catalog(project, source, target), time.monotonic() - started, filled.ledger)


def draft_afresh(
    source: Source, target: str, engine: Callable[[], engines.Engine], *, progress: Progress | None = None
) -> Catalog:
    """Drafts every segment anew, without looking at any catalog or memory and without writing one."""
    segments = list(source.unique.values())
    made = dict(leverage.by_rule(segments, target))
    rest = [segment for segment in segments if segment.key not in made]
    for batch in _drafts_by_engine(source, target, rest, engine, progress):
        made.update(batch)
    units = []
    for segment in segments:
        draft, origin = made.get(segment.key, (None, None))
        target_text, words = (draft.target, draft.alignment) if draft else ((), ())
        units.append(TranslationUnit(segment, target_text, State.INITIAL, origin, alignment=words))
    return Catalog(source.document.name, source.document.language, target, tuple(units))


def build(
    source: Source, loaded: Sequence[Catalog], out: Path, order: bundles.Order | None = None
) -> tuple[Path, Receipt]:
    """Assembles the bundle in <out>/<document>/, proves that it reads back, and brings <out>/index.html up to date.

    Raises BundleError, also where the catalogs lack segments of the document; StorageError, UsageError.
    """
    bundle = Bundle(source.document, source.segments, tuple(loaded))
    folder = out / source.document.name
    made = documents.translations(source.data, source.file, source.options, loaded)
    files, receipt = bundles.assemble(bundle, generator=GENERATOR, order=order, documents=made)
    make_folder(folder)
    bundles.publish(folder, files)
    bundles.publish_start(out, GENERATOR)
    return folder, receipt


def run(
    project: ProjectSettings,
    path: Path | Source,
    targets: Sequence[str],
    out: Path,
    *,
    encoding: str | None = None,
    fresh: bool = False,
    redraft: bool = False,
    engine: str = "argos",
    fast: bool = False,
    progress: Callable[[str], Progress] | None = None,
    order: bundles.Order | None = None,
) -> RunResult:
    """The whole way for one document. `fresh` leaves catalogs and memory alone and writes into `out` only."""
    source = path if isinstance(path, Source) else read(project, path, encoding)
    if not fresh:
        extract(project, source)
    results = {}
    for target in targets:
        started = time.monotonic()

        def make(target: str = target) -> engines.Engine:
            return make_engine(project, target, engine, fast=fast)

        report = progress(target) if progress else None
        if fresh:
            results[target] = LanguageResult(
                draft_afresh(source, target, make, progress=report), time.monotonic() - started
            )
            continue
        went_in = update(project, source, target).ledger
        done = translate(project, source, target, make, redraft=redraft, progress=report)
        results[target] = replace(
            done, seconds=time.monotonic() - started, ledger=went_in.then(done.ledger) if done.ledger else went_in
        )
    document = source.document
    inputs = project.inputs(document.name, document.path, source.data, () if fresh else targets)
    order = (order or bundles.Order()).of(*inputs)
    folder, receipt = build(source, [result.catalog for result in results.values()], out, order)
    return RunResult(source, results, folder, receipt)


def count(source: Source, loaded: Catalog) -> dict[str, int]:
    """Status -> number of segments of the document, repeats counted."""
    return dict(catalogs.statistics(loaded, source.segments))


def refuse_same_names(paths: Mapping[Path, str]) -> None:
    """Two documents of one name would share catalogs and bundle. Raises UsageError naming both."""
    seen: dict[str, Path] = {}
    for path, name in paths.items():
        other = seen.setdefault(name, path)
        if other != path:
            raise UsageError(f"{other} and {path} have the same name and would share their catalogs; rename one")


def _drafts_by_engine(
    source: Source,
    target: str,
    segments: Sequence[Segment],
    make: Callable[[], engines.Engine],
    progress: Progress | None,
) -> Iterable[dict[str, Made]]:
    if not segments:
        return
    engine = make()
    done = 0
    for made in engine.stream((segment.source for segment in segments), source.document.language, target):
        drafts = ((segments[number].key, draft) for number, draft in made)
        done += len(made)
        if progress:
            progress(done, len(segments))
        yield {
            key: (draft, drafting.engine_origin(replace(draft, signature=engine.signature)))
            for key, draft in drafts
            if draft.target
        }


def now() -> datetime.datetime:
    """This minute, in UTC."""
    return datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
