"""PDF as a source, on files of LibreOffice and chromium: `x.blocks` has a block a line: page, kind, level, text.

`paper` has two columns, words that are broken at line ends, running heads and page numbers; `report` list and table;
`journal` narrow columns of long words, whose heads stand close to the text.
`TOOLKIT_ACCEPT=1` writes the blocks anew.
"""

import os
from pathlib import Path

import pytest

from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.errors import DocumentError
from toolkit.project.coverage import coverage
from toolkit.segmentation import join, split, unwrap
from toolkit.units import flatten

CASES = Path(__file__).parent.parent / "cases" / "pdf"
EMPTY = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize("case", ["paper", "report", "journal"])
def test_blocks_in_reading_order(case: str) -> None:
    data = (CASES / f"{case}.pdf").read_bytes()
    document = documents.read(data, f"{case}.pdf")
    found = "".join(
        f"{one.line} {one.kind.value} {one.level}: {unwrap(flatten(one.content))}\n" for one in document.blocks
    )
    golden = CASES / f"{case}.blocks"
    if os.environ.get("TOOLKIT_ACCEPT") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    assert join(document, split(document)) == "".join(flatten(block.content) for block in document.blocks)


def test_a_translation_is_a_plain_text_and_the_file_itself_stays() -> None:
    data = (CASES / "report.pdf").read_bytes()
    assert documents.rewrite(data, "report.pdf", {}) == data
    segments = split(documents.read(data, "report.pdf"))
    targets = {one.key: (one.text.upper(),) for one in segments}
    assert documents.translated_name("report.pdf", "ru") == "report.ru.txt"
    made, verdict = documents.translated(data, "report.pdf", targets, ReadOptions(), "ru")
    assert verdict == "complete"
    assert made.decode().startswith("REPORT ON GARDENS\n\nFIRST PARAGRAPH OF THE REPORT. IT HAS TWO")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (EMPTY, "there is no text in this PDF"),
        (b"%PDF-1.4 nothing", "no PDF, or it is damaged"),
        ((CASES / "report.pdf").read_bytes()[:3000], "damaged"),
        ((CASES / "locked.pdf").read_bytes(), "locked"),
    ],
    ids=["a scan", "no PDF", "cut off", "locked"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        documents.read(data, "scan.pdf")
    assert "\n" not in str(caught.value)


def pdf_of(*contents: str) -> bytes:
    """A PDF with a page for each content stream, its cross references left to the reader to find."""
    parts = ["%PDF-1.4", "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj"]
    numbers = [10 + 2 * number for number in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    parts.append(f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>endobj")
    parts.append("3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj")
    for number, content in zip(numbers, contents, strict=True):
        page = f"/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents {number + 1} 0 R"
        parts.append(f"{number} 0 obj<</Type/Page/Parent 2 0 R{page}>>endobj")
        parts.append(f"{number + 1} 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj")
    return "\n".join([*parts, "trailer<</Root 1 0 R>>", "%%EOF"]).encode()


def test_pages_that_are_pictures_are_named() -> None:
    words = "BT /F 12 Tf 20 200 Td (The sea was calm that day.) Tj ET"
    picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    document = documents.read(pdf_of(picture, words, "", picture, picture), "scan.pdf")
    assert [flatten(block.content) for block in document.blocks] == ["The sea was calm that day."]
    assert document.pictures == (1, 4, 5)
    assert str(coverage(document, split(document))).endswith("pages without text, only pictures of it: 1, 4–5")
