"""What `toolkit approve` and `toolkit reject` share: which catalogs and sentences are meant, and what is told."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import printing
from toolkit.cli.call import Call
from toolkit.cli.meant import meant
from toolkit.errors import CatalogError, UsageError

if TYPE_CHECKING:
    from toolkit.catalogs import Verdicts

_CONFIDENCE = click.FloatRange(0, 1)
MOST_SHOWN = 40
"""Sentences that are listed for a catalog; a program gets all of them."""


def selecting(function: Callable[..., int]) -> Callable[..., int]:
    """--sentence, --min-confidence, --max-confidence, --stale, --all, --by and --dry-run."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Tell what would be done and write nothing."),
        click.option("--by", metavar="NAME", help="For Last-Translator. Default: as the project or git says."),
        click.option("--all", "everything", is_flag=True, help="Every sentence of the files that waits for a person."),
        click.option("--stale", is_flag=True, help="Also translations whose source has changed since."),
        click.option("--max-confidence", "most", type=_CONFIDENCE, metavar="C", help="Machine drafts of at most C."),
        click.option("--min-confidence", "least", type=_CONFIDENCE, metavar="C", help="Machine drafts of at least C."),
        click.option(
            "-s", "--sentence", "sentences", multiple=True, metavar="WHAT",
            help="A sentence's id (p3s2), its key, or a part of its text; may be given again.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def decide(
    call: Call,
    step: "Callable[..., tuple[bytes, Verdicts]]",
    words: Mapping[str, str] = MappingProxyType({}),
    *,
    sentences: tuple[str, ...],
    least: float | None,
    most: float | None,
    stale: bool,
    everything: bool,
    by: str | None,
    dry_run: bool,
) -> int:
    """Runs `step` (catalogs.approve or reject) over every catalog that is meant, and tells what it did.

    `words` are for a person in place of outcomes.
    """
    from toolkit import catalogs
    from toolkit.project.settings import now, translator

    if not (sentences or everything or least is not None or most is not None):
        raise UsageError("say which sentences: --sentence, --min-confidence, --max-confidence, or --all of them")
    if any(not sentence.strip() for sentence in sentences):
        raise UsageError("an empty --sentence would mean every sentence; say --all for that")
    found = list(meant(call))
    missing = set(sentences)
    for path, places in found:  # all of them are read before the first is written
        selection = catalogs.Selection(sentences, places)
        file = catalogs.read(_bytes(path), str(path))
        for entry in file.live if sentences else ():
            missing.difference_update(selection.matches(entry))
    if missing:
        names = ", ".join(map(repr, sorted(missing)))
        hint = (
            "" if any(places for _, places in found) else "; an id such as p3s2 needs the document instead of its .po"
        )
        raise CatalogError(f"no catalog has a sentence {names}{hint}")
    who = translator(call.settings) if by is None else by
    rows: list[dict[str, Any]] = []
    for path, places in found:
        selection = catalogs.Selection(sentences, places, least, most, stale)
        revision = catalogs.revise(
            path,
            functools.partial(_step, step, selection=selection, by=who, now=now().astimezone(), path=path),
            approved=lambda verdicts: verdicts.approved,
            write=not dry_run,
        )
        verdicts = revision.result
        ids = {key: place for place, key in reversed(places.items())}
        rows.append(
            {
                "catalog": str(path),
                "counts": verdicts.counts,
                "written": revision.changed and not dry_run,
                "sentences": [
                    {
                        "key": row.entry.key,
                        "id": ids.get(row.entry.key),
                        "source": row.entry.msgid,
                        "target": list(row.entry.msgstr),
                        "outcome": row.outcome,
                        **({"reason": row.reason} if row.reason else {}),
                    }
                    for row in (verdicts.rows if call.json else ())
                ],
                "ledger": revision.ledger.row,
            }
        )
        if call.told:
            _tell(path, verdicts, ids, revision.ledger.said, words, dry_run=dry_run)
    return call.finish(rows)


def _step(
    step: "Callable[..., tuple[bytes, Verdicts]]", before: bytes | None, **arguments: Any
) -> "tuple[bytes, Verdicts]":
    return step(before or b"", **arguments)


def _bytes(path: Path) -> bytes:
    from toolkit.storage.files import read_bytes

    return read_bytes(path)


def _tell(
    path: Path, verdicts: "Verdicts", ids: dict[str, str], ledger: str, words: Mapping[str, str], *, dry_run: bool
) -> None:
    would = " (nothing is written)" if dry_run else ""
    counts = (
        ", ".join(f"{number} {words.get(outcome, outcome)}" for outcome, number in verdicts.counts.items())
        or "nothing selected"
    )
    printing.echo(f"{printing.near(path)}: {counts}{would}{ledger}")
    for row in verdicts.rows[:MOST_SHOWN]:
        name = ids.get(row.entry.key, row.entry.key)
        texts = " | ".join(filter(None, row.entry.msgstr))
        reason = f" ({row.reason})" if row.reason else ""
        shown = f"{printing.short(row.entry.msgid, 60)} → {printing.short(texts, 60) or '–'}"
        printing.echo(f"  {words.get(row.outcome, row.outcome)}{reason}: {name}: {shown}")
    if len(verdicts.rows) > MOST_SHOWN:
        printing.echo(f"  … and {len(verdicts.rows) - MOST_SHOWN} more; --format json lists all")
