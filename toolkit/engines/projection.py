"""Formatting is taken out of a text before a model sees it, and put back around the words that stand for its words.

As Bergamot does (Kaznowski et al. 2022, `html.cpp`), by the word alignment that the model's attention gives; but each
code comes back exactly once, so that a pair stands around one run of words: the run that has most of the words aligned
with those inside it and fewest others (maximum-sum interval, Kadane). Pairs keep their nesting; punctuation that stood
inside a pair stands inside it again. What no word tells the place of is put at the same share of the text and flagged.
"""

import itertools
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from toolkit import late
from toolkit.engines.alignment import spans
from toolkit.engines.placeables import kept, pairs
from toolkit.units import Code, Content, Draft, content_of, flatten

FORMATTING = ("open", "close")
EVERY_KIND = ("open", "close", "placeholder")
OPENERS = "([{“‘«„‚\"'（《【「『〈¿¡•#@"
RUN = late.compile(r"[^\w\s]*")
SIGNS = late.compile(r"[^\w\s]+")
UNALIGNED, FOREIGN = -0.2, -1.0
"""What a word without partners, and one with partners elsewhere, takes from the worth of a run; its own give 1."""
UNSURE = "unsure-markup"
"""The flag of a draft some markup of which stands where only its share of the text said so."""

Span = tuple[int, int]


@dataclass(slots=True)
class _Node:
    """A pair, a code whose partner is in another sentence, or a single code."""

    first: Code | None
    last: Code | None
    start: int
    """Offset in the bare source."""
    end: int
    children: list["_Node"] = field(default_factory=list)
    place: Span = (0, 0)
    """Offsets in the bare target, once they are known."""

    @property
    def is_point(self) -> bool:
        """Whether it is one code that stands around nothing."""
        return self.first is self.last


def is_formatted(content: Content, kinds: Container[str] = FORMATTING) -> bool:
    """Whether there is anything to take out."""
    return any(isinstance(part, Code) and part.kind in kinds for part in content)


def bare(content: Content, kinds: Container[str] = FORMATTING) -> Content:
    """The content without the codes of these kinds, with a space where a pair begins apart from what is before it."""
    return content_of(_gap(part) if isinstance(part, Code) and part.kind in kinds else part for part in content)


def _gap(code: Code) -> str:
    return code.shown if code.kind == "open" else ""


def projected(source: Content, draft: Draft, kinds: Container[str] = FORMATTING) -> Draft | None:
    """The draft of `bare(source)` with the codes of `source`; None where they cannot all be put in.

    Every code comes back exactly once and pairs stay as they were.
    """
    if "copied" in draft.flags:
        return replace(draft, target=source)
    if not draft.target:
        return draft
    without = bare(source, kinds)
    projection = _Projection(flatten(without), spans(without), flatten(draft.target), spans(draft.target), draft)
    codes = _taken(source, kinds)
    if not draft.alignment and len(projection.said) > 1:
        return None
    roots = _tree(codes, len(projection.source))
    if not projection.arrange(roots, (0, len(projection.made)), (0, len(projection.target)), None):
        return None
    placed = list(_emitted(roots))
    target = _with_codes(draft.target, placed)
    if not kept(source, target):
        return None
    flags = {*draft.flags, UNSURE} if projection.unsure else set(draft.flags)
    alignment = _shifted(projection, codes, placed)
    if len(spans(target)) != len(projection.made) + len(codes):  # a code inside a word makes two of it
        alignment = ()
    return replace(draft, target=target, alignment=alignment, flags=tuple(sorted(flags)))


