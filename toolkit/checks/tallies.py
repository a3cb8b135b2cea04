"""How often numbers in words are said: three pieces and two holes are not две части и два отверстия.

A number that stands for another one is not strange where the source has it too. Then the translation says it once more
than the source, and what it stands for once less, or one of something became it. And how many pairs there are, whose
words say two as well.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit import late
from toolkit.quantities.leftovers import values_of
from toolkit.quantities.singles import SINGLE
from toolkit.quantities.spelled import Spelled, after_figures, compounds, spelled, without_long
from toolkit.quantities.values import quantities
from toolkit.quantities.worded import MAY_BE_ONE, SCORES, VAGUE, is_part, of_a_date
from toolkit.quantities.words import words_of

SMALL = frozenset(map(Decimal, range(2, 21)))
"""Numbers that are taken for each other."""
TWOS = late.compile(
    r"\b(?:either|neither|twins?|double[ds]?|dual|duo|another|half|each|between|mutual|bi\w+)\b", re.IGNORECASE
)
"""What others say with two as well, beside what words.tsv has."""
TWO = Decimal(2)
NO_THING = frozenset(("pair", "couple", "set", "group", "team", "series"))
"""Of which there is one, though there are several of what it holds."""
PAIRS = late.compile(r" (?:[a-z]+ )?pairs\b", re.IGNORECASE)
MADE_PAIRS = {
    "zh": late.compile("[双对]"),
    "ru": late.compile(r" (?:[а-яё]+ )?пар(?:ы|ами|ам|ах)?\b", re.IGNORECASE),
    "ky": late.compile(r" (?:түгөй|жуп|кош)\w*", re.IGNORECASE),
}


def other_tallies(source: str, target: str, language: str) -> Iterator[tuple[str, int, int]]:
    """(number in words of an English source, or one of something, where the target has another one once too often)."""
    said = [one for one in spelled(source, "en") if one.value in SMALL and not VAGUE.match(source, one.end)]
    if not said:
        return
    every = spelled(target, language)
    if pairs := next((one for one in said if PAIRS.match(source, one.end)), None):
        made = [one for one in every if MADE_PAIRS[language].match(target, one.end)]
        if made and all(one.value != pairs.value for one in made):
            yield source[pairs.start : pairs.end], made[0].start, made[0].end
            return
    made = [
        one
        for one in every
        if one.value in SMALL
        and not after_figures(target, one.start)
        and not is_part(one, every)
        and not (language == "zh" and (of_a_date(target, one) or target[one.start - 1 : one.start] == "第"))
        and not SCORES.match(target, one.end)
    ]
    here, there = (Counter(one.value for one in numbers) for numbers in (said, made))
    lost, added = here - there, there - here
    if added and not lost and TWO in here and TWOS.search(source):
        lost = here + Counter({TWO: 1}) - there  # at either end, 距两端
    if sum(added.values()) != 1 or sum(lost.values()) > 1:
        return
    (strange,) = added
    if strange in _figures(source, "en"):
        return
    last = next(one for one in reversed(made) if one.value == strange)
    if lost:
        (value,) = lost
        by_words = there[value] == 0 and value in _optional(target, language, every)
        own = words_of("en").optional.values(source) if by_words or strange not in here else set()
        by_both = by_words and value in own  # a pair that raised two broods
        if strange not in here and (strange in own or not (there[value] or by_both)):
            return  # a number that the source has in no way is told without counting
        if value not in _figures(target, language) and (by_both or not by_words):
            one = next(one for one in said if one.value == value)
            yield source[one.start : one.end], last.start, last.end
        return
    if strange in words_of("en").optional.values(source) or (strange == TWO and TWOS.search(source)):
        return
    single = SINGLE.search(source) if MAY_BE_ONE(source) and all(one.value != 1 for one in every) else None
    if single and single[0].split()[-1] not in NO_THING:
        yield single[0], last.start, last.end


def _figures(text: str, language: str) -> set[Decimal]:
    return values_of(quantities(text, language))


def _optional(text: str, language: str, numbers: Sequence[Spelled]) -> set[Decimal]:
    """What a text may say in words that are no numbers by themselves: втроём, двухлетний."""
    joined = {one.value for one in compounds(text)} if language == "ru" else set()
    return joined | words_of(language).optional.values(without_long(text, numbers))
