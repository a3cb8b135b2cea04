"""Sentence segmentation beside the splitters that people would use otherwise: boundary F1 and characters a second.

The peers live in an environment of their own, build/peers, made when it is missing; the scorer and its test sets are
../shared/tools/score_segmentation.py and ../shared/data/segmentation. Then the same text, cut by this toolkit and by
the peers, from 1 KB to 50 MB: characters a second of processor time and the peak memory of a process each.
"""

import json
import subprocess
import sys
from pathlib import Path

from benches.rows import told

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
ENVIRONMENT = ROOT / "build" / "peers"
PEERS = ("pysbd", "razdel", "sentencex", "blingfire", "syntok", "numpy")
"""From PyPI; numpy because blingfire imports it without saying so."""
SPLITTERS = ("ours", "pysbd_", "razdel_", "sentencex_", "blingfire_", "syntok_", "regex_stop", "regex_capital")
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)
SLOW = 1_000_000
"""Characters a second below which a peer is not given the largest texts."""


def run() -> None:
    """Scores, then speed and memory by size."""
    scorer = SHARED / "tools" / "score_segmentation.py"
    if not scorer.exists():
        print(f"segmentation: {scorer} is missing")
        return
    python = _environment()
    names = [f"benches.splitters:{name}" for name in SPLITTERS]
    subprocess.run([python, scorer, *names], cwd=ROOT / "scripts", check=True, stderr=subprocess.DEVNULL)
    print("\nThousand characters a second by size of the text, and peak memory of the process in MB for the largest")
    for language, name in (("en", "en_ewt"), ("ru", "ru_gsd"), ("zh", "zh_gsdsimp"), ("ky", "ky_ktmu")):
        speeds: dict[str, float] = {}
        for splitter in SPLITTERS:
            speeds[splitter] = _print_sizes(python, splitter, language, name)
        ours, regex = speeds.get("toolkit", 0.0), speeds.get("regex", 0.0)
        told("segmentation", f"{language}, the largest text; a regular expression", ours, regex, unit="M/s", more=True)


def _print_sizes(python: str, splitter: str, language: str, name: str) -> float:
    """Prints all sizes; million characters a second of the largest."""
    cells, memory, speed = [], 0.0, 0.0
    for size in SIZES:
        command = [python, "-m", "benches.splitters", splitter, language, str(SHARED), name, str(size)]
        done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True, check=False)
        if done.returncode:
            cells.append("-")
            break
        measured = json.loads(done.stdout)
        cells.append(f"{measured['speed'] / 1000:.0f}")
        memory, speed = measured["peak"], measured["speed"] / 1e6
        if measured["speed"] < SLOW and size >= 100_000:
            break
    print(f"{language} {splitter:13} {' '.join(cell.rjust(7) for cell in cells)}   {memory:.0f} MB", flush=True)
    return speed


def _environment() -> str:
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS, "regex", "babel", "click"], check=True)
    return str(python)
