"""A corpus in shards: short lines through the pseudo engine, beside the bare engine; the starter; one worker and two.

CORPUS_LINES (1,000,000) lines for the pseudo engine and CORPUS_SENTENCES (300) for the starter can be set smaller.
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
    texts = sentences(SENTENCES)
    path = folder / "sentences.txt"
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    code = (
        "import sys, time; from pathlib import Path; from toolkit.project.settings import ProjectSettings; "
        "from toolkit.workflow import pipeline; from toolkit.units import plain; "
        "e = pipeline.make_engine(ProjectSettings(Path(), package_folders=()), 'ru'); "
        "t = [plain(x) for x in Path(sys.argv[1]).read_text().splitlines()]; e.translate(t[:8], 'en', 'ru'); "
        "s = time.perf_counter(); e.translate(t, 'en', 'ru'); print(time.perf_counter() - s)"
    )
    kinds: dict[str, list[float]] = {"bare": [], "one process": [], "workers": [], "one worker": []}
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        kinds["bare"].append(SENTENCES / float(done.stdout))
        kinds["one process"].append(SENTENCES / _drafting(folder, path, 1, threads=0))
        kinds["workers"].append(SENTENCES / _drafting(folder, path, 2, threads=1))
        kinds["one worker"].append(SENTENCES / _drafting(folder, path, 1, threads=1))
    bare, single, two, one = (statistics.median(rates) for rates in kinds.values())
    told("corpus", "starter en→ru, one process; bare engine", single, bare, unit="/s", asked=0.9, more=True)
    told("corpus", "starter en→ru, two workers; one", two, one, unit="/s", asked=1.8, more=True)
    print(
        f"corpus: the starter en→ru, {SENTENCES:,} sentences: bare {bare:.0f}/s, "
        f"as a corpus in one process {single:.0f}/s ({single / bare:.2f}×), "
        f"by two workers {two:.0f}/s ({two / bare:.2f}×); one worker {one:.0f}/s, two {two / one:.2f}×"
    )


def _drafting(folder: Path, path: Path, workers: int, threads: int) -> float:
    """Seconds of drafting, without reading, joining, and the start of Python, workers and engine.

    What that start takes, a run over a sentence for each worker tells.
    """
    few = folder / "few.txt"
    few.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:workers]), encoding="utf-8")
    start = _seconds(folder, few, workers, threads, rows=1)
    whole = _seconds(folder, path, workers, threads, rows=max(50, SENTENCES // 16))
    return whole - start


def _seconds(folder: Path, path: Path, workers: int, threads: int, rows: int) -> float:
    """What the report of a run says."""
    out = tempfile.mkdtemp(dir=folder)
    call = [sys.executable, "-m", "toolkit", "corpus", "translate", str(path), "--to", "ru", "--out", out, "--json",
            "--workers", str(workers), "--threads", str(threads), "--rows", str(rows)]  # fmt: skip
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds: float = json.loads(done.stdout)[0]["seconds"]
    return seconds


def run() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as name:
        pseudo(Path(name))
        starter(Path(name))
