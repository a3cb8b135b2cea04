"""The review page judged by axe-core: WCAG 2.2 AA in every view, light and dark, wide and on a phone."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, judge
from tests.review.pixels import png
from tests.review.stage import Stage, staged
from tests.review.test_software import RU
from tests.review.windows import opened, row, window

RUN = """async only => (await axe.run(document, { runOnly: only }))
  .violations.map(rule => rule.id + ": " + rule.nodes.map(node => node.target).join(" "))"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARTICLE, CATALOG = "source/a.md", "po/ru.po"
PO = "locales/ky/LC_MESSAGES/a.po"
TEXT = """# A title

The **first** of 2 sentences. The second stands here.

![A cat](cat.png) is shown. The old one will change. The aligned one is doubtful.
"""


@pytest.fixture(scope="module")
def axe() -> str:
    path = Path(os.environ.get("TOOLKIT_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = judge("axe-core", str(path) if path.is_file() else None, "npm install --no-save --ignore-scripts axe-core")
    return Path(found).read_text(encoding="utf-8")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    for name in ("source", "locales", "po"):
        (tmp_path / name).mkdir()
    (tmp_path / ARTICLE).write_text(TEXT, encoding="utf-8")
    (tmp_path / "source/cat.png").write_bytes(png())
    (tmp_path / "source/b.txt").write_text("The first of 3 sentences.\n", encoding="utf-8")
    (tmp_path / CATALOG).write_text(RU, encoding="utf-8")
    (tmp_path / "locales/glossary.csv").write_text(
        "en,ky,note\nsentence,сүйлөм,not a judgement\ntitle,аталыш,\n", "utf-8"
    )
    with staged(tmp_path, ARTICLE, "source/b.txt", "po", targets=("ky", "ru")) as running:
        _approve(running, "source/b.txt", "first", "3 сүйлөмдүн биринчиси.")
        _approve(running, ARTICLE, "old one", "Эскиси өзгөрөт.")
        path = tmp_path / PO
        text = path.read_text(encoding="utf-8")
        at = text.rindex("\n\n", 0, text.index('msgid "The aligned')) + 2
        aligned = text[at:].replace('msgstr ""', 'msgstr "Тууралангандык күмөндүү."', 1)
        path.write_text(f"{text[:at]}# Aligned: old/a.ky.docx, 0.43\n#, fuzzy\n{aligned}", encoding="utf-8")
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
            subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@x", *command], cwd=tmp_path, check=True)
        (tmp_path / ARTICLE).write_text(TEXT.replace("The old one", "The new one"), encoding="utf-8")
        yield running


def _approve(stage: Stage, work: str, source: str, text: str) -> None:
    key = next(one["key"] for one in stage.look(f"cells?work={work}&to=ky&from=0&count=20") if source in one["text"])
    stage.act("save", work=work, target="ky", key=key, forms=[text], action="approve", anyway=True)


def _open_with_findings(page: Page, _: Stage) -> None:
    opened(page, "first").fill("Биринчи 3.")
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.locator("[data-part=memory] .insert")).to_be_visible()


def _refuse(page: Page, _: Stage) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problem")).to_be_visible()


def _conflict(page: Page, stage: Stage) -> None:
    field = opened(page, "second")
    page.route("**/api/save", lambda route: route.abort())
    field.fill("Меники.")
    path = stage.folder / PO
    source = 'msgid "The second stands here."\nmsgstr "'
    text = path.read_text(encoding="utf-8")
    assert source in text
    path.write_text(text.replace(source, f"{source}Алардыкы."), encoding="utf-8")
    page.unroute("**/api/save")
    expect(page.locator(".problem")).to_contain_text("Алардыкы.")


def _take_theirs(page: Page, _: Stage) -> None:
    page.get_by_role("button", name="Take theirs").click()
    expect(page.locator(".problem")).to_be_hidden()


def _gone(page: Page, stage: Stage) -> None:
    path = stage.folder / "locales/ru/LC_MESSAGES/a.po"
    page.locator("#languages [value=ru]").check()
    expect(page.locator("[data-target=ru]").first).to_be_visible()
    whole = path.read_bytes()
    path.unlink()
    expect(page.locator("#trouble")).to_be_visible()
    path.write_bytes(whole)


def _up_to_date(page: Page, _: Stage) -> None:
    page.locator("#update").click()
    expect(page.locator("#behind")).to_be_hidden()
    page.wait_for_timeout(400)  # each language's catalog lays the list out anew, and opens the field that was open
    expect(row(page, "new one").locator(".target").first).to_have_attribute("data-status", "stale")
    opened(page, "new one")
    expect(page.locator("[data-part=change] ins")).to_have_text("new")


def _draft(page: Page, _: Stage) -> None:
    page.keyboard.press("Alt+m")
    page.locator("#dialog select").select_option("pseudo")
    page.locator("#dialog .yes").click()
    expect(page.locator("#jobs")).to_be_visible()


def _history(page: Page, _: Stage) -> None:
    opened(page, "second").fill("Экинчиси.")
    expect(page.locator("#saved")).to_contain_text("saved")
    page.keyboard.press("Escape")
    expect(page.locator("textarea")).to_have_count(0)
    opened(page, "second")
    expect(page.locator("[data-part=memory]")).to_contain_text("Nothing alike")
    page.get_by_role("button", name="Look into git").press("Enter")  # what stands above may still grow
    expect(page.locator("[data-part=history]")).to_contain_text("Git knows nothing more.")


def _concordance(page: Page, _: Stage) -> None:
    page.locator("[data-part=concordance] input").fill("sentence")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=concordance] .match").first).to_be_visible()


