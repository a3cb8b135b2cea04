#!/usr/bin/env python3
"""How often each check is right: `python scripts/check_rates.py --data FOLDER`.

False: findings on correct translations (dev = strings, own_dev = prose). Recall: findings of a check on the same pairs
with one defect of its kind put in. `--learn` writes toolkit/checks/lengths.tsv from the training text first.
"""

import argparse
import gzip
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from seeded import OTHERS, SEEDS  # noqa: E402
from toolkit.checks import CHECKS, check_pair  # noqa: E402
from toolkit.checks.lengths import CLASSES, TABLE, length_class  # noqa: E402
from toolkit.checks.pair import Pair  # noqa: E402

TARGETS = ("zh", "ru", "ky")
STRINGS = re.compile(r"dev|train|.*_strings")
"""Names of sets that are strings of programs; others are prose."""


def rows(path: Path) -> list[list[str]]:
    text = path.read_bytes() if path.is_file() else gzip.decompress(path.with_suffix(".tsv.gz").read_bytes())
    found = [line.split("\t") for line in text.decode().splitlines()]
    return [row for row in found if row[0] != "en" and len(row) == 4]


def learn(data: Path) -> None:
    ratios: dict[tuple[str, int], list[float]] = defaultdict(list)
    for name in ("own_sentences.tsv", "train.tsv"):
        for row in rows(data / name):
            for language, text in zip(TARGETS, row[1:], strict=True):
                if text and row[0]:
                    ratios[language, length_class(len(row[0]))].append(len(text) / len(row[0]))
    lines = ["# source\ttarget\tcharacters at most\tratio low\tratio high; made by scripts/check_rates.py --learn"]
    for language in TARGETS:
        for most in CLASSES:
            found = sorted(ratios[language, most])
            if len(found) < 200:
                continue
            low, high = found[len(found) // 1000], found[-1 - len(found) // 1000]
            lines.append(f"en\t{language}\t{most}\t{low * 0.9:.3f}\t{high * 1.1:.3f}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def false(pairs: list[Pair], show: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for pair in pairs:
        found = check_pair(pair)
        for name in {finding.check for finding in found}:
            counts[name] += 1
        for severity in {finding.severity for finding in found}:
            counts[f"[{severity}]"] += 1
        for finding in found:
            if finding.check == show:
                print(f"    {pair.source[:110]} | {pair.target[:110]} | {finding.message}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--show", default="", help="a check (with --recall a defect) whose faults are printed")
    parser.add_argument("--to", default="")
    parser.add_argument("--files", default="dev,own_dev")
    parser.add_argument("--each", type=int, default=0, help="so many rows of each file, by chance; 0: all")
    parser.add_argument("--recall", type=int, default=0, metavar="N", help="N defects of each kind instead")
    options = parser.parse_args()
    if options.recall:
        recall(options.data, options.recall, options.show)
        return
    if options.learn:
        learn(options.data)
        return
    table: dict[str, dict[str, float]] = defaultdict(dict)
    files = options.files.split(",")
    for file in files:
        prose = not STRINGS.fullmatch(file)
        found = rows(options.data / f"{file}.tsv")
        if options.each:
            found = random.Random(file).sample(found, min(options.each, len(found)))
        for column, language in enumerate(TARGETS, 1):
            if options.to and language != options.to:
                continue
            pairs = [Pair(row[0], row[column], "en", language, prose=prose) for row in found if row[0] and row[column]]
            for name, count in false(pairs, options.show).items():
                table[name][f"{file} {language}"] = 100 * count / len(pairs)
    columns = [f"{file} {language}" for file in files for language in TARGETS]
    print(f"{'% flagged':20s}", *(f"{column:>11s}" for column in columns))
    for name in [*(f"[{one}]" for one in ("error", "warning", "hint")), *(check.id for check in CHECKS)]:
        if name in table:
            print(f"{name:20s}", *(f"{table[name].get(column, 0):11.2f}" for column in columns))


def recall(data: Path, most: int, show: str) -> None:
    """How many of the defects that were put into correct translations their checks find."""
    print(f"{'% found':20s}", *(f"{language:>12s}" for language in TARGETS))
    every = [(row, prose) for file, prose in (("dev", False), ("own_dev", True)) for row in rows(data / f"{file}.tsv")]
    for column, language in enumerate(TARGETS, 1):
        OTHERS[language] = [row[column] for row, _ in every if row[column]]
    for name, seed, checks in SEEDS:
        cells = []
        for column, language in enumerate(TARGETS, 1):
            chance = random.Random(f"{name} {language}")
            tried = hit = 0
            for row, prose in chance.sample(every, len(every)):
                target = seed(chance, row[0], row[column], language) if row[0] and row[column] else None
                if target is None or target == row[column]:
                    continue
                tried += 1
                found = {finding.check for finding in check_pair(Pair(row[0], target, "en", language, prose=prose))}
                hit += bool(found & checks)
                if name == show and not found & checks:
                    print(f"    {language} {row[0]} | {row[column]} | {target}")
                if tried == most:
                    break
            cells.append(f"{100 * hit / tried:6.1f} /{tried:4d}" if tried else "–")
        print(f"{name:20s}", *(f"{cell:>12s}" for cell in cells))


if __name__ == "__main__":
    main()
