"""A part of a sentence that a short translation says nothing of: until it turns green, because they may choke.

Told where a translation has fewer words than such have, and the lexicon finds none of those of a part of its source.
"""

import re
from collections.abc import Iterator

from toolkit.engines.support import FUNCTION, translations
from toolkit.engines.tails import USUAL, size
from toolkit.languages import code_of
from toolkit.quantities.comparison import numbers_of
from toolkit.quantities.spelled import spelled
from toolkit.quantities.worded import MAY_COUNT
from toolkit.terms import lexicon

SHORT = {"zh": (0.6, 0.6), "ru": (0.8, 0.6), "ky": (0.8, 0.6)}
"""Language -> share of the usual words below which a sentence, and a string of a program, is short. Of right ones of
own_sentences and of Debian's catalogs at most 0.4 in a hundred are so short and have a part of which nothing is found;
news in Chinese is shorter than other texts are."""
CHARACTERS = {"zh": 0.28, "ru": 0.9, "ky": 0.9}
"""Of the source, that no such translation has more of: asked first, as counting words takes longer."""
LEAST = 40
"""Characters of a source that has parts."""
PART = re.compile(
    r"[,;:.!?—–()“”\"]|\b(?:and|or|but|because|while|until|although|though|unless|since|if|when|where|which|who|before|"
    r"after|without)\b"
)
"""Between two parts of a sentence."""
POLITE = re.compile(
    r"(?:are you (?:really )?sure (?:that )?you|do you (?:really|still)?|would you) (?:want|wish|like)\b|"
    r"\b(?:click (?:here|on)|please|try again|allows? (?:you|the|for))\b",
    re.IGNORECASE,
)
"""What others ask and beg in fewer words."""
FIGURE = re.compile(r"\d+")
WORDS = 3
"""Of a part, at least."""
ASKED = 2
"""Words of a part that the lexicon knows, at least."""


def lost_part(source: str, target: str, target_language: str, *, prose: bool) -> str:
    """The part of an English source of which a short translation says nothing; empty for none."""
    language = code_of(target_language)
    if language not in SHORT or len(source) < LEAST or len(target) > CHARACTERS[language] * len(source):
        return ""
    if size(target, language) >= SHORT[language][not prose] * USUAL[language] * size(source, "en"):
        return ""
    made = target.lower()
    counts, lost, heard = MAY_COUNT(source), "", False
    for part in _parts(POLITE.sub(",", source)):
        told = _told(part, made, language, counts=counts)
        heard = heard or told is True
        lost = lost or (part if told is False else "")
        if lost and heard:
            return lost
    return ""  # where it says nothing of any, it is put in other words: a proverb


def _parts(source: str) -> Iterator[str]:
    return (part for one in PART.split(source) if (part := one.strip()))


def _told(part: str, made: str, language: str, *, counts: bool) -> bool | None:
    """Whether a translation in small letters says anything of a part; None for one of which nobody knows.

    `counts`: whether there may be a number in words.
    """
    if any(one in made for one in FIGURE.findall(part)):
        return True
    numbers = {one.value for one in spelled(part, "en")} if counts and MAY_COUNT(part) else set()
    if numbers and not numbers.isdisjoint(numbers_of(made, language)):
        return True
    said = lexicon.words(part)
    words = {word for word in said if len(word) > 2} - FUNCTION
    if any(word in made for word in words):
        return True  # a name
    known = [ways for word in words if (ways := translations(word, language))]
    if any(one in made for ways in known for one in ways):
        return True
    return False if len(known) >= ASKED and len(said) >= WORDS else None
