"""What a newcomer meets: init, doctor, config, help, pipes, and output that one wants to read."""

import io
import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Toolkit
from toolkit.cli import COMMANDS, run_command
from toolkit.cli.topics import TOPICS
from toolkit.errors import ProjectError
from toolkit.project import table
from toolkit.project.beginning import begin, written
from toolkit.project.settings import SETTINGS, load_settings
from toolkit.storage.given import toml_value


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run_command(list(arguments)) == code
    return capsys.readouterr().out


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_init_writes_what_config_shows(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / "letter.txt").write_text("Some words.\n", encoding="utf-8")
    shown = said(
        capsys, "init", "--to", "ky,ru", "--translator", 'A "B" <a@example.org>', "--format", "html,epub", "-y"
    )
    assert "1 document here: letter.txt" in shown
    assert "made: pyproject.toml" in shown
    assert "toolkit run letter.txt" in shown
    settings = load_settings(empty)
    assert (settings.targets, settings.formats) == (("ky", "ru"), ("html", "epub"))
    assert settings.translator == 'A "B" <a@example.org>'
    assert (empty / "source").is_dir()
    rows = json.loads(said(capsys, "config", "--json"))["settings"]
    found = {row["name"]: (row["value"], row["source"]) for row in rows}
    assert found["targets"] == (["ky", "ru"], "pyproject.toml")
    assert found["encoding"] == ("utf-8", "default")
    assert found["packages"][1] == found["ARGOS_PACKAGES_DIR"][1] == "environment"
    assert re.search(r"^targets +\[\"ky\", \"ru\"\] +pyproject.toml$", said(capsys, "config", "targets"), re.MULTILINE)
    assert run_command(["init", "-y"]) == 2, "a second table is refused"
    assert "has a table [tool.toolkit] already" in capsys.readouterr().err


def test_init_runs_what_is_there(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / "letter.txt").write_text("Open the file.\n", encoding="utf-8")
    shown = said(capsys, "init", "--to", "ru", "--yes", "--run", "--format", "txt")
    assert "bundle: build/letter; in it: parallel.txt, letter.ru.txt" in shown
    assert (empty / "build/letter/parallel.txt").exists()


@pytest.mark.parametrize("before", ["", "[project]\nname = 'x'\n", "# no line end", "[tool.other]\nx = 1\n\n"])
def test_what_stood_in_pyproject_stays(before: str) -> None:
    after = written(before, {"translator": "Ж\t\\", "targets": ["ky"]})
    assert after.startswith(before)
    assert toml_value(after)["tool"]["toolkit"] == {"translator": "Ж\t\\", "targets": ["ky"]}


def test_a_damaged_pyproject_is_left_alone(empty: Path) -> None:
    (empty / "pyproject.toml").write_text("[tool\n", encoding="utf-8")
    with pytest.raises(ProjectError, match="cannot be read"):
        begin(empty, {"targets": ["ky"]})
    assert sorted(empty.iterdir()) == [empty / "pyproject.toml"]


def test_every_setting_has_a_default_of_its_kind() -> None:
    assert list(SETTINGS) == [setting.name for setting in table.GENERAL]
    for setting in (*table.GENERAL, *table.SEGMENTATION):
        assert isinstance(toml_value(f"value = {setting.default}")["value"], setting.kind), setting.name
        assert setting.text.endswith("."), setting.name


def test_doctor_knows_what_lacks(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "doctor", "--json"))
    facts = {(fact["topic"], fact["name"]): fact for fact in found["facts"]}
    assert found["worst"] in ("ok", "note")
    assert facts["packages", "en→ky Kyrgyz"]["remedy"] == "toolkit packages install ky"
    assert "starter" in facts["packages", "en→ky Kyrgyz"]["said"]
    (empty / "pyproject.toml").write_text('[tool.toolkit]\ntargets = ["de"]\n', encoding="utf-8")
    shown = said(capsys, "doctor", code=1)
    assert re.search(r"bad +en→de German +no package translates this", shown)
    assert "→ toolkit packages install en-de" in shown


