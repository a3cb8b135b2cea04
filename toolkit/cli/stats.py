"""`toolkit stats`: how far each catalog is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call
from toolkit.cli.spoken import language_name, spoken
from toolkit.errors import CatalogError, ToolkitError
from toolkit.languages import UNSPACED, counted

if TYPE_CHECKING:
    from toolkit.catalogs import Amount, CatalogFile

MOST_CHECKED = 3_000
"""Messages of a catalog up to which the checks run as well; they take a second then."""
NOTE = "segments (words of the source)"
DISTINCT = "distinct segments (words of the source)"
"""Of a catalog, which has a sentence that the document repeats once."""
SEVERITIES = ("error", "warning", "hint")
HAN = "Han characters count one each as words"


@click.command("stats")
@options.documents(required=False)
def command(call: Call) -> int:
    """Count segments and words that are reviewed, drafted, waiting for review or untranslated.

    SOURCE is a document, any .po file, or a folder; without one, every catalog of the project is counted.

    \b
    Examples:
      toolkit stats source/lin-wu-visits-kyrgyzstan.txt --json
      toolkit stats path/to/locale
    """
    from toolkit.workflow import software

    rows: list[dict[str, Any]] = []
    files, documents = call.catalogs_and_documents()
    if not call.sources:
        files = software.catalog_paths(call.settings.locales)
    rows += [_document(call, source) for source in documents.read()] if documents.sources else []
    if not rows and not files:
        raise CatalogError("there are no catalogs here yet; name a document or a .po file", path=call.settings.locales)
    if files:
        rows += _catalogs(call, files)
    return call.finish(rows)


def _document(call: Call, source: Any) -> dict[str, Any]:
    from toolkit import catalogs
    from toolkit.project.coverage import told
    from toolkit.workflow import checking, pipeline

    amounts, waiting = {}, {}
    for target in call.targets:
        loaded = pipeline.catalog(call.settings, source, target)
        amounts[target] = catalogs.amounts(loaded, source.segments)
        waiting[target] = catalogs.reasons(loaded, source.segments)
    findings = checking.findings(call.settings, source.document.name, call.targets)
    words = sum(catalogs.count_words(segment.text) for segment in source.segments)
    if not call.json:
        printing.echo(f"{call.called(source)}: {told(len(source.segments), len(source.unique), words)}")
        _table(
            NOTE,
            {f"{code} {language_name(code)}": row for code, row in amounts.items()},
            waiting.values(),
            han=source.document.language in UNSPACED,
            findings=findings.values(),
        )
    return {
        "source": source.document.path,
        "segments": len(source.segments),
        "words": words,
        "languages": {
            code: {status: amount.segments for status, amount in row.items()} for code, row in amounts.items()
        },
        "states": {code: _states(row) for code, row in amounts.items()},
        "changed": waiting,
        "findings": findings,
    }


def _catalogs(call: Call, files: Sequence[Path]) -> list[dict[str, Any]]:
    from toolkit import catalogs
    from toolkit.workflow import software

    rows, table = [], {}
    totals: dict[str, dict[str, Amount]] = {}
    han = call.settings.source_language in UNSPACED
    for path in files:
        try:
            file = catalogs.opened(path)
        except ToolkitError as error:
            if len(files) == 1:
                raise
            call.failures.append(str(error))
            printing.tell(error)
            continue
        code = _language(call, software, file, path)
        if call.named and code not in call.named:
            continue
        amounts, waiting = catalogs.of_file(file)
        table[f"{printing.near(path)}{f' {code}' if code else ''}"] = amounts
        before = totals.setdefault(code or "?", dict.fromkeys(amounts, catalogs.Amount()))
        totals[code or "?"] = {status: before[status] + amount for status, amount in amounts.items()}
        whole = sum(amounts.values(), catalogs.Amount())
        rows.append(
            {
                "catalog": str(path),
                "language": code,
                "segments": whole.segments,
                "words": whole.words,
                "states": _states(amounts),
                "changed": waiting,
                "obsolete": len(file.obsolete),
                "findings": _findings(call, path, code, whole.segments),
            }
        )
    if not call.json:
        if len(rows) > len(totals):
            table.update({spoken(f"all {code}"): row for code, row in totals.items()})
        _table(DISTINCT, table, [row["changed"] for row in rows], han=han, findings=[row["findings"] for row in rows])
        if any(row["findings"] is None for row in rows):
            printing.echo(f"findings of catalogs with more than {MOST_CHECKED:,} messages: toolkit check counts them")
    return rows


def _findings(call: Call, path: Path, code: str | None, segments: int) -> dict[str, int] | None:
    """Severity -> findings; None where the checks would take longer than anybody waits for numbers."""
    from toolkit.workflow import checking

    if segments > MOST_CHECKED:
        return None
    return checking.counts_of(call.settings, path, (code,)) if code else {}


def _language(call: Call, software: Any, file: "CatalogFile", path: Path) -> str | None:
    from toolkit.errors import UsageError

    try:
        code: str = software.language_of(file, path, call.named).code
    except UsageError:  # its states can be counted all the same
        return None
    return code


def _states(amounts: "Mapping[str, Amount]") -> dict[str, dict[str, int]]:
    return {status: amount.row for status, amount in amounts.items()}


def _table(head: str, rows: "Mapping[str, Mapping[str, Amount]]", waiting: Any, *, han: bool, findings: Any) -> None:
    names = [head, "reviewed", "drafted", "to review", "untranslated", "reviewed words"]
    body = []
    for name, row in rows.items():
        review = row["fuzzy"] + row["stale"]
        shown = [row["reviewed"], row["drafted"], review, row["untranslated"]]
        words = sum(amount.words for amount in row.values())
        share = f"{100 * row['reviewed'].words // words} %" if words else "–"
        body.append([name, *(f"{amount.segments} ({amount.words})" for amount in shown), share])
    printing.print_table(names, body)
    if han:
        printing.echo(HAN)
    changed: dict[str, int] = {}
    for found in waiting:
        for reason, number in found.items():
            changed[reason] = changed.get(reason, 0) + number
    if changed:
        printing.echo("source changed since: " + ", ".join(f"{number} {reason}" for reason, number in changed.items()))
    standing = {severity: sum(row.get(severity, 0) for row in findings if row) for severity in SEVERITIES}
    if any(standing.values()):
        told = ", ".join(counted(number, severity) for severity, number in standing.items() if number)
        hints = " --hints" if standing["hint"] else ""
        printing.echo(f"findings: {told} (see toolkit check{hints})")
