"""A corpus in shards: short lines through the pseudo engine, beside the bare engine; the starter; one worker and two.

CORPUS_LINES (1,000,000) lines for the pseudo engine, CORPUS_SENTENCES (300) for the starter and CORPUS_MANY (1,500) for
its two workers can be set smaller.
"""

import contextlib
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benches.rows import told
from toolkit import engines
from toolkit.units import plain

LINES = int(os.environ.get("CORPUS_LINES", "1000000"))
SENTENCES = int(os.environ.get("CORPUS_SENTENCES", "300"))
MANY = int(os.environ.get("CORPUS_MANY", "1500"))
"""Sentences that two workers share: with few, the end, when one of them is idle, would be what is measured."""
ROUNDS = int(os.environ.get("CORPUS_ROUNDS", "3"))
ROOT = Path(__file__).resolve().parents[2]
WORDS = """open close save check send remove change show install device account screen folder window button network
setting language update password""".split()  # noqa: SIM905 - a list of so many words is no easier to read


def command(folder: Path, *options: str) -> tuple[float, float]:
    """(seconds, most memory of all its processes at one time in MB) of one call into a fresh folder."""
    out = Path(tempfile.mkdtemp(dir=folder))
    call = [sys.executable, "-m", "toolkit", "corpus", "translate", "--to", "ru", "--out", str(out), "-q", *options]
    started = time.perf_counter()
    process = subprocess.Popen(call, cwd=ROOT)
    most = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, most), daemon=True)
    watch.start()
    assert process.wait() == 0
    seconds = time.perf_counter() - started
    watch.join()
    return seconds, most[0]


def _watch(root: int, most: list[float]) -> None:
    """Looks at a process and its children until it is gone. Pages that they share are counted once (Pss)."""
    import psutil

    try:
        process = psutil.Process(root)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            total = 0.0
            for one in [process, *process.children(recursive=True)]:
                with contextlib.suppress(psutil.Error, ProcessLookupError):
                    total += one.memory_full_info().pss
            most[0] = max(most[0], total / 1e6)
            time.sleep(0.25)
    except psutil.Error:
        return


def short_lines(path: Path, count: int) -> None:
    """Short lines, about one in fifty of which came before."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count):
            file.write(" ".join(chance.choices(WORDS, k=chance.randint(4, 10))).capitalize() + ".\n")


def sentences(count: int) -> list[str]:
    """Sentences of the project's own text, each once."""
    with gzip.open(ROOT / "scripts" / "corpus" / "own_sentences.tsv.gz", "rt", encoding="utf-8") as file:
        found = dict.fromkeys(line.split("\t")[0] for line in file)
    return random.Random(1).sample([text for text in found if text and text != "en"], count)


def pseudo(folder: Path) -> None:
    """The whole command on a million short lines."""
    path = folder / "short.txt"
    short_lines(path, LINES)
    seconds, memory = command(folder, str(path), "--engine", "pseudo")
    engine = engines.make("pseudo", source="en", target="ru")
    texts = [plain(line) for line in path.read_text(encoding="utf-8").splitlines()[:50_000]]
    started = time.perf_counter()
    engine.translate(texts, "en", "ru")
    bare = len(texts) / (time.perf_counter() - started)
    told("corpus", f"{LINES:,} short lines, pseudo engine", LINES / seconds, unit="/s", asked=20_000, more=True)
    told("corpus", "the same, memory of all processes", memory, unit="MB", asked=1000)
    print(
        f"corpus: {LINES:,} short lines by the pseudo engine in {seconds:.1f} s, {LINES / seconds:,.0f}/s from "
        f"the start of the command to its end; {memory:.0f} MB at most in all processes; "
        f"the bare engine on one core {bare:,.0f}/s"
    )


def starter(folder: Path) -> None:
    """The starter en→ru, bare in one process on all cores, and as a corpus: per second of drafting, in turns."""
    path = _written(folder / "sentences.txt", SENTENCES)
    code = (
        "import sys, time; from pathlib import Path; from toolkit.project.settings import ProjectSettings; "
        "from toolkit.workflow import pipeline; from toolkit.units import plain; "
        "e = pipeline.make_engine(ProjectSettings(Path(), package_folders=()), 'ru'); "
        "t = [plain(x) for x in Path(sys.argv[1]).read_text().splitlines()]; e.translate(t[:8], 'en', 'ru'); "
        "s = time.perf_counter(); e.translate(t, 'en', 'ru'); print(time.perf_counter() - s)"
    )
    kinds: dict[str, list[float]] = {"bare": [], "one process": []}
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        kinds["bare"].append(SENTENCES / float(done.stdout))
        kinds["one process"].append(_rate(folder, path, SENTENCES, 1, threads=0))
    bare, single = (statistics.median(rates) for rates in kinds.values())
    told("corpus", "starter en→ru, one process; bare engine", single, bare, unit="/s", asked=0.9, more=True)
    print(
        f"corpus: the starter en→ru, {SENTENCES:,} sentences: bare {bare:.0f}/s, "
        f"as a corpus in one process {single:.0f}/s ({single / bare:.2f}×)"
    )


def workers(folder: Path) -> None:
    """Two workers on two cores beside one on one core.

    One process that has both cores to itself drafts on 1.4 of them, since it begins the next shard while the last
    batches of one are drafted: it is told too, and is not what a second worker is measured by.
    """
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2:
        print("corpus: two workers need two cores that can be given; this machine has none such")
        return
    path = _written(folder / "many.txt", MANY)
    core = min(os.sched_getaffinity(0))
    one = _rate(folder, path, MANY, 1, threads=1, core=core)
    two = _rate(folder, path, MANY, 2, threads=1)
    free = _rate(folder, path, MANY, 1, threads=1)
    told("corpus", "starter en→ru, two workers; one on one core", two, one, unit="/s", asked=1.8, more=True)
    print(
        f"corpus: the starter en→ru, {MANY:,} sentences: one worker on one core {one:.0f}/s, two {two:.0f}/s "
        f"({two / one:.2f}×); one that may use both cores {free:.0f}/s"
    )


def _written(path: Path, count: int) -> Path:
    path.write_text("".join(f"{text}\n" for text in sentences(count)), encoding="utf-8")
    return path


def _rate(folder: Path, path: Path, count: int, workers: int, threads: int, core: int | None = None) -> float:
    """Sentences a second of drafting, without reading, joining, and the start of Python, workers and engine.

    What that start takes, a run over a sentence for each worker tells. `core` holds all on one core.
    """
    few = folder / "few.txt"
    few.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:workers]), encoding="utf-8")
    start = _seconds(folder, few, workers, threads, 1, core)
    whole = _seconds(folder, path, workers, threads, max(50, count // 16), core)
    return count / (whole - start)


def _seconds(folder: Path, path: Path, workers: int, threads: int, rows: int, core: int | None) -> float:
    """What the report of a run says."""
    out = tempfile.mkdtemp(dir=folder)
    held = "" if core is None else f"import os; os.sched_setaffinity(0, {{{core}}}); "
    call = [sys.executable, "-c", held + "from toolkit.cli import main; main()", "corpus", "translate", str(path),
            "--to", "ru", "--out", out, "--json", "--workers", str(workers), "--threads", str(threads),
            "--rows", str(rows)]  # fmt: skip
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds: float = json.loads(done.stdout)[0]["seconds"]
    return seconds


def run() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as name:
        pseudo(Path(name))
        starter(Path(name))
        workers(Path(name))
