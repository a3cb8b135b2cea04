"""Files, folders and patterns as sources, and what becomes of their tree."""

import json
from pathlib import Path

import pytest

from toolkit.cli import run_command
from toolkit.documents import read
from toolkit.errors import DocumentError
from toolkit.project.coverage import coverage
from toolkit.project.sources import found
from toolkit.segmentation import split

CUES = "1\n00:00:01,000 --> 00:00:02,000\nTurn on\n\n2\n00:00:02,100 --> 00:00:03,000\nBluetooth.\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "source/intro.txt": "Manage settings.\n",
        "source/part/intro.txt": "Turn on Bluetooth.\n",
        "source/part/film.srt": CUES,
        "source/part/en.yml": "en:\n  url: www.example.no\n  save: Save the file\n",
        "source/part/ru.yml": "ru:\n  save: Сохранить\n",
        "source/part/package.json": '{"name": "thing"}',
        "source/part/picture.png": "x",
        "source/part/app.po": "",
        "source/.hidden/x.txt": "Hidden.\n",
        "source/README": "No ending.\n",
        "locales/ru/x.txt": "Of the catalogs.\n",
        "build/old.txt": "Of an earlier run.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_its_documents(tree: Path) -> None:
    selection = found([Path()], excluded=[tree / "locales", tree / "build"], languages={"ru", "zh"})
    names = [path.as_posix() for path, _ in selection.files]
    assert names == ["source/intro.txt", "source/part/en.yml", "source/part/film.srt", "source/part/intro.txt"]
    why = {path.name: reason for path, reason in selection.left_out}
    assert set(why) == {"README", "ru.yml", "package.json", "picture.png", "app.po"}
    assert "ru" in why["ru.yml"] and "ending .png" in why["picture.png"] and "configuration" in why["package.json"]


def test_patterns_files_and_repeats(tree: Path) -> None:
    selection = found([Path("source/**/*.txt"), Path("source/intro.txt"), Path("source/part")])
    names = [path.as_posix() for path, _ in selection.files]
    assert names[:2] == ["source/intro.txt", "source/part/intro.txt"]
    assert len(names) == len(set(names))
    with pytest.raises(DocumentError, match="no file fits this pattern"):
        found([Path("source/*.docm")])


def test_the_tree_is_kept_in_catalogs_and_bundles(tree: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in Path("source").rglob("*") if path.is_file()}
    assert run_command(["run", "source", "--to", "ru", "--engine", "pseudo"]) == 0
    shown = capfd.readouterr()
    assert "source/part/film.srt: 1 block, 1 segment, 3 words" in shown.out
    assert "source/part/en.yml: 2 blocks, 1 segment, 3 words; 47 % of the letters; left out: 1 code" in shown.out
    assert "left out: source/part/picture.png: no document format has the ending .png" in shown.err
    catalogs = {path.relative_to("locales/ru/LC_MESSAGES").as_posix() for path in Path("locales").rglob("*.po")}
    assert catalogs == {"intro.po", "part/intro.po", "part/film.po", "part/en.po"}
    assert Path("build/intro/intro.ru.txt").read_text(encoding="utf-8") != "Manage settings.\n"
    film = Path("build/part/film/film.ru.srt").read_text(encoding="utf-8")
    assert film.count(" --> ") == 2 and "Turn on" not in film
    assert Path("build/part/en/en.ru.yml").read_text(encoding="utf-8").startswith("ru:\n  url: www.example.no\n")
    receipt = json.loads(Path("build/part/film/receipt.json").read_text(encoding="utf-8"))
    assert receipt["files"]["film.ru.srt"]["read back"] == "complete"
    assert before == {path: path.read_bytes() for path in Path("source").rglob("*") if path.is_file()}
    assert run_command(["stats", "source/part/film.srt", "--to", "ru", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)[0]["languages"]["ru"]["drafted"] == 1


def test_a_damaged_document_does_not_stop_the_others(tree: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("source/broken.json").write_text('{"a": "x"', encoding="utf-8")
    assert run_command(["extract", "source"]) == 1
    assert "broken.json:1: the file ends before its JSON does" in capfd.readouterr().err
    assert Path("locales/part/film.pot").exists()


def test_coverage_names_what_is_left_out() -> None:
    document = read(b"en:\n  a: Save\n  # toolkit:skip\n  b: Save\n  c: www.example.no\n", "en.yml")
    assert str(coverage(document, split(document))) == (
        "3 blocks, 1 segment, 1 word; 20 % of the letters; left out: 1 skip, 1 code"
    )


def test_text_says_what_to_skip_and_to_note() -> None:
    text = "<!-- toolkit:note of the king -->\nHe came.\n\n<!-- toolkit:skip -->\nfoo = bar\n\nHe left.\n"
    document = read(text.encode(), "x.txt")
    segments = split(document)
    assert [(one.text, one.note) for one in segments] == [
        ("He came.", "paragraph: of the king"),
        ("He left.", "paragraph"),
    ]


def test_typescript_in_a_folder_is_no_translation_of_qt(tmp_path: Path) -> None:
    (tmp_path / "main.ts").write_text("export const a = 1;\n", encoding="utf-8")
    (tmp_path / "app.ts").write_text('<?xml version="1.0"?>\n<TS/>\n', encoding="utf-8")
    selection = found([tmp_path])
    assert [path.name for path, _ in selection.files] == ["app.ts"]
    assert selection.left_out == ((tmp_path / "main.ts", "TypeScript or a recording, and no translations of Qt"),)
