"""The page of a book, 2,000 paragraphs of four sentences in four languages: building it, and reading it in a browser.

Building stands beside writing the same texts escaped and nothing else; the browser beside the same markup without style
and script. Times are processor time for building, wall time in the browser; memory is of the browser's renderer.
"""

import http.server
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from html import escape
from pathlib import Path

from benches.rows import told
from toolkit import bundles, catalogs
from toolkit.bundles import html
from toolkit.project.settings import load_settings
from toolkit.storage.files import write_atomic
from toolkit.units import (
    PERSON,
    Block,
    BlockKind,
    Bundle,
    Catalog,
    Document,
    Origin,
    Place,
    Segment,
    State,
    TranslationUnit,
    plain,
    segment_key,
)
from toolkit.workflow import pipeline

PARAGRAPHS, SENTENCES = 2000, 4
LETTERS = {"en": "etaoinshrdlcumwfgypbvk", "ru": "оеаинтсрвлкмдпуяыьгзбчйхж", "ky": "аеиноуүөтыккшңйл"}
PROBE = """<script>addEventListener("load", async () => {
const frame = () => new Promise(requestAnimationFrame), took = async act => {
  const begun = performance.now(); act(); await frame(); await frame(); return performance.now() - begun; };
const press = key => took(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
const wait = ms => new Promise(done => setTimeout(done, ms)), gaps = [];
let usable = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
new PerformanceObserver(list => list.getEntries().forEach(task => {
  usable = Math.max(usable, task.startTime + task.duration); })).observe({ type: "longtask", buffered: true });
do await wait(2000); while (performance.now() - usable < 2000);
const interactive = usable, drawn = performance.getEntriesByName("first-contentful-paint")[0].startTime;
const heap = performance.memory.usedJSHeapSize / 1e6, nodes = document.getElementsByTagName("*").length;
let last = await frame();
for (let n = 0; n < 300; n++) {
  scrollTo(0, (document.body.scrollHeight - innerHeight) * n / 300);
  const now = await frame(); gaps.push(now - last); last = now; }
for (let n = 0; n < 100; n++) { scrollBy(0, -120); const now = await frame(); gaps.push(now - last); last = now; }
const jump = gaps.slice(0, 300).sort((a, b) => a - b), wheel = gaps.slice(300).sort((a, b) => a - b);
const found = { drawn, interactive, nodes, heap, wheel: wheel[50], "wheel 95 %": wheel[95], jump: jump[150],
  "jump 95 %": jump[285], key: await press("j"), learn: await press("l"), edit: await press("e") };
await fetch("/found", { method: "POST", body: JSON.stringify(found) });
});</script></body>"""


def book() -> Bundle:
    """Made of random letters; a third of it reviewed, the rest drafted and with links of words."""
    random.seed(7)
    segments: list[Segment] = []
    for block in range(PARAGRAPHS):
        for number in range(1, SENTENCES + 1):
            source = plain(_sentence("en", random.randint(8, 24)))
            place = Place(block, BlockKind.PARAGRAPH, number, SENTENCES, 0, 0, block + 1)
            segments.append(Segment(segment_key(source), source, place=place))
    catalogs = []
    for code in ("zh", "ru", "ky"):
        units = []
        for segment in segments:
            count = len(segment.text.split())
            target = plain(_sentence(code, count))
            if random.random() < 1 / 3:
                units.append(TranslationUnit(segment, target, State.REVIEWED, PERSON))
                continue
            flags = ("lost-number",) if random.random() < 0.2 else ()
            origin = Origin("engine", "argos", 0.6, "argos, made up for the benchmark", flags)
            pairs = tuple((word, word) for word in range(count))
            units.append(TranslationUnit(segment, target, State.INITIAL, origin, alignment=pairs))
        catalogs.append(Catalog("book", "en", code, tuple(units)))
    blocks = tuple(Block(BlockKind.PARAGRAPH, plain("…")) for _ in range(PARAGRAPHS))
    return Bundle(Document("book", "text", "en", blocks), tuple(segments), tuple(catalogs))


