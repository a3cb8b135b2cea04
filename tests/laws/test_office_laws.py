"""The laws on generated presentations and workbooks, in the formats of Office and of OpenDocument, and on ASS."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import join, split
from toolkit.units import Code, flatten

CASES = Path(__file__).parent.parent / "cases" / "office"
WORDS = st.lists(
    st.sampled_from(
        ["Hello", " dear ", "friend. ", "It's", ' "now"', " & ", " < ", ">", "été", "你好。", " = ", "#", "!", "😀",
         "B2*2", "{0}", " 50 % ", "\u00a0", "- "]
    ),
    min_size=1, max_size=6,
).map("".join).map(str.strip).filter(bool)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=5)


def with_part(name: str, part: str, new: str) -> bytes:
    """A case with one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(CASES / name) as old, zipfile.ZipFile(made, "w") as archive:
        for info in old.infolist():
            archive.writestr(info.filename, new if info.filename == part else old.read(info.filename))
    return made.getvalue()


def of(name: str, part: str) -> str:
    with zipfile.ZipFile(CASES / name) as archive:
        return archive.read(part).decode()


def replaced(text: str, start: str, end: str, new: str) -> str:
    """The text with what stands between two marks replaced."""
    first = text.index(start) + len(start)
    return text[:first] + new + text[text.index(end, first) :]


def pptx(texts: list[str]) -> bytes:
    """A slide whose first shape has these paragraphs, each with a word in bold."""
    part = "ppt/slides/slide2.xml"
    rows = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r><a:r><a:rPr b=\"1\"/><a:t> so</a:t></a:r></a:p>"
                   for text in texts)  # fmt: skip
    slide = of("report.pptx", part)
    body = slide.index("<p:txBody>")
    start = slide.index("<a:p>", body)
    return with_part("report.pptx", part, slide[:start] + rows + slide[slide.index("</p:txBody>", start) :])


def xlsx(texts: list[str]) -> bytes:
    """A sheet of inline strings, every other one in runs."""
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is>'
        + (f'<t xml:space="preserve">{escape(text)}</t>' if row % 2 else
           f'<r><t xml:space="preserve">{escape(text)} </t></r><r><rPr><b/></rPr><t>so</t></r>')
        + f'</is></c><c r="B{row}"><f>A{row}&amp;"x"</f><v>1</v></c></row>'
        for row, text in enumerate(texts, start=1)
    )  # fmt: skip
    part = "xl/worksheets/sheet1.xml"
    return with_part("prices.xlsx", part, replaced(of("prices.xlsx", part), "<sheetData>", "</sheetData>", cells))


def odf(name: str, start: str, end: str, cell: str) -> bytes:
    return with_part(name, "content.xml", replaced(of(name, "content.xml"), start, end, cell))


def odp(texts: list[str]) -> bytes:
    rows = "".join(f"<text:p>{escape(text)}<text:line-break/>so</text:p>" for text in texts)
    return odf("report.odp", "<draw:text-box>", "</draw:text-box>", rows)


def ods(texts: list[str]) -> bytes:
    rows = "".join('<table:table-row><table:table-cell office:value-type="string"><text:p>'
                   f"{escape(text)}</text:p></table:table-cell></table:table-row>" for text in texts)  # fmt: skip
    content = of("prices.ods", "content.xml")
    first = content.index("<table:table-row")
    last = content.rindex("</table:table-row>", 0, content.index("</table:table>"))
    return with_part("prices.ods", "content.xml", content[:first] + rows + content[last + len("</table:table-row>") :])


def ass(texts: list[str]) -> bytes:
    fields = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
    head = f"[Script Info]\nTitle: x\n\n[Events]\nFormat: {fields}\n"
    rows = [
        f"Dialogue: 0,0:00:{2 * n:02}.00,0:00:{2 * n + 1:02}.90,Default,,0,0,0,,"
        + r"{\i1}" * (n % 2)
        + text.replace("{0}", "")
        + r"\Nand\hmore{\i0}"
        for n, text in enumerate(texts)
    ]
    return (head + "\n".join(rows) + "\nComment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,no\n").encode()


FORMATS = {"x.pptx": pptx, "x.xlsx": xlsx, "x.odp": odp, "x.ods": ods, "x.ass": ass}


@pytest.mark.parametrize("name", FORMATS)
def test_laws(name: str) -> None:
    @settings(max_examples=15)
    @given(TEXTS)
    def law(texts: list[str]) -> None:
        data = FORMATS[name](texts)
        document = documents.read(data, name)
        segments = split(document)
        assert documents.rewrite(data, name, {}) == data
        assert join(document, segments) == "".join(flatten(block.content) for block in document.blocks)
        assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data
        read = "".join(flatten(block.content) for block in document.blocks)
        if name != "x.ass":
            assert all("".join(text.split()) in "".join(read.split()) for text in texts if text.isalpha())
        shouted = {
            one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
        }
        for language in ("en", "ru"):
            made, verdict = documents.translated(data, name, shouted, ReadOptions(), language)
            assert verdict == "complete"
        kept = b"Comment: 0" if name == "x.ass" else b""
        assert kept in made

    law()
