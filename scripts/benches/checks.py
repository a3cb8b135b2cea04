"""`toolkit check` of 100,000 entries, beside pofilter where its environment is there; wall time."""

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
STRINGS = ROOT.parent / "shared" / "data" / "parallel" / "train.tsv.gz"
POFILTER = ROOT / "node_modules" / ".judges" / "bin" / "pofilter"
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(count: int, sentences: int) -> str:
    """Entries of so many of the project's own sentences and a number, English to Russian.

    A document's entries have one (some 200 characters with the translation), paragraphs of programs two.
    """
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        rows = [line.split("\t") for line in file][1:]
    chance = random.Random(5)
    parts = [HEAD]
    for number in range(count):
        first, *more = (chance.choice(rows) for _ in range(sentences))
        source, target = (
            " ".join([f"{first[column]} ({number})", *(row[column] for row in more)]).replace('"', "'")
            for column in (0, 2)
        )
        parts.append(f'\n#. paragraph\nmsgid "{source}"\nmsgstr "{target}"\n')
    return "".join(parts)


def strings(count: int) -> str:
    """Entries of so many strings of programs with their professional translations, six words on average.

    They are drawn from 43,000, so that 37,000 of 100,000 differ; the context tells the others apart.
    """
    with gzip.open(STRINGS, "rt", encoding="utf-8") as file:
        every = [row.rstrip("\n").split("\t") for row in file][1:]
    rows = [(row[0], row[2]) for row in every if len(row) > 2 and row[0] and row[2]]
    chance = random.Random(5)
    parts = [HEAD]
    for number in range(count):
        source, target = (text.replace("\\", "\\\\").replace('"', '\\"') for text in chance.choice(rows))
        parts.append(f'\n#: src/{number}.c\nmsgctxt "{number}"\nmsgid "{source}"\nmsgstr "{target}"\n')
    return "".join(parts)


def run() -> None:
    """Both programs over catalogs of sentences, of two sentences an entry, and of strings of programs."""
    catalogs = [("sentences", catalog(ENTRIES, 1), 15), ("entries of two sentences", catalog(ENTRIES, 2), None)]
    if STRINGS.exists():
        catalogs.append(("strings of programs", strings(ENTRIES), 15))
    for what, text, asked in catalogs:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ru.po"
            path.write_text(text, encoding="utf-8")
            seconds = _took(path)
        if "toolkit check" in seconds:
            ours = seconds["toolkit check"]
            if asked is not None:
                rows.told("checks", f"{ENTRIES:,} {what}", ours, asked=asked)
            rows.told("checks", f"{ENTRIES:,} {what}; pofilter", ours, seconds.get("pofilter"))
        told = ", ".join(f"{name} {took:.1f} s" for name, took in seconds.items())
        print(f"checks: {ENTRIES:,} {what}: {told}")


def _took(path: Path) -> dict[str, float]:
    """Program -> seconds of a whole process, of those that are here."""
    toolkit = [str(Path(sys.executable).with_name("toolkit")), "check", str(path), "--fail-on", "never"]
    theirs = [str(POFILTER), str(path), str(path.with_name("out.po"))]
    seconds: dict[str, float] = {}
    for name, command in (("toolkit check", toolkit), ("pofilter", theirs)):
        if not Path(command[0]).exists():
            print(f"{name} is not here")
            continue
        start = time.perf_counter()
        subprocess.run(command, cwd=path.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds[name] = time.perf_counter() - start
    return seconds
