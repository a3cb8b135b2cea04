"""Choices by number that a bar parts: `car|cars` and `{0} none|[1,*] some` (Laravel), `car | cars` (vue-i18n).

Each branch is a message. A bar that parts anything else, such as the title of a page from that of its site, is text.
"""

import re
from itertools import pairwise, takewhile

INTERVAL = re.compile(r"\s*(?:\{\d+(?:,\d+)*\}|[\[\]]\s*(?:-?\d+|-?Inf|\*)\s*,\s*(?:-?\d+|Inf|\*)\s*[\[\]])\s*")
COUNT = re.compile(r":count\b|%count%|\{\s*(?:count|n)\s*\}")
FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("be", "bs", "cs", "hr", "lt", "pl", "ro", "ru", "sh", "sk", "sr", "uk"), ("one", "few", "other")),
    "sl": ("one", "two", "few", "other"),
    "ga": ("one", "two", "other"),
    "lv": ("zero", "one", "other"),
    "mt": ("one", "few", "many", "other"),
    "cy": ("one", "two", "many", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}
"""Language -> the branches of `car|cars` in it, where Laravel has more than two (illuminate/translation,
MessageSelector); the last is for all numbers that no other is for."""
FURTHER = frozenset({"zero", "two", "few", "many"})
"""Plural categories that English lacks."""
ADDED = ("zero", "two", "few")
"""Branches that are messages of their own; `many` has the words of the last."""
TIGHT = re.compile(r"[^\W\d_][^|{}<>()\[\]$%=/\\]*(?:(?<!\s)\|(?!\s)[^\W\d_][^|{}<>()\[\]$%=/\\]*){1,5}")
"""Bars without spaces around them, as no title has them."""
BAR = re.compile(r"\s*(?<!\|)\|(?!\|)\s*")


BRACKETS = re.compile(r"(?:\(\d+(?:-(?:\d+|inf))?\)\[[^\[\]]*\];?\s*)+")
"""A choice of i18next by intervals: `(1)[one item];(2-inf)[many items];`."""
BRACKETED = re.compile(r"\[([^\[\]]*)\]")


def branches(text: str) -> list[tuple[int, int]]:
    """Start and end of the words of each branch; none where the string is no choice."""
    if text[:1] == "(" and BRACKETS.fullmatch(text):
        return [match.span(1) for match in BRACKETED.finditer(text)]
    if "|" not in text or "\n" in text:
        return []
    edges = [(0, 0), *(match.span() for match in BAR.finditer(text)), (len(text), len(text))]
    spans = [(before[1], after[0]) for before, after in pairwise(edges)]
    if len(spans) < 2:
        return []
    heads = [INTERVAL.match(text, start, end) for start, end in spans]
    found = [(head.end() if head else start, end) for head, (start, end) in zip(heads, spans, strict=True)]
    if any(heads) or COUNT.search(text) or TIGHT.fullmatch(text) or _are_forms([text[a:b] for a, b in found]):
        return found
    return []


def apart(text: str) -> list[str]:
    """The words between the bars of a text, whatever they part."""
    found = BAR.split(text)
    return [one[head.end() :] if (head := INTERVAL.match(one)) else one for one in found] if len(found) > 1 else []


def note_of_branch(category: str) -> str:
    """What translators are told of a branch that only some languages have."""
    return f"choice for {category}"


def is_by_number(text: str, found: list[tuple[int, int]]) -> bool:
    """Whether the branches are Laravel's for one and for more, of which other languages have other ones."""
    alike = len(found) == 2 and (COUNT.search(text) or _are_forms([text[start:end] for start, end in found]))
    return bool(alike) and found[0][0] == 0 and " |" not in text and not re.search(r"\{\s*\w+\s*\}", text)


def _are_forms(words: list[str]) -> bool:
    """Whether the branches are forms of the same words: `car`, `cars`."""
    first = [word.lower() for word in words[0].split()]
    return bool(first) and all(
        len(first) == len(other.split())
        and all(_begin_alike(a, b.lower()) for a, b in zip(first, other.split(), strict=True))
        for other in words[1:]
    )


def _begin_alike(one: str, other: str) -> bool:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return same >= max(1, round(0.6 * min(len(one), len(other)))) and abs(len(one) - len(other)) <= 4
