"""The main job, readable from top to bottom: read · extract · update · translate · build.

Data goes one way, and the catalog is the only checkpoint: a run that is killed anywhere is finished by running again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import catalogs, documents
from toolkit.errors import DocumentError, LocatedError
from toolkit.languages import code_of, language
from toolkit.segmentation import split
from toolkit.storage.files import absent, make_folder, read_bytes, sha256, write_atomic
from toolkit.storage.places import inside, near
from toolkit.units import Bundle, Catalog, Document, Receipt, State, Term, TranslationUnit
from toolkit.workflow import GENERATOR, messages, prose, terms
from toolkit.workflow.kinds import Kind, Source

if TYPE_CHECKING:  # what only some steps need, fifty modules of bundles among them
    from toolkit import bundles, engines
    from toolkit.project.settings import ProjectSettings
    from toolkit.workflow.drafting import Progress


def kind_of(document: Document) -> Kind:
    """What the catalogs of a document are made of; the one place that asks for its format."""
    return messages if document.format == messages.FORMAT else prose


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
        from toolkit import bundles

        return self.folder / bundles.PAGE


def read(
    project: ProjectSettings,
    path: Path,
    encoding: str | None = None,
    *,
    within: Path | None = None,
    data: bytes | None = None,
) -> Source:
    """Reads a document and splits it; `within` is the folder that it was found in, where one was named; `data` is its
    text where it is no file.

    Raises DocumentError, also for a document with text of which no segment is made; StorageError, UnknownName.
    """
    if data is None and path.is_dir():
        raise DocumentError("this is a folder; name the documents in it", path=path)
    if data is None and not path.exists():
        raise DocumentError(absent(path), path=path)
    if data is None and not path.is_file():
        raise DocumentError("this is no file but a pipe or a device, and a document is read twice; save it", path=path)
    if (size := path.stat().st_size if data is None else len(data)) > documents.LARGEST:
        most = f"{documents.LARGEST / 1e6:,.0f} MB"
        raise DocumentError(f"this is {size / 1e6:,.0f} MB, and no document over {most} is opened; split it", path=path)
    options = documents.ReadOptions(
        language=project.source_language_of(path),
        encoding=encoding or project.encoding,
        path=project.shown(path),
        segmentation=project.segmentation,
        targets=project.targets,
        front_matter_keys=project.front_matter_keys or documents.FRONT_MATTER_KEYS,
        sheets=project.sheets,
    )
    data = read_bytes(path) if data is None else data
    try:
        document = documents.read(data, path.name, options)
    except LocatedError as error:
        if error.path == Path(options.path):
            error.called(near(path))
        raise
    document = replace(document, name=project.document_name(path, within))
    segments = split(document, project.segmentation)
    if not segments:
        from toolkit.project.coverage import coverage

        if (found := coverage(document, ())).letters:
            raise DocumentError(f"{found.letters} letters of text and nothing to translate: {found}", path=path)
    return Source(document, segments, data, path.name, options, kind_of(document))


def extract(project: ProjectSettings, source: Source) -> Path:
    """Writes the catalog template (.pot); an unchanged one is left alone."""
    path = project.template_path(source.document.name)
    before = read_bytes(path) if path.exists() else None
    write_atomic(path, source.kind.template(project, source, before), follow=True)
    return path


def update(
    project: ProjectSettings, source: Source, target: str, *, trivial: bool = False, dry_run: bool = False
) -> catalogs.MergeReport:
    """Brings one language's catalog up to date with the document; no person's translation is lost.

    `trivial` keeps approvals where only typography changed, `dry_run` writes nothing.
    """
    path = project.catalog_path(source.document.name, target)

    def merged(before: bytes | None) -> tuple[bytes, catalogs.MergeReport]:
        return source.kind.updated(project, source, language(target), before, path=path, trivial=trivial)

    if dry_run:
        return merged(read_bytes(path) if path.exists() else None)[1]
    revision = catalogs.revise(path, merged)
    return replace(revision.result, ledger=revision.ledger)


def catalog(project: ProjectSettings, source: Source, target: str, *, filled: bool = True) -> Catalog:
    """The catalog of one language as it is on disk; without a file, all segments are untranslated.

    Segments that the file lacks count as untranslated, or are left out where it shall not be `filled`.
    """
    return loaded(project, source, (target,), filled=filled)[0][0]


def loaded(
    project: ProjectSettings, source: Source, targets: Sequence[str], *, filled: bool = True
) -> tuple[list[Catalog], dict[str, str]]:
    """The catalogs as `catalog` gives them, and for the receipt path -> SHA-256 of exactly the bytes that were read."""
    found, hashes = [], {}
    for target in targets:
        path = project.catalog_path(source.document.name, target)
        if not path.exists():
            empty = empty_catalog(source, target)
            found.append(empty if filled else replace(empty, units=()))
            continue
        data = read_bytes(path)
        hashes[project.shown(path)] = sha256(data)
        file = catalogs.read(data, str(path))
        found.append(source.kind.catalog(project, source, target, file, filled=filled))
    return found, hashes


def empty_catalog(source: Source, target: str) -> Catalog:
    """A catalog in which nothing is translated."""
    units = tuple(TranslationUnit(segment, (), State.INITIAL) for segment in source.unique.values())
    return Catalog(source.document.name, source.document.language, target, units)


def make_engine(project: ProjectSettings, target: str, name: str = "argos", *, fast: bool = False) -> engines.Engine:
    """The engine for one direction, on the cores or the GPU that the project names.

    Drafts below the floor of a package become what the project wants. Raises PackageError where no package serves it,
    UnknownName.
    """
    from toolkit import engines
    from toolkit.engines.doubting import doubting  # with the gloss behind it: what drafts nothing needs neither

    known = terms.finder(project, target)
    made = engines.make(
        name,
        source=project.source_language,
        target=target,
        folders=project.package_folders,
        threads=project.threads,
        threads_each=project.threads_each,
        device=project.device,
        fast=fast,
        url=project.engine_url,
        model=project.engine_model,
        allowed=project.allowed_hosts,
        terms=known if name in engines.GUIDED_BY_TERMS else None,
    )
    return doubting(made, code_of(project.source_language), code_of(target), project.doubtful, known)


def for_source(project: ProjectSettings, source: Source) -> ProjectSettings:
    """The settings with the language of a document, which may be another than that of the project."""
    if source.document.language == project.source_language:
        return project
    return replace(project, source_language=source.document.language)


def refuse_unserved(
    project: ProjectSettings, source: Source, targets: Sequence[str], name: str = "argos", *, fresh: bool = False
) -> None:
    """Before anything is written: a language without a catalog of the document, and without an engine for one, is an
    error. With `fresh` catalogs do not count. Raises as `make_engine`.
    """
    for target in targets if source.segments else ():
        if fresh or not project.catalog_path(source.document.name, target).exists():
            make_engine(project, target, name)


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

    With `redraft` also what a machine drafted before. The engine is made only when there is something for it to do.
    """
    started = time.monotonic()
    ledger = _draft(project, source, target, engine, redraft=redraft, progress=progress)
    return LanguageResult(catalog(project, source, target), time.monotonic() - started, ledger)


