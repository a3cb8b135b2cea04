"""Scores of games that were turned round: they won 3–1, 1:3."""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.signs import Sign

WON = r"\b(?:w[io]ns?|winning|beats?|beating|victor(?:y|ies))\b"
"""Who lost, others may name first."""
MAY_SCORE = Sign(WON, "Latn", "en")
SAID = late.compile(
    rf"{WON}[^.,;:!?]{{0,40}}?(?<![\d–:.,-])(\d{{1,3}})[–:-](\d{{1,3}})(?![\d–:-]|[.,]\d| ?[ap]\.?m)", re.IGNORECASE
)
MADE = late.compile(r"(?<![\d–:.,-])(\d{1,3}) ?[–:：比-] ?(\d{1,3})(?![\d–:-]|[.,]\d)")


def other_scores(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:  # noqa: ARG001
    """(score of an English source, where the target has it the other way round)."""
    if not MAY_SCORE(source):
        return
    made = {(one[1], one[2]): one.span() for one in MADE.finditer(target)}
    every = [(one[1], one[2]) for one in MADE.finditer(source)]
    if len(every) > 2 and sum(one in made for one in every) == len(every) - 1:  # of three sets, each as the others are
        for here, there in ((one, (one[1], one[0])) for one in every):
            if here not in made and there in made and there not in every:
                yield f"{here[0]}:{here[1]}", *made[there]
                return
    for one in SAID.finditer(source):
        here, there = (one[1], one[2]), (one[2], one[1])
        if here not in made and there in made and there not in {(two[1], two[2]) for two in SAID.finditer(source)}:
            yield source[one.start(1) : one.end(2)], *made[there]
            return
