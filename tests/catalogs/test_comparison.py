import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogs.software import catalogs as made_catalogs
from toolkit.catalogs import CHANGE_KINDS, compare, marked, read
from toolkit.cli import run_command

HEAD = 'msgid ""\nmsgstr "Language: ky\\n"\n'
OLD = f"""{HEAD}
msgid "One sentence here for you."
msgstr "Бир сүйлөм."

#, fuzzy
msgid "Two"
msgstr "Эки"

msgid "Three"
msgstr "Үч"

msgid "Four"
msgstr "Төрт"

msgid "Six"
msgstr "Алты"
"""
NEW = f"""{HEAD}
# a comment is no difference
#: nor.c:1
msgid "Three"
msgstr "Үч"

#, fuzzy
#| msgid "One sentence here for you."
msgid "Another sentence, there."
msgstr "Бир сүйлөм бар."

msgid "Two"
msgstr "Эки"

#, fuzzy
msgid "Six"
msgstr "Алты"

msgid "Five"
msgstr ""

#~ msgid "Four"
#~ msgstr "Төрт"
"""
EXPECTED = [
    (("moved",), "Three", "Three"),
    (
        ("source changed", "translation changed", "un-approved"),
        "One sentence here for you.",
        "Another sentence, there.",
    ),
    (("approved",), "Two", "Two"),
    (("un-approved",), "Six", "Six"),
    (("added",), None, "Five"),
    (("removed",), "Four", None),
]


def test_by_sentence() -> None:
    found = compare(read(OLD.encode()), read(NEW.encode()))
    assert [
        (change.kinds, change.before and change.before.msgid, change.after and change.after.msgid) for change in found
    ] == EXPECTED


def test_a_similar_source_is_a_changed_one() -> None:
    new = OLD.replace("One sentence here for you.", "One sentence here for you!")
    (change,) = compare(read(OLD.encode()), read(new.encode()))
    assert change.kinds == ("source changed",)


@given(made_catalogs(), made_catalogs())
def test_nothing_differs_from_itself_and_every_sentence_is_told_once(old: str, new: str) -> None:
    first, second = read(old.encode()), read(new.encode())
    assert compare(first, first) == []
    found = compare(first, second)
    assert all(change.kinds and set(change.kinds) <= set(CHANGE_KINDS) for change in found)
    for side, file in (("before", first), ("after", second)):
        told = [entry.identity for change in found if (entry := getattr(change, side)) is not None]
        assert len(told) == len(set(told))
        assert set(told) <= {entry.identity for entry in file.live}
    came = {entry.identity for entry in second.live} - {entry.identity for entry in first.live}
    assert came <= {change.after.identity for change in found if change.after}


@given(st.text("ab 中文,", max_size=20), st.text("ab 中文,", max_size=20))
def test_the_marks_give_both_texts_back(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert "".join(text for mark, text in pieces if mark != "+") == old
    assert "".join(text for mark, text in pieces if mark != "-") == new


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.po", tmp_path / "new.po"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    assert run_command(["diff", str(old), str(old)]) == 0
    assert "no sentence differs" in capsys.readouterr().out
    assert run_command(["diff", str(old), str(new)]) == 1
    said = capsys.readouterr()
    assert "Бир сүйлөм{+ бар+}." in said.out
    assert "\x1b" not in said.out
    assert "1 added, 1 removed, 1 source changed, 1 translation changed, 1 approved, 2 un-approved, 1 moved" in said.err
    assert run_command(["diff", str(old), str(new), "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [tuple(row["changes"]) for row in rows] == [kinds for kinds, _, _ in EXPECTED]
    assert (rows[2]["before"]["status"], rows[2]["after"]["status"]) == ("fuzzy", "reviewed")
    assert run_command(["diff", str(old)]) == 2
