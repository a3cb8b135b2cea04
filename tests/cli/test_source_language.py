"""The language of the documents: by option, by folder, and told where the text says another."""

from pathlib import Path

import pytest

from toolkit.cli import run_command

RUSSIAN = "Министр сказал, что новую дорогу откроют до конца года и что она обошлась дешевле, чем планировали.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source" / "ru").mkdir(parents=True)
    (tmp_path / "locales").mkdir()
    (tmp_path / "source" / "ru" / "a.txt").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "source" / "b.txt").write_text("The cat sees the house.\n", encoding="utf-8")
    return tmp_path


def languages(project: Path, document: str) -> dict[str, str]:
    """Target language -> X-Source-Language of the catalogs of a document."""
    found = {}
    for path in project.glob(f"locales/*/LC_MESSAGES/{document}.po"):
        line = next(line for line in path.read_text(encoding="utf-8").splitlines() if "X-Source-Language" in line)
        found[path.relative_to(project / "locales").parts[0]] = line.partition(": ")[2].removesuffix('\\n"')
    return found


def test_a_text_in_another_language_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["translate", "source/ru/a.txt", "--to", "zh", "--engine", "pseudo"]) == 0
    assert "looks like Russian, and it is taken for English; say --from ru" in capsys.readouterr().err
    assert run_command(["translate", "source/b.txt", "--to", "zh", "--engine", "pseudo"]) == 0
    assert "looks like" not in capsys.readouterr().err


def test_from_says_it_and_is_no_target(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["translate", "source/ru/a.txt", "--from", "ru", "--engine", "pseudo"]) == 0
    assert languages(project, "ru/a") == {"zh": "ru", "ky": "ru"}
    assert "looks like" not in capsys.readouterr().err


def test_no_target_is_the_source(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["translate", "source/b.txt", "--to", "en,ru", "--engine", "pseudo"]) == 2
    assert "en is the language of the source" in capsys.readouterr().err
    assert not list(project.glob("locales/**/*.po"))


@pytest.mark.parametrize("command", ["translate", "run"])
def test_folders_have_their_own(project: Path, command: str) -> None:
    settings = '[tool.toolkit]\nsource-language = "en"\n[tool.toolkit.source-languages]\n"source/ru" = "ru"\n'
    (project / "pyproject.toml").write_text(settings, encoding="utf-8")
    assert run_command([command, "source", "--engine", "pseudo"]) == 0
    assert languages(project, "ru/a") == {"zh": "ru", "ky": "ru"}
    assert languages(project, "b") == {"zh": "en", "ru": "en", "ky": "en"}


def test_drafts_from_the_wrong_language_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who was warned and says --from gets drafts from that language; what a person has approved stays."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Привет, как дела? Это письмо написано по-русски.\n", encoding="utf-8")
    engine = ["--engine", "pseudo", "--to", "ky"]
    assert run_command(["run", "a.txt", *engine]) == 0
    assert "say --from ru" in capsys.readouterr().err
    assert run_command(["approve", "a.txt", "--to", "ky", "--sentence", "p1s1", "--anyway"]) == 0
    catalog = tmp_path / "locales/ky/LC_MESSAGES/a.po"
    first = catalog.read_text(encoding="utf-8")
    assert '"X-Source-Language: en\\n"' in first
    assert first.count("# Draft: pseudo") == 1
    monkeypatch.setattr("toolkit.engines.pseudo.PseudoEngine.signature", "pseudo from the right language")
    for _ in range(2):
        assert run_command(["run", "a.txt", "--from", "ru", *engine]) == 0
        second = catalog.read_text(encoding="utf-8")
        assert '"X-Source-Language: ru\\n"' in second
        assert second.count("# Draft: pseudo from the right language") == 1
    assert run_command(["run", "a.txt", "--from", "ru", "--to", "ky"]) == 0, "nothing is left to do"
