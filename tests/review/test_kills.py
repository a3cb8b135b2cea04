"""`kill -9` of the review server while it saves (scripts/kills_review.py has more of them, and the browser's)."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked, which this system cannot")
def test_what_was_said_to_be_saved_is_there_after_every_kill() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/kills_review.py", "--kills", "8", "--entries", "200"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "server: 8 kills" in done.stdout
