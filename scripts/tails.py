"""Makes toolkit/engines/tails.tsv and evidence.tsv, by which another text before or behind a draft is recognised.

    python scripts/tails.py FOLDER [--check]

FOLDER has parallel text (`train.tsv.gz`, `own_sentences.tsv.gz`, and for --check `dev` and `own_dev`: en, zh, ru, ky in
columns). Right translations stand against the same with another text (a third as long or longer) behind or before, as a
sentence, behind a comma or without a mark. The constant is set so that of a hundred right translations as many are
blamed as FALSE says. What each word is worth is counted in the rows that the weights are not learned from. --check
changes nothing and says what is found.
"""

import argparse
import gzip
import itertools
import math
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.engines import support, tails  # noqa: E402
from toolkit.engines.placeables import mask  # noqa: E402

LANGUAGES = ("zh", "ru", "ky")
Row = tuple[str, str]
FALSE = {"zh": 0.3, "ru": 0.35, "ky": 0.35}
"""Right translations that may be blamed, in a hundred."""
RIDGE, ROUNDS = 10.0, 40
OFTEN = {"zh": 20, "ru": 10, "ky": 10}
"""How often a unit stands in the rows that evidence is counted in, to have a row of its own."""
PRIOR = 5
"""As much as so many sightings counts what is known of all units."""
MOST_FOR, MOST_AGAINST = -2.5, 1.2
"""Evidence of one unit, as a logarithm, is no greater."""
SHORTEST = 25
LEAST = {"zh": 8, "ru": 20, "ky": 20}
"""Characters of a text that is joined to another."""
ENDED = re.compile(r"[.!?。！？…][\"»”’)]*\s*$")


def texts(folder: Path, names: tuple[str, ...], language: str, most: int) -> tuple[list[Row], list[Row]]:
    """(so many of each file, all others), shuffled: (source, target) without placeables."""
    chance, found, others = random.Random(language), [], []
    for name in names:
        with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file][1:]
        column = 1 + LANGUAGES.index(language)
        pairs = [(row[0], row[column]) for row in rows if len(row) == 4 and row[column] and len(row[0]) > SHORTEST]
        chance.shuffle(pairs)
        found += pairs[:most]
        others += pairs[most:]
    chance.shuffle(found)
    return bare(found), bare(others)


def bare(pairs: list[Row]) -> list[Row]:
    return [(mask((source,)).words, mask((target,)).words) for source, target in pairs]


def with_another(pairs: list[Row], language: str) -> list[tuple[str, str, str]]:
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


def evidence(right: list[Row], language: str) -> list[str]:
    """How much each unit says that often stands in translations, and all others together."""
    chance = random.Random(language)
    counts = {kind: (Counter[str](), Counter[str]()) for kind in ("own", "another")}
    for number, (source, target) in enumerate(right):
        for kind, said in (("own", source), ("another", right[chance.randrange(number - len(right), number)][0])):
            all_of_them, supported = counts[kind]
            wanted = support.expected(said, language)
            for _, forms in support.units(target, language):
                all_of_them[forms[-1]] += 1
                supported[forms[-1]] += not wanted.isdisjoint(forms)
    often = {unit for unit, count in counts["own"][0].items() if count >= OFTEN[language]}
    for pair in counts.values():
        for counter in pair:
            counter[support.OTHER] = sum(count for unit, count in counter.items() if unit not in often)
    every = {kind: supported.total() / all_of_them.total() for kind, (all_of_them, supported) in counts.items()}
    lines = []
    for unit in [support.OTHER, *sorted(often)]:
        own, another = (
            (supported[unit] + PRIOR * every[kind]) / (all_of_them[unit] + PRIOR)
            for kind, (all_of_them, supported) in counts.items()
        )
        pro, contra = math.log(another / own), math.log((1 - another) / (1 - own))
        lines.append(f"{language}\t{unit}\t{max(MOST_FOR, pro):.1f}\t{min(MOST_AGAINST, contra):.1f}")
    return lines


def learned(right: list[Row], wrong: list[Row], language: str, false: float) -> list[str]:
    """The weights of all features and of their products in pairs."""
    every = len(right)
    right, wrong = ([pair for pair in pairs if looked_at(*pair, language)] for pairs in (right, wrong))
    single = np.array([[1.0, *tails.features(*pair, language)] for pair in (*right, *wrong)])
    names = ("constant", *tails.Features._fields)
    places = [(one, other) for one in range(len(names)) for other in range(one, len(names))]
    table = np.stack([single[:, one] * single[:, other] for one, other in places], axis=1)
    spread = np.maximum(table.std(axis=0), 1e-3)
    spread[0] = 1.0
    table = table / spread
    truth = np.r_[np.zeros(len(right)), np.ones(len(wrong))]
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):  # Newton's method
        odds = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        curve = (table.T * (odds * (1 - odds) + 1e-6)) @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, table.T @ (truth - odds) - RIDGE * weights)
    scores = np.sort(table[: len(right)] @ weights)
    weights[0] -= scores[-1 - int(every * false / 100)]
    return [
        f"{language}\t{names[one]}\t{names[other]}\t{weight:.4g}"
        for (one, other), weight in zip(places, weights / spread, strict=True)
    ]


def looked_at(said: str, made: str, language: str) -> bool:
    usual = tails.usual_size(said, "en", language)
    return tails.looked_at(tails.size(made, language), usual, more=tails.sentences(made) > tails.sentences(said))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=4000, help="rows of each file")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        for language in LANGUAGES:
            check(*texts(options.folder, ("dev", "own_dev"), language, options.most), language)
        return
    rows = {
        language: texts(options.folder, ("train", "own_sentences"), language, options.most) for language in LANGUAGES
    }
    write(support.EVIDENCE, "language, unit, evidence where it is supported, where it is not",
          [line for language, (_, others) in rows.items() for line in evidence(others, language)])  # fmt: skip
    support.evidence.cache_clear()
    lines = []
    for language, (right, _) in rows.items():
        wrong = [(source, target) for _, source, target in with_another(right, language)]
        lines += learned(right, wrong, language, FALSE[language])
    write(tails.TABLE, "language, feature, feature, weight of their product", lines)


def check(right: list[Row], _: list[Row], language: str) -> None:
    wrong = with_another(right, language)
    tried = Counter(kind for kind, *_ in wrong)
    found = Counter(kind for kind, *pair in wrong if tails.tail(*pair, "en", language))
    blamed = sum(tails.tail(*pair, "en", language) for pair in right)
    shares = ", ".join(f"{found[kind]} of {many} {kind}" for kind, many in tried.items())
    print(f"{language}: {shares}, {blamed} of {len(right)} right translations")


def write(path: Path, columns: str, lines: list[str]) -> None:
    path.write_text("\n".join([f"# {columns}: made by scripts/tails.py", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
