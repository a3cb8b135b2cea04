"""`toolkit check` of 100,000 generated entries, beside pofilter where its environment is there; wall time."""

import gzip
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches import rows

ENTRIES = 100_000
ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "scripts" / "corpus" / "own_sentences.tsv.gz"
POFILTER = ROOT / "node_modules" / ".judges" / "bin" / "pofilter"


def catalog(count: int) -> str:
    """Entries made of the halves of the project's own sentences, English to Russian."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        rows = [line.split("\t") for line in file][1:]
    chance = random.Random(5)
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    parts = [head]
    for number in range(count):
        one, other = chance.choice(rows), chance.choice(rows)
        source, target = (f"{a} ({number}) {b}".replace('"', "'") for a, b in ((one[0], other[0]), (one[2], other[2])))
        parts.append(f'\n#. paragraph\nmsgid "{source}"\nmsgstr "{target}"\n')
    return "".join(parts)


def run() -> None:
    """Both programs over the same catalog."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ru.po"
        path.write_text(catalog(ENTRIES), encoding="utf-8")
        told = []
        seconds: dict[str, float] = {}
        toolkit = [str(Path(sys.executable).with_name("toolkit")), "check", str(path), "--fail-on", "never"]
        theirs = [str(POFILTER), str(path), str(Path(folder) / "out.po")]
        for name, command in (("toolkit check", toolkit), ("pofilter", theirs)):
            if not Path(command[0]).exists():
                told.append(f"{name} is not here")
                continue
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            seconds[name] = time.perf_counter() - start
            told.append(f"{name} {seconds[name]:.1f} s")
    if "toolkit check" in seconds:
        rows.told("checks", f"{ENTRIES:,} entries", seconds["toolkit check"], asked=15)
        rows.told("checks", f"{ENTRIES:,} entries; pofilter", seconds["toolkit check"], seconds.get("pofilter"))
    print(f"checks: {ENTRIES:,} entries of prose: {', '.join(told)}")
