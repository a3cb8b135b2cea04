"""HTML and Markdown: what is found in them, what stays, and what is refused."""

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents.marked import in_capitals, markup, upper
from tests.java import vnu
from toolkit import documents, engines
from toolkit.documents import ReadOptions
from toolkit.documents.markup.html_elements import TEXT_ATTRIBUTES
from toolkit.documents.markup.tags import tokenize
from toolkit.errors import DocumentError
from toolkit.segmentation import split
from toolkit.units import plain, visible

CASES = ROOT / "tests" / "cases"
FILES = sorted([*(CASES / "html").iterdir(), *(CASES / "markdown").iterdir()])


def parts(path: Path) -> tuple[bytes, ReadOptions, str]:
    """The document of a case, how it is read, and its segments; `x.gb18030.html` is in that encoding."""
    text, _, expected = path.read_text(encoding="utf-8").partition("~~~~\n")
    encoding = path.suffixes[0].removeprefix(".") if len(path.suffixes) > 1 else "utf-8"
    language = {"gb18030": "zh", "windows-1251": "ru"}.get(encoding, "en")
    return text.encode(encoding), ReadOptions(language), expected


def found(text: str | bytes, name: str, options: ReadOptions | None = None) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [f"{one.place.kind.value} | {one.text}" for one in split(documents.read(data, name, options)) if one.place]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_readers_read_is_found(path: Path) -> None:
    """A case is a document, a line of tildes, and its segments as `kind | text`.

    After a change that is meant, `TOOLKIT_ACCEPT=1 pytest tests/documents/test_markup.py` writes these anew.
    """
    data, options, expected = parts(path)
    listed = "".join(f"{one}\n".replace("\xa0", " ") for one in found(data, path.name, options))
    if os.environ.get("TOOLKIT_ACCEPT") == "1":
        whole = path.read_text(encoding="utf-8").partition("~~~~\n")[0]
        path.write_text(f"{whole}~~~~\n{listed}", encoding="utf-8")
        expected = listed
    assert listed == expected
    assert documents.rewrite(data, path.name, {}, options) == data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_in_capitals_only_the_words_have_changed(path: Path) -> None:
    """The upper-case law on whole documents: every tag, attribute and comment is as it was but for texts in them."""
    data, options, _ = parts(path)
    shouted = {one.key: upper(one.source) for one in split(documents.read(data, path.name, options))}
    made = documents.rewrite(data, path.name, shouted, options)
    words = [
        [
            (block.kind, "".join(visible(block.content).upper().split()))
            for block in documents.read(one, path.name, options).blocks
        ]
        for one in (data, made)
    ]
    assert words[0] == words[1]
    text, before = (one.decode(path.suffixes[0][1:] if len(path.suffixes) > 1 else "utf-8") for one in (made, data))
    if path.parent.name == "markdown":
        assert markup(text) == markup(before)
        return
    kept = [one for one in tokenize(text) if one.kind not in ("text", "cdata")]
    tags = [one for one in tokenize(before) if one.kind not in ("text", "cdata")]
    assert len(kept) == len(tags)
    for after, tag in zip(kept, tags, strict=True):
        own, new = before[tag.start : tag.end], text[after.start : after.end]
        if own != new:  # nothing but a text in an attribute
            assert new.upper().replace('"', "") == own.upper().replace('"', "")
            names = {one.name for one in tag.attributes}
            assert names & {*TEXT_ATTRIBUTES, "content", "value"}, own


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
        ("x.html", '<html lang=en><meta property="og:locale" content="en_GB"><meta name=dc.language content=en>', "zh",
         '<html lang=zh-Hans><meta property="og:locale" content="zh_CN"><meta name=dc.language content=zh-Hans>'),
        ("x.html", '<meta name="language" content="English"><meta property="og:locale" content="fr_FR">', "zh",
         '<meta name="language" content="English"><meta property="og:locale" content="fr_FR">'),
        ("x.html", "<html lang=en><body dir=ltr><p lang=en dir=LTR>A<bdo dir=rtl lang=en>B</bdo><i dir=ltr>C", "ar",
         '<html dir="rtl" lang=ar><body dir=rtl><p lang=ar dir=rtl>A<bdo dir=rtl lang=ar>B</bdo><i dir=ltr>C'),
        ("x.html", "<html lang=en><p lang=fr dir=ltr>A.", "ar", '<html dir="rtl" lang=ar><p lang=fr dir=ltr>A.'),
        ("x.md", '> <p lang="en" dir="ltr">A.</p>\n\n<p lang=fr>B</p>\n\nA <i lang=en>b</i>.\n', "ar",
         '> <p lang="ar" dir="rtl">A.</p>\n\n<p lang=fr>B</p>\n\nA <i lang=ar>b</i>.\n'),
    ],
)  # fmt: skip
def test_the_language_is_said_where_the_document_says_it(name: str, text: str, target: str, expected: str) -> None:
    assert documents.rewrite(text.encode(), name, {}, language=target).decode() == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x.html", "<p>来了。走了。", "<p>Came. Left."),
        ("x.html", "<p><b>来了。</b>走了。", "<p><b>Came.</b> Left."),
        ("x.md", "来了。走了。\n", "Came. Left.\n"),
        ("x.md", "**来了。** 走了。\n", "**Came.** Left.\n"),
        ("x.txt", "来了。走了。\n", "Came. Left.\n"),
    ],
)
def test_sentences_of_letters_are_joined_with_a_space(name: str, text: str, expected: str) -> None:
    options = ReadOptions("zh")
    first, second = split(documents.read(text.encode(), name, options))
    targets = {first.key: plain("Came."), second.key: plain("Left.")}
    assert documents.rewrite(text.encode(), name, targets, options, language="en").decode() == expected


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
        ("A *big* dog.", "a < b [x] d_e *c*", "a < b [x] d_e *c*"),
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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", "<p>One.</p><!-- toolkit:note a\n verb --><p>Run. Two.</p>"),
        ("x.html", "<p>One.</p><ul><li><!-- toolkit:note a verb -->Run. Two.</ul>"),
        ("x.md", "One.\n\n<!-- toolkit:note a\nverb -->\n\nRun. Two.\n"),
        ("x.md", "One.\n\n- Run. <!-- toolkit:note a verb --> Two.\n"),
        ("x.md", "One.\n\n> <!-- toolkit:note a verb -->\n> # Run. Two.\n"),
        ("x.txt", "One.\n\n<!-- toolkit:note a verb -->\nRun. Two.\n"),
    ],
)
def test_authors_tell_translators_something(name: str, text: str) -> None:
    segments = split(documents.read(text.encode(), name))
    assert [("a verb" in one.note) for one in segments] == [False, *[True] * (len(segments) - 1)]


