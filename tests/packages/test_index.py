import json
from pathlib import Path

import pytest

from toolkit.errors import DownloadError, PackageError
from toolkit.packages.download import Patience
from toolkit.packages.index import fetch_index, load_index, matches, parse

from . import mirror as servers
from .mirror import Mirror

ROW = {
    "package_version": "1.4", "argos_version": "1.9", "from_code": "en", "from_name": "English",
    "to_code": "ky", "to_name": "Kyrgyz", "code": "translate-en_ky",
    "links": ["https://argos-net.com/v1/translate-en_ky-1_4.argosmodel", "ipfs://QmZX"],
}  # fmt: skip
ADDRESS = "http://mirror.example/argos/index.json"
SHORT = Patience(timeout=0.5, attempts=2, pause=0.01)


def test_an_entry_of_the_true_format() -> None:
    (entry,) = parse(json.dumps([ROW]).encode(), ADDRESS)
    assert (entry.name, entry.argos_version, entry.links) == ("translate-en_ky 1.4", "1.9", tuple(ROW["links"]))
    assert (entry.source_name, entry.target_name, entry.size, entry.sha256) == ("English", "Kyrgyz", None, "")


def test_what_a_mirror_may_add() -> None:
    row = {**ROW, "links": ["v1/a.argosmodel", "/b.argosmodel"], "size": 5, "sha256": "AB" * 32, "to_code": "zh-Hant"}
    (entry,) = parse(json.dumps([row]).encode(), ADDRESS)
    assert entry.links == ("http://mirror.example/argos/v1/a.argosmodel", "http://mirror.example/b.argosmodel")
    assert (entry.target, entry.size, entry.sha256) == ("zt", 5, "ab" * 32)


ODD: list[object] = [
    7, None, "text", [], {}, {**ROW, "from_code": None}, {**ROW, "to_code": ["ky"]}, {**ROW, "to_code": " "},
    {**ROW, "type": "sbd"},
]  # fmt: skip


def test_entries_that_make_no_sense_are_passed_over() -> None:
    bare = {
        "from_code": "en",
        "to_code": "ru",
        "links": "no list",
        "size": "large",
        "sha256": 5,
        "package_version": 1.5,
    }
    entries = parse(json.dumps([*ODD, ROW, bare]).encode(), ADDRESS)
    assert [entry.name for entry in entries] == ["translate-en_ky 1.4", "translate-en_ru 1.5"]
    assert (entries[1].links, entries[1].size, entries[1].sha256) == ((), None, "")


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"<html>", "is not a package index (a web page; if"), (b"{", "is not a package index (Expecting"),
     (b"\xff", "is not a package index"), (b"{}", "it is no list"), (b"", "is not a package index")],
)  # fmt: skip
def test_what_is_no_index(data: bytes, message: str) -> None:
    with pytest.raises(PackageError) as caught:
        parse(data, ADDRESS)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("word", "found"),
    [("ky", True), ("KY", True), ("ky-KG", True), ("kyrgyz", True), ("кыргызча", True), ("en-ky", True),
     ("en_ky", True), ("glish", True), ("ru", False), ("y", False), ("en-ru", False)],
)  # fmt: skip
def test_words_of_a_search(word: str, found: bool) -> None:
    (entry,) = parse(json.dumps([ROW]).encode(), ADDRESS)
    assert matches(entry, word) is found


def test_the_copy_is_what_was_read(mirror: Mirror, tmp_path: Path) -> None:
    copy = tmp_path / "argos-translate" / "index.json"
    with pytest.raises(PackageError, match="never read on this machine; run `toolkit packages search`"):
        load_index(copy, ADDRESS)
    mirror.files["/index.json"] = json.dumps([ROW]).encode()
    mirror.faults["/index.json"] = [servers.truncate(20), servers.reset(0), servers.answers(503)]
    entries = fetch_index(f"{mirror.address}index.json", copy, Patience(timeout=0.5, attempts=4, pause=0.01))
    assert copy.read_bytes() == mirror.files["/index.json"]
    assert load_index(copy, ADDRESS) == entries
    mirror.files["/index.json"] = b"<html>"
    with pytest.raises(PackageError):
        fetch_index(f"{mirror.address}index.json", copy, SHORT)
    assert load_index(copy, ADDRESS) == entries


def test_where_there_is_no_index(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"is not there \(404\).*ARGOS_PACKAGE_INDEX may name another"):
        fetch_index(f"{mirror.address}index.json", tmp_path / "copy", SHORT)
    with pytest.raises(DownloadError, match="only http and https"):
        fetch_index("file:///etc/passwd", tmp_path / "copy", SHORT)
    mirror.files["/index.json"] = json.dumps([ROW]).encode()
    mirror.faults["/index.json"] = [servers.stall(0)] * 9
    with pytest.raises(DownloadError, match="has sent nothing"):
        fetch_index(f"{mirror.address}index.json", tmp_path / "copy", SHORT)
    mirror.faults["/index.json"] = [servers.drip] * 9
    with pytest.raises(DownloadError, match="has sent nothing"):
        fetch_index(f"{mirror.address}index.json", tmp_path / "copy", SHORT)
    mirror.faults["/index.json"] = [servers.answers(200, b" " * ((16 << 20) + 9))] * 9
    with pytest.raises(DownloadError, match=r"larger than 16,777,216 bytes"):
        fetch_index(f"{mirror.address}index.json", tmp_path / "copy", SHORT)
    assert not (tmp_path / "copy").exists()
