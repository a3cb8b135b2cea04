"""A real HTTP server on loopback that gives packages and an index of the true format, and fails on demand.

A fault answers one request in its own way; the requests after it are answered as a good server does, with ETag, Range
and If-Range.
"""

import contextlib
import hashlib
import json
import re
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conftest import judge

Fault = Callable[["Handler", bytes], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Mirror"

    def do_GET(self) -> None:
        path = self.path
        if path.startswith("http://"):  # as a proxy is asked
            path = "/" + path.split("/", 3)[3]
        self.server.requests.append((path, dict(self.headers)))
        faults = self.server.faults.get(path, [])
        data = self.server.files.get(path)
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            if faults:
                faults.pop(0)(self, data or b"")
            elif data is None:
                self.send_error(404)
            else:
                give(self, data)
        self.close_connection = True

    def do_CONNECT(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))
        self.send_error(407 if self.server.asks_for_password else 403)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass

    def head(self, status: int, headers: Mapping[str, object]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()


class Mirror(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, list[Fault]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.asks_for_password = False
        self.ended = threading.Event()
        self.scheme = "http"

    def handle_error(self, *_: Any) -> None:
        pass

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}/"

    def offer(self, archives: Mapping[str, bytes], **more: object) -> None:
        """Serves archives, named `en-ky-1.0`, and the index that lists them."""
        rows = []
        for name, data in archives.items():
            source, target, version = name.split("-")
            file = f"translate-{source}_{target}-{version.replace('.', '_')}.argosmodel"
            self.files[f"/v1/{file}"] = data
            rows.append(
                {
                    "package_version": version, "argos_version": "1.9",
                    "from_code": source, "from_name": NAMES[source], "to_code": target, "to_name": NAMES[target],
                    "code": f"translate-{source}_{target}",
                    "links": [f"{self.address}v1/{file}", "ipfs://QmZX5M8dBcyMHm5uz5gyTLUZnXzS9k1ZpEp5MUYAFV2yNT"],
                    **more,
                }
            )  # fmt: skip
        self.files["/index.json"] = json.dumps(rows).encode()

    def ranges(self, path: str) -> list[str]:
        return [headers.get("Range", "") for asked, headers in self.requests if asked == path]


NAMES = {"en": "English", "ky": "Kyrgyz", "ru": "Russian", "zh": "Chinese", "zt": "Chinese (traditional)"}


def _refuse_a_cut_loopback(server: Mirror) -> None:
    """Under `unshare -n` even the machine's own interface is down, and no server can be reached."""
    try:
        socket.create_connection(("127.0.0.1", server.server_port), timeout=5).close()
    except OSError:
        judge("the loopback interface", None, "ip link set lo up")


@contextlib.contextmanager
def running(certificate: Path | None = None) -> Iterator[Mirror]:
    with Mirror() as server:
        _refuse_a_cut_loopback(server)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            server.scheme = "https"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()


def make_certificate(openssl: str, path: Path, host: str = "127.0.0.1") -> Path:
    """A self-signed certificate with its key in one file."""
    call = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={host} -addext subjectAltName=IP:{host}"
    key, certificate = path.with_suffix(".key"), path.with_suffix(".crt")
    subprocess.run([openssl, *call.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    path.write_bytes(key.read_bytes() + certificate.read_bytes())
    return path


def tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:16]}"'


def wanted(handler: Handler, data: bytes) -> int:
    """The first byte that is asked for and may be given."""
    found = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    fits = handler.headers.get("If-Range", tag(data)) == tag(data)
    return int(found[1]) if found and fits else 0


def begin(handler: Handler, data: bytes, **headers: object) -> memoryview:
    """Sends the head of a good answer; what is to follow."""
    first = wanted(handler, data)
    plain = {"Content-Type": "application/octet-stream", "ETag": tag(data), "Content-Length": len(data) - first}
    if first >= len(data) > 0:
        handler.head(416, {"Content-Range": f"bytes */{len(data)}", "Content-Length": 0})
        return memoryview(b"")
    if first:
        plain["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
    handler.head(206 if first else 200, {**plain, **headers})
    return memoryview(data)[first:]


def give(handler: Handler, data: bytes) -> None:
    handler.wfile.write(begin(handler, data))


def truncate(count: int) -> Fault:
    """Announces all, gives `count` bytes and closes."""

    def fault(handler: Handler, data: bytes) -> None:
        handler.wfile.write(begin(handler, data)[:count])

    return fault


def reset(count: int) -> Fault:
    """Gives `count` bytes, then the connection is reset."""

    def fault(handler: Handler, data: bytes) -> None:
        handler.wfile.write(begin(handler, data)[:count])
        handler.wfile.flush()
        time.sleep(0.1)  # a reset overtakes what the other side has not read
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    return fault


def stall(count: int) -> Fault:
    """Gives `count` bytes and then nothing, with the connection open."""

    def fault(handler: Handler, data: bytes) -> None:
        handler.wfile.write(begin(handler, data)[:count])
        handler.wfile.flush()
        handler.server.ended.wait(60)

    return fault


def drip(handler: Handler, data: bytes) -> None:
    """A byte now and then, so that no single wait is long."""
    for byte in begin(handler, data):
        handler.wfile.write(bytes([byte]))
        if handler.server.ended.wait(0.05):
            return


def endless_head(handler: Handler, data: bytes) -> None:
    """A head of which a letter comes now and then, and no end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    for _ in range(600):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        if handler.server.ended.wait(0.1):
            return


def slow(rate: float) -> Fault:
    """All of it, at `rate` bytes a second."""

    def fault(handler: Handler, data: bytes) -> None:
        rest = begin(handler, data)
        for first in range(0, len(rest), 1 << 16):
            handler.wfile.write(rest[first : first + (1 << 16)])
            if handler.server.ended.wait((1 << 16) / rate):
                return

    return fault


def claims(length: int) -> Fault:
    """All of it, under a wrong Content-Length."""

    def fault(handler: Handler, data: bytes) -> None:
        handler.wfile.write(begin(handler, data, **{"Content-Length": length}))

    return fault


def answers(status: int, body: bytes = b"", **headers: str) -> Fault:
    """Something else than the file."""

    def fault(handler: Handler, data: bytes) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.head(status, {"Content-Length": len(body), **named})
        handler.wfile.write(body)

    return fault


def without_range(handler: Handler, data: bytes) -> None:
    handler.head(200, {"Content-Length": len(data), "ETag": tag(data)})
    handler.wfile.write(data)


def without_validator(count: int) -> Fault:
    """Neither ETag nor date; `count` bytes and the end."""

    def fault(handler: Handler, data: bytes) -> None:
        handler.head(200, {"Content-Length": len(data)})
        handler.wfile.write(data[:count])

    return fault


def without_length(handler: Handler, data: bytes) -> None:
    handler.head(200, {"Connection": "close"})
    handler.wfile.write(data)


def chunked(count: int | None = None) -> Fault:
    """In chunks; with `count`, cut off in the middle of one."""

    def fault(handler: Handler, data: bytes) -> None:
        handler.head(200, {"Transfer-Encoding": "chunked"})
        for first in range(0, len(data), 1000):
            piece = data[first : first + 1000]
            handler.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
            if count is not None and first >= count:
                handler.wfile.write(b"3e8\r\n" + data[first + 1000 : first + 1004])
                return
        handler.wfile.write(b"0\r\n\r\n")

    return fault


def other_range(handler: Handler, data: bytes) -> None:
    """A part, but not the one that was asked for."""
    handler.head(206, {"Content-Length": 10, "Content-Range": f"bytes 5-14/{len(data)}"})
    handler.wfile.write(data[5:15])
