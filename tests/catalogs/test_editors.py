"""Programs with a window of their own save a catalog that has a history: states, hashes and provenance stay.

OmegaT is run from the shell. Poedit is opened on a display that nobody sees, one translation is edited in it, and the
file saved (Ctrl+S). A judge that refuses: Poedit opens no file that is no catalog, so nothing in it is edited.
"""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.catalogs.test_marks import states, with_histories
from tests.checks.test_catalogs import HEADER
from tests.conftest import judge
from tests.exchange.test_judges import OMEGAT_PROJECT
from toolkit.catalogs.ledger import account
from toolkit.catalogs.states import status_of
from toolkit.po.file import CatalogFile, read
from toolkit.po.remarks import quotations
from toolkit.project.settings import load_settings
from toolkit.workflow import checking

PATIENCE = 30.0
"""Seconds until a window must be there, or a file saved."""
T = TypeVar("T")
POEDIT = ("poedit", "xvfb", "xdotool")
MONEY = """
#, fuzzy
msgid "Go"
msgstr "Идти"

msgid "Trade reached $24.7 million in the first quarter of the year, the ministry of the economy said on Tuesday."
msgstr "Торговля составила 247 млн в первом квартале года, сообщило во вторник министерство экономики страны."
"""


@pytest.fixture(scope="module")
def catalog() -> bytes:
    return with_histories(60)


def test_omegat_writes_what_is_approved_and_lets_no_draft_pass(catalog: bytes, tmp_path: Path) -> None:
    """What is fuzzy it leaves empty in its target file, which is hence no catalog in the place of ours."""
    program = judge("omegat", shutil.which("omegat"), "apt-get install omegat")
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "omegat.project").write_text(OMEGAT_PROJECT, encoding="utf-8")
    (tmp_path / "source" / "letter.po").write_bytes(catalog)
    environment = {**os.environ, "HOME": str(tmp_path), "JAVA_TOOL_OPTIONS": f"-Duser.home={tmp_path}"}
    command = [program, str(tmp_path), "--mode=console-translate"]
    subprocess.run(command, capture_output=True, check=True, timeout=120, env=environment)
    before, after = read(catalog), read((tmp_path / "target" / "letter.po").read_bytes())
    assert [entry.msgid for entry in after.live] == [entry.msgid for entry in before.live]
    for was, now in zip(before.live, after.live, strict=True):
        assert status_of(now) == ("reviewed" if status_of(was) == "reviewed" else "untranslated")
        assert now.msgstr == (was.msgstr if status_of(was) == "reviewed" else ("",))
        assert now.comments == was.comments
    assert {"drafted", "fuzzy", "stale", "reviewed"} <= {status_of(entry) for entry in before.live}


def test_poedit_keeps_every_mark_of_what_nobody_edits(catalog: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.po"
    path.write_bytes(catalog)
    with_poedit(path, "xyz")
    data = path.read_bytes()
    before, after = read(catalog), read(data)
    assert after.header is not None
    assert "Poedit" in after.header.msgstr[0]
    assert notes(after) == notes(before)
    edited = [(was, now) for was, now in zip(states(before), states(after), strict=True) if was != now]
    assert len(edited) <= 1
    for was, now in edited:
        assert [f"{was[1][0]}xyz"] == [*now[1]]
        assert now[2] is None, "an edited draft is a person's"
    if not edited:
        account(catalog, data)


def test_a_dismissed_finding_stays_dismissed_in_poedit(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "app.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + MONEY, encoding="utf-8")
    settings = load_settings(tmp_path)
    report = checking.check_file(settings, path)
    assert report is not None
    reason = (
        "agreed with the author of this long and winding report, whose figures are those of the year before, in May"
    )
    assert checking.dismiss(report, ["number"], reason) == 1
    with_poedit(path, "xyz")
    assert "xyz" in path.read_text(encoding="utf-8"), "Poedit has saved what was typed"
    after = checking.check_file(settings, path)
    assert after is not None
    assert (after.dismissed, "number" in {one.finding.check for one in after.found}) == (1, False)
    path.write_text(path.read_text(encoding="utf-8").replace("247 млн", "248 млн"), encoding="utf-8")
    loud = checking.check_file(settings, path)
    assert loud is not None
    assert (loud.dismissed, "number" in {one.finding.check for one in loud.found}) == (0, True)


def test_poedit_saves_nothing_into_what_is_no_catalog(tmp_path: Path) -> None:
    path = tmp_path / "broken.po"
    path.write_text("no catalog at all\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="nothing happened"):
        with_poedit(path, "xyz", tries=1, patience=4.0)


def notes(file: CatalogFile) -> dict[tuple[str, str], list[tuple[str, str]]]:
    return {entry.identity: [*quotations(entry.comments)] for entry in file.entries}


def with_poedit(path: Path, text: str, tries: int = 6, patience: float = PATIENCE) -> None:
    """Opens a file in Poedit, types into the first translation, and saves."""
    programs = [judge(f"Poedit ({name})", shutil.which(binary), f"apt-get install {' '.join(POEDIT)}")
                for name, binary in zip(POEDIT, ("poedit", "Xvfb", "xdotool"), strict=True)]  # fmt: skip
    with display(programs[1]) as shown:
        environment = {**os.environ, "DISPLAY": shown, "HOME": str(path.parent), "LC_ALL": "C.UTF-8"}

        def xdotool(*arguments: str) -> str:
            return subprocess.run(
                [programs[2], *arguments], env=environment, capture_output=True, text=True, check=False
            ).stdout

        def edited() -> bool:
            """A window that is laid out still has no field to type into, hence more than one try."""
            window = xdotool("search", "--onlyvisible", "--name", "Poedit").split()[0]
            xdotool("windowfocus", window)
            size = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).split())
            # The field of the translation is below on the left.
            xdotool("mousemove", str(int(size["WIDTH"]) // 5), str(int(size["HEIGHT"]) * 7 // 8), "click", "1")
            xdotool("type", "--delay", "30", text)
            xdotool("key", "ctrl+s")
            with contextlib.suppress(AssertionError):
                awaited(lambda: path.read_bytes() != before, patience / tries)
            return path.read_bytes() != before

        before = path.read_bytes()
        with running([programs[0], str(path)], environment):
            awaited(lambda: xdotool("search", "--onlyvisible", "--name", "Poedit").split(), patience)
            time.sleep(1.0)  # it lays out its window
            assert any(edited() for _ in range(tries)), "nothing happened"


@contextlib.contextmanager
def display(server: str) -> Iterator[str]:
    """A display that nobody sees."""
    with running([server, "-displayfd", "1", "-screen", "0", "1200x900x24", "-nolisten", "tcp"], {**os.environ}) as one:
        assert one.stdout
        yield f":{one.stdout.readline().decode().strip()}"


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str]) -> "Iterator[subprocess.Popen[bytes]]":
    """A program that is ended afterwards."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


def awaited(found: Callable[[], T], patience: float = PATIENCE) -> T:
    """What `found` gives once it gives something, within seconds of patience."""
    end = time.monotonic() + patience
    while not (value := found()):
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.2)
    return value
