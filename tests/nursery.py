"""Processes of `toolkit`, forked from one that has loaded its modules and run nothing.

Each is what `python -m toolkit` is: a process with a folder, an environment and an exit code of its own. Only the half
second in which modules are loaded is saved, hundreds of times. Run as a program, this file is the one forked from.
"""

import contextlib
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
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
PROGRAM = """#!{python} -ISs
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect({address!r})
    socket.send_fds(asked, [json.dumps([os.getcwd(), sys.argv[1:], dict(os.environ)]).encode() + b"\\n"], [0, 1, 2])
    code = int(asked.makefile().readline())
sys.exit(code if code >= 0 else 128 - code)
"""


class Nursery:
    """One process that has loaded the toolkit, from which commands are forked."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._address = str(Path(self._folder.name, "door"))
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), self._address], env=dict(environment),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stdout.readline(), "it did not start"

    def run(
        self, folder: Path, arguments: Sequence[str], environment: Mapping[str, str], timeout: float
    ) -> "subprocess.CompletedProcess[str]":
        """`toolkit` with these arguments; like subprocess.run, with what it said on both."""
        asked = json.dumps([str(folder), list(arguments), dict(environment)]).encode()
        with (
            socket.socket(socket.AF_UNIX) as door,
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
        ):
            door.settimeout(timeout)
            door.connect(self._address)
            socket.send_fds(door, [asked + b"\n"], [nothing.fileno(), out.fileno(), err.fileno()])
            code = int(door.makefile().readline())
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(["toolkit", *arguments], code, out.read(), err.read())

    def program(self, path: Path) -> None:
        """Writes a program that is `toolkit`, for scripts of a shell."""
        path.write_text(PROGRAM.format(python=sys.executable, address=self._address), encoding="utf-8")
        path.chmod(0o755)

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._folder.cleanup()


def serve(address: str) -> None:
    """Forks a command for everyone who asks, and says how it ended; returns in the commands alone."""
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        os.write(1, b"open\n")
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            asked, _ = door.accept()
            if os.fork() == 0:
                break
            asked.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    text, places, *_ = socket.recv_fds(asked, 1 << 20, 3)
    while not text.endswith(b"\n"):
        text += asked.recv(1 << 20)
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        with contextlib.suppress(BrokenPipeError):  # who asked has gone
            asked.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    asked.close()
    become(places, *json.loads(text))


def become(places: Sequence[int], folder: str, arguments: list[str], environment: dict[str, str]) -> None:
    """A process that begins in that folder with that environment, with these files to read from and to write to."""
    for number, place in enumerate(places):
        os.dup2(place, number)
        os.close(place)
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
    serve(sys.argv[1])
    runpy.run_module("toolkit", run_name="__main__", alter_sys=True)
