"""The halves of the day: 9 a.m. is neither 21:00 nor nine in the evening, whatever the figures have in common."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit import late
from toolkit.quantities.values import Quantity

SAID = late.compile(r"\s?([ap])\.?\s?m\b", re.IGNORECASE)
"""What stands behind an hour in English."""
NOON, MIDNIGHT = 12, 24
"""At noon and at midnight hardly anybody agrees which half is meant."""
LEAST_EVENING = 5
"""Earlier hours may be called those of a night or evening that goes on after midnight."""
OF_DAY = late.compile(r"\|[\s\u00a0]*(?:час\w*[\s\u00a0])?дня\b|下午\|", re.IGNORECASE)
"""Before or behind an hour (`|`), what no hour after midnight is called by."""
NEAR = 24
"""Characters beside an hour in which its half is named."""


class Words(NamedTuple):
    """How a language names the halves, directly before or behind an hour."""

    morning: "re.Pattern[str]"
    evening: "re.Pattern[str]"
    anywhere: "re.Pattern[str]"
    """What may make an evening of every hour of the text."""


def _words(before: tuple[str, str], behind: tuple[str, str], anywhere: str) -> Words:
    morning, evening = (
        re.compile(rf"(?:{one})[\s\u00a0]?\Z|\A(?:{other})", re.IGNORECASE)
        for one, other in zip(before, behind, strict=True)
    )
    return Words(morning, evening, re.compile(anywhere, re.IGNORECASE))


WORDS = {
    "zh": _words((r"早上|早晨|清晨|上午|凌晨", r"下午|晚上|傍晚|晚间"), (r"(?!)", r"(?!)"), "午|晚|夜"),
    "ru": _words(
        (r"(?!)", r"(?!)"),
        (r"[\s\u00a0]*(?:час\w*[\s\u00a0])?утра\b", r"[\s\u00a0]*(?:час\w*[\s\u00a0])?(?:вечера|дня)\b"),
        "вечер|дня|днём|днем|ноч",
    ),
    "ky": _words(
        (r"(?:эртең менен(?:ки)?|таңкы)(?: саат)?", r"(?:кечки|кечинде|кечкурун|түштөн кийинки?)(?: саат)?"),
        (r"\w{0,4} эртең менен\b", r"\w{0,4} (?:кечинде|кечкурун)\b"),
        "кеч|түн|түш",
    ),
}


def _on_the_clock(time: Quantity) -> str:
    """`early` for an hour that is written 06:45, which nobody has twelve hours later; `late` for 18:45."""
    hour = min(time.values, default=Decimal(0)) // 1
    return "late" if NOON < hour < MIDNIGHT else "early" if time.text.startswith("0") and hour else ""


def swapped(
    pairs: Sequence[tuple[Quantity, Quantity]], source: str, target: str, source_language: str, target_language: str
) -> Iterator[tuple[Quantity, Quantity]]:
    """The hours, of those that agree, that are in the other half of the day in the target."""
    words = WORDS.get("zh" if target_language == "zt" else target_language)
    if source_language != "en" or words is None:
        return
    for one, other in pairs:
        said = SAID.match(source, one.end)
        if said is None:
            if one.kind == other.kind == "time" and {_on_the_clock(one), _on_the_clock(other)} == {"early", "late"}:
                yield one, other
            continue
        shown_half = SAID.match(target, other.end)
        if shown_half and shown_half[1].lower() == said[1].lower():
            continue
        hour = min(one.values, default=NOON) // 1
        if not 0 < hour < NOON:
            continue
        shown = min(other.values, default=NOON) // 1
        before, behind = target[max(0, other.start - NEAR) : other.start], target[other.end : other.end + NEAR]
        morning = any(words.morning.search(text) for text in (before, behind))
        evening = any(words.evening.search(text) for text in (before, behind))
        if said[1].lower() == "a":
            late = evening and (hour >= LEAST_EVENING or OF_DAY.search(f"{before}|{behind}"))
            wrong = shown > NOON or bool(late)
        else:
            wrong = morning or (other.kind == "time" and shown < NOON and words.anywhere.search(target) is None)
        if wrong:
            yield one, other
