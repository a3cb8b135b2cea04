"""HTML and Markdown: what is found in them, what stays, and what is refused."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge
from tests.documents.marked import in_capitals, markup, upper
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.errors import DocumentError
from toolkit.segmentation import split
from toolkit.units import plain

CASES = ROOT / "tests" / "cases"
FILES = sorted([*(CASES / "html").iterdir(), *(CASES / "markdown").iterdir()])


def parts(path: Path) -> tuple[str, list[str]]:
    text, _, expected = path.read_text(encoding="utf-8").partition("~~~~\n")
    return text, expected.splitlines()


def found(text: str, name: str) -> list[str]:
    return [f"{one.place.kind.value} | {one.text}" for one in split(documents.read(text.encode(), name)) if one.place]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_readers_read_is_found(path: Path) -> None:
    """A case is a document, a line of tildes, and its segments as `kind | text`."""
    text, expected = parts(path)
    assert [one.replace("\xa0", " ") for one in found(text, path.name)] == expected
    assert documents.rewrite(text.encode(), path.name, {}) == text.encode()


@pytest.mark.parametrize(
    ("name", "text", "target", "expected"),
    [
        ("x.html", "<html lang=en><p>A.", "ru", "<html lang=ru><p>A."),
        ("x.html", "<html><p>A.", "ar", '<html dir="rtl" lang="ar"><p>A.'),
        ("x.html", '<html lang="en-US" dir="ltr"><p lang=en>A.', "ar", '<html lang="ar" dir="rtl"><p lang=ar>A.'),
        ("x.html", "<p>A.", "ru", "<p>A."),
        ("x.xhtml", '<html xml:lang="en"><p>A.</p></html>', "zh", '<html xml:lang="zh-Hans"><p>A.</p></html>'),
        ("x.html", '<meta http-equiv=content-language content="en">', "ky",
         '<meta http-equiv=content-language content="ky">'),
        ("x.md", "---\nlang: en\n---\nA.\n", "zh", "---\nlang: zh-Hans\n---\nA.\n"),
    ],
)  # fmt: skip
def test_the_language_is_said_where_the_document_says_it(name: str, text: str, target: str, expected: str) -> None:
    assert documents.rewrite(text.encode(), name, {}, language=target).decode() == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.html", "<p>One came. Two left."), ("x.html", "<p>One came.\n  Two left."), ("x.md", "One came. Two left.")],
)
def test_sentences_of_hanzi_are_joined_without_a_space(name: str, text: str) -> None:
    first, second = split(documents.read(text.encode(), name))
    made = documents.rewrite(
        text.encode(), name, {first.key: plain("来了。"), second.key: plain("走了。")}, language="zh"
    )
    assert "来了。走了。" in "".join(made.decode().split())


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("A **big** dog.", "Ит **чоң.**турат", "Ит <strong>чоң.</strong>турат"),
        ("A **big** dog.", "1. **x** # y", "1\\. **x** # y"),
        ("A *big* dog.", "a < b [x] d_e *c*", "a \\< b \\[x\\] d_e *c*"),
        ("See [ref] now.\n\n[ref]: /u\n", "<1>Там</1> смотри.", "[Там][ref] смотри."),
        ("| a |\n|---|\n| b |\n", "x | y", "| x \\| y |\n|---|\n| b |\n"),
    ],
)
def test_markdown_is_written_as_people_write_it(source: str, target: str, expected: str) -> None:
    from toolkit.catalogs.states import with_codes
    from toolkit.units import Code

    segment = split(documents.read(source.encode(), "x.md"))[0]
    content = with_codes(target, [part for part in segment.source if isinstance(part, Code)])
    made = documents.rewrite(source.encode(), "x.md", {segment.key: content}).decode()
    assert made.startswith(expected)
    assert [tag for tag in markup(made) if tag[1] != "/"] == [tag for tag in markup(source) if tag[1] != "/"]


def test_encodings_of_pages() -> None:
    page = '<meta charset="windows-1251"><p>Привет, мир.'
    data = page.encode("cp1251")
    (segment,) = split(documents.read(data, "x.html", ReadOptions("ru")))
    assert segment.text == "Привет, мир."
    made = documents.rewrite(data, "x.html", {segment.key: plain("你好。Да.")}, ReadOptions("ru"))
    assert made.decode("cp1251") == '<meta charset="windows-1251"><p>&#20320;&#22909;&#12290;Да.'
    for mark, encoding in (("\ufeff", "utf-8"), ("\ufeff", "utf-16-le"), ("", "utf-8")):
        data = f"{mark}<p>One.\r\n<p>Two.".encode(encoding)
        up = {one.key: upper(one.source) for one in split(documents.read(data, "x.html"))}
        assert documents.rewrite(data, "x.html", up).decode(encoding) == f"{mark}<p>ONE.\r\n<p>TWO."
    assert in_capitals("\ufeff# One\r\n\r\nTwo\r\nthree.\r\n") == "\ufeff# ONE\r\n\r\nTWO THREE.\r\n"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.html", b"<div>" * 100_000, "nested more than 2,000 deep"),
        ("x.xhtml", b"<a>" * 100_000, "nested more than 2,000 deep"),
        ("x.html", b"a" * 100_000_000, "this is 100 MB"),
        ("x.md", b"a" * 100_000_000, "this is 100 MB"),
        ("x.html", b"a\nb\0c", "x.html:2: there is a NUL"),
        ("x.md", b"a\nb\0c", "x.md:2: there is a NUL"),
        ("x.md", b">" * 100_000 + b" text", "nested more than 98 deep"),
        ("x.md", b"- " * 10_000 + b"text", "nested more than 98 deep"),
        ("x.md", b"![" * 50_000, "brackets are nested more than 300 deep"),
        ("x.html", b"\xff\xfa", "x.html:1: byte 0xFF"),
    ],
)
def test_what_no_document_can_be_is_refused_in_a_sentence(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        documents.read(data, name)


def test_huge_attributes_and_unclosed_tags_are_read() -> None:
    assert len(found("<p title='" + "word " * 20_000 + "'>x", "x.html")) == 2
    assert found("<p title='" * 10_000, "x.html") == []


VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(page: Path) -> int:
    import json
    import shutil

    java = judge("java", shutil.which("java"), "install a Java runtime")
    jar = judge("vnu", str(VNU) if VNU.is_file() else None, "npm install vnu-jar")
    done = subprocess.run([java, "-jar", jar, "--format", "json", "--exit-zero-always", str(page)],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return sum(one["type"] == "error" for one in json.loads(done.stderr)["messages"])


def test_a_translated_page_has_no_error_more(tmp_path: Path) -> None:
    text, _ = parts(CASES / "html" / "news.html")
    before, after, broken = (tmp_path / name for name in ("before.html", "after.html", "broken.html"))
    before.write_text(text, encoding="utf-8")
    made = {one.key: upper(one.source) for one in split(documents.read(text.encode(), "x.html"))}
    after.write_bytes(documents.rewrite(text.encode(), "x.html", made, language="ru"))
    broken.write_text(text.replace("<figcaption>", "<h1><li>"), encoding="utf-8")
    assert errors(after) <= errors(before) < errors(broken)
