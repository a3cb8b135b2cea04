"""Whether a draft goes on after its source has ended: a hallucinated sentence, fluent and of nothing that was said.

Or whether another text stands before it. Told by how long the draft is for its source, whether it has a sentence more,
and whether the words at its end, at its beginning and in each of its pieces are any that the lexicon has for words of
the source (support.py). The weights in tails.tsv are those of a logistic regression on all products of two features,
which scripts/tails.py makes of right translations and of the same with another text behind or before, as a sentence,
behind a comma or without a mark.
"""

import functools
import itertools
import math
import operator
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.documents import segment
from toolkit.engines.degeneration import letters
from toolkit.engines.support import FUNCTION, HAN, STEM, WORD, expected, support, translations, units
from toolkit.languages import code_of
from toolkit.signs import Sign
from toolkit.terms import lexicon

TABLE = Path(__file__).parent / "tails.tsv"
STOP = late.compile(
    r"[.!?…。！？](?:(?<=[.!?…])[.!?…]*[\"'”’»)\]]*(?=\s+[^\W\d_a-zа-яё]|\s*$|(?<=[^\W\d_]{5}[.!?])\s+\d\d)|(?<=[。！？])[。！？]*(?![”’」』）]))"
)
"""The end of a sentence; all marks stand in front, so that they are found at once."""
MARK = late.compile("[.!?…。！？]")
CAPITAL = late.compile(r" (?<=(?:[^\W_A-ZА-ЯЁӨҮҢ]|[»)\"”%]) ) *(?=[А-ЯЁӨҮҢ][а-яёөүң]{2,})")
"""Where a sentence may begin whose predecessor has no full stop."""
ENGLISH_CAPITAL = late.compile(r" (?<=[\w»)\"”%,;] ) *(?=[A-Z])")
SMALL = late.compile(r"[.!?…](?<=[^\W\d_]{3}.)[.!?…]*[\"»”’)]* +(?=[a-zа-яёөүң]{2})")
"""Where a text in small letters may have been put behind a sentence."""
CAPITALISED = late.compile(r"(?<!\w)[A-ZА-ЯЁӨҮҢ]\w*")
INITIALS = late.compile(r"(?<!\w)[A-Z]{3,6}(?!\w)")
MAY_BE_INITIALS = Sign(INITIALS.pattern, "Latn", flags=0, capital=True)
WRITTEN_OUT = 3
"""Words more that an abbreviation may become: WHO, Всемирная организация здравоохранения."""
LETTERS_A_WORD = {"zh": 1.55, "zt": 1.55, "ja": 2.2, "ru": 7.0, "ky": 7.2, "en": 5.6}
"""Letters (of Chinese, hanzi) for a word of English text."""
USUAL_LETTERS = 6.0
USUAL = {"zh": 1.2, "zt": 1.2, "ru": 0.83, "ky": 0.84}
"""Words, counted like that, for one of the source in translations by people (own_dev, dev); others are taken for 1."""
LEAST, MOST, FREE = 0.62, 1.5, (1.5, 3.0)
"""Where there is no lexicon, a draft has so many times the usual words, less one word and a half or three more."""
ANOTHER = 1.1
"""There, with a sentence more than the source it has at most so many times the usual words."""
FREE_OF_LONG, FREE_OF_SHORT, SHORT = 0.5, 3.0, 4.0
"""A draft of no more words than the usual and so many more (of a text of less than SHORT words, FREE_OF_SHORT) is not
looked at any closer; with a sentence more than the source, one of fewer than the usual."""
SHORTENED, WORDS_ASKED, LEAST_TOLD = 0.78, 2, 0.25
"""A translation that lacks a sentence has fewer of the usual words, or of the words of that sentence; none in a hundred
right ones with fewer sentences had (own_dev, dev)."""
ADDED = 2.0
"""What the words of a sentence that is of nothing in the source come to, with other sentences before and behind it. Of
three sentences of own_sentences, of whose sources two were joined by a semicolon, 4 in 1,000 have as much in the middle
one; where that one's source was taken away, 85, 95 and 92 in 100 (zh, ru, ky)."""
WORDS = 10
"""Of a source at least, that a brief sentence behind its draft be told."""
REST = 0.8
"""Of the usual words, a draft has so many at least beside a sentence that is of nothing in the source. Of 31,569 right
translations two have one, and of such with a brief one behind four in five (dev, own_dev, own_sentences)."""
BRIEF, MERGED = 4.5, 0.55
"""Words, counted by letters, of a sentence that may have become a verb of another one; of the usual words, two of which
one became have more.
"""
PIECE = late.compile(r"[.!?;:,()…。！？；：，、（）—–«»“”\"\n]+")
"""Where another text may have been joined to a draft."""
HALF_STOP = late.compile(r"[;:—–]")
STRANGE = late.compile(r"[A-Za-z]{2,}|\d+")
EDGES = " .!?。！？"


