"""Joints: many patterns of words as one, since nearly every word matches none of them."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

WORD_BEGINS = (r"\b", r"(?<![^\W\d_])")
"""What stands before patterns that need not be tried within a word."""
REPEATED = ("?", "*", "+", "{")
"""What says how often stands what is before it."""


Joint = tuple["re.Pattern[str] | None", "re.Pattern[str] | None"]


def joint(patterns: Sequence["re.Pattern[str]"]) -> Joint:
    """(all that may be asked of words in small letters, all others), each as one pattern without groups, or None.

    The ways of those that begin where a word does are put together by their first letter: of hundreds of ways, that of
    a word is found in a tenth of the time.
    """
    begun: dict[str, list[str]] = {}
    rest = []
    for way in (way for one in patterns if _is_small(one) for way in alternatives(one.pattern)):
        begins, ways = _ways(way)
        if begins:
            begun.setdefault(begins, []).extend(ways)
        else:
            rest.append(f"(?:{way})")
    small = [*(f"{begins}(?:{_by_letter(ways)})" for begins, ways in begun.items()), *rest]
    return _any_of(small), _any_of([_inline(one) for one in patterns if not _is_small(one)])


def first_letters(pattern: "re.Pattern[str]") -> frozenset[str]:
    """The letters with which a word of letters alone, in small ones, begins that matches; none where it may be any."""
    if not _is_small(pattern):
        return frozenset()
    found: set[str] = set()
    for alternative in alternatives(pattern.pattern):
        begins, ways = _ways(alternative)
        if not begins or not all(map(_begins_plainly, ways)):
            return frozenset()
        found.update(way[0] for way in ways)
    return frozenset(found)


def _any_of(patterns: Sequence[str]) -> "re.Pattern[str] | None":
    return re.compile("|".join(patterns)) if patterns else None


def _is_small(pattern: "re.Pattern[str]") -> bool:
    """Whether it may be asked of a word in small letters, in half the time: it knows no capital letters."""
    letters = re.sub(r"\\.", "", pattern.pattern)
    return pattern.flags == re.IGNORECASE | re.UNICODE and letters == letters.lower() and "(?-" not in letters


def _inline(pattern: "re.Pattern[str]") -> str:
    """The pattern with its flags in it."""
    flags = "".join(letter for letter, flag in (("i", re.IGNORECASE), ("x", re.VERBOSE)) if pattern.flags & flag)
    return f"(?{flags}:{pattern.pattern})"


def _ways(pattern: str) -> tuple[str, list[str]]:
    r"""(one of WORD_BEGINS, what may follow) of one way like `\b(?:a|b)\b`; ("", []) of any other."""
    for begins in WORD_BEGINS:
        inner = pattern.removeprefix(begins)
        if inner == pattern:
            continue
        group = inner.removeprefix("(?:")
        if group == inner:
            return begins, [inner]
        end = _end_of_group(group)
        if group[end + 1 : end + 2] in REPEATED:
            return "", []
        return begins, [way + group[end + 1 :] for way in alternatives(group[:end])]
    return "", []


def _marks(text: str, depth: int) -> Iterator[tuple[int, str, int]]:
    """(place, character, brackets that are open behind it) of each character that is no part of an escape or class."""
    place = 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == "[":
            place = _end_of_class(text, place)
        else:
            depth += (text[place] == "(") - (text[place] == ")")
            yield place, text[place], depth
        place += 1


def _end_of_group(text: str) -> int:
    """Where the bracket stands that closes a group, in the text behind its beginning."""
    return next(place for place, mark, depth in _marks(text, 1) if mark == ")" and not depth)


def _end_of_class(text: str, place: int) -> int:
    """Where `]` stands that ends the class of characters which begins at a place."""
    found = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*").match(text, place)
    assert found is not None
    return found.end()


@functools.lru_cache(512)
def alternatives(pattern: str) -> tuple[str, ...]:
    """What `|` parts in a pattern, but within its groups."""
    ends = [-1, *(place for place, mark, depth in _marks(pattern, 0) if mark == "|" and not depth), len(pattern)]
    return tuple(pattern[start + 1 : end] for start, end in itertools.pairwise(ends))


def _begins_plainly(way: str) -> bool:
    """Whether a way begins with a certain letter, and once."""
    return way[:1].isalpha() and way[1:2] not in REPEATED


def _by_letter(ways: Sequence[str]) -> str:
    """The ways as one pattern, those with the same first letter together."""
    by_letter: dict[str, list[str]] = {}
    rest = []
    for way in dict.fromkeys(ways):
        if _begins_plainly(way):
            by_letter.setdefault(way[0], []).append(way[1:])
        else:
            rest.append(way)
    return "|".join([*(f"{letter}(?:{'|'.join(ends)})" for letter, ends in by_letter.items()), *rest])
