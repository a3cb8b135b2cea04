"""Two numbers that changed places where the order matters: from 5 to 8, с 8 до 5; 3 of 20, 20 из 3."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit import late
from toolkit.quantities.values import Quantity

MAY_ORDER = late.compile(r"\d.{0,60} (?:of|from|to) [^.;]{0,40}?\d")
RISE, PART = "rise", "part"
FEW = r"(?:[^\s.,;:()]+ ){0,3}"
"""Up to three words, each with the space behind it."""
ALL = (
    r"(?:(?:the|its|their|our|his|her|all|some|about|over|nearly|almost|those|these|around|a|total|of|more|than) ){0,4}"
)
"""Words between a part and the number that is the whole."""
WORDS = r"[^.;()]{0,30}? ?"
Ordered = tuple[str, Quantity, Quantity]
"""What two numbers say together; the one that it goes from or is a part, and that which it goes to or is the whole."""
Way = tuple[str, "re.Pattern[str]", bool]
"""What is said, the text around two numbers, each of which is `|` there, and whether the second is the former."""


def _ways(*ways: tuple[str, str, bool]) -> tuple[Way, ...]:
    return tuple((what, late.compile(pattern, re.IGNORECASE), turned) for what, pattern, turned in ways)


CASE = {"from": "[дт][аеоө]н", "to": "[гк][аеоө]", "of": "(?:[ндт][ыиуү]н|[дт][аеоө]н|ичинен|ичинде)"}
WAYS = {
    "en": _ways(
        (RISE, rf"\bfrom {FEW}[$€£¥]?\|{WORDS}\bto {FEW}[$€£¥]?\|", False),
        (RISE, rf"\bto {FEW}[$€£¥]?\|{WORDS}\bfrom {FEW}[$€£¥]?\|", True),
        (PART, rf"\|(?: \w+)?(?: out)? of {ALL}\|", False),
    ),
    "zh": _ways(
        (RISE, r"[从由自][^，。；|]{0,14}\|[^。；|]{0,14}[至到为成][^，。；|]{0,4}\|", False),
        (PART, r"\|[^，。；|]{0,14}[中里][^。；|]{0,10}\|", True),
    ),
    "ru": _ways(
        (RISE, rf"\b(?:с|со|от) {FEW}\|{WORDS}\bдо {FEW}\|", False),
        (RISE, rf"\bдо {FEW}\|{WORDS}\b(?:с|со) {FEW}\|", True),
        (PART, rf"\|(?: \w+){{0,3}} из {FEW}\|", False),
    ),
    "ky": _ways(
        (RISE, rf"\|[-‑ ]?{FEW}\S*{CASE['from']}\b[^.;|]{{0,20}}\|[-‑ ]?{FEW}\S*{CASE['to']}\b", False),
        (RISE, rf"\|[-‑ ]?{FEW}\S*{CASE['to']}\b[^.;|]{{0,20}}\|[-‑ ]?{FEW}\S*{CASE['from']}\b", True),
        (PART, rf"\|[-‑ ]?{FEW}\S*{CASE['of']}\b[^.;|]{{0,20}}\|", True),
    ),
}
"""Language -> how it says that something goes from one number to another, or is a part of one."""
NEAR = 40
"""Characters before the first number and behind the second that are looked at."""


def swapped_places(
    source: str, target: str, said: Sequence[Quantity], made: Sequence[Quantity], target_language: str
) -> Iterator[tuple[str, int, int]]:
    """(two numbers of an English source with what is between them, where the target has them the other way round)."""
    language = "zh" if target_language == "zt" else target_language
    if language not in WAYS or len(said) < 2 or len(made) < 2 or not MAY_ORDER.search(source):
        return
    for what, one, other in _ordered(source, said, "en"):
        if what == PART and min(one.values) >= min(other.values):
            continue
        found = [(first, last) for kind, first, last in _ordered(target, made, language) if kind == what]
        if any(_alike(one, first) and _alike(other, last) for first, last in found):
            continue
        for first, last in found:
            if _alike(one, last) and _alike(other, first) and not _alike(one, other):
                start, end = min(first.start, last.start), max(first.end, last.end)
                yield source[min(one.start, other.start) : max(one.end, other.end)], start, end
                return


def _alike(one: Quantity, other: Quantity) -> bool:
    return not one.values.isdisjoint(other.values)


def _ordered(text: str, numbers: Sequence[Quantity], language: str) -> Iterator[Ordered]:
    for one, other in pairwise(numbers):
        around = (
            f"{text[max(0, one.start - NEAR) : one.start]}|{text[one.end : other.start]}|"
            f"{text[other.end : other.end + NEAR]}"
        )
        for what, way, turned in WAYS[language]:
            if way.search(around):
                yield (what, other, one) if turned else (what, one, other)
