"""Word documents: what is found in them, with how few tags, and what is left alone when they are written back."""

import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents.word import (
    BOLD,
    HEAD,
    ITALIC,
    PARTS,
    SPACES,
    W,
    body_document,
    field,
    paragraph,
    run,
    word_document,
)
from toolkit import documents
from toolkit.documents.office import docx
from toolkit.errors import DocumentError
from toolkit.languages import regional_tag
from toolkit.segmentation import split
from toolkit.units import BlockKind, Content

CASES = Path(__file__).parent.parent / "cases" / "office"
EXPECTED = """\
Mountains of the South
A Guide to the Mountains
The road
The road
The road to Naryn is <1>very long</1>.
It begins at <1>the old bridge</1>.
We <1>often </1>go there<2/>.
To the map
Nobody lives above the lake.
The nights are cold.
Left<1/>right<2/>below, in the north<3/>east.
Take bread & tea
Take a warm coat
Look at <1/> before you go.
A white horse
<1>Figure <2/></1>: a horse at the lake
As <1>Figure 1</1> shows, horses are white on page <2/>.
Table of towns
Town
What it is known for
Osh
A table in a table.
Words beside the box.
Words in a box.
A controlled paragraph.
Written by <1>a friend</1> of mine.
Mountain guide
Page <1/>
Built in 1920.
In summer only.
"""


def upper(content: Content) -> Content:
    return tuple(part.upper() if isinstance(part, str) else part for part in content)


def shouted(data: bytes, name: str, target: str | None = None) -> bytes:
    """The document with every segment in capitals."""
    segments = split(documents.read(data, name))
    return documents.rewrite(data, name, {one.key: upper(one.source) for one in segments}, language=target)


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def test_every_text_for_readers_is_a_segment_and_nothing_else() -> None:
    found = [segment.text for segment in split(documents.read(word_document(), "a.docx"))]
    assert "\n".join(found) + "\n" == EXPECTED


def test_blocks_are_called_what_readers_take_them_for() -> None:
    kinds = {
        "".join(one for one in block.content if isinstance(one, str)): (block.kind, block.level, block.translatable)
        for block in documents.read(word_document(), "a.docx").blocks
    }
    assert kinds["A Guide to the Mountains"] == (BlockKind.TITLE, 0, True)
    assert kinds["The road"] == (BlockKind.HEADING, 1, True)
    assert kinds["Take a warm coat"] == (BlockKind.ITEM, 2, True)
    assert kinds["Figure : a horse at the lake"] == (BlockKind.CAPTION, 0, True)
    assert kinds["Town"] == (BlockKind.CELL, 0, True)
    assert kinds[" Built in 1920."] == (BlockKind.FOOTNOTE, 0, True)
    assert kinds["print('hello')"] == (BlockKind.PARAGRAPH, 0, False)


def test_without_translations_it_is_the_same_file() -> None:
    data = word_document()
    assert documents.rewrite(data, "a.docx", {}) == data


@pytest.mark.parametrize("data", [word_document(), (CASES / "guide.docx").read_bytes()], ids=["Word", "LibreOffice"])
def test_in_capitals_the_same_markup_stands_around_capitals(data: bytes) -> None:
    made = shouted(data, "a.docx")
    before, after = documents.read(data, "a.docx"), documents.read(made, "a.docx")
    for one, other in zip(before.blocks, after.blocks, strict=True):
        assert other.content == (upper(one.content) if one.translatable else one.content)
        assert (other.kind, other.level) == (one.kind, one.level)
    assert shouted(made, "a.docx") == made
    for tag in ("hyperlink", "drawing", "footnoteReference", "bookmarkStart", "bookmarkEnd", "delText", "instrText",
                "fldChar", "commentRangeStart", "commentReference", "sectPr", "tbl", "sdt", "ins"):  # fmt: skip
        for name in ("word/document.xml",):
            pattern = rf"<w:{tag}[ />]"
            assert len(re.findall(pattern, part(made, name))) == len(re.findall(pattern, part(data, name))), tag


def test_untouched_parts_keep_their_bytes_order_and_dates() -> None:
    data = word_document()
    made = shouted(data, "a.docx")
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(made))
    assert after.testzip() is None
    assert [(one.filename, one.date_time, one.compress_type) for one in after.infolist()] == [
        (one.filename, one.date_time, one.compress_type) for one in before.infolist()
    ]
    same = {name for name in PARTS if before.read(name) == after.read(name)}
    assert same == {
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml",
        "word/settings.xml", "word/comments.xml", "word/media/image1.png",
    }  # fmt: skip


