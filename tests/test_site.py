"""The pages of docs/ as a site, built without a warning; tutorials and walk-throughs followed from an empty folder."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge
from tests.engines.servers import served
from tests.nursery import Nursery
from tests.test_samples import blocks

FOLLOWED = [*sorted((ROOT / "docs" / "tutorials").glob("*.md")), *sorted((ROOT / "docs" / "walkthroughs").glob("*.md"))]
MKDOCS = ROOT / "node_modules" / ".judges" / "bin" / "mkdocs"


@pytest.mark.parametrize("path", FOLLOWED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_is_followed_from_an_empty_folder(path: Path, tmp_path: Path, nurseries: Iterator[Nursery]) -> None:
    """Every sh and python block runs, in order, but for those that say why not; behind Ollama stands a small server."""
    wanted = [(kind, code) for kind, code, why in blocks(path) if kind in {"sh", "python"} and not why]
    assert wanted
    if any("omegat " in code for _, code in wanted):
        judge("omegat", shutil.which("omegat"), "apt-get install omegat")
    folder, programs = tmp_path / "empty", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    next(nurseries).program(programs / "toolkit")
    with served() as (address, _):
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "HOME": str(tmp_path / "home"),
            "JAVA_TOOL_OPTIONS": f"-Duser.home={tmp_path}",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "TOOLKIT_ENGINE_URL": address,
        }
        for kind, code in wanted:
            command = ["bash", "-euc", code] if kind == "sh" else [sys.executable, "-c", code]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, code + done.stdout + done.stderr


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    program = judge("mkdocs", str(MKDOCS) if MKDOCS.exists() else None, "run .ci/run")
    command = [program, "build", "--strict", "--quiet", "-f", str(ROOT / "scripts" / "mkdocs.yml"), "-d", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in tmp_path.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="https?://(?!localhost)[^"]+"', text), page
