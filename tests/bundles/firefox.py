"""Firefox, driven as a person would, through Marionette: JSON over a socket, as geckodriver itself speaks to it.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SLOW = 120.0
"""Seconds that anything may take."""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""What WebDriver calls an element in JSON."""
KEYS = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "ArrowRight": "\ue014"}


class Firefox:
    """One window of a running Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._waiting, self._number = connection, b"", 0
        self._next()  # the greeting
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {"pageLoadStrategy": "normal"}})

    def call(self, command: str, **parameters: Any) -> Any:
        """One command and its value."""
        self._number += 1
        data = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(str(len(data)).encode() + b":" + data)
        _, number, error, result = self._next()
        assert (number, error) == (self._number, None), error
        return result.get("value") if isinstance(result, dict) and "value" in result else result

    def open(self, address: str) -> None:
        """Opens an address and waits until it is loaded."""
        self.call("WebDriver:Navigate", url=address)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or of its promise, in the page."""
        script = "Promise.resolve(eval(arguments[0])).then(arguments[1]);"
        return self.call("WebDriver:ExecuteAsyncScript", script=script, args=[expression])

    def press(self, key: str) -> None:
        """A key, down and up."""
        value = KEYS.get(key, key)
        strokes = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self.call("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def element(self, query: str) -> str:
        """The first element that a selector finds."""
        found: str = self.call("WebDriver:FindElement", using="css selector", value=query)[ELEMENT]
        return found

    def click(self, query: str) -> None:
        """The mouse on an element."""
        self.call("WebDriver:ElementClick", id=self.element(query))

    def name(self, query: str) -> str:
        """What a screen reader calls an element."""
        found: str = self.call("WebDriver:GetComputedLabel", id=self.element(query))
        return found

    def _next(self) -> Any:
        while b":" not in self._waiting:
            self._receive()
        length, _, self._waiting = self._waiting.partition(b":")
        while len(self._waiting) < int(length):
            self._receive()
        data, self._waiting = self._waiting[: int(length)], self._waiting[int(length) :]
        return json.loads(data)

    def _receive(self) -> None:
        data = self._connection.recv(1 << 20)
        assert data, "Firefox has gone"
        self._waiting += data


@contextmanager
def browsing(program: str, folder: Path, *, width: int = 1440, height: int = 1000) -> Iterator[Firefox]:
    """A Firefox with a profile of its own in `folder`."""
    profile = folder / "profile"
    profile.mkdir(parents=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quiet = {"marionette.port": port, "app.update.auto": False, "datareporting.policy.dataSubmissionEnabled": False,
             "intl.accept_languages": "en", "toolkit.telemetry.enabled": False}  # fmt: skip
    (profile / "user.js").write_text(
        "".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in quiet.items())
    )
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile),
               "--window-size", f"{width},{height}"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        ends = time.monotonic() + SLOW
        while True:
            with suppress(OSError):
                connection = socket.create_connection(("127.0.0.1", port), timeout=SLOW)
                break
            assert time.monotonic() < ends and process.poll() is None, "Firefox did not start"
            time.sleep(0.1)
        with connection:
            browser = Firefox(connection)
            browser.call("WebDriver:SetWindowRect", width=width, height=height)
            browser.call("WebDriver:SetTimeouts", script=int(SLOW * 1000))
            yield browser
            browser.call("Marionette:Quit", flags=["eForceQuit"])
    finally:
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
