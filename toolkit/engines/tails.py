"""Whether a draft goes on after its source has ended: a hallucinated sentence, fluent and of nothing that was said.

Told by how long the draft is for its source, whether it has a sentence more, and whether the words at its end are any
that the lexicon has for words of the source. The weights in tails.tsv are those of a logistic regression, which
scripts/tails.py makes of right translations and of the same with another text behind.
"""

import functools
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.documents import segment
from toolkit.engines.degeneration import letters
from toolkit.languages import code_of
from toolkit.morphology import english
from toolkit.signs import Sign
from toolkit.terms import lexicon

TABLE = Path(__file__).parent / "tails.tsv"
HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[^\W\d_]+")
STOP = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])[.!?…]*[\"'”’»)\]]*(?=\s+[^\W\d_a-zа-яё]|\s*$)|(?<=[。！？])[。！？]*(?![”’」』）]))"
)
"""The end of a sentence; all marks stand in front, so that they are found at once."""
MARK = re.compile("[.!?…。！？]")
CAPITAL = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁ]) +(?=[А-ЯЁӨҮҢ][а-яёөүң]{2,})")
"""Where a sentence may begin whose predecessor has no full stop."""
CAPITALISED = re.compile(r"(?<!\w)[A-ZА-ЯЁӨҮҢ]\w*")
INITIALS = re.compile(r"(?<!\w)[A-Z]{3,6}(?!\w)")
MAY_BE_INITIALS = Sign(INITIALS.pattern, "Latn", flags=0)
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
LOOKED_AT, FREE_OF_SHORT, SHORT = 1.1, 3.0, 4.0
"""A draft of fewer words than so many times the usual and one more (of a text of less than SHORT words, FREE_OF_SHORT
more), and of no sentence more, is not looked at any closer."""
LONG_WORD, STEM = 4, (3, 5)
"""Letters of a word that is asked for; of the beginning by which two forms of it are known."""
LEAST_SHARE = 0.06
"""Of the translations of a word, rarer ones are those of its neighbours."""
FUNCTION = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at by for from with and or but as is are was were be been has have had do does did will "
        "would can could may might should must it its this that these those he she they we you his her their our your "
        "i not no if when which who what there than then so about into over after before more most all any some one",
    )
)
"""Words of English whose translations stand in any text."""
AGAINST, FOR = 0.36, 1.2
"""What a word that the source does not support, and one that it does, says of the end of a draft: about the logarithms
of how much more and less often such a word stands in a tail than in a right translation."""
CHANCE = 0.35
"""Of the words of right translations so many are such as the lexicon has."""
FULL_NAME = re.compile(rf"{HAN.pattern}{{1,4}}[·•‧]{HAN.pattern}{{1,6}}")
"""Of a foreigner in Chinese: what stands for sounds, the source supports by no word."""
SHORTENED, WORDS_ASKED, LEAST_TOLD = 0.78, 2, 0.25
"""A translation that lacks a sentence has fewer of the usual words, or of the words of that sentence; none in a hundred
right ones with fewer sentences had (own_dev, dev)."""
WORDS_LEAST = {"zh": 5}
"""Words (of Chinese, pairs of hanzi) at an end that say something; two elsewhere."""


class Features(NamedTuple):
    """What tells a tail."""

    longer: float
    """Logarithm of (words of the draft + 1) / (usual words + 1)."""
    much_longer: float
    """What of it is above 0.4."""
    sentences: float
    """1 with more sentences than the source."""
    sentences_longer: float
    part: float
    """Unsupported words above chance in the part of the draft that has the fewest, -2 to 2; 0 where it has no parts."""
    part_share: float
    """Share of its words that the source supports."""
    rest: float
    """The same of what lies behind the usual length."""
    rest_share: float
    words: float
    """Logarithm of (words of the draft + 1) / (words of the source + 1); of Chinese, what its hanzi come to."""
    ending: float
    """How much the words at its end speak against the source: the most that the evidence of each, added up from the
    last one backwards, comes to (a cumulative sum, Page 1954)."""
    capitals: float
    """Capitalised words more than in the source, -2 to 3; 0 in Chinese."""
    short: float
    """1 where the usual words are fewer than five."""


