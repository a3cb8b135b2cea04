"""parallel.epub: the document as an EPUB 3 book, each paragraph followed by its translations, which a tap reveals.

A chapter begins at each heading; the table of contents is in every language. The package is as in EPUB 3.3, W3C
(https://www.w3.org/TR/epub-33/); `dcterms:modified` is not the time of day, so that the same bundle is the same book.
"""

import uuid
from collections.abc import Iterator, Sequence
from html import escape
from xml.parsers.expat import ExpatError

from toolkit.bundles import contents, interface, legend
from toolkit.bundles.ink import attribute, shown
from toolkit.bundles.interface import N_, say
from toolkit.bundles.reader import read_xhtml
from toolkit.bundles.sentences import Sentences, source_span
from toolkit.errors import BundleError
from toolkit.exchange import Row, archives, digest, rows
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Segment

MEDIA_TYPE = "application/epub+zip"
MODIFIED = "1980-01-01T00:00:00Z"
"""The date of the entries of the archive."""
LONGEST = 300
"""Paragraphs of a chapter: beyond them, some e-readers turn pages slowly."""
HEADINGS = {BlockKind.TITLE: "h1", BlockKind.HEADING: "h2"}
CONTENTS = N_("Contents")
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)

Chapter = list[list[Segment]]
"""The segments of its blocks, block by block."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The book, the same bytes for the same bundle."""
    languages = [language(code) for code in bundle.languages]
    chapters = list(_chapters(bundle))
    page = Sentences(bundle, languages)
    title = contents.title(bundle)
    bodies = ["\n".join(_paragraph(page, segments) for segments in chapter) for chapter in chapters]
    bodies[0] = "".join(f"{line}\n" for line in legend.banners(page.counts)) + bodies[0]
    pages = {f"chapter-{number}.xhtml": body for number, body in enumerate(bodies, start=1)}
    pages["about.xhtml"] = _about(bundle, page, title)
    files = {
        "mimetype": MEDIA_TYPE,
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(bundle, title, list(pages), generator),
        "EPUB/nav.xhtml": _page(languages[0], title, _navigation(page, chapters, title)),
        **{f"EPUB/{name}": _page(languages[0], title, body) for name, body in pages.items()},
        "EPUB/style.css": interface.text_of("book.css"),
    }
    return archives.pack({name: text.encode("utf-8") for name, text in files.items()}, stored=("mimetype",))


def read(data: bytes) -> list[Row]:
    """The rows of a book that `write` made. Raises BundleError."""
    pages = [page for name, page in archives.unpack(data, "EPUB").items() if name.startswith("EPUB/chapter-")]
    try:
        return read_xhtml(pages)
    except (ExpatError, KeyError, ValueError) as error:
        raise BundleError(f"this is no book of translations: {error}") from error


def _chapters(bundle: Bundle) -> Iterator[Chapter]:
    """At least one, and as many as there are headings, or more where one is long."""
    pending: Chapter = []
    for segments in contents.blocks(bundle):
        if pending and (_heading(segments) or len(pending) == LONGEST):
            yield pending
            pending = []
        pending.append(segments)
    yield pending


def _heading(segments: Sequence[Segment]) -> str:
    """`h1` or `h2`; "" of a paragraph."""
    return HEADINGS.get(segments[0].place.kind, "") if segments[0].place else ""


def _number(segments: Sequence[Segment]) -> str:
    return f"p{segments[0].place.block + 1}" if segments[0].place else ""


def _paragraph(page: Sentences, segments: Sequence[Segment]) -> str:
    element = _heading(segments) or "p"
    lines = [f'<section id="{_number(segments)}">', _in(element, page.source, map(source_span, segments))]
    for one in page.targets:
        spans = [page.target(segment, one) for segment in segments]
        name = f'<summary lang="{one.tag}" xml:lang="{one.tag}">{escape(one.own_name)}</summary>'
        lines.append(f"<details>{name}{_in('p', one, spans)}</details>")
    return "\n".join([*lines, "</section>"])


