"""Words of a translation that are its language's, written in Latin letters: santekhnik for сантехник, jiǎobàn."""

import functools
import itertools
import re

from toolkit import late
from toolkit.checks import gazetteer
from toolkit.checks.gazetteer import without_marks
from toolkit.checks.languages import is_known
from toolkit.checks.pair import Pair
from toolkit.checks.wordlists import listed
from toolkit.engines.scripts import SCRIPTS
from toolkit.morphology import english
from toolkit.morphology.kyrgyz.stemming import analyses
from toolkit.signs import Sign

MAY_BE_ROMANISED = Sign(r"[a-z\u00df-\u00f6\u00f8-\u00ff]{2}", flags=0)
WORD = late.compile(
    r"[A-Za-z\u00c0-\u024f](?<![A-Za-z\d_\u00c0-\u052f./@:#%$&<{\\'’-].)[A-Za-z\u00c0-\u024f]*"
    r"(?:['’-][A-Za-z\u00c0-\u024f]+)*(?![\d_(=>}]|[./@:][\w/])"
)
"""A word that is no part of a code."""
OPEN = late.compile(r"[(（\[【][^()（）\[\]【】]*\Z")
"""What stands before a word in brackets: where a translator gives a name in its own letters, Ursus arctos."""
LEAST, SAME = 4, 4
"""Letters of a word that is no sign or unit; first letters by which a word of the source is known in another form."""
LETTER = late.compile("shch|dzh|sh|ch|zh|kh|ts|yu|ya|yo|ye|iu|ia|ng|[a-zöüñ'’]")
CYRILLIC = {
    "shch": "щ", "dzh": "ж дж", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ts": "ц", "yu": "ю", "ya": "я", "yo": "ё",
    "ye": "е", "iu": "ю", "ia": "я ия", "ng": "нг ң", "a": "а", "b": "б", "c": "ц к", "d": "д", "e": "е э", "f": "ф",
    "g": "г", "h": "х", "i": "и", "j": "ж й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к",
    "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс х", "y": "ы й", "z": "з", "ö": "ө", "ü": "ү",
    "ñ": "ң", "'": "ь", "’": "ь",
}  # fmt: skip
"""Latin letters -> the Cyrillic ones that they may stand for."""
MOST_WAYS, LEAST_CAPITAL = 48, 6
"""Ways of reading a word that are tried; letters of one with a capital letter, which may be a name."""
SYLLABLE = (
    r"(?:[bpmf]|[dtnl]|[gkh]|[jqx]|zh?|ch?|sh?|[ryw])?"
    r"(?:i?ang|i?ong|u?ang|[ei]ng|i?an|u?an|[eiu]n|i?ao|[aeo]i|[ou]u|u[aoi]|i[aeu]|ue|[aeiou])"
)
PINYIN = late.compile(f"(?:{SYLLABLE}){{2,4}}")
TONES = late.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
NAME_ENDING = {
    "ru": late.compile(r"(?:a|u|e|y|i|om|em|oy|oi|oj|am|ami|akh|ah|ov|skiy|skij|skoy|skoi|skogo|skom)\Z"),
    "ky": late.compile(
        r"(?:(?:lar|ler|lor)?(?:[dt][aeo]|[dt][aeo]n|[gk][aeo]|[nd][iyu]n|[dt][iyu]n|[nd][iyu]|[dt][aeo]g[iyu])|"
        r"l[iyu]k|l[iyu]kt[aeiouy]\w*)\Z"
    ),
}
"""Endings of Russian and Kyrgyz in Latin letters, behind a name."""
PLACE = late.compile(
    r"(?:(?<=in )|(?<=from )|(?<=near )|(?<=to )|(?<=at )|(?<=of )|(?<=through )|(?<=via )|(?<=outside )|(?<=around )|"
    r"(?<=between ))[A-Z][a-z]{3,}(?![\w'’-]| [A-Z\d])"
)
GOES_ON = late.compile(
    r"\Z|[.,;:!?)]| (?:and|or|on|for|last|this|with|until|from|to|at|in|by|before|after|while|when|where|is|was|are|"
    r"has)\b"
)
"""What stands behind a place, where another name goes with a word: in Discord chats."""
ALONE = r"(?<![A-Za-z\d@/._«“\"‘'’(&+-])(?<![A-Za-z\d] ){}(?![A-Za-z\d@/_»”\"'(&+-]|\.\w| [A-Za-z\d])"
"""A word in Latin letters that is no part of a title or an address."""
OF_PLACES = late.compile(
    r"\b(?:born|died|buried|liv(?:e|es|ed|ing) in|stay(?:s|ed|ing)?|nights?|hotel|filmed|flew|fly|flights?|"
    r"arriv(?:e|es|ed)|travel\w*|train|trains|road|roads|city|town|village|harbour|port|lake|river|bridge|street|airport|station|"
    r"mayor|cathedral|church|school in|moved to|grew up)\b"
)
"""What is said of places, not of programs or firms."""


