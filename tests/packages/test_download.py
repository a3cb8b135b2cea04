"""Downloads over a real connection that is cut, reset, stalled and lied over."""

import hashlib
import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.errors import DownloadError
from toolkit.packages.download import Patience, download

from . import mirror as servers
from .mirror import Fault, Mirror

DATA = b"PK\x03\x04" + random.Random(1).randbytes(300_000)
OTHER = b"PK\x03\x04" + random.Random(2).randbytes(280_000)
SHORT = Patience(timeout=0.5, attempts=3, pause=0.01)
FILE = "/v1/a.argosmodel"


def fetch(mirror: Mirror, part: Path, **more: object) -> list[tuple[int, int | None]]:
    steps: list[tuple[int, int | None]] = []
    download(
        [f"{mirror.address[:-1]}{FILE}"],
        part,
        progress=lambda done, total: steps.append((done, total)),
        patience=SHORT,
        **more,  # type: ignore[arg-type]
    )
    return steps


PASSING: dict[str, tuple[list[Fault], list[str]]] = {
    "nothing wrong": ([], [""]),
    "cut off twice": ([servers.truncate(100_000), servers.truncate(50_000)], ["", "bytes=100000-", "bytes=150000-"]),
    "cut off before the first byte": ([servers.truncate(0), servers.truncate(0)], ["", "", ""]),
    "reset": ([servers.reset(100_000)], ["", "bytes=100000-"]),
    "stalled": ([servers.stall(100_000)], ["", "bytes=100000-"]),
    "a byte now and then": ([servers.drip], []),
    "too long a length": ([servers.claims(900_000)], ["", "bytes=300004-", ""]),
    "busy": ([servers.answers(503), servers.answers(500)], ["", "", ""]),
    "no ranges": ([servers.truncate(100_000), servers.without_range], ["", "bytes=100000-"]),
    "another range": ([servers.truncate(100_000), servers.other_range], ["", "bytes=100000-", ""]),
    "in chunks": ([servers.chunked()], [""]),
    "in chunks, cut off": ([servers.chunked(9_000)], ["", "bytes=10004-"]),
    "without a length": ([servers.without_length], [""]),
    "without a validator": ([servers.without_validator(70_000)], ["", "bytes=70000-"]),
    "a short redirect": ([servers.answers(302, Location=FILE)], ["", ""]),
}


