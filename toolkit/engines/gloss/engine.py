"""The gloss as an engine: the same protection of codes and placeables as any other, and a signature of its own."""

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from toolkit.engines import alignment, protection
from toolkit.engines.finish import finish
from toolkit.engines.gloss import phrases
from toolkit.engines.gloss.pieces import Piece, joined_at
from toolkit.engines.gloss.text import REALISERS, pieces
from toolkit.engines.hypothesis import Hypothesis, has_letter, joined, unseen
from toolkit.engines.placeables import SLOT
from toolkit.engines.sentences import LINES, WITHOUT_CASE, is_shouted
from toolkit.engines.settings import EngineSettings, refuse_other_direction
from toolkit.engines.splitting import sentences
from toolkit.errors import PackageError
from toolkit.languages import UNSPACED, code_of
from toolkit.morphology.tokens import tokenize
from toolkit.terms.lexicon import load
from toolkit.units import Content, Draft

VERSION = 1
WORTH = {"zh": 0.21, "ru": 0.50, "ky": 0.47}
"""Target language -> the chrF that glosses of prose were wont to have, as a share of 1 (docs/starter-packages.md)."""


class GlossEngine:
    """Glosses English; deterministic, without a model, on one core."""

    def __init__(self, source: str, target: str) -> None:
        if source != "en" or target not in REALISERS:
            raise PackageError(f"no gloss from {source} into {target}: the lexicon goes from en into zh, ru and ky")
        self._direction = source, target

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
        for number, content in enumerate(texts):
            made = protection.translate(
                [content],
                self._translate,
                lambda before, after: finish(before, after, self._direction[1]),
                signature=signature,
            )
            yield [(number, made[0])]

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
        found = pieces(sentence.capitalize() if shouted else sentence, target)
        text, starts = joined_at(found, target)
        if shouted and target not in WITHOUT_CASE:
            text = text.upper()
        words = max(1, alignment.count(text))
        return Hypothesis(
            text,
            words * math.log(WORTH[target]),
            words,
            alignment=_pairs(sentence, found, text, starts),
            said=alignment.count(sentence),
        )


def make(settings: EngineSettings) -> GlossEngine:
    """The gloss for one direction. Raises PackageError where the lexicon does not go there."""
    return GlossEngine(code_of(settings.source), code_of(settings.target))


@lru_cache(len(REALISERS))
def _fingerprint(target: str) -> str:
    digest = hashlib.sha256(load(target).fingerprint.encode())
    for path in sorted(phrases.DATA.glob(f"{target}.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _pairs(sentence: str, found: Sequence[Piece], text: str, starts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """(word of the sentence, word of the gloss), counted as alignments count them."""
    said = [start for start, _ in alignment.words(sentence)]
    made = [start for start, _ in alignment.words(text)]
    tokens = [token.start for token in tokenize(sentence)]
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
