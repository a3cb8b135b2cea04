"""What others say of the outputs: vnu and a browser of the pages, epubcheck of the books.

A judge that is not installed is skipped aloud, and where CI is `true` its absence is a failure. Each judge must also
reject a broken file, so that a judge that approves of everything is found out.
"""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import java
from tests.conftest import ARTICLE, judge
from toolkit import bundles, documents
from toolkit.bundles import epub, html
from toolkit.exchange.archives import pack, unpack
from toolkit.segmentation import split
from toolkit.units import (
    STATUSES,
    Bundle,
    Catalog,
    Document,
    Origin,
    Segment,
    State,
    TranslationUnit,
    plain,
)

GENERATOR = "toolkit 0.0"
TARGETS = {"zh": "这是第{}句。", "ru": "Это — предложение {}.", "ky": "Бул {}-сүйлөм, үлгү өзү."}
MACHINE = Origin("engine", "argos", 0.5, 'argos en→xx <starter> & "more", beam 4')
STATES: dict[str, tuple[State, Origin | None, str]] = {
    "reviewed": (State.REVIEWED, Origin("person"), ""),
    "drafted": (State.INITIAL, MACHINE, ""),
    "fuzzy": (State.TRANSLATED, Origin("person"), ""),
    "stale": (State.TRANSLATED, Origin("person"), "what it was"),
    "untranslated": (State.INITIAL, None, ""),
}
NASTY = """</script><script>console.error("injected")</script> & "quotes' <!-- -->

Control \x01\x0b\x1f\x7f\x85 and \u202ereversed\u202c and zero\u200bwidth. Then ]]> and &amp; and <b onclick="x">. {}

- {}

Powered by <img src=x onerror=alert(1)> ©2024
""".format("W" * 10_000, "x" * 300)


def bundle_of(document: Document) -> Bundle:
    """Every status in every language; the translations carry what the sources carry, so that both are awkward."""
    segments = split(document)

    def unit(index: int, segment: Segment, pattern: str) -> TranslationUnit:
        state, origin, previous = STATES[STATUSES[index % len(STATUSES)]]
        text = pattern.format(index) + (segment.text if document.name == "nasty" else "")
        return TranslationUnit(segment, plain(text) if origin else (), state, origin, previous)

    catalogs = tuple(
        Catalog(
            document.name, "en", code, tuple(unit(index + shift, one, pattern) for index, one in enumerate(segments))
        )
        for shift, (code, pattern) in enumerate(TARGETS.items())
    )
    return Bundle(document, segments, catalogs)


