"""Old translations: beads that belong together are found among merged, split and dropped sentences, and doubts told."""

import random
import time
from collections.abc import Iterator, Sequence
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.benches.align import f1, noised, own_rows
from toolkit.memory import likelihood
from toolkit.memory.alignment import DOUBTFUL, Bead, align
from toolkit.memory.likelihood import Sentence
from toolkit.terms.concepts import concepts

FLOORS = {"ru": 0.90, "ky": 0.90, "zh": 0.88}
"""Language -> strict F1 that must hold on noised rows."""


def sentences(texts: Sequence[str], language: str) -> list[Sentence]:
    return [Sentence(len(text), concepts(text, language)) for text in texts]


@pytest.mark.parametrize("language", FLOORS)
def test_most_beads_are_found_and_what_is_sure_is_right(language: str) -> None:
    sources, targets, gold = noised(own_rows(language, 200), 5, "" if language == "zh" else " ")
    beads = align(sentences(sources, "en"), sentences(targets, language))
    assert f1(beads, gold) >= FLOORS[language]
    sure = [bead for bead in beads if bead.source and bead.target and bead.margin >= DOUBTFUL]
    right = sum((one.source.start, one.source.stop, one.target.start, one.target.stop) in gold for one in sure)
    assert right >= 0.97 * len(sure) > 100


def test_a_chapter_that_was_left_out_does_not_lead_astray() -> None:
    rows = own_rows("ru", 300)
    sources = [row[0] for row in rows]
    targets = [row[1] for row in rows[:80] + rows[220:]]
    beads = align(sentences(sources, "en"), sentences(targets, "ru"))
    gold = {
        (n, n + 1, n - (140 if n >= 220 else 0), n + 1 - (140 if n >= 220 else 0))
        for n in [*range(80), *range(220, 300)]
    }
    assert f1(beads, gold) > 0.97


def test_no_bead_reaches_over_a_wall() -> None:
    rows = own_rows("ru", 40)
    here, there = sentences([row[0] for row in rows], "en"), sentences([row[1] for row in rows], "ru")
    walls = [(10, 11), (30, 29)]
    beads = align(here, there, walls)
    ends = {(bead.source.stop, bead.target.stop) for bead in beads}
    assert set(walls) <= ends


def made() -> Iterator[Sentence]:
    chance = random.Random(3)
    while True:
        slots = tuple(frozenset({str(chance.randrange(30))}) for _ in range(chance.randrange(8)))
        yield Sentence(chance.randrange(1, 200), slots)


@given(st.integers(0, 30), st.integers(0, 30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3))
def test_every_sentence_is_in_exactly_one_bead(one: int, other: int, walls: list[tuple[int, int]]) -> None:
    source = made()
    here, there = [next(source) for _ in range(one)], [next(source) for _ in range(other)]
    rising: list[tuple[int, int]] = []
    for a, b in sorted(walls):
        if 0 < a < one and 0 < b < other and (not rising or (a > rising[-1][0] and b > rising[-1][1])):
            rising.append((a, b))
    each_once(align(here, there, rising), one, other)


@pytest.mark.parametrize("cells", [likelihood.MOST_CELLS, 1])
@pytest.mark.parametrize("turned", [False, True])
@given(st.integers(1, 12), st.integers(1, 90), st.lists(st.integers(1, 90), max_size=3))
@settings(max_examples=40)
def test_a_text_many_times_as_long_as_the_other_is_aligned(
    cells: int, turned: bool, few: int, many: int, walls: list[int]
) -> None:
    source = made()
    here, there = [next(source) for _ in range(few)], [next(source) for _ in range(many)]
    rising = [pair for pair in enumerate(sorted(set(walls)), 1) if pair[0] < few and pair[1] < many]
    with mock.patch.object(likelihood, "MOST_CELLS", cells), mock.patch.object(likelihood, "REACH", 5):
        if turned:
            each_once(align(there, here, [(b, a) for a, b in rising]), many, few)
        else:
            each_once(align(here, there, rising), few, many)


def each_once(beads: Sequence[Bead], one: int, other: int) -> None:
    assert [n for bead in beads for n in bead.source] == list(range(one))
    assert [n for bead in beads for n in bead.target] == list(range(other))
    assert all(0 <= bead.margin <= 1 for bead in beads)


def test_time_grows_with_the_number_of_sentences_and_not_with_its_square() -> None:
    source = made()
    seconds = []
    for count in (400, 1600):
        here = [next(source) for _ in range(count)]
        started = time.process_time()
        align(here, here)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 10 * seconds[0]


CONCEPTS = [
    ("Bishkek", "en", "Бишкек", "ky"),
    ("11 minutes", "en", "11 минут", "ru"),
    ("the president", "en", "президента", "ru"),
    ("the river", "en", "河", "zh"),
    ("Is it?", "en", "是吗？", "zh"),
    ("open {name}", "en", "откройте {name}", "ru"),
]


@pytest.mark.parametrize(("one", "language", "other", "target"), CONCEPTS)
def test_what_languages_share(one: str, language: str, other: str, target: str) -> None:
    here = {name for slot in concepts(one, language) for name in slot}
    assert here & {name for slot in concepts(other, target) for name in slot}
