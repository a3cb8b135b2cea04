"""Reading, segmenting and rewriting a document of 300 pages: DOCX, ODT and EPUB, beside odf2xliff and xliff2odf.

Seconds are of processor time.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from benches.footprint import peak_memory  # noqa: E402
from benches.rows import told  # noqa: E402

ENVIRONMENT = ROOT / "build" / "office-peers"
"""translate-toolkit is GPL: never imported, only run."""
PAGES, PARAGRAPHS = 300, 8
"""Eight paragraphs of some 60 words are a page."""
SENTENCE = "The road to the {} lake begins at the old bridge, and in summer <b>nobody</b> is in a hurry there. "


def paragraphs() -> list[str]:
    return ["".join(SENTENCE.format(number * 3 + n) for n in range(3)) for number in range(PAGES * PARAGRAPHS)]


def rebuilt(data: bytes, change: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, change.get(info.filename, old.read(info)))
    return buffer.getvalue()


def docx() -> bytes:
    from tests.documents.word import BOLD, body_document, paragraph, run

    def runs(text: str) -> str:
        parts = text.replace("</b>", "<b>").split("<b>")
        return paragraph(*(run(part, BOLD if number % 2 else "") for number, part in enumerate(parts)))

    return body_document(*map(runs, paragraphs()))


def odt() -> bytes:
    source = (ROOT / "tests" / "cases" / "office" / "guide.odt").read_bytes()
    content = zipfile.ZipFile(io.BytesIO(source)).read("content.xml").decode()
    start, end = content.index("<office:text"), content.index("</office:text>")
    start = content.index(">", start) + 1
    style = content.partition('fo:font-weight="bold"')[0].rpartition('style:name="')[2].partition('"')[0]
    body = "".join(
        f"<text:p>{text.replace('<b>', f'<text:span text:style-name={chr(34)}{style}{chr(34)}>')}</text:p>".replace(
            "</b>", "</text:span>"
        )
        for text in paragraphs()
    )
    return rebuilt(source, {"content.xml": content[:start] + body + content[end:]})


def epub() -> bytes:
    from tests.documents.book import SECOND_3, book

    body = "".join(f"<p>{text}</p>" for text in paragraphs())
    return book(3, {"OEBPS/c2.xhtml": SECOND_3.replace("<p>Nobody lives above the lake.</p>", body)})


MAKERS = {"docx": docx, "odt": odt, "epub": epub}


def measure(ending: str) -> None:
    """Prints seconds for reading, splitting and rewriting, and peak memory; a process of its own."""
    from toolkit import documents
    from toolkit.segmentation import split

    data = MAKERS[ending]()
    name = f"a.{ending}"
    started = time.process_time()
    document = documents.read(data, name)
    read = time.process_time()
    segments = split(document)
    cut = time.process_time()
    upper = {one.key: tuple(part.upper() if isinstance(part, str) else part for part in one.source) for one in segments}
    begun = time.process_time()
    made = documents.rewrite(data, name, upper, language="ky")
    done = time.process_time()
    told("office", f"{ending}: read, segmented, rewritten", cut - started + done - begun)
    print(
        f"  {ending:5} {len(data) / 1e3:7,.0f} kB, {len(segments):,} segments: read {read - started:.2f} s, "
        f"segment {cut - read:.2f} s, rewrite {done - begun:.2f} s (of what was read), "
        f"peak {peak_memory():,.0f} MB, {len(made) / 1e3:,.0f} kB out",
        flush=True,
    )


def peer() -> None:
    """odf2xliff and xliff2odf of translate-toolkit on the same ODT, start-up included."""
    with tempfile.TemporaryDirectory() as folder:
        source, middle, out = (Path(folder, name) for name in ("a.odt", "a.xlf", "b.odt"))
        source.write_bytes(odt())
        for tool, arguments in (("odf2xliff", [source, middle]), ("xliff2odf", ["-t", source, middle, out])):
            before = os.times()
            done = subprocess.run(
                [ENVIRONMENT / "bin" / tool, "--progress=none", *arguments], capture_output=True, check=False
            )
            after = os.times()
            spent = after.children_user - before.children_user + after.children_system - before.children_system
            print(f"  odt   {tool}: {spent:.2f} s" if done.returncode == 0 else f"  {tool}: failed")


def run() -> None:
    print(f"office documents of {PAGES} pages")
    for ending in MAKERS:
        subprocess.run(
            [sys.executable, __file__, ending], check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "scripts"}
        )
    if not (ENVIRONMENT / "bin" / "odf2xliff").exists():
        venv.create(ENVIRONMENT, with_pip=True)
        python = ENVIRONMENT / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", "translate-toolkit", "lxml"], check=True)
    peer()


if __name__ == "__main__":
    measure(sys.argv[1])
