"""A file from the network: it goes on where it was broken off, and what arrives is what was announced.

The network modules of the standard library are loaded with the first request.
"""

import functools
import json
import re
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit.errors import DownloadError
from toolkit.packages.package import CARRY
from toolkit.storage.files import remove, sha256_of, storage_error, write_atomic
from toolkit.storage.given import json_value, whole_number

if TYPE_CHECKING:
    import http.client

MAXIMUM = 16 << 30
"""Bytes of the largest archive that is taken; the official ones have about 100 MB."""
ROUNDS = 200
"""Of breaking off and going on, however much each of them brought."""
LONGEST_PAUSE = 8.0
"""Seconds."""

Progress = Callable[[int, int | None], None]
"""Told how many bytes are here, and of how many where that is known."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a network, and how often to try."""

    timeout: float = 30.0
    """Seconds without data."""
    attempts: int = 4
    """In a row, none of which brings anything new."""
    pause: float = 1.0
    """Seconds before the second attempt; doubled before each further one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of an unfinished file come from, kept beside it so that a later run can go on."""

    link: str
    validator: str = ""
    """A strong ETag or a date of change; without one, only what is checked afterwards says that the bytes fit."""
    total: int | None = None
    pieces: int = 1
    """Connections that it took so far."""


def fetch(address: str, limit: int, patience: Patience) -> bytes:
    """A small file as a whole, of up to `limit` bytes. Raises DownloadError."""
    from toolkit.packages.connection import arriving, open_address

    def attempt() -> bytes:
        with open_address(address, patience.timeout) as response:
            announced = _announced(response)
            data = b"".join(arriving(response, address, patience.timeout, min(announced or limit, limit) + 1))
        if len(data) > limit:
            raise DownloadError(f"{address} is larger than {limit:,} bytes: this is not the file that was wanted")
        if announced is not None and len(data) < announced:
            raise DownloadError(f"{address} broke off after {len(data):,} of {announced:,} bytes", passing=True)
        return data

    return _persist(attempt, lambda: 0, patience)


def download(
    links: Sequence[str],
    part: Path,
    *,
    size: int | None = None,
    sha256: str = "",
    progress: Progress,
    patience: Patience,
) -> Origin:
    """Fills the file `part` from the first of `links` that gives it, and returns where it came from.

    `size` in bytes and `sha256` in hexadecimal digits are checked where they are known. What has arrived stays in
    `part` when the connection breaks or the process is killed, and the next call goes on there. A file that turns out
    wrong is removed. Raises DownloadError, StorageError.
    """
    usable = [link for link in links if link.startswith(("http://", "https://"))]
    if not usable:
        raise DownloadError(f"the index gives no http address for it ({', '.join(links) or 'none at all'}); {CARRY}")
    failures: list[DownloadError] = []
    for link in usable:
        try:
            return _from(link, part, size, sha256, progress, patience)
        except DownloadError as error:  # noqa: PERF203 - the next mirror may do better
            failures.append(error)
    raise failures[0] if len(failures) == 1 else DownloadError("; and ".join(map(str, failures)))


def discard(part: Path) -> None:
    """Removes an unfinished or used file and the note beside it. Raises StorageError."""
    remove(part)
    remove(_note(part))


def _from(link: str, part: Path, size: int | None, sha256: str, progress: Progress, patience: Patience) -> Origin:
    """The whole file from one link; pieces that prove not to belong together are fetched anew, once."""
    attempt = functools.partial(_attempt, link, part, size, sha256, progress, patience)
    while True:
        _persist(attempt, lambda: _length(part), patience)
        origin = _read_origin(part) or Origin(link)
        wrong = _wrong(link, part, size, sha256)
        if wrong is None:
            return origin
        discard(part)
        if origin.pieces == 1:
            raise wrong


def _persist(attempt: Callable[[], T], arrived: Callable[[], int], patience: Patience) -> T:
    """Repeats what fails in passing, as long as it brings something new, and a few times beyond."""
    best, fruitless = arrived(), 0
    for _ in range(ROUNDS):
        try:
            return attempt()
        except DownloadError as error:
            fruitless = 0 if arrived() > best else fruitless + 1
            best = max(best, arrived())
            if not error.passing or fruitless >= patience.attempts:
                raise
        if fruitless:
            time.sleep(min(patience.pause * 2 ** (fruitless - 1), LONGEST_PAUSE))
    raise DownloadError(f"given up after {ROUNDS} broken connections; run it again to go on")


