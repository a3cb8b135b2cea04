"""Catalogs out to the files of other programs, and corrected files back into the catalogs.

An import is a three-way merge by sentence. Base is the translation as it was exported, which the file remembers; ours
is the catalog now; theirs is the file. What only the file changed is taken as a person's words; what both changed stays
as the catalog has it, and the file's text is kept in a comment of the entry.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit import catalogs, exchange
from toolkit.catalogs.changes import FORM
from toolkit.errors import DocumentError, UnknownName, UsageError
from toolkit.exchange import Row, base_of
from toolkit.exchange.table import UNTOLD
from toolkit.languages import language
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.units import Bundle, Catalog, Code, Document, Segment, TranslationUnit
from toolkit.workflow import checking, destinations, pipeline
from toolkit.workflow.kinds import Source

OUTCOMES = ("corrected", "approved", "conflict", "refused", "already there", "unchanged")
"""What becomes of a row, in the order that it is told."""
FAILED = ("conflict", "refused")
_ERRORS = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#ИМЯ?", "#ССЫЛКА!", "#ЗНАЧ!", "#Н/Д")
OWN_TEMPLATE = b"X-Generator: toolkit"
"""In the header of a template that was made of a document, and is none itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an import makes of one row."""

    row: Row
    outcome: str
    """One of OUTCOMES."""
    before: str = ""
    """The translation that the catalog had."""
    reason: str = ""
    """Of a conflict or a refusal, one sentence."""
    key: str = ""
    approved: bool = False


def of_document(project: ProjectSettings, path: Path, languages: Sequence[str], encoding: str | None = None) -> Bundle:
    """A document with its catalogs, each with its path, by which a file that comes back finds them again.

    Raises DocumentError, CatalogError.
    """
    source = pipeline.read(project, path, encoding)
    loaded = []
    for target in languages:
        place = project.catalog_path(source.document.name, target)
        found = pipeline.catalog(project, source, target)
        loaded.append(replace(found, path=project.shown(place)) if place.exists() else found)
    return Bundle(source.document, source.segments, tuple(loaded))


def of_catalogs(project: ProjectSettings, paths: Sequence[Path]) -> tuple[Bundle, int]:
    """Catalog files of one document, each of another language, without the document: ids are the segments' keys.

    Returns the number of messages with plural forms too, which no exchange format holds and which are left out.
    Raises CatalogError, UsageError for two catalogs of one language.
    """
    found: dict[str, Catalog] = {}
    sources: dict[str, str] = {}
    plurals = 0
    for path in paths:
        data = read_bytes(path)
        file = catalogs.read(data, str(path))
        fields = {} if file.header is None else catalogs.fields_of(file.header)
        code = destinations.language_of(path, file)
        if code in found:
            raise UsageError(f"{path} and another of the catalogs are both of {code}; export them one by one")
        sources[code] = language(fields.get("X-Source-Language") or project.source_language).code
        several = {entry.key for entry in file.live if entry.msgid_plural is not None}
        plurals += len(several)
        loaded = catalogs.load(data, path.stem, sources[code], code, None, path=path)
        units = tuple(one for one in loaded.units if one.segment.key not in several)
        found[code] = replace(loaded, units=units, path=project.shown(path))
    if len(set(sources.values())) > 1:
        raise UsageError("the catalogs translate from different languages; export them one by one")
    segments: dict[str, Segment] = {}
    for loaded in found.values():
        for unit in loaded.units:
            segments.setdefault(unit.segment.key, unit.segment)
    document = Document(paths[0].stem, "po", next(iter(sources.values())), ())
    return Bundle(document, tuple(segments.values()), tuple(found.values())), plurals


def import_rows(
    project: ProjectSettings,
    rows: Iterable[Row],
    *,
    source: Path | None = None,
    folder: Path | None = None,
    approve: bool = False,
    anyway: bool = False,
    dry_run: bool = False,
    ledgers: dict[str, catalogs.Ledger] | None = None,
    language: str = "",
) -> list[Change]:
    """Merges the rows of one file into the project's catalogs and says of every row what became of it.

    Which catalogs: `destinations.of_rows`. What `toolkit approve` would not approve is taken, but not approved;
    `anyway` lets pass what only the checks call an error. `ledgers` is given the proof of each catalog, by its path as
    messages show it. `language` is that of the translations where the rows do not say it; "" is the only target of the
    project. Raises UsageError where that or the document is unknown, CatalogError, StorageError.
    """
    changes: list[Change] = []
    rows = _spoken(rows, language or (project.targets[0] if len(project.targets) == 1 else ""))
    document = None if destinations.is_catalog(source) else source
    for name, path, group in destinations.of_rows(project, rows, source=source, folder=folder):
        revision = _merge(project, path, name, group, document, approve=approve, anyway=anyway, dry_run=dry_run)
        changes += revision.result
        if ledgers is not None:
            shown = project.shown(path)
            ledgers[shown] = ledgers[shown].then(revision.ledger) if shown in ledgers else revision.ledger
    return changes


def _spoken(rows: Iterable[Row], language: str) -> list[Row]:
    """The rows, each with its language. Raises UsageError where nobody has said it."""
    known = list(rows)
    if not language and any(row.language == UNTOLD for row in known):
        raise UsageError("this table does not say which language its translations are in; name it with --to")
    return [row if row.language != UNTOLD else replace(row, language=language) for row in known]


def _merge(
    project: ProjectSettings, path: Path, name: str, rows: Sequence[Row], source: Path | None, *, approve: bool,
    anyway: bool, dry_run: bool,
) -> catalogs.Revision[list[Change]]:  # fmt: skip
    def corrected(before: bytes | None) -> tuple[bytes, list[Change]]:
        data = before or b""
        read = _source_of(project, name, path, data, source)
        segments = {} if read is None else {exchange.id_of(segment): segment for segment in read.segments}
        if read is not None and _lags(rows, segments, data, path):
            # The file was exported from the document as it is now, so the catalog follows it first.
            data = read.kind.updated(project, read, language(rows[0].language), data, path=path, trivial=False)[0]
        objection = checking.objection(project, path, data) if data and not anyway else lambda _: ""
        changes = _plan(name, path, data, rows, segments, project.source_language, objection, approve=approve)
        wanted = [
            catalogs.Correction(change.key, change.row.target, change.approved, aside=change.outcome == "conflict")
            for change in changes
            if change.outcome in ("corrected", "approved", "conflict") and change.key
        ]
        return catalogs.with_corrections(data, wanted, path=path), changes

    def given(changes: Sequence[Change]) -> set[tuple[str, ...]]:
        """What people say now, with and without the line breaks that a catalog demands."""
        texts = {change.row.target for change in changes if change.outcome in ("corrected", "approved")}
        return {
            (f"{lead}{text.strip(chr(10))}{trail}",) for text in texts for lead in ("", "\n") for trail in ("", "\n")
        }

    return catalogs.revise(path, corrected, approved=given, write=not dry_run)


def _lags(rows: Sequence[Row], segments: Mapping[str, Segment], data: bytes, path: Path) -> bool:
    """Whether rows are of sentences that the document has and the catalog has not yet."""
    known = {entry.key for entry in catalogs.read(data, str(path)).live}
    found = (segments.get(row.id) for row in rows)
    wanted = {
        segment.key
        for row, segment in zip(rows, found, strict=True)
        if segment is not None and segment.text == row.source and row.target
    }
    return bool(wanted - known)


def _source_of(project: ProjectSettings, name: str, path: Path, data: bytes, source: Path | None) -> Source | None:
    """The document as it is now, found by the references of the catalog; None without one.

    The references of a program's catalog name its code; its document is the template in locales/.
    """
    if source is None:
        entries = catalogs.read(data, str(path)).live
        named = [word for entry in entries[:1] for line in entry.of(catalogs.Part.REFERENCE) for word in line.split()]
        candidates = [project.root / word.rpartition(":")[0].strip("\u2068\u2069") for word in named if ":" in word[1:]]
        source = next((file for file in candidates if file.is_file() and file.stem == path.stem), None)
    template = project.template_path(name)
    if source is None and template.is_file() and OWN_TEMPLATE not in read_bytes(template):
        source = template
    if source is None:
        return None
    try:
        return pipeline.read(project, source)
    except (DocumentError, UnknownName):
        return None


def _plan(
    name: str, path: Path, data: bytes, rows: Sequence[Row], segments: Mapping[str, Segment], source_language: str,
    objection: Callable[[catalogs.Entry], str], *, approve: bool,
) -> list[Change]:  # fmt: skip
    file = catalogs.read(data, str(path))
    entries = {entry.key: entry for entry in file.live}
    plural = {key for key, entry in entries.items() if entry.msgid_plural is not None}
    examples = catalogs.plural_examples(catalogs.plural_rule(file.header))
    loaded = catalogs.load(data, name, source_language, rows[0].language, None, path=path)
    units = {unit.segment.key: unit for unit in loaded.units}
    by_text: dict[str, list[TranslationUnit]] = {}
    alike: dict[str, list[TranslationUnit]] = {}
    for unit in loaded.units:
        by_text.setdefault(unit.segment.text, []).append(unit)
        alike.setdefault(_plainly(unit.segment.text), []).append(unit)
    taken: dict[str, Change] = {}
    changes = []
    for row in rows:
        of = _unit_of(row, segments, units, by_text, alike)
        if isinstance(of, TranslationUnit) and "\r" not in of.segment.text:
            row = replace(row, target=row.target.replace("\r\n", "\n").replace("\r", "\n"))
        change = _decided(row, of, approve=approve)
        if change.approved and change.key in entries:
            change = _judged(change, entries[change.key], segments.get(row.id), examples, objection)
        if change.outcome == "corrected" and change.key in plural:
            change = replace(change, outcome="refused", reason="the message has plural forms; correct it in the .po")
        first = taken.get(change.key) if change.outcome == "corrected" else None
        if first is not None and first.row.target != row.target:
            reason = f"the file has another correction of the same sentence at {first.row.id}"
            change = replace(change, outcome="conflict", reason=reason)
        elif change.outcome == "corrected":
            taken[change.key] = change
        changes.append(change)
    return changes


def _judged(
    change: Change, entry: catalogs.Entry, segment: Segment | None, examples: Sequence[Sequence[int]],
    objection: Callable[[catalogs.Entry], str],
) -> Change:  # fmt: skip
    """The change, without its approval where `toolkit approve` would not give it."""
    reason = catalogs.obstacle(entry, (change.row.target,), examples)
    if not reason and segment is not None:
        wanted = Counter(part.raw for part in segment.source if isinstance(part, Code))
        if any(change.row.target.count(raw) != number for raw, number in wanted.items()):
            reason = "its placeholders are not those of the source"
    reason = reason or objection(entry._replace(msgstr=(change.row.target,)))
    if not reason or change.key == "" or entry.msgid_plural is not None:
        return change
    outcome = "refused" if change.outcome == "approved" else change.outcome
    return replace(change, outcome=outcome, approved=False, reason=f"not approved, because {reason}")


def _unit_of(
    row: Row,
    segments: Mapping[str, Segment],
    units: Mapping[str, TranslationUnit],
    by_text: Mapping[str, Sequence[TranslationUnit]],
    alike: Mapping[str, Sequence[TranslationUnit]],
) -> TranslationUnit | str:
    """The unit that a row is of, or one sentence why there is none."""
    segment = segments.get(row.id)
    if segment is not None and _same(segment.text, row.source) and segment.key in units:
        return units[segment.key]
    if segment is not None and segment.text == row.source and not by_text.get(row.source):
        return "the catalog lags behind its document; bring it up to date with `toolkit update`, then import again"
    if segment is not None and segment.text == row.source:
        return "the message has plural forms, or white space around it; correct it in the .po"
    if row.id in units:  # exported from the catalog alone
        unit = units[row.id]
        edited = "the text of the source has been edited in the file"
        return unit if _same(unit.segment.text, row.source) else edited
    same = by_text.get(row.source) or alike.get(_plainly(row.source), ())
    if row.context and len(same) > 1:
        same = [unit for unit in same if unit.segment.context == row.context]
    if len(same) == 1:  # the sentence has another number now, but it is the same
        return same[0]
    if same:
        return "the same source has several translations, and the document does not say which one this is"
    now = f"; the document now has {segment.text!r} there" if segment is not None else ""
    return f"the source has moved on: {row.source!r} is not in the catalog any more{now}"


def _same(ours: str, theirs: str) -> bool:
    """Whether two texts are one, but for white space around them, which some programs take away."""
    return ours == theirs or (ours.strip() == theirs.strip() and bool(ours.strip()))


def _plainly(text: str) -> str:
    """The text without what other programs make of white space, quotation marks and dashes by themselves."""
    return " ".join(text.translate(FORM).split())


def _respelt(before: str, after: str) -> bool:
    """Whether a number is the same one, written as spreadsheet programs write it: 7 for 007, 100000 for 1E5."""
    if before == after or not re.fullmatch(r"[-+]?[\d.,]+(?:[eE][-+]?\d+)?", after):
        return False
    try:
        return float(before) == float(after.replace(",", "."))
    except ValueError:
        return False


def _damage(row: Row, ours: str) -> str:
    """What a program did to the text that no person meant, one sentence."""
    if row.damage:
        return row.damage
    if row.target in _ERRORS and row.source != row.target:
        return (
            f"the text is the error {row.target} of a spreadsheet program; type it again, in a cell formatted as text"
        )
    if _respelt(ours, row.target):
        return f"a spreadsheet program has made {row.target} of {ours}; format the cell as text and type it again"
    return ""


def _decided(row: Row, unit: TranslationUnit | str, *, approve: bool) -> Change:
    status, _, _ = row.base.partition(":")
    known = bool(row.base)
    ours_now = "" if isinstance(unit, str) else unit.text
    if known and row.base == base_of(row.target, status):
        edited = False  # the text is as it was exported
    elif known and _same(ours_now, row.target) and row.base == base_of(ours_now, status):
        row, edited = replace(row, target=ours_now), False
    else:
        edited = bool(row.target) and (known or isinstance(unit, str) or row.target != unit.text)
    raised = bool(row.target) and row.status == "reviewed" and (known and status != "reviewed")
    if not edited and not raised:
        return Change(row, "unchanged")
    if edited and (damage := _damage(row, ours_now)):
        return Change(row, "refused", ours_now, damage)
    if isinstance(unit, str):
        return Change(row, "refused", reason=unit)
    key, ours, approved = unit.segment.key, unit.text, approve or (row.status == "reviewed" and raised)
    if row.target == ours:
        if approved and unit.status != "reviewed":
            return Change(row, "approved", ours, key=key, approved=True)
        return Change(row, "already there", ours)
    if not edited:  # approved there, changed here
        return Change(row, "refused", ours, "what was approved in the file is not what the catalog has any more")
    written = unit.origin is not None and unit.origin.kind == "person"
    moved = row.base != base_of(ours, status) if known else True
    if written and moved:
        told = "the catalog has changed since the export" if known else "the file does not say what was exported"
        return Change(row, "conflict", ours, f"{told}, and a person wrote what it has", key)
    return Change(row, "corrected", ours, key=key, approved=approved)


def counted(changes: Iterable[Change]) -> Iterator[tuple[str, int]]:
    """(outcome, how many rows) of the outcomes that occur."""
    found = list(changes)
    for outcome in OUTCOMES:
        number = sum(change.outcome == outcome for change in found)
        if number:
            yield outcome, number
