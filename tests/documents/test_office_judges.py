"""What others say of translated documents: LibreOffice of DOCX and ODT, epubcheck of EPUB.

A judge that is not installed is skipped aloud, and where CI is `true` its absence is a failure. Each judge must also
reject a broken file, so that a judge that approves of everything is found out.
"""

import itertools
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import judge
from tests.documents.book import BOOKS, book
from tests.documents.drawings import DRAWN
from tests.documents.word import word_document
from tests.java import epubcheck
from toolkit import documents
from toolkit.segmentation import split
from toolkit.units import Content, Segment, visible

CASES = Path(__file__).parent.parent / "cases" / "office"
TARGETS = {"zh": "这是第{}句。", "ru": "Это — предложение {}.", "ky": "Бул {}-сүйлөм, үлгү өзү."}
DOCUMENTS = {
    "word.docx": word_document(),
    "libreoffice.docx": (CASES / "guide.docx").read_bytes(),
    "libreoffice.odt": (CASES / "guide.odt").read_bytes(),
    "drawings.docx": word_document(DRAWN),
}
UNREAD = ("To the map", "Table of towns", "horses", "Columns that rise", "Steps of a plan", "Plan the <1>journey</1>")
"""What LibreOffice does not read: tooltips, w:tblCaption, alt texts of charts and diagrams, diagrams without a layout;
and a keyword, which it cuts at commas."""
UNUSED = ("Page <1/>", "Built in 1920.", "In summer only.")
"""Notes and a footer that the body of drawings.docx does not call for."""
SPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


