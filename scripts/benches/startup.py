"""Short commands, whole processes: `--help` beside `import click`, `extract` of a line, `run` of nothing new."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benches.rows import told
from benches.turns import in_turns, of_children

ROOT = Path(__file__).resolve().parents[2]


def run() -> None:
    """`toolkit --help` on the clock, the others in processor time."""
    toolkit = [str(Path(sys.executable).with_name("toolkit")), "--help"]
    click = [sys.executable, "-c", "import click"]
    call = lambda command: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: E731
    ours, theirs, ratio = in_turns(lambda: call(toolkit), lambda: call(click), 15)
    told("startup", "toolkit --help; import click", ours, theirs, asked=1.3)
    print(f"startup: toolkit --help {ours * 1000:.0f} ms, import click {theirs * 1000:.0f} ms, ratio {ratio:.2f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "line.txt").write_text("The road is open again.\n", encoding="utf-8")
        article = folder / "article.txt"
        article.write_bytes((ROOT / "source" / "lin-wu-visits-kyrgyzstan.txt").read_bytes())
        for command, most in ((["extract", "line.txt"], 0.35), (["run", "article.txt"], 0.6)):
            spent = []
            for number in range(6):
                before = of_children()
                call = [toolkit[0], *command, "--project", "."]
                subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=folder)
                if number:  # the first one drafts
                    spent.append(of_children() - before)
            took = statistics.median(spent)
            told("startup", f"toolkit {command[0]}, nothing new, processor", took, asked=most)
            print(f"startup: toolkit {' '.join(command)}: {took:.2f} s of processor time")
