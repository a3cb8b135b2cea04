"""`toolkit --help` beside `import click`, whole processes."""

import subprocess
import sys
from pathlib import Path

from benches.turns import in_turns


def run() -> None:
    """`toolkit --help` beside `import click`, whole processes."""
    toolkit = [str(Path(sys.executable).with_name("toolkit")), "--help"]
    click = [sys.executable, "-c", "import click"]
    call = lambda command: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: E731
    ours, theirs, ratio = in_turns(lambda: call(toolkit), lambda: call(click), 15)
    print(f"startup: toolkit --help {ours * 1000:.0f} ms, import click {theirs * 1000:.0f} ms, ratio {ratio:.2f}")
