"""`kill -9` at 200 random moments of update and translate on a catalog of 5,000 entries (scripts/kills.py)."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked, which this system cannot")
@pytest.mark.parametrize("command", ["update", "translate"])
def test_after_every_kill_the_catalog_is_a_whole_version(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/kills.py", "--only", command, "--entries", "5000", "--kills", "100"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"{command}: 100 kills" in done.stdout
