"""The pages of docs/ as a site: built without a warning, and each tutorial followed from an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge

TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
MKDOCS = ROOT / "node_modules" / ".judges" / "bin" / "mkdocs"


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_a_tutorial_is_followed_from_an_empty_folder(path: Path, tmp_path: Path) -> None:
    """Every sh and python block runs, in order; what is in prose has programs with windows, servers or a network."""
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    folder, programs = tmp_path / "empty", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    (programs / "toolkit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toolkit "$@"\n', encoding="utf-8")
    (programs / "toolkit").chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    for kind, code in blocks:
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
