"""Inline codes of a block and of its segments.

A block has the document's own markup (`<b class="x">`); a segment has what a translator can read: short markup as it
is, any other as a numbered tag, counted from 1 in each segment so that a code more in one sentence changes no other:
`See <1>the map</1>.` Codes around a whole sentence belong to no segment.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.segmentation.wrapping import unwrap
from toolkit.units import Code, Content, content_of, flatten

Span = tuple[int, int]
TAG = re.compile(r"</?([0-9]+)/?>")


def pairs(codes: Sequence[Code]) -> dict[int, int]:
    """Index of a code -> index of its partner, both ways; opening and closing codes match as brackets do."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for index, code in enumerate(codes):
        if code.kind == "open":
            waiting.append(index)
        elif code.kind == "close" and waiting:
            found[index] = waiting.pop()
            found[found[index]] = index
    return found


def sliced(content: Content, start: int, end: int) -> Content:
    """The part of a content between two offsets of its flattened text; no code is cut."""
    parts: list[str | Code] = []
    position = 0
    for part in content:
        length = len(part) if isinstance(part, str) else len(part.raw)
        if isinstance(part, Code):
            if start <= position and position + length <= end and length:
                parts.append(part)
        elif position < end and position + length > start:
            parts.append(part[max(0, start - position) : end - position])
        position += length
    return tuple(parts)


def numbered(content: Content) -> Content:
    """A part of a block as a segment has it: on one line, its codes as translators see them."""
    codes = [part for part in content if isinstance(part, Code)]
    if not codes:
        text = unwrap(flatten(content))
        return (text,) if text else ()
    texts = _unwrapped(content)
    tags = _tags(codes, "".join(texts))
    parts: list[str | Code] = []
    for text, tag in zip(texts, [*tags, None], strict=True):
        parts += [text] if text else []
        parts += [tag] if tag else []
    return tuple(parts)


def restored(own: Content, source: Content, target: Content) -> Content:
    """A translation with the codes of its block: `own` is the block's part that `source` was made of.

    Every code of the block comes out exactly once and the pairs stay pairs, whatever the translator did to the tags:
    an object that is missing is put at the end, what began in another sentence ends at the beginning, what ends in
    another begins at the end; the other code of a missing pair and what is there twice are left out.
    """
    codes = [part for part in own if isinstance(part, Code)]
    if not codes:
        return target
    given = [part for part in source if isinstance(part, Code)]
    partners = pairs(codes)
    numbers: dict[tuple[str, str], list[int]] = {}
    for index, code in enumerate(given):
        numbers.setdefault((code.kind, code.raw), []).append(index)
    parts: list[str | int] = []
    for part in target:
        if isinstance(part, str):
            parts.append(part)
        elif waiting := numbers.get((part.kind, part.raw)):
            parts.append(waiting.pop(0))
    present = [part for part in parts if isinstance(part, int)]
    whole = _well_paired(present, codes, partners)
    wanted = [index for index in range(len(codes)) if index not in partners]
    left_out = set(present) - set(whole)
    parts = [part for part in parts if isinstance(part, str) or part not in left_out]
    missing = [index for index in wanted if index not in whole]
    closing = [index for index in missing if codes[index].kind == "close"]
    parts = [*closing, *parts, *(index for index in missing if index not in closing)]
    return content_of(part if isinstance(part, str) else codes[part] for part in parts)


def _well_paired(present: Sequence[int], codes: Sequence[Code], partners: dict[int, int]) -> list[int]:
    """The codes that may stay: pairs that are whole and do not cross, single ones in their own order."""
    places = {index: place for place, index in enumerate(present)}
    kept: list[tuple[int, int]] = []
    for index in present:
        partner = partners.get(index)
        if partner is None or codes[index].kind != "open" or places.get(partner, -1) < places[index]:
            continue
        span = places[index], places[partner]
        if all(not (a < span[0] < b < span[1] or span[0] < a < span[1] < b) for a, b in kept):
            kept.append(span)
    singles = [index for index in present if index not in partners]
    fixed = [index for index in singles if codes[index].kind == "placeholder"]
    loose = [index for index in singles if codes[index].kind != "placeholder"]
    # What has its partner in another sentence may stand inside no pair of this one, and keeps its order.
    every = [index for index, code in enumerate(codes) if index not in partners and code.kind != "placeholder"]
    if loose != every or any(a < places[index] < b for index in loose for a, b in kept):
        loose = []
    inside = {place for span in kept for place in span} | {places[index] for index in [*fixed, *loose]}
    return [index for index in present if places[index] in inside]


