"""A text that was put into a translation, wherever it begins and ends, and of which the source has nothing.

What tails.py is for the ends, this is for any words in a row: each speaks against the source by the evidence of
toolkit/engines/support.py, and the stretch by its length as well, by which the translation is longer than expected
(toolkit/engines/extent.py); beside it stand what was said before it and behind it in the source. The weights are those
of a logistic regression, which scripts/coverage.py makes of right translations and of the same with a clause of another
text in them.
"""

import bisect
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import signs
from toolkit.checks.aligned import confirmed, cut
from toolkit.checks.stretches import APART, CLOSE, Stretch, likelier, odds, weights_of
from toolkit.engines import extent
from toolkit.engines.support import OTHER, SHORT_SOURCE, asked, evidence, translations, units
from toolkit.engines.tails import INITIALS, MAY_BE_INITIALS, sentences
from toolkit.languages import code_of

TABLE = Path(__file__).parent / "inserted.tsv"
CHARACTERS = {"zh": (0.335, 0.285), "ru": (1.13, 1.0), "ky": (1.18, 1.055)}
"""Of the source, that hardly any translation with a text in it has fewer of (one of fifty): of a sentence, in which one
right one of ten has as many, and of a text of several, in which half of them have. Asked first.
"""
LONGER = 0.18
"""Logarithm of the characters of a translation for one expected, below which nothing is looked for: one right one in
fourteen has more."""
WORDS, OF_SENTENCE = 10, 8
"""Words of a source, at least, and of a sentence of it that has others."""
KNOWN = 4
"""Words of a translation that can be asked for, at least; of Chinese, each two hanzi."""
MOST = 0.75
"""Of a translation was put in, at most: more is another check's."""
LONG_NAME = 1.0
"""How much surer it has to be of two words, which are a name or an office as it is written out: a prime minister is
председатель Кабинета министров."""
SURER = 1.0
"""The same of a sentence of several, between which a translator may have moved a part."""
NEAR = 4
"""Words before and behind a stretch, one of which must be supported to tell what stands between in the source."""


class Unit(NamedTuple):
    """A word of a translation, of Chinese two hanzi."""

    start: int
    end: int
    """Characters up to the next one."""
    word: str
    """The word of the source that the lexicon has it for; empty for none."""
    against: float
    """How much it speaks against the source."""


class Traits(NamedTuple):
    """What tells that a text was put in."""

    constant: float
    """1."""
    surplus: float
    """Logarithm of the characters of the translation for one expected."""
    worth: float
    words: float
    part: float
    """Of the stretch for which most speaks."""
    told: float
    """Share of the words of the source of which the translation has anything."""
    strange: float
    """What its units speak against the source, for each of them."""
    close: float
    """1 where the source has nothing between what was said before the stretch and behind it."""
    apart: float
    """1 where it has enough."""
    size: float
    """Logarithm of the characters of the source."""
    more: float
    """1 with more sentences than the source."""


def inserted(source: str, target: str, target_language: str) -> str:
    """The words of a translation from the first to the last of such a stretch; empty for none."""
    language = code_of(target_language)
    if language not in extent.LANGUAGES or not source:
        return ""
    share = len(target) / len(source)
    sentence, text = CHARACTERS[language]
    if share < text or len(signs.pieces(source)) < WORDS:
        return ""
    if MAY_BE_INITIALS(source) and any(one not in target for one in INITIALS.findall(source)):
        return ""  # written out, it is many words
    if share > sentence:
        surplus = extent.surplus(source, target, language)
        if surplus > LONGER and (found := _inserted(source, target, language, surplus)):
            return found
    for said, made in cut(source, target):
        surplus = extent.surplus(said, made, language)
        if surplus <= LONGER or len(signs.pieces(said)) < OF_SENTENCE:
            continue
        found = _inserted(said, made, language, surplus, source, SURER)
        if found and confirmed(source, target, target_language):
            return found
    return ""


