"""HTML -> PDF by WeasyPrint: no network, no dates, every part tagged with its language, every sign a reader can see.

The extra `pdf` brings WeasyPrint and PDFium, which are loaded when a PDF is made or read. The same page on a machine
with the same fonts gives the same bytes.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolkit.errors import ToolkitError

INSTALL = 'PDF needs WeasyPrint and pypdfium2: pip install "toolkit-translate[pdf]"'
PANGO = (
    "WeasyPrint finds no Pango on this machine; install it with the system's packages "
    "(Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
)
DATE = datetime.datetime(1980, 1, 1, tzinfo=datetime.timezone.utc)
"""Of the attached page; as in the zip files of a bundle, no time of day."""
ATTACHED = "parallel.html"
"""Name of the attached page."""
LETTERS = {
    "ЁАБВабвеинортс": "fonts-dejavu-core or fonts-noto-core",
    "ҢңӨөҮү": "fonts-dejavu-core or fonts-noto-core",
    "的一是不了在人有我他这国中大来上": "fonts-noto-cjk",
    "aeinorst": "fonts-dejavu-core",
}
"""Letters without which no text of a language can be read -> the Debian packages that have them."""
_PARTS = re.compile("<[^>]*>")
_JOINTS = re.compile(r'(?:</span>|</sup>)(?=<span class="(?:s|control)\b)|<span class="control"[^>]*>[^<]*</span>')
"""Where a line may end although no white space is there: between sentences, and at numbers that stand for a sign."""
_LONG = re.compile("[^\\s&;\u2e80-\uffef]{60,}")
_STEP = re.compile(".{8}(?=.)", re.DOTALL)
"""What no language calls a word, and its parts; no character reference is cut."""


def require() -> Any:
    """WeasyPrint. Raises ToolkitError that says what to install where it, or what it needs, is missing."""
    try:
        import pypdfium2  # noqa: F401 - what is made is read back
        import weasyprint
    except ImportError as error:
        raise ToolkitError(INSTALL) from error
    except OSError as error:  # what WeasyPrint says where a system library is missing fills a screen
        raise ToolkitError(PANGO) from error
    return weasyprint


def pdf_of(page: str) -> bytes:
    """The page as a tagged PDF with itself attached; signs that no font has are shown as their numbers.

    Raises ToolkitError where letters are missing without which nothing can be read, or where WeasyPrint is.
    """
    data, missing = _made(page)
    if missing:
        _refuse_unreadable(missing)
        data, missing = _made(numbered(page, missing))
    assert not missing, missing
    return data


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
    """The PDF, and the signs for which there was no glyph."""
    weasyprint = require()
    attachment = weasyprint.Attachment(
        string=page, name=ATTACHED, relationship="Source", created=DATE, modified=DATE,
        description="The page that this file was made of",
    )  # fmt: skip
    document = weasyprint.HTML(string=_breakable(page), url_fetcher=_refused).render(pdf_tags=True)
    data: bytes = document.write_pdf(pdf_tags=True, attachments=[attachment], finisher=_languages)
    return data, {chr(number) for font in document.fonts.values() for number in font.missing}


def _refused(address: str, *_: object, **__: object) -> Mapping[str, Any]:
    """Fetches nothing: the page has all it needs in itself."""
    raise ValueError(f"a page of a bundle asks for nothing: {address[:80]}")


def _refuse_unreadable(missing: set[str]) -> None:
    for letters, packages in LETTERS.items():
        lacking = [letter for letter in letters if letter in missing]
        if lacking:
            raise ToolkitError(
                f"no font on this machine has {' '.join(lacking)}, which the PDF needs; install one that does "
                f"(Debian: {packages})"
            )


def _languages(document: Any, pdf: Any) -> None:
    """Tags every part of the structure tree with the language that its element has in the page."""
    import pydyf

    tags = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"]
    boxes = [None, *(box for page in document.pages for box in _boxes(page._page_box))]
    if len(tags) != len(boxes):
        raise ToolkitError(f"this version of WeasyPrint tags pages in another way; {INSTALL}")
    for tag, box in zip(tags, boxes, strict=True):
        element = None if box is None else box.element
        if element is not None and box.element_tag == element.tag and element.get("lang"):
            tag["Lang"] = pydyf.String(element.get("lang"))


def _boxes(box: Any) -> Iterator[Any]:
    """The box of each part of the structure tree, in the order in which WeasyPrint makes the parts; None of a text."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.PageBox | boxes.MarginBox) or box.element_tag in ("html", "body"):
        for child in box.children:
            yield from _boxes(child)
        return
    yield box
    children = box.children if isinstance(box, boxes.ParentBox) else []
    if box.element_tag == "table" and getattr(box, "is_table_wrapper", False) and box.get_wrapped_table():
        table = box.get_wrapped_table()
        children = [inner for child in children for inner in (child.children if child is table else [child])]
    for child in children:
        for part in child.children if isinstance(child, boxes.LineBox) else [child]:
            if isinstance(part, boxes.TextBox):
                yield None
            else:
                yield from _boxes(part)
