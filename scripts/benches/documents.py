"""A book of 300 pages read, segmented and written back with every sentence replaced; html2po beside it.

html2po (translate-toolkit) only takes the paragraphs of a page out into a PO file: it cuts no sentences and writes
nothing back, for which it has po2html. It lives in an environment of its own. Seconds are of processor time.
"""

import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches.rows import told
from toolkit import documents
from toolkit.segmentation import split

ENVIRONMENT = Path(tempfile.gettempdir()) / "toolkit-bench-documents"
PEERS = ("translate-toolkit",)
PAGES, PARAGRAPHS, SENTENCES = 300, 5, 5
"""About 2,000 characters a page."""
WORDS = "the delegation of Kyrgyz scholars came to a new library and read old maps with care before noon".split()  # noqa: SIM905
TIMES = 3
RUNS = itertools.count(1)


def book(form: str) -> str:
    chance = random.Random(1)

    def sentence() -> str:
        words = [chance.choice(WORDS) for _ in range(14)]
        words[3] = f"<b>{words[3]}</b>" if form == "html" else f"**{words[3]}**"
        words[7] = (
            f'<a href="/{words[7]}">{words[7]} {words[8]}</a>' if form == "html" else f"[{words[7]}](/{words[8]})"
        )
        return " ".join(words).capitalize() + "."

    parts = []
    for page in range(PAGES):
        parts.append(f"<h2>Page {page}</h2>" if form == "html" else f"## Page {page}")
        for _ in range(PARAGRAPHS):
            text = " ".join(sentence() for _ in range(SENTENCES))
            parts.append(f"<p>{text}</p>" if form == "html" else text)
    return "\n\n".join(parts)


def ours(name: str, data: bytes) -> float:
    data += b"\n" * next(RUNS)  # another file each time, so that nothing of it is remembered
    started = time.process_time()
    segments = split(documents.read(data, name))
    made = {one.key: tuple(part.upper() if isinstance(part, str) else part for part in one.source) for one in segments}
    documents.rewrite(data, name, made, language="ru")
    return time.process_time() - started


def run() -> None:
    """Prints seconds of both, and how many times as long the peer takes."""
    page = book("html").encode()
    took: dict[str, float] = {}
    for name, data in (("book.html", page), ("book.md", book("md").encode())):
        seconds = statistics.median(ours(name, data) for _ in range(TIMES))
        took[name] = seconds
        print(f"documents {name}: {len(data) / 1e6:.1f} MB read, segmented and rewritten in {seconds:.1f} s")
    program = ENVIRONMENT / "bin" / "html2po"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "-q", *PEERS], check=True)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "book.html"), Path(folder, "book.po")
        source.write_bytes(page)
        before = os.times()
        subprocess.run([program, "--progress=none", source, target], check=True, capture_output=True)
        after = os.times()
        spent = after.children_user - before.children_user + after.children_system - before.children_system
        told("documents", "a book of HTML; html2po", took["book.html"], spent)
        told("documents", "a book of Markdown; html2po on HTML", took["book.md"], spent)
        print(f"documents book.html: html2po with its start, paragraphs into PO only: {spent:.1f} s")
