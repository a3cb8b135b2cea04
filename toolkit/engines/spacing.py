"""Spaces between hanzi and what is no word: the draft's own, whatever stood around a code in the source.

Chinese has none between words, and so none around the tags of a bold word; names of programs, addresses and the like
stand apart from hanzi by one, as 95 in 100 Latin words do in the translations that the starters were trained on.
"""

from toolkit import late
from toolkit.engines.cutting import number_of, parted
from toolkit.engines.finish import HAN, WIDE_MARKS
from toolkit.engines.placeables import Masked, kind_of, mask, unmask
from toolkit.placeables import ADDRESS, CODE, MARKUP, find
from toolkit.units import Code, Content

APART = frozenset({ADDRESS, CODE})
CHINESE = ("zh", "zt")
_HANZI = late.compile(f"[{HAN}]")
_WIDE = late.compile(f"[{HAN}{WIDE_MARKS}]")


def spaced(target: Content, language: str) -> Content:
    """The draft with the spaces of its language around codes and placeables. Nothing else changes."""
    if language not in CHINESE:
        return target
    masked = mask(target)
    if not masked.placeables:
        return target
    text = "".join(_pieces(parted(masked.text), masked))
    return target if text == masked.text else unmask(text, masked.placeables)


def _pieces(pieces: list[str], masked: Masked) -> list[str]:
    made = list(pieces)
    for place, piece in enumerate(pieces):
        number = number_of(piece)
        if not number:
            continue
        placeable = masked.placeables[number - 1]
        if kind_of(placeable) != "placeholder":
            if _between_hanzi(pieces, place, masked):
                for side in (-1, 1):
                    _set(made, place + side, side, "")
        elif _stands_apart(placeable):
            for side in (-1, 1):
                beside = made[place + side].strip() if 0 <= place + side < len(made) else ""
                if beside and not number_of(beside) and _HANZI.match(beside[-1 if side < 0 else 0]):
                    _set(made, place + side, side, " ")
    return made


def _between_hanzi(pieces: list[str], place: int, masked: Masked) -> bool:
    """Whether hanzi look at hanzi over a tag and its spaces; other tags are looked through."""
    return all(_WIDE.match(_seen(pieces, place, way, masked)) for way in (-1, 1))


def _seen(pieces: list[str], place: int, way: int, masked: Masked) -> str:
    place += way
    while 0 <= place < len(pieces):
        number = number_of(pieces[place])
        if not number and pieces[place].strip():
            return pieces[place].strip()[0 if way > 0 else -1]
        if number and kind_of(masked.placeables[number - 1]) == "placeholder":
            return "x"
        place += way
    return "x"


def _set(made: list[str], place: int, side: int, space: str) -> None:
    """Gives a text that space at the end that a slot stands at, where it has none but spaces there."""
    if not 0 <= place < len(made) or number_of(made[place]):
        return
    text = made[place].rstrip(" ") if side < 0 else made[place].lstrip(" ")
    if text or not space:
        made[place] = text + space if side < 0 else space + text


def _stands_apart(placeable: str | Code) -> bool:
    """Whether it is read as a word of letters that are no hanzi."""
    raw = placeable if isinstance(placeable, str) else placeable.shown
    found = find(raw)
    return bool(found) and found[0].text == raw and (
        found[0].kind.group in APART or (found[0].kind.group == MARKUP and found[0].kind.name == "code span")
    )  # fmt: skip
