"""Large catalogs on all cores: the same findings in the same order, whatever becomes of the processes."""

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit import catalogs, checks, signs
from toolkit.catalogs import CatalogFile, Entry
from toolkit.checks import parallel
from toolkit.units import Finding

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
linux = pytest.mark.skipif(sys.platform != "linux", reason="one process looks elsewhere")


def catalog(count: int) -> bytes:
    """Entries of which every third has a wrong number, and some are translated in two ways."""
    entries = (
        f'\nmsgid "Copy {number % 40} files to the folder of {number // 2} readers."\n'
        f'msgstr "Скопировать {number % 40} файлов в папку {number // 2 + (number % 3 == 0)} читателей."\n'
        for number in range(count)
    )
    return (HEAD + "".join(entries)).encode()


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LEAST", 10), ("EACH", 5), ("CHUNK", 7), ("WARM", 5)):
        monkeypatch.setattr(parallel, name, value)
    monkeypatch.setattr(parallel, "cores", lambda: 3)


def alone(file: CatalogFile) -> list[checks.Checked]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "cores", lambda: 1)
        return list(checks.check_catalog(file, "en", "ru"))


def children() -> list[str]:
    with contextlib.suppress(OSError):
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return []


@linux
@pytest.mark.usefixtures("small_pieces")
def test_many_processes_find_what_one_finds() -> None:
    file = catalogs.read(catalog(200))
    expected = alone(file)
    before = children()
    assert list(checks.check_catalog(file, "en", "ru")) == expected
    assert len(expected) > 60
    assert children() == before


@linux
def test_a_word_is_learned_by_one_process_and_told_to_the_others(tmp_path: Path) -> None:
    sign = signs.Sign("ab[cd]", language="told")
    assert sign("xabcx") and not sign("xabx")
    with (tmp_path / "one").open("w+b") as one, (tmp_path / "other").open("w+b") as other:
        files = [one.fileno(), other.fileno()]
        first, second = (signs.Exchange(files, place) for place in range(2))
        assert sign("zabdz\udcff слово")
        first.tell()
        assert {b"zabdz\xed\xb3\xbf", "слово".encode()} <= set((tmp_path / "one").read_bytes().split())
        with (tmp_path / "one").open("ab") as file:  # what nobody would learn for itself, and a line that is not whole
            file.write(f"{sign.bit} told\n{sign.bit} to".encode())
        second.hear()
        assert sign("it was told") and not sign("it was to")
        with (tmp_path / "one").open("ab") as file:
            file.write(b"ld-again\n")
        second.hear()
        assert sign("told-again")
        second.tell()
        assert not (tmp_path / "other").read_bytes()  # what was heard is not told
        before = (tmp_path / "one").read_bytes()
        signs.Sign("other", language="begun afterwards")("text")
        assert not sign("told")  # all is forgotten then
        first.tell()
        assert (tmp_path / "one").read_bytes() == before


@linux
@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("way", ["killed", "all killed", "raises"])
def test_what_a_dead_process_had_is_looked_at_here(way: str) -> None:
    here = os.getpid()
    entries = list(range(100))

    def look(number: int) -> list[Finding]:
        if os.getpid() != here and (number in (20, 60) or way == "all killed"):
            if way == "raises":
                raise RuntimeError("only there")
            os.kill(os.getpid(), signal.SIGKILL)
        return [Finding("number", "error", str(number), "")] if number % 2 else []

    assert list(parallel.each(entries, look)) == [(number, look(number)) for number in entries]


@linux
@pytest.mark.usefixtures("small_pieces")
def test_a_fault_of_a_check_is_raised_where_it_is_heard() -> None:
    def look(number: int) -> list[Finding]:
        if number == 50:
            raise RuntimeError("entry 50")
        return []

    with pytest.raises(RuntimeError, match="entry 50"):
        list(parallel.each(list(range(100)), look))
    assert not multiprocessing.active_children()


@linux
@pytest.mark.usefixtures("small_pieces")
def test_who_stops_listening_leaves_no_process() -> None:
    before = children()
    found = parallel.each(list(range(100)), lambda _: [])
    assert isinstance(found, Iterator)
    for _ in range(20):
        next(found)
    assert len(children()) > len(before)
    found.close()  # type: ignore[attr-defined]
    assert children() == before


SLOW = """
import sys, time
from toolkit import cli
from toolkit.checks import catalogs, parallel
parallel.cores = lambda: 2
parallel.LEAST = parallel.EACH = parallel.WARM = parallel.CHUNK = 5
found = catalogs._found
def slow(*what):
    time.sleep(0.05)
    return found(*what)
catalogs._found = slow
cli.main(["check", sys.argv[1]])
"""


@linux
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_nothing_goes_on_when_the_command_ends(tmp_path: Path, sent: signal.Signals) -> None:
    path = tmp_path / "ru.po"
    path.write_bytes(catalog(400))
    command = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(path)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    inner = Path(f"/proc/{command.pid}/task/{command.pid}/children")
    until = time.monotonic() + 20
    while len(workers := inner.read_text(encoding="ascii").split()) < 2:
        assert time.monotonic() < until, command.communicate()
        time.sleep(0.02)
    if sent == signal.SIGINT:
        os.killpg(command.pid, sent)
    else:
        command.kill()
    _, errors = command.communicate(timeout=20)
    assert command.returncode == (130 if sent == signal.SIGINT else -sent)
    assert b"Traceback" not in errors
    while [one for one in workers if Path(f"/proc/{one}/exe").exists()]:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_few_entries_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_Team", None)
    entries: list[Entry] = list(catalogs.read(catalog(30)).live)
    assert len(list(parallel.each(entries, lambda _: []))) == len(entries)
