"""The server itself: a socket on this machine, the address for the browser, and the end of it."""

import importlib.util
import socket
import sys
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from toolkit.errors import MissingLibrary, UsageError

if TYPE_CHECKING:
    from types import FrameType

    from toolkit.review.session import Session

LOOPBACK = "127.0.0.1"
NEEDED = ("starlette", "uvicorn", "jinja2")
SHORTEST_TOKEN = 16
"""Characters of a token that opens the page from other machines."""
STOPS_AFTER = 2
"""Seconds that requests have to end once the server is told to stop."""


def refuse_missing() -> None:
    """Raises MissingLibrary where the libraries of the extra `review` are not installed."""
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        raise MissingLibrary(f"the review page needs {', '.join(lacking)}", "review")


def bound(host: str, port: int, usual: int) -> socket.socket:
    """A listening socket: at `port`, or with port 0 at the usual one where it is free, else at any.

    Raises UsageError where it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    tries = [port] if port else [usual, 0]
    for number in tries:
        # With its protocol named: asyncio sends small answers at once only where it is.
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform != "win32":  # there it would let two programs have one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, number))
            made.listen(128)
            return made
        except OSError as error:
            made.close()
            if number == tries[-1]:
                reason = (error.strerror or str(error)).lower()
                raise UsageError(f"cannot listen at {host}:{number}: {reason}; choose another --port") from None
    raise AssertionError


def checked_token(host: str, token: str) -> None:
    """Raises UsageError where the page would be open to other machines without a secret worth the name."""
    if host != LOOPBACK and len(token) < SHORTEST_TOKEN:
        raise UsageError(
            f"--host lets other machines in: add --token with at least {SHORTEST_TOKEN} characters that nobody guesses"
        )
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - it is refused
        raise UsageError("name the one address of this machine that others shall use, such as --host 192.168.1.5")


def checked_public(public: str, token: str) -> str:
    """The origin that a proxy shows the page at, as browsers write it. Raises UsageError for what is none."""
    if not public:
        return ""
    parts = urlsplit(public)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("http", "https") or not parts.hostname or port == -1 or parts.username is not None:
        raise UsageError(f"--public is an address such as https://review.example.org, not {public!r}")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise UsageError("--public is an address without a path: the page has its server for itself")
    if len(token) < SHORTEST_TOKEN:
        raise UsageError(f"--public lets others in: add --token with at least {SHORTEST_TOKEN} characters")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = port is None or port == {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + ("" if usual else f":{port}")


def serve(
    session: "Session",
    *,
    host: str = LOOPBACK,
    port: int = 0,
    token: str = "",
    public: str = "",
    browser: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves until somebody stops it; `say` gets the address. Raises UsageError."""
    import uvicorn

    from toolkit.review.app import make
    from toolkit.review.security import OPEN, Doors
    from toolkit.review.session import usual_port

    checked_token(host, token)
    public = checked_public(public, token)
    listening = bound(host, port, usual_port(session.settings))
    number = listening.getsockname()[1]
    names = (host, "localhost") if host == LOOPBACK else (f"[{host}]" if ":" in host else host,)
    doors = Doors(names, number, standing=token, public=public)
    address = f"{public or f'http://{names[0]}:{number}'}{OPEN}?token="
    config = uvicorn.Config(
        make(session, doors),
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=STOPS_AFTER,
        ws="none",
    )

    class Server(uvicorn.Server):
        """Ends the streams of events first, which would keep it waiting."""

        def handle_exit(self, sig: int, frame: "FrameType | None") -> None:
            """As uvicorn calls it at a signal."""
            session.hub.close_soon()
            super().handle_exit(sig, frame)

    server = Server(config)

    opened = f"{address}{quote(token) or doors.token()}"
    say(opened)
    if browser:
        webbrowser.open(opened)
    server.run(sockets=[listening])
