"""The sentences of a text that has as many in its translation, each beside its own.

In a text of several sentences a word of one excuses what another one lacks, and seems to be the opposite of what
another one says. Where both texts have as many sentences, and each about the length that is expected of it,
a check looks at each of them by itself as well.
"""

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from toolkit.checks.pair import Fault, Pair
from toolkit.documents import segment
from toolkit.engines import extent
from toolkit.engines.tails import STOP, sentences
from toolkit.languages import code_of

OTHERWISE = 0.6
"""How far the length of a sentence may lie from the one expected (the logarithm), that it be the same one."""


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


@functools.lru_cache(8)
def confirmed(source: str, target: str, target_language: str) -> bool:
    """Whether they have as many by the rules of their languages too: `Mr.` ends none. Takes longer."""
    return len(segment(source, "en")) == len(segment(target, target_language)) == len(_cut(source))


@functools.lru_cache(8)
def _cut(text: str) -> list[str]:
    """The sentences of a text with the white space behind them."""
    cuts = [match.end() for match in STOP.finditer(text) if text[match.end() :].strip()]
    return [text[start:end] for start, end in itertools.pairwise([0, *cuts, len(text)])]
