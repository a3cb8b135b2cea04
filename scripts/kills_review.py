#!/usr/bin/env python3
"""Kills the review server and the browser at random moments: `scripts/kills_review.py --kills 100 --browsers 20`.

After each kill of the server the catalog must be whole: everything that the server had said is saved stands in it, the
text that was on its way stands there or not, and every other entry is as it was. After each kill of the browser at most
what was typed within the last second is missing from the file, and a browser that is opened again shows it.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import uvicorn  # noqa: E402 - the tree that the script lies in

from toolkit import catalogs  # noqa: E402
from toolkit.project.settings import load_settings  # noqa: E402
from toolkit.review.app import make  # noqa: E402
from toolkit.review.security import Doors  # noqa: E402
from toolkit.review.server import bound  # noqa: E402
from toolkit.review.session import Session  # noqa: E402

DOCUMENT = "source/long.txt"
WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")
TOKEN = "a token that is good as often as a browser is killed"
TYPED = "жоголбой турган сүйлөм "


class Stage:
    """A project with one document, its catalog untranslated."""

    def __init__(self, folder: Path, entries: int, chance: random.Random) -> None:
        self.folder = folder
        (folder / "source").mkdir()
        (folder / "locales").mkdir()
        texts = [f"{' '.join(chance.choices(WORDS, k=8)).capitalize()} {number}." for number in range(entries)]
        (folder / DOCUMENT).write_text("\n\n".join(texts), encoding="utf-8")
        self.session().work(DOCUMENT)
        self.path = folder / "locales/ky/LC_MESSAGES/long.po"
        self.keys = list(self.texts())

    def session(self) -> Session:
        return Session.of(load_settings(self.folder), [self.folder / DOCUMENT], ("ky",))

    def texts(self) -> dict[str, str]:
        """Key -> translation, of a catalog that is whole. Raises CatalogError."""
        file = catalogs.read(self.path.read_bytes(), str(self.path)).checked()
        return {entry.key: entry.msgstr[0] for entry in file.live}


class Served:
    """A server in a child that can be killed."""

    def __init__(self, stage: Stage, port: int = 0) -> None:
        listening: socket.socket = bound("127.0.0.1", port, 0)
        self.port = int(listening.getsockname()[1])
        self.doors = Doors(("127.0.0.1",), self.port, standing=TOKEN)
        self.address = f"http://127.0.0.1:{self.port}/open?{urlencode({'token': TOKEN})}"
        self.child = os.fork()
        if self.child == 0:
            try:
                config = uvicorn.Config(make(stage.session(), self.doors), log_level="critical", ws="none")
                uvicorn.Server(config).run(sockets=[listening])
            finally:
                os._exit(0)
        listening.close()

    def save(self, connection: http.client.HTTPConnection, key: str, text: str) -> int:
        """The status of a save."""
        wish = {"work": DOCUMENT, "target": "ky", "key": key, "version": "", "forms": [text], "visit": "1"}
        headers = {
            "Cookie": f"{self.doors.cookie}={self.doors.secret}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/json",
        }
        connection.request("POST", "/api/save", json.dumps(wish), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)


def stress_server(stage: Stage, kills: int, chance: random.Random) -> str:
    """Raises AssertionError where a kill lost something that was saved."""
    acknowledged, torn = 0, 0
    for number in range(kills):
        before = stage.texts()
        server = Served(stage)
        known: dict[str, str] = {}
        flying: list[tuple[str, str]] = []
        first = threading.Event()

        def work(
            server: Served = server, known: Any = known, flying: Any = flying, first: Any = first, number: int = number
        ) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            try:
                for turn in range(10_000):
                    wish = (chance.choice(stage.keys), f"{TYPED}{number} {turn}")
                    flying[:] = [wish]
                    if server.save(connection, *wish) == 200:
                        known.update([wish])
                        first.set()
            except (OSError, http.client.HTTPException):
                first.set()

        writer = threading.Thread(target=work)
        writer.start()
        assert first.wait(30), "the server did not start"
        time.sleep(chance.uniform(0, 0.15))
        server.kill()
        writer.join()
        after = stage.texts()
        pending = dict(flying)
        for key, text in after.items():
            wanted = known.get(key, before[key])
            assert text == wanted or text == pending.get(key), f"kill {number}: {text!r} where {wanted!r} was saved"
        acknowledged += len(known)
        torn += sum(after[key] == text != known.get(key) for key, text in pending.items())
    server = Served(stage)  # what killed servers left is in nobody's way
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    assert server.save(connection, stage.keys[0], "аягы") == 200
    server.kill()
    left = {path.name for path in stage.path.parent.iterdir()} - {stage.path.name}
    assert all(name.endswith((".part", ".lock")) for name in left), left
    return f"server: {kills} kills, {acknowledged} saves kept, {torn} that were written and not yet acknowledged"


def stress_browser(stage: Stage, kills: int, chance: random.Random) -> str:
    """Raises AssertionError where a killed browser lost more than the last second of typing."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed"
    server = Served(stage)
    worst, back = 0.0, 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        key, text, seen = "", "", ""
        for number in range(kills):
            process = subprocess.Popen(
                [
                    chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                    "--remote-debugging-port=0", "--no-first-run", "about:blank",
                ],
                stderr=subprocess.PIPE, text=True, start_new_session=True,
            )  # fmt: skip
            assert process.stderr is not None
            line = ""
            while "DevTools listening on" not in line:
                line = process.stderr.readline()
                assert line, "chromium did not start"
            browser = playwright.chromium.connect_over_cdp(line.split()[-1])
            page = browser.contexts[0].new_page()
            page.goto(server.address)
            page.wait_for_selector("html[data-ready] .row .target")
            if number:  # what the killed one had typed and not saved
                page.wait_for_timeout(500)
                now = stage.texts()[key]
                assert text.startswith(now) and now.startswith(seen), (text, now, seen)
                back += now != seen
            key = stage.keys[number + 1]  # the first has what the killed servers left
            page.locator(f'.row[data-key="{key}"] .target').click()
            page.wait_for_selector("textarea")
            typed: list[tuple[float, str]] = []
            text = ""
            until = time.monotonic() + chance.uniform(0.3, 2.5)
            while time.monotonic() < until:
                text += chance.choice("абвгдежзийклмно ").strip() or "я"
                page.keyboard.insert_text(text[-1])
                typed.append((time.monotonic(), text))
                time.sleep(0.03)
            os.killpg(process.pid, signal.SIGKILL)
            died = time.monotonic()
            process.wait()
            time.sleep(0.2)
            seen = stage.texts()[key]
            assert text.startswith(seen), (text, seen)
            missing = [moment for moment, said in typed if len(said) > len(seen)]
            worst = max(worst, died - min(missing)) if missing else worst
    server.kill()
    return f"browser: {kills} kills, the most that was not on disk yet was typed within {worst:.1f} s; {back} came back"


def stress(kills: int, browsers: int, entries: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        stage = Stage(Path(name), entries, chance)
        told = [stress_server(stage, kills, chance)] if kills else []
        return told + ([stress_browser(stage, browsers, chance)] if browsers else [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100, help="of the server")
    parser.add_argument("--browsers", type=int, default=0, help="kills of the browser")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    for told in stress(given.kills, given.browsers, given.entries, given.seed):
        print(told, flush=True)


if __name__ == "__main__":
    main()
