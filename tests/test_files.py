"""Atomic writes: all or nothing, permissions and links kept, unchanged files left alone."""

import os
import time
from pathlib import Path

import pytest

from toolkit.errors import StorageError
from toolkit.files import STALE, read_bytes, write_atomic


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
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_failed_write_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError, match="file: cannot write: input/output error"):
        write_atomic(path, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("file", b"old")]


def test_what_a_killed_run_left_is_swept_away_but_not_a_living_one_s(tmp_path: Path) -> None:
    old, young = tmp_path / ".file.a.part", tmp_path / ".file.b.part"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - STALE - 60,) * 2)
    write_atomic(tmp_path / "file", b"whole")
    assert not old.exists()
    assert young.exists()


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nothing: cannot read: no such file or directory"):
        read_bytes(tmp_path / "nothing")
