"""Like texts among many, for sources of four languages: import, index, look-ups one by one and in batch, recall.

In one run beside it: rapidfuzz over all texts, and translate-toolkit's matcher where node_modules/.judges has it. Times
are of the processor but for the batch, which is of the clock on all cores. MEMORY_UNITS sets the size,
MEMORY_LANGUAGES which languages.
"""

import gzip
import json
import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benches.rows import told
from toolkit.memory import TranslationMemory
from toolkit.memory.likeness import folded
from toolkit.project.settings import ProjectSettings
from toolkit.units import Segment, plain, segment_key
from toolkit.workflow.remembering import imported

UNITS = int(os.environ.get("MEMORY_UNITS", "1000000"))
LANGUAGES = os.environ.get("MEMORY_LANGUAGES", "en zh ru ky").split()
QUERIES, BRUTE = 200, 100
PEER, PEER_UNITS = 3, 2000
"""What translate-toolkit is asked, and among how many units: it compares each of like length, in Python."""
CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "own_sentences.tsv.gz"
JUDGE = Path(__file__).resolve().parents[2] / "node_modules" / ".judges" / "bin" / "python"
COLUMNS = {"en": 0, "zh": 1, "ru": 2, "ky": 3}
MATCHER = """
import json, sys, time
from translate.search import match
from translate.storage import base
texts, asked = json.load(sys.stdin)
store = base.TranslationStore()
for text in texts:
    unit = store.addsourceunit(text)
    unit.target = "x"
start = time.process_time()
matcher = match.matcher(store, max_candidates=5, min_similarity=75, max_length=10000)
built = time.process_time() - start
spent = []
for text in asked:
    start = time.process_time()
    matcher.matches(text)
    spent.append(time.process_time() - start)
print(json.dumps([built, sorted(spent)]))
"""


