"""Catalogs of programs on the review page: contexts, plural forms with their numbers, limits, placeholders."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.review.stage import Stage, project
from tests.review.test_browser import eventually
from tests.review.windows import opened, row, window
from toolkit import catalogs

RU = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

#. max-length: 8
#: src/menu.c:12
msgctxt "menu"
msgid "Open"
msgstr ""

#: src/files.c:14
#, c-format
msgid "%d file in %s"
msgid_plural "%d files in %s"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""
"""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with project(tmp_path, {"po/ru.po": RU}, "po", targets=("ru",)) as running:
        yield running


def test_every_plural_form_with_its_numbers(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "%d file in", "ru")
    fields = row(page, "%d file in").locator("textarea")
    expect(fields).to_have_count(3)
    expect(row(page, "%d file in")).to_contain_text("for 1, 21, 31")
    for number, text in enumerate(["%d файл в %s", "%d файла в %s", "файлов"]):
        fields.nth(number).fill(text)
    expect(page.locator(".finding.error").first).to_contain_text("c-format")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problem")).to_contain_text("placeholders are not those of the source")
    expect(page.get_by_role("button", name="Approve anyway")).to_have_count(0)
    fields.nth(2).fill("%d файлов в %s")
    page.keyboard.press("Control+Enter")

    def approved() -> bool:
        entry = catalogs.read((stage.folder / "po/ru.po").read_bytes()).live[1]
        return not entry.fuzzy and entry.msgstr == ("%d файл в %s", "%d файла в %s", "%d файлов в %s")

    eventually(approved, page)
    page.context.close()


def test_contexts_places_and_limits_are_shown(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    expect(row(page, "Open").locator(".context")).to_have_text("menu")
    opened(page, "Open", "ru").fill("Открывать")
    expect(row(page, "Open").locator("output")).to_have_text("9/8")
    expect(page.locator("[data-part=about]")).to_contain_text("src/menu.c:12")
    expect(page.locator(".finding").first).to_contain_text("8")
    page.context.close()