def run() -> None:
    """Building, then the browser where there is one."""
    made = book()
    texts = [segment.text for segment in made.segments]
    texts += [unit.text for catalog in made.catalogs for unit in catalog.units]
    floor = _took(lambda: "".join(f"<span>{escape(text)}</span>" for text in texts).encode())
    page, whole = _took(lambda: html.write(made, "toolkit 0")), _took(lambda: bundles.assemble(made, generator="t 0"))
    data = html.write(made, "toolkit 0")
    told("page", "building index.html; its texts escaped", page, floor)
    print(f"page: built in {page:.1f} s ({len(data) / 1e6:.1f} MB), its texts alone escaped in {floor:.2f} s")
    print(f"page: the whole bundle, read back and proved, in {whole:.1f} s of processor time")
    wall, processor = _command(made)
    print(f"page: toolkit build, from catalogs on disk to files: {wall:.1f} s, of processor time {processor:.1f} s")
    chromium = shutil.which("chromium")
    if chromium is None:
        print("page: no chromium, nothing measured in a browser")
        return
    text = data.decode()
    bare = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", text, flags=re.DOTALL)
    seen: dict[str, dict[str, float]] = {}
    for name, shown in (("the page", text), ("its bare markup", bare)):
        found = _browse(chromium, shown.replace("</body>", PROBE))
        seen[name] = found
        print(f"page: {name} in chromium: " + ", ".join(f"{key} {value:.0f}" for key, value in found.items()))
    bare_took = seen["its bare markup"]
    for key, value in seen["the page"].items():
        told("page", f"in chromium, {key}; bare markup", value, bare_took.get(key), unit="")


def _command(made: Bundle) -> tuple[float, float]:
    """(wall, processor) seconds of `toolkit build` in a project that has this book."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paragraphs = [made.segments[at : at + SENTENCES] for at in range(0, len(made.segments), SENTENCES)]
        text = "\n\n".join(" ".join(one.text for one in paragraph) for paragraph in paragraphs)
        (root / "book.txt").write_text(text + "\n", encoding="utf-8")
        project = load_settings(root)
        source = pipeline.read(project, root / "book.txt")
        for loaded in made.catalogs:
            pipeline.update(project, source, loaded.target_language)
            path = project.catalog_path("book", loaded.target_language)
            units = {unit.segment.text: unit for unit in loaded.units}
            found = [(segment, units.get(segment.text)) for segment in source.segments]
            origin = next(unit.origin for unit in loaded.units if unit.status == "drafted")
            drafts = {
                one.key: (unit.text, unit.origin or origin) for one, unit in found if unit and unit.origin != PERSON
            }
            write_atomic(path, catalogs.with_drafts(path.read_bytes(), drafts))
        before, started = os.times(), time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "toolkit", "build", "book.txt"], cwd=root, check=True, capture_output=True
        )
        wall, after = time.monotonic() - started, os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return wall, spent


def _sentence(code: str, count: int) -> str:
    if code == "zh":
        return "".join(chr(random.randint(0x4E00, 0x9000)) for _ in range(2 * count)) + "。"
    letters = LETTERS[code]
    return " ".join("".join(random.choices(letters, k=random.randint(2, 11))) for _ in range(count)).capitalize() + "."


def _took(act: object) -> float:
    started = time.process_time()
    act()  # type: ignore[operator]
    return time.process_time() - started


def _browse(chromium: str, text: str) -> dict[str, float]:
    """Milliseconds until the page can be used, a median and a slow (95 %) frame while scrolling, a key, a jump; MB."""
    found: dict[str, float] = {}
    done = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode() if self.path == "/" else b"")

        def do_POST(self) -> None:
            found.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            done.set()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
             "--window-size=1440,1000", "--enable-precise-memory-info", "--remote-debugging-port=0", f"http://127.0.0.1:{server.server_port}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            if not done.wait(180):
                raise SystemExit("the browser never finished")
            found["MB"] = max(_renderers(browser.pid))
        finally:
            browser.terminate()
            browser.wait()
            server.shutdown()
    return found


def _renderers(browser: int) -> list[float]:
    """Resident memory of the renderers among the descendants of a process, in MB."""
    parents, sizes = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            command = status.with_name("cmdline").read_bytes()
        except OSError:
            continue  # it has just ended
        pid = int(status.parent.name)
        parents[pid] = int(fields["PPid"])
        if b"--type=renderer" in command:
            sizes[pid] = int(fields.get("VmRSS", "0 kB").split()[0]) / 1024

    def ours(pid: int) -> bool:
        while pid in parents and pid != browser:
            pid = parents[pid]
        return pid == browser

    return [size for pid, size in sizes.items() if ours(pid)] or [0.0]