def _inserted(source: str, target: str, language: str, surplus: float, whole: str = "", surer: float = 0.0) -> str:
    """The same of a text, or of a sentence of a `whole` one; `surer` by so much more log-odds."""
    found = traits(source, target, language, surplus, whole)
    if found is None:
        return ""
    one, text = found
    limit, weights = weights_of(TABLE)[language]
    limit += surer + LONG_NAME * (" " in text and text.count(" ") < 2)
    return text if odds(one, weights) > limit else ""


def traits(source: str, target: str, language: str, surplus: float, whole: str = "") -> tuple[Traits, str] | None:
    """(what tells of a stretch, its text); None where nothing can be told. What stands in another sentence of a `whole`
    source supports a unit too.
    """
    wanted = _wanted(whole or source, language)
    every = _units(target, language, wanted)
    if len(every) < KNOWN:
        return None
    stretch = _most(every, surplus, len(target), language)
    if stretch is None:
        return None
    words, has = _asked(source), {unit.word for unit in every}
    one = Traits(
        1.0,
        surplus,
        stretch.worth,
        stretch.words,
        stretch.part,
        sum(word in has for word in words) / (len(words) + 1),
        sum(max(0.0, unit.against) for unit in every) / len(every),
        *_between(stretch, every, source.lower(), len(target)),
        math.log(len(source)),
        float(sentences(target) > sentences(source)),
    )
    return one, target[every[stretch.first].start : every[stretch.last].end].strip()


def _asked(source: str) -> list[str]:
    return [word for word in asked(source) if len(word) >= SHORT_SOURCE]


def _wanted(source: str, language: str) -> dict[str, str]:
    """What a unit of the translation may be -> the word of the source."""
    return {form: word for word in _asked(source) for form in translations(word, language)}


def _units(target: str, language: str, wanted: Mapping[str, str]) -> list[Unit]:
    """The units of a translation; a name that the lexicon does not know says nothing."""
    speaks = evidence(language)
    found = [
        (start, next((wanted[form] for form in forms if form in wanted), ""), forms[-1])
        for start, forms in units(target, language)
    ]
    kept = [one for one in found if language == "zh" or one[1] or one[2] in speaks or not target[one[0]].isupper()]
    ends = [*(start for start, _, _ in kept[1:]), len(target)][: len(kept)]
    return [
        Unit(start, end, word, speaks.get(name, speaks[OTHER])[not word])
        for (start, word, name), end in zip(kept, ends, strict=True)
    ]


def _most(every: Sequence[Unit], surplus: float, length: int, language: str) -> Stretch | None:
    """The stretch for which most speaks, of all; None where nothing speaks for any."""
    best: Stretch | None = None
    for first, begin in enumerate(every):
        if begin.against <= 0:
            continue
        speak = 0.0
        for last in range(first, len(every)):
            end = every[last]
            speak += end.against
            if end.against <= 0:
                continue
            part = min(MOST, (end.end - begin.start) / length)
            worth = speak + likelier(surplus, -math.log(1 - part), language)
            if worth > (best.worth if best else 0.0):
                best = Stretch(first, last, speak, part, worth)
    return best


def _between(stretch: Stretch, every: Sequence[Unit], said: str, length: int) -> tuple[float, float]:
    """(1 where a source in small letters has nothing between what was said before a stretch and behind it, 1 where it
    has enough); 0 each where nobody can tell.
    """
    found = [place for place, unit in enumerate(every) if unit.word]
    here = bisect.bisect_left(found, stretch.first)
    left = every[found[here - 1]] if here and found[here - 1] >= stretch.first - NEAR else None
    until = bisect.bisect_right(found, stretch.last)
    right = every[found[until]] if until < len(found) and found[until] <= stretch.last + NEAR else None
    if left is right or (left is None and stretch.first) or (right is None and stretch.last < len(every) - 1):
        return 0.0, 0.0
    start = max(0, said.find(left.word)) + len(left.word) if left else 0
    end = said.find(right.word) if right else len(said)
    if end < start:
        return 0.0, 1.0
    outer = ((right.start if right else length) - (left.start if left else 0)) / length * len(said)
    return float(end - start < CLOSE * outer), float(end - start > APART * outer)