def test_help_has_a_page_for_every_topic_and_command(capsys: pytest.CaptureFixture[str]) -> None:
    listed = said(capsys, "help")
    for topic in TOPICS:
        assert f"  {topic} " in listed
        assert len(said(capsys, "help", topic).splitlines()) >= 1
    for command in COMMANDS:
        assert said(capsys, "help", command).startswith(f"Usage: toolkit {command}")
    assert run_command(["help", "formts"]) == 2
    assert "did you mean formats?" in capsys.readouterr().err


def test_a_line_for_a_line(empty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, "Open the file.\n\nOpen the file. Close it.\n")
    assert run_command(["translate", "-", "--to", "ru"]) == 0
    shown = capsys.readouterr()
    lines = shown.out.split("\n")
    assert (len(lines), lines[1], lines[3]) == (4, "", "")
    assert re.search("[а-я]", lines[0])
    assert re.search("[а-я]", lines[2])
    assert "machine drafts, by argos translate-en_ru" in shown.err, "nothing pretends"
    assert list(empty.iterdir()) == []
    pipe(monkeypatch, "Open the file.\n")
    row = json.loads(said(capsys, "translate", "-", "--to", "ru", "--json"))
    assert row["target"] == lines[0]
    assert 0 <= row["score"] <= 1
    pipe(monkeypatch, "x\n")
    assert run_command(["translate", "-"]) == 2
    assert "--to ky" in capsys.readouterr().err


def test_a_pipe_becomes_a_bundle(
    empty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, "# Title\n\nOpen the *file*.\n")
    shown = said(capsys, "run", "-", "--name", "letter.md", "--to", "ru")
    assert "page: build/letter/index.html; beside it: letter.ru.md" in shown
    assert (empty / "build/letter/letter.ru.md").read_text(encoding="utf-8").startswith("# ")
    assert run_command(["run", "-", "other.txt"]) == 2


def test_what_a_run_says(empty: Path, command_line: Toolkit) -> None:
    """One note a run, no ledger where nobody has worked, plurals, and nothing but notes when asked for quiet."""
    for name in ("a.txt", "b.txt"):
        (empty / name).write_text("Open the file.\n", encoding="utf-8")
    done = command_line(empty, "run", "a.txt", "b.txt", "--to", "ru")
    assert done.stderr.count("starter packages") == 1
    assert "people's translations" not in done.stdout
    assert done.stdout.splitlines() == [
        "a.txt: 1 block, 1 segment, 3 words",
        "page: build/a/index.html; beside it: a.ru.txt",
        "b.txt: 1 block, 1 segment, 3 words",
        "page: build/b/index.html; beside it: b.ru.txt",
        "language    reviewed  drafted  untranslated",
        "ru Russian         0        2             0",
    ]
    assert command_line(empty, "run", "a.txt", "--to", "ru", "-q").stdout == ""
    assert "  build/a/parallel.tmx" in command_line(empty, "run", "a.txt", "--to", "ru", "-v").stdout
    assert command_line(empty, "approve", "a.txt", "--to", "ru", "--all", "-q").stdout == ""
    assert "ru: people's translations: 1 before, all kept: 1 live" in command_line(
        empty, "run", "a.txt", "--to", "ru", "--rebuild"
    ).stdout  # fmt: skip


def test_tables_know_chinese_and_narrow_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    from toolkit.cli.printing import print_table

    print_table(("name", "n"), [("中文", "1"), ("русский", "22")])
    assert capsys.readouterr().out == "name      n\n中文      1\nрусский  22\n"


@pytest.mark.parametrize("no_color", ["", "1"])
def test_colours_are_for_terminals_that_want_them(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_color: str
) -> None:
    from toolkit.cli import printing

    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    printing.print_table(("state",), [("bad",)], styles={"bad": "red"})
    monkeypatch.undo()
    assert ("\x1b[" in capsys.readouterr().out) is not bool(no_color)


