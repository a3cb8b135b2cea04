"""A memory that is damaged is found and made anew; no kill, no crowd and no flipped byte makes a wrong match."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from toolkit.errors import MemoryStoreError
from toolkit.memory import TranslationMemory, keeping
from toolkit.project.settings import ProjectSettings
from toolkit.units import PERSON, Segment, State, TranslationUnit, plain, segment_key
from toolkit.workflow import memories

COUNT = 120


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit(Segment(segment_key(plain(source)), plain(source)), plain(target), State.REVIEWED, PERSON)


def filled(path: Path) -> dict[str, str]:
    right = {f"The road number {n} is long": f"Дорога номер {n} длинная" for n in range(COUNT)}
    with TranslationMemory.open(path) as memory:
        memory.add("imported/a.tmx", "en", "ru", [unit(*pair) for pair in right.items()])
        memory.add("b", "en", "ky", [unit("Yes", "Ооба")])
    return right


def found(path: Path, texts: list[str]) -> dict[str, list[str]]:
    segments = [unit(text, "").segment for text in texts]
    with TranslationMemory.open(path) as memory:
        exact = memory.lookup_all(segments, "en", "ru")
        like = memory.similar(segments[:3], "en", "ru", least=0.9)
        hits = memory.search("road", "en", "ru", most=5)
    assert all(match.unit.text.startswith("Дорога номер ") for match in hits)
    return {
        one.segment.text: [match.unit.text for match in (*exact[one.segment.key], *like.get(one.segment.key, ()))]
        for one in (unit(text, "") for text in texts)
    }


def test_a_flipped_byte_anywhere_is_found_and_never_a_wrong_match(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    right = filled(path)
    asked = [*right][:20]
    good = path.read_bytes()
    chance = random.Random(11)
    told = 0
    for place in sorted(chance.sample(range(len(good)), 160)):
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(bad))
        try:
            for text, targets in found(path, asked).items():
                assert all(target in (right[text], *right.values()) for target in targets)
                assert not targets or targets[0] == right[text]
        except MemoryStoreError:
            told += 1
        for rest in tmp_path.glob("memory.sqlite-*"):
            rest.unlink()
    assert told


def test_what_is_damaged_is_rebuilt_and_what_was_imported_is_taken_over(tmp_path: Path) -> None:
    path = ProjectSettings(tmp_path).memory_path
    right = filled(path)
    data = path.read_bytes()
    place = data.index(b"\\u0414\\u043e\\u0440\\u043e\\u0433\\u0430")
    path.write_bytes(data[: place + 5] + b"5" + data[place + 6 :])
    assert keeping.damage(path)
    with pytest.raises(MemoryStoreError, match=rf"{COUNT - 1} translations .* taken over, 1 or more may be lost"):
        memories.mended(path)
    assert not keeping.damage(path)
    with memories.opened(ProjectSettings(tmp_path)) as memory:
        assert len(memory.own) == COUNT - 1
    assert path.with_name("memory.sqlite.damaged").exists()
    assert right
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(MemoryStoreError, match="lost"):
        memories.mended(path)
    assert not memories.mended(path)


def test_the_old_file_is_in_its_place_until_the_new_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "memory.sqlite"
    filled(path)
    before = path.read_bytes()

    def killed(*_: object) -> None:
        assert path.read_bytes() == before
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "damage", lambda _: "as a test wants it")
        patch.setattr("os.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            keeping.rebuilt(path)
    assert path.read_bytes() == before and not keeping.damage(path)


KILLED = """
import sys
from pathlib import Path
from tests.memory.test_damage import unit
from toolkit.memory import TranslationMemory, keeping
path, step = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    with TranslationMemory.open(path) as memory:
        if step == "import":
            memory.fill("imported/big.tmx", "en", (("ru", unit(f"Line {n}", f"Строка {n}")) for n in range(3000)))
        elif step == "prune":
            memory.fill("imported/big.tmx", "en", (("ru", unit("Line 1", f"Строка {n}")) for n in range(500)))
            memory.prune(conflicts=True)
    if step == "rebuild":
        keeping.damage = lambda _: "as a test wants it"
        keeping.rebuilt(path)
"""


@pytest.mark.parametrize("step", ["import", "prune", "rebuild"])
def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path, step: str) -> None:
    path = tmp_path / "memory.sqlite"
    right = filled(path)
    chance = random.Random(5)
    for _ in range(int(os.environ.get("MEMORY_KILLS", "4"))):
        child = subprocess.Popen([sys.executable, "-c", KILLED, path, step], stdout=subprocess.PIPE, cwd=Path.cwd())
        assert child.stdout is not None and child.stdout.readline()
        time.sleep(chance.random() * 0.3)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert not keeping.damage(path)
        assert all(targets[:1] == [right[text]] for text, targets in found(path, [*right][3:8]).items())
        with TranslationMemory.open(path) as memory:
            rows = {name: count for name, _, _, count in memory.statistics()}
        assert rows["imported/a.tmx"] == COUNT
        assert rows.get("imported/big.tmx", 0) in {"import": (0, 3000), "prune": (0, 500, 1), "rebuild": (0,)}[step]


CROWD = """
import sys
from tests.memory.test_damage import unit
from toolkit.memory import TranslationMemory
for turn in range(4):
    with TranslationMemory.open(sys.argv[1]) as memory:
        memory.add(f"doc {sys.argv[2]}", "en", "ru", [unit(f"Line {n}", f"Строка {n}") for n in range(60)])
        assert memory.lookup(unit("Line 7", "").segment, "en", "ru")[0].unit.text == "Строка 7"
"""


def test_eight_processes_at_once(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    children = [subprocess.Popen([sys.executable, "-c", CROWD, path, str(n)], cwd=Path.cwd()) for n in range(8)]
    assert [child.wait(120) for child in children] == [0] * 8
    with TranslationMemory.open(path) as memory:
        assert len(memory) == 8 * 60
    assert not keeping.damage(path)


def test_an_older_memory_gets_its_checksums(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    right = filled(path)
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE entries DROP COLUMN checksum")
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    assert not keeping.damage(path)
    text = next(iter(right))
    assert found(path, [text])[text][0] == right[text]