def _replace(page: Page, _: Stage) -> None:
    page.keyboard.press("Alt+r")
    page.get_by_label("Look for", exact=True).fill("Экинчиси")
    page.get_by_label("Put instead", exact=True).fill("Кийинкиси")
    page.get_by_label("in all documents").check()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".found ins").first).to_be_visible()


def _settings(page: Page, _: Stage) -> None:
    page.keyboard.press("Alt+s")
    page.locator("#dialog p button").click()
    expect(page.locator(".address")).to_contain_text("/open?token=")


def _filter(name: str) -> Callable[[Page, Stage], None]:
    def choose(page: Page, _: Stage) -> None:
        page.locator("#filter").select_option(name)
        expect(page.locator(".row, .empty").first).to_be_visible()

    return choose


def _nothing_found(page: Page, _: Stage) -> None:
    page.locator("#find").fill("qqq")
    expect(page.locator(".empty")).to_be_visible()
    page.locator("#find").fill("")
    expect(page.locator(".row").first).to_be_visible()


def _aligned(page: Page, _: Stage) -> None:
    page.locator("#filter").select_option("aligned")
    expect(page.locator(".row")).to_have_count(1)
    opened(page, "aligned")
    expect(page.locator("[data-part=aligned]")).to_contain_text("43 %")


def _picture(page: Page, _: Stage) -> None:
    page.locator("#filter").select_option("all")
    opened(page, "is shown")
    expect(page.locator("[data-part=pictures] img")).to_have_js_property("naturalWidth", 1)


def _key(keys: str, shown: str) -> Callable[[Page, Stage], None]:
    def press(page: Page, _: Stage) -> None:
        page.keyboard.press(keys)
        expect(page.locator(shown)).to_be_visible()

    return press


def _catalog(page: Page, _: Stage) -> None:
    page.locator("#work").select_option(CATALOG)
    expect(page.locator(".context")).to_be_visible()


def _plural(page: Page, _: Stage) -> None:
    opened(page, "Open", "ru").fill("Открывать")
    expect(page.locator("output.bad")).to_be_visible()
    opened(page, "%d file in", "ru")
    expect(page.locator("textarea")).to_have_count(3)


def _away(page: Page, stage: Stage) -> None:
    page.route("**/api/save", lambda route: route.abort())
    page.locator("textarea").first.fill("%d")
    expect(page.locator("#saved")).to_have_class("bad")
    page.unroute("**/api/save")


VIEWS: dict[str, Callable[[Page, Stage], None]] = {
    "document": lambda *_: None,
    "findings, memory and terms": _open_with_findings,
    "not approved": _refuse,
    "conflict": _conflict,
    "conflict solved": _take_theirs,
    "a file that is gone": _gone,
    "a source that changed": _up_to_date,
    "drafting": _draft,
    "history": _history,
    "concordance": _concordance,
    "worst first": _filter("worst"),
    "with findings": _filter("findings"),
    "nothing found": _nothing_found,
    "aligned": _aligned,
    "pictures": _picture,
    "comment": _key("Alt+c", "#dialog"),
    "keys": _key("F1", "#dialog"),
    "machine drafts": _key("Alt+m", "#dialog"),
    "name and addresses": _settings,
    "search and replace": _replace,
    "published": _key("Alt+b", "#dialog .button"),
    "catalog": _catalog,
    "plural forms and limits": _plural,
    "the server is away": _away,
}
"""Every view, in an order in which one leads to the next."""


def judged(page: Page, *, dark: bool = True) -> Any:
    """What axe finds, in the light by every rule, in the dark by those that are about colours."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.emulate_media(color_scheme="light")
    found = page.evaluate(RUN, RULES)
    if not dark:
        return found
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {one}" for one in page.evaluate(RUN, ["color-contrast", "link-in-text-block"])]


@pytest.mark.parametrize("width", [1440, 390])
def test_no_view_has_a_finding(browser: Browser, stage: Stage, axe: str, width: int) -> None:
    page = window(browser, stage, viewport={"width": width, "height": 900})
    page.evaluate(axe)
    found: dict[str, Any] = {}
    wide: dict[str, Any] = {}
    for name, show in VIEWS.items():
        show(page, stage)
        found[name] = judged(page, dark=width > 1000)  # colours are the same on a phone
        wide[name] = page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")
        if page.locator("#dialog").is_visible():
            page.keyboard.press("Escape")
    assert {name: rules for name, rules in found.items() if rules} == {}
    assert {name: more for name, more in wide.items() if more} == {}
    page.context.close()


def test_the_preview_has_none(browser: Browser, stage: Stage, axe: str) -> None:
    page = window(browser, stage)
    page.goto(f"{stage.origin}/preview?work={ARTICLE}&to=ky,ru")
    page.evaluate(axe)
    for open_more in ("none", "help", "terms"):
        page.locator(f"details.{open_more} summary").click() if open_more != "none" else None
        assert judged(page) == []
    page.context.close()
