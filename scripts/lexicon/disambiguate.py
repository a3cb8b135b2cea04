"""Which form each Russian word of a text is: a hidden Markov model over tags, learned from the text itself.

The dictionary says what a word may be; bigrams and trigrams of tags are counted over all possible readings first, and
then over the best ones, a few times (hard expectation maximisation).
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from toolkit.morphology.russian import Form, forms

ROUNDS = 4


def _state(form: Form) -> str:
    return f"{form.kind} {form.tag}" if form.kind != "O" else f"O {form.lemma}"


class Disambiguator:
    """Learns from sentences of words; `best` reads one."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], float] = defaultdict(float)
        self.firsts: dict[str, float] = defaultdict(float)
        self.total = 1.0

    def learn(self, sentences: Sequence[Sequence[str]]) -> "Disambiguator":
        for turn in range(ROUNDS):
            pairs: dict[tuple[str, str], float] = defaultdict(float)
            firsts: dict[str, float] = defaultdict(float)
            for words in sentences:
                known = [((form, 1.0),) for form in self.best(words)] if turn else map(forms, words)
                chosen = [list(one) for one in known]
                last = [("<s>", 1.0)]
                for options in chosen:
                    total = sum(score for _, score in options)
                    now = [(_state(form), score / total) for form, score in options]
                    for a, p in last:
                        firsts[a] += p
                        for b, q in now:
                            pairs[a, b] += p * q
                    last = now
            self.pairs, self.firsts, self.total = pairs, firsts, sum(firsts.values())
        return self

    def _step(self, last: str, now: str) -> float:
        alone = (self.firsts.get(now, 0.0) + 0.1) / (self.total + 100)
        return math.log((self.pairs.get((last, now), 0.0) + 5 * alone) / (self.firsts.get(last, 0.0) + 5))

    def best(self, words: Sequence[str]) -> list[Form]:
        """The best reading of each word."""
        states: list[tuple[str, float, tuple[Form, ...]]] = [("<s>", 0.0, ())]
        for word in words:
            following: list[tuple[str, float, tuple[Form, ...]]] = []
            for form, score in forms(word):
                state = _state(form)
                cost, path = max(
                    ((total + self._step(last, state), path) for last, total, path in states), key=lambda one: one[0]
                )
                following.append((state, cost + math.log(score), (*path, form)))
            states = following
        return list(max(states, key=lambda one: one[1])[2])
