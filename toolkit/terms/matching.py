"""Where a term stands in a text, in whatever form its words have there.

A term is written down in its basic form, so a word of the text is the term where a dictionary or the suffixes lead back
to exactly that form: `столь` is no `стол`, `ата` is no `ат`. English: plurals, possessives and verb forms of each word.
Russian: by the lemmas of pymorphy3 where it is installed; words that it does not know, and all where it is missing, by
stems (endings of nouns and adjectives, as in Porter's Snowball stemmer). Kyrgyz: by its suffixes (morphology/).
Chinese: as it is written, but for what is only part of a longer word (人民 in 人民币).
"""

import functools
import importlib.util
import re
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import NamedTuple

from toolkit import late
from toolkit.terms.lexicon import LANGUAGES, load

WORD = late.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
BETWEEN = late.compile(r"[\s\u00a0\-‐–—/«»“”\"'‘’()《》,]{0,4}")
"""What may stand between two words of a term: a hyphen, quotation marks, the comma of «Один пояс, один путь»."""
UNSPACED = frozenset(("zh", "zt", "ja"))
RUSSIAN_ENDINGS = (
    "иями", "ями", "ами", "ией", "иям", "ием", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ая", "яя", "ую", "юю",
    "ое", "ее", "ой", "ей", "ый", "ий", "ые", "ие", "ым", "им", "ом", "ем", "ых", "их", "ам", "ям", "ах", "ях", "ов",
    "ев", "ью", "ия", "ии", "ию", "ья", "ьи", "а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й",
)  # fmt: skip
"""Endings of nouns and adjectives, for words that the dictionary does not know."""
LEAST_STEM = 3
APOSTROPHE = late.compile("['’ʼ]")
SHARED = frozenset(("en",))
"""Languages in which each basic form of a word begins with the letters of the shortest stem that it begins with."""
LIKELY = 0.02
"""Share of the readings of a Russian word below which one is a curiosity: `дел` as a form of `деть`."""
SUPPLETIVE = {"человек": "люд", "ребенок": "дет", "ребёнок": "дет", "год": "лет"}
"""Russian word -> how its forms begin that share no letter with it."""
LEAST_VERB = 3
"""Letters of a stem that ends in a vowel and can be a verb: топ is no form of тоо."""
KYRGYZ_STEMS = {"балдар": "бала", "убакты": "убакыт"}
"""What remains of a form -> the word, where suffixes alone do not lead back."""
PLACES = frozenset("шаар облус айыл район өлкө республика мамлекет аймак дүйнө эл округ борбор".split())  # noqa: SIM905
RELATIONAL = late.compile(r"[лдт][ыиуү]к$")
"""What makes an adjective of a place in Kyrgyz: шаардык, облустук."""
LONGEST_WORD = 4
"""Hanzi of the longest words that are looked for; a longer term stands for itself."""
AROUND = 8
ALSO = frozenset(("大学生", "中学生", "研究生"))
"""Words that no single word of English is."""
BOUND = frozenset("币家学馆团社员者生性化品派系体制费界户")
"""Hanzi that make another word of the one before them: 人民币, 大使馆, 代表团."""


class Place(NamedTuple):
    """Where a term stands."""

    start: int
    end: int


@functools.cache
def _dictionary() -> ModuleType | None:
    """The Russian dictionary; None where pymorphy3 is not installed."""
    if importlib.util.find_spec("pymorphy3") is None:
        return None
    return importlib.import_module("toolkit.morphology.russian")


@functools.lru_cache(65536)
def forms(word: str, language: str) -> frozenset[str]:
    """What a word in small letters is known by: its lemmas or stems; two words with one in common are the same word."""
    if language == "en":
        return frozenset({word, *_english(word)})
    if language == "ru":
        return _russian(word)
    if language == "ky":
        return _kyrgyz(word)
    return frozenset({word})


@functools.lru_cache(65536)
def basic(word: str, language: str) -> frozenset[str]:
    """What a word of a term in small letters is known by: by itself, where it is a basic form."""
    if language == "ru":
        word = word.replace("ё", "е")
        found = read(word, language)
        return frozenset({word, *(form for form in found if form[0] == "~")}) if word in found else found
    if language == "ky":
        return frozenset({word, *_possessed(word)})
    return frozenset({word}) if language == "en" else forms(word, language)


