"""Windows of a real browser for tests: Debian's chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import judge
from tests.review.stage import Stage, failed

PATIENCE = 10_000
"""Milliseconds; the machine may be busy."""


def launched() -> Iterator[Browser]:
    """A browser, for many tests."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    chromium = judge("chromium", found, "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def window(browser: Browser, stage: Stage, query: str = "", **more: Any) -> Page:
    """A window on the page, in a context of its own; a script that fails is a test that fails."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **more})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(stage.address)
    page.wait_for_selector("html[data-ready]")
    if query:
        page.goto(f"{stage.origin}/?{query}")
        page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".row .target")
    return page


def row(page: Page, source: str) -> Any:
    """The row of the sentence that has these words."""
    return page.locator(".row", has=page.locator(".source", has_text=source))


def opened(page: Page, source: str, target: str = "ky") -> Any:
    """The field of that sentence, opened."""
    row(page, source).locator(f".target[data-target={target}]").click()
    return row(page, source).locator("textarea").first
