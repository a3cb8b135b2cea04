"""Terms as a translator sees them in the catalog: noted at update, in order, once, and kept by other tools."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from tests.conftest import Toolkit

GLOSSARY = "en,ru,note,forbidden\ngovernor,губернатор,of a province,глава\nSilk Road,Шёлковый путь,,\nOsh,Ош,,\n"
TEXT = "The governors met in Osh.\n\nThe Silk Road is long.\n\nNothing here.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "locales").mkdir()
    (tmp_path / "source" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "locales" / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def terms(path: Path) -> list[list[str]]:
    return [
        [line for line in entry.comment.splitlines() if line.startswith("term:")] for entry in polib.pofile(str(path))
    ]


def test_terms_are_noted_in_the_order_of_the_sentence(folder: Path, command_line: Toolkit) -> None:
    assert command_line(folder, "update", "source/a.txt", "--to", "ru").returncode == 0
    path = folder / "locales/ru/LC_MESSAGES/a.po"
    assert terms(path) == [
        ["term: governor = губернатор; not глава (of a province)", "term: Osh = Ош"],
        ["term: Silk Road = Шёлковый путь"],
        [],
    ]
    before = path.read_bytes()
    command_line(folder, "update", "source/a.txt", "--to", "ru")
    assert path.read_bytes() == before
    (folder / "locales" / "glossary.csv").write_text(GLOSSARY.replace("of a province", ""), encoding="utf-8")
    command_line(folder, "update", "source/a.txt", "--to", "ru")
    assert terms(path)[0][0] == "term: governor = губернатор; not глава"
    (folder / "locales" / "glossary.csv").unlink()
    command_line(folder, "update", "source/a.txt", "--to", "ru")
    assert terms(path) == [[], [], []]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed here; .ci/run installs it")
def test_they_survive_other_tools(folder: Path, command_line: Toolkit) -> None:
    command_line(folder, "update", "source/a.txt", "--to", "ru")
    path = folder / "locales/ru/LC_MESSAGES/a.po"
    noted = terms(path)
    subprocess.run(["msgcat", "-o", str(path), str(path)], check=True)
    assert terms(path) == noted
    polib.pofile(str(path)).save(str(path))
    assert terms(path) == noted
    saved = path.read_bytes()
    command_line(folder, "update", "source/a.txt", "--to", "ru")
    assert path.read_bytes() == saved
