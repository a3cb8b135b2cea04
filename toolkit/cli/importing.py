"""`toolkit import`: corrections come home."""

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing

if TYPE_CHECKING:
    from toolkit.workflow.interchange import Change

MOST_NAMED = 12
"""Rows that the end of an import names."""
_WORDS = re.compile(r"\s+|[^\W\d_\u3040-\u9fff]+|\d+|.", re.DOTALL)


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.Named(path_type=Path))
@click.option("--source", type=click.Path(path_type=Path), help="The document, where a file does not say which one.")
@click.option("--to", metavar="LANG", help="Language of the translations, where a file does not say it.")
@click.option("--approve", is_flag=True, help="Count the corrections as reviewed. Default: fuzzy, to be reviewed.")
@click.option("--anyway", is_flag=True, help="Approve also what the checks call an error.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@options.project
@options.machine
def command(
    files: tuple[Path, ...],
    source: Path | None,
    to: str | None,
    approve: bool,
    anyway: bool,
    dry_run: bool,
    project: Path,
    form: str,
    as_json: bool,
) -> int:
    """Take corrections into the catalogs: TMX, XLIFF, TSV, JSONL, XLSX, DOCX, or the patch of a reading page.

    Sentences are matched by id and source text. What changed only in the file is taken, as a person's words; what
    changed in the catalog too is a conflict: the catalog keeps its own, and the file's text goes into a comment.
    What `toolkit approve` would not approve is taken, to be reviewed. Exit code 1 if there was a conflict, or a
    sentence whose source has moved on.

    \b
    Examples:
      toolkit import --dry-run corrected.docx
      toolkit import --approve build/lin-wu-visits-kyrgyzstan/parallel.tsv
    """
    from toolkit import catalogs, exchange
    from toolkit.languages import known_code
    from toolkit.storage.files import read_bytes
    from toolkit.workflow import interchange

    as_json = as_json or form == "json"
    settings, _ = options.settings(project)
    failed, told = False, []
    for path in files:
        rows = exchange.read(read_bytes(path), str(path))
        ledgers: dict[str, catalogs.Ledger] = {}
        changes = interchange.import_rows(
            settings, rows, source=source, folder=path.resolve().parent, approve=approve, anyway=anyway,
            dry_run=dry_run, ledgers=ledgers, language=known_code(to) if to else "",
        )  # fmt: skip
        failed = failed or any(change.outcome in interchange.FAILED for change in changes)
        counts = dict(interchange.counted(changes))
        if as_json:
            told.append({"file": str(path), "counts": counts, "changes": list(map(_as_json, _shown(changes))),
                         "ledgers": {name: ledger.row for name, ledger in ledgers.items()}})  # fmt: skip
            continue
        for change in _shown(changes):
            printing.echo(f"{change.row.id} {change.row.language}: {change.outcome}" + _because(change))
            printing.echo(f"  {printing.style(' '.join(change.row.source.split()), theirs=True, dim=True)}")
            if change.outcome != "approved":
                printing.echo(f"  {difference(change.before, change.row.target)}")
        looked = [change.row.id for change in changes if change.reason]
        if looked:
            more = f" and {len(looked) - MOST_NAMED} more" if len(looked) > MOST_NAMED else ""
            printing.echo(f"to look at: {', '.join(looked[:MOST_NAMED])}{more}")
        summary = ", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "nothing in it"
        printing.echo(f"{path}: {summary}" + (" (dry run: nothing written)" if dry_run else ""))
        for name, ledger in ledgers.items():
            if ledger.said:
                printing.echo(f"{printing.near(settings.root / name)}: {ledger}")
    if as_json:
        printing.print_json(told)
    return 1 if failed else 0


def difference(before: str, after: str) -> str:
    """Both texts in one line, word by word: `[-gone-]{+come+}`, in colour on a terminal."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append("".join(old[a:b]))
            continue
        if gone := "".join(old[a:b]):
            parts.append(printing.style(f"[-{gone}-]", fg="red"))
        if come := "".join(new[c:d]):
            parts.append(printing.style(f"{{+{come}+}}", fg="green"))
    return "".join(parts).replace("\n", "⏎")


def _shown(changes: Sequence["Change"]) -> Iterator["Change"]:
    return (change for change in changes if change.outcome not in ("unchanged", "already there"))


def _because(change: "Change") -> str:
    if change.outcome == "corrected":
        told = f" ({change.reason})" if change.reason else ""
        return ", reviewed" if change.approved else f", to be reviewed{told}"
    return f": {change.reason}" if change.reason else ""


def _as_json(change: "Change") -> dict[str, str]:
    return {
        "id": change.row.id,
        "language": change.row.language,
        "outcome": change.outcome,
        "source": change.row.source,
        "before": change.before,
        "after": change.row.target,
        **({"reason": change.reason} if change.reason else {}),
    }
