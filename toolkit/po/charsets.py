"""Character sets of catalogs: bytes <-> text, as the field Content-Type of the header names them."""

import codecs
import re

from toolkit.errors import CatalogError

UTF_8 = "UTF-8"
AS_UTF_8 = ("", "UTF-8", "UTF8", "CHARSET", "ASCII", "US-ASCII", "ANSI_X3.4-1968")
"""Names, in capitals, of what is read as UTF-8: of a template that nobody filled in too, and of letters alone."""
_NAMED = re.compile(rb"charset=([^\s\\\";]+)")
_HEADER = re.compile(
    rb'^[ \t]*msgid[ \t]*""[ \t]*[\r\n]*[ \t]*msgstr(.*?)(?=^[ \t]*(?:msg|#)|\Z)', re.MULTILINE | re.DOTALL
)
_COMMENT = re.compile(rb"#(?![.:,=|~])")
"""Where a translator's comment begins."""
_LATER = {"shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "big5": "cp950"}
"""Codec -> a wider one, tried where the first does not give the same bytes again."""
_LETTERS = bytes(range(0x20, 0x7F))


def charset_of(data: bytes) -> str:
    """The name that the header of a file has for its character set; empty where it has none."""
    header = _HEADER.search(data)
    named = _NAMED.search(header[1]) if header else None
    return named[1].decode("ascii", "replace") if named else ""


def codec_of(charset: str) -> str | None:
    """Python's codec of a character set; None where there is none in which a catalog could be written."""
    if charset.upper() in AS_UTF_8:
        return "utf-8"
    try:
        found = codecs.lookup(charset)
        if _LETTERS.decode(found.name) != _LETTERS.decode("ascii"):
            return None
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return None
    return found.name


def decoded(data: bytes, path: str) -> tuple[str, str]:
    """The text of a file, and how it names its character set. Raises CatalogError with the line."""
    charset = charset_of(data)
    codec = codec_of(charset)
    if codec is None:
        line = data.count(b"\n", 0, data.find(b"charset=" + charset.encode())) + 1
        raise CatalogError(
            f"the file is in {charset}, which is not known here; convert it with `msgconv -t UTF-8`",
            path=path, line=line,
        )  # fmt: skip
    wanted = UTF_8 if codec == "utf-8" else charset
    for name in (codec, *([_LATER[codec]] if codec in _LATER else [])):
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            failed = error
            continue
        if name == "utf-8":
            return text, UTF_8
        if text.encode(name, "replace") == data:
            return text, wanted if name == codec else name
        failed = UnicodeDecodeError(name, data, 0, 1, "two ways of writing it")
    if codec == "utf-8" and (text := _with_odd_comments(data)):
        return text, UTF_8
    line = data.count(b"\n", 0, failed.start) + 1
    if codec == "utf-8":
        told = f"byte 0x{data[failed.start]:02x} at offset {failed.start} is not UTF-8; save the file as UTF-8"
    else:
        told = (
            f"byte 0x{data[failed.start]:02x} at offset {failed.start} is not {charset}, which the header names; "
            "correct the name, or convert the file with `msgconv -t UTF-8`"
        )
    raise CatalogError(told, path=path, line=line)


def _with_odd_comments(data: bytes) -> str:
    """The text of a file in UTF-8 with translators' comments of before, in Latin-1, which programs never read.

    gettext's tools take such files. Empty where something else is not UTF-8.
    """
    lines = [_in_utf8(line) for line in data.split(b"\n")]
    return "" if None in lines else b"\n".join(line for line in lines if line is not None).decode()


def _in_utf8(line: bytes) -> bytes | None:
    """A line of such a file; None where it is neither UTF-8 nor a comment."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1").encode() if _COMMENT.match(line) else None
    return line


def encoded(text: str, charset: str) -> bytes | None:
    """The bytes of a file; None where the text has characters that the character set does not."""
    try:
        return text.encode(codec_of(charset) or "utf-8")
    except UnicodeEncodeError:
        return None
