#!/usr/bin/env python3
"""Measures and prints ratios: `python scripts/bench.py [NAME…]` (all where none is named).

Every figure is taken beside its peer or ceiling in the same run, the two in turns, and the median is printed. One table
at the end has them all, with what is asked of them; docs/benchmarks.md keeps what was seen.
"""

import argparse
import contextlib
import importlib
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benches import rows

BENCHES = {
    "startup": "`toolkit --help` beside `import click`",
    "segmentation": "sentences beside pysbd, razdel, sentencex, blingfire, syntok and regular expressions",
    "engine": "drafting beside argostranslate and raw CTranslate2",
    "documents": "a book read, segmented and written back, beside html2po",
    "markup": "how often a tag comes back around the right words",
    "office": "reading and rewriting 300 pages of DOCX, ODT and EPUB beside odf2xliff and xliff2odf",
    "merge": "updating a catalog beside msgmerge",
    "large": "catalogs of 200,000 entries: stats, merge and approve beside msgattrib and msgmerge",
    "strings": "subtitles and string files to catalogs beside translate-toolkit's converters",
    "page": "the reading page of a book: building it beside its bare texts, a browser beside bare markup",
    "pdf": "a book of 1,000 paragraphs in three languages as PDF, proved from its glyphs",
    "rebuild": "a project of 200 documents after one edit, beside one document alone",
    "checks": "100,000 entries checked, beside pofilter",
    "peers": "the checks beside Weblate's and pofilter's: time, findings, false ones, recall by kind of defect",
    "terms": "terms in any inflected form, 300 sentences a language",
    "review": "the review page over 20,000 sentences, beside the reading page",
    "memory": "like texts among a million, beside comparing everything",
    "align": "an old translation aligned: strict F1 on noised rows, time and memory of 20,000 sentences",
    "corpus": "short lines in shards by the pseudo engine; the starter as a corpus beside itself, one worker and two",
    "size": "what the environment takes on disk",
}
"""Name -> what is measured; the benchmark itself is `run` in the module benches.<name>."""


MINUTES = 30
"""For all of them together; what has not begun or ended then is named as such."""


def main() -> None:
    """The command."""
    listed = "\n".join(f"  {name:13}{what}" for name, what in BENCHES.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\n{listed}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"for all of them together (default {MINUTES})")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    names = asked.names or list(BENCHES)
    if unknown := [name for name in names if name not in BENCHES]:
        parser.error(f"unknown benchmark {unknown[0]}; known: {', '.join(BENCHES)}")
    if asked.alone:
        for name in names:
            importlib.import_module(f"benches.{name}").run()
        return
    print(f"{machine()}; load before: {load()}", flush=True)
    print(run(names, asked.minutes * 60))
    print(f"\n{machine()}; load after: {load()}")


def run(names: Sequence[str], seconds: float) -> str:
    """Runs the benchmarks one after the other, each in a process of its own; gives the table of all rows."""
    lines: list[tuple[str, ...]] = []
    started = time.monotonic()
    for name in names:
        begun = time.monotonic()
        if (left := seconds - (begun - started)) <= 0:
            lines.append((name, "not begun: the time was over", "", "", "", "", ""))
            continue
        print(f"\n== {name}: {BENCHES[name]}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.jsonl"
            path.touch()
            ended = _child(name, path, left)
            lines += [row.cells for row in rows.read(path)]
        took = time.monotonic() - begun
        if ended:
            lines.append((name, ended, "", "", "", "", ""))
        print(f"-- {name}: {took:.0f} s", flush=True)
    return f"\n{rows.table(lines)}\nin all {(time.monotonic() - started) / 60:.1f} minutes"


def _child(name: str, path: Path, seconds: float) -> str:
    """One benchmark with all that it starts; why it did not end well, or ""."""
    command = [sys.executable, __file__, "--alone", name]
    environment = {**os.environ, rows.VARIABLE: str(path)}
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        return "not ended: the time was over"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return "" if code == 0 else f"failed with exit code {code}"


def machine() -> str:
    """What the figures were seen on: processor and cores, graphics card, Python, system."""
    processor = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next(line for line in said if line.startswith("model name")).partition(":")[2].strip()
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        command = ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
        processor += f", {done.stdout.strip()}"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{processor}, {cores} cores, Python {platform.python_version()}, {platform.system()}"


def load() -> str:
    """How busy the machine is: processes that want a core, over 1, 5 and 15 minutes."""
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    main()
