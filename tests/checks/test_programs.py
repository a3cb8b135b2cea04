"""Strings of programs: right translations of what is for programmers are not told, wrong ones are."""

from pathlib import Path

import pytest

from toolkit.catalogs import read
from toolkit.checks import Pair, check_catalog, check_pair
from toolkit.checks.table import BY_ID

CASES = Path(__file__).parent.parent / "cases" / "checks" / "programs.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and line[0] != "#"]
HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {0}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {1}\\n"\n\n'
)
RUSSIAN = (
    "nplurals=4; plural=n==1 ? 3 : n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;"
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[2][:30]}")
def test_a_string_of_a_program(row: list[str]) -> None:
    language, flag, source, target, checks = row
    source, target = (text.replace("\\n", "\n") for text in (source, target))
    found = check_pair(Pair(source, target, "en", language, prose=False, format=flag))
    told = {one.check + "?" * doubted(one.check, one.severity) for one in found if one.severity != "hint"}
    assert told >= set(checks.split()) and bool(told) == bool(checks), found


def doubted(check: str, severity: str) -> bool:
    """Whether an error of this check is only a warning here."""
    return BY_ID[check].strings == "error" and severity == "warning"


def checked(language: str, body: str, plural: str = "nplurals=1; plural=0;") -> dict[str, list[str]]:
    """Source text -> the checks that tell it, but for hints."""
    file = read((HEAD.format(language, plural) + body).encode())
    return {
        one.entry.msgid: [finding.check for finding in one.findings if finding.severity != "hint"]
        for one in check_catalog(file, "en", language)
    }


def test_a_comment_of_a_program_makes_no_prose() -> None:
    head, entry = HEAD.format("ky", "nplurals=1; plural=0;"), '{0}\nmsgid "Show the File"\nmsgstr "файлды көрсөтүү"\n'
    for note, prose in (("#. label, accelerator", False), ("#. label", True), ("#. label, sentence 1 of 2", True)):
        found = check_catalog(read((head + entry.format(note)).encode()), "en", "ky")
        assert ["start-case"] * prose == [finding.check for one in found for finding in one.findings]


def test_the_form_for_one_may_name_its_number() -> None:
    body = (
        '#, kde-format\nmsgid "1 item"\nmsgid_plural "%1 items"\nmsgstr[0] "%1 объект"\nmsgstr[1] "%1 объекта"\n'
        'msgstr[2] "%1 объектов"\nmsgstr[3] "%1 объект"\n\n#, c-format\n'
        'msgid "Adding sheet"\nmsgid_plural "Adding %d sheets"\n'
        'msgstr[0] "Добавление %d листа"\nmsgstr[1] "Добавление %d листов"\nmsgstr[2] "Добавление %d листов"\n'
        'msgstr[3] "Добавление %s листа"\n'
    )
    assert checked("ru", body, RUSSIAN) == {"Adding sheet": ["format-spec"]}


def test_traditional_chinese_is_checked_too() -> None:
    body = 'msgid "the command to run as a filter for the word"\nmsgstr "做為 the word 過濾器執行的命令"\n'
    assert checked("zt", body) == {"the command to run as a filter for the word": ["untranslated-words"]}


def test_a_name_that_the_catalog_leaves_everywhere_is_no_word_left() -> None:
    """A program's own name in small letters; a word that stands so once is left in English."""
    sources = {"Open it in reader": "Открыть в reader", "Quit reader now": "Закрыть reader"}
    body = "".join(f'msgid "{source}"\nmsgstr "{target}"\n\n' for source, target in sources.items())
    assert "untranslated-words" in checked("ru", body)["Open it in reader"]
    third = 'msgid "Start reader again"\nmsgstr "Снова запустить reader"\n\nmsgid "A window"\nmsgstr "Одно window"\n'
    assert checked("ru", body + third) == {"A window": ["untranslated-words"]}


def test_what_can_be_undone_is_said_twice() -> None:
    entry = 'msgctxt "(qtundo-format)"\nmsgid "Move by %1"\nmsgstr "{0}"\n'
    assert not checked("ru", entry.format("Сдвиг на %1\\nсдвиг на %1"))
    assert checked("ru", entry.format("Сдвиг на %1\\nсдвиг"))["Move by %1"] == ["placeholder"]
    assert checked("ru", entry.format("Сдвиг на %2"))["Move by %1"] == ["placeholder"]


def test_a_fix_leaves_the_program_behind_a_translation() -> None:
    """What stands behind |/| is KDE's, and no check's to take away."""
    found = check_pair(Pair("Open", "Открыть\u200b|/|$[case Открыть]", "en", "ru", prose=False))
    assert [(one.check, one.fix) for one in found] == [("invisible", None)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("   Speech: %s\n", "   Язык:     %s\n"),
        ("(TABLEMODE: fixed)", "(TABРЕЖИМ: закреплено)"),
        ("Smaller\tCtrl+-", "Меньшеt\tCtrl+-"),
        ("WIDTHxHEIGHT", "ШИРИНАxВЫСОТА"),
    ],
)
def test_what_may_be_meant_has_no_fix(source: str, target: str) -> None:
    """Columns, an abbreviation before a word, a letter too much, a sign of multiplication."""
    assert [one.fix for one in check_pair(Pair(source, target, "en", "ru", prose=False)) if one.fix] == []


def test_a_letter_that_looks_the_same_has_a_fix() -> None:
    found = check_pair(Pair("Status", "Cостояние", "en", "ru", prose=False))
    assert [one.fix for one in found] == ["Состояние"]
