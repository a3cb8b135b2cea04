#!/usr/bin/env python3
"""Rewrites requirements/main.lock and requirements/dev.lock from pyproject.toml (needs `pip install uv` and a network).

    python scripts/lock.py [--upgrade]

The locks are made for every supported Python and platform, carry the hash of each file, and name no index. What
pyproject.toml overrides with a marker that never holds (torch and the splitters that argostranslate declares) is left
out, so `pip install --no-deps -r` installs exactly what the toolkit loads.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "main.lock": ("--extra", "evaluate", "--extra", "argos", "--extra", "review", "--group", "build"),
    "dev.lock": ("--extra", "evaluate", "--extra", "argos", "--group", "build", "--group", "dev"),
}
HEAD = "# Made by scripts/lock.py from pyproject.toml. Install with: pip install --no-deps --require-hashes -r {name}\n"


def compile_lock(name: str, options: tuple[str, ...], upgrade: bool) -> None:
    target = ROOT / "requirements" / name
    command = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.10"]
    command += [
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-annotate",
        "--no-header",
        "-q",
    ]
    command += [*options, *(["--upgrade"] if upgrade else [])]
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / name
        if target.exists():  # uv takes the versions that it finds in its output file for those to keep
            shutil.copy(target, beside)
        subprocess.run([*command, "-o", str(beside)], cwd=ROOT, check=True, capture_output=True, text=True)
        text = beside.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    kept = [entry for entry in entries if "sys_platform == 'never'" not in entry and not entry.startswith("--")]
    lock = HEAD.format(name=f"requirements/{name}") + "\n".join(kept) + "\n"
    if "://" in lock:
        raise SystemExit(f"{name}: an address slipped into the lock")
    target.write_text(lock, encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(kept)} packages")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions instead of the present ones")
    options = parser.parse_args()
    for name, extra in LOCKS.items():
        compile_lock(name, extra, options.upgrade)


if __name__ == "__main__":
    main()
