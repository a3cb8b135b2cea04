"""Inline codes of a block and of its segments.

A block has the document's own markup (`<b class="x">`); a segment has what a translator can read: short markup as it
is, any other as a numbered tag, counted from 1 in each segment so that a code more in one sentence changes no other:
`See <1>the map</1>.` Codes around a whole sentence belong to no segment.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from toolkit.segmentation.wrapping import unwrap
from toolkit.units import Code, Content, content_of, flatten

Span = tuple[int, int]
TAG = re.compile(r"</?([0-9]{1,9})/?>")


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


class Ruler:
    """A content with a scale of offsets in its flattened text, by which parts of it are cut without a walk over it."""

    def __init__(self, content: Content) -> None:
        self._parts = [part for part in content if (part if isinstance(part, str) else part.raw)]
        self._starts: list[int] = []
        position = 0
        for part in self._parts:
            self._starts.append(position)
            position += len(part) if isinstance(part, str) else len(part.raw)
        self.length = position
        """Of the flattened text, in characters."""

    def sliced(self, start: int, end: int) -> Content:
        """The part between two offsets of the flattened text; no code is cut, one that is not whole is left out."""
        if start >= end or start >= self.length:
            return ()
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        parts = self._parts[first:last]
        low, high = start - self._starts[first], end - self._starts[last - 1]
        tail = parts[-1]
        if isinstance(tail, str):
            parts[-1] = tail[:high]
        elif high < len(tail.raw):
            parts.pop()
        if low and parts:
            head = parts[0]
            parts[:1] = [head[low:]] if isinstance(head, str) else []
        return tuple(parts)


def sliced(content: Content, start: int, end: int) -> Content:
    """One part of a content, as a Ruler cuts it."""
    return Ruler(content).sliced(start, end)


def numbered(content: Content) -> Content:
    """A part of a block as a segment has it: on one line, its codes as translators see them."""
    codes = [part for part in content if not isinstance(part, str)]
    if not codes:
        text = unwrap(flatten(content))
        return (text,) if text else ()
    flat = "".join([part for part in content if isinstance(part, str)])
    if "\n" in flat or "\r" in flat:
        texts = _unwrapped(content, flat)
        flat = "".join(texts)
        tags: list[Code | None] = [*_tags(codes, flat), None]
        return tuple(part for pair in zip(texts, tags, strict=True) for part in pair if part)
    if all(code.short for code in codes):
        return content
    made = iter(_tags(codes, flat))
    return tuple(part if isinstance(part, str) else next(made) for part in content)


def restored(own: Content, source: Content, target: Content) -> Content:
    """A translation with the codes of its block: `own` is the block's part that `source` was made of.

    Every code of the block comes out exactly once and the pairs stay pairs, whatever the translator did to the tags:
    an object that is missing is put at the end, what began in another sentence ends at the beginning, what ends in
    another begins at the end; the other code of a missing pair and what is there twice are left out. What is a code in
    another sentence of the same words and text in this is text.
    """
    codes = [part for part in own if isinstance(part, Code)]
    if not any(isinstance(part, Code) for part in (*codes, *target)):
        return target
    target = _recut(source, target)
    numbers: dict[tuple[str, str], list[int]] = {}
    index = len(codes)
    for given in reversed(source):
        if isinstance(given, Code):
            index -= 1
            numbers.setdefault((given.kind, given.raw), []).append(index)
    places: dict[int, int] = {}
    for place, part in enumerate(target):
        if isinstance(part, Code) and (waiting := numbers.get((part.kind, part.raw))):
            places[place] = waiting.pop()
    for place, part in enumerate(target):  # what opens here may close in the other sentence of the same words
        if isinstance(part, Code) and place not in places:
            left = next((one for (_, raw), one in numbers.items() if one and raw == part.raw), None)
            if left:
                places[place] = left.pop()
    parts: list[str | int] = []
    for place, part in enumerate(target):
        if isinstance(part, str):
            parts.append(part)
        elif place in places:
            parts.append(places[place])
        elif flatten(target).count(part.raw) <= flatten(source).count(part.raw):
            parts.append(part.raw)
    partners = pairs(codes)
    present = [part for part in parts if isinstance(part, int)]
    whole = _well_paired(present, codes, partners)
    parts = [part for part in parts if isinstance(part, str) or part in whole]
    missing = [index for index in range(len(codes)) if index not in partners and index not in whole]
    closing = [index for index in missing if codes[index].kind == "close"]
    parts = [*closing, *parts, *(index for index in missing if codes[index].kind != "close")]
    return content_of([part if isinstance(part, str) else codes[part] for part in parts])


def _recut(source: Content, target: Content) -> Content:
    """The target of another sentence of the same words, in which other stretches are codes, with the codes of this."""
    given = [part for part in source if isinstance(part, Code)]
    raws = {code.raw for code in given}
    said = [part.raw for part in target if isinstance(part, Code)]
    if said and raws.issuperset(said):
        return target
    whole, place, parts = flatten(target), 0, list[str | Code]()
    for code in given:
        found = whole.find(code.raw, place)
        if found < 0:
            return target
        parts += [whole[place:found], code]
        place = found + len(code.raw)
    return content_of([*parts, whole[place:]])


def _well_paired(present: Sequence[int], codes: Sequence[Code], partners: dict[int, int]) -> set[int]:
    """The codes that may stay: pairs that are whole and do not cross, single ones in their own order."""
    places = {index: place for place, index in enumerate(present)}
    kept: set[int] = set()
    loose: list[int] = []
    ends: list[int] = []
    """Where the pairs end that are open here, the innermost last."""
    reach, enclosed = -1, False
    for place, index in enumerate(present):
        while ends and ends[-1] < place:
            ends.pop()
        partner = partners.get(index)
        if partner is None and codes[index].kind == "placeholder":
            kept.add(index)
        elif partner is None:
            loose.append(index)
            enclosed = enclosed or place < reach
        elif codes[index].kind == "open":
            end = places.get(partner, -1)
            if end > place and not (ends and ends[-1] < end):
                kept |= {index, partner}
                ends.append(end)
                reach = max(reach, end)
    # What has its partner in another sentence may stand inside no pair of this one, and keeps its order.
    every = [index for index, code in enumerate(codes) if index not in partners and code.kind != "placeholder"]
    return kept if enclosed or loose != every else kept.union(loose)


def spread(content: Content, spans: Sequence[Span]) -> list[Span]:
    """Spans of the visible text -> spans of the flattened content, each with the codes that belong to it.

    Between two sentences, what closes belongs to the first and what opens to the second. Codes at the ends of a
    sentence are left out where they stand around all of it, so that a translator need not copy them.
    """
    codes: list[Code] = []
    places: list[int] = []
    position = 0
    for part in content:
        if isinstance(part, Code):
            codes.append(part)
            places.append(position)
        position += len(part) if isinstance(part, str) else len(part.raw)
    cores = _cores(content, spans)
    partners = pairs(codes)
    edges = [0, *_cuts(codes, places, cores), position]
    return [
        _trimmed(codes, places, partners, core, (edges[number], edges[number + 1])) for number, core in enumerate(cores)
    ]


def _cores(content: Content, spans: Sequence[Span]) -> list[Span]:
    """Spans of the visible text -> the narrowest spans of the flattened content that show it."""
    shown: list[int] = []
    """Of each part that is seen: its offset in the visible text."""
    whole: list[tuple[int, int, bool]] = []
    """The same parts' spans in the flattened content, and whether each is a code, shown whole or not at all."""
    seen = position = 0
    for part in content:
        is_code = isinstance(part, Code)
        text, raw = (part.shown, part.raw) if isinstance(part, Code) else (part, part)
        if text:
            shown.append(seen)
            whole.append((position, position + len(raw), is_code))
        seen += len(text)
        position += len(raw)
    cores: list[Span] = []
    for start, end in spans:
        first, last = bisect_right(shown, start) - 1, bisect_right(shown, end - 1) - 1
        low, _, is_code = whole[first]
        begin = low if is_code else low + start - shown[first]
        low, high, is_code = whole[last]
        core = begin, high if is_code else low + end - shown[last]
        if cores and core[0] < cores[-1][1]:  # a boundary inside the shown text of a code: no boundary
            core = cores.pop()[0], core[1]
        cores.append(core)
    return cores


