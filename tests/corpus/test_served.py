"""A corpus by a model that runs on this machine as a server, which may break in the middle."""

import json
import socket

import pytest

from tests.engines.servers import served
from toolkit.cli import run_command

from .conftest import Desk, sentences


def translated(desk: Desk, out: str) -> int:
    given = [str(desk.folder / "input"), "--to", "ru", "--out", str(desk.folder / out), "--rows", "5", "-q"]
    return run_command(["corpus", "translate", *given, "--engine", "local"])


def test_every_row_is_drafted_by_the_server_in_its_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("a.txt", [*sentences(12), "", "The cat sees {name}."])
    with served() as (address, _):
        monkeypatch.setenv("TOOLKIT_ENGINE_URL", f"{address}/v1")
        assert translated(desk, "out") == 0
    rows = [json.loads(row) for row in desk.output().splitlines()]
    assert [row["id"] for row in rows] == [str(number) for number in range(1, 15)]
    assert [row["origin"] for row in rows].count("engine") == 13
    assert all(row["signature"].startswith("local ") for row in rows if row["origin"] == "engine")
    assert "{name}" in rows[-1]["translation"]["ru"]


def test_a_server_that_is_not_there_sets_no_row_aside(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write("a.txt", sentences(12))
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and nobody listens
        monkeypatch.setenv("TOOLKIT_ENGINE_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}/v1")
        assert translated(desk, "out") == 1
    assert "127.0.0.1" in capsys.readouterr().err
    assert not [*(desk.folder / "out").rglob("*.done")]
    assert not [*(desk.folder / "out").glob("*.jsonl")]
