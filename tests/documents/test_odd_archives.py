"""Documents whose archives or XML are odd and whole: they are read as any other, and written back as they were."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.documents.marked import upper
from tests.documents.word import body_document, word_document
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.documents.skeletons.archives import tags
from toolkit.documents.skeletons.encoded import Changes
from toolkit.errors import DocumentError
from toolkit.segmentation import split

CASES = Path(__file__).parent.parent / "cases" / "office"
DOCUMENTS = ("guide.docx", "guide.odt", "prices.xlsx", "report.pptx", "rich.epub")
DECLARED = b' xmlns:xml="http://www.w3.org/XML/1998/namespace"'


def shouted(data: bytes, name: str, options: ReadOptions | None = None, language: str = "ru") -> tuple[bytes, str]:
    """The document in capitals, and the verdict; copies and nothing give it back."""
    segments = split(documents.read(data, name, options))
    assert documents.rewrite(data, name, {}, options) == data
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}, options) == data
    targets = {one.key: upper(one.source) for one in segments}
    return documents.translated(data, name, targets, options or ReadOptions(), language)


def archived(members: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, data)
    return made.getvalue()


def members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.orig_filename, archive.read(info)) for info in archive.infolist()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_backslashes_part_folders_as_slashes_do(name: str) -> None:
    """As archives have them that .NET made before 4.6.1."""
    plain = (CASES / name).read_bytes()
    odd = archived([(one.replace("/", "\\"), data) for one, data in members(plain)])
    texts = [[one.text for one in split(documents.read(data, name))] for data in (plain, odd)]
    assert texts[0] == texts[1]
    made, verdict = shouted(odd, name)
    assert verdict == "complete"
    assert [one for one, _ in members(made)] == [one for one, _ in members(odd)]
    assert dict(members(made)) == {
        one.replace("/", "\\"): data for one, data in members(shouted(archived(members(plain)), name)[0])
    }


def test_backslashes_that_make_two_parts_one_are_refused() -> None:
    data = archived([*members(word_document()), ("word\\document.xml", b"x")])
    with pytest.raises(DocumentError, match="two members of the name"):
        documents.read(data, "a.docx")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_prefix_may_be_declared_that_is_known_without(name: str) -> None:
    data = archived([(one, _with_prefix(one, part)) for one, part in members((CASES / name).read_bytes())])
    assert shouted(data, name)[1] == "complete"


def _with_prefix(name: str, part: bytes) -> bytes:
    at = part.find(b">", part.find(b"<", part.find(b"?>") + 2)) if name.endswith((".xml", ".opf", ".xhtml")) else -1
    at -= part[at - 1 : at] == b"/"
    return part[:at] + DECLARED + part[at:] if at > 0 and b"xmlns" in part[:at] else part


RUN = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'


def test_letters_from_left_to_right_may_be_marked_as_others() -> None:
    """Word marks a run so where somebody pressed the right Ctrl and Shift, and nobody sees it of Cyrillic."""
    runs = (("", "Книга лежит "), ("<w:rtl/>", "на столе"), ("", " у окна."))
    words = "".join(RUN.format(*one) for one in runs)
    data = body_document(f"<w:p>{words}</w:p>", f"<w:p>{RUN.format('<w:b/><w:rtl/>', 'Всё помечено.')}</w:p>")
    options = ReadOptions("ru")
    assert "Книга лежит на столе у окна." in [one.text for one in split(documents.read(data, "a.docx", options))]
    for language in ("ru", "zh", "ky"):
        assert shouted(data, "a.docx", options, language)[1] == "complete"


def test_a_formula_that_is_lost_is_told_as_it_is_written() -> None:
    sheet = b'<worksheet><c r="A1"><f>IF(B1>2,1,0)</f><v>1</v></c></worksheet>'.replace(b">2", b"&gt;2")
    other = sheet.replace(b",1,0", b",1,2")
    assert tags(sheet, other, Changes(())) == "'<f>IF(B1>2,1,0)' stands in one of the two only"
