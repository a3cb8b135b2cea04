"""`toolkit run`: the whole way."""

import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli import options, printing, routes
from toolkit.cli.call import STANDARD_INPUT, Call
from toolkit.languages import counted

if TYPE_CHECKING:
    from toolkit.cli.wanted import Wanted
    from toolkit.units import Catalog, Receipt
    from toolkit.workflow.builds import Kept, Wish
    from toolkit.workflow.kinds import Source

Counts = Mapping[str, Mapping[str, int]]
"""Language -> status -> segments."""


@click.command("run")
@options.documents(formats=True)
@options.out
@options.bundle
@click.option("--fresh", is_flag=True, help="Ignore catalogs and memory; draft everything anew, into the output only.")
@click.option("--redraft", is_flag=True, help="Replace machine drafts that no person has touched.")
@click.option(
    "--name", metavar="FILE", default=STANDARD_INPUT, show_default=True,
    help="What standard input is called; the ending says its format.",
)  # fmt: skip
@options.drafting
def command(call: Call, wanted: "Wanted", name: str, **how: Any) -> int:
    """Read each SOURCE, bring its catalogs up to date, draft what is missing, and build the parallel bundle.

    SOURCE is a document, a folder of them, a pattern in quotes, or - for standard input; sub-folders are kept in
    catalogs and bundles. What has not changed since the last run is left alone.

    \b
    Examples:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt
      toolkit run letter.txt --to ky --out /tmp/letter --fresh
      toolkit run manual/ "subtitles/**/*.srt" config/locales/en.yml --to ru
      pandoc letter.rtf -t markdown | toolkit run - --name letter.md --to ky
    """
    run = Run(call, wanted, how)
    if call.piped:
        run.draft(call.standard_input(name, sys.stdin.buffer.read()), None, alone=True)
        return call.finish(run.rows)
    for wish, kept, alone in wanted.each():
        if kept and kept.finished and not how["fresh"] and not how["redraft"]:
            run.unchanged(wish, kept, alone=alone)
        elif source := call.opened(wish.path, wish.within, alone=alone):
            run.draft(source, wish, alone=alone)
    if len(run.rows) > 1 and call.told:
        printing.counts_table(_total(run.rows))
    return call.finish(run.rows)


