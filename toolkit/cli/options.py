"""Options that several commands share, and how they print."""

import dataclasses
import functools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.errors import ToolkitError
from toolkit.languages import language
from toolkit.project import DEVICES, MOST_THREADS, ProjectSettings, load_settings
from toolkit.segmentation import MODES
from toolkit.units import STATUSES

if TYPE_CHECKING:
    from toolkit.pipeline import Source
    from toolkit.units import Receipt


@dataclass(frozen=True, slots=True)
class Call:
    """What every command over documents was asked for."""

    sources: tuple[Path, ...]
    settings: ProjectSettings
    targets: tuple[str, ...]
    """Codes of the target languages, each once; those of the project where none were named."""
    encoding: str | None
    named: tuple[str, ...]
    """The target languages that were named; empty where it is left to the project."""
    json: bool
    """Whether a program reads the output: one JSON document, nothing else on standard output."""
    out: Path | None = None
    """Where bundles go, which is no place of sources."""
    failures: list[str] = field(default_factory=list)
    """What could not be read."""

    def catalogs_and_documents(self) -> tuple[list[Path], "Call"]:
        """Every .po file that is meant, of folders those inside, and the call for what else was named."""
        from toolkit import software

        found = {path: software.catalog_paths(path) for path in self.sources}
        others = tuple(path for path, files in found.items() if not files)
        return [file for files in found.values() for file in files], replace(self, sources=others)

    def files(self) -> tuple[tuple[Path, Path | None], ...]:
        """The documents that are meant, each with the folder that it was found in."""
        from toolkit import sources

        settings = self.settings
        excluded = [settings.locales, settings.build, *([self.out] if self.out else [])]
        languages = {code for code in self.targets if code != settings.source_language}
        selection = sources.found(self.sources, excluded=excluded, languages=languages)
        sources.refuse_same_names({path: settings.document_name(path, within) for path, within in selection.files})
        for path, why in selection.left_out:
            click.echo(f"left out: {near(path)}: {why}", err=True)
        return selection.files

    def read(self) -> Iterator["Source"]:
        """Reads and splits one document after the other; of many, one that cannot be read does not stop the others."""
        files = self.files()
        for path, within in files:
            source = self.opened(path, within, alone=len(files) == 1)
            if source is not None:
                yield source

    def opened(self, path: Path, within: Path | None, *, alone: bool) -> "Source | None":
        """A document that is read and split; None, and said, where it cannot be read and is not alone."""
        from toolkit import pipeline

        try:
            return pipeline.read(self.settings, path, self.encoding, within=within)
        except ToolkitError as error:
            if alone:
                raise
            self.failures.append(str(error))
            click.echo(f"toolkit: {error}", err=True)
            return None

    def prove(self, folder: Path, receipt: "Receipt") -> None:
        """Says which files of a bundle do not read back as they were written; then the exit code is 1."""
        for name, verdict in receipt.read_back.items():
            if verdict != "complete":
                self.failures.append(f"{near(folder / name)}: {verdict}")
                click.echo(f"toolkit: {self.failures[-1]}", err=True)

    def say(self, text: str) -> None:
        """A line for a person; a program gets none."""
        if not self.json:
            click.echo(text)

    def finish(self, rows: Sequence[Any]) -> int:
        """Prints the rows if a program asked for them; the exit code."""
        if self.json:
            print_json(rows)
        return 1 if self.failures else 0


