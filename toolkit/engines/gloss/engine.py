"""The gloss as an engine: the same protection of codes and placeables as any other, and a signature of its own."""

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from toolkit.engines import alignment, protection
from toolkit.engines.finish import finish
from toolkit.engines.gloss import phrases
from toolkit.engines.gloss.pieces import Piece, joined_at
from toolkit.engines.gloss.text import REALISERS, pieces
from toolkit.engines.gloss.worth import worth
from toolkit.engines.hypothesis import Hypothesis, has_letter, joined, unseen
from toolkit.engines.keys import with_keys
from toolkit.engines.placeables import SLOT
from toolkit.engines.sentences import LINES, WITHOUT_CASE, is_shouted
from toolkit.engines.settings import EngineSettings, refuse_other_direction
from toolkit.engines.splitting import sentences
from toolkit.errors import PackageError
from toolkit.languages import UNSPACED, code_of
from toolkit.morphology.tokens import tokenize
from toolkit.terms.lexicon import load
from toolkit.terms.matching import places
from toolkit.units import Content, Draft

VERSION = 1
Terms = Callable[[str], Sequence[tuple[str, str]]]
"""What finds the glossary's terms in a text, each with its translation."""


class GlossEngine:
    """Glosses English; deterministic, without a model, on one core."""

    def __init__(self, source: str, target: str, terms: Terms | None = None) -> None:
        if source != "en" or target not in REALISERS:
            raise PackageError(f"no gloss from {source} into {target}: the lexicon goes from en into zh, ru and ky")
        self._direction = source, target
        self._terms = terms

    @property
    def signature(self) -> str:
        """Name, version, direction, and the fingerprint of the tables that the drafts depend on."""
        source, target = self._direction
        return f"gloss {VERSION} {source}→{target}, tables {_fingerprint(target)}"

    def floor(self, kind: str) -> float | None:  # noqa: ARG002
        """None: what a gloss is worth it is worth everywhere."""
        return None

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One gloss for each content, in order. Raises UsageError for another direction."""
        drafts = []
        for made in self.stream(batch, source, target):
            drafts += [draft for _, draft in made]
            if progress:
                progress(len(drafts))
        return drafts

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        """(number of the text, its gloss), one at a time. Raises as `translate`."""
        refuse_other_direction(self._direction, (code_of(source), code_of(target)))
        signature = self.signature

        def draft(contents: Sequence[Content]) -> list[Draft]:
            return protection.translate(
                contents,
                self._translate,
                lambda before, after: finish(before, after, self._direction[1]),
                signature=signature,
            )

        for number, content in enumerate(texts):
            yield [(number, with_keys([content], self._direction[1], draft)[0])]

    def _translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        return [self._text(text) for text in texts]

    def _text(self, text: str) -> Hypothesis:
        """Line by line; what stands between lines stays."""
        parts = LINES.split(text)
        made = [self._line(part) if place % 2 == 0 else unseen(part) for place, part in enumerate(parts)]
        return joined("".join(part.text for part in made), made)

    def _line(self, line: str) -> Hypothesis:
        made = [self._sentence(one) for one in sentences(line, "en")]
        joiner = "" if self._direction[1] in UNSPACED else " "
        return joined(joiner.join(one.text for one in made if one.text), made)

    def _sentence(self, sentence: str) -> Hypothesis:
        if not has_letter(SLOT.sub("", sentence)):
            return unseen(sentence)
        target = self._direction[1]
        shouted = is_shouted(sentence)
        held, chosen = self._with_terms(sentence)
        found = pieces(held.text.capitalize() if shouted else held.text, target)
        if chosen:
            found = tuple(replace(piece, text=_filled(piece.text, chosen)) for piece in found)
        text, starts = joined_at(found, target)
        if shouted and target not in WITHOUT_CASE:
            text = text.upper()
        words = max(1, alignment.count(text))
        return Hypothesis(
            text,
            words * math.log(worth(sentence, found, text, target)),
            words,
            alignment=_pairs(sentence, held, found, text, starts),
            said=alignment.count(sentence),
        )

    def _with_terms(self, sentence: str) -> tuple["Held", dict[str, str]]:
        """The sentence with a slot for each term of the glossary, and slot -> what stands there in the gloss."""
        wanted = [(place, ours) for theirs, ours in (self._terms(sentence) if self._terms else ())
                  for place in places(theirs, sentence, self._direction[0])]  # fmt: skip
        number = max((int(slot) for slot in SLOT.findall(sentence)), default=0)
        text, gaps, chosen, end = "", [], dict[str, str](), 0
        for place, ours in sorted(wanted, key=lambda one: (one[0].start, -one[0].end)):
            if place.start < end:
                continue  # inside of a longer term
            number += 1
            slot = f"{{{number}}}"
            text += sentence[end : place.start]
            gaps.append((len(text), len(slot), place.start, place.end - place.start))
            text, end, chosen[slot] = text + slot, place.end, ours
        return Held(text + sentence[end:], tuple(gaps)), chosen


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence in which slots stand for terms."""

    text: str
    gaps: tuple[tuple[int, int, int, int], ...] = ()
    """(place and length of a slot, place and length of the term that it stands for), in order."""

    def original(self, place: int) -> int:
        """Where a place of the text is in the sentence."""
        moved = 0
        for start, size, there, length in self.gaps:
            if place < start:
                break
            if place < start + size:
                return there
            moved = there + length - start - size
        return place + moved


def _filled(text: str, chosen: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: chosen.get(slot[0], slot[0]), text)


def make(settings: EngineSettings) -> GlossEngine:
    """The gloss for one direction. Raises PackageError where the lexicon does not go there."""
    return GlossEngine(code_of(settings.source), code_of(settings.target), settings.terms)


@lru_cache(len(REALISERS))
def _fingerprint(target: str) -> str:
    digest = hashlib.sha256(load(target).fingerprint.encode())
    for path in sorted(phrases.DATA.glob(f"{target}.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _pairs(
    sentence: str, held: "Held", found: Sequence[Piece], text: str, starts: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """(word of the sentence, word of the gloss), counted as alignments count them."""
    said = [start for start, _ in alignment.words(sentence)]
    made = [start for start, _ in alignment.words(text)]
    tokens = [held.original(token.start) for token in tokenize(held.text)]
    pairs = set()
    for piece, start in zip(found, starts, strict=True):
        there = _word_at(made, start)
        for token in piece.sources:
            here = _word_at(said, tokens[token]) if token < len(tokens) else -1
            if here >= 0 and there >= 0:
                pairs.add((here, there))
    return tuple(sorted(pairs))


def _word_at(starts: Sequence[int], place: int) -> int:
    """The number of the last word that begins at or before a place; -1 for none."""
    return sum(1 for start in starts if start <= place) - 1
