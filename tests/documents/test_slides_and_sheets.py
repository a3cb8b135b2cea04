"""Presentations and workbooks: what is read, what is written, and what LibreOffice makes of it."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.conftest import judge
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.documents.skeletons import archives
from toolkit.documents.skeletons.encoded import Changes
from toolkit.errors import DocumentError, ProjectError
from toolkit.segmentation import join, split
from toolkit.units import Code, flatten

CASES = Path(__file__).parent.parent / "cases" / "office"
WORDS = {
    "report.pptx": (
        "Winter report|generated using python-pptx|Winter in the valley|A short report|What we saw|Snow fell early.|"
        "The road was <1>closed</1> for a week.|It opened in May.|Month|Guests|January|Tell them about the bridge.|"
        "A box of text|Source: the village council|Visitors by season|Visitors|Spring|Autumn"
    ),
    "prices.xlsx": (
        "Fruit|Price|Total|Red apple|Sweet pear|Prices include tax.|They change often.|A <1>bold</1> word|Price list|"
        "Check this twice.|Ask the baker."
    ),
    "report.odp": (
        "Winter report|generated using python-pptx|Winter in the valley|A short report|What we saw|Snow fell early.|"
        "The road was <1>closed</1> for a week.|It opened in May.|Month|Guests|January|Tell them about the bridge.|"
        "A box of text|Source: the village council|Visitors by season|Visitors|Spring|Autumn"
    ),
    "prices.ods": (
        "Fruit|Price|Total|Red apple|Sweet pear|Check this twice.|Prices include tax.|They change often.|"
        "A <1>bold</1> word|Ask the baker.|Price list <1/>"
    ),
}


def data_of(name: str) -> bytes:
    return (CASES / name).read_bytes()


def shouted(data: bytes, name: str, language: str = "en") -> bytes:
    segments = split(documents.read(data, name))
    targets = {
        one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
    }
    made, verdict = documents.translated(data, name, targets, ReadOptions(), language)
    assert verdict == "complete"
    return made


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def without(data: bytes, name: str, new: dict[str, str]) -> bytes:
    """The archive with some parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as archive:
        for info in old.infolist():
            archive.writestr(info.filename, new.get(info.filename, old.read(info.filename)))
    return made.getvalue()


@pytest.mark.parametrize("name", WORDS)
def test_everything_for_readers_is_a_segment_and_nothing_else(name: str) -> None:
    assert "|".join(one.text for one in split(documents.read(data_of(name), name))) == WORDS[name]


@pytest.mark.parametrize("name", WORDS)
def test_laws(name: str) -> None:
    data = data_of(name)
    document = documents.read(data, name)
    segments = split(document)
    assert join(document, segments) == "".join(flatten(block.content) for block in document.blocks)
    assert documents.rewrite(data, name, {}) == data
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data


def test_slides_say_the_translation_in_its_language() -> None:
    made = shouted(data_of("report.pptx"), "report.pptx", "ru")
    assert "<a:t>THE ROAD WAS </a:t>" in part(made, "ppt/slides/slide2.xml")
    assert re.search(r'b="1"/?>.{0,20}<a:t>CLOSED</a:t>', part(made, "ppt/slides/slide2.xml"))
    assert "TELL THEM ABOUT THE BRIDGE." in part(made, "ppt/notesSlides/notesSlide1.xml")
    assert 'lang="ru"' in part(made, "ppt/charts/chart1.xml")
    assert 'descr="A BOX OF TEXT"' in part(made, "ppt/slides/slide3.xml")
    master = "ppt/slideMasters/slideMaster1.xml"
    assert part(made, master) == part(data_of("report.pptx"), master)


def test_sheets_keep_formulas_and_tables_keep_their_heads() -> None:
    made = shouted(data_of("prices.xlsx"), "prices.xlsx")
    sheet = part(made, "xl/worksheets/sheet1.xml")
    assert "<f>B2*2</f>" in sheet and '<f>IF(B3&gt;3,"High","Low")</f>' in sheet and "MAX_VALUE" in sheet
    assert "&amp;CPRICE LIST &amp;P" in sheet
    assert 'name="FRUIT"' in part(made, "xl/tables/table1.xml")
    assert 'name="Sales"' in part(made, "xl/workbook.xml")


def test_a_formula_with_quotation_marks_written_out_is_none_that_is_lost() -> None:
    """As SheetJS writes them."""
    data, name = data_of("prices.xlsx"), "xl/worksheets/sheet1.xml"
    given = without(data, "", {name: part(data, name).replace('"High"', "&quot;High&quot;")})
    assert given != data and "&quot;High&quot;" in part(given, name)
    made = shouted(given, "prices.xlsx")
    assert "High" in part(made, name)
    changed = part(made, name).replace("High", "Higher")
    said = archives.parts(given, without(made, "", {name: changed}), "", Changes([]))
    assert "stands in one of the two only" in said