class Office:
    """LibreOffice without a screen, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = judge(
            "soffice", shutil.which("soffice"), "install LibreOffice (Debian: libreoffice-writer-nogui)"
        )

    def converted(self, kind: str, files: dict[str, bytes]) -> dict[str, bytes]:
        """Each file as LibreOffice writes it in another format; a file that it cannot open is missing."""
        source, out = self.folder / "in", self.folder / kind.partition(":")[0]
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        for name, data in files.items():
            (source / name).write_bytes(data)
        subprocess.run(
            [self.program, "--headless", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to", kind,
             "--outdir", str(out), *(str(source / name) for name in files)],
            capture_output=True, timeout=180, check=True,
        )  # fmt: skip
        ending = kind.partition(":")[0]
        made = {name: out / f"{Path(name).stem}.{ending}" for name in files}
        return {name: path.read_bytes() for name, path in made.items() if path.exists()}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def translation(segment: Segment, number: int, pattern: str) -> Content:
    """A sentence of the target with all codes of the source behind it."""
    return (pattern.format(number), *(part for part in segment.source if not isinstance(part, str)))


def packed(text: str) -> str:
    """Without white space: LibreOffice takes each word of the keywords for one."""
    return "".join(text.split())


def texts(flat: bytes) -> str:
    """Every text of a flat OpenDocument file in order, without white space; deleted text and comments left out."""
    root = etree.fromstring(flat, etree.XMLParser(huge_tree=True))
    for name in ("office:annotation", "text:tracked-changes", "office:styles", "office:scripts", "office:settings"):
        for one in root.iterfind(f".//{name}", SPACES):
            parent, tail = one.getparent(), one.tail or ""
            before = one.getprevious()
            if before is None:
                parent.text = (parent.text or "") + tail
            else:
                before.tail = (before.tail or "") + tail
            parent.remove(one)
    for one in root.iterfind(".//office:binary-data", SPACES):
        one.text = ""
    return packed("".join(root.itertext()))


def test_libreoffice_reads_just_what_the_catalog_says(office: Office) -> None:
    made, expected, old = {}, {}, {}
    for (file, data), target in itertools.product(DOCUMENTS.items(), TARGETS):
        name = f"{target}-{file.replace('.', '-')}{Path(file).suffix}"
        segments = split(documents.read(data, name))
        numbers: dict[str, int] = {}
        for segment in segments:
            numbers.setdefault(segment.key, 1000 + len(numbers))
        translations = {one.key: translation(one, numbers[one.key], TARGETS[target]) for one in segments}
        made[name] = documents.rewrite(data, name, translations, language=target)
        expected[name] = [TARGETS[target].format(numbers[one.key]) for one in segments if one.text not in UNREAD]
        if "drawings" in name:
            expected[name] = [
                TARGETS[target].format(numbers[one.key]) for one in segments if one.text not in (*UNREAD, *UNUSED)
            ]
        old[name] = {visible(segment.source).strip("\ufffc") for segment in segments}
    opened = office.converted("fodt", made)
    assert opened.keys() == made.keys()
    for name, flat in opened.items():
        read = texts(flat).replace("never", "")  # deleted in the source, and shown as deleted
        attributes = flat.decode()
        for sentence in expected[name]:
            assert packed(sentence) in read or f'"{sentence}"' in attributes, f"{name}: {sentence}"
        for sentence in old[name]:
            if len(sentence.split()) > 2 and "\n" not in sentence and "\t" not in sentence:
                assert packed(sentence) not in read, f"{name}: {sentence}"


def test_libreoffice_reads_the_same_document_in_capitals(office: Office) -> None:
    plain = {f"{number}{Path(name).suffix}": data for number, (name, data) in enumerate(DOCUMENTS.items())}
    shouted = {}
    for name, data in plain.items():
        segments = split(documents.read(data, name))
        upper = {
            one.key: tuple(part.upper() if isinstance(part, str) else part for part in one.source) for one in segments
        }
        shouted[name] = documents.rewrite(data, name, upper)
    before = office.converted("txt:Text (encoded):UTF8", plain)
    after = office.converted("txt:Text (encoded):UTF8", shouted)
    assert len(before) == len(after) == len(DOCUMENTS)
    for name, text in before.items():
        kept = ("never ", "This is hidden. ", "print('hello')", "A deleted row")
        wanted, found = text.decode(), after[name].decode()
        for one in kept:  # what is no reader's stays as it is
            assert (one in wanted) == (one in found)
        assert found.upper() == wanted.upper()
        for line in found.splitlines():
            if not any(one.strip() in line for one in kept) and not line.strip().endswith("i."):
                assert line == line.upper()


MORE = """\
Notes of a walk
Walking
The first morning
We <1>always </1>start before dawn.
The <1>first light</1> is on the ridge.
In summer at four.
It faces east.
Bring water
Two bottles each
No glass please
Bring a hat
Both days together
First day
Second day
Ask <1>the guide</1> first.
A walk in spring
Leaf <1/>
"""


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_libreoffice_writes_is_read_whole_and_opened_again(office: Office, kind: str) -> None:
    """Endnotes, footnotes, nested lists, merged cells, tracked changes, comments, header and footer."""
    data = office.converted(kind, {"more.fodt": (CASES / "more.fodt").read_bytes()})["more.fodt"]
    segments = split(documents.read(data, f"more.{kind}"))
    plain = {re.sub("<[^>]*>", "", line) for line in MORE.splitlines()}
    assert {re.sub("<[^>]*>", "", one.text) for one in segments} == plain
    assert documents.rewrite(data, f"more.{kind}", {}) == data
    upper = {one.key: tuple(part.upper() if isinstance(part, str) else part for part in one.source) for one in segments}
    made = documents.rewrite(data, f"more.{kind}", upper, language="ru")
    flat = office.converted("fodt", {f"more.{kind}": made})[f"more.{kind}"]
    found = texts(flat).replace("rarely", "")  # deleted in the source, and shown as deleted
    for line in plain:
        assert packed(line.upper()) in found
        assert packed(line) not in found
    for kept in ("rarely", "Which one?", 'text:note-class="endnote"', 'text:note-class="footnote"'):
        assert kept in flat.decode()


def test_libreoffice_rejects_a_broken_document(office: Office) -> None:
    data = word_document({"word/document.xml": "<w:document>"})
    made = office.converted("fodt", {"broken.docx": data})
    assert "Guide" not in texts(made["broken.docx"]) if made else True


def test_epubcheck_has_nothing_against_translated_books_and_rejects_a_broken_one(tmp_path: Path) -> None:
    paths = []
    for version, target in ((2, "zh"), (3, "ky")):
        data = book(version)
        segments = split(documents.read(data, "a.epub"))
        pattern = f"{TARGETS[target]} & <b>"
        translations = {one.key: translation(one, number, pattern) for number, one in enumerate(segments)}
        paths.append(tmp_path / f"{target}.epub")
        paths[-1].write_bytes(documents.rewrite(data, "a.epub", translations, language=target))
    paths.append(tmp_path / "broken.epub")
    page = str(BOOKS[3]["OEBPS/c1.xhtml"])
    paths[-1].write_bytes(book(3, {"OEBPS/c1.xhtml": page.replace("</ul>", "").replace('alt="A white horse"', "")}))
    *translated, broken = epubcheck(*paths)
    assert translated == [[], []]
    assert any(severity in ("ERROR", "FATAL") for severity, _ in broken)