@dataclass(slots=True)
class _Projection:
    source: str
    said: list[Span]
    """Words of the source."""
    target: str
    made: list[Span]
    """Words of the target."""
    draft: Draft
    unsure: bool = False
    _partners: list[set[int]] = field(default_factory=list)
    """Word of the target -> words of the source."""

    def __post_init__(self) -> None:
        self._partners = [set() for _ in self.made]
        for start, end in self.draft.alignment:
            if end < len(self._partners):
                self._partners[end].add(start)

    def arrange(self, nodes: Sequence[_Node], words: Span, room: Span, parent: _Node | None) -> bool:
        """Gives every node its place among the target words `words` and characters `room`; False: there is none."""
        free = [words]
        around = self._inside(parent) if parent else set(range(len(self.said)))
        for node in nodes:
            inside = self._inside(node)
            if node.is_point or not inside:
                continue
            if inside == around and len(free) == 1:
                found: Span | None = free[0] if free[0][0] < free[0][1] else None
            else:
                found = self._best(node, inside, around, free, words)
            if found is None:
                return False
            free = [part for run in free for part in ((run[0], min(run[1], found[0])), (max(run[0], found[1]), run[1]))
                    if part[0] < part[1]]  # fmt: skip
            node.place = self._with_punctuation(node, found, room)
            if not self.arrange(node.children, found, node.place, node):
                return False
        self._part([node for node in nodes if not node.is_point and self._inside(node)])
        taken = [node.place for node in nodes if not node.is_point and self._inside(node)]
        for node in nodes:
            if node.is_point or not self._inside(node):
                place = self._point(node, room, taken)
                node.place = self._signs(node, place, room, taken)
                taken.append(node.place)
                self._collapse(node.children, node.place[1])
        self._keep_order([node for node in nodes if node.is_point or not self._inside(node)])
        return True

    def _keep_order(self, nodes: Sequence[_Node]) -> None:
        """Puts what stands around nothing before a later node again, where no word stands between them."""
        for later, earlier in itertools.pairwise(reversed(nodes)):
            start, (place, end) = later.place[0], earlier.place
            if place == end and start < place and not any(start < word < place for word, _ in self.made):
                earlier.place = start, start
                self._collapse(earlier.children, start)

    def _collapse(self, nodes: Sequence[_Node], place: int) -> None:
        for node in nodes:
            node.place = place, place
            self._collapse(node.children, place)

    def _signs(self, node: _Node, place: int, room: Span, taken: Sequence[Span]) -> Span:
        """The punctuation near a place that a pair without words is to stand around; the place itself for others."""
        whole = not node.is_point and node.first is not None and node.last is not None
        sign = self.source[node.start : node.end].strip() if whole else ""
        if not sign:
            return place, place
        same = [match.span() for match in re.finditer(re.escape(sign), self.target)]
        found = [span for span in same if self._is_free(span, room, taken)]
        if not found:  # its counterpart in the other language, such as a wide exclamation mark
            beside = [(place, place + len(sign)), (place - len(sign), place)]
            free = [span for span in beside if self._is_free(span, room, taken)]
            found = [span for span in free if SIGNS.fullmatch(self.target[slice(*span)])]
        if not found:
            self.unsure = True
            return place, place
        return min(found, key=lambda span: max(span[0] - place, place - span[1]))

    def _is_free(self, span: Span, room: Span, taken: Sequence[Span]) -> bool:
        inside = room[0] <= span[0] and span[1] <= room[1]
        return inside and not any(start < span[1] and span[0] < end for start, end in taken)

    def _inside(self, node: _Node) -> set[int]:
        return {word for word, (start, end) in enumerate(self.said) if start < node.end and end > node.start}

    def _best(self, node: _Node, inside: set[int], around: set[int], free: list[Span], words: Span) -> Span | None:
        """The run of target words that stands for the source words `inside`."""
        best: tuple[float, int, int] | None = None
        for low, high in free:
            if (node.first is None and low != words[0]) or (node.last is None and high != words[1]):
                continue  # what was opened or is closed in another sentence reaches to the end of this one
            for start, end, worth in self._runs(node, inside, (low, high)):
                if best is None or worth > best[0]:
                    best = worth, start, end
        if best is None:
            return None
        worth, start, end = best
        if worth <= 0:
            self.unsure = True
            start, end = self._by_share(node, free, words)
        low, high = next(run for run in free if run[0] <= start and end <= run[1])
        if min(inside) == min(around) and not any(self._partners[low:start]):
            start = low
        if max(inside) == max(around) and not any(self._partners[end:high]):
            end = high
        return start, end

    def _runs(self, node: _Node, inside: set[int], free: Span) -> Iterator[tuple[int, int, float]]:
        """(start, end, worth) of runs of target words, the best among them."""
        worths = [
            1.0 if partners & inside else UNALIGNED if not partners else FOREIGN
            for partners in self._partners[free[0] : free[1]]
        ]
        if node.first is None:
            total = 0.0
            for number, worth in enumerate(worths):
                total += worth
                yield free[0], free[0] + number + 1, total
            return
        if node.last is None:
            total = 0.0
            for number in range(len(worths) - 1, -1, -1):
                total += worths[number]
                yield free[0] + number, free[1], total
            return
        start, total = 0, 0.0
        for number, worth in enumerate(worths):
            if total <= 0:
                start, total = number, 0.0
            total += worth
            yield free[0] + start, free[0] + number + 1, total

    def _by_share(self, node: _Node, free: list[Span], words: Span) -> Span:
        """One free word at the share of the text where the pair stood."""
        if node.first is None:
            return words[0], words[0] + 1
        if node.last is None:
            return words[1] - 1, words[1]
        share = (node.start + node.end) / 2 / max(1, len(self.source)) * len(self.target)
        word = min(
            (word for run in free for word in range(*run)), key=lambda word: abs(sum(self.made[word]) / 2 - share)
        )
        return word, word + 1

    def _with_punctuation(self, node: _Node, words: Span, room: Span) -> Span:
        """The characters of some target words, with the punctuation beside them that was inside the pair."""
        start, end = self.made[words[0]][0], self.made[words[1] - 1][1]
        inside = sorted(self._inside(node))
        first, last = self.said[inside[0]][0], self.said[inside[-1]][1]
        if node.first is None:
            start = room[0]
        elif node.start < first and self.source[node.start : first].strip():
            low = self.made[words[0] - 1][1] if words[0] else 0
            while start > max(low, room[0]) and self.target[start - 1] in OPENERS:
                start -= 1
        if node.last is None:
            end = room[1]
        elif node.end > last and (trail := self.source[last : node.end].strip()):
            high = self.made[words[1]][0] if words[1] < len(self.made) else len(self.target)
            run = RUN.match(self.target[end : min(high, room[1])])
            found = run.group() if run else ""
            cut = next((place for place, sign in enumerate(found) if sign in OPENERS and sign not in "\"'"), len(found))
            whole = RUN.match(self.source[last:])
            end += cut if whole and len(whole.group()) <= len(trail) else min(len(trail), cut)
        return max(start, room[0]), min(end, room[1])

    def _part(self, nodes: Sequence[_Node]) -> None:
        """Neighbours that share punctuation: the first keeps it."""
        ordered = sorted(nodes, key=lambda node: node.place)
        for left, right in itertools.pairwise(ordered):
            if right.place[0] < left.place[1]:
                right.place = left.place[1], max(left.place[1], right.place[1])

    def _point(self, node: _Node, room: Span, taken: Sequence[Span]) -> int:
        """Where a code without words stands: beside the word that it stood beside."""
        before = max((word for word, (_, end) in enumerate(self.said) if end <= node.start), default=None)
        after = min((word for word, (start, _) in enumerate(self.said) if start >= node.end), default=None)
        if before is None:
            place = room[0]
        elif after is None:
            place = room[1]
        else:
            space = any(sign.isspace() for sign in self.source[self.said[before][1] : node.start])
            by_after = space and not self.source[node.end : self.said[after][0]].strip()
            place = self._beside(after if by_after else before, node, behind=not by_after)
        place = min(max(place, room[0]), room[1])
        for start, end in taken:
            if start < place < end:
                place = end
        return place

    def _beside(self, word: int, node: _Node, *, behind: bool) -> int:
        found = [place for place, partners in enumerate(self._partners) if word in partners]
        if not found:
            self.unsure = True
            share = node.start / max(1, len(self.source)) * len(self.target)
            edges = [end if behind else start for start, end in self.made] or [len(self.target)]
            return min(edges, key=lambda edge: abs(edge - share))
        if not behind:
            return self.made[found[0]][0]
        end = self.made[found[-1]][1]
        if self.source[self.said[word][1] : node.start].strip():  # behind the punctuation
            high = self.made[found[-1] + 1][0] if found[-1] + 1 < len(self.made) else len(self.target)
            run = RUN.match(self.target, end, high)
            end = run.end() if run else end
        return end


