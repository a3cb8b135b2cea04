"""The reading page in a real browser: accessibility by axe-core, keys, learning, search, copying, narrow screens."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bundles.browser import run_in
from tests.bundles.devtools import Browser, browsing
from tests.bundles.sentences import bundle, drafted, reviewed
from tests.conftest import ROOT, judge
from toolkit import bundles
from toolkit.units import Bundle, Catalog, Code, State, TranslationUnit, plain

PRESS = """
const press = key => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const wait = ms => new Promise(done => setTimeout(done, ms));
const lit = () => Array.from(document.querySelectorAll("main .s.on"), s => s.id);
const shown = query => Array.from(document.querySelectorAll(query)).filter(e => e.checkVisibility());
const ids = query => shown(query).map(e => e.id);
"""
AXE = """
document.querySelectorAll("details").forEach(d => { d.open = true; });
const run = async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }))
  .violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", "));
"""
LONG = "W" * 10_000


def reading() -> Bundle:
    """Every state and a doubt, codes, an RTL override and a word of 10,000 letters, in three languages."""
    made = bundle(
        [
            drafted("the red cat", "рыжий кот", "lost-number", alignment=((1, 0), (2, 1))),
            reviewed(("It is ", Code("1", "open", "**"), "new", Code("1", "close", "**")), "Это ново", block=1),
            drafted("One </script><script>alert(1)</script>", "\u202eраз ]]> \" ' &amp;", block=2),
            drafted(LONG, LONG, block=3),
        ]
    )
    units = made.catalogs[0].units
    stale = TranslationUnit(units[0].segment, plain("мышык"), State.TRANSLATED, units[1].origin, "the cat")
    nothing = TranslationUnit(units[1].segment, (), State.INITIAL)
    kyrgyz = Catalog("made", "en", "ky", (stale, nothing, *units[2:]))
    return Bundle(made.document, made.segments, (*made.catalogs, kyrgyz))


@pytest.fixture(scope="module")
def chromium() -> str:
    return judge("chromium", shutil.which("chromium"), "apt-get install chromium")


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(chromium, tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="module")
def axe() -> str:
    path = Path(os.environ.get("TOOLKIT_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = judge("axe-core", str(path) if path.is_file() else None, "npm install --no-save --ignore-scripts axe-core")
    return Path(found).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading")
    bundles.publish(folder / "made", bundles.assemble(reading(), generator="toolkit 0.0")[0])
    bundles.publish_start(folder, "toolkit 0.0")
    return folder / "made" / "index.html"


@pytest.mark.parametrize("query", ["", "?l=en,ru,ky&v=learn", "?l=ky#p1s1"])
@pytest.mark.parametrize("width", [1440, 500])
def test_axe_finds_nothing(browser: Browser, axe: str, page: Path, query: str, width: int) -> None:
    found = run_in(browser, page, f"{AXE} return run();", query=query, width=width, libraries=axe)
    assert found == []


@pytest.mark.parametrize("width", [1440, 500])
def test_axe_finds_nothing_while_one_edits(browser: Browser, axe: str, page: Path, width: int) -> None:
    """One sentence corrected, another open."""
    body = f"""{AXE}
    document.querySelector("#edit").click();
    const text = document.querySelector("#text");
    document.querySelector("#p1s1-ru").click(); text.value = "кот"; text.dispatchEvent(new Event("input"));
    document.querySelector("#p2s1-ky").click();
    if (!text.checkVisibility() || !document.querySelector("[data-status=edited]")) return "nothing is edited";
    return run();"""
    assert run_in(browser, page, body, query="?l=en,ru,ky", width=width, libraries=axe) == []


@pytest.mark.parametrize("name", ["../index.html", "receipt.html"])
def test_axe_finds_nothing_on_the_pages_beside_it(browser: Browser, axe: str, page: Path, name: str) -> None:
    beside = page.parent / name
    assert run_in(browser, beside, f"{AXE} return run();", width=500, libraries=axe) == []


def test_axe_finds_nothing_in_the_dark(chromium: str, axe: str, page: Path, tmp_path: Path) -> None:
    """Pages with every state and one corrected sentence, and the start page."""
    with browsing(chromium, tmp_path) as browser:
        features = [{"name": "prefers-color-scheme", "value": "dark"}]
        browser.call("Emulation.setEmulatedMedia", features=features)
        for name in (f"{page.as_uri()}?l=en,ru,ky#p1s1", page.parent.parent.joinpath("index.html").as_uri()):
            browser.open(name)
            if "#" in name:
                browser.press("e")
                browser.click("#p1s1-ru")
                browser.type("кот")
                browser.press("Escape")
                browser.click("#p2s1-ky")
                assert browser.evaluate("document.querySelectorAll('[data-status=edited]').length") == 1
            assert browser.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
            browser.evaluate(axe)
            assert browser.evaluate(f"(async () => {{ {AXE} return run(); }})()") == []


def test_axe_rejects_a_broken_page(browser: Browser, axe: str, page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    spoilt = text.replace('<html lang="en"', "<html").replace("--soft:#5c5750", "--soft:#dddddd")
    broken.write_text(spoilt.replace('<span class="away">', '<span hidden class="away">'), encoding="utf-8")
    found = run_in(browser, broken, f"{AXE} return run();", query="?l=en,ru#p1s1", libraries=axe)
    assert {line.split(":")[0] for line in found} >= {"html-has-lang", "color-contrast", "button-name"}


def test_keys_walk_swap_choose_and_hide(browser: Browser, page: Path) -> None:
    body = """
    const place = code => getComputedStyle(document.querySelector(".pair .l-" + code)).order;
    const order = () => ["en", "ru", "ky"].sort((a, b) => place(a) - place(b));
    const seen = [];
    press("j"); press("j"); seen.push(lit()); press("k"); seen.push(lit());
    seen.push(document.activeElement.id, document.querySelector("#here").getAttribute("href"));
    press("s"); seen.push(order().slice(0, 2)); press("3"); seen.push(ids(".pair:first-child > p"));
    press("t"); seen.push(ids(".pair:first-child .s")); press("t"); seen.push(ids(".pair:first-child .s"));
    press("?"); seen.push(document.querySelector(".help").open);
    press("/"); seen.push(document.activeElement.id);
    document.querySelector("#keys").click(); press("j"); seen.push(lit());
    return seen;"""
    found = run_in(browser, page, PRESS + body, query="?l=en,ru")
    first, second = ["p1s1", "p1s1-ru", "p1s1-ky"], ["p2s1", "p2s1-ru", "p2s1-ky"]
    assert found[:4] == [second, first, "p1s1", "#p1s1"]
    assert found[4] == ["ru", "en"]
    assert found[6:8] == [["p1s1-ru"], ["p1s1", "p1s1-ru", "p1s1-ky"]]
    assert found[8:] == [True, "find", first]


def test_learn_mode_hides_all_but_the_first_and_what_is_revealed_stays(browser: Browser, page: Path) -> None:
    body = """
    const veils = () => Array.from(document.querySelectorAll(".veil"), v => v.getAttribute("aria-expanded"));
    const seen = [veils()];
    const [first] = document.querySelectorAll(".veil");
    const box = first.getBoundingClientRect(), p = first.parentNode.getBoundingClientRect();
    seen.push(box.width >= p.width && box.height >= p.height, document.querySelector("#p1s1-ru").ariaHidden);
    first.click(); seen.push(veils()); document.querySelector("main").dispatchEvent(new MouseEvent("mouseleave"));
    seen.push(veils()[0], document.querySelector("#p1s1-ru").ariaHidden);
    press("j"); press("j"); press("t"); seen.push(veils());
    press("l"); seen.push(veils().length, document.querySelectorAll("main [aria-hidden]").length, location.search);
    return seen;"""
    found = run_in(browser, page, PRESS + body, query="?l=en,ru&v=learn")
    assert found[0] == ["false"] * 4 and found[1] and found[2] == "true"
    assert found[3] == ["true", "false", "false", "false"] and found[4:6] == ["true", None]
    assert found[6] == ["true", "true", "false", "false"] and found[7:] == [0, 0, "?l=en,ru"]


def test_counts_need_no_scrolling_on_a_narrow_screen(browser: Browser, page: Path) -> None:
    body = """return [".only", ".about"].filter(name => {
      const box = document.querySelector(name);
      return box.scrollWidth > box.clientWidth;
    });"""
    assert run_in(browser, page, body, query="?l=en,ru,ky", width=500) == []


def test_search_and_filter_show_only_what_was_asked_for(browser: Browser, page: Path) -> None:
    body = """
    const find = document.querySelector("#find"), seen = [];
    find.value = "КОТ"; find.dispatchEvent(new Event("input")); await wait(300);
    seen.push(ids(".pair"), ids(".hit"));
    find.value = ""; find.dispatchEvent(new Event("input")); await wait(300); seen.push(ids(".pair").length);
    for (const name of ["reviewed", "drafted", "doubt", "stale"]) {
      document.querySelector("#only-" + name).click(); seen.push(ids(".pair"));
    }
    document.querySelector("#show-ky").click(); seen.push(ids(".pair"));
    document.querySelector("#only-all").click(); seen.push(ids(".pair").length);
    return seen;"""
    found = run_in(browser, page, PRESS + body, query="?l=en,ru")
    assert found[:3] == [["p1"], ["p1s1-ru"], 4]
    assert found[3:7] == [["p2"], ["p1", "p3", "p4"], ["p1"], []]
    assert found[7:] == [["p1"], 4]


def test_a_sentence_that_was_chosen_says_where_it_came_from_in_the_readers_language(
    browser: Browser, page: Path
) -> None:
    body = """
    document.querySelector("#ui-ky").click(); document.querySelector("#p1s1-ru").click();
    return [document.querySelector("#why").innerText, location.hash];"""
    why, address = run_in(browser, page, PRESS + body, query="?l=en,ru,ky")
    assert "Муну машина которгон" in why and "Түп нускадагы сан түшүп калган" in why and "the cat" in why
    assert address == "#p1s1"


def test_copying_gives_the_pair_or_one_column_with_languages(browser: Browser, page: Path) -> None:
    body = """
    const copied = [];
    document.execCommand = name => {
      const clipboardData = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent(name, { clipboardData, cancelable: true }));
      copied.push(clipboardData.getData("text/plain"), clipboardData.getData("text/html"));
    };
    press("j"); press("j"); press("c");
    document.querySelector("#p1s1-ru").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    const other = getComputedStyle(document.querySelector("#p1s1").parentNode).userSelect;
    const own = getComputedStyle(document.querySelector("#p1s1-ru").parentNode).userSelect;
    document.querySelector("#column").click();
    return [copied, other, own];"""
    copied, other, own = run_in(browser, page, PRESS + body, query="?l=en,ru")
    assert copied[0] == "It is new\nЭто ново"
    assert copied[1] == '<p lang="en">It is new</p><p lang="ru">Это ново</p>'
    assert copied[2].startswith("рыжий кот\nЭто ново\n") and "the red cat" not in copied[2]
    assert (other, own) == ("none", "auto")


def test_words_light_their_partners(browser: Browser, page: Path) -> None:
    body = """
    press("j"); press("w"); press("ArrowRight");
    const words = () => Array.from(CSS.highlights.get("word"), r => r.toString());
    const seen = [words()]; press("ArrowRight"); seen.push(words()); return seen;"""
    assert run_in(browser, page, PRESS + body, query="?l=en,ru") == [["red", "рыжий"], ["cat", "кот"]]


@pytest.mark.parametrize("width", [1440, 768, 500])
@pytest.mark.parametrize("languages", ["en", "en,ru", "ru,ky", "en,ru,ky"])
def test_nothing_is_wider_than_the_screen(browser: Browser, page: Path, width: int, languages: str) -> None:
    """Not even a word of 10,000 letters; on a narrow screen the languages take turns."""
    body = """
    const boxes = shown(".pair:first-child > [class^=l-]").map(p => p.getBoundingClientRect());
    const columns = new Set(boxes.map(b => Math.round(b.left))).size;
    return [document.documentElement.scrollWidth - innerWidth, columns, innerWidth];"""
    over, columns, inner = run_in(browser, page, PRESS + body, query=f"?l={languages}", width=width)
    assert over <= 0
    assert columns == (1 if inner < 600 else min(len(languages.split(",")), 2 if inner < 900 else 4))


def test_without_script_every_sentence_is_there(browser: Browser, page: Path, tmp_path: Path) -> None:
    import re

    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r"<script>.*?</script>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    body = 'document.querySelector("#show-ky").click(); return [ids(".s[id]").length, ids("button").length];'
    assert run_in(browser, bare, PRESS + body) == [12, 0]
