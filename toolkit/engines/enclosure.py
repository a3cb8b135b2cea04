"""Pairs whose words a draft has lost: put around the nearest word rather than around a space.

A model may leave out the very words that were bold. The pair still has to come back, since a code that is lost is lost
from the document; around nothing it would be an empty link, around a space a stray underline.
"""

from collections.abc import Iterable, Sequence

from toolkit.engines.alignment import WORD
from toolkit.placeables import find
from toolkit.units import Code, Content, content_of

Span = tuple[int, int]
Atoms = list[str | Code]
"""Codes and single characters."""
PUNCTUATION = frozenset(".,:;!?…-–—/'\"“”‘’„«»()[]{}。，、：；！？《》「」（） ")
"""What another language may write otherwise, or not at all."""
HAN = "\u2e80"
"""From here on are letters that stand beside signs without a space."""
NO_LETTER = "\0"
"""Stands for a code where the atoms are read as text."""


def settled(source: Content, target: Content) -> Content | None:
    """The draft with every such pair around a word beside it; None where no pair has lost its words.

    A pair moves with the codes in it, and no further than the pair around it reaches. Where no word is left for it, it
    stands around nothing, with the space that it had outside. A sign (`→`) that was all in a pair is put into it again.
    """
    if not any(isinstance(part, Code) and part.kind == "open" for part in target):
        return None
    inside = {(source[first], source[last]): source[first + 1 : last] for first, last in _pairs(source)}
    spoken = {pair for pair, parts in inside.items() if _has_word(parts)}
    signs = {pair: sign for pair, parts in inside.items() if pair not in spoken and (sign := _sign(parts))}
    atoms: Atoms = [atom for part in target for atom in (part if isinstance(part, str) else (part,))]
    done: set[str | Code] = set()
    for first, last in reversed(_pairs(atoms)):
        sign = signs.get((atoms[first], atoms[last]), "")
        if sign and last == first + 1:
            done.add(atoms[first])
            following = atoms[last + 1] if last + 1 < len(atoms) else ""
            if isinstance(following, str) and following.isalnum() and following < HAN:
                atoms.insert(last + 1, " ")
            atoms[last:last] = sign
    while True:
        empty = [pair for pair in _pairs(atoms) if atoms[pair[0]] not in done and _is_empty(atoms, pair, spoken)]
        if not empty:
            return content_of(atoms) if done else None
        first, last = empty[0]
        done.add(atoms[first])
        atoms = _moved(atoms, first, last)


def _pairs(parts: Sequence[str | Code]) -> list[Span]:
    """Indexes of opening and closing codes that belong together, outer ones first."""
    found: list[Span] = []
    waiting: list[int] = []
    for index, part in enumerate(parts):
        if isinstance(part, Code) and part.kind == "open":
            waiting.append(index)
        elif isinstance(part, Code) and part.kind == "close" and waiting:
            found.append((waiting.pop(), index))
    return sorted(found)


def _has_word(parts: Sequence[str | Code]) -> bool:
    return any(isinstance(part, str) and WORD.search(part) for part in parts)


def _sign(parts: Sequence[str | Code]) -> str:
    """What a pair stands around that is one text and no punctuation of its sentence: an arrow, a star, a pilcrow."""
    text = str(parts[0]).strip() if len(parts) == 1 and isinstance(parts[0], str) else ""
    return "" if set(text) & PUNCTUATION else text


def _is_empty(atoms: Atoms, pair: Span, spoken: set[tuple[str | Code, str | Code]]) -> bool:
    """Whether nothing that a reader could see as marked is left in a pair that had words."""
    inside = atoms[pair[0] + 1 : pair[1]]
    if (atoms[pair[0]], atoms[pair[1]]) not in spoken or _has_word(inside):
        return False
    return not any(isinstance(atom, Code) and atom.kind == "placeholder" and atom.shown.strip() for atom in inside)


def _moved(atoms: Atoms, first: int, last: int) -> Atoms:
    """The atoms with a pair, and the codes in it, around the nearest word of those that stand beside it."""
    codes = [atom for atom in atoms[first : last + 1] if isinstance(atom, Code)]
    before, after = atoms[:first], atoms[last + 1 :]
    between = [atom for atom in atoms[first:last] if isinstance(atom, str)]
    if not "".join(between).strip():
        left, right = _seen(reversed(before)), _seen(after)
        between = [] if left.isspace() or right.isspace() else between[:1]
        if left.isspace() and right.isspace() and after[:1] == [right]:
            after = after[1:]
        elif left.isspace() and right.isspace() and before[-1:] == [left]:
            before = before[:-1]
    place = len(before)
    rest = [*before, *between, *after]
    word = _nearest(rest, place)
    if word is None:
        behind = place + len(between) if after else place
        return [*rest[:behind], *codes, *rest[behind:]]
    inner = next(number for number, code in enumerate(codes) if code.kind == "close")
    start, end = word
    return [*rest[:start], *codes[:inner], *rest[start:end], *codes[inner:], *rest[end:]]


def _seen(atoms: Iterable[str | Code]) -> str:
    """The first of the atoms that a reader sees; a space where there is none."""
    for atom in atoms:
        if isinstance(atom, str):
            return atom
        if atom.kind == "placeholder":
            return atom.raw or NO_LETTER
    return " "


def _nearest(atoms: Atoms, place: int) -> Span | None:
    """The word nearest to a place, of those in the same pair, and not within a placeable such as `{name}`."""
    text = "".join([atom if isinstance(atom, str) else NO_LETTER for atom in atoms])
    kept = [(found.start, found.end) for found in find(text)]
    pairs = _pairs(atoms)

    def around(start: int, end: int) -> list[Span]:
        return [(first, last) for first, last in pairs if first < start and end <= last]

    words = [
        (start, end)
        for start, end in (match.span() for match in WORD.finditer(text))
        if around(start, end) == around(place, place) and not any(start < stop and begin < end for begin, stop in kept)
    ]
    return min(words, key=lambda word: max(word[0] - place, place - word[1]), default=None)
