#!/usr/bin/env python3
"""Kills commands (SIGKILL) at random moments: `python scripts/kills.py --entries 5000 --kills 100`.

After each kill of `update`, `merge -U`, `import`, `approve` and `compile` the file must be, to the byte, as it was or
as a run left alone writes it; after one of `translate`, the old file with some of the drafts that such a run makes, the
first ones in order. Children are forked, so that a kill costs no start of an interpreter.
"""

import argparse
import contextlib
import datetime
import functools
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
from toolkit.cli import run_command  # noqa: E402
from toolkit.engines.pseudo import PseudoEngine  # noqa: E402
from toolkit.project import settings  # noqa: E402
from toolkit.project.settings import ProjectSettings  # noqa: E402
from toolkit.units import Content, Draft, Origin  # noqa: E402
from toolkit.workflow import drafting, pipeline, prose  # noqa: E402
from toolkit.workflow.kinds import Source  # noqa: E402

MOMENT = datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)
SAVES = 5
"""Times that a run without any draft would save; half of the entries have a translation."""
WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")


class InPortions(PseudoEngine):
    """Gives so many drafts at a time that a run saves a few times, however fast the machine is."""

    portion = 1

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        single = super().stream(texts, source, target)
        while portion := list(itertools.islice(single, self.portion)):
            yield [made for one in portion for made in one]


class Stage:
    """A project with one document, which changes, and its catalog, half of it translated by people."""

    def __init__(self, folder: Path, entries: int, chance: random.Random) -> None:
        InPortions.portion = entries // SAVES
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


def _quietly(*arguments: str) -> None:
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        code = run_command([*arguments])
    assert code == 0, (arguments, code)


def _merging(stage: Stage) -> tuple[Path, list[str]]:
    template = stage.settings.root / "new.pot"
    source = stage.versions[1]
    template.write_bytes(catalogs.template(source.document, source.segments, MOMENT, generator="kills"))
    return stage.path, ["merge", "-U", "-q", "--previous", str(stage.path), str(template)]


def _importing(stage: Stage) -> tuple[Path, list[str]]:
    table = stage.settings.root / "long.tsv"
    _quietly("export", "--project", str(stage.settings.root), "--format", "tsv", "-o", str(table), str(stage.path))
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("котормо", "оңдолгон котормо"), encoding="utf-8")
    return stage.path, ["import", "--project", str(stage.settings.root), "--approve", str(table)]


def _approving(stage: Stage) -> tuple[Path, list[str]]:
    stage.translate()
    return stage.path, ["approve", "--project", str(stage.settings.root), "--anyway", "--all", str(stage.path)]


def _compiling(stage: Stage) -> tuple[Path, list[str]]:
    return stage.path.with_suffix(".mo"), ["compile", str(stage.path)]


WHOLE = {"merge": _merging, "import": _importing, "approve": _approving, "compile": _compiling}
"""Command -> what prepares it and says which file it writes, all at once, and how it is called."""


def stress_whole(command: str, stage: Stage, kills: int, chance: random.Random) -> str:
    """Raises AssertionError where the file is neither the old nor the new one."""
    path, arguments = WHOLE[command](stage)

    def state() -> bytes | None:
        return path.read_bytes() if path.exists() else None

    def restore() -> None:
        path.unlink(missing_ok=True)
        if old is not None:
            path.write_bytes(old)

    old = state()
    _quietly(*arguments)
    new = state()
    assert new not in (None, old), command
    restore()
    started = time.monotonic()
    _quietly(*arguments)  # the children have loaded what the first run did, too
    seconds = time.monotonic() - started
    restore()
    found: Counter[str] = Counter()
    for number in range(kills):
        alive = killed(lambda: _quietly(*arguments), chance.uniform(0, 1.3 * seconds))
        data = state()
        assert data in (old, new), f"kill {number} of {command} left {len(data or b'')} bytes that are no version"
        found["in time" if alive else "too late"] += 1
        found["new" if data == new else "old"] += 1
        if data == new:
            restore()
    assert found["old"], "every kill came too late"
    _quietly(*arguments)  # what killed runs left is in nobody's way
    assert state() == new
    return f"{command}: {kills} kills, {found['in time']} before its end: {found['old']} old, {found['new']} new files"


COMMANDS = {
    "update": stress_update,
    "translate": stress_translate,
    **{command: functools.partial(stress_whole, command) for command in WHOLE},
}


def stress(command: str, entries: int, kills: int, seed: int = 0) -> str:
    """Raises AssertionError where a kill has left anything else than a version; otherwise says what was done."""
    chance = random.Random(seed)
    drafting.SAVE_EVERY, drafting.SAVE_SHARE = 0.0, 0
    prose.now = settings.now = lambda: MOMENT
    with tempfile.TemporaryDirectory() as name:
        stage = Stage(Path(name), entries, chance)
        told = COMMANDS[command](stage, kills, chance)
        left = {path.name for path in stage.path.parent.iterdir()} - {stage.path.name, f"{stage.path.stem}.mo"}
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
