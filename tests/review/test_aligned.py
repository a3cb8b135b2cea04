"""The pairs of an alignment that are doubtful, on the page: listed, and approved, left or taken away by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.review.stage import Stage, project
from tests.review.test_browser import entry, eventually
from tests.review.windows import opened, row, window
from toolkit.catalogs.inherited import Inherited, doubtful_pair, with_inherited

ARTICLE = "source/a.md"
PO = "locales/ky/LC_MESSAGES/a.po"
TEXT = "The first sentence. The second one. The third one.\n\nThe last one.\n"
OLD = {
    "first": ("Биринчи.", 0.98),
    "second": ("Экинчи.", 0.43),
    "third": ("Үчүнчү.", 0.51),
    "last": ("Башка нерсе.", 0.3),
}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with project(tmp_path, {ARTICLE: TEXT}, targets=("ky",)) as running:
        rows = running.look(f"cells?work={ARTICLE}&to=ky&from=0&count=9")
        keys = {word: next(one["key"] for one in rows if word in one["text"]) for word in OLD}
        found = [
            Inherited(keys[word], text, margin, "old/a.ky.docx", margin > 0.9) for word, (text, margin) in OLD.items()
        ]
        path = tmp_path / PO
        path.write_bytes(with_inherited(path.read_bytes(), found)[0])
        yield running


def test_doubtful_pairs_are_listed_with_where_they_come_from_and_how_sure(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    page.locator("#filter").select_option(label="aligned, doubtful")
    expect(page.locator(".row")).to_have_count(3)
    opened(page, "second")
    expect(page.locator("[data-part=aligned]")).to_contain_text("From old/a.ky.docx")
    expect(page.locator("[data-part=aligned]")).to_contain_text("43 %")
    expect(page.locator("[data-part=comments]")).to_have_count(0)  # what the tool notes is no comment of a person
    page.keyboard.press("Control+Enter")
    expect(row(page, "third").locator("textarea")).to_be_focused()
    page.keyboard.press("Control+Shift+Enter")
    expect(row(page, "last").locator("textarea")).to_be_focused()
    page.keyboard.press("Alt+q")
    eventually(lambda: not entry(stage, "last").translated, page)
    assert not entry(stage, "second").fuzzy and entry(stage, "third").fuzzy
    assert '# Was: "Башка нерсе."' in entry(stage, "last").text
    page.locator("#filter").select_option("waits")
    page.locator("#filter").select_option("aligned")
    expect(page.locator(".row")).to_have_count(1)
    page.context.close()


def test_triage_says_that_they_are_aligned(stage: Stage) -> None:
    why = [reason for one in stage.look(f"triage?work={ARTICLE}&target=ky") for reason in one["why"]]
    assert "aligned with old/a.ky.docx, 43 %" in why and not any("98 %" in reason for reason in why)


def test_what_a_person_decided_is_doubtful_no_more(stage: Stage) -> None:
    assert doubtful_pair(entry(stage, "second")) == ("old/a.ky.docx", 0.43)
    assert doubtful_pair(entry(stage, "first")) is None
