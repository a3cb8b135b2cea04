"""A server that drafts, over HTTP: on this machine, or on one that was named; nothing that it says is trusted.

A request ends at its deadline however slowly bytes come, an answer has a largest size, and a redirection is no answer.
Proxies are not asked.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from toolkit.errors import EngineError, UsageError

LARGEST = 4_000_000
"""Bytes of an answer."""
CONNECTING = 10.0
"""Seconds for a connection."""
PIECE = 65_536
OK = 200
SHOWN = 160
"""Characters of a server's own message that an error repeats."""


class Unusable(EngineError):
    """An answer came, and it is none: garbage, too much, too late, a refusal."""


class Server:
    """One address, e.g. `http://127.0.0.1:11434/v1`."""

    def __init__(self, address: str, *, allowed: Collection[str] = (), deadline: float = 120.0) -> None:
        """`allowed` are hosts other than this machine that a person named. Raises UsageError for any other.

        `deadline` is in seconds for a whole request.
        """
        parts = urlsplit(address if "//" in address else f"http://{address}")
        try:
            port = parts.port
        except ValueError as error:
            raise UsageError(f"{address}: the address of the engine has no valid port") from error
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise UsageError(f"{address}: the address of the engine must look like http://127.0.0.1:11434/v1")
        self.host = parts.hostname
        self.port = port or (443 if parts.scheme == "https" else 80)
        self.here = is_here(self.host)
        if not self.here and self.host not in allowed:
            raise UsageError(
                f"{self.host} is another machine, and texts leave this one only where you say so: "
                f"--allow-host {self.host}"
            )
        self._secure, self._path, self._deadline = parts.scheme == "https", parts.path.rstrip("/"), deadline

    @property
    def shown(self) -> str:
        """For signatures and messages."""
        return f"{self.host}:{self.port}" + ("" if self.here else ", another machine")

    def get(self, path: str) -> Any:
        """The JSON at a path. Raises EngineError, Unusable."""
        return self._json("GET", path, None)

    def post(self, path: str, payload: object) -> Any:
        """What the server answers to JSON, as JSON. Raises EngineError, Unusable."""
        return self._json("POST", path, json.dumps(payload, ensure_ascii=False).encode())

    def _json(self, method: str, path: str, body: bytes | None) -> Any:
        data = self._request(method, self._path + path, body)
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise Unusable(f"the server at {self.shown} answered with something that is no JSON") from error

    def _request(self, method: str, path: str, body: bytes | None) -> bytes:
        connection = self._connection()
        late = threading.Event()
        opened: list[socket.socket] = []

        def end() -> None:
            late.set()
            for one in opened:
                with_shutdown(one)

        watch = threading.Timer(self._deadline, end)
        watch.daemon = True
        watch.start()
        response: http.client.HTTPResponse | None = None
        try:
            connection.connect()
            opened.append(connection.sock)
            connection.request(method, path, body, {"Content-Type": "application/json", "Accept": "application/json"})
            response = connection.getresponse()
            data = _read(response, self.shown)
            if late.is_set():
                raise Unusable(f"the server at {self.shown} took longer than {self._deadline:g} seconds")
            if response.status != OK:
                raise Refusal(self.shown, response.status, data)
            return data
        except (OSError, http.client.HTTPException) as error:
            if late.is_set():
                raise Unusable(f"the server at {self.shown} took longer than {self._deadline:g} seconds") from error
            if not opened:
                raise EngineError(f"no server answers at {self.shown}; start it, or name another address") from error
            raise Unusable(f"the server at {self.shown} broke off ({type(error).__name__})") from error
        finally:
            watch.cancel()
            if response is not None:
                response.close()
            connection.close()
            for one in opened:
                one.close()

    def _connection(self) -> http.client.HTTPConnection:
        timeout = min(CONNECTING, self._deadline)
        if self._secure:
            return http.client.HTTPSConnection(
                self.host, self.port, timeout=timeout, context=ssl.create_default_context()
            )
        made = http.client.HTTPConnection(self.host, self.port, timeout=timeout)

        def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
            # Whatever `localhost` means to the name service, here it is this machine.
            host = "127.0.0.1" if self.here and not _is_address(address[0]) else address[0]
            found = socket.create_connection((host, address[1]), timeout)
            found.settimeout(self._deadline)
            return found

        made._create_connection = connect  # type: ignore[attr-defined]
        return made


class Refusal(Unusable):
    """The server refused a request."""

    def __init__(self, server: str, status: int, data: bytes) -> None:
        text = " ".join(data[: 4 * SHOWN].decode("utf-8", "replace").split())
        said = "".join(character for character in text if character.isprintable())[:SHOWN]
        super().__init__(f"the server at {server} refused with HTTP {status}{f': {said}' if said else ''}")
        self.status = status


def _read(response: http.client.HTTPResponse, shown: str) -> bytes:
    if response.status == OK and (response.length or 0) > LARGEST:
        raise Unusable(f"the server at {shown} answered with {response.length / 1e6:,.0f} MB")  # type: ignore[operator]
    data = bytearray()
    while piece := response.read1(PIECE):
        data += piece
        if len(data) > LARGEST:
            raise Unusable(f"the server at {shown} answered with more than {LARGEST / 1e6:.0f} MB")
    return bytes(data)


def with_shutdown(open_socket: socket.socket) -> None:
    """Ends whatever waits for a socket."""
    try:
        open_socket.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_here(host: str) -> bool:
    """Whether a host is this machine by its name alone; no name service is asked."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback
