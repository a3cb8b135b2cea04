"""The pictures inside of Word, PowerPoint, OpenDocument and EPUB documents: which blocks each stands by, and its bytes.

A picture belongs to the block that it lies in, and to its alternative text. One that lies in a paragraph without text
belongs to the block that follows it, unless its alternative text has it already and that block is no caption.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from urllib.parse import unquote

from toolkit.documents.office import docx, epub, odt, pptx
from toolkit.documents.office.archive import Archive, joined
from toolkit.documents.office.package import Package
from toolkit.documents.office.xml_tree import Element, attribute, full, name_of
from toolkit.documents.options import ReadOptions
from toolkit.errors import DocumentError
from toolkit.units import Block, BlockKind

IMAGES = {"a:blip": "r:embed", "v:imagedata": "r:id"}
"""Element of Office that shows a picture -> its attribute with the id of the relation."""
FRAMES = ("pic:pic", "p:pic", "w:drawing", "w:pict", "draw:frame")
"""What holds a picture with its alternative text, the narrowest first."""
IMAGE = re.compile(r"<(?:img|image)\b[^<>]*>", re.IGNORECASE)
SOURCE = re.compile(r"""\b(?:src|(?:xlink:)?href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

Named = Iterator[tuple[int, str]]
"""(index of a block, name of a part) of each picture."""


def of_blocks(form: str, data: bytes, name: str, options: ReadOptions) -> dict[int, tuple[str, ...]]:
    """Index of a block -> the names of the parts that are its pictures, in order; {} for formats without any.

    Raises DocumentError.
    """
    found: dict[int, dict[str, None]] = {}
    for index, part in FINDERS[form](data, name, options) if form in FINDERS else ():
        found.setdefault(index, {})[part] = None
    return {index: tuple(parts) for index, parts in found.items()}


def read(data: bytes, part: str, path: str, most: int) -> bytes:
    """The bytes of a part. Raises DocumentError where it is not there, or has more than `most`."""
    archive = Archive(data, path)
    if part not in archive or archive.size(part) > most:
        raise DocumentError(f"{part} in it is missing, or too large to be shown", path=path)
    return archive.read(part)


def _word(data: bytes, name: str, options: ReadOptions) -> Named:
    return _office(docx.found_in(data, options.path or name))


def _slides(data: bytes, name: str, options: ReadOptions) -> Named:
    return _office(pptx.found_in(data, options.path or name))


def _office(found: Package) -> Named:
    owners = {place.element: index for index, place in reversed(list(enumerate(found.places))) if place.own}
    labels: dict[Element, list[int]] = {}
    for index, place in enumerate(found.places):
        if place.attribute:
            labels.setdefault(place.element, []).append(index)
    for part, (root, _) in list(found.trees.items()):
        targets = {number: target for number, kind, target in found.relations(part) if kind == "image"}

        def shown(element: Element, targets: dict[str, str] = targets) -> str:
            key = IMAGES.get(name_of(element), "")
            return targets.get(attribute(element, key), "") if key else ""

        if targets:
            yield from _walked(root, owners, labels, found.blocks, shown)


def _open_document(data: bytes, name: str, options: ReadOptions) -> Named:
    found = odt.found_in(data, options.path or name, options)
    owners: dict[Element, int] = {}
    labels: dict[Element, list[int]] = {}
    for index, (_, element, own) in enumerate(found.places):
        if own is None:
            labels.setdefault(element, []).append(index)
        elif not isinstance(own, str):
            owners[element] = index

    def shown(element: Element) -> str:
        part = joined("content.xml", attribute(element, "xlink:href")) if name_of(element) == "draw:image" else ""
        return part if part in found.archive else ""

    for root, _ in list(found.trees.values()):
        yield from _walked(root, owners, labels, found.blocks, shown)


def _walked(
    root: Element,
    owners: dict[Element, int],
    labels: dict[Element, list[int]],
    blocks: Sequence[Block],
    shown: Callable[[Element], str],
) -> Named:
    waiting: list[tuple[str, bool]] = []
    last = -1
    fallback = full("mc:Fallback", root)
    for element in root.iter():
        if (index := owners.get(element)) is not None:
            yield from _taken(waiting, index, blocks)
            waiting, last = [], index
        if not isinstance(element.tag, str) or not (part := shown(element)):
            continue
        if next(element.iterancestors(fallback), None) is not None:
            continue  # the copy that older programs read
        inside = next((owners[one] for one in element.iterancestors() if one in owners), None)
        said = _said(element, labels)
        yield from ((one, part) for one in (*said, *(() if inside is None else (inside,))))
        if inside is None:
            waiting.append((part, bool(said)))
    yield from ((last, part) for part, said_ in waiting if last >= 0 and not said_)


def _said(element: Element, labels: dict[Element, list[int]]) -> list[int]:
    """The blocks with the alternative text of a picture."""
    for frame in element.iterancestors(*(full(name, element) for name in FRAMES)):
        if found := [index for one in frame.iter() for index in labels.get(one, ())]:
            return found
    return []


def _taken(waiting: Iterable[tuple[str, bool]], index: int, blocks: Sequence[Block]) -> Named:
    """What stood before a block without being in one."""
    yield from ((index, part) for part, said in waiting if not said or blocks[index].kind is BlockKind.CAPTION)


def _book(data: bytes, name: str, options: ReadOptions) -> Named:
    book = epub.opened(data, name, options)
    by_page: dict[str, list[tuple[int, int]]] = {}
    for index, (part, place) in enumerate(book.places):
        if isinstance(place, int):
            by_page.setdefault(part, []).append((place, index))
    for part, rows in by_page.items():
        page = book.pages[part][0]
        spans = [
            (page.sites[place].start, page.sites[place].end, page.sites[place].quote, index) for place, index in rows
        ]
        for element in IMAGE.finditer(page.text):
            source = SOURCE.search(element[0])
            named = joined(part, unquote(unescape(source[1] or source[2] or ""))) if source else ""
            if named not in book.archive:
                continue
            start, end = element.span()
            said = [index for first, last, quote, index in spans if quote and start <= first and last <= end]
            inside = [index for first, last, quote, index in spans if not quote and first <= start and end <= last]
            after = [index for first, _, quote, index in sorted(spans) if not quote and first >= end][:1]
            caption = [index for index in after if book.blocks[index].kind is BlockKind.CAPTION]
            yield from ((index, named) for index in (*said, *(inside or (caption if said else after))))


FINDERS: dict[str, Callable[[bytes, str, ReadOptions], Named]] = {
    "docx": _word,
    "pptx": _slides,
    "odt": _open_document,
    "epub": _book,
}
"""Format -> how its pictures are found."""
