"""`toolkit resegment`: catalogs follow new rules of segmentation."""

from typing import TYPE_CHECKING

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call

if TYPE_CHECKING:
    from toolkit.catalogs import MergeReport, Move

SHOWN = 60
"""Characters of a sentence that a line shows."""


@click.command("resegment")
@options.documents()
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
def command(call: Call, dry_run: bool) -> int:
    """Migrate the .po files of SOURCE after the rules or settings of segmentation changed.

    Sentences that are now one carry both translations, sentences that are now two carry that of the whole. What was
    approved stays approved where sentences were joined to the letter; everything else waits for review.

    \b
    Example:
      toolkit resegment source/lin-wu-visits-kyrgyzstan.txt --dry-run
    """
    from toolkit.workflow import pipeline

    rows = []
    for source in call.read():
        if not dry_run:
            pipeline.extract(call.settings, source)
        for target in call.targets:
            path = call.settings.catalog_path(source.document.name, target)
            if not path.exists():
                call.say(f"{printing.near(path)}: there is no catalog yet, so nothing to migrate")
                continue
            report = pipeline.update(call.settings, source, target, dry_run=dry_run)
            rows.append(
                {
                    "catalog": str(path),
                    "language": target,
                    "written": not dry_run,
                    **report.counts,
                    "moves": [_fields(move) for move in report.moves],
                    "ledger": report.ledger.row,
                }
            )
            for line in _lines(printing.near(path), report, dry_run=dry_run):
                call.say(line)
    return call.finish(rows)


def _fields(move: "Move") -> dict[str, object]:
    return {"kind": move.kind, "before": move.before, "after": move.after, "approved": move.approved}


def _lines(path: str, report: "MergeReport", *, dry_run: bool) -> list[str]:
    split = sum(move.kind == "split" for move in report.moves)
    joined = len(report.moves) - split
    lines = [
        f"{path}: {report.kept + report.revived} sentences as they were, {joined} joined, {split} split"
        + (" (nothing was written)" if dry_run else "")
    ]
    for move in report.moves:
        before, after = (" + ".join(map(_short, texts)) for texts in (move.before, move.after))
        lines.append(f"  {move.kind}, {'approved' if move.approved else 'to review'}: {before} → {after}")
    if report.changed or report.new:
        others = f"{report.changed} changed, {report.new} without a translation to carry"
        lines.append(f"  {others}: the document itself was edited, or machine drafts were cut anew")
    if report.ledger.said:
        lines.append(f"  proof: {report.ledger}")
    return lines


def _short(text: str) -> str:
    return f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}”"
