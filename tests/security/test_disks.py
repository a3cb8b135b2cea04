"""Disks that refuse: full to the byte, with a quota, read-only; names that clash; clocks that jump. One sentence each.

Commands run in forked processes, so that the limit, the user and the clock are theirs alone. On a Linux where root may
mount, real disks of 64 to 512 KB are tried too.
"""

import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.kills_commands import prepared
from toolkit.cli import run_command

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forked, which this system cannot")
LINES = (
    "run source --engine pseudo --to ru", "extract source", "update source --to ru", "build source --to ru --partial",
    "export source/a.txt --to ru --format xliff -o out.xlf", "memory import old.tsv --to ru", "terms import terms.csv",
    "align source/a.txt old.txt --to ru --out pairs.tmx", "corpus filter source/a.txt --out kept",
    "check po/ru.po --dismiss number", "triage po/ru.po --note", "compile po/ru.po",
)  # fmt: skip
NOBODY = 65_534


@pytest.fixture(scope="module")
def still() -> Iterator[Path]:
    """A small project, in a folder that everybody may read; every command has run in a copy of it, and is loaded."""
    import random

    folder = Path(tempfile.mkdtemp(prefix="disks-"))
    folder.chmod(0o755)
    prepared(folder / "project", 40, random.Random(1))
    (folder / "project" / "starter.argosmodel").unlink()
    shutil.copytree(folder / "project", folder / "warm")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "warm")
        for line in LINES:
            run_command(line.split())
    yield folder / "project"
    shutil.rmtree(folder, ignore_errors=True)


def ran(folder: Path, line: str, before: Callable[[], object] = lambda: None) -> tuple[int, str]:
    """(exit code, what is said on standard error) of a command in a process of its own."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            code = 99
            try:
                os.chdir(folder)
                sys.stderr = io.TextIOWrapper(said, "utf-8", "replace", write_through=True)
                sys.stdout = io.StringIO()
                os.environ.update(ARGOS_PACKAGES_DIR=str(folder / "packages"), TOOLKIT_DEBUG="1")
                before()
                code = run_command(line.split())
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode("utf-8", "replace")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def judged(folder: Path, before: dict[str, bytes], code: int, said: str, line: str) -> None:
    """What was there is there, whole; nothing half-written lies about; one sentence says why."""
    assert code in (0, 1, 2) and "Traceback" not in said, (line, code, said)
    after = bytes_of(folder)
    assert not [name for name in after if name.endswith((".part", ".new"))], line
    for name, data in before.items():
        assert after[name] == data or name.startswith(("po/", "locales/")), (line, name)
        assert after[name], (line, name)
    errors = [text for text in said.splitlines() if text.startswith("toolkit: ") and "warning" not in text]
    if code == 1 and errors:
        assert any(word in errors[-1] for word in REASONS) and len(errors[-1]) < 400, (line, errors)


REASONS = ("no space", "too large", "full", "permission denied", "read-only", "disk", "cannot", "refuse", "dismissed")


@pytest.mark.parametrize("most", [512, 6_000])
def test_a_quota(still: Path, tmp_path: Path, most: int) -> None:
    refused = 0
    for line in LINES:
        folder = tmp_path / line.replace(" ", "-").replace("/", "_")
        shutil.copytree(still, folder)
        before = bytes_of(folder)
        code, said = ran(folder, line, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
        judged(folder, before, code, said, line)
        refused += code == 1
    assert refused >= 8


def test_a_folder_that_may_only_be_read(still: Path, tmp_path: Path) -> None:
    def nobody() -> None:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    place = Path(tempfile.mkdtemp(prefix="disks-"))
    place.chmod(0o755)
    folder = place / "project"
    shutil.copytree(still, folder)
    out = place / "out"
    out.mkdir()
    out.chmod(0o777)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for line in (*LINES, "segment source", "check po/ru.po", "stats po"):
            before = bytes_of(folder)
            code, said = ran(folder, line, nobody)
            assert bytes_of(folder) == before and "Traceback" not in said, (line, said)
            if line in LINES:
                last = [text for text in said.splitlines() if text.startswith("toolkit: ")][-1]
                assert code == 1 and "permission denied" in last and ".lock" not in last, (line, said)
            else:
                assert code in (0, 1) and "permission denied" not in said, (line, said)
        code, said = ran(folder, f"build source --to ru --partial --out {out}", nobody)
        assert code == 0 and (out / "a" / "index.html").is_file(), said
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(place)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a disk of so many KB; skipped aloud where nobody may."""
    made: list[Path] = []

    def mounted(size: int) -> Path:
        place = tmp_path / f"disk-{size}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(place)]
        if not sys.platform.startswith("linux") or shutil.which("mount") is None:
            pytest.skip("no disk can be mounted here")
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a disk")
        made.append(place)
        return place

    yield mounted
    for place in made:
        subprocess.run(["umount", str(place)], check=True)


def test_disks_of_64_and_128_kilobytes(still: Path, disk: Callable[[int], Path]) -> None:
    for size in (64, 128):
        place = disk(size)
        refused = 0
        for line in LINES:
            folder = place / "project"
            shutil.copytree(still, folder)
            before = bytes_of(folder)
            code, said = ran(folder, line)
            judged(folder, before, code, said, line)
            refused += "no space left" in said or "disk is full" in said
            shutil.rmtree(folder)
        assert refused >= 2


def test_names_that_clash_where_capitals_are_one(tmp_path: Path) -> None:
    for name in ("Read.txt", "read.txt", "other.md"):
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / name).write_text("A dog.\n", encoding="utf-8")
    alike = len(list((tmp_path / "source").iterdir())) == 2
    code, said = ran(tmp_path, "run source --engine pseudo --to ru")
    if alike:
        assert code == 0
    else:
        assert code == 0 and "warning: source/Read.txt and source/read.txt have names that are one" in said
        assert "other" not in said.partition("are one")[0]


@pytest.mark.parametrize("jump", [10 * 365 * 86_400, -10 * 365 * 86_400])
def test_a_clock_that_jumps(still: Path, tmp_path: Path, jump: int) -> None:
    folder = tmp_path / "project"
    shutil.copytree(still, folder)
    assert ran(folder, LINES[0])[0] == 0
    first = bytes_of(folder / "locales")
    for path in folder.rglob("*"):
        os.utime(path, (time.time() + jump, time.time() + jump))
    (folder / "source" / "b.md").write_text("# Another title\n\nA cat.\n", encoding="utf-8")
    os.utime(folder / "source" / "b.md", (time.time() - jump, time.time() - jump))
    assert ran(folder, LINES[0])[0] == 0
    assert "A cat." in (folder / "locales/ru/LC_MESSAGES/b.po").read_text(encoding="utf-8")
    assert bytes_of(folder / "locales")["ru/LC_MESSAGES/a.po"] == first["ru/LC_MESSAGES/a.po"]
    page = (folder / "build" / "b" / "index.html").read_text(encoding="utf-8")
    assert "A cat." in page and "Another title" in page


def test_a_name_of_255_bytes(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    name = "ы" * 125 + "a.txt"
    try:
        (tmp_path / "source" / name).write_text("A dog.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has shorter names")
    code, said = ran(tmp_path, "run source --engine pseudo --to ru")
    assert code == 2 and "too long" in said and "rename the file" in said and len(said) < 500
