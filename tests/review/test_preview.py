"""The reading page as it will be, one key away: counts and terms are of the languages that are shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.review.stage import Stage, staged
from tests.review.windows import window

ARTICLE = "source/a.txt"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    (tmp_path / "source").mkdir()
    (tmp_path / "locales").mkdir()
    (tmp_path / ARTICLE).write_text("The governor came.\n\nThe guests left. Nobody <b>stayed</b>.\n", encoding="utf-8")
    (tmp_path / "locales/glossary.csv").write_text(
        "en,ky,ru,note\ngovernor,губернатор,губернатор <b>,of a province\nguest,конок,гость,\nmayor,мэр,мэр,\n", "utf-8"
    )
    with staged(tmp_path, ARTICLE, targets=("ky", "ru")) as running:
        rows = running.look(f"cells?work={ARTICLE}&to=ky&from=0&count=9")
        for number, target in ((0, "ky"), (0, "ru"), (1, "ru")):
            running.act("save", work=ARTICLE, target=target, key=rows[number]["key"], forms=["Бир"])
        yield running


def choices(page: Page) -> list[str]:
    """What a screen reader calls the states that the page can be narrowed down to."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [" ".join(one["name"]["value"].split()) for one in tree if one.get("role", {}).get("value") == "radio"]


def test_counts_are_of_the_languages_that_are_shown(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage, locale="en-US")
    page.goto(f"{stage.origin}/preview?work={ARTICLE}&to=ky,ru")
    for code in ("ky", "ru"):
        page.locator(f"#show-{code}").check()
    assert choices(page)[:3] == ["everything", "awaits review 3", "not translated 3"]
    page.locator("#show-ru").uncheck()
    assert choices(page)[:3] == ["everything", "awaits review 1", "not translated 2"]
    page.locator("#show-ky").uncheck()
    page.locator("#show-ru").check()
    assert choices(page)[:3] == ["everything", "awaits review 2", "not translated 1"]
    page.context.close()


def test_they_are_counted_without_script_too(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage, locale="en-US")
    data = stage.ask("GET", f"/preview?work={ARTICLE}&to=ky,ru")[1]
    quiet = browser.new_context(java_script_enabled=False).new_page()
    quiet.set_content(data)
    seen = []
    for code, on in (("ru", True), ("ru", False)):
        quiet.locator(f"#show-{code}").set_checked(on)
        quiet.locator("label:has(#only-fuzzy) .sum").screenshot(path=str(stage.folder / f"{on}.png"))
        seen.append((stage.folder / f"{on}.png").read_bytes())
    assert seen[0] != seen[1] and "<b></b>" in data  # the numbers are drawn: 3, then 1
    quiet.context.close()
    page.context.close()


def test_the_terms_of_the_text_stand_below_it_in_the_languages_that_are_shown(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage, locale="en-US")
    page.goto(f"{stage.origin}/preview?work={ARTICLE}&to=ky,ru")
    page.locator("#show-ru").check()
    page.locator(".terms summary").click()
    rows = page.locator(".terms tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("governor of a province")
    expect(rows.first.locator(".l-ru")).to_have_text("губернатор <b>")
    expect(rows.last.locator(".l-ky")).to_have_text("конок")
    page.locator("#show-ru").uncheck()
    expect(rows.first.locator(".l-ru")).to_be_hidden()
    page.context.close()