def breaks_off(said: str, made: str, target_language: str) -> bool:
    """Whether the draft ends long before its source."""
    usual = size(said, "en") * USUAL.get(code_of(target_language), 1.0)
    return size(made, target_language) < LEAST * usual - FREE[0]


def omits(said: str, made: str, source_language: str, target_language: str) -> bool:
    """Whether a translation has fewer sentences than its source and is short for it, or says nothing of one of them."""
    target = code_of(target_language)
    if code_of(source_language) != "en" or target not in USUAL or sentences(made) >= sentences(said):
        return False
    pieces = segment(said, "en")  # by the rules of the language: `Mr.` ends no sentence
    if sentences(made) >= len(pieces):
        return False
    if size(made, target) < SHORTENED * USUAL[target] * size(said, "en"):
        return True
    return target in lexicon.LANGUAGES and any(
        asked >= WORDS_ASKED and hits <= LEAST_TOLD * asked for hits, asked in _told(pieces, made.lower(), target)
    )


def _told(said: Sequence[str], made: str, language: str) -> Iterator[tuple[int, int]]:
    """(words that the translation may have, words that the lexicon knows) of each sentence of the source."""
    for sentence in said:
        known = [_translations(word, language) for word in set(lexicon.words(sentence)) - FUNCTION if len(word) > 2]
        yield sum(any(one in made for one in ways) for ways in known if ways), sum(map(bool, known))


def tail(said: str, made: str, source_language: str, target_language: str, *, surer: float = 0.0) -> bool:
    """Whether the draft goes on after its source has ended; `surer` by so much more log-odds."""
    target = code_of(target_language)
    usual = size(said, source_language) * USUAL.get(target, 1.0)
    if MAY_BE_INITIALS(said):
        usual += WRITTEN_OUT * len(INITIALS.findall(said))
    behind = size(made, target)
    more = sentences(made) > sentences(said)
    if not looked_at(behind, usual) and not more:
        return False
    if code_of(source_language) != "en" or target not in weights():
        return behind > MOST * usual + FREE[1] or (more and behind > ANOTHER * usual)
    own = weights()[target]
    found = features(said, made, target)
    odds = own["constant"] + sum(own[name] * value for name, value in zip(Features._fields, found, strict=True))
    return odds > surer


def looked_at(behind: float, usual: float) -> bool:
    """Whether a draft of so many words is longer than usual."""
    return behind > LOOKED_AT * usual + (FREE_OF_SHORT if usual < SHORT else 1)


def features(said: str, made: str, language: str) -> Features:
    """What tells a tail, of an English source and a draft in a language of the lexicon."""
    usual = size(said, "en") * USUAL[language]
    longer = math.log((size(made, language) + 1) / (usual + 1))
    more = float(sentences(made) > sentences(said))
    wanted = expected(said, language)
    part, part_share = 0.0, 0.5
    for cut in _cuts(made, language):
        hits, asked = supported(made[cut:], wanted, language)
        if asked >= WORDS_LEAST.get(language, 2):
            evidence = max(-2.0, min(2.0, asked * (CHANCE - hits / asked)))
            if part_share == 0.5 or evidence > part:
                part, part_share = evidence, hits / asked
    rest, rest_share = 0.0, 0.5
    cut = _usual_end(made, usual, language)
    if cut:
        hits, asked = supported(made[cut:], wanted, language)
        if asked:
            rest, rest_share = max(-2.0, min(2.0, asked * (CHANCE - hits / asked))), hits / asked
    spoken = size(made, language) if language == "zh" else len(WORD.findall(made))
    capitals = 0.0 if language == "zh" else float(len(CAPITALISED.findall(made)) - len(CAPITALISED.findall(said)))
    return Features(
        longer, max(0.0, longer - 0.4), more, more * longer, part, part_share, rest, rest_share,
        math.log((spoken + 1) / (len(lexicon.words(said)) + 1)), _ending(made, wanted, language),
        max(-2.0, min(3.0, capitals)), float(usual < 5),
    )  # fmt: skip


