"""E-books: chapters, navigation, tables of contents and metadata are found and written back."""

import io
import zipfile

import pytest

from tests.documents.book import BOOKS, book
from tests.documents.test_docx import part, shouted
from toolkit import documents
from toolkit.segmentation import split

COMMON = [
    "Mountains of the South",
    "A small guide.",
    "The road",
    "The road",
    "The road to <1>Naryn</1> is long\xa0& cold.",
]
EXPECTED = {
    3: [*COMMON, "It begins at <1>the old bridge</1>.", "We go there.", "A white horse", "A horse at the lake",
        "Take bread", "Take a warm coat", "Call `ride()` to ride.", "Built in 1920.", "The bridge", "The bridge",
        "Nobody lives above the lake.", "Contents", "Contents", "The road", "The bridge"],
    2: [*COMMON, "It begins at <1>the old bridge</1>.", "To the bridge", "A white horse", "Town",
        "What it is known for", "The bridge", "The bridge", "Nobody lives above the lake.", "Mountains of the South",
        "The road", "The bridge"],
}  # fmt: skip


@pytest.mark.parametrize("version", [2, 3])
def test_every_text_for_readers_is_a_segment(version: int) -> None:
    found = [segment.text for segment in split(documents.read(book(version), "a.epub"))]
    expected = [one.replace("`ride()`", "<code>ride()</code>") for one in EXPECTED[version]]
    assert [one for one in found if "voyage" not in one] == expected


@pytest.mark.parametrize("version", [2, 3])
def test_only_texts_change(version: int) -> None:
    data = book(version)
    assert documents.rewrite(data, "a.epub", {}) == data
    made = shouted(data, "a.epub")
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(made))
    assert [one.filename for one in before.infolist()] == [one.filename for one in after.infolist()]
    assert after.infolist()[0].filename == "mimetype" and after.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert made[30:58] == b"mimetypeapplication/epub+zip"
    for name in before.namelist():
        if name not in BOOKS[version]:
            assert before.read(name) == after.read(name)
    page = part(made, "OEBPS/c1.xhtml")
    source = str(BOOKS[version]["OEBPS/c1.xhtml"])
    tags = [piece.partition(">")[0] for piece in source.split("<")[1:]]
    made_tags = [piece.partition(">")[0] for piece in page.split("<")[1:]]
    texts = ("A white horse", "To the bridge")
    for text in texts:
        tags = [tag.replace(text, text.upper()) for tag in tags]
    assert made_tags == tags
    assert 'id="road">THE ROAD<' in page and shouted(made, "a.epub") == made


def test_the_language_is_said_everywhere() -> None:
    for version in (2, 3):
        made = shouted(book(version), "a.epub", "zh")
        assert "<dc:language>zh-Hans</dc:language>" in part(made, "OEBPS/book.opf")
        for name in BOOKS[version]:
            if name.endswith(("xhtml", "ncx")):
                assert 'xml:lang="zh-Hans"' in part(made, name) and 'lang="en"' not in part(made, name)
    assert 'xml:lang="fr" lang="fr">Bon voyage !' in part(shouted(book(3), "a.epub", "ru"), "OEBPS/c1.xhtml")
    assert 'page-progression-direction="rtl"' in part(shouted(book(3), "a.epub", "ar"), "OEBPS/book.opf")
    assert 'dir="rtl"' in part(shouted(book(3), "a.epub", "ar"), "OEBPS/c1.xhtml")


def test_code_stays() -> None:
    page = part(shouted(book(3), "a.epub"), "OEBPS/c1.xhtml")
    assert '<pre><code>print("hello")</code></pre>' in page and "CALL <code>ride()</code> TO RIDE." in page