def texts(count: int, language: str) -> list[str]:
    """Sentences made of the halves of the project's own."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file][1:]
    own = [_words(cells[COLUMNS[language]], language) for cells in lines if cells[COLUMNS[language]]]
    chance = random.Random(7)
    made: dict[str, None] = {}
    while len(made) < count:
        one, other = chance.choice(own), chance.choice(own)
        made[_joined([*one[: len(one) // 2 + 1], *other[len(other) // 2 :]], language)] = None
    return list(made)


def _words(text: str, language: str) -> list[str]:
    return list(text) if language == "zh" else text.split()


def _joined(words: Sequence[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(words)


def mutated(text: str, language: str, chance: random.Random) -> str:
    """The text with a word left out and a letter changed."""
    words = _words(text, language)
    del words[chance.randrange(len(words))]
    text = _joined(words, language)
    place = chance.randrange(max(1, len(text)))
    return f"{text[:place]}x{text[place + 1 :]}"


def run() -> None:
    """Each language in turn; English has all units, the others a fourth, so that a run ends."""
    for language in LANGUAGES:
        _measured(language, UNITS if language == "en" else max(1000, UNITS // 4))


def _measured(language: str, count: int) -> None:
    every = texts(count, language)
    chance = random.Random(8)
    asked = [mutated(text, language, chance) for text in chance.sample(every, QUERIES)]
    segments = [_segment(text) for text in asked]
    target = "ru" if language != "ru" else "en"
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "units.tsv"
        table.write_text(
            f"{language}\t{target}\n" + "".join(f"{text}\tx {n}\n" for n, text in enumerate(every)), "utf-8"
        )
        path = Path(folder) / "memory.sqlite"
        with TranslationMemory.open(path) as memory:
            start = time.process_time()
            imported(memory, ProjectSettings(Path(folder), source_language=language), table, (target,))
            stored = time.process_time() - start
            start = time.process_time()
            memory.similar(segments[:1], language, target)
            built = time.process_time() - start
            spent, ours = [], []
            for segment in segments:
                start = time.process_time()
                ours.append([match.score for match in memory.similar([segment], language, target)[segment.key]])
                spent.append(time.process_time() - start)
        index = Path(f"{path}.index")
        size = sum(file.stat().st_size for file in index.iterdir()) if index.is_dir() else 0
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rate = _batch(path, asked * 4, language, target)
    first, five, wanted, brute = _recall(every, asked[:BRUTE], ours)
    spent.sort()
    peer = _peer(every[:PEER_UNITS], asked[:PEER]) if language == "en" else ""
    slow = 1000 * spent[int(0.95 * len(spent))]
    told("memory", f"look-up p95 among {count:,} ({language})", slow, unit="ms", asked=12)
    told("memory", f"the same; rapidfuzz over all ({language})", slow, 1000 * brute, unit="ms")
    told("memory", f"recall@1 ({language})", first, unit="", asked=0.99, more=True)
    told("memory", f"recall@5 ({language})", five, unit="", asked=0.97, more=True)
    if language == "en":
        told("memory", f"{count:,} units imported", count / stored, unit="/s", asked=20_000, more=True)
        told("memory", f"{count:,} units indexed", count / built, unit="/s", asked=100_000, more=True)
        told("memory", "look-ups in batch, all cores", rate, unit="/s", asked=200, more=True)
        told("memory", "memory held", held, unit="MB", asked=1000)
        told("memory", "size of the index", size / 1e6, unit="MB", asked=200)
    print(
        f"memory: {language}, {count:,} units imported {count / stored:,.0f}/s, indexed {count / built:,.0f}/s, "
        f"{size / 1e6:.0f} MB of index, {held:.0f} MB held; look-up p50 {1000 * spent[len(spent) // 2]:.1f} ms, "
        f"p95 {1000 * spent[int(0.95 * len(spent))]:.1f} ms, batch on {os.cpu_count()} cores {rate:,.0f}/s; "
        f"recall@1 {first:.3f}, @5 {five:.3f} of {wanted}; rapidfuzz over all p50 {1000 * brute:.0f} ms{peer}",
        flush=True,
    )


def _segment(text: str) -> Segment:
    return Segment(segment_key(plain(text)), plain(text))


def _batch(path: Path, asked: Sequence[str], language: str, target: str) -> float:
    """Look-ups a second of the clock, a process a core; opening the memory is not counted."""
    cores = os.cpu_count() or 1
    parts = [asked[number::cores] for number in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        took = list(pool.map(_answered, [path] * cores, parts, [language] * cores, [target] * cores))
    return len(asked) / max(took)


def _answered(path: Path, asked: Sequence[str], language: str, target: str) -> float:
    with TranslationMemory.open(path) as memory:
        segments = [_segment(text) for text in asked]
        memory.similar(segments[:1], language, target)
        start = time.monotonic()
        memory.similar(segments, language, target)
        return time.monotonic() - start


def _recall(
    every: Sequence[str], asked: Sequence[str], ours: Sequence[Sequence[float]]
) -> tuple[float, float, int, float]:
    """(recall@1, recall@5, queries with a match, median seconds) of rapidfuzz over all texts, from 75 %."""
    from rapidfuzz import fuzz, process

    small = [folded(text) for text in every]
    spent, best, good, hits, found = [], 0, 0, 0, 0
    for text, scores in zip(asked, ours, strict=False):
        start = time.process_time()
        right = process.extract(folded(text), small, scorer=fuzz.ratio, score_cutoff=75, limit=5)
        spent.append(time.process_time() - start)
        if right:
            best += 1
            wanted = [min(97.0, score) for _, score, _ in right]
            good += bool(scores) and 100 * scores[0] >= wanted[0] - 1e-6
            hits += len(wanted)
            found += sum(100 * score >= wanted[-1] - 1e-6 for score in scores[: len(wanted)])
    spent.sort()
    return good / max(1, best), found / max(1, hits), best, spent[len(spent) // 2]


def _peer(every: Sequence[str], asked: Sequence[str]) -> str:
    if not JUDGE.exists():
        return "; translate-toolkit is not there"
    done = subprocess.run(
        [JUDGE, "-c", MATCHER], input=json.dumps([every, asked]), capture_output=True, text=True, check=False
    )
    if done.returncode:
        return f"; translate-toolkit failed: {done.stderr.strip().splitlines()[-1:]}"
    built, spent = json.loads(done.stdout)
    among = f"among {len(every):,} built {len(every) / built:,.0f}/s, p50 {1000 * spent[len(spent) // 2]:.0f} ms"
    return f"; translate-toolkit's matcher {among}"
