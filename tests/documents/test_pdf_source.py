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
from toolkit.units import flatten, plain, visible

CASES = Path(__file__).parent.parent / "cases" / "pdf"
EMPTY = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize("case", ["paper", "report", "journal", "house"])
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
    parts.append("4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>endobj")
    for number, content in zip(numbers, contents, strict=True):
        page = f"/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>/Contents {number + 1} 0 R"
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


def page_of(*lines: tuple[int, int, str, str]) -> str:
    """A content stream of lines: from the left, from below, font and size, text."""
    return "\n".join(f"BT /{font} Tf {left} {base} Td ({text}) Tj ET" for left, base, font, text in lines)


def texts_of(*pages: str) -> list[str]:
    document = documents.read(pdf_of(*pages), "x.pdf")
    return [" ".join(visible(block.content).split()) for block in document.blocks]


def test_an_entry_of_a_table_of_contents_is_a_line_without_dots_and_page() -> None:
    found = texts_of(page_of(
        (20, 260, "F 10", "1  How to begin . . . . . . . . . . . . . . . . . . . . . 9"),
        (20, 248, "F 10", "2  Where it ends . . . . . . . . . . . . . . . . . . . . 12"),
    ))  # fmt: skip
    assert found == ["1 How to begin", "2 Where it ends"]


def test_the_mark_of_a_note_is_a_code_and_an_exponent_is_none() -> None:
    content = (
        "BT /F 10 Tf 20 260 Td (It was said in May.) Tj /F 6 Tf 4 Ts (5) Tj /F 10 Tf 0 Ts ( It was not heard by) Tj "
        "ET BT /F 10 Tf 20 248 Td (all of them, on 20 km) Tj /F 6 Tf 4 Ts (2) Tj /F 10 Tf 0 Ts ( of land.) Tj ET "
        "BT /F 6 Tf 20 204 Td (5) Tj /F 9 Tf 5 -4 Td (As we know.) Tj ET"
    )
    segments = list(split(documents.read(pdf_of(content), "x.pdf")))
    assert [" ".join(one.text.split()) for one in segments] == [
        "It was said in May.", "It was not heard by all of them, on 20 km² of land.", "As we know.",
    ]  # fmt: skip
    made = documents.rewrite(pdf_of(content), "x.pdf", {one.key: plain(one.text.upper()) for one in segments})
    assert made.decode().startswith("IT WAS SAID IN MAY.⁵ IT WAS NOT")


def test_a_bold_line_is_no_part_of_the_paragraph_below() -> None:
    found = texts_of(page_of(
        (20, 260, "B 10", "3.2 What translators need to know of it"),
        (20, 248, "F 10", "Some words of the paragraph that fill the whole line here"),
        (20, 236, "F 10", "and go on."),
    ))  # fmt: skip
    assert found == [
        "3.2 What translators need to know of it",
        "Some words of the paragraph that fill the whole line here and go on.",
    ]


def test_an_address_that_lines_part_is_one() -> None:
    found = texts_of(page_of(
        (20, 260, "F 10", "All that is known of it you will find at https:/"),
        (20, 248, "F 10", "/docs.example.org/a/b.html, or write to the people at team@lists.example."),
        (20, 236, "F 10", "org, who know. The address is https://example.org/a-"),
        (20, 224, "F 10", "long-one, which is long."),
    ))  # fmt: skip
    (text,) = found
    assert "find at https://docs.example.org/a/b.html, or write to the people at team@lists.example.org, who" in text
    assert text.endswith("is https://example.org/a-long-one, which is long.")


def test_the_last_line_of_a_paragraph_may_end_before_the_middle() -> None:
    """On a page of which some other line has a gap, as one that is justified."""
    found = texts_of(page_of(
        (20, 260, "F 10", "Words fill the line from its left to the right in the"),
        (20, 248, "F 10", "Policy of it."),
        (20, 220, "F 10", "There is"), (150, 220, "F 10", "a gap in the line of words"),
    ))  # fmt: skip
    assert found[0] == "Words fill the line from its left to the right in the Policy of it."


def test_running_heads_of_chapters_go_with_their_numbers_of_pages() -> None:
    pages = [
        page_of((20, 280, "F 10", f"Chapter {chapter}: {name}"), (250, 280, "F 10", f"{number}"),
                (20, 240, "F 10", f"The {chapter + number} words of page {number} stand here."))
        for number, (chapter, name) in enumerate([(3, "Birds")] * 4 + [(4, "Fish")] * 4 + [(5, "Trees")] * 30, start=5)
    ]  # fmt: skip
    found = texts_of(*pages)
    assert len(found) == 38
    assert all(one.startswith("The ") for one in found)


def test_a_title_of_slides_that_goes_on_over_some_stays() -> None:
    pages = [
        page_of((20, 280, "F 14", title), (20, 240, "F 10", f"The {number} words of the slide stand here."))
        for number, title in enumerate(["Birds"] * 3 + [f"Title {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"])
    ]
    assert texts_of(*pages).count("Birds") == 3
