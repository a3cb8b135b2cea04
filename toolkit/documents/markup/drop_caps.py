"""Drop caps of pages: the first letter of a text stands in markup of its own, and is a part of its word all the same.

A class says so, or it is a capital in markup that means nothing (`<span class="calibre9">D</span>ark`). The letter goes
into its word, and what stood around it goes around the first letter of the translation.
"""

import re
from collections.abc import Sequence

from toolkit.units import Code, Content

CLASSED = re.compile(r"class\s*=(?:\s*[\"'])?[^\"'>]*\b(?:drop-?cap|initial|first-?letter|lettrine)", re.IGNORECASE)
PLAIN = re.compile(r"<(?:span|big|font)\b|<(?:b|strong)\b[^<>]*\sclass", re.IGNORECASE)
INNER = re.compile(r"<(?:span|big|font|b|strong|small)\b", re.IGNORECASE)
"""Markup that makes a letter look otherwise, and means nothing; in such, also that of emphasis."""
CAP = re.compile(r"[^\w<]{0,5}\w")
"""The first letter of a text, with what stands before it."""
CAPPED = re.compile(r"((?:<[^<>]*>)*)((?:&[#\w]+;|[^\w<&])*\w)(?=(?:<[^<>!?/]*>)?[^<])")
"""The same at the beginning of a text as the page writes it, behind the tags before it."""
TAG = re.compile(r"<[^<>]*>")
MOST_PARTS = 12
"""At the beginning of a text, that are looked at."""


def taken(parts: list[str | Code]) -> tuple[str, str]:
    """What stands around the first letter where that is a drop cap; it is taken out of the parts, for it is no word."""
    if len(parts) < 4 or not any(isinstance(part, Code) for part in parts[:2]):
        return "", ""
    place = leading(parts)
    if not place and isinstance(parts[0], str) and not parts[0].strip():
        place = 1
    before: list[Code] = []
    while place < min(len(parts), MOST_PARTS) and isinstance(part := parts[place], Code) and part.kind == "open":
        before.append(part)
        place += 1
    number = len(before)
    letter, behind = parts[place : place + 1], parts[place + 1 : place + 1 + number]
    at = place + 1 + number
    if not number or at >= len(parts) or not isinstance(letter[0], str) or not CAP.fullmatch(letter[0]):
        return "", ""
    opened = [part.id for part in behind if isinstance(part, Code) and part.kind == "close"]
    if opened != [part.id for part in reversed(before)]:
        return "", ""
    rest = parts[at]
    if isinstance(rest, Code) and rest.kind == "open" and at + 1 < len(parts):  # the first words in small capitals
        at, rest = at + 1, parts[at + 1]
    if not (isinstance(rest, str) and rest and is_cap([part.raw for part in before], letter[0])):
        return "", ""
    others = {part.raw for part in parts[place + 1 :] if isinstance(part, Code)}
    if not CLASSED.search(before[0].raw) and before[0].raw in others:  # each letter of a short form
        return "", ""
    parts[at] = letter[0] + rest
    around = "".join(part.raw for part in before), "".join(part.raw for part in behind if isinstance(part, Code))
    del parts[place - number : place + 1 + number]
    return around


def is_cap(tags: Sequence[str], letter: str) -> bool:
    """Whether a letter in these tags, with its quotation marks, is the drop cap of the text that begins with it."""
    if CLASSED.search(tags[0]):
        return True
    plain = bool(PLAIN.match(tags[0])) and all(INNER.match(tag) for tag in tags[1:])
    return plain and letter[-1].isalpha() and not letter[-1].islower()


def leading(parts: Content | list[str | Code]) -> int:
    """How many codes that nobody sees stand before anything else: anchors, page marks."""
    place = 0
    while place < len(parts) and isinstance(part := parts[place], Code):
        behind = parts[place + 1] if place + 1 < len(parts) else None
        if part.kind == "open" and isinstance(behind, Code) and (behind.id, behind.kind) == (part.id, "close"):
            place += 2
        elif part.kind == "placeholder" and not part.shown:
            place += 1
        else:
            break
    return place


def given(whole: str, cap: tuple[str, str]) -> str:
    """A written text with what stood around the first letter around its own, where that would be read as a drop cap."""
    letter = CAPPED.match(whole)
    if letter is None or not is_cap(TAG.findall(cap[0]), letter[2]):
        return whole
    return letter[2].join(cap) + letter[1] + whole[letter.end() :]
