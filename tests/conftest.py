"""What several tests need: a project in a temporary folder, and judges that are missing only where that is allowed."""

import itertools
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.nursery import Nursery

settings.register_profile("toolkit", deadline=None)  # laws are not timed: a busy machine breaks none of them
settings.load_profile("toolkit")
# Started in the background, a suite ignores Ctrl-C; the commands that it starts must hear it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "source" / "lin-wu-visits-kyrgyzstan.txt"

CLEAN = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

Toolkit = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project's article and catalogs."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "locales", folder / "locales")
    shutil.copytree(ROOT / "source", folder / "source")
    return folder


@pytest.fixture(scope="session")
def nurseries() -> Iterator[Iterator[Nursery]]:
    """Two in turn: each hashes with a seed of its own, so that what depends on the order of a set differs."""
    made = [Nursery(CLEAN) for _ in range(2)] if hasattr(os, "fork") else []
    yield itertools.cycle(made)
    for one in made:
        one.close()


@pytest.fixture
def command_line(tmp_path: Path, nurseries: Iterator[Nursery]) -> Toolkit:
    """Runs `toolkit` as a process of its own, in a folder, without any installed Argos package."""

    def run(folder: Path, *arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        home = tmp_path / "home"
        own = {"HOME": str(home), "XDG_DATA_HOME": str(home / "share"), "XDG_CONFIG_HOME": str(home / "config")}
        return next(nurseries).run(folder, [*map(str, arguments)], {**CLEAN, **own, **environment}, timeout=240)

    return run


def judge(name: str, found: str | None, remedy: str) -> str:
    """The path of a real program; a missing one is skipped aloud, and is a failure under CI."""
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing; .ci/run must install it")
    pytest.skip(f"THE JUDGE {name} IS NOT INSTALLED and has judged nothing; {remedy}")