class Features(NamedTuple):
    """What tells that another text stands before a draft or behind it."""

    longer: float
    """Logarithm of (words of the draft + 1) / (usual words + 1)."""
    sentences: float
    """1 with more sentences than the source."""
    parted: float
    """1 with more of them, where the source has a mark that may have become a full stop."""
    words: float
    """Logarithm of (words of the draft + 1) / (words of the source + 1); of Chinese, what its hanzi come to."""
    capitals: float
    """Capitalised words more than in the source, -2 to 3; 0 in Chinese, as the next two."""
    joined: float
    """Capitalised words that follow another word without a mark, more than in the source, -2 to 2."""
    lowered: float
    """Small letters that follow a full stop, more than in the source, -1 to 2."""
    usual: float
    """Logarithm of (usual words + 1)."""
    ending: float
    """How much the words at its end speak against the source: the most that the evidence of each, added up from the
    last one backwards, comes to (a cumulative sum, Page 1954)."""
    beginning: float
    """The same of its first words."""
    rest: float
    """What the words behind the usual length come to, -4 to 6."""
    total: float
    """What all words come to, -8 to 8."""
    piece: float
    """What the piece between two marks of punctuation that speaks most against the source comes to, -4 to 6; 0 where
    there is but one, as in the next two."""
    edge: float
    """The same of the first and the last piece."""
    sentence: float
    """The same of the first and the last sentence, which a capital after a word may begin, or small letters."""
    told: float
    """Share of the words of the source that the lexicon knows which the draft has."""
    missing: float
    """Share of all words of the source of which the draft has nothing that the lexicon has."""
    pieces: float
    """Marks of punctuation more than in the source, -2 to 3."""
    strange: float
    """Latin words and figures that the source has not, up to 3."""
    again: float
    """Stretches of two words (of Chinese, four hanzi) that come again, more than in the source, -1 to 3."""


def breaks_off(said: str, made: str, target_language: str) -> bool:
    """Whether the draft ends long before its source."""
    usual = size(said, "en") * USUAL.get(code_of(target_language), 1.0)
    return size(made, target_language) < LEAST * usual - FREE[0]


def omits(said: str, made: str, source_language: str, target_language: str, *, prose: bool = False) -> bool:
    """Whether a translation has fewer sentences than its source and is short for it, or says nothing of one of them.

    In prose a word that another sentence has too tells nothing of one.
    """
    target = code_of(target_language)
    if code_of(source_language) != "en" or target not in USUAL or sentences(made) >= sentences(said):
        return False
    pieces = segment(said, "en")  # by the rules of the language: `Mr.` ends no sentence
    if sentences(made) >= len(pieces):
        return False
    share = size(made, target) / (USUAL[target] * size(said, "en") or 1.0)
    short = share < SHORTENED
    if target not in lexicon.LANGUAGES:
        return short
    told = list(_told(pieces, made.lower(), target, alone=prose))
    if short:  # of very short sentences in one, pronouns go, and what each says is still there
        brief = share > MERGED and all(size(one, "en") <= BRIEF for one in pieces)
        return not (brief and all(hits * 3 >= asked > 0 for hits, asked in told))
    return any(asked >= WORDS_ASKED and hits <= LEAST_TOLD * asked for hits, asked in told)


def adds(said: str, made: str, target_language: str) -> bool:
    """Whether a translation has more sentences than its English source, and one between others says nothing of it."""
    language = code_of(target_language)
    if language not in lexicon.LANGUAGES or sentences(made) <= max(sentences(said), 2):
        return False
    pieces = support(said, made, language).between([0, *_cuts(made, language), len(made)])
    return max(pieces[1:-1], default=0.0) > ADDED


