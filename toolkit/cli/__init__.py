"""The command `toolkit`: a table of commands, each loaded when called, and the place where errors become words."""

import gc
import importlib
import io
import os
import sys
from gettext import gettext
from typing import Any

import click

from toolkit import __version__
from toolkit.cli import spoken
from toolkit.errors import ToolkitError, nearest, unexpected

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
COLLECT_AFTER = 50_000
"""Objects after which Python searches for cycles: while modules are loaded and a document is read nearly all of them
stay, and with the usual 700 a tenth of a short command goes into searching."""
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
            return _seen_enough()

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


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and leaves with 0 done, 1 failure or findings, 2 wrong usage, 130 interrupted."""
    gc.set_threshold(COLLECT_AFTER)
    code = run_command(arguments)
    gc.freeze()  # no last search for cycles among the objects of a large catalog
    if code == 130:  # without waiting for the batches that the model is at: what counts is on disk
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run_command(arguments: list[str] | None = None) -> int:
    """The command line as a function: prints what went wrong in one sentence and returns the exit code."""
    spoken.begin()
    spoken.translate_help(toolkit)
    try:
        result: Any = toolkit.main(args=arguments, prog_name="toolkit", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except ToolkitError as error:
        _printing().tell(error)
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt) as error:  # click makes the one of the other
        told = str(error.__cause__ or error) or "interrupted; what is done is kept, run it again to finish"
        _printing().echo(f"\ntoolkit: {told}", err=True)
        return 130
    except click.ClickException as error:
        if isinstance(error, click.MissingParameter) and error.ctx is not None:
            error = _all_missing(error, error.ctx, sys.argv[1:] if arguments is None else arguments)
        if type(error) is click.UsageError:  # before click puts its own words around it
            error = click.UsageError(spoken.spoken(error.message), error.ctx)
        shown = io.StringIO()
        error.show(shown)
        _printing().echo(shown.getvalue().rstrip("\n"), err=True, theirs=True)
        return error.exit_code
    except BrokenPipeError:
        return _seen_enough()
    except OSError as error:
        from toolkit.errors import StorageError

        where = f"{StorageError('', path=error.filename)}" if isinstance(error.filename, str) else ""
        _printing().echo(f"toolkit: {where}{(error.strerror or str(error)).lower()}", err=True)
        return 1
    except MemoryError:
        _printing().echo("toolkit: there is not enough memory for this; split the document", err=True)
        return 1
    except Exception as error:
        _printing().tell(error, f"this failed unexpectedly ({unexpected(error)}); what was saved before is whole")
        return 1


def _seen_enough() -> int:
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


def _printing() -> Any:
    from toolkit.cli import printing  # here, since a page of help needs none of it

    return printing
