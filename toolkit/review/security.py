"""Who may ask the server at all: a guard before everything else, which looks at headers and nothing derived from them.

    Host                exactly one, and one of those that the server goes by (else DNS rebinding reaches it)
    cookie              HttpOnly, SameSite=Strict, named by the port, since browsers share cookies between ports
    Sec-Fetch-Site      same-origin or none; another port of this machine is `same-site`, and not us
    Origin              on whatever is not GET or HEAD: there, and one of the server's own
    Content-Type        on the same: JSON, which no form of another site can send
    body                no larger than a catalog's sentence may be

An address with a token, which is good once, sets the cookie. It answers with a page that goes on by itself: a redirect
from elsewhere would not carry a strict cookie. WebSockets are refused: there are none.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

LARGEST_BODY = 1_000_000
"""Bytes."""
SAFE = ("GET", "HEAD")
OPEN = "/open"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""On every answer, unless the answer has stricter ones of its own."""
GO_ON = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
    '<link rel="icon" href="/static/icon.svg"><title>toolkit review</title><p><a href="/">Go on</a></p></html>'
)
CLOSED = (
    "This address was used before, or this browser has not been let in. Open the newest address that `toolkit review` "
    "has printed, or start it again."
)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Doors:
    """The secrets of one server."""

    def __init__(self, hosts: Iterable[str], port: int, *, standing: str = "", public: str = "") -> None:
        """`hosts` are the names that it goes by; `standing` is a token that may be used again and again.

        `public` is the origin that a proxy shows it at, such as https://review.example.org. What a proxy adds about
        whom it speaks for (`Forwarded`, `X-Forwarded-…`) is never looked at: anybody can write that.
        """
        self.port = port
        self.hosts = frozenset(f"{host}:{port}" for host in hosts) | (frozenset(hosts) if port == 80 else frozenset())
        self.origins = frozenset(f"http://{host}" for host in self.hosts)
        if public:
            self.hosts |= {public.partition("://")[2]}
            self.origins |= {public}
        self.cookie = f"toolkit-review-{port}"
        self.attributes = "Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if public.startswith("https:") else "")
        self.secret = secrets.token_urlsafe(32)
        self._standing = standing
        self._tokens: set[str] = set()

    def token(self) -> str:
        """A new token, good once."""
        made = secrets.token_urlsafe(32)
        self._tokens.add(made)
        return made

    def redeem(self, token: str) -> bool:
        """Whether the token is good; one that was made here is not a second time."""
        for known in tuple(self._tokens):
            if hmac.compare_digest(known.encode(), token.encode("utf-8", "replace")):
                self._tokens.discard(known)
                return True
        return bool(self._standing) and hmac.compare_digest(self._standing.encode(), token.encode("utf-8", "replace"))

    def knows(self, cookies: str) -> bool:
        """Whether a Cookie header has the secret."""
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(self.secret.encode(), found.value.encode("utf-8", "replace"))


class Guard:
    """The middleware; `app` is asked only for what passes."""

    def __init__(self, app: App, doors: Doors) -> None:
        """Guards `app`."""
        self.app, self.doors = app, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        status, said = self.refusal(scope["method"], scope["path"], headers)
        if status:
            await _answer(send, status, said, "text/plain; charset=utf-8")
        elif scope["path"] == OPEN:
            await self._open(scope, send)
        else:
            await self._through(scope, receive, send)

    def refusal(self, method: str, path: str, headers: dict[str, list[str]]) -> tuple[int, str]:
        """(HTTP status, one sentence) of why a request is refused; (0, "") where it is not."""
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self.doors.hosts:
            return 421, "This server does not go by that name."
        site = headers.get("sec-fetch-site", ["none"])
        if path == OPEN:
            return (0, "") if method in SAFE else (405, "This address is only opened.")
        if any(value not in ("same-origin", "none") for value in site):
            return 403, "Pages of other sites may not ask here."
        if not any(map(self.doors.knows, headers.get("cookie", []))):
            return 401, CLOSED
        if method in SAFE:
            return 0, ""
        if method != "POST":
            return 405, "There is no such method here."
        if headers.get("origin", [""])[0] not in self.doors.origins or len(headers["origin"]) != 1:
            return 403, "Pages of other sites may not change anything here."
        if headers.get("content-type", [""])[0].partition(";")[0].strip().lower() != "application/json":
            return 415, "The body must be JSON."
        length = headers.get("content-length", ["0"])[0]
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return 413, f"No body of more than {LARGEST_BODY:,} bytes is taken."
        return 0, ""

    async def _open(self, scope: Scope, send: Send) -> None:
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] != "GET" or not self.doors.redeem(token):
            await _answer(send, 401, CLOSED, "text/plain; charset=utf-8")
            return
        cookie = f"{self.doors.cookie}={self.doors.secret}; {self.doors.attributes}"
        await _answer(send, 200, GO_ON, "text/html; charset=utf-8", ("Set-Cookie", cookie))

    async def _through(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while scope["method"] not in SAFE:  # read here, since nobody promises the length that was announced
            message = await receive()
            body += message.get("body", b"")
            if len(body) > LARGEST_BODY:
                await _answer(send, 413, f"No body of more than {LARGEST_BODY:,} bytes is taken.", "text/plain")
                return
            if not message.get("more_body", False):
                break
        told = False

        async def whole() -> MutableMapping[str, Any]:
            nonlocal told
            if told or scope["method"] in SAFE:
                return await receive()
            told = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def dressed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message.get("headers", [])}
                more = [
                    (name.lower().encode(), value.encode())
                    for name, value in HEADERS.items()
                    if name.lower().encode() not in own
                ]
                message = {**message, "headers": [*message.get("headers", []), *more]}
            await send(message)

        await self.app(scope, whole, dressed)


async def _answer(send: Send, status: int, text: str, kind: str, *more: tuple[str, str]) -> None:
    headers = {**HEADERS, "Content-Type": kind, **dict(more)}
    body = text.encode()
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()]
            + [(b"content-length", str(len(body)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body})
