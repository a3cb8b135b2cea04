"""A second document takes what the first taught: numbers put right and marked, nothing wrong that is not marked."""

import random
import re
from pathlib import Path

import polib
import pytest

from scripts.benches.align import own_rows
from toolkit.cli import run_command
from toolkit.memory import TranslationMemory
from toolkit.quantities import compare
from toolkit.units import PERSON, Segment, State, TranslationUnit, plain, segment_key

NUMBER = re.compile(r"(?<![\w.,-])[1-9]\d{1,3}(?![\w.,:%-]|\s*(?:BC|AD))")
TEXTS = {"Save the file": "Сохранить файл", "Open %s": "Открыть %s", "Delete all files now": "Удалить сейчас все файлы"}


def toolkit(*arguments: str) -> None:
    assert run_command([*arguments, "--engine", "pseudo"] if arguments[0] == "translate" else [*arguments]) == 0


def catalog(folder: Path, name: str, language: str = "ru") -> Path:
    return folder / "locales" / language / "LC_MESSAGES" / f"{name}.po"


def approve(path: Path, translations: dict[str, str]) -> None:
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = translations.get(entry.msgid, "")
    file.save()


@pytest.mark.parametrize("language", ["ru", "ky", "zh"])
def test_changed_numbers_are_right_or_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [row for row in own_rows(language, 3000) if row[0].endswith(".") and not row[0].count(". ")]
    numbered = [row for row in rows if NUMBER.search(row[0])][:60]
    bare = [row for row in rows if not re.search(r"\d", row[0])][:30]
    chance = random.Random(4)
    Path("one.txt").write_text("\n\n".join(source for source, _ in numbered + bare[:15]) + "\n", encoding="utf-8")
    changed = [NUMBER.sub(lambda _: str(chance.randrange(20, 999)), source) for source, _ in numbered]
    second = changed + [source for source, _ in bare]
    Path("two.txt").write_text("\n\n".join(second) + "\n", encoding="utf-8")
    toolkit("update", "one.txt", "--to", language)
    approve(catalog(tmp_path, "one", language), dict(numbered + bare))
    toolkit("update", "two.txt", "--to", language)
    toolkit("translate", "two.txt", "--to", language)
    right = dict(bare[:15])
    adapted = exact = 0
    for entry in polib.pofile(str(catalog(tmp_path, "two", language))):
        assert entry.fuzzy and "Draft: " in entry.tcomment
        comment = " ".join(entry.tcomment.split())
        if "numbers-adapted" in comment:
            assert not compare(entry.msgid, entry.msgstr, "en", language), (entry.msgid, entry.msgstr)
            assert entry.previous_msgid and entry.previous_msgid != entry.msgid
            adapted += 1
        elif "Draft: memory" in comment and "fuzzy-match" not in comment:
            assert right[entry.msgid] == entry.msgstr
            exact += 1
    assert exact == 15 and adapted >= 20


def test_the_source_of_a_like_match_stands_in_the_entry_and_goes_when_it_is_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text("The governor opened the new bridge.\n", encoding="utf-8")
    Path("two.txt").write_text("The governor opened the new bridges.\n", encoding="utf-8")
    toolkit("update", "one.txt", "--to", "ru")
    approve(catalog(tmp_path, "one"), {"The governor opened the new bridge.": "Губернатор открыл новый мост."})
    toolkit("translate", "two.txt", "--to", "ru")
    path = catalog(tmp_path, "two")
    (entry,) = polib.pofile(str(path))
    assert (entry.fuzzy, entry.previous_msgid) == (True, "The governor opened the new bridge.")
    before = path.read_bytes()
    toolkit("update", "two.txt", "--to", "ru")
    assert path.read_bytes() == before
    toolkit("approve", "two.txt", "--to", "ru", "--sentence", "p1s1")
    (entry,) = polib.pofile(str(path))
    assert (entry.fuzzy, entry.previous_msgid, entry.tcomment) == (False, None, "")


@pytest.mark.parametrize("setting", ["draft", "approved"])
def test_a_match_between_the_same_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(f'[tool.toolkit]\ncontext-matches = "{setting}"\n', encoding="utf-8")
    Path("one.txt").write_text("It rains.\n\nYes.\n\nHe came.\n", encoding="utf-8")
    Path("other.txt").write_text("It snows.\n\nYes.\n\nHe left.\n", encoding="utf-8")
    Path("two.txt").write_text("It rains.\n\nYes.\n\nHe came.\n\nYes, he did.\n", encoding="utf-8")
    for name, words in (("one", "Да."), ("other", "Ага.")):
        toolkit("update", f"{name}.txt", "--to", "ru")
        approve(catalog(tmp_path, name), {"Yes.": words, "It rains.": "Идёт дождь."})
    toolkit("translate", "two.txt", "--to", "ru")
    entries = {entry.msgid: entry for entry in polib.pofile(str(catalog(tmp_path, "two")))}
    yes = entries["Yes."]
    assert yes.msgstr == "Да."
    assert yes.fuzzy == (setting == "draft")
    assert ("in context" if setting == "draft" else "Memory: one") in " ".join(yes.tcomment.split())
    assert entries["He came."].fuzzy


def test_messages_of_programs_flow_in_and_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'
    known = "".join(f'#, c-format\nmsgid "{one}"\nmsgstr "{other}"\n\n' for one, other in TEXTS.items())
    first, second = catalog(tmp_path, "first"), tmp_path / "po" / "ru.po"
    for path, text in ((first, known), (second, "")):
        path.parent.mkdir(parents=True)
        asked = "".join(
            f'#, c-format\nmsgid "{one}"\nmsgstr ""\n\n' for one in (*TEXTS, "Delete all files now!", "Other")
        )
        path.write_text(header + (text or asked), encoding="utf-8")
    toolkit("translate", "po/ru.po")
    made = {entry.msgid: entry for entry in polib.pofile(str(second))}
    assert {msgid: made[msgid].msgstr for msgid in TEXTS} == TEXTS
    assert all(entry.fuzzy for entry in made.values())
    assert made["Delete all files now!"].previous_msgid == "Delete all files now"
    assert "pseudo" in made["Other"].tcomment


def test_the_memory_of_another_project_is_read_and_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "other.sqlite"
    source = plain("The river froze.")
    with TranslationMemory.open(other) as memory:
        unit = TranslationUnit(Segment(segment_key(source), source), plain("Река замёрзла."), State.REVIEWED, PERSON)
        memory.add("book", "en", "ru", [unit])
    before = other.read_bytes()
    other.chmod(0o444)
    Path("pyproject.toml").write_text('[tool.toolkit]\nmemories = ["other.sqlite"]\n', encoding="utf-8")
    Path("two.txt").write_text("The river froze.\n", encoding="utf-8")
    toolkit("translate", "two.txt", "--to", "ru")
    (entry,) = polib.pofile(str(catalog(tmp_path, "two")))
    assert entry.msgstr == "Река замёрзла." and "memory:other/book, confidence 0.99" in " ".join(entry.tcomment.split())
    assert other.read_bytes() == before
    Path("pyproject.toml").write_text('[tool.toolkit]\nmemories = ["gone.sqlite"]\n', encoding="utf-8")
    Path("three.txt").write_text("The river froze.\n", encoding="utf-8")
    assert run_command(["translate", "three.txt", "--to", "ru", "--engine", "pseudo"]) == 1
    assert "gone.sqlite" in capsys.readouterr().err
