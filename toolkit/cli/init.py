"""`toolkit init`: a new project, asked for or by options."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from toolkit.cli import options, printing
from toolkit.cli.spoken import language_name, spoken
from toolkit.languages import counted, language

MOST_NAMED = 3
"""Documents that are named one by one in what to run."""


@click.command("init")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--from", "source", metavar="LANG", help="Language of the documents. Default: en.")
@click.option(
    "--to", multiple=True, metavar="LANG,...", help="Target languages; may be given again. Default: zh,ru,ky."
)
@click.option("--translator", metavar="NAME", help='Who approves translations, "Name <address>". Default: as git says.')
@click.option("--format", "form", multiple=True, metavar="NAME,...", help="What bundles hold. Default: html,tmx,tsv.")
@click.option("--run/--no-run", "first", default=None, help="Whether the documents that are there are run at once.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; what no option says is left as it is by default.")
def command(
    folder: Path, source: str | None, to: tuple[str, ...], translator: str | None, form: tuple[str, ...],
    first: bool | None, yes: bool,
) -> int:  # fmt: skip
    """Begin a project in FOLDER: [tool.toolkit] in pyproject.toml, and the folders source/ and locales/.

    On a terminal it asks for what no option says. A pyproject.toml that is there keeps all that stands in it.

    \b
    Examples:
      toolkit init
      toolkit init manual --from en --to ky,ru --format html,pdf --yes
    """
    from toolkit import bundles
    from toolkit.project.beginning import begin
    from toolkit.project.settings import ProjectSettings, load_settings
    from toolkit.project.settings import translator as known_translator
    from toolkit.workflow import health

    asking = sys.stdin.isatty() and not yes
    standard = ProjectSettings(folder)
    there = list(health.existing(folder))
    if there:
        printing.echo(f"{counted(len(there), 'document')} here: {', '.join(path.name for path in there[:8])}"
                   + (" …" if len(there) > 8 else ""))  # fmt: skip
    if source is None:
        source = click.prompt("Language of the documents", "en") if asking else "en"
    if not to:
        said = click.prompt("Target languages", ",".join(standard.targets)) if asking else ",".join(standard.targets)
        to = (said,)
    targets = list(dict.fromkeys(options.spoken_of(tag) for tag in options.listed(to)))
    if not form and asking:
        form = (click.prompt("What bundles hold", ",".join(bundles.STANDARD)),)
    formats = bundles.format_list(form)
    bundles.checked(bundles.Order(formats=formats or bundles.STANDARD))
    if translator is None and asking:
        translator = click.prompt("Who approves translations", known_translator(standard), show_default=True)
    values: dict[str, str | list[str]] = {"source-language": options.spoken_of(source), "targets": targets}
    if formats and formats != bundles.STANDARD:
        values["formats"] = list(formats)
    if translator and translator != known_translator(standard):
        values["translator"] = translator
    for path in begin(folder, values):
        printing.echo(f"made: {printing.near(path)}{'/' if path.is_dir() else ''}")
    settings = load_settings(folder)
    for fact in health.facts(settings):
        if fact.topic == "packages" and fact.state != "ok":
            name = fact.name.replace(language(fact.language).english_name, language_name(fact.language))
            printing.echo(f"{name}: {spoken(fact.said)}\n  → {spoken(fact.remedy)}", theirs=True)
    if first is None and asking and there:
        first = click.confirm("Draft and build them now", default=True)
    if first and there:
        from toolkit.cli import run

        arguments = [*map(str, there), "--project", str(folder)]
        return int(run.command.main(arguments, prog_name="toolkit run", standalone_mode=False) or 0)
    there = [path.relative_to(folder) for path in there]
    entered = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    run_it = f"{entered}toolkit run {_named(there)}"
    then = f"then: {run_it}" if there else f"put documents into {printing.near(folder / 'source')}/, then: {run_it}"
    printing.echo(then)
    return 0


def _named(there: Sequence[Path]) -> str:
    """What to run: the documents by name where they are few, else by the folders that they lie in."""
    if not there:
        return "source/"
    if len(there) > MOST_NAMED:
        folders = dict.fromkeys(path.parent for path in there)
        return "." if Path() in folders else " ".join(f"{path}/" for path in folders)
    return " ".join(shlex.quote(str(path)) for path in there)
