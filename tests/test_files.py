"""Atomic writes: all or nothing, permissions and links kept, unchanged files left alone."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.errors import StorageError
from toolkit.storage import files
from toolkit.storage.files import STALE, exchange, read_bytes, replace_known, write_atomic
from toolkit.storage.locks import locked


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file.po"
    assert write_atomic(path, b"one")
    path.chmod(0o640)
    assert write_atomic(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o640)
    assert [p.name for p in path.parent.iterdir()] == ["file.po"]


def test_an_unchanged_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"same")
    os.utime(path, (1, 1))
    assert not write_atomic(path, b"same")
    assert path.stat().st_mtime == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomic(tmp_path / "link", b"new", follow=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_link_that_nobody_named_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "precious")
    assert write_atomic(tmp_path / "link", b"old")
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "precious").read_bytes() == b"old"


def test_a_failed_write_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError, match="file: cannot write: input/output error"):
        write_atomic(path, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("file", b"old")]


def test_parts_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"one "
        raise KeyError("two")

    files.write_parts(tmp_path / "a", iter((b"one ", b"two")))
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(KeyError):
        files.write_parts(tmp_path / "b", parts())
    assert (tmp_path / "a").read_bytes() == b"one two"
    files.write_parts(tmp_path / "b", (b"three",))
    assert (tmp_path / "a").read_bytes() == b"three" and sorted(os.listdir(tmp_path)) == ["a", "b"]
    with pytest.raises(StorageError):
        files.write_parts(tmp_path, (b"a folder",))


def test_what_a_killed_run_left_is_swept_away_but_not_a_living_one_s(tmp_path: Path) -> None:
    old, young = tmp_path / ".file.a.part", tmp_path / ".file.b.part"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - STALE - 60,) * 2)
    write_atomic(tmp_path / "file", b"whole")
    assert not old.exists()
    assert young.exists()


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nothing: there is no such file"):
        read_bytes(tmp_path / "nothing")


def test_only_the_known_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    assert replace_known(path, None, b"one")
    assert not replace_known(path, None, b"two")
    assert not replace_known(path, b"other", b"two")
    path.chmod(0o640)
    assert replace_known(path, b"one", b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o640)
    assert os.listdir(path.parent) == ["file"]


@pytest.mark.parametrize("step", ["link", "exchange"])
def test_what_is_saved_at_the_last_instant_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Another program saves after the last look at the file and before it is replaced."""
    path = tmp_path / "file"
    before = None if step == "link" else b"one"
    if before is not None:
        path.write_bytes(before)
    module = os if step == "link" else files
    real = getattr(module, step)
    done: list[bool] = []

    def late(first: Path, second: Path) -> object:
        if not done:
            done.append(True)
            (tmp_path / "theirs").write_bytes(b"a translator's")
            os.replace(tmp_path / "theirs", path)
        return real(first, second)

    monkeypatch.setattr(module, step, late)
    if step == "exchange" and not _can_exchange(tmp_path):
        pytest.skip("this system cannot exchange two names in one step")
    assert not replace_known(path, before, b"two")
    assert path.read_bytes() == b"a translator's"
    assert os.listdir(tmp_path) == ["file"]


def _can_exchange(folder: Path) -> bool:
    first, second = folder / "1", folder / "2"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    done = exchange(first, second)
    first.unlink()
    second.unlink()
    return done


def test_without_an_exchange_the_file_is_replaced_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "exchange", lambda *_: False)
    path = tmp_path / "file"
    path.write_bytes(b"one")
    assert replace_known(path, b"one", b"two")
    assert path.read_bytes() == b"two"


def test_the_owner_is_kept_where_that_is_allowed(tmp_path: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root gives files away")
    path = tmp_path / "file"
    path.write_bytes(b"one")
    os.chown(path, 1234, 4321)
    assert write_atomic(path, b"two")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.parametrize("name", ["a" * 255, "ы" * 127, "a" * 251 + ".po", "b" * 240])
def test_names_as_long_as_names_may_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert write_atomic(path, b"one")
    assert replace_known(path, b"one", b"two")
    with locked(files.beside(path, ".lock"), remove=True):
        assert len(list(tmp_path.iterdir())) == 2
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [(name, b"two")]
