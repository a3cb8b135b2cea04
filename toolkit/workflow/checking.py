"""The checks over the catalogs of a project: which files, in which languages, with which settings."""

import fnmatch
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit import catalogs, checks
from toolkit.catalogs.garbage import without_collection
from toolkit.checks import repairs
from toolkit.checks.across import LEAST, across
from toolkit.checks.reports import Reported, is_check
from toolkit.errors import CatalogError, UnknownName, UsageError
from toolkit.languages import code_of
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.terms.use import load
from toolkit.units import Finding
from toolkit.workflow import software
from toolkit.workflow.terms import glossary as glossary

ENOUGH = 50_000
"""Bytes of a catalog that show what has to be loaded for the rest of it: some 200 entries."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found in one catalog."""

    path: Path
    language: str
    entries: int
    """Translated entries that were looked at."""
    found: tuple[Reported, ...]
    """Worst first."""
    dismissed: int
    """Findings that people have looked at and let stand."""
    note: str = ""
    """Where the catalog's own plural rule differs from CLDR's."""

    @property
    def by_entry(self) -> dict[tuple[str, str], list[Reported]]:
        """Identity of an entry -> what was found in it, the entries with the worst first."""
        found: dict[tuple[str, str], list[Reported]] = {}
        for one in self.found:
            found.setdefault(one.entry.identity, []).append(one)
        return found

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(1 for one in self.found if one.finding.severity == severity)


def severities(settings: ProjectSettings, path: Path, language: str) -> dict[str, str]:
    """Check -> severity, as the project has it for this file: `[tool.toolkit.checks]`, later rows before earlier ones.

    Raises UnknownName for a check or severity that there is not.
    """
    chosen: dict[str, str] = {}
    for check, severity in settings.checks.items():
        _known(check, severity)
        chosen[check] = severity
    for row in settings.check_overrides:
        here = settings.shown(path)
        if fnmatch.fnmatch(here, row.path) and (not row.languages or language in row.languages):
            for check, severity in row.checks.items():
                _known(check, severity)
                chosen[check] = severity
    return chosen


def _known(check: str, severity: str) -> None:
    if not is_check(check):
        raise UnknownName("check", check, (*(one.id for one in checks.CHECKS), *checks.WHOLE))
    if severity not in (*checks.SEVERITIES, "off"):
        raise UnknownName("severity", severity, (*checks.SEVERITIES, "off"))


def check_file(
    settings: ProjectSettings, path: Path, named: Sequence[str] = (), places: Mapping[str, str] | None = None
) -> Report | None:
    """Checks one catalog; None where it is in none of the languages that were `named`.

    `places` are the ids of sentences by key, where the document is known. Raises CatalogError, UsageError.
    """
    data = read_bytes(path)
    crew = checks.crew_for(len(data), functools.partial(_try, settings, path, data[:ENOUGH], named))
    try:
        return _report(settings, path, data, named, places or {}, crew)
    finally:
        if crew is not None:
            crew.stop()


def _try(settings: ProjectSettings, path: Path, data: bytes, named: Sequence[str]) -> None:
    """Checks the beginning of a catalog, for all that is loaded then. Raises CatalogError, UsageError."""
    file = catalogs.read(data[: data.rfind(b"\n\n") + 1], str(path))
    target = software.language_of(file, path, named).code
    source, terms = _source(settings, file), glossary(settings)
    for _ in checks.check_catalog(file, source, target, severities(settings, path, target), terms):
        pass
    if terms is not None:
        load(terms, source, target)


def _report(
    settings: ProjectSettings,
    path: Path,
    data: bytes,
    named: Sequence[str],
    places: Mapping[str, str],
    crew: checks.Crew | None,
) -> Report | None:
    with without_collection():
        file = catalogs.read(data, str(path))
    target = software.language_of(file, path, named).code
    if named and target not in named:
        return None
    source = _source(settings, file)
    found: list[Reported] = []
    quiet = 0
    beside = _beside(settings, path, source)
    shown = settings.shown(path)
    chosen, terms = severities(settings, path, target), glossary(settings)
    for one in checks.check_catalog(file, source, target, chosen, terms, beside.get(target), crew):
        place = places.get(one.entry.key, "")
        found += [Reported(shown, target, one.entry, finding, place) for finding in one.findings]
        quiet += len(one.dismissed)
    found.sort(key=lambda one: checks.SEVERITIES.index(one.finding.severity))
    entries = sum(1 for entry in file.live if not entry.header and entry.translated)
    return Report(path, target, entries, tuple(found), quiet, catalogs.plural_difference(file))


def _beside(settings: ProjectSettings, path: Path, source: str) -> dict[str, dict[str, list[Finding]]]:
    """What the other languages of the same document show: language -> key -> findings."""
    if not path.resolve().is_relative_to(settings.locales.resolve()):
        return {}
    relative = path.resolve().relative_to(settings.locales.resolve())
    if len(relative.parts) < 3:
        return {}
    files = []
    for folder in sorted(settings.locales.iterdir()):
        other = folder.joinpath(*relative.parts[1:])
        if other.is_file() and folder.is_dir():
            files.append((folder.name, other, other.stat().st_mtime_ns))
    return _compared(tuple(files), source)


