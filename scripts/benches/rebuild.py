"""A project of 200 documents after one sentence was edited, beside the same document built alone; whole processes."""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benches.rows import told
from benches.turns import timed

ARTICLE = Path(__file__).resolve().parent.parent.parent / "source" / "lin-wu-visits-kyrgyzstan.txt"
DOCUMENTS, ROUNDS = 200, 5


def run() -> None:
    """Once after an edit, once without any, and one document alone."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        (project / "source").mkdir()
        (project / "locales").mkdir()
        text = ARTICLE.read_text(encoding="utf-8")
        for number in range(DOCUMENTS):
            (project / "source" / f"d{number}.txt").write_text(text.replace("Kyrgyz", f"Kyrgyz{number}"))
        toolkit(project, "run", "source", "--engine", "pseudo")
        catalog = project / "locales" / "ru" / "LC_MESSAGES" / "d7.po"
        turn = 0

        def edited(*arguments: str) -> None:
            nonlocal turn
            turn += 1
            data = catalog.read_text(encoding="utf-8")
            first, quote, rest = data.rpartition('msgstr "')
            catalog.write_text(f"{first}{quote}{turn % 10}{rest}", encoding="utf-8")
            toolkit(project, *arguments)

        every, alone, none = timed(
            [
                lambda: edited("build", "source"),
                lambda: edited("build", "source/d7.txt"),
                lambda: toolkit(project, "build", "source"),
            ],
            ROUNDS,
        )
        ratio = median(a / b for a, b in zip(every, alone, strict=True))
    told("rebuild", f"{DOCUMENTS} documents, one edited; that one alone", median(every), median(alone), asked=2)
    print(
        f"rebuild: {DOCUMENTS} documents, one sentence edited: {median(every):.2f} s; that document alone "
        f"{median(alone):.2f} s, {ratio:.2f} times; nothing edited {median(none):.2f} s"
    )


def toolkit(project: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "toolkit", *arguments, "--project", str(project)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
