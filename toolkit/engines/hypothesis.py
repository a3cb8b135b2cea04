"""What a model made of one plain text, before codes and punctuation are put right."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from toolkit.engines.alignment import Pairs, composed, count, shifted


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation of a text without codes, and how sure the model was."""

    text: str
    log_probability: float = 0.0
    """Sum over its tokens, the end token included; never above 0."""
    length: int = 0
    """Tokens counted, the end token included; 0 for a text that no model has seen."""
    flags: tuple[str, ...] = ()
    """Each once, sorted: degenerate, echo, empty, lost-number, split."""
    alignment: Pairs = ()
    """Pairs of (word of the source, word of the text)."""
    said: int = 0
    """Words in the source."""

    @property
    def score(self) -> float:
        """The geometric mean of the token probabilities, 0 to 1; 1 for a text that no model has seen."""
        if not self.length:
            return 1.0
        return min(1.0, max(0.0, math.exp(min(0.0, self.log_probability / self.length))))


Translate = Callable[[Sequence[str]], Sequence[Hypothesis]]
"""Translates plain texts, one hypothesis each, in order."""


def unseen(text: str) -> Hypothesis:
    """A text that stays as it is."""
    size = count(text)
    return Hypothesis(text, alignment=tuple((word, word) for word in range(size)), said=size)


def joined(text: str, parts: Sequence[Hypothesis], *flags: str) -> Hypothesis:
    """The hypothesis of a text that was translated in parts, in their order; `flags` are added to theirs."""
    parts = [part for part in parts if part.text or part.length or part.said or part.flags]
    if len(parts) == 1 and not flags and parts[0].text == text:
        return parts[0]
    pairs: list[tuple[int, int]] = []
    said = made = 0
    for part in parts:
        pairs += shifted(part.alignment, said, made)
        said += part.said
        made += count(part.text)
    return Hypothesis(
        text,
        sum(part.log_probability for part in parts),
        sum(part.length for part in parts),
        tuple(sorted({*flags, *(flag for part in parts for flag in part.flags)})),
        tuple(pairs),
        said,
    )


def chained(first: Hypothesis, second: Hypothesis) -> Hypothesis:
    """The hypothesis of a text that was translated by `first`, and what came out by `second`."""
    both = joined(second.text, (first, second))
    return replace(both, alignment=composed(first.alignment, second.alignment), said=first.said)


def has_letter(text: str) -> bool:
    """Whether there is anything to translate: a text of digits, signs and white space is the same in every language."""
    return any(character.isalpha() for character in text)
