"""Files that people have and no reader takes: what to make of them first, by the ending of their name."""

from pathlib import PurePath
from shlex import quote

_OFFICE = "save it as {} in the program that made it, or run: soffice --headless --convert-to {} {}"
_SCAN = "a picture has no text: let it be recognised first, as with: tesseract {} {} -l eng"

ELSEWHERE: dict[str, tuple[str, str]] = {
    ".doc": (_OFFICE, "docx"),
    ".dot": (_OFFICE, "docx"),
    ".rtf": (_OFFICE, "docx"),
    ".wps": (_OFFICE, "docx"),
    ".sxw": (_OFFICE, "odt"),
    ".fodt": (_OFFICE, "odt"),
    ".pages": ("export it as Word (.docx) from Pages: File, Export To", ""),
    ".gdoc": ("this is only a link; download the document itself as .docx: File, Download", ""),
    ".djvu": ("take its bare text: djvutxt {} {}.txt", ""),
    ".mobi": ("make an .epub of it, as with: ebook-convert {} {}.epub", ""),
    ".azw3": ("make an .epub of it, as with: ebook-convert {} {}.epub", ""),
    ".fb2": ("make an .epub of it, as with: ebook-convert {} {}.epub", ""),
    ".ppt": (_OFFICE, "pptx"),
    ".xls": (_OFFICE, "xlsx"),
    ".tmx": ("`toolkit import {}` takes translations from it", ""),
    ".tsv": ("`toolkit import {}` takes translations from it", ""),
    ".jsonl": ("`toolkit import {}` takes translations from it", ""),
    ".mo": ("this is compiled; name the .po that it was made from", ""),
    ".zip": ("unpack it, and name the files or the folder", ""),
    ".argosmodel": ("`toolkit packages install {}` installs it", ""),
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
