"""`kill -9` at a few random moments (scripts/corpus_kills.py does 20 and more): the next run finishes the work."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="the children are forked, and counted in /proc")
def test_whatever_moment_a_run_is_killed_at_the_next_one_goes_on_from_its_shards() -> None:
    call = [sys.executable, "scripts/corpus_kills.py", "--kills", "4", "--rows", "1200", "--seed", "3"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 kills with 1 workers")
