"""Whether a source has an excuse for a denial of its translation: a word that is often said by one, as until and off.

Nearly every text has a word that may be said by a denial. It is a reason for one only as long as the translation
says it in no other way: of `until` with `чейин` nothing is left to deny.
"""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from toolkit import late
from toolkit.checks.polarity import (
    MAY_BE_WEAK,
    MAY_DENY,
    MAY_DENY_WEAKLY,
    MAY_SAY,
    NEAR,
    STRONG,
    WEAK,
    WORD,
    denies,
    senses,
)
from toolkit.checks.wordlists import listed, table_rows
from toolkit.engines import support
from toolkit.signs import Sign
from toolkit.terms.lexicon import LANGUAGES

DENIED = {
    "ru": STRONG["ru"],
    "zh": late.compile(rf"(?:{STRONG['zh'].pattern}).{{0,2}}"),
    "ky": late.compile(rf"\w*(?:{STRONG['ky'].pattern})", re.IGNORECASE),
}
"""What a translation denies, with the word that it denies."""


def allows(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether a source denies, or says what translations into a language often say by a denial: failed, unless, off.

    A word that the translation has a word for is no reason: in `не отказался` the refusal stands beside the denial.
    """
    strong, weak = STRONG.get(source_language), WEAK.get(source_language)
    if source_language != "en" or strong is None or weak is None:
        return denies(source, source_language)
    may_deny = MAY_DENY["en"](source)
    if may_deny and strong.search(MAY_DENY["en"].around(source, *NEAR)):
        return True
    language = "zh" if target_language == "zt" else target_language
    one_word = (may_deny or MAY_DENY_WEAKLY["en"](source)) and _allowing(language).matches(source)
    if not one_word and MAY_SAY.search(source) is None:
        return False
    return not _all_said(source, target, language)


PHRASES = Path(__file__).with_suffix(".tsv")
LANGUAGES_OF_TABLE = ("zh", "ru", "ky")
WAITING = {
    "ru": late.compile(r"\bпока(?:\s+\w+){0,2}\s+не\b", re.IGNORECASE),
    "ky": late.compile(r"м[аеоө]й[ыиуү]нч[аеоө]\b", re.IGNORECASE),
}
"""Until as it is said by a denial of its own."""
UNTIL = {
    "ru": (
        late.compile(r"\bдо\b", re.IGNORECASE),
        late.compile(r"\b(?:пока|прежде|только|лишь|раньше|ранее)\b", re.IGNORECASE),
    ),
    "ky": (
        late.compile(r"\bчейин\b|[гк][аеоө]нч[аеоө]\b", re.IGNORECASE),
        late.compile(r"\b(?:гана|мурда)\b", re.IGNORECASE),
    ),
}
"""Language -> until as it is said without a denial, and what may make one of it."""
LESS = {"zh": late.compile("少|降|减|低|小于|不到"), "ky": late.compile(r"\bаз\w*|\bкем\b|\bтөмөн", re.IGNORECASE),
        "ru": late.compile(r"\b(?:мен(?:ее|ьше)|ниже|мало)\b", re.IGNORECASE)}  # fmt: skip
"""Less as it is said without a denial."""


def _all_said(source: str, target: str, language: str) -> bool:
    """Whether a translation has a word of its own for each reason of the source, and denies seldom beside those."""
    if language not in LANGUAGES:
        return False
    every = {match[0].casefold() for match in WEAK["en"].finditer(source)}
    reasons = every - listed("seldom", language)
    if reasons & {"until", "less"} or any(" " in one for one in reasons):
        rest = DENIED[language].sub(" ", target)
        if all(one == "until" or " " in one for one in every) and _said_until(target, rest, language):
            reasons.discard("until")
        if "less" in reasons and LESS[language].search(rest):
            reasons.discard("less")
        reasons = {one for one in reasons if " " not in one or not _said_otherwise(one, rest, language)}
    return reasons.isdisjoint(listed("beside", language)) and said(reasons, target, language)


def _said_until(target: str, rest: str, language: str) -> bool:
    """Whether a translation says until without a denial, or by the one that belongs to it: пока не."""
    if language not in UNTIL:
        return False
    by_itself, otherwise = UNTIL[language]
    return WAITING[language].search(target) is not None or (
        by_itself.search(rest) is not None and otherwise.search(target) is None
    )


@functools.cache
def _phrases(language: str) -> tuple[tuple["re.Pattern[str]", "re.Pattern[str]"], ...]:
    """(a phrase that is a reason, what says it without a denial)."""
    found = []
    for phrase, *made in table_rows(PHRASES):
        either = made[LANGUAGES_OF_TABLE.index(language)]
        found.append(
            (re.compile(phrase), re.compile(either if language == "zh" else rf"\b(?:{either})\b", re.IGNORECASE))
        )
    return tuple(found)


def _said_otherwise(phrase: str, rest: str, language: str) -> bool:
    """Whether a translation says a phrase of its source without a denial: stay away, держаться подальше."""
    return any(one.fullmatch(phrase) and made.search(rest) for one, made in _phrases(language))


def said(words: Iterable[str], target: str, language: str) -> bool:
    """Whether a translation has, beside what it denies, words that the lexicon has for all of some English ones."""
    if language not in LANGUAGES:
        return False
    rest = DENIED[language].sub(" ", target).lower()
    if language == "zh":
        stands = {rest[place : place + 2] for place in range(len(rest) - 1)}
    else:
        lengths = range(support.STEM[0], support.STEM[1] + 1)
        stands = {word[:length] for word in WORD.findall(rest) for length in lengths}
    return all(not support.translations(one, language).isdisjoint(stands) for one in words)


@functools.cache
def _allowing(language: str) -> Sign:
    """Words of English by which a denial may be expressed, and that translations into the language do not say so."""
    seldom, weak = listed("seldom", language), WEAK["en"]

    def allows(text: str) -> bool:
        return any(match[0].casefold() not in seldom for match in weak.finditer(text))

    return Sign(MAY_BE_WEAK, "Latn", "en", accepts=allows)


def expressing(language: str) -> tuple[Sign, ...]:
    """What English words are asked for, of which translations into a language may deny something."""
    own = "zh" if language == "zt" else language
    return (_allowing(own), *(said for said, _ in senses(own))) if own in LANGUAGES else ()
