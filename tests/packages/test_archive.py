"""Archives are taken for an attack until they are shown to be whole and harmless."""

import io
import os
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import PackageError, StorageError
from toolkit.packages.archive import unpack
from toolkit.packages.package import LIMITS

GOOD = {"top/metadata.json": b"{}", "top/model/model.bin": b"weights", "top/stanza/ru/tokenize.pt": b"splitter"}
Change = Callable[[zipfile.ZipInfo], None]


def zipped(
    members: dict[str, bytes] | list[tuple[str, bytes]], change: Change = lambda info: None, **options: int
) -> bytes:
    """An archive with exactly these names, however odd."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as file:
        warnings.simplefilter("ignore")  # of names that occur twice
        for name, data in members.items() if isinstance(members, dict) else members:
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = options.get("compress", zipfile.ZIP_STORED)
            change(info)
            file.writestr(info, data)
    return buffer.getvalue()


def attribute(name: str, value: int) -> Change:
    def change(info: zipfile.ZipInfo) -> None:
        if info.filename.endswith("x"):
            setattr(info, name, value)

    return change


def locked(data: bytes) -> bytes:
    """The same with the flag of a password on every member."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(changed)


def declared(data: bytes, size: int) -> bytes:
    """The same, the first member claiming another size in the directory."""
    at = data.find(b"PK\x01\x02")
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


X = {**GOOD, "top/x": b"x"}
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "damaged"),
    "a page": (b"<html></html>", "damaged"),
    "cut off": (zipped(GOOD)[:-40], "damaged"),
    "a changed byte": (zipped(GOOD).replace(b"weights", b"weighty"), "is damaged (Bad CRC-32"),
    "no member": (zipped({}), "not one folder"),
    "no folder": (zipped({"metadata.json": b"{}"}), "not one folder"),
    "two folders": (zipped({**GOOD, "other/x": b""}), "not one folder"),
    "a file beside": (zipped({**GOOD, "x": b""}), "not one folder"),
    "upwards": (zipped({**GOOD, "top/../../x": b""}), "unsafe name: 'top/../../x'"),
    "absolute": (zipped({**GOOD, "/etc/x": b""}), "unsafe name"),
    "a drive": (zipped({**GOOD, "C:/x": b""}), "unsafe name"),
    "a stream": (zipped({**GOOD, "top/a:x": b""}), "unsafe name"),
    "another system's slash": (zipped({**GOOD, "top\\..\\x": b""}), "unsafe name"),
    "a zero byte": (zipped({**GOOD, "top/a\0x": b""}), "unsafe name"),
    "a control": (zipped({**GOOD, "top/a\x1b[2Jx": b""}), "unsafe name"),
    "turned letters": (zipped({**GOOD, "top/a\u202ex": b""}), "unsafe name"),
    "a device": (zipped({**GOOD, "top/NUL.x": b""}), "unsafe name"),
    "a dot at the end": (zipped({**GOOD, "top/x.": b""}), "unsafe name"),
    "an empty name": (zipped({**GOOD, "top//x": b""}), "unsafe name"),
    "a long name": (zipped({**GOOD, f"top/{'я' * 130}x": b""}), "unsafe name"),
    "twice": (zipped([*X.items(), ("top/x", b"y")]), "two members of the name 'top/x'"),
    "twice on some systems": (zipped({**X, "top/X": b""}), "two members of the name 'top/X'"),
    "twice in two spellings": (zipped({**GOOD, "top/\u00e9": b"", "top/e\u0301": b""}), "two members of the name"),
    "a file and a folder": (zipped({**X, "top/x/y": b""}), "a file is also a folder"),
    "a link": (zipped(X, attribute("external_attr", 0o120777 << 16)), "a link or a device: 'top/x'"),
    "a pipe": (zipped(X, attribute("external_attr", 0o010644 << 16)), "a link or a device"),
    "a Windows link": (zipped(X, attribute("external_attr", 0x400)), "a link or a device"),
    "a password": (locked(zipped(GOOD)), "locked with a password"),
    "many": (zipped({f"top/{n}": b"" for n in range(LIMITS.members + 1)}), "has 5,001 members"),
    "a bomb": (zipped({**GOOD, "top/x": bytes(65 << 20)}, compress=zipfile.ZIP_DEFLATED), "this is a bomb"),
    "a wrong size": (declared(zipped(GOOD), 900), "'top/metadata.json' in the archive"),
    "a smaller size": (declared(zipped({**X, "top/metadata.json": b"{     }"}), 2), "'top/metadata.json' in the ar"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_archives_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path, folder = tmp_path / "a.argosmodel", tmp_path / "deep" / "er" / "folder"
    path.write_bytes(data)
    folder.mkdir(parents=True)
    with pytest.raises(PackageError) as caught:
        unpack(path, folder)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert {p for p in tmp_path.rglob("*") if p.is_file() and folder not in p.parents} == {path}


def test_a_good_archive_is_unpacked_whole(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.argosmodel", tmp_path / "folder"
    members = {"top/": b"", "__MACOSX/top/._x": b"", "top/.DS_Store": b"", **GOOD, "top/model/пустой": b""}
    path.write_bytes(zipped(members, attribute("external_attr", 0o4777 << 16)))
    folder.mkdir()
    written = unpack(path, folder)
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert found == {name.removeprefix("top/"): data for name, data in GOOD.items()} | {"model/пустой": b""}
    assert {name: stored.size for name, stored in written.items()} == {name: len(data) for name, data in found.items()}
    assert not any(os.access(folder / name, os.X_OK) for name in found)


def test_a_full_disk_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = tmp_path / "a.argosmodel", tmp_path / "folder"
    path.write_bytes(zipped(GOOD))
    folder.mkdir()
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 3}))
    with pytest.raises(StorageError, match="no space for 17 bytes unpacked"):
        unpack(path, folder)
    assert list(folder.iterdir()) == []


