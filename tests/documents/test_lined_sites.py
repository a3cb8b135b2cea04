"""Sphinx and Asciidoctor as judges of translated pages: no warning that the source does not have, as many headings,
admonitions, tables and lists as before, in letters of one column and of two; a broken page is found out."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge
from tests.documents.test_sites import PIXEL, program
from tests.documents.test_sites import built as built_by
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code

CASES = Path(__file__).parent.parent / "cases"
OTHER = "Title\n=====\n\nwords\n"
SEEN = re.compile(
    r"<(h[1-6]|dt|dd|figure|figcaption|caption|td|th|li|em|strong|code|a|img|blockquote|sub|sup)\b"
    r'|class="(admonition[^"]*|admonitionblock[^"]*)"'
)


def wide(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: "字" * max(1, len(match[0]) // 2), text).replace(" ", "")


def long(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: f"{match[0]}ищ", text)


def translated(data: bytes, name: str, change: Callable[[str], str], language: str) -> bytes:
    segments = split(documents.read(data, name))
    targets = {
        one.key: tuple(part if isinstance(part, Code) else change(part) for part in one.source) for one in segments
    }
    made, verdict = documents.translated(data, name, targets, ReadOptions(), language)
    assert verdict == "complete"
    return made


CHANGES = {"capitals": (str.upper, "en"), "wide": (wide, "zh"), "long": (long, "ru")}


@pytest.mark.parametrize("case", sorted(path.name for path in (CASES / "rst").glob("*.rst")))
def test_sphinx_builds_a_translated_page_as_before(case: str, tmp_path: Path) -> None:
    command = [program("sphinx-build"), "-W", "--keep-going", "-q", "-b", "html", ".", "out"]
    data = (CASES / "rst" / case).read_bytes()
    pages = {name: translated(data, case, *change) for name, change in CHANGES.items()}
    pages |= {"source": data, "broken": data + b"\n:ref:`gone <nowhere>` **open\n"}
    results: dict[str, tuple[int, Counter[str]]] = {}
    for name, page in pages.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "picture.png").write_bytes(PIXEL)
        files = {"conf.py": 'project = "A site"\n', "other.rst": OTHER, "third.rst": OTHER, "index.rst": page.decode()}
        code, _, _ = built_by(folder, files, command)
        results[name] = code, Counter(SEEN.findall((folder / "out" / "index.html").read_text(encoding="utf-8")))
    assert results.pop("broken")[0] != 0
    assert all(result == results["source"] for result in results.values()), results
    assert results["source"][0] == 0 and sum(results["source"][1].values()) >= 20


@pytest.mark.parametrize("case", sorted(path.name for path in (CASES / "adoc").glob("*.adoc")))
def test_asciidoctor_converts_a_translated_page_as_before(case: str, tmp_path: Path) -> None:
    found = shutil.which(str(ROOT / "node_modules" / ".bin" / "asciidoctor")) or shutil.which("asciidoctor")
    asciidoctor = judge("asciidoctor", found, "npm install --no-save asciidoctor")
    data = (CASES / "adoc" / case).read_bytes()
    pages = {name: translated(data, case, *change) for name, change in CHANGES.items()}
    pages |= {"source": data, "broken": data + b"\n\n<<nowhere>>\n\n====\nopen\n"}
    results: dict[str, tuple[str, Counter[str]]] = {}
    for name, page in pages.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "other.adoc").write_text("Words.\n", encoding="utf-8")
        (folder / "page.adoc").write_bytes(page)
        command = [asciidoctor, "--verbose", "--safe-mode", "safe", "page.adoc"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
        html = (folder / "page.html").read_text(encoding="utf-8")
        lost = set(re.findall(r'href="#([^"]+)"', html)) - set(re.findall(r'id="([^"]+)"', html))
        results[name] = f"{done.stderr}{sorted(lost) or ''}", Counter(SEEN.findall(html))
    assert "unterminated" in results["broken"][0] and "nowhere" in results.pop("broken")[0]
    assert all(result == results["source"] for result in results.values()), results
    assert not results["source"][0] and sum(results["source"][1].values()) >= 20
