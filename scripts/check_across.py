#!/usr/bin/env python3
"""How often the checks that compare several texts are right: `python scripts/check_across.py --data FOLDER`.

Those across languages: findings on right translations into three languages, and what they find of one made to say
another thing than the two others (scripts/defects/across.py), or where defects were written by hand for one language
(--written). Those of consistency: findings on each set as one catalog, and what they find of 200 sources that are
translated in two ways, or that share their translation with another. A row is of the half that nobody looked at by
`--part held`, as for scripts/check_recall.py.
"""

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from check_recall import PARTS, TARGETS, given, rows  # noqa: E402
from defects.across import ODD  # noqa: E402
from defects.row import Row  # noqa: E402
from defects.written import written  # noqa: E402
from toolkit import catalogs  # noqa: E402
from toolkit.checks import CHECKS as PAIR_CHECKS  # noqa: E402
from toolkit.checks import Pair, check_catalog, check_pair  # noqa: E402
from toolkit.checks.across import CHECKS, across, not_said  # noqa: E402

CONSISTENCY = ("inconsistent", "reused")
LEAST_WORDS = 4
KINDS = {"place": "across-name", "person": "across-name", "dropped": "across-negation", "added": "across-negation",
         "number": "across-number"}  # fmt: skip
"""Kind of the defects written by hand -> the check that is meant to find it."""


def found(source: str, texts: dict[str, str]) -> set[tuple[str, str]]:
    """(language, check) of each finding across the languages."""
    return {(language, one.check) for language, one in across("key", texts, source)}


def line(name: str, cells: list[tuple[int, int]]) -> None:
    shares = [f"{100 * hits / tried:5.1f} /{tried:4d}" if tried else "–" for hits, tried in cells]
    print(f"{name:28s}", *(f"{share:>12s}" for share in shares), flush=True)


def shown(source: str, texts: dict[str, str], *, prose: bool) -> set[tuple[str, str]]:
    """Those of them that a catalog shows: not where the check of the language alone has said so."""
    told: set[tuple[str, str]] = set()
    for language, one in across("key", texts, source):
        own = check_pair(Pair(source, texts[language], "en", language, prose=prose))
        told.update((language, each.check) for each in not_said([one], own))
    return told


def false(data: Path, files: list[str], part: str, show: str) -> None:
    """Findings on right translations, in per cent of sentences."""
    print(f"{'% flagged':28s}", *(f"{one:>12s}" for one in (*TARGETS, "any")))
    for file in files:
        counts: Counter[tuple[str, str]] = Counter()
        every = list(rows(data, [file], part))
        for cells, prose in every:
            told = shown(cells[0], dict(zip(TARGETS, cells[1:], strict=True)), prose=prose)
            counts.update([*told, *{("any", check) for _, check in told}])
            if show in {check for _, check in told}:
                print("   ", *(language for language, check in told if check == show), " | ".join(cells))
        for check in CHECKS:
            shares = [f"{100 * counts[one, check] / len(every):.2f}" for one in (*TARGETS, "any")]
            print(f"{f'{file} {check}':28s}", *(f"{share:>12s}" for share in shares))


def recall(texts: dict[str, list[Row]], most: int, show: str, miss: int) -> None:
    """How many of the odd ones are told, by the language that was made one."""
    print(f"{'% found':28s}", *(f"{one:>12s}" for one in texts))
    for one in ODD:
        cells = []
        for language, every in texts.items():
            chance = random.Random(f"{one.name} {language}")
            hits = tried = 0
            for row in every:
                wrong = one.change(chance, row)
                if not wrong or wrong == row.target or (language, one.check) in found(row.source, row.sisters):
                    continue
                tried += 1
                hit = (language, one.check) in found(row.source, {**row.sisters, language: wrong})
                hits += hit
                if not hit and one.name == show and tried - hits <= miss:
                    print(f"    {language} {row.source} | {wrong} | {row.sisters}")
                if tried == most:
                    break
            cells.append((hits, tried))
        line(one.name, cells)


def by_hand(data: Path, files: list[str], table: str, show: str) -> None:
    """The same of defects that were written one by one, for one language each."""
    every = list(rows(data, files, "all"))
    sisters = {cells[0]: dict(zip(TARGETS, cells[1:], strict=True)) for cells, _ in every}
    tried: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for kind, right, wrong in written(table, every):
        if kind not in KINDS or (right.target_language, KINDS[kind]) in found(right.source, sisters[right.source]):
            continue
        texts = {**sisters[right.source], right.target_language: wrong.target}
        hit = (right.target_language, KINDS[kind]) in found(right.source, texts)
        tried[kind, right.target_language] += 1
        hits[kind, right.target_language] += hit
        if kind == show and not hit:
            print(f"    {right.target_language} {right.source} | {wrong.target} | {texts}")
    print(f"{'% found, ' + table:28s}", *(f"{one:>12s}" for one in TARGETS))
    for kind in KINDS:
        line(kind, [(hits[kind, code], tried[kind, code]) for code in TARGETS])