def _cuts(codes: Sequence[Code], places: Sequence[int], cores: Sequence[Span]) -> list[int]:
    """Where in the flattened content one segment's codes end and the next one's begin."""
    cuts = []
    for (_, end), (start, _) in itertools.pairwise(cores):
        first, last = bisect_left(places, end), bisect_left(places, start)
        opening = (places[index] for index in range(first, last) if codes[index].kind == "open")
        behind = places[last - 1] + len(codes[last - 1].raw) if first < last else end
        cuts.append(next(opening, behind))
    return cuts


def _trimmed(codes: Sequence[Code], places: Sequence[int], partners: dict[int, int], core: Span, room: Span) -> Span:
    """The span of a segment: its words, and those codes beside them that have a partner among them."""
    low, high = bisect_left(places, room[0]), bisect_left(places, room[1])
    first, last = bisect_left(places, core[0], low, high), bisect_left(places, core[1], low, high)
    start, end = first, last  # codes[start:end] stay in the segment
    waiting = list(range(first, last))
    while waiting:
        partner = partners.get(waiting.pop(), -1)
        if low <= partner < start:
            waiting += range(partner, start)
            start = partner
        elif end <= partner < high:
            waiting += range(end, partner + 1)
            end = partner + 1
    return (
        places[start] if start < first else core[0],
        places[end - 1] + len(codes[end - 1].raw) if end > last else core[1],
    )


def _unwrapped(content: Content, flat: str) -> list[str]:
    """The texts before, between and behind the codes, line breaks undone across codes too; `flat` is all of them."""
    mark = next(chr(number) for number in range(0xE000, 0xF8FF) if chr(number) not in flat)
    return unwrap("".join([part if isinstance(part, str) else mark for part in content])).split(mark)


def _tags(codes: Sequence[Code], text: str) -> list[Code]:
    # What looks like a tag in the text itself stays text.
    taken = {int(number) for number in TAG.findall(text)} if "<" in text else ()
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
        made.append(Code(str(known), code.kind, form, code.shown))
    return made
