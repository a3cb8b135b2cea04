"""Every page is an editor: corrected in a real browser, reloaded, downloaded, imported; nothing is lost or injected."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from tests.bundles.devtools import Browser, browsing
from tests.conftest import ROOT, Toolkit, judge
from toolkit import bundles, catalogs, exchange
from toolkit.project.settings import ProjectSettings, load_settings
from toolkit.units import Origin
from toolkit.workflow import interchange, pipeline

SCHEMA = json.loads((ROOT / "toolkit" / "exchange" / "patch.schema.json").read_text(encoding="utf-8"))
TEXT = '<p>The <b class="x">new</b> road is open. Two moons.</p>\n<p>Three stars.</p>\n'
ROAD = "The <1>new</1> road is open."
DRAFTS = {ROAD: "<1>Новая</1> дорога открыта.", "Two moons.": "Две луны."}
CTRL = 2
NASTY = {
    "markup": '</p></script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 1"><!--',
    "quotes": "\" ' ` & &amp; &lt; ]]> \\ \\n \\u{a} $& $1 ${x} %s {name}",
    "directions": "\u202eabc\u202c \u200fشمس\u200e \u2066x\u2069",
    "lines": "one\ntwo\n\nthree\tfour ",
    "long": "W" * 10_000,
    "signs": "\x07\x0b\u2028 \U0001f600 e\u0301",
}


@pytest.fixture(scope="module")
def chromium() -> str:
    return judge("chromium", shutil.which("chromium"), "apt-get install chromium")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with codes, two drafts in Russian, and nothing in Kyrgyz; built."""
    root = tmp_path_factory.mktemp("made")
    (root / "locales").mkdir()
    (root / "note.html").write_text(TEXT, encoding="utf-8")
    found = load_settings(root)
    source = pipeline.read(found, root / "note.html")
    keys = {segment.text: segment.key for segment in source.segments}
    for code in ("ru", "ky"):
        pipeline.update(found, source, code)
    path = found.catalog_path("note", "ru")
    drafts = {keys[text]: (target, Origin("engine", "argos", 0.5, "argos")) for text, target in DRAFTS.items()}
    path.write_bytes(catalogs.with_drafts(path.read_bytes(), drafts))
    build(found)
    return root


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> ProjectSettings:
    return load_settings(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture(scope="module")
def running(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(chromium, tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def browser(running: Browser, desk: ProjectSettings) -> Browser:
    """The page, in a browser that keeps what it keeps by the address of the page."""
    running.open(f"{(desk.root / 'build' / 'note' / 'index.html').as_uri()}?l=en,ru,ky")
    running.dialogs.clear()
    return running


def build(desk: ProjectSettings) -> None:
    bundle = interchange.of_document(desk, desk.root / "note.html", ["ru", "ky"])
    files, _ = bundles.assemble(bundle, generator="toolkit 0.0", order=bundles.Order(formats=("html",)))
    bundles.publish(desk.root / "build" / "note", files)


def state(desk: ProjectSettings, code: str = "ru") -> dict[str, tuple[str, str]]:
    rows = exchange.rows(interchange.of_document(desk, desk.root / "note.html", [code]))
    return {row.source: (row.target, row.status) for row in rows}


def write(browser: Browser, name: str, text: str) -> None:
    """Opens a sentence and puts a text in the place of what it has."""
    if not browser.evaluate("document.documentElement.classList.contains('editing')"):
        browser.press("e")
    browser.click(f"#{name}")
    browser.evaluate("document.activeElement.select()")
    if "\n" in text or "\x07" in text:  # a paste, which is not typed
        browser.evaluate(
            f"(t => {{ t.value = {json.dumps(text)}; t.dispatchEvent(new Event('input')); }})(document.activeElement)"
        )
    else:
        browser.type(text)


def shown(browser: Browser, name: str) -> str:
    return str(browser.evaluate(f"document.getElementById('{name}').textContent"))


def count(browser: Browser) -> str:
    return str(browser.evaluate("document.getElementById('edits').textContent"))


def told(browser: Browser) -> str:
    return str(browser.evaluate("document.getElementById('told').innerText"))


def download(browser: Browser) -> Path:
    """Clicks, and gives the file, which keeps to the schema."""
    path = browser.downloads / "note.patch.json"
    path.unlink(missing_ok=True)
    browser.click("#download")
    browser.until(lambda: path.is_file() and path.stat().st_size > 0)
    jsonschema.validate(json.loads(path.read_bytes()), SCHEMA)
    return path


def test_the_schema_refuses_what_is_no_patch() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": "toolkit-patch", "version": 1, "document": "x", "changes": [{}]}, SCHEMA)


def test_corrections_are_kept_downloaded_and_come_home(
    browser: Browser, desk: ProjectSettings, command_line: Toolkit
) -> None:
    write(browser, "p1s1-ru", "Открыта <1>новая</1> дорога.")
    assert browser.evaluate("document.getElementById('text').value") == "Открыта <1>новая</1> дорога."
    browser.press("Escape")
    assert browser.evaluate("document.activeElement.id") == "p1s1-ru"
    assert shown(browser, "p1s1-ru") == "Открыта новая дорога."
    write(browser, "p1s2-ky", "Эки ай.")
    browser.press("Tab")
    browser.press(" ")
    assert browser.evaluate("document.getElementById('approve').checked")
    assert (count(browser), "Kept in this browser" in told(browser)) == ("2", True)

    browser.reload()
    assert browser.dialogs == ["beforeunload"]
    assert (count(browser), shown(browser, "p1s1-ru")) == ("2", "Открыта новая дорога.")
    assert shown(browser, "p1s2-ky") == "Эки ай."
    patch = download(browser)
    assert "toolkit import note.patch.json" in told(browser)
    browser.reload()
    assert (browser.dialogs, count(browser)) == (["beforeunload"], "2")  # downloaded: no question any more

    assert [(c["id"], c["before"], c["status"], c["approve"]) for c in json.loads(patch.read_bytes())["changes"]] == [
        ("p1s1", DRAFTS[ROAD], "drafted", False), ("p1s2", "", "untranslated", True)
    ]  # fmt: skip
    before = desk.catalog_path("note", "ru").read_bytes()
    done = command_line(desk.root, "import", "--dry-run", patch)
    assert "{+Открыта +}<1>[-Новая-]{+новая+}</1> дорога" in done.stdout
    assert desk.catalog_path("note", "ru").read_bytes() == before
    assert command_line(desk.root, "import", patch).returncode == 0
    assert state(desk)[ROAD] == ("Открыта <1>новая</1> дорога.", "fuzzy")
    assert state(desk, "ky")["Two moons."] == ("Эки ай.", "reviewed")

    build(desk)
    browser.reload()
    assert browser.evaluate("document.getElementById('desk').hidden && localStorage['toolkit-page'] !== ''")
    assert not [key for key in browser.evaluate("Object.keys(localStorage)") if "edit" in key]
    assert [address for address in browser.requests if not address.startswith(("file:", "blob:"))] == []


def test_an_approved_draft_needs_no_other_word(browser: Browser, desk: ProjectSettings, command_line: Toolkit) -> None:
    browser.press("e")
    browser.click("#p1s2-ru")
    browser.click("#approve")
    assert command_line(desk.root, "import", download(browser)).returncode == 0
    assert state(desk)["Two moons."] == (DRAFTS["Two moons."], "reviewed")


@pytest.mark.parametrize("rebuilt", [False, True])
def test_a_catalog_that_has_moved_is_a_conflict_and_keeps_its_own(
    browser: Browser, desk: ProjectSettings, command_line: Toolkit, rebuilt: bool
) -> None:
    """Also where the page was built anew before the correction was downloaded."""
    write(browser, "p1s2-ru", "Пара лун.")
    path = desk.catalog_path("note", "ru")
    path.write_text(path.read_text(encoding="utf-8").replace("Две луны.", "Луны — две."), encoding="utf-8")
    if rebuilt:
        build(desk)
        browser.reload()
        assert shown(browser, "p1s2-ru") == "Пара лун."
    done = command_line(desk.root, "import", download(browser))
    assert (done.returncode, "conflict" in done.stdout) == (1, True)
    assert state(desk)["Two moons."] == ("Луны — две.", "fuzzy")
    assert "Пара лун." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("rebuilt", [False, True])
def test_a_source_that_has_moved_is_refused_and_the_correction_is_not_lost(
    browser: Browser, desk: ProjectSettings, command_line: Toolkit, rebuilt: bool
) -> None:
    write(browser, "p1s2-ru", "Пара лун.")
    (desk.root / "note.html").write_text(TEXT.replace("Two moons", "Nine comets"), encoding="utf-8")
    for code in ("ru", "ky"):
        pipeline.update(desk, pipeline.read(desk, desk.root / "note.html"), code)
    if rebuilt:
        build(desk)
        browser.reload()
        assert (count(browser), "Пара" in shown(browser, "p1s2-ru")) == ("1", False)
    done = command_line(desk.root, "import", download(browser))
    assert (done.returncode, "the source has moved on" in done.stdout) == (1, True)
    assert "Пара лун." not in desk.catalog_path("note", "ru").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NASTY)
def test_any_text_comes_through_and_is_only_text(
    browser: Browser, desk: ProjectSettings, command_line: Toolkit, name: str
) -> None:
    text = NASTY[name]
    write(browser, "p1s2-ru", text)
    browser.reload()
    assert shown(browser, "p1s2-ru") == text
    browser.press("e")
    browser.click("#p1s2-ru")
    assert browser.evaluate("document.activeElement.value") == text
    assert browser.evaluate("[window.pwned, document.querySelectorAll('main script, main img').length]") == [None, 0]
    patch = download(browser)
    assert json.loads(patch.read_bytes())["changes"][0]["after"] == text
    done = command_line(desk.root, "import", patch)
    assert done.returncode == 0, done.stdout
    assert state(desk)["Two moons."] == (text, "fuzzy")
    build(desk)
    browser.reload()
    assert browser.evaluate("[window.pwned, document.querySelectorAll('main script, main img').length]") == [None, 0]
    assert browser.evaluate("document.getElementById('desk').hidden")  # it has come home, unchanged


def test_undo_is_of_one_sentence_and_can_itself_be_undone(browser: Browser) -> None:
    write(browser, "p1s1-ru", "Раз.")
    write(browser, "p1s2-ru", "Два.")
    browser.click("#undo")
    assert (count(browser), browser.evaluate("document.activeElement.value")) == ("1", DRAFTS["Two moons."])
    browser.evaluate("document.execCommand('undo')")
    assert (count(browser), browser.evaluate("document.activeElement.value")) == ("2", "Два.")
    browser.click("#undo")
    browser.click("#done")
    assert (shown(browser, "p1s1-ru"), shown(browser, "p1s2-ru")) == ("Раз.", DRAFTS["Two moons."])
    browser.reload()
    assert (count(browser), shown(browser, "p1s2-ru")) == ("1", DRAFTS["Two moons."])


def test_keys_are_letters_while_one_writes_and_lead_on_when_one_has_done(browser: Browser) -> None:
    for key in ("e", "j", "Enter"):
        browser.press(key)
    assert browser.evaluate("document.activeElement.ariaLabel") == "p1s1-ru"
    before = browser.evaluate("[location.search, document.activeElement.value]")
    for key in "jkstlwce/?1":
        browser.press(key)
    assert browser.evaluate("[location.search, document.activeElement.value]") == [before[0], before[1] + "jkstlwce/?1"]
    assert browser.evaluate("document.querySelector('.help').open") is False
    browser.press("Enter", modifiers=CTRL)
    assert browser.evaluate("document.activeElement.ariaLabel") == "p1s2-ru"
    browser.press("Escape")
    browser.press("Tab")
    browser.press("Enter")
    assert browser.evaluate("document.activeElement.ariaLabel") == "p1s1-ky"  # the cell beside, in the order of reading
    browser.press("Escape")
    browser.press("e")
    assert browser.evaluate("document.querySelectorAll('main [role=button], main [tabindex=\"0\"]').length") == 0


@pytest.mark.parametrize(
    "refusal",
    [
        'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied"); } });',
        'for (let n = 1 << 22; n; n >>= 1) try { localStorage["full" + n] = "x".repeat(n); } catch (full) {}',
    ],
    ids=["denied", "full"],
)
def test_a_browser_that_keeps_nothing_says_so_and_asks_before_it_loses(browser: Browser, refusal: str) -> None:
    script = browser.call("Page.addScriptToEvaluateOnNewDocument", source=refusal)
    browser.reload()
    write(browser, "p1s2-ru", "Пара лун, которых браузер не хранит.")
    assert "keeps nothing" in told(browser)
    assert json.loads(download(browser).read_bytes())["changes"][0]["after"].startswith("Пара лун")
    browser.type(" Ещё.")
    browser.call("Page.removeScriptToEvaluateOnNewDocument", **script)
    browser.reload()
    assert browser.dialogs == ["beforeunload"]
    browser.evaluate("localStorage.clear()")


@pytest.mark.parametrize("junk", ["", "{", "null", "[]", '{"id": "p1s2"}', '{"id": "p9s9", "language": "ru"}'])
def test_what_else_lies_in_the_browser_harms_nobody(browser: Browser, junk: str) -> None:
    browser.evaluate(f"localStorage['toolkit-edit ' + location.pathname + ' p1s2-ru Two moons.'] = {json.dumps(junk)}")
    browser.reload()
    write(browser, "p1s1-ru", "Раз.")
    assert shown(browser, "p1s1-ru") == "Раз."
    assert shown(browser, "p1s2-ru") == DRAFTS["Two moons."]


def test_another_window_of_the_same_page_loses_nothing(browser: Browser) -> None:
    write(browser, "p1s1-ru", "Раз.")
    edit = '{"id": "p1s2", "language": "ru", "source": "Two moons.", "before": "Две луны.", "after": "Два."}'
    browser.evaluate(f"localStorage['toolkit-edit ' + location.pathname + ' p1s2-ru Two moons.'] = {json.dumps(edit)}")
    browser.evaluate("dispatchEvent(new StorageEvent('storage'))")  # as the browser does in every other window
    browser.until(lambda: count(browser) == "2")
    assert shown(browser, "p1s2-ru") == "Два."
