#!/usr/bin/env python3
"""Makes .venv if it is missing and installs a lock into it: `python scripts/environment.py main|dev`.

Nothing is resolved: pip takes the locked files, checks their hashes and installs no dependency that the lock leaves
out. The project itself is installed in place. A marker file .venv/<lock> tells make that it is done.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"


def main(name: str) -> None:
    if sys.version_info < (3, 10):
        raise SystemExit(f"this needs Python 3.10 or newer; {sys.executable} is {sys.version.split()[0]}")
    folder = "Scripts" if sys.platform == "win32" else "bin"
    python = ENVIRONMENT / folder / "python"
    if not python.exists():
        print("making .venv", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print(f"installing requirements/{name}.lock", flush=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    steps = (
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements" / f"{name}.lock")],
        [*pip, "--no-build-isolation", "--editable", str(ROOT)],
    )
    for step in steps:
        if subprocess.run(step, check=False).returncode:
            raise SystemExit(f"the environment could not be made; see the message above, then run again ({name})")
    done = {"main": ("main",), "dev": ("main", "dev")}[name]
    for marker in done:
        (ENVIRONMENT / marker).touch()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("main", "dev"):
        raise SystemExit(__doc__)
    main(sys.argv[1])
