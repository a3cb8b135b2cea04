"""Text laid over a number of lines, or of subtitles: in proportion to what stood there before, at word borders.

The same words laid over the same shares fall where they were. Hanzi are divided between characters, but no line begins
with a closing mark or ends with an opening one. Codes stay with the word that they touch.
"""

import bisect
import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.segmentation import is_unspaced, unwrap
from toolkit.units import Code, Content, content_of

NO_START = "，。！？…、；：」』）》”’—～·.,!?;:)]}%"
NO_END = "「『（《“‘([{"
PAUSE = re.compile(r"[,;:.!?…，。！？、；：]['\"”’»)]?$")
PAUSE_WORTH = 0.6
"""How much farther from its place a cut may be where the text pauses."""


@functools.cache  # not before it is wanted: classes as large as these take milliseconds to compile
def _token() -> re.Pattern[str]:
    unspaced = r"\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
    return re.compile(rf"\s+|[{unspaced}]|[^\s{unspaced}]+")


@functools.cache
def _wide() -> re.Pattern[str]:
    return re.compile(
        r"[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u3000]"
    )


@dataclass(slots=True)
class Word:
    """What no line breaks within."""

    parts: list[str | Code] = field(default_factory=list)
    columns: int = 0
    """Width; hanzi are two columns wide."""
    space: str = ""
    """White space before it."""
    breakable: bool = False
    """Whether a line may break before it."""


def columns(text: str) -> int:
    """Width of a text, hanzi counting two."""
    return len(text) if text.isascii() else len(text) + len(_wide().findall(text))


def words(content: Content) -> list[Word]:
    """The words of a content, with their codes; nothing is lost but white space at both ends."""
    made: list[Word] = []
    space, codes, last = "", list[str | Code](), ""

    def add(part: str | Code, text: str) -> None:
        nonlocal space, last
        unspaced = bool(last) and (is_unspaced(last) or is_unspaced(text[0]))
        breakable = bool(made) and (bool(space) or (unspaced and last not in NO_END and text[0] not in NO_START))
        if made and not breakable:
            made[-1].parts += [*codes, part]
            made[-1].columns += columns(text)
        else:
            made.append(Word([*codes, part], columns(text), space if made else "", breakable))
        codes.clear()
        space, last = "", text[-1]

    for piece in content:
        if isinstance(piece, str):
            for token in _token().findall(piece):
                if token.isspace():
                    space += token
                else:
                    add(token, token)
        elif shown := piece.shown.strip():
            add(piece, shown)
        elif piece.kind == "open" or space or not made:
            codes.append(piece)
        else:
            made[-1].parts += [*codes, piece]
            codes.clear()
    if codes:
        if made:
            made[-1].parts += codes
        else:
            made.append(Word(list(codes)))
    return made


def content_of_words(line: Sequence[Word]) -> Content:
    """The words again, with the spaces between them."""
    return content_of(
        part for number, word in enumerate(line) for part in ((word.space if number else ""), *word.parts)
    )


def width(line: Sequence[Word]) -> int:
    """Columns of the words and of the spaces between them, each run of which counts one, as in `shares`."""
    return sum(word.columns + (1 if number and word.space else 0) for number, word in enumerate(line))


def shares(texts: Sequence[str]) -> list[float]:
    """How far into the whole text each of its pieces ends, 0 to 1; the last is 1."""
    ends, whole = [], 0
    for number, text in enumerate(texts):
        if number and text and texts[number - 1]:
            whole += len(unwrap(f"{texts[number - 1][-1]}\n{text[0]}")) - 2
        whole += columns(text)
        ends.append(whole)
    return [end / whole if whole else 1.0 for end in ends]


def divided(line: Sequence[Word], ends: Sequence[float]) -> list[list[Word]]:
    """The words in as many pieces as there are `ends`, each ending as near to its place as word borders allow.

    Pieces at the end are empty where there are fewer words than pieces.
    """
    total = width(line)
    if not line or len(ends) < 2:
        return [list(line), *([] for _ in ends[1:])]
    reached, position = [], 0
    for number, word in enumerate(line):
        position += word.columns + (1 if number and word.space else 0)
        reached.append(position)
    cuts = [number for number in range(1, len(line)) if line[number].breakable]
    places = [reached[cut - 1] for cut in cuts]
    starts = [0]
    for number, end in enumerate(ends[:-1]):
        wanted = end * total
        first = bisect.bisect_right(cuts, starts[-1])
        spare = len(ends) - 2 - number  # cuts that later pieces need
        last = max(first + 1, len(cuts) - spare)
        if first >= len(cuts):
            starts.append(len(line))
            continue
        near = bisect.bisect_left(places, wanted, first, last)
        nearest = cuts[max(first, near - 6) : min(last, near + 6)] or cuts[last - 1 : last]
        starts.append(min(nearest, key=lambda cut: _cost(line, cut, abs(reached[cut - 1] - wanted))))
    return [list(line[start:end]) for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]


def wrapped(line: Sequence[Word], limit: int) -> list[list[Word]]:
    """The words on as few lines of at most `limit` columns as it takes, of about equal length."""
    count = max(1, math.ceil(width(line) / limit))
    while True:
        lines = divided(line, [(number + 1) / count for number in range(count)])
        if count >= len(line) or all(width(one) <= limit for one in lines):
            return [one for one in lines if one] or [[]]
        count += max(1, count // 50)


def _cost(line: Sequence[Word], cut: int, distance: float) -> float:
    before = next((part for part in reversed(line[cut - 1].parts) if isinstance(part, str)), "")
    return distance * (PAUSE_WORTH if PAUSE.search(before) else 1.0)
