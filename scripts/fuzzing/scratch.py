"""Folders that an input may be laid into, and commands that are run in one."""

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.fuzzing.watch import Differs
from toolkit.cli import run_command


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder that goes away."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file of the folder with these bytes."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def within(folder: Path, lines: Sequence[str]) -> None:
    """Runs commands in the folder. Raises Differs where one leaves with a traceback or a code that there is not."""
    here, before = Path.cwd(), dict(os.environ)
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape", write_through=True)
    try:
        os.chdir(folder)
        os.environ.update(TOOLKIT_DEBUG="1", HOME=str(folder), ARGOS_PACKAGES_DIR=str(folder / "packages"))
        for line in lines:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = run_command(line.split())
            if code not in (0, 1, 2):
                raise Differs(f"{line}: exit code {code}")
            text = said.buffer.getvalue().decode("utf-8", "replace")
            if "not enough memory" in text:
                raise MemoryError
            if (place := text.find("Traceback (most recent call last)")) >= 0:
                raise Differs(f"{line}: {text[place:].rstrip().splitlines()[-1]}")
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
