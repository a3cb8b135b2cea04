"""HTML -> PDF by Typst: tagged (PDF/UA-1), no network, no dates, every run in its language, every sign to be seen.

The extra `pdf` brings Typst and PDFium, which are loaded when a PDF is made or read. The same page on a machine with
the same fonts gives the same bytes. The template, paper.typ, gets the page as data (sheet.py).
"""

import functools
import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from toolkit.bundles.interface import text_of
from toolkit.bundles.sheet import sheet
from toolkit.errors import MissingLibrary, ToolkitError

ATTACHED = "parallel.html"
"""Name of the attached page."""
LETTERS = {
    "ЁАБВабвеинортс": "fonts-dejavu-core or fonts-noto-core",
    "ҢңӨөҮү": "fonts-dejavu-core or fonts-noto-core",
    "的一是不了在人有我他这国中大来上": "fonts-noto-cjk",
    "aeinorst": "fonts-dejavu-core",
}
"""Letters without which no text of a language can be read -> the Debian packages that have them."""
_CHINESE = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC", "Noto Sans SC")
_SERIF = ("Noto Serif", "PT Serif", "DejaVu Serif", "Liberation Serif", "Libertinus Serif")
_SANS = ("Noto Sans", "DejaVu Sans", "Liberation Sans")
_CHINESE_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC")
FONTS: dict[str, dict[str, tuple[str, ...]]] = {
    "serif": {
        "": (*_SERIF, *_CHINESE),
        "zh-CN": (*_CHINESE, *_SERIF),
        "zh-TW": ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Noto Sans CJK TC", *_CHINESE, *_SERIF),
        "ja": ("Noto Serif CJK JP", "Noto Serif JP", "Noto Sans CJK JP", *_CHINESE, *_SERIF),
        "ko": ("Noto Serif CJK KR", "Noto Serif KR", "Noto Sans CJK KR", *_CHINESE, *_SERIF),
    },
    "sans": {
        "": (*_SANS, *_CHINESE_SANS, "Libertinus Serif"),
        "zh-CN": (*_CHINESE_SANS, *_SANS, "Libertinus Serif"),
    },
    "mono": {"": ("DejaVu Sans Mono", "Liberation Mono")},
}
"""Kind of face -> language as the PDF has it, "" for the rest -> families, the best first. Libertinus and DejaVu Sans
Mono come with Typst; signs that none of them has are looked for in every font of the machine."""
MARKS = ("Mn", "Mc", "Me", "Sk")
"""Categories of signs that belong to the letter before them: where no font has both, neither is shown."""
JOINED = frozenset("\u0e33\u0eb3")
"""Letters that do so as well (AM of Thai and Lao; UAX #29, SpacingMark)."""
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_PARTS = re.compile("<[^>]*>")
_JOINTS = re.compile(r'(?:</span>|</sup>)(?=<span class="(?:s|control)\b)|<span class="control"[^>]*>[^<]*</span>')
"""Where a line may end although no white space is there: between sentences, and at numbers that stand for a sign."""
_LONG = re.compile("[^\\s&;\u2e80-\uffef]{60,}")
_STEP = re.compile(".{8}(?=.)", re.DOTALL)
"""What no language calls a word, and its parts; no character reference is cut."""


def require() -> Any:
    """The module typst. Raises MissingLibrary."""
    try:
        import pypdfium2  # noqa: F401 - what is made is read back
        import typst
    except ImportError as error:
        raise MissingLibrary("PDF needs Typst and pypdfium2", "pdf") from error
    return typst


def pdf_of(page: str) -> bytes:
    """The page as a tagged PDF with itself attached; signs that no font has are shown as their numbers.

    Raises ToolkitError where letters are missing without which nothing can be read, or where Typst is.
    """
    numbers: set[str] = set()
    while True:
        data, missing = _made(numbered(page, numbers) if numbers else page)
        if not missing:
            return data
        new = missing - numbers
        missing = {sign for sign in new if sign in JOINED or unicodedata.category(sign) in MARKS} or missing
        missing = {sign for sign in missing if not sign.isascii()} or missing  # a figure joined to an emoji has a font
        _refuse_unreadable(missing)
        if missing <= numbers:
            raise ToolkitError(f"no font on this machine shows {' '.join(sorted(missing))}")
        numbers |= missing


def numbered(page: str, signs: set[str]) -> str:
    """The page with these signs as `U+1F600` wherever a reader would see them; what is read back stays the same."""
    found = re.compile(f"[{re.escape(''.join(sorted(signs)))}]")
    return _in_text(page, lambda text: found.sub(lambda sign: control(ord(sign.group())), text))


def control(number: int) -> str:
    """A character that cannot be shown, by its number."""
    return f'<span class="control" data-code="{number}">U+{number:04X}</span>'


def _breakable(page: str) -> str:
    """The page with an invisible place for a line to end here and there in words of hundreds of letters, which would
    take minutes to set otherwise.
    """
    page = _JOINTS.sub("\\g<0>\u200b", page)
    return _in_text(page, lambda text: _LONG.sub(lambda word: _STEP.sub("\\g<0>\u200b", word.group()), text))


def _in_text(page: str, change: Callable[[str], str]) -> str:
    """The page with the text between its tags changed."""
    start = page.index("<body")
    parts = [page[:start]]
    for match in _PARTS.finditer(page, start):
        parts += [change(page[start : match.start()]), match.group()]
        start = match.end()
    return "".join([*parts, page[start:]])


def _made(page: str) -> tuple[bytes, set[str]]:
    """The PDF, or nothing and the signs for which there was no glyph."""
    typst = require()
    data = sheet(_breakable(page))
    compiler = typst.Compiler(
        input=_template().encode(),
        font_paths=_faces(),
        sys_inputs={"page": json.dumps(data | {"fonts": _families(), "attached": ATTACHED}), "html": page},
    )
    try:
        return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0), set()
    except typst.TypstError as error:
        clusters = map(_unescaped, _MISSING.findall(error.diagnostic))
        missing = {sign for text in clusters for sign in text}
        if not missing:
            raise ToolkitError(f"Typst could not set the page: {error.message}") from error
        return b"", missing


def _template() -> str:
    return text_of("paper.typ")


@functools.cache
def _faces() -> Any:
    """The fonts of this machine and those that Typst brings; looking for them takes longer than a page."""
    return require().Fonts()


@functools.cache
def _families() -> dict[str, dict[str, list[str]]]:
    """FONTS, of those that are there."""
    there = set(_faces().families())
    return {
        kind: {lang: [name for name in names if name in there] for lang, names in by_language.items()}
        for kind, by_language in FONTS.items()
    }


def _unescaped(text: str) -> str:
    """A text as Typst quotes it in a message."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


def _refuse_unreadable(missing: set[str]) -> None:
    for letters, packages in LETTERS.items():
        lacking = [letter for letter in letters if letter in missing]
        if lacking:
            raise ToolkitError(
                f"no font on this machine has {' '.join(lacking)}, which the PDF needs; install one that does "
                f"(Debian: {packages})"
            )
