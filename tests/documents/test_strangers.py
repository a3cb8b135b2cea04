"""What files of other programs have: byte order marks, document types of old programs, ICU choices in pages."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.documents.word import body_document, paragraph, run
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.errors import DocumentError, UnknownName
from toolkit.segmentation import split
from toolkit.units import Code, Content, visible

CASES = Path(__file__).parent.parent / "cases"
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0", "utf-32-be": b"\0\0\xfe\xff"}
MARKED = [
    "list.json", "rails.yml", "app.properties", "app.resx", "kinds.xml", "kinds.ftl", "voices.vtt", "hard.srt",
    "karaoke.ass", "wrap.txt", "Kinds.strings", "go-i18n.toml",
]  # fmt: skip
WORDS = {"few": "файла", "many": "файлов"}


def in_capitals(content: Content) -> Content:
    return tuple(part if isinstance(part, Code) else part.upper() for part in content)


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("name", MARKED)
def test_a_byte_order_mark_says_the_encoding(name: str, encoding: str) -> None:
    text = (CASES / "capitals" / name).read_text(encoding="utf-8")
    data = MARKS[encoding] + text.encode(encoding)
    targets = {one.key: in_capitals(one.source) for one in split(documents.read(text.encode(), name))}
    assert documents.read(data, name).blocks
    wanted = documents.rewrite(text.encode(), name, targets).decode()
    made, verdict = documents.translated(data, name, targets, ReadOptions(), "en")
    assert documents.rewrite(data, name, targets) == MARKS[encoding] + wanted.encode(encoding)
    assert (made.startswith(MARKS[encoding]), verdict) == (True, "complete")


def test_the_manifest_of_an_old_office_has_a_document_type() -> None:
    """OpenOffice 2 declares its DTD there, from which the prefix of the elements comes."""
    with zipfile.ZipFile(CASES / "office" / "guide.odt") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["META-INF/manifest.xml"] = (
        b'<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">\n'
        b'<manifest:manifest>\n <manifest:file-entry manifest:full-path="/"/>\n</manifest:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert documents.read(made.getvalue(), "a.odt").blocks


def test_a_plural_in_a_page_gets_the_branches_of_the_target() -> None:
    page = b"<p>You have {n, plural, one {# file} other {<b>#</b> files}} in {where, select, a {it} other {them}}.</p>"
    options = ReadOptions(targets=("ru",))
    segments = list(split(documents.read(page, "a.html", options)))
    assert [one.context for one in segments if one.context] == ["plural: few", "plural: many"]
    said = {one.key: one.source for one in segments}
    for one in segments:
        category = one.context.removeprefix("plural: ")
        if category:
            said[one.key] = tuple(part.replace("files", WORDS[category]) if isinstance(part, str) else part
                                  for part in one.source)  # fmt: skip
    made, verdict = documents.translated(page, "a.html", said, options, "ru")
    assert verdict == "complete"
    assert made.decode() == (
        "<p>You have {n, plural, one {# file} other {<b>#</b> files} few {<b>#</b> файла} many {<b>#</b> файлов}} "
        "in {where, select, a {it} other {them}}.</p>"
    )
    assert documents.rewrite(page, "a.html", said, options, language="zh") == page
    assert documents.rewrite(page, "a.html", {}, options) == page


@pytest.mark.parametrize(
    "text", ["Dear {{ customer.name }}, pay {{ sum|money }} now.", "{#each}Hello {d.name:upper}{/each} ${amount}!"]
)
def test_codes_of_templates_in_office_documents_are_codes(text: str) -> None:
    data = body_document(paragraph(run(text)), paragraph(run("{% for one in all %}")), paragraph(run("Set {a, b}.")))
    segments = [one for one in split(documents.read(data, "a.docx")) if "{" in visible(one.source)]
    assert [visible(one.source) for one in segments] == [text, "Set {a, b}."]
    assert all("{" not in part for part in segments[0].source if isinstance(part, str))
    targets = {one.key: in_capitals(one.source) for one in segments}
    made, verdict = documents.translated(data, "a.docx", targets, ReadOptions(), "en")
    assert verdict == "complete"
    wanted = ["".join(part.raw if isinstance(part, Code) else part.upper() for part in one.source) for one in segments]
    assert wanted[0] != text.upper()
    again = [visible(one.source) for one in split(documents.read(made, "a.docx"))]
    assert [one for one in again if "{" in one] == wanted


def test_a_book_of_daisy_is_read_as_a_page() -> None:
    data = (CASES / "capitals" / "daisy-book.xml").read_bytes()
    assert [one.text for one in split(documents.read(data, "a.xml"))][:4] == [
        "A small book", "A small book", "Ann Other", "One"
    ]  # fmt: skip
    assert b'xml:lang="ru"' in documents.rewrite(data, "a.xml", {}, language="ru")
    with pytest.raises(DocumentError, match=r"<ncx>.*<resources>.*<dtbook>"):
        documents.read(b'<ncx version="2005-1"/>', "a.xml")
    with pytest.raises(UnknownName, match="DAISY"):
        documents.read(b"<package/>", "a.opf")
