"""Makes missed.tsv, coverage.tsv and inserted.tsv in toolkit/checks, by which parts are recognised that a translation
leaves out, and that are put into it.

    python scripts/coverage.py FOLDER [--check]

FOLDER has parallel text (`own_sentences.tsv.gz`, `own_dev.tsv.gz`: en, zh, ru, ky in columns). Right translations stand
against the same with a part less or more (scripts/defects/parts.py). The weights are learned from one half of
own_sentences, and how often each word is missed in right translations; the limit is set so that of a hundred right
translations of the other half and of own_dev as many are told as a model says. What is found there is printed; --check
changes nothing.
"""

import argparse
import collections
import gzip
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from defects import parts  # noqa: E402
from defects.row import Row, Seeder  # noqa: E402
from toolkit.checks import coverage, inserted, stretches  # noqa: E402
from toolkit.checks.omissions import unsupported  # noqa: E402
from toolkit.engines import extent  # noqa: E402
from toolkit.engines.relation import IN_PART, TOLD, against, asked, laid  # noqa: E402

LANGUAGES = ("zh", "ru", "ky")
RIDGE, ROUNDS = 1e-3, 40
SPEAKS = (-TOLD, -IN_PART, 1.0)
"""What a translation may have for a word: a translation of it, a part of one, nothing."""
OTHERS, OF_OTHERS = 6, 0.6
"""Translations of other texts that a word is looked for in, and how much of each: what a lost one is found in."""
TRUST, OF_CHANCE = 4.0, 12.0
"""Texts of other words that what is seen of one is smoothed with, in its translations and in those of others."""
DIFFERS = 0.3
"""From the usual, where a word is listed."""


class Model(NamedTuple):
    """One of the two."""

    table: Path
    columns: tuple[str, ...]
    traits: Callable[[str, str, str], "list[float] | None"]
    """Of source, target and language, the constant first; None where nobody looks."""
    kinds: Mapping[str, Seeder]
    false: float
    """Right translations that may be told, in a hundred."""


def of_lost(source: str, target: str, language: str) -> list[float] | None:
    """What tells that something is left out."""
    surplus = extent.surplus(source, target, language)
    if surplus > coverage.WHOLE:
        return None
    words = stretches.known(source, target, language)
    found = coverage.traits(source, target, language, words, surplus)
    return found and [*found[0][:-1], unsupported(source, target, language) / len(words)]


def of_more(source: str, target: str, language: str) -> list[float] | None:
    """What tells that something is put in."""
    surplus = extent.surplus(source, target, language)
    found = inserted.traits(source, target, language, surplus) if surplus > inserted.LONGER else None
    return found and [*found[0]]


MODELS = (
    Model(
        coverage.TABLE,
        coverage.Traits._fields,
        of_lost,
        {"a clause": parts.clause_lost, "a part": parts.part_lost, "few words": parts.few_lost},
        0.4,
    ),
    Model(
        inserted.TABLE,
        inserted.Traits._fields,
        of_more,
        {"a clause more": parts.clause_more},
        0.07,
    ),
)


def missed(pairs: list[Row], language: str) -> tuple[list[float], dict[str, float]]:
    """(how much it speaks for a loss that a word is found, in part or not; word -> the last of these where it differs):
    logarithms of how much likelier each is in the translation of another text.
    """
    chance = random.Random(3)
    here, there = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for row in pairs:
        own = laid(row.target, language)
        others = [laid(chance.choice(pairs).target, language)[: int(OF_OTHERS * len(own))] for _ in range(OTHERS)]
        for word in asked(row.source, language):
            here[word.word].update([against(word, own)])
            there[word.word].update(against(word, made) for made in others)
    usual = [sum(counts.values(), collections.Counter()) for counts in (here, there)]
    share = [{speaks: (of[speaks] + 1) / (sum(of[one] for one in SPEAKS) + 1) for speaks in SPEAKS} for of in usual]
    own = {}
    for word, counts in here.items():
        found = [
            (of[1.0] + trust * one[1.0]) / (sum(of[speaks] for speaks in SPEAKS) + trust)
            for of, trust, one in zip((counts, there[word]), (TRUST, OF_CHANCE), share, strict=True)
        ]
        own[word] = float(np.log(found[1] / found[0]))
    speaks = [float(np.log(share[1][one] / share[0][one])) for one in SPEAKS]
    differs = {word: lost for word, lost in own.items() if word[0].isalpha() and abs(lost - speaks[-1]) >= DIFFERS}
    return speaks, differs


def write_missed(folder: Path) -> None:
    """Makes missed.tsv, of the first half of own_sentences."""
    found = []
    for language in LANGUAGES:
        pairs = rows(folder, "own_sentences", language)
        found.append(missed(pairs[: len(pairs) // 2], language))
    words = sorted({word for _, own in found for word in own})
    head = f"# Made by scripts/coverage.py: word, how much its being missed speaks in {', '.join(LANGUAGES)}\n"
    lines = [["*", *(" ".join(f"{one:.2f}" for one in speaks) for speaks, _ in found)]]
    lines += [[word, *(f"{own[word]:.1f}" if word in own else "" for _, own in found)] for word in words]
    stretches.MISSED.write_text(head + "".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


def rows(folder: Path, name: str, language: str) -> list[Row]:
    """Right translations, each with another one, shuffled."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        cells = [line.rstrip("\n").split("\t") for line in file][1:]
    column = 1 + LANGUAGES.index(language)
    pairs = [(row[0], row[column]) for row in cells if row[column] and len(row[0].split()) >= parts.WORDS]
    random.Random(language).shuffle(pairs)
    others = [Row(*pair, language, prose=True) for pair in pairs]
    return [replace(one, other=others[number - 1]) for number, one in enumerate(others)]


def points(pairs: list[Row], model: Model) -> Iterator[tuple[str, list[float] | None]]:
    """(`right` or how it was damaged, its traits) of each pair and of what is made of it."""
    chance = random.Random(len(pairs))
    for row in pairs:
        seeded = ((name, kind(chance, row)) for name, kind in model.kinds.items())
        for name, text in (("right", row.target), *((name, one.target) for name, one in seeded if one)):
            yield name, model.traits(row.source, text, row.language)


def learned(table: np.ndarray, damaged: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - damaged) + RIDGE * weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def line(folder: Path, language: str, model: Model) -> str:
    """The row of a language."""
    pairs = rows(folder, "own_sentences", language)
    half = len(pairs) // 2
    seen = [(name, traits) for name, traits in points(pairs[:half], model) if traits]
    weights = learned(np.array([traits for _, traits in seen]), np.array([name != "right" for name, _ in seen], float))
    asked_again = [*points(pairs[half:] + rows(folder, "own_dev", language), model)]
    said = np.array([np.dot(traits, weights) if traits else -np.inf for _, traits in asked_again])
    names = np.array([name for name, _ in asked_again])
    limit = np.sort(said[names == "right"])[-1 - int((names == "right").sum() * model.false / 100)]
    print(language, {name: round(100 * float((said[names == name] > limit).mean()), 1) for name in model.kinds})
    return "\t".join([language, f"{limit:.2f}", *(f"{one:.2f}" for one in weights)]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing and say what is found")
    given = parser.parse_args()
    if not given.check:
        write_missed(given.folder)
    for model in MODELS:
        head = f"# Made by scripts/coverage.py: language, limit, {', '.join(model.columns)}\n"
        lines = [line(given.folder, language, model) for language in LANGUAGES]
        if not given.check:
            model.table.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
