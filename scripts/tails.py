"""Makes toolkit/engines/tails.tsv: the weights by which another text before or behind a draft is recognised.

    python scripts/tails.py FOLDER [--check]

FOLDER has parallel text (`train.tsv.gz`, `own_sentences.tsv.gz`, and for --check `dev` and `own_dev`: en, zh, ru, ky in
columns). Right translations stand against the same with another text (a third as long or longer) behind or before, as a
sentence, behind a comma or without a mark. The constant is set so that of a hundred right translations as many are
blamed as FALSE says. --check changes nothing and says what is found.
"""

import argparse
import gzip
import itertools
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.engines import tails  # noqa: E402
from toolkit.engines.placeables import mask  # noqa: E402

LANGUAGES = ("zh", "ru", "ky")
FALSE = {"zh": 0.4, "ru": 0.6, "ky": 0.6}
"""Right translations that may be blamed, in a hundred."""
RIDGE, ROUNDS = 1.0, 40
SHORTEST = 25
LEAST = {"zh": 8, "ru": 20, "ky": 20}
"""Characters of a text that is joined to another."""
ENDED = re.compile(r"[.!?。！？…][\"»”’)]*\s*$")


def texts(folder: Path, names: tuple[str, ...], language: str, most: int) -> list[tuple[str, str]]:
    chance, found = random.Random(language), []
    for name in names:
        with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file][1:]
        column = 1 + LANGUAGES.index(language)
        pairs = [(row[0], row[column]) for row in rows if len(row) == 4 and row[column] and len(row[0]) > SHORTEST]
        found += chance.sample(pairs, min(most, len(pairs)))
    chance.shuffle(found)
    return [(mask((source,)).words, mask((target,)).words) for source, target in found]


def with_another(pairs: list[tuple[str, str]], language: str) -> list[tuple[str, str, str]]:
    """(how it was joined, source, target) of each right translation with another text behind, and with one before."""
    glue, stop, comma = ("", "。", "，") if language == "zh" else (" ", ". ", ", ")
    chance = random.Random(language)
    found = []
    for (source, target), (_, other) in itertools.pairwise(pairs):
        if len(other) < LEAST[language] or len(other) * 3 < len(target):
            continue
        bare = target.rstrip(".。!！")
        way = chance.random()
        if ENDED.search(target) and way < 0.5:
            found.append(("tail", source, target + glue + other))
        elif way < (0.8 if ENDED.search(target) else 0.3):  # labels of programs are joined without a mark
            found.append(("tail, comma", source, bare + comma + other[:1].lower() + other[1:]))
        else:
            found.append(("tail, no mark", source, bare + glue + other))
        found.append(("head", source, other + (glue if ENDED.search(other) else stop) + target))
    return found


def learned(right: list[tuple[str, str]], wrong: list[tuple[str, str]], language: str, false: float) -> list[str]:
    every = len(right)
    right, wrong = ([pair for pair in pairs if looked_at(*pair, language)] for pairs in (right, wrong))
    table = np.array([[1.0, *tails.features(*pair, language)] for pair in (*right, *wrong)])
    truth = np.r_[np.zeros(len(right)), np.ones(len(wrong))]
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):  # Newton's method
        odds = 1 / (1 + np.exp(-table @ weights))
        curve = (table.T * (odds * (1 - odds) + 1e-6)) @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, table.T @ (truth - odds) - RIDGE * weights)
    scores = np.sort(table[: len(right)] @ weights)
    weights[0] -= scores[-1 - int(every * false / 100)]
    names = ("constant", *tails.Features._fields)
    return [f"{language}\t{name}\t{weight:.2f}" for name, weight in zip(names, weights, strict=True)]


def looked_at(said: str, made: str, language: str) -> bool:
    usual = tails.size(said, "en") * tails.USUAL[language]
    return tails.looked_at(tails.size(made, language), usual, more=tails.sentences(made) > tails.sentences(said))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=4000, help="rows of each file")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    names = ("dev", "own_dev") if options.check else ("train", "own_sentences")
    lines = ["# language, feature, weight: made by scripts/tails.py"]
    for language in LANGUAGES:
        right = texts(options.folder, names, language, options.most)
        wrong = with_another(right, language)
        if not options.check:
            lines += learned(right, [(source, target) for _, source, target in wrong], language, FALSE[language])
            continue
        tried = Counter(kind for kind, *_ in wrong)
        found = Counter(kind for kind, *pair in wrong if tails.tail(*pair, "en", language))
        blamed = sum(tails.tail(*pair, "en", language) for pair in right)
        shares = ", ".join(f"{found[kind]} of {many} {kind}" for kind, many in tried.items())
        print(f"{language}: {shares}, {blamed} of {len(right)} right translations")
    if not options.check:
        tails.TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
