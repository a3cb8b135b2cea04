"""The fuzzer: it is told the same by the same seed, finds what is planted, and makes it small."""

import importlib.util
import random
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of time and memory are those of Unix")
SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "fuzz.py"


@pytest.fixture
def fuzz() -> Any:
    specification = importlib.util.spec_from_file_location("fuzz", SCRIPT)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_every_reader_has_a_whole_input_that_it_takes(fuzz: Any) -> None:
    seeds = fuzz.seeds()
    assert seeds.keys() == fuzz.READERS.keys()
    for name, inputs in seeds.items():
        assert not any(fuzz.finding(fuzz.READERS[name], data) for data in inputs), name


def test_the_same_seed_gives_the_same_inputs(fuzz: Any) -> None:
    one, two = ([fuzz.changed(b"A dog.", [b"It ran."], random.Random(5)) for _ in range(20)] for _ in range(2))
    assert one == two and len({fuzz.changed(b"A dog.", [b"It"], random.Random(n)) for n in range(20)}) > 10


def test_what_is_planted_is_found_and_made_small(fuzz: Any) -> None:
    def planted(data: bytes) -> None:
        if b"\x1c" in data:
            raise IndexError("no such place")

    assert fuzz.finding(planted, b"x") == ""
    data = b"A long text " * 200 + b"\x1c" + b" and more" * 200
    said = fuzz.finding(planted, data)
    assert said.startswith("IndexError")
    assert fuzz.smaller(planted, data, said) == b"\x1c"


def test_a_hundred_changed_inputs(fuzz: Any) -> None:
    seeds, chance = fuzz.seeds(), random.Random(1)
    for name in list(seeds) * 3:
        data = fuzz.changed(chance.choice(seeds[name]), seeds[name], chance)
        assert not fuzz.finding(fuzz.READERS[name], data), (name, data[:200])
