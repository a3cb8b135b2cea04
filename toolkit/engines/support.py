"""Which words of a translation its English source supports: those that the lexicon has for any word of the source."""

import bisect
import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.languages import code_of
from toolkit.morphology import english
from toolkit.terms import lexicon

HAN = late.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
TWO_HAN = late.compile(rf"(?=({HAN.pattern}{{2}}))")
"""Each two hanzi in a row, wherever they begin."""
WORD = late.compile(r"[^\W\d_]+")
LONG_WORD, STEM = 3, (3, 5)
"""Letters of a word that is asked for; of the beginning by which two forms of it are known."""
LEAST_SHARE = 0.06
"""Of the translations of a word, rarer ones are those of its neighbours."""
SHORT_SOURCE = 3
"""Letters of a word of the source that must be told, at least."""
FUNCTION = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at by for from with and or but as is are was were be been has have had do does did will "
        "would can could may might should must it its this that these those he she they we you his her their our your "
        "i not no if when which who what there than then so about into over after before more most all any some one",
    )
)
"""Words of English whose translations stand in any text."""
GRAMMAR = frozenset(
    "的了在是和将把被与及或而也就都还对于为以从到向给让使其所此该这那个们中上下内外后前时年月日号点分周一二三四五六七八九十百千万亿两几有不没"
    "无未会能可要得着过来去说人大小出入进开成作做用行事地方家发生子动同化主学公本长名位只条件座次场种项些需称表示之间由因并且但则如若等至"
    "自再又更最很已正当每各某第约近多少里边起世纪"
)
"""Characters that stand in any Chinese text."""
OTHER_STEMS = {
    "день": ("дни", "дня", "дней", "дням"), "год": ("лет",), "человек": ("люд",), "ребёнок": ("дет", "ребят"),
    "идти": ("шёл", "шла", "шли", "шло", "пошё", "пошл"), "прийти": ("пришё", "пришл"), "уйти": ("ушё", "ушл"),
    "выйти": ("выше", "вышл"), "найти": ("нашё", "нашл"), "отец": ("отц",), "лёд": ("льд",), "лев": ("льв",),
    "конец": ("конц",), "палец": ("пальц",), "взять": ("возьм",), "лечь": ("лёг", "легл", "ляг"), "сесть": ("сяд",),
    "брать": ("берё", "беру", "бери"), "звать": ("зовё", "зову", "зови"),
}  # fmt: skip
"""Words of Russian -> how forms of them begin that do not begin as they do."""
FULL_NAME = late.compile(rf"{HAN.pattern}{{1,4}}[·•‧]{HAN.pattern}{{1,6}}")
"""Of a foreigner in Chinese: what stands for sounds, the source supports by no word."""
EVIDENCE = Path(__file__).parent / "evidence.tsv"
"""Language, the beginning of a word (of Chinese, two hanzi), how much it speaks against the source where it is
supported and where it is not: the logarithm of how much likelier that is in another text than in a right translation.
`*` is any other word. Made by scripts/tails.py."""
OTHER = "*"
DENYING = late.compile("[бп][аеоө]$")
"""The end of a stem of Kyrgyz that may deny, without which it would say the contrary: катышпа."""
WAYS = Path(__file__).parent / "ways.tsv"
"""A word of English, and what may stand for it in Chinese, Russian and Kyrgyz beyond the lexicon: what people say in a
sentence instead of what a dictionary has. Written for this project, kept by scripts/ways.py."""


class Support(NamedTuple):
    """What a source says about each unit of a translation."""

    places: tuple[int, ...]
    """Where each unit begins, in characters."""
    against: tuple[float, ...]
    """How much it speaks against the source; below 0 for it."""
    told: int
    """Words of the source of which the translation has a unit that the lexicon has for them."""
    known: int
    """Words of the source that the lexicon knows."""
    asked: int
    """All words of the source but those of grammar."""

    def between(self, cuts: Iterable[int]) -> list[float]:
        """What the units of each part speak against the source, of the parts between offsets that have any."""
        ends = (bisect.bisect_left(self.places, cut) for cut in cuts)
        return [sum(self.against[start:end]) for start, end in itertools.pairwise(ends) if start < end]


def support(said: str, made: str, language: str) -> Support:
    """Of an English source and a translation into a language of the lexicon."""
    language = code_of(language)
    words = [one for one in asked(said) if len(one) >= SHORT_SOURCE]
    ways = [translations(one, language) for one in words]
    wanted = frozenset().union(*ways)
    found = units(made, language)
    hits = [not wanted.isdisjoint(forms) for _, forms in found]
    told_by = evidence(language)
    if language != "zh":  # a name that the lexicon does not know says nothing
        kept = [
            hit or forms[-1] in told_by or not made[place].isupper()
            for (place, forms), hit in zip(found, hits, strict=True)
        ]
        found, hits = list(itertools.compress(found, kept)), list(itertools.compress(hits, kept))
    stands = {form for _, forms in found for form in forms}
    told, known = sum(not stands.isdisjoint(one) for one in ways), sum(map(bool, ways))
    places = tuple(place for place, _ in found)
    return Support(places, tuple(_against([forms[-1] for _, forms in found], hits, told_by)), told, known, len(words))