def documents(
    *, targets: bool = True, required: bool = True, formats: bool = False
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Makes a function of (Call, own options) a command over documents, with the options that all of them share."""

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(function)
        def command(
            source: tuple[Path, ...],
            project: Path,
            encoding: str | None,
            segment: str | None,
            form: str | tuple[str, ...],
            as_json: bool,
            **own: Any,
        ) -> int:
            if formats:  # `--format json` is for programs here too, other names are of what is built
                given = listed(form)
                as_json = as_json or "json" in given
                own["formats"] = [name for name in given if name not in ("json", "text")]
            to = listed(own.pop("to", ()))
            loaded, chosen = settings(project, to, segment)
            named = chosen if to else ()
            call = Call(source, loaded, chosen, encoding, named, as_json or form == "json", own.get("out"))
            return function(call, **own)

        decorated = project(encoding(segment((of_bundle if formats else machine)(command))))
        if targets:
            names = ["--to", "--languages"] if formats else ["--to"]
            decorated = click.option(
                *names, "to", multiple=True, metavar="LANG,...",
                help="Target languages, in the order of columns; may be given again. Default: zh, ru, ky.",
            )(decorated)  # fmt: skip
        return click.argument("source", nargs=-1, required=required, type=click.Path(path_type=Path))(decorated)

    return decorate


def drafting(command: Callable[..., int]) -> Callable[..., int]:
    """--engine and --fast, for a function of (Call, engine, fast, …); --threads and --device, which go into Call."""

    @functools.wraps(command)
    def decorated(call: Call, threads: int | None, device: str | None, **own: Any) -> int:
        chosen: dict[str, Any] = {"threads": threads, "device": device}
        known = {name: value for name, value in chosen.items() if value is not None}
        return command(replace(call, settings=replace(call.settings, **known)), **own)

    for option in (
        click.option("--device", type=click.Choice(DEVICES), help="Where to draft. Default: cpu."),
        click.option(
            "--threads",
            type=click.IntRange(0, MOST_THREADS),
            metavar="N",
            help="Batches to draft at a time. Default: as many as there are processor cores.",
        ),
        click.option("--fast", is_flag=True, help="Beam 1 instead of 4: faster, a little worse."),
        click.option("--engine", default="argos", metavar="NAME", help="argos, or pseudo for a layout test."),
    ):
        decorated = option(decorated)
    return decorated


def encoding(command: Callable[..., int]) -> Callable[..., int]:
    """--encoding."""
    return click.option("--encoding", metavar="NAME", help="Encoding of the source. Default: utf-8.")(command)


def segment(command: Callable[..., int]) -> Callable[..., int]:
    """--segment."""
    return click.option(
        "--segment",
        type=click.Choice(MODES),
        help="What becomes a segment. Default: as the project has it, or sentence.",
    )(command)


def project(command: Callable[..., int]) -> Callable[..., int]:
    """--project."""
    return click.option(
        "--project", type=click.Path(path_type=Path), default=Path(), help="Project folder. Default: the present one."
    )(command)


def out(command: Callable[..., int]) -> Callable[..., int]:
    """--out."""
    return click.option(
        "--out", type=click.Path(path_type=Path), help="Folder for bundles. Default: build/ in the project."
    )(command)


def machine(command: Callable[..., int]) -> Callable[..., int]:
    """--format json, and --json for short."""
    command = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(command)
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help="json is for programs."
    )(command)


def of_bundle(command: Callable[..., int]) -> Callable[..., int]:
    """--format with the formats of a bundle, and --json."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)
    return click.option(
        "--format", "form", multiple=True, metavar="NAME,...",
        help="What to build: html, tmx, tsv (these by default), epub, pdf, md, txt, xliff, xliff12, jsonl, "
        "moses, xlsx, docx.",
    )(command)  # fmt: skip


def bundle(command: Callable[..., int]) -> Callable[..., int]:
    """--layout, --only, --partial, --rebuild and --validate, for a function of (Call, wanted=Bundles, …).

    It stands under `documents(formats=True)` and takes --out from it.
    """

    @functools.wraps(command)
    def decorated(
        call: Call,
        formats: list[str],
        layout: str,
        only: tuple[str, ...],
        partial: bool,
        rebuild: bool,
        validate: bool,
        **own: Any,
    ) -> int:
        from toolkit import bundles
        from toolkit.cli.wanted import Wanted

        order = bundles.Order(
            formats=bundles.format_list(formats) or bundles.STANDARD,
            layout=layout,
            only=only,
            partial=partial,
            judge=bundles.validate if validate else None,
        )
        folder = own.pop("out") or call.settings.build
        with Wanted(call, folder, bundles.checked(order), again=rebuild) as wanted:
            return command(call, wanted=wanted, **own)

    made: Callable[..., int] = decorated
    for option in BUNDLE_OPTIONS:
        made = option(made)
    return made


def only_option(command: Callable[..., int]) -> Callable[..., int]:
    """--only."""
    return click.option(
        "--only", multiple=True, type=click.Choice(STATUSES), help="Leave out other translations; may be given again."
    )(command)


def layout(command: Callable[..., int]) -> Callable[..., int]:
    """--layout."""
    return click.option(
        "--layout", default="", metavar="NAME",
        help="columns (side by side) or interleaved (one below the other), for pdf, docx and md.",
    )(command)  # fmt: skip


BUNDLE_OPTIONS: tuple[Callable[[Callable[..., int]], Callable[..., int]], ...] = (
    click.option("--validate", is_flag=True, help="Let vnu, xmllint and others judge the files; see the receipt."),
    click.option("--rebuild", is_flag=True, help="Build again what has not changed since it was built."),
    click.option("--partial", is_flag=True, help="Build although catalogs lack segments of the document."),
    only_option,
    layout,
)


def settings(
    project: Path, to: Sequence[str] = (), segment: str | None = None
) -> tuple[ProjectSettings, tuple[str, ...]]:
    """The project and the target languages asked for (its own where none are), each once."""
    loaded = load_settings(project)
    if segment:
        loaded = dataclasses.replace(loaded, segmentation=dataclasses.replace(loaded.segmentation, mode=segment))
    chosen = dict.fromkeys(language(tag).code for tag in to) or dict.fromkeys(loaded.targets)
    loaded = dataclasses.replace(loaded, targets=tuple(dict.fromkeys((*loaded.targets, *chosen))))
    return loaded, tuple(chosen)


def listed(given: Iterable[str]) -> list[str]:
    """What an option names that may be given again, or once with commas."""
    return [name.strip() for names in given for name in names.split(",") if name.strip()]


def near(path: Path) -> str:
    """A path as a person in this folder would write it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def print_json(value: Any) -> None:
    """One JSON document on standard output, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with the first column to the left and the others to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        click.echo("  ".join(cells).rstrip())


def counts_table(counts: Mapping[str, Mapping[str, int]], seconds: Mapping[str, float] | None = None) -> None:
    """language · reviewed · drafted · (to review) · untranslated · (seconds)."""
    waiting = {code: row["fuzzy"] + row["stale"] for code, row in counts.items()}
    head = ["language", "reviewed", "drafted", "untranslated"]
    if any(waiting.values()):
        head.insert(3, "to review")
    if seconds is not None:
        head.append("seconds")
    rows = []
    for code, row in counts.items():
        cells = {
            "language": f"{code} {language(code).english_name}",
            "reviewed": str(row["reviewed"]),
            "drafted": str(row["drafted"]),
            "to review": str(waiting[code]),
            "untranslated": str(row["untranslated"]),
            "seconds": f"{(seconds or {}).get(code, 0.0):.1f}",
        }
        rows.append([cells[name] for name in head])
    print_table(head, rows)


class ProgressLine:
    """Progress of one language's drafts: a bar on a terminal, a line at the end in a pipe; on standard error."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.bar: Any = None
        self.done = self.total = 0

    def __call__(self, done: int, total: int) -> None:
        """Shows that `done` of `total` segments are drafted."""
        if sys.stderr.isatty():
            if self.bar is None:
                self.bar = click.progressbar(length=total, label=self.label, file=sys.stderr)
                self.bar.__enter__()
            self.bar.update(done - self.done)
        self.done, self.total = done, total

    def close(self) -> None:
        """Ends the bar, or says in a pipe how much was done."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
        elif self.total:
            click.echo(f"{self.label}: {self.done} of {self.total} segments drafted", err=True)


class ProgressLines:
    """One ProgressLine a language of one document; leaving the `with` ends the open one, also on an error."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.line: ProgressLine | None = None

    def __call__(self, target: str) -> ProgressLine:
        """Ends the line of the language before and begins one for `target`."""
        self.close()
        self.line = ProgressLine(f"{self.document} → {target}")
        return self.line

    def __enter__(self) -> "ProgressLines":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the line that is open."""
        if self.line is not None:
            self.line.close()
            self.line = None