def _in(element: str, one: Language, spans: Iterator[str] | Sequence[str]) -> str:
    text = one.joiner.join(spans).replace("<br>", "<br/>")
    return f'<{element} lang="{one.tag}" xml:lang="{one.tag}" dir="{one.direction}">{text}</{element}>'


def _navigation(page: Sentences, chapters: Sequence[Chapter], title: str) -> str:
    """The table of contents: an entry a heading, in every language that has it."""
    entries = []
    for number, chapter in enumerate(chapters, start=1):
        for segments in chapter[:1]:  # only the first block of a chapter may be a heading
            names = _names(page, segments) if _heading(segments) else ([f"{number}"] if number > 1 else [escape(title)])
            entries.append(f'<li><a href="chapter-{number}.xhtml#{_number(segments)}">{" · ".join(names)}</a></li>')
    entries = entries or [f'<li><a href="chapter-1.xhtml">{escape(title)}</a></li>']
    heads = dict.fromkeys(say(CONTENTS, one.code) for one in (page.source, *page.targets))
    head = " · ".join(f'<span lang="{tag}" xml:lang="{tag}">{escape(text)}</span>' for text, tag in heads)
    body = "\n".join(entries)
    return f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{head}</h1>\n<ol>\n{body}\n</ol>\n</nav>'


def _names(page: Sentences, segments: Sequence[Segment]) -> list[str]:
    """A heading in the source and in each language that has it, machine drafts with their mark."""
    found = [(page.source, " ".join(shown(segment.source) for segment in segments), "")]
    for one in page.targets:
        units = [page.units[one.code].get(segment.key) for segment in segments]
        known = [unit for unit in units if unit and unit.target]
        marks = dict.fromkeys(legend.mark(unit.status, one.code) for unit in known)
        found.append((one, one.joiner.join(shown(unit.target) for unit in known), "".join(marks)))
    named = [(one, attribute(text.strip()), mark) for one, text, mark in found if text.strip()]
    return [
        f'<span lang="{one.tag}" xml:lang="{one.tag}" dir="{one.direction}">{text}</span>{mark}'
        for one, text, mark in named
    ] or [_number(segments)]


def _about(bundle: Bundle, page: Sentences, title: str) -> str:
    """The last page: what the marks mean, how much there is of each state, who drafted, and what was kept verbatim."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for one in page.targets:
        told = contents.meanings(page.counts, one.code)
        lines = [f'<li lang="{tag}" xml:lang="{tag}">{line}</li>' for tag, line in told]
        if lines:
            head = f'<h2 lang="{one.tag}" xml:lang="{one.tag}">{escape(one.own_name)}</h2>'
            parts.append(f"{head}\n<ul>\n" + "\n".join(lines) + "\n</ul>")
    if engines := list(contents.engines(bundle)):
        parts.append("<ul>\n" + "\n".join(engines) + "\n</ul>")
    parts += [f"<p>{attribute(text)}</p>" for text in contents.furniture(bundle)]
    return "\n".join(parts)


def _page(one: Language, title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{one.tag}" xml:lang="{one.tag}" dir="{one.direction}">\n'
        f'<head>\n<title>{escape(title)}</title>\n<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _package(bundle: Bundle, title: str, pages: Sequence[str], generator: str) -> str:
    stems = [name.removesuffix(".xhtml") for name in pages]
    identifier = uuid.uuid5(uuid.NAMESPACE_OID, f"{bundle.document.name} {digest(rows(bundle))}")
    languages = [language(code) for code in bundle.languages]
    spoken = "\n".join(f"<dc:language>{one.tag}</dc:language>" for one in languages)
    items = "\n".join(f'<item id="{stem}" href="{stem}.xhtml" media-type="application/xhtml+xml"/>' for stem in stems)
    spine = "\n".join(f'<itemref idref="{stem}"/>' for stem in stems)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{languages[0].tag}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{escape(title)}</dc:title>
{spoken}
<meta property="dcterms:modified">{MODIFIED}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta name="generator" content="{attribute(generator)}"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
<item id="style" href="style.css" media-type="text/css"/>
</manifest>
<spine page-progression-direction="{languages[0].direction}">
{spine}
</spine>
</package>
"""
