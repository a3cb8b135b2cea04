"""Files that people have and no reader takes: what to make of them first, by the ending of their name.

And texts without a name: what they are, by their first bytes.
"""

import io
import re
from pathlib import PurePath
from shlex import quote

_OFFICE = "save it as {0} in the program that made it, or run: soffice --headless --convert-to {1} {2}"
_SCAN = "a picture has no text: let it be recognised first, as with: tesseract {0} {1} -l eng"

ELSEWHERE: dict[str, tuple[str, str]] = {
    ".doc": (_OFFICE, "docx"),
    ".dot": (_OFFICE, "docx"),
    ".rtf": (_OFFICE, "docx"),
    ".wps": (_OFFICE, "docx"),
    ".sxw": (_OFFICE, "odt"),
    ".fodt": (_OFFICE, "odt"),
    ".pages": ("export it as Word (.docx) from Pages: File, Export To", ""),
    ".gdoc": ("this is only a link; download the document itself as .docx: File, Download", ""),
    ".djvu": ("take its bare text: djvutxt {0} {1}.txt", ""),
    ".mobi": ("make an .epub of it, as with: ebook-convert {0} {1}.epub", ""),
    ".azw3": ("make an .epub of it, as with: ebook-convert {0} {1}.epub", ""),
    ".fb2": ("make an .epub of it, as with: ebook-convert {0} {1}.epub", ""),
    ".ppt": (_OFFICE, "pptx"),
    ".xls": (_OFFICE, "xlsx"),
    ".opf": ("it lists what a book is made of; name the book (.epub), or the .xml of a DAISY book", ""),
    ".ncx": ("it is the contents of a book; name the book (.epub), or the .xml of a DAISY book", ""),
    ".tmx": ("`toolkit import {0}` takes translations from it", ""),
    ".tsv": ("`toolkit import {0}` takes translations from it", ""),
    ".jsonl": ("`toolkit import {0}` takes translations from it", ""),
    ".mo": ("this is compiled; name the .po that it was made from", ""),
    ".zip": ("unpack it, and name the files or the folder", ""),
    ".argosmodel": ("`toolkit packages install {0}` installs it", ""),
    ".url": ("this is only a link; save the page as .html", ""),
    ".webloc": ("this is only a link; save the page as .html", ""),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic", ".webp", ".bmp", ".gif"), (_SCAN, "")),
    **dict.fromkeys(
        (".mp4", ".mkv", ".avi", ".mov", ".mp3", ".wav", ".m4a"),
        ("a recording has no text; name its subtitles (.srt, .vtt)", ""),
    ),
}
"""Ending -> (what to do, with places for what is converted; the ending to convert into, for office formats)."""


def advice(name: str) -> str:
    """What to do with a file of this name that no reader takes; empty where nothing better than the list is known."""
    path = PurePath(name)
    words, target = ELSEWHERE.get(path.suffix.lower(), ("", ""))
    if target:
        return words.format(f".{target}", target, quote(path.name))
    return words.format(quote(path.name), quote(path.stem))


BEGINNINGS: tuple[tuple["re.Pattern[bytes]", str], ...] = (
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), ".doc"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html[\s>])", re.IGNORECASE | re.DOTALL), ".html"),
    (re.compile(rb"\s*<\?xml[^>]{0,200}\?>\s*<xliff\b", re.IGNORECASE), ".xliff"),
    (re.compile(rb"WEBVTT\b"), ".vtt"),
    (re.compile(rb"\s*\d{1,6}\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> "), ".srt"),
    (re.compile(rb'(?:\s*#[^\n]{0,2000}\n)*\s*msgid "'), ".po"),
)
"""How files of other formats than plain text begin, and the ending of their names."""
BINARY = frozenset({".pdf", ".doc", ".rtf", ".zip", ".docx", ".pptx", ".xlsx", ".odt", ".epub"})
"""Those of them that are nothing a person could read as it stands."""
_LOOKED_AT = 16_384
"""Bytes at the beginning of a text."""
_PARTS = {"word/": ".docx", "ppt/": ".pptx", "xl/": ".xlsx"}
_MEDIA = {b"application/epub+zip": ".epub", b"application/vnd.oasis.opendocument": ".odt"}


def ending_of(data: bytes) -> str:
    """The ending that the name of a file with these bytes would have; empty where it may well be plain text."""
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PK\x03\x04"):
        return _inside(data)
    return next((ending for pattern, ending in BEGINNINGS if pattern.match(head)), "")


def _inside(data: bytes) -> str:
    """The ending of an archive, by the names of its parts or its media type."""
    import zipfile  # nearly all that is looked at is text

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        names = []
    if kind := next((kind for start, kind in _PARTS.items() if any(name.startswith(start) for name in names)), ""):
        return kind
    return next((ending for medium, ending in _MEDIA.items() if medium in data[:200]), ".zip")
