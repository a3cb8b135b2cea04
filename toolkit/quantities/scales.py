"""Words of which one stands for another by a slip, beside any number: °C and °F, hundreds and thousands, last year.

scales.tsv has them in groups. What is told is one that the source names, instead of which the translation names another
of its group.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit import late, signs
from toolkit.quantities.spans import other_spans
from toolkit.signs import AnySign, Sign

TABLE = Path(__file__).with_suffix(".tsv")
LANGUAGES = ("en", "zh", "ru", "ky")
MAY_BE_NAMED, BESIDE_FIGURES, HAS, ENGLISH = "may be named", "may be named beside figures", "has", "English"
"""What rows of the table have that say by which words English may name a group, what else it has then, and all ways of
English at once, which are found sooner if they have much in common."""
TIMES = ("second", "minute", "hour", "day", "week", "month", "year")


class Group(NamedTuple):
    """What may stand for each other."""

    signs: tuple[Sign, ...]
    """Words by which an English text may name any of it."""
    has: tuple["re.Pattern[str]", ...]
    """What such a text has besides, all of it, asked first since it is found sooner."""
    ways: dict[str, "re.Pattern[str]"]
    """Language -> all ways to say what may be meant, those of each in groups of its own, a letter and its number."""
    each: dict[str, list["re.Pattern[str]"]]
    """Language -> the ways of each alone."""


def _groups() -> tuple[tuple[Sign, ...], tuple[Sign, ...], tuple[Group, ...]]:
    """(the signs of the groups, those of groups that are named beside figures alone, the groups)."""
    lines = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows: dict[str, list[list[str]]] = {}
    for group, *cells in lines:
        rows.setdefault(group, []).append(cells)
    by_kind: dict[str, list[Sign]] = {MAY_BE_NAMED: [], BESIDE_FIGURES: []}
    groups = []
    for table in rows.values():
        own = [(row[0], Sign(row[1], row[2].strip("-"), "en")) for row in table if row[0] in by_kind]
        for kind, sign in own:
            by_kind[kind].append(sign)
        has = tuple(late.compile(row[1], re.IGNORECASE) for row in table if row[0] == HAS)
        names = [row for row in table if row[0] not in (*by_kind, HAS, ENGLISH)]
        ways = {
            code: late.compile("|".join(f"(?P<n{one}>{row[place]})" for one, row in enumerate(names)), re.IGNORECASE)
            for place, code in enumerate(LANGUAGES, 1)
        }
        for whole in (row[1] for row in table if row[0] == ENGLISH):
            ways["en"] = late.compile(whole, re.IGNORECASE)
        each = {
            code: [late.compile(row[place], re.IGNORECASE) for row in names] for place, code in enumerate(LANGUAGES, 1)
        }
        groups.append(Group(tuple(sign for _, sign in own), has, ways, each))
    return tuple(by_kind[MAY_BE_NAMED]), tuple(by_kind[BESIDE_FIGURES]), tuple(groups)


SIGNS, SIGNS_BESIDE_FIGURES, GROUPS = _groups()
MAY_SCALE = AnySign((*SIGNS, *SIGNS_BESIDE_FIGURES))


@functools.cache
def _bits() -> int:
    """The bits of all words that may name any group."""
    return signs.any_of((*SIGNS, *SIGNS_BESIDE_FIGURES))


@functools.lru_cache(1024)
def _named_by(bits: int) -> tuple[Group, ...]:
    """The groups of which words with those bits may name something."""
    return tuple(group for group in GROUPS if bits & signs.any_of(group.signs))


def other_scales(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(what an English source names, where another of its group stands in the target instead of it)."""
    language = "zh" if target_language == "zt" else target_language
    if language not in LANGUAGES or not MAY_SCALE(source):
        return
    if "very other " in source:
        yield from other_spans(source, target, target_language)
    for group in _named_by(signs.bits(source) & _bits()):
        if not all(one.search(source) for one in group.has):
            continue
        said = _named(group.ways["en"], source)
        if not said:
            continue
        each = group.each[language]
        lost = [name for name in said if not each[name].search(target)]
        if len(lost) != 1:
            if not lost and len(said) == 1 and len(next(iter(said.values()))) > 1:
                yield from _one_of_same(said, _named(group.ways[language], target))
            continue  # as nearly always
        made = _named(group.ways[language], target)
        more = [name for name, found in made.items() if len(found) > len(said.get(name, ()))]
        alone = len(said) == len(made) == 1 or sum(map(len, said.values())) == sum(map(len, made.values()))
        if len(more) == 1 and alone:
            yield said[lost[0]][0][0], *made[more[0]][-1].span()


def _one_of_same(
    said: dict[int, list["re.Match[str]"]], made: dict[int, list["re.Match[str]"]]
) -> Iterator[tuple[str, int, int]]:
    """(what an English source names twice and more, and no other, where the target has another once instead)."""
    ((name, own),) = said.items()
    strange = [found for other, found in made.items() if other != name]
    if len(own) - len(made[name]) == len(strange) == 1 and len(strange[0]) == 1:
        yield own[0][0], *strange[0][0].span()


def _named(ways: "re.Pattern[str]", text: str) -> dict[int, list["re.Match[str]"]]:
    """What a text names, by its number in the group."""
    found: dict[int, list[re.Match[str]]] = {}
    for match in ways.finditer(text):
        found.setdefault(int((match.lastgroup or "n0")[1:]), []).append(match)
    return found