def _taken(content: Content, kinds: Container[str]) -> list[tuple[int, Code]]:
    """The codes that are taken out, with their offsets in what is left."""
    found = []
    offset = 0
    for part in content:
        if isinstance(part, Code) and part.kind in kinds:
            offset += len(_gap(part))
            found.append((offset, part))
        else:
            offset += len(part) if isinstance(part, str) else len(part.raw)
    return found


def _tree(codes: Sequence[tuple[int, Code]], length: int) -> list[_Node]:
    """The outermost nodes in order, with what is in them."""
    partner = dict(pairs([code for _, code in codes]))
    closing = set(partner.values())
    spanned: list[tuple[float, float, _Node]] = []
    for index, (offset, code) in enumerate(codes):
        if index in partner:
            last = partner[index]
            spanned.append((index, last, _Node(code, codes[last][1], offset, codes[last][0])))
        elif code.kind == "open":
            spanned.append((index, len(codes), _Node(code, None, offset, length)))
        elif code.kind == "close" and index not in closing:
            spanned.append((-1, index, _Node(None, code, 0, offset)))
        elif code.kind == "placeholder":
            spanned.append((index, index, _Node(code, code, offset, offset)))
    roots: list[_Node] = []
    opened: list[tuple[float, _Node]] = []
    for _, end, node in sorted(spanned, key=lambda one: (one[0], -one[1])):
        while opened and opened[-1][0] < end:
            opened.pop()
        (opened[-1][1].children if opened else roots).append(node)
        opened.append((end, node))
    return roots


