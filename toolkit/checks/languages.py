"""Russian inside Kyrgyz, and the reverse: letter trigrams tell the sister languages of a script apart.

The table letters/ky-ru.tsv is made by scripts/letters.py; docs/checks.md says how often it is right.
"""

import functools
import itertools
import re
from pathlib import Path

from toolkit import late
from toolkit.checks.wordlists import listed
from toolkit.signs import Sign
from toolkit.signs.words import OfWords
from toolkit.terms.lexicon import load

FOLDER = Path(__file__).parent / "letters"
WORD = late.compile(r"(?<!\d)[А-Яа-яЁёҢңӨөҮү]+(?:-[А-Яа-яЁёҢңӨөҮү]+)*")
OWN = late.compile(r"[ңөү]", re.IGNORECASE)
"""Letters that Kyrgyz has and Russian has not."""
POSSESSED = late.compile("[бвдзлмнпрст]и$", re.IGNORECASE)
"""The end of a Kyrgyz word that belongs to the one before it."""
LEAST_WORDS = 3
"""Words in a row that are another language: fewer may be a name or a borrowed term."""
LEAST_PLAIN, PLAIN_ODDS = 4, 12.0
"""The same of Kyrgyz words without a letter that Russian has not, and what fewer of them must have."""
LONGEST_BETWEEN = 4
"""Letters of a word that may be of either language and stand between them."""
LEAST_ODDS = 7.0
"""Sum of the log-odds of those words: e to the seventh, a thousand to one."""
LEAST_TYPICAL = 0.6
"""Log-odds of a single word that counts as the other language's."""
ENDING = late.compile(
    r"\w{3}(?:[аяыу]сы|[еиэ]си|[уо]су|[нтд][ыиу]н|[лдт](?:ары|ери)|[лд][ыи]к|[аяу]гу|[аоу]луу|[иеы]рди|сынын|синин)\Z",
    re.IGNORECASE,
)
"""Ends of words that are borrowed, but inflected as Kyrgyz does it: клавиатурасы, файлдары."""
WHOLE_ODDS = 4.0
"""The same for a text of few words that is nothing else."""
QUOTED = late.compile(r"«[^«»]*»|“[^“”]*”")
"""What is quoted may be in another language."""
MEASURED = late.compile(r"(?<=[\d°])[\s\u00a0]?(?:[сгкмлчв]|[кмсдМ]?[мглВГТ]|мин|сек|шт|см|км|кг|мл|МБ|ГБ|КБ)(?![\w-])")
"""A figure's unit in short, which both write alike: 1/250 с."""
NAMES = {"ru": "Russian", "ky": "Kyrgyz"}
BEGINS = late.compile(r"(?:\A|[.!?…:«“\"—–]\s?)\s*\Z")
"""What stands before the first word of a sentence, which has a capital letter without being a name."""
INFLECTED = (
    (
        -10.0,
        late.compile(
            r"[а-яё]{2,}(?:(?:т|ют|ат|ят)ься|[аяиеую]тся|[аяу]ют(?:ся)?|[аяую]ет(?:ся)?|[аяиеу]ть|[иа]л[ао]|или|"
            r"[щжлчрднс]ён|(?:вш|[аяую]щ)(?:[иеа]й|[ая]я|ую|его|ему|им|их|ими|ие|ее|ей|ем)|[ыи]ми|[ыи]х|[уюя]ю|"
            r"[нтвкшгщ](?:ого|его)|(?:н|т|ск|ш|щ|в)[ое]му|(?:н|л|р|т|вш)ись|[аи]л(?:ся|ась|ось|ись)|[аяе]ешь|ишь|ые|"
            r"[жшчщкгх]ие|ее)\Z"
        ),
    ),
    (-14.0, late.compile(r"[а-яё]{2,}(?:[ая]ми|[ая]х|[дтснлвкз]ью|[еа]но|ены|[а-яё]{4}[ое]в)\Z")),
    (-22.0, late.compile(r"[а-яё]{3,}(?:[ая]я|[аеи]на)\Z")),
    (-26.0, late.compile(r"[а-яё]{3,}(?:[ыи]й|ой)\Z")),
)
"""Endings that Kyrgyz has neither itself nor on borrowed words, and log-odds of which no Kyrgyz word in small letters
that ends so was (own_sentences, own_dev, dev, train: none of 0.9 million)."""
FIRST_ODDS, LEAST_FIRST = -14.0, 5
"""The same for one of the surest endings on the first word of a sentence; and the letters of such a word."""
OF_SURNAMES = late.compile(r"(?:[оеё]ва?|ина?|[иы]й|(?<!есн|[Зз]им)ой|[ая]я)\Z")
"""Endings of surnames: Мельников, Толстой; no Весной, Зимой."""