@functools.lru_cache(4)
def _compared(files: tuple[tuple[str, Path, int], ...], source: str) -> dict[str, dict[str, list[Finding]]]:
    """The same of these files (language, path, time of change), which each of them is looked at with."""
    texts: dict[str, dict[str, str]] = {}
    sources: dict[str, str] = {}
    for code, path, _ in files:
        for entry in _entries(path):
            texts.setdefault(entry.key, {})[code] = entry.msgstr[0]
            sources[entry.key] = entry.msgid
    found: dict[str, dict[str, list[Finding]]] = {}
    if any(len(said) >= LEAST for said in texts.values()):
        checks.begin(source, [code for code, _, _ in files])
    for key, said in texts.items():
        for language, finding in across(key, said, sources[key] if source == "en" else ""):
            found.setdefault(language, {}).setdefault(key, []).append(finding)
    return found


def _entries(path: Path) -> list[catalogs.Entry]:
    """The translated entries of a catalog without plural forms."""
    try:
        file = catalogs.read(read_bytes(path), str(path))
    except CatalogError:
        return []  # a damaged neighbour is told when it is its turn
    return [one for one in file.live if one.msgid_plural is None and one.msgstr[0] and not one.header]


def findings(settings: ProjectSettings, document: str, targets: Sequence[str]) -> dict[str, dict[str, int]]:
    """Language -> severity -> findings that stand in the catalog of a document. Raises CatalogError."""
    counts = {}
    for target in targets:
        path = settings.catalog_path(document, target)
        if path.is_file() and (row := counts_of(settings, path, (target,))):
            counts[target] = row
    return counts


def counts_of(settings: ProjectSettings, path: Path, named: Sequence[str] = ()) -> dict[str, int]:
    """Severity -> findings that stand in a catalog; {} where it is in none of the `named` languages.

    Raises CatalogError.
    """
    report = check_file(settings, path, named)
    return {severity: report.count(severity) for severity in checks.SEVERITIES} if report else {}


def objection(
    settings: ProjectSettings, path: Path, data: bytes, named: Sequence[str] = ()
) -> Callable[[catalogs.Entry], str]:
    """What the checks say against approving an entry of the catalog `data`: the first error that nobody dismissed.

    Where nothing says which language the catalog is in, nothing is said. Raises CatalogError.
    """
    file = catalogs.read(data, str(path))
    try:
        target = software.language_of(file, path, named).code
    except UsageError:
        return lambda _: ""
    source, terms = _source(settings, file), glossary(settings)
    chosen = severities(settings, path, target)
    rule = catalogs.plural_rule(file.header) if file.header else ""
    examples = catalogs.plural_examples(rule) if rule else ()
    # Nothing but errors stands in the way, so no other check need look.
    chosen = {**chosen, **{check.id: "off" for check in checks.CHECKS if not _may_stop(check, chosen)}}
    forbidding = terms is not None and any(entry.forbidden for entry in terms.entries)
    if chosen.get("term") != "error" and not (forbidding and chosen.get("forbidden-term", "error") == "error"):
        terms = None

    def objects(entry: catalogs.Entry) -> str:
        found = checks.check_entry(entry, source, target, examples, chosen, terms)
        error = next((one for one in found.findings if one.severity == "error"), None)
        return f"{error.check}: {error.message} --anyway approves it all the same" if error else ""

    return objects


def _may_stop(check: checks.Check, chosen: Mapping[str, str]) -> bool:
    """Whether a finding of the check can be an error."""
    return "error" in ((chosen[check.id],) if check.id in chosen else (check.prose, check.strings))


def _source(settings: ProjectSettings, file: catalogs.CatalogFile) -> str:
    fields = catalogs.fields_of(file.header) if file.header else {}
    return code_of(fields.get("X-Source-Language", "") or settings.source_language)


def fix(report: Report, *, approved: bool = False) -> int:
    """Applies the safe fixes of a report; how many entries changed. Raises CatalogError, StorageError."""
    rows = [checks.Checked(found[0].entry, tuple(one.finding for one in found)) for found in report.by_entry.values()]

    def change(before: bytes | None) -> tuple[bytes, list[str]]:
        return repairs.repaired(before or b"", rows, approved=approved, path=report.path)

    return len(catalogs.revise(report.path, change).result)


def dismiss(report: Report, ids: Sequence[str], reason: str = "") -> int:
    """Notes in the catalog that a person lets these findings stand; how many. Raises CatalogError, StorageError.

    `ids` are names of checks, sentences with a check (`p3s2:number`), or fingerprints (eight digits do).
    """
    wanted: dict[tuple[str, str], list[str]] = {}
    for one in report.found:
        if any(_means(name, one) for name in ids):
            wanted.setdefault(one.entry.identity, []).append(one.finding.check)
    if not wanted:
        return 0

    def change(before: bytes | None) -> tuple[bytes, None]:
        return repairs.with_dismissals(before or b"", wanted, reason=reason, path=report.path), None

    catalogs.revise(report.path, change)
    return sum(len(set(checks)) for checks in wanted.values())


def meant(report: Report, ids: Sequence[str]) -> set[str]:
    """Those of `ids` that mean any finding of the report."""
    return {name for name in ids if any(_means(name, one) for one in report.found)}


def fixes_left(report: Report) -> int:
    """How many approved entries have a safe fix, which only `approved` lets `fix` apply."""
    entries = {one.entry.identity for one in report.found if repairs.is_safe(one.finding) and not one.entry.fuzzy}
    return len(entries)


def _means(name: str, one: Reported) -> bool:
    place, colon, check = name.partition(":")
    if colon:
        return check == one.finding.check and place in (one.place, one.entry.key)
    return name == one.finding.check or (len(name) >= 8 and one.fingerprint.startswith(name.lower()))
