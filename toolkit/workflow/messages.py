"""A gettext template as a source: its catalogs are those that the program itself uses, plural forms and all.

    messages.pot ─▶ locales/<lang>/LC_MESSAGES/messages.po ─software─▶ drafts in it ─▶ units for the bundle

What other documents do by segments happens here by messages: a catalog is brought up to date as msgmerge does it, and a
plural message has as many translations as its language has forms.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import catalogs, po
from toolkit.documents import ReadOptions
from toolkit.errors import DocumentError
from toolkit.languages import Language, code_of, language
from toolkit.units import Catalog, Document, Segment, TranslationUnit

if TYPE_CHECKING:
    from toolkit.engines import Engine
    from toolkit.project.settings import ProjectSettings
    from toolkit.workflow.drafting import Progress
    from toolkit.workflow.kinds import Source

FORMAT = "po"
"""Document.format of such sources. Their module of documents/ is loaded where one is there."""


def _refuse_own(project: ProjectSettings, source: Source) -> None:
    """Raises DocumentError for a catalog of the project itself, which is no source of further catalogs."""
    file = project.root / source.document.path
    if file.suffix == ".po" and file.is_relative_to(project.locales):
        raise DocumentError(
            "this is a catalog of the project, no source; `toolkit translate` drafts it in place",
            path=source.document.path,
        )


def refuse_translated(source: Source) -> None:
    """Raises DocumentError for a .po that has translations: who asks to update it means that file, no further ones."""
    if source.document.format != FORMAT or not source.file.endswith(".po"):
        return
    if any(entry.translated for entry in po.read(source.data, source.document.path).live):
        raise DocumentError(
            "this is a catalog with translations; `toolkit merge -U` brings it up to date with its template, and "
            "`toolkit translate` drafts it in place; name languages with --to for catalogs of its messages in locales/",
            path=source.document.path,
        )


def template(project: ProjectSettings, source: Source, before: bytes | None) -> bytes:
    """The file without any translations; one that has them may be the very source, and stays. Raises CatalogError."""
    from toolkit.documents.strings import gettext

    _refuse_own(project, source)
    if before == source.data:
        return source.data
    return gettext.template(source.data, source.document.path)


def updated(
    project: ProjectSettings,
    source: Source,
    target: Language,
    before: bytes | None,
    *,
    path: Path,
    trivial: bool = False,  # noqa: ARG001 - messages are compared to the letter
) -> tuple[bytes, catalogs.MergeReport]:
    """The catalog merged with the template as msgmerge does it, and what was done.

    A new catalog begins with the translations that a .po in that very language has. Raises CatalogError.
    """
    from toolkit.documents.strings import gettext

    _refuse_own(project, source)
    data, document = source.data, source.document
    reference = gettext.template(data, document.path)
    header = po.read(data, document.path).header
    said = "" if header is None else po.fields_of(header).get("Language", "")
    own = data if said and code_of(said) == target.code else reference
    existing = _begun(own, document, target) if before is None else before
    old = po.read(existing, str(path))
    made, counts = catalogs.with_reference(
        existing, reference, catalogs.ReferenceOptions(), path=str(path), reference_path=document.path
    )
    if before is None:
        new = sum(not entry.translated for entry in old.live)
        return made, catalogs.MergeReport(new=new, kept=len(old.live) - new)
    revived = {entry.identity for entry in old.obsolete} & {entry.identity for entry in po.read(made).live}
    report = catalogs.MergeReport(
        new=counts["missing"],
        kept=counts["merged"] - len(revived),
        changed=counts["fuzzied"],
        revived=len(revived),
        obsolete=counts["obsolete"],
    )
    return made, report


def _begun(data: bytes, document: Document, target: Language) -> bytes:
    """A catalog of the target language with what the file has."""
    from toolkit.documents.strings import gettext

    options = ReadOptions(document.language, path=document.path)
    return gettext.rewrite(data, f"{document.name.rpartition('/')[2]}.po", {}, options, target)


def catalog(
    project: ProjectSettings,  # noqa: ARG001 - as Kind has it
    source: Source,
    target: str,
    file: catalogs.CatalogFile,
    *,
    filled: bool,
) -> Catalog:
    """The translations of the messages, a plural one with all its forms; without `filled`, only what the file has."""
    from toolkit.documents.strings import gettext

    document = source.document
    messages = list(gettext.texts(po.read(source.data, document.path)))
    entries = {entry.identity: entry for entry in file.live}
    one, other = gettext.forms(file)
    units: dict[str, TranslationUnit] = {}
    for segment in source.segments:
        assert segment.place is not None
        message, plural = messages[segment.place.block]
        entry = entries.get(message.identity)
        if segment.key in units or (entry is None and not filled):
            continue
        units[segment.key] = _unit(segment, entry, other if plural else one)
    return Catalog(document.name, document.language, target, tuple(units.values()))


def _unit(segment: Segment, entry: po.Entry | None, form: int) -> TranslationUnit:
    """Whose words they are is told by the entry as it is; the words are those within the white space."""
    found = catalogs.unit(segment, entry)
    if entry is None or not all(entry.msgstr) or (entry.msgid_plural is not None and form >= len(entry.msgstr)):
        return found
    text = entry.msgstr[0 if entry.msgid_plural is None else form].strip()
    return replace(found, target=catalogs.unit(segment, entry._replace(msgstr=(text,))).target, forms=entry.msgstr)


def keys(source: Source) -> dict[str, str]:
    """A segment's message may have another text than the segment: white space around it, the singular."""
    from toolkit.documents.strings import gettext

    messages = [entry for entry, _ in gettext.texts(po.read(source.data, source.document.path))]
    places = [segment.place for segment in source.segments if segment.place is not None]
    return {place.id: messages[place.block].key for place in places}


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
    """Drafts the messages of the catalog, as those of any program's catalog are drafted in place."""
    path = project.catalog_path(source.document.name, target)
    from toolkit.workflow import software  # with the memory behind it

    made = software.translate(
        project, path, language(target), lambda *_: engine(), redraft=redraft, progress=progress, only=only
    )
    return made.ledger
