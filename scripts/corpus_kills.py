#!/usr/bin/env python3
"""Kills `corpus translate` (SIGKILL) at random moments: `python scripts/corpus_kills.py --kills 20`.

The same call is given again after each kill until one ends. In the end the output must be, to the byte, that of a run
that nobody disturbed; no shard may have been written again once it had its `.done`; no file may be half there under
its name. Children are forked, so that a kill costs no start of an interpreter; with `--workers 2` they have worker
processes, of which none may be left.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.corpus import jobs, sources, store  # noqa: E402 - the tree that the script lies in
from toolkit.corpus.drafter import Order  # noqa: E402
from toolkit.corpus.manifest import Workplace, load  # noqa: E402
from toolkit.corpus.plan import Cut  # noqa: E402
from toolkit.corpus.runners.inline import Inline  # noqa: E402
from toolkit.corpus.runners.processes import Processes  # noqa: E402
from toolkit.project.settings import ProjectSettings  # noqa: E402
from toolkit.workflow import pipeline  # noqa: E402

WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")
TARGETS = ("ru", "ky")


class Silent:
    def note(self, text: str) -> None:
        pass

    def read(self, rows: int) -> None:
        pass

    def drafted(self, target: str, done: int, fresh: int, total: int, seconds: float) -> None:
        pass


def translate(folder: Path, out: Path, workers: int) -> None:
    settings = ProjectSettings(folder)
    engines = {target: pipeline.make_engine(settings, target, "pseudo") for target in TARGETS}
    orders = tuple(Order(settings, target, "pseudo") for target in TARGETS)
    found, _ = sources.found([folder / "input"])
    job = jobs.Job(out, tuple(found), orders, formats=("jsonl", "lines"), cut=Cut(rows=200))
    jobs.translate(job, Inline(engines) if workers == 1 else Processes(workers), engines, Silent())


def child(folder: Path, out: Path, workers: int) -> int:
    """A process, and a group of processes, that does the work."""
    made = os.fork()
    if made == 0:
        os.setpgid(0, 0)
        try:
            translate(folder, out, workers)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return made


def marks(out: Path) -> dict[str, tuple[int, int]]:
    """Every `.done` and drafts with one: name -> (inode, time of the last change)."""
    found = {}
    for path in out.glob("work/*/*.done"):
        for one in (path, path.with_suffix(".jsonl")):
            stat = one.stat()
            found[f"{one.parent.name}/{one.name}"] = stat.st_ino, stat.st_mtime_ns
    return found


def whole(out: Path, reference: Path) -> None:
    """Raises AssertionError where a file under its own name is not what an undisturbed run writes."""
    for path in (*out.glob("en-*"), *out.glob("work/*/0*.jsonl"), *out.glob("work/source/*.jsonl")):
        assert path.read_bytes() == (reference / path.relative_to(out)).read_bytes(), f"{path} is not whole"
    known = load(Workplace(out)) if (out / "work" / "manifest.json").exists() else None
    for target in TARGETS if known else ():
        for shard in known.shards:
            if Workplace(out).done(target, shard).exists():
                assert store.is_done(Workplace(out), target, shard), f"{target}/{shard.name}.done says what is not so"


def orphans(group: int) -> list[int]:
    """The processes of a group that are still there, after a moment."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        left = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                left.append(int(folder.name))
        if not left:
            return []
        time.sleep(0.05)
    return left


def stress(kills: int, rows: int, workers: int, seed: int) -> str:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "input").mkdir()
        for part in (10, 2, 1):
            lines = [f"{' '.join(chance.choices(WORDS, k=5))} {chance.randrange(rows)}.\n" for _ in range(rows // 3)]
            (folder / "input" / f"part.{part}").write_text("".join(lines), encoding="utf-8")
        reference = folder / "reference"
        started = time.monotonic()
        translate(folder, reference, 1)
        seconds = time.monotonic() - started
        killed, finished, resumed = 0, 0, 0
        out = folder / "out0"
        while killed < kills:
            before = marks(out)
            made = child(folder, out, workers)
            time.sleep(chance.uniform(0, (1.2 if workers == 1 else 2.5) * seconds))
            os.kill(made, signal.SIGKILL)
            _, status = os.waitpid(made, 0)
            assert not orphans(made), "workers are left"
            killed += os.WIFSIGNALED(status)
            whole(out, reference)
            after = marks(out)
            assert {key: after.get(key) for key in before} == before, "a shard was written again after its .done"
            resumed += bool(before)
            if not os.WIFSIGNALED(status):
                assert os.WEXITSTATUS(status) == 0
                finished += 1
                out = folder / f"out{finished}"
        translate(folder, out, 1)
        whole(out, reference)
        assert len(list(out.glob("en-*"))) == 3 * len(TARGETS)
        left = [path for path in out.rglob(".*.part") if time.time() - path.stat().st_mtime > store.LEFT_BEHIND]
        assert not left, left
        assert resumed or kills < 5, "no kill fell between the first shard and the end"
    return (
        f"{killed} kills with {workers} workers, {resumed} runs went on from shards, {finished} ended before their kill"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rows", type=int, default=12_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(stress(given.kills, given.rows, given.workers, given.seed), flush=True)


if __name__ == "__main__":
    main()