@functools.lru_cache(65536)
def read(word: str, language: str) -> frozenset[str]:
    """The basic forms that a word of a text in small letters may be of."""
    if language == "ru":
        return _read_russian(word.replace("ё", "е"))
    if language == "ky":
        return _read_kyrgyz(word)
    return forms(word, language)


def _english(word: str) -> set[str]:
    bare = re.sub(r"['’]s?$", "", word)
    found = {bare}
    for ending, instead in (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"),
                            ("ing", ""), ("ing", "e")):  # fmt: skip
        if bare.endswith(ending) and len(bare) - len(ending) >= LEAST_STEM:
            stem = bare[: len(bare) - len(ending)] + instead
            found.add(stem)
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


def _stems(word: str) -> set[str]:
    stems = {word.removesuffix(ending) for ending in RUSSIAN_ENDINGS}
    return {"~" + stem for stem in stems if len(stem) >= LEAST_STEM or stem == word}


def _russian(word: str) -> frozenset[str]:
    word = word.replace("ё", "е")
    dictionary = _dictionary()
    lemmas = {form.lemma.replace("ё", "е") for form, _ in dictionary.forms(word)} if dictionary else set()
    return frozenset({word, *lemmas, *_stems(word)})


def _read_russian(word: str) -> frozenset[str]:
    dictionary = _dictionary()
    if dictionary is None:
        return frozenset({word, *_stems(word)})
    likely = [form for form, share in dictionary.forms(word) if share >= LIKELY]
    inflected = [form for form in likely if form.kind != "O"]  # a comparative looks like a neuter: всеобъемлющее
    lemmas = {form.lemma.replace("ё", "е") for form in inflected or likely}
    return frozenset(lemmas if dictionary.is_known(word) else {word, *lemmas, *_stems(word)})


def _kyrgyz(word: str) -> frozenset[str]:
    from toolkit.morphology.kyrgyz.stemming import analyses

    found = {word}
    for reading in analyses(word):
        if len(reading.stem) >= 2:
            found |= {reading.stem.casefold(), reading.lemma.casefold()}
    return frozenset(found)


def _read_kyrgyz(word: str) -> frozenset[str]:
    from toolkit.morphology.kyrgyz.stemming import analyses

    found = {word}
    for reading in analyses(word):
        if reading.verb and len(reading.stem) < LEAST_VERB and reading.stem[-1:] in "аеёиоуыэюяөү":
            continue
        form = (reading.lemma if reading.verb else reading.stem).casefold()
        found.add(KYRGYZ_STEMS.get(form, form))
    place = RELATIONAL.sub("", word)
    if place in PLACES:
        found.add(place)
    return frozenset(found)


def _possessed(word: str) -> set[str]:
    """The last word of a Kyrgyz name is possessed in its basic form: Чүй облусу."""
    from toolkit.morphology.kyrgyz.stemming import analyses

    return {reading.stem.casefold() for reading in analyses(word) if reading.suffixes == ("3",) and not reading.verb}


_Token = tuple[str, int, int, frozenset[str]]


@functools.lru_cache(512)
def _tokens(text: str, language: str, known: Callable[[str, str], frozenset[str]]) -> tuple[_Token, ...]:
    return tuple(
        (match[0], match.start(), match.end(), known(match[0].casefold(), language)) for match in WORD.finditer(text)
    )


def places(term: str, text: str, language: str, *, case_sensitive: bool = False) -> list[Place]:
    """Where a term stands in a text, from left to right; [] where it does not.

    A term in capitals, such as an abbreviation, is looked for with its capitals; any other word in either case.
    """
    if not term.strip():
        return []
    if language in UNSPACED:
        bare = term.strip("“”《》「」 ")
        found = [Place(match.start(), match.end()) for match in re.finditer(re.escape(bare), text)]
        return [place for place in found if _is_word(text, place, language)]
    wanted = _tokens(term, language, basic)
    if not wanted:
        return [Place(match.start(), match.end()) for match in re.finditer(re.escape(term.strip()), text)]
    if not _may_hold(term, text, language):
        return []
    words = _tokens(text, language, read)
    found = []
    place = 0
    while place + len(wanted) <= len(words):
        window = words[place : place + len(wanted)]
        if _is(wanted, window, text, case_sensitive):
            found.append(Place(window[0][1], window[-1][2]))
            place += len(wanted)
        else:
            place += 1
    return found


