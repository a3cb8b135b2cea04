"""E-books written out here: EPUB 3 with navigation, footnotes and pictures, EPUB 2 with toc.ncx."""

import io
import zipfile

from tests.documents.word import PIXEL

PAGE_3 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head><title>The road</title><meta charset="utf-8"/><style>p { margin: 0 }</style></head>
<body><section epub:type="chapter">
<h1 id="road">The road</h1>
<p>The road to <b>Naryn</b> is long&#160;&amp; cold.
It begins at <a href="c2.xhtml#bridge">the old bridge</a>.
<a epub:type="noteref" href="#n1">1</a> We go there.</p>
<figure><img src="images/horse.png" alt="A white horse"/><figcaption>A horse at the lake</figcaption></figure>
<ul><li>Take bread</li><li>Take a warm coat</li></ul>
<pre><code>print("hello")</code></pre>
<p>Call <code>ride()</code> to ride. <span xml:lang="fr" lang="fr">Bon voyage !</span></p>
<aside epub:type="footnote" id="n1"><p>Built in 1920.</p></aside>
</section></body></html>
"""
PAGE_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">
<head><title>The road</title></head>
<body><h1 id="road">The road</h1>
<p>The road to <b>Naryn</b> is long&nbsp;&amp; cold. It begins
at <a href="c2.xhtml#bridge" title="To the bridge">the old bridge</a>.</p>
<p><img src="images/horse.png" alt="A white horse"/></p>
<table><tr><td>Town</td><td>What it is known for</td></tr></table></body></html>
"""
SECOND_3 = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head><title>The bridge</title></head>
<body><h1 id="bridge">The bridge</h1><p>Nobody lives above the lake.</p></body></html>
"""
SECOND_2 = SECOND_3.replace(' lang="en"', "")
NAV = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head><title>Contents</title></head><body><nav epub:type="toc"><h1>Contents</h1><ol>
<li><a href="c1.xhtml">The road</a></li><li><a href="c2.xhtml">The bridge</a></li></ol></nav></body></html>
"""
NCX = """<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en"><head>
<meta name="dtb:uid" content="urn:uuid:11111111-2222-3333-4444-555555555555"/></head>
<docTitle><text>Mountains of the South</text></docTitle><navMap>
<navPoint id="a" playOrder="1"><navLabel><text>The road</text></navLabel><content src="c1.xhtml"/></navPoint>
<navPoint id="b" playOrder="2"><navLabel><text>The bridge</text></navLabel><content src="c2.xhtml"/></navPoint>
</navMap></ncx>
"""
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
METADATA = """<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">urn:uuid:11111111-2222-3333-4444-555555555555</dc:identifier>
<dc:title>Mountains of the South</dc:title><dc:creator>N. N.</dc:creator><dc:language>en</dc:language>
<dc:description>A small guide.</dc:description>{}</metadata>"""
ITEMS = """<item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/>
<item id="horse" href="images/horse.png" media-type="image/png"/>"""
OPF_3 = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
    'unique-identifier="id" xml:lang="en">'
    + METADATA.format('<meta property="dcterms:modified">2024-01-01T00:00:00Z</meta>')
    + f'<manifest>{ITEMS}<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '</manifest><spine><itemref idref="c1"/><itemref idref="c2"/></spine></package>'
)
OPF_2 = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="2.0" '
    'unique-identifier="id">'
    + METADATA.format("")
    + f'<manifest>{ITEMS}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="c1"/><itemref idref="c2"/></spine></package>'
)
BOOKS: dict[int, dict[str, str | bytes]] = {
    3: {"OEBPS/book.opf": OPF_3, "OEBPS/c1.xhtml": PAGE_3, "OEBPS/c2.xhtml": SECOND_3, "OEBPS/nav.xhtml": NAV},
    2: {"OEBPS/book.opf": OPF_2, "OEBPS/c1.xhtml": PAGE_2, "OEBPS/c2.xhtml": SECOND_2, "OEBPS/toc.ncx": NCX},
}


def book(version: int, changes: dict[str, str | bytes] | None = None) -> bytes:
    """An e-book of a version; `changes` are parts that differ."""
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        **BOOKS[version],
        "OEBPS/images/horse.png": PIXEL,
        **(changes or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()
