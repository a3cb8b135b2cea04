"""Old translations aligned: strict F1 on noised rows of the project's own, and 20,000 sentences a side."""

import gzip
import os
import random
import resource
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from benches.rows import told
from toolkit.memory.alignment import Bead, align
from toolkit.memory.likelihood import Sentence
from toolkit.terms.concepts import concepts

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
DEV = Path(__file__).resolve().parents[3] / "shared" / "data" / "parallel" / "own_dev.tsv.gz"
"""Rows that no lexicon or package has seen, where they lie beside the project."""
COLUMNS = {"zh": 1, "ru": 2, "ky": 3}
ROWS, SENTENCES = 500, int(os.environ.get("ALIGN_SENTENCES", "20000"))
MERGED, DROPPED = 0.12, 0.04
Gold = set[tuple[int, int, int, int]]


def own_rows(language: str, count: int, path: Path = CORPUS / "own_sentences.tsv.gz") -> list[tuple[str, str]]:
    """The first pairs of a table of the project's own."""
    column, found = COLUMNS[language], list[tuple[str, str]]()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > column and cells[0] and cells[column]:
                found.append((cells[0], cells[column]))
                if len(found) == count:
                    break
    return found


def noised(rows: Sequence[tuple[str, str]], seed: int, space: str) -> tuple[list[str], list[str], Gold]:
    """(sources, targets, right beads): rows merged on either side, or dropped from it."""
    chance = random.Random(seed)
    sources, targets, gold = list[str](), list[str](), Gold()
    place = 0
    while place < len(rows):
        roll, pair = chance.random(), rows[place : place + 2]
        before = len(sources), len(targets)
        if roll < DROPPED:
            sources.append(pair[0][0])
        elif roll < 2 * DROPPED:
            targets.append(pair[0][1])
        elif roll < 2 * DROPPED + MERGED and len(pair) == 2:
            sources += [pair[0][0], pair[1][0]]
            targets.append(pair[0][1] + space + pair[1][1])
        elif roll < 2 * DROPPED + 2 * MERGED and len(pair) == 2:
            sources.append(f"{pair[0][0]} {pair[1][0]}")
            targets += [pair[0][1], pair[1][1]]
        else:
            sources.append(pair[0][0])
            targets.append(pair[0][1])
        both = len(sources) > before[0] and len(targets) > before[1]
        if both:
            gold.add((before[0], len(sources), before[1], len(targets)))
        place += 2 if both and (len(sources) - before[0] == 2 or len(targets) - before[1] == 2) else 1
    return sources, targets, gold


def f1(beads: Iterable[Bead], gold: Collection[tuple[int, int, int, int]]) -> float:
    """Strict F1: a bead counts where it has exactly the sentences of a right one."""
    both = [bead for bead in beads if bead.source and bead.target]
    found = {(one.source.start, one.source.stop, one.target.start, one.target.stop) for one in both}
    return 2 * len(found & set(gold)) / max(1, len(found) + len(gold))


ASKED = {"zh": 0.88, "ru": 0.90, "ky": 0.90}


def run() -> None:
    """F1 by language, then time and memory of a long text."""
    path = DEV if DEV.exists() else CORPUS / "own_sentences.tsv.gz"
    for language in COLUMNS:
        scores = []
        for seed in range(3):
            sources, targets, gold = noised(own_rows(language, ROWS, path), seed, "" if language == "zh" else " ")
            scores.append(f1(_aligned(sources, targets, language), gold))
        told("align", f"strict F1, en-{language}", sum(scores) / 3, unit="", asked=ASKED[language], more=True)
        print(f"align: en-{language}, {ROWS} noised rows of {path.name}: strict F1 {sum(scores) / 3:.3f}")
    rows = own_rows("ru", SENTENCES)
    longer = (rows * (SENTENCES // len(rows) + 1))[:SENTENCES]
    sources, targets, gold = noised(longer, 1, " ")
    started, wall = time.process_time(), time.monotonic()
    score = f1(_aligned(sources, targets, "ru"), gold)
    spent, waited = time.process_time() - started, time.monotonic() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told("align", f"{len(sources):,} sentences, processor", spent, asked=60)
    print(
        f"align: {len(sources):,} and {len(targets):,} sentences in {spent:.1f} s of processor, {waited:.1f} s of the "
        f"clock, {memory:.0f} MB at the most, strict F1 {score:.3f}"
    )


def _aligned(sources: Sequence[str], targets: Sequence[str], language: str) -> list[Bead]:
    return align(
        [Sentence(len(text), concepts(text, "en")) for text in sources],
        [Sentence(len(text), concepts(text, language)) for text in targets],
    )
