"""Worker processes: the same bytes as one process, whatever dies; a row that kills is found and set aside."""

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from toolkit.corpus.drafter import Order
from toolkit.corpus.manifest import Shard
from toolkit.corpus.runners import choice
from toolkit.corpus.runners.pieces import Board, Task
from toolkit.corpus.runners.processes import Processes
from toolkit.errors import EngineError
from toolkit.project.settings import ProjectSettings
from toolkit.storage.cores import cores

from . import poison
from .conftest import Desk, sentences


@pytest.fixture
def poisoned(desk: Desk) -> Desk:
    desk.kind = poison.Poisoned
    return desk


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost_or_double(poisoned: Desk) -> None:
    lines = [*sentences(300), *sentences(20)]
    poisoned.write("a.txt", lines)
    poisoned.translate(out="one")
    killed: list[int] = []
    told = poisoned.heard.drafted

    def kill_one(target: str, done: int, fresh: int, total: int, seconds: float) -> None:
        told(target, done, fresh, total, seconds)
        if fresh in (50, 150):
            child = multiprocessing.active_children()[0]
            os.kill(child.pid or 0, signal.SIGKILL)
            killed.append(child.pid or 0)

    poisoned.heard.drafted = kill_one  # type: ignore[method-assign]
    (report,) = poisoned.translate(runner=Processes(2))
    assert len(set(killed)) == 2
    assert report.origins == {"engine": 320}
    assert poisoned.output() == poisoned.output(out="one")


def test_a_row_that_kills_or_raises_is_set_aside_alone(poisoned: Desk) -> None:
    lines = sentences(120)
    lines[37], lines[81] = f"Here is {poison.DIES}.", f"Here is {poison.RAISES}."
    poisoned.write("a.txt", lines)
    (report,) = poisoned.translate(runner=Processes(2), rows=40)
    assert report.origins == {"engine": 118, "aside": 2}
    aside = [json.loads(row) for row in poisoned.output("aside-ru.jsonl").splitlines()]
    assert [(row["id"], row["reason"].partition(":")[0]) for row in aside] == [
        ("38", "the worker died over it"),
        ("82", "the engine failed at it"),
    ]


def test_workers_that_cannot_begin_end_the_run_with_their_reason(desk: Desk) -> None:
    desk.write("a.txt", sentences(20))
    with pytest.raises(EngineError, match="unknown engine 'nobody'"):
        desk.translate(runner=Processes(2), order={"engine": "nobody"})


def test_the_board_halves_what_its_workers_die_over_down_to_one_row() -> None:
    data = b"".join(b'[%d, "text %d"]\n' % (number, number) for number in range(1, 17))
    task = Task(Shard(0, 1, 16, ""), data)
    board = Board(Order(ProjectSettings(Path()), "ru"), [task])
    finished = None
    losses = 0
    while finished is None:
        piece = board.next()
        assert piece is not None
        if b"text 11" in piece.data:
            losses += 1
            finished = board.lost(piece, "SIGKILL")
        else:
            finished = board.done(piece, piece.data)
    rows = finished[1].splitlines()
    assert losses == 2 + 4  # whole twice, then halves: 8, 4, 2, 1
    assert len(rows) == 16
    assert [row for row in rows if b"SIGKILL" in row] == [rows[10]]


def test_the_board_gives_up_where_every_piece_is_lost() -> None:
    data = b"".join(b'[%d, "text"]\n' % number for number in range(1, 65))
    board = Board(Order(ProjectSettings(Path()), "ru"), [Task(Shard(0, 1, 64, ""), data)])

    def lose_all() -> None:
        while piece := board.next():
            board.lost(piece, "SIGKILL")

    with pytest.raises(EngineError, match="workers die one after the other"):
        lose_all()


def test_workers_fit_into_cores_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "free_memory", lambda: 1_000_000_000)
    assert choice.fitting(10) == cores() <= len(os.sched_getaffinity(0))
    assert choice.fitting(900_000_000) == 1
    assert choice.fitting(900_000_000_000) == 1
    monkeypatch.setattr(choice, "free_memory", lambda: None)
    assert choice.fitting(900_000_000_000) == cores()


def test_text_that_goes_to_another_machine_is_told() -> None:
    order = Order(ProjectSettings(Path()), "ru", "pseudo")
    for address, told in (("tcp://10.0.0.5:8786", 1), ("tcp://127.0.0.1:8786", 0), ("tcp://localhost:1", 0)):
        notes: list[str] = []
        choice.chosen([order], {}, None, address, notes.append)
        assert len(notes) == told, address