@dataclass(slots=True)
class Run:
    """One call: document after document, and what is told of each."""

    call: Call
    wanted: "Wanted"
    how: Mapping[str, Any]
    """fresh, redraft, engine, fast: as `pipeline.run` takes them."""
    rows: list[dict[str, Any]] = field(default_factory=list)
    """For programs."""

    def draft(self, source: "Source", wish: "Wish | None", *, alone: bool) -> None:
        """The whole way for one document; without a wish, nothing is kept to compare the next run with."""
        from toolkit.project.coverage import coverage
        from toolkit.workflow import builds, pipeline, tallies

        call = self.call
        found = coverage(source.document, source.segments)
        call.say(f"{call.called(source)}: {found if source.segments else 'no text to translate'}")
        routes.tell(call, pipeline.for_source(call.settings, source), call.targets, self.how["engine"])
        with printing.ProgressLines(source.file, call.quiet) as lines:
            result = pipeline.run(
                call.settings, source, call.targets, self.wanted.out,
                encoding=call.encoding, progress=lines, order=self.wanted.order, start_page=False, **self.how,
            )  # fmt: skip
        counts = {code: pipeline.count(source, done.catalog) for code, done in result.languages.items()}
        ledgers = {code: done.ledger for code, done in result.languages.items() if done.ledger}
        self.wanted.built(result.folder, result.receipt)
        if wish and not self.how["fresh"]:
            builds.remember(wish, result.folder, result.receipt, counts, found.row, ledgers)
        if call.told:
            if alone:
                printing.counts_table(counts, {code: done.seconds for code, done in result.languages.items()})
            printing.ledgers(ledgers, everything=call.verbose)
            if ledgers:
                self._memory(source, {code: done.catalog for code, done in result.languages.items()})
                self._checks(source)
            self._places(source.file, result.folder, result.receipt, counts)
        if self.how["engine"] == "argos" and call.settings.doubtful != "keep":
            left = {code: tallies.beyond(source, done.catalog) for code, done in result.languages.items()}
            if any(left.values()):
                call.say(_beyond(left, len(source.segments), call.settings.doubtful))
        did = {
            code: {"seconds": round(done.seconds, 3), "ledger": done.ledger.row if done.ledger else None}
            for code, done in result.languages.items()
        }
        self._row(source.document.path, source.file, result.folder, result.receipt, counts, did, found.row)

    def _memory(self, source: "Source", loaded: "Mapping[str, Catalog]") -> None:
        """How many drafts are what people approved elsewhere, where there are any."""
        from toolkit.workflow import tallies

        found = {code: tallies.remembered(source, one) for code, one in loaded.items()}
        told = ", ".join(f"{code} {number}" for code, number in found.items() if number)
        if told:
            self.call.say(
                f"from the memory, to be approved here: {told} of {counted(len(source.segments), 'sentence')}"
            )

    def _checks(self, source: "Source") -> None:
        """How many findings stand in the catalogs of a document, where there are any that count."""
        from toolkit.workflow import checking

        counts = checking.findings(self.call.settings, source.document.name, self.call.targets)
        told = [f"{code} {', '.join(parts)}" for code, row in counts.items() if (parts := _plural(row))]
        if told:
            self.call.say(f"checks: {'; '.join(told)} (see toolkit check {shlex.quote(self.call.called(source))})")

    def unchanged(self, wish: "Wish", kept: "Kept", *, alone: bool) -> None:
        """A document of which everything is as it would be made now."""
        shown = self.call.settings.shown(wish.path)
        self.call.say(f"{printing.near(wish.path)}: unchanged since the last run")
        if alone and self.call.told:
            printing.counts_table(kept.counts)
            self._places(wish.path.name, kept.folder, kept.receipt, kept.counts)
        self.wanted.notes(kept.receipt)
        did = {code: {"seconds": 0.0, "ledger": ledger.row} for code, ledger in kept.ledgers.items()}
        self._row(shown, wish.path.name, kept.folder, kept.receipt, kept.counts, did, kept.coverage)

    def _places(self, file: str, folder: Path, receipt: "Receipt", counts: Counts) -> None:
        """Where to look: the page, or else what was asked for; and the translated documents beside it."""
        from toolkit import bundles

        page = folder / bundles.PAGE
        beside = ", ".join(_documents(file, receipt, counts))
        if page.name in receipt.files:
            self.call.say(f"page: {printing.near(page)}" + (f"; beside it: {beside}" if beside else ""))
        else:
            asked = [name for name in receipt.files if name.startswith("parallel")]
            inside = ", ".join([*asked, *_documents(file, receipt, counts)])
            self.call.say(f"bundle: {printing.near(folder)}" + (f"; in it: {inside}" if inside else ""))
        for name in receipt.files:
            self.call.detail(f"  {printing.near(folder / name)}")

    def _row(
        self, shown: str, file: str, folder: Path, receipt: "Receipt", counts: Counts,
        did: Mapping[str, Mapping[str, object]], coverage: Mapping[str, object],
    ) -> None:  # fmt: skip
        """What a program is told of a document."""
        from toolkit import bundles

        self.rows.append(
            {
                "source": shown,
                "page": str(folder / bundles.PAGE) if bundles.PAGE in receipt.files else None,
                "folder": str(folder),
                "documents": {name: str(folder / name) for name in _documents(file, receipt, counts)},
                "segments": receipt.segments,
                "languages": {code: {**row, **did[code]} for code, row in counts.items()},
                "signatures": {code: list(names) for code, names in receipt.signatures.items()},
                "coverage": dict(coverage),
            }
        )


def _beyond(left: Mapping[str, int], total: int, doubtful: str) -> str:
    """How many sentences the packages were no match for, what became of them, and what to do."""
    codes = [code for code, number in left.items() if number]
    if total == 1:
        many = "the only sentence"
    elif len({left[code] for code in codes}) == 1:
        many = f"{left[codes[0]]} of {total} sentences"
    else:
        many = ", ".join(f"{code} {left[code]}" for code in codes) + f" of {total} sentences"
    became = "glossed, word by word" if doubtful == "gloss" else "left empty"
    return (
        f"beyond the starter package: {many}; {became}; the official packages: "
        f"toolkit packages install {' '.join(codes)}"
    )


def _plural(row: Mapping[str, int]) -> list[str]:
    """`2 errors`, `1 warning`; hints are not told, nor what there is none of."""
    return [f"{count} {name}{'' if count == 1 else 's'}" for name, count in row.items() if count and name != "hint"]


def _documents(file: str, receipt: "Receipt", codes: Mapping[str, object]) -> list[str]:
    """The translated documents of the bundle."""
    from toolkit.documents import translated_name

    names = [translated_name(file, code) for code in codes]
    return [name for name in names if name in receipt.files]


def _total(rows: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Language -> status -> segments of all documents."""
    from toolkit.units import STATUSES

    codes = dict.fromkeys(code for row in rows for code in row["languages"])
    return {
        code: {status: sum(row["languages"].get(code, {}).get(status, 0) for row in rows) for status in STATUSES}
        for code in codes
    }
