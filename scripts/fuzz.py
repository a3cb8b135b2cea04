#!/usr/bin/env python3
"""Changed inputs for every reader: `python scripts/fuzz.py --inputs 200000`, for a while `--inputs 2000 --only json`.

Seeds are the case files of the tests and a minimal file of each kind. A reader may refuse an input with an error of the
toolkit; anything else that it raises is a finding, so is a defect that the last net caught, more than five seconds or a
gigabyte, the death of the process, and a document that does not come back as it was: without translations (law 1) or
with copies of its own sentences (law 8). What is found is made smaller and written to --out; exit code 1 then.

The seed is printed; input number N of a seed is always the same. Inputs are read in processes of their own, a few
thousand in each. After each of these the figures are written to --out, and --resume goes on from there.
"""

import argparse
import datetime
import json
import mmap
import os
import random
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.fuzzing.changes import changed  # noqa: E402 - the tree that the script lies in
from scripts.fuzzing.readers import READERS  # noqa: E402
from scripts.fuzzing.seeds import seeds  # noqa: E402
from scripts.fuzzing.watch import BYTES, finding, judged, limited, peak, smaller  # noqa: E402

BATCH = 3000
"""Inputs of one process."""
__all__ = ["READERS", "changed", "finding", "seeds", "smaller"]


@dataclass
class Figures:
    """What became of the inputs of one reader."""

    inputs: int = 0
    read: int = 0
    refused: int = 0
    findings: int = 0
    seconds: float = 0.0
    """Of the slowest, of the processor."""
    megabytes: int = 0
    """The most that the process had while it read one, its own libraries included."""

    def add(self, said: str, seconds: float, memory: int) -> None:
        """Counts one input."""
        self.inputs += 1
        self.read += said == "read"
        self.refused += said == "refused"
        self.findings += said not in ("read", "refused")
        self.seconds, self.megabytes = max(self.seconds, round(seconds, 2)), max(self.megabytes, memory >> 20)


@dataclass
class Run:
    """All inputs of a seed, as far as it has come."""

    seed: int
    only: str
    done: int = 0
    figures: dict[str, Figures] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    """Reader and what was found, each kind once."""

    @classmethod
    def load(cls, path: Path) -> "Run":
        """The run whose figures lie there."""
        value = json.loads(path.read_text(encoding="utf-8"))
        value["figures"] = {name: Figures(**row) for name, row in value["figures"].items()}
        return cls(**value)

    def save(self, path: Path) -> None:
        """Writes the figures."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    def table(self) -> Iterator[str]:
        """The figures as a table in Markdown."""
        yield "| reader | inputs | read | refused | findings | slowest, s | most memory, MB |"
        yield "|---|---|---|---|---|---|---|"
        for name, row in self.figures.items():
            yield "| " + " | ".join(str(cell) for cell in (name, *asdict(row).values())) + " |"


def made_elsewhere(only: str) -> Mapping[str, list[bytes]]:
    """The seeds, by a process of their own: no library that makes them has threads in this one, which forks."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(seeds, only).result()


def input_of(seed: int, number: int, inputs: Mapping[str, list[bytes]]) -> tuple[str, bytes]:
    """(reader, bytes) of one input."""
    chance = random.Random(f"{seed}/{number}")
    name = list(inputs)[number % len(inputs)]
    return name, changed(chance.choice(inputs[name]), inputs[name], chance)


def work(run: Run, inputs: Mapping[str, list[bytes]], numbers: range, now: mmap.mmap, pipe: int, out: Path) -> None:
    """Reads some inputs and tells of each by a line; what is found is made smaller."""
    limited()
    known = set(run.found)
    with os.fdopen(pipe, "w", encoding="utf-8") as told:
        for number in numbers:
            now[:8] = struct.pack("q", number)
            name, data = input_of(run.seed, number, inputs)
            before, started = peak(), time.process_time()
            said = judged(READERS[name], data)
            seconds, memory = time.process_time() - started, peak()
            if memory > before + BYTES:
                said = "more than a gigabyte"
            row = [number, name, said, seconds, memory]
            if said not in ("read", "refused") and (kind := _kind(name, said)) not in known:
                known.add(kind)
                least = data if said.startswith("more than") else smaller(READERS[name], data, said)
                place = _kept(out, name, number, least)
                row += [kind, f"{name}: {said}\n  {place} ({len(least)} bytes): {least[:80]!r}"]
            told.write(json.dumps(row) + "\n")
            told.flush()  # a process that dies takes with it what is not on its way


def _kind(name: str, said: str) -> str:
    return f"{name}: {said.split(' at ')[0][:60]}"


def _kept(out: Path, name: str, number: int, data: bytes) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    place = out / f"{name.replace(' ', '')}-{number}"
    place.write_bytes(data)
    return place


def batch(run: Run, inputs: Mapping[str, list[bytes]], numbers: range, out: Path) -> None:
    """Has a process read some inputs; where it dies, that is a finding, and the rest is another's."""
    now = mmap.mmap(-1, 8)
    now[:8] = struct.pack("q", numbers.start)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(run, inputs, numbers, now, writing, out)
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        for line in told:
            number, name, said, seconds, memory, *more = json.loads(line)
            run.figures.setdefault(name, Figures()).add(said, seconds, memory)
            run.done = number + 1
            if more:
                run.found.append(more[0])
                print(more[1], flush=True)
    _, status = os.waitpid(child, 0)
    if status == 0:
        return
    number = struct.unpack("q", now[:8])[0]
    name, data = input_of(run.seed, number, inputs)
    why = signal.Signals(status & 0x7F).name if status & 0x7F else f"exit code {status >> 8}"
    print(f"{name}: the process died by {why}\n  {_kept(out, name, number, data)} ({len(data)} bytes)", flush=True)
    run.figures.setdefault(name, Figures()).add(f"died by {why}", 0, 0)
    run.found.append(f"{name}: died by {why}")
    run.done = number + 1


def main() -> int:
    """Runs the inputs and tells of each reader how many were accepted, and what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000, help="how many, over all readers")
    parser.add_argument("--seed", type=int, help="of the changes; that of the day where it is left away")
    parser.add_argument("--only", default="", help="readers whose name has this in it")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="where findings and figures are written")
    parser.add_argument("--resume", action="store_true", help="go on from the figures in --out")
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else datetime.datetime.now(datetime.timezone.utc).toordinal()
    figures = given.out / "figures.json"
    run = Run.load(figures) if given.resume else Run(seed, given.only)
    print(f"seed {run.seed}", flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        tempfile.tempdir = folder
        inputs = made_elsewhere(run.only)
        if not inputs:
            parser.error(f"no reader has {run.only!r} in its name")
        while run.done < given.inputs:
            batch(run, inputs, range(run.done, min(run.done + BATCH, given.inputs)), given.out)
            run.save(figures)
            minutes = (time.monotonic() - started) / 60
            print(f"{run.done:,} inputs, {len(run.found)} kinds of findings, {minutes:.0f} minutes", flush=True)
    print("\n".join(run.table()))
    total = [
        sum(getattr(row, name) for row in run.figures.values()) for name in ("inputs", "read", "refused", "findings")
    ]
    print("{:,} inputs: {:,} read, {:,} refused, {:,} findings".format(*total))
    return 1 if run.found else 0


if __name__ == "__main__":
    sys.exit(main())
