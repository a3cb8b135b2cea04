"""Quantities that stood on one side alone and are no difference: cut in another way, or said once fewer."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.values import Quantity

LETTER = late.compile(r"[^\W\d_]")


def values_of(figures: Iterable[Quantity]) -> set[Decimal]:
    """Every value that some quantities may stand for."""
    return {value for one in figures for value in one.values}


def without_answers(said: Iterable[Quantity], made: Iterable[Quantity]) -> list[Quantity]:
    """Those of the target that answer no figures of the source: `three goals`, 3:2, where the source has 3–2 too."""
    free = list(made)
    for one in said:
        other = next((other for other in free if one.values & other.values), None)
        if other is not None:
            free.remove(other)
    return free


def answering(source: str, target: str, source_language: str, target_language: str) -> set[Decimal]:
    """Numbers that both say in words, the target no oftener: its `три мяча` answers three goals and no 3 of a score."""
    said, made = (
        Counter(one.value for one in spelled(text, language) if one.value > 1)
        for text, language in ((source, source_language), (target, target_language))
    )
    return {value for value, count in made.items() if count <= said[value]}


def without_splits(lost: list[Quantity], added: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Without those whose figures are the same and only cut in another way: 8-800-55 and 8 (800) 55."""
    if len(lost) > 1 and len(added) > 1 and not any(map(LETTER.search, (one.text for one in (*lost, *added)))):
        one, other = (re.sub(r"\D", "", "".join(number.text for number in numbers)) for numbers in (lost, added))
        if one == other:
            return [], []
    return lost, added


def without_repeats(
    lost: list[Quantity], added: list[Quantity], said: list[Quantity], made: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Without numbers that the other side has, once fewer: a year need not be said twice."""
    there, here = values_of(made), values_of(said)
    if not added:
        lost = [one for one in lost if not one.values & there]
    if not lost:
        added = [one for one in added if not one.values & here or _side_by_side(one, made)]
    return lost, added


def _side_by_side(one: Quantity, made: list[Quantity]) -> bool:
    """Whether the same number stands right before or after it: a stutter."""
    return any(other is not one and other.values == one.values and 0 <= one.start - other.end <= 3 for other in made)
