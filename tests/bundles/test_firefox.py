"""The pages in Firefox: keys, editing, names for screen readers, phones; the same as chromium is asked for."""

import os
import shutil
from pathlib import Path

import pytest

from tests.bundles.firefox import browsing
from tests.bundles.sentences import bundle, drafted, reviewed, titled
from tests.conftest import ROOT, judge
from toolkit import bundles

AXE = """(async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }))
  .violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", ")))()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = titled(bundle([reviewed("The letter", "Письмо"), drafted("Dear sir", "Сударь", "lost-number", block=1)]))
    out = tmp_path_factory.mktemp("firefox")
    bundles.publish(out / "made", bundles.assemble(made, generator="toolkit 0.0")[0])
    bundles.publish_start(out, "toolkit 0.0")
    return out


def test_what_chromium_does_firefox_does(folder: Path, tmp_path: Path) -> None:
    """One browser for all, since it takes seconds to start."""
    program = judge("firefox", shutil.which("firefox-esr") or shutil.which("firefox"), "apt-get install firefox-esr")
    library = Path(os.environ.get("TOOLKIT_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    axe = judge("axe-core", str(library) if library.is_file() else None, "npm install --no-save axe-core")
    page = (folder / "made" / "index.html").as_uri()
    with browsing(program, tmp_path) as browser:
        for address in (page, (folder / "made" / "receipt.html").as_uri(), (folder / "index.html").as_uri()):
            browser.open(address)
            browser.evaluate(Path(axe).read_text(encoding="utf-8") + "; 0")
            assert browser.evaluate(AXE) == [], address
        browser.open(page)
        browser.press("?")
        assert browser.evaluate("document.querySelector('.help').open")
        browser.press("Escape")
        assert not browser.evaluate("document.querySelector('.help').open"), "Esc closes Help"
        assert browser.name("#learn").startswith("Learn")
        assert browser.name("#find").startswith("Search")
        assert browser.name("#only-drafted").endswith("1 machine draft")
        browser.press("j")
        browser.press("j")
        assert browser.evaluate("document.querySelector('#here').textContent") == "p2s1"
        said = "document.querySelector('#why').innerText"
        assert "A machine wrote this" in browser.evaluate(said)
        browser.press("e")
        browser.click("#p2s1-ru")
        browser.press("!")
        assert "You have corrected this sentence" in browser.evaluate(said), "the line below follows the correction"
        assert "A machine wrote this" not in browser.evaluate(said)
        browser.press("Escape")
        assert browser.evaluate("document.querySelector('#edits').textContent") == "1"
        assert browser.evaluate("document.title") == "The letter"
        browser.evaluate("document.querySelector('.help').open = true; document.querySelector('#ui-ru').click(); 0")
        assert browser.evaluate("document.title") == "Письмо", "the title follows the reader's language"


def test_on_a_phone_the_text_comes_first(folder: Path, tmp_path: Path) -> None:
    program = judge("firefox", shutil.which("firefox-esr") or shutil.which("firefox"), "apt-get install firefox-esr")
    with browsing(program, tmp_path, width=450) as browser:  # the narrowest that Firefox makes its window
        browser.open((folder / "made" / "index.html").as_uri())
        assert browser.evaluate("document.querySelector('main').getBoundingClientRect().top") < 220
        assert not browser.evaluate("document.querySelector('#edit').checkVisibility()")
        browser.click(".more")
        assert browser.evaluate("document.querySelector('#edit').checkVisibility()")
        assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
