"""What can be told about a whole draft by reading it beside its source: the flags of drafts that are put together.

A part of a text may pass where the whole does not: parts that were joined are too short together, the model went on
after its text had ended, lines have run together.
"""

import re
from collections import Counter

from toolkit.engines import traditional
from toolkit.engines.degeneration import loops
from toolkit.engines.numbers import wrong
from toolkit.engines.placeables import mask, placeables
from toolkit.languages import code_of
from toolkit.units import Code, Content, flatten

WORD = re.compile(r"[^\W\d_]+")
HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[^\W\d_a-zа-яё]|\s*$)|[。！？]+(?![”’」』）])")
"""The end of a sentence."""
BRACKETED = re.compile(r"[(（\[][^()（）\[\]]{1,12}[)）\]]")
CHOICE = re.compile(r"\{\s*[\w.]+\s*,\s*(?:plural|select)")
BREAK = re.compile(r"\r\n|\r|\n|\\[nr](?![a-z])")
LETTERS_A_WORD = {"zh": 1.55, "zt": 1.55, "ja": 2.2, "ru": 7.0, "ky": 7.2, "en": 5.6}
"""Letters (of Chinese, hanzi) for a word of English text."""
USUAL_LETTERS = 6.0
USUAL = {"zh": 1.2, "zt": 1.2, "ru": 0.83, "ky": 0.84}
"""Words, counted like that, for one of the source in translations by people (own_dev, dev); others are taken for 1."""
LEAST, MOST, FREE = 0.62, 1.5, (1.5, 3.0)
"""A draft has so many times the usual words, less one word and a half or three more."""
ANOTHER, USUAL_ANOTHER = {"ru": 1.35}, 1.1
"""With a sentence more than the source it has at most so many times the usual words."""


def judged(source: Content, target: Content, source_language: str = "en", target_language: str = "") -> tuple[str, ...]:
    """Flags, sorted: degenerate, lost-line-break, lost-number, lost-placeable, traditional; () for an empty target."""
    if not flatten(target).strip():
        return ()
    said, made = mask(source).words, mask(target).words
    found = set(reading(said, made, source_language, target_language))
    if Counter(filter(_is_fixed, placeables(source))) != Counter(filter(_is_fixed, placeables(target))):
        found.add("lost-placeable")
    if wrong(said, made, source_language, target_language):
        found.add("lost-number")
    if lines(source) != lines(target):
        found.add("lost-line-break")
    return tuple(sorted(found))


def _is_fixed(placeable: str | Code) -> bool:
    """Whether a person keeps it as it is: the branches of a plural are translated."""
    return isinstance(placeable, Code) or not CHOICE.match(placeable)


def reading(said: str, made: str, source_language: str, target_language: str) -> list[str]:
    """What the words of both texts show, placeables left out: degenerate, traditional."""
    found = []
    if loops(said, made) or tail(said, made, source_language, target_language):
        found.append("degenerate")
    if traditional.found(made, code_of(target_language), said):
        found.append(traditional.FLAG)
    return found


def lines(content: Content) -> int:
    """Line breaks in the text itself."""
    return sum(len(BREAK.findall(part)) for part in content if isinstance(part, str))


def tail(said: str, made: str, source_language: str, target_language: str) -> bool:
    """Whether the draft goes on after its source has ended, or breaks off long before."""
    behind = size(made, target_language)
    usual = size(said, source_language) * USUAL.get(code_of(target_language), 1.0)
    if behind < LEAST * usual - FREE[0] or behind > MOST * usual + FREE[1]:
        return True
    if sentences(made) > sentences(said) and behind > ANOTHER.get(target_language, USUAL_ANOTHER) * usual:
        return True
    notes = len(BRACKETED.findall(made)) - len(BRACKETED.findall(said))
    return notes > 1


def size(text: str, language: str) -> float:
    """How long a text is, in words of English."""
    hanzi = len(HAN.findall(text))
    letters = sum(map(len, WORD.findall(text))) - hanzi
    usual = LETTERS_A_WORD.get(code_of(language), USUAL_LETTERS) if not hanzi else LETTERS_A_WORD["en"]
    return hanzi / LETTERS_A_WORD["zh"] + letters / usual


def sentences(text: str) -> int:
    """Sentences of a text, roughly: what ends in a full stop; at least one."""
    return max(1, len(STOP.findall(text.strip().rstrip(".!?。！？… ") + ".")))