BUNDLES = {
    "article": bundle_of(documents.read(ARTICLE.read_bytes(), ARTICLE.name)),
    "nasty": bundle_of(documents.read(NASTY.encode(), "nasty.txt")),
    "empty": bundle_of(documents.read(b"", "empty.txt")),
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Bundle name -> its index.html on disk."""
    made = {}
    for name, bundle in BUNDLES.items():
        folder = tmp_path_factory.mktemp(name)
        bundles.publish(folder, bundles.assemble(bundle, generator=GENERATOR)[0])
        made[name] = folder / "index.html"
    return made


@pytest.fixture(scope="session")
def chromium() -> str:
    return judge("chromium", shutil.which("chromium"), "apt-get install chromium")


def test_epubcheck_finds_no_error_in_the_books_and_does_in_broken_ones(tmp_path: Path) -> None:
    books = {name: unpack(epub.write(bundle, GENERATOR), "EPUB") for name, bundle in BUNDLES.items()}
    good = books["article"]
    broken = [
        ("EPUB/chapter-1.xhtml", b"</summary>", b"</summary><script>"),
        ("EPUB/chapter-1.xhtml", b'id="p3s1"', b'id="p1s1"'),
        ("EPUB/nav.xhtml", b"chapter-1.xhtml#p1", b"chapter-9.xhtml#p1"),
        ("EPUB/package.opf", b"dcterms:modified", b"dcterms:created"),
    ]
    for file, before, after in broken:
        assert before in good[file]
        books[f"{file} with {after.decode()}"] = {**good, file: good[file].replace(before, after, 1)}
    paths = [tmp_path / f"{number}.epub" for number in range(len(books))]
    for path, files in zip(paths, books.values(), strict=True):
        path.write_bytes(pack(files, stored=("mimetype",)))
    for name, said in zip(books, java.epubcheck(*paths), strict=True):
        wrong = [message for severity, message in said if severity in ("WARNING", "ERROR", "FATAL")]
        assert not wrong if name in BUNDLES else wrong, (name, wrong)


def complaints(*files: Path) -> dict[str, list[str]]:
    """File name of the folder -> what vnu calls an error."""
    found: dict[str, list[str]] = {str(file): [] for file in files}
    for message in java.vnu(*files):
        if message["type"] == "info" and message.get("subType") != "fatal":
            continue
        name = message.get("url", "").removeprefix("file:")
        found.setdefault(name, []).append(f"{message.get('lastLine')}: {message['message']}")
    return found


def test_vnu_finds_no_error_in_the_pages_and_does_in_broken_ones(pages: dict[str, Path], tmp_path: Path) -> None:
    good = pages["article"].read_text(encoding="utf-8")
    breaks = {
        "three letters for a language": ('lang="ky"', 'lang="kir"'),
        "an id twice": ('id="p3s1"', 'id="p1s1"'),
        "a tag left open": ("</fieldset>", ""),
    }
    broken = {}
    for name, (before, after) in breaks.items():
        assert before in good
        broken[name] = tmp_path / f"{name.replace(' ', '-')}.html"
        broken[name].write_text(good.replace(before, after), encoding="utf-8")
    receipts = [page.with_name("receipt.html") for page in pages.values()]
    found = complaints(*pages.values(), *receipts, *broken.values())
    assert [found[str(path)] for path in receipts] == [[]] * len(receipts)
    assert {name: found[str(path)] for name, path in pages.items()} == {name: [] for name in pages}
    assert [name for name, path in broken.items() if not found[str(path)]] == []


@dataclass(frozen=True)
class Visit:
    """What a browser made of a page; every host name leads nowhere."""

    dom: str
    """After the script has run."""
    console: list[str]
    requests: list[str]
    """Addresses that the page asked for, itself apart; what the browser asks for on its own account is left out."""


def browse(chromium: str, page: Path, profile: Path, query: str = "") -> Visit:
    log = profile / "net.json"
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr",
            f"--log-net-log={log}", "--virtual-time-budget=2000", "--dump-dom", page.as_uri() + query,
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )  # fmt: skip
    events = [event.get("params", {}) for event in json.loads(log.read_text(encoding="utf-8"))["events"]]
    requests = [
        event["url"]
        for event in events
        if event.get("initiator", "not an origin") != "not an origin"
        and not event.get("url", "file:").startswith("file:")
    ]
    return Visit(done.stdout, re.findall(r"CONSOLE.*?\] (.*)", done.stderr), requests)


@pytest.mark.parametrize("name", BUNDLES)
def test_a_browser_holds_every_sentence_and_complains_of_nothing(
    chromium: str, pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    visit = browse(chromium, pages[name], tmp_path)
    assert (visit.console, visit.requests) == ([], [])
    assert set(html.read(visit.dom.encode())) == set(bundles.rows(BUNDLES[name]))


def test_a_browser_takes_the_languages_and_their_order_from_the_address(
    chromium: str, pages: dict[str, Path], tmp_path: Path
) -> None:
    """The order that the script sets is in the DOM, and the sentence of the address is lit in every language."""
    dom = browse(chromium, pages["article"], tmp_path, "?l=ky,ru#p5s2").dom
    root = re.search(r"<html[^>]*>", dom)
    assert root is not None
    order = dict(re.findall(r"--order-(\w+): (\d+)", root.group()))
    assert sorted(order, key=lambda code: int(order[code]))[:2] == ["ky", "ru"]
    lit = re.findall(r'<span class="s on" id="([^"]+)"', dom)
    assert sorted(lit) == ["p5s2", "p5s2-ky", "p5s2-ru", "p5s2-zh"]


def test_a_browser_notices_a_page_that_is_broken(chromium: str, pages: dict[str, Path], tmp_path: Path) -> None:
    good = pages["article"].read_text(encoding="utf-8")
    lost = re.sub(r'<span class="s" id="p5s2-ky".*?</span>', "", good)
    calling = good.replace("</main>", '<img src="https://example.org/pixel.png" alt=""></main>')
    throwing = good.replace("</body>", "<script>nothing.at.all()</script></body>")
    visits = {}
    for name, text in (("lost", lost), ("calling", calling), ("throwing", throwing)):
        assert text != good
        page = tmp_path / f"{name}.html"
        page.write_text(text, encoding="utf-8")
        (tmp_path / name).mkdir()
        visits[name] = browse(chromium, page, tmp_path / name)
    missing = set(bundles.rows(BUNDLES["article"])) - set(html.read(visits["lost"].dom.encode()))
    assert [(row.id, row.language) for row in missing] == [("p5s2", "ky")]
    assert visits["calling"].requests == ["https://example.org/pixel.png"]
    assert "nothing is not defined" in visits["throwing"].console[0]
