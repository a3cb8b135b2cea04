"""Trains the perceptron that gives Russian words their forms, on aligned and disambiguated rows."""

import random
from collections import defaultdict
from collections.abc import Sequence

from scripts.lexicon.align import Links
from scripts.lexicon.learner import Learner
from scripts.lexicon.units import Units
from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.inflection import Context, Unit, contexts, features, head_of, label
from toolkit.morphology import perceptron

PASSES, LEAST = 4, 1.2
DEFAULT = "sing nomn"


def train(
    examples: Sequence[tuple[list[Unit], Sequence[Context]]], least: float = LEAST
) -> dict[str, dict[str, float]]:
    """Weights from sentences whose units have their right tags."""
    learner = Learner()
    order = list(range(len(examples)))
    rng = random.Random(1)
    for turn in range(PASSES):
        rng.shuffle(order)
        wrong = seen = 0
        for number in order:
            units, english = examples[number]
            for index, unit in enumerate(units):
                if unit.kind in ("N", "M", "R", "V") or (unit.kind == "A" and head_of(units, index) < 0):
                    looked = features(units, index, english)
                    right = label(unit.kind, unit.tag)
                    guess = perceptron.best(perceptron.scores(learner.weights, looked), DEFAULT)
                    learner.learn(right, guess, looked)
                    wrong, seen = wrong + (guess != right), seen + 1
        print(turn + 1, f"{1 - wrong / seen:.4f}", flush=True)
    return learner.averaged(least)


PARTS = {"N": ("NOUN", "PROPN"), "V": ("VERB", "AUX"), "A": ("ADJ", "DET", "VERB", "PROPN")}
"""Class of a Russian word -> parts of speech that are likeliest to be what it says."""


def learn(
    sentences: Sequence[Sentence], targets: Sequence[Units], links: Sequence[Links], weights: Sequence[float]
) -> dict[str, dict[str, float]]:
    """Weights from the rows of whole weight; `links` as (token, unit)."""
    examples = []
    for sentence, target, linked, weight in zip(sentences, targets, links, weights, strict=True):
        if weight < 1:
            continue
        sources: dict[int, list[int]] = defaultdict(list)
        for i, j in sorted(linked):
            sources[j].append(i)
        row = []
        for j, (word, unit, tag) in enumerate(zip(target.words, target.units, target.tags, strict=True)):
            lemma, _, kind = unit.rpartition("/")
            found = sources[j]
            likely = [i for i in found if sentence.tokens[i].tag in PARTS.get(kind, ())] or found
            number = not lemma
            source = likely[-1] if likely else -1
            row.append(
                Unit(word if number else lemma, "#" if number else kind, source, tag=tag, text=word if number else "")
            )
        examples.append((row, contexts(sentence)))
    return train(examples)
