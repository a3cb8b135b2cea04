"""Parts of e-books beside the chapters: SVG, also as cover, landmarks, page lists, guides, metadata, overlays."""

from pathlib import Path

from tests.documents.book import CONTAINER, NAV, NCX, OPF_2, OPF_3, SECOND_3, book
from tests.documents.test_docx import part, shouted
from tests.java import epubcheck
from toolkit import documents
from toolkit.segmentation import split

COVER = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 400" xml:lang="en">
<title>Cover of the guide</title><desc>Two peaks under a moon</desc><style>text { fill: red }</style>
<text x="10" y="50" id="t">Mountains <tspan font-weight="bold">of the South</tspan></text>
<text x="10" y="90">1924</text>
</svg>
"""
DRAWN = SECOND_3.replace(
    "<p>Nobody",
    '<div><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><title>A map</title><desc>The way up</desc>'
    '<g><text x="1" y="9">To the pass</text><path d="M0 0L9 9"/></g></svg></div>\n<p id="p1">Nobody',
)
LISTS = NAV.replace(
    "</nav>",
    '</nav><nav epub:type="landmarks" hidden="hidden"><h2>Guide</h2><ol><li><a epub:type="bodymatter" href="c1.xhtml">'
    'Start of the text</a></li></ol></nav><nav epub:type="page-list" hidden="hidden"><h2>Pages</h2><ol><li>'
    '<a href="c1.xhtml#road">1</a></li><li><a href="c2.xhtml#bridge">xii</a></li></ol></nav>',
)
OVERLAY = """<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body><par id="a"><text src="c2.xhtml#p1"/>
<audio src="a.mp3" clipBegin="0s" clipEnd="1s"/></par></body></smil>
"""
PACKAGE = (
    OPF_3.replace(
        "<dc:creator>",
        '<dc:title id="fr" xml:lang="fr">Montagnes du Sud</dc:title><dc:language>fr</dc:language><dc:creator>',
    )
    .replace(
        "</metadata>",
        '<meta property="schema:accessibilitySummary">All pictures are described.</meta>'
        '<meta property="schema:accessMode">textual</meta><meta property="media:duration">1s</meta>'
        '<meta property="media:duration" refines="#mo">1s</meta></metadata>',
    )
    .replace(
        "</manifest>",
        '<item id="cover" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>'
        '<item id="mo" href="c2.smil" media-type="application/smil+xml"/>'
        '<item id="mp3" href="a.mp3" media-type="audio/mpeg"/></manifest>',
    )
    .replace('href="c2.xhtml" media', 'href="c2.xhtml" properties="svg" media-overlay="mo" media')
    .replace("<spine><itemref", '<spine><itemref idref="cover"/><itemref')
)
PARTS: dict[str, str | bytes] = {
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/cover.svg": COVER,
    "OEBPS/c2.xhtml": DRAWN,
    "OEBPS/nav.xhtml": LISTS,
    "OEBPS/c2.smil": OVERLAY,
    "OEBPS/a.mp3": b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 64,
}
GUIDE = OPF_2.replace(
    "</package>", '<guide><reference type="text" title="Beginning" href="c1.xhtml"/></guide></package>'
)
PAGES = NCX.replace(
    "</ncx>",
    '<pageList><navLabel><text>Pages</text></navLabel><pageTarget id="p1" type="normal" value="1" playOrder="1">'
    "<navLabel>"
    '<text>1</text></navLabel><content src="c1.xhtml"/></pageTarget></pageList></ncx>',
)


def test_every_text_of_a_book_is_found() -> None:
    found = [one.text for one in split(documents.read(book(3, PARTS), "a.epub"))]
    for text in (
        "Cover of the guide", "Two peaks under a moon", "Mountains <1>of the South</1>", "A map", "The way up",
        "To the pass", "Start of the text", "All pictures are described.", "Pages", "Guide",
    ):  # fmt: skip
        assert text in found
    assert not {"Montagnes du Sud", "textual", "1", "xii", "text { fill: red }"} & set(found)


def test_it_is_all_written_back_and_the_rest_kept() -> None:
    data = book(3, PARTS)
    assert documents.rewrite(data, "a.epub", {}) == data
    made = shouted(data, "a.epub", "ru")
    cover = part(made, "OEBPS/cover.svg")
    assert (
        "<title>COVER OF THE GUIDE</title><desc>TWO PEAKS UNDER A MOON</desc><style>text { fill: red }</style>" in cover
    )
    assert '<text x="10" y="50" id="t">MOUNTAINS <tspan font-weight="bold">OF THE SOUTH</tspan></text>' in cover
    assert 'xml:lang="ru"' in cover and " lang=" not in cover
    assert '<text x="1" y="9">TO THE PASS</text><path d="M0 0L9 9"/>' in part(made, "OEBPS/c2.xhtml")
    package = part(made, "OEBPS/book.opf")
    assert '<dc:title id="fr" xml:lang="fr">Montagnes du Sud</dc:title>' in package
    assert "<dc:language>ru</dc:language>" in package and "<dc:language>fr</dc:language>" in package
    assert ">ALL PICTURES ARE DESCRIBED.</meta>" in package and ">textual</meta>" in package
    assert part(made, "OEBPS/c2.smil") == OVERLAY
    lists = part(made, "OEBPS/nav.xhtml")
    assert (
        ">START OF THE TEXT</a>" in lists
        and 'href="c1.xhtml#road">1</a>' in lists
        and CONTAINER in part(made, "META-INF/container.xml")
    )


def test_guide_and_page_list_of_an_older_book() -> None:
    made = shouted(book(2, {"OEBPS/book.opf": GUIDE, "OEBPS/toc.ncx": PAGES}), "a.epub", "ru")
    assert '<reference type="text" title="BEGINNING" href="c1.xhtml"/>' in part(made, "OEBPS/book.opf")
    table = part(made, "OEBPS/toc.ncx")
    assert "<navLabel><text>PAGES</text></navLabel>" in table and "<text>1</text>" in table


def test_epubcheck_has_nothing_new_to_say(tmp_path: Path) -> None:
    books = {2: book(2, {"OEBPS/book.opf": GUIDE, "OEBPS/toc.ncx": PAGES}), 3: book(3, PARTS)}
    paths = []
    for version, data in books.items():
        for name, content in (("source", data), ("made", shouted(data, "a.epub", "ky"))):
            paths.append(tmp_path / f"{name}{version}.epub")
            paths[-1].write_bytes(content)
    found = epubcheck(*paths)
    for source, made in (found[:2], found[2:]):
        assert [one for one in made if one not in source] == []
        assert not [one for one in source if one[0] in ("ERROR", "FATAL")]
