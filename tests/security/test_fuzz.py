"""The fuzzer: it is told the same by the same seed, finds what is planted, and makes it small."""

import contextlib
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.fuzzing import changes, readers, seeds, watch
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of time and memory are those of Unix")


@pytest.fixture(scope="module")
def inputs() -> Mapping[str, list[bytes]]:
    return seeds.seeds()


def test_every_reader_has_a_whole_input_that_it_takes(inputs: Mapping[str, list[bytes]]) -> None:
    assert inputs.keys() == readers.READERS.keys()
    for name, whole in inputs.items():
        said = [watch.judged(readers.READERS[name], data) for data in whole]
        assert {*said} <= {"read", "refused"} and "read" in said, (name, said)


def test_the_same_number_of_a_seed_is_the_same_input() -> None:
    one, two = ([changes.changed(b"A dog.", [b"It ran."], random.Random(5)) for _ in range(20)] for _ in range(2))
    assert one == two and len({changes.changed(b"A dog.", [b"It"], random.Random(n)) for n in range(20)}) > 10


def test_what_is_planted_is_found_and_made_small() -> None:
    def planted(data: bytes) -> None:
        if b"\x1c" in data:
            raise IndexError("no such place")

    assert watch.finding(planted, b"x") == ""
    data = b"A long text " * 200 + b"\x1c" + b" and more" * 200
    said = watch.finding(planted, data)
    assert said.startswith("IndexError")
    assert watch.smaller(planted, data, said) == b"\x1c"


def test_half_of_the_changes_leave_json_that_is_json() -> None:
    data, read = json.dumps({"a": [1, {"b": "c"}], "d": "e" * 50}).encode(), 0
    for number in range(200):
        with contextlib.suppress(ValueError):
            json.loads(changes.changed(data, [data], random.Random(number)))
            read += 1
    assert 50 < read < 180


def test_a_changed_input_of_each_reader(inputs: Mapping[str, list[bytes]]) -> None:
    chance = random.Random(1)
    for name, whole in inputs.items():
        data = changes.changed(chance.choice(whole), whole, chance)
        assert not watch.finding(readers.READERS[name], data), (name, data[:200])


def test_a_run_tells_its_figures_goes_on_and_survives_what_kills_a_reader(tmp_path: Path) -> None:
    def run(*more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", KILLED, "--only", "rules", "--out", str(tmp_path), *more]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    first = run("--inputs", "40", "--seed", "3")
    assert first.returncode == 1 and "seed 3" in first.stdout and "died by SIGKILL" in first.stdout, first.stderr
    assert "| rules | 40 |" in first.stdout
    second = run("--inputs", "60", "--resume")
    assert "| rules | 60 |" in second.stdout and "60 inputs" in second.stdout


KILLED = """
import os, signal, sys
sys.path.insert(0, ".")
from scripts import fuzz
from scripts.fuzzing import readers
real = readers.READERS["rules"]
def reader(data):
    if len(data) % 7 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(data)
fuzz.READERS["rules"] = reader
if __name__ == "__main__":
    sys.exit(fuzz.main())
"""
