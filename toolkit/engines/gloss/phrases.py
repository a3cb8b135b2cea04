"""Phrase pairs that people wrote, and the options that a sentence has by them.

`data/<language>.phrases.xz` has a line for each English key (lemmas without articles, numbers as `#`, slots as `{}`):
the key, then for each translation its units, their tags, the tokens of the phrase that they stand for, and a score in
hundredths (log probabilities both ways, with those of the words). `data/<language>.model.gz` has the counts of the
language model. `scripts/lexicon/build.py` makes both.
"""

import lzma
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.decoder import END, START, LanguageModel, Option
from toolkit.morphology import perceptron
from toolkit.morphology.english import is_common
from toolkit.morphology.tokens import Token

DATA = Path(__file__).parent / "data"
LONGEST = 5
MOST = 8
"""Options for one span."""
ARTICLES = frozenset({"a", "an", "the"})
MISMATCH = {
    ("VERB", "N"): -0.6,
    ("NOUN", "V"): -0.8,
    ("ADJ", "V"): -0.5,
    ("ADV", "V"): -0.5,
    ("ADV", "A"): -1.5,
    ("ADV", "N"): -1.5,
    ("VERB", "O"): -0.6,
}
"""Part of speech and class of its translation -> what such an option costs."""
UNSAID = {("of", "ADP"): -1.0, ("'s", "PART"): -1.0, ("to", "PART"): -1.5, ("have", "AUX"): -1.0}
"""Lemma and part of speech of words that may stay unsaid, and what it costs."""
QUOTES = frozenset('"“”«»')
KEPT = QUOTES | {"(", ")", "&"}
"""Marks that stay as they are: phrases do not know whether they open or close."""
FINITE = -3.5
"""The same for a finite verb or infinitive that becomes a noun or adjective."""
INVERTED = -1.0
"""What it costs to turn two nouns round."""

__all__ = ["DATA", "END", "START", "Phrases", "key", "language_model", "lattice", "load", "spoken"]


def key(token: Token) -> str:
    """What a token is called in a key."""
    if token.kind == "number":
        return "#"
    return "{}" if token.kind == "slot" else token.lemma.lower()


def spoken(sentence: Sentence) -> list[int]:
    """The tokens that are translated: all but articles."""
    return [index for index, token in enumerate(sentence.tokens) if token.lemma not in ARTICLES]


