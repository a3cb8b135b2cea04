"""How a suffix takes its vowels and its first consonant from the word before it.

A suffix is written once, as a template: capitals stand for sounds that follow the word, small letters for
themselves, and what is in parentheses comes only where two vowels or two consonants would meet.

    A  а е о ө        I  ы и у ү        D  д т        L  л д т        N  н д т        G  г к        B  б п
    (с)I  китеб-и, бала-сы              (I)м  китеб-им, бала-м
"""

from typing import NamedTuple

VOWELS = frozenset("аеёиоуыэюяөү")
VOICELESS = frozenset("кпстфхцчшщ")
OPEN = {
    **dict.fromkeys("аыуяю", "а"),
    **dict.fromkeys("оё", "о"),
    **dict.fromkeys("еэи", "е"),
    **dict.fromkeys("өү", "ө"),
}
"""Last vowel of the word -> the open vowel A."""
CLOSE = {
    **dict.fromkeys("аыя", "ы"),
    **dict.fromkeys("оуёю", "у"),
    **dict.fromkeys("еэи", "и"),
    **dict.fromkeys("өү", "ү"),
}
"""Last vowel of the word -> the close vowel I."""
SOFT_WORDS = {"рубль": "е", "ансамбль": "е"}
"""Loans whose last syllable is heard soft although it is written with a back vowel."""
DROPPING = {"орун": "орд", "мурун": "мурд", "эрин": "эрд", "мойун": "мойн", "карын": "кард"}
"""Stems that lose their last vowel before a vowel: орун, but орду."""
GLIDES = {"йа": "я", "йо": "ё", "йу": "ю", "йе": "е", "йэ": "е"}
"""й and a vowel are one letter where the alphabet has one: кой + уп is коюп. (йө, йү, йы and йи stay two.)"""


class Harmony(NamedTuple):
    """What a suffix must know of the word before it."""

    open: str
    """а, е, о or ө."""
    close: str
    """ы, и, у or ү."""
    final: str
    """``vowel``, ``voiceless``, ``liquid`` (р, й) or ``voiced``."""


def harmony_of(word: str) -> Harmony:
    """The harmony that a suffix of this word takes; one without vowels (an abbreviation) is read with е."""
    lowered = word.lower()
    if lowered in SOFT_WORDS:
        vowel = SOFT_WORDS[lowered]
    else:
        vowel = next((letter for letter in reversed(lowered) if letter in VOWELS), "е")
    letters = lowered.rstrip('ьъ»”")')
    last = letters[-1:] or "е"
    if last in VOWELS:
        final = "vowel"
    elif last in VOICELESS:
        final = "voiceless"
    else:
        final = "liquid" if last in "рй" else "voiced"
    return Harmony(OPEN[vowel], CLOSE[vowel], final)


FIRST_CONSONANTS = {
    "D": {"voiceless": "т"},
    "G": {"voiceless": "к"},
    "B": {"voiceless": "п"},
    "L": {"voiceless": "т", "voiced": "д"},
    "N": {"voiceless": "т", "voiced": "д", "liquid": "д"},
}
PLAIN_CONSONANTS = {"D": "д", "G": "г", "B": "б", "L": "л", "N": "н"}


def attach(word: str, template: str) -> str:
    """The word with the suffix: ``attach("өлкө", "LAр")`` is ``өлкөлөр``.

    Letters of the word change where the orthography says so: к and п between vowels become г and б, a final soft sign
    goes, a few stems lose their last vowel. A word in quotation marks takes its ending after them, unchanged.
    """
    if not word:
        return word
    if not word[-1].isalpha():  # «Кумтөр»дүн, 5%дан: nothing in the word itself can change
        bare = word.rstrip('»”")%')
        return word + realise(harmony_of(bare), template)
    if word.isupper() and len(word) > 1:
        return f"{word}{realise(harmony_of(word), template)}"
    harmony = harmony_of(word)
    suffix = realise(harmony, template)
    base = word
    if base[-1] in "ьъ":
        base = base[:-1]
    if suffix and suffix[0] in VOWELS:
        base = before_vowel(base)
        if base[-1:] == "й" and "й" + suffix[0] in GLIDES:
            return base[:-1] + GLIDES["й" + suffix[0]] + suffix[1:]
    return base + suffix


def before_vowel(word: str) -> str:
    """The word as it stands before a suffix that begins with a vowel."""
    lowered = word.lower()
    for full, short in DROPPING.items():
        if lowered == full or lowered.endswith(("-" + full, " " + full)):
            return word[: -len(full)] + short
    if len(word) >= 2 and word[-2].lower() in VOWELS:
        return word[:-1] + {"к": "г", "п": "б"}.get(word[-1], word[-1])
    return word


def realise(harmony: Harmony, template: str) -> str:
    """The suffix alone, after a word of this harmony."""
    opened, closed, final = harmony
    written: list[str] = []
    position = 0
    while position < len(template):
        letter = template[position]
        if letter == "(":
            inside = template[position + 1]
            wanted = final != "vowel" if inside in "IA" else final == "vowel"
            position += 3
            if not wanted:
                continue
            letter = inside
        else:
            position += 1
        if letter == "A":
            written.append(opened)
            opened, closed = OPEN[opened], CLOSE[opened]
        elif letter == "I":
            written.append(closed)
            opened, closed = OPEN[closed], CLOSE[closed]
        elif letter in PLAIN_CONSONANTS:
            written.append(FIRST_CONSONANTS[letter].get(final, PLAIN_CONSONANTS[letter]))
        else:
            written.append(letter)
            if letter in VOWELS:
                opened, closed = OPEN[letter], CLOSE[letter]
        last = written[-1]
        final = (
            "vowel" if last in VOWELS else "voiceless" if last in VOICELESS else "liquid" if last in "рй" else "voiced"
        )
    return "".join(written)
