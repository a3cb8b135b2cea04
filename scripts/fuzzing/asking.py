"""The review page, asked by requests from anywhere, within this process: no socket, no server."""

import asyncio
import functools
import json
import tempfile
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from scripts.fuzzing.watch import Differs
from toolkit.project.settings import load_settings
from toolkit.workflow import pipeline

TEXT = "# Title here\n\nA dog ran. It was far.\n\nThe dog sat.\n"
BROKEN = 500
"""From this status on a server has failed."""


class Stage:
    """An application over a project of its own."""

    def __init__(self) -> None:
        from toolkit.review.app import make
        from toolkit.review.security import Doors
        from toolkit.review.session import Session

        folder = Path(tempfile.mkdtemp())
        (folder / "a.md").write_text(TEXT, encoding="utf-8")
        (folder / "locales").mkdir()
        settings = load_settings(folder, {})
        self.source = pipeline.read(settings, folder / "a.md")
        pipeline.update(settings, self.source, "ru")
        session = Session.of(settings, [folder / "a.md"], ("ru",), ())
        self.work = next(iter(session.works))
        self.doors = Doors(("127.0.0.1",), 1)
        self.guard = make(session, self.doors)


@functools.cache
def stage() -> Stage:
    """The one of this process."""
    return Stage()


def ask(data: bytes) -> None:
    """`GET /api/index?work=a.md`, lines of headers, an empty line, a body. Raises Differs where the server fails."""
    head, _, body = data.partition(b"\n\n")
    first, *more = head.split(b"\n")
    method, _, address = first.partition(b" ")
    path, _, query = address.partition(b"?")
    here = stage()
    headers = [
        (b"host", b"127.0.0.1:1"), (b"origin", b"http://127.0.0.1:1"), (b"content-type", b"application/json"),
        (b"cookie", f"{here.doors.cookie}={here.doors.secret}".encode()),
    ]  # fmt: skip
    own = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(b":") for line in more)]
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "method": method.decode("latin-1"), "path": unquote(path.decode("latin-1")), "raw_path": path,
        "query_string": query, "server": ("127.0.0.1", 1), "client": ("127.0.0.1", 2),
        "headers": [one for one in headers if one[0] not in dict(own)] + own,
    }  # fmt: skip
    status, answered = asyncio.run(_answer(here, scope, body))
    if status >= BROKEN:
        raise Differs(f"{status}: {answered[:200]!r}")
    if scope["path"].startswith("/api/") and status == 200:
        json.loads(answered)


async def _answer(here: Stage, scope: MutableMapping[str, Any], body: bytes) -> tuple[int, bytes]:
    messages = [{"type": "http.request", "body": body, "more_body": False}]
    status, made = 0, b""

    async def receive() -> MutableMapping[str, Any]:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status, made
        status = message.get("status", status)
        made += message.get("body", b"")

    await here.guard(scope, receive, send)
    return status, made


def requests() -> list[bytes]:
    """Requests that the page itself makes, one of each address."""
    from toolkit.review.app import ACTS, LOOKS

    here = stage()
    keys = [one.key for one in here.source.segments]
    wish = {"work": here.work, "target": "ru", "key": keys[1], "forms": ["Пёс бежал."], "version": "", "action": "type",
            "window": "w", "visit": "v", "by": "A <a@b.org>", "anyway": True}  # fmt: skip
    more = {"check": "numbers", "text": "dog", "find": "Пёс", "put": "Кот", "case": True, "words": True, "write": True,
            "expression": True, "chosen": {keys[1]: ""}, "to": ["ru"], "keys": keys[:2], "engine": "pseudo",
            "number": 1}  # fmt: skip
    work = quote(here.work)
    query = f"work={work}&to=ru&target=ru&key={keys[1]}&keys={keys[0]},{keys[1]}&text=dog&from=0&count=5&language=ru"
    made = [f"GET /api/{name}?{query}\n\n".encode() for name in LOOKS]
    made += [f"GET {path}?work={work}&to=ru\n\n".encode() for path in ("/", "/static/page.js", "/preview", "/events")]
    made.append(f"GET /api/cells?work={work}&to=ru&from=1&count=2\nAccept: */*\n\n".encode())
    for name in (*ACTS, "draft", "stop", "suggest", "token"):
        if name != "publish":  # as often as this is asked, it is most of the time
            body = json.dumps({**wish, **more}, ensure_ascii=False)
            made.append(f"POST /api/{name}\nContent-Type: application/json\n\n{body}".encode())
    return made
