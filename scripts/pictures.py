#!/usr/bin/env python3
"""Takes the pictures of the documentation: `python scripts/pictures.py [NAME…]` writes docs/images/<name>.png.

Needs chromium and playwright (requirements/dev.lock has the second). They show this project's own article, built and
served as anybody would, and what the command printed on the terminal. No network.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "lin-wu-visits-kyrgyzstan"
LETTER = "The weather is cold today. Bring your documents to the office.\n\nThe school is open from 9:00 to 17:00.\n"
SAID = ("toolkit run letter.txt --to ky", "toolkit triage letter.txt --to ky", "toolkit stats letter.txt")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S+")
SCREEN = """<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#16181c;color:#e8e4dc}
pre{margin:0;padding:1.2rem 1.4rem;font:14px/1.5 "DejaVu Sans Mono",monospace;white-space:pre-wrap}
b{color:#f0b27a}</style><pre>"""


def toolkit(folder: Path, *arguments: str) -> str:
    """What a command prints, in a terminal of 100 columns; not seen are counts that go up while it works."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@contextmanager
def project() -> Iterator[Path]:
    """A copy of this project's article and catalogs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("locales", "source"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "pyproject.toml", folder)
        yield folder


@contextmanager
def reviewing(folder: Path) -> Iterator[str]:
    """The address of a review page that serves this project."""
    command = [sys.executable, "-u", "-m", "toolkit", "review", f"source/{ARTICLE}.txt", "--to", "ky", "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout
            yield next(found[0] for line in server.stdout if (found := ADDRESS.search(line)))
        finally:
            server.terminate()


def reading_page(page: Any, path: Path) -> None:
    """The article in English and Kyrgyz, as a reader has it."""
    with project() as folder:
        toolkit(folder, "build", f"source/{ARTICLE}.txt", "--to", "ky")
        page.goto((folder / "build" / ARTICLE / "index.html").as_uri())
        page.screenshot(path=path)


def review_page(page: Any, path: Path) -> None:
    """The same in the hands of a translator."""
    with project() as folder, reviewing(folder) as address:
        page.goto(address)
        page.wait_for_selector(".row .target")
        page.locator(".row .target[data-target=ky]").nth(4).click()
        page.wait_for_timeout(1500)  # findings and matches come after the text
        page.screenshot(path=path)


def terminal(page: Any, path: Path) -> None:
    """A letter from an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
        text = "".join(f"<b>$ {line}</b>\n{_escaped(toolkit(folder, *line.split()[1:]))}\n" for line in SAID)
        page.set_viewport_size({"width": 900, "height": 100})
        page.set_content(SCREEN + text)
        page.screenshot(path=path, full_page=True)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


PICTURES: dict[str, Callable[[Any, Path], None]] = {"page": reading_page, "review": review_page, "terminal": terminal}


def main() -> None:
    """Takes the pictures that were asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *PICTURES])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in asked.names or PICTURES:
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
            PICTURES[name](page, asked.out / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main()
