"""Triage: the order of sentences, why each of them is offered, and the comments that say so."""

import json
from pathlib import Path

import polib
import pytest

from tests.checks.test_catalogs import HEADER, MONEY, catalog
from tests.conftest import Toolkit


def test_triage_puts_the_worst_sentence_first(tmp_path: Path, command_line: Toolkit) -> None:
    catalog(tmp_path, MONEY + '\nmsgid "Go"\nmsgstr "Идти"\n\n#, fuzzy\nmsgid "Walk"\nmsgstr "Гулять"\n')
    rows = json.loads(command_line(tmp_path, "triage", "--json").stdout)
    assert [row["source"] for row in rows] == ["Trade reached $24.7 million.", "Walk"]
    assert rows[0]["why"][0].startswith("number: ")


def test_triage_calls_a_gloss_one(tmp_path: Path, command_line: Toolkit) -> None:
    (tmp_path / "letter.txt").write_text("The weather is cold today.\n", encoding="utf-8")
    command_line(tmp_path, "translate", "letter.txt", "--to", "ky", "--engine", "gloss")
    (row,) = json.loads(command_line(tmp_path, "triage", "letter.txt", "--to", "ky", "--json").stdout)
    assert row["why"][-1].startswith("a gloss, word by word, confidence 0.")


def test_a_note_on_several_lines_is_one_note(tmp_path: Path, command_line: Toolkit) -> None:
    texts = 'msgid "Open 15 doors and go there, and then 16 more."\nmsgstr "Открыть 17  дверей, идти идти туда, 18 ."'
    path = catalog(tmp_path, f"\n# mine\n{texts}\n")
    command_line(tmp_path, "triage", path, "--note")
    noted = path.read_text(encoding="utf-8")
    assert "# mine" in noted and noted.partition("Triage:")[2].partition("(toolkit)")[0].count("\n#") >= 1
    command_line(tmp_path, "triage", path, "--note")
    assert path.read_text(encoding="utf-8") == noted


def test_triage_notes_why_where_poedit_shows_it_and_takes_it_away(tmp_path: Path, command_line: Toolkit) -> None:
    path = catalog(tmp_path, MONEY + '\nmsgid "Go"\nmsgstr "Идти"\n\n#, fuzzy\nmsgid "Walk"\nmsgstr "Гулять"\n')
    before = path.read_bytes()
    command_line(tmp_path, "triage", path)
    assert path.read_bytes() == before
    command_line(tmp_path, "triage", path, "--note")
    told = {entry.msgid: " ".join(entry.tcomment.split()) for entry in polib.pofile(str(path))}
    assert told["Trade reached $24.7 million."].startswith("Triage: number: The number")
    assert told["Walk"] == "Triage: waits for review (toolkit)"
    assert told["Go"] == ""
    noted = path.read_bytes()
    command_line(tmp_path, "triage", path, "--note")
    assert path.read_bytes() == noted
    polib.pofile(str(path)).save(str(path))
    command_line(tmp_path, "triage", path, "--note", "--most", "1")
    left = [entry.msgid for entry in polib.pofile(str(path)) if "Triage" in entry.tcomment]
    assert left == ["Trade reached $24.7 million."]


def ranked(path: Path, command_line: Toolkit) -> list[tuple[str, list[str]]]:
    """(source, why) of each sentence of a catalog, in order."""
    return [
        (row["source"], row["why"]) for row in json.loads(command_line(path.parent, "triage", path, "--json").stdout)
    ]


def draft(text: str, target: str, confidence: float, *places: str) -> str:
    """An entry that a machine drafted, and nobody has touched."""
    from toolkit.catalogs import draft_hash

    note = f"# Draft: argos en→ru starter 1.0, confidence {confidence:.2f}, {draft_hash(target)}\n"
    return f'\n{note}#: {" ".join(places) or "a.txt:1"}\n#, fuzzy\nmsgid "{text}"\nmsgstr "{target}"\n'


SHORT, SHORT_DRAFT = "We walk home now.", "Мы идём домой."
LONG = "We walk home through the old park by the river in the evening."
LONG_DRAFT = "Вечером мы идём домой через старый парк у реки."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            draft(SHORT, SHORT_DRAFT, 0.2), draft("They walk home now.", "Они идут домой.", 0.6), id="less sure"
        ),
        pytest.param(draft(LONG, LONG_DRAFT, 0.4), draft(SHORT, SHORT_DRAFT, 0.4), id="more words as unsure"),
        pytest.param(
            draft(SHORT, SHORT_DRAFT, 0.4, "a.txt:1", "a.txt:9", "b.txt:3"),
            draft("They walk home now.", "Они идут домой.", 0.3, "a.txt:2"),
            id="in more places",
        ),
        pytest.param(f'\nmsgid "{LONG}"\nmsgstr ""\n', draft(LONG[:-1] + "!", LONG_DRAFT, 0.1), id="nothing there"),
        pytest.param(MONEY, draft(SHORT, SHORT_DRAFT, 0.1), id="an error of a person before a doubtful draft"),
    ],
)
def test_what_gains_more_comes_first(first: str, second: str, tmp_path: Path, command_line: Toolkit) -> None:
    (path := tmp_path / "ru.po").write_text("", encoding="utf-8")
    wanted = [polib.pofile(HEADER + one)[0].msgid for one in (first, second)]
    for body in (first + second, second + first):
        path.write_text(HEADER + body, encoding="utf-8")
        assert [source for source, _ in ranked(path, command_line)] == wanted


def test_the_places_of_a_text_are_told_once_each(tmp_path: Path, command_line: Toolkit) -> None:
    (path := tmp_path / "ru.po").write_text(
        HEADER + draft(SHORT, SHORT_DRAFT, 0.4, "a.c:1", "a.c:1", "b.c:7") + draft(LONG, LONG_DRAFT, 0.4),
        encoding="utf-8",
    )
    whys = dict(ranked(path, command_line))
    assert whys[SHORT] == ["a machine draft, confidence 0.40", "stands in 2 places"]
    assert whys[LONG] == ["a machine draft, confidence 0.40"]


def test_what_is_approved_and_clean_is_not_offered_however_often_it_stands(
    tmp_path: Path, command_line: Toolkit
) -> None:
    places = " ".join(f"a.c:{line}" for line in range(1, 40))
    (path := tmp_path / "ru.po").write_text(HEADER + f'\n#: {places}\nmsgid "Go"\nmsgstr "Идти"\n', encoding="utf-8")
    assert ranked(path, command_line) == []


def test_words_of_chinese_count_though_nothing_stands_between_them(tmp_path: Path, command_line: Toolkit) -> None:
    long, short = "我们傍晚沿着河边穿过老公园走回家。", "我们走回家。"
    head = HEADER.replace("Language: ru", 'X-Source-Language: zh\\n"\n"Language: ru')
    (path := tmp_path / "ru.po").write_text(
        head + draft(short, SHORT_DRAFT, 0.4) + draft(long, LONG_DRAFT, 0.4), encoding="utf-8"
    )
    assert [source for source, _ in ranked(path, command_line)] == [long, short]
