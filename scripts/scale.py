#!/usr/bin/env python3
"""How far a corpus run scales: a simulation, and the same measured here.

    python scripts/scale.py --measure 1,2,4,8           worker processes, simulated beside measured
    python scripts/scale.py --measure 1,2,4,8 --dask    workers of a Dask cluster on loopback
    python scripts/scale.py --workers 1000 --rows 1e9 --rate 20

Measured is the scheduling, not the translating: the engine is the pseudo engine that sleeps for each text, so that
eight workers can be at work on two cores. What the leading process costs (a shard handed out, checked, written), what a
worker does awake and how long it takes to start is measured first, one at a time, and is all that the simulation is
given; where there are more workers than cores they share them.
"""

import argparse
import contextlib
import heapq
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.corpus import jobs, manifest, plan, sources, store  # noqa: E402 - the tree that the script lies in
from toolkit.corpus.drafter import Order  # noqa: E402
from toolkit.corpus.manifest import Workplace  # noqa: E402
from toolkit.corpus.plan import Cut  # noqa: E402
from toolkit.corpus.runners.inline import Inline  # noqa: E402
from toolkit.corpus.runners.processes import Processes  # noqa: E402
from toolkit.engines.pseudo import PseudoEngine  # noqa: E402
from toolkit.project.settings import ProjectSettings  # noqa: E402
from toolkit.units import Content, Draft  # noqa: E402
from toolkit.workflow import pipeline  # noqa: E402

NAP = 0.02
"""Seconds that a text takes in what is measured: what a sentence takes a core by a small model."""
WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")


@dataclass(frozen=True)
class Model:
    """What a run costs; seconds."""

    row: float
    """Drafting one, on a worker."""
    lead_shard: float
    """In the leading process, for each shard: reading and handing it out, files, fsync."""
    lead_row: float
    """In it, for each row that comes back: its id compared, hashed, written."""
    serial_row: float
    """For each row before and after: read, cut, joined."""
    start: float
    """Of a worker, until it has loaded the engine."""
    spread: float = 0.0
    """Standard deviation of the logarithm of a shard's time: texts are not equally long, machines not equally fast."""
    stragglers: float = 0.0
    """Share of the workers that are three times as slow as the others."""
    deaths: float = 0.0
    """Of a worker in an hour."""
    asleep: float = 0.0
    """Of `row`, what takes no core."""
    cores: int = 0
    """That all workers share; 0: each has its own."""
    ahead: int = 2
    """Shards that a worker has at a time."""


