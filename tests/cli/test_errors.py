"""Bad input is normal: one clear sentence, the right exit code, no traceback, and nothing half-written."""

import errno
import os
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, Toolkit
from toolkit.cli import run_command

NAME = ARTICLE.stem


@pytest.fixture
def words(project: Path, command_line: Toolkit, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project


CASES = {
    "a missing source": (["run", "missing.txt"], 1, "missing.txt: there is no such file"),
    "a folder without documents": (
        ["run", "pictures"],
        1,
        "pictures: there is no document in this folder; picture.xyz: no",
    ),
    "a pattern": (["run", "none/*.txt"], 1, "none/*.txt: no file fits this pattern"),
    "a catalog of the project": (["run", f"locales/ru/LC_MESSAGES/{NAME}.po"], 1, "`toolkit translate` drafts it in"),
    "a damaged template": (["run", "messages.pot"], 1, "messages.pot:3: a string is not closed"),
    "nothing but what is left out": (["run", "x.json"], 1, "x.json: 12 letters of text and nothing to"),
    "an unknown language": (["run", f"source/{NAME}.txt", "--to", "xx"], 2, "unknown language 'xx'; known: en, zh"),
    "a misspelt source": (["run", "nev.txt"], 1, "nev.txt: there is no such file; did you mean new.txt"),
    "an empty folder": (
        ["run", "empty"],
        1,
        "there is no document in this folder; `toolkit formats` lists what is one",
    ),
    "a misspelt language": (["run", "new.txt", "--to", "chinise"], 2, "did you mean zh (Chinese)? known"),
    "the code of a country": (["run", "new.txt", "--to", "cn"], 2, "did you mean zh (Chinese)? known"),
    "of another country": (["run", "new.txt", "--to", "kg"], 2, "did you mean ky (Kyrgyz)? known"),
    "a country of two languages": (["run", "new.txt", "--to", "kz"], 2, "did you mean kk (Kazakh)? known"),
    "a country of no language of its own": (["run", "new.txt", "--to", "us"], 2, "did you mean en (English)? known"),
    "what languages there are": (["run", "new.txt", "--to", "xx"], 2, "ky, and every other language code, such as de"),
    "nothing to align": (["align", "missing.txt", "new.txt"], 1, "missing.txt: there is no such file"),
    "nothing to align with": (
        ["align", "new.txt", "nev.txt"],
        1,
        "nev.txt: there is no such file; did you mean new.txt",
    ),
    "a code that is none": (["run", "new.txt", "--to", "kyr"], 2, "did you mean ky (Kyrgyz)? known"),
    "old Word": (["run", "picture.doc"], 2, "save it as .docx in the program that made it, or run: soffice --headless"),
    "rich text": (["run", "picture.RTF"], 2, "soffice --headless --convert-to docx picture.RTF"),
    "Pages": (["run", "my picture.pages"], 2, "export it as Word (.docx) from Pages"),
    "a scan": (["run", "picture.png"], 2, "a picture has no text: let it be recognised first"),
    "an address": (["run", "https://example.org/a?b=c"], 2, "https://example.org/a?b=c: this is an address, and"),
    "an unknown command": (["translat"], 2, "no such command 'translat'; did you mean translate? known: run"),
    "an unknown option": (["run", "--nope", "x"], 2, "No such option"),
    "no source": (["run"], 2, "Missing argument"),
    "nothing of three": (["corpus", "translate"], 2, "Missing 'INPUT...', '--to', '--out'."),
    "nothing of two": (["corpus", "translate", "--to", "ru"], 2, "Missing 'INPUT...', '--out'."),
    "an unknown format": (["run", "picture.xyz"], 2, "unknown document format '.xyz'; `toolkit formats` lists those"),
    "a misspelt format": (["run", "picture.dcx"], 2, "unknown document format '.dcx'; did you mean .docx or "),
    "an unknown engine": (
        ["translate", "new.txt", "--to", "ru", "--engine", "nope"],
        2,
        "unknown engine 'nope'; known: argos, gloss, pseudo",
    ),
    "no package": (["run", "new.txt", "--to", "de"], 1, "en→de"),
    "another encoding": (["run", "latin.txt"], 1, "latin.txt:1: byte 0xE9 at offset 3 is not UTF-8"),
    "an unknown encoding": (["run", "new.txt", "--encoding", "klingon"], 2, "unknown encoding 'klingon'"),
    "two of one name": (["run", "new.txt", "new.text"], 2, "have the same name"),
}


@pytest.mark.parametrize(("arguments", "code", "message"), CASES.values(), ids=CASES.keys())
def test_one_sentence_and_the_right_code(
    words: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    Path("latin.txt").write_bytes(b"Caf\xe9.\n")
    Path("new.txt").write_text("Some words.\n", encoding="utf-8")
    Path("other").mkdir()
    Path("other/new.txt").write_text("Some words.\n", encoding="utf-8")
    Path("new.text").write_text("Some words.\n", encoding="utf-8")
    Path("x.json").write_text('{"url": "www.example.no"}', encoding="utf-8")
    Path("messages.pot").write_text('msgid ""\nmsgstr ""\n"x: y\n', encoding="utf-8")
    Path("pictures").mkdir()
    Path("pictures/picture.xyz").write_bytes(b"x")
    Path("empty").mkdir()
    for name in ("picture.xyz", "picture.dcx", "picture.doc", "picture.RTF", "my picture.pages", "picture.png"):
        Path(name).write_bytes(b"x")
    assert run_command(arguments) == code
    errors = capfd.readouterr().err
    assert message in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", [["run"], ["run", "--fresh"], ["translate"]])
def test_nothing_is_written_for_a_language_that_nothing_serves(
    words: Path, capfd: pytest.CaptureFixture[str], command: list[str]
) -> None:
    Path("new.txt").write_text("Some words.\n", encoding="utf-8")
    before = sorted(words.rglob("*"))
    assert run_command([*command, "new.txt", "--to", "ru,de"]) == 1
    assert "en→de" in capfd.readouterr().err
    assert sorted(words.rglob("*")) == before


def test_a_damaged_catalog_is_named_with_its_line(words: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = Path("locales/ru/LC_MESSAGES") / f"{NAME}.po"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[30] = 'msgstr "not closed'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = path.read_bytes()
    assert run_command(["run", f"source/{NAME}.txt"]) == 1
    assert f"{NAME}.po:31: " in capfd.readouterr().err
    assert path.read_bytes() == before
    assert not (Path("build") / NAME / "index.html").exists()


def test_a_damaged_package_is_named(
    words: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packages" / "translate-en_ru-9_9"
    (folder / "model").mkdir(parents=True)
    (folder / "metadata.json").write_text(
        '{"package_version": "9.9", "argos_version": "1.9", "from_code": "en", "to_code": "ru"}', encoding="utf-8"
    )
    (folder / "sentencepiece.model").write_bytes(b"no model")
    (folder / "model" / "model.bin").write_bytes(b"no weights")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    Path("new.txt").write_text("Some words.\n", encoding="utf-8")
    assert run_command(["run", "new.txt", "--to", "ru"]) == 1
    errors = capfd.readouterr().err
    assert "translate-en_ru-9_9" in errors
    assert "Traceback" not in errors
    assert not Path("build/new/index.html").exists()


REFUSALS = {
    "full": ("os.fsync", errno.ENOSPC, "cannot write: no space left on device"),
    "read-only": ("toolkit.storage.files._created", errno.EROFS, "cannot write: read-only file system"),
    "forbidden": ("toolkit.storage.files._created", errno.EACCES, "cannot write: permission denied"),
}


@pytest.mark.parametrize(("call", "number", "message"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_disk_that_refuses(
    words: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    message: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(call, refuse)
    assert run_command(["run", f"source/{NAME}.txt"]) == 1
    assert message in capfd.readouterr().err
    assert list(Path("build", NAME).iterdir()) == []


def test_a_file_where_a_folder_should_be(words: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("build").write_text("in the way", encoding="utf-8")
    assert run_command(["run", f"source/{NAME}.txt"]) == 1
    assert "cannot create the folder" in capfd.readouterr().err
    assert Path("build").read_text(encoding="utf-8") == "in the way"


def test_an_unknown_setting_is_an_error(words: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.toolkit]\nlocale = "po"\n', encoding="utf-8")
    assert run_command(["stats", f"source/{NAME}.txt"]) == 2
    assert "unknown setting 'locale'; did you mean locales? known: source-language" in capfd.readouterr().err


def test_an_empty_document_is_no_error(words: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("empty.txt").write_bytes(b"")
    assert run_command(["run", "empty.txt", "--to", "ru"]) == 0
    assert "no text to translate" in capfd.readouterr().out
    assert Path("build/empty/index.html").exists()
