"""Names that are known: what a place, a people or a person is called in English, Chinese, Russian and Kyrgyz.

names.tsv is made by scripts/lexicon/known.py from the lexicon's own names and CLDR's; famous.tsv has what is called by
custom and not by its sounds, written by hand. A form behind a question mark is
also a common word, or an adjective: it answers a name of the other side, and is itself asked for nowhere.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit import late
from toolkit.checks.sounds import cyrillic, skeleton, ways
from toolkit.checks.wordlists import listed, table_rows
from toolkit.signs import Sign
from toolkit.terms.lexicon import load

TABLES = (Path(__file__).parent / "names.tsv", Path(__file__).parent / "famous.tsv")
LANGUAGES = ("zh", "ru", "ky")
DOUBTFUL = "?"
CAPITALISED = late.compile(r"(?<![\w'’])(?:[A-Z][\w’'-]*[a-z]|U\.?S\.?A?|UK|EU|UN|PRC)(?![\w])")
CYRILLIC = late.compile(r"(?<![\w-])(?:[А-ЯЁӨҮҢ][а-яёөүң]+|[а-яёөүң]{6,})(?![\w-])")
BEHIND = late.compile(r"['’]s?$|-.*")
"""What may follow a name within its word."""
BEGINS = late.compile(r"[.!?:…«\"“—–(]\s*$")
"""What stands before the first word of a sentence."""
WORD = late.compile(r"[^\W\d_]+")
SMALL = frozenset(
    re.findall(
        r"\w+",
        "the of and north south east west new saint republic world international organization organisation central",
    )
)
WHOLE = late.compile(r"\w+")
LEAST_ADJECTIVE = 5
"""Letters by which an adjective, and a name at the beginning of a sentence, is known."""
ENDING = late.compile("(?:[ая]я|[ыи]й|ой|и[яеи]|[аяоеёйьыиуюэ])$")
"""Of a Russian noun or adjective: what changes."""
LEAST_STEM = 3
LONG_STEM = 7
"""Letters of one that is no other word, wherever it stands."""
LONGEST_ENDING = 8
SHORT_ENDING = 3
"""Letters that may stand behind a stem of LEAST_STEM letters or fewer."""


@dataclass(frozen=True)
class Known:
    """What one thing is called."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    ru: tuple[str, ...]
    """As the lexicon writes them, and beginnings of words."""
    ky: tuple[str, ...]

    def stems(self, language: str) -> tuple[str, ...]:
        """The beginnings by which its forms in Russian or Kyrgyz are known, in small letters."""
        return self._in_russian if language == "ru" else self._in_kyrgyz

    @functools.cached_property
    def _in_russian(self) -> tuple[str, ...]:
        return _stems(self.ru)

    @functools.cached_property
    def _in_kyrgyz(self) -> tuple[str, ...]:
        return _stems(self.ky)

    def supported(self, source: "Source") -> bool:
        """Whether a source has a word that is like one of its English names: Denmark, Danes; Yerlan, Erlan."""
        return any(map(source.has, self._in_english))

    @functools.cached_property
    def _in_english(self) -> tuple[str, ...]:
        return _words(self.en)


def _stems(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(form.split()[0].lstrip(DOUBTFUL)) for form in forms))


@functools.lru_cache(8192)
def stem(word: str) -> str:
    """A word without what changes at its end, in small letters."""
    cut = ENDING.sub("", word)
    return (cut if len(cut) >= LEAST_STEM else word[:LEAST_STEM]).lower()


class Source:
    """The words of an English text that may be names."""

    def __init__(self, text: str) -> None:
        self._text, self._bare = text, without_marks(text)
        self._small = f" {self._bare.casefold()}"

    @functools.cached_property
    def _words(self) -> str:
        """The words in small letters, a space before each."""
        return " ".join(("", *WORD.findall(self._small)))

    @functools.cached_property
    def _sounds(self) -> frozenset[str]:
        """How the capitalised words begin, by their consonants."""
        return frozenset(skeleton(one)[:LEAST_STEM] for one in WORD.findall(self._bare) if one[0].isupper())

    def sounds(self, word: str) -> bool:
        """Whether a capitalised word of it has the consonants of one in Cyrillic: Keats, Китс, no form of Китай."""
        own = cyrillic(word)
        return len(own) >= LEAST_STEM and any(
            own in (*ways(one), skeleton(one.replace("h", ""))) for one in WORD.findall(self._text) if one[0].isupper()
        )

    def has(self, word: str) -> bool:
        """Whether a word of it begins like this one, has it inside, or has its consonants."""
        least = max(LEAST_STEM, min(LEAST_ADJECTIVE, len(word) - 3)) if len(word) > LEAST_STEM else len(word)
        begins = f" {word[:least]}"
        if begins in self._small or begins in self._words or (len(word) >= LEAST_ADJECTIVE and word in self._small):
            return True
        sounds = skeleton(word)
        return len(sounds) > 1 and sounds[:LEAST_STEM] in self._sounds