@functools.cache
def _weights() -> dict[str, float]:
    rows = (FOLDER / "ky-ru.tsv").read_text(encoding="utf-8").splitlines()
    return {gram: int(odds) / 100 for gram, odds in (row.split("\t") for row in rows if not row.startswith("#"))}


def odds(word: str) -> float:
    """How much more Kyrgyz than Russian the letters of a word are, as log-odds."""
    edged = f"^{word.lower()}$"
    grams = [edged[place : place + 3] for place in range(len(word))]
    return sum(map(_weights().get, grams, itertools.repeat(0.0)))


@functools.cache
def _russian() -> frozenset[str]:
    """Russian words that tell alone: no Kyrgyz text has them."""
    lines = (FOLDER / "russian.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _strange(word: str, language: str) -> int:
    """How many of the words that a piece of text holds are typical of the sister language."""
    sign = 1.0 if language == "ky" else -1.0
    parts = WORD.findall(word)
    if language == "ky":
        parts = [part for part in parts if not OWN.search(part)]
    return sum([sign * odds(part) < -LEAST_TYPICAL for part in parts])


def _run(word: str, language: str) -> str:
    """The words in a piece of text as a letter each: s for a strange one, x for a long one; short ones may stand
    between strange ones."""
    parts = WORD.findall(word)
    return "".join("s" if _strange(part, language) else "x" if len(part) > LONGEST_BETWEEN else "" for part in parts)


def _may_run(text: str, language: str) -> bool:
    """Whether two strange words stand in a row, with nothing but short ones between them."""
    runs, words = _runs[language], text.split()
    last, before = "x", 0
    for place in MAY_BE_OTHER[language].numbers(text):
        run = runs[words[place]]
        if "ss" in run:
            return True
        if last == "s" and run[:1] == "s" and not any(map(runs.__getitem__, words[before + 1 : place])):
            return True
        if run:
            last, before = run[-1:], place
    return False


@functools.cache
def _beginnings(language: str) -> frozenset[str]:
    """The beginnings of the words of the lexicon, by which borrowed ones are known: панель, менеджер."""
    entries = (one.target for found in load(language).entries.values() for one in found)
    return frozenset(word[: _stem(word)] for one in entries for word in WORD.findall(one) if one[:1].islower())


def _stem(word: str) -> int:
    return max(4, len(word) - 3)


def is_known(word: str, language: str) -> bool:
    """Whether a word begins like one of the lexicon of its language."""
    word = word.lower()
    return not _beginnings(language).isdisjoint(
        word[:length] for length in range(min(len(word), _stem(word) - 1), len(word) + 1)
    )


def _is_possessed(word: str) -> bool:
    """Whether a word is a borrowed one with the ending by which Kyrgyz joins it to the word before: дисплей менеджери.

    Russian puts other vowels behind such consonants.
    """
    return POSSESSED.search(word) is not None and len(word) > LONGEST_BETWEEN and is_known(word[:-1], "ky")


@functools.lru_cache(1 << 14)
def is_inflected(word: str, least: float = 0.0) -> bool:
    """Whether a word in small letters has an ending of Russian, and letters as only Russian has them: приглашает."""
    if OWN.search(word) or ENDING.search(word) or word in listed("borrowed", "ky"):
        return False
    value = odds(word)
    surest = INFLECTED[:1] if least else INFLECTED
    return any(value < min(most, least) and pattern.match(word) for most, pattern in surest)


def _tells(word: str, *, first: bool = False) -> bool:
    """Whether a word alone tells Russian; one with a capital letter only as the `first` of a sentence."""
    if word.islower():
        return word in _russian() or is_inflected(word)
    if not first or len(word) < LEAST_FIRST or not word[1:].islower() or OF_SURNAMES.search(word):
        return False
    return word.lower() in _russian() or is_inflected(word.lower(), FIRST_ODDS)


def _is_russian(word: str) -> bool:
    return any(_tells(one, first=True) for one in WORD.findall(word))


MAY_BE_OTHER = {code: Sign(functools.partial(_strange, language=code), "Cyrl", code) for code in NAMES}
_runs = {code: OfWords(functools.partial(_run, language=code)) for code in NAMES}
MAY_BE_RUSSIAN = Sign(_is_russian, "Cyrl", "ky")


def other_language(text: str, language: str) -> tuple[str, tuple[int, int], str] | None:
    """The longest run of words that is in the sister language of `ky` or `ru`: (text, span, its name), or None.

    Capitalised words inside a sentence may be names and count for nothing.
    """
    if language not in NAMES:
        return None
    sign = 1.0 if language == "ky" else -1.0
    best: tuple[int, int] | None = None
    if not MAY_BE_OTHER[language](text):
        return None
    if language == "ky" and MEASURED.search(text):
        text = MEASURED.sub(lambda found: " " * len(found[0]), text)
    if language == "ky" and MAY_BE_RUSSIAN(text):
        quotes = [match.span() for match in QUOTED.finditer(text)]
        for match in WORD.finditer(text):
            first = match[0][0].isupper() and BEGINS.search(text, 0, match.start()) is not None
            if _tells(match[0], first=first) and not any(start <= match.start() < end for start, end in quotes):
                return match[0], match.span(), NAMES["ru"]
    if not _may_run(text, language):
        return None
    words = WORD.findall(text)
    own = [0.0 if language == "ky" and ENDING.search(word) else sign * odds(word) for word in words]
    found = list(WORD.finditer(text))
    strange = [
        value < -LEAST_TYPICAL and not (language == "ky" and OWN.search(word))
        for value, word in zip(own, words, strict=True)
    ]
    place = 0
    while place < len(found):
        if not strange[place]:
            place += 1
            continue
        end, last = place, place
        while end < len(found) and (
            strange[end] or (abs(own[end]) < LEAST_TYPICAL and len(words[end]) <= LONGEST_BETWEEN)
        ):
            last = end if strange[end] else last
            end += 1
        run = range(place, last + 1)
        small = [index for index in run if not found[index][0][0].isupper() or index == 0]
        total = -sum(own[index] for index in small)
        whole = len(run) == len(found) and len(small) >= 2 and total > WHOLE_ODDS * 1.5
        sure = language == "ru" and len(small) >= 2 and any(OWN.search(words[index]) for index in small)
        if language == "ru" and not sure and len(small) < LEAST_PLAIN and total < PLAIN_ODDS:
            place = end  # so many words of Kyrgyz have a letter of its own
            continue
        few = len(run) <= LEAST_WORDS and not sure
        known = [is_known(words[index], language) for index in run] if few else []
        apart = few and any(char.isdigit() for char in text[found[place].end() : found[last].start()])
        of_ours = language == "ky" and few and any(_is_possessed(words[index]) for index in run)
        if few and (
            all(known) or of_ours or (apart and any(known)) or (language == "ru" and 2 * sum(known) >= len(known))
        ):
            place = end  # borrowed words, or some that have the letters of the other language by chance
            continue
        if (len(small) >= LEAST_WORDS and total > LEAST_ODDS) or whole or (sure and total > WHOLE_ODDS):
            span = found[place].start(), found[last].end()
            best = span if best is None or span[1] - span[0] > best[1] - best[0] else best
        place = end
    if best is None:
        return None
    return text[slice(*best)], best, NAMES["ru" if language == "ky" else "ky"]
