"""What a reader sees of a PDF, by PDFium: the text of each language, from the glyphs of its pages.

Texts are compared as a reader would: composed (NFKC), any white space as one space, and without what cannot be seen.
A line or a change of font may end between any two characters. Letters of scripts whose glyphs stand in another order
than their characters are left to the attachment; of sentences with right-to-left letters the signs are compared
without their order.
"""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.errors import BundleError

SIMPLE = {
    "LATIN", "CYRILLIC", "GREEK", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "ARMENIAN",
    "GEORGIAN", "MODIFIER", "SCRIPT", "DOUBLE-STRUCK", "FEMININE", "MASCULINE",
}  # fmt: skip
"""First word of a letter's name in Unicode: scripts in which a letter is a glyph, in the order of the text."""
SAME = (
    "-‐‑‒–−", "·•‧・∙⋅", "…⋯", "`‵", "/∕⁄", "~〜", "戶户戸", "郞郎", "⓪⓿🄌🄋", "1➀", "2➁", "3➂", "4➃", "5➄", "6➅",
    "7➆", "8➇", "9➈", "❶➊", "❷➋", "❸➌", "❹➍", "❺➎", "❻➏", "❼➐", "❽➑", "❾➒", "❿➓", "➡⮕",
)  # fmt: skip
"""Signs that share a glyph in fonts that are common (Noto CJK, Liberation), so that a PDF cannot tell them apart."""
FOLDED = {ord(other): group[0] for group in SAME for other in group[1:]}
PALE = 210
"""Of 255: lighter ink is none on white paper."""
BREAK = "\0"
"""In a text that was found: the end of a line or of a run of one font; white space may have gone there."""


def texts(data: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    """(language tag -> what is shown in the parts of the pages' main matter that have it, name -> attached file).

    What belongs to no language has the tag "". Raises BundleError where the file cannot be read.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BundleError(f"this is no PDF file, or it is damaged: {error}") from error
    try:
        found: dict[str, list[str]] = {}
        for number in range(len(pdf)):
            for tag, text in _page(pdf[number]):
                found.setdefault(tag, []).append(text)
        attached = {}
        for index in range(pdf.count_attachments()):
            attachment = pdf.get_attachment(index)
            attached[attachment.get_name()] = bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        raise BundleError(f"this PDF file is damaged: {error}") from error
    finally:
        pdf.close()
    return {tag: BREAK.join(parts) for tag, parts in found.items()}, attached


def turns(text: str) -> bool:
    """Whether letters of a text stand from right to left."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL", "AN", "RLO", "LRO") for sign in text)


def disagreement(expected: Sequence[str], found: str, *, mirrored: bool = False) -> int | None:
    """Index of the first sentence that is not what was found, or None; one more than there are for what is too much.

    `mirrored`: some text of the file is turned, so that `(` and `)`, which then are drawn by each other's glyph,
    cannot be told apart in it.
    """
    signs = _found_signs(found)
    at = 0
    for index, sentence in enumerate(expected):
        wanted = _signs(sentence)
        part = signs[at : at + len(wanted)]
        at += len(wanted)
        if len(part) != len(wanted):
            return index
        if mirrored:
            wanted, part = [[(_unmirrored(sign), before) for sign, before in both] for both in (wanted, part)]
        if turns(sentence):
            if sorted(sign for sign, _ in wanted) != sorted(sign for sign, _ in part):
                return index
        elif not all(_agree(*pair) for pair in zip(wanted, part, strict=True)):
            return index
    return None if at == len(signs) else len(expected)


Sign = tuple[str, str]
"""(a character, what stands before it: "" nothing, " " white space, BREAK an end of a line or run)."""


def _signs(text: str) -> list[Sign]:
    signs: list[Sign] = []
    before = ""
    for character in unicodedata.normalize("NFKC", text.translate(FOLDED)).translate(FOLDED):
        if character == BREAK or character.isspace():
            before = BREAK if BREAK in (before, character) else " "
        elif _is_seen(character):
            signs.append((character, before))
            before = ""
    return signs


def _found_signs(text: str) -> list[Sign]:
    return _signs(BREAK + text.replace("\x02", "-"))  # what PDFium has for a hyphen at the end of a line


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    if category[0] in "CM":
        return False
    if category[0] != "L":
        return True
    return unicodedata.name(character, "").split()[:1] != [] and _script(character) in SIMPLE


def _script(character: str) -> str:
    return unicodedata.name(character, " ").split(maxsplit=1)[0]


def _agree(wanted: Sign, found: Sign) -> bool:
    """Whether a sign is the same, with white space before it where there must be some."""
    return wanted[0] == found[0] and (found[1] == BREAK or wanted[1] == found[1])


def _unmirrored(character: str) -> str:
    return "(" if unicodedata.mirrored(character) else character


def _page(page: Any) -> Iterator[tuple[str, str]]:
    """(language tag, what is shown) of the parts of a page's main matter."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    size = page.get_size()
    runs: dict[int, list[str]] = {}
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        found = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_TEXT and _is_drawn(found, size):
            shown = _utf16(pdfium.FPDFTextObj_GetText, found, text)
            runs.setdefault(pdfium.FPDFPageObj_GetMarkedContentID(found), []).append(shown)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _part(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), runs, "", main=False)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _is_drawn(text: Any, size: tuple[float, float]) -> bool:
    """Whether a run of text is in ink, neither white nor transparent, and on the paper."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFTextObj_GetTextRenderMode(text) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return False
    ink = [ctypes.c_uint() for _ in range(4)]
    if pdfium.FPDFPageObj_GetFillColor(text, *ink):
        *colour, alpha = (part.value for part in ink)
        if min(colour) > PALE or alpha < 255 - PALE:
            return False
    box = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(text, *box):
        return True  # white space alone has none
    left, bottom, right, top = (side.value for side in box)
    return right > 0 and top > 0 and left < size[0] and bottom < size[1]


def _part(part: Any, runs: dict[int, list[str]], tag: str, *, main: bool) -> Iterator[tuple[str, str]]:
    """The parts below one of the structure tree; `main` within <main>, `tag` within a paragraph of a language."""
    import pypdfium2.raw as pdfium

    kind = _utf16(pdfium.FPDF_StructElement_GetType, part)
    if kind == "THead":
        return
    if main:
        tag = tag or _utf16(pdfium.FPDF_StructElement_GetLang, part)
    for number in range(pdfium.FPDF_StructElement_CountChildren(part)):
        marked = pdfium.FPDF_StructElement_GetChildMarkedContentID(part, number)
        if marked >= 0:
            if main:
                yield tag, BREAK.join(runs.get(marked, []))
            continue
        child = pdfium.FPDF_StructElement_GetChildAtIndex(part, number)
        if child:
            yield from _part(child, runs, tag, main=main or kind == "Part")


def _utf16(function: Any, *arguments: Any) -> str:
    """What a function of PDFium writes into a buffer: UTF-16, of which it says the length when asked without one."""
    size = function(*arguments, None, 0)
    if size <= 0:
        return ""
    buffer = ctypes.create_string_buffer(2 * size)
    function(*arguments, ctypes.cast(buffer, function.argtypes[len(arguments)]), size)
    return buffer.raw.decode("utf-16-le", "surrogatepass").partition("\0")[0]
