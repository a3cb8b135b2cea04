"""The options that `toolkit merge` has from msgmerge, judged by the real one."""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.software import HEADER, Message, file, pairs, unique
from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions, read, with_reference
from toolkit.cli import run_command
from toolkit.po.entries import Entry, Part

LAID_OUT = (Part.REFERENCE, Part.PREVIOUS, Part.CONTEXT, Part.ID, Part.PLURAL, Part.STRING)
PIECES = (
    "林武", "访问", "吉尔吉斯斯坦，", "双方表示。", "“一带一路”", "（第一次）", "、", "2023年9月", "——", "……",
    "《协议》", "Bishkek", "the agreement", "was signed,", "e-mail", "5%", "https://example.org/a/b", " ", " ",
    "Жапаров", "менен", "жолугушту.", "кызматташтыктын", "«Жол»", "—", "さくら", "カード", "한국어", "№ 7",
    "\\n", '"quoted"', "%d", "７", "é",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(
    lambda pieces: "".join(pieces).replace("\\n", ";")
)
paths = st.lists(
    st.sampled_from(["src/main.c:1", "a.py:22", "long/path/of/a/file.cpp:333", "docs/файл.txt:9", "x.h:1"]), unique=True
)


def msgmerge(old: str, new: str, *options: str) -> bytes:
    program = judge("msgmerge", shutil.which("msgmerge"), "install gettext")
    with tempfile.TemporaryDirectory() as folder:
        po, pot = Path(folder, "old.po"), Path(folder, "new.pot")
        po.write_text(old, encoding="utf-8")
        pot.write_text(new, encoding="utf-8")
        command = [program, "--quiet", "--force-po", *options, "-o", "-", str(po), str(pot)]
        return subprocess.run(command, check=True, capture_output=True).stdout


@st.composite
def wide_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A catalog and its template with the same messages, in which much has to be wrapped."""
    messages = [
        Message(
            draw(texts).strip() or "x",
            msgstr=(draw(texts),),
            comments=(f"#: {' '.join(references)}",) if (references := draw(paths)) else (),
            msgctxt=draw(st.sampled_from([None, None, "菜单 menu"])),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]
    old = unique(messages)
    return file(old), file([Message(m.msgid, m.msgctxt, comments=m.comments) for m in old], "new@example.org")


def layout(entry: Entry) -> list[str]:
    return [line.text for line in entry.lines if line.part in LAID_OUT]


@settings(max_examples=300)
@given(wide_pairs(), st.sampled_from([0, 20, 40, 60, 76, 79, 100, 132]))
def test_lines_break_where_msgmerge_breaks_them(pair: tuple[str, str], width: int) -> None:
    options = [f"--width={width}"] if width else ["--no-wrap"]
    judged = read(msgmerge(*pair, *options)).entries
    data, _ = with_reference(pair[0].encode(), pair[1].encode(), ReferenceOptions(wrap=bool(width), width=width))
    mine = read(data).entries
    assert [entry.identity for entry in mine] == [entry.identity for entry in judged]
    for own, other in zip(mine[1:], judged[1:], strict=True):
        assert layout(own) == layout(other)


@settings(max_examples=100)
@given(pairs())
def test_the_order_is_that_of_msgmerge(pair: tuple[str, str]) -> None:
    judged = read(msgmerge(*pair, "--sort-output", "--no-fuzzy-matching"))
    options = ReferenceOptions(sort=True, fuzzy_matching=False)
    data, _ = with_reference(pair[0].encode(), pair[1].encode(), options)
    mine = read(data)
    assert [entry.identity for entry in mine.live] == [entry.identity for entry in judged.live]
    kept = {entry.identity for entry in judged.obsolete}
    assert [e.identity for e in mine.obsolete if e.identity in kept] == [e.identity for e in judged.obsolete]
    assert with_reference(data, pair[1].encode(), options)[0] == data


ENTRY = '\nmsgid "Open 5 files"\nmsgstr "Ачуу 5"\n'
NEW = '\nmsgid "Zoom"\nmsgstr ""\n\nmsgid "Open 6 files"\nmsgstr ""\n'


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name, text in (("po/ru.po", ENTRY), ("pot/app.pot", NEW)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(HEADER.format(bugs="b", date="2020-01-01 00:00+0000") + text, encoding="utf-8")
    return tmp_path


def test_the_language_is_set_as_msgmerge_sets_it(folders: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    po, pot = folders / "po" / "ru.po", folders / "pot" / "app.pot"
    assert run_command(["merge", "-q", "--lang", "ky", str(po), str(pot)]) == 0
    mine = read(capsysbinary.readouterr().out).header
    theirs = read(msgmerge(po.read_text("utf-8"), pot.read_text("utf-8"), "--lang=ky")).header
    assert mine and theirs and sorted(mine.msgstr[0].split("\n")) == sorted(theirs.msgstr[0].split("\n"))


def test_files_are_looked_for_in_folders(folders: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    places = ["-D", str(folders / "po"), "-D", str(folders / "pot")]
    assert run_command(["merge", "-q", "-s", *places, "ru.po", "app.pot"]) == 0
    assert [entry.msgid for entry in read(capsysbinary.readouterr().out).live] == ["Open 6 files", "Zoom"]
    assert run_command(["merge", "-U", "-q", *places, "ru.po", "app.pot"]) == 0
    assert b"Zoom" in (folders / "po" / "ru.po").read_bytes()
    assert run_command(["merge", "-q", *places, "none.po", "app.pot"]) == 1
    assert b"none.po" in capsysbinary.readouterr().err


@pytest.mark.parametrize("place", [0, 1])
def test_one_file_may_come_from_standard_input(
    place: int, folders: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(folders / "po" / "ru.po"), str(folders / "pot" / "app.pot")]
    assert run_command(["merge", "-q", *names]) == 0
    expected = capsysbinary.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(names[place]).read_bytes())))
    names[place] = "-"
    assert run_command(["merge", *names, "-o", "-"]) == 0
    said = capsysbinary.readouterr()
    assert said.out == expected
    assert said.err.startswith(b"standard input: " if place == 0 else str(folders).encode())
    assert run_command(["merge", "-", "-"]) == 2
    assert run_command(["merge", "-U", "-", names[1]]) == 2


def test_damage_in_standard_input_has_its_line(
    folders: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'msgid "a"\nmsgstr "b\n')))
    assert run_command(["merge", "-", str(folders / "pot" / "app.pot")]) == 1
    assert "standard input:2: " in capsys.readouterr().err


def test_a_number_or_a_negation_is_named_and_nothing_else(folders: Path) -> None:
    po = folders / "po" / "ru.po"
    assert run_command(["merge", "-U", "-q", str(po), str(folders / "pot" / "app.pot")]) == 0
    assert '# Changed: number\n#, fuzzy\nmsgid "Open 6 files"\nmsgstr "Ачуу 5"\n' in po.read_text("utf-8")
    po.write_text(po.read_text("utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    assert run_command(["merge", "-U", "-q", str(po), str(folders / "pot" / "app.pot")]) == 0
    assert "Changed" not in po.read_text("utf-8")
    (folders / "pot" / "app.pot").write_text(
        HEADER.format(bugs="b", date="d") + NEW.replace("6 files", "6 folders"), encoding="utf-8"
    )
    assert run_command(["merge", "-U", "-q", str(po), str(folders / "pot" / "app.pot")]) == 0
    assert "#, fuzzy" in po.read_text("utf-8")
    assert "Changed" not in po.read_text("utf-8")