def _draft(
    project: ProjectSettings,
    source: Source,
    target: str,
    engine: Callable[[], engines.Engine],
    *,
    redraft: bool,
    progress: Progress | None,
) -> catalogs.Ledger:
    if not project.catalog_path(source.document.name, target).exists():
        update(project, source, target)
    return source.kind.draft(project, source, target, engine, redraft=redraft, progress=progress)


def draft_afresh(
    source: Source, target: str, engine: Callable[[], engines.Engine], *, progress: Progress | None = None
) -> Catalog:
    """Drafts every segment anew, without looking at any catalog or memory and without writing one."""
    segments = list(source.unique.values())
    from toolkit.workflow import drafting, leverage  # with the memory behind it

    made = dict(leverage.by_rule(segments, target))
    rest = [segment for segment in segments if segment.key not in made]
    for batch in drafting.by_engine(rest, source.document.language, target, engine, progress, source.segments, made):
        made.update(batch)
    units = []
    for segment in segments:
        draft, origin = made.get(segment.key, (None, None))
        target_text, words = (draft.target, draft.alignment) if draft else ((), ())
        units.append(TranslationUnit(segment, target_text, State.INITIAL, origin, alignment=words))
    return Catalog(source.document.name, source.document.language, target, tuple(units))


def build_from_catalogs(
    project: ProjectSettings,
    source: Source,
    targets: Sequence[str],
    out: Path,
    order: bundles.Order | None = None,
    *,
    start_page: bool = True,
) -> tuple[Path, Receipt, list[Catalog]]:
    """Builds the bundle from the catalogs as they are on disk, without drafting; the catalogs come last.

    Raises as `build`, and CatalogError.
    """
    made, hashes = loaded(project, source, targets, filled=False)
    order, found = _order_of(project, source, order, hashes), terms.in_text(project, source, targets)
    return *build(source, made, out, order, start_page=start_page, terms=found), made