@pytest.mark.parametrize("name", ["Russian", "russian", "русский", "RU"])
def test_a_language_is_known_by_its_whole_name(empty: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (empty / "a.txt").write_text("Open the file.\n", encoding="utf-8")
    assert run_command(["run", "a.txt", "--to", name, "-q"]) == 0
    assert (f"note: {name} is taken for ru" in capsys.readouterr().err) is (name != "RU")
    assert (empty / "locales/ru/LC_MESSAGES/a.po").exists()


def test_paths_are_told_as_one_sees_them_from_here(
    empty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty / "pyproject.toml").write_text('[tool.toolkit]\ntargets = ["ru"]\n', encoding="utf-8")
    below = empty / "part"
    below.mkdir()
    (below / "a.txt").write_text("Open the file.\n", encoding="utf-8")
    (below / "latin.txt").write_bytes(b"Caf\xe9.\n")
    monkeypatch.chdir(below)
    shown = said(capsys, "run", "a.txt")
    assert shown.startswith("a.txt: 1 block, 1 segment, 3 words\n")
    assert "page: ../build/part/a/index.html" in shown
    assert said(capsys, "run", "a.txt").startswith("a.txt: unchanged since the last run\n")
    assert said(capsys, "stats", "a.txt").startswith("a.txt: 1 segment, 3 words\n")
    assert "../locales/ru/LC_MESSAGES/part/a.po ru " in said(capsys, "stats")
    assert run_command(["run", "latin.txt"]) == 1
    assert capsys.readouterr().err.startswith("toolkit: latin.txt:1: ")
    (empty / "locales/ru/LC_MESSAGES/part/a.po").write_text('msgid "\n', encoding="utf-8")
    assert run_command(["run", "a.txt"]) == 1
    assert capsys.readouterr().err.startswith("toolkit: ../locales/ru/LC_MESSAGES/part/a.po:1: ")


def test_repeats_are_counted_one_way(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / "a.txt").write_text("Open the file.\n\nClose it.\n\nOpen the file.\n\n2024\n", encoding="utf-8")
    assert run_command(["run", "a.txt", "--to", "ru"]) == 0
    first = capsys.readouterr()
    size = "4 segments, 3 distinct segments"
    assert f"a.txt: 4 blocks, {size}, 9 words" in first.out
    assert "a.txt → ru: 4 of 4 segments drafted" in first.err
    assert f"a.txt: {size}, 9 words" in said(capsys, "stats", "a.txt")
    assert f"locales/a.pot: {size}" in said(capsys, "extract", "a.txt")
    assert said(capsys, "stats").startswith("distinct segments (words of the source)")
    assert json.loads((empty / "build/a/receipt.json").read_text(encoding="utf-8"))["segments"] == 4


def test_a_table_that_is_too_wide_becomes_a_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from toolkit.cli.printing import print_table

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")  # rich takes a dumb one for 80 columns wide
    monkeypatch.setenv("COLUMNS", "30")
    name = "locales/ru/LC_MESSAGES/a-long-name.po ru"
    print_table(("catalog", "reviewed", "已"), [(name, "1 (2)", "3 (4)")])
    monkeypatch.undo()
    assert capsys.readouterr().out == f"catalog\n{name}\n  reviewed  1 (2)\n  已        3 (4)\n"


def test_a_second_beginning_is_no_document(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("pyproject.toml", "letter.txt", "old.doc", ".hidden.txt"):
        (empty / name).write_text("", encoding="utf-8")
    assert "1 document here: letter.txt\n" in said(capsys, "init", "-y", "--to", "Kyrgyz")


def test_completion_is_there(tmp_path: Path, command_line: Toolkit) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"{shell}_source" in README
    done = command_line(tmp_path, _TOOLKIT_COMPLETE="bash_complete", COMP_WORDS="toolkit do", COMP_CWORD="1")
    assert "plain,doctor" in done.stdout


README = (ROOT / "README.md").read_text(encoding="utf-8")
