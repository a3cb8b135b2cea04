"""The layout of plain text: which lines make one block, and what a reader takes it for.

Lines that follow each other without a blank one are a group. A group is one block a line, unless the lines are one
wrapped paragraph; a list item or a line of dialogue begins a block of its own.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from toolkit.documents.plain.lines import columns
from toolkit.segmentation import Splitter, is_unspaced
from toolkit.units import BlockKind

BOM = "\ufeff"
LINE = re.compile(r"[^\r\n]+")
BREAK = re.compile(r"\r\n|\r|\n")
METADATA = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-])")
FURNITURE = re.compile(
    r"(?:powered by\b|(?:copyright\s*)?(?:©|\(c\))\s*\d{4}|copyright\b.*\d{4}|all rights reserved\b)", re.IGNORECASE
)
ITEM = re.compile(r"(?:[-*•‣⁃–]|\d{1,3}[.)])\s+\S")
SPEECH = re.compile(r"[—―]\s*\S")
MARKS = ".!?…。！？:;,，；：、"
ENDS = ".!?…。！？"
OPENERS = "\"'“‘«„("
CLOSERS = "'\"”’»)]）】」』》 \t"
HEADING_LENGTH = 80
"""Longest later line, in characters, that is taken for a heading."""
TITLE_LENGTH = 400
METADATA_LENGTH = 160
WRAP_WIDTH = range(30, 121)
"""Widths, in columns, at which people and programs wrap plain text."""
WRAP_WIDTH_UNSPACED = range(24, 121)
"""The same for text of hanzi, which are two columns wide."""
FULL_UNSPACED = 12
"""Characters of a line of hanzi below which it may be a heading or the line of a list."""
CODE = re.compile(r"^[ \t]*(?:\{[%\#{<]|<[%?\#]|\[%|\$\$|\\begin\{|\\\[)", re.MULTILINE)
"""Begins a line that may be for programs."""
LONGEST_GROUP = 1000
"""Lines without a blank one between them that are looked at together."""


class Span(NamedTuple):
    """A block in the text."""

    start: int
    """Offset in characters."""
    end: int
    line: int
    """Counted from 1."""
    kind: BlockKind
    code: bool = False
    """Whether it is for programs: lines of a template engine, a formula."""


@dataclass(slots=True)
class _Line:
    text: str
    """Without the white space around it; of lines for programs, all of them."""
    start: int
    number: int
    code: bool = False


_Block = Sequence[_Line]


def layout(text: str, splitter: Splitter) -> Iterator[Span]:
    """The blocks of a text, in order; nothing but white space (and a BOM) lies outside of them.

    `splitter` tells whether a line is several sentences, and so no heading.
    """
    held: list[Span] = []
    first = True
    for span in _spans(text, splitter):
        if span.code and not held:
            yield span
            continue
        if span.code or (
            not first and _is_furniture(text, span)
        ):  # the last lines of a text may be furniture, others are not
            held.append(span)
            continue
        first = False
        yield from held
        held.clear()
        yield span
    for span in held:
        yield span._replace(kind=BlockKind.FURNITURE)


def _is_furniture(text: str, span: Span) -> bool:
    return text[span.start] in "pPcCaA©(" and bool(FURNITURE.match(text, span.start, span.end))


def _spans(text: str, splitter: Splitter) -> Iterator[Span]:
    """Every block with its kind, which depends on the block before and on the one after."""
    before: _Block | None = None
    block: _Block | None = None
    for following in _blocks(text):
        if block is not None:
            yield _span(before, block, following, splitter)
            before = before if block[0].code else block
        block = following
    if block is not None:
        yield _span(before, block, None, splitter)


def _span(before: _Block | None, block: _Block, following: _Block | None, splitter: Splitter) -> Span:
    last = block[-1]
    if last.code:
        return Span(last.start, last.start + len(last.text), last.number, BlockKind.FURNITURE, code=True)
    return Span(block[0].start, last.start + len(last.text), block[0].number, _kind(before, block, following, splitter))


def _kind(before: _Block | None, block: _Block, following: _Block | None, splitter: Splitter) -> BlockKind:
    line = block[0]
    text = line.text
    if len(block) > 1:
        return BlockKind.ITEM if _is_item(text) else BlockKind.PARAGRAPH
    if text[0].isdigit() and len(text) <= METADATA_LENGTH and METADATA.match(text):
        mark = _final(text)
        if (mark not in MARKS or mark == ":") and not splitter.breaks(text):
            return BlockKind.METADATA
    if _is_item(text):
        return BlockKind.ITEM
    if following is not None and following[0].number > line.number + 1 and len(text) <= TITLE_LENGTH:
        alone = before is None or (len(text) <= HEADING_LENGTH and line.number > before[-1].number + 1)
        if alone and _final(text) not in MARKS and any(map(str.isalpha, text)) and not splitter.breaks(text):
            return BlockKind.TITLE if before is None else BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _final(text: str) -> str:
    """The last character that is no closing bracket, quotation mark or space; a space where there is none."""
    return text.rstrip(CLOSERS)[-1:] or " "


def _is_item(text: str) -> bool:
    return (text[0] in "-*•‣⁃–" or text[0].isdigit()) and bool(ITEM.match(text))


def _blocks(text: str) -> Iterator[_Block]:
    group: list[_Line] = []
    end, number = 0, 1
    codes, behind = _code(text), 0
    for match in LINE.finditer(text, len(BOM) if text.startswith(BOM) else 0):
        start = match.start()
        gap = text[end:start]
        number += gap.count("\n") if "\r" not in gap else len(BREAK.findall(gap))
        raw = match.group()
        end = match.end()
        line = raw.strip()
        if not line or start < behind:
            continue
        if codes and (behind := codes.get(start, 0)):
            if group:
                yield from _divided(group)
                group = []
            inner = text[start:behind]
            yield [_Line(inner.strip(), start + len(inner) - len(inner.lstrip()), number, code=True)]
            continue
        if group and (number > group[-1].number + 1 or len(group) >= LONGEST_GROUP):
            yield from _divided(group)
            group = []
        group.append(_Line(line, start + (len(raw) - len(raw.lstrip()) if raw[0] != line[0] else 0), number))
    if group:
        yield from _divided(group)


def _code(text: str) -> dict[int, int]:
    """Where lines begin that are for programs, as in templates and formulas, and where those end."""
    found: dict[int, int] = {}
    if not CODE.search(text):
        return found
    from toolkit.documents.markup.opaque_lines import in_text

    behind = 0
    for match in CODE.finditer(text):
        if match.start() >= behind and (behind := max(behind, in_text(text, match.start()))) > match.start():
            found[match.start()] = behind
    return found


def _divided(group: list[_Line]) -> Iterator[_Block]:
    """The blocks of a group of lines."""
    if len(group) == 1:
        yield group
        return
    block: list[_Line] = []
    for line in group:
        if block and (_is_item(line.text) or (line.text[0] in "—―" and SPEECH.match(line.text))):
            yield from _unwrapped(block)
            block = []
        block.append(line)
    yield from _unwrapped(block)


def _unwrapped(lines: list[_Line]) -> Iterator[_Block]:
    """The lines as one paragraph if a wrapper at some usual width would have broken them just there; else those
    together of which one surely goes on in the next."""
    if len(lines) == 1 or _is_wrapped(lines):
        yield lines
        return
    start = 0
    full = max(FULL_UNSPACED, 0.6 * max(len(line.text) for line in lines))
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _surely_goes_on(lines[end - 1].text, lines[end].text, full):
            end += 1
        small = start + 1
        while small < len(lines) and _may_go_on(lines[small - 1].text, lines[small].text):
            small += 1
        if small > end and not lines[start].text[0].islower() and _final(lines[small - 1].text) in ENDS:
            end = small
        yield lines[start:end]
        start = end


def _surely_goes_on(line: str, following: str, full: float) -> bool:
    """`full` is the length, in characters, from which a line of hanzi is taken for broken and not for a heading."""
    if line[-1] in "，、":
        return True
    if _is_hanzi(line[-1]):
        return len(line) >= full and _is_hanzi(following[:1])
    return line.rpartition(" ")[2] in open_ended() and following[0].isalpha()


def _is_hanzi(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@functools.cache
def open_ended() -> frozenset[str]:
    """Words that no sentence ends with."""
    return frozenset(Path(__file__).with_name("open-ended.txt").read_text(encoding="utf-8").split())


def _may_go_on(line: str, following: str) -> bool:
    """A small letter begins the next line, and this one has not ended: so they are one if the whole is a sentence."""
    begins = following.lstrip(OPENERS)[:1] if following[0] in OPENERS else following[0]
    return begins.islower() and _final(line) not in ENDS + ":;：；"


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    widths = []
    for line in lines:
        width = columns(line.text)
        if width >= WRAP_WIDTH.stop:
            return False
        widths.append(width)
    limit = max(widths)
    usual = WRAP_WIDTH_UNSPACED if is_unspaced(lines[0].text[-1]) else WRAP_WIDTH
    if limit not in usual or all(_final(line.text) in MARKS for line in lines):
        return False
    for index, width in enumerate(widths[:-1]):
        text, following = lines[index].text, lines[index + 1].text
        room = 2 if is_unspaced(following[0]) else columns(following.split(maxsplit=1)[0]) + 1
        if width + room <= limit - 2 and not (text[-1] == "-" and width + room <= limit + 2):
            return False
    return True
