"""A document as a source: its catalogs are made of its segments, sentence by sentence.

    article.md ─▶ segments ─▶ locales/<lang>/LC_MESSAGES/article.po ─rule, memory, engine─▶ drafts in it

Dates come from a rule, sentences that people approved in another document from the memory, the rest from the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import catalogs
from toolkit.languages import code_of
from toolkit.project.settings import now
from toolkit.storage.places import near
from toolkit.workflow import GENERATOR

if TYPE_CHECKING:  # each step loads what it needs
    from toolkit.catalogs.inherited import Inherited
    from toolkit.engines import Engine
    from toolkit.languages import Language
    from toolkit.project.settings import ProjectSettings
    from toolkit.units import Catalog, Draft, Segment, TranslationUnit
    from toolkit.workflow import drafting
    from toolkit.workflow.drafting import Made, Progress
    from toolkit.workflow.kinds import Source

LANGUAGE_FIELD = "X-Source-Language"
"""The field of a catalog's header with the language that it was translated from."""


def template(project: ProjectSettings, source: Source, before: bytes | None) -> bytes:  # noqa: ARG001 - as Kind has it
    """The segments as a template; its dates stay where nothing else changed."""
    return catalogs.template(source.document, source.segments, now(), before=before, generator=GENERATOR)


def updated(
    project: ProjectSettings,
    source: Source,
    target: Language,
    before: bytes | None,
    *,
    path: Path,
    trivial: bool = False,
) -> tuple[bytes, catalogs.MergeReport]:
    """The catalog merged with the segments, their terms noted. Raises CatalogError."""
    from toolkit.workflow import terms

    notes = terms.notes(project, source.segments, source.document.language, target.code)
    result = catalogs.merge(
        before, source.document, source.segments, target, now(), generator=GENERATOR, path=path, trivial=trivial,
        notes=notes,
    )  # fmt: skip
    return result.data, result.report


def catalog(
    project: ProjectSettings, source: Source, target: str, file: catalogs.CatalogFile, *, filled: bool
) -> Catalog:
    """A unit for every segment, with the words of its draft where they are remembered."""
    document = source.document
    made = catalogs.catalog(file, document.name, document.language, target, source.segments)
    if not filled:
        known = {entry.key for entry in file.live}
        made = replace(made, units=tuple(unit for unit in made.units if unit.segment.key in known))
    return catalogs.aligned(made, project.alignment_path(document.name, target))


def keys(source: Source) -> dict[str, str]:
    """A segment's entry has its key."""
    return {segment.place.id: segment.key for segment in source.segments if segment.place is not None}


def pending(units: Iterable[TranslationUnit], *, redraft: bool = False) -> list[Segment]:
    """The segments that a machine may draft: untranslated ones and, with `redraft`, those it drafted before."""
    wanted = {"untranslated", "drafted"} if redraft else {"untranslated"}
    return [unit.segment for unit in units if unit.status in wanted]


def draft(
    project: ProjectSettings,
    source: Source,
    target: str,
    engine: Callable[[], Engine],
    *,
    redraft: bool = False,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> catalogs.Ledger:
    """Drafts by rule, memory and engine, which is made only when there is something for it to do.

    Where the catalog says that its drafts were made from another language than the document is in now, none of them is
    worth anything: all that nobody has touched are made anew, and then the catalog says so.
    """
    document = source.document
    path = project.catalog_path(document.name, target)
    file = catalogs.opened(path)
    fields = {} if file.header is None else catalogs.fields_of(file.header)
    before = fields.get(LANGUAGE_FIELD, "")
    another = before != "" and code_of(before) != document.language
    present = catalog(project, source, target, file, filled=True)
    open_segments = [
        segment for segment in pending(present.units, redraft=redraft or another) if only is None or segment.key in only
    ]
    from toolkit.workflow import drafting, leverage  # with the memory, which what drafts nothing needs not

    ready = dict(leverage.by_rule(open_segments, target))
    rest = [segment for segment in open_segments if segment.key not in ready]
    if rest:
        ready.update(leverage.from_memory(project, document.name, document.language, target, rest))
        rest = [segment for segment in rest if segment.key not in ready]
    drafts: dict[str, Draft] = {key: draft for key, (draft, _) in ready.items()}

    def texts(made: Mapping[str, Made]) -> dict[str, drafting.Texts]:
        drafts.update({key: draft for key, (draft, _) in made.items()})
        return {key: (draft.text, origin) for key, (draft, origin) in made.items()}

    def remember() -> None:  # first, so that a kill leaves alignments that nothing uses, never a draft without its own
        catalogs.remember(project.alignment_path(document.name, target), drafts, source.unique.keys())
        drafts.clear()

    filled = drafting.fill(
        path,
        near(path),
        len(open_segments),
        texts(ready),
        map(texts, drafting.by_engine(rest, document.language, target, engine, progress, source.segments, ready)),
        before_save=remember,
    )
    if another and only is None:
        said, says = (f'"{LANGUAGE_FIELD}: {code}\\n"'.encode() for code in (before, document.language))
        catalogs.revise(path, lambda data: ((data or b"").replace(said, says, 1), None))
    sure = leverage.approvable(ready) if project.context_matches == "approved" else {}
    return filled.ledger.then(_approved(project, path, target, sure)) if sure else filled.ledger


def _approved(project: ProjectSettings, path: Path, target: str, sure: Mapping[str, Inherited]) -> catalogs.Ledger:
    """Matches in context, which the project takes for approved."""

    from toolkit.catalogs.inherited import with_inherited
    from toolkit.workflow import checking  # most projects approve nothing by rule

    def approved(before: bytes | None) -> tuple[bytes, dict[str, str]]:
        objection = checking.objection(project, path, before or b"", (target,))
        return with_inherited(before or b"", sure.values(), path=path, objection=objection)

    return catalogs.revise(path, approved, given=[(one.target,) for one in sure.values()]).ledger