def test_a_head_that_a_formula_names_stays() -> None:
    sheet = part(data_of("prices.xlsx"), "xl/worksheets/sheet1.xml").replace(
        "<f>B2*2</f>", "<f>T1[[#This Row],[Price]]</f>"
    )
    data = without(data_of("prices.xlsx"), "prices.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert "Price" not in [one.text for one in split(documents.read(data, "prices.xlsx"))]
    assert 'name="Price"' in part(shouted(data, "prices.xlsx"), "xl/tables/table1.xml")


@pytest.mark.parametrize(("name", "other"), [("report.pptx", "prices.xlsx"), ("prices.xlsx", "report.pptx")])
def test_another_kind_of_file_is_refused_in_a_sentence(name: str, other: str) -> None:
    for data in (data_of(other), data_of(name)[:3000], b"PK\x03\x04", (CASES / "guide.docx").read_bytes()):
        with pytest.raises(DocumentError):
            documents.read(data, name)


@pytest.mark.parametrize("name", ["report.pptx", "prices.xlsx"])
def test_libreoffice_opens_it_and_reads_the_translation(name: str, tmp_path: Path) -> None:
    package = {"report.pptx": "impress", "prices.xlsx": "calc"}[name]
    program = judge("soffice", shutil.which("soffice"), "install LibreOffice (Debian: libreoffice-writer-nogui)")
    library = Path(program).resolve().parent / {"impress": "libsdlo.so", "calc": "libsclo.so"}[package]
    judge(f"LibreOffice {package}", str(library) if library.exists() else None, f"install libreoffice-{package}-nogui")
    kind, ending = {"report.pptx": ("fodp", "fodp"), "prices.xlsx": ("fods", "fods")}[name]
    (tmp_path / name).write_bytes(shouted(data_of(name), name))
    (tmp_path / f"broken{Path(name).suffix}").write_bytes(data_of(name)[:5000])
    command = [program, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / name)],
        capture_output=True,
        timeout=180,
        check=True,
    )
    text = re.sub(r"<[^>]*>", "", (tmp_path / "out" / f"{Path(name).stem}.{ending}").read_text(encoding="utf-8"))
    packed = re.sub(r"\s+", "", text)
    for words in WORDS[name].split("|"):
        said = re.sub(r"\s+|<[^>]*>", "", words.upper())
        assert said in packed or words in UNSEEN, words


UNSEEN = ("A box of text",)
"""What stands in an attribute there."""


@pytest.mark.parametrize(("sheets", "chosen"), [(("Sales!A",), "Red apple"), (("sales",), "Price"), (("Other!A",), "")])
@pytest.mark.parametrize("name", ["prices.xlsx", "prices.ods"])
def test_a_setting_names_sheets_and_columns(name: str, sheets: tuple[str, ...], chosen: str) -> None:
    data = data_of(name)
    options = ReadOptions(sheets=sheets)
    segments = split(documents.read(data, name, options))
    texts = [one.text for one in segments]
    assert (chosen in texts) or not chosen
    assert ("Price" in texts) == (sheets == ("sales",))
    assert documents.rewrite(data, name, {}, options) == data
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}, options) == data
    targets = {one.key: (one.text.upper(),) for one in segments if len(one.source) == 1}
    made, verdict = documents.translated(data, name, targets, options, "en")
    assert verdict == "complete"
    assert [one.text.upper() for one in split(documents.read(made, name, options))] == [text.upper() for text in texts]


def shared_strings() -> bytes:
    """A workbook whose cells A1 and B1 share a string."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def relations(*rows: tuple[str, str, str]) -> str:
        made = "".join(f'<Relationship Id="{a}" Type="{office}/{b}" Target="{c}"/>' for a, b, c in rows)
        return f'<Relationships xmlns="{package}">{made}</Relationships>'

    cells = "".join(f'<c r="{place}1" t="s"><v>{index}</v></c>' for place, index in (("A", 0), ("B", 0), ("C", 1)))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sales" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row>'
        "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}" count="3" uniqueCount="2"><si><t>Red apple</t></si>'
        "<si><t>Other words</t></si></sst>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_a_string_that_cells_share_is_translated_where_it_was_chosen() -> None:
    data, options = shared_strings(), ReadOptions(sheets=("Sales!A",))
    segments = split(documents.read(data, "x.xlsx", options))
    assert [one.text for one in segments] == ["Red apple"]
    assert documents.read(data, "x.xlsx", options).kept == {"not chosen": 10}
    made, verdict = documents.translated(data, "x.xlsx", {segments[0].key: ("Алма",)}, options, "ky")
    assert verdict == "complete"
    strings = re.findall(r"<si>(.*?)</si>", part(made, "xl/sharedStrings.xml"))
    assert strings == ["<t>Алма</t>", "<t>Other words</t>", "<t>Red apple</t>"]
    assert re.findall(r"<v>(\d)</v>", part(made, "xl/worksheets/sheet1.xml")) == ["0", "2", "1"]


def test_columns_that_are_none_are_named() -> None:
    with pytest.raises(ProjectError, match="sheets: 'Sales!1' names no columns"):
        documents.read(data_of("prices.xlsx"), "prices.xlsx", ReadOptions(sheets=("Sales!1",)))


def test_libreoffice_draws_the_chart_of_a_presentation_with_the_translation(tmp_path: Path) -> None:
    program = judge("soffice", shutil.which("soffice"), "install LibreOffice (Debian: libreoffice-writer-nogui)")
    library = Path(program).resolve().parent / "libsdlo.so"
    judge("LibreOffice Impress", str(library) if library.exists() else None, "install libreoffice-impress-nogui")
    reader = judge("pdftotext", shutil.which("pdftotext"), "install poppler-utils")
    for name, data in (("made.odp", shouted(data_of("report.odp"), "report.odp")), ("old.odp", data_of("report.odp"))):
        (tmp_path / name).write_bytes(data)
        command = [program, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
        command += ["--outdir", str(tmp_path), str(tmp_path / name)]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
        page = str(tmp_path / f"{Path(name).stem}.pdf")
        drawn = subprocess.run([reader, page, "-"], capture_output=True, text=True, timeout=60, check=True).stdout
        assert ("SPRING" in drawn) == (name == "made.odp")
