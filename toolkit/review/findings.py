"""What the checks say: of a text while it is typed, of the sentences in sight, and of a whole catalog."""

from collections.abc import Sequence
from typing import Any

from toolkit import catalogs, checks
from toolkit.catalogs import Entry
from toolkit.checks import Checked
from toolkit.languages import language
from toolkit.review.works import Work
from toolkit.units import Finding
from toolkit.workflow import checking, triage

MOST_KEPT = 5000
"""Results that are remembered; an entry in sight is asked for again and again."""


def of_entry(work: Work, target: str, entry: Entry) -> Checked:
    """What is wrong with an entry, without what only the whole catalog shows."""
    glossary = checking.glossary(work.settings)
    kept = work.kept
    if kept.get("glossary") is not glossary or len(kept) > MOST_KEPT:
        kept.clear()
        kept["glossary"] = glossary
    name = f"{target} {entry.text}"
    if name not in kept:
        source = work.source.document.language if work.source else work.settings.source_language
        chosen = checking.severities(work.settings, work.catalogs[target], target)
        kept[name] = checks.check_entry(entry, source, target, examples(work, target), chosen, glossary)
    found: Checked = kept[name]
    return found


def of_typed(work: Work, target: str, entry: Entry, forms: Sequence[str]) -> Checked:
    """What would be wrong with these words of a person in its place. Raises CatalogError."""
    typed = catalogs.Typed(catalogs.forms_of(entry, forms), approved=False, own=True)
    return of_entry(work, target, catalogs.with_typed(entry, typed, work.desk(target).file.layout))


def row(finding: Finding) -> dict[str, Any]:
    """A finding for a script; offsets count characters."""
    return {
        "check": finding.check, "severity": finding.severity, "message": finding.message, "span": finding.span,
        "fix": finding.fix,
    }  # fmt: skip


def examples(work: Work, target: str) -> list[list[int]]:
    """The numbers of each plural form of a catalog, or of its language where the catalog does not say."""
    header = work.desk(target).file.header
    rule = (catalogs.plural_rule(header) if header else "") or language(target).plural_forms
    return [list(numbers) for numbers in catalogs.plural_examples(rule)] if rule else []


def of_catalog(work: Work, target: str) -> dict[str, list[dict[str, Any]]]:
    """Key -> findings of a whole catalog, with what only the whole shows. Raises CatalogError, StorageError."""
    report = checking.check_file(work.settings, work.catalogs[target], (target,))
    found: dict[str, list[dict[str, Any]]] = {}
    for one in report.found if report else ():
        found.setdefault(one.entry.key, []).append(row(one.finding))
    return found


def worst(work: Work, target: str) -> list[dict[str, Any]]:
    """The sentences by what a minute of a person would gain, the most first, each with why (`toolkit triage`).

    Raises CatalogError, StorageError.
    """
    path = work.catalogs[target]
    report = checking.check_file(work.settings, path, (target,))
    rows = triage.ranked(report, path) if report else ()
    return [{"key": entry.key, "worth": round(worth, 2), "why": why} for worth, entry, why in rows]