def test_older_programs_read_the_translation_of_a_text_box_too() -> None:
    made = part(shouted(word_document(), "a.docx"), "word/document.xml")
    assert made.count("WORDS IN A BOX.") == 2 and "Words in a box." not in made


def test_deleted_and_hidden_text_comments_and_code_stay() -> None:
    made = shouted(word_document(), "a.docx")
    body = part(made, "word/document.xml")
    for text in ("never ", "This is hidden. ", "print('hello')", "A deleted row", " SEQ Figure ", "To the map".upper()):
        assert text in body
    assert "Is this so?" in part(made, "word/comments.xml")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([run("One "), run("two", "<w:lang w:val='ru-RU'/>"), run(" three.")], "One two three."),
        ([run("A", BOLD), run("ll bold.", BOLD)], "All bold."),
        ([run("A "), run("b", BOLD + ITALIC), run("c", BOLD), run(" d.")], "A <1>b</1><2>c</2> d."),
        ([run("Some "), run("text", "<w:spacing w:val='-3'/>"), run(" here.")], "Some text here."),
        ([run("S p"), run("aced", "<w:spacing w:val='60'/>"), run(" out.")], "S p<1>aced</1> out."),
        ([run("Before "), '<w:bookmarkStart w:id="3" w:name="x"/>', run("in"), '<w:bookmarkEnd w:id="3"/>',
          run(" after.")], "Before in after."),
        ([run("On "), field("DATE", run("5 May 2024")), run(" it rained.")], "On <1/> it rained."),
        ([run("By "), field("AUTHOR", run("Ann Lee")), run(", of late.")], "By <1/>, of late."),
        ([run("See "), field('HYPERLINK "https://a.org"', run("the site")), run(".")], "See <1>the site</1>."),
        ([run("Page "), f'<w:fldSimple w:instr=" PAGE ">{run("4")}</w:fldSimple>', run(" of it.")], "Page <1/> of it."),
        ([run("An "), "<w:smartTag w:element='x'>" + run("old") + "</w:smartTag>", run(" tag.")],
         "An <1>old</1> tag."),
        ([run("soft"), "<w:r><w:softHyphen/></w:r>", run("ware works.")], "software works."),
        ([run("Moved "), "<w:moveFrom w:id='1'>" + run("away ") + "</w:moveFrom>", run("text.")], "Moved text."),
        (["<w:r><w:t>One </w:t><w:lastRenderedPageBreak/><w:t>page.</w:t></w:r>"], "One page."),
    ],
)  # fmt: skip
def test_what_means_nothing_to_a_reader_is_no_tag(runs: list[str], expected: str) -> None:
    data = body_document(paragraph(*runs))
    assert split(documents.read(data, "a.docx"))[1].text == expected
    assert split(documents.read(shouted(data, "a.docx"), "a.docx"))[1].text == expected.upper()


def test_text_moved_away_is_not_read() -> None:
    data = body_document(paragraph(run("Here."), "<w:moveFrom w:id='1'>" + run("gone") + "</w:moveFrom>"))
    assert "gone" in part(shouted(data, "a.docx"), "word/document.xml")


def test_a_careless_translation_loses_no_note_picture_or_quoted_bookmark() -> None:
    data = word_document()
    segments = split(documents.read(data, "a.docx"))
    made = part(documents.rewrite(data, "a.docx", {one.key: ("слово",) for one in segments}), "word/document.xml")
    for once in (
        "w:footnoteReference",
        "w:endnoteReference",
        'w:name="_Ref77"',
        'w:name="_Toc1"',
        "r:embed",
        "w:sectPr>",
    ):
        assert once in made
    assert made.count("bookmarkStart") == made.count("bookmarkEnd") == 2


