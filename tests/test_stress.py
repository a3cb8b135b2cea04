"""The catalog is the only checkpoint: `scripts/stress.py` in a size for every day."""

import importlib
import sys

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))


def test_a_run_that_is_killed_again_and_again_ends_as_one_that_is_not() -> None:
    stress = importlib.import_module("stress").stress
    assert "byte for byte" in stress(120, kills=3, every=0.05, window=256)