def test_a_name_of_the_target_language_in_its_own_words_is_no_difference() -> None:
    page = b'<html lang="en"><p>English</p><p lang="ky">Kyrgyzcha</p><p>Read on.</p></html>'
    targets = {one.key: plain("Okuu.") for one in split(documents.read(page, "x.html")) if one.text == "Read on."}
    made, verdict = documents.translated(page, "x.html", targets, ReadOptions(), "ky")
    assert made == b'<html lang="ky"><p>English</p><p lang="ky">Kyrgyzcha</p><p>Okuu.</p></html>'
    assert verdict == "complete"


WITHOUT_ERROR = ("saved-news", "blog", "docs-site", "government", "shop", "wiki")


def errors(pages: list[Path]) -> dict[str, int]:
    """File name -> errors that vnu finds in it."""
    told = [one for one in vnu(*pages) if one["type"] == "error"]
    return {page.name: sum(one["url"].endswith(f"/{page.name}") for one in told) for page in pages}


def test_a_translated_page_has_no_error_more(tmp_path: Path) -> None:
    """Every page as it was and in Kyrgyz by the pseudo engine; pages of today have no error before either."""
    engine = engines.make("pseudo", source="en", target="ky")
    pages = []
    for path in sorted((CASES / "html").iterdir()):
        data, options, _ = parts(path)
        segments = split(documents.read(data, path.name, options))
        drafts = engine.translate([one.source for one in segments], "en", "ky")
        targets = {one.key: draft.target for one, draft in zip(segments, drafts, strict=True)}
        made, verdict = documents.translated(data, path.name, targets, options, "ky")
        assert verdict == "complete"
        for name, page in (("before", data), ("after", made)):
            pages.append(tmp_path / f"{name}-{path.name}")
            encoding = path.suffixes[0][1:] if len(path.suffixes) > 1 else "utf-8"  # vnu reads UTF-8 alone
            pages[-1].write_bytes(page.decode(encoding).encode())
    broken = tmp_path / "broken.html"
    broken.write_bytes(parts(CASES / "html" / "saved-news.html")[0].replace(b"<figcaption>", b"<h1><li>"))
    counts = errors([*pages, broken])
    for before, after in zip(pages[::2], pages[1::2], strict=True):
        assert counts[after.name] <= counts[before.name], before.name
    assert not any(counts[f"before-{name}.html"] for name in WITHOUT_ERROR)
    assert counts["broken.html"] > counts["before-saved-news.html"]