def test_language_fonts_and_direction_are_those_of_the_target() -> None:
    data = word_document()
    russian, kyrgyz = shouted(data, "a.docx", "ru"), shouted(data, "a.docx", "ky")
    chinese, arabic = shouted(data, "a.docx", "zh"), shouted(data, "a.docx", "ar")
    assert 'w:lang w:val="ru-RU"' in part(russian, "word/styles.xml")
    assert 'w:lang w:val="ky-KG"' in part(kyrgyz, "word/styles.xml")
    assert 'w:hAnsi="Arial"' in part(kyrgyz, "word/styles.xml") and 'w:ascii="Gill Sans MT"' in part(
        kyrgyz, "word/styles.xml"
    )
    styles = part(chinese, "word/styles.xml")
    assert 'w:eastAsia="SimSun"' in styles and 'w:val="en-US" w:eastAsia="zh-CN"' in styles
    assert 'w:hint="eastAsia"' in part(chinese, "word/document.xml")
    body = part(arabic, "word/document.xml")
    assert "<w:bidi/>" in body and "<w:rtl/>" in body and 'w:bidi="ar-EG"' in part(arabic, "word/styles.xml")
    same = {one.key: one.source for one in split(documents.read(arabic, "a.docx"))}
    back = part(documents.rewrite(arabic, "a.docx", same, language="en"), "word/document.xml")
    assert "<w:rtl/>" not in back and "<w:bidi/>" not in back
    assert "<dc:language>ky</dc:language>" in part(kyrgyz, "docProps/core.xml")


def test_a_strict_document_is_read_and_written_as_such() -> None:
    strict = {"main": "wordprocessingml/main", "relationships": "officeDocument/relationships"}
    changes: dict[str, str | bytes] = {}
    for name, text in PARTS.items():
        if isinstance(text, str) and name.startswith("word/") and not name.endswith(".rels"):
            changes[name] = text.replace(W, f"http://purl.oclc.org/ooxml/{strict['main']}")
    data = word_document(changes)
    assert [one.text for one in split(documents.read(data, "a.docx"))][:5] == EXPECTED.splitlines()[:5]
    assert "THE ROAD TO NARYN" in part(shouted(data, "a.docx"), "word/document.xml")


def test_python_docx_reads_what_it_wrote_translated(tmp_path: Path) -> None:
    source = python_docx.Document()
    source.core_properties.title = "A report"
    source.add_heading("The first part", 1)
    words = source.add_paragraph("It was ")
    words.add_run("very").bold = True
    words.add_run(" cold. Nobody came.")
    source.add_paragraph("One thing", style="List Bullet")
    table = source.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left cell", "Right cell"
    source.sections[0].header.paragraphs[0].text = "The header"
    path = tmp_path / "a.docx"
    source.save(str(path))
    data = path.read_bytes()
    found = [one.text for one in split(documents.read(data, "a.docx"))]
    assert found[-7:] == ["The first part", "It was <1>very</1> cold.", "Nobody came.", "One thing", "Left cell",
                          "Right cell", "The header"]  # fmt: skip
    made = python_docx.Document(io.BytesIO(shouted(data, "a.docx", "ru")))
    assert [one.text for one in made.paragraphs] == ["THE FIRST PART", "IT WAS VERY COLD. NOBODY CAME.", "ONE THING"]
    assert [one.bold for one in made.paragraphs[1].runs] == [None, True, None]
    assert made.tables[0].cell(0, 1).text == "RIGHT CELL"
    assert made.sections[0].header.paragraphs[0].text == "THE HEADER"
    assert made.core_properties.title == "A REPORT" and made.core_properties.language == "ru"


LOOKS = st.sampled_from(["", BOLD, ITALIC, BOLD + ITALIC, "<w:u w:val='single'/>", "<w:noProof/>"])
TEXTS = st.sampled_from(["a", "word", " ", "two words ", ". ", "Б", "  ", "x. Y"])
MARKS = st.sampled_from(
    ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:footnoteReference w:id="2"/></w:r>',
     '<w:bookmarkStart w:id="1" w:name="b"/>', '<w:bookmarkEnd w:id="1"/>', '<w:proofErr w:type="spellStart"/>',
     "<w:del w:id='3'><w:r><w:delText>gone</w:delText></w:r></w:del>"]
)  # fmt: skip
RUNS = st.lists(st.builds(run, TEXTS, LOOKS) | MARKS, max_size=9)
LINK = st.builds(lambda inner: f'<w:hyperlink r:id="rId7">{"".join(inner)}</w:hyperlink>', RUNS)


