"""`toolkit triage`: which sentence to look at next."""

from typing import Any

import click

from toolkit.cli import options, printing
from toolkit.cli.call import Call
from toolkit.cli.meant import meant
from toolkit.cli.spoken import sentence
from toolkit.languages import counted


@click.command("triage")
@options.documents(required=False)
@click.option("--most", type=click.IntRange(1), default=20, metavar="N", help="Sentences to list. Default: 20.")
@click.option(
    "--note",
    is_flag=True,
    help="Write why into the catalogs, as comments that Poedit shows; without it nothing is written.",
)
def command(call: Call, most: int, note: bool) -> int:
    """Order the sentences of SOURCE by what a minute of a person would gain, the worst first, and say why.

    \b
    Examples:
      toolkit triage source/lin-wu-visits-kyrgyzstan.txt --to ky
      toolkit triage locales/ru --most 5 --format json
      toolkit triage locales/ru --note
    """
    from toolkit.workflow import checking, triage

    rows: list[dict[str, Any]] = []
    found: list[tuple[float, str, tuple[str, str], list[str]]] = []
    reports: dict[str, tuple[Any, dict[tuple[str, str], list[str]]]] = {}
    for path, places in meant(call, proved=False):
        ids = {key: place for place, key in reversed(places.items())}
        report = checking.check_file(call.settings, path, call.named, ids)
        if report is None:
            continue
        reports[printing.near(path)] = report, {}
        for worth, entry, why in triage.ranked(report, path):
            found.append((-worth, printing.near(path), entry.identity, why))
            rows.append(
                {
                    "catalog": printing.near(path), "language": report.language, "line": entry.line,
                    "id": ids.get(entry.key), "key": entry.key, "worth": round(worth, 2),
                    "source": entry.msgid, "target": list(entry.msgstr), "why": why,
                }
            )  # fmt: skip
    rows.sort(key=lambda row: -float(row["worth"]))
    if note:
        for _, catalog, identity, why in sorted(found)[:most]:
            reports[catalog][1][identity] = why
        for report, whys in reports.values():
            triage.note(report, whys)
    if not call.json:
        for row in rows[:most]:
            call.say(f"{row['catalog']}:{row['line']} {row['id'] or ''} ({row['worth']})".replace("  ", " "))
            call.say(f"  {printing.short(row['source'])}")
            if any(row["target"]):
                call.say(f"  {printing.short(' | '.join(text for text in row['target'] if text))}")
            call.say(f"  why: {'; '.join(map(_reason, row['why']))}")
        left = f"; {len(rows) - most} more" if len(rows) > most else ""
        call.say(f"{counted(len(rows), 'sentence')} would gain{left}" if rows else "nothing waits for a person")
    return call.finish(rows[:most])


def _reason(text: str) -> str:
    """Why a sentence is offered, in the reader's language; the name of a check stays as it is."""
    check, found, message = text.partition(": ")
    return f"{check}: {sentence(message)}" if found else sentence(text)
