"""Killed, twice at once, refused by the disk: there is nothing of a package or all of it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit import packages
from toolkit.errors import StorageError
from toolkit.packages import workplace
from toolkit.packages.installation import Options, install_file
from toolkit.packages.verification import problems
from toolkit.storage import files

from . import mirror as servers
from .actions import argos_sees, install, litter, there, told
from .conftest import Pack
from .mirror import Mirror


@pytest.mark.parametrize("exchange", [True, False])
def test_beside_or_inside_with_or_without_an_exchange(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """Where nothing may be written beside the packages, the work is done inside, and argostranslate does not mind."""
    folder = tmp_path / "packages"
    monkeypatch.setattr(workplace, "_beside", lambda _: None)
    if not exchange:
        monkeypatch.setattr(workplace, "exchange", lambda *_: False)
    elif sys.platform == "linux":
        (tmp_path / "1").mkdir()
        (tmp_path / "2").mkdir()
        assert files.exchange(tmp_path / "1", tmp_path / "2"), "this file system exchanges names"
    for again in (False, True):
        assert told(install_file(archive, folder, Options(again=again))) == "installed en-ky 1.0"
        assert there(folder) == ["en-ky 1.0"]
        assert argos_sees(folder) == [["en", "ky", "1.0", "translate"], [None, None, "", "toolkit"]]
    assert list((folder / ".toolkit").iterdir()) == [folder / ".toolkit" / "metadata.json"]


def test_what_was_put_aside_by_a_killed_run_comes_back(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    package = install_file(archive, folder, Options()).package
    work = tmp_path / ".packages.toolkit"
    (work / "new-1").mkdir(parents=True)
    (work / ".half.json.abc.part").touch()
    (folder / ".probe-1").touch()
    package.path.rename(work / f"{workplace.OLD}{package.path.name}")
    assert there(folder) == []
    with workplace.workplace(folder):
        assert there(folder) == ["en-ky 1.0"]
    assert litter(folder) == []


def test_a_download_that_was_installed_just_before_a_kill_is_cleared_up(
    mirror: Mirror, tmp_path: Path, pack: Pack
) -> None:
    folder, work = tmp_path / "packages", tmp_path / ".packages.toolkit"
    mirror.offer({"en-ky-1.0": pack()})
    install(mirror, folder, "ky")
    work.mkdir()
    for name in ("", ".json"):
        (work / f"translate-en_ky-1_0.argosmodel.part{name}").write_bytes(b"PK")
    assert install(mirror, folder, "ky") == ["present en-ky 1.0"]
    assert litter(folder) == []


def test_killed_at_any_moment_there_is_nothing_or_all_of_it(mirror: Mirror, tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "share" / "argos-translate" / "packages"
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "share"),
        "ARGOS_PACKAGE_INDEX": mirror.address,
    }  # fmt: skip
    mirror.offer({"en-ky-1.4": pack("en-ky-1.4"), "en-ky-1.0": pack("en-ky-1.0")})
    path = "/v1/translate-en_ky-1_4.argosmodel"
    begun = folder.parent / ".packages.toolkit"

    def start() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "toolkit", "packages", "install", "ky"], env=environment, cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def until(condition: Callable[[], bool], running: "subprocess.Popen[bytes]") -> None:
        while not condition() and running.poll() is None:
            time.sleep(0.001)

    def downloading() -> bool:
        part = begun / "translate-en_ky-1_4.argosmodel.part"
        return part.exists() and part.stat().st_size > 2_000_000

    def unpacking() -> bool:
        return any(begun.glob("new-*/model/model.bin"))

    def recording() -> bool:
        return any(begun.glob("new-*/toolkit.json"))

    moments: list[tuple[Callable[[], bool], float]] = [
        (begun.exists, 0.0), (downloading, 0.0), (downloading, 0.05), (unpacking, 0.0), (unpacking, 0.02),
        (unpacking, 0.2), (recording, 0.0), (recording, 0.001), (recording, 0.005), (recording, 0.02),
    ]  # fmt: skip
    states, codes = set(), []
    for first in (False, True):  # into nothing, and over an older version
        for moment, delay in moments:
            shutil.rmtree(folder, ignore_errors=True)
            if first:
                older = tmp_path / "older.argosmodel"
                older.write_bytes(mirror.files["/v1/translate-en_ky-1_0.argosmodel"])
                install_file(older, folder, Options())
            mirror.faults[path] = [servers.slow(20e6)]
            running = start()
            until(moment, running)
            time.sleep(delay)
            running.send_signal(signal.SIGKILL)
            codes.append(running.wait())
            found = there(folder) if folder.exists() else []
            assert found in ([], ["en-ky 1.4"]) if not first else found[-1:] in (["en-ky 1.0"], ["en-ky 1.4"])
            states.add((first, *found))
            if folder.exists():
                assert len(argos_sees(folder)) == len(found)
            for package in packages.discover([folder], starter=False).packages:
                assert problems(package) == []
    assert codes.count(-signal.SIGKILL) > len(codes) / 2, "most were killed before they were done"
    assert {(False,), (True, "en-ky 1.0")} <= states
    mirror.faults.clear()
    assert start().wait() == 0
    assert there(folder) == ["en-ky 1.4"]
    assert litter(folder) == []


def test_two_at_the_same_time(mirror: Mirror, tmp_path: Path, pack: Pack) -> None:
    folder = tmp_path / "packages"
    mirror.offer({"en-ky-1.4": pack("en-ky-1.4"), "en-ru-1.0": pack("en-ru-1.0")})
    mirror.faults["/v1/translate-en_ky-1_4.argosmodel"] = [servers.slow(40e6)]
    results: list[str] = []
    waited = threading.Event()

    def work(*names: str) -> None:
        results.extend(install(mirror, folder, *names, waiting=waited.set))

    threads = [threading.Thread(target=work, args=names) for names in (("ky",), ("ky",), ("ky", "ru"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["installed en-ky 1.4", "installed en-ru 1.0", "present en-ky 1.4", "present en-ky 1.4"]
    assert waited.is_set()
    assert len([path for path, _ in mirror.requests if "en_ky" in path]) == 1
    assert litter(folder) == []


def test_a_disk_that_refuses_leaves_the_old_one(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "packages"
    install_file(archive, folder, Options())
    real = os.rename

    def refuse(source: Path, target: Path) -> None:
        if ".probe" not in str(target) and "old-" not in str(target) and "new-" in str(source):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(workplace, "exchange", lambda *_: False)
    monkeypatch.setattr("os.rename", refuse)
    with pytest.raises(StorageError, match="cannot install: no space left on device"):
        install_file(archive, folder, Options(again=True))
    assert there(folder) == ["en-ky 1.0"]
    assert litter(folder) == []
