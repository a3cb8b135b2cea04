"""Numbers that are the least on one side and the most on the other: more than 50, меньше 50; under 18, 18岁以上.

Only of a number that both texts have once: what stands right beside it says which it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.values import Quantity
from toolkit.signs import Sign

MAY_BOUND = Sign(r"\b(?:than|over|under|above|below|least|most|exceed\w*|excess|upwards|older|younger)\b", "Latn", "en")
OVER, UNDER = "over", "under"
NUMBER = (
    r"(?: the age of)? (?:[$€£¥]|an? )?(?=\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|"
    r"hundred|thousand|million|billion|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b)"
)
FOLLOWED = late.compile(rf"(?: than| of)?{NUMBER}", re.IGNORECASE)
"""What stands behind one of those words, asked first: few have a number there."""
ENGLISH = late.compile(
    r"\b(?:(?P<over>(?:no|not) (?:less|fewer) than|at least|"
    r"(?<!no )(?<!not )(?:more|older|longer|greater|higher|larger) than|"
    r"over|above|exceed(?:s|ed|ing)?|in excess of|upwards of)|"
    r"(?P<under>(?:no|not) more than|at most|(?<!no )(?<!not )(?:less|fewer|younger|shorter|lower|smaller) than|"
    rf"under|below|not exceeding)){NUMBER}",
    re.IGNORECASE,
)
BEHIND = late.compile(
    r"(?<=[\da-z])(?:[- ]years?(?:[- ](?:olds?|of age))?)? (?:and|or) "
    r"(?:(?P<over>over|older|above)|(?P<under>under|younger|below))\b",
    re.IGNORECASE,
)
"""The same behind one: aged five and over."""
BEFORE = 16
"""Characters before one of those words with which what it says may begin: no fewer."""
NEAR = 28
"""Characters beside a number that are looked at."""


class Way(NamedTuple):
    """How a language says that a number is the least or the most."""

    before: "re.Pattern[str]"
    behind: "re.Pattern[str]"


def _way(before: str, behind: str) -> Way:
    return Way(late.compile(rf"(?:{before})\Z", re.IGNORECASE), late.compile(rf"\A(?:{behind})", re.IGNORECASE))


BESIDE = "(?: чем)?(?: (?:на|в|за|через|из|у|с|к|по|до|для))?[ \u00a0]"
"""Between a Russian comparison and its number."""
FROM = r"[^\s\d]*(?: [^\s\d]+){0,2}?(?<=[дт][аеоө]н) "
"""Between a Kyrgyz number and its comparison: what it counts, in the ablative."""
DENIES = {
    "en": late.compile(
        r"\b(?:no|not|never|nor|neither|nobody|nothing|none|without|unless|cannot|forbid\w*|prohibit\w*|bann?\w*)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "zh": late.compile("[不没未无勿禁别莫非]"),
    "ru": late.compile(r"\b(?:не|нет|ни|без|запре\w+|нельзя)\b", re.IGNORECASE),
    "ky": late.compile(r"\b(?:эмес|жок|тыюу|эч)\b|[бпм][аеоө](?:йт|ст?|г[аеоө]н|ш|сын|син|й)\w*\b", re.IGNORECASE),
}
"""What may turn a bound round wherever it stands: no more than five, бештен ашык … болбойт."""
WAYS = {
    "zh": {
        OVER: _way("(?:(?<![不没未])(?<!没有)(?:超过|多于|高于|大于|逾|超出)|至少|最少|起码|不[少低小]于)[了有为达]?",
                   "[^，。；、\\d]{0,5}?以上|[多余]"),
        UNDER: _way("(?:(?<!不)[少低小]于|不[到足满]|未满|[至最]多|(?:[不未没]|没有)超过|不[多高大]于)[了有为]?",
                    "[^，。；、\\d]{0,5}?以[下内]"),
    },
    "ru": {
        OVER: _way(rf"(?:(?<!не )\b(?:более|больше|свыше|выше|старше|дольше)|"
                   rf"\bне (?:менее|меньше|ниже|младше|моложе)|\bминимум){BESIDE}|\bот[ \u00a0]",
                   r"(?: \S+)? (?:и (?:старше|больше|выше|более)|с (?:лишним|небольшим))\b"),
        UNDER: _way(rf"(?:(?<!не )\b(?:менее|меньше|ниже|младше|моложе)|"
                    rf"\bне (?:более|больше|выше|старше)|\bмаксимум){BESIDE}|\bдо[ \u00a0]", "(?!)"),
    },
    "ky": {
        OVER: _way(r"\b(?:кеминде|кеминен|эң аз дегенде|жок дегенде) ",
                   rf"{FROM}(?:ашык|ашуун|көп(?! эмес)|жогору(?!\w* эмес)\w*|өйдө|(?:кем|аз) эмес|улуу|баштап|"
                   r"тартып)\b"),
        UNDER: _way(r"\b(?:эң көп дегенде|көп дегенде) ",
                    rf"{FROM}(?:аз(?! эмес)|кем(?! эмес)|төмөн|кичүү|ашпа\w+|көп эмес|жогору эмес)\b|"
                    r"[^\s\d]*(?: [^\s\d]+){0,2}?(?<=[гк][аеоө]) (?:жетпе\w+|чейин)"),
    },
}  # fmt: skip


def other_bounds(
    source: str,
    target: str,
    said: Callable[[], Sequence[Quantity]],
    made: Callable[[], Sequence[Quantity]],
    target_language: str,
) -> Iterator[tuple[str, int, int]]:
    """(a bound and its number in an English source, where the target has that number with the opposite bound)."""
    language = "zh" if target_language == "zt" else target_language
    places = MAY_BOUND.places(source)
    if language not in WAYS or not any(
        FOLLOWED.match(source, end) or source[max(0, start - len(" and ")) : start].endswith((" and ", " or "))
        for start, end in places
    ):
        return
    around = max(0, places[0][0] - BEFORE), places[-1][1] + NEAR
    for match in (*ENGLISH.finditer(source, *around), *BEHIND.finditer(source, *around)):
        beside = {match.end(), match.end() - len("a "), match.start()}
        here = [one for one in _numbers(source, said, "en") if one.start in beside or one.end in beside]
        there = [one for one in _numbers(target, made, language) if here and not here[0].values.isdisjoint(one.values)]
        if len(there) != 1:
            continue
        wanted, wrong = (OVER, UNDER) if match["over"] else (UNDER, OVER)
        place = _beside(target, there[0], WAYS[language][wrong])
        if not place or _beside(target, there[0], WAYS[language][wanted]):
            continue
        bound = min(match.start(), here[0].start), max(match.end(), here[0].end)
        rest = f"{source[: bound[0]]} {source[bound[1] :]}", f"{target[: place[0]]} {target[place[1] :]}"
        if not any(DENIES[code].search(text) for code, text in zip(("en", language), rest, strict=True)):
            yield source[slice(*bound)].strip(), *place


def _numbers(text: str, figures: Callable[[], Sequence[Quantity]], language: str) -> list[Quantity]:
    """The numbers of a text, in figures and in words."""
    in_words = (
        Quantity(text[one.start : one.end], one.start, one.end, frozenset((one.value,)))
        for one in spelled(text, language)
    )
    return [*figures(), *in_words]


def _beside(text: str, number: Quantity, way: Way) -> tuple[int, int] | None:
    """Where a number stands with what says it beside it; None where nothing does."""
    before = way.before.search(text[max(0, number.start - NEAR) : number.start])
    behind = way.behind.search(text[number.end : number.end + NEAR])
    if before is None and behind is None:
        return None
    length = len(before[0]) if before else 0
    return number.start - length, number.end + (len(behind[0]) if behind else 0)
