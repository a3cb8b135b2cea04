"""The README stays true: its Python runs, its commands exist, and the command table is complete."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.cli import COMMANDS, packages, run_command

README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = [
    code
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    for code in re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
]
SHELL = [
    line for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE) for line in block.splitlines()
]


@pytest.mark.parametrize("code", PYTHON)
def test_python_examples_run(code: str, project: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", project)
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_there_are_examples() -> None:
    assert PYTHON
    assert any(line.startswith("make demo") for line in SHELL)


def test_every_command_is_in_the_table_and_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert f"| `toolkit {name}" in README, name
        assert run_command([name, "--help"]) == 0
        assert "Example" in capsys.readouterr().out, name


def test_every_command_of_a_group_has_an_example() -> None:
    for name, command in packages.command.commands.items():
        assert "Example" in (command.help or ""), name


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md"])
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (path.parent / target).exists(), target


def test_every_dependency_has_its_line() -> None:
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = re.search(
        r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert section
    for name in re.findall(r'"([a-z0-9-]+)', section.group(1)):
        assert f"| {name}" in listed, name


def test_the_command_reference_is_what_the_commands_say() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
