"""`kill -9` at random moments of whatever writes catalogs, and of other commands; by hand there are more (scripts/)."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked, which this system cannot")
@pytest.mark.parametrize(("command", "entries"), [("update", 1000), ("translate", 1000)])
def test_after_every_kill_the_catalog_is_a_whole_version(command: str, entries: int) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/kills.py", "--only", command, "--entries", str(entries), "--kills", "50"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{command}: 50 kills" in done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked, which this system cannot")
@pytest.mark.parametrize("command", ["merge", "import", "approve", "compile"])
def test_after_every_kill_there_is_the_old_file_or_the_new(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/kills.py", "--only", command, "--entries", "1000", "--kills", "20"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{command}: 20 kills" in done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked, which this system cannot")
def test_commands_that_write_leave_what_was_or_what_should_be() -> None:
    """More of them, and all commands, by hand: scripts/kills_commands.py."""
    chosen = ("check --dismiss", "check --fix", "triage --note", "memory import", "terms import", "packages make",
              "packages remove")  # fmt: skip
    named = [word for name in chosen for word in ("--only", name)]
    done = subprocess.run(
        [sys.executable, "scripts/kills_commands.py", "--kills", "4", "--sentences", "60", *named],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("4 kills") == len(chosen)