PARTS = st.sampled_from(
    [
        "top",
        "Top",
        "..",
        ".",
        "",
        "a",
        "A",
        "b.",
        "c ",
        "C:",
        "con",
        "aux.txt",
        "\\",
        "..\\..",
        "/",
        "~",
        "\0",
        "é",
        "é",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NAMES = st.lists(PARTS, min_size=1, max_size=5).map("/".join) | st.lists(PARTS, min_size=1, max_size=3).map("\\".join)
BITS = st.sampled_from([0, 0o100644 << 16, 0o120777 << 16, 0o040755 << 16, 0x10, 0x400])


@given(st.lists(st.tuples(NAMES.map(lambda name: f"top/{name}") | NAMES, st.binary(max_size=9), BITS), max_size=5))
def test_no_name_leads_outside(members: list[tuple[str, bytes, int]]) -> None:
    """Whatever an archive holds, it is refused, or its files lie in the folder, under their names, and nowhere else."""
    data = iter(members)

    def change(info: zipfile.ZipInfo) -> None:
        info.external_attr = next(data)[2]

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = place / "one" / "two" / "folder"
        folder.mkdir(parents=True)
        path = place / "a.argosmodel"
        path.write_bytes(zipped([(name, data) for name, data, _ in members], change))
        try:
            written = unpack(path, folder)
        except PackageError:
            written = None
        everything = {p for p in place.rglob("*") if not p.is_dir() or p.is_symlink()} - {path}
        assert all(folder in p.parents and not p.is_symlink() for p in everything)
        if written is not None:
            found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in everything}
            told = {member: data for member, data, _ in members if not member.endswith("/")}
            assert {f"{members[0][0].split('/')[0]}/{name}": data for name, data in found.items()} == {
                name: data for name, data in told.items() if not name.endswith("/.DS_Store")
            }
            assert set(written) == set(found)
