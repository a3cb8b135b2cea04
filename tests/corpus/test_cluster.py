"""A real Dask cluster on loopback, a scheduler and two workers, of which some are killed while they work."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.engines.conftest import en_ru, tokenizer  # noqa: F401 - fixtures
from toolkit.engines import make

from .conftest import Desk, sentences

ROWS, SHARD = 1000, 25
SECONDS = 60


class Cluster:
    """Its processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, workers: int = 2) -> None:
        self.scheduler = self._dask("scheduler", "--port", str(self.port), "--no-show")
        end = time.monotonic() + SECONDS
        while not self._answers():  # a command does not wait for it
            assert self.scheduler.poll() is None and time.monotonic() < end, (self.folder / "scheduler.log").read_text()
            time.sleep(0.1)
        self.join(workers)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def join(self, workers: int) -> None:
        for _ in range(workers):
            self.workers.append(
                self._dask(
                    "worker", self.address, "--nthreads", "1", "--no-nanny", "--preload", "tests.corpus.poison",
                    "--local-directory", str(self.folder / f"worker{len(self.workers)}"),
                )
            )  # fmt: skip

    def _dask(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        call = [sys.executable, "-m", "dask", kind, *options, "--host", "127.0.0.1", "--no-dashboard"]
        if kind == "worker":
            call[-1:] = ["--no-dashboard", "--death-timeout", "20"]
        with (self.folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(call, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)})

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process is not None:
                with contextlib.suppress(OSError):
                    process.kill()
                process.wait()
        self.workers.clear()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    try:
        yield made
    finally:
        made.stop()


def command(desk: Desk, cluster: Cluster, *options: str, packages: str = "") -> "subprocess.Popen[str]":
    given, out = str(desk.folder / "input"), str(desk.folder / "out")
    call = [sys.executable, "-m", "toolkit", "corpus", "translate", given, "--to", "ru", "--out", out,
            "--rows", str(SHARD), "--scheduler", cluster.address, *(options or ("--engine", "pseudo"))]  # fmt: skip
    environment = {**os.environ, "ARGOS_PACKAGES_DIR": packages}
    return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def done(desk: Desk) -> dict[str, int]:
    """The shards that are done, and when they were."""
    return {path.name: path.stat().st_mtime_ns for path in (desk.folder / "out" / "work" / "ru").glob("*.done")}


def wait_for(desk: Desk, shards: int) -> None:
    end = time.monotonic() + SECONDS
    while len(done(desk)) < shards:
        assert time.monotonic() < end, "the cluster has not begun"
        time.sleep(0.02)


def test_workers_and_the_scheduler_are_killed_and_the_text_is_that_of_one_process(desk: Desk, cluster: Cluster) -> None:
    lines = [*sentences(ROWS), "", *sentences(30)]
    desk.write("a.txt", lines)
    desk.translate(out="one", rows=SHARD)
    shards = -(-len(lines) // SHARD)
    cluster.start()
    first = command(desk, cluster)
    wait_for(desk, 3)
    cluster.workers[0].send_signal(signal.SIGKILL)
    cluster.join(1)
    cluster.workers[1].send_signal(signal.SIGKILL)
    wait_for(desk, len(done(desk)) + 5)  # by the one that joined: nobody else is there
    assert cluster.scheduler is not None
    cluster.scheduler.send_signal(signal.SIGKILL)
    _, said = first.communicate(timeout=SECONDS)
    assert first.returncode == 1
    assert f"the scheduler at {cluster.address} is gone; every shard that came back is kept" in said
    before = done(desk)
    assert 8 <= len(before) < shards
    cluster.stop()
    cluster.start(workers=1)
    second = command(desk, cluster)
    _, said = second.communicate(timeout=SECONDS)
    assert second.returncode == 0, said
    assert desk.output() == desk.output(out="one")
    assert len(desk.output().splitlines()) == len(lines)
    after = done(desk)
    assert len(after) == shards
    assert {name: after[name] for name in before} == before, "a shard was drafted again after its .done"
    report = json.loads((desk.folder / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["languages"]["ru"]["drafted_shards"] == shards - len(before)


def test_no_scheduler_is_said_at_once(desk: Desk, cluster: Cluster) -> None:
    desk.write("a.txt", ["One."])
    run = command(desk, cluster)
    _, said = run.communicate(timeout=SECONDS)
    assert run.returncode == 1
    assert f"no Dask scheduler answers at {cluster.address}" in said


def test_a_worker_that_joins_drafts_with_the_packages_that_it_is_sent(
    desk: Desk,
    cluster: Cluster,
    en_ru: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    lines = [f"the cat sees {number}" for number in range(20 * SHARD)]
    desk.write("a.txt", lines)
    folder = tmp_path / "packages"
    shutil.copytree(en_ru, folder)
    cluster.start(workers=1)
    run = command(desk, cluster, "--engine", "argos", "--send-packages", packages=str(folder))
    wait_for(desk, 1)
    shutil.rmtree(folder)  # whoever comes now has nothing but what is sent
    cluster.workers[0].send_signal(signal.SIGKILL)
    cluster.join(1)
    _, said = run.communicate(timeout=SECONDS)
    assert run.returncode == 0, said
    sent = [path.relative_to(tmp_path).parts for path in tmp_path.glob("worker*/**/*.argosmodel")]
    assert {parts[0] for parts in sent} == {"worker0", "worker1"}
    engine = make("argos", source="en", target="ru", folders=(en_ru,), starter=False)
    desk.translate(out="one", rows=SHARD, order={"engine": "argos"}, engines={"ru": engine})
    assert desk.output() == desk.output(out="one")
