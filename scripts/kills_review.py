#!/usr/bin/env python3
"""Kills the review server and the browser at random moments: `scripts/kills_review.py --kills 100 --browsers 20`.

After each kill of the server the catalog must be whole: everything that the server had said is saved stands in it, the
text that was on its way stands there or not, and every other entry is as it was. After each kill of the browser, and of
both, a browser that is opened again brings what was typed, but for the last keys.
"""

import argparse
import http.client
import json
import multiprocessing
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
from collections.abc import Iterator
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
PATIENCE = 30
"""Seconds that a browser may take for one step."""


def session(folder: Path) -> Session:
    return Session.of(load_settings(folder), [folder / DOCUMENT], ("ky",))


class Stage:
    """A project with one document, its catalog untranslated."""

    def __init__(self, folder: Path, entries: int, chance: random.Random) -> None:
        self.folder = folder
        (folder / "source").mkdir()
        (folder / "locales").mkdir()
        texts = [f"{' '.join(chance.choices(WORDS, k=8)).capitalize()} {number}." for number in range(entries)]
        (folder / DOCUMENT).write_text("\n\n".join(texts), encoding="utf-8")
        session(folder).work(DOCUMENT)
        self.path = folder / "locales/ky/LC_MESSAGES/long.po"
        self.keys = list(self.texts())

    def texts(self) -> dict[str, str]:
        """Key -> translation, of a catalog that is whole. Raises CatalogError."""
        file = catalogs.read(self.path.read_bytes(), str(self.path))
        return {entry.key: entry.msgstr[0] for entry in file.live}


CLEAN = multiprocessing.get_context("forkserver")
"""Servers are forked from a process that runs nothing else."""


def serve(listening: socket.socket, folder: Path, secret: str) -> None:
    """What the child does."""
    doors = Doors(("127.0.0.1",), listening.getsockname()[1], standing=TOKEN)
    doors.secret = secret
    config = uvicorn.Config(make(session(folder), doors), log_level="critical", ws="none")
    uvicorn.Server(config).run(sockets=[listening])


class Served:
    """A server in a child that can be killed."""

    def __init__(self, stage: Stage, port: int = 0) -> None:
        with bound("127.0.0.1", port, 0) as listening:
            self.port = int(listening.getsockname()[1])
            self.doors = Doors(("127.0.0.1",), self.port, standing=TOKEN)
            self.address = f"http://127.0.0.1:{self.port}/open?{urlencode({'token': TOKEN})}"
            self.child = CLEAN.Process(target=serve, args=(listening, stage.folder, self.doors.secret), daemon=True)
            self.child.start()

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
        self.child.kill()
        self.child.join()


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


class Killable:
    """A browser with a profile of its own that can be killed."""

    def __init__(self, profile: str, said: Path) -> None:
        chromium = shutil.which("chromium")
        assert chromium, "chromium is not installed"
        with said.open("wb") as file:  # a pipe that nobody reads would fill up and stop it
            self.process = subprocess.Popen(
                [
                    chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                    "--remote-debugging-port=0", "--no-first-run", "about:blank",
                ],
                stdout=file, stderr=file, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while "DevTools listening on" not in (told := said.read_text(encoding="utf-8", errors="replace")):
            assert time.monotonic() < until and self.process.poll() is None, f"chromium did not start: {told}"
            time.sleep(0.05)
        self.address = told.partition("DevTools listening on")[2].split()[0]

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stress_browser(stage: Stage, kills: int, chance: random.Random) -> str:
    """Kills the browser while it is typed into; every third time the server was killed a moment before.

    Raises AssertionError where a browser that is opened again brings back something else than was typed.
    """
    from playwright.sync_api import sync_playwright

    server = Served(stage)
    port = server.port
    worst, unsaved, dead = 0.0, 0, 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        key, seen, died, typed = "", "", 0.0, [(0.0, "")]
        for number in range(kills + 1):
            browser = Killable(profile, stage.folder / "chromium.txt")
            context = playwright.chromium.connect_over_cdp(browser.address, timeout=PATIENCE * 1000).contexts[0]
            page = context.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(server.address)
            page.wait_for_selector("html[data-ready] .row .target")
            if number:  # what the killed one had typed
                wanted = typed[-1][1]
                until = time.monotonic() + 2
                while (now := stage.texts()[key]) != wanted and time.monotonic() < until:
                    page.wait_for_timeout(50)
                assert wanted.startswith(now), f"kill {number}: {now!r}, and {wanted!r} was typed"
                lost = [moment for moment, said in typed if len(said) > len(now)]
                worst = max(worst, died - lost[0]) if lost else worst
                unsaved += now != seen
            if number == kills:
                browser.kill()
                break
            key = stage.keys[number]
            page.locator(f'.row[data-key="{key}"] .target').click()
            page.wait_for_selector("textarea")
            typed = []
            start = time.monotonic()
            long = chance.uniform(0.3, 2.5)
            without = number % 3 == 2
            while (spent := time.monotonic() - start) < long:
                if without and spent > long / 2:
                    server.kill()
                    without, dead = False, dead + 1
                text = (typed[-1][1] if typed else "") + chance.choice("абвгдежзийклмно")
                page.keyboard.insert_text(text[-1])
                typed.append((time.monotonic(), text))
                time.sleep(0.03)
            browser.kill()
            died = time.monotonic()
            seen = stage.texts()[key]
            assert typed[-1][1].startswith(seen), (typed[-1][1], seen)
            if number % 3 == 2:
                server = Served(stage, port)
    server.kill()
    return (
        f"browser: {kills} kills, {dead} of them after the server's; {unsaved} times the catalog lacked some, and "
        f"it came back but for what was typed within the last {worst:.2f} s"
    )


def stress(kills: int, browsers: int, entries: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for act, many in ((stress_server, kills), (stress_browser, browsers)):
        if many:
            with tempfile.TemporaryDirectory() as name:
                yield act(Stage(Path(name), entries, chance), many, chance)


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