def seen(xml: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Every character of a body with what shows of its formatting, and every thing between them, in order."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for element in etree.fromstring(xml).iter():
        name = etree.QName(element).localname
        if name == "t":
            run_ = element.getparent()
            looks = tuple(
                sorted(one for one in ("b", "i", "u") if run_.find(f"{{{W}}}rPr/{{{W}}}{one}") is not None)
                + (["link"] if run_.getparent().tag.endswith("hyperlink") else [])
            )
            # a space may take the look of its neighbour, but underlining shows on it
            found += [
                (one, looks if one != " " else tuple(x for x in looks if x in ("u", "link")))
                for one in element.text or ""
            ]
        elif name in ("tab", "br", "footnoteReference"):
            found.append((name, ()))
    return found


@given(st.lists(RUNS.map("".join) | LINK, max_size=3))
def test_the_same_words_look_the_same(runs: list[str]) -> None:
    data = body_document(paragraph(*runs, run("End.")))
    segments = documents.read(data, "a.docx")
    same = {index: block.content for index, block in enumerate(segments.blocks)}
    made = docx.rewrite(data, "a.docx", same, documents.ReadOptions())
    before, after = (zipfile.ZipFile(io.BytesIO(one)).read("word/document.xml") for one in (data, made))
    assert seen(after) == seen(before)
    for tag in (b"<w:bookmarkStart", b"<w:bookmarkEnd", b"<w:del ", b"<w:hyperlink"):
        assert after.count(tag) == before.count(tag)


def test_what_is_no_word_document_is_refused_in_one_sentence() -> None:
    spreadsheet = word_document({"word/document.xml": f"{HEAD}<w:workbook {SPACES}/>"})
    for data, message in [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Office, or one locked"),
        (spreadsheet, "no Word document"),
        (word_document({"word/document.xml": f"{HEAD}<w:document {SPACES}/>"}), "no body"),
        (word_document({"_rels/.rels": "<a/>"}), "no main part"),
    ]:
        with pytest.raises(DocumentError, match=message) as caught:
            documents.read(data, "a.docx")
        assert "\n" not in str(caught.value) and str(caught.value).startswith("a.docx: ")


def test_characters_that_xml_lacks_are_left_out() -> None:
    data = word_document()
    first = split(documents.read(data, "a.docx"))[1]
    made = documents.rewrite(data, "a.docx", {first.key: ("one\x0b two\x00 \ud800 three",)}, language="ru")
    assert "one two  three" in part(made, "word/document.xml")


def test_countries_of_languages() -> None:
    tags = {"zh": "zh-CN", "zt": "zh-TW", "ru": "ru-RU", "ky": "ky-KG", "pb": "pt-BR", "en": "en-US", "ar": "ar-EG"}
    assert {code: regional_tag(code) for code in tags} == tags


def test_what_a_program_sets_by_itself_is_no_text_and_the_rest_is_one_word() -> None:
    citation = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {}'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(Lee, 2020)</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    frame = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>'
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Sign</w:t></w:r></w:rubyBase></w:ruby>"
        '</w:r><w:r><w:t xml:space="preserve"> of the road.</w:t></w:r>'
    )
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:date/></w:sdtPr><w:sdtContent><w:r><w:t>Choose a day.</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    rest = "<w:p><w:r><w:t>ark clouds came.</w:t></w:r></w:p>"
    data = body_document(f"<w:p>{citation}</w:p>", frame, rest, f"<w:p>{ruby}</w:p>", f"<w:p>{prompt}</w:p>")
    assert [one.text for one in split(documents.read(data, "a.docx"))][1:4] == [
        "Dark clouds came.", "Sign of the road.", "Choose a day.",
    ]  # fmt: skip
    made = part(shouted(data, "a.docx", "en"), "word/document.xml")
    assert "<w:t>D</w:t>" in made and "ARK CLOUDS CAME." in made and "(Lee, 2020)" in made
    assert "kan" not in made and "CHOOSE A DAY." in made


def test_program_text_within_a_sentence_stays_as_it_is() -> None:
    code = '<w:rStyle w:val="VerbatimChar"/>'
    command = run("git sta", code, "00000001") + "<w:proofErr/>" + run("sh pop", code, "00000002")
    data = body_document(paragraph(run("Type "), command, run(" and go on.")), paragraph(run("make clean", code)))
    assert [one.text for one in split(documents.read(data, "a.docx"))][1:3] == [
        "Type <1/> and go on.",
        "Mountain guide",
    ]
    made = part(shouted(data, "a.docx", "ru"), "word/document.xml")
    assert re.findall(r"<w:t[^>]*>([^<]*)", made) == ["TYPE ", "git sta", "sh pop", " AND GO ON.", "make clean"]