def units(made: str, language: str) -> list[tuple[int, tuple[str, ...]]]:
    """(place, the forms by which it is looked for) of each word in small letters, of Chinese of each two hanzi."""
    if language == "zh":
        made = FULL_NAME.sub(lambda name: " " * len(name[0]), made)
        return [(match.start(), (match[1],)) for match in TWO_HAN.finditer(made)]
    lengths = range(STEM[0], STEM[1] + 1)
    return [
        (match.start(), tuple(word[:length] for length in lengths))
        for match in WORD.finditer(made.lower())
        if len(word := match[0]) >= LONG_WORD
    ]


def _against(names: list[str], hits: list[bool], told_by: Mapping[str, tuple[float, float]]) -> list[float]:
    """What each unit speaks against the source."""
    other = told_by[OTHER]
    return [told_by.get(name, other)[not hit] for name, hit in zip(names, hits, strict=True)]


@functools.lru_cache(8)
def evidence(language: str) -> Mapping[str, tuple[float, float]]:
    """Unit -> how much it speaks against its source where the lexicon has it for a word of it, and where not."""
    found: dict[str, tuple[float, float]] = {}
    worth: dict[str, tuple[float, float]] = {}
    with EVIDENCE.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(f"{language}\t"):
                _, unit, said = line.split("\t", 2)
                if said not in worth:  # few differ: each is held once
                    supported, alone = map(float, said.split("\t"))
                    worth[said] = supported, alone
                found[unit] = worth[said]
    return found


def asked(said: str) -> set[str]:
    """The words of an English text that its translation is asked for, in small letters."""
    return {one for one in lexicon.words(said) if one not in FUNCTION and one[0].isalpha()}


def expected(said: str, language: str) -> frozenset[str]:
    """The beginnings of all words, or the pairs of hanzi, that the lexicon has for words of the source."""
    return frozenset().union(*(translations(word, language) for word in asked(said)))


@functools.lru_cache(1 << 16)
def translations(word: str, language: str) -> frozenset[str]:
    """The same for one word of English in small letters."""
    said = ways(word, language)
    if language == "zh":
        return in_lexicon(word, language).union(*(_units_of(way, language) for way in said))
    return in_lexicon(word, language).union(way if DENYING.search(way) else way[: STEM[1]] for way in said)


def in_lexicon(word: str, language: str) -> frozenset[str]:
    """The same without what is only a way of saying it."""
    return frozenset().union(*(_units_of(token, language) for token in _tokens(word, language)))


def _units_of(token: str, language: str) -> Sequence[str]:
    """How what the lexicon has is looked for: each two hanzi, or the beginnings of a word."""
    if language == "zh":
        return [token[place : place + 2] for place in range(len(token) - 1)]
    if len(token) < STEM[0]:
        return ()
    return (token[: max(STEM[0], min(STEM[1], len(token) - 2))], *OTHER_STEMS.get(token, ()))


def hanzi(word: str) -> frozenset[str]:
    """All hanzi of the translations of a word of English in small letters, but for those that stand in any text."""
    return frozenset("".join((*_tokens(word, "zh"), *ways(word, "zh")))) - GRAMMAR


def ways(word: str, language: str) -> tuple[str, ...]:
    """What people say for a word of English in small letters: of Chinese a hanzi or more, else beginnings of words."""
    known = _ways()[language]
    return tuple(itertools.chain.from_iterable(known.get(form, ()) for form in forms(word)))


@functools.cache
def _ways() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Language -> word -> ways."""
    found: dict[str, dict[str, tuple[str, ...]]] = {language: {} for language in lexicon.LANGUAGES}
    with WAYS.open(encoding="utf-8") as lines:
        for line in lines:
            word, *cells = line.rstrip("\n").split("\t")
            for own, cell in zip(found.values(), cells, strict=False):
                if cell:
                    own[word] = tuple(cell.split(" "))
    return found


def _tokens(word: str, language: str) -> list[str]:
    """The words of all translations, in small letters."""
    entries = (entry for form in forms(word) for entry in lexicon.load(language).find((form,)))
    return [token for entry in entries if entry.share >= LEAST_SHARE for token in WORD.findall(entry.target.lower())]


def forms(word: str) -> set[str]:
    """A word of English in small letters, and what it may be a form of, irregular ones too."""
    found = {word, english.lemma(word, "VERB")[0], english.lemma(word, "NOUN")[0]}
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""),
                            ("ing", "e"), ("ly", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            found.add(word[: len(word) - len(ending)] + instead)
    return found