def spread(content: Content, spans: Sequence[Span]) -> list[Span]:
    """Spans of the visible text -> spans of the flattened content, each with the codes that belong to it.

    Between two sentences, what closes belongs to the first and what opens to the second. Codes at the ends of a
    sentence are left out where they stand around all of it, so that a translator need not copy them.
    """
    codes = _codes(content)
    cores = _cores(content, spans)
    partners = pairs([code for _, code in codes])
    edges = [0, *_cuts(codes, cores), len(flatten(content))]
    return [_trimmed(codes, partners, core, (edges[number], edges[number + 1])) for number, core in enumerate(cores)]


def _codes(content: Content) -> list[tuple[int, Code]]:
    """Every code with its offset in the flattened content."""
    found = []
    position = 0
    for part in content:
        if isinstance(part, Code):
            found.append((position, part))
        position += len(part) if isinstance(part, str) else len(part.raw)
    return found


def _cores(content: Content, spans: Sequence[Span]) -> list[Span]:
    """Spans of the visible text -> the narrowest spans of the flattened content that show it."""
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for part in content:
        length = len(part) if isinstance(part, str) else len(part.raw)
        if isinstance(part, str):
            starts += range(position, position + length)
            ends += range(position + 1, position + length + 1)
        else:  # a code is shown whole or not at all
            starts += [position] * len(part.shown)
            ends += [position + length] * len(part.shown)
        position += length
    cores: list[Span] = []
    for start, end in spans:
        core = starts[start], ends[end - 1]
        if cores and core[0] < cores[-1][1]:  # a boundary inside the shown text of a code: no boundary
            core = cores.pop()[0], core[1]
        cores.append(core)
    return cores


def _cuts(codes: Sequence[tuple[int, Code]], cores: Sequence[Span]) -> list[int]:
    """Where in the flattened content one segment's codes end and the next one's begin."""
    cuts = []
    for (_, end), (start, _) in itertools.pairwise(cores):
        between = [(place, code) for place, code in codes if end <= place < start]
        opening = (place for place, code in between if code.kind == "open")
        last = between[-1][0] + len(between[-1][1].raw) if between else end
        cuts.append(next(opening, last))
    return cuts


def _trimmed(codes: Sequence[tuple[int, Code]], partners: dict[int, int], core: Span, room: Span) -> Span:
    """The span of a segment: its words, and those codes beside them that have a partner among them."""
    inside = {index for index, (place, _) in enumerate(codes) if room[0] <= place < room[1]}
    before = [index for index in sorted(inside) if codes[index][0] < core[0]]
    after = [index for index in sorted(inside) if codes[index][0] >= core[1]]
    first, last = len(before), 0  # before[first:] and after[:last] stay in the segment
    while True:
        left = set(before[:first]) | set(after[last:])

        def stays(index: int, left: set[int] = left) -> bool:
            partner = partners.get(index)
            return partner is not None and partner in inside and partner not in left

        keep_first = next((place for place, index in enumerate(before[:first]) if stays(index)), first)
        keep_last = max(
            (place + 1 for place, index in enumerate(after) if place >= last and stays(index)), default=last
        )
        if (keep_first, keep_last) == (first, last):
            break
        first, last = keep_first, keep_last
    start = codes[before[first]][0] if first < len(before) else core[0]
    end = codes[after[last - 1]][0] + len(codes[after[last - 1]][1].raw) if last else core[1]
    return start, end


def _unwrapped(content: Content) -> list[str]:
    """The texts before, between and behind the codes, line breaks undone across codes too."""
    flat = "".join(part for part in content if isinstance(part, str))
    mark = next(chr(number) for number in range(0xE000, 0xF8FF) if chr(number) not in flat)
    return unwrap("".join(part if isinstance(part, str) else mark for part in content)).split(mark)


def _tags(codes: Sequence[Code], text: str) -> list[Code]:
    taken = {int(number) for number in TAG.findall(text)}  # what looks like a tag in the text itself stays text
    partners = pairs(codes)
    numbers: dict[int, int] = {}
    number = 0
    made = []
    for index, code in enumerate(codes):
        if code.short:
            made.append(code)
            continue
        known = numbers.get(partners.get(index, -1))
        if known is None:
            number += 1
            while number in taken:
                number += 1
            known = number
        numbers[index] = known
        form = {"open": f"<{known}>", "close": f"</{known}>"}.get(code.kind, f"<{known}/>")
        made.append(replace(code, id=str(known), raw=form, short=True))
    return made
