"""The review page judged by axe-core: WCAG 2.2 AA, light and dark, wide and on a phone, in every view."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, judge
from tests.review.stage import Stage, staged
from tests.review.windows import browser as browser
from tests.review.windows import opened, window

RUN = """async () => (await axe.run(document, { runOnly:
  ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
  .violations.map(rule => rule.id + ": " + rule.nodes.map(node => node.target).join(" "))"""


@pytest.fixture(scope="module")
def axe() -> str:
    path = Path(os.environ.get("TOOLKIT_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = judge("axe-core", str(path) if path.is_file() else None, "npm install --no-save --ignore-scripts axe-core")
    return Path(found).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("axe")
    (folder / "source").mkdir()
    (folder / "locales").mkdir()
    (folder / "source/a.md").write_text("# A title\n\nThe **first** of 2 sentences. The second.\n", encoding="utf-8")
    (folder / "locales/glossary.csv").write_text("en,ky\nsentence,сүйлөм\n", encoding="utf-8")
    with staged(folder, "source/a.md", targets=("ky", "ru")) as running:
        yield running


def judged(page: Page) -> Any:
    return page.evaluate(RUN)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_has_a_finding(browser: Browser, stage: Stage, axe: str, scheme: str, width: int) -> None:
    page = window(browser, stage, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate(axe)
    assert judged(page) == []
    opened(page, "first").fill("Биринчи 3.")
    expect(page.locator(".finding").first).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problem")).to_be_visible()
    assert judged(page) == []
    for key in ("F1", "Alt+r", "Alt+m", "Alt+s"):
        page.keyboard.press(key)
        expect(page.locator("#dialog")).to_be_visible()
        assert judged(page) == [], key
        page.keyboard.press("Escape")
    page.context.close()