class Phrases:
    """English key -> (units, tags, places or -1, score) of each translation, read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        """`data`: lines as the module says, sorted; finding a line among a quarter of a million takes a microsecond."""
        self._lines = data.decode("utf-8").rstrip("\n").split("\n")

    def get(self, wanted: str) -> Sequence[tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], float]]:
        """The translations of a key; none where there is no such key."""
        head = f"{wanted}\t"
        place = bisect_left(self._lines, head)
        if place == len(self._lines) or not self._lines[place].startswith(head):
            return ()
        cells = self._lines[place].split("\t")[1:]
        found = []
        for start in range(0, len(cells), 4):
            units, tags, places, score = cells[start : start + 4]
            at = tuple(int(one) if one else -1 for one in places.split(","))
            found.append((tuple(units.split(" ")), tuple(tags.split("|")), at, int(score) / 100))
        return found


@lru_cache(3)
def load(language: str) -> Phrases:
    """The phrases from English into a language."""
    return Phrases(lzma.decompress((DATA / f"{language}.phrases.xz").read_bytes()))


@lru_cache(3)
def language_model(language: str) -> LanguageModel:
    """The model of the units of a language."""
    return LanguageModel(perceptron.read(DATA / f"{language}.model.gz"))


def lattice(sentence: Sentence, kept: Sequence[int], phrases: Phrases) -> list[list[Option]]:
    """The options that begin at each of the `kept` tokens; a token without any has an empty list."""
    tokens = [sentence.tokens[index] for index in kept]
    keys = [key(token) for token in tokens]
    options: list[list[Option]] = [[] for _ in keys]
    for start in range(len(keys)):
        if tokens[start].text in KEPT:
            options[start].append(Option(start, start + 1, (f"{tokens[start].text}/X",), 0.0, ("",), ((start,),)))
            continue
        for end in range(start + 1, min(len(keys), start + LONGEST) + 1):
            if tokens[end - 1].text in QUOTES:
                break
            if translations := phrases.get(" ".join(keys[start:end])):
                slots = any(token.kind == "slot" for token in tokens[start:end])
                found = [
                    _option(start, end, tokens, *one)
                    for one in translations
                    if not slots or not any(unit.rpartition("/")[0] in QUOTES for unit in one[0])
                ]  # what stood in quotation marks where the phrase was found, but is anything here
                options[start] += sorted(found, key=lambda one: -one.score)[:MOST]
    return options


def _mismatch(token: Token, kind: str) -> float:
    """What it costs that a part of speech becomes a class of words."""
    if token.tag == "VERB" and kind in ("N", "A"):
        finite = token.form in ("base", "s") or (
            token.form == "past" and kind == "N" and "passive" not in token.features
        )
        return FINITE if finite else MISMATCH.get((token.tag, kind), 0.0)
    return MISMATCH.get((token.tag, kind), 0.0)


def _option(
    start: int,
    end: int,
    tokens: Sequence[Token],
    units: tuple[str, ...],
    tags: tuple[str, ...],
    places: tuple[int, ...],
    score: float,
) -> Option:
    for unit, place in zip(units, places, strict=True):
        if place >= 0:
            score += _mismatch(tokens[start + place], unit.rpartition("/")[2])
    at = tuple((start + place,) if place >= 0 else () for place in places)
    return Option(start, end, units, score, tags, at)


def unsaid(sentence: Sentence, kept: Sequence[int], place: int) -> Option | None:
    """The option of saying nothing for a word that a case or a tense says: `of`, `'s`, `to`, auxiliaries."""
    token = sentence.tokens[kept[place]]
    after = sentence.tokens[kept[place + 1]] if place + 1 < len(kept) else None
    cost = UNSAID.get((token.lemma, token.tag))
    following = [sentence.tokens[index] for index in kept[place + 1 : place + 4]]
    verb = next((one for one in following if one.tag in ("VERB", "AUX")), None)
    if token.tag == "AUX":
        wanted = {"have": ("part", "past"), "be": ("ing",), "do": ("base",), "will": ("base",)}.get(token.lemma, ())
        cost = UNSAID["have", "AUX"] if verb is not None and verb.form in wanted else None
    return None if cost is None or after is None else Option(place, place + 1, (), cost)


def inversions(sentence: Sentence, kept: Sequence[int], options: Sequence[Sequence[Option]]) -> list[Option]:
    """Options that turn noun phrases round: `trade agreement` and `the city's mayor` with the owner last."""
    place = {index: number for number, index in enumerate(kept)}
    made: list[Option] = []
    for chunk in sentence.chunks:
        inside = [place[index] for index in range(chunk.start, chunk.end) if index in place]
        if chunk.kind != "noun" or len(inside) < 2:
            continue
        first, last = inside[0], inside[-1] + 1
        for middle in range(first + 1, last):
            owner = sentence.tokens[kept[middle]].lemma == "'s"
            left_end, right_start = middle, middle + owner
            if sentence.tokens[kept[left_end - 1]].tag not in ("NOUN", "PROPN") or right_start >= last:
                continue
            for start in range(max(first, left_end - 3), left_end):
                for end in range(right_start + 1, min(last, right_start + 3) + 1):
                    if _is_head(sentence.tokens[kept[end - 1]]):
                        made += _turned(start, left_end, right_start, end, options, 0.0 if owner else INVERTED)
    return made


def _is_head(token: Token) -> bool:
    """A noun, or a name of which the last word is one (`Shandong Province`)."""
    return token.tag == "NOUN" or (token.tag == "PROPN" and is_common(token.text.lower()))


def _turned(
    start: int, left_end: int, right_start: int, end: int, options: Sequence[Sequence[Option]], cost: float
) -> list[Option]:
    left = [
        one
        for one in options[start]
        if one.end == left_end and one.units and one.units[-1].endswith(("/N", "/X", "/F"))
    ][:4]
    right = [
        one
        for one in options[right_start]
        if one.end == end and one.units and one.units[0].endswith(("/N", "/A", "/X", "/F"))
    ][:4]
    return [
        Option(
            start,
            end,
            b.units + a.units,
            a.score + b.score + cost,
            b.tags + ("",) * len(a.tags),
            b.places + a.places,
        )
        for a in left
        for b in right
    ]
