"""A browser that is driven as a person would: real keys, reloads, downloads; Chrome's DevTools protocol over a pipe."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SLOW = 60.0
"""Seconds that anything may take."""


class Browser:
    """One page of a running chromium."""

    def __init__(self, read: int, write: int, downloads: Path) -> None:
        self._read, self._write, self.downloads = read, write, downloads
        self._waiting = b""
        self._number = 0
        self._session = ""
        self._loads = 0
        self.dialogs: list[str] = []
        """Kinds of the dialogs that the page wanted to show; all were answered with yes."""
        self.requests: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Performance"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """One command of the protocol and its answer."""
        number = self._send(method, params)
        while (message := self._next()).get("id") != number:
            self._event(message)
        assert "error" not in message, (method, message["error"])
        return message["result"]

    def open(self, address: str) -> None:
        """Opens an address and waits until it is loaded."""
        self._loaded("Page.navigate", url=address)

    def reload(self) -> None:
        """Reloads the page; a question whether to leave it is noted in `dialogs` and answered with yes."""
        before = self.evaluate("performance.timeOrigin")
        self._loaded("Page.reload")
        while self.evaluate("document.readyState === 'complete' ? performance.timeOrigin : null") in (before, None):
            time.sleep(0.05)  # the event was that of the page before

    def evaluate(self, expression: str) -> Any:
        """The value of an expression (or of its promise) in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str, *, modifiers: int = 0) -> None:
        """A key, down and up; modifiers: 2 Ctrl, 8 Shift."""
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, "Backspace": 8, " ": 32}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 and not modifiers else "")
        code = codes.get(key, ord(key[0].upper()))
        given = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **given)
        self.call("Input.dispatchKeyEvent", type="keyUp", **given)

    def type(self, text: str) -> None:
        """Text into what has the focus, as a keyboard or an input method would."""
        self.call("Input.insertText", text=text)

    def click(self, query: str) -> None:
        """The mouse, in the middle of the first line of an element."""
        at = self.evaluate(
            f"(e => {{ e.scrollIntoView({{ block: 'start' }}); const b = e.getClientRects()[0];"
            f" return [b.x + b.width / 2, b.y + b.height / 2]; }})(document.querySelector({json.dumps(query)}))"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=at[0], y=at[1], button="left", clickCount=1)

    def until(self, happened: Callable[[], bool]) -> None:
        """Waits for something."""
        ends = time.monotonic() + SLOW
        while not happened():
            assert time.monotonic() < ends, "it never happened"
            time.sleep(0.05)

    def _loaded(self, method: str, **params: str) -> None:
        before = self._loads
        self.call(method, **params)
        while self._loads == before:
            self._event(self._next())

    def _send(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        data = json.dumps({"id": self._number, "method": method, "params": params, **session}).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        return self._number

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            data = os.read(self._read, 1 << 20)
            assert data, "the browser has gone"
            self._waiting += data
        line, _, self._waiting = self._waiting.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        return found

    def _event(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Page.loadEventFired":
            self._loads += 1
        elif message.get("method") == "Page.javascriptDialogOpening":
            self.dialogs.append(message["params"]["type"])
            self._send("Page.handleJavaScriptDialog", {"accept": True})
        elif message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])


@contextmanager
def browsing(chromium: str, folder: Path, *, width: int = 1440, height: int = 1000) -> Iterator[Browser]:
    """A browser with a profile of its own in `folder`; what it downloads goes to `folder`/downloads."""
    (folder / "downloads").mkdir(parents=True, exist_ok=True)
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()

    def pipes() -> None:  # chromium reads from 3 and writes to 4
        high_in, high_out = os.dup2(theirs_in, 100), os.dup2(theirs_out, 101)
        os.dup2(high_in, 3)
        os.dup2(high_out, 4)

    process = subprocess.Popen(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--lang=en-US", f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},{height}", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe",
            "--enable-precise-memory-info",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=False,
        preexec_fn=pipes,
    )  # fmt: skip
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        browser = Browser(ours_in, ours_out, folder / "downloads")
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(browser.downloads))
        yield browser
    finally:
        process.terminate()
        process.wait()
        os.close(ours_in)
        os.close(ours_out)
