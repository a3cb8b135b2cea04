"""No script of a document, a translation, a name or a comment runs in any page, EPUB or SVG: a real browser looks.

The payloads of tests/cases/payloads stand in texts of several formats, in translations, drafts and their signatures,
comments, notes, the glossary, a title and the name of a file. What ran is told by a function that every page is given,
by dialogs, by requests; what might have run is told by a look at every element (AUDIT). Policies of content are
switched off: they are the second wall, and this is about the first.
"""

import json
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import polib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT
from tests.review.stage import Stage, staged
from tests.review.windows import launched
from toolkit import catalogs
from toolkit.cli import run_command
from toolkit.units import Origin

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a file there cannot have such a name")
LINES = (ROOT / "tests/cases/payloads/scripts.txt").read_text(encoding="utf-8").splitlines()
PAYLOADS = [re.sub(r"\bN\b", str(number), line) for number, line in enumerate(LINES, 1)]
NAME = "<img src=x onerror=ran(901)>"
"""Of a document."""
SECRET = "evil.test"
AUDIT = """() => [...document.querySelectorAll("*")].flatMap(element => {
  const places = ["href", "src", "action", "formaction", "data", "srcdoc", "xlink:href", "style", "http-equiv"];
  const found = [...element.attributes].filter(one => /^on./.test(one.name) || places.includes(one.name) &&
      /^[\\s\\0-\\x20]*(javascript|vbscript|data:text)|ran\\(|evil/i.test(one.value))
    .map(one => `${element.localName} ${one.name}=${one.value}`);
  const name = element.localName.replace(/^.*:/, ""), text = element.textContent, source = element.getAttribute("src");
  if (["base", "object", "embed", "iframe", "frame", "marquee", "math", "animate", "form"].includes(name) &&
      !element.closest("#dialog")) found.push(name);
  if (name === "script" && (source ? !/^\\/static\\//.test(source) : /ran\\(/.test(text))) found.push(`script ${text}`);
  if (name === "meta" && /refresh/i.test(element.httpEquiv)) found.push("meta");
  if (name === "style" && /evil/.test(text)) found.push("style");
  if (name === "img" && !/^data:image|^[\\w./%-]+\\.(svg|png)$/.test(source)) found.push("img");
  return found; })"""