def _words(names: tuple[str, ...]) -> tuple[str, ...]:
    found = (word for name in names for word in WORD.findall(without_marks(name).casefold()))
    every = tuple(dict.fromkeys(found))
    return tuple(word for word in every if word not in SMALL) or every


def without_marks(text: str) -> str:
    """Ürümqi as Urumqi."""
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


@functools.cache
def table() -> tuple[Known, ...]:
    """All of them."""
    return tuple(Known(*(tuple(filter(None, cell.split("|"))) for cell in row)) for row in table_rows(*TABLES))


@functools.cache
def _by_last() -> dict[str, list[Known]]:
    """The last word of an English name -> what it names."""
    found: dict[str, list[Known]] = {}
    for known in table():
        for word in {one.split()[-1].lstrip(DOUBTFUL) for name in known.en for one in (name, without_marks(name))}:
            found.setdefault(word, []).append(known)
    return found


def called(word: str) -> tuple[Known, ...]:
    """What has an English name of this one word, or one that ends in it: Verne."""
    return tuple(_by_last().get(word, ()))


@functools.lru_cache(8192)
def chinese(word: str) -> tuple[str, ...]:
    """How those are written in Chinese."""
    return tuple(name.lstrip(DOUBTFUL) for known in called(word) for name in known.zh)


@functools.cache
def english() -> dict[str, list[tuple[str, Known]]]:
    """First word -> (a name, what it names), those of the most words first."""
    found: dict[str, list[tuple[str, Known]]] = {}
    for known in table():
        for name in {name: "" for one in known.en for name in (one, without_marks(one))}:
            words = name.split()
            if name.startswith(DOUBTFUL):
                continue
            found.setdefault(words[0], []).append((" ".join(words), known))
    return {first: sorted(names, key=lambda one: -len(one[0].split())) for first, names in found.items()}


@functools.cache
def english_words() -> frozenset[str]:
    """Every word of an English name that is known."""
    return frozenset(word for names in english().values() for name, _ in names for word in name.split())


@functools.cache
def _chinese() -> dict[str, list[tuple[str, Known]]]:
    """First two characters -> (a name, what it names), the longest first."""
    found: dict[str, list[tuple[str, Known]]] = {}
    for known in table():
        for name in known.zh:
            if name.startswith(DOUBTFUL):
                continue
            found.setdefault(name[:2], []).append((name, known))
    return {first: sorted(names, key=lambda one: -len(one[0])) for first, names in found.items()}


@functools.cache
def _first() -> "re.Pattern[str]":
    """The first character of any name in Chinese."""
    return re.compile(f"[{''.join({first[0] for first in _chinese()})}]")


@functools.cache
def _cyrillic(language: str) -> dict[str, list[tuple[str, bool, Known]]]:
    """First letters -> (the beginning of a form, whether it is a name, what it names), the longest first."""
    found: dict[str, list[tuple[str, bool, Known]]] = {}
    for known in table():
        for form in known.ru if language == "ru" else known.ky:
            beginning = stem(form)
            if WHOLE.fullmatch(form) and (form[0].isupper() or len(beginning) >= LEAST_ADJECTIVE):
                found.setdefault(beginning[:LEAST_STEM], []).append((beginning, form[0].isupper(), known))
    return {first: sorted(names, key=lambda one: -len(one[0])) for first, names in found.items()}


def _may_say(word: str) -> bool:
    names = english()
    return not word.islower() and any(one in names or BEHIND.sub("", one) in names for one in CAPITALISED.findall(word))


def _may_be_made(word: str, language: str) -> bool:
    if word.isalpha() and word[:LEAST_STEM].lower() not in _cyrillic(language):
        return False
    return any(named(one, language) for one in CYRILLIC.findall(word))


MAY_SAY = Sign(_may_say, "Latn", "names", capital=True)
MAY_BE_MADE = {
    code: Sign(functools.partial(_may_be_made, language=code), "Cyrl", f"names {code}") for code in ("ru", "ky")
}


def said(source: str) -> Iterator[tuple[str, int, list[Known]]]:
    """(the name as it stands there, where, everything that it may name) of each name that an English text has."""
    places = MAY_SAY.places(source)
    if not places:
        return
    names = english()
    end = 0
    for match in (one for place in places for one in CAPITALISED.finditer(source, *place)):
        word = match[0] if match[0] in names else BEHIND.sub("", match[0])
        if word not in names or match.start() < end:
            continue
        best, found = "", []
        for whole, known in names[word]:
            if len(whole) >= len(best) and source.startswith(whole, match.start()):
                best = whole
                found.append(known)
        if found:
            end = match.start() + len(best)
            yield best, match.start(), found


def made(target: str, language: str) -> Iterator[tuple[str, int, list[Known]]]:
    """The same of a translation."""
    return _made_in_chinese(target) if language == "zh" else _made_in_cyrillic(target, language)