def _emitted(nodes: Sequence[_Node]) -> Iterator[tuple[int, Code]]:
    """Every code with its offset in the target, in their new order."""
    for _, node in sorted(enumerate(nodes), key=lambda one: (one[1].place, one[0])):
        if node.is_point:
            assert node.first is not None
            yield node.place[0], node.first
            continue
        if node.first is not None:
            yield node.place[0], node.first
        yield from _emitted(node.children)
        if node.last is not None:
            yield node.place[1], node.last


def _with_codes(target: Content, placed: Sequence[tuple[int, Code]]) -> Content:
    waiting = list(placed)
    parts: list[str | Code] = []
    offset = 0
    for part in target:
        length = len(part) if isinstance(part, str) else len(part.raw)
        start = offset
        while waiting and (waiting[0][0] <= offset or (isinstance(part, str) and waiting[0][0] < offset + length)):
            place, code = waiting.pop(0)
            if isinstance(part, str) and place > start:
                parts.append(part[start - offset : place - offset])
                start = place
            parts.append(code)
        parts.append(part[start - offset :] if isinstance(part, str) else part)
        offset += length
    return content_of([*parts, *(code for _, code in waiting)])


def _shifted(
    projection: _Projection, codes: Sequence[tuple[int, Code]], placed: Sequence[tuple[int, Code]]
) -> tuple[Span, ...]:
    """The alignment with a word for every code, as Draft.alignment counts."""

    def moved(word: int, words: list[Span], among: Sequence[tuple[int, Code]]) -> int:
        return word + sum(offset <= words[word][0] for offset, _ in among)

    def own(place: int, words: list[Span], among: Sequence[tuple[int, Code]]) -> int:
        return place + sum(start < among[place][0] for start, _ in words)

    found = {
        (moved(start, projection.said, codes), moved(end, projection.made, placed))
        for start, end in projection.draft.alignment
        if start < len(projection.said) and end < len(projection.made)
    }
    places = {id(code): place for place, (_, code) in enumerate(placed)}
    for place, (_, code) in enumerate(codes):
        found.add((own(place, projection.said, codes), own(places[id(code)], projection.made, placed)))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))