def _order_of(
    project: ProjectSettings, source: Source, order: bundles.Order | None, hashes: Mapping[str, str]
) -> bundles.Order:
    from toolkit import bundles

    document = source.document
    return (order or bundles.Order()).of(project.source_facts(document.name, document.path, source.data), hashes)


def build(
    source: Source,
    loaded: Sequence[Catalog],
    out: Path,
    order: bundles.Order | None = None,
    *,
    start_page: bool = True,
    terms: Mapping[str, tuple[Term, ...]] | None = None,
) -> tuple[Path, Receipt]:
    """Assembles the bundle in <out>/<document>/, proves that it reads back, and brings <out>/index.html up to date.

    Who builds many leaves the start page to the end, since it reads the receipts of all.
    Raises BundleError, also where the catalogs lack segments of the document; StorageError, UsageError.
    """
    from toolkit import bundles, exchange

    bundle = Bundle(source.document, source.segments, tuple(loaded), terms=terms or {})
    bundle = exchange.selected(bundle, only=order.only if order else (), sparse=False)
    folder = out / source.document.name
    made = documents.translations(source.data, source.file, source.options, bundle.catalogs)
    files, receipt = bundles.assemble(bundle, generator=GENERATOR, order=order, documents=made)
    make_folder(inside(out, folder))
    bundles.publish(folder, files)
    if start_page:
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
    start_page: bool = True,
) -> RunResult:
    """The whole way for one document. `fresh` leaves catalogs and memory alone and writes into `out` only."""
    source = path if isinstance(path, Source) else read(project, path, encoding)
    project = for_source(project, source)
    targets = [target for target in targets if target != project.source_language]
    refuse_unserved(project, source, targets, engine, fresh=fresh)
    if not fresh:
        extract(project, source)
    made: list[Catalog] = []
    seconds: dict[str, float] = {}
    ledgers: dict[str, catalogs.Ledger] = {}
    for target in targets:
        started = time.monotonic()

        def make(target: str = target) -> engines.Engine:
            return make_engine(project, target, engine, fast=fast)

        report = progress(target) if progress else None
        if fresh:
            made.append(draft_afresh(source, target, make, progress=report))
        else:
            went_in = update(project, source, target).ledger
            drafted = _draft(project, source, target, make, redraft=redraft, progress=report)
            ledgers[target] = went_in.then(drafted)
        seconds[target] = time.monotonic() - started
    hashes: Mapping[str, str] = {}
    if not fresh:  # all at the end: while one language is drafted, people may work on another
        made, hashes = loaded(project, source, targets)
    results = {
        one.target_language: LanguageResult(one, seconds[one.target_language], ledgers.get(one.target_language))
        for one in made
    }
    order, found = _order_of(project, source, order, hashes), terms.in_text(project, source, targets)
    folder, receipt = build(source, made, out, order, start_page=start_page, terms=found)
    return RunResult(source, results, folder, receipt)


def count(source: Source, loaded: Catalog) -> dict[str, int]:
    """Status -> number of segments of the document, repeats counted."""
    return dict(catalogs.statistics(loaded, source.segments))
