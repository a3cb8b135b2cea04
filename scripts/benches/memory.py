"""Like texts among many: the index beside comparing everything with rapidfuzz, on generated English; processor time."""

import gzip
import os
import random
import tempfile
import time
from pathlib import Path

from toolkit.memory import TranslationMemory
from toolkit.memory.likeness import folded
from toolkit.units import PERSON, Segment, State, TranslationUnit, plain, segment_key

UNITS = int(os.environ.get("MEMORY_UNITS", "1000000"))
QUERIES = 200
CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "own_sentences.tsv.gz"


def texts(count: int) -> list[str]:
    """Sentences made of the halves of the project's own."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        own = [line.split("\t")[0].split() for line in file][1:]
    chance = random.Random(7)
    made: dict[str, None] = {}
    while len(made) < count:
        one, other = chance.choice(own), chance.choice(own)
        made[" ".join([*one[: len(one) // 2 + 1], *other[len(other) // 2 :]])] = None
    return list(made)


def mutated(text: str, chance: random.Random) -> str:
    """The text with a word left out and a letter changed."""
    words = text.split()
    del words[chance.randrange(len(words))]
    text = " ".join(words)
    place = chance.randrange(max(1, len(text)))
    return text[:place] + "x" + text[place + 1 :]


def run() -> None:
    """Building, looking up, and what is found, beside rapidfuzz over all texts."""
    from rapidfuzz import fuzz, process

    every = texts(UNITS)
    chance = random.Random(8)
    asked = [mutated(text, chance) for text in chance.sample(every, QUERIES)]
    segments = [Segment(segment_key(plain(text)), plain(text)) for text in asked]
    units = (
        TranslationUnit(Segment(segment_key(plain(text)), plain(text)), plain("Перевод."), State.REVIEWED, PERSON)
        for text in every
    )
    with tempfile.TemporaryDirectory() as folder, TranslationMemory.open(Path(folder) / "memory.sqlite") as memory:
        start = time.process_time()
        memory.add("a", "en", "ru", units)
        stored = time.process_time() - start
        start = time.process_time()
        memory.similar(segments[:1], "en", "ru")
        built = time.process_time() - start
        size = sum(path.stat().st_size for path in Path(folder, "memory.sqlite.index").iterdir())
        spent, ours = [], []
        for segment in segments:
            start = time.process_time()
            ours.append(memory.similar([segment], "en", "ru")[segment.key])
            spent.append(time.process_time() - start)
    small = [folded(text) for text in every]
    brute, best, good = [], 0, 0
    for text, found in zip(asked[:40], ours, strict=False):
        start = time.process_time()
        hits = process.extract(folded(text), small, scorer=fuzz.ratio, score_cutoff=75, limit=1)
        brute.append(time.process_time() - start)
        if hits:
            best += 1
            good += bool(found and found[0].score * 100 >= min(97.0, hits[0][1]) - 1e-6)
    spent.sort()
    brute.sort()
    print(
        f"memory: {UNITS:,} units stored {UNITS / stored:,.0f}/s, indexed {UNITS / built:,.0f}/s, {size / 1e6:.0f} MB; "
        f"look-up p50 {1000 * spent[len(spent) // 2]:.1f} ms, p95 {1000 * spent[int(0.95 * len(spent))]:.1f} ms, "
        f"rapidfuzz over all p50 {1000 * brute[len(brute) // 2]:.0f} ms; recall@1 {good}/{best}"
    )
