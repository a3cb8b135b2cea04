"""Which word of a draft stands for which word of its source: from the attention of the model.

A token looks at the source while it is written; where it looks most is what it stands for (Bahdanau et al. 2015). A
word that stands in both texts exactly once, like a number, a name or a slot, is its own partner whatever the attention
says.
"""

import functools
import itertools
import operator
from collections.abc import Sequence

from toolkit import late
from toolkit.engines.placeables import Masked, mask
from toolkit.units import Content, flatten

Pairs = tuple[tuple[int, int], ...]
"""(word of the source, word of the target), counted from 0, sorted by the second."""

WORD = late.compile(
    r"\{[0-9]{1,6}\}|[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+"
)
"""A slot, a hanzi, or a run of letters and digits; punctuation is no word."""


def words(text: str) -> list[tuple[int, int]]:
    """The spans of the words in a plain or masked text, in characters."""
    return [match.span() for match in WORD.finditer(text)]


def spans(content: Content) -> list[tuple[int, int]]:
    """The spans of the words that a Draft's alignment counts, in the flattened content; a placeable is one word."""
    masked = mask(content)
    found = []
    shift = 0
    for start, end in words(masked.text):
        number = int(masked.text[start + 1 : end - 1]) if masked.text[start] == "{" else 0
        if number and number <= len(masked.placeables):
            placeable = masked.placeables[number - 1]
            raw = placeable if isinstance(placeable, str) else flatten((placeable,))
            found.append((start + shift, start + shift + len(raw)))
            shift += len(raw) - (end - start)
        else:
            found.append((start + shift, end + shift))
    return found


def size(content: Content) -> int:
    """How many spans there are."""
    return count(mask(content).text)


def from_attention(
    source: str,
    source_pieces: Sequence[str],
    target: str,
    target_pieces: Sequence[str],
    attention: Sequence[Sequence[float]],
) -> Pairs:
    """Pairs for one sentence; () where the pieces do not spell the words of the texts.

    `attention[i][j]` says how much target piece i looked at source piece j.
    """
    said, ranges = _words_and_pieces(source, source_pieces)
    made, own = _words_and_pieces(target, target_pieces)
    if not ranges or not own:
        return ()
    whole = len(ranges) > 1 and all(end - start == 1 for _, start, end in ranges)
    looked_at = operator.itemgetter(*[start for _, start, _ in ranges]) if whole else None
    partners = _copies(said, made)
    for word, start, end in own:
        if word in partners:
            continue
        rows = [row for row in attention[start:end] if row]
        if not rows:
            continue
        row = rows[0]
        for other in rows[1:]:
            row = [*map(operator.add, row, other)]
        sums = looked_at(row) if looked_at else [sum(row[first:last]) for _, first, last in ranges]
        partners[word] = ranges[sums.index(max(sums))][0]
    return tuple([(partners[word], word) for word in sorted(partners)])


def composed(first: Pairs, second: Pairs) -> Pairs:
    """source→middle and middle→target give source→target."""
    by_middle: dict[int, list[int]] = {}
    for start, middle in first:
        by_middle.setdefault(middle, []).append(start)
    found = {(start, end) for middle, end in second for start in by_middle.get(middle, ())}
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def shifted(pairs: Pairs, source: int, target: int) -> Pairs:
    """The pairs of a part that stands behind so many words."""
    return tuple((start + source, end + target) for start, end in pairs)


def expanded(pairs: Pairs, source: Masked, target: Masked) -> Pairs:
    """Pairs that count a slot as one word -> pairs that count the words of what stands in it, as `spans` does.

    Only numbers with their signs (`12:30`) have several words; the first goes with the first, and so on.
    """
    if not any(isinstance(placeable, str) for placeable in source.placeables):
        return pairs
    said, made = _widths(source), _widths(target)
    if all(width == 1 for width in (*said, *made)):
        return pairs
    before, behind = [0, *itertools.accumulate(said)], [0, *itertools.accumulate(made)]
    found = []
    for start, end in pairs:
        if start < len(said) and end < len(made) and said[start] and made[end]:
            found += [(before[start] + min(place, said[start] - 1), behind[end] + place) for place in range(made[end])]
    return tuple(found)


def width(masked: Masked) -> int:
    """Words that `spans` counts in what a masked text stands for."""
    return sum(_widths(masked))


def _widths(masked: Masked) -> list[int]:
    """How many words `spans` counts for each word of a masked text."""
    if not masked.placeables:
        return [1] * count(masked.text)
    widths = []
    for word in WORD.findall(masked.text):
        number = int(word[1:-1]) if word[0] == "{" else 0
        placeable = masked.placeables[number - 1] if 0 < number <= len(masked.placeables) else None
        widths.append(size((placeable,)) if isinstance(placeable, str) else 1)
    return widths


@functools.lru_cache(1024)
def count(text: str) -> int:
    """Words in a plain or masked text. Remembered, since several steps of a draft ask it of the same texts."""
    return len(WORD.findall(text))


def _copies(said: Sequence[str], made: Sequence[str]) -> dict[int, int]:
    """Words that stand exactly once in both texts."""
    source, target = [*map(str.casefold, said)], [*map(str.casefold, made)]
    return {
        target.index(word): source.index(word)
        for word in set(source).intersection(target)
        if source.count(word) == 1 == target.count(word)
    }


def _words_and_pieces(text: str, pieces: Sequence[str]) -> tuple[list[str], list[tuple[int, int, int]]]:
    """The words of a text; (word, where its pieces begin, where they end) of those that have some, in order.

    A piece of several words belongs to the first of them. No word has any where the pieces spell another number of
    words than the text has.
    """
    spelled = "".join(pieces)
    spans = words(spelled)
    found = [spelled[start:stop] for start, stop in spans] if spelled.strip() == text else WORD.findall(text)
    if len(found) != len(spans):
        return found, []
    ends = [*itertools.accumulate(map(len, pieces))]
    ranges = []
    piece, last = 0, len(ends)
    for word, (start, stop) in enumerate(spans):
        while ends[piece] <= start:
            piece += 1
        first = piece
        while piece < last and (ends[piece - 1] if piece else 0) < stop:
            piece += 1
        if piece > first:
            ranges.append((word, first, piece))
        if piece == last:
            break
    return found, ranges
