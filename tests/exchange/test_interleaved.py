"""The Word table in which translations stand below their source."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given

from tests.bundles.made import GENERATOR, expected, made_bundles, small, tuples
from tests.bundles.test_judges import BUNDLES
from tests.exchange import test_judges
from toolkit import exchange
from toolkit.errors import BundleError, UsageError
from toolkit.exchange import docx, interleaved
from toolkit.exchange.archives import pack, unpack
from toolkit.units import Bundle

office = test_judges.office
"""The fixture."""
TWO = small((("One.", "一。", "drafted"), ("Two.", "二。", "reviewed")), ("zh", "ky", "ru", "de", "fr"))


def body(bundle: Bundle) -> str:
    return ZipFile(BytesIO(interleaved.write(bundle, GENERATOR))).read("word/document.xml").decode()


@given(made_bundles())
def test_law_5(bundle: Bundle) -> None:
    rows = docx.read(interleaved.write(bundle, GENERATOR))
    assert tuples(rows) == expected(bundle)
    assert sorted(row.base for row in rows) == sorted(row.base for row in exchange.rows(bundle))


def test_any_number_of_languages_stands_below_the_source_each_in_its_own() -> None:
    text = body(TWO)
    rows = re.findall(r"<w:tr>.*?</w:tr>", text)
    shown = [re.sub("<[^>]+>", " ", re.sub("<w:r><w:rPr><w:vanish/>.*?</w:r>", "", row)).split() for row in rows]
    assert shown[:4] == [
        ["id", "language", "text", "status"], ["p1s1", "en", "One."], ["p1s1", "zh", "一。", "drafted"],
        ["p1s1", "ky", "一。", "drafted"],
    ]  # fmt: skip
    assert {'w:val="en-US"', 'w:eastAsia="zh-CN"', 'w:val="ky-KG"', 'w:val="de-DE"'} <= set(
        re.findall(r'w:(?:val|eastAsia)="\w\w-\w\w"', text)
    )


def test_no_row_is_split_and_a_paragraph_stays_with_its_translations() -> None:
    rows = re.findall(r"<w:tr>.*?</w:tr>", body(TWO))
    assert all("<w:cantSplit/>" in row for row in rows)
    assert [row.count("<w:tblHeader/>") for row in rows[:2]] == [1, 0]
    kept = [row.count("<w:keepNext/>") == 4 for row in rows[1:]]
    assert kept == [True] * 5 + [False] + [True] * 5 + [False]


def test_the_layout_is_asked_for_by_name() -> None:
    assert exchange.format_named("docx", "interleaved").write is interleaved.write
    assert exchange.format_named("docx", "columns").write is docx.write
    with pytest.raises(UsageError, match="it has: columns, interleaved"):
        exchange.format_named("docx", "sideways")
    with pytest.raises(UsageError, match="tmx has one layout only"):
        exchange.format_named("tmx", "columns")


def test_a_row_before_its_source_is_refused() -> None:
    files = unpack(interleaved.write(TWO, GENERATOR), "DOCX")
    text = files["word/document.xml"].decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>", text)
    files["word/document.xml"] = text.replace(rows[1], "").encode()
    with pytest.raises(BundleError, match="p1s1, language zh, stands before the source"):
        docx.read(pack(files))


@pytest.mark.parametrize("name", ["article", "nasty"])
def test_libreoffice_shows_every_text_and_keeps_every_row_when_it_saves(
    office: Callable[[Path, str], Path],
    tmp_path: Path,
    name: str,
) -> None:
    path = tmp_path / "rows.docx"
    path.write_bytes(interleaved.write(BUNDLES[name], GENERATOR))
    if name == "article":
        shown = office(path, "txt").read_text(encoding="utf-8-sig")
        for row in exchange.rows(BUNDLES[name]):
            assert row.source in shown and row.target in shown
    saved = docx.read(office(path, "docx").read_bytes())
    assert tuples(saved) == expected(BUNDLES[name])
    assert sorted(row.base for row in saved) == sorted(row.base for row in exchange.rows(BUNDLES[name]))


def test_libreoffice_rejects_a_broken_document(office: Callable[[Path, str], Path], tmp_path: Path) -> None:
    files = unpack(interleaved.write(BUNDLES["article"], GENERATOR), "DOCX")
    files["word/document.xml"] = files["word/document.xml"].replace(b"</w:tbl>", b"")
    path = tmp_path / "broken.docx"
    path.write_bytes(pack(files))
    made = office(path, "txt")
    text = made.read_text(encoding="utf-8-sig") if made.is_file() else ""
    assert [row for row in exchange.rows(BUNDLES["article"]) if row.target not in text]
