"""Law 9 in reStructuredText and AsciiDoc: docutils and Asciidoctor read what was damaged, each in one process."""

import importlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge
from tests.documents.test_sites import program
from tests.laws.test_verdict_laws import DOCUMENTS, broken, shouted
from tests.laws.test_verdict_office_laws import ARCHIVES
from tests.laws.test_verdict_string_laws import STRINGS
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split

PAGES = {
    "x.rst": (
        "The road\n========\n\nIt is **long** here, see `the map <x.html>`_. It is dry\nand cold.\n\n- One thing\n"
        "- Another ``code``\n\n.. note:: Beware of ice.\n\n   And of snow.\n\n.. image:: horse.png\n   :alt: A horse\n"
        "\n.. code-block:: python\n\n   ride(horse)\n\n"
        "====  ======\nTown  Height\n====  ======\nOsh   Low\n====  ======\n"
    ),
    "x.adoc": (
        "= The road\n\nIt is *long* here, see link:x.html[the map]. It is dry\nand cold.\n\n"
        "* One thing\n* Another `code`\n"
        "\nNOTE: Beware of ice.\n\n.A horse\nimage::horse.png[A white horse]\n"
        "\n[source,python]\n----\nride(horse)\n----\n\n"
        "|===\n|Town |Height\n\n|Osh |Low\n|===\n"
    ),
}
DOCUTILS = """
import json, sys
from docutils.core import publish_string
quiet = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False}
def seen(text):
    return " ".join(publish_string(text, writer_name="pseudoxml", settings_overrides=quiet).decode().split())
json.dump([seen(text) for text in json.load(sys.stdin)], sys.stdout)
"""
ASCIIDOCTOR = """
const asciidoctor = require("@asciidoctor/core")();
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
asciidoctor.LoggerManager.getLogger().setLevel(5);
const seen = texts.map((text) => asciidoctor.convert(text, { safe: "secure" }).split(/\\s+/).join(" "));
process.stdout.write(JSON.stringify(seen));
"""


def docutils(texts: list[str]) -> list[str]:
    python = Path(program("sphinx-build")).resolve().with_name("python")
    return _asked([str(python), "-c", DOCUTILS], texts)


def asciidoctor(texts: list[str]) -> list[str]:
    core = ROOT / "node_modules" / "@asciidoctor" / "core"
    node = judge("asciidoctor", shutil.which("node") if core.is_dir() else None, "npm install --no-save asciidoctor")
    return _asked([node, "-e", ASCIIDOCTOR], texts)


def _asked(command: list[str], texts: list[str]) -> list[str]:
    """What a program makes of each text."""
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=ROOT)
    seen: list[str] = json.loads(done.stdout)
    return seen


@pytest.mark.parametrize("name", PAGES)
def test_what_a_broken_writer_damages_is_never_complete(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(f"toolkit.documents.{documents.FORMATS[documents.format_of(name)][0]}")
    data = PAGES[name].encode()
    targets = {one.key: shouted(one.source) for one in split(documents.read(data, name))}
    sound, verdict = documents.translated(data, name, targets, ReadOptions(), "ru")
    assert verdict == "complete"
    texts = broken(sound.decode())
    seen, *pages = (docutils if name == "x.rst" else asciidoctor)([sound.decode(), *texts])
    damaged = [text for text, page in zip(texts, pages, strict=True) if page != seen]
    assert len(damaged) > 50
    silent = []
    for text in damaged:
        monkeypatch.setattr(module, "rewrite", lambda *_, text=text, **__: text.encode())
        if documents.translated(data, name, targets, ReadOptions(), "ru")[1] == "complete":
            silent.append(text)
    assert not silent, f"{len(silent)} of {len(damaged)}, the first: {silent[0]}"


def test_every_format_that_is_written_is_damaged() -> None:
    there = {documents.format_of(name) for name in (*DOCUMENTS, *STRINGS, *ARCHIVES, *PAGES)}
    assert set(documents.FORMATS) - there == {"pdf"}
