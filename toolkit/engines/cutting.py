"""Which part of a masked text a model sees: what is peeled off its ends, which of its lines are one, its numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import late
from toolkit.engines.numbers import ALONE, COUNTED, PERCENT_SIGNS
from toolkit.engines.placeables import SLOT, WHITE, Masked, kind_of, pairs
from toolkit.units import Code

BREAK = late.compile(
    r"[^\S\n]*\n[^\S\n]*\n\s*|(?<=[.!?:;…。！？：；])[^\S\n]*\n\s*|[^\S\n]*\n[^\S\n]*(?=(?:[-*•–]|\d+[.)])\s)"
)
"""Between lines that were not merely wrapped."""

FIGURE = late.compile(r"\d")
WRAPPED = 40
"""Characters of the shortest line that may have been wrapped."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A masked text, and the part of it that a model shall see."""

    masked: Masked
    before: str
    """Masked text that is kept as it is, white space included."""
    core: str
    """Masked text for the model: begins and ends without white space, slots numbered from 1."""
    numbers: tuple[int, ...]
    """Slot number in `core` -> slot number in the masked text, counted from 1."""
    after: str
    folds: tuple[int, ...] = (1,)
    """Of how many lines each line of `core` was wrapped."""


def cut(masked: Masked, knows_slots: bool) -> Cut:
    """Peels white space and outer placeables off: enclosing pairs always, all others for a model without slots."""
    if not masked.placeables and "\n" not in masked.text and masked.text == masked.text.strip():
        return Cut(masked, "", WHITE.sub(" ", masked.text), (), "")
    pieces = parted(masked.text)
    partners = {first + 1: last + 1 for first, last in pairs(masked.placeables)}
    start, end = 0, len(pieces)
    while start < end:
        first, last = pieces[start], pieces[end - 1]
        if not first.strip() or (not knows_slots and number_of(first)):
            start += 1
        elif not last.strip() or (not knows_slots and number_of(last)):
            end -= 1
        elif number_of(first) and partners.get(number_of(first)) == number_of(last):
            start, end = start + 1, end - 1
        elif number_of(first) and kind_of(masked.placeables[number_of(first) - 1]) == "close":
            start += 1
        elif number_of(last) and kind_of(masked.placeables[number_of(last) - 1]) == "open":
            end -= 1
        else:
            break
    before, core, after = "".join(pieces[:start]), "".join(pieces[start:end]), "".join(pieces[end:])
    lead, trail = core[: len(core) - len(core.lstrip())], core[len(core.rstrip()) :]
    core = core.strip()
    numbers = tuple(int(number) for number in SLOT.findall(core))
    places = {number: place for place, number in enumerate(numbers, 1)}
    core = SLOT.sub(lambda match: f"{{{places[int(match.group(1))]}}}", core)
    folds = tuple(count for _, count in _lines(core)) if "\n" in core else (1,)
    return Cut(masked, before + lead, unwrapped(core), numbers, trail + after, folds)


def unwrapped(text: str) -> str:
    """Lines that were only wrapped become one; all others stay lines, with their indents."""
    return "\n".join(line for line, _ in _lines(text)) if "\n" in text else WHITE.sub(" ", text)


def _lines(text: str) -> list[tuple[str, int]]:
    """The lines of a text and of how many lines each was wrapped; a line is wrapped where it is long and goes on."""
    found: list[tuple[str, int]] = []
    kept = {place for match in BREAK.finditer(text) for place in range(match.start(), match.end())}
    place = last = 0
    for line in text.split("\n"):
        body = line.lstrip()
        indent = line[: len(line) - len(body)]
        body = WHITE.sub(" ", body)
        if found and last >= WRAPPED and body[:1].islower() and place - 1 not in kept:
            found[-1] = f"{found[-1][0].rstrip()} {body}", found[-1][1] + 1
        else:
            found.append((indent + body, 1))
        place += len(line) + 1
        last = len(body.strip())
    return found


def wrapped(text: str, folds: Sequence[int]) -> str:
    """The text with each of its lines wrapped again into so many; as it is where it has other lines."""
    lines = text.split("\n")
    if len(lines) != len(folds):
        return text
    made = []
    for line, count in zip(lines, folds, strict=True):
        places = [match.start() for match in re.finditer(r"(?<=\S)[ ](?=\S)|(?<=[，。、；：])(?=\S)", line)]
        wanted = [round(len(line) * number / count) for number in range(1, count)]
        cuts = sorted({min(places, key=lambda place: abs(place - goal)) for goal in wanted} if places else ())
        pieces = [line[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
        made.append("\n".join(pieces))
    return "\n".join(made)


def with_numbers_masked(masked: Masked, target: str = "", least: int = 1) -> Masked:
    """The text with slots in the place of its numbers of so many digits, too, and of percentages that the target has a
    form for."""
    if FIGURE.search(masked.text) is None:
        return masked
    found: list[str | Code] = []

    def slot(placeable: str | Code) -> str:
        found.append(placeable)
        return f"{{{len(found)}}}"

    counted = COUNTED if target in PERCENT_SIGNS else ALONE
    text = "".join(
        slot(masked.placeables[number_of(piece) - 1])
        if number_of(piece)
        else counted.sub(lambda match: slot(match[0]) if len(match[0]) >= least else match[0], piece)
        for piece in parted(masked.text)
    )
    return Masked(text, tuple(found))


def parted(text: str) -> list[str]:
    """Slots and the texts between them, none empty."""
    pieces = []
    end = 0
    for match in SLOT.finditer(text):
        pieces += [text[end : match.start()], match.group()]
        end = match.end()
    return [piece for piece in [*pieces, text[end:]] if piece]


def number_of(piece: str) -> int:
    """The number of a slot; 0 for a text."""
    match = SLOT.fullmatch(piece)
    return int(match.group(1)) if match else 0
