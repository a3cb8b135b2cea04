"""Documents in zip archives are taken for an attack until they are shown to be whole and harmless."""

import io
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.book import book
from tests.documents.word import SPACES, word_document
from toolkit import documents
from toolkit.documents.office import archive as archives
from toolkit.documents.office.archive import Archive, joined
from toolkit.errors import DocumentError

Change = Callable[[zipfile.ZipInfo], None]
DOCUMENT = "word/document.xml"


def zipped(members: list[tuple[str, bytes | str]], change: Change = lambda info: None) -> bytes:
    """A Word document and these members besides, however odd their names."""
    buffer = io.BytesIO(word_document())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file:
        warnings.simplefilter("ignore")  # of names that occur twice
        for name, data in members:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            change(info)
            file.writestr(info, data)
    return buffer.getvalue()


def linked(info: zipfile.ZipInfo) -> None:
    info.external_attr = 0o120777 << 16


def locked(data: bytes) -> bytes:
    """The same with the flag of a password on every member."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(changed)


def overlapping() -> bytes:
    """Two members of the directory share one local header, as in bombs that need no nesting."""
    data = bytearray(word_document())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    third = data.find(b"PK\x01\x02", second + 1)
    data[third + 42 : third + 46] = struct.pack("<I", struct.unpack("<I", data[second + 42 : second + 46])[0] + 1)
    return bytes(data)


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
DEEP = f"{'<w:sdt><w:sdtContent>' * 400}{'</w:sdtContent></w:sdt>' * 400}"


def typed(declaration: str, head: str = "", encoding: str = "utf-8") -> bytes:
    """A Word document whose main part has a document type."""
    text = f"{head}<!DOCTYPE d {declaration}><w:document {SPACES}>&x;</w:document>"
    return word_document({DOCUMENT: text.encode(encoding)})


def damaged() -> bytes:
    """One byte of the main part is another."""
    data = bytearray(word_document())
    data[data.find(DOCUMENT.encode()) + 500] ^= 0xFF
    return bytes(data)


HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "not a whole zip archive"),
    "a page": (b"<html></html>", "not a whole zip archive"),
    "cut off": (word_document()[:-40], "not a whole zip archive"),
    "cut in the middle": (word_document()[:5000], "not a whole zip archive"),
    "no document": (word_document().replace(b"[Content_Types]", b"[Kontent_Types]"), "no Word document"),
    "a changed byte": (damaged(), "is damaged"),
    "upwards": (zipped([("word/../../x", "x")]), "unsafe name: 'word/../../x'"),
    "absolute": (zipped([("/etc/x", "x")]), "unsafe name"),
    "another system's slash": (zipped([("word\\..\\x", "x")]), "unsafe name"),
    "twice": (zipped([(DOCUMENT, "x")]), f"two members of the name '{DOCUMENT}'"),
    "a link": (zipped([("word/x", "/etc/passwd")], linked), "a link or a device: 'word/x'"),
    "a password": (locked(word_document()), "locked with a password"),
    "many": (lambda: zipped([(f"x{n}", "") for n in range(archives.LIMITS.members)]), "has 20,014 members"),
    "a bomb": (lambda: zipped([("word/x", bytes(65 << 20))]), "this is a bomb"),
    "a large part": (
        lambda: word_document({DOCUMENT: " " * (archives.MAXIMUM_PART + 1), "word/media/image1.png": bytes(1 << 20)}),
        "has 67,108,865 bytes, more than",
    ),
    "a million paragraphs": (
        lambda: word_document({DOCUMENT: f"<w:document {SPACES}><w:body>{'<w:p/>' * 1_000_000}</w:body></w:document>"}),
        "which no text does: this is a bomb",
    ),
    "shared bytes": (overlapping(), "overlap"),
    "billion laughs": (typed(f'[<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x "&l9;">]'), "declares entities"),
    "an outside entity": (typed('[<!ENTITY x SYSTEM "file:///etc/passwd">]'), "declares entities"),
    "an outside type": (typed('SYSTEM "http://127.0.0.1:9/x"'), "declares entities"),
    "entities in UTF-16": (
        typed('[<!ENTITY x "y">]', '<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        "declares entities",
    ),
    "entities in UTF-7": (
        word_document({DOCUMENT: b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE d+AD4-<d/>'}),
        "in utf-7",
    ),
    "deep": (word_document({DOCUMENT: f"<w:document {SPACES}><w:body>{DEEP}</w:body></w:document>"}), "no sound XML"),
    "not XML": (word_document({DOCUMENT: "<w:document>"}), "no sound XML"),
    "entities in styles": (
        word_document({"word/styles.xml": '<!DOCTYPE d [<!ENTITY x "y">]><d/>'}),
        "declares entities",
    ),
}


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_documents_are_refused_in_one_sentence_and_little_memory(
    data: bytes | Callable[[], bytes], message: str
) -> None:
    data = data if isinstance(data, bytes) else data()
    tracemalloc.start()
    with pytest.raises(DocumentError) as caught:
        documents.read(data, "a.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert message in str(caught.value)
    assert str(caught.value).startswith("a.docx: ") and "\n" not in str(caught.value)
    assert peak < 40 << 20


HOSTILE_BOOKS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "another mimetype": ({"mimetype": "application/zip"}, "no EPUB"),
    "entities": ({"OEBPS/c1.xhtml": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html>&x;</html>'},
                 "declares entities"),
    "no package": ({"META-INF/container.xml": "<container/>"}, "no package document"),
    "a way out": ({"META-INF/container.xml": "<c xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>"
                   "<rootfile full-path='../../etc/passwd'/></c>"}, "no package document"),
    "locked": ({"META-INF/encryption.xml": '<e><x:EncryptionMethod xmlns:x="y" Algorithm="aes256"/></e>'}, "DRM"),
    "deep": ({"OEBPS/c1.xhtml": f"<html><body>{'<div>' * 5000}x</body></html>"}, "nested"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), HOSTILE_BOOKS.values(), ids=HOSTILE_BOOKS)
def test_hostile_books_are_refused(changes: dict[str, str | bytes], message: str) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        documents.read(book(3, changes), "a.epub")
    assert "\n" not in str(caught.value)


def test_obfuscated_fonts_lock_nothing() -> None:
    method = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert documents.read(book(3, {"META-INF/encryption.xml": method}), "a.epub").blocks


def test_a_hundred_megabytes_of_pictures_are_carried_over() -> None:
    picture = bytes(range(256)) * (100 << 12)
    data = word_document({"word/media/image1.png": picture})
    made = Archive(data, "a.docx").rewritten({"word/styles.xml": b"<x/>"})
    assert zipfile.ZipFile(io.BytesIO(made)).read("word/media/image1.png") == picture


COMMENTS = st.binary(max_size=20).filter(lambda data: b"PK\x05\x06" not in data)
"""Of whole archives; where one has the mark of the end in it, zipfile takes it for the end."""
NAMES = st.lists(st.sampled_from(["a", "b/c", "d.xml", "я", "mimetype"]), min_size=1, unique=True)


@given(NAMES, st.data(), st.booleans(), COMMENTS)
def test_only_changed_parts_are_written_anew(
    names: list[str], data: st.DataObject, streamed: bool, comment: bytes
) -> None:
    buffer = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = comment
        for name in names:
            info = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58))
            info.compress_type = data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
            info.comment = data.draw(st.binary(max_size=4))
            info.external_attr = 0o100644 << 16
            with archive.open(info, "w", force_zip64=data.draw(st.booleans())) as file:
                file.write(data.draw(st.binary(max_size=50)))
    before = buffer.getvalue()
    changes = data.draw(st.dictionaries(st.sampled_from(names), st.binary(max_size=50)))
    made = Archive(before, "x").rewritten(changes)
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(made))
    assert new.testzip() is None and new.comment == comment
    for one, other in zip(old.infolist(), new.infolist(), strict=True):
        assert new.read(other) == changes.get(one.filename, old.read(one))
        for what in ("filename", "date_time", "compress_type", "comment", "external_attr", "create_system"):
            assert getattr(one, what) == getattr(other, what)
    if all(old.read(name) == text for name, text in changes.items()):
        assert made == before
    assert Archive(made, "x").rewritten({}) == made


class Stream(io.BytesIO):
    """What cannot be gone back in: sizes come behind the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError("a stream")

    def tell(self) -> int:
        raise OSError("a stream")


@pytest.mark.parametrize(
    ("base", "target", "part"),
    [("word/document.xml", "media/a.png", "word/media/a.png"), ("word/document.xml", "/word/x.xml", "word/x.xml"),
     ("", "word/document.xml", "word/document.xml"), ("OEBPS/a/b.opf", "../c.xhtml#x", "OEBPS/c.xhtml"),
     ("a", "../../../etc/passwd", "etc/passwd"), ("x/y", "./z", "x/z")],
)  # fmt: skip
def test_relative_references(base: str, target: str, part: str) -> None:
    assert joined(base, target) == part