def first_forms(term: str, language: str) -> frozenset[str]:
    """The basic forms of the first word of a term, one of which a text must have; empty where no word tells."""
    wanted = () if language in UNSPACED else _tokens(term, language, basic)
    return wanted[0][3] if wanted else frozenset()


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """The first letters of words, which they share with their basic forms in a language that is SHARED."""
    return frozenset(APOSTROPHE.split(word.casefold(), maxsplit=1)[0][:LEAST_STEM] for word in words)


def all_forms(text: str, language: str) -> frozenset[str]:
    """The basic forms of all words of a text."""
    return frozenset().union(*(own for _, _, _, own in _tokens(text, language, read)))


def _may_hold(term: str, text: str, language: str) -> bool:
    """A quick no: the first letters of the longest word of the term are nowhere in the text."""
    longest = max(WORD.findall(term), key=len).casefold()
    start = longest[: max(2, len(longest) - 4)] if language != "ky" else longest[: max(2, len(longest) - 3)]
    folded = text.casefold()
    if start in folded or start.replace("ё", "е") in folded.replace("ё", "е") or len(longest) < 5:
        return True
    return language == "ru" and longest in SUPPLETIVE and SUPPLETIVE[longest] in folded


def _is(wanted: Sequence[_Token], window: Sequence[_Token], text: str, case_sensitive: bool) -> bool:
    end = window[0][1]
    for (term, _, _, own), (word, start, stop, other) in zip(wanted, window, strict=True):
        exact = case_sensitive or (len(term) > 1 and term.isupper())
        if not BETWEEN.fullmatch(text[end:start]) or not own & other:
            return False
        if exact and not word.startswith(term[: max(1, len(term) - 2)]):
            return False
        end = stop
    return True


def _is_word(text: str, place: Place, language: str) -> bool:
    """Whether what stands there is a word, or the end of one (a 高速公路 is a 公路), or begins one that it describes.

    It is none where it belongs to two words (工人 in 务工人员), or where its longer word is of another kind.
    """
    size = place.end - place.start
    if language not in LANGUAGES or size > LONGEST_WORD:
        return True
    left, right = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    around, start, end = text[left:right], place.start - left, place.end - left
    if size == 2 and _is_torn(around, start, end, language):
        return False
    for backwards in (False, True):
        for first, last in _cut(around, around[start:end], language, backwards=backwards):
            if last == end and first <= start:
                return True
            if first == start and last > end and size > 1 and around[end] not in BOUND:
                return True
    return False


def _is_torn(text: str, start: int, end: int, language: str) -> bool:
    """Whether two hanzi belong to a word on either side, 城市 and 长大, and no word follows them."""
    listed = _listed(language)

    def is_listed(first: int, last: int) -> bool:
        return first >= 0 and last <= len(text) and text[first:last] in listed

    before = any(is_listed(first, start + 1) for first in range(start - 1, start + 1 - LONGEST_WORD, -1))
    behind = any(is_listed(end - 1, last) for last in range(end + 1, end + LONGEST_WORD - 1))
    return before and behind and not any(is_listed(end, last) for last in range(end + 2, end + LONGEST_WORD))


def _cut(text: str, term: str, language: str, *, backwards: bool) -> list[tuple[int, int]]:
    """Where the words of a text stand, the longest first from one side."""
    listed, found, place = _listed(language), [], len(text) if backwards else 0
    while place > 0 if backwards else place < len(text):
        for length in range(LONGEST_WORD, 0, -1):
            start, end = (place - length, place) if backwards else (place, place + length)
            if (
                start >= 0
                and end <= len(text)
                and (length == 1 or text[start:end] == term or text[start:end] in listed)
            ):
                found.append((start, end))
                place = start if backwards else end
                break
    return found


@functools.cache
def _listed(language: str) -> frozenset[str]:
    """Words that the lexicon has for single words of English."""
    return ALSO | frozenset(
        entry.target
        for key, entries in load(language).entries.items()
        if len(key) == 1
        for entry in entries
        if 1 < len(entry.target) <= LONGEST_WORD
    )
