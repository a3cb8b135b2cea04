"""OpenDocument texts: what is found in them, and what is left alone when they are written back."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.documents.test_docx import part, shouted, upper
from toolkit import documents
from toolkit.documents.office import odt
from toolkit.errors import DocumentError
from toolkit.segmentation import split
from toolkit.units import visible

GUIDE = (Path(__file__).parent.parent / "cases" / "office" / "guide.odt").read_bytes()
EXPECTED = """\
Mountains of the South
A small guide.
horses
A Guide to the Mountains
Contents
The road
The road
The road to Naryn is <1>very long</1>.
It begins at <1>the old bridge</1>.
We often go there.
Built in 1920.
Nobody lives above the lake.
The nights are cold.
Two   spaces more.
Left<1/>right<2/>below, & so on.
Take bread
Take a warm coat
Look at <1/> before you go.
Horse
A white horse
Figure 1: a horse at the lake
Town
What it is known for
Osh
A table in a table.
Words beside the box.
Words in a box.
Mountain guide
Page <1/>
"""


def changed(data: bytes, part_name: str, old: str, new: str) -> bytes:
    """The document with a part in which something is replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w") as made:
        for info in archive.infolist():
            text = archive.read(info)
            if info.filename == part_name:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            made.writestr(info, text)
    return buffer.getvalue()


def test_every_text_for_readers_is_a_segment_and_nothing_else() -> None:
    found = [segment.text for segment in split(documents.read(GUIDE, "a.odt"))]
    assert "\n".join(found) + "\n" == EXPECTED


def test_in_capitals_the_same_markup_stands_around_capitals() -> None:
    assert documents.rewrite(GUIDE, "a.odt", {}) == GUIDE
    made = shouted(GUIDE, "a.odt")
    before, after = documents.read(GUIDE, "a.odt"), documents.read(made, "a.odt")
    for one, other in zip(before.blocks, after.blocks, strict=True):
        assert other.content == (upper(one.content) if one.translatable else one.content)
    assert shouted(made, "a.odt") == made
    for tag in ("text:note ", "text:bookmark", "text:change", "draw:frame", "office:annotation", "text:a ", "text:tab"):
        assert part(made, "content.xml").count(f"<{tag}") == part(GUIDE, "content.xml").count(f"<{tag}"), tag
    old, new = zipfile.ZipFile(io.BytesIO(GUIDE)), zipfile.ZipFile(io.BytesIO(made))
    same = {name for name in old.namelist() if old.read(name) == new.read(name)}
    assert set(old.namelist()) - same == {"content.xml", "styles.xml", "meta.xml"}
    assert new.infolist()[0].filename == "mimetype" and new.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert ">never <" in part(made, "content.xml") and "Is this so?" in part(made, "content.xml")


def test_language_fonts_and_direction_are_those_of_the_target() -> None:
    kyrgyz, chinese, arabic = (shouted(GUIDE, "a.odt", code) for code in ("ky", "zh", "ar"))
    styles = part(kyrgyz, "styles.xml")
    assert re.search(r'fo:language="ky" fo:country="KG"', styles) and 'fo:language="en"' not in styles
    assert 'fo:font-family="Arial"' in styles
    assert "<dc:language>ky</dc:language>" in part(kyrgyz, "meta.xml")
    assert 'style:language-asian="zh" style:country-asian="CN"' in part(chinese, "styles.xml")
    assert 'style:font-family-asian="SimSun"' in part(chinese, "styles.xml")
    assert 'style:writing-mode="rl-tb"' in part(arabic, "styles.xml")


PIECES = st.sampled_from(
    ["a word", " ", "  ", "x.", "\n ", "<text:s/>", '<text:s text:c="3"/>', "<text:tab/>", "<text:line-break/>",
     "&amp;",
     '<text:span text:style-name="T1">bold</text:span>', '<text:span text:style-name="T3"> slant </text:span>',
     '<text:bookmark text:name="b"/>',
     '<text:a xlink:href="x">a <text:span text:style-name="T1">link</text:span></text:a>',
     "<text:soft-page-break/>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=10).map("".join))
@example(' x.<text:span text:style-name="T1">bold</text:span> <text:span text:style-name="T1">bold</text:span>x.')
def test_the_same_words_are_the_same_text(inner: str) -> None:
    data = changed(GUIDE, "content.xml", ">Words beside the box.<", f">{inner}End.<")
    document = documents.read(data, "a.odt")
    made = odt.rewrite(
        data, "a.odt", {index: block.content for index, block in enumerate(document.blocks)}, documents.ReadOptions()
    )
    again = documents.read(made, "a.odt")
    assert [visible(one.content) for one in again.blocks] == [visible(one.content) for one in document.blocks]
    assert [one.content for one in again.blocks] == [one.content for one in document.blocks]


def test_links_that_are_statements_of_a_template_stay() -> None:
    links = ('<text:a xlink:href="relatorio://first_name">first_name</text:a>', '<text:a xlink:href="x">Go on</text:a>')
    data = changed(GUIDE, "content.xml", ">Words beside the box.<", f">Dear {links[0]}, hello. {links[1]}.<")
    texts = [one.text for one in split(documents.read(data, "a.odt"))]
    assert "Dear <1/>, hello." in texts and "<1>Go on</1>." in texts
    assert f"DEAR {links[0]}, HELLO." in part(shouted(data, "a.odt"), "content.xml")


def test_program_text_within_a_sentence_stays_as_it_is() -> None:
    code = '<text:span text:style-name="Source_20_Text">make <text:s/>all</text:span>'
    data = changed(GUIDE, "content.xml", ">Words beside the box.<", f">Type {code} and go on.<")
    assert "Type <1/> and go on." in [one.text for one in split(documents.read(data, "a.odt"))]
    assert f"TYPE {code} AND GO ON." in part(shouted(data, "a.odt"), "content.xml")


def test_what_is_no_text_document_is_refused_in_one_sentence() -> None:
    key = '<manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    for data, message in [
        (changed(GUIDE, "mimetype", ".text", ".graphics"), "no OpenDocument text"),
        (changed(GUIDE, "META-INF/manifest.xml", "</manifest:manifest>", key), "locked with a password"),
        (changed(GUIDE, "content.xml", "office:text", "office:chart"), "no text body"),
        (changed(GUIDE, "content.xml", "<office:document-content", "<!DOCTYPE x><office:document-content"), "entities"),
    ]:
        with pytest.raises(DocumentError, match=message) as caught:
            documents.read(data, "a.odt")
        assert "\n" not in str(caught.value)