class Watch:
    """A context whose pages tell what runs in them."""

    def __init__(self, browser: Browser) -> None:
        self.ran: list[object] = []
        self.context: BrowserContext = browser.new_context(bypass_csp=True, viewport={"width": 1400, "height": 900})
        self.context.expose_binding("ran", lambda _, number=None: self.ran.append(number))
        self.context.on("request", self._asked)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)

    def _asked(self, request: Any) -> None:
        if SECRET in request.url.split("?")[0]:
            self.ran.append(request.url)

    def _dialog(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.ran.append(dialog.message)
        dialog.dismiss()

    def looked(self, what: str) -> None:
        """Moves through the page, and judges it."""
        self.page.mouse.move(300, 300)
        self.page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
        self.page.mouse.move(700, 500)
        assert self.page.evaluate(AUDIT) == [], what
        self.page.wait_for_timeout(20)
        assert self.ran == [], what


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project of payloads, and what is published of it."""
    folder = tmp_path_factory.mktemp("payloads")
    _write(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("ARGOS_PACKAGES_DIR", str(folder / "packages"))
        assert run_command(["update", "source", "--to", "ru,ky"]) == 0
        for path in sorted((folder / "locales").rglob("*.po")):
            _translate(path)
        said = run_command(["bundle", "source", "--to", "ru,ky", "--partial", "--format", "html,epub,md,txt,tmx"])
        assert said in (0, 1)  # where subtitles or names of keys swallow a payload, the verdict says so
        yield folder


def _write(folder: Path) -> None:
    (folder / "locales").mkdir()
    source = folder / "source"
    source.mkdir()
    (folder / "pyproject.toml").write_text('[tool.toolkit]\ntargets = ["ru", "ky"]\n', encoding="utf-8")
    text = "\n\n".join(f"A dog {payload}" for payload in PAYLOADS)
    (source / "a.txt").write_text(f"{PAYLOADS[5]}\n\n{text}\n", encoding="utf-8")
    (source / "b.md").write_text(f"# {PAYLOADS[13]}\n\n{text}\n\n```\n{PAYLOADS[0]}\n```\n", encoding="utf-8")
    pieces = "\n".join(f"<p>A dog {payload} ran.</p>\n<p>{escape(payload)}</p>" for payload in PAYLOADS)
    head = f"<title>{escape(PAYLOADS[0])}</title>"
    (source / "c.html").write_text(f"<!doctype html><html lang=en>{head}<body>{pieces}</body></html>", encoding="utf-8")
    strings = {payload: f"Dog {payload}" for payload in PAYLOADS}
    (source / "d.json").write_text(json.dumps(strings), encoding="utf-8")
    cues = (f"{n}\n00:00:{n % 60:02},000 --> 00:00:{n % 60:02},900\n{line}\n" for n, line in enumerate(PAYLOADS, 1))
    (source / "e.srt").write_text("\n".join(cues), encoding="utf-8")
    (source / f"{NAME}.txt").write_text(f"{PAYLOADS[0]}\n\nA dog.\n", encoding="utf-8")
    rows = "".join(f'"dog","пёс {_cell(one)}","{_cell(one)}"\n' for one in PAYLOADS[:20])
    (folder / "locales/glossary.csv").write_text(f"en,ru,note\n{rows}", encoding="utf-8")


def _cell(payload: str) -> str:
    return payload.replace('"', '""')


def _translate(path: Path) -> None:
    """Drafts by an engine of an evil name, then every second one a person's, with comments and names of evil."""
    file = catalogs.read(path.read_bytes(), str(path))
    drafts = {
        entry.key: (PAYLOADS[n % len(PAYLOADS)], Origin("engine", PAYLOADS[n % 20], 0.5, PAYLOADS[(n + 7) % 20]))
        for n, entry in enumerate(file.live)
    }
    path.write_bytes(catalogs.with_drafts(path.read_bytes(), drafts))
    made = polib.pofile(str(path))
    made.metadata["Last-Translator"] = f"{PAYLOADS[1]} <a@b.org>"
    for number, entry in enumerate(made):
        if number % 2:
            entry.msgstr = f"Пёс {PAYLOADS[(number + 3) % len(PAYLOADS)]}"
            entry.tcomment = PAYLOADS[number % len(PAYLOADS)]
            entry.flags = ["fuzzy"] if number % 4 == 1 else []
            entry.previous_msgid = PAYLOADS[number % 9] if number % 4 == 1 else None
    made.save()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    made = Watch(browser)
    yield made
    made.context.close()


CONTEXTS = (
    "<p>{}</p>", '<p title="{}">x</p>', "<p title='{}'>x</p>", "<p title={}>x</p>", "<title>{}</title>", "<!-- {} -->",
    '<script>let x = "{}";</script>', "<script>let x = '{}';</script>", "<script>let x = `{}`;</script>",
    "<script type=application/json>{}</script>", "<style>p::after {{ content: '{}' }}</style>",
)  # fmt: skip
"""Where careless pages put a text."""


def test_a_page_that_escapes_nothing_is_caught(watch: Watch) -> None:
    frames = [
        f'<iframe srcdoc="{escape(context.format(payload))}"></iframe>'
        for place, context in enumerate(CONTEXTS)
        for payload in (PAYLOADS if not place else PAYLOADS[5:13] + PAYLOADS[53:63])
    ]
    watch.page.set_content(f"<!doctype html><body>{''.join(frames)}")
    watch.page.wait_for_timeout(500)
    caught = {int(number) for one in watch.ran for number in re.findall(r"\d+", str(one))}
    assert len(caught) >= 42, sorted({*range(1, len(PAYLOADS) + 1)} - caught)
    for number in {*range(1, len(PAYLOADS) + 1)} - caught:
        for context in CONTEXTS[:3]:
            watch.page.set_content(f"<!doctype html><body>{context.format(PAYLOADS[number - 1])}")
            if watch.page.evaluate(AUDIT):
                caught.add(number)
    assert len(caught) >= 62, sorted({*range(1, len(PAYLOADS) + 1)} - caught)


def test_nothing_runs_in_what_is_published(watch: Watch, project: Path, tmp_path: Path) -> None:
    pages = sorted((project / "build").rglob("*.html"))
    pages = [page for page in pages if not re.search(r"\.(ru|ky)\.html$", page.name)]
    assert len(pages) == 13 and sum(NAME in str(page) for page in pages) == 2
    for book in sorted((project / "build").rglob("*.epub")):
        inside = tmp_path / book.parent.name
        zipfile.ZipFile(book).extractall(inside)
        pages += sorted(inside.rglob("*.xhtml"))[:6]
    drawings = sorted((project / "build").rglob("*.svg"))
    assert len(pages) > 25 and len(drawings) == 6
    for page in (*pages, *drawings):
        watch.page.goto(page.as_uri())
        if page.name == "index.html" and page.parent.name in ("a", "b", "c"):
            for key in ("s", "t", "w", "e", "?"):
                watch.page.keyboard.press(key)
        watch.looked(str(page))


@pytest.fixture(scope="module")
def stage(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("review") / "project"
    shutil.copytree(project, folder)
    names = [f"source/{one.name}" for one in sorted((folder / "source").iterdir())]
    with staged(folder, *names, targets=("ru", "ky")) as running:
        yield running


def test_nothing_runs_in_the_review_page(watch: Watch, stage: Stage) -> None:
    page = watch.page
    page.set_default_timeout(15_000)
    page.goto(stage.address)
    page.wait_for_selector("html[data-ready]")
    works = page.evaluate("() => [...document.querySelectorAll('#work option')].map(one => one.value)")
    assert len(works) == 6 and any(NAME in one for one in works)
    for work in works:
        page.select_option("#work", work)
        page.wait_for_selector(".row .target")
        _walk(page)
        watch.looked(work)
    page.select_option("#work", "source/a.txt")
    page.locator(".row .target[data-target=ru]").nth(1).click()
    page.locator(".row textarea").first.fill(f"Пёс {PAYLOADS[13]}")
    page.wait_for_selector("#panel dl, #panel section, #panel h2")
    watch.looked("the panel")
    for key in ("F1", "Alt+r", "Alt+m", "Alt+s"):
        page.keyboard.press(key)
        page.wait_for_selector("#dialog[open]")
        watch.looked(key)
        page.keyboard.press("Escape")
    page.fill("#find", "onerror")
    page.wait_for_timeout(200)
    watch.looked("a search")
    for address in ("preview", "published"):
        for work in works:
            page.goto(f"{stage.origin}/{address}?work={work.replace('<', '%3C')}")
            watch.looked(f"{address} of {work}")


def test_a_page_that_a_project_brings_runs_no_script_of_its_own(browser: Browser, stage: Stage) -> None:
    page = stage.folder / "build" / "a" / "index.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"</body>", b"<script>ran(1)</script></body>"))
    context, ran = browser.new_context(), list[object]()  # here with the policy, since the page is not the tool's
    context.expose_binding("ran", lambda _, number=None: ran.append(number))
    window = context.new_page()
    window.goto(stage.address)
    window.wait_for_selector("html[data-ready]")
    window.goto(f"{stage.origin}/published?work=source/a.txt")
    window.wait_for_timeout(100)
    context.close()
    page.write_bytes(before)
    assert ran == []


def _walk(page: Page) -> None:
    """Through all rows: they are made as they come into sight."""
    for place in range(0, 60_000, 4_000):
        high = page.evaluate(f"() => {{ scrollTo(0, {place}); return document.documentElement.scrollHeight; }}")
        page.wait_for_timeout(30)
        if place > high:
            break
