"""Exports beside their sources, pipes that are no text, and memories: what a newcomer does in the first hour."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from toolkit.cli import run_command
from toolkit.exchange import FORMATS

TEXTS = {"a.txt": "Open the file.\n\nManage settings.\n", "b.txt": "Turn on Bluetooth.\n\nClose the window.\n"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_command(["translate", "a.txt", "b.txt", "--to", "ru", "--engine", "pseudo"]) == 0
    return tmp_path


def saved_again(path: Path) -> None:
    """As an office program leaves it: another program's properties, and texts of a sheet in a table of their own."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"toolkit", b"Office")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_exports_beside_their_sources_are_no_sources(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, form in (("out.docx", "docx"), ("out.xlsx", "xlsx"), ("out.xlf", "xliff"), ("two.xliff", "xliff12")):
        assert run_command(["export", "a.txt", "--to", "ru", "--format", form, "-o", name]) == 0
    saved_again(here / "out.docx")
    saved_again(here / "out.xlsx")
    capsys.readouterr()
    assert run_command(["update", ".", "--to", "ru"]) == 0
    told = capsys.readouterr().err
    for name in ("out.docx", "out.xlsx", "out.xlf", "two.xliff"):
        assert f"left out: {name}: translations that were exported, which `toolkit import` takes back" in told
    assert sorted(path.stem for path in here.glob("locales/ru/LC_MESSAGES/*.po")) == ["a", "b"]


def test_tables_and_xliff_of_others_are_sources(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "app.xlf").write_text(
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="x" source-language="en" target-language="ru" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>Save the file.</source></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    assert run_command(["update", ".", "--to", "ru"]) == 0
    assert "left out" not in capsys.readouterr().err
    assert (here / "locales/ru/LC_MESSAGES/app.po").exists()


@pytest.mark.parametrize("form", ["tsv", "xlsx", "docx", "jsonl", "tmx", "xliff", "xliff12"])
def test_an_export_finds_its_catalog_again(here: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "sub").mkdir()
    (here / "sub/c.txt").write_text("Delete the folder.\n", encoding="utf-8")
    assert run_command(["run", ".", "--to", "ru", "--engine", "pseudo"]) == 0
    for document, name in (("b.txt", "b"), ("sub/c.txt", "sub/c")):
        away = here / "elsewhere" / f"corrected{FORMATS[form].suffix}"
        away.parent.mkdir(exist_ok=True)
        assert run_command(["export", document, "--to", "ru", "--format", form, "-o", str(away)]) == 0
        capsys.readouterr()
        assert run_command(["import", str(away), "--approve", "--json"]) == 0
        counts = json.loads(capsys.readouterr().out)[0]
        assert counts["counts"].get("refused", 0) == 0
        assert all(path.endswith(f"{name}.po") for path in counts["ledgers"]), form


def test_an_export_of_all_languages_finds_those_that_nobody_has_begun(here: Path) -> None:
    assert run_command(["export", "a.txt", "--format", "tsv", "-o", "away.tsv"]) == 0
    lines = (here / "away.tsv").read_text(encoding="utf-8").splitlines()
    assert "\tky\tky:status\t" in lines[0] and not list(here.glob("locales/ky"))
    assert run_command(["import", "away.tsv"]) == 0


def test_a_pipe_that_is_no_text_says_what_it_is(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["export", "a.txt", "--to", "ru", "--format", "docx", "-o", "out.docx"]) == 0
    cases = {
        (here / "out.docx").read_bytes(): "a .docx file, no plain text; name the file, or say: toolkit run - --name "
        "document.docx",
        b"%PDF-1.7\n\xff": "a .pdf file, no plain text",
        b"{\\rtf1 x}": "a .rtf file, and no reader takes one; save it as .docx",
        b"PK\x03\x04\xff\xff": "a .zip file, and no reader takes one; unpack it",
    }
    for data, told in cases.items():
        for call in (["run", "-", "--to", "ru"], ["segment", "-"], ["translate", "-", "--to", "ru"]):
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
            assert run_command([*call, *(["--engine", "pseudo"] if call[0] != "segment" else [])]) == 2
            assert f"standard input is {told}" in capsys.readouterr().err
    assert not (here / "build").exists()


def test_a_page_in_a_pipe_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {"<!doctype html><p>Open.</p>": ".html", "1\n00:00:01,000 --> 00:00:02,000\nOpen.\n": ".srt"}
    for text, ending in pages.items():
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert run_command(["segment", "-"]) == 0
        assert f"standard input looks like a {ending} file, and is taken for plain text" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Open the file. 1\n2\n")))
    assert run_command(["segment", "-"]) == 0
    assert capsys.readouterr().err == ""


def test_a_run_says_what_came_from_the_memory(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "old.tsv").write_text("en\tru\nSave the file now.\tСохраните файл сейчас.\n", encoding="utf-8")
    (here / "c.txt").write_text("Save the file now.\n\nGo home.\n", encoding="utf-8")
    assert run_command(["memory", "import", "old.tsv", "--to", "ru"]) == 0
    assert "old.tsv: 1 translation (1 ru)" in capsys.readouterr().out
    assert run_command(["run", "c.txt", "--to", "ru", "--engine", "pseudo"]) == 0
    assert "from the memory, to be approved here: ru 1 of 2 sentences" in capsys.readouterr().out
    assert run_command(["memory", "forget", "olds.tsv"]) == 2
    assert "known: a, b, imported/old.tsv" in capsys.readouterr().err
    assert run_command(["memory", "forget", "./old.tsv"]) == 0, "by the name of the file that was imported"
    assert "imported/old.tsv: 1 translation forgotten" in capsys.readouterr().out


def test_a_reader_that_has_seen_enough_is_no_failure(here: Path) -> None:
    (here / "long.txt").write_text("Open the file. " * 20_000, encoding="utf-8")
    call = f"'{sys.executable}' -m toolkit segment long.txt | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", call], cwd=here, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("Open the file.\n0\n", "")


def test_the_output_of_a_corpus_is_counted_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "input").mkdir()
    (here / "input/x.en").write_text("Open the file.\nManage settings.\n", encoding="utf-8")
    assert run_command(["corpus", "translate", "input", "--to", "ru", "--out", "out", "--engine", "pseudo"]) == 0
    capsys.readouterr()
    assert run_command(["corpus", "stats", "out", "--to", "ru", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 2


@pytest.mark.parametrize(("text", "told"), [
    ("Ayarları yönet\n", "letters of another language (ö, ı), and is taken for English; perhaps it is Turkish"),
    ("Жөндөөлөр.\n", "in Cyrillic letters, and is taken for English; perhaps it is "),
    ("Бул үй.\n", "perhaps it is Kyrgyz"),
    ("Открыть\n", "in Cyrillic letters, and is taken for English; say --from and its language"),
])  # fmt: skip
def test_a_short_text_in_another_language_is_told(
    here: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "c.txt").write_text(text, encoding="utf-8")
    assert run_command(["extract", "c.txt"]) == 0
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("text", ["The café of Zürich\n", "Open the file.\n", "Москва, Moscow city\n"])
def test_names_and_borrowed_words_are_no_other_language(
    here: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "c.txt").write_text(text, encoding="utf-8")
    assert run_command(["extract", "c.txt"]) == 0
    assert capsys.readouterr().err == ""
