"""A second document takes what the first one taught, numbers put right and marked; `toolkit memory`."""

import json
from pathlib import Path

import polib

from tests.conftest import Toolkit


def approved_project(tmp_path: Path, command_line: Toolkit) -> Path:
    (tmp_path / "a.txt").write_text(
        "The road is 12 km long.\n\nThe governor opened the new bridge.\n", encoding="utf-8"
    )
    assert command_line(tmp_path, "update", "a.txt", "--to", "ru").returncode == 0
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "a.po"
    catalog = polib.pofile(str(path))
    words = {"The road is 12 km long.": "Длина дороги — 12 км.",
             "The governor opened the new bridge.": "Губернатор открыл новый мост."}  # fmt: skip
    for entry in catalog:
        entry.msgstr = words[entry.msgid]
    catalog.save()
    return path


def test_like_sentences_are_drafted_from_memory_and_marked(tmp_path: Path, command_line: Toolkit) -> None:
    approved_project(tmp_path, command_line)
    (tmp_path / "b.txt").write_text(
        "The road is 57 km long.\n\nThe governor opened the new bridges.\n\nNobody came.\n", encoding="utf-8"
    )
    done = command_line(tmp_path, "translate", "b.txt", "--to", "ru", "--engine", "pseudo")
    assert done.returncode == 0, done.stderr
    catalog = polib.pofile(str(tmp_path / "locales" / "ru" / "LC_MESSAGES" / "b.po"))
    road, governor, nobody = list(catalog)
    assert road.msgstr == "Длина дороги — 57 км."
    assert governor.msgstr == "Губернатор открыл новый мост."
    assert all(entry.fuzzy for entry in catalog)
    assert "memory a" in road.tcomment and "numbers-adapted" in road.tcomment
    assert "memory a" in governor.tcomment and "fuzzy-match" in governor.tcomment
    assert "pseudo" in nobody.tcomment


def test_search_stats_import_and_forget(tmp_path: Path, command_line: Toolkit) -> None:
    approved_project(tmp_path, command_line)
    rows = json.loads(command_line(tmp_path, "memory", "search", "the governor", "--to", "ru", "--json").stdout)
    assert [row["target"] for row in rows] == ["Губернатор открыл новый мост."]
    assert json.loads(command_line(tmp_path, "memory", "stats", "--json").stdout)[0]["translations"] == 2
    assert command_line(tmp_path, "export", "a.txt", "--to", "ru", "--format", "tmx", "-o", "old.tmx").returncode == 0
    done = command_line(tmp_path, "memory", "import", "old.tmx")
    assert (done.returncode, "2 translations" in done.stdout) == (0, True), done.stderr
    assert command_line(tmp_path, "memory", "forget", "imported/old.tmx").returncode == 0
    assert command_line(tmp_path, "memory", "forget", "imported/old.tmx").returncode == 2
    assert command_line(tmp_path, "memory", "search", " ", "--to", "ru").returncode == 2


def test_search_takes_the_only_target_of_a_project(tmp_path: Path, command_line: Toolkit) -> None:
    approved_project(tmp_path, command_line)
    settings = tmp_path / "pyproject.toml"
    settings.write_text('[tool.toolkit]\ntargets = ["ru"]\n', encoding="utf-8")
    rows = json.loads(command_line(tmp_path, "memory", "search", "the governor", "--json").stdout)
    assert [row["target"] for row in rows] == ["Губернатор открыл новый мост."]
    settings.write_text('[tool.toolkit]\ntargets = ["ru", "zh"]\n', encoding="utf-8")
    done = command_line(tmp_path, "memory", "search", "the governor")
    assert done.returncode == 2 and "such as --to ky" in done.stderr


def test_words_are_found_in_any_form_in_both_languages(tmp_path: Path, command_line: Toolkit) -> None:
    approved_project(tmp_path, command_line)
    for words in ("governors", "new bridges", "новым мостом", "губернатором"):
        done = command_line(tmp_path, "memory", "search", words, "--to", "ru", "--json")
        rows = [row["target"] for row in json.loads(done.stdout) if row["score"] == 1]
        assert rows == ["Губернатор открыл новый мост."], words


def test_export_prune_and_share(tmp_path: Path, command_line: Toolkit) -> None:
    approved_project(tmp_path, command_line)
    assert "2 translations" in command_line(tmp_path, "memory", "export", "all.tmx").stdout
    assert command_line(tmp_path, "memory", "import", "all.tmx").returncode == 0
    assert command_line(tmp_path, "memory", "prune").returncode == 2
    assert "2 duplicates" in command_line(tmp_path, "memory", "prune", "--duplicates").stdout
    assert "2 translations" in command_line(tmp_path, "memory", "share", "other/all.sqlite").stdout
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "pyproject.toml").write_text('[tool.toolkit]\nmemories = ["../other/all.sqlite"]\n')
    done = command_line(tmp_path / "p", "memory", "search", "governor", "--to", "ru", "--json")
    assert [row["document"].partition("/")[0] for row in json.loads(done.stdout)] == ["memory:all"]
    assert command_line(tmp_path, "memory", "export", "all.xyz").returncode == 2
