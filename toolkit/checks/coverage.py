"""A stretch of a sentence that a translation seems to have left out, wherever it begins and ends.

omissions.py looks at whole clauses and phrases; this at any words in a row for which the lexicon finds nothing
(stretches.py), beside where the words before and behind it stand in the translation, how many of its own words nothing
of the source supports, and its length. The weights are those of a logistic regression, which scripts/coverage.py makes
of right translations and of the same without a clause, a third or three words.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import signs
from toolkit.checks.aligned import confirmed, cut
from toolkit.checks.omissions import LEAST, POLITE, unsupported
from toolkit.checks.stretches import Word, between, known, most, odds, weights_of
from toolkit.checks.typography import end
from toolkit.engines import extent
from toolkit.languages import code_of

TABLE = Path(__file__).parent / "coverage.tsv"
CHARACTERS = {"zh": (0.235, 0.28), "ru": (0.8, 0.94), "ky": (0.8, 0.96)}
"""Of the source, that hardly any translation without a part has more of (one of fifty): of a sentence, in which one
right one of ten has as few, and of a text of several, in which half of them have. Asked first.
"""
WHOLE = -0.22
"""Logarithm of the characters of a translation for one expected, above which nothing is looked for: one in fifty of
such as are told has more, and nineteen of twenty right ones have."""
WORDS, OF_SENTENCE = 11, 8
"""Of a source, at least, and of a sentence of it that has others: in a shorter one an idiom is much of it."""
KNOWN = 4
"""Words of the source that must be known, at least."""
FREELY = {"zh": 0.5, "ru": 4.0, "ky": 4.0}
"""How much surer it has to be in strings of programs, which people translate freely: one in a thousand has it then."""
COMPOUND = 1.5
"""The same of one word or two, for which another language has one: a gas station, as poor as a church mouse."""
MARKS = frozenset(".!?。！？…")
BEGUN = 8
"""Words of a source that a translation may break off of, at least."""
BROKEN, BROKEN_STRING = 1.5, 2.0
"""What a stretch at its end has to be worth, in prose and in strings."""
SHORT = {"zh": -0.2, "ru": -0.1, "ky": -0.1}
"""As WHOLE, below which a single word is enough for one."""


class Traits(NamedTuple):
    """What tells that a translation has left something out."""

    constant: float
    """1."""
    surplus: float
    """Logarithm of its characters for one expected."""
    worth: float
    words: float
    part: float
    """Of the stretch for which most speaks (stretches.py)."""
    untold: float
    """What the words that it lacks speak, for each that is known."""
    close: float
    """1 where nothing stands between what was before the stretch and behind it."""
    apart: float
    """1 where enough does."""
    otherwise: float
    """Words of its own that nothing supports, for each of those that are known; 0 until it is asked for."""


def uncovered(source: str, target: str, target_language: str, *, prose: bool) -> str:
    """The words of an English source from the first to the last of such a stretch; empty for none."""
    language = code_of(target_language)
    if language not in extent.LANGUAGES or len(source) < LEAST:
        return ""
    share = len(target) / len(source)
    sentence, text = CHARACTERS[language]
    if share > text or len(signs.pieces(source)) < WORDS:
        return ""
    surer = 0.0 if prose else FREELY[language]
    if share <= sentence and (lost := _uncovered(source, target, language, surer)):
        plain = POLITE.sub(",", source)
        return lost if plain == source else _uncovered(plain, target, language, surer)
    for said, made, rest in _short_sentences(source, target, language):
        if len(signs.pieces(said)) >= OF_SENTENCE and (lost := _uncovered(said, made, language, surer, rest)):
            return lost if POLITE.search(said) is None else ""
    return ""


def _uncovered(source: str, target: str, language: str, surer: float, rest: str = "") -> str:
    """The same of a whole text, or of a sentence and its translation beside the `rest` of its text; `surer` by so much
    more log-odds.
    """
    surplus = extent.surplus(source, target, language)
    if surplus > WHOLE:
        return ""
    words = known(source, target, language, rest)
    found = traits(source, target, language, words, surplus)
    if found is None:
        return ""
    one, lost = found
    limit, weights = weights_of(TABLE)[language]
    limit += surer + COMPOUND * (lost.count(" ") < 2)
    if odds(one, weights) <= limit:
        return ""  # which no words of its own make more
    one = one._replace(otherwise=unsupported(source, target, language) / len(words))
    return lost if odds(one, weights) > limit else ""


def _short_sentences(source: str, target: str, language: str) -> Iterator[tuple[str, str, str]]:
    """(sentence, its translation, the rest of the translation) of a text that has as many sentences in both, where that
    is short.
    """
    every = cut(source, target)
    short = [place for place, pair in enumerate(every) if extent.surplus(*pair, language) <= WHOLE]
    if short and confirmed(source, target, language):
        for place in short:
            yield *every[place], " ".join(made for _, made in every[:place] + every[place + 1 :])


def traits(source: str, target: str, language: str, words: Sequence[Word], surplus: float) -> tuple[Traits, str] | None:
    """(what tells of a stretch, but for what the target says otherwise; its text) by the known words of a source; None
    where nothing may be told.
    """
    if len(words) < KNOWN:
        return None
    expected = extent.expected(source, language)
    stretch = most(words, expected, surplus, language)
    if stretch is None:
        return None
    untold = sum(max(0.0, word.lost) for word in words) / len(words)
    lost = source[words[stretch.first].start : words[stretch.last].end]
    places = between(stretch, words, target, expected, language)
    return Traits(1.0, surplus, stretch.worth, stretch.words, stretch.part, untold, *places, 0.0), lost


def broken_off(source: str, target: str, target_language: str, *, prose: bool) -> str:
    """The words of an English sentence that its translation has not come to, which lacks a mark at its end; empty where
    it is whole. Of 156,000 right translations 21 are told, all of them strings.
    """
    language = code_of(target_language)
    if target[-1:] in MARKS or language not in extent.LANGUAGES or len(signs.pieces(source)) < BEGUN:
        return ""
    if not end(source) or end(target):
        return ""
    words = known(source, target, language)
    # What ends a sentence of Kyrgyz, its verb, stands in the middle of one of English.
    surplus, expected = extent.surplus(source, target, language), extent.expected(source, language)
    stretch = most(words, expected, surplus, language, at_end=language != "ky")
    if stretch is None or stretch.worth < (BROKEN if prose else BROKEN_STRING):
        return ""
    if stretch.first == stretch.last and surplus > SHORT[language]:
        return ""
    return source[words[stretch.first].start : words[stretch.last].end]
