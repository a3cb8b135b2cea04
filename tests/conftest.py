"""What several tests need: a project in a temporary folder, and judges that are missing only where that is allowed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("toolkit", deadline=None)  # laws are not timed: a busy machine breaks none of them
settings.load_profile("toolkit")
# Started in the background, a suite ignores Ctrl-C; the commands that it starts must hear it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "source" / "lin-wu-visits-kyrgyzstan.txt"

Toolkit = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project's article and catalogs."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "locales", folder / "locales")
    shutil.copytree(ROOT / "source", folder / "source")
    return folder


@pytest.fixture
def command_line(tmp_path: Path) -> Toolkit:
    """Runs `toolkit` as a process of its own, in a folder, without any installed Argos package."""

    def run(folder: Path, *arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        home = tmp_path / "home"
        clean = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "share"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            [sys.executable, "-m", "toolkit", *map(str, arguments)],
            cwd=folder,
            env={**clean, **environment},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return run


def judge(name: str, found: str | None, remedy: str) -> str:
    """The path of a real program; a missing one is skipped aloud, and is a failure under CI."""
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing; .ci/run must install it")
    pytest.skip(f"THE JUDGE {name} IS NOT INSTALLED and has judged nothing; {remedy}")
