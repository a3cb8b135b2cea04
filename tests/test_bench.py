"""The table of `make bench`: each benchmark has rows, what takes too long or fails is named, bounds count."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
bench: Any = importlib.import_module("bench")
rows: Any = importlib.import_module("benches.rows")


@pytest.mark.parametrize(
    ("ours", "beside", "asked", "more", "held"),
    [
        (1.2, 1.0, 1.3, False, "yes"),
        (1.4, 1.0, 1.3, False, "NO"),
        (95.0, 100.0, 0.95, True, "yes"),
        (94.0, 100.0, 0.95, True, "NO"),
        (0.3, None, 0.35, False, "yes"),
        (0.4, None, 0.35, False, "NO"),
        (0.4, None, None, False, ""),
    ],
)
def test_what_is_asked_bounds_the_ratio_or_the_figure(
    ours: float, beside: float | None, asked: float | None, more: bool, held: str
) -> None:
    assert rows.Row("x", "what", ours, beside, "s", asked, more).held == held


def test_rows_come_back_as_they_were_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows"
    monkeypatch.setenv(rows.VARIABLE, str(path))
    rows.told("merge", "100 entries; msgmerge", 2.0, 1.0, asked=1.5)
    rows.told("size", "everything", 311.0, unit="MB", asked=400)
    found = rows.read(path)
    assert [row.cells for row in found] == [
        ("merge", "100 entries; msgmerge", "2 s", "1 s", "2.00", "≤ 1.5", "NO"),
        ("size", "everything", "311 MB", "", "", "≤ 400", "yes"),
    ]
    lines = rows.table(row.cells for row in found).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert len(lines) == 4


@pytest.mark.parametrize("name", bench.BENCHES)
def test_every_benchmark_tells_the_table_something(name: str) -> None:
    text = (ROOT / "scripts" / "benches" / f"{name}.py").read_text(encoding="utf-8")
    assert "told(" in text
    assert "def run(" in text


def test_what_fails_takes_too_long_or_comes_too_late_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "fake.py"
    fake.write_text(
        "import os, sys, time\n"
        f"open(os.environ[{rows.VARIABLE!r}], 'a').write("
        '\'{"name": "a", "what": "b", "ours": 1, "beside": null, "unit": "s", "asked": null, "more": false}\\n\')\n'
        "time.sleep(60) if sys.argv[-1] == 'slow' else sys.exit(3 if sys.argv[-1] == 'broken' else 0)\n"
    )
    monkeypatch.setattr(bench, "__file__", str(fake))
    monkeypatch.setattr(bench, "BENCHES", dict.fromkeys(("good", "broken", "slow", "late"), ""))
    told = bench.run(["good", "broken", "slow", "late"], 4.0)
    assert told.count("| a ") == 3
    assert "failed with exit code 3" in told
    assert "not ended: the time was over" in told
    assert "not begun: the time was over" in told


def test_the_package_of_the_official_size_writes_what_the_starter_writes(tmp_path: Path) -> None:
    from toolkit import packages
    from toolkit.engines.model import Model

    official: Any = importlib.import_module("benches.official")
    engine: Any = importlib.import_module("benches.engine")
    official.build(tmp_path)
    (wide,) = packages.discover((tmp_path,), starter=False).packages
    starter = packages.choose(packages.discover(()), "en", "ru")
    texts = list(engine.technical(engine.short_strings(500)))[::50]
    made = [[output.text for output in Model(package).draft(texts)] for package in (starter, wide)]
    # Sums of twice as many numbers are rounded otherwise: of two texts that are as likely the other may come out.
    assert sum(one == other for one, other in zip(*made, strict=True)) >= len(texts) - 1
    assert (tmp_path / "translate-en_ru-9_0/model/model.bin").stat().st_size > 70e6
