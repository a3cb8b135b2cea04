"""The panel beside a sentence, the list above it and the bigger tasks, in a real browser."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.review.stage import Stage, project, staged
from tests.review.test_browser import PO, entry, eventually
from tests.review.windows import opened, row, window

ARTICLE = "source/a.md"
TEXT = """# A title

Lin Wu came on September 7 with 12 guests. Nothing is like this one, really.

The old sentence stands here and will change.
"""
OTHER = "Lin Wu came on September 9 with 12 guests.\n"


def approved(stage: Stage, work: str, target: str, source: str, text: str) -> None:
    rows = stage.look(f"cells?work={work}&to={target}&from=0&count=20")
    key = next(one["key"] for one in rows if source in one["text"])
    wish = {"work": work, "target": target, "key": key, "version": "", "forms": [text]}
    stage.act("save", **wish, action="approve", anyway=True)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with project(tmp_path, {ARTICLE: TEXT, "source/b.txt": OTHER}, targets=("ky", "ru")) as running:
        running.look(f"index?work={ARTICLE}")
        approved(running, "source/b.txt", "ky", "Lin Wu", "Линь У 9-сентябрда 12 конок менен келди.")
        approved(running, ARTICLE, "ru", "Lin Wu", "Линь У прибыл 7 сентября с 12 гостями.")
        yield running


def test_the_memory_the_reviewed_russian_and_words_elsewhere(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    field = opened(page, "Lin Wu")
    memory = page.locator("[data-part=memory]")
    expect(memory).to_contain_text("99 %")
    expect(memory.locator("del")).to_have_text("9")
    expect(memory.locator("ins")).to_have_text("7")
    expect(page.locator("[data-part=others] .reference")).to_contain_text("Линь У прибыл 7 сентября")
    page.keyboard.press("Control+1")
    expect(field).to_have_value("Линь У 9-сентябрда 12 конок менен келди.")
    expect(page.locator(".finding.error")).to_contain_text("7")
    field.select_text()
    page.keyboard.press("Control+k")
    expect(page.locator("[data-part=concordance]")).to_contain_text("September 9")
    page.context.close()


def test_a_source_that_changed_is_marked_word_by_word(browser: Browser, stage: Stage) -> None:
    approved(stage, ARTICLE, "ky", "old sentence", "Эски сүйлөм ушунда турат, өзгөрөт.")
    page = window(browser, stage)
    path = stage.folder / ARTICLE
    path.write_text(TEXT.replace("The old sentence", "The new sentence"), encoding="utf-8")
    page.reload()
    expect(page.locator("#behind")).to_contain_text("lacks 1")
    page.get_by_role("button", name="Bring it up to date").click()
    expect(row(page, "new sentence").locator(".target")).to_have_attribute("data-status", "stale")
    opened(page, "new sentence")
    expect(page.locator("[data-part=change] del")).to_have_text("old")
    expect(page.locator("[data-part=change] ins")).to_have_text("new")
    page.keyboard.press("Control+Enter")
    eventually(lambda: not entry(stage, "new sentence").fuzzy, page)
    assert entry(stage, "new sentence").previous is None
    page.context.close()


def test_drafts_come_in_the_background_are_marked_and_never_touch_a_persons_words(
    browser: Browser, stage: Stage
) -> None:
    approved(stage, ARTICLE, "ky", "Lin Wu", "Линь У 7-сентябрда 12 конок менен келди.")
    page = window(browser, stage)
    page.keyboard.press("m")
    page.locator("#dialog select").select_option("pseudo")
    page.locator("#dialog .yes").click()
    expect(row(page, "Nothing is").locator(".target")).to_have_attribute("data-status", "drafted")
    expect(row(page, "Nothing is").locator(".mark").first).to_have_text("M")
    expect(page.locator("#jobs")).to_contain_text("drafted 3/3")
    assert entry(stage, "Lin Wu").msgstr == ("Линь У 7-сентябрда 12 конок менен келди.",)
    opened(page, "Nothing is")
    expect(page.locator("[data-part=origin]")).to_contain_text("pseudo")
    page.context.close()


def test_filters_search_and_replace(browser: Browser, stage: Stage) -> None:
    approved(stage, ARTICLE, "ky", "Lin Wu", "Линь У 7-сентябрда 13 конок менен келди.")
    page = window(browser, stage)
    expect(page.locator(".row")).to_have_count(4)
    page.locator("#filter").select_option("reviewed")
    expect(page.locator(".row")).to_have_count(1)
    page.locator("#filter").select_option("findings")
    expect(page.locator(".row")).to_have_count(1)
    expect(page.locator("#shown")).to_contain_text("1 sentence of 4")
    page.locator("#filter").select_option("check:number")
    expect(page.locator(".row")).to_have_count(1)
    page.locator("#filter").select_option("all")
    page.locator("#find").fill("really")
    expect(page.locator(".row")).to_have_count(1)
    page.locator("#find").fill("")
    expect(page.locator(".row")).to_have_count(4)
    page.locator("#list").focus()
    page.keyboard.press("r")
    page.get_by_label("Look for").fill("13 конок")
    page.get_by_label("Put instead").fill("12 конок")
    page.keyboard.press("Enter")
    expect(page.locator(".found ins")).to_have_text("12")
    assert "13" in entry(stage, "Lin Wu").msgstr[0]
    page.get_by_role("button", name="Replace in those chosen").click()
    eventually(lambda: "12 конок" in entry(stage, "Lin Wu").msgstr[0] and entry(stage, "Lin Wu").fuzzy, page)
    expect(row(page, "Lin Wu").locator(".target")).to_contain_text("12 конок")
    page.context.close()


def test_search_and_replace_in_every_document(browser: Browser, stage: Stage) -> None:
    approved(stage, ARTICLE, "ky", "Lin Wu", "Линь У 7-сентябрда 12 конок менен келди.")
    page = window(browser, stage)
    page.locator("#list").focus()
    page.keyboard.press("r")
    page.get_by_label("Look for").fill("конок")
    page.get_by_label("Put instead").fill("мейман")
    page.get_by_label("in all documents").check()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".found h3")).to_have_text(["a", "b"])
    expect(page.locator(".found ins")).to_have_text(["мейман", "мейман"])
    page.locator(".found .place input").last.uncheck()
    page.get_by_role("button", name="Replace in those chosen").click()
    eventually(lambda: "12 мейман" in entry(stage, "Lin Wu").msgstr[0], page)
    other = (stage.folder / PO).with_name("b.po").read_text(encoding="utf-8")
    assert "12 конок" in other and "мейман" not in other
    page.context.close()


def test_sentences_that_are_alike_are_one_click_away(browser: Browser, stage: Stage) -> None:
    (stage.folder / ARTICLE).write_text(
        "# A title\n\nShe met 12 guests. Nobody else came. She met 40 guests.\n", "utf-8"
    )
    stage.act("update", work=ARTICLE, target="ky")
    rows = stage.look(f"cells?work={ARTICLE}&to=ky&from=0&count=20")
    key = next(one["key"] for one in rows if "40" in one["text"])
    stage.act("save", work=ARTICLE, target="ky", key=key, forms=["Ал 40 конокту тосту."])
    page = window(browser, stage)
    field = opened(page, "12 guests")
    alike = page.locator("[data-part=alike]")
    expect(alike).to_contain_text("99 %")
    expect(alike).to_contain_text("awaits review")
    expect(alike.locator(".match")).to_have_count(1)
    alike.locator(".insert").click()
    expect(field).to_have_value("Ал 40 конокту тосту.")
    alike.get_by_role("button").first.click()
    expect(row(page, "40 guests").locator("textarea")).to_be_focused()
    page.context.close()


def test_a_filter_by_person_that_outlives_the_server(browser: Browser, stage: Stage) -> None:
    rows = stage.look(f"cells?work={ARTICLE}&to=ky&from=0&count=20")
    for number, by in enumerate(("Ada <a@x>", "Bek <b@x>", "Ada <a@x>")):
        stage.act("save", work=ARTICLE, target="ky", key=rows[number]["key"], forms=[f"Сөз {number}"], by=by)
    stage.act("save", work=ARTICLE, target="ky", key=rows[0]["key"], forms=["Башкача"], by="Bek <b@x>")
    with staged(stage.folder, ARTICLE, targets=("ky",)) as second:
        page = window(browser, second)
        page.locator("#filter").select_option("by:Bek <b@x>")
        expect(page.locator("#filter option:checked")).to_have_text("last worked on by Bek (2)")
        expect(page.locator(".row")).to_have_count(2)
        page.locator("#filter").select_option("by:Ada <a@x>")
        expect(page.locator(".row")).to_have_count(1)
        page.context.close()


def test_the_worst_first_with_the_reason_and_the_next_worst_on_a_key(browser: Browser, stage: Stage) -> None:
    approved(stage, ARTICLE, "ky", "Lin Wu", "Линь У 7-сентябрда 13 конок менен келди.")
    page = window(browser, stage)
    page.locator("#list").focus()
    page.keyboard.press("w")
    expect(page.locator("textarea")).to_be_focused()
    expect(page.locator(".row")).to_have_count(4)
    told = stage.look(f"triage?work={ARTICLE}&target=ky")
    keys = [row["key"] for row in told]
    assert page.locator(".row").evaluate_all("rows => rows.map(row => row.dataset.key)") == keys
    expect(page.locator(".row", has_text="12 guests").locator(".why")).to_contain_text("number")
    page.keyboard.type("Аталыш")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f'.row[data-key="{keys[1]}"] textarea, .row[data-key="{keys[2]}"] textarea')).to_be_focused()
    page.context.close()


def test_what_a_sentence_said_before_here_and_in_git(browser: Browser, stage: Stage) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=Ada", "-c", "user.email=a@x", *arguments], cwd=stage.folder, check=True,
            capture_output=True,
        )  # fmt: skip

    approved(stage, ARTICLE, "ky", "A title", "Биринчи аталыш")
    git("init", "-q")
    git("add", PO)
    git("commit", "-qm", "one")
    approved(stage, ARTICLE, "ky", "A title", "Экинчи аталыш")
    page = window(browser, stage)
    opened(page, "A title")
    history = page.locator("[data-part=history]")
    expect(history).to_contain_text("Биринчи аталыш")
    page.get_by_role("button", name="Look into git").click()
    expect(history).to_contain_text("Ada")
    page.context.close()


def test_keys_are_listed_and_can_be_changed(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    page.keyboard.press("?")
    expect(page.locator("#dialog")).to_contain_text("approve, and go to the next that waits")
    page.locator("tr", has_text="next sentence").get_by_role("button").click()
    page.keyboard.press("Alt+x")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector(".row .target")
    page.keyboard.press("Alt+x")
    expect(row(page, "A title").locator("textarea")).to_be_focused()
    page.context.close()