def _told(said: Sequence[str], made: str, language: str, *, alone: bool) -> Iterator[tuple[int, int]]:
    """(words that the translation may have, words that the lexicon knows) of each sentence of the source."""
    asked = [
        {word: translations(word, language) for word in set(lexicon.words(one)) - FUNCTION if len(word) > 2}
        for one in said
    ]
    for every in asked:
        rest = {word for words in asked if words is not every for word in words}
        once = {word: ways for word, ways in every.items() if word not in rest}
        known = once if alone and sum(map(bool, once.values())) >= WORDS_ASKED else every
        others = set().union(*(ways for words in asked if words is not every for word, ways in words.items()
                               if word not in known))  # fmt: skip
        own = (ways - others or ways for ways in known.values() if ways)  # 银行 of a card is the bank of another
        yield sum(any(one in made for one in ways) for ways in own), sum(map(bool, known.values()))


def tail(
    said: str,
    made: str,
    source_language: str,
    target_language: str,
    *,
    surer: float = 0.0,
    free: tuple[float, float] = (1.0, 0.0),
) -> bool:
    """Whether the draft goes on after its source has ended; `surer` by so much more log-odds. One without a sentence
    more is free that has at most `free[0]` times the usual words and `free[1]` more.
    """
    target = code_of(target_language)
    behind, usual = size(made, target), _usual(said, source_language, target)
    more = sentences(made) > sentences(said)
    if more and code_of(source_language) == "en" and _joined(said, made, target):
        return True
    if behind <= usual:
        return False  # as half of them: what abbreviations may become would only make the usual more
    if not more and behind <= free[0] * usual + free[1]:
        return False
    usual += _written_out(said)
    if MAY_BE_INITIALS(said) and any(one not in made for one in INITIALS.findall(said)):
        usual += FREE_OF_SHORT  # what an abbreviation stands for the lexicon knows by no word of the source
    if not looked_at(behind, usual, more=more, free=free):
        return False
    if code_of(source_language) != "en" or target not in weights():
        return behind > MOST * usual + FREE[1] or (more and behind > ANOTHER * usual)
    return odds(features(said, made, target), target) > surer


def _joined(said: str, made: str, language: str) -> bool:
    """Whether the first or the last sentence of a draft with more of them has nothing that the lexicon has for its
    source, and the others are nearly as long as usual: a brief one behind it.
    """
    if language not in weights() or HALF_STOP.search(said) or MARK.search(said.rstrip()[-2:]) is None:
        return False  # behind a source without a full stop: Learn more, Подробнее…
    if len(said.split()) < WORDS:
        return False
    wanted, found = expected(said, language), units(made, language)
    parts = [*itertools.pairwise([0, *_cuts(made, language), len(made)])]
    for start, end in (parts[0], parts[-1]) if len(parts) > 1 else ():
        own = [forms for place, forms in found if start <= place < end]
        if own and all(map(wanted.isdisjoint, own)):
            rest = size(f"{made[:start]} {made[end:]}", language)
            if rest >= REST * usual_size(said, "en", language):
                return True
    return False


def usual_size(said: str, source_language: str, target: str) -> float:
    """Words that its translation is wont to have, where every abbreviation is written out."""
    return _usual(said, source_language, target) + _written_out(said)


def _usual(said: str, source_language: str, target: str) -> float:
    """The same as abbreviations stand there."""
    return size(said, source_language) * USUAL.get(target, 1.0)


def _written_out(said: str) -> int:
    return WRITTEN_OUT * len(INITIALS.findall(said)) if MAY_BE_INITIALS(said) else 0


def odds(found: Features, language: str) -> float:
    """Logarithm of the odds that there is another text."""
    given = (1.0, *found)
    rows = enumerate(weights()[language])
    return float(sum(given[one] * sum(map(operator.mul, given[one:], row)) for one, row in rows if given[one]))


def looked_at(behind: float, usual: float, *, more: bool, free: tuple[float, float] = (1.0, 0.0)) -> bool:
    """Whether a draft of so many words is longer than usual, and than what is `free` (as of `tail`); with `more`
    sentences, whether it is at least usual.
    """
    if more:
        return behind > usual
    return behind > max(usual + (FREE_OF_SHORT if usual < SHORT else FREE_OF_LONG), free[0] * usual + free[1])


