"""A word-for-word glossary for training, out of the project's own lexicon and of word alignment, and glosses with it.

The alignment is IBM model 1 (Brown et al. 1993). A training sentence is glossed with what the *other* half of the
sentences has taught (cross-fitting), so that a model does not learn to trust a gloss more than it may when it is used.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
FUNCTION = frozenset((Path(__file__).parent / "function_words.txt").read_text(encoding="ascii").split())
"""Words that stay English in a gloss: what they say in the target depends on the words round them."""
SHARE = 0.15
"""Of an English word's alignment, that its commonest counterpart must have to be taken."""
LONGEST = 5
"""Words in the longest entry that is looked up."""
ROUNDS = 5
STEM = 5
"""Letters by which the forms of a Kyrgyz word are held together."""

Key = Callable[[str], str]


def keys(language: str) -> Key:
    """What holds the forms of one word of `language` together: its lemma, its stem, or the word itself."""
    if language == "ru":
        import pymorphy3

        analyzer = pymorphy3.MorphAnalyzer()
        return cache(lambda word: str(analyzer.parse(word.lower())[0].normal_form))
    if language == "ky":
        return lambda word: word.lower()[:STEM]
    return lambda word: word


def words(text: str, language: str) -> list[tuple[str, int]]:
    """The words of a text and where each begins."""
    if language != "zh":
        return [(match.group(), match.start()) for match in WORD.finditer(text)]
    import jieba

    return [(word, start) for word, start, _ in jieba.tokenize(text) if WORD.match(word)]


def lemmas(word: str) -> list[str]:
    """The word in small letters and what it may be a form of, likeliest first."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    found = [word]
    for ending, others in (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
                           ("ing", ("", "e")), ("er", ("", "e")), ("est", ("", "e")), ("ly", ("",))):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            found += [stem + other for other in others]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found


@dataclass
class Alignment:
    """IBM model 1: for pairs (English word, target key), what share of the target word each English word explains."""

    share: dict[tuple[str, str], float]
    counts: dict[str, list[tuple[str, float, float]]]
    """English word -> (target key, share of the English word, share of the target key)."""

    def links(self, english: Sequence[str], target: Sequence[str]) -> list[int]:
        """For each target key the number of the English word that explains it, -1 where none does well."""
        found = []
        for key in target:
            weights = [self.share.get((word, key), 0.0) for word in english]
            best = max(range(len(english)), key=weights.__getitem__, default=-1)
            found.append(best if best >= 0 and weights[best] > 0.3 * sum(weights) + 1e-9 else -1)
        return found


def align(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Alignment:
    """Model 1 over (English words, target keys), in numpy: an entry for each pair that occurs in some sentence."""
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    parts = []
    place = 0
    for english, target in pairs:
        e = np.array([left.setdefault(word, len(left)) for word in english], dtype=np.int64)
        t = np.array([right.setdefault(word, len(right)) for word in target], dtype=np.int64)
        if len(e) and len(t):
            slots = np.repeat(np.arange(place, place + len(t)), len(e))
            parts.append((np.tile(e, len(t)), np.repeat(t, len(e)), slots))
            place += len(t)
    e, t, slot = (np.concatenate(column) for column in zip(*parts, strict=True))
    code, entry = np.unique(e * len(right) + t, return_inverse=True)
    chance = np.full(len(code), 1.0)
    for _ in range(ROUNDS):
        weight = chance[entry]
        weight /= np.bincount(slot, weight, minlength=place)[slot]
        counts = np.bincount(entry, weight, minlength=len(code))
        totals = np.bincount(code // len(right), counts, minlength=len(left))
        chance = counts / totals[code // len(right)]
    english_total = np.bincount(code // len(right), counts)
    target_total = np.bincount(code % len(right), counts)
    names, others = list(left), list(right)
    share, table = {}, defaultdict(list)
    for c, p, n in zip(code, chance, counts, strict=True):
        word, key = names[c // len(right)], others[c % len(right)]
        if p > 1e-4:
            share[word, key] = float(p)
        if n > 0.5 and p > 0.02:
            table[word].append((key, n / english_total[c // len(right)], n / target_total[c % len(right)]))
    return Alignment(share, dict(table))


class Glossary:
    """English entries of up to five words -> their counterpart in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.entries: dict[tuple[str, ...], str] = {}

    def add_lexicon(self, rows: Sequence[tuple[str, str]]) -> None:
        """Headwords and phrases; the first row of an English text is the one that counts."""
        for english, target in rows:
            entry = tuple(match.group().lower() for match in WORD.finditer(english))
            if entry and target and len(entry) <= LONGEST:
                self.entries.setdefault(entry, target)

    def add_alignment(self, alignment: Alignment, surface: dict[str, str]) -> None:
        """What alignment found above SHARE, for words that have no entry; `surface` is what a key is written as."""
        for word, found in alignment.counts.items():
            if (word,) in self.entries or word in FUNCTION:
                continue
            key, share, _ = max(found, key=lambda one: one[1] * one[2] ** 0.5)
            if share >= SHARE:
                self.entries[(word,)] = surface.get(key, key)

    def lookup(self, english: Sequence[str], at: int) -> tuple[int, str] | None:
        """(number of words, counterpart) of the longest entry that begins at a word, or nothing."""
        for size in range(min(LONGEST, len(english) - at), 1, -1):
            *before, last = (word.lower() for word in english[at : at + size])
            for form in lemmas(last):
                if found := self.entries.get((*before, form)):
                    return size, found
        if english[at].lower() in FUNCTION:
            return None
        for lemma in lemmas(english[at]):
            if found := self.entries.get((lemma,)):
                return 1, found
        return None

    def gloss(self, text: str, keep: float = 0.0, generator: random.Random | None = None) -> list[tuple[str, int, int]]:
        """The text in segments (text, first word, words after it): glosses, English words, and signs (no words).

        Each content word stays English with the chance `keep`. Words count as in WORD.
        """
        found = list(WORD.finditer(text))
        english = [match.group() for match in found]
        segments: list[tuple[str, int, int]] = []
        at = end = 0
        while at < len(english):
            between = text[end : found[at].start()].strip()
            if between:
                segments.append((between, at, at))
            hit = self.lookup(english, at)
            if hit and not (generator and generator.random() < keep):
                size, counterpart = hit
                segments.append((counterpart, at, at + size))
            else:
                size = 1
                segments.append((english[at], at, at + 1))
            end = found[at + size - 1].end()
            at += size
        if text[end:].strip():
            segments.append((text[end:].strip(), at, at))
        return segments


def surfaces(language: str, texts: Sequence[Sequence[str]], key: Key) -> dict[str, str]:
    """Key -> the form it is written as in a gloss: the lemma itself, or the commonest short form."""
    if language == "ru":
        return {}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in text:
            forms[key(word)][word] += 1
    return {k: max(c, key=lambda form: c[form] / (1 + 0.15 * len(form))) for k, c in forms.items()}


HAN = re.compile(r"[\u3400-\u9fff]")


def render(segments: Sequence[tuple[str, int, int]]) -> str:
    """The gloss as a text: a space before each segment, but none before signs and Chinese words."""
    made = ""
    for text, first, last in segments:
        made += text if not made or first == last or HAN.match(text) else " " + text
    return made
