#!/usr/bin/env python3
"""Kills `update` and `translate` (SIGKILL) at random moments: `python scripts/kills.py --entries 5000 --kills 200`.

After each kill the catalog must be, to the byte, the file as it was or a whole save: for `update` the one that a run
left alone writes, for `translate` the old file with some of the drafts that such a run makes, the first ones in order.
Children are forked, so that a kill costs no start of an interpreter.
"""

import argparse
import datetime
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit import catalogs, engines  # noqa: E402 - the tree that the script lies in
from toolkit.engines.pseudo import PseudoEngine  # noqa: E402
from toolkit.project.settings import ProjectSettings  # noqa: E402
from toolkit.units import Content, Draft, Origin  # noqa: E402
from toolkit.workflow import drafting, pipeline, prose  # noqa: E402
from toolkit.workflow.kinds import Source  # noqa: E402

MOMENT = datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)
PORTION = 400
WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")


class InPortions(PseudoEngine):
    """Gives so many drafts at a time that a run saves a few times, however fast the machine is."""

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        single = super().stream(texts, source, target)
        while portion := list(itertools.islice(single, PORTION)):
            yield [made for one in portion for made in one]


class Stage:
    """A project with one document, which changes, and its catalog, half of it translated by people."""

    def __init__(self, folder: Path, entries: int, chance: random.Random) -> None:
        self.settings = ProjectSettings(folder, locales=folder / "locales")
        first = [f"{' '.join(chance.choices(WORDS, k=8)).capitalize()} {number}." for number in range(entries)]
        second = [f"Now {text.lower()}" if number % 10 == 3 else text for number, text in enumerate(first)]
        second[:] = second[entries // 2 :] + second[: entries // 2]
        self.versions = [self._read(folder / "long.txt", texts) for texts in (first, second)]
        self.path = self.settings.catalog_path("long", "ky")
        self.update(0)
        file = catalogs.read(self.path.read_bytes())
        drafts = {
            entry.key: (f"котормо {number}", Origin("engine", "x"))
            for number, entry in enumerate(file.live)
            if number % 2
        }
        drafted = catalogs.with_drafts(self.path.read_bytes(), drafts)
        done, _ = catalogs.approve(drafted, catalogs.Selection(), by="", now=MOMENT)
        self.path.write_bytes(done)

    def _read(self, path: Path, texts: Sequence[str]) -> Source:
        path.write_text("\n\n".join(texts), encoding="utf-8")
        return pipeline.read(self.settings, path)

    def update(self, version: int) -> None:
        pipeline.update(self.settings, self.versions[version], "ky")

    def translate(self) -> None:
        pipeline.translate(
            self.settings, self.versions[0], "ky", lambda: InPortions(engines.EngineSettings("en", "ky"))
        )


def undisturbed(stage: Stage, work: Callable[[], None]) -> tuple[bytes, float]:
    """What the work makes of the catalog, and how long it takes; the catalog is put back."""
    before, started = stage.path.read_bytes(), time.monotonic()
    work()
    seconds, after = time.monotonic() - started, stage.path.read_bytes()
    assert after != before
    stage.path.write_bytes(before)
    return after, seconds


def killed(work: Callable[[], None], delay: float) -> bool:
    """Does the work in a child that is killed after so many seconds; whether it had not ended before."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def stress_update(stage: Stage, kills: int, chance: random.Random) -> str:
    """Raises AssertionError where a catalog is neither the old nor the new one."""
    old = stage.path.read_bytes()
    new, seconds = undisturbed(stage, lambda: stage.update(1))
    found: Counter[str] = Counter()
    for number in range(kills):
        alive = killed(lambda: stage.update(1), chance.uniform(0, 1.3 * seconds))
        data = stage.path.read_bytes()
        assert data in (old, new), f"kill {number} of update left a file of {len(data)} bytes that is no version"
        found["in time" if alive else "too late"] += 1
        found["new" if data == new else "old"] += 1
        if data == new:
            stage.path.write_bytes(old)
    assert found["old"], "every kill came too late"
    assert found["new"] or kills < 20, "no kill came after the save"
    return f"update: {kills} kills, {found['in time']} before its end: {found['old']} old, {found['new']} new files"


def stress_translate(stage: Stage, kills: int, chance: random.Random) -> str:
    """Raises AssertionError where a catalog is no whole save."""
    old = stage.path.read_bytes()
    new, seconds = undisturbed(stage, stage.translate)
    drafts = {
        entry.key: (entry.msgstr[0], origin)
        for entry in catalogs.read(new).live
        if (origin := catalogs.machine(entry)) is not None
    }
    found: Counter[str] = Counter()
    partial: set[int] = set()
    seen: set[bytes] = {old, new}
    for number in range(kills):
        alive = killed(stage.translate, chance.uniform(0, 0.8 * seconds))
        data = stage.path.read_bytes()
        saved = sum(catalogs.machine(entry) is not None for entry in catalogs.read(data).live) if data != old else 0
        if data not in seen:
            whole = catalogs.with_drafts(old, dict(list(drafts.items())[:saved]))
            assert data == whole, f"kill {number} of translate left a file of {len(data)} bytes that is no save"
            seen.add(data)
        found["in time" if alive else "too late"] += 1
        partial.add(saved)
        if saved == len(drafts) or number % 4 == 3:
            stage.path.write_bytes(old)
    assert len(partial - {0, len(drafts)}) > 1, "no kill fell between two saves"
    return f"translate: {kills} kills, {found['in time']} before its end: saves with {sorted(partial)} drafts"


COMMANDS = {"update": stress_update, "translate": stress_translate}


def stress(command: str, entries: int, kills: int, seed: int = 0) -> str:
    """Raises AssertionError where a kill has left anything else than a version; otherwise says what was done."""
    chance = random.Random(seed)
    drafting.SAVE_EVERY, drafting.SAVE_SHARE = 0.0, 0
    prose.now = lambda: MOMENT
    with tempfile.TemporaryDirectory() as name:
        stage = Stage(Path(name), entries, chance)
        told = COMMANDS[command](stage, kills, chance)
        left = {path.name for path in stage.path.parent.iterdir()} - {stage.path.name}
        assert all(name.endswith((".part", ".lock")) for name in left), left
        stage.update(1)  # what killed runs left is in nobody's way
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=100, help="of each command")
    parser.add_argument("--only", choices=COMMANDS)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    for command in [given.only] if given.only else COMMANDS:
        print(stress(command, given.entries, given.kills, given.seed), flush=True)


if __name__ == "__main__":
    main()
