"""The list is laid out anew while somebody works: no key is lost, the cursor and the filter stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.review.stage import Stage, project
from tests.review.test_browser import entry, eventually
from tests.review.windows import opened, row, window

ARTICLE = "source/a.md"
TEXT = "The first sentence. The second has 5 words.\n\nThe last paragraph.\n"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with project(tmp_path, {ARTICLE: TEXT}, targets=("ky", "ru")) as running:
        yield running


def grow(stage: Stage) -> None:
    """Somebody else brings the catalog up to date with a document that has become longer."""
    (stage.folder / ARTICLE).write_text(f"A new beginning.\n\n{TEXT}", encoding="utf-8")
    stage.act("update", work=ARTICLE, target="ky")


def held(page: Page, asked: list[Route], *names: str) -> None:
    for name in names:
        page.route(f"**/api/{name}?*", lambda route: asked.append(route))


def let_go(page: Page, asked: list[Route]) -> None:
    """Waits for what the page asks for, and lets it through."""
    eventually(lambda: bool(asked), page)
    while asked:
        asked.pop().continue_()


def test_what_is_typed_while_the_list_is_laid_out_anew_is_kept_and_approved(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "first")
    asked: list[Route] = []
    held(page, asked, "index", "cells")
    grow(stage)
    eventually(lambda: bool(asked), page)
    page.keyboard.type("Биринчи")
    let_go(page, asked)  # the index
    eventually(lambda: bool(asked), page)  # the cells
    page.keyboard.type(" сүйлөм.")
    page.keyboard.press("Control+Enter")
    eventually(lambda: not entry(stage, "first").fuzzy, page)
    let_go(page, asked)
    page.unroute_all()
    expect(row(page, "new beginning")).to_be_visible()
    assert entry(stage, "first").msgstr == ("Биринчи сүйлөм.",)
    expect(row(page, "first").locator(".target")).to_have_attribute("data-status", "reviewed")
    expect(row(page, "second").locator("textarea")).to_be_focused()
    page.context.close()


def test_the_cursor_stays_where_it_was(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    field = opened(page, "first")
    field.fill("Биринчи сүйлөм.")
    eventually(lambda: entry(stage, "first").msgstr == ("Биринчи сүйлөм.",), page)
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    grow(stage)
    expect(row(page, "new beginning")).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.type("!")
    expect(field).to_have_value("Б!иринчи сүйлөм.")
    page.locator("#find").focus()
    (stage.folder / ARTICLE).write_text(f"One more.\n\n{TEXT}", encoding="utf-8")
    stage.act("update", work=ARTICLE, target="ky")
    expect(row(page, "One more")).to_be_visible()
    expect(page.locator("#find")).to_be_focused()
    expect(field).to_have_value("Б!иринчи сүйлөм.")
    page.context.close()


@pytest.mark.parametrize("show", ["worst", "findings"])
def test_the_filter_stays(browser: Browser, stage: Stage, show: str) -> None:
    page = window(browser, stage)
    opened(page, "second").fill("Экинчисинде 6 сөз бар.")
    eventually(lambda: entry(stage, "second").msgstr == ("Экинчисинде 6 сөз бар.",), page)
    page.locator("#filter").select_option(show)
    first = page.locator(".row .source").first
    expect(first).to_contain_text("second")
    before = page.locator(".row").count()
    grow(stage)
    expect(page.locator("#progress")).to_contain_text("of 4 approved")
    expect(page.locator(".row")).to_have_count(before + (show == "worst"))
    expect(first).to_contain_text("second")
    expect(page.locator("#filter")).to_have_value(show)
    page.context.close()
