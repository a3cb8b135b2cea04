"""Counting of scripts, words and letters. The table words.tsv has what each language of a shared script uses most."""

import functools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = (
    ("Latn", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"), ("Cyrl", "\u0400-\u052f"), ("Hani", "\u3400-\u9fff\uf900-\ufaff"),
    ("Kana", "\u3040-\u30ff"), ("Hang", "\uac00-\ud7a3\u1100-\u11ff"), ("Arab", "\u0600-\u06ff\u0750-\u077f"),
    ("Grek", "\u0370-\u03ff"), ("Hebr", "\u0590-\u05ff"), ("Deva", "\u0900-\u097f"), ("Thai", "\u0e00-\u0e7f"),
    ("Geor", "\u10a0-\u10ff"), ("Armn", "\u0530-\u058f"), ("Beng", "\u0980-\u09ff"), ("Taml", "\u0b80-\u0bff"),
)  # fmt: skip
"""Script -> its letters, as ranges from one to another."""
ONLY = {
    "Kana": "ja", "Hang": "ko", "Grek": "el", "Hebr": "he", "Deva": "hi", "Thai": "th", "Geor": "ka", "Armn": "hy",
    "Beng": "bn", "Taml": "ta",
}  # fmt: skip
"""Scripts that by far most of what is written in them shares with one language."""
PERSIAN = re.compile("[پچژگکی]")
WORD = re.compile(r"[^\W\d_]+")
TECHNICAL = re.compile(
    r"%[-+ #0]{0,5}[\d.*]{0,8}(?:hh|ll|[hlLzjt])?[a-zA-Z@]|%?\([^()\s]{1,60}\)[a-z]"
    r"|[%$]?\{[^{}\s]{0,60}\}|<[^<>]{1,200}>"
)
"""Directives, variables and tags: their letters are of no language."""
MOST_LETTERS = 20_000
"""So much of a text is looked at."""
LEAST_LETTERS = 20
"""A text with fewer letters does not say its language."""
LEAST_SHARE = 0.08
"""Of the words of a text, in the list of a language: an eighth of any prose is, of a foreign one hardly any."""
LEAD = 1.35
"""How many times the score of the next language the best one needs."""
OWN_LETTERS = 0.5
"""What a word with a letter beyond the common ones counts, beside 1 for a word of the list; one that the language does
not write takes 1 away."""
MAIN_SHARE = 0.6
"""Of the letters, in one script: else the text is in several languages."""
SCRIPT_LETTERS = 6
"""So many letters, nearly all in one script, say the script of a text, though not yet its language."""
SCRIPT_SHARE = 0.9
WRITTEN_IN = {
    "Hani": {"Hans", "Hant", "Hani", "Jpan", "Kore"}, "Kana": {"Jpan"}, "Hang": {"Kore"},
    "Cyrl": {"Cyrl"}, "Latn": {"Latn"}, "Arab": {"Arab"},
}  # fmt: skip
"""Script of letters -> the scripts of languages (ISO 15924) that are written with them."""
NAMES = {"Hani": "Chinese characters", "Kana": "Japanese letters", "Hang": "Korean letters", "Cyrl": "Cyrillic letters",
         "Latn": "Latin letters", "Arab": "Arabic letters"}  # fmt: skip
STRANGE_WORDS = 2
"""Words with letters that a language does not write; a single one is a name, or borrowed."""
SEVERAL = frozenset({"sr", "bs", "uz", "kk", "az", "tk", "mn", "tg", "tt", "ky", "ku", "ug", "pa", "ms"})
"""Languages that are written in several scripts, today or by many."""


@dataclass(frozen=True, slots=True)
class _Profile:
    language: str
    words: frozenset[str]
    letters: frozenset[str]
    written: frozenset[str]
    """All letters that it writes; any other is strange in it."""


COMMON = {"Latn": "abcdefghijklmnopqrstuvwxyz", "Cyrl": "абвгдежзийклмнопрстуфхцчшщъыьэюяё"}


@functools.cache
def _profiles() -> dict[str, tuple[_Profile, ...]]:
    """Script -> the languages that share it."""
    found: dict[str, tuple[_Profile, ...]] = {}
    lines = Path(__file__).with_name("words.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            language, script, words, letters, lacks = line.split("\t")
            written = frozenset(COMMON[script] + letters) - frozenset(lacks)
            profile = _Profile(language, frozenset(words.split()), frozenset(letters), written)
            found[script] = (*found.get(script, ()), profile)
    return found


LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sv", "da", "nb", "fi", "hu", "ro", "tr", "az", "uz",
    "tk", "id", "vi", "ru", "uk", "be", "bg", "sr", "kk", "ky", "tg", "mn", "tt", "zh", "ja", "ko", "ar", "fa",
    *ONLY.values(),
)  # fmt: skip
"""The languages that are told apart; others are unknown or taken for a near relative."""


def _spoken(text: str) -> str:
    """The beginning of a text, without what is of no language."""
    return TECHNICAL.sub(" ", text[:MOST_LETTERS])


def _counts(text: str) -> dict[str, int]:
    counts = dict.fromkeys((script for script, _ in SCRIPTS), 0)
    for letter, number in Counter(text).items():
        if script := script_of(letter):
            counts[script] += number
    return counts


def strange_script(text: str, language: str, script: str) -> str:
    """What the letters of a text are called, where a language of this script (ISO 15924) is not written in them."""
    counts = _counts(_spoken(text))
    found, most = max(counts.items(), key=lambda pair: pair[1])
    if language in SEVERAL or found not in NAMES or script in WRITTEN_IN[found]:
        return ""
    return NAMES[found] if most >= max(SCRIPT_LETTERS, SCRIPT_SHARE * sum(counts.values())) else ""


@functools.lru_cache(maxsize=256)
def recognised(text: str) -> str:
    """The toolkit's code of the language of a text; "" where it is too short, mixed, or in none that is known."""
    text = _spoken(text)
    counts = _counts(text)
    total = sum(counts.values())
    if counts["Kana"] * 8 > counts["Hani"]:
        counts["Kana"] += counts.pop("Hani")  # Japanese is written in both
        counts["Hani"] = 0
    script, most = max(counts.items(), key=lambda pair: pair[1])
    # A hanzi says as much as three letters.
    weight = 3 if script in ("Hani", "Kana", "Hang") else 1
    if most * weight < LEAST_LETTERS or most * weight < MAIN_SHARE * (total + most * (weight - 1)):
        return ""
    if script == "Hani":
        return "zh"
    if script == "Arab":
        return "fa" if len(PERSIAN.findall(text)) * 25 > most else "ar"
    return ONLY[script] if script in ONLY else _by_words(text, script)


def script_of(letter: str) -> str:
    """The script of a letter; "" where it is in none of SCRIPTS."""
    for script, letters in SCRIPTS:
        for place in range(0, len(letters), 3):  # `A-Z` and the like
            if letters[place] <= letter <= letters[place + 2]:
                return script
    return ""


def _by_words(text: str, script: str) -> str:
    words = Counter(WORD.findall(text.casefold()))
    total = sum(words.values())
    scores = {}
    for profile in _profiles()[script]:
        known = sum(count for word, count in words.items() if word in profile.words)
        own = sum(count for word, count in words.items() if profile.letters.intersection(word))
        strange = sum(count for word, count in words.items() if not profile.written.issuperset(word))
        scores[profile.language] = known + OWN_LETTERS * own - strange
    (best, score), (_, second) = sorted(scores.items(), key=lambda pair: -pair[1])[:2]
    return best if score >= LEAST_SHARE * total and score >= LEAD * max(second, 0) and score >= 2 else ""


def perhaps(text: str) -> tuple[str, ...]:
    """The languages that a text too short to be sure of may be in, the likeliest first, three at most: none of its
    letters is strange in them, and it has words or letters of their own.
    """
    text = TECHNICAL.sub(" ", text[:MOST_LETTERS])
    counts = _counts(text)
    script = max(counts, key=lambda one: counts[one])
    words = WORD.findall(text.casefold())
    scores = {}
    for profile in _profiles().get(script, ()):
        if any(not profile.written.issuperset(word) for word in words):
            continue
        known = sum(word in profile.words for word in words)
        own = sum(bool(profile.letters.intersection(word)) for word in words)
        if known + own:
            scores[profile.language] = known + OWN_LETTERS * own
    return tuple(sorted(scores, key=lambda code: -scores[code])[:3])


def strange_letters(text: str, language: str) -> str:
    """The letters of a short text that its language does not write, where half of its words have one, two at least."""
    if recognised(text) == language:
        return ""
    text = TECHNICAL.sub(" ", text[:MOST_LETTERS])
    own = next((one for group in _profiles().values() for one in group if one.language == language), None)
    words = WORD.findall(text.casefold())
    if own is None or own.words.intersection(words):
        return ""
    strange = [word for word in words if not own.written.issuperset(word)]
    if len(strange) < STRANGE_WORDS or 2 * len(strange) < len(words):
        return ""
    return ", ".join(sorted({letter for word in strange for letter in word} - own.written))


def disagreement(text: str, language: str) -> str:
    """The language that a text plainly is in, where that is not `language`; "" where they agree or nobody knows."""
    found = recognised(text)
    same = {"zt": "zh", "pb": "pt", "no": "nb", "nn": "nb"}
    return "" if not found or same.get(language, language) == found or language not in LANGUAGES else found
