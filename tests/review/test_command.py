"""`toolkit review` as a command: what it prints, how it ends, what it says where something lacks."""

import http.client
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import Toolkit
from toolkit.errors import MissingLibrary
from toolkit.review import server

PO = "locales/ky/LC_MESSAGES/lin-wu-visits-kyrgyzstan.po"


def started(project: Path, *arguments: str) -> "tuple[subprocess.Popen[str], str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "review", "--no-browser", *arguments],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)},
    )  # fmt: skip
    assert process.stdout is not None
    return process, process.stdout.readline()


def test_it_prints_an_address_that_opens_the_page_once_and_ends_at_a_signal(project: Path) -> None:
    process, line = started(project, "--to", "ky")
    try:
        assert line.startswith("review: http://127.0.0.1:")
        parts = urlsplit(line.split()[1])
        connection = http.client.HTTPConnection(parts.netloc, timeout=20)
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        cookie = answer.headers["set-cookie"].partition(";")[0]
        connection.request("GET", "/api/project", headers={"Cookie": cookie})
        said = json.loads(connection.getresponse().read())
        titles = [work["title"] for work in said["works"]]
        assert titles[0] == "lin-wu-visits-kyrgyzstan" and "toolkit" in titles
        connection.request("GET", "/events", headers={"Cookie": cookie})
        stream = connection.getresponse()
        assert stream.readline() == b"retry: 1000\n"
        stream.close()
        connection.close()
    finally:
        process.send_signal(signal.SIGINT)
        output = process.communicate(timeout=20)[0]
    assert "Traceback" not in output and process.returncode == 130
    assert output.endswith("stopped; everything is saved\n") and "interrupted" not in output


def test_a_project_keeps_its_port_and_takes_another_where_that_is_taken(project: Path) -> None:
    first, line = started(project)
    second, other = started(project)
    for process in (first, second):
        process.terminate()
        process.communicate(timeout=20)
    again, third = started(project)
    again.terminate()
    again.communicate(timeout=20)
    ports = [urlsplit(one.split()[1]).port for one in (line, other, third)]
    assert ports[0] == ports[2] != ports[1]


def test_what_lacks_or_makes_no_sense_is_one_sentence(project: Path, command_line: Toolkit, tmp_path: Path) -> None:
    for arguments, said in (
        (("--host", "0.0.0.0"), "--token"),
        (("--host", "192.168.1.5", "--token", "short"), "--token"),
        (("--host", "0.0.0.0", "--token", "x" * 30), "name the one address"),
        (("../x.po",), ""),
        (("nothing.md",), ""),
        (("--to", "xx-no"), "unknown language"),
    ):
        done = command_line(project, "review", "--no-browser", *arguments)
        assert done.returncode in (1, 2) and said in done.stderr and "Traceback" not in done.stderr, arguments
        assert len(done.stderr.strip().splitlines()) <= 3
    empty = tmp_path / "empty"
    empty.mkdir()
    done = command_line(empty, "review", "--no-browser")
    assert done.returncode == 2 and "nothing to review" in done.stderr


def test_without_its_libraries_it_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "NEEDED", ("starlette", "no_such_library"))
    with pytest.raises(MissingLibrary, match=r"needs no_such_library: pip install"):
        server.refuse_missing()


def test_the_help_loads_none_of_them() -> None:
    code = (
        "import sys; from toolkit.cli import run_command; run_command(['review', '--help']); "
        "print([name for name in ('starlette', 'uvicorn', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]" and "--no-browser" in done.stdout
