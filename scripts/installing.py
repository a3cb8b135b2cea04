#!/usr/bin/env python3
"""Installs the toolkit as the README says, and tries it: `python scripts/installing.py [--python PROGRAM]… [WAY…]`.

Each way starts from an empty environment and an empty home: the wheel, the source archive or this folder by pip, uv and
pipx. Then `toolkit run` must draft a letter without a network (in a network namespace of its own where the system
allows it), and nothing of what argostranslate declares may be there. Prints seconds and megabytes, and fails where
anything does. With `readme`, a clean clone follows the
README's first blocks line by line; with `tests`, the source archive makes its locked environment and runs tests of its
own.
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


def own_tests(archive: Path, folder: Path, home: Path) -> str:
    """The source archive, unpacked: its locked environment and a file of its tests."""
    shutil.unpack_archive(archive, folder)
    (source,) = (path for path in folder.iterdir() if path.is_dir() and path.name.startswith("toolkit_translate"))
    run([sys.executable, "scripts/environment.py", "dev"], source, home)
    return run([".venv/bin/python", "-m", "pytest", "-q", "-n", "2", "tests/test_api.py", "tests/test_docs.py",
                "tests/test_architecture.py", "tests/cli/test_first_hour.py"], source, home)  # fmt: skip


def by_readme(python: str, folder: Path, home: Path) -> None:
    """A clean clone, and the lines of the README's first blocks one after the other; after set-up without a network."""
    run(["git", "clone", "-q", ROOT, folder / "clone"], folder, home)
    clone = folder / "clone"
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (clone / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    lines = [
        line
        for block in blocks[:4]
        for line in block.splitlines()
        if not line.startswith(("uv ", "pipx ", "make test"))
    ]
    set_up = next(line for line in lines if line.startswith("python3 -m venv"))
    (folder / "bin").mkdir()
    (folder / "bin" / "python3").symlink_to(python)
    (clone / "letter.txt").write_text("Open the file.\n", encoding="utf-8")
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    run(["bash", "-ec", f"{set_up}\nmake .venv/main"], clone, home, PATH=path)
    offline = ["unshare", "-n"] if not subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode else []
    later = [". ~/toolkit/bin/activate", *(line for line in lines if line != set_up)]
    print(run([*offline, "bash", "-ec", "\n".join(later)], clone, home, PATH=path)[-400:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ways", nargs="*", metavar="WAY", help=f"{', '.join(WAYS)}, readme, tests; default: pip")
    parser.add_argument("--python", action="append", help="interpreter; may be given again; default: this one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        wheel, archive = build(Path(made))
        for way in options.ways or ["pip"]:
            if way == "tests":
                with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
                    print("its own tests from the source archive:", own_tests(archive, Path(folder), Path(home))[-200:])
                continue
            for python in options.python or [sys.executable]:
                if way == "readme":
                    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
                        by_readme(python, Path(folder), Path(home))
                        print(f"the README, line by line, {python}: done", flush=True)
                    continue
                for what in (wheel, archive):
                    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
                        started = time.monotonic()
                        environment, command = WAYS[way](python, what, Path(folder), Path(home))
                        seconds, taken = time.monotonic() - started, size(environment)
                        first = tried(environment, command, Path(folder), Path(home))
                        kind = "wheel" if what == wheel else "source archive"
                        facts = f"{seconds:.0f} s, {taken / 1e6:.0f} MB, first run {first:.1f} s"
                        print(f"{way}, {kind}, {python}: {facts}", flush=True)
                        if taken > MOST:
                            raise SystemExit(f"{taken} bytes are more than {MOST}")


if __name__ == "__main__":
    main()
