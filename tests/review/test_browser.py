"""The review page in a real browser: what a translator does, and what is on disk afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.review.stage import Stage, project, staged
from tests.review.windows import opened, row, window
from toolkit import catalogs

ARTICLE = "source/a.md"
PO = "locales/ky/LC_MESSAGES/a.po"
TEXT = """# A title

The first sentence. The second has 5 words.

A **bold** third one. <script>alert(1)</script> stands in the fourth.

The last paragraph.
"""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    glossary = "en,ky\nsentence,сүйлөм\nparagraph,абзац\n"
    with project(tmp_path, {ARTICLE: TEXT, "locales/glossary.csv": glossary}, targets=("ky", "ru")) as running:
        yield running


def entry(stage: Stage, source: str) -> catalogs.Entry:
    file = catalogs.read((stage.folder / PO).read_bytes(), PO)
    return next(entry for entry in file.live if source in entry.msgid)


def eventually(condition: Callable[[], bool], page: Page) -> None:
    for _ in range(200):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came")


def write(stage: Stage, old: str, new: str) -> None:
    path = stage.folder / PO
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_typed_is_on_disk_and_approved_by_a_key(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "first").fill("Биринчи сүйлөм.")
    eventually(lambda: entry(stage, "first").msgstr == ("Биринчи сүйлөм.",), page)
    assert entry(stage, "first").fuzzy
    page.keyboard.press("Control+Enter")
    eventually(lambda: not entry(stage, "first").fuzzy, page)
    expect(row(page, "second has 5").locator("textarea")).to_be_focused()
    expect(row(page, "first").locator(".target")).to_have_attribute("data-status", "reviewed")
    expect(page.locator("#progress")).to_contain_text("1 of")
    page.context.close()


def test_by_keyboard_alone_from_start_to_the_published_page(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    page.locator("#list").focus()
    page.keyboard.press("n")
    texts = ["Аталыш", "Биринчи сүйлөм.", "Экинчисинде 5 сөз бар.", "**Калың** үчүнчү.", "", "Акыркы абзац."]
    for number, text in enumerate(texts):
        expect(page.locator("textarea")).to_be_focused()
        if text:
            page.keyboard.type(text)
        else:
            page.keyboard.press("Control+b")  # the source, with its tags: no translation, say the checks
            page.keyboard.press("Control+Enter")
            expect(page.locator(".problem")).to_contain_text("copy")
        page.keyboard.press("Control+Enter")
        if number < len(texts) - 1:
            expect(page.locator("#progress")).to_contain_text(f"{number + 1} of 6")
    expect(page.locator("#progress")).to_contain_text("6 of 6")
    page.keyboard.press("Alt+b")
    expect(page.locator("#dialog")).to_contain_text("build/a")
    with page.context.expect_page() as reading:
        page.locator("#dialog .yes").focus()
        page.keyboard.press("Enter")
    expect(reading.value.locator("body")).to_contain_text("Акыркы абзац.")
    page.context.close()


def test_what_others_save_on_disk_comes_to_the_screen(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    mine = opened(page, "first")
    mine.fill("Меники.")
    eventually(lambda: entry(stage, "first").msgstr == ("Меники.",), page)  # `write` below holds no lock
    write(stage, 'msgid "The last paragraph."\nmsgstr ""', 'msgid "The last paragraph."\nmsgstr "Алардыкы."')
    expect(row(page, "last").locator(".target")).to_contain_text("Алардыкы.")
    assert entry(stage, "first").msgstr == ("Меники.",) and entry(stage, "last").msgstr == ("Алардыкы.",)
    expect(mine).to_have_value("Меники.")
    page.context.close()


@pytest.mark.parametrize(("choice", "kept"), [("Keep mine", "Меники."), ("Take theirs", "Алардыкы.")])
def test_a_conflict_shows_both_and_a_person_chooses(browser: Browser, stage: Stage, choice: str, kept: str) -> None:
    page = window(browser, stage)
    mine = opened(page, "first")
    page.route("**/api/save", lambda route: route.abort())  # so that the file changes before this is saved
    mine.fill("Меники.")
    write(stage, 'msgid "The first sentence."\nmsgstr ""', 'msgid "The first sentence."\nmsgstr "Алардыкы."')
    page.unroute("**/api/save")
    expect(page.locator(".problem")).to_contain_text("Алардыкы.")
    expect(mine).to_have_value("Меники.")
    assert entry(stage, "first").msgstr == ("Алардыкы.",)
    page.get_by_role("button", name=choice).click()
    expect(mine).to_have_value(kept)
    eventually(lambda: entry(stage, "first").msgstr == (kept,), page)
    page.context.close()


def test_two_windows_see_each_other(browser: Browser, stage: Stage) -> None:
    one, two = window(browser, stage), window(browser, stage)
    opened(one, "first").fill("Биринчи.")
    expect(row(two, "first").locator(".target")).to_contain_text("Биринчи.")
    one.keyboard.press("Control+Enter")
    expect(row(two, "first").locator(".target")).to_have_attribute("data-status", "reviewed")
    expect(two.locator("#progress")).to_contain_text("1 of")
    one.context.close()
    two.context.close()


def test_undo_takes_back_the_last_step(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "first").fill("Биринчи.")
    page.keyboard.press("Control+Enter")
    eventually(lambda: not entry(stage, "first").fuzzy and entry(stage, "first").translated, page)
    expect(row(page, "second has 5").locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("textarea")).to_have_count(0)
    page.keyboard.press("u")
    eventually(lambda: not entry(stage, "first").translated, page)
    expect(row(page, "first").locator(".target")).to_have_attribute("data-status", "untranslated")
    page.context.close()


def test_what_was_typed_and_not_saved_comes_back_after_a_reload(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    page.route("**/api/save", lambda route: route.abort())
    opened(page, "first").fill("Жоголбосун.")
    page.wait_for_timeout(100)
    page.reload()
    page.unroute("**/api/save")
    page.reload()
    expect(row(page, "first").locator(".target")).to_contain_text("Жоголбосун.")
    assert entry(stage, "first").msgstr == ("Жоголбосун.",)
    page.context.close()


def test_findings_terms_and_tags_are_one_key_away(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "second has 5").fill("Экинчисинде 6 сөз бар.")
    expect(page.locator("#panel .finding")).to_contain_text("number")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problem")).to_contain_text("Not approved")
    page.keyboard.press("Alt+d")
    expect(page.locator("#panel .finding")).to_have_count(0)
    assert "toolkit: ignore" in entry(stage, "second has 5").text
    field = opened(page, "first")
    expect(page.locator("#panel")).to_contain_text("сүйлөм")
    page.keyboard.press("Alt+1")
    expect(field).to_have_value("сүйлөм")
    page.context.close()


def test_what_is_laid_out_anew_leaves_the_field_open(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    field = opened(page, "first")
    field.fill("Биринчи.")
    (stage.folder / ARTICLE).write_text(TEXT + "\nOne more.\n", encoding="utf-8")
    stage.act("update", work=ARTICLE, target="ky")  # by somebody else
    expect(row(page, "One more")).to_have_count(1)
    expect(row(page, "first").locator("textarea")).to_have_value("Биринчи.")
    expect(row(page, "first").locator("textarea")).to_be_focused()
    eventually(lambda: entry(stage, "first").msgstr == ("Биринчи.",), page)
    page.context.close()


def test_what_is_typed_while_a_sentence_is_being_approved_is_none_of_its_words(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "first").fill("Биринчи.")
    eventually(lambda: entry(stage, "first").translated, page)
    held: list[Route] = []
    page.route("**/api/save", lambda route: held.append(route))
    page.keyboard.press("Control+Enter")
    eventually(lambda: bool(held), page)
    page.keyboard.type(" next")
    expect(row(page, "first").locator("textarea")).to_have_value("Биринчи.")
    held[0].continue_()
    expect(row(page, "second has 5").locator("textarea")).to_be_focused()
    assert entry(stage, "first").msgstr == ("Биринчи.",) and not entry(stage, "first").fuzzy
    expect(row(page, "second has 5").locator("textarea")).to_have_value(" next")  # but of the one after it
    page.context.close()


EVIL = "<img src=x onerror=alert(1)>"
HOLDERS = ("source", "translation", "comment", "file name", "note", "glossary")


@pytest.mark.parametrize("holder", HOLDERS)
def test_nothing_in_texts_is_markup(browser: Browser, tmp_path: Path, holder: str) -> None:
    def held(name: str, otherwise: str) -> str:
        return EVIL if name == holder else otherwise

    (tmp_path / "source").mkdir()
    (tmp_path / "locales").mkdir()
    for other, name in enumerate((f"source/a'&{held('file name', '')}.txt", "source/b.txt")):
        (tmp_path / name).write_text(f"A {held('source', 'plain')} source {other}.\n", encoding="utf-8")
    term = f"source,{held('glossary', 'түпнуска')},{held('note', 'x')}"
    (tmp_path / "locales/glossary.csv").write_text(f"en,ky,note\n{term}\n", encoding="utf-8")
    asked: list[str] = []
    with staged(tmp_path, "source") as stage:
        for work in stage.session.works:
            stage.look(f"index?{urlencode({'work': work})}")
        for path in (tmp_path / "locales/ky").rglob("*.po"):
            text = path.read_text(encoding="utf-8")
            at = text.rindex("#. ")
            said = text[at:].replace("#. ", f"# {held('comment', 'one')}\n#. ", 1)
            path.write_text(text[:at] + said.replace('msgstr ""', f'msgstr "{held("translation", "бир")}"'), "utf-8")
        page = window(browser, stage)
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        opened(page, "source 0")
        if holder == "file name":
            expect(page.locator("#work")).to_contain_text(EVIL)
        else:
            expect(page.locator("#desk")).to_contain_text(EVIL)
        expect(page.locator("[data-part=terms]")).to_contain_text("source →")
        expect(page.locator("[data-part=history]")).to_contain_text("Look into git")
        assert page.locator("img").count() == 0
        page.keyboard.press("Alt+b")
        expect(page.locator("#dialog")).to_contain_text("build/")
        assert page.locator("img").count() == 0
        page.goto(f"{stage.origin}/preview?{urlencode({'work': next(iter(stage.session.works)), 'to': 'ky'})}")
        assert page.locator("img").count() == 0
        page.context.close()
    assert asked == []


@pytest.mark.parametrize("width", [390])
def test_on_a_phone_everything_is_there_and_nothing_is_wider(browser: Browser, stage: Stage, width: int) -> None:
    page = window(browser, stage, viewport={"width": width, "height": 800}, has_touch=True, is_mobile=True)
    row(page, "first").locator(".target").tap()
    page.locator("textarea").fill("Биринчи сүйлөм.")
    expect(page.locator(".editor #panel")).to_contain_text("сүйлөм")
    page.get_by_role("button", name="Approve").tap()
    eventually(lambda: entry(stage, "first").translated and not entry(stage, "first").fuzzy, page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
