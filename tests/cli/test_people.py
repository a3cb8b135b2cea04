"""What people decide and read, from the shell: approve, reject, stats."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit import catalogs
from toolkit.cli import run_command

TEXT = "Manage settings. Turn on Bluetooth.\n\nRemove 5 files now?\n"


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document in a project of its own, drafted into Kyrgyz by the pseudo engine."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run_command(["translate", "a.txt", "--to", "ky", "--engine", "pseudo"]) == 0
    return tmp_path / "locales" / "ky" / "LC_MESSAGES" / "a.po"


def states(path: Path) -> dict[str, str]:
    return {entry.msgid: catalogs.status(entry) for entry in catalogs.read(path.read_bytes()).live}


def fields(path: Path) -> dict[str, str]:
    header = catalogs.read(path.read_bytes()).header
    assert header is not None
    return catalogs.fields_of(header)


def test_drafting_is_no_revision(catalog: Path) -> None:
    before = fields(catalog)
    assert run_command(["translate", "a.txt", "--to", "ky", "--engine", "pseudo", "--redraft"]) == 0
    assert run_command(["update", "a.txt", "--to", "ky"]) == 0
    assert fields(catalog) == before
    assert before["Last-Translator"] == ""


def test_a_sentence_by_its_id(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run_command(["approve", "a.txt", "--to", "ky", "--anyway", "-s", "p1s2", "--by", "Aida <a@example.org>"]) == 0
    )
    assert "approved: p1s2: Turn on Bluetooth." in capsys.readouterr().out
    assert states(catalog)["Turn on Bluetooth."] == "reviewed"
    assert fields(catalog)["Last-Translator"] == "Aida <a@example.org>"
    assert run_command(["reject", "a.txt", "--to", "ky", "-s", "p1s2", "-s", "p2s1", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["counts"] == {"marked fuzzy": 1, "emptied": 1}
    assert row["ledger"] == {"went in": 1, "live": 0, "fuzzy": 1, "obsolete": 0, "fuzzy with previous source": 0}
    assert list(states(catalog).values()) == ["drafted", "fuzzy", "untranslated"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["approve", "a.txt"], 2, "say which sentences"),
        (["approve", "a.txt", "-s", " "], 2, "an empty --sentence"),
        (["approve", "a.txt", "-s", "p9s9", "-s", "p1s1"], 1, "no catalog has a sentence 'p9s9'"),
        (["approve", "locales", "-s", "p1s1"], 1, "needs the document"),
        (["approve", "a.txt", "--to", "de", "--all"], 1, "there is no catalog"),
        (["reject", "a.txt", "--min-confidence", "1.5"], 2, "1.5"),
    ],
)
def test_wrong_calls_write_nothing(
    arguments: list[str], code: int, says: str, catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = catalog.read_bytes()
    assert run_command(arguments) == code
    assert says in capsys.readouterr().err
    assert catalog.read_bytes() == before


def test_a_trial(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = catalog.read_bytes()
    assert run_command(["approve", "locales", "--min-confidence", "0.9", "--anyway", "--dry-run"]) == 0
    assert "3 approved (nothing is written)" in capsys.readouterr().out
    assert catalog.read_bytes() == before
    assert run_command(["approve", "locales", "--min-confidence", "0.9", "--anyway"]) == 0
    assert set(states(catalog).values()) == {"reviewed"}


@pytest.mark.parametrize("setting", ["project", "git", "neither"])
def test_who_approves(setting: str, catalog: Path, command_line: Toolkit) -> None:
    folder = catalog.parents[3]
    if setting == "project":
        (folder / "pyproject.toml").write_text(
            '[tool.toolkit]\ntranslator = "Bermet <b@example.org>"\n', encoding="utf-8"
        )
    if setting == "git":
        for line in (["init", "-q"], ["config", "user.name", "Chyngyz"], ["config", "user.email", "c@example.org"]):
            subprocess.run(["git", *line], cwd=folder, check=True)
    done = command_line(folder, "approve", "a.txt", "--to", "ky", "--all", "--anyway", GIT_CONFIG_NOSYSTEM="1")
    assert done.returncode == 0, done.stderr
    assert fields(catalog)["Last-Translator"] == {
        "project": "Bermet <b@example.org>", "git": "Chyngyz <c@example.org>", "neither": "",
    }[setting]  # fmt: skip


def test_stats(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["approve", "a.txt", "--to", "ky", "-s", "p2s1", "--anyway"])
    capsys.readouterr()
    assert run_command(["stats"]) == 0
    assert "1 (4)" in (said := capsys.readouterr().out)
    assert "44 %" in said
    assert run_command(["stats", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["language"], row["segments"], row["words"]) == ("ky", 3, 9)
    assert row["states"]["reviewed"]["words"] == 4
    assert run_command(["stats", "a.txt", "--to", "ky", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["languages"]["ky"]["drafted"] == 2
    assert (row["words"], row["states"]["ky"]["drafted"]["words"]) == (9, 5)
    before, flag, after = catalog.read_bytes().partition(b"#, fuzzy")
    theirs = after.replace(b'msgstr "', b'msgstr "a person: ', 1)
    catalog.write_bytes(before + b"# Changed: number\n" + flag + theirs)
    assert run_command(["stats", str(catalog)]) == 0
    assert "source changed since: 1 number" in capsys.readouterr().out


def test_stats_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(["stats"]) == 1
    assert "there are no catalogs here yet" in capsys.readouterr().err


def test_every_command_ends_with_the_ledger(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["approve", "a.txt", "--to", "ky", "--all", "--anyway"])
    capsys.readouterr()
    for arguments in (["update", "a.txt"], ["translate", "a.txt"], ["translate", str(catalog)], ["run", "a.txt"]):
        assert run_command([*arguments, *(["--to", "ky"])]) == 0
        assert "people's translations: 3 before, all kept: 3 live, 0 fuzzy, 0 obsolete" in capsys.readouterr().out
        assert run_command([*arguments, "--to", "ky", "--json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)
        ledger = row.get("ledger") or row["languages"]["ky"]["ledger"]
        assert (ledger["went in"], ledger["live"]) == (3, 3)
