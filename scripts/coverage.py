"""Makes toolkit/checks/coverage.tsv and toolkit/engines/inside.tsv, by which parts are recognised that a translation
leaves out, and that are put into it.

    python scripts/coverage.py FOLDER [--check]

FOLDER has parallel text (`own_sentences.tsv.gz`, `own_dev.tsv.gz`: en, zh, ru, ky in columns). Right translations stand
against the same with a part less or more (scripts/defects/parts.py). The weights are learned from one half of
own_sentences; the limit is set so that of a hundred right translations of the other half and of own_dev as many are
told as a model says. What is found there is printed; --check changes nothing.
"""

import argparse
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
from toolkit.checks import coverage, omissions  # noqa: E402
from toolkit.checks.relation import FREE  # noqa: E402
from toolkit.engines import tails  # noqa: E402
from toolkit.engines.relation import asked  # noqa: E402

LANGUAGES = ("zh", "ru", "ky")
RIDGE, ROUNDS = 1e-3, 40


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
    _, speaking = coverage.looked_up(asked(source, language), target)
    if len(speaking) < coverage.KNOWN:
        return None
    found = coverage.traits(coverage.share_of(source, target, language), speaking)
    if found.stretch < coverage.STRETCH:
        return None
    return [*found[:-1], omissions.unsupported(source, target, language) / len(speaking)]


def of_more(source: str, target: str, language: str) -> list[float] | None:
    """What tells that something is put in, where the check looks."""
    found = tails.of_inside(source, target, language, FREE)
    return [*found] if found else None


MODELS = (
    Model(
        coverage.TABLE,
        coverage.Traits._fields,
        of_lost,
        {"a clause": parts.clause_lost, "a part": parts.part_lost, "few words": parts.few_lost},
        0.2,
    ),
    Model(
        tails.INSIDE,
        ("constant", "longer", "words", "usual", "told", "missing", "strange", "inside"),
        of_more,
        {"a clause more": parts.clause_more},
        0.04,
    ),
)


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
    for model in MODELS:
        head = f"# Made by scripts/coverage.py: language, limit, {', '.join(model.columns)}\n"
        lines = [line(given.folder, language, model) for language in LANGUAGES]
        if not given.check:
            model.table.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
