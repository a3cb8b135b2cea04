"""How scripts/measure_starter.py chooses a floor."""

import importlib
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT

HUNDREDTHS = st.integers(0, 99).map(lambda n: n / 100)
CHOICES = st.lists(
    st.tuples(HUNDREDTHS, st.floats(0, 100), st.floats(0, 100), st.floats(0.1, 1)), min_size=1, max_size=30
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        return importlib.import_module("measure_starter")


@given(CHOICES)
def test_no_other_floor_gives_a_reader_more(script: ModuleType, rows: list[tuple[float, float, float, float]]) -> None:
    choices = [script.Choice(*row) for row in rows]
    best = script.offered(choices, script.best_floor(choices))
    assert all(best >= script.offered(choices, floor / 100) - 1e-6 for floor in range(101))


def test_a_package_that_is_always_better_or_never_or_sometimes(script: ModuleType) -> None:
    texts = [(0.2, 60.0, 30.0, 1.0), (0.7, 70.0, 30.0, 1.0)]
    assert script.best_floor([script.Choice(*text) for text in texts]) == 0.0
    assert script.best_floor([script.Choice(c, gloss, draft, w) for c, draft, gloss, w in texts]) == 0.71
    mixed = [*texts, (0.1, 10.0, 30.0, 1.0)]
    assert script.best_floor([script.Choice(*text) for text in mixed]) == 0.11
