"""What commands say in cases that a newcomer meets first: one of a thing, nothing before, an empty name."""

from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit.catalogs import Ledger
from toolkit.cli import run_command
from toolkit.cli.run import _beyond


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", ""),
        ("run", "letter.txt", ""),
        ("segment", ""),
        ("check", ""),
        ("align", "letter.txt", ""),
        ("export", "", "--format", "tmx"),
        ("import", ""),
        ("corpus", "translate", "", "--to", "ru", "--out", "out"),
        ("memory", "import", ""),
        ("review", "", "--no-browser"),
    ],
)
def test_an_empty_name_is_not_the_whole_folder(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (here / "letter.txt").write_text("Open the file.\n", encoding="utf-8")
    assert run_command(list(arguments)) == 2
    assert "an empty name is no file" in (said := capsys.readouterr().err) and len(said.splitlines()) == 1
    assert [path.name for path in here.iterdir()] == ["letter.txt"]


def test_one_sentence_is_one(here: Path, command_line: Toolkit) -> None:
    (here / "letter.txt").write_text("Open the file.\n", encoding="utf-8")
    assert command_line(here, "update", "letter.txt", "--to", "ru").returncode == 0
    assert "\n1 sentence would gain\n" in command_line(here, "triage", "letter.txt", "--to", "ru").stdout
    assert _beyond({"ru": 1}, 1, "gloss").startswith("beyond the starter package: the only sentence; glossed")
    assert _beyond({"ru": 1, "ky": 2}, 3, "").startswith("beyond the starter package: ru 1, ky 2 of 3 sentences; left")


def test_a_ledger_of_nothing_before_says_what_is_there() -> None:
    assert str(Ledger(0, live=1)) == "people's translations: 1 live, 0 fuzzy, 0 obsolete"
    assert "1 before, all kept" in str(Ledger(1, live=1))
    assert Ledger().said == ""


def test_hints_that_are_only_counted_are_named(here: Path, command_line: Toolkit) -> None:
    (here / "ru.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Open the file"\nmsgstr "Открыть  файл"\n', encoding="utf-8"
    )
    word = "--hints lists them too"
    counted = command_line(here, "check", "ru.po").stdout
    assert (word in counted) == (" 0 hints" not in counted) and word not in command_line(
        here, "check", "ru.po", "--hints"
    ).stdout
    assert ("(see toolkit check --hints)" in command_line(here, "stats", "ru.po").stdout) == (word in counted)
    assert word in counted, counted


def test_init_says_what_to_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["init", "new one", "-y"]) == 0
    assert "put documents into new one/source/, then: cd 'new one' && toolkit run source/" in capsys.readouterr().out
    for name in "abcd":
        (here / f"{name}.txt").write_text("Open the file.\n", encoding="utf-8")
    assert run_command(["init", "-y"]) == 0
    assert "then: toolkit run .\n" in capsys.readouterr().out
    (here / "other" / "source").mkdir(parents=True)
    for name in "abcd":
        (here / "other" / "source" / f"{name}.txt").write_text("Open the file.\n", encoding="utf-8")
    assert run_command(["init", "other", "-y"]) == 0
    assert "then: cd other && toolkit run source/\n" in capsys.readouterr().out


def test_the_note_about_starter_packages_comes_once_a_run(here: Path, command_line: Toolkit) -> None:
    (here / "a.txt").write_text("Open the file.\n", encoding="utf-8")
    assert command_line(here, "run", "a.txt", "--to", "ru").returncode == 0
    (here / "b.ru.txt").write_text("Откройте файл.\n", encoding="utf-8")
    (here / "b.txt").write_text("Close the file.\n", encoding="utf-8")
    done = command_line(here, "run", "a.txt", "b.txt", "--to", "ru,ky", "-q")
    assert (done.returncode, done.stderr.count("starter packages")) == (0, 1), done.stderr


def test_help_of_commands_within_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["help", "memory", "import"]) == 0
    assert capsys.readouterr().out.startswith("Usage: toolkit memory import")
    assert run_command(["help", "memory", "imprt"]) == 2
    assert "did you mean import?" in capsys.readouterr().err
    assert run_command(["help", "formats"]) == 0
    assert "Documents that are read, and written back" in capsys.readouterr().out
    for group in ("memory", "terms", "corpus", "packages"):
        assert run_command([group, "--help"]) == 0
        assert "..." not in capsys.readouterr().out.partition("\nCommands:")[2]


def test_the_list_of_checks_has_a_head(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["check", "--list"]) == 0
    assert capsys.readouterr().out.split()[:4] == ["check", "documents", "programs", "finds"]


def test_what_was_refused_is_not_approved(here: Path, command_line: Toolkit) -> None:
    (here / "letter.txt").write_text("Open 3 files.\n", encoding="utf-8")
    assert command_line(here, "update", "letter.txt", "--to", "ru").returncode == 0
    done = command_line(here, "approve", "letter.txt", "--to", "ru", "--all")
    assert "1 not approved" in done.stdout or "nothing selected" in done.stdout, done.stdout
    named = command_line(here, "approve", "letter.txt", "--to", "ru", "--sentence", "p1s1")
    assert "1 not approved" in named.stdout, named.stdout
