#!/usr/bin/env python3
"""Installs the toolkit as the README says, and tries it: `python scripts/installing.py [--python PROGRAM]… [WAY…]`.

Each way starts from an empty environment and an empty home: the wheel, the source archive or this folder by pip, uv and
pipx. Then `toolkit run` must draft a letter without a network (in a network namespace of its own where the system
allows it), and nothing of what argostranslate declares may be there. Prints seconds and megabytes, the bytes of all
files and what `du` counts, with the heaviest parts, and fails where anything does. With `readme`, a clean clone follows
the README line by line, without a network after set-up; with `tests`, the source archive makes its locked environment
and runs tests of its own.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("torch", "stanza", "spacy")
MOST = 400_000_000
"""Bytes that an installation may take."""


def run(command: list[str | Path], folder: Path, home: Path, **more: str) -> str:
    """What a command printed; anything but success ends the script with its words."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", **more}
    kept = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "UV_", "SSL_", "PYENV"))}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env={**kept, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def build(folder: Path) -> tuple[Path, Path]:
    """(wheel, source archive) of this folder."""
    from flit_core import buildapi

    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return folder / buildapi.build_wheel(str(folder)), folder / buildapi.build_sdist(str(folder))
    finally:
        os.chdir(before)


def by_pip(python: str, what: Path, folder: Path, home: Path) -> tuple[Path, Path]:
    """(the environment, the command) after `pip install`."""
    run([python, "-m", "venv", folder / "env"], folder, home)
    run([folder / "env" / "bin" / "pip", "install", "-q", "--disable-pip-version-check", what], folder, home)
    return folder / "env", folder / "env" / "bin" / "toolkit"


def by_uv(python: str, what: Path, folder: Path, home: Path) -> tuple[Path, Path]:
    """The same after `uv tool install`."""
    run(["uv", "tool", "install", "-q", "--python", python, what], folder, home, UV_CACHE_DIR=str(folder / "cache"),
        UV_TOOL_DIR=str(folder / "tools"), UV_TOOL_BIN_DIR=str(folder / "bin"))  # fmt: skip
    return folder / "tools" / "toolkit-translate", folder / "bin" / "toolkit"


def by_pipx(python: str, what: Path, folder: Path, home: Path) -> tuple[Path, Path]:
    """The same after `pipx install`."""
    run(["pipx", "install", "--python", python, what], folder, home, PIPX_HOME=str(folder / "pipx"),
        PIPX_BIN_DIR=str(folder / "bin"))  # fmt: skip
    return folder / "pipx" / "venvs" / "toolkit-translate", folder / "bin" / "toolkit"


def tried(environment: Path, command: Path, folder: Path, home: Path) -> float:
    """Seconds of the first run, without a network; raises where something heavy is there or nothing is drafted."""
    python = environment / "bin" / "python"
    found = run(
        [python, "-c", f"import importlib.util as u; print([n for n in {HEAVY} if u.find_spec(n)])"], folder, home
    )
    if found.strip() != "[]":
        raise SystemExit(f"{environment} has {found}")
    (folder / "letter.txt").write_text("Open the file. Close the window.\n", encoding="utf-8")
    offline = ["unshare", "-n"] if not subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode else []
    started = time.monotonic()
    run([*offline, command, "run", "letter.txt", "--to", "ky"], folder, home)
    seconds = time.monotonic() - started
    if not (folder / "build" / "letter" / "letter.ky.txt").read_text(encoding="utf-8").strip():
        raise SystemExit("nothing was drafted")
    run([command, "doctor"], folder, home)
    return seconds


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


WAYS: Mapping[str, Callable[..., tuple[Path, Path]]] = {"pip": by_pip, "uv": by_uv, "pipx": by_pipx}


def blocks(folder: Path) -> int:
    """What `du` counts: whole blocks of the disk, folders too."""
    return sum(file.lstat().st_blocks * 512 for file in (folder, *folder.rglob("*")))


def heaviest(folder: Path) -> str:
    """The five parts that take the most, with their megabytes."""
    (packages,) = folder.glob("lib/python3*/site-packages")
    parts = sorted(((size(part), part.name) for part in packages.iterdir() if part.is_dir()), reverse=True)
    return ", ".join(f"{name} {taken / 1e6:.0f}" for taken, name in parts[:5])


def own_tests(python: str, archive: Path, folder: Path, home: Path) -> str:
    """The source archive, unpacked: its locked environment and files of its tests."""
    shutil.unpack_archive(archive, folder)
    (source,) = (path for path in folder.iterdir() if path.is_dir() and path.name.startswith("toolkit_translate"))
    run([python, "scripts/environment.py", "dev"], source, home)
    return run([".venv/bin/python", "-m", "pytest", "-q", "-n", "2", "tests/test_api.py", "tests/test_docs.py",
                "tests/test_architecture.py", "tests/cli/test_first_hour.py"], source, home)  # fmt: skip


LEFT_OUT = {
    "uv tool install": "the way `uv` tries it",
    "pipx install": "the way `pipx` tries it",
    "make test": "the way `tests` does some of it",
}
"""Lines of the README that are not run, by their beginning, and who does it."""
REFUSED = ("toolkit packages install ru ky", "toolkit packages install translate-en_ru-1_9.argosmodel")
"""Lines that must fail here, in one sentence: there is no network, and no such file."""


def by_readme(python: str, folder: Path, home: Path) -> None:
    """A clean clone, and every line of shell and of Python in the README in turn; after set-up without a network."""
    run(["git", "clone", "-q", ROOT, folder / "clone"], folder, home)
    clone = folder / "clone"
    text = (clone / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^```(sh|python)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [
        line
        for kind, block in found
        for line in (block.splitlines() if kind == "sh" else [f"python - <<'END'\n{block}END"])
    ]
    set_up = next(line for line in lines if line.startswith("python3 -m venv"))
    (folder / "bin").mkdir()
    (folder / "bin" / "python3").symlink_to(python)
    (clone / "letter.txt").write_text("Open the file.\n", encoding="utf-8")
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    run(["bash", "-ec", f"{set_up}\nmake .venv/main"], clone, home, PATH=path)
    offline = ["unshare", "-n"] if not subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode else []
    later = [". ~/toolkit/bin/activate"]
    for line in lines:
        why = next((why for start, why in LEFT_OUT.items() if line.startswith(start)), "")
        if not why and line.startswith("pandoc"):
            if shutil.which("pandoc"):
                later.append("pandoc --standalone letter.txt --output letter.rtf")  # the letter of the example
            else:
                why = "there is no pandoc here"
        if why:
            print(f"  left out: {line.split('    ')[0].strip()}: {why}")
        elif line != set_up:
            refused = f"if ( {line.split(' #')[0]} ) 2> said; then false; fi; test $(grep -c '^toolkit: ' said) = 1"
            later.append(refused if line.startswith(REFUSED) else line)
    said = run([*offline, "bash", "-ec", "set -o pipefail\n" + "\n".join(later)], clone, home, PATH=path)
    print(f"  {len(later) - 1} commands done; the last words: {said.strip().splitlines()[-1]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ways", nargs="*", metavar="WAY", help=f"{', '.join(WAYS)}, readme, tests; default: pip")
    parser.add_argument("--python", action="append", help="interpreter; may be given again; default: this one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        wheel, archive = build(Path(made))
        for way in options.ways or ["pip"]:
            for python in options.python or [sys.executable]:
                if way == "tests":
                    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
                        said = own_tests(python, archive, Path(folder), Path(home))
                        print(f"its own tests from the source archive, {python}: {said.strip().splitlines()[-1]}")
                    continue
                if way == "readme":
                    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
                        by_readme(python, Path(folder), Path(home))
                        print(f"the README, line by line, {python}: done", flush=True)
                    continue
                for what in (wheel, archive):
                    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
                        started = time.monotonic()
                        environment, command = WAYS[way](python, what, Path(folder), Path(home))
                        seconds, taken, disk = time.monotonic() - started, size(environment), blocks(environment)
                        first = tried(environment, command, Path(folder), Path(home))
                        kind = "wheel" if what == wheel else "source archive"
                        facts = f"{seconds:.0f} s, {taken / 1e6:.0f} MB (du -sm: {disk / 2**20:.0f})"
                        print(f"{way}, {kind}, {python}: {facts}, first run {first:.1f} s", flush=True)
                        print(f"  heaviest, MB: {heaviest(environment)}", flush=True)
                        if taken > MOST:
                            raise SystemExit(f"{taken} bytes are more than {MOST}")


if __name__ == "__main__":
    main()
