"""The review page over a document of 20,000 sentences: until it is usable, saving, scrolling, memory.

The server is a process of its own, the browser Debian's chromium. Times are wall time, as a translator waits. Beside
it stands the reading page of the same document, which has every sentence in one file.
"""

import http.client
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benches.rows import told
from toolkit import catalogs
from toolkit.project.settings import load_settings
from toolkit.units import Origin
from toolkit.workflow import pipeline

ENTRIES, SAVES = 20_000, 200
WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")
SCROLL = """async () => {
  const frame = () => new Promise(requestAnimationFrame), gaps = [];
  let last = await frame();
  for (let n = 0; n < 200; n++) { scrollBy(0, 240); const now = await frame(); gaps.push(now - last); last = now; }
  const gap = gaps.sort((a, b) => a - b);
  return { gap: gap[100], most: gap[190], heap: performance.memory.usedJSHeapSize / 1e6,
    nodes: document.getElementsByTagName("*").length };
}"""


def project(folder: Path, entries: int) -> None:
    """A document in paragraphs of four sentences; of each three one is approved, one drafted, one open."""
    random.seed(7)
    (folder / "source").mkdir()
    (folder / "locales").mkdir()
    texts = [f"{' '.join(random.choices(WORDS, k=9)).capitalize()} {number}." for number in range(entries)]
    paragraphs = [" ".join(texts[at : at + 4]) for at in range(0, entries, 4)]
    (folder / "source/long.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    settings = load_settings(folder)
    source = pipeline.read(settings, folder / "source/long.txt")
    pipeline.update(settings, source, "ky")
    path = settings.catalog_path("long", "ky")
    keys = [entry.key for entry in catalogs.read(path.read_bytes()).live]
    drafts = {key: (f"котормо сүйлөмү {n}", Origin("engine", "x", 0.5)) for n, key in enumerate(keys) if n % 3}
    data = catalogs.with_drafts(path.read_bytes(), drafts)
    chosen = catalogs.Selection(tuple(key for n, key in enumerate(keys) if n % 3 == 1))
    path.write_bytes(approved(data, frozenset(chosen.sentences)))


def approved(data: bytes, keys: frozenset[str]) -> bytes:
    """The catalog with those entries approved."""

    from toolkit.catalogs import tidied
    from toolkit.po.layout import with_fuzzy

    file = catalogs.read(data)
    entries = tuple(
        tidied(with_fuzzy(entry, False, file.layout), file.layout) if entry.key in keys else entry
        for entry in file.entries
    )
    return file._replace(entries=entries).encode()


class Client:
    """Requests as the page makes them, over one connection."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        self.connection.request("GET", f"{parts.path}?{parts.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = answer.headers["set-cookie"].partition(";")[0]

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Cookie": self.cookie, "Origin": self.origin, "Content-Type": "application/json"}
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status == 200, text
        return json.loads(text)


def served(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """The server and an address that lets a browser in."""
    command = [sys.executable, "-m", "toolkit", "review", "--no-browser", "--json", "--to", "ky", "source/long.txt"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = ""
    while "}" not in said:
        line = process.stdout.readline()
        assert line, "the server did not start"
        said += line
    return process, json.loads(said)["address"]


def memory(process: int) -> float:
    """Resident megabytes, the most so far."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1e3 if found else 0.0


def saves(client: Client, number: int) -> list[float]:
    """Seconds that each save took, a new text in another sentence each."""
    index = client.ask("GET", "/api/index?work=source/long.txt&to=ky")
    spent = []
    for turn in range(number):
        key = index["rows"][(turn * 97) % len(index["rows"])][1]
        wish = {"work": "source/long.txt", "target": "ky", "key": key, "version": "", "forms": [f"жаңы {turn}"]}
        begun = time.perf_counter()
        client.ask("POST", "/api/save", {**wish, "action": ("type", "approve")[turn % 2], "anyway": True})
        spent.append(time.perf_counter() - begun)
    return sorted(spent)


def seen(address: str, reading: Path) -> dict[str, Any]:
    """What a browser measures: until usable, scrolling, and the same of the reading page."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        begun = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(".row .target")
        first = time.perf_counter() - begun
        again = []
        for _ in range(3):
            begun = time.perf_counter()
            page.reload()
            page.wait_for_selector(".row .target")
            again.append(time.perf_counter() - begun)
        found: dict[str, Any] = {"first": first, "again": sorted(again)[1], **page.evaluate(SCROLL)}
        begun = time.perf_counter()
        page.goto(reading.as_uri())
        page.wait_for_selector(".s")
        found["reading"] = time.perf_counter() - begun
        browser.close()
    return found


def run(entries: int = 0) -> None:
    """Prints one line."""
    entries = entries or int(os.environ.get("TOOLKIT_BENCH_ENTRIES", ENTRIES))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder, entries)
        settings = load_settings(folder)
        source = pipeline.read(settings, folder / "source/long.txt")
        built, *_ = pipeline.build_from_catalogs(settings, source, ("ky",), folder / "build")
        begun = time.perf_counter()
        process, address = served(folder)
        started = time.perf_counter() - begun
        try:
            in_browser = seen(address, built / "index.html")
        finally:
            process.terminate()
            process.wait(20)
        process, address = served(folder)
        try:
            spent = saves(Client(address), SAVES)
            most = memory(process.pid)
        finally:
            process.terminate()
            process.wait(20)
    told("review", f"first view of {entries:,} sentences", in_browser["first"], asked=1)
    told("review", "first view; the reading page", in_browser["first"], in_browser["reading"])
    told("review", "a save, p95", 1000 * spent[int(0.95 * len(spent))], unit="ms", asked=100)
    print(
        f"review: {entries:,} sentences; server up in {started:.1f} s; first view {in_browser['first']:.2f} s, again "
        f"{in_browser['again']:.2f} s (the reading page of the same: {in_browser['reading']:.2f} s); "
        f"{in_browser['nodes']:,} elements, {in_browser['heap']:.0f} MB of script; scrolling a frame in "
        f"{in_browser['gap']:.0f} ms, 95 % {in_browser['most']:.0f} ms; a save p50 {1000 * spent[len(spent) // 2]:.0f} "
        f"ms, p95 {1000 * spent[int(0.95 * len(spent))]:.0f} ms; server {most:.0f} MB"
    )
