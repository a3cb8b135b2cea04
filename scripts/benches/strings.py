"""Documents to catalogs beside translate-toolkit's converters: `toolkit extract` and sub2po, json2po, yaml2po, html2po,
md2po, txt2po, as commands on the same file, each a process of its own, in turns. The peers cut no sentences.

translate-toolkit (GPL, never imported) lives in an environment of its own, build/peers-strings, made when missing.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benches.rows import told
from benches.turns import in_turns, of_children

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = ROOT / "build" / "peers-strings"
PEERS = ("translate-toolkit", "aeidon", "ruamel.yaml", "mistletoe", "lxml")
ENTRIES = (1_000, 20_000)
ROUNDS = 3
ASKED = {"subtitles": 1.5, "json": 1.5}
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The toolkit's modules are compiled once, as pip compiles those of an installed program."""


def cues(count: int) -> str:
    return "".join(
        f"{number + 1}\n{_time(number * 2)} --> {_time(number * 2 + 1)}\nThis is line {number} of the film.\n\n"
        for number in range(count)
    )


def _time(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},000"


def strings(count: int) -> dict[str, str]:
    return {f"key_{number}": f"Open the file number {number} of {{name}}" for number in range(count)}


def prose(count: int, before: str, after: str) -> str:
    """Paragraphs of two sentences with a mark of emphasis in them."""
    return "\n\n".join(
        f"The road number {number} is {before}long{after} and cold. Nobody lives beside it in winter."
        for number in range(count)
    )


def page(count: int) -> str:
    body = prose(count, "<b>", "</b>").replace("\n\n", "</p>\n<p>")
    return f"<!DOCTYPE html><html lang='en'><head><title>Roads</title></head><body><p>{body}</p></body></html>"


FILES: dict[str, tuple[str, str, Callable[[int], str]]] = {
    "subtitles": ("sub2po", "film.srt", cues),
    "json": ("json2po", "texts.json", lambda count: json.dumps(strings(count), indent=2)),
    "html": ("html2po", "roads.html", page),
    "markdown": ("md2po", "roads.md", lambda count: prose(count, "**", "**")),
    "text": ("txt2po", "roads.txt", lambda count: prose(count, "", "")),
    "yaml": ("yaml2po", "texts.yaml", lambda count: "".join(f"{k}: '{v}'\n" for k, v in strings(count).items())),
}
"""What is measured -> (command of the peer, file name, how its text is made)."""


def run() -> None:
    """Prints seconds of processor time of both, their start included, and the ratio, for each format and size."""
    peers = _environment()
    for what, (command, name, make) in FILES.items():
        for count in ENTRIES:
            with tempfile.TemporaryDirectory() as folder:
                source = Path(folder, name)
                source.write_text(make(count), encoding="utf-8")
                _measure(what, count, source, peers / command)


def _measure(what: str, count: int, source: Path, peer: Path) -> None:
    def ours() -> None:
        command = [sys.executable, "-m", "toolkit", "extract", "--project", source.parent, source]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=COMPILED)

    def theirs() -> None:
        command = [peer, "--progress=none", source, source.with_suffix(".peer.po")]
        subprocess.run(command, check=True, capture_output=True)

    own, other, ratio = in_turns(ours, theirs, ROUNDS, of_children)
    told("strings", f"{what}, {count:,} entries; {peer.name}", own, other, asked=ASKED.get(what))
    print(f"{what:10} {count:6} entries: toolkit extract {own:.2f} s, {peer.name} {other:.2f} s, ratio {ratio:.2f}")


def _environment() -> Path:
    folder = ENVIRONMENT / "bin"
    if not (folder / "json2po").exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([folder / "python", "-m", "pip", "install", "-q", *PEERS], check=True)
    return folder
