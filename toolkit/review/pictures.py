"""The pictures that a document shows beside a sentence, out of the project alone.

Markdown, HTML and what is like them name a file: in a sign of the sentence, or with a text that stands for the picture.
Word, PowerPoint, OpenDocument and EPUB hold them inside (documents/office/pictures.py). Only names that the document
itself has are served, only files that lie in the project or parts of the document, and only what begins as a picture
does; SVG is none of them, since it can hold scripts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from toolkit.errors import DocumentError, StorageError, UsageError
from toolkit.review.works import Work
from toolkit.storage.files import is_regular, read_bytes
from toolkit.storage.places import inside
from toolkit.units import BlockKind, Code, Content

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
LARGEST = 20_000_000
"""Bytes."""
ARCHIVES = ("docx", "pptx", "odt", "epub")
"""Formats that hold their pictures inside."""
BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
)
"""How the file of a picture begins -> its type; a name can lie."""
MARKDOWN = re.compile(r"""!\[([^\]]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+["']([^"']*)["'])?\s*\)""")
ELEMENT = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(src|alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#]")
"""How an address begins that is no file beside the document."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a document names."""

    of_rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a row -> names of files, as the document has them."""

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return frozenset(name for names in self.of_rows.values() for name in names)


def of_work(work: Work) -> Pictures:
    """The pictures of a document; none of catalogs without one."""
    if work.pictures is None:
        work.pictures = _found(work)
    made: Pictures = work.pictures
    return made


def _found(work: Work) -> Pictures:
    if work.path is None or not work.prose:
        return Pictures()
    assert work.source is not None
    if work.source.document.format in ARCHIVES:
        return _inside(work)
    by_text: dict[str, list[str]] = {}
    try:
        text = read_bytes(work.path).decode("utf-8", "replace")
    except StorageError:
        return Pictures()
    for name, said in _named(text):
        for one in said:
            by_text.setdefault(" ".join(one.split()), []).append(name)
    found: dict[str, tuple[str, ...]] = {}
    blocks = work.source.document.blocks
    waiting: dict[int, Iterator[str]] = {}
    for row in work.rows:
        if row.segment is None:
            continue
        # The codes of a sentence are numbered anew; those of its paragraph say what they were.
        raws = waiting.setdefault(row.block, (code.raw for code in _objects(blocks[row.block - 1].content)))
        names = [name for _ in _objects(row.segment.source) for name, _ in _named(next(raws, ""))]
        if row.kind == BlockKind.LABEL.value:
            names += by_text.get(" ".join(row.segment.text.split()), [])
        if names := [name for name in dict.fromkeys(names) if not ELSEWHERE.match(name)]:
            found[row.id] = tuple(names)
    return Pictures(found)


def _inside(work: Work) -> Pictures:
    """The pictures of a document that is an archive; of a paragraph of several sentences, beside each of them."""
    from toolkit.documents.office import pictures

    source = work.source
    assert source is not None
    try:
        found = pictures.of_blocks(source.document.format, source.data, source.file, source.options)
    except DocumentError:
        return Pictures()
    return Pictures({row.id: found[row.block - 1] for row in work.rows if row.block - 1 in found})


def _objects(content: Content) -> list[Code]:
    """What stands in a text without being text, as a picture does."""
    return [part for part in content if isinstance(part, Code) and part.shown == OBJECT]


def _named(text: str) -> list[tuple[str, list[str]]]:
    """(name of a file, the texts that stand for it) of each picture in a piece of markup."""
    found = [(match[2], [one for one in (match[1], match[3]) if one]) for match in MARKDOWN.finditer(text)]
    for element in ELEMENT.finditer(text):
        attributes = {match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
                      for match in ATTRIBUTE.finditer(element[0])}  # fmt: skip
        if attributes.get("src"):
            found.append((attributes["src"], [attributes[name] for name in ("alt", "title") if attributes.get(name)]))
    return found


def read(work: Work, name: str) -> tuple[bytes, str]:
    """(bytes, media type) of a picture that the document shows. Raises UsageError, DocumentError, StorageError."""
    if work.path is None or name not in of_work(work).names:
        raise UsageError("the document does not show such a picture")
    if work.source is not None and work.source.document.format in ARCHIVES:
        from toolkit.documents.office import pictures

        return _typed(pictures.read(work.source.data, name, work.settings.shown(work.path), LARGEST), name)
    path = inside(work.settings.root, Path(work.path.parent, unquote(name.partition("?")[0].partition("#")[0])))
    if not is_regular(path) or path.stat().st_size > LARGEST:
        raise UsageError(f"there is no picture {name} beside the document")
    return _typed(read_bytes(path), name)


def _typed(data: bytes, name: str) -> tuple[bytes, str]:
    """The bytes with their media type. Raises UsageError for what is no picture."""
    for beginning, kind in BEGINNINGS:
        if beginning.match(data):
            return data, kind
    raise UsageError(f"{name} is no picture that is shown here: PNG, JPEG, GIF or WebP")
