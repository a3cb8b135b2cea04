"""PDF, as a source only: the text layer in reading order. A page is not set anew: translations are plain texts.

PDFium gives each character with its place and size; lines, columns, paragraphs and headings are told by those
(`pdf_layout.py`). Loaded when a PDF is read: the extra `pdf`.
"""

import ctypes
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.pdf_layout import paragraphs
from toolkit.documents.plain.pdf_regions import NOTE_SIGNS, SMALL, Page, Run
from toolkit.documents.plain.text import refuse_large
from toolkit.errors import DocumentError, install
from toolkit.languages import Language
from toolkit.segmentation import unwrap
from toolkit.units import Block, Code, Content, Document, content_of, flatten, plain

LARGEST = 200_000_000
"""Bytes of a file."""
MOST_PAGES = 5_000
MOST_CHARACTERS = 200_000
"""Of one page; a page of small print has 10,000."""
FARTHEST = 1e6
"""Points; the standard has pages of at most 14,400, and what stands nowhere is not seen."""
SECONDS = 120
"""How long the pages of one file may take."""
BOLD = 600
"""Weight of a font, as CSS counts it."""
NOTE = re.compile(r"(?:^|(?<=[.,;:!?…\"”’»)\]])|(?<=[^\W\d_]{3}))[" + NOTE_SIGNS + r"]{1,3}(?!\w)")
"""The mark of a note, and no exponent of a unit."""
BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF0A8, 0xF0D8, 0xF0FC, 0xF0FE, 0xF0E0, 0xF0E8, 0xF06C, 0xF06E, 0xF06F, 0xF071,
                     0xF075, 0xF076, 0xF0F0, 0xF09F))  # fmt: skip