def catalog(texts: list[tuple[str, str]], language: str) -> catalogs.CatalogFile:
    """A catalog of these sources and translations, each source once."""
    head = f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\n"
    entries = {"": head, **dict(texts)}
    made = (
        f"msgid {json.dumps(one, ensure_ascii=False)}\nmsgstr {json.dumps(text, ensure_ascii=False)}\n"
        for one, text in entries.items()
    )
    return catalogs.read("\n".join(made).encode())


def inconsistencies(texts: list[tuple[str, str]], language: str) -> set[tuple[str, str]]:
    """(source, check) of what the checks of consistency say of a catalog."""
    alone = {one.id: "off" for one in PAIR_CHECKS}
    rows = check_catalog(catalog(texts, language), "en", language, alone)
    return {(row.entry.msgid, one.check) for row in rows for one in row.findings if one.check in CONSISTENCY}


def consistency(texts: dict[str, list[Row]], most: int) -> None:
    """Findings of consistency on each language as one catalog, and how many seeded inconsistencies are told."""
    for check in CONSISTENCY:
        cells, false = [], []
        for language, every in texts.items():
            chance = random.Random(f"{check} {language}")
            right = [(row.source, row.target) for row in every]
            before = {source for source, one in inconsistencies(right, language) if one == check}
            false.append((len(before), len(right)))
            wrong = dict(right)
            seeded: list[tuple[str, str]] = []
            for row in chance.sample(every, min(most, len(every))):
                other = chance.choice(every)
                if row.source in before or not inconsistent(check, chance, row, other, wrong, seeded):
                    continue
            told = {source for source, one in inconsistencies([*wrong.items()], language) if one == check}
            cells.append((sum(not told.isdisjoint(pair) for pair in seeded), len(seeded)))
        line(f"{check}, false", false)
        line(f"{check}, found", cells)


def inconsistent(
    check: str, chance: random.Random, row: Row, other: Row, wrong: dict[str, str], seeded: list[tuple[str, str]]
) -> bool:
    """Puts one inconsistency into a catalog: the same source written a little differently, or another's translation."""
    if check == "reused":
        if len(row.source.split()) < LEAST_WORDS or row.target == other.target or other.source not in wrong:
            return False
        wrong[row.source] = wrong[other.source]
        seeded.append((row.source, other.source))
        return True
    twin = chance.choice([f"{row.source.rstrip('.!:…')}:", row.source.upper(), f"{row.source} ", f"{row.source}…"])
    text = another_way(chance, row, other)
    if twin in wrong or not text:
        return False
    wrong[twin] = text
    seeded.append((row.source, twin))
    return True


def another_way(chance: random.Random, row: Row, other: Row) -> str:
    """A text said in another way: with a word less, another word, or as a whole otherwise."""
    words = list(row.target) if row.language == "zh" else row.target.split()
    if len(words) < LEAST_WORDS or chance.random() < 0.3:
        return other.target if other.target != row.target else ""
    place = chance.randrange(len(words))
    words[place : place + 1] = [] if chance.random() < 0.5 else [chance.choice(other.target.split())]
    made = ("" if row.language == "zh" else " ").join(words)
    return made if made.casefold() != row.target.casefold() else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", default="dev,own_dev")
    parser.add_argument("--part", choices=sorted(PARTS), default="all")
    parser.add_argument("--each", type=int, default=200, help="odd ones of a kind and language")
    parser.add_argument("--written", default="", help="table in scripts/defects of defects of single rows instead")
    parser.add_argument("--show", default="", help="a check whose false findings, or a kind whose missed are printed")
    parser.add_argument("--miss", type=int, default=20, help="so many of those")
    options = parser.parse_args()
    files = options.files.split(",")
    if options.written:
        by_hand(options.data, files, options.written, options.show)
        return
    false(options.data, files, options.part, options.show)
    texts = {code: given(options.data, files, options.part, code) for code in TARGETS}
    recall(texts, options.each, options.show, options.miss)
    consistency(texts, options.each)


if __name__ == "__main__":
    main()
