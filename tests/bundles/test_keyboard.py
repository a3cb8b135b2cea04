"""By the keyboard alone, in chromium and in Firefox: the same places in the same order, under the same names."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bundles.firefox import ELEMENT, browsing
from tests.bundles.test_firefox import folder  # noqa: F401 - a fixture
from tests.conftest import judge

PAGES = ("index.html", "made/index.html", "made/receipt.html")
MOST = 60
"""Places that Tab comes to on a page at most."""
WHERE = """(() => { const e = document.activeElement; return e === document.body ? "" :
  e.tagName + "#" + e.id + "@" + (e.getAttribute("href") || [...document.querySelectorAll("*")].indexOf(e)); })()"""
Walk = list[tuple[str, str]]


def walk(press: Callable[[str], object], evaluate: Callable[[str], Any], name: Callable[[], str]) -> Walk:
    """(place, name for screen readers) of all that Tab comes to, in order, until it leaves the page or begins again."""
    found: Walk = []
    for _ in range(MOST):
        press("Tab")
        where = evaluate(WHERE)
        if not where or (found and where == found[0][0]):
            break
        found.append((where, name()))
    return found


def keys(press: Callable[[str], object], evaluate: Callable[[str], Any]) -> dict[str, Any]:
    """What keys do on the reading page."""
    done: dict[str, Any] = {}
    evaluate("document.querySelector('.help summary').focus()")
    press("Enter")
    done["Enter opens Help"] = evaluate("document.querySelector('.help').open")
    evaluate("document.querySelector('#ui-en').focus()")
    press("ArrowRight")
    done["an arrow chooses the next language of the page"] = evaluate("document.activeElement.id")
    press("Escape")
    done["Escape closes Help"] = not evaluate("document.querySelector('.help').open")
    evaluate("document.querySelector('#show-ru').focus()")
    press(" ")
    done["Space takes a language away"] = not evaluate("document.querySelector('#show-ru').checked")
    return done


def in_chromium(program: str, folder: Path) -> tuple[dict[str, Walk], dict[str, Any]]:  # noqa: F811
    api = pytest.importorskip("playwright.sync_api")
    walks = {}
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(locale="en-US")
        session = page.context.new_cdp_session(page)

        def name() -> str:
            found = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
            asked = {"objectId": found, "fetchRelatives": False}
            node = session.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
            return str(node.get("name", {}).get("value", ""))

        for path in PAGES:
            page.goto((folder / path).as_uri())
            walks[path] = walk(page.keyboard.press, page.evaluate, name)
        page.goto((folder / PAGES[1]).as_uri())
        done = keys(page.keyboard.press, page.evaluate)
        browser.close()
    return walks, done


def in_firefox(program: str, folder: Path, profile: Path) -> tuple[dict[str, Walk], dict[str, Any]]:  # noqa: F811
    walks = {}
    with browsing(program, profile) as browser:

        def name() -> str:
            found = browser.call("WebDriver:GetActiveElement")
            return str(browser.call("WebDriver:GetComputedLabel", id=found[ELEMENT]))

        for path in PAGES:
            browser.open((folder / path).as_uri())
            walks[path] = walk(browser.press, browser.evaluate, name)
        browser.open((folder / PAGES[1]).as_uri())
        done = keys(browser.press, browser.evaluate)
    return walks, done


def test_tab_comes_to_the_same_places_under_the_same_names(folder: Path, tmp_path: Path) -> None:  # noqa: F811
    firefox = judge("firefox", shutil.which("firefox-esr") or shutil.which("firefox"), "apt-get install firefox-esr")
    chromium = judge("chromium", shutil.which("chromium"), "apt-get install chromium")
    walks, done = in_chromium(chromium, folder)
    assert all(done.values()) and done["an arrow chooses the next language of the page"] == "ui-zh", done
    for path, places in walks.items():
        assert len(places) > 2, path
        assert [place for place, name in places if not name.strip()] == [], path
    assert (walks, done) == in_firefox(firefox, folder, tmp_path)
