"""One HTTP request, and every way in which a network says no as one sentence that tells what to do.

The standard library's client is used: it follows the proxies of the environment, and its certificates are those of the
system or of `SSL_CERT_FILE`. Only a command that a person typed comes here.
"""

import contextlib
import errno
import http.client
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message
from typing import IO, Any
from urllib.parse import SplitResult, urlsplit

from toolkit import __version__
from toolkit.errors import DownloadError
from toolkit.packages.package import CARRY

SCHEMES = ("http", "https")
CHUNK = 1 << 16
SLOWEST = 1024
"""Bytes within one timeout; a connection that brings fewer counts as stalled."""
HEAD = 2
"""Timeouts within which the head of an answer has to be there, however many redirections lead to it."""
GONE = {404, 410}
BUSY = {408, 425, 429, 500, 502, 503, 504}
"""Answers after which the same request may succeed a little later."""
UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}


class SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a server elsewhere, but never from https to a connection that anybody can change."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """The request to the new address."""
        scheme = _parts(newurl).scheme
        if scheme not in SCHEMES or (req.type == "https" and scheme != "https"):
            fp.close()
            raise DownloadError(f"{_host(req.full_url)} sends on to an address that is not secure: {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class _Watched(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Notes each connection, so that one whose server sends a letter now and then can be ended."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[http.client.HTTPConnection] = []

    def do_open(self, http_class: Any, req: urllib.request.Request, **arguments: Any) -> Any:
        """As the handlers of the library do it."""

        def connection(*given: Any, **more: Any) -> http.client.HTTPConnection:
            self.made.append(http_class(*given, **more))
            return self.made[-1]

        return super().do_open(connection, req, **arguments)

    def end(self) -> None:
        """Wakes whoever waits for a server."""
        for one in self.made:
            with contextlib.suppress(OSError):
                if one.sock is not None:
                    one.sock.shutdown(socket.SHUT_RDWR)


def open_address(address: str, timeout: float, headers: Mapping[str, str] | None = None) -> http.client.HTTPResponse:
    """The answer to a GET, which the caller closes; `timeout` in seconds of silence. Raises DownloadError.

    The head of the answer has HEAD times as long, whatever the server sends meanwhile; the caller watches its body.
    """
    if _parts(address).scheme not in SCHEMES:
        raise DownloadError(f"{address}: only http and https addresses can be followed")
    _refuse_socks(address)
    sent = {"User-Agent": f"toolkit/{__version__}", "Accept-Encoding": "identity", **(headers or {})}
    watched, late = _Watched(), threading.Event()

    def end() -> None:
        late.set()
        watched.end()

    watch = threading.Timer(HEAD * timeout, end)
    watch.daemon = True
    watch.start()
    try:
        request = urllib.request.Request(address, headers=sent)  # noqa: S310 - the scheme was checked
        response: Any = urllib.request.build_opener(watched, SafeRedirects()).open(request, timeout=timeout)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set():
            raise explain(TimeoutError(), address, HEAD * timeout) from error
        raise explain(error, address, timeout) from error
    finally:
        watch.cancel()
    if late.is_set():  # the library takes a head that breaks off for a whole one
        response.close()
        raise explain(TimeoutError(), address, HEAD * timeout)
    answered: http.client.HTTPResponse = response
    return answered


def arriving(
    response: http.client.HTTPResponse, address: str, timeout: float, length: int | None = None
) -> Iterator[bytes]:
    """An answer as it arrives, up to `length` bytes; it may end before. Raises DownloadError."""
    since, before, have = time.monotonic(), 0, 0
    while length is None or have < length:
        try:
            data = response.read1(CHUNK if length is None else min(CHUNK, length - have))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise explain(error, address, timeout) from error
        if not data:
            return
        have += len(data)
        yield data
        if time.monotonic() - since >= timeout:
            if have - before < SLOWEST:
                raise explain(TimeoutError(), address, timeout)
            since, before = time.monotonic(), have


def explain(error: Exception, address: str, timeout: float) -> DownloadError:
    """What a person is told about a failed connection."""
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return _refusal(error.code, str(error.reason), address)
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception):
        error = error.reason
    host = _host(address)
    proxy = _proxy(address)
    whom = f"the proxy {proxy}" if proxy else host
    repair = f"; correct {_parts(address).scheme}_proxy, or name {host} in no_proxy" if proxy else ""
    text = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, ssl.SSLCertVerificationError):
        return DownloadError(
            f"the certificate of {host} cannot be trusted ({error.verify_message}); if your network inspects traffic, "
            f"set SSL_CERT_FILE to its certificate, or {CARRY}"
        )
    if isinstance(error, ssl.SSLError) and not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return DownloadError(f"no secure connection to {host} ({error.reason or text}); check the address, or {CARRY}")
    if text.startswith("Tunnel connection failed"):
        code = next((word for word in text.split() if word.isascii() and word.isdigit()), "")
        return (
            _refusal(int(code), text, address)
            if code == "407"
            else DownloadError(f"{whom} does not let through to {host} ({text.partition(': ')[2]}){repair}")
        )
    if isinstance(error, socket.gaierror):
        return DownloadError(
            f"{whom} cannot be found: no network, or a wrong name{repair or f'; try again with a network, or {CARRY}'}",
            passing=error.errno == socket.EAI_AGAIN,
        )
    if isinstance(error, TimeoutError):
        return DownloadError(f"{host} has sent nothing for {timeout:g} seconds; run it again to go on", passing=True)
    if isinstance(error, ConnectionRefusedError):
        return DownloadError(f"{whom} refuses the connection{repair or f'; try again later, or {CARRY}'}")
    if isinstance(error, OSError) and error.errno in UNREACHABLE:
        return DownloadError(f"{whom} cannot be reached: no network; try again with one, or {CARRY}", passing=True)
    if isinstance(error, (ConnectionError, http.client.HTTPException, ssl.SSLError)):
        if isinstance(error, http.client.InvalidURL):
            return DownloadError(f"{address} is no address ({text})")
        return DownloadError(f"{host} broke the connection off; run it again to go on", passing=True)
    return DownloadError(f"{address} cannot be read ({text}); try again later, or {CARRY}")


def _refusal(code: int, reason: str, address: str) -> DownloadError:
    """What a person is told about an answer that is not the file."""
    host = _host(address)
    reason = " ".join(reason.split())
    if 300 <= code < 400:
        said = f"{host} sends round in circles ({code}); try again later, or {CARRY}"
    elif code in GONE:
        said = f"{address} is not there ({code}): the index may be out of date, or the address wrong"
    elif code == 407:
        said = (
            f"the proxy {_proxy(address) or host} asks for a name and a password (407): "
            f"set {_parts(address).scheme}_proxy=http://name:password@host:port"
        )
    elif code in BUSY:
        said = f"{host} cannot answer now ({code} {reason}); try again later, or {CARRY}"
    else:
        said = f"{host} does not give {address} ({code} {reason}); {CARRY}"
    return DownloadError(said, passing=code in BUSY, status=code)


def _refuse_socks(address: str) -> None:
    """The client would speak HTTP to such a proxy, or pass it by, where somebody wanted to be hidden behind it."""
    parts = _parts(address)
    known = urllib.request.getproxies()
    proxy = known.get(parts.scheme) or known.get("all", "")
    if proxy.lower().startswith("socks") and not urllib.request.proxy_bypass(_host(address)):
        raise DownloadError(
            f"the proxy {proxy.rpartition('@')[2] or proxy} speaks SOCKS, which is not supported: "
            f"name an HTTP proxy in {parts.scheme}_proxy, or {CARRY}"
        )


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _host(address: str) -> str:
    return _parts(address).netloc.rpartition("@")[2] or address


def _proxy(address: str) -> str:
    """The proxy through which an address is asked, without its password; empty where there is none."""
    parts = _parts(address)
    if urllib.request.proxy_bypass(parts.netloc.rpartition("@")[2]):
        return ""
    proxy = urllib.request.getproxies().get(parts.scheme, "")
    return proxy.rpartition("@")[2] if "@" in proxy else _parts(proxy).netloc or proxy
