"""The toolkit's own rules as they lie translated beside themselves: as if they were read and translated now."""

import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.segmentation import java, ready, srx

SCRIPT = Path(__file__).parents[2] / "scripts" / "segmentation_table.py"


def test_the_table_is_what_the_rules_come_to() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], check=False)
    assert done.returncode == 0, "run scripts/segmentation_table.py"


def test_rules_and_translations_are_equal_to_those_made_now() -> None:
    own = srx.load((ready.FOLDER / "toolkit.srx").read_bytes(), "toolkit.srx")
    known = ready.own_rules()
    assert known == own
    assert known is not None
    for group, rules in own.languages.items():
        pairs = zip(rules, known.languages[group], strict=True)
        assert all((one.name, one.path, one.line) == (other.name, other.path, other.line) for one, other in pairs)
    for (text, backwards), pattern in ready.ready().patterns.items():
        assert pattern == java.translated(text, backwards)


def test_edited_rules_are_read_and_not_the_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("toolkit.srx", "ready.json"):
        (tmp_path / name).write_bytes((ready.FOLDER / name).read_bytes())
    monkeypatch.setattr(ready, "FOLDER", tmp_path)
    assert ready.own_rules() is not None
    with (tmp_path / "toolkit.srx").open("a") as file:
        file.write("<!-- edited -->")
    assert ready.own_rules() is None
