"""The page in the language of its reader: Chinese, Russian, Kyrgyz, and English where nobody has said anything else."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, judge
from tests.review.stage import Stage, project
from tests.review.windows import opened, window
from toolkit import catalogs
from toolkit.checks.catalogs import WHOLE
from toolkit.checks.table import BY_ID
from toolkit.errors import UnknownName
from toolkit.review import words


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with project(tmp_path, {"source/a.md": "# Undo\n\nOne. Two words.\n"}, targets=("ky", "ru")) as running:
        yield running


@pytest.mark.parametrize("code", words.LANGUAGES)
def test_every_word_of_the_page_is_translated(code: str) -> None:
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    path = ROOT / "locales" / code / "LC_MESSAGES" / "review.po"
    done = subprocess.run([msgfmt, "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr
    live = catalogs.read(path.read_bytes(), str(path)).live
    assert [entry.msgid for entry in live if entry.fuzzy or not entry.translated] == []
    forms = {"zh": 1, "ru": 3, "ky": 2}[code]
    assert len(words.table(code)["%s word left"]) == forms


def test_every_check_has_a_name_for_people_and_no_other_is_listed() -> None:
    text = (ROOT / "toolkit/review/static/names.js").read_text(encoding="utf-8")
    table = text.partition("CHECKS = {")[2].partition("};")[0]
    assert set(re.findall(r'([a-z-]+)"?: "', table)) == {*BY_ID, *WHOLE}


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName):
        words.table("../../etc/passwd")


@pytest.mark.parametrize(
    ("locale", "tag", "help_", "left"),
    [
        ("ky-KG", "ky", "Жардам", "4 сөз калды"),
        ("ru-RU", "ru", "Справка", "осталось 4 слова"),
        ("zh-CN", "zh-Hans", "帮助", "还剩 4 个词"),
        ("de-DE", "en", "Help", "4 words left"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(
    browser: Browser, stage: Stage, locale: str, tag: str, help_: str, left: str
) -> None:
    page = window(browser, stage, locale=locale)
    assert page.evaluate("document.documentElement.lang") == tag
    expect(page.locator("[data-act=help]")).to_contain_text(help_)
    expect(page.locator("#progress")).to_contain_text(left)
    # The title of the document reads like a word of the interface, and is none.
    expect(page.locator(".row .source").first).to_have_text("Undo")
    page.context.close()


def test_what_the_server_says_is_in_the_language_of_the_page(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage, locale="ru-RU")
    field = opened(page, "words")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problem p")).to_have_text("Не одобрено: ничего не переведено")
    field.fill("7 слов.")
    finding = page.locator(".finding").first
    expect(finding.locator("b")).to_have_text("число:")
    page.locator("#list").focus()
    page.keyboard.press("Alt+r")
    page.get_by_label("Искать").first.fill("(")
    page.get_by_label("регулярное выражение").check()
    page.locator("#dialog .yes").click()
    expect(page.locator(".found")).to_contain_text("это не регулярное выражение: missing )")
    page.keyboard.press("Escape")
    page.locator("#filter").select_option("worst")
    expect(page.locator(".why", has_text="не переведено").first).to_be_visible()
    page.context.close()


def test_a_reader_can_choose_and_the_browser_remembers(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage, locale="en-US")
    page.locator("#interface").select_option("ru")
    expect(page.locator("[data-act=publish]")).to_contain_text("Издать")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#interface")).to_have_value("ru")
    page.keyboard.press("F1")
    expect(page.locator("#dialog-title")).to_have_text("Клавиши")
    page.screenshot(path=str(stage.folder / "ru.png"))
    page.context.close()
