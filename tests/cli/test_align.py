"""`toolkit align`: an old translation brought in, what people wrote left alone, doubts told and asked."""

import io
import json
import subprocess
from pathlib import Path

import polib
import pytest

from scripts.benches.align import own_rows
from tests.conftest import Toolkit
from toolkit import exchange
from toolkit.cli import run_command

ROWS = [(one, other) for one, other in own_rows("ru", 60) if one.endswith(".") and other.endswith(".")][:24]


def project(tmp_path: Path, *, name: str = "old.ru.md") -> Path:
    """A source of eight paragraphs and its translation, which lacks a sentence and has two joined into one."""
    (tmp_path / "source").mkdir()
    paragraphs = [ROWS[place : place + 3] for place in range(0, 24, 3)]
    text = "\n\n".join(" ".join(one for one, _ in rows) for rows in paragraphs)
    (tmp_path / "source" / "news.txt").write_text(text + "\n", encoding="utf-8")
    old = [[other for _, other in rows] for rows in paragraphs]
    del old[2][1]
    old[5][0] = f"{old[5][0][:-1]}, а {old[5].pop(1)}"
    (tmp_path / name).write_text("\n\n".join(map(" ".join, old)) + "\n", encoding="utf-8")
    return tmp_path / "locales" / "ru" / "LC_MESSAGES" / "news.po"


@pytest.fixture
def command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Toolkit:
    """`toolkit` in this process, which reads the lexicon once; `answers` is what a person types."""

    def run(folder: Path, *arguments: str, answers: str = "") -> "subprocess.CompletedProcess[str]":
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        code = run_command(list(arguments))
        told = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, told.out, told.err)

    return run


def test_an_old_translation_comes_into_the_catalog(tmp_path: Path, command_line: Toolkit) -> None:
    path = project(tmp_path)
    dry = command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--dry-run")
    assert (dry.returncode, path.exists()) == (0, False), dry.stderr
    done = command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--json")
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)
    assert told["target"] == "ru" and told["outcome"]["approved"] >= 18
    entries = {entry.msgid: entry for entry in polib.pofile(str(path))}
    right = dict(ROWS)
    approved = [entry for entry in entries.values() if entry.msgstr and not entry.fuzzy]
    assert len(approved) >= 18 and all(entry.msgstr == right[entry.msgid] for entry in approved)
    assert all("Aligned: old.ru.md, " in entry.tcomment for entry in approved)
    assert not entries[ROWS[7][0]].msgstr or entries[ROWS[7][0]].fuzzy
    for place in (15, 16):  # one sentence of the translation is both: it is in the comment of each
        assert not entries[ROWS[place][0]].msgstr
        assert "Aligned:" in entries[ROWS[place][0]].tcomment
    before = path.read_bytes()
    assert command_line(tmp_path, "align", "source/news.txt", "old.ru.md").returncode == 0
    assert path.read_bytes() == before


def test_what_a_person_wrote_stays(tmp_path: Path, command_line: Toolkit) -> None:
    path = project(tmp_path)
    assert command_line(tmp_path, "update", "source/news.txt", "--to", "ru").returncode == 0
    catalog = polib.pofile(str(path))
    catalog[0].msgstr, catalog[1].msgstr, catalog[1].flags = "Моё.", "И это моё.", ["fuzzy"]
    catalog.save()
    done = command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--json")
    assert json.loads(done.stdout)[0]["outcome"]["kept"] == 2
    assert [entry.msgstr for entry in polib.pofile(str(path))[:2]] == ["Моё.", "И это моё."]


def test_into_memory_and_into_files(tmp_path: Path, command_line: Toolkit) -> None:
    path = project(tmp_path)
    done = command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--into", "memory")
    assert (done.returncode, path.exists()) == (0, False), done.stderr
    (row,) = json.loads(command_line(tmp_path, "memory", "stats", "--json").stdout)
    assert (row["document"], row["target"]) == ("aligned/news", "ru") and row["translations"] >= 18
    for name in ("pairs.tsv", "pairs.tmx", "pairs.jsonl"):
        assert command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--out", name).returncode == 0
        rows = exchange.read((tmp_path / name).read_bytes(), name)
        assert len(rows) >= 20 and {row.status for row in rows} <= {"reviewed", "fuzzy"}
        assert sum((row.source, row.target) in ROWS for row in rows) >= 18
    refused = command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--out", "pairs.xyz")
    assert refused.returncode == 2 and ".tmx" in refused.stderr


def test_doubtful_pairs_are_asked(tmp_path: Path, command_line: Toolkit) -> None:
    path = project(tmp_path)
    (tmp_path / "other.txt").write_text("Yes. No. It is so.\n", encoding="utf-8")
    (tmp_path / "other.ru.txt").write_text("Ну да. Вот ещё, никогда. Так-то оно так.\n", encoding="utf-8")
    arguments = ("align", "other.txt", "other.ru.txt", "--to", "ru", "--review")
    asked = command_line(tmp_path, *arguments, answers="y\n" * 9)
    assert asked.returncode == 0, asked.stderr
    assert "belong together" in asked.stdout
    entries = polib.pofile(str(path.with_name("other.po")))
    assert any(entry.msgstr and not entry.fuzzy for entry in entries)


def test_a_doubtful_pair_says_why(tmp_path: Path, command_line: Toolkit) -> None:
    project(tmp_path)
    (tmp_path / "codes.md").write_text("The mayor **opened** 25 schools in Bishkek.\n", encoding="utf-8")
    (tmp_path / "codes.ru.md").write_text("Мэр открыл 25 школ в Бишкеке.\n", encoding="utf-8")
    said = command_line(tmp_path, "align", "codes.md", "codes.ru.md", "--to", "ru", "--dry-run").stdout
    assert said.startswith("codes differ:\n") and "sentences of the source: 1 doubtful" in said
    told = command_line(tmp_path, "align", "source/news.txt", "old.ru.md", "--dry-run").stdout
    assert "2 aside" in told and "aside: the translation joins" in told


def test_folders_are_matched_by_name(tmp_path: Path, command_line: Toolkit) -> None:
    path = project(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old.ru.md").rename(tmp_path / "old" / "news.ru.md")
    assert command_line(tmp_path, "align", "source", "old").returncode == 2
    done = command_line(tmp_path, "align", "source", "old", "--to", "ru")
    assert (done.returncode, path.exists()) == (0, True), done.stderr


def test_what_cannot_be_aligned_is_said(tmp_path: Path, command_line: Toolkit) -> None:
    project(tmp_path, name="old.md")
    same = command_line(tmp_path, "align", "source/news.txt", "old.md", "--to", "en")
    assert same.returncode == 2 and "language of the source" in same.stderr
    assert command_line(tmp_path, "align", "source/news.txt", "source").returncode == 2
    (tmp_path / "empty.ru.txt").write_text("\n", encoding="utf-8")
    empty = command_line(tmp_path, "align", "source/news.txt", "empty.ru.txt")
    assert empty.returncode != 0 and "empty.ru.txt" in empty.stderr
