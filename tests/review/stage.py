"""A served review page for tests: the server in a thread, its address, and requests as a browser's page makes them."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import uvicorn

from toolkit.project.settings import load_settings
from toolkit.review.app import make
from toolkit.review.security import Doors
from toolkit.review.server import bound
from toolkit.review.session import Session


class Stage:
    """One server over one project folder."""

    def __init__(self, folder: Path, *given: str, targets: tuple[str, ...] = ("ky",), port: int = 0) -> None:
        self.folder = folder
        settings = load_settings(folder)
        self.session = Session.of(settings, [folder / name for name in given], targets, ())
        self.socket = bound("127.0.0.1", port, 0)
        self.port = int(self.socket.getsockname()[1])
        self.doors = Doors(("127.0.0.1", "localhost"), self.port)
        self.guard = make(self.session, self.doors)
        config = uvicorn.Config(self.guard, log_level="critical", timeout_graceful_shutdown=1, ws="none")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """One that lets a browser in, good once."""
        return f"{self.origin}/open?token={self.doors.token()}"

    @property
    def headers(self) -> dict[str, str]:
        """What the page's own requests have."""
        return {
            "Host": f"127.0.0.1:{self.port}",
            "Origin": self.origin,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/json",
            "Cookie": f"{self.doors.cookie}={self.doors.secret}",
        }

    def ask(
        self, method: str, path: str, body: Any = None, **changed: str | None
    ) -> tuple[int, str, http.client.HTTPMessage]:
        """A request with the page's headers but for those that are `changed` (None: left away); `_` is `-`."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        for name, value in changed.items():
            headers.pop(name.replace("_", "-").lower(), None)
            if value is not None:
                headers[name.replace("_", "-").lower()] = value
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if data is not None and "transfer-encoding" not in headers and "content-length" not in headers:
            connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text, answer.headers

    def look(self, name: str) -> Any:
        """What a GET address of the interface answers."""
        status, text, _ = self.ask("GET", f"/api/{name}")
        assert status == 200, text
        return json.loads(text)

    def act(self, name: str, **body: Any) -> Any:
        """What a POST address answers."""
        status, text, _ = self.ask("POST", f"/api/{name}", body)
        assert status == 200, text
        return json.loads(text)

    def start(self) -> "Stage":
        self.thread.start()
        deadline = time.monotonic() + 20
        while not self.server.started:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return self

    def stop(self) -> None:
        self.session.hub.close_soon()
        self.server.should_exit = True
        self.thread.join(20)


failed: list[str] = []
"""Errors of scripts in the pages of a test."""


@contextlib.contextmanager
def project(folder: Path, files: Mapping[str, str], *given: str, **more: Any) -> Iterator[Stage]:
    """A project with these files whose works are served within the `with`: those of `given`, or all in source/.

    No script of a page that is open meanwhile may fail.
    """
    for name in ("source", "locales", *(str(Path(name).parent) for name in files)):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    failed.clear()
    with staged(folder, *(given or [name for name in files if name.startswith("source/")]), **more) as running:
        yield running
    assert failed == []


@contextlib.contextmanager
def staged(folder: Path, *given: str, **more: Any) -> Iterator[Stage]:
    """A server that runs within the `with`."""
    stage = Stage(folder, *given, **more).start()
    try:
        yield stage
    finally:
        stage.stop()
