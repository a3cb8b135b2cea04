"""What a command over documents was asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.cli import printing
from toolkit.cli.printing import near, print_json
from toolkit.errors import ToolkitError, UsageError
from toolkit.project.settings import ProjectSettings

if TYPE_CHECKING:
    from toolkit.units import Receipt
    from toolkit.workflow.kinds import Source


STANDARD_INPUT = "standard-input.txt"
"""What standard input is called where nobody says."""


def doubt_text(data: bytes, *, lines: bool = False) -> None:
    """Says of what came by a pipe that it is no plain text; of single `lines` only where nobody could read them so.

    Raises UsageError there.
    """
    from toolkit.documents.elsewhere import BINARY, advice, ending_of

    ending = ending_of(data)
    name = f"document{ending}"
    if ending in BINARY and (first := advice(name)):
        raise UsageError(f"standard input is a {ending} file, and no reader takes one; {first}")
    if ending in BINARY:
        raise UsageError(
            f"standard input is a {ending} file, no plain text; name the file, or say: toolkit run - --name {name}"
        )
    if ending and not lines:
        printing.echo(
            f"toolkit: warning: standard input looks like a {ending} file, and is taken for plain text; "
            f"toolkit run - --name {name} keeps what is no text in it",
            err=True,
        )


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
    form: str = "text"
    """What is printed: text, json, or a format of the command's own."""
    quiet: bool = False
    """Whether only errors and warnings are printed."""
    verbose: bool = False
    """Whether more is printed than most want to read."""
    failures: list[str] = field(default_factory=list)
    """What could not be read."""

    def catalogs_and_documents(self) -> tuple[list[Path], "Call"]:
        """Every .po file that is meant, of folders those inside, and the call for what else was named."""
        from toolkit.workflow import software

        found = {path: software.catalog_paths(path) for path in self.sources}
        others = tuple(path for path, files in found.items() if not files)
        return [file for files in found.values() for file in files], replace(self, sources=others)

    def files(self) -> tuple[tuple[Path, Path | None], ...]:
        """The documents that are meant, each with the folder that it was found in."""
        from toolkit.project import sources

        settings = self.settings
        excluded = [settings.locales, settings.build, *([self.out] if self.out else [])]
        languages = {code for code in self.targets if code != settings.source_language}
        selection = sources.found(self.sources, excluded=excluded, languages=languages)
        names: dict[Path, str] = {}
        for path, within in selection.files:
            try:
                names[path] = settings.document_name(path, within)
            except ToolkitError as error:  # noqa: PERF203 - a name that no catalog can have
                if len(selection.files) == 1:
                    raise
                self.failures.append(str(error))
                printing.tell(error)
        for warning in sources.refuse_same_names(names):
            printing.echo(f"toolkit: warning: {warning}", err=True)
        for path, why in selection.left_out:
            printing.echo(f"left out: {near(path)}: {why}", err=True)
        return tuple((path, within) for path, within in selection.files if path in names)

    def read(self) -> Iterator["Source"]:
        """Reads and splits one document after the other; of many, one that cannot be read does not stop the others."""
        files = self.files()
        for path, within in files:
            source = self.opened(path, within, alone=len(files) == 1)
            if source is not None:
                yield source

    def opened(self, path: Path, within: Path | None, *, alone: bool) -> "Source | None":
        """A document that is read and split; None, and said, where it cannot be read and is not alone."""
        from toolkit.workflow import pipeline

        try:
            source = pipeline.read(self.settings, path, self.encoding, within=within)
            self.doubt(source, path)
            return source
        except ToolkitError as error:
            if alone:
                raise
            self.failures.append(str(error))
            printing.tell(error)
            return None

    def doubt(self, source: "Source", path: Path) -> None:
        """Says where the text of a document plainly is in another language than it is taken for."""
        from toolkit.cli.spoken import language_name, spoken
        from toolkit.languages import language
        from toolkit.recognition import MOST_LETTERS, disagreement, perhaps, strange_letters, strange_script

        text, size = [], 0
        for segment in source.segments:
            text.append(segment.text)
            size += len(segment.text)
            if size > MOST_LETTERS:
                break
        taken = source.document.language
        whole = "\n".join(text)
        if found := disagreement(whole, taken):
            names = language_name(found), language_name(taken)
            printing.echo(
                f"toolkit: warning: {near(path)}: the text looks like {names[0]}, and it is taken for {names[1]}; "
                f"say --from {found}, or set source-language in pyproject.toml",
                err=True,
            )
            return
        letters = strange_script(whole, taken, language(taken).script)
        few = "" if letters else strange_letters(whole, taken)
        likely = [code for code in perhaps(whole) if code != taken] if letters or few else []
        what = f"the text is in {letters}" if letters else ""
        if few and likely:
            what = f"the text has letters of another language ({few})"
        if what:
            advice = "say --from and its language"
            if likely:
                maybe = spoken(" or ").join(language_name(code) for code in likely)
                advice = f"perhaps it is {maybe}: say --from {likely[0]}"
            printing.echo(
                f"toolkit: warning: {near(path)}: {what}, and is taken for {language_name(taken)}; "
                f"{advice}, or set source-language in pyproject.toml",
                err=True,
            )

    @property
    def piped(self) -> bool:
        """Whether standard input is meant. Raises UsageError where other sources are named beside it."""
        if Path("-") not in self.sources:
            return False
        if len(self.sources) > 1:
            raise UsageError("- is standard input and stands alone; name the other sources in another call")
        return True

    def called(self, source: "Source") -> str:
        """A document as a person in this folder would write it; what came by a pipe, or lies elsewhere, by its name."""
        path = self.settings.root / source.document.path
        return near(path) if path.exists() else source.document.path

    def standard_input(self, name: str, data: bytes) -> "Source":
        """What came in by a pipe, read as a file of that name."""
        from toolkit.workflow import pipeline

        if name == STANDARD_INPUT:
            doubt_text(data)
        return pipeline.read(self.settings, Path(name), self.encoding, data=data)

    def prove(self, folder: Path, receipt: "Receipt") -> None:
        """Says which files of a bundle do not read back as they were written; then the exit code is 1."""
        for name, verdict in receipt.read_back.items():
            if verdict != "complete":
                self.failures.append(f"{near(folder / name)}: {verdict}")
                printing.echo(f"toolkit: {self.failures[-1]}", err=True)

    @property
    def told(self) -> bool:
        """Whether a person reads what is done."""
        return not self.json and not self.quiet

    def say(self, text: str) -> None:
        """A line for a person; a program gets none, nor does who asked for quiet."""
        if self.told:
            printing.echo(text)

    def detail(self, text: str) -> None:
        """A line for a person who wants to know more."""
        if self.told and self.verbose:
            printing.echo(text)

    def finish(self, rows: Sequence[Any]) -> int:
        """Prints the rows if a program asked for them; the exit code."""
        if self.json:
            print_json(rows)
        return 1 if self.failures else 0