def expected(said: str, language: str) -> frozenset[str]:
    """The beginnings of all words, or the pairs of hanzi, that the lexicon has for words of the source."""
    found: set[str] = set()
    for word in set(lexicon.words(said)) - FUNCTION:
        found |= _translations(word, language)
    return frozenset(found)


def supported(part: str, wanted: frozenset[str], language: str) -> tuple[int, int]:
    """(those of them that the source supports, the words of a part of a draft); names count for nothing."""
    found = _support(part, wanted, language)
    return sum(found), len(found)


def _ending(made: str, wanted: frozenset[str], language: str) -> float:
    best = evidence = 0.0
    for told in reversed(_support(made, wanted, language)):
        evidence += -FOR if told else AGAINST
        best = max(best, evidence)
    return best


def _support(part: str, wanted: frozenset[str], language: str) -> list[bool]:
    """Whether the source supports each word of a part of a draft, in order."""
    if language == "zh":
        part = FULL_NAME.sub(" ", part)
        pairs = (part[place : place + 2] for place in range(len(part) - 1))
        return [pair in wanted for pair in pairs if HAN.match(pair) and HAN.match(pair, 1)]
    words = (word for word in WORD.findall(part) if len(word) >= LONG_WORD and word[0].islower())
    least, most = STEM
    return [any(word[:length] in wanted for length in range(least, most + 1)) for word in words]


@functools.lru_cache(1 << 16)
def _translations(word: str, language: str) -> frozenset[str]:
    table = lexicon.load(language)
    found: set[str] = set()
    for form in forms(word):
        for entry in table.find((form,)):
            for token in WORD.findall(entry.target.lower()) if entry.share >= LEAST_SHARE else ():
                if language == "zh":
                    found.update(token[place : place + 2] for place in range(len(token) - 1))
                elif len(token) >= STEM[0]:
                    found.add(token[: max(STEM[0], min(STEM[1], len(token) - 2))])
    return frozenset(found)


def forms(word: str) -> set[str]:
    """A word of English in small letters, and what it may be a form of, irregular ones too."""
    found = {word, english.lemma(word, "VERB")[0], english.lemma(word, "NOUN")[0]}
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""),
                            ("ing", "e"), ("ly", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            found.add(word[: len(word) - len(ending)] + instead)
    return found


def _cuts(made: str, language: str) -> list[int]:
    """Where a sentence that is not the first one begins."""
    end = len(made.rstrip())
    cuts = {match.end() for match in STOP.finditer(made) if match.end() < end}
    if language != "zh":
        cuts |= {match.end() for match in CAPITAL.finditer(made)}
    return sorted(cuts)


def _usual_end(made: str, usual: float, language: str) -> int:
    """Where a draft of the usual length would end; 0 where it is not longer than that."""
    cuts = [match.start() for match in re.finditer(r" (?=\S)", made)] if language != "zh" else [*range(1, len(made))]
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        if size(made[: cuts[middle]], language) >= usual:
            high = middle
        else:
            low = middle + 1
    return cuts[low] if low < len(cuts) else 0


def size(text: str, language: str) -> float:
    """How long a text is, in words of English."""
    hanzi = _hanzi(text)
    others = letters(text)[1] - hanzi
    usual = LETTERS_A_WORD.get(code_of(language), USUAL_LETTERS) if not hanzi else LETTERS_A_WORD["en"]
    return hanzi / LETTERS_A_WORD["zh"] + others / usual


@functools.lru_cache(64)
def _hanzi(text: str) -> int:
    return 0 if text.isascii() else len(HAN.findall(text))


@functools.lru_cache(64)
def sentences(text: str) -> int:
    """Sentences of a text, roughly: what ends in a full stop; at least one."""
    if MARK.search(text, 0, len(text) - 1) is None:
        return 1
    return max(1, len(STOP.findall(text.strip().rstrip(".!?。！？… ") + ".")))


@functools.cache
def weights() -> dict[str, dict[str, float]]:
    """Language -> feature -> weight, and the constant."""
    found: dict[str, dict[str, float]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            language, name, weight = line.split("\t")
            found.setdefault(language, {})[name] = float(weight)
    return found
