"""Plain text: a title, a metadata line, headings, paragraphs, list items and page furniture, split at blank lines.

Nothing is normalised: a block is a slice of the decoded text, so that everything between blocks (blank lines, BOM,
CRLF, a missing final newline) goes back as it was.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from toolkit.documents.options import ReadOptions
from toolkit.errors import DocumentError, ProjectError
from toolkit.segmentation import is_unspaced, sentence_spans
from toolkit.units import Block, BlockKind, Document, plain

BOM = "\ufeff"
LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|$)")
METADATA = re.compile(r"\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-])")
FURNITURE = re.compile(
    r"\s*(?:powered by\b|(?:copyright\s*)?(?:©|\(c\))\s*\d{4}|copyright\b.*\d{4}|all rights reserved\b)", re.IGNORECASE
)
ITEM = re.compile(r"\s*(?:[-*•‣–]|\d{1,3}[.)])\s+\S")
TERMINAL = re.compile(r"[.!?…。！？:;,，；：、]['\"”’»)\]）】」』]*\s*$")
HEADING_LENGTH = 80
"""Longest later line, in characters, that is taken for a heading."""
TITLE_LENGTH = 400
METADATA_LENGTH = 160
WRAP_WIDTH = range(30, 121)
"""Widths, in columns, at which people and programs wrap plain text."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    number: int


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError where `data` is not in the encoding that `options` names."""
    return parse(decode(data, name, options), name, options)


def parse(text: str, name: str, options: ReadOptions) -> Document:
    """The document in text that is decoded already."""
    groups = _groups(text)
    spans = [span for group in groups for span in _blocks(group)]
    blocks = [
        Block(_kind(index, spans, options.language), plain(text[first:last]), line=line, start=first)
        for index, (first, last, line) in enumerate(
            (s[0].start, s[-1].start + len(s[-1].text), s[0].number) for s in spans
        )
    ]
    return Document(
        name=PurePath(name).stem,
        format="text",
        language=options.language,
        blocks=tuple(_with_furniture(blocks)),
        path=options.path or name,
    )


def rewrite(data: bytes, name: str, replacements: Mapping[int, str], options: ReadOptions) -> bytes:
    """The text with whole blocks replaced, by block index; everything else is kept to the byte."""
    if not replacements:
        return data
    text = decode(data, name, options)
    parts, end = [], 0
    for index, block in enumerate(read(data, name, options).blocks):
        if index in replacements:
            length = sum(len(part) for part in block.content if isinstance(part, str))
            parts += [text[end : block.start], replacements[index]]
            end = block.start + length
    parts.append(text[end:])
    try:
        return "".join(parts).encode(options.encoding)
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"the encoding {options.encoding} has no {error.object[error.start]!r}; write the translation as UTF-8",
            path=options.path or name,
        ) from error


def decode(data: bytes, name: str, options: ReadOptions) -> str:
    """Strict decoding: a wrong byte is an error that names it and the way out, never a guess."""
    try:
        codecs.lookup(options.encoding)
    except LookupError as error:
        raise ProjectError(
            f"unknown encoding {options.encoding!r}; examples: utf-8, cp1251, gb18030, utf-16"
        ) from error
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


def _groups(text: str) -> list[list[_Line]]:
    """Lines that follow each other without a blank one; the white space around a line is not part of it."""
    groups: list[list[_Line]] = [[]]
    position = len(BOM) if text.startswith(BOM) else 0
    number = 1
    while position < len(text):
        match = LINE.match(text, position)
        assert match is not None
        raw = match.group("text")
        stripped = raw.strip()
        if stripped:
            groups[-1].append(_Line(stripped, position + len(raw) - len(raw.lstrip()), number))
        elif groups[-1]:
            groups.append([])
        position = match.end()
        number += 1
    return [group for group in groups if group]


def _blocks(group: list[_Line]) -> list[list[_Line]]:
    """One block a line, unless the lines are one wrapped paragraph; a list item begins a block of its own."""
    blocks: list[list[_Line]] = []
    for line in group:
        if not blocks or ITEM.match(line.text):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [part for block in blocks for part in (_unwrapped(block) or [[line] for line in block])]


def _unwrapped(lines: list[_Line]) -> list[list[_Line]] | None:
    """The lines as one paragraph if a wrapper at some usual width would have broken them just there."""
    if len(lines) == 1:
        return [lines]
    widths = [_columns(line.text) for line in lines]
    limit = max(widths)
    if limit not in WRAP_WIDTH or all(TERMINAL.search(line.text) for line in lines):
        return None
    for line, following, width in zip(lines, lines[1:], widths, strict=False):
        first_word = following.text.split(maxsplit=1)[0]
        room = 2 if is_unspaced(following.text[0]) else _columns(first_word) + 1
        if width + room <= limit - 2 and not (line.text.endswith("-") and width + room <= limit + 2):
            return None
    return [lines]


def _columns(text: str) -> int:
    return sum(2 if is_unspaced(character) else 1 for character in text)


def _kind(index: int, spans: list[list[_Line]], language: str) -> BlockKind:
    lines = spans[index]
    text = lines[0].text
    if len(lines) > 1:
        return BlockKind.PARAGRAPH
    open_end = not TERMINAL.search(text) or text.endswith(":")
    if METADATA.match(text) and open_end and len(text) <= METADATA_LENGTH and len(sentence_spans(text, language)) == 1:
        return BlockKind.METADATA
    if ITEM.match(text):
        return BlockKind.ITEM
    stands_alone = index + 1 < len(spans) and spans[index + 1][0].number > lines[0].number + 1
    unfinished = not TERMINAL.search(text) and len(sentence_spans(text, language)) == 1
    if stands_alone and unfinished and any(character.isalpha() for character in text):
        if index == 0 and len(text) <= TITLE_LENGTH:
            return BlockKind.TITLE
        if len(text) <= HEADING_LENGTH and lines[0].number > spans[index - 1][-1].number + 1:
            return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _with_furniture(blocks: list[Block]) -> list[Block]:
    """Marks page furniture at the end of the text; in the middle the same words may be what the text is about."""
    end = len(blocks)
    while end > 1 and FURNITURE.match("".join(str(part) for part in blocks[end - 1].content)):
        end -= 1
    return blocks[:end] + [
        Block(BlockKind.FURNITURE, block.content, line=block.line, translatable=False, start=block.start)
        for block in blocks[end:]
    ]