def _made_in_chinese(target: str) -> Iterator[tuple[str, int, list[Known]]]:
    index, end = _chinese(), 0
    for match in _first().finditer(target):
        place = match.start()
        for name, _ in index.get(target[place : place + 2], ()) if place >= end else ():
            if (
                target.startswith(name, place)
                and not _cuts(target, place, name)
                and not _within(target, place, name)
                and not _of_a_person(target, place, name)
            ):
                yield name, place, [same for other, same in index[target[place : place + 2]] if other == name]
                end = place + len(name)
                break


def _cuts(target: str, place: int, name: str) -> bool:
    """Whether a name of two characters is the end of one word and the beginning of another: 非法国家, 伟大卫国."""
    if len(name) > 2:
        return False
    end = place + 2
    return is_word(target[place - 1 : place + 1]) or is_word(target[end - 1 : end + 1])


def _of_a_person(target: str, place: int, name: str) -> bool:
    """Whether a place of two characters is the end of a first name: 尼斯 in 扬尼斯·阿德托昆博."""
    return len(name) == 2 and target.startswith("·", place + 2) and target[place - 1 : place] in _sounding()


@functools.cache
def _famous() -> frozenset[str]:
    """The Chinese names of famous.tsv, whose characters stand in longer names too."""
    lines = TABLES[1].read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if line[0] != "#" for name in line.split("\t")[0].split("|"))


def _within(target: str, place: int, name: str) -> bool:
    """Whether a famous name by sounds may be a part of another: 托尔金 of 库姆托尔金矿."""
    end = place + len(name)
    return (
        name in _famous()
        and _sounding().issuperset(name)
        and not _sounding().isdisjoint((target[place - 1 : place], target[end : end + 1]))
    )


@functools.cache
def _sounding() -> frozenset[str]:
    """The characters by which the sounds of names are written."""
    return frozenset("".join(listed("heard", "zh")))


def is_word(characters: str) -> bool:
    """Whether two or four Chinese characters are a word of the lexicon."""
    return characters in _chinese_words()


@functools.cache
def _chinese_words() -> frozenset[str]:
    entries = (one for found in load("zh").entries.values() for one in found)
    return frozenset(one.target for one in entries if len(one.target) in (2, 4))


def _made_in_cyrillic(target: str, language: str) -> Iterator[tuple[str, int, list[Known]]]:
    places = MAY_BE_MADE[language].places(target)
    for match in (one for place in places for one in CYRILLIC.finditer(target, *place)):
        if named(match[0], language):
            begins = not match.start() or BEGINS.search(target, 0, match.start()) is not None
            if found := named(match[0], language, begins=begins):
                yield match[0], match.start(), list(found)


DEMONYM = late.compile("[лдт][ыиуү](?:к|г)[а-яёөүң]{0,8}")
"""What makes of a place who is from there in Kyrgyz, in small letters: чилилик."""


def _is_demonym(word: str, known: Known) -> bool:
    """Whether a small word is who or what is from a place: its name, which is no word besides, and an ending."""
    return any(
        word.startswith(one.casefold()) and DEMONYM.fullmatch(word, len(one)) and not _is_kyrgyz_word(one.casefold())
        for one in known.ky
        if len(one) > LEAST_STEM
    )


def _is_whole(word: str, known: Known) -> bool:
    """Whether a word is the very name of a place, and no word besides: Иран, at the beginning of a sentence too."""
    return len(word) > LEAST_STEM and word in map(str.casefold, known.ky) and not _is_kyrgyz_word(word)


@functools.cache
def _kyrgyz_words() -> frozenset[str]:
    return frozenset(one.target for found in load("ky").entries.values() for one in found if one.target[:1].islower())


def _is_kyrgyz_word(word: str) -> bool:
    return word in _kyrgyz_words()


@functools.lru_cache(1 << 16)
def named(form: str, language: str, *, begins: bool = False) -> tuple[Known, ...]:
    """What a form in Russian or Kyrgyz may name, inside a sentence or where it `begins` one."""
    word = form.lower()
    best, found = "", []
    may_be_small = language == "ky" and DEMONYM.search(word, LEAST_STEM + 1) is not None
    for beginning, is_name, known in _cyrillic(language).get(word[:LEAST_STEM], ()):
        if len(beginning) < len(best):
            break
        if is_name and not form[0].isupper() and not (may_be_small and _is_demonym(word, known)):
            continue
        sure = len(beginning) > LEAST_STEM and (not begins or len(beginning) >= LEAST_ADJECTIVE)
        if begins and language == "ky" and len(beginning) <= LEAST_ADJECTIVE and _is_kyrgyz_word(beginning):
            continue  # Казанды may be the pot
        if begins and not sure and not (language == "ky" and _is_whole(word, known)):
            continue
        most = LONGEST_ENDING if sure and (not begins or len(beginning) >= LONG_STEM) else SHORT_ENDING
        if word.startswith(beginning) and len(word) - len(beginning) <= most:
            best = beginning
            found.append(known)
    return tuple(found)
