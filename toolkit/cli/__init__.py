"""The command `toolkit`, and the place where errors become words. The commands are in commands.py, one file each.

Importing this loads no library: what a build calls a thousand times (quick.py) needs none of the commands' own.
"""

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from toolkit import lazily
from toolkit.errors import ToolkitError, unexpected

if TYPE_CHECKING:
    from toolkit.cli.commands import COMMANDS, LazyGroup, toolkit

__getattr__ = lazily(__name__, {"toolkit.cli.commands": "COMMANDS LazyGroup toolkit"})
__all__ = ["COMMANDS", "LazyGroup", "main", "run_command", "toolkit"]

COLLECT_AFTER = 50_000
"""Objects after which Python searches for cycles: while modules are loaded and a document is read nearly all of them
stay, and with the usual 700 a tenth of a short command goes into searching."""


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and leaves with 0 done, 1 failure or findings, 2 wrong usage, 130 interrupted."""
    gc.set_threshold(COLLECT_AFTER)
    code = run_command(arguments)
    gc.freeze()  # no last search for cycles among the objects of a large catalog
    # Without waiting for the batches that the model is at, since what counts is on disk. And where the library of
    # commands was not loaded, only memory is left to be given back, which the system does sooner than Python.
    if code == 130 or "toolkit.cli.commands" not in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run_command(arguments: list[str] | None = None) -> int:
    """The command line as a function: prints what went wrong in one sentence and returns the exit code."""
    try:
        from toolkit.cli import quick

        result = quick.run(sys.argv[1:] if arguments is None else arguments)
        if result is None:
            from toolkit.cli import commands

            result = commands.run(arguments)
        sys.stdout.flush()
        return result
    except ToolkitError as error:
        _printing().tell(error)
        return error.exit_code
    except KeyboardInterrupt as error:
        told = str(error) or "interrupted; what is done is kept, run it again to finish"
        _printing().echo(f"\ntoolkit: {told}", err=True)
        return 130
    except BrokenPipeError:
        from toolkit.cli import commands

        return commands.seen_enough()
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


def _printing() -> Any:
    from toolkit.cli import printing  # here, since a page of help needs none of it

    return printing