def simulated(model: Model, workers: int, rows: int, shard: int, seed: int = 0) -> float:
    """Seconds from the first shard handed out to the last one written: one leader, workers with short queues."""
    chance = random.Random(seed)
    crowd = max(1.0, workers / model.cores) if model.cores else 1.0
    start, row = model.start * crowd, model.asleep + (model.row - model.asleep) * crowd
    slow = [3.0 if chance.random() < model.stragglers else 1.0 for _ in range(workers)]
    left = -(-rows // shard)
    leader, free = 0.0, [start] * workers
    coming: list[tuple[float, int]] = []

    def hand_out(worker: int) -> None:
        nonlocal leader, left
        if not left:
            return
        left -= 1
        leader += model.lead_shard / 2
        seconds = shard * row * slow[worker]
        if model.spread:
            seconds *= chance.lognormvariate(-(model.spread**2) / 2, model.spread)
        while model.deaths and chance.random() < seconds * model.deaths / 3600:
            free[worker] += chance.random() * seconds + start  # what it had done is lost, and another one starts
        free[worker] = max(free[worker], leader) + seconds
        heapq.heappush(coming, (free[worker], worker))

    for _ in range(model.ahead):
        for worker in range(workers):
            hand_out(worker)
    while coming:
        moment, worker = heapq.heappop(coming)
        leader = max(leader, moment) + model.lead_shard / 2 + model.lead_row * shard
        hand_out(worker)
    return leader


class Napping(Order):
    """An order by the pseudo engine that sleeps, for whoever unpickles it."""

    def __reduce__(self) -> Any:
        return _unpickled, ({field.name: getattr(self, field.name) for field in fields(self)},)


def _unpickled(values: dict[str, Any]) -> Order:
    dask_setup(None)
    return Napping(**values)


def dask_setup(worker: Any) -> None:  # noqa: ARG001 - Dask gives it
    """Puts the sleep into the pseudo engine of this process; Dask calls it where this file is preloaded."""

    def translate(
        self: PseudoEngine,
        batch: Sequence[Content],
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,  # noqa: ARG001 - as the engine has it
    ) -> list[Draft]:
        time.sleep(NAP * len(batch))
        return [made for one in self.stream(batch, source, target) for _, made in one]

    PseudoEngine.translate = translate


class Clock:
    """Hears when the first and the last shard of a run are done."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def note(self, text: str) -> None:
        pass

    def read(self, rows: int) -> None:
        pass

    def drafted(self, *counts: Any) -> None:
        self.seconds = counts[-1]


def measured(folder: Path, runner: Any, kind: type[Order], shard: int) -> tuple[float, float]:
    """(seconds of drafting, of all) of a run over `folder`/input in a fresh folder."""
    settings = ProjectSettings(folder)
    engines = {"ru": pipeline.make_engine(settings, "ru", "pseudo")}
    found, _ = sources.found([folder / "input"])
    out = Path(tempfile.mkdtemp(dir=folder))
    clock, started = Clock(), time.perf_counter()
    job = jobs.Job(out, tuple(found), (kind(settings, "ru", "pseudo"),), cut=Cut(rows=shard))
    jobs.translate(job, runner(engines), engines, clock)
    return clock.seconds, time.perf_counter() - started


def costs(folder: Path, rows: int, shard: int) -> Model:
    """What a run costs here: one shard after the other in one process, and one worker started."""
    text = " ".join(WORDS[:6]).capitalize()
    (folder / "input").mkdir()
    (folder / "input" / "a.txt").write_text("".join(f"{text} {number}.\n" for number in range(rows)), encoding="utf-8")
    drafting, whole = measured(folder, Inline, Order, shard)
    place = Workplace(next(path for path in folder.iterdir() if path.name != "input"))
    known = manifest.load(place)
    assert known is not None
    started = time.perf_counter()
    for one in known.shards:
        data = place.drafts("ru", one).read_bytes()
        plan.rows_of(place, one)
        store.finish(place, "ru", one, data)
    leading = time.perf_counter() - started
    order = Napping(ProjectSettings(folder), "ru", "pseudo")
    start = min(_start(Processes(1), order) for _ in range(3))
    lead_row = 1e-6
    return Model(
        row=NAP + max(0.0, drafting - leading) / rows,
        asleep=NAP,
        lead_shard=max(0.0, leading - lead_row * rows) / len(known.shards),
        lead_row=lead_row,
        serial_row=(whole - drafting) / rows,
        start=start,
        cores=len(os.sched_getaffinity(0)),
    )


def _start(runner: Any, order: Order) -> float:
    """Seconds until the first row is back, but for the row itself."""
    started = time.perf_counter()
    for _ in runner.run(order, [_task()]):
        pass
    return time.perf_counter() - started - NAP


def _task() -> Any:
    from toolkit.corpus.manifest import Shard
    from toolkit.corpus.runners import Task

    return Task(Shard(0, 1, 1, ""), b'[1, "One."]\n')


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[str]:
    """A scheduler and so many workers on loopback, all of them there."""
    import distributed

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT,
             "env": {**os.environ, "PYTHONPATH": str(ROOT)}}  # fmt: skip
    call = [sys.executable, "-m", "dask"]
    own = ["--host", "127.0.0.1", "--no-dashboard"]
    made = [subprocess.Popen([*call, "scheduler", "--port", str(port), *own], **quiet)]
    options = ["--nthreads", "1", "--no-nanny", "--preload", str(Path(__file__).resolve()), *own]
    try:
        made += [subprocess.Popen([*call, "worker", address, *options], **quiet) for _ in range(workers)]
        with distributed.Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)
        yield address
    finally:
        for process in made:
            process.kill()
            process.wait()


def compare(counts: Sequence[int], rows: int, shard: int, dask: bool) -> None:
    """Simulated beside measured, for so many workers each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = costs(folder, rows, shard)
        print(
            f"a row {1000 * model.row:.2f} ms on a worker (of which {1000 * NAP:.0f} asleep); "
            f"the leader {1000 * model.lead_shard:.1f} ms a shard; a worker starts in {model.start:.2f} s; "
            f"{model.cores} cores"
        )
        print(f"{rows:,} rows in shards of {shard}, {'Dask workers' if dask else 'worker processes'}")
        print("workers  measured s  simulated s  difference  measured speed-up")
        first = 0.0
        for count in counts:
            if dask:
                from toolkit.corpus.runners.cluster import Cluster

                with cluster(count) as address:
                    engines = {"ru": pipeline.make_engine(ProjectSettings(folder), "ru", "pseudo")}
                    runner = Cluster(address, lambda _: None, engines)
                    joining = [_start(runner, Order(ProjectSettings(folder), "ru", "pseudo")) for _ in range(2)][-1]
                    seconds, _ = measured(folder, lambda _: runner, Order, shard)  # noqa: B023
                guess = simulated(replace(model, start=joining), count, rows, shard)
            else:
                seconds, _ = measured(folder, lambda _: Processes(count), Napping, shard)  # noqa: B023
                guess = simulated(model, count, rows, shard)
            first = first or seconds * counts[0]
            off = 100 * (guess / seconds - 1)
            print(f"{count:7}  {seconds:10.2f}  {guess:11.2f}  {off:+9.0f} %  {first / seconds:17.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", default="", metavar="N,...", help="numbers of workers to measure and simulate")
    parser.add_argument("--dask", action="store_true", help="measure a Dask cluster on loopback")
    parser.add_argument("--workers", type=int, default=1000, help="simulate so many")
    parser.add_argument("--rows", type=float, default=0, help="of the corpus; 1,200 where it is measured, else 1e9")
    parser.add_argument("--shard", type=int, default=0, help="rows of a shard; 20 where it is measured, else 1024")
    parser.add_argument("--rate", type=float, default=20, help="rows that a worker drafts in a second")
    parser.add_argument("--lead", type=float, default=0.004, help="seconds of the leader for a shard")
    parser.add_argument("--lead-row", type=float, default=2e-6, help="and for a row")
    parser.add_argument("--start", type=float, default=5.0, help="seconds until a worker has its model")
    parser.add_argument("--spread", type=float, default=0.3)
    parser.add_argument("--stragglers", type=float, default=0.02)
    parser.add_argument("--deaths", type=float, default=0.01, help="of a worker in an hour")
    given = parser.parse_args()
    if given.measure:
        compare([int(one) for one in given.measure.split(",")], int(given.rows or 1200), given.shard or 20, given.dask)
        return
    rows, shard = int(given.rows or 1e9), given.shard or 1024
    model = Model(
        1 / given.rate, given.lead, given.lead_row, 1e-5, given.start, given.spread, given.stragglers, given.deaths
    )
    seconds = simulated(model, given.workers, rows, shard)
    ideal = rows / given.rate / given.workers
    limit = shard / (given.lead + shard * given.lead_row)
    print(
        f"{rows:,} rows, {given.workers:,} workers of {given.rate:g} rows/s, {-(-rows // shard):,} shards: "
        f"{seconds / 3600:.2f} h, {rows / seconds:,.0f} rows/s, "
        f"{100 * ideal / seconds:.0f} % of what the workers could; "
        f"the leader alone could {limit:,.0f} rows/s; reading and joining {rows * model.serial_row / 3600:.2f} h"
    )


if __name__ == "__main__":
    main()