@pytest.mark.parametrize(("faults", "asked"), PASSING.values(), ids=PASSING)
def test_what_passes_is_overcome(mirror: Mirror, tmp_path: Path, faults: list[Fault], asked: list[str]) -> None:
    mirror.files[FILE] = DATA
    mirror.faults[FILE] = list(faults)
    steps = fetch(mirror, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA
    assert mirror.faults[FILE] == []
    assert steps[-1][0] == len(DATA)
    if asked:
        assert mirror.ranges(FILE) == asked


LASTING: dict[str, tuple[Fault, str]] = {
    "gone": (servers.answers(404), "is not there (404): the index may be out of date"),
    "forbidden": (servers.answers(403), "does not give"),
    "busy for ever": (servers.answers(503), "cannot answer now (503 Service Unavailable); try again later"),
    "a page": (servers.answers(200, b"<html>Log in</html>", Content_Type="text/html"), "the answer is a web page; if"),
    "a page in disguise": (servers.answers(200, b" <!DOCTYPE html>"), "the answer is a web page; if this network"),
    "something": (servers.answers(200, b"hello"), "is not a package: the answer is something else"),
    "nothing": (servers.answers(204), "answers with 204"),
    "packed": (servers.answers(200, b"PK", Content_Encoding="gzip"), "in another form (gzip)"),
    "stalled for ever": (servers.stall(0), "has sent nothing for 0.5 seconds"),
    "a head without an end": (servers.endless_head, "has sent nothing for 1 seconds"),
    "reset for ever": (servers.reset(0), "broke the connection off"),
    "cut off at the same place": (servers.without_validator(5_000), "broke off after 5,000 of 300,004 bytes"),
    "a circle": (servers.answers(302, Location=FILE), "sends round in circles (302)"),
    "not the web": (servers.answers(302, Location="ftp://127.0.0.1/a"), "sends on to an address that is not secure"),
    "larger than the disk": (servers.answers(200, b"PK", Content_Length=str(15 << 40)), "this is no package"),
}


@pytest.mark.parametrize(("fault", "message"), LASTING.values(), ids=LASTING)
def test_what_lasts_is_one_sentence(mirror: Mirror, tmp_path: Path, fault: Fault, message: str) -> None:
    mirror.files[FILE] = DATA
    mirror.faults[FILE] = [fault] * 30
    with pytest.raises(DownloadError) as caught:
        fetch(mirror, tmp_path / "part")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(mirror.requests) <= 12, "an end to trying"
    assert not (tmp_path / "part").exists() or DATA.startswith((tmp_path / "part").read_bytes())


@pytest.mark.parametrize("later", ["a new run", "a new run after a kill between note and data"])
def test_a_file_that_changed_meanwhile_is_fetched_anew(mirror: Mirror, tmp_path: Path, later: str) -> None:
    mirror.files[FILE] = DATA
    mirror.faults[FILE] = [servers.truncate(100_000), *[servers.answers(404)] * 9]
    with pytest.raises(DownloadError):
        fetch(mirror, tmp_path / "part")
    assert (tmp_path / "part").stat().st_size == 100_000
    mirror.files[FILE], mirror.faults[FILE] = OTHER, []
    if later != "a new run":
        (tmp_path / "part").write_bytes(b"")
    fetch(mirror, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == OTHER


def test_a_complete_file_is_not_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files[FILE] = DATA
    fetch(mirror, tmp_path / "part")
    fetch(mirror, tmp_path / "part")
    assert len(mirror.requests) == 1


def test_a_longer_left_over_is_thrown_away(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files[FILE] = DATA
    fetch(mirror, tmp_path / "part")
    (tmp_path / "part").write_bytes(DATA + b"more")
    fetch(mirror, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == DATA


def test_size_and_hash_of_the_index(mirror: Mirror, tmp_path: Path) -> None:
    part = tmp_path / "part"
    mirror.files[FILE] = DATA
    good = hashlib.sha256(DATA).hexdigest()
    fetch(mirror, part, size=len(DATA), sha256=good.upper())
    part.unlink()
    with pytest.raises(DownloadError, match=r"has 300,004 bytes, but 300,005 by the index"):
        fetch(mirror, part, size=len(DATA) + 1)
    with pytest.raises(DownloadError, match="another SHA-256 than the index says"):
        fetch(mirror, part, sha256=good[::-1])
    assert not part.exists()
    mirror.faults[FILE] = [servers.claims(1000)]
    with pytest.raises(DownloadError, match=r"has 1,000 bytes, but 300,004"):
        fetch(mirror, part, size=len(DATA))
    mirror.faults[FILE] = [servers.claims(1000)]
    with pytest.raises(DownloadError, match="another SHA-256"):
        fetch(mirror, part, sha256=good)


def test_mirrors_take_turns(mirror: Mirror, tmp_path: Path) -> None:
    """One gives half and dies; the other has the same file. With a known hash its bytes are as good as the first's."""
    mirror.files.update({"/one": DATA, "/two": DATA})
    mirror.faults["/one"] = [servers.truncate(100_000), *[servers.answers(404)] * 9]
    links = ["ipfs://Qm", f"{mirror.address}one", f"{mirror.address}two"]
    quiet: Callable[[int, int | None], None] = lambda done, total: None  # noqa: E731
    origin = download(links, tmp_path / "a", progress=quiet, patience=SHORT, sha256=hashlib.sha256(DATA).hexdigest())
    assert (tmp_path / "a").read_bytes() == DATA
    assert origin.link.endswith("/two")
    assert mirror.ranges("/two") == ["bytes=100000-"]
    mirror.faults["/one"] = [servers.truncate(100_000), *[servers.answers(404)] * 9]
    download(links, tmp_path / "b", progress=quiet, patience=SHORT)
    assert (tmp_path / "b").read_bytes() == DATA
    assert mirror.ranges("/two")[1:] == [""]
    with pytest.raises(DownloadError, match=r"no http address for it \(ipfs://Qm\); carry"):
        download(links[:1], tmp_path / "c", progress=quiet, patience=SHORT)
    mirror.faults.update({"/one": [servers.answers(404)], "/two": [servers.answers(403)]})
    with pytest.raises(DownloadError, match=r"/one is not there.*; and .*/two"):
        download(links, tmp_path / "d", progress=quiet, patience=SHORT)


def test_any_series_of_faults_ends_in_the_file_or_in_a_beginning_of_it(mirror: Mirror, tmp_path: Path) -> None:
    kinds = [
        servers.truncate(30_000), servers.reset(40_000), servers.without_range, servers.other_range,
        servers.chunked(5_000), servers.answers(500), servers.without_validator(20_000), servers.claims(400_000),
    ]  # fmt: skip
    mirror.files[FILE] = DATA
    for number, faults in enumerate(itertools.permutations(kinds, 3)):
        if number % 7:
            continue
        mirror.faults[FILE] = list(faults)
        part = tmp_path / f"part{number}"
        try:
            fetch(mirror, part)
        except DownloadError:
            assert DATA.startswith(part.read_bytes())
        else:
            assert part.read_bytes() == DATA, faults


def test_pieces_of_two_mirrors_that_are_not_the_same(mirror: Mirror, tmp_path: Path) -> None:
    """The hash says that the halves do not fit; the second mirror's file is then fetched as a whole."""
    mixed = DATA[:50_000] + OTHER[50_000:]
    mirror.files.update({"/one": DATA, "/two": mixed[:50_000] + b"x" + mixed[50_001:]})
    mirror.faults["/one"] = [servers.truncate(100_000), *[servers.answers(404)] * 9]
    right = mirror.files["/two"]
    links = [f"{mirror.address}one", f"{mirror.address}two"]
    download(links, tmp_path / "a", sha256=hashlib.sha256(right).hexdigest(), progress=lambda *_: None, patience=SHORT)
    assert (tmp_path / "a").read_bytes() == right
    assert mirror.ranges("/two") == ["bytes=100000-", ""]