"""What word processors set before items: signs of fonts of symbols, which have no other place in Unicode."""
SYMBOLS = re.compile(rb"symbol|dings", re.IGNORECASE)
"""In the name of such a font; in others, the same places have other signs."""
SPACES = " \t\u00a0\u2002\u2003\u2009"


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no PDF, is locked, has no text or more than documents have."""
    path = options.path or name
    refuse_large(data, path, LARGEST)
    pictures: list[int] = []
    pages = list(_pages(data, path, pictures))
    found, letters = paragraphs(pages)
    if not any(any(map(str.isalnum, one.text)) for one in found):
        raise DocumentError(
            "there is no text in this PDF, only pictures of it; let it be recognised first, as with: "
            f"ocrmypdf {PurePath(name).name} recognised.pdf",
            path=path,
        )
    blocks = [Block(one.kind, _marked(one.text), one.level, one.page) for one in found]
    kept = {"running heads": letters} if letters else {}
    return Document(
        PurePath(name).stem, "pdf", options.language, tuple(blocks), path=path, kept=kept, pictures=tuple(pictures)
    )


def _marked(text: str) -> Content:
    """The text, with the marks of notes as codes."""
    if not any(sign in text for sign in NOTE_SIGNS):
        return plain(text)
    parts: list[str | Code] = []
    end = 0
    for match in NOTE.finditer(text):
        parts += [text[end : match.start()], Code(str(len(parts)), "placeholder", match[0], short=False)]
        end = match.end()
    return content_of([*parts, text[end:]])


def rewrite(
    data: bytes, name: str, replacements: Mapping[int, Content], options: ReadOptions, target: Language | None = None
) -> bytes:
    """The text with blocks replaced, in UTF-8, a blank line between blocks; the file itself where nothing is new."""
    if not replacements and target is None:
        return data
    blocks = read(data, name, options).blocks
    texts = [flatten(replacements.get(index, block.content)) for index, block in enumerate(blocks)]
    return ("\n\n".join(unwrap(text.strip()) for text in texts) + "\n").encode()


def _pages(data: bytes, path: str, pictures: list[int]) -> Iterator[Page]:
    """Pages in order; those that have a picture and no text are put into `pictures`. Raises DocumentError."""
    try:
        import pypdfium2
    except ImportError as error:
        raise DocumentError(f"reading PDF needs pypdfium2: {install('pdf')}", path=path) from error
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error) or "ecurity" in str(error)
        said = "this PDF is locked; save it without its password" if locked else "this is no PDF, or it is damaged"
        raise DocumentError(said, path=path) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentError(f"this PDF has {len(pdf):,} pages; up to {MOST_PAGES:,} are read: split it", path=path)
        end = time.monotonic() + SECONDS
        for number in range(len(pdf)):
            if time.monotonic() > end:
                message = f"reading this PDF takes more than {SECONDS} seconds at page {number + 1}; split it"
                raise DocumentError(message, path=path)
            try:
                page = pdf[number]
                text = page.get_textpage()
            except pypdfium2.PdfiumError:
                pictures.append(number + 1)
                continue  # a damaged page has no text; the others have theirs
            try:
                runs = list(_runs(text, path, number + 1))
                if not runs and _has_picture(page):
                    pictures.append(number + 1)
                yield Page(number + 1, page.get_width(), page.get_height(), runs)
            finally:
                text.close()
                page.close()
    finally:
        pdf.close()


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None) is not None


def _runs(text: Any, path: str, page: int) -> Iterator[Run]:
    """What stands on one line without a gap, in the order of the file."""
    import pypdfium2.raw as pdfium

    handle, count = text.raw, text.count_chars()
    if count > MOST_CHARACTERS:
        message = f"page {page} has {count:,} characters; a page has up to {MOST_CHARACTERS:,}"
        raise DocumentError(message, path=path)
    box, origin_x, origin_y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    run: Run | None = None
    first = last = 0
    high = ""

    def ended(run: Run) -> Run:
        run.bold = _is_bold(handle, first) and _is_bold(handle, last)
        return run

    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        character = "-" if code in (2, 0xFFFE, 0x00AD, 0x2010) else chr(code)
        if 0xD800 <= code < 0xDC00:
            high = character
            continue
        if 0xDC00 <= code < 0xE000:
            character = (high + character).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        if is_bullet := code in BULLETS and SYMBOLS.search(_font(handle, index)) is not None:
            character = "•"
        if (code in (0, 10, 13) or not character.isprintable()) and character not in SPACES:
            continue
        if character in SPACES:
            if run is not None:
                run.text += " "
            continue
        if not pdfium.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            continue
        pdfium.FPDFText_GetCharOrigin(handle, index, ctypes.byref(origin_x), ctypes.byref(origin_y))
        size = abs(box.top - box.bottom) or pdfium.FPDFText_GetFontSize(handle, index) or 1.0
        base = origin_y.value
        if not all(-FARTHEST < one < FARTHEST for one in (box.left, box.right, base, size)):  # NaN is neither
            continue
        is_next = (
            run is not None
            and abs(run.base - base) < (0.5 if size < SMALL * run.size else 0.4) * max(run.size, size)
            and -0.5 * size < box.left - run.right < 1.2 * size
        )
        if run is None or not is_next:
            if run is not None and run.text.strip():
                yield ended(run)
            run, first, last = Run(character, box.left, box.right, base, size), index, index
            continue
        if is_bullet:  # among words, it is another sign
            continue
        if box.left - run.right > 0.18 * size and not run.text.endswith(" ") and not _unspaced(run.text[-1], character):
            run.text += " "
        run.add(character, box.right, base, size)
        last = index
    if run is not None and run.text.strip():
        yield ended(run)


def _is_bold(handle: Any, place: int) -> bool:
    """Whether a character is bold by the weight of its font, or by its name where that is all there is."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(handle, place) >= BOLD:
        return True
    return b"bold" in _font(handle, place).lower()


def _font(handle: Any, place: int) -> bytes:
    """The name of the font of a character."""
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(100)
    pdfium.FPDFText_GetFontInfo(handle, place, name, len(name), None)
    return name.value


def _unspaced(one: str, other: str) -> bool:
    return min(one, other) > "\u2e80"
