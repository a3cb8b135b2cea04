"""Plain text: a title, a metadata line, headings, paragraphs, list items and page furniture, split at blank lines.

Nothing is normalised: a block is a slice of the decoded text, so that everything between blocks (blank lines, BOM,
CRLF, a missing final newline) goes back as it was. `<!-- toolkit:skip -->` before a paragraph leaves it out,
`<!-- toolkit:note … -->` tells its translators something.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.documents.options import ReadOptions
from toolkit.errors import DocumentError, ProjectError
from toolkit.languages import Language
from toolkit.units import Block, BlockKind, Code, Content, Document, apart, content_of, flatten, plain

if TYPE_CHECKING:
    from toolkit.documents.markup.inline_codes import Inline

LARGEST = 64_000_000
"""Bytes of a text; fifteen times the Bible. Reading and splitting takes about seven times as much memory."""
NEAR = 200
"""Characters behind a text that a code in it may end in."""
CODE = re.compile(
    r"[{}]|</?[%?\#@]|\[[%\#\[(=@/]|[$\#@*]!?\{|\$!?\S|\\[(\[]|@[A-Za-z(*]|\#(?:if|elseif|else|end|foreach|set|parse|macro)\b"
    r"|\n[ \t]*(?:await|bool|break|case|continue|decimal|default|double|int|return|string|var)\b"
)
"""What every code of a template engine or formula has, so that a text without it has none."""
COMMENT = re.compile(r"<!--\s*toolkit:(skip|note)\b((?:(?!-->)[^\r\n])*)-->\s*")
"""On a line before a paragraph: the paragraph is left out, or its translators are told something."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError where `data` is too large, holds a NUL, or is not in the encoding that `options` names."""
    path = options.path or name
    refuse_large(data, path, LARGEST)
    text = decode(data, name, options)
    refuse_nul(text, path)
    return parse(text, name, options)


def refuse_large(data: bytes, path: str, most: int) -> None:
    """Raises DocumentError for more than `most` bytes."""
    if len(data) > most:
        raise DocumentError(
            f"this is {len(data) / 1e6:,.0f} MB, and such documents are read up to {most / 1e6:,.0f} MB; split it",
            path=path,
        )


def refuse_nul(text: str, path: str) -> None:
    """Raises DocumentError, with the line, where a text holds a NUL."""
    if (place := text.find("\0")) >= 0:
        raise DocumentError(
            "there is a NUL character, which no text has; this is another kind of file, or UTF-16: name its encoding "
            "with --encoding",
            path=path,
            line=text.count("\n", 0, place) + 1,
        )


def parse(text: str, name: str, options: ReadOptions) -> Document:
    """The document in text that is decoded already."""
    blocks: list[Block] = []
    skip, note = False, ""
    may_have_codes = CODE.search(text) is not None
    from toolkit.documents.plain.layout import layout  # string files only decode their bytes here

    for span in layout(text, options.sentences):
        start, line = span.start, span.line
        while comment := COMMENT.match(text, start, span.end):
            if comment[1] == "skip":
                skip = True
            else:
                note = comment[2].strip()
            own = plain(comment.group().rstrip())
            blocks.append(Block(BlockKind.FURNITURE, own, line=line, translatable=False, start=start, note="comment"))
            line += text.count("\n", start, comment.end())
            start = comment.end()
        if start < span.end:
            kept = span.kind is BlockKind.FURNITURE
            content = plain(text[start : span.end]) if kept or not may_have_codes else coded(text, start, span.end)
            said = "code" if span.code else "" if kept else "skip" if skip else note
            blocks.append(Block(span.kind, content, line=line, translatable=not (kept or skip), start=start, note=said))
            skip, note = False, ""
    return options.document(name, "text", blocks)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,  # noqa: ARG001 - a text does not say which language it is in
) -> bytes:
    """The text with whole blocks replaced, by block index; everything else is kept to the byte."""
    if not replacements:
        return data
    text = decode(data, name, options)
    made = []
    for index, block in enumerate(read(data, name, options).blocks):
        if index in replacements:
            start, end = block.start, block.start + len(flatten(block.content))
            made.append(
                (start, end, _spelled(replacements[index], text[max(0, start - 1) : start], text[end : end + NEAR]))
            )
    return applied(text, made, name, options)


def _spelled(content: Content, before: str, behind: str) -> str:
    """A content as it is written between two texts: what touches a code and would be part of it stands apart."""
    if not any(isinstance(part, Code) for part in content):
        return flatten(content)
    for parts in (content, apart(content), apart(content, signs=True)):
        whole = "".join([before, *(part if isinstance(part, str) else part.raw for part in parts), behind])
        place, wanted = len(before), []
        for part in parts:
            end = place + len(part if isinstance(part, str) else part.raw)
            wanted += [] if isinstance(part, str) else [(place, end)]
            place = end
        found = []
        for _, match in codes_in(whole, 0, len(whole)):
            if match.start() >= place:
                break
            found += [match.span()] if match.start() >= len(before) else []
        if found == wanted:
            return whole[len(before) : place]
    return flatten(content)


def codes_in(text: str, start: int, end: int) -> Iterator[tuple["Inline", re.Match[str]]]:
    """The codes of template engines and the formulas between two offsets of a text."""
    from toolkit.documents.markup.inline_codes import inlines

    return inlines(text, start, end, text_only=True)


def coded(text: str, start: int, end: int) -> Content:
    """A stretch of the text with the codes of template engines and the formulas in it."""
    from toolkit.documents.markup.syntax import LONGEST_SHORT

    parts: list[str | Code] = []
    place = start
    for one, match in codes_in(text, start, end):
        raw = match.group()
        short = len(raw) <= LONGEST_SHORT and "\n" not in raw
        parts += [
            text[place : match.start()],
            Code(str(len(parts)), "placeholder", raw, raw if one.seen else "", short),
        ]
        place = match.end()
    return content_of([*parts, text[place:end]])


def applied(text: str, made: Sequence[tuple[int, int, str]], name: str, options: ReadOptions) -> bytes:
    """The text with all changes (start, end, new text), encoded.

    Raises DocumentError where the encoding lacks a character.
    """
    pieces, end = [], 0
    for start, stop, new in sorted(made):
        pieces += [text[end:start], new]
        end = stop
    pieces.append(text[end:])
    try:
        return "".join(pieces).encode(options.encoding)
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"the encoding {options.encoding} has no {error.object[error.start]!r}; write the translation as UTF-8",
            path=options.path or name,
        ) from error


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of texts by this name; `hex` is none, though Python has a codec for it."""
    try:
        codecs.lookup(name)
        b"a".decode(name)
    except LookupError:
        return False
    except ValueError:  # UTF-16 of a single byte
        return True
    return True


def decode(data: bytes, name: str, options: ReadOptions) -> str:
    """Strict decoding: a wrong byte is an error that names it and the way out, never a guess."""
    if not is_encoding(options.encoding):
        raise ProjectError(f"unknown encoding {options.encoding!r}; examples: utf-8, cp1251, gb18030, utf-16")
    try:
        return data.decode(options.encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"byte 0x{data[error.start]:02X} at offset {error.start} is not {options.encoding.upper()}; "
            "save the file as UTF-8 or name its encoding with --encoding, for example --encoding cp1251",
            path=options.path or name,
            line=line,
        ) from error
    except (UnicodeError, ValueError) as error:
        raise DocumentError(
            f"cannot be read as {options.encoding}: {error}; name its encoding with --encoding",
            path=options.path or name,
        ) from error
