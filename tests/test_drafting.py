"""Drafts are saved soon and often, and progress tells how much of the work is done."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cli.printing import STEPS, ProgressLine
from toolkit.engines import pseudo
from toolkit.engines.settings import EngineSettings
from toolkit.errors import Interrupted
from toolkit.project.settings import ProjectSettings
from toolkit.units import Segment, plain, segment_key
from toolkit.workflow import drafting, pipeline

TEXTS = ["The cat sees the house and goes home to the river and the city.", "Open", "The dog reads."]


def segments() -> list[Segment]:
    return [Segment(segment_key(plain(text)), plain(text)) for text in TEXTS]


class Watched:
    """Progress that is told both ways."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []
        self.shares: list[float] = []

    def __call__(self, done: int, total: int) -> None:
        self.calls.append((done, total))

    def weigh(self, share: float) -> None:
        self.shares.append(share)


def test_progress_is_there_at_once_and_knows_long_texts() -> None:
    watched = Watched()

    def make() -> pseudo.PseudoEngine:
        assert watched.calls == [(0, 3)]  # before a model is loaded
        return pseudo.PseudoEngine(EngineSettings("en", "ru"))

    list(drafting.by_engine(segments(), "en", "ru", make, watched))
    assert watched.calls == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert watched.shares[0] > 0.6
    assert watched.shares[-1] == pytest.approx(1)


def test_a_bar_moves_by_the_share_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    line = ProgressLine("a")
    line(0, 10)
    assert line.bar.pos == 0
    line.weigh(0.5)
    line(1, 10)
    assert line.bar.pos == line.bar.length / 2
    line.close()


@given(
    loading=st.floats(0, 20),
    batches=st.lists(st.tuples(st.integers(1, 400), st.floats(0.8, 1.25)), min_size=8, max_size=120),
    rate=st.floats(0.001, 0.2),
)
def test_the_remaining_time_is_right_within_a_factor_of_two(
    loading: float, batches: list[tuple[int, float]], rate: float
) -> None:
    """However long a model loads and however fast it is: batches of so much work, each up to a quarter off the rate."""
    clock = [1_000_000.0]
    whole = sum(work for work, _ in batches)
    spent = [work * rate * pace for work, pace in batches]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: clock[0])
        patch.setattr("sys.stderr.isatty", lambda: True)
        line = ProgressLine("a")
        line(0, len(batches))
        clock[0] += loading
        done = 0
        for number, (work, _) in enumerate(batches, 1):
            clock[0] += spent[number - 1]
            done += work
            line.weigh(done / whole)
            line(number, len(batches))
            left = sum(spent[number:])
            if number > 1 and (done - batches[0][0]) / whole > 0.05 and left:
                step = 2 * sum(spent) / STEPS  # nothing smaller is seen on a bar
                assert left / 2 - step <= line.bar.eta <= left * 2 + step
        line.close()


def test_the_first_save_comes_soon_and_an_interruption_keeps_what_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(TEXTS), encoding="utf-8")
    project = ProjectSettings(tmp_path, locales=tmp_path / "locales", build=tmp_path / "build")
    source = pipeline.read(project, tmp_path / "a.txt")
    catalog = tmp_path / "locales/ru/LC_MESSAGES/a.po"
    clock = [0.0]
    monkeypatch.setattr("toolkit.workflow.drafting.time.monotonic", lambda: clock[0])

    class Slow(pseudo.PseudoEngine):
        def stream(self, texts: Any, source: str, target: str) -> Iterator[Any]:
            for number, made in enumerate(super().stream(texts, source, target)):
                if number == 2:
                    assert catalog.read_text(encoding="utf-8").count("# Draft:") == 1  # saved after four seconds
                    raise KeyboardInterrupt
                clock[0] += 4 if number == 0 else 0.1
                yield made

    pipeline.update(project, source, "ru")
    with pytest.raises(Interrupted, match="2 of 3 drafts are saved"):
        pipeline.translate(project, source, "ru", lambda: Slow(EngineSettings("en", "ru")))
    assert catalog.read_text(encoding="utf-8").count("# Draft:") == 2


@given(st.lists(st.tuples(st.floats(0.01, 30), st.floats(0.001, 5)), min_size=1, max_size=200))
def test_saving_comes_soon_and_takes_a_tenth_at_most(batches: list[tuple[float, float]]) -> None:
    """(seconds that a batch takes, seconds that saving it would take)"""
    schedule = drafting.Schedule(0.0)
    now = spent = oldest = cost = 0.0
    saves = []
    for took, saving in batches:
        now += took
        if schedule.due(now):
            schedule.saved(now, now + saving)
            saves.append(now)
            now, spent, cost = now + saving, spent + saving, saving
            oldest = now
        assert now - oldest <= max(drafting.SAVE_EVERY, drafting.SAVE_SHARE * cost), "nothing waits longer than that"
    assert spent - cost <= (now - spent) / drafting.SAVE_SHARE + 1e-6, "ten times as long is drafted after each"
    first = next((sum(one for one, _ in batches[: n + 1]) for n in range(len(batches))
                  if sum(one for one, _ in batches[: n + 1]) > drafting.FIRST_SAVE), None)  # fmt: skip
    assert (saves[0] if saves else None) == pytest.approx(first), "the first batch after a second is saved at once"


def test_a_person_who_stops_after_the_first_drafts_of_many_keeps_them(tmp_path: Path) -> None:
    """The first drafts of 900 sentences are sixteen, so that they are there soon, and they are kept."""
    texts = [f"The minister of the {number}th district visited a school on Monday." for number in range(900)]
    (tmp_path / "a.txt").write_text("\n\n".join(texts), encoding="utf-8")
    project = ProjectSettings(tmp_path, locales=tmp_path / "locales", build=tmp_path / "build")
    source = pipeline.read(project, tmp_path / "a.txt")
    made: list[int] = []

    def progress(done: int, total: int) -> None:
        assert total == 900
        made.append(done)
        if done > 16:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        pipeline.translate(project, source, "ru", lambda: pipeline.make_engine(project, "ru"), progress=progress)
    assert made == [0, 16, 32]
    catalog = (tmp_path / "locales/ru/LC_MESSAGES/a.po").read_text(encoding="utf-8")
    assert catalog.count("# Draft:") == 16
    assert re.search(r"16 of 900 drafts are saved in \S*locales/ru/LC_MESSAGES/a\.po;", str(stopped.value))
