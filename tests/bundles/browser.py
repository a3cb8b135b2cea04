"""Runs a script in a page in a real browser and gives back what it found."""

from pathlib import Path
from typing import Any

from tests.bundles.devtools import Browser


def run_in(browser: Browser, page: Path, body: str, *, query: str = "", width: int = 1440, libraries: str = "") -> Any:
    """What `body`, the body of an async function, returns in the page; `libraries` are run before it.

    The browser is one for many pages, since starting it takes longer than they do; it remembers nothing of others.
    """
    browser.open("about:blank")
    browser.call("Storage.clearDataForOrigin", origin="file://", storageTypes="all")
    browser.call("Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=False)
    browser.open(page.as_uri() + query)
    if libraries:
        browser.evaluate(f"{libraries}; 0")
    return browser.evaluate(f"(async () => {{ {body} }})()")
