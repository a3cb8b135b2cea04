"""`toolkit diff`: what changed between two versions of a catalog."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing

if TYPE_CHECKING:
    from toolkit.catalogs import Change, Entry

SIGNS = {"added": "+", "removed": "-"}
MARKS = {"-": ("[-", "-]", "red"), "+": ("{+", "+}", "green")}
"""As wdiff and git --word-diff have them; colours besides on a terminal."""


@click.command("diff")
@click.argument("old", metavar="OLD.po", type=options.Named(path_type=Path))
@click.argument("new", metavar="NEW.po", type=options.Named(path_type=Path))
@options.machine
def command(old: Path, new: Path, form: str, as_json: bool) -> int:
    """Compare two versions of a catalog by sentence; leaves with 0 if all are the same, with 1 if some differ.

    Told is what was added, removed, changed in source or translation, approved, un-approved, and moved; comments,
    references and the header do not count. [-words-] are gone, {+words+} have come.

    \b
    Example:
      git show HEAD~1:locales/ky/LC_MESSAGES/letter.po > /tmp/old.po
      toolkit diff /tmp/old.po locales/ky/LC_MESSAGES/letter.po
    """
    from toolkit import catalogs

    found = catalogs.compare(catalogs.opened(old), catalogs.opened(new))
    if as_json or form == "json":
        printing.print_json([_row(change) for change in found])
        return 1 if found else 0
    for change in found:
        _tell(change)
    counts: dict[str, int] = {}
    for kind in (kind for change in found for kind in change.kinds):
        counts[kind] = counts.get(kind, 0) + 1
    summary = ", ".join(f"{counts[kind]} {kind}" for kind in catalogs.CHANGE_KINDS if kind in counts)
    printing.echo(f"{old} → {new}: {summary or 'no sentence differs'}", err=bool(found))
    return 1 if found else 0


def _row(change: "Change") -> dict[str, Any]:
    entry = change.after or change.before
    assert entry is not None
    return {
        "changes": list(change.kinds),
        "key": entry.key,
        "before": _side(change.before),
        "after": _side(change.after),
    }


def _side(entry: "Entry | None") -> dict[str, Any] | None:
    from toolkit import catalogs

    if entry is None:
        return None
    return {
        "context": entry.msgctxt,
        "source": entry.msgid,
        "plural": entry.msgid_plural,
        "target": list(entry.msgstr),
        "status": catalogs.status(entry),
        "line": entry.line,
    }


def _tell(change: "Change") -> None:
    from toolkit import catalogs

    before, after = change.before, change.after
    entry = after or before
    assert entry is not None
    sign = SIGNS.get(change.kinds[0], "~")
    status = catalogs.status(entry)
    if before is not None and after is not None and catalogs.status(before) != status:
        status = f"{catalogs.status(before)} → {status}"
    printing.echo(printing.style(f"{sign} {', '.join(change.kinds)} ({status}), line {entry.line}", bold=True))
    sides = before or entry, after or entry
    printing.echo(f"    {_marked(*(side.msgid for side in sides))}", theirs=True)
    if any(side.translated for side in sides):
        printing.echo(f"    {_marked(*(' | '.join(side.msgstr) for side in sides))}", theirs=True)


def _marked(before: str, after: str) -> str:
    from toolkit import catalogs

    shown = []
    for mark, text in catalogs.marked(before, after):
        visible = text.replace("\n", "⏎")
        if mark == " ":
            shown.append(visible)
        else:
            opening, closing, colour = MARKS[mark]
            styled = f"{opening}{visible}{closing}"
            shown.append(printing.style(styled, fg=colour) if sys.stdout.isatty() else styled)
    return "".join(shown)
