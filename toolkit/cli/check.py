"""`toolkit check`: what is wrong with translations, worst first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from toolkit import __version__
from toolkit.cli import options, printing
from toolkit.cli.call import Call
from toolkit.cli.meant import meant
from toolkit.cli.spoken import sentence, spoken
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.checks.reports import Reported
    from toolkit.workflow.checking import Report

FORMATS = ("text", "json", "sarif", "github")
MOST_SHOWN = 40
MOST_MARKED = 160
"""Characters between ⟦ ⟧ at most: of a longer part its beginning and its end are shown."""
"""Findings that are listed for a catalog; a program gets all of them."""


@click.command("check")
@options.documents(required=False, outputs=FORMATS)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "hint", "never"]),
    default="error",
    help="Leave with 1 where a finding is as bad as this. Default: error.",
)
@click.option("--hints", is_flag=True, help="List the hints too, not only their number.")
@click.option("--fix", "fixing", is_flag=True, help="Apply the fixes that change nothing of what is said.")
@click.option("--approved", is_flag=True, help="With --fix: approved translations too.")
@click.option(
    "--dismiss",
    multiple=True,
    metavar="ID",
    help="Let findings stand for good: a check's name, p3s2:number, or a fingerprint; may be given again.",
)
@click.option("--reason", default="", metavar="TEXT", help="With --dismiss: why, for those who come later.")
@click.option("--list", "listing", is_flag=True, help="List every check there is, and leave.")
def command(
    call: Call,
    fail_on: str,
    hints: bool,
    fixing: bool,
    approved: bool,
    dismiss: tuple[str, ...],
    reason: str,
    listing: bool,
) -> int:
    """Check the translations of SOURCE, a document, a .po file or a folder; without one, of the whole project.

    Drafts, people's words and strings of programs are looked at alike: codes, numbers, denials, loops, other languages,
    typography. With --list it says what each check finds.

    \b
    Examples:
      toolkit check source/lin-wu-visits-kyrgyzstan.txt --to ky
      toolkit check path/to/locale --format sarif > findings.sarif
      toolkit check locales/ru --dismiss p3s2:number --reason "the source is wrong"
    """
    from toolkit.workflow import checking

    if listing:
        return _list(call)
    if approved and not fixing:
        raise UsageError("--approved says which texts --fix may touch; give both")
    reports: list[Report] = []
    worst = False
    unknown = set(dismiss)
    for path, places in list(meant(call, proved=bool(dismiss or fixing))):
        ids = {key: place for place, key in reversed(places.items())}
        report = checking.check_file(call.settings, path, call.named, ids)
        if report is None:
            continue
        unknown -= checking.meant(report, dismiss)
        for done, what in (
            (checking.dismiss(report, dismiss, reason) if dismiss else 0, "dismissed"),
            (checking.fix(report, approved=approved) if fixing else 0, "fixed"),
        ):
            if done:
                if call.form in ("text", "github"):
                    printing.echo(f"{printing.near(path)}: {done} {what}", err=call.form != "text")
                report = checking.check_file(call.settings, path, call.named, ids) or report
        left = checking.fixes_left(report) if fixing and not approved else 0
        if left:
            printing.echo(
                f"{printing.near(path)}: approved translations with a fix: {left}; --approved applies it", err=True
            )
        reports.append(report)
        severities = ("error", "warning", "hint")
        failing = () if fail_on == "never" else severities[: severities.index(fail_on) + 1]
        worst = worst or any(report.count(severity) for severity in failing)
    for name in sorted(unknown):
        printing.echo(f"no finding is called “{name}”, or it is dismissed already", err=True)
    _tell(call, reports, hints=hints)
    return 1 if worst else 0


def _tell(call: Call, reports: "Sequence[Report]", *, hints: bool) -> None:
    from toolkit.checks import SEVERITIES
    from toolkit.checks.reports import annotations, sarif

    def found() -> "list[Reported]":
        return sorted(
            (one for report in reports for one in report.found),
            key=lambda one: (SEVERITIES.index(one.finding.severity), one.path, one.line),
        )

    if call.form == "json":
        printing.print_json([_row(report) for report in reports])
    elif call.form == "sarif":
        printing.print_json(sarif(found(), __version__))
    elif call.form == "github":
        for line in annotations(found()):
            printing.echo(line, theirs=True)
    else:
        for report in sorted(reports, key=lambda one: (-one.count("error"), -one.count("warning"))):
            _say(report, hints=hints)
        _total(reports)
        if not hints and any(report.count("hint") for report in reports):
            printing.echo("hints are counted only; --hints lists them too")


def _row(report: "Report") -> dict[str, Any]:
    return {
        "catalog": str(report.path),
        "language": report.language,
        "entries": report.entries,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "hints": report.count("hint"),
        "dismissed": report.dismissed,
        "note": report.note,
        "findings": [one.row for one in report.found],
    }


def _say(report: "Report", *, hints: bool) -> None:
    shown = [one for one in report.found if hints or one.finding.severity != "hint"]
    if not shown and not report.note:
        return
    printing.echo(f"{printing.near(report.path)}: {_counts([report])}")
    if report.note:
        printing.echo(f"  note: {report.note}")
    for one in shown[:MOST_SHOWN]:
        _finding(one)
    if len(shown) > MOST_SHOWN:
        printing.echo(f"  … and {len(shown) - MOST_SHOWN} more; --format json lists all")


def _finding(one: "Reported") -> None:
    finding = one.finding
    where = one.place or f"line {one.line}"
    said = f"{spoken(finding.severity)} {spoken(where)} {finding.check}: {sentence(finding.message)}"
    printing.echo(f"  {said}", theirs=True)
    target = next((text for text in one.entry.msgstr if text), "")
    printing.echo(f"    {printing.short(one.entry.msgid)}", theirs=True)
    printing.echo(f"    {_marked(target, finding.span)}", theirs=True)
    if finding.fix is not None:
        printing.echo(f"    fix: {printing.short(finding.fix)}")


def _marked(text: str, span: tuple[int, int] | None) -> str:
    """The translation with what is meant between ⟦ ⟧, and as much around it as a line holds."""
    if span is None or not 0 <= span[0] < span[1] <= len(text):
        return printing.short(text)
    before, meant_, after = text[: span[0]], text[slice(*span)], text[span[1] :]
    if len(meant_) > MOST_MARKED:
        meant_ = f"{meant_[: MOST_MARKED // 2]}…{meant_[-MOST_MARKED // 2 :]}"
    room = max(20, (100 - len(meant_)) // 2)
    before = ("…" + before[-room:]) if len(before) > room else before
    after = (after[:room] + "…") if len(after) > room else after
    return " ".join(f"{before}⟦{meant_}⟧{after}".split("\n"))


def _total(reports: "Sequence[Report]") -> None:
    entries = sum(report.entries for report in reports)
    quiet = sum(report.dismissed for report in reports)
    after = f"; {quiet} dismissed" if quiet else ""
    printing.echo(f"{_number(len(reports), 'catalog')}, {_number(entries, 'translation')}: {_counts(reports)}{after}")


def _counts(reports: "Sequence[Report]") -> str:
    names = (("error", "error"), ("warning", "warning"), ("hint", "hint"))
    return ", ".join(_number(sum(report.count(severity) for report in reports), name) for severity, name in names)


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _list(call: Call) -> int:
    from toolkit.checks import CHECKS, WHOLE

    rows: list[dict[str, str]] = [
        {"check": one.id, "documents": one.prose or "off", "programs": one.strings or "off", "finds": one.summary}
        for one in CHECKS
    ]
    rows += [
        {"check": name, "documents": level, "programs": level, "finds": says} for name, (level, says) in WHOLE.items()
    ]
    if call.json:
        printing.print_json(rows)
        return 0
    printing.print_table(("check", "documents", "programs", "finds"), [list(row.values()) for row in rows], left=4)
    return 0
