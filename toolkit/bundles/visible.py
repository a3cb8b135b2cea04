"""What a reader sees of a PDF, by PDFium: the text of each cell with its languages, from the glyphs of its pages.

Texts are compared as a reader would: composed (NFKC), any white space as one space, and without what cannot be seen.
A line or a change of font may end between any two characters. Letters of scripts whose glyphs stand in another order
than their characters are left to the attachment; of cells with right-to-left letters the signs are compared without
their order.
"""

import ctypes
import itertools
import re
import unicodedata
from collections import Counter
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
FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters and signs by category that show nothing."""
REPEATED = re.compile(
    "(\\S[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0951-\u0954\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe2f\U0001f3fb-\U0001f3ff]+)(?:\0?\\1)+"
)
"""A letter with marks more than once: where the marks are glyphs of their own, PDFium gives the whole for each."""
PALE = 210
"""Of 255: lighter ink is none on white paper."""
CONTAINERS = {"Document", "Table", "TBody", "TR"}
"""Parts of the structure tree that cells are in."""
BREAK = "\0"
"""In a text that was found: the end of a line or of a run of one font; white space may have gone there."""


Run = tuple[str, str]
"""(language tag as the PDF has it, a text)."""


def cells(data: bytes) -> tuple[list[list[Run]], dict[str, bytes]]:
    """(the cells of the pages' main matter in their order, each as runs that are seen; name -> attached file).

    A cell is a cell of the table, or a paragraph that stands in no table; lists, in which the marks are explained, and
    the head of the table are no main matter. A cell that goes over several pages is one. Raises BundleError where the
    file cannot be read.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BundleError(f"this is no PDF file, or it is damaged: {error}") from error
    try:
        spoken = _utf16(pdfium.FPDFCatalog_GetLanguage, pdf)
        found: dict[Path, list[Run]] = {}
        for number in range(len(pdf)):
            for path, run in _page(pdf[number], spoken):
                found.setdefault(path, []).append(run)
        attached = {}
        for index in range(pdf.count_attachments()):
            attachment = pdf.get_attachment(index)
            attached[attachment.get_name()] = bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        raise BundleError(f"this PDF file is damaged: {error}") from error
    finally:
        pdf.close()
    return [runs for _, runs in sorted(found.items())], attached


def turns(text: str) -> bool:
    """Whether letters of a text stand from right to left."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL", "AN", "RLO", "LRO") for sign in set(text))


def disagreement(
    expected: Sequence[Sequence[Run]], found: Sequence[Run], *, mirrored: bool = False, turned: bool = False
) -> int | None:
    """Index of the first sentence of a cell that is not what was found, in the language in which it was found, or
    None; one more than there are for what is too much.

    `mirrored`: some text of the file is turned, so that `(` and `)`, which then are drawn by each other's glyph,
    cannot be told apart in it. `turned`: the cell is written from right to left, so that order says nothing.
    """
    signs = _signs([("", BREAK), *found], found=True)
    wanted = [_signs(sentence) for sentence in expected]
    if mirrored:
        signs = [_unmirrored(sign) for sign in signs]
        wanted = [[_unmirrored(sign) for sign in sentence] for sentence in wanted]
    if turned or any(turns(text) for sentence in expected for _, text in sentence):
        rest = Counter((sign, tag) for sign, _, tag in signs)
        for index, sentence in enumerate(wanted):
            rest.subtract((sign, tag) for sign, _, tag in sentence)
            if any(number < 0 for number in rest.values()):
                return index
        return len(expected) if rest.total() else None
    at = 0
    for index, sentence in enumerate(wanted):
        part = signs[at : at + len(sentence)]
        at += len(sentence)
        if len(part) != len(sentence) or not all(_agree(*pair) for pair in zip(sentence, part, strict=True)):
            return index
    return None if at == len(signs) else len(expected)


def is_seen(runs: Sequence[Run]) -> bool:
    """Whether there is any sign in the runs that could be compared."""
    return any(_SIGN.search(_plain(text)) for _, text in runs)


Sign = tuple[str, str, str]
"""(a character, what stands before it: "" nothing, " " white space, BREAK an end of a line or run; its language)."""
_SIGN = re.compile("([ \0]*)([^ \0])")


def _signs(runs: Sequence[Run], *, found: bool = False) -> list[Sign]:
    signs: list[Sign] = []
    before = ""
    for tag, group in itertools.groupby(runs, key=lambda run: run[0]):
        text = (BREAK if found else "").join(part for _, part in group)
        if found:
            text = text.replace("\x02", "-")  # what PDFium has for a hyphen at the end of a line
        plain = before + _plain(REPEATED.sub("\\1", text))
        signs += [(sign, blank and (BREAK if BREAK in blank else " "), tag) for blank, sign in _SIGN.findall(plain)]
        before = plain[len(plain.rstrip(" \0")) :] + (BREAK if found else "")
    return signs


def _plain(text: str) -> str:
    """The text composed, with one sign for those that look alike, and blanks or nothing for those that are not seen."""
    return unicodedata.normalize("NFKC", text.translate(FOLDED)).translate(_SEEN)


class _Seen(dict[int, str]):
    """Character -> what is compared of it; worked out once for each."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        blank = " " if character.isspace() else ""
        shown = character if not blank and (character == BREAK or _is_seen(character)) else blank
        self[number] = FOLDED.get(number, shown)
        return self[number]


_SEEN = _Seen()


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    if category[0] in "CM" or character in FILLERS:
        return False
    if category[0] != "L":
        return True
    return unicodedata.name(character, "").split()[:1] != [] and _script(character) in SIMPLE


def _script(character: str) -> str:
    return unicodedata.name(character, " ").split(maxsplit=1)[0]


def _agree(wanted: Sign, found: Sign) -> bool:
    """Whether a sign is the same in the same language, with white space before it where there must be some."""
    return wanted == found or (found[1] == BREAK and wanted[::2] == found[::2])


def _unmirrored(sign: Sign) -> Sign:
    return ("(", *sign[1:]) if unicodedata.mirrored(sign[0]) else sign


_TURNED = re.compile("[\udc00-\udfff][\ud800-\udbff]")
"""Halves of a sign in the other order, as PDFium has them beside right-to-left letters."""


def _turned(halves: "re.Match[str]") -> str:
    return halves[0][::-1].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


Path = tuple[int, ...]
"""The place of a part in the structure tree: which child of which child."""


def _page(page: Any, spoken: str) -> Iterator[tuple[Path, Run]]:
    """(cell, what is shown of it) of a page's main matter; `spoken`: the language of what has none of its own."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    size = page.get_size()
    runs: dict[int, list[Run]] = {}
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        found = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_TEXT and _is_drawn(found, size):
            shown = _utf16(pdfium.FPDFTextObj_GetText, found, text)
            runs.setdefault(pdfium.FPDFPageObj_GetMarkedContentID(found), []).append((_marked(found), shown))
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _part(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), runs, spoken, (number,), None)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marked(text: Any) -> str:
    """The language that a run of text has of its own, or nothing."""
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(64)
    size = ctypes.c_ulong()
    into = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    for number in range(pdfium.FPDFPageObj_CountMarks(text)):
        mark = pdfium.FPDFPageObj_GetMark(text, number)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", into, len(buffer), size):
            return buffer.raw[: size.value].decode("utf-16-le").partition("\0")[0]
    return ""


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


def _part(part: Any, runs: dict[int, list[Run]], tag: str, path: Path, cell: Path | None) -> Iterator[tuple[Path, Run]]:
    """What is shown below a part of the structure tree; `cell` is the cell that it is in."""
    import pypdfium2.raw as pdfium

    kind = _utf16(pdfium.FPDF_StructElement_GetType, part)
    if cell is None and kind in ("THead", "TH", "L"):
        return
    if cell is None and kind not in CONTAINERS:
        cell = path
    tag = _utf16(pdfium.FPDF_StructElement_GetLang, part) or tag
    for number in range(pdfium.FPDF_StructElement_CountChildren(part)):
        marked = pdfium.FPDF_StructElement_GetChildMarkedContentID(part, number)
        if marked >= 0:
            for own, text in runs.get(marked, ()):
                yield cell or path, (own or tag, text)
            continue
        child = pdfium.FPDF_StructElement_GetChildAtIndex(part, number)
        if child:
            yield from _part(child, runs, tag, (*path, number), cell)


def _utf16(function: Any, *arguments: Any) -> str:
    """What a function of PDFium writes into a buffer: UTF-16, of which it says how many bytes there are; asked again
    only where the buffer was too small, since asking for a run of text goes through its page each time.
    """
    size = 1024
    while True:
        buffer = ctypes.create_string_buffer(size)
        needed = function(*arguments, ctypes.cast(buffer, function.argtypes[len(arguments)]), size)
        if needed <= size:
            shown = buffer.raw[:needed].decode("utf-16-le", "surrogatepass").partition("\0")[0]
            return _TURNED.sub(_turned, shown)
        size = needed
