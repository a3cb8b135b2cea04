"""The group of all commands: a table, each loaded when it is called, and what is wrong about a call in words."""

import importlib
import io
import os
import sys
from gettext import gettext
from typing import Any

import click

from toolkit import __version__
from toolkit.cli import spoken
from toolkit.errors import nearest

COMMANDS = {
    "run": "the whole way: read, update catalogs, draft what is missing, build the bundle",
    "segment": "show the sentences of a document",
    "extract": "write the catalog template (.pot) of a document",
    "update": "bring the catalogs (.po) up to date with their document",
    "resegment": "migrate the catalogs after rules or settings of segmentation changed",
    "merge": "bring any gettext catalog up to date with its template, as msgmerge does",
    "compile": "write the .mo files of catalogs, as msgfmt does",
    "translate": "draft what nobody has translated yet, offline",
    "approve": "approve translations: by sentence, by confidence, or all of a file",
    "review": "read and edit translations in the browser, beside the text, on this machine",
    "reject": "empty machine drafts; a person's words are at most marked fuzzy again, never emptied",
    "diff": "what changed between two versions of a catalog, by sentence",
    "build": "assemble the parallel bundle from the catalogs",
    "bundle": "the same as build, and with --zip one file to send or to put somewhere",
    "export": "write translations as TMX, XLIFF, TSV, JSON lines, Moses pairs, XLSX or DOCX",
    "import": "take corrections from such files, or from a reading page, into the catalogs",
    "check": "what is wrong with translations: numbers, codes, denials, loops, typography",
    "triage": "which sentences to look at next, the worst first",
    "memory": "what people approved, found again for equal and like sentences",
    "align": "an old translation brought in: its sentences go where they belong",
    "terms": "the glossary: checked in any inflected form, suggested, as CSV and TBX",
    "corpus": "millions of sentences: translated in shards, on one machine or many; counted, filtered, split",
    "stats": "how much of each catalog is reviewed, drafted or untranslated",
    "evaluate": "chrF of a bundle's machine drafts against the reviewed catalogs",
    "formats": "the formats of documents: what is read, written back and kept of each",
    "packages": "the Argos packages that drafts can be made with",
    "init": "begin a project: settings, folders, a first run",
    "doctor": "what is installed, what serves which language, what lacks, what to do",
    "config": "every setting, its value, and where that comes from",
    "help": "the help of a command, or a page about formats, languages, settings, files",
}
"""Command name -> one line of help; the command itself is `command` in the module toolkit.cli.<name>."""
MODULES = {"import": "importing"}
"""Command -> its module, where its name is a word of Python."""


class LazyGroup(click.Group):
    """Lists commands from the table alone, so that `toolkit --help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - signature of click
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Loads the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"toolkit.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return spoken.translate_help(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Writes the table."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, spoken.spoken(line)) for name, line in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but for a reader of the output that has seen enough: click itself would leave with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return seen_enough()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Names the known commands where click would only say no."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = " or ".join(nearest(args[0], COMMANDS))
            meant = f"did you mean {near}? " if near else ""
            ctx.fail(f"no such command {args[0]!r}; {meant}known: {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="toolkit")
def toolkit() -> None:
    """Translate documents offline and publish them as parallel texts.

    \b
    Example:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt
    """


def run(arguments: list[str] | None) -> int:
    """Runs a command and returns the exit code; raises what is no fault of the call, and KeyboardInterrupt."""
    spoken.begin()
    try:
        result: Any = spoken.translate_help(toolkit).main(args=arguments, prog_name="toolkit", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Abort as error:  # what click makes of an interruption
        raise (error.__cause__ or KeyboardInterrupt(*error.args)) from None
    except click.ClickException as error:
        from toolkit.cli import printing  # here, since a page of help needs none of it

        if isinstance(error, click.MissingParameter) and error.ctx is not None:
            error = _all_missing(error, error.ctx, sys.argv[1:] if arguments is None else arguments)
        if type(error) is click.UsageError:  # before click puts its own words around it
            error = click.UsageError(spoken.spoken(error.message, errors=True), error.ctx)
        shown = io.StringIO()
        error.show(shown)
        printing.echo(shown.getvalue().rstrip("\n"), err=True, theirs=True)
        return error.exit_code


def seen_enough() -> int:
    """What is written from now on goes nowhere; the exit code, as nothing has failed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _all_missing(error: click.UsageError, context: click.Context, arguments: list[str]) -> click.UsageError:
    """The same error with everything that lacks, where click says the first of it; groups take no options here."""
    depth, parent = 0, context.parent
    while parent is not None:
        depth, parent = depth + 1, parent.parent
    told = context.command.make_context(
        context.info_name, list(arguments[depth:]), parent=context.parent, resilient_parsing=True
    )
    missing = [
        one.get_error_hint(context)
        for one in context.command.params
        if one.required and told.params.get(one.name or "") in (None, ())
    ]
    return error if len(missing) < 2 else click.UsageError(f"Missing {', '.join(missing)}.", context)
