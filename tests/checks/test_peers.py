"""docs/checks.md says of every check of other programs what it is here, or why it is not: none is missing."""

import json
import re
import subprocess
from collections import defaultdict

import pytest

from tests.checks.test_cases import CASES
from tests.conftest import ROOT, judge
from toolkit.checks import CHECKS
from toolkit.checks.catalogs import WHOLE

NAMES: dict[str, set[str]] = defaultdict(set)
for program, names in (
    line.split("\t") for line in (CASES / "peers.tsv").read_text("utf-8").splitlines() if line[0] != "#"
):
    NAMES[program] |= set(names.split(", "))
TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "checks.md").read_text(encoding="utf-8").splitlines()
    if line.startswith(("| pofilter", "| Weblate", "| Poedit", "| OmegaT", "| pology"))
]


@pytest.mark.parametrize("program", NAMES)
def test_every_check_of_theirs_stands_in_the_table_once(program: str) -> None:
    listed = [name for theirs, _ in TABLE if theirs.startswith(program) for name in re.findall("`([^`]+)`", theirs)]
    assert sorted(listed) == sorted(NAMES[program])


def test_what_they_are_here_is_a_check_or_a_reason() -> None:
    ours = {check.id for check in CHECKS} | set(WHOLE)
    for theirs, here in TABLE:
        named = {name for name in re.findall("`([^`]+)`", here) if not name.startswith("toolkit ")}
        assert here.startswith(("no: ", "states")) or named & ours, theirs
        assert named <= ours | {"spellcheck"}, (theirs, named - ours)


def test_the_numbers_are_those_that_are_said() -> None:
    assert {program: len(names) for program, names in NAMES.items()} == {
        "pofilter": 49, "Weblate": 90, "Poedit": 6, "OmegaT": 22, "pology": 10
    }  # fmt: skip


def test_pofilter_has_no_other_checks() -> None:
    python = ROOT / "node_modules" / ".judges" / "bin" / "python"
    judge("translate-toolkit", str(python) if python.exists() else None, "see .ci/run")
    asked = """
import json
from translate.filters import checks
projects = (checks.StandardChecker, *checks.projectcheckers.values())
every = [checks.TeeChecker(checkerclasses=[one, checks.StandardUnitChecker]) for one in projects]
print(json.dumps(sorted({name for one in every for name in one.getfilters()})))
"""
    told = subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=True).stdout
    assert set(json.loads(told)) == NAMES["pofilter"]


def test_weblate_has_no_other_checks() -> None:
    python = ROOT / "node_modules" / ".weblate" / "bin" / "python"
    if not python.exists():
        pytest.skip("THE JUDGE Weblate IS NOT INSTALLED and has judged nothing; docs/checks.md says how")
    script = ROOT / "scripts" / "benches" / "weblate_checks.py"
    told = subprocess.run([str(python), str(script)], input="", capture_output=True, text=True, check=True).stdout
    assert set(json.loads(told)["all"]) == NAMES["Weblate"]
