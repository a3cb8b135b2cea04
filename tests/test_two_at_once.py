"""Two runs over one catalog at once, while a person saves in an editor in between: nobody's work is lost."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT
from toolkit import catalogs

TEXTS = [f"Sentence number {number} opens the door." for number in range(200)]
RUN = """
import sys
from pathlib import Path
from toolkit.workflow import drafting, pipeline
from toolkit.project.settings import load_settings
drafting.SAVE_EVERY, drafting.SAVE_SHARE = 0.01, 0
settings = load_settings(".")
source = pipeline.read(settings, Path("a.txt"))
for number in range(int(sys.argv[1])):
    pipeline.update(settings, source, "ky")
    made = lambda: pipeline.make_engine(settings, "ky", "pseudo")
    pipeline.translate(settings, source, "ky", made, redraft=True)
"""


def start(folder: Path, rounds: int) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(rounds)], cwd=folder, env=environment, stderr=subprocess.PIPE
    )


def finished(run: "subprocess.Popen[bytes]") -> None:
    said = run.communicate()[1]
    assert run.returncode == 0, said.decode()


def save_as_an_editor_does(path: Path, number: int) -> bool:
    """Reads the catalog, translates one sentence by hand, and replaces the file unless it changed meanwhile.

    An editor that asks whether it shall reload a changed file does the same; it holds no lock of ours.
    """
    before = path.read_bytes()
    old = f'msgid "{TEXTS[number]}"\n'.encode()
    head, found, rest = before.partition(old)
    assert found
    line, _, rest = rest.partition(b"\n")
    comment = head.rindex(b"\n\n")
    block = head[comment:].replace(b"#, fuzzy\n", b"")
    after = head[:comment] + block + old + f'msgstr "Кол менен {number}"\n'.encode() + rest
    temporary = path.with_name("editor.tmp")
    temporary.write_bytes(after)
    if path.read_bytes() != before:
        return False
    os.replace(temporary, path)
    return line.startswith(b"msgstr")


def test_two_runs_and_an_editor(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "a.txt").write_text("\n\n".join(TEXTS), encoding="utf-8")
    finished(start(tmp_path, 1))
    path = tmp_path / "locales" / "ky" / "LC_MESSAGES" / "a.po"
    path.chmod(0o640)
    running = [start(tmp_path, 4), start(tmp_path, 4)]
    saved: list[int] = []
    number = 0
    while any(run.poll() is None for run in running) or not saved:
        if save_as_an_editor_does(path, number):
            saved.append(number)
            number += 1
        time.sleep(0.7)
    for run in running:
        finished(run)
    finished(start(tmp_path, 1))
    data = path.read_bytes()
    entries = {entry.msgid: entry for entry in catalogs.read(data).live}
    assert len(entries) == len(TEXTS)
    for done in saved:
        assert entries[TEXTS[done]].msgstr == (f"Кол менен {done}",), (
            f"what was saved by hand is gone: {done} of {saved}"
        )
    assert all(entry.translated for entry in entries.values())
    (path.with_name("editor.tmp")).unlink(missing_ok=True)
    assert [found.name for found in path.parent.iterdir()] == ["a.po"]


def test_a_linked_catalog_of_windows_stays_as_it_is(tmp_path: Path) -> None:
    """CRLF, BOM, long lines, permissions and the link itself survive every command that writes."""
    from toolkit.cli import run_command

    real = tmp_path / "elsewhere" / "a.po"
    real.parent.mkdir()
    long = "Сөз " * 60
    head = 'msgid ""\nmsgstr ""\n"Language: ky\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    body = f'\nmsgid "{"Word " * 60}"\nmsgstr "{long}"\n\nmsgid "Open the {"door and the " * 9}"\nmsgstr ""\n'
    real.write_bytes(("\ufeff" + head + body).replace("\n", "\r\n").encode())
    real.chmod(0o600)
    link = tmp_path / "a.po"
    link.symlink_to(real)
    for arguments in (
        ["translate", str(link), "--engine", "pseudo"],
        ["approve", str(link), "--all", "--anyway", "--by", "A <a@b.org>"],
    ):
        before = real.read_bytes()
        assert run_command(arguments) == 0
        text = real.read_bytes().decode()
        assert text.encode() != before
        assert text.startswith("\ufeff")
        assert text.count("\n") == text.count("\r\n")
        assert f'msgstr "{long}"\r\n' in text
        assert link.is_symlink()
        assert real.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in real.parent.iterdir()] == ["a.po"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.po", "elsewhere"]
