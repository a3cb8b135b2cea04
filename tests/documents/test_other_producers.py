"""Documents as LibreOffice, python-docx, python-pptx, openpyxl and others write them, with what each kind of them has.

Beside each document in tests/cases/producers lie its segments, one a line.
"""

import io
import re
import shutil
import subprocess
import zipfile
from html import unescape
from itertools import groupby
from pathlib import Path

import pytest

from tests.conftest import judge
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code, Content, visible

FOLDER = Path(__file__).parent.parent / "cases" / "producers"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".txt")
FLAT = {".odt": "fodt", ".docx": "fodt", ".ods": "fods", ".xlsx": "fods", ".odp": "fodp", ".pptx": "fodp"}
UNREAD = ("See sage", "Opens a page", "Is the street paved?", "Opens the list", "Count these again.", "Rule %1.",
          "Check the price again, please.")  # fmt: skip
"""What LibreOffice does not write so: some tooltips and comments, a numbering, what stands in place of a page."""

REMADE = "fields.docx"
"""LibreOffice opens it, and makes the results of its fields anew."""


def upper(content: Content) -> Content:
    return tuple(part if isinstance(part, Code) else part.upper() for part in content)


def shouted(name: str, language: str = "ru") -> bytes:
    data = (FOLDER / name).read_bytes()
    targets = {one.key: upper(one.source) for one in split(documents.read(data, name))}
    made, verdict = documents.translated(data, name, targets, ReadOptions(), language)
    assert verdict == "complete"
    return made


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("name", FILES)
def test_everything_for_readers_is_a_segment_and_nothing_else(name: str) -> None:
    found = [one.text.replace("\n", "⏎") for one in split(documents.read((FOLDER / name).read_bytes(), name))]
    assert found == (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", FILES)
def test_copies_give_the_document_back_and_capitals_a_whole_one(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    segments = split(documents.read(data, name))
    assert documents.rewrite(data, name, {}) == data
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data
    again = split(documents.read(shouted(name), name, ReadOptions("ru")))
    assert [one.source for one in again] == [upper(one.source) for one in again]


def test_libreoffice_reads_what_the_catalog_says(tmp_path: Path) -> None:
    program = judge("soffice", shutil.which("soffice"), "install LibreOffice (Debian: libreoffice-writer-nogui)")
    office = [name for name in FILES if Path(name).suffix in FLAT]
    for kind, names in groupby(
        sorted(office, key=lambda one: FLAT[Path(one).suffix]), lambda one: FLAT[Path(one).suffix]
    ):
        made = {name: tmp_path / f"{name.replace('.', '-')}{Path(name).suffix}" for name in names}
        for name, path in made.items():
            path.write_bytes(shouted(name))
        command = [program, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind]
        command += ["--outdir", str(tmp_path / kind), *map(str, made.values())]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
        for name, path in made.items():
            raw = (tmp_path / kind / f"{path.stem}.{kind}").read_text(encoding="utf-8")
            read, whole = ("".join(unescape(one).split()) for one in (re.sub("<[^>]*>", "", raw), raw))
            for one in split(documents.read((FOLDER / name).read_bytes(), name)) if name != REMADE else ():
                pieces = ["".join(piece.upper().split()) for piece in one.source if isinstance(piece, str)]
                found = all(piece in read or piece in whole for piece in pieces)
                assert found or visible(one.source) in UNREAD or "often" in one.text, (name, one.text)


def test_entries_of_an_index_stand_in_their_instructions() -> None:
    body = part(shouted("entries.docx"), "word/document.xml")
    assert r' XE "MINT:PEPPERMINT" \t "SEE SAGE" \b ' in body.replace("&quot;", '"')
    assert ' XE "SAGE" ' in body.replace("&quot;", '"') and r' TC "SAGE AND MORE" \l 2 ' in body.replace("&quot;", '"')
    again = documents.read((FOLDER / "entries.docx").read_bytes(), "entries.docx")
    sage = next(one for one in split(again) if one.text == "sage")
    made, verdict = documents.translated(
        (FOLDER / "entries.docx").read_bytes(),
        "entries.docx",
        {sage.key: ('шалфей: "серый" \\ белый',)},
        ReadOptions(),
        "ru",
    )
    assert verdict == "complete"
    assert r' XE "шалфей\: \"серый\" \\ белый" ' in part(made, "word/document.xml").replace("&quot;", '"')


def test_prompts_and_tooltips_stand_in_their_instructions() -> None:
    body = part(shouted("fields.docx"), "word/document.xml").replace("&quot;", '"')
    assert " MACROBUTTON NoMacro [CLICK HERE AND TYPE A NAME] " in body
    assert r' HYPERLINK "https://a.org" \o "TO THE OLD MAP" ' in body and ' FILLIN "WHAT IS YOUR NAME?" ' in body
    assert 'w:val="GIVE YOUR NAME"' in body and "Hidden by a style." in body


def test_a_control_keeps_its_translation() -> None:
    before, after = (
        part(one, "word/document.xml") for one in ((FOLDER / "entries.docx").read_bytes(), shouted("entries.docx"))
    )
    assert "w:dataBinding" in before and "w:dataBinding" not in after and "A BOUND ABSTRACT." in after


def test_an_item_that_is_chosen_is_said_as_its_list_has_it() -> None:
    body = part(shouted("questions.odt"), "content.xml")
    assert 'display-text="GREEN" loext:value="g"' in body and "/>GREEN</loext:content-control>" in body
    assert "<loext:content-control>THE POND IS DEEP</loext:content-control>" in body


def test_sheets_keep_what_formulas_look_for() -> None:
    made = shouted("stock.xlsx")
    assert '"IN STOCK,Sold out,On the way"' in part(made, "xl/worksheets/sheet1.xml").replace("&quot;", '"')
    assert 'totalsRowLabel="ALL PLANTS"' in part(made, "xl/tables/table1.xml")
    assert "ЗАЛ" not in part(made, "xl/workbook.xml")
    data, name = (FOLDER / "stock.xlsx").read_bytes(), "stock.xlsx"
    keys = {one.text: one.key for one in split(documents.read(data, name))}
    long, listed = keys["State of goods"], keys["In stock"]
    made, verdict = documents.translated(data, name, {long: ("слово " * 9,)}, ReadOptions(), "ru")
    assert 'promptTitle="State of goods"' in part(made, "xl/worksheets/sheet1.xml") and verdict != "complete"
    made, verdict = documents.translated(data, name, {listed: ("да, есть",)}, ReadOptions(), "ru")
    assert (
        '"In stock,Sold out' in part(made, "xl/worksheets/sheet1.xml").replace("&quot;", '"') and verdict != "complete"
    )


def test_readings_of_a_cell_go_with_its_words_and_older_programs_read_the_comment() -> None:
    strings = part(shouted("phonetic.xlsx"), "xl/sharedStrings.xml")
    assert "<t>TOKYO TOWER</t></si>" in strings and "FIRST_x000D_\nSECOND LINE" in strings
    assert "IS THE STREET PAVED?" in part(shouted("streets.xlsx"), "xl/comments1.xml")


def test_a_drawn_table_is_as_wide_as_its_words_and_its_lines_as_its_columns() -> None:
    data = (FOLDER.parent / "capitals" / "drawn.md").read_bytes()
    segments = split(documents.read(data, "drawn.md"))
    words = {"row": "безмятежность", "They keep the scurvy away.": "Они, как известно, спасают от цинги, и это верно."}
    long = {one.key: (words[one.text],) for one in segments if one.text in words}
    made, verdict = documents.translated(data, "drawn.md", long, ReadOptions(), "ru")
    assert verdict == "complete"
    assert """\
----------- ------------- --------------- -------------------------
   First    безмятежность            12.0 Example of a row that
                                          spans multiple lines.
""" in made.decode()
    assert """\
| Oranges       | $2.10         | Они, как известно, |
|               |               | спасают от цинги,  |
|               |               | и это верно.       |
+---------------+---------------+--------------------+
""" in made.decode()


def test_a_table_without_words_is_kept() -> None:
    for text in ("---- ----\n---- ----\n", "-----\n---- ----\n-----\n", "+--+\n|  |\n+--+\n"):
        assert not split(documents.read(f"{text}\nWords.\n".encode(), "a.md"))[1:]
