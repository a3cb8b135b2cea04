"""Bytes of a web page or of Markdown <-> text: byte order marks, the encoding that a page declares, sizes, NULs."""

import codecs
import re

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain import text as plain_text
from toolkit.errors import DocumentError

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""In the order in which they are looked for: that of UTF-32 begins like one of UTF-16."""
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
DECLARED_WITHIN = 4096
"""Bytes of a page that are searched for its declaration; browsers search 1,024."""
BROWSERS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf-16": "utf-8", "utf-16le": "utf-8", "utf8": "utf-8",
    "windows-874": "cp874", "x-sjis": "cp932", "shift_jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "x-mac-cyrillic": "mac_cyrillic", "macintosh": "mac_roman", "big5": "big5hkscs",
}  # fmt: skip
"""Names that browsers read as another encoding than they say (Encoding Standard, section 4.2)."""


NO_PAGE = frozenset({"idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape",
                     "undefined", "utf-7"})  # fmt: skip
"""Encodings of Python that no browser knows: what a page says that it is in one of these is not believed."""


def decode(data: bytes, name: str, options: ReadOptions, *, most: int, declared: bool = True) -> tuple[str, bytes, str]:
    """(text, byte order mark, encoding). An encoding that `options` names, other than UTF-8, is believed first.

    Raises DocumentError for more than `most` bytes, for wrong bytes and for NUL characters; ProjectError.
    """
    path = options.path or name
    plain_text.refuse_large(data, path, most)
    mark, encoding = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", options.encoding))
    if not mark and declared and codecs_name(options.encoding) == "utf-8":
        encoding = declared_encoding(data) or options.encoding
    text = plain_text.decode(data[len(mark) :], name, ReadOptions(options.language, encoding, options.path))
    plain_text.refuse_nul(text, path)
    return text, mark, encoding


def marked_encoding(data: bytes, encoding: str) -> str:
    """The encoding that a byte order mark says, where no other than UTF-8 was named; the text begins with the mark."""
    if codecs_name(encoding) != "utf-8":
        return encoding
    return next((name for mark, name in WIDE_MARKS if data.startswith(mark)), encoding)


def encode(
    text: str, source: str, data: bytes, mark: bytes, encoding: str, path: str, *, references: bool = False
) -> bytes:
    """The new text in the encoding of the old one. `references`: what the encoding lacks becomes `&#1234;`.

    Raises DocumentError where the encoding lacks a character, or cannot give the bytes of the source text again.
    """
    if encoding not in ("utf-8", "utf-16-le", "utf-16-be") and source.encode(encoding) != data[len(mark) :]:
        raise DocumentError(f"its {encoding} bytes cannot be written again exactly; save the file as UTF-8", path=path)
    try:
        return mark + text.encode(encoding, "xmlcharrefreplace" if references else "strict")
    except UnicodeEncodeError as error:
        lacking = error.object[error.start]
        raise DocumentError(
            f"the encoding {encoding} has no {lacking!r}; save the file as UTF-8 first", path=path
        ) from error
    except UnicodeError as error:
        raise DocumentError(f"this cannot be written as {encoding}; save the file as UTF-8", path=path) from error


def declared_encoding(data: bytes) -> str:
    """What a page says of itself, as Python names it; empty where it says nothing that Python knows."""
    match = DECLARED.search(data[:DECLARED_WITHIN])
    if not match:
        return ""
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    name = codecs_name(BROWSERS.get(label, label))
    return name if plain_text.is_encoding(name) and name not in NO_PAGE else ""


def codecs_name(label: str) -> str:
    """Python's name of an encoding; the label itself where Python has none."""
    try:
        found = codecs.lookup(label).name
    except LookupError:
        return label
    return found
