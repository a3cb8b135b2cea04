"""The same attacks on every format that is a zip archive: refused in one sentence, in bounded memory, without a trace.

Memory is the peak of a process of its own, since what lxml and zlib take is not Python's.
"""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.documents.book import book
from tests.documents.word import SPACES, word_document
from toolkit import documents
from toolkit.errors import DocumentError

CASES = Path(__file__).parent.parent / "cases" / "office"
MOST_GROWTH = 64
"""Megabytes that reading a hostile file may take besides what the program itself takes."""
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def rezipped(data: bytes, changes: dict[str, bytes], added: dict[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            new.writestr(info, changes.get(info.filename, old.read(info.filename)), info.compress_type)
        for name, content in (added or {}).items():
            made = zipfile.ZipInfo("x")
            made.filename, made.compress_type = name, zipfile.ZIP_DEFLATED
            new.writestr(made, content)
    return buffer.getvalue()


WHOLE = {
    "a.docx": (word_document(), "word/document.xml", f"<w:document {SPACES}><w:body>", "</w:body></w:document>"),
    "a.odt": (
        (CASES / "guide.odt").read_bytes(),
        "content.xml",
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}"><office:body><office:text>',
        "</office:text></office:body></office:document-content>",
    ),
    "a.epub": (
        book(3),
        "OEBPS/c1.xhtml",
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>',
        "</body></html>",
    ),
}
"""A sound document of each format, its part with the text, and what stands there around the text."""
LEVEL = {
    "a.docx": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "a.odt": ("<text:section>", "</text:section>"),
    "a.epub": ("<div>", "</div>"),
}
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


def attacked(name: str, attack: str) -> bytes:
    data, part, head, tail = WHOLE[name]
    opening, closing = LEVEL[name]
    if attack == "cut":
        return data[: len(data) * 2 // 3]
    if attack == "bomb":
        return rezipped(data, {}, {"x.xml": bytes(70 << 20)})
    if attack == "a bomb in its text":
        return rezipped(data, {part: (head + " " * (100 << 20) + tail).encode()})
    if attack == "100 MB of words":
        words = (b"".join(b"word%d " % number for number in range(100_000)) * 110)[: 100 << 20]
        return rezipped(data, {part: head.encode() + words + tail.encode()})
    if attack == "upwards":
        return rezipped(data, {}, {"../../x.xml": b"x"})
    if attack == "absolute":
        return rezipped(data, {}, {"/tmp/x.xml": b"x"})
    if attack == "deep":
        return rezipped(data, {part: (head + opening * 50_000 + closing * 50_000 + tail).encode()})
    declared = {
        "laughs": f"[{LAUGHS}]",
        "outside entity": '[<!ENTITY l9 SYSTEM "file:///etc/passwd">]',
        "outside parameter": '[<!ENTITY % l SYSTEM "http://127.0.0.1:9/x"> %l;]',
    }[attack]
    return rezipped(data, {part: f"<!DOCTYPE x {declared}>{head}&l9;{tail}".encode()})


ATTACKS = {
    "cut": "zip archive",
    "bomb": "bomb",
    "a bomb in its text": "bytes, more than|MB is more|bomb",
    "100 MB of words": "bytes, more than|MB is more|bomb",
    "upwards": "unsafe name",
    "absolute": "unsafe name",
    "deep": "no sound XML|nested",
    "laughs": "entities",
    "outside entity": "entities",
    "outside parameter": "entities",
}
READ = """
import json, resource, sys
from toolkit import documents
from toolkit.errors import DocumentError
small, large = sys.argv[1:]
documents.read(open(small, "rb").read(), small)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
data = open(large, "rb").read()
try:
    documents.read(data, large)
    told = ""
except DocumentError as error:
    told = str(error)
print(json.dumps([told, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024]))
"""


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", WHOLE)
def test_an_attack_is_refused_in_bounded_memory(name: str, attack: str, tmp_path: Path) -> None:
    small, large = tmp_path / f"small{Path(name).suffix}", tmp_path / name
    small.write_bytes(WHOLE[name][0])
    large.write_bytes(attacked(name, attack))
    listed = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(small), str(large)],
        capture_output=True, text=True, timeout=120, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    told, growth = json.loads(done.stdout)
    assert told.startswith(str(large)), told
    assert any(one in told for one in ATTACKS[attack].split("|")), told
    assert "\n" not in told
    assert growth < MOST_GROWTH
    assert sorted(tmp_path.iterdir()) == listed


@pytest.mark.parametrize("name", WHOLE)
def test_cut_off_anywhere_it_is_refused(name: str) -> None:
    data = WHOLE[name][0]
    for length in range(0, len(data), max(1, len(data) // 150)):
        with pytest.raises(DocumentError) as caught:
            documents.read(data[:length], name)
        assert str(caught.value).startswith(f"{name}: ")