def _attempt(link: str, part: Path, size: int | None, sha256: str, progress: Progress, patience: Patience) -> None:
    from toolkit.packages.connection import open_address

    origin = _read_origin(part)
    have = _length(part)
    if origin is None or not (sha256 or origin.link == link) or (origin.total is not None and have > origin.total):
        have = 0
    elif have and have == origin.total:
        return
    wanted = {"Range": f"bytes={have}-"} if have else {}
    if have and origin is not None and origin.link == link and origin.validator:
        wanted["If-Range"] = origin.validator
    try:
        response = open_address(link, patience.timeout, wanted)
    except DownloadError as error:
        if error.status != 416:
            raise
        discard(part)
        raise DownloadError(f"{link} is shorter than what had arrived; it is fetched anew", passing=True) from error
    with response:
        if response.status == 206:
            start, total = _range(response)
            if start != have or (origin is not None and None not in (origin.total, total) and origin.total != total):
                discard(part)
                raise DownloadError(f"{link} has changed meanwhile; it is fetched anew", passing=True)
        elif response.status == 200:
            have, total = 0, _announced(response)
        else:
            raise DownloadError(f"{link} answers with {response.status} {response.reason} instead of the file")
        _plausible(link, part, response, size, total, have)
        if not have:
            discard(part)
        pieces = origin.pieces + 1 if have and origin is not None else 1
        _write_origin(part, Origin(link, _validator(response), total, pieces))
        have = _copy(response, part, link, have, total, progress, patience)
    if total is not None and have < total:
        raise DownloadError(f"{link} broke off after {have:,} of {total:,} bytes; run it again to go on", passing=True)


def _copy(
    response: "http.client.HTTPResponse",
    part: Path,
    link: str,
    have: int,
    total: int | None,
    progress: Progress,
    patience: Patience,
) -> int:
    from toolkit.packages.connection import arriving

    try:
        file = part.open("ab")
    except OSError as error:
        raise storage_error(part, error) from error
    progress(have, total)
    with file:
        for data in arriving(response, link, patience.timeout, None if total is None else total - have):
            if not have and not data.startswith(b"P"):
                raise _no_archive(link, data)
            try:
                file.write(data)
            except OSError as error:
                raise storage_error(part, error) from error
            have += len(data)
            if have > MAXIMUM:
                raise DownloadError(f"{link} is larger than {MAXIMUM:,} bytes: this is no package")
            progress(have, total)
    return have


def _plausible(
    link: str, part: Path, response: "http.client.HTTPResponse", size: int | None, total: int | None, have: int
) -> None:
    """Refuses what cannot be the archive before it is taken."""
    if response.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        raise _no_archive(link, b"<html>")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise DownloadError(f"{link} is sent in another form ({response.headers['Content-Encoding']}); {CARRY}")
    if total is None:
        return
    if size is not None and total != size:
        raise DownloadError(f"{link} has {total:,} bytes, but {size:,} by the index: it is another file")
    if total > MAXIMUM:
        raise DownloadError(f"{link} has {total:,} bytes: this is no package")
    free = shutil.disk_usage(part.parent).free
    if total - have > free:
        raise DownloadError(f"no space for {link}: {total - have:,} bytes, {free:,} are free in {part.parent}")


def _wrong(link: str, part: Path, size: int | None, sha256: str) -> DownloadError | None:
    found = _length(part)
    if size is not None and found != size:
        return DownloadError(f"{link} has {found:,} bytes, but {size:,} by the index: it is another file")
    if sha256 and sha256_of(part) != sha256.lower():
        return DownloadError(f"{link} has another SHA-256 than the index says: it was changed or damaged on the way")
    return None


def _no_archive(link: str, data: bytes) -> DownloadError:
    what = "a web page" if data.lstrip()[:1] == b"<" else "something else"
    log_in = "; if this network wants a log-in, do that in a browser first" if what == "a web page" else ""
    return DownloadError(f"{link} is not a package: the answer is {what}{log_in}, or {CARRY}")


def _announced(response: "http.client.HTTPResponse") -> int | None:
    length = response.headers.get("Content-Length", "")
    number = whole_number(length, -1)
    return number if number >= 0 and not response.headers.get("Transfer-Encoding") else None


def _range(response: "http.client.HTTPResponse") -> tuple[int | None, int | None]:
    """First byte and length of the whole, from Content-Range (RFC 9110, 14.4)."""
    found = re.fullmatch(
        r"bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)", response.headers.get("Content-Range", "").strip()
    )
    if found is None:
        return None, None
    return int(found[1]), None if found[2] == "*" else int(found[2])


def _validator(response: "http.client.HTTPResponse") -> str:
    """What If-Range may carry: a strong ETag, else the date of change (RFC 9110, 13.1.5)."""
    tag = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")


def _length(part: Path) -> int:
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _note(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _read_origin(part: Path) -> Origin | None:
    try:
        return Origin(**json_value(_note(part).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_origin(part: Path, origin: Origin) -> None:
    write_atomic(_note(part), json.dumps(asdict(origin)).encode())
