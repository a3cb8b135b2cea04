"""What stands in pages and books beside their words: drop caps, marks of pages, references to notes, signatures."""

import io
import zipfile

import pytest

from tests.documents.book import book
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code, Content

CAPS = (
    # the page, what is read, its translation, what is written
    ('<p><span class="c9">D</span>ark clouds.</p>', "Dark clouds.", "Тучи.", '<p><span class="c9">Т</span>учи.</p>'),
    ('<p><span class="c9">D</span>ark clouds.</p>', "Dark clouds.", "乌云。", '<p><span class="c9">乌</span>云。</p>'),
    ("<p><big><b>D</b></big>ark.</p>", "Dark.", "ТЬМА.", "<p><big><b>Т</b></big>ЬМА.</p>"),
    ('<p><a id="x"></a><big>“W</big>e.</p>', "“We.", "— Мы.", '<p><a id="x"></a><big>— М</big>ы.</p>'),
    ('<p><span class="dropcap">I</span> ran.</p>', "I ran.", "Я шёл.", '<p><span class="dropcap">Я</span> шёл.</p>'),
    ('<p><b class="c1">I</b>’m late.</p>', "I’m late.", "Я шёл.", '<p><b class="c1">Я</b> шёл.</p>'),
)
NO_CAPS = (
    "<p><b>W</b>orld <b>W</b>ide <b>W</b>eb</p>",
    '<p><span class="k">W</span>orld <span class="k">W</span>ide</p>',
    "<p><span>x</span> is unknown.</p>",
    "<p><i>N</i>th of them.</p>",
    '<p><a href="#a">A</a>nt</p>',
    "<p><b>A</b> is first.</p>",
    "<p><span>1</span> The river</p>",
    "<p><b>So</b>me.</p>",
)
MARKS = (
    ('Run <span epub:type="pagebreak" title="172">172</span> on.', "Run <1/> on."),
    ('Run <span role="doc-pagebreak" title="172">p. 172</span> on.', "Run <1/> on."),
    ('<span class="pagenum"><a name="Page_13">[Pg 13]</a></span>More text.', "More text."),
    ('<a class="page" id="Page_12" title="12">[12]</a>More text.', "More text."),
    ('Text <span class="page">of a page</span>.', "Text <1>of a page</1>."),
    ('Seen<a href="#n1"><sup>1</sup></a> here.', "Seen<1/> here."),
    ('Note <a href="a.html#n1">[3]</a> here.', "Note <1/> here."),
    ('A note. <a href="#r1">↩</a>', "A note."),
    ('See chapter <a href="#c3">3</a> too.', "See chapter <1>3</1> too."),
    ('It is <a href="https://a.org/">[1]</a> there.', "It is <1>[1]</1> there."),
    ('The page. <a href="#top">[top]</a>', "The page."),
)


def page_of(body: str) -> bytes:
    return f'<html lang="en"><body>{body}</body></html>'.encode()


@pytest.mark.parametrize(("body", "source", "target", "made"), CAPS)
def test_the_first_letter_belongs_to_its_word(body: str, source: str, target: str, made: str) -> None:
    for name in ("a.html", "a.xhtml"):
        data = page_of(body)
        (segment,) = split(documents.read(data, name))
        assert segment.text == source
        assert documents.rewrite(data, name, {segment.key: segment.source}) == data
        whole: dict[str, Content] = {
            segment.key: (*(part for part in segment.source if isinstance(part, Code)), target)
        }
        page, verdict = documents.translated(data, name, whole, ReadOptions(), "ru")
        assert verdict == "complete" and made in page.decode()


@pytest.mark.parametrize("body", NO_CAPS)
def test_a_letter_that_means_something_is_no_drop_cap(body: str) -> None:
    (segment,) = split(documents.read(page_of(body), "a.html"))
    assert segment.text.startswith("<1>")


@pytest.mark.parametrize(("body", "source"), MARKS)
def test_numbers_of_pages_and_notes_are_no_words(body: str, source: str) -> None:
    data = page_of(f"<p>{body}</p>")
    assert split(documents.read(data, "a.html"))[0].text == source


def test_styles_have_no_titles_and_paragraphs_of_code_and_signatures_stay() -> None:
    head = '<style title="override_css">p{}</style><link rel="stylesheet" title="main" href="a.css">'
    body = '<p class="code">$ make it</p><dl><dt class="sig sig-object py">walk(far)</dt><dd>Walks.</dd></dl>'
    data = page_of(f'{head}<link rel="alternate" title="News of it" href="f">{body}')
    assert [one.text for one in split(documents.read(data, "a.html"))] == ["News of it", "Walks."]


def test_words_in_formulas_are_counted() -> None:
    document = documents.read(page_of("<p>Let <math><mi>x</mi><mtext>depth</mtext></math> be 1.</p>"), "a.html")
    assert document.kept["formulas"] == 5


def test_what_is_left_of_a_book_is_counted() -> None:
    assert documents.read(book(3), "a.epub").kept["code"]


def test_both_renditions_of_a_book_are_translated() -> None:
    data, second = io.BytesIO(), 'media-type="application/oebps-package+xml"/>'
    with zipfile.ZipFile(io.BytesIO(book(3))) as before, zipfile.ZipFile(data, "w") as after:
        for info in before.infolist():
            raw = before.read(info)
            if info.filename == "META-INF/container.xml":
                raw = raw.replace(
                    b"</rootfiles>", f'<rootfile full-path="large/book.opf" {second}</rootfiles>'.encode()
                )
            after.writestr(info, raw)
        after.writestr("large/book.opf", LARGE)
        after.writestr("large/one.xhtml", page_of("<p>Large words.</p>"))
    segments = split(documents.read(data.getvalue(), "a.epub"))
    assert {"In large print", "Large words."} <= {one.text for one in segments}
    shouted = {
        one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
    }
    made, verdict = documents.translated(data.getvalue(), "a.epub", shouted, ReadOptions(), "ru")
    assert verdict == "complete" and b"LARGE WORDS." in zipfile.ZipFile(io.BytesIO(made)).read("large/one.xhtml")


LARGE = """\
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>In large print</dc:title></metadata>
<manifest><item id="o" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="o"/></spine></package>"""
