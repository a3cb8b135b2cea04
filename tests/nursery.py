"""Processes of `toolkit`, forked from one that has loaded its modules and run nothing.

Each is what `python -m toolkit` is: a process with a folder, an environment and an exit code of its own. Only the part
of a second in which modules are loaded is saved, hundreds of times. Run as a program, this file is the one forked from.
"""

import contextlib
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
LATER = ("toolkit.cli", "toolkit.corpus", "toolkit.review")
"""Parts of the toolkit that each command loads itself: the first decides what it needs, the others are for few."""
LIBRARIES = ("babel", "click", "lxml.etree", "regex", "rich.console", "rich.table")
"""What many commands load, starts no thread and does not look at the environment."""


class Nursery:
    """One process that has loaded the toolkit, and commands forked from it, one at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve())], env=dict(environment), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self._folder = tempfile.TemporaryDirectory()
        self._said = [Path(self._folder.name, name) for name in ("out", "err")]

    def run(
        self, folder: Path, arguments: Sequence[str], environment: Mapping[str, str], timeout: float
    ) -> "subprocess.CompletedProcess[str]":
        """`toolkit` with these arguments; like subprocess.run, with what it said on both."""
        asked = json.dumps([str(folder), list(arguments), dict(environment), [str(path) for path in self._said]])
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(asked.encode() + b"\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], timeout)[0]:
            self.close()
            raise subprocess.TimeoutExpired(list(arguments), timeout)
        code = int(self._process.stdout.readline())
        out, err = (path.read_text(encoding="utf-8") for path in self._said)
        return subprocess.CompletedProcess(["toolkit", *arguments], code, out, err)

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._folder.cleanup()


def serve() -> None:
    """Forks a command for each line that comes, and says how it ended; returns in the children alone."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(*json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def become(folder: str, arguments: list[str], environment: dict[str, str], said: list[str]) -> None:
    """A process that begins in that folder with that environment, and says what it says into two files."""
    for place, path in enumerate([os.devnull, *said]):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if place else os.O_RDONLY
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, place)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[0] = folder
    sys.argv = ["toolkit", *arguments]


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    for name in LIBRARIES:
        importlib.import_module(name)
    for module in pkgutil.walk_packages([str(ROOT / "toolkit")], "toolkit."):
        if not module.name.startswith((*LATER, "toolkit.__main__")):
            importlib.import_module(module.name)
    serve()
    runpy.run_module("toolkit", run_name="__main__", alter_sys=True)
