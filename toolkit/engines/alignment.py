"""Which word of a draft stands for which word of its source: from the attention of the model.

A token looks at the source while it is written; where it looks most is what it stands for (Bahdanau et al. 2015). A
word that stands in both texts exactly once, like a number, a name or a slot, is its own partner whatever the attention
says.
"""

import itertools
import re
from collections.abc import Sequence

from toolkit.engines.placeables import Masked, mask
from toolkit.units import Content, flatten

Pairs = tuple[tuple[int, int], ...]
"""(word of the source, word of the target), counted from 0, sorted by the second."""

WORD = re.compile(r"\{[0-9]{1,6}\}|[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+")
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
    said, made = WORD.findall(source), WORD.findall(target)
    belongs = [_words_of_pieces(source_pieces, len(said)), _words_of_pieces(target_pieces, len(made))]
    if not said or not made or belongs[0] is None or belongs[1] is None:
        return ()
    known, ranges = zip(*_ranges(belongs[0]).items(), strict=True)
    partners = _copies(said, made)
    looks: dict[int, list[Sequence[float]]] = {}
    for word, row in zip(belongs[1], attention, strict=False):
        if word >= 0 and row and word not in partners:
            looks.setdefault(word, []).append(row)
    for word, rows in looks.items():
        row = rows[0] if len(rows) == 1 else [sum(column) for column in zip(*rows, strict=True)]
        sums = [row[start] if end - start == 1 else sum(row[start:end]) for start, end in ranges]
        partners[word] = known[sums.index(max(sums))]
    return tuple((partner, word) for word, partner in sorted(partners.items()))


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


def count(text: str) -> int:
    """Words in a plain or masked text."""
    return len(WORD.findall(text))


def _copies(said: Sequence[str], made: Sequence[str]) -> dict[int, int]:
    """Words that stand exactly once in both texts."""
    source, target = [word.casefold() for word in said], [word.casefold() for word in made]
    return {
        target.index(word): source.index(word)
        for word in set(source).intersection(target)
        if source.count(word) == 1 == target.count(word)
    }


def _words_of_pieces(pieces: Sequence[str], expected: int) -> list[int] | None:
    """The word that each piece belongs to, -1 for punctuation; None where the pieces spell another number of words."""
    text = "".join(pieces)
    found = words(text)
    if len(found) != expected:
        return None
    found.append((len(text) + 1, len(text) + 1))  # behind everything
    result = []
    position = place = 0
    start, stop = found[0]
    for piece in pieces:
        end = position + len(piece)
        while stop <= position:
            place += 1
            start, stop = found[place]
        result.append(place if start < end else -1)
        position = end
    return result


def _ranges(belongs: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Word -> where its pieces begin and end; a word that shares the piece of the one before it has none."""
    found: dict[int, tuple[int, int]] = {}
    for place, word in enumerate(belongs):
        if word >= 0:
            found[word] = (found[word][0] if word in found else place, place + 1)
    return found
