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
from toolkit.checks import crew, parallel
from toolkit.errors import CatalogError
from toolkit.project.settings import load_settings
from toolkit.workflow import checking

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
    monkeypatch.setattr(crew, "cores", lambda: 3)


def alone(file: CatalogFile) -> list[checks.Checked]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "cores", lambda: 1)
        return list(checks.check_catalog(file, "en", "ru"))


def children(pid: int | str = "self") -> list[str]:
    """The processes that one has begun, and those that these have begun."""
    found: list[str] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += task.joinpath("children").read_text(encoding="ascii").split()
    return [*found, *(other for one in found for other in children(one))]


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
def test_processes_are_begun_before_the_catalog_is_read(tmp_path: Path) -> None:
    path, loaded = tmp_path / "ru.po", tmp_path / "loaded"
    path.write_bytes(catalog(200))
    expected = alone(catalogs.read(path.read_bytes()))
    before = children()

    def load() -> None:
        loaded.write_text(str(os.getpid()), encoding="ascii")
        raise RuntimeError("the true reading says what is wrong")

    begun = checks.crew_for(path.stat().st_size, load)
    assert begun is not None
    file = catalogs.read(path.read_bytes())
    assert list(checks.check_catalog(file, "en", "ru", crew=begun)) == expected
    assert int(loaded.read_text(encoding="ascii")) != os.getpid()
    assert children() == before
    begun = checks.crew_for(path.stat().st_size, load)
    small = catalogs.read(catalog(4))  # shorter than it looked
    assert list(checks.check_catalog(small, "en", "ru", crew=begun)) == alone(small)
    assert children() == before
    assert checks.crew_for(100, load) is None


@linux
@pytest.mark.usefixtures("small_pieces")
def test_a_file_is_checked_by_processes_with_the_glossary_of_its_project(tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    locales.mkdir()
    (locales / "glossary.csv").write_text("en,ru\nreaders,читающие\n", encoding="utf-8")
    (locales / "ru.po").write_bytes(catalog(60))
    settings = load_settings(tmp_path)
    report = checking.check_file(settings, locales / "ru.po")
    assert report is not None
    assert sum(one.finding.check == "term" for one in report.found) == 60
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "cores", lambda: 1)
        assert checking.check_file(settings, locales / "ru.po") == report
    damaged = locales / "ky.po"
    damaged.write_bytes(catalog(60) + b'msgid "no end\n')
    before = children()
    with pytest.raises(CatalogError):
        checking.check_file(settings, damaged)
    assert children() == before


HERE = os.getpid()
WAY = ""


def answer(number: int) -> list[str]:
    if os.getpid() != HERE and (number in (20, 60) or WAY == "all killed"):
        if WAY == "raises":
            raise RuntimeError("only there")
        os.kill(os.getpid(), signal.SIGKILL)
    return [str(number)] if number % 2 else []


@linux
@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("way", ["killed", "all killed", "raises"])
def test_what_a_dead_process_had_is_looked_at_here(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(f"{__name__}.WAY", way)
    monkeypatch.setattr(f"{__name__}.HERE", os.getpid())
    entries = list(range(100))
    assert list(parallel.each(entries, int, answer)) == [(one, answer(one)) for one in entries]
    assert not multiprocessing.active_children()


def faulty(number: int) -> list[str]:
    if number == 50:
        raise RuntimeError("entry 50")
    return []


@linux
@pytest.mark.usefixtures("small_pieces")
def test_a_fault_of_a_check_is_raised_where_it_is_heard() -> None:
    with pytest.raises(RuntimeError, match="entry 50"):
        list(parallel.each(list(range(100)), int, faulty))
    assert not multiprocessing.active_children()


def repeated(text: str) -> list[str]:
    return [text, text]


class Name(str):
    """What `marshal` does not write."""


@linux
@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("kind", [str, Name])
def test_nobody_waits_for_who_waits_for_him(kind: type[str]) -> None:
    texts = [f"{number}{'long' * 40_000}" for number in range(60)]  # seven are more than a pipe holds, either way
    assert [found for _, found in parallel.each(texts, kind, repeated)] == [[text, text] for text in texts]


ASKED: list[str] = []


def noted(text: str) -> list[str]:
    ASKED.append(text)
    return [text] if text > "b" else []


@linux
@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("count", [1, 3])
def test_what_stands_there_twice_is_looked_at_once(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(crew, "cores", lambda: count)
    ASKED.clear()
    texts = [*"abcabcdcba", *"aabbccddee" * 5]
    assert [found for _, found in parallel.each(texts, str, noted)] == [[one] if one > "b" else [] for one in texts]
    assert count > 1 or sorted(ASKED) == [*"abcde"]  # other processes note what they are asked for themselves


@linux
@pytest.mark.usefixtures("small_pieces")
def test_texts_with_the_same_hash_are_told_apart() -> None:
    class Text(str):
        """Of which all have one hash."""

        def __hash__(self) -> int:
            return 1

        __eq__ = str.__eq__

    texts = [str(number % 30) for number in range(90)]
    assert [found for _, found in parallel.each(texts, Text, repeated)] == [[text, text] for text in texts]


def nothing(_: int) -> list[str]:
    return []


@linux
@pytest.mark.usefixtures("small_pieces")
def test_who_stops_listening_leaves_no_process() -> None:
    before = children()
    found = parallel.each(list(range(100)), int, nothing)
    assert isinstance(found, Iterator)
    for _ in range(20):
        next(found)
    until = time.monotonic() + 20
    while len(children()) < len(before) + 3:
        assert time.monotonic() < until
    found.close()  # type: ignore[attr-defined]
    assert children() == before


SLOW = """
import sys, time
from toolkit import cli
from toolkit.checks import catalogs, crew, parallel
from toolkit.workflow import checking
checking.ENOUGH = 500
crew.cores = lambda: 2
parallel.LEAST = parallel.EACH = parallel.WARM = parallel.CHUNK = 5
found = catalogs._of_pairs
def slow(*what):
    time.sleep(0.05)
    return found(*what)
catalogs._of_pairs = slow
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
    while len(workers := children(command.pid)) < 2:
        assert command.poll() is None, command.communicate()
        time.sleep(0.02)
    if sent == signal.SIGINT:
        os.killpg(command.pid, sent)
    else:
        command.kill()
    _, errors = command.communicate(timeout=20)
    assert command.returncode == (130 if sent == signal.SIGINT else -sent)
    assert b"Traceback" not in errors
    until = time.monotonic() + 60
    while [one for one in workers if Path(f"/proc/{one}/exe").exists()]:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_few_entries_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "Crew", None)
    entries: list[Entry] = list(catalogs.read(catalog(30)).live)
    assert len(list(parallel.each(entries, lambda _: 0, nothing))) == len(entries)
