"""The catalogs of the interface are complete and up to date, by our own tools and by GNU gettext."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.command_messages import NUMBERED
from tests.conftest import ROOT, judge
from toolkit.bundles.interface import LANGUAGES


def test_catalogs_and_compiled_files_are_up_to_date_and_complete() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "interface.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_gettext_compiles_them_to_the_same_bytes(code: str, tmp_path: Path) -> None:
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    catalog = ROOT / "locales" / code / "LC_MESSAGES" / "toolkit.po"
    made = tmp_path / "made.mo"
    subprocess.run([msgfmt, "--check", "-o", made, catalog], check=True)
    assert made.read_bytes() == (ROOT / "toolkit" / "bundles" / "interface" / f"{code}.mo").read_bytes()


def test_every_noun_that_is_counted_has_its_forms() -> None:
    calls = (
        node
        for path in (ROOT / "toolkit").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "counted"
    )
    nouns = {one.args[1].value for one in calls if len(one.args) > 1 and isinstance(one.args[1], ast.Constant)}
    assert nouns
    assert nouns <= set(NUMBERED)