@functools.lru_cache(2)
def features(said: str, made: str, language: str) -> Features:
    """What tells a tail or a head, of an English source and a draft in a language of the lexicon."""
    usual = usual_size(said, "en", language)
    longer = math.log((size(made, language) + 1) / (usual + 1))
    more = float(sentences(made) > sentences(said))
    found = support(said, made, language)
    pieces = found.between([0, *(match.end() for match in PIECE.finditer(made)), len(made)])
    capitals = joined = lowered = 0
    if language != "zh":
        capitals = len(CAPITALISED.findall(made)) - len(CAPITALISED.findall(said))
        joined = len(CAPITAL.findall(made)) - len(ENGLISH_CAPITAL.findall(said))
        lowered = len(SMALL.findall(made)) - len(SMALL.findall(said))
    whole = found.between([0, *_cuts(made, language), len(made)])
    spoken = size(made, language) if language == "zh" else len(WORD.findall(made))
    kept = round(len(found.against) / max(1.0, math.exp(longer)))
    small = said.lower()
    marks = len(PIECE.findall(made.strip(EDGES))) - len(PIECE.findall(said.strip(EDGES)))
    strange = sum(one.lower() not in small for one in set(STRANGE.findall(made)))
    return Features(
        longer,
        more,
        float(more and HALF_STOP.search(said) is not None),
        math.log((spoken + 1) / (len(lexicon.words(said)) + _written_out(said) + 1)),
        _within(capitals, -2, 3),
        _within(joined, -2, 2),
        _within(lowered, -1, 2),
        math.log(usual + 1),
        _within(_most(reversed(found.against)), 0, 8),
        _within(_most(found.against), 0, 8),
        _within(sum(found.against[kept:])),
        _within(sum(found.against), -8, 8),
        _within(max(pieces)) if len(pieces) > 1 else 0.0,
        _within(max(pieces[0], pieces[-1])) if len(pieces) > 1 else 0.0,
        _within(max(whole[0], whole[-1])) if len(whole) > 1 else 0.0,
        found.told / (found.known + 1),
        (found.asked - found.told) / (found.asked + 1),
        _within(marks, -2, 3),
        _within(strange, 0, 3),
        _within(_again(made) - _again(said), -1, 3),
    )


def _again(text: str) -> int:
    """Stretches of two words, or of four hanzi, that have stood in the text before."""
    hanzi = [] if text.isascii() else HAN.findall(text)
    words = hanzi or [word[: STEM[1]] for word in WORD.findall(text.lower())]
    size = 4 if hanzi else 2
    stretches = [*zip(*(words[start:] for start in range(size)), strict=False)]
    return len(stretches) - len(set(stretches))


def _within(value: float, least: float = -4, most: float = 6) -> float:
    return max(least, min(most, float(value)))


def _most(evidence: Iterable[float]) -> float:
    """The most that the evidence comes to, added up from the first."""
    return max(0.0, max(itertools.accumulate(evidence), default=0.0))


def _cuts(made: str, language: str) -> list[int]:
    """Where a sentence that is not the first one begins."""
    end = len(made.rstrip())
    cuts = {match.end() for match in STOP.finditer(made) if match.end() < end}
    if language != "zh":
        cuts.update(match.end() for pattern in (CAPITAL, SMALL) for match in pattern.finditer(made))
    return sorted(cuts)


@functools.lru_cache(64)
def size(text: str, language: str) -> float:
    """How long a text is, in words of English."""
    hanzi = 0 if text.isascii() else len(HAN.findall(text))
    others = letters(text)[1] - hanzi
    code = code_of(language)
    latin = hanzi or LETTERS_A_WORD.get(code) == LETTERS_A_WORD["zh"]
    usual = LETTERS_A_WORD["en"] if latin else LETTERS_A_WORD.get(code, USUAL_LETTERS)
    return hanzi / LETTERS_A_WORD["zh"] + others / usual


@functools.lru_cache(64)
def sentences(text: str) -> int:
    """Sentences of a text, roughly: what ends in a full stop; at least one."""
    if MARK.search(text, 0, len(text) - 1) is None:
        return 1
    return max(1, len(STOP.findall(text.strip().rstrip(".!?。！？… ") + ".")))


@functools.cache
def weights() -> dict[str, list[list[float]]]:
    """Language -> the weights of products of two features: of each with itself and all behind it; the first is 1."""
    numbers = {name: number for number, name in enumerate(("constant", *Features._fields))}
    found: dict[str, list[list[float]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            language, one, other, weight = line.split("\t")
            rows = found.setdefault(language, [[0.0] * (len(numbers) - number) for number in range(len(numbers))])
            rows[numbers[one]][numbers[other] - numbers[one]] = float(weight)
    return found
