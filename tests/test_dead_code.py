"""No dead code in what is published and what is configured: vulture knows no name there that nothing uses."""

import subprocess
import sys

from tests.conftest import ROOT

SWEPT = ("toolkit/bundles/", "toolkit/project/")
CALLED_BY_OTHERS = {
    "buffer_text", "StartElementHandler", "CharacterDataHandler", "EndElementHandler",  # expat
    "updatepos", "i", "handle_starttag", "handle_data", "handle_endtag",  # html.parser
}  # fmt: skip
"""Names that a library calls or reads."""


def test_nothing_in_bundles_and_project_is_unused() -> None:
    command = [sys.executable, "-m", "vulture", "toolkit", "scripts", "tests/bundles", "tests/test_project.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith(SWEPT)]
    assert found, done.stderr  # the hooks below are always among them
    dead = [line for line in found if line.split("'")[1] not in CALLED_BY_OTHERS]
    assert dead == []
