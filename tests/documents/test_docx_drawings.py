"""Charts, SmartArt, watermarks, groups and fonts of themes in Word documents."""

import re

import pytest

from tests.documents.drawings import CHART, DRAWN, themed
from tests.documents.test_docx import part, shouted
from tests.documents.word import HEAD, SPACES, body_document, paragraph, text_box, word_document
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split

EXPECTED = """\
Mountains of the South
Words before.
Columns that rise
Steps of a plan
Two horses
A black horse
Visitors by year
Season
In thousands
Foreign guests
Summer
Winter
Plan the <1>journey</1>
Plan the <1>journey</1>
NOT FINAL
In the header
"""


def test_every_text_that_is_drawn_is_a_segment() -> None:
    found = split(documents.read(word_document(DRAWN), "a.docx"))
    rest = [
        "Page <1/>",
        "Built in 1920.",
        "In summer only.",
    ]  # a footer and notes that are those of every document here
    assert sorted(one.text for one in found) == sorted([*EXPECTED.splitlines(), *rest])
    notes = {one.text: one.note for one in found}
    assert notes["NOT FINAL"] == "label: watermark"
    assert notes["Season"] == "label: in a chart"
    assert notes["Summer"] == "label: name in a chart"


def test_the_translation_is_drawn() -> None:
    data = word_document(DRAWN)
    made = shouted(data, "a.docx", "ru")
    chart = part(made, "word/charts/chart1.xml")
    for text in ("Visitors by year", "Season", "In thousands", "Foreign guests", "Summer", "Winter"):
        assert f">{text.upper()}<" in chart
    assert "<c:v>2024</c:v>" in chart and "<c:v>4.3</c:v>" in chart and "<c:f>Sheet1!$A$2:$A$4</c:f>" in chart
    assert re.sub(r"<[^>]*>", "", chart).upper() == re.sub(r"<[^>]*>", "", CHART).upper()
    for name in ("word/diagrams/data1.xml", "word/diagrams/drawing1.xml"):
        assert "<a:t>PLAN THE </a:t>" in part(made, name) and "<a:t>JOURNEY</a:t>" in part(made, name)
        assert 'b="1"' in part(made, name)
    assert 'string="NOT FINAL"' in part(made, "word/header1.xml")
    body = part(made, "word/document.xml")
    assert body.count('descr="TWO HORSES"') == 2 and 'descr="A BLACK HORSE"' in body
    assert documents.rewrite(data, "a.docx", {}) == data


@pytest.mark.parametrize(
    ("latin", "asian", "target", "style"),
    [
        ("Calibri", "", "ky", 'w:hAnsiTheme="minorHAnsi"'),
        ("Gill Sans MT", "", "ky", 'w:hAnsi="Arial"'),
        ("Garamond Premier", "", "ky", 'w:hAnsi="Times New Roman"'),
        ("Gill Sans MT", "", "ru", 'w:hAnsi="Arial"'),
        ("Calibri", "", "zh", 'w:eastAsia="SimSun"'),
        ("Calibri", "等线", "zh", 'w:eastAsiaTheme="minorEastAsia"'),
        ("Calibri", "Arial", "zh", 'w:eastAsia="SimSun"'),
    ],
)
def test_fonts_of_a_theme_that_lack_the_letters_are_replaced(latin: str, asian: str, target: str, style: str) -> None:
    styles = part(shouted(word_document(themed(latin, asian)), "a.docx", target), "word/styles.xml")
    assert style in styles
    assert 'w:asciiTheme="minorHAnsi"' in styles
    if "eastAsia=" in style:
        assert "eastAsiaTheme" not in styles
    elif "hAnsi=" in style:
        assert "hAnsiTheme" not in styles
    else:
        assert style.replace("minor", "major") in styles


def test_a_copy_of_a_text_box_for_older_programs_keeps_the_numbers_of_its_bookmarks() -> None:
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/></w:p></w:txbxContent>'
    before, choice, fallback = body_document(paragraph(text_box("Datum plane"))), "0", "1"
    body = part(before, "word/document.xml")
    first, second, end = body.split("</w:p></w:txbxContent>")
    body = first + mark.format(choice, "_GoBack") + second + mark.format(fallback, "_GoBack") + end
    data = word_document({"word/document.xml": body})
    (key,) = {one.key for one in split(documents.read(data, "a.docx")) if one.text == "Datum plane"}
    made, verdict = documents.translated(data, "a.docx", {key: ("Плоскость",)}, ReadOptions(), "ru")
    assert verdict == "complete"
    assert re.findall(r'bookmarkStart w:id="(\d)"', part(made, "word/document.xml")) == [choice, fallback]


def test_styles_without_defaults_get_some_that_name_the_language() -> None:
    style = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    data = word_document({"word/styles.xml": f"{HEAD}<w:styles {SPACES}>{style}</w:styles>"})
    keys = {one.key: one.source for one in split(documents.read(data, "a.docx"))}
    made, verdict = documents.translated(data, "a.docx", keys, ReadOptions(), "ru")
    assert verdict == "complete" and 'w:lang w:val="ru' in part(made, "word/styles.xml")
