"""Names in Latin letters that a translation into another script has and its source has not: Ericsson for Nokia."""

import re

from toolkit import late
from toolkit.checks import gazetteer
from toolkit.checks.hearing import heard
from toolkit.checks.machine import LOOK_ALIKE
from toolkit.checks.pair import Pair
from toolkit.checks.wordlists import listed
from toolkit.morphology import english
from toolkit.signs import Sign
from toolkit.terms.lexicon import LANGUAGES, load

KNOWN = 4
"""Letters by which a form of a translation is known."""
SOURCE_WORD = late.compile(r"[^\W\d_]{3,}")
HAS_LATIN = Sign("[A-Z]", flags=0)
LATIN_NAME = late.compile(
    r"[A-Z](?<![A-Za-z\d_\u00c0-\u052f./@:#%$&<{\\-].)[a-z]{3,}"
    r"(?![A-Za-z\d_\u00c0-\u052f(=>}]|[./@:][\w/]|-[a-z])"
)
"""A word in Latin letters that a translation into another script has kept; hanzi may stand right beside it."""
LATIN_SHORT = late.compile(
    r"(?<![A-Za-z\d_\u00c0-\u052f./@:#%$&<{\\-])(?:[A-Z]{3,6}|[a-z]{1,3}[A-Z]{1,2}[A-Za-z]{1,8})"
    r"(?![A-Za-z\d_\u00c0-\u052f(=>}-]|[./@:][\w/])"
)
"""An abbreviation, or a name whose capital letter stands within: IBAN, macOS."""


LABELS = (
    "appendix|annex|block|building|class|category|door|entrance|exit|gate|grade|group|hall|hepatitis|level|line|part|plan|"
    "platform|point|section|sector|table|team|terminal|type|unit|variant|vitamin|wing|zone|row|seat|column|floor"
)
MAY_BE_LABEL = Sign(rf"\b(?:{LABELS})(?:s|es)?\b", "Latn", "en")
LABELLED = late.compile(
    rf"\b(?i:{LABELS})(?:s|es)? ([A-Z])(?:(?: (?:to|and|or) | ?[–-] ?)([A-Z]))?(?![\w'’+#/*-]|\.\w)"
)
"""A letter by which one of several is called: Block C."""
LETTER = late.compile(r"(?<![A-Za-z\d_\u0400-\u052f'’.+#/*&-])[A-Z](?![A-Za-z\d_'’+#/*&-]|\.\w)")
ALIKE = {letter: LOOK_ALIKE[letter] for letter in "ABCEHKMOPTX"}


def other_letter(pair: Pair) -> tuple[int, str] | None:
    """A letter alone that the source has not, where one that calls a thing of the source is gone: B座 for Block C."""
    every = LABELLED.findall(pair.source) if MAY_BE_LABEL(pair.source) else ()
    said = [one for both in every for one in both if one]
    lost = [one for one in said if one not in pair.target and ALIKE.get(one, one) not in pair.target]
    strange = [one for one in LETTER.finditer(pair.target) if one[0] not in LETTER.findall(pair.source)] if lost else []
    return (strange[0].start(), strange[0][0]) if strange else None


def stranger(pair: Pair) -> tuple[int, str] | None:
    """A name in Latin letters that the source has not, where one of the source is gone: Ericsson for Nokia."""
    if pair.target.isascii():
        return None
    if letter := other_letter(pair):
        return letter
    small = pair.source.casefold()
    if (short := _short_stranger(pair, small)) or not pair.prose:
        return short
    for match in LATIN_NAME.finditer(pair.target):
        if match[0].casefold() in small or english.is_common(match[0].casefold()):
            continue
        for said in LATIN_NAME.finditer(pair.source):
            if said[0] not in pair.target and not english.is_common(said[0].casefold()) and not heard(said[0], pair):
                return match.start(), match[0]
    return None


def _brands(text: str) -> list[re.Match[str]]:
    """The names that stay in Latin letters in any translation."""
    return [one for one in LATIN_NAME.finditer(text) if one[0] in listed("brand", "en")]


def _short_stranger(pair: Pair, small: str) -> tuple[int, str] | None:
    """An abbreviation in Latin letters that the source, here in small letters, has in no way, where one of it is gone.

    What the lexicon knows may have been translated; what is made of first letters of the source stands for its words.
    """
    every = [*LATIN_SHORT.finditer(pair.target), *_brands(pair.target)]
    strange = [one for one in every if one[0].casefold() not in small]
    if len(strange) != 1:
        return None
    lost = [one[0] for one in LATIN_SHORT.finditer(pair.source) if one[0].casefold() not in pair.target.casefold()]
    lost += [one[0] for one in _brands(pair.source) if one[0] not in pair.target and not heard(one[0], pair)]
    letters = "".join(word[0] for word in SOURCE_WORD.findall(small))
    if len(lost) != 1 or strange[0][0].casefold() in letters:
        return None
    known = load(pair.target_language).find((lost[0].casefold(),)) if pair.target_language in LANGUAGES else ()
    made = pair.target.casefold()
    if gazetteer.called(lost[0]) or any(one.target[:KNOWN].casefold() in made for one in known):
        return None
    return strange[0].start(), strange[0][0]
