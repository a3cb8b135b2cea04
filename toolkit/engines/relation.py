"""Whether a text may be a translation of another one at all, or is one of something else.

Counted are the words of an English source that the lexicon knows, and those of them for which the other text has
anything: of right translations four words in five have it, of the translation of another text one in twenty. The
count ends as soon as it can no longer come to anything, which it does after a few words of nearly all translations.
"""

import functools
import re
from typing import NamedTuple

from toolkit import signs
from toolkit.engines.support import FUNCTION, hanzi, translations, ways
from toolkit.languages import code_of
from toolkit.signs.words import OfWords
from toolkit.terms import lexicon

FLAG = "unrelated"
TOLD = 2.5
"""Words without a translation that one which has it weighs."""
IN_PART = 0.5
"""What a word speaks for a Chinese text of which that has one character alone: 案 for 方案."""
SURELY = {"zh": 4.5, "ru": 4.0, "ky": 4.5}
"""Language -> the count above which a text is no translation: of 9,294 right ones 1, 0 and 0 come to it, of those of
another text of the same length 80, 85 and 73 in a hundred (own_sentences).
"""
LIKELY = {"zh": 1.0, "ru": 1.5, "ky": 2.0}
"""The same for what is none more often than not: 4, 8 and 7 more, and 18, 12 and 18 in a hundred."""
LEAST_WORD = 2
"""Letters of a word of the source that is asked for, at least, and one more."""
OF_NUMBERS = frozenset(
    re.findall(
        r"\w+",
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
        "per cent percent half quarter dozen decade decades century centuries "
        "january february march april may june july august september october november december",
    )
)
"""Words that are said in figures as well."""


BEFORE_WORDS = "\n\t\u00a0«„“\"'([-/>"
"""Marks behind which a word may begin without a space."""


class Asked(NamedTuple):
    """A word of an English text, and what another text may have for it."""

    word: str
    """In small letters."""
    ways: tuple[str, ...]
    """All that may stand for it, itself first, as they stand in what `laid` makes of a text: but in Chinese behind a
    space, since they are beginnings of words."""
    characters: frozenset[str]
    """The hanzi of those."""
    other: bool
    """Whether it is a figure, or may be a name: what became of it others ask."""


def _asked(piece: str, language: str) -> tuple[Asked, ...]:
    """The words of a piece of text without white space that are asked for."""
    other = piece.lstrip("(\"'“‘")[:1].isupper()
    return tuple([_word(word, language, other=other) for word in lexicon.words(piece) if _is_asked(word)])


def _is_asked(word: str) -> bool:
    if word.isdecimal():
        return len(word) > 1
    return len(word) > LEAST_WORD and word not in FUNCTION and word not in OF_NUMBERS and word[0].isalpha()


@functools.lru_cache(1 << 16)
def _word(word: str, language: str, *, other: bool) -> Asked:
    before = "" if language == "zh" else " "
    if word.isdecimal():
        return Asked(word, (before + word,), frozenset(), other=True)
    known = {word, *translations(word, language)}
    if language == "zh":
        known.update(way for way in ways(word, language) if len(way) == 1)
    beginnings = dict.fromkeys(before + way for way in (word, *known))
    return Asked(word, tuple(beginnings), hanzi(word) if language == "zh" else frozenset(), other)


def laid(made: str, language: str) -> str:
    """A text as what may stand for a word is looked for in it: in small letters, and but in Chinese with a space before
    each word, so that what stands there stands one character further on.
    """
    made = made.lower()
    if language == "zh":
        return made
    for mark in BEFORE_WORDS:
        made = made.replace(mark, " ")
    return f" {made}"


_of_piece = {language: OfWords(functools.partial(_asked, language=language)) for language in SURELY}


def asked(said: str, language: str) -> list[Asked]:
    """The words of an English text that a text in a language of LIKELY is asked for, in order."""
    found = map(_of_piece[language].__getitem__, signs.pieces(said))
    return [one for words in found if words for one in words]


def against(one: Asked, made: str) -> float:
    """How much a word speaks against a text, as `laid` makes it, that may have it; 0 where it is not known."""
    word, ways, characters, _ = one
    for way in ways:
        if way in made:
            return -TOLD
    if characters and not characters.isdisjoint(made):
        return -IN_PART
    return 1.0 if len(ways) > 1 or word.isdecimal() else 0.0


def told(said: str, made: str, target_language: str) -> tuple[int, int, float] | None:
    """(words of an English text that another one has, all that are known, how much they speak against it).

    None as soon as a text has enough of them, or where nobody can tell.
    """
    language = code_of(target_language)
    if language not in LIKELY:
        return None
    pieces, known_of = signs.pieces(said), _of_piece[language]
    limit, small = LIKELY[language] - len(pieces), laid(made, language)
    total, hits, known = 0.0, 0, 0
    for words in map(known_of.__getitem__, pieces):
        limit += 1.0  # as if each piece that is left had one word
        if not words:
            continue
        for one in words:
            found = against(one, small)
            total += found
            hits += found == -TOLD
            known += found != 0.0
        if total <= limit:
            return None
    return (hits, known, total) if total > LIKELY[language] else None


def surely_another(said: str, made: str, target_language: str) -> bool:
    """Whether a text is for certain no translation of an English one."""
    found = told(said, made, target_language)
    return found is not None and found[2] > SURELY[code_of(target_language)]
