"""The sentences of a text that has as many in its translation, each beside its own.

In a text of several sentences a word of one excuses what another one lacks, and seems to be the opposite of what
another one says. Where both texts have as many sentences, and each about the length that is expected of it,
a check looks at each of them by itself as well.
"""

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.checks.pair import Fault, Pair
from toolkit.documents import segment
from toolkit.engines import extent
from toolkit.engines.tails import STOP, sentences
from toolkit.languages import code_of

OTHERWISE = 0.6
"""How far the length of a sentence may lie from the one expected (the logarithm), that it be the same one."""


SPREAD = 0.2
"""The standard deviation of it in right translations."""
LIKELIER, MOST_APART = 1.0, 2.0
"""How much likelier (the logarithm) a sentence is odd than cut out of another one, that it be called so: of right ones
with a sentence cut in two three in a thousand are, of such with another sentence in it nine in ten; and the most that
those that are left may lie apart, each.
"""
Find = Callable[[Pair], Iterable[Fault]]


def also_by_sentence(find: Find, waits: Callable[[Pair], object] = bool) -> Callable[[Pair], Iterator[Fault]]:
    """A check that looks at a whole text, and in prose, if it finds nothing there, at each of its sentences that has
    what it `waits` for.
    """

    @functools.wraps(find)
    def found(pair: Pair) -> Iterator[Fault]:
        faults = [*find(pair)]
        return iter(faults if faults or not pair.prose else _of_sentences(find, pair, waits))

    return found


def only_by_sentence(find: Find) -> Callable[[Pair], Iterator[Fault]]:
    """A check that finds something in a whole text of prose only if it does in one of its sentences too."""

    @functools.wraps(find)
    def found(pair: Pair) -> Iterator[Fault]:
        faults = [*find(pair)]
        alone = faults and pair.prose and aligned(pair) and confirmed(*pair[:2], pair.target_language)
        return iter(faults if not alone or _of_sentences(find, pair) else [])

    return found


def _of_sentences(find: Find, pair: Pair, waits: Callable[[Pair], object] = bool) -> list[Fault]:
    """What is found in the first sentence in which anything is."""
    offset = 0
    for said, made in aligned(pair):
        sentence = pair._replace(source=said, target=made)
        if waits(sentence) and (faults := [*find(sentence)]):
            if not confirmed(*pair[:2], pair.target_language):
                return []
            return [replace(fault, span=_moved(fault.span, offset), fix=None) for fault in faults]
        offset += len(made)
    return []


def _moved(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return span and (span[0] + by, span[1] + by)


def aligned(pair: Pair) -> list[tuple[str, str]]:
    """The sentences of an English text, each with its translation; none where they do not belong together."""
    language = code_of(pair.target_language)
    if pair.source_language != "en" or language not in extent.LANGUAGES:
        return []
    return _aligned(pair.source, pair.target, language)


@functools.lru_cache(8)
def _aligned(source: str, target: str, language: str) -> list[tuple[str, str]]:
    """The same, remembered, since several checks ask for them."""
    every = cut(source, target)
    same = all(abs(extent.surplus(said, made, language)) < OTHERWISE for said, made in every)
    return every if same else []


def cut(source: str, target: str) -> list[tuple[str, str]]:
    """The sentences of two texts beside each other, by their marks alone; none where either has one, or more."""
    if not 1 < sentences(source) == sentences(target):
        return []
    said, made = _cut(source), _cut(target)
    return [*zip(said, made, strict=True)] if len(said) == len(made) else []


def odd(source: str, target: str, language: str) -> int:
    """1 where a translation has one sentence more than its English source, and it is rather put in than a part of
    another one, by the lengths of all of them; -1 where it has one less, and it is rather lost; 0 otherwise.
    """
    said, made = _cut(source), _cut(target)
    more = len(made) - len(said)
    if abs(more) != 1 or len(segment(source, "en")) != len(said) or len(segment(target, language)) != len(made):
        return 0
    fewer = min(len(said), len(made))
    without, joined = [], []
    for place in range(fewer + 1):  # what is left without the sentence there, beside the shorter side
        rest = [one for number, one in enumerate(made if more > 0 else said) if number != place]
        without.append(_apart(said, rest, language) if more > 0 else _apart(rest, made, language))
    for place in range(fewer):
        longer = made if more > 0 else said
        rest = [*longer[:place], longer[place] + longer[place + 1], *longer[place + 2 :]]
        joined.append(_apart(said, rest, language) if more > 0 else _apart(rest, made, language))
    best = min(without)
    return more if best < MOST_APART * fewer and min(joined) - best > LIKELIER else 0


def _apart(said: Sequence[str], made: Sequence[str], language: str) -> float:
    """How far the lengths of sentences beside each other lie from those expected, as a logarithm of odds."""
    return sum((extent.surplus(*both, language) / SPREAD) ** 2 / 2 for both in zip(said, made, strict=True))


@functools.lru_cache(8)
def confirmed(source: str, target: str, target_language: str) -> bool:
    """Whether they have as many by the rules of their languages too: `Mr.` ends none. Takes longer."""
    return len(segment(source, "en")) == len(segment(target, target_language)) == len(_cut(source))


@functools.lru_cache(8)
def _cut(text: str) -> list[str]:
    """The sentences of a text with the white space behind them."""
    cuts = [match.end() for match in STOP.finditer(text) if text[match.end() :].strip()]
    return [text[start:end] for start, end in itertools.pairwise([0, *cuts, len(text)])]