def romanised(pair: Pair) -> "re.Match[str] | None":
    """The first word in small Latin letters, or with one capital, of which the English source has nothing.

    Strings of programs name what their source does not: there it has to be a word of the language in other letters, as
    it has where a word of the source begins like it.
    """
    if pair.source_language != "en" or SCRIPTS.get(pair.target_language, "Latn") == "Latn":
        return None
    said = without_marks(pair.source.casefold())
    for match in WORD.finditer(pair.target):
        word = without_marks(match[0].casefold())
        if len(word) < LEAST or match[0][1:].upper() == match[0][1:] or word in said:
            continue
        if match[0] in listed("brand", "en") or match[0] in listed("kept", "en"):
            continue
        if (not pair.prose or word[:SAME] in said) and not _is_own(match[0], pair):
            continue
        if not OPEN.search(pair.target, 0, match.start()):
            return match
    return _place_left(pair) if pair.prose and pair.target_language in NAME_ENDING else None


def _is_own(word: str, pair: Pair) -> bool:
    """Whether a word in Latin letters is one of the target's language, or a name of the source with its ending."""
    if pair.target_language in NAME_ENDING:
        if pair.prose and _has_ending(word, pair):
            return True
        if word[0].isupper() and len(word) < LEAST_CAPITAL:
            return False
        return not english.is_common(word.lower()) and _is_spoken(word.casefold(), pair.target_language)
    if pair.target_language != "zh" or not word.islower():
        return False
    plain = without_marks(word)
    return PINYIN.fullmatch(plain) is not None and (TONES.search(word) is not None or not english.is_common(word))


def _has_ending(word: str, pair: Pair) -> bool:
    """Whether a word is a name of the source with an ending of Russian or Kyrgyz."""
    ending = NAME_ENDING[pair.target_language].search(word)
    return ending is not None and any(
        re.search(rf"(?<!\w){re.escape(word[:cut])}(?!\w)", pair.source) is not None
        for cut in range(max(LEAST, ending.start()), len(word))
    )


@functools.lru_cache(4096)
def _is_spoken(word: str, language: str) -> bool:
    """Whether a word in small Latin letters is one of Russian or Kyrgyz: skrytye, fayldardy."""
    parts = LETTER.findall(word)
    if "".join(parts) != word:
        return False
    ways = itertools.product(*(CYRILLIC[part].split(" ") for part in parts))
    for way in itertools.islice(ways, MOST_WAYS):
        read = "".join(way)
        if is_known(read, language):
            return True
        if language == "ky" and any(is_known(reading.lemma, "ky") for reading in analyses(read)):
            return True
    return False


def _place_left(pair: Pair) -> "re.Match[str] | None":
    """A place of the source in Latin letters: one that is known, or of which is said what is said of places only."""
    for name in PLACE.finditer(pair.source):
        if name[0] not in pair.target or name[0] in listed("firm", "en") or name[0] in listed("brand", "en"):
            continue
        known = any(not form.startswith("?") for one in gazetteer.called(name[0]) for form in one.ru)
        in_it = pair.source[: name.start()].endswith("in ") and GOES_ON.match(pair.source, name.end())
        if (known or (in_it and OF_PLACES.search(pair.source))) and not english.is_common(name[0].lower()):
            found = re.search(ALONE.format(name[0]), pair.target)
            if found:
                return found
    return None
