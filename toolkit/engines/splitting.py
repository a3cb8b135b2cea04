"""Texts too long for a model -> parts that are not, cut where it hurts least."""

from collections.abc import Callable

from toolkit import late
from toolkit.segmentation import STANDARD

LIMIT = 150
"""Tokens of the longest text that packages were trained on; what is longer is cut off or garbled by the model."""
BOUNDARIES = (
    late.compile(r"(?<=[;；])\s*"),
    late.compile(r"(?<=:)\s+|(?<=：)"),
    late.compile(r"(?<=,)\s+|(?<=[，、])"),
    late.compile(r"\s+"),
)
"""Best first; the white space that is cut through belongs to neither part."""


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text, since packages are trained on single ones."""
    return [text[start:end] for start, end in STANDARD.splitter(language).spans(text)] or [text]


def split(text: str, length: Callable[[str], int], limit: int = LIMIT) -> list[str]:
    """Parts of at most `limit` tokens as `length` counts them, each as long as it can be; one for a text that fits.

    A word longer than that is cut through.
    """
    if length(text) <= limit:
        return [text]
    pieces = [text]
    for boundary in BOUNDARIES:
        pieces = [
            part
            for piece in pieces
            for part in (boundary.split(piece) if length(piece) > limit else [piece])
            if part.strip()
        ]
    # A character is at most four byte tokens and one for the word boundary.
    size = max(1, (limit - 1) // 4)
    pieces = [
        piece[start : start + size] if length(piece) > limit else piece
        for piece in pieces
        for start in (range(0, len(piece), size) if length(piece) > limit else (0,))
    ]
    return _packed(text, pieces, length, limit)


def _packed(text: str, pieces: list[str], length: Callable[[str], int], limit: int) -> list[str]:
    """Neighbours put together again as long as they fit, with what stood between them in the text."""
    parts: list[str] = []
    start = end = 0
    used = 0
    for piece in pieces:
        begin = text.index(piece, end)
        cost = length(piece) + 1
        if parts and used + cost <= limit:
            parts[-1] = text[start : begin + len(piece)]
            used += cost
        else:
            parts.append(piece)
            start, used = begin, cost
        end = begin + len(piece)
    return parts
